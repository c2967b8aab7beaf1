//! Signals: handlers that return, what they are told, and the mask before, while and after they run.

use core::{
    cell::UnsafeCell,
    ffi::c_void,
    mem::MaybeUninit,
    ptr::null_mut,
    sync::atomic::{AtomicI32, AtomicUsize, Ordering::SeqCst},
};

use syscall_consts::linux::{MAP, PROT, SA, SFD, SI, SIG, SIGPM, SIGSEGV};
use syscall_raw::{Errno, linux};
use syscall_types::{
    Plain,
    linux::{sigaction, siginfo, signalfd_siginfo, sigset, stack},
};

use crate::{
    check::{Named, Outcome, Run, equal, holds, some},
    clocks::nanoseconds,
    processes::in_child,
};

/// What a handler has seen, for whoever waits for it.
struct Seen {
    /// How often it ran.
    count: AtomicI32,
    /// Its first argument.
    signal: AtomicI32,
    /// Where its frame was.
    frame: AtomicUsize,
    /// The last siginfo and mask. Handlers run in the one thread that there is.
    last: UnsafeCell<(MaybeUninit<siginfo>, MaybeUninit<sigset>)>,
}

// There is one thread.
unsafe impl Sync for Seen {}

static SEEN: Seen = Seen {
    count: AtomicI32::new(0),
    signal: AtomicI32::new(0),
    frame: AtomicUsize::new(0),
    last: UnsafeCell::new((MaybeUninit::uninit(), MaybeUninit::uninit())),
};

/// How often handlers have run in this process.
pub fn count() -> i32 {
    SEEN.count.load(SeqCst)
}

extern "C" fn note(signal: i32) {
    SEEN.signal.store(signal, SeqCst);
    SEEN.count.fetch_add(1, SeqCst);
}

/// With `SA_SIGINFO`. It changes the mask, which its end undoes.
extern "C" fn note_all(signal: i32, info: *const siginfo, _: *mut c_void) {
    let here = 0u8;
    SEEN.frame.store((&raw const here).addr(), SeqCst);
    let (last_info, last_mask) = unsafe { &mut *SEEN.last.get() };
    last_info.write(unsafe { info.read() });
    let mut mask = sigset::empty();
    let changed = linux::rt_sigprocmask(SIGPM::BLOCK, Some(&only(SIG::WINCH)), Some(&mut mask));
    if changed.is_ok() {
        last_mask.write(mask);
        note(signal);
    }
}

/// Lets the page of the fault be written to, so that the instruction succeeds when it is tried again.
extern "C" fn repair(signal: i32, info: *const siginfo, context: *mut c_void) {
    note_all(signal, info, context);
    let address = unsafe { (*info)._sifields.sigfault.si_addr };
    let page = address.map_addr(|address| address & !(PAGE - 1));
    let _ = unsafe { linux::mprotect(page, PAGE, PROT::READ | PROT::WRITE) };
}

/// The largest page of all the architectures.
const PAGE: usize = 0x1_0000;

/// The set of one signal.
pub fn only(signal: SIG) -> sigset {
    let mut set = sigset::empty();
    set.set(signal, true);
    set
}

/// Has a signal counted.
pub fn handle(signal: SIG) -> Outcome {
    action(signal, note as *const c_void, SA::empty(), sigset::empty())
}

/// Has a signal ignored.
pub fn ignore(signal: SIG) -> Outcome {
    let ignore = core::ptr::without_provenance(1); // SIG_IGN of asm-generic/signal-defs.h
    action(signal, ignore, SA::empty(), sigset::empty())
}

/// An action and its mask once more: qemu-user 7.2 sees a restorer where RISC-V has none, and so the mask a word later.
#[repr(C)]
struct Action(sigaction, sigset);

fn action(signal: SIG, handler: *const c_void, flags: SA, mask: sigset) -> Outcome {
    let mut new = sigaction::zeroed();
    new.sa_handler = handler;
    new.sa_flags = flags.bits() as _;
    new.sa_mask = mask;
    let new = Action(new, mask);
    unsafe { linux::rt_sigaction(signal, Some(&new.0), None) }.named("rt_sigaction")
}

/// The mask, as a set.
fn mask() -> Result<sigset, crate::check::Failure> {
    let mut mask = sigset::empty();
    linux::rt_sigprocmask(SIGPM::BLOCK, None, Some(&mut mask)).named("rt_sigprocmask")?;
    Ok(mask)
}

