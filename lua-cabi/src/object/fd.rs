//! What owns a descriptor, and the number of whatever stands for one. The members of `fd` objects are in `types/fd.rs`.
//!
//! An object whose descriptor the collector closes is the one owner of its number, and stands in the state's table
//! ([`Owners`]) as long as it has the number. Who becomes the owner takes the number from who was it: that object is then a closed
//! one, and nobody closes another's descriptor. Who was it may be gone without a word (see [`Owners`]), so it is not told, but
//! looks itself: what is counted is how often a number was taken from an owner, which is seldom ([`Context::taken`]), and an object
//! that has not looked since does so before it is used ([`look`]).
//!
//! | what | owner afterwards |
//! |---|---|
//! | a call brings a descriptor; `t.fd(number)`; `fd.filenum = number` | the object; a number that it had before is nobody's |
//! | `close`, of whatever has the number, also of the bare number | nobody |
//! | `nogc` | nobody: the object only has the number, as a bare number or another such object may |

use super::number::{FdNumber, integer};
use super::owners::{Full, Owners};
use super::place::{self, Instance, Place};
use super::{Object, Shape, end, make};
use crate::abi::{Called, Type as LuaType};
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::context::{Context, Cx, Slot};
use crate::convert::FromLua;
use crate::raise::Raise;
use core::ffi::c_int;
use core::marker::PhantomData;
use core::ptr::null;
use syscall_consts::Errno;
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_types::Plain;

/// A descriptor that is owned.
#[derive(Clone, Copy)]
#[repr(C)]
#[allow(
    non_camel_case_types,
    reason = "named as in S.t, like the kernel's structures"
)]
pub struct fd {
    /// The number; -1 when closed, or taken since the object has looked.
    pub filenum: i32,
    /// The last netlink sequence number.
    pub sequence: u32,
    /// Not 0 when the collector closes the descriptor. A zeroed object, which a constructor has not finished, owns nothing.
    pub owned: u32,
    /// [`Context::taken`] when the object looked whether the number is its own still.
    pub seen: u32,
}

// SAFETY: integers.
unsafe impl Plain for fd {}

syscall_types::reflect! { fd { filenum, sequence } }

impl Object for fd {
    type Universe = super::system::Common;
    const NAME: &'static str = "fd";
}

/// A message queue, which is a descriptor as others are, with methods of its own.
#[derive(Clone, Copy)]
#[repr(C)]
#[allow(
    non_camel_case_types,
    reason = "named as in S.t, like the kernel's structures"
)]
pub struct mqd {
    /// As [`fd::filenum`].
    pub filenum: i32,
    sequence: u32,
    owned: u32,
    seen: u32,
}

// SAFETY: integers.
unsafe impl Plain for mqd {}

syscall_types::reflect! { mqd { filenum } }

impl Object for mqd {
    type Universe = super::system::Linux;
    const NAME: &'static str = "mqd";
}

/// What owns a descriptor.
///
/// # Safety
///
/// It has the layout of an [`fd`].
pub unsafe trait Owning: Object {}

// SAFETY: itself.
unsafe impl Owning for fd {}
// SAFETY: the same fields.
unsafe impl Owning for mqd {}

/// The object at `index` that owns a descriptor, as [`object`] reads it.
#[inline]
pub fn owning<'m>(cx: &'m Cx<'_>, index: c_int) -> Option<Place<'m>> {
    let place = place::structure::<fd>(cx, index).or_else(|| other_owning(cx, index))?;
    look(cx, place);
    Some(place)
}

/// By its name, since other systems have no such type.
#[cold]
fn other_owning<'m>(cx: &'m Cx<'_>, index: c_int) -> Option<Place<'m>> {
    let (place, meta) = place::place(cx, index)?;
    (meta.shape() == Shape::Struct && meta.type_name(cx) == mqd::NAME).then_some(place)
}

impl fd {
    /// An object that owns nothing.
    pub const CLOSED: fd = fd {
        filenum: -1,
        sequence: 0,
        owned: 1,
        seen: 0,
    };
}

/// What an object has. Its memory is a block of Lua's, which can always be touched: descriptors are no part of other types.
pub fn object(place: Place) -> fd {
    place.read().unwrap_or(fd::CLOSED)
}

/// Changes what an object has; of its memory see [`object`].
pub fn set(place: Place, value: fd) {
    let _ = place.write(value);
}

/// An object's block: descriptors are no part of other types.
fn block(place: Place) -> *mut fd {
    place.start().cast()
}

/// What the table of owners knows an object by.
fn identity(place: Place) -> *const () {
    place.start().cast_const().cast()
}

