//! Programs as children, posix_spawn(3): a child that does a few things between its birth and its program.
//!
//! On x86-64 and 64-bit ARM the child shares the memory with its parent, on a stack of its own, while the calling thread waits
//! (`CLONE_VM`, `CLONE_VFORK`): it costs no copy of the parent's memory, however large. Elsewhere, where starting a child on
//! another stack has no code here, it has a copy. In both, what the child runs is this file alone: it allocates nothing, calls no
//! C library, takes no lock. Signals wait meanwhile, and the child has no handlers before they come through, so none of the
//! parent's runs in it.

use core::ffi::{CStr, c_char, c_void};
use core::mem::size_of;
use core::ptr::null_mut;

use syscall_consts::linux::{CLONE, MAP, O, P, PROT, SIG, SIGPM, W};
use syscall_types::Plain;
use syscall_types::linux::{sigaction, sigset};

use crate::linux::{
    self, call::decode, chdir, dup3, execve, exit_group, fcntl_dupfd_cloexec, mmap, munmap,
    pidfd_open, rt_sigaction, rt_sigprocmask, setgroups, setpgid, setresgid, setresuid, setsid,
};
use crate::{Errno, Fd, OwnedFd, RawFd};

/// What a child is to be: a program, and what is done before it runs, in the order of the fields.
#[derive(Clone, Copy, Debug)]
pub struct Spawn<'a> {
    /// Whether it starts a session.
    pub session: bool,
    /// The process group that it joins, 0 for one of its own.
    pub group: Option<i32>,
    /// Its descriptors beside what it inherits: the number that each has there, and the descriptor here, or -1 for none. Numbers
    /// here and there may be the same, in any order. None has `CLOEXEC`.
    pub descriptors: &'a [[RawFd; 2]],
    /// The directory that it starts in.
    pub directory: Option<&'a CStr>,
    /// Its supplementary groups.
    pub groups: Option<&'a [u32]>,
    /// Its real, effective and saved group.
    pub gid: Option<u32>,
    /// Its real, effective and saved user.
    pub uid: Option<u32>,
    /// Its signal mask; by default the caller's.
    pub mask: Option<&'a sigset>,
    /// The paths of the program: the first that is there is run. An array of texts with a null at its end.
    pub paths: *const *const c_char,
    /// As of [`execve`].
    pub arguments: *const *const c_char,
    /// As of [`execve`].
    pub environment: *const *const c_char,
}

impl Spawn<'_> {
    /// Nothing but the program.
    pub const fn new(
        paths: *const *const c_char,
        arguments: *const *const c_char,
        environment: *const *const c_char,
    ) -> Self {
        Spawn {
            session: false,
            group: None,
            descriptors: &[],
            directory: None,
            groups: None,
            gid: None,
            uid: None,
            mask: None,
            paths,
            arguments,
            environment,
        }
    }
}

/// A child that runs its program.
#[derive(Debug)]
pub struct Spawned {
    /// Its number.
    pub pid: i32,
    /// Its descriptor, with `CLOEXEC`.
    pub pidfd: OwnedFd,
}

/// The call that failed, here or in the child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
#[non_exhaustive]
pub enum SpawnStep {
    /// Memory for the child's stack.
    Mmap = 1,
    /// The child itself.
    Clone,
    /// The session.
    Setsid,
    /// The process group.
    Setpgid,
    /// A descriptor.
    Dup,
    /// The directory.
    Chdir,
    /// The supplementary groups.
    Setgroups,
    /// The group.
    Setgid,
    /// The user.
    Setuid,
    /// The program.
    Execve,
}

impl SpawnStep {
    /// All of them.
    const ALL: [SpawnStep; 10] = [
        SpawnStep::Mmap,
        SpawnStep::Clone,
        SpawnStep::Setsid,
        SpawnStep::Setpgid,
        SpawnStep::Dup,
        SpawnStep::Chdir,
        SpawnStep::Setgroups,
        SpawnStep::Setgid,
        SpawnStep::Setuid,
        SpawnStep::Execve,
    ];

    /// That of a number.
    pub fn from_number(number: i32) -> Option<SpawnStep> {
        SpawnStep::ALL
            .into_iter()
            .find(|step| *step as i32 == number)
    }