/// A handler runs and returns, many times over.
pub fn handlers(_: &Run) -> Outcome {
    in_child("handlers", || {
        handle(SIG::USR1)?;
        let mut old = Action(sigaction::zeroed(), sigset::empty());
        unsafe { linux::rt_sigaction(SIG::USR1, None, Some(&mut old.0)) }.named("rt_sigaction")?;
        holds(
            core::ptr::eq(old.0.sa_handler, note as *const c_void),
            "the handler is there",
        )?;
        let (pid, tid) = (linux::getpid(), linux::gettid());
        for round in 0..50 {
            linux::kill(pid, SIG::USR1).named("kill")?;
            linux::tgkill(pid, tid, SIG::USR1).named("tgkill")?;
            equal(count(), 2 * (round + 1), "how often the handler ran")?;
        }
        equal(
            SEEN.signal.load(SeqCst),
            SIG::USR1.0,
            "the handler's argument",
        )?;
        linux::kill(pid, SIG(0)).named("kill with 0")?;
        let refused = unsafe { linux::rt_sigaction(SIG::KILL, Some(&old.0), None) };
        refused.refused(Errno::EINVAL, "rt_sigaction of SIGKILL")
    })
}

/// The mask of a handler, and that its end restores the one before it, whatever the handler did.
pub fn masks(_: &Run) -> Outcome {
    in_child("masks", || {
        linux::rt_sigprocmask(SIGPM::SETMASK, Some(&only(SIG::HUP)), None)
            .named("rt_sigprocmask")?;
        let flags = SA::SIGINFO | SA::RESTART;
        let more = only(SIG::USR2);
        action(SIG::USR1, note_all as *const c_void, flags, more)?;
        linux::kill(linux::getpid(), SIG::USR1).named("kill")?;
        equal(count(), 1, "how often the handler ran")?;
        let (_, inside) = unsafe { &*SEEN.last.get() };
        let inside = unsafe { inside.assume_init() };
        for signal in [SIG::HUP, SIG::USR1, SIG::USR2] {
            holds(
                inside.contains(signal),
                "the handler's mask has this signal",
            )?;
        }
        equal(inside.iter().count(), 3, "how many the handler's mask has")?;
        holds(mask()? == only(SIG::HUP), "the mask is as it was before")?;

        linux::kill(linux::getpid(), SIG::HUP).named("kill")?;
        let mut waiting = sigset::empty();
        linux::rt_sigpending(&mut waiting).named("rt_sigpending")?;
        holds(waiting == only(SIG::HUP), "what waits")?;
        handle(SIG::HUP)?;
        equal(
            linux::rt_sigsuspend(&sigset::empty()).raw(),
            Errno::EINTR.raw(),
            "rt_sigsuspend",
        )?;
        equal(
            SEEN.signal.load(SeqCst),
            SIG::HUP.0,
            "what came while waiting",
        )?;
        holds(mask()? == only(SIG::HUP), "the mask after rt_sigsuspend")?;
        linux::rt_sigprocmask(SIGPM(77), Some(&more), None)
            .refused(Errno::EINVAL, "rt_sigprocmask with 77")
    })
}

/// A fault on a stack of its own is repaired, and the registers are as they were.
pub fn faults(run: &Run) -> Outcome {
    in_child("faults", || {
        let empty = MAP::PRIVATE | MAP::ANONYMOUS;
        let map =
            |protection| unsafe { linux::mmap(null_mut(), 2 * PAGE, protection, empty, None, 0) };
        let handlers = map(PROT::READ | PROT::WRITE).named("mmap")?;
        let mut own = stack::zeroed();
        (own.ss_sp, own.ss_size) = (handlers, 2 * PAGE);
        unsafe { linux::sigaltstack(Some(&own), None) }.named("sigaltstack")?;
        action(
            SIG::SEGV,
            repair as *const c_void,
            SA::SIGINFO | SA::ONSTACK,
            sigset::empty(),
        )?;

        let place = map(PROT::READ).named("mmap")?;
        let place = place
            .map_addr(|address| address.next_multiple_of(PAGE))
            .wrapping_byte_add(0x123);
        // Both are in registers around the store, as far as there are enough.
        let sums = core::hint::black_box([3u64, 5, 7, 11, 13, 17, 19, 23]);
        unsafe { place.cast::<u8>().write_volatile(0xa5) };
        equal(sums.iter().sum::<u64>(), 98, "what registers held")?;
        equal(
            unsafe { place.cast::<u8>().read_volatile() },
            0xa5,
            "what was stored",
        )?;
        equal(count(), 1, "how often the handler ran")?;
        let (info, _) = unsafe { &*SEEN.last.get() };
        let info = unsafe { info.assume_init_ref() };
        equal(info.si_signo, SIG::SEGV.0, "si_signo")?;
        let powerpc = cfg!(any(target_arch = "powerpc", target_arch = "powerpc64"));
        if run.emulated && powerpc && info.si_code == SIGSEGV::MAPERR.0 {
            run.note("faults are all MAPERR"); // qemu's cpu_loop for PowerPC knows no other code
        } else {
            equal(info.si_code, SIGSEGV::ACCERR.0, "si_code")?;
        }
        // z/Architecture tells the page alone.
        let exact = if cfg!(target_arch = "s390x") {
            !0xfff
        } else {
            !0
        };
        let told = unsafe { info._sifields.sigfault.si_addr }.addr();
        equal(told, place.addr() & exact, "si_addr")?;
        let frame = SEEN.frame.load(SeqCst).wrapping_sub(handlers.addr());
        holds(frame < 2 * PAGE, "the handler ran on its stack")
    })
}