/// Has an object lose its number that is another's now. To be done before it is used.
#[inline]
pub fn look(cx: &Cx, place: Place) {
    // SAFETY: the context lives as long as the state.
    let taken = unsafe { (*cx.context()).taken };
    let before = object(place);
    if before.seen != taken {
        look_again(
            cx,
            place,
            fd {
                seen: taken,
                ..before
            },
        );
    }
}

#[cold]
fn look_again(cx: &Cx, place: Place, object: fd) {
    let lost = object.owned != 0 && object.filenum >= 0 && !Ledger::of(cx).has(place);
    let filenum = if lost { -1 } else { object.filenum };
    set(place, fd { filenum, ..object });
}

/// The state's table of owners, as it is while nothing is allocated.
#[derive(Clone, Copy)]
pub struct Ledger<'m> {
    owners: *mut Owners,
    context: *mut Context,
    unchanged: PhantomData<&'m ()>,
}

impl<'m> Ledger<'m> {
    /// That of the running function's state.
    #[inline]
    pub fn of(cx: &'m Cx<'_>) -> Ledger<'m> {
        Ledger::in_context(cx.context())
    }

    #[inline]
    fn in_context(context: *mut Context) -> Ledger<'m> {
        Ledger {
            // SAFETY: the context lives as long as the state.
            owners: unsafe { (*context).owners.cast() },
            context,
            unchanged: PhantomData,
        }
    }

    /// Makes a number nobody's. Its owner, unless it is `closed` and knows, is to look.
    #[inline]
    fn take(self, number: i32, closed: *const ()) {
        // SAFETY: the table is null or one, and the context lives as long as the state.
        unsafe {
            let former = Owners::release(self.owners, number);
            if !former.is_null() && former != closed {
                (*self.context).taken = (*self.context).taken.wrapping_add(1);
            }
        }
    }

    /// Whether an object owns the number that it has.
    fn has(self, place: Place) -> bool {
        let number = object(place).filenum;
        // SAFETY: the table is null or one.
        number >= 0 && unsafe { Owners::owner(self.owners, number) } == identity(place)
    }

    /// Closes a descriptor by its number, whoever owned it.
    #[inline]
    pub fn close_number(self, number: i32) -> Result<(), Errno> {
        self.close_taken(number, null())
    }

    #[inline]
    fn close_taken(self, number: i32, closed: *const ()) -> Result<(), Errno> {
        self.take(number, closed);
        // SAFETY: no object has the number any more; what else it names is the program's affair, as in C.
        unsafe { sys::close(number) }
    }

    /// Takes a range of numbers, which the kernel has closed, from their owners.
    pub fn forget(self, range: (u32, u32)) {
        // SAFETY: the table is null or one, and the context lives as long as the state.
        unsafe {
            Owners::release_range(self.owners, range, |_| {
                (*self.context).taken = (*self.context).taken.wrapping_add(1);
            });
        }
    }

    /// Closes what an object has; the number is gone whatever the kernel says.
    #[inline]
    pub fn close(self, place: Place) -> Result<(), Errno> {
        let block = block(place);
        // SAFETY: an object, in a block of Lua's that is there.
        match unsafe { core::mem::replace(&mut (*block).filenum, -1) } {
            number @ 0.. => self.close_taken(number, identity(place)),
            _ => Ok(()),
        }
    }

    /// Leaves an object its number, but owning nothing, now or later.
    pub fn disown(self, place: Place) {
        if self.has(place) {
            // SAFETY: the table is one, since it has the object.
            unsafe { Owners::release(self.owners, object(place).filenum) };
        }
        set(
            place,
            fd {
                owned: 0,
                ..object(place)
            },
        );
    }

    /// Closes what an object owns.
    fn collect(self, place: Place) {
        if self.has(place) {
            // Nobody is there to hear of an error.
            let _ = self.close(place);
        }
    }
}

/// What the collector does: closes what an object owns. A finalizer of the program may hold the object still, but it is not
/// collected again, and so owns nothing any more.
pub fn collect(cx: &Cx, place: Place) {
    if place.len() < size_of::<fd>() {
        return;
    }
    // SAFETY: the object's block, which Lua aligns, and which is large enough.
    let this = unsafe { &mut *place.start().cast::<fd>() };
    // Most were closed before.
    if core::mem::replace(&mut this.owned, 0) != 0 && this.filenum >= 0 {
        Ledger::of(cx).collect(place);
    }
}

/// Makes room for so many descriptors that a call may bring, beside what each object has made. May raise (memory).
pub fn make_room(cx: &mut Cx, count: usize) {
    prepare_for(cx, u32::try_from(count).unwrap_or(u32::MAX));
}