    /// The call's name.
    pub const fn name(self) -> &'static str {
        match self {
            SpawnStep::Mmap => "mmap",
            SpawnStep::Clone => "clone",
            SpawnStep::Setsid => "setsid",
            SpawnStep::Setpgid => "setpgid",
            SpawnStep::Dup => "dup",
            SpawnStep::Chdir => "chdir",
            SpawnStep::Setgroups => "setgroups",
            SpawnStep::Setgid => "setgid",
            SpawnStep::Setuid => "setuid",
            SpawnStep::Execve => "execve",
        }
    }
}

/// Why there is no child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpawnError {
    /// Where it failed.
    pub step: SpawnStep,
    /// How.
    pub errno: Errno,
}

/// What the child has, in the parent's frame.
struct Task<'a> {
    plan: &'a Spawn<'a>,
    /// The mask that the parent had.
    mask: sigset,
    report: *mut Report,
    /// As many numbers as there are descriptors.
    moved: *mut RawFd,
}

/// What the child tells, in memory that both see.
#[repr(C)]
struct Report {
    /// A [`SpawnStep`], or 0 as long as nothing failed.
    step: i32,
    errno: i32,
}

/// Bytes of the child's stack: many times what it uses, in a build for debugging too. Pages that nobody touches cost nothing.
const STACK: usize = 256 << 10;

/// Makes a child that runs a program, and waits until it does. Its parent gets SIGCHLD when it ends. Linux 5.3.
///
/// Errors of the child are the result's; then there is no child.
///
/// # Safety
///
/// The arrays of the plan are as [`execve`] wants them, and the descriptors are the caller's to give. Locks that other threads
/// hold do not matter.
pub unsafe fn spawn(plan: &Spawn<'_>) -> Result<Spawned, SpawnError> {
    let failed = |step| move |errno| SpawnError { step, errno };
    // The report, numbers of descriptors, and the stack, which grows down towards them.
    let size = size_of_val(plan.descriptors)
        .checked_add(STACK)
        .and_then(|size| size.checked_next_multiple_of(STACK))
        .ok_or(SpawnError {
            step: SpawnStep::Mmap,
            errno: Errno::ENOMEM,
        })?;
    let memory = MAP::SHARED | MAP::ANONYMOUS | MAP::NORESERVE;
    // SAFETY: a fresh range; the kernel zeroes it.
    let range = unsafe { mmap(null_mut(), size, PROT::READ | PROT::WRITE, memory, None, 0) }
        .map_err(failed(SpawnStep::Mmap))?;
    let report = range.cast::<Report>();
    let mut task = Task {
        plan,
        mask: sigset::zeroed(),
        report,
        // SAFETY: inside the range, before the stack.
        moved: unsafe { report.add(1).cast() },
    };
    let all = every_signal();
    let held = rt_sigprocmask(SIGPM::SETMASK, Some(&all), Some(&mut task.mask));
    let mut pidfd: RawFd = -1;
    let mut start = |flags| {
        // SAFETY: the range ends there, aligned for any stack; the task stays until the child has its program.
        decode::<i32>(unsafe { start_child(flags, range.byte_add(size), &mut pidfd, &task) })
    };
    let child = held.and_then(|()| match start(FLAGS | CLONE::PIDFD.bits() as usize) {
        // Emulators do not all know the flag.
        Err(Errno::EINVAL) => start(FLAGS),
        child => child,
    });
    let _ = rt_sigprocmask(SIGPM::SETMASK, Some(&task.mask), None);
    // SAFETY: the child runs its program or is gone, and both left the range; nobody writes there while it is read.
    let Report { step, errno } = unsafe { report.read_volatile() };
    // SAFETY: as above: the range is this call's own.
    let _ = unsafe { munmap(range, size) };
    let pid = child.map_err(failed(SpawnStep::Clone))?;
    let pidfd = match pidfd {
        // SAFETY: the kernel has just made it.
        0.. => Ok(unsafe { OwnedFd::from_raw(pidfd) }),
        // Before Linux 5.2 the flag had no meaning. The number is the child's until it was waited for.
        _ => pidfd_open(pid, syscall_consts::linux::PIDFD::empty()),
    };
    let step = SpawnStep::from_number(step);
    match (step, pidfd) {
        (None, Ok(pidfd)) => Ok(Spawned { pid, pidfd }),
        (step, pidfd) => {
            if step.is_none() {
                let _ = linux::kill(pid, SIG::KILL);
            }
            // It has ended, or is about to.
            while linux::waitid(P::PID, pid, None, W::EXITED, None) == Err(Errno::EINTR) {}
            let lost = pidfd.err().unwrap_or(Errno::ENOSYS);
            Err(match step {
                Some(step) => SpawnError {
                    step,
                    errno: Errno::from_raw(errno as u16),
                },
                None => SpawnError {
                    step: SpawnStep::Clone,
                    errno: lost,
                },
            })
        }
    }
}

