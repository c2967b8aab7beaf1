//! Signals on their way to Lua functions. signal(7), signal-safety(7); lua_sethook in Lua's manual
//!
//! A signal may come in the middle of anything. So what the kernel calls ([`caught`]) does no more than to post the signal in the
//! inbox of the state whose function is to be called, and to set a hook, which Lua runs between two of its instructions: on the
//! thread that last called the module, which is known, and in LuaJIT on all of the state. There, and at the beginning of a call
//! of the module ([`attend`]) wherever the hook did not come to run, a closure of the layers above ([`set_deliverer`]) takes the signals
//! out and calls the functions. A hook that the program has set itself is put back before.
//!
//! An inbox is memory of its own, mapped and never unmapped, since a handler may still be running in another thread when its
//! state is closed; a later state takes it over. The context of a state has a pointer to its inbox, and keeps the Lua thread that the
//! inbox knows alive.
//!
//! A signal that comes in another thread of the process is sent on to the thread in which the state runs, so that waits end there.

use crate::abi::{Called, Hook, State, Type, lua_Debug, lua_State, registry_index};
use crate::context::{Cx, Slot};
use crate::raise::Raise;
use core::cell::UnsafeCell;
use core::ffi::{c_int, c_void};
use core::ptr::{from_ref, null, null_mut};
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};
use core::sync::atomic::{AtomicBool, AtomicI32, AtomicPtr, AtomicU32};
use syscall_consts::Errno;
use syscall_consts::native::{MAP, PROT, SI, SIG};
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::{sigaction, siginfo};

/// Signals are numbers below this one.
pub const END: usize = 65;

/// Signals that wait with what they tell; of more, only that they came is kept.
const LETTERS: usize = 64;

/// How many signals of the process call a Lua function.
static ACTIVE: AtomicU32 = AtomicU32::new(0);

/// Whose functions the signals call.
static TAKERS: [AtomicPtr<Inbox>; END] = [const { AtomicPtr::new(null_mut()) }; END];

/// The first of all inboxes, each of which leads to the next.
static FIRST: AtomicPtr<Inbox> = AtomicPtr::new(null_mut());

/// Its address is the key of the deliverer in the registry.
static KEY: u8 = 0;

/// Whether any signal of the process calls a Lua function.
#[inline(always)]
pub fn is_active() -> bool {
    ACTIVE.load(Relaxed) != 0
}

/// A signal that came.
struct Letter {
    /// [`EMPTY`], [`POSTING`] or [`POSTED`].
    state: AtomicU32,
    /// The place in the order in which they came.
    ticket: AtomicU32,
    info: UnsafeCell<siginfo>,
}

const EMPTY: u32 = 0;
const POSTING: u32 = 1;
const POSTED: u32 = 2;

/// What a signal does, with whose functions where it calls one.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Disposition {
    /// As the kernel has it.
    pub action: sigaction,
    /// The address of the inbox when the handler is [`caught`].
    pub taker: usize,
    /// Which of the states that had the inbox.
    pub generation: u32,
}

// SAFETY: the kernel's structure and integers.
unsafe impl Plain for Disposition {}

impl Disposition {
    /// Whether the signal calls a Lua function.
    pub fn is_caught(&self) -> bool {
        self.action.sa_handler == handler()
    }

    /// The inbox, if the state that had it is there still.
    fn taker(&self) -> *mut Inbox {
        all()
            .find(|inbox| from_ref(*inbox).addr() == self.taker && inbox.is_of(self.generation))
            .map_or(null_mut(), |inbox| from_ref(inbox).cast_mut())
    }
}

