//! Which object owns which descriptor: at most one of a state's objects owns a number.
//!
//! A hash table in a block of memory that Lua owns. Descriptors are small numbers, so the low bits of a number are its place
//! (its home), and mostly alone there; numbers that share a home stand in a list of other entries behind it. There are always
//! entries left over for the numbers that a call is about to bring: what they are is not known before the kernel is called,
//! how many is, and afterwards nothing may be allocated.
//!
//! An entry has the address of its owner's block, which is only compared and never touched: an object is taken out when it is
//! collected, but a finalizer is lost where Lua finds no room to call it, or where the program has taken it away, and then the
//! block is gone and the entry stays, until the number has another owner or the state ends. What other states, other copies of
//! this module and C code own is unknown here.

use core::ptr::null;

/// A number and the object that owns it.
#[repr(C)]
#[derive(Clone, Copy)]
struct Entry {
    /// Where the owner is, or was; null when there is none.
    object: *const (),
    /// The number.
    number: i32,
    /// The next entry of the list; 0 at its end, since entry 0 is a home.
    next: u32,
}

/// The beginning of the block. The homes follow it, and then as many other entries.
#[repr(C, align(8))]
pub struct Owners {
    /// How many homes there are, less one: all bits of that are set.
    mask: u32,
    /// How many of the other entries are not in use.
    spare: u32,
    /// The first of those, which are a list; 0 when there is none.
    free: u32,
}

/// The homes of the first table: enough for most programs.
const HOMES: u32 = 32;

/// The most homes that a table can have: more than there are descriptors.
const MOST: u32 = 1 << 30;

/// There is no entry left over.
pub struct Full;

impl Owners {
    /// How many numbers a call brings at most (pipe(2), socketpair(2)), but for those that say how many.
    pub const BROUGHT: u32 = 2;

    /// Whether there is no room for so many numbers that a call may bring.
    ///
    /// # Safety
    ///
    /// `this` is null or a table.
    #[inline(always)]
    pub unsafe fn is_short(this: *const Owners, count: u32) -> bool {
        // SAFETY: the caller's promise.
        this.is_null() || unsafe { (*this).spare } < count
    }

    /// How many homes the next table is to have, and how many bytes it takes; `None` beyond what can be counted.
    ///
    /// # Safety
    ///
    /// As for [`is_short`](Owners::is_short).
    pub unsafe fn next_size(this: *const Owners) -> Option<(u32, usize)> {
        let homes = match this.is_null() {
            true => HOMES,
            // SAFETY: the caller's promise.
            false => unsafe { (*this).mask }.checked_add(1)?.checked_mul(2)?,
        };
        let homes = Some(homes).filter(|&homes| homes <= MOST)?;
        let entries = (homes as usize).checked_mul(2 * size_of::<Entry>())?;
        Some((homes, entries.checked_add(size_of::<Owners>())?))
    }

    /// Makes a table of `homes` homes, with all that `old` has.
    ///
    /// # Safety
    ///
    /// `this` is a fresh block of the size that [`next_size`](Owners::next_size) gave for `homes`, aligned for any C type; `old` is
    /// null or a table with no more than half as many.
    pub unsafe fn fill(this: *mut Owners, homes: u32, old: *const Owners) {
        // SAFETY: the caller's promise.
        unsafe {
            this.write(Owners {
                mask: homes - 1,
                spare: homes,
                free: homes,
            });
            for i in 0..2 * homes {
                Self::entry(this, i).write(Entry {
                    object: null(),
                    number: 0,
                    next: match i {
                        _ if i >= homes && i + 1 < 2 * homes => i + 1,
                        _ => 0,
                    },
                });
            }
            if old.is_null() {
                return;
            }
            for i in 0..2 * ((*old).mask + 1) {
                let entry = *Self::entry(old.cast_mut(), i);
                if !entry.object.is_null() {
                    // There is room for all: each has a home, or one of the other entries, of which there are as many as the old
                    // table had of both.
                    let _ = Self::claim(this, entry.number, entry.object);
                }
            }
        }
    }

    /// # Safety
    ///
    /// `this` is a table, and `i` less than twice the number of its homes.
    #[inline(always)]
    unsafe fn entry(this: *mut Owners, i: u32) -> *mut Entry {
        // SAFETY: so many entries follow the beginning.
        unsafe { this.add(1).cast::<Entry>().add(i as usize) }
    }

    /// # Safety
    ///
    /// `this` is a table.
    #[inline(always)]
    unsafe fn home(this: *mut Owners, number: i32) -> *mut Entry {
        // SAFETY: the mask leaves the number of a home.
        unsafe { Self::entry(this, number as u32 & (*this).mask) }
    }