/// Makes room for what a call may bring. May raise (memory).
#[inline]
fn prepare(cx: &mut Cx) -> *mut Context {
    prepare_for(cx, Owners::BROUGHT)
}

/// As [`prepare`], for so many numbers.
#[inline(always)]
fn prepare_for(cx: &mut Cx, brought: u32) -> *mut Context {
    let context = cx.context();
    // SAFETY: the context lives as long as the state; its table is null or one.
    while unsafe { Owners::is_short((*context).owners.cast(), brought) } {
        grow(cx);
    }
    context
}

#[cold]
fn grow(cx: &mut Cx) {
    if Ledger::of(cx).owners.is_null() {
        // What is lost is closed at the end.
        end::push(cx);
        cx.pop(1);
        // The slot is there before there is something to be kept in it, which then cannot fail.
        cx.push_boolean(false);
        cx.set_slot(Slot::OWNERS);
    }
    // SAFETY: the table is null or one.
    let size = unsafe { Owners::next_size(Ledger::of(cx).owners) };
    // What cannot be counted is more memory than there is, which Lua says.
    let (homes, len) = size.unwrap_or((0, isize::MAX as usize));
    let block = cx.push_userdata(len, false).cast::<Owners>();
    // A finalizer that the allocation has run may have made a table itself.
    let old = Ledger::of(cx).owners;
    // SAFETY: as above; the block is fresh and of the size for the table that there is.
    unsafe {
        if Owners::next_size(old) != size {
            return cx.pop(1);
        }
        Owners::fill(block, homes, old);
    }
    cx.set_slot(Slot::OWNERS);
    // SAFETY: the context lives as long as the state, and the slot keeps the block alive.
    unsafe { (*cx.context()).owners = block.cast() };
}

/// Makes an object the owner of a number; who was it is to look.
///
/// # Safety
///
/// `context` is the state's, with a table, and `object` the block of an `fd` object of the state, which was not collected yet.
#[inline]
unsafe fn claim(context: *mut Context, number: i32, object: *mut fd) -> Result<(), Full> {
    // SAFETY: the caller's promise.
    unsafe {
        let identity = object.cast_const().cast();
        let former = Owners::claim((*context).owners.cast(), number, identity)?;
        if !former.is_null() && former != identity {
            (*context).taken = (*context).taken.wrapping_add(1);
        }
        (*object).filenum = number;
        (*object).seen = (*context).taken;
    }
    Ok(())
}

/// Gives the object at a stack slot another number, which it owns unless the collector is to leave it alone; the number that it had
/// is nobody's then, and stays open. May raise (memory).
pub fn renumber(cx: &mut Cx, this: Instance, number: i32) -> Result<(), Raise> {
    let context = prepare(cx);
    let place = this.place(cx)?;
    if Ledger::of(cx).has(place) {
        Ledger::of(cx).take(object(place).filenum, identity(place));
    }
    let object = object(place);
    if number < 0 || object.owned == 0 {
        set(
            place,
            fd {
                filenum: number,
                ..object
            },
        );
        return Ok(());
    }
    // SAFETY: there is a table now; the object is on the stack.
    unsafe { claim(context, number, block(place)) }
        .map_err(|Full| Raise::invalid("too many descriptors"))
}

/// An object on the stack that is to own a descriptor: made before the call that brings it.
#[derive(Clone, Copy)]
pub struct Owner {
    object: *mut fd,
    context: *mut Context,
}

impl Owner {
    /// Pushes an object that owns nothing yet. May raise (memory).
    #[inline]
    pub fn push(cx: &mut Cx) -> Owner {
        Owner::push_as::<fd>(cx)
    }

    /// As [`push`](Owner::push), of another type than `fd`.
    #[inline]
    pub fn push_as<T: Owning>(cx: &mut Cx) -> Owner {
        let place = make::push::<T>(cx);
        set(place, fd::CLOSED);
        Owner {
            object: place.start().cast(),
            // Last, since finalizers that an allocation runs may use the room up.
            context: prepare(cx),
        }
    }

    /// That of an object at a stack slot, which was [pushed](Owner::push) before and has no descriptor yet.
    pub fn at(cx: &Cx, index: c_int) -> Option<Owner> {
        // SAFETY: the object's own block.
        let free = |object: &*mut fd| unsafe { (**object).filenum } < 0;
        let object = place::own::<fd>(cx, index).filter(free)?;
        Some(Owner {
            object,
            context: cx.context(),
        })
    }