/// See the module's documentation. All but the constant parts is zero at first.
pub struct Inbox {
    /// The next of all.
    next: *mut Inbox,
    /// Whether a state has it.
    used: AtomicBool,
    /// How many states have had it.
    generation: AtomicU32,
    /// The Lua thread that last called the module.
    thread: AtomicPtr<lua_State>,
    /// The process, and the system's thread, in which the state runs.
    pid: AtomicI32,
    tid: AtomicI32,
    /// Whether there may be letters.
    pending: AtomicBool,
    /// Whether somebody is at the hook: who comes meanwhile leaves it alone.
    locked: AtomicBool,
    /// Whether the thread has this module's hook.
    hooked: AtomicBool,
    /// Whether functions are being called.
    delivering: AtomicBool,
    /// Signals that were sent on from another thread of the system and have not arrived.
    forwarded: AtomicU32,
    /// The signals whose functions get a `siginfo`, by bits.
    informed: Signals,
    /// Those that came when there was no letter left, by bits.
    lost: Signals,
    ticket: AtomicU32,
    /// What the thread had as its hook.
    program: UnsafeCell<Hook>,
    /// What each signal did before the state took it.
    before: UnsafeCell<[Disposition; END]>,
    letters: [Letter; LETTERS],
}

// SAFETY: what is no atomic belongs to the system's thread in which the state runs, where `locked` and `delivering` keep a handler
// and what it interrupts apart; a letter belongs to who has made it `POSTING`, and then to the state.
unsafe impl Sync for Inbox {}

/// All inboxes.
fn all() -> impl Iterator<Item = &'static Inbox> {
    let mut next = FIRST.load(Acquire);
    core::iter::from_fn(move || {
        // SAFETY: inboxes stay for ever.
        let inbox = unsafe { next.as_ref() }?;
        next = inbox.next;
        Some(inbox)
    })
}

/// The inbox of the running function's state.
pub fn of(cx: &Cx) -> Option<&'static Inbox> {
    // SAFETY: the context lives as long as the state, and inboxes for ever.
    unsafe { (*cx.context()).inbox.cast::<Inbox>().as_ref() }
}

/// Gives the state an inbox. What it needs of Lua is there already: the function that [`set_deliverer`] got, and the thread in its slot.
pub fn open(cx: &Cx) -> Result<&'static Inbox, Errno> {
    let free = all().find(|inbox| !inbox.used.swap(true, AcqRel));
    let inbox = match free {
        Some(inbox) => inbox,
        None => Inbox::map()?,
    };
    inbox.pending.store(false, Relaxed);
    inbox.hooked.store(false, Relaxed);
    inbox.delivering.store(false, Relaxed);
    inbox.informed.clear();
    inbox.lost.clear();
    for letter in &inbox.letters {
        letter.state.store(EMPTY, Relaxed);
    }
    inbox.pid.store(sys::getpid(), Relaxed);
    inbox.tid.store(sys::gettid(), Relaxed);
    inbox.thread.store(cx.as_raw(), Release);
    inbox.locked.store(false, Release);
    // SAFETY: the context lives as long as the state.
    unsafe { (*cx.context()).inbox = from_ref(inbox).cast() };
    Ok(inbox)
}