/// All signals, those included that the C library keeps to itself.
fn every_signal() -> sigset {
    let mut all = sigset::zeroed();
    for signal in signals() {
        all.set(signal, true);
    }
    all
}

/// Every signal.
fn signals() -> impl Iterator<Item = SIG> {
    (1..=8 * size_of::<sigset>() as i32).map(SIG)
}

/// What clone(2) gets besides addresses.
const FLAGS: usize = CLONE::VFORK.bits() as usize | SIG::CHLD.0 as usize;

/// Starts the child on a stack of its own, which ends at `stack`; returns in the parent alone.
///
/// # Safety
///
/// The stack is mapped and nobody's, aligned for any stack, and the task what [`run`] wants.
#[cfg(target_arch = "x86_64")]
unsafe fn start_child(
    flags: usize,
    stack: *mut c_void,
    pidfd: *mut RawFd,
    task: &Task<'_>,
) -> isize {
    let result: isize;
    // SAFETY: clone's registers (../arch/x86_64.rs): flags, stack, where the descriptor goes, and two addresses that no flag asks
    // for. The child calls `run` on its stack, which does not return; the parent goes on behind, where the kernel has left all
    // registers but rax, rcx and r11 as they were.
    unsafe {
        core::arch::asm!(
            "syscall",
            "test rax, rax",
            "jnz 2f",
            "xor ebp, ebp",
            "mov rdi, r12",
            "call r13",
            "ud2",
            "2:",
            inlateout("rax") linux::nr::__NR_clone as usize => result,
            in("rdi") flags | CLONE::VM.bits() as usize,
            in("rsi") stack,
            in("rdx") pidfd,
            in("r10") 0,
            in("r8") 0,
            in("r12") core::ptr::from_ref(task),
            in("r13") run as unsafe extern "C" fn(*const Task<'_>) -> !,
            lateout("rcx") _,
            lateout("r11") _,
        );
    }
    result
}

/// As on x86-64.
///
/// # Safety
///
/// As on x86-64.
#[cfg(target_arch = "aarch64")]
unsafe fn start_child(
    flags: usize,
    stack: *mut c_void,
    pidfd: *mut RawFd,
    task: &Task<'_>,
) -> isize {
    let result: isize;
    // SAFETY: as on x86-64, with the registers of ../arch/aarch64.rs. What the kernel may drop of SVE state the C ABI's list has.
    unsafe {
        core::arch::asm!(
            "svc #0",
            "cbnz x0, 2f",
            "mov x29, #0",
            "mov x0, x20",
            "blr x21",
            "brk #1",
            "2:",
            in("x8") linux::nr::__NR_clone as usize,
            inlateout("x0") flags | CLONE::VM.bits() as usize => result,
            in("x1") stack,
            in("x2") pidfd,
            in("x3") 0,
            in("x4") 0,
            in("x20") core::ptr::from_ref(task),
            in("x21") run as unsafe extern "C" fn(*const Task<'_>) -> !,
            clobber_abi("C"),
        );
    }
    result
}

/// Starts the child in a copy of this memory, on the copy of this stack.
///
/// # Safety
///
/// The task is what [`run`] wants.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
unsafe fn start_child(flags: usize, _: *mut c_void, pidfd: *mut RawFd, task: &Task<'_>) -> isize {
    // SAFETY: no memory is shared but that of the report; the child goes to `run` alone, which is fit for a copy too.
    unsafe {
        let flags = CLONE::from_bits_retain((flags & !0xff) as u64);
        match linux::clone(flags, SIG::CHLD, null_mut(), pidfd, null_mut(), 0) {
            Ok(0) => run(task),
            Ok(child) => child as isize,
            Err(errno) => -isize::from(errno.raw() as i16),
        }
    }
}

/// What the child does.
///
/// # Safety
///
/// It is the child, with a table of descriptors and handlers of its own, and the task stays.
unsafe extern "C" fn run(task: *const Task<'_>) -> ! {
    // SAFETY: the caller's.
    let task = unsafe { &*task };
    // SAFETY: as above.
    let SpawnError { step, errno } = unsafe { become_program(task) };
    // SAFETY: the range is mapped in both, and the parent waits.
    unsafe {
        task.report.write_volatile(Report {
            step: step as i32,
            errno: errno.raw().into(),
        });
    }
    exit_group(127)
}

/// Returns when it fails.
///
/// # Safety
///
/// As of [`run`].
unsafe fn become_program(task: &Task<'_>) -> SpawnError {
    let plan = task.plan;
    let prepared = prepare(task);
    let errno = match prepared {
        Err(failed) => return failed,
        // SAFETY: the plan's arrays are as execve wants them.
        Ok(()) => unsafe { execute(plan) },
    };
    SpawnError {
        step: SpawnStep::Execve,
        errno,
    }
}

/// All that comes before the program.
fn prepare(task: &Task<'_>) -> Result<(), SpawnError> {
    let plan = task.plan;
    let failed = |step| move |errno| SpawnError { step, errno };
    default_handlers();
    if plan.session {
        setsid().map_err(failed(SpawnStep::Setsid))?;
    }
    if let Some(group) = plan.group {
        setpgid(0, group).map_err(failed(SpawnStep::Setpgid))?;
    }
    give_descriptors(task).map_err(failed(SpawnStep::Dup))?;
    if let Some(directory) = plan.directory {
        chdir(directory).map_err(failed(SpawnStep::Chdir))?;
    }
    if let Some(groups) = plan.groups {
        setgroups(groups).map_err(failed(SpawnStep::Setgroups))?;
    }
    if let Some(gid) = plan.gid {
        setresgid(gid, gid, gid).map_err(failed(SpawnStep::Setgid))?;
    }
    if let Some(uid) = plan.uid {
        setresuid(uid, uid, uid).map_err(failed(SpawnStep::Setuid))?;
    }
    let _ = rt_sigprocmask(SIGPM::SETMASK, Some(plan.mask.unwrap_or(&task.mask)), None);
    Ok(())
}

/// Gives every signal that has a handler its default action, as execve would later: no handler of the parent runs here.
fn default_handlers() {
    let default = sigaction::zeroed();
    for signal in signals() {
        let mut action = sigaction::zeroed();
        // SAFETY: no handler is set.
        unsafe {
            // 0 is the default action, 1 to ignore it, which stays.
            if rt_sigaction(signal, None, Some(&mut action)).is_ok() && action.sa_handler.addr() > 1
            {
                let _ = rt_sigaction(signal, Some(&default), None);
            }
        }
    }
}

/// Makes the descriptors those that the plan wants.
fn give_descriptors(task: &Task<'_>) -> Result<(), Errno> {
    let wanted = task.plan.descriptors;
    let above = wanted.iter().map(|pair| pair[0]).max().unwrap_or(-1);
    // First out of the way of each other.
    for (i, &[_, here]) in wanted.iter().enumerate() {
        let number = match here {
            0.. if here <= above => {
                // SAFETY: the caller's descriptor, or an error.
                let fd = unsafe { Fd::borrow_raw(here) };
                fcntl_dupfd_cloexec(fd, above.wrapping_add(1))?.into_raw()
            }
            _ => here,
        };
        // SAFETY: there is room for one number for each.
        unsafe { task.moved.add(i).write(number) };
    }
    for (i, &[there, _]) in wanted.iter().enumerate() {
        // SAFETY: written above. The table is the child's own, so what is closed is nobody's but its own.
        unsafe {
            let number = task.moved.add(i).read();
            if number < 0 {
                let _ = linux::close(there);
            } else {
                dup3(Fd::borrow_raw(number), there, O::empty())?;
            }
        }
    }
    Ok(())
}

/// Runs the first of the programs that is there; why none is.
///
/// # Safety
///
/// The plan's arrays are as execve wants them.
unsafe fn execute(plan: &Spawn<'_>) -> Errno {
    let (mut path, mut why) = (plan.paths, Errno::ENOENT);
    // SAFETY: the caller's: texts up to a null.
    unsafe {
        while !path.is_null() && !(*path).is_null() {
            let errno = execve(CStr::from_ptr(*path), plan.arguments, plan.environment);
            match errno {
                // Of what is not there or cannot be run, the latter says more, as in execvp(3).
                Errno::EACCES => why = errno,
                Errno::ENOENT | Errno::ENOTDIR => {}
                _ => return errno,
            }
            path = path.add(1);
        }
    }
    why
}