    /// Stores a new descriptor in the object, at once: while an `OwnedFd` is alive nothing may raise. Without room, which finalizers may
    /// have used up meanwhile, it is closed, and that is the error ENOMEM.
    ///
    /// # Safety
    ///
    /// The object is on the stack still.
    #[inline]
    pub unsafe fn own(self, new: OwnedFd) -> Result<i32, Errno> {
        // SAFETY: the caller's promise; there is a table since the object was pushed.
        unsafe { claim(self.context, new.fd().as_raw(), self.object) }
            .map_err(|Full| Errno::ENOMEM)?;
        Ok(new.into_raw())
    }

    /// Closes the descriptor now, without waiting for the collector.
    ///
    /// # Safety
    ///
    /// As for [`own`](Owner::own).
    pub unsafe fn close(self) {
        // SAFETY: the caller's promise; the context lives as long as the state, and Lua aligns userdata.
        let (ledger, place) = unsafe {
            (
                Ledger::in_context(self.context),
                Place::new(self.object.cast(), size_of::<fd>()),
            )
        };
        // An error of close would say nothing about what was done with the descriptor.
        let _ = ledger.close(place);
    }
}

/// The number of a descriptor argument: an object, anything with a `getfd` method, a number, or the name of a standard stream.
#[inline]
pub fn number(cx: &mut Cx, index: c_int) -> Result<i32, Raise> {
    if let Some(block) = place::alike::<fd>(cx, index) {
        // SAFETY: aligned as userdata are; of a block that is none of ours see `alike`. The context lives as long as the state.
        let (number, seen, taken) =
            unsafe { ((*block).filenum, (*block).seen, (*cx.context()).taken) };
        return if seen == taken {
            Ok(number)
        } else {
            owning(cx, index)
                .map(|place| object(place).filenum)
                .ok_or(Raise::expected("fd"))
        };
    }
    match cx.type_of(index) {
        LuaType::Number => FdNumber::from_lua(cx, index),
        _ => other(cx, index),
    }
}

#[cold]
fn other(cx: &mut Cx, index: c_int) -> Result<i32, Raise> {
    match cx.to_bytes(index) {
        Some(b"stdin") => return Ok(0),
        Some(b"stdout") => return Ok(1),
        Some(b"stderr") => return Ok(2),
        Some(_) => return Err(Raise::expected("fd")),
        None => {}
    }
    let found = place::place(cx, index);
    if let Some((place, meta)) = found
        && let Some(descriptor) = meta.ty(cx).descriptor
        && let Some(place) = place.part(0, meta.ty(cx).size())
    {
        return descriptor(place);
    }
    if integer(cx, index).is_some() {
        return FdNumber::from_lua(cx, index);
    }
    if !matches!(cx.type_of(index), LuaType::Table | LuaType::Userdata) {
        return Err(Raise::expected("fd"));
    }
    // What is ours and no descriptor has no such method.
    if place::meta_of(cx, index).is_some() {
        return Err(Raise::expected("fd"));
    }
    // The method is the program's: it may raise, so it runs protected.
    let index = cx.absolute(index);
    cx.push_function(enter::<CallGetfd>, 0);
    cx.push_value(index);
    match cx.nested(|cx| cx.protected_call(1, 1)) {
        None => {
            return Err(Raise::invalid(
                "methods getfd that call each other without end",
            ));
        }
        Some(Called::Done) => {}
        // The program's own error, or that of a hook of the debug library.
        Some(Called::Raised | Called::OutOfMemory) => return Err(Raise::caught()),
    }
    let found = cx
        .to_integer(-1)
        .and_then(|value| i32::try_from(value).ok());
    let has_method = !cx.is_nil(-1);
    cx.pop(1);
    found.ok_or(if has_method {
        Raise::invalid("its method getfd gives no descriptor number")
    } else {
        Raise::expected("fd")
    })
}

/// `value:getfd()`; nil when there is no such method.
struct CallGetfd;

impl Call for CallGetfd {
    const INFO: Info = internal!("getfd");

    fn run(cx: &mut Cx) -> Outcome {
        // What cannot be indexed has no methods.
        if cx.type_of(1) == LuaType::Userdata {
            let indexed = cx.get_metatable(1) && {
                cx.raw_get_field(-1, "__index");
                !cx.is_nil(-1)
            };
            if !indexed {
                return Ok(0);
            }
        }
        cx.get_field(1, c"getfd");
        if cx.type_of(-1) != LuaType::Function {
            return Ok(0);
        }
        cx.push_value(1);
        cx.call(1, 1);
        if cx.is_nil(-1) {
            cx.push_boolean(false);
        }
        Ok(1)
    }
}