impl Inbox {
    /// A new one, which is used.
    fn map() -> Result<&'static Inbox, Errno> {
        let (prot, flags) = (PROT::READ | PROT::WRITE, MAP::PRIVATE | MAP::ANONYMOUS);
        // SAFETY: fresh memory, where the kernel finds room.
        let start = unsafe { sys::mmap(null_mut(), size_of::<Inbox>(), prot, flags, None, 0) }?;
        let inbox = start.cast::<Inbox>();
        let mut first = FIRST.load(Acquire);
        loop {
            // SAFETY: zeroed memory of that size and aligned to a page, of which all zeros are a value; nobody else knows it.
            unsafe {
                (*inbox).next = first;
                (*inbox).used = AtomicBool::new(true);
            }
            match FIRST.compare_exchange(first, inbox, AcqRel, Acquire) {
                // SAFETY: it stays for ever.
                Ok(_) => return Ok(unsafe { &*inbox }),
                Err(other) => first = other,
            }
        }
    }

    /// Whether the state that had it as such is there still.
    fn is_of(&self, generation: u32) -> bool {
        self.used.load(Acquire) && self.generation.load(Acquire) == generation
    }

    /// Whether the function of a signal gets a `siginfo`.
    pub fn is_informed(&self, signal: SIG) -> bool {
        self.informed.has(signal)
    }

    /// Says that; whether it did before.
    pub fn inform(&self, signal: SIG, informed: bool) -> bool {
        self.informed.set(signal, informed)
    }

    /// Posts a signal and has the state see to it. Called in a handler.
    fn arrive(&self, signal: SIG, info: &siginfo) {
        let (pid, here) = (sys::getpid(), sys::gettid());
        if self.pid.load(Relaxed) != pid {
            // A child has one thread, the one that made it.
            self.pid.store(pid, Relaxed);
            self.tid.store(here, Relaxed);
        }
        let there = self.tid.load(Relaxed);
        if there != here {
            self.post(signal, info);
            self.forwarded.fetch_add(1, AcqRel);
            if sys::tgkill(pid, there, signal).is_err() {
                self.forwarded.fetch_sub(1, AcqRel);
            }
            return;
        }
        let sent_on = info.si_code == SI::TKILL.0 && info.kill().si_pid == pid;
        let less = |count: u32| count.checked_sub(1);
        if !sent_on || self.forwarded.fetch_update(AcqRel, Acquire, less).is_err() {
            self.post(signal, info);
        }
        self.wake();
    }

    fn post(&self, signal: SIG, info: &siginfo) {
        let free = self.letters.iter().find(|letter| {
            let state = &letter.state;
            state
                .compare_exchange(EMPTY, POSTING, AcqRel, Relaxed)
                .is_ok()
        });
        match free {
            Some(letter) => {
                // SAFETY: nobody else has a letter that is being posted.
                unsafe { *letter.info.get() = *info };
                letter
                    .ticket
                    .store(self.ticket.fetch_add(1, AcqRel), Relaxed);
                letter.state.store(POSTED, Release);
            }
            None => {
                self.lost.set(signal, true);
            }
        }
        self.pending.store(true, Release);
    }

    /// The signal that came first.
    pub fn take(&self) -> Option<siginfo> {
        let posted = self
            .letters
            .iter()
            .filter(|letter| letter.state.load(Acquire) == POSTED);
        let last = self.ticket.load(Acquire);
        // Tickets may have begun anew: the oldest is the farthest behind the last.
        let first = posted.max_by_key(|letter| last.wrapping_sub(letter.ticket.load(Relaxed)));
        if let Some(letter) = first {
            // SAFETY: a posted letter is the state's.
            let info = unsafe { *letter.info.get() };
            letter.state.store(EMPTY, Release);
            return Some(info);
        }
        let signal = self.lost.first()?;
        self.lost.set(signal, false);
        Some(siginfo {
            si_signo: signal.0,
            ..siginfo::zeroed()
        })
    }

    /// Sets the hook, unless it stands or somebody is at it.
    fn wake(&self) {
        if self.locked.swap(true, AcqRel) {
            return;
        }
        let thread = self.thread.load(Acquire);
        if !thread.is_null() && !self.hooked.load(Relaxed) {
            // SAFETY: the context keeps the thread alive, and this is the system's thread that runs it.
            let state = unsafe { State::from_raw(thread) };
            let program = state.hook();
            if !is_own(&program) {
                // SAFETY: whoever is at the hook has this alone.
                unsafe { *self.program.get() = program };
            }
            state.set_hook(OWN);
            self.hooked.store(true, Relaxed);
        }
        self.locked.store(false, Release);
    }

    /// Puts the program's hook back where this module's stands, and gives it when this is where it was to be called.
    fn unhook(&self, l: *mut lua_State) -> Option<Hook> {
        self.locked.store(true, Release);
        // SAFETY: as in `wake`.
        let program = unsafe { *self.program.get() };
        let thread = self.thread.load(Relaxed);
        let mut found = None;
        for one in [thread, l] {
            // SAFETY: the context keeps the first alive, and the other runs.
            let state = unsafe { State::from_raw(one) };
            // A thread that was made meanwhile has inherited it.
            if is_own(&state.hook()) {
                state.set_hook(program);
                found = Some(program);
            }
        }
        self.hooked.store(false, Relaxed);
        self.locked.store(false, Release);
        found
    }

    /// Makes the running Lua thread the known one. What it is called with is on its stack.
    fn follow(&self, cx: &mut Cx) {
        self.locked.store(true, Release);
        let former = self.thread.load(Relaxed);
        if self.hooked.swap(false, Relaxed) {
            // SAFETY: as in `wake`; the slot still keeps the former thread alive.
            let (state, program) = unsafe { (State::from_raw(former), *self.program.get()) };
            if is_own(&state.hook()) {
                state.set_hook(program);
            }
        }
        cx.push_thread();
        // The slot is in use, so nothing is allocated.
        cx.set_slot(Slot::THREAD);
        self.tid.store(sys::gettid(), Relaxed);
        self.thread.store(cx.as_raw(), Release);
        self.locked.store(false, Release);
    }

    /// Gives up the state's signals, each of which does again what it did before, and the inbox.
    pub fn close(&self, cx: &Cx) {
        for signal in 1..END {
            let taker = TAKERS.get(signal);
            if taker.is_none_or(|taker| !core::ptr::eq(taker.load(Acquire), self)) {
                continue;
            }
            let signal = SIG(signal as i32);
            // SAFETY: the state's own.
            let before = unsafe { (*self.before.get()).get(signal.0 as usize).copied() };
            let now = current(signal);
            match (before, now) {
                (Some(before), Ok(now)) if now.is_caught() => {
                    let _ = exchange(signal, &before);
                }
                _ => set_taker(signal, null_mut()),
            }
        }
        self.unhook(cx.as_raw());
        self.locked.store(true, Release);
        self.thread.store(null_mut(), Release);
        // SAFETY: the context lives as long as the state.
        unsafe { (*cx.context()).inbox = null() };
        self.generation.fetch_add(1, AcqRel);
        self.used.store(false, Release);
    }

    /// Whether functions are to be called now, which [`end`](Inbox::end) ends. Not while others are: so one is not interrupted.
    pub fn begin(&self) -> bool {
        let begins = !self.delivering.swap(true, AcqRel);
        if begins {
            self.pending.store(false, Release);
        }
        begins
    }

    /// See [`begin`](Inbox::begin). What was left over is seen to soon.
    pub fn end(&self) {
        self.delivering.store(false, Release);
        let posted = |letter: &Letter| letter.state.load(Acquire) == POSTED;
        if self.lost.first().is_some() || self.letters.iter().any(posted) {
            self.pending.store(true, Release);
            self.wake();
        }
    }
}