    /// Makes `object` the owner of a number; who was it so far, or null.
    ///
    /// # Safety
    ///
    /// `this` is a table.
    #[inline]
    pub unsafe fn claim(
        this: *mut Owners,
        number: i32,
        object: *const (),
    ) -> Result<*const (), Full> {
        // SAFETY: the caller's promise.
        unsafe {
            let home = Self::home(this, number);
            if (*home).object.is_null() && (*home).next == 0 {
                (*home).object = object;
                (*home).number = number;
                return Ok(null());
            }
            Self::claim_listed(this, number, object)
        }
    }

    /// # Safety
    ///
    /// As for `claim`.
    #[cold]
    unsafe fn claim_listed(
        this: *mut Owners,
        number: i32,
        object: *const (),
    ) -> Result<*const (), Full> {
        // SAFETY: the caller's promise.
        unsafe {
            let same = Self::find(this, number);
            if !same.is_null() {
                return Ok(core::mem::replace(&mut (*same).object, object));
            }
            let home = Self::home(this, number);
            if (*home).object.is_null() {
                (*home).object = object;
                (*home).number = number;
                return Ok(null());
            }
            let taken = match (*this).free {
                0 => return Err(Full),
                taken => taken,
            };
            let entry = Self::entry(this, taken);
            (*this).free = (*entry).next;
            (*this).spare -= 1;
            entry.write(Entry {
                object,
                number,
                next: (*home).next,
            });
            (*home).next = taken;
            Ok(null())
        }
    }

    /// The entry of a number that has an owner, or null.
    ///
    /// # Safety
    ///
    /// `this` is a table.
    unsafe fn find(this: *mut Owners, number: i32) -> *mut Entry {
        // SAFETY: the caller's promise; what an entry leads to is an entry.
        unsafe {
            let mut at = Self::home(this, number);
            loop {
                if (*at).number == number && !(*at).object.is_null() {
                    return at;
                }
                match (*at).next {
                    0 => return core::ptr::null_mut(),
                    next => at = Self::entry(this, next),
                }
            }
        }
    }

    /// The owner of a number, or null.
    ///
    /// # Safety
    ///
    /// `this` is null or a table.
    #[inline]
    pub unsafe fn owner(this: *mut Owners, number: i32) -> *const () {
        if this.is_null() {
            return null();
        }
        // SAFETY: the caller's promise.
        unsafe {
            match Self::find(this, number) {
                found if found.is_null() => null(),
                found => (*found).object,
            }
        }
    }

    /// Makes a number nobody's; who owned it, or null.
    ///
    /// # Safety
    ///
    /// `this` is null or a table.
    #[inline]
    pub unsafe fn release(this: *mut Owners, number: i32) -> *const () {
        if this.is_null() {
            return null();
        }
        // SAFETY: the caller's promise.
        unsafe {
            let home = Self::home(this, number);
            if (*home).number == number && !(*home).object.is_null() {
                return core::mem::replace(&mut (*home).object, null());
            }
            match (*home).next {
                0 => null(),
                _ => Self::release_listed(this, number),
            }
        }
    }

    /// Makes the numbers from `first` to `last` nobody's that have an owner, and hands each over.
    ///
    /// # Safety
    ///
    /// `this` is null or a table.
    pub unsafe fn release_range(
        this: *mut Owners,
        (first, last): (u32, u32),
        mut each: impl FnMut(i32),
    ) {
        if this.is_null() {
            return;
        }
        // SAFETY: the caller's promise; there are twice as many entries as homes.
        unsafe {
            for i in 0..2 * ((*this).mask + 1) {
                let entry = *Self::entry(this, i);
                if !entry.object.is_null() && (first..=last).contains(&(entry.number as u32)) {
                    Self::release(this, entry.number);
                    each(entry.number);
                }
            }
        }
    }

    /// # Safety
    ///
    /// `this` is a table.
    #[cold]
    unsafe fn release_listed(this: *mut Owners, number: i32) -> *const () {
        // SAFETY: the caller's promise; what an entry leads to is an entry.
        unsafe {
            let mut before = Self::home(this, number);
            loop {
                let at = match (*before).next {
                    0 => return null(),
                    at => at,
                };
                let entry = Self::entry(this, at);
                if (*entry).number == number {
                    let owner = (*entry).object;
                    (*before).next = (*entry).next;
                    *entry = Entry {
                        object: null(),
                        number: 0,
                        next: (*this).free,
                    };
                    (*this).free = at;
                    (*this).spare += 1;
                    return owner;
                }
                before = entry;
            }
        }
    }
}