/// What a handler, a wait and a signalfd are told of who sent a signal, and what with it.
pub fn data(run: &Run) -> Outcome {
    in_child("signals with data", || {
        let (pid, uid) = (linux::getpid(), linux::getuid());
        action(
            SIG::USR1,
            note_all as *const c_void,
            SA::SIGINFO,
            sigset::empty(),
        )?;
        let told = || unsafe { (*SEEN.last.get()).0.assume_init() };

        linux::kill(pid, SIG::USR1).named("kill")?;
        let info = told();
        equal(info.si_signo, SIG::USR1.0, "si_signo of kill")?;
        equal(info.si_code, SI::USER.0, "si_code of kill")?;
        equal(unsafe { info._sifields.kill.si_pid }, pid, "si_pid of kill")?;
        equal(unsafe { info._sifields.kill.si_uid }, uid, "si_uid of kill")?;
        linux::tgkill(pid, linux::gettid(), SIG::USR1).named("tgkill")?;
        equal(told().si_code, SI::TKILL.0, "si_code of tgkill")?;

        let mut sent = siginfo::zeroed();
        (sent.si_signo, sent.si_code) = (SIG::USR1.0, SI::QUEUE.0);
        let mut value = syscall_types::linux::siginfo_rt::zeroed();
        (value.si_pid, value.si_uid) = (pid, uid);
        value.si_sigval.sival_ptr = core::ptr::without_provenance_mut(0x1234_5678);
        sent._sifields.rt = value;
        unsafe { linux::rt_sigqueueinfo(pid, SIG::USR1, &sent) }.named("rt_sigqueueinfo")?;
        let info = told();
        equal(info.si_code, SI::QUEUE.0, "si_code of rt_sigqueueinfo")?;
        let got = unsafe { info._sifields.rt };
        equal(got.si_pid, pid, "si_pid of rt_sigqueueinfo")?;
        equal(
            unsafe { got.si_sigval.sival_ptr }.addr(),
            0x1234_5678,
            "the value sent",
        )?;
        equal(count(), 3, "how often the handler ran")?;

        let set = only(SIG::USR2);
        linux::rt_sigprocmask(SIGPM::BLOCK, Some(&set), None).named("rt_sigprocmask")?;
        linux::rt_sigtimedwait(&set, None, Some(&nanoseconds(1000)))
            .refused(Errno::EAGAIN, "rt_sigtimedwait")?;
        linux::kill(pid, SIG::USR2).named("kill")?;
        let mut info = siginfo::zeroed();
        let got = linux::rt_sigtimedwait(&set, Some(&mut info), Some(&nanoseconds(1_000_000_000)));
        equal(
            got.named("rt_sigtimedwait")?.0,
            SIG::USR2.0,
            "rt_sigtimedwait",
        )?;
        equal(info.si_code, SI::USER.0, "si_code of rt_sigtimedwait")?;
        equal(
            unsafe { info._sifields.kill.si_pid },
            pid,
            "si_pid of rt_sigtimedwait",
        )?;

        let fd = match linux::signalfd4(&set, SFD::CLOEXEC | SFD::NONBLOCK) {
            Err(Errno::ENOSYS) if run.emulated => {
                run.note("no signalfd");
                return Ok(());
            }
            fd => fd.named("signalfd4")?,
        };
        linux::kill(pid, SIG::USR2).named("kill")?;
        let mut bytes = [0; size_of::<signalfd_siginfo>()];
        linux::read(fd.fd(), &mut bytes).gives(128, "read of a signalfd")?;
        let record = some(signalfd_siginfo::from_bytes(&bytes), "a record")?;
        equal(record.ssi_signo, SIG::USR2.0 as u32, "ssi_signo")?;
        equal(record.ssi_pid, pid as u32, "ssi_pid")?;
        equal(record.ssi_uid, uid, "ssi_uid")
    })
}