/// A set of signals, which a handler can change: bits of words, since not every machine has wider ones for that.
struct Signals([AtomicU32; 2]);

impl Signals {
    /// The word and the bit of a signal; of what is none, a bit of no word.
    fn place(&self, signal: SIG) -> Option<(&AtomicU32, u32)> {
        let bit = usize::try_from(signal.0).ok()?.checked_sub(1)?;
        Some((self.0.get(bit / 32)?, 1 << (bit % 32)))
    }

    fn has(&self, signal: SIG) -> bool {
        self.place(signal)
            .is_some_and(|(word, bit)| word.load(Acquire) & bit != 0)
    }

    /// Makes a signal a member, or not; whether it was one.
    fn set(&self, signal: SIG, member: bool) -> bool {
        let Some((word, bit)) = self.place(signal) else {
            return false;
        };
        let before = match member {
            true => word.fetch_or(bit, AcqRel),
            false => word.fetch_and(!bit, AcqRel),
        };
        before & bit != 0
    }

    fn clear(&self) {
        self.0.iter().for_each(|word| word.store(0, Relaxed));
    }

    /// The lowest.
    fn first(&self) -> Option<SIG> {
        let words = self.0.iter().zip([0, 32]);
        let mut set = words.map(|(word, base)| (word.load(Acquire), base));
        let (word, base) = set.find(|(word, _)| *word != 0)?;
        Some(SIG(base + word.trailing_zeros() as i32 + 1))
    }
}

/// The hook: at the next instruction, call or return (LUA_MASKCOUNT, LUA_MASKCALL, LUA_MASKRET). Not at a new line: Lua 5.2 and 5.3
/// then compare with the instruction before, which may be another function's when the hook comes from a signal handler.
const OWN: Hook = Hook {
    function: Some(hook),
    mask: 0b1011,
    count: 1,
};

fn is_own(other: &Hook) -> bool {
    let address = |hook: &Hook| hook.function.map(|function| (function as *const ()).addr());
    address(other) == address(&OWN)
}

/// Faults: the instruction that made one is run again when the handler returns.
const FAULTS: [SIG; 4] = [SIG::SEGV, SIG::BUS, SIG::FPE, SIG::ILL];

/// What the kernel calls. Everything that it does may be done in the middle of anything (signal-safety(7)), and none of it
/// touches the C library's `errno`.
unsafe extern "C" fn caught(signal: c_int, info: *mut siginfo, _: *mut c_void) {
    let taker = usize::try_from(signal)
        .ok()
        .and_then(|signal| TAKERS.get(signal));
    // SAFETY: inboxes stay for ever; the kernel passes what it tells of the signal.
    let (inbox, info) = unsafe {
        match taker.and_then(|taker| taker.load(Acquire).as_ref()) {
            Some(inbox) => (inbox, *info),
            None => return,
        }
    };
    let signal = SIG(signal);
    if FAULTS.contains(&signal) && info.si_code > 0 {
        // No function can mend it, and it would come again for ever: it ends the process.
        // SAFETY: the default action runs no code.
        let _ = unsafe { sys::rt_sigaction(signal, Some(&sigaction::zeroed()), None) };
        return;
    }
    inbox.arrive(signal, &info);
}

/// The address of [`caught`], as the kernel has it.
pub fn handler() -> *const c_void {
    caught as *const c_void
}

/// Says whose functions a signal calls.
fn set_taker(signal: SIG, inbox: *mut Inbox) {
    let taker = usize::try_from(signal.0)
        .ok()
        .and_then(|signal| TAKERS.get(signal));
    let Some(taker) = taker else { return };
    match (taker.swap(inbox, AcqRel).is_null(), inbox.is_null()) {
        (true, false) => ACTIVE.fetch_add(1, AcqRel),
        (false, true) => ACTIVE.fetch_sub(1, AcqRel),
        _ => 0,
    };
}

/// Whose functions a signal calls.
fn taker_of(signal: SIG) -> *mut Inbox {
    let taker = usize::try_from(signal.0)
        .ok()
        .and_then(|signal| TAKERS.get(signal));
    taker.map_or(null_mut(), |taker| taker.load(Acquire))
}

/// What a signal does, given the kernel's part of it.
fn described(signal: SIG, action: sigaction) -> Disposition {
    let taker = taker_of(signal);
    Disposition {
        action,
        taker: taker.addr(),
        // SAFETY: inboxes stay for ever.
        generation: unsafe { taker.as_ref() }.map_or(0, |inbox| inbox.generation.load(Acquire)),
    }
}

/// What a signal does. `EINVAL` where there is none of that number.
pub fn current(signal: SIG) -> Result<Disposition, Errno> {
    let mut action = sigaction::zeroed();
    // SAFETY: nothing is set.
    unsafe { sys::rt_sigaction(signal, None, Some(&mut action)) }?;
    Ok(described(signal, action))
}

/// Has a signal do something else; what it did. `EINVAL` where there is none of that number, and of those that cannot be caught.
pub fn exchange(signal: SIG, new: &Disposition) -> Result<Disposition, Errno> {
    let (former, mut action) = (taker_of(signal), sigaction::zeroed());
    let mut new_action = new.action;
    let mut taker = null_mut();
    if new.is_caught() {
        taker = new.taker();
        if taker.is_null() {
            // The state is gone, and its functions.
            new_action = sigaction::zeroed();
        }
    }
    // Before the kernel calls the handler it is known whom for, and as long as it may.
    let former_described = described(signal, action);
    if !taker.is_null() {
        set_taker(signal, taker);
    }
    // SAFETY: the handler is none, the default, what was set before by who knows, or one that is made for that.
    if let Err(errno) = unsafe { sys::rt_sigaction(signal, Some(&new_action), Some(&mut action)) } {
        set_taker(signal, former);
        return Err(errno);
    }
    set_taker(signal, taker);
    let before = Disposition {
        action,
        ..former_described
    };
    // SAFETY: inboxes stay for ever.
    if let Some(inbox) = unsafe { taker.as_ref() }.filter(|_| taker != former) {
        // SAFETY: the state's own, in whose thread this is.
        let places = unsafe { &mut *inbox.before.get() };
        if let Some(place) = places.get_mut(signal.0 as usize) {
            *place = before;
        }
    }
    Ok(before)
}

/// How an own disposition is written: to call the functions of a state.
pub fn to_functions(inbox: &Inbox, action: sigaction) -> Disposition {
    Disposition {
        action: sigaction {
            sa_handler: handler(),
            ..action
        },
        taker: from_ref(inbox).addr(),
        generation: inbox.generation.load(Acquire),
    }
}

/// Makes the function on top of the stack the one that delivers, and pops it. May raise (memory).
pub fn set_deliverer(cx: &mut Cx) {
    cx.push_mark(from_ref(&KEY).addr());
    cx.insert(-2);
    cx.raw_set(registry_index());
}

/// Pushes the function that delivers; whether there is one.
fn push_deliverer(state: &State) -> bool {
    state.push_mark(from_ref(&KEY).addr());
    state.raw_get(registry_index());
    state.type_of(-1) == Type::Function
}

/// What the function that delivers does first: puts the program's hook back, which it gives when that is to be told of the event.
pub fn arrived(cx: &Cx, inbox: &Inbox, event: Option<i128>) -> Option<usize> {
    let program = inbox.unhook(cx.as_raw())?;
    let event = event.and_then(|event| u32::try_from(event).ok())?;
    // A tail call is a call.
    let event = if event == 4 { 0 } else { event };
    let told = program.mask & 1_i32.checked_shl(event)? != 0;
    let function = program.function.filter(|_| told)?;
    Some((function as *const ()).addr())
}

/// The hook: Lua calls it between two instructions, of the thread that the handler has set it on.
unsafe extern "C-unwind" fn hook(l: *mut lua_State, record: *mut lua_Debug) {
    // SAFETY: Lua passes the running thread, and what happened.
    let (state, event) = unsafe { (State::from_raw(l), (*record).event) };
    if !push_deliverer(state) {
        // The state's part of this is gone.
        state.pop(1);
        return state.set_hook(Hook::NONE);
    }
    state.push_integer(event.into());
    // Raises what a handler raises: as an error of what it has interrupted.
    state.call(1, 1);
    let program = state.to_userdata(-1);
    state.pop(1);
    if !program.is_null() {
        // SAFETY: the address of the program's own hook, which Lua would have called.
        unsafe { state.call_hook(program, record) }
    }
}

/// What each call of the module does first while any signal calls a function: the thread that calls is the known one from now on, and functions
/// run that are to. The error is what one has raised.
pub fn attend(cx: &mut Cx) -> Result<(), Raise> {
    let Some(inbox) = of(cx) else { return Ok(()) };
    if inbox.thread.load(Relaxed) != cx.as_raw() {
        inbox.follow(cx);
    }
    if !inbox.pending.load(Acquire) || inbox.delivering.load(Acquire) {
        return Ok(());
    }
    if !push_deliverer(cx) {
        cx.pop(1);
        return Ok(());
    }
    match cx.protected_call(0, 0) {
        Called::Done => Ok(()),
        Called::Raised | Called::OutOfMemory => Err(Raise::caught()),
    }
}
