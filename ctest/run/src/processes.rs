//! Processes: fork(2), and what their parents learn of their end.

use core::mem::MaybeUninit;

use syscall_consts::linux::{OPIPE, P, PR, SIG, SIGCLD, W};
use syscall_raw::{Errno, linux};
use syscall_types::{
    Plain,
    linux::{rusage, siginfo},
};

use crate::check::{Failure, Named, Outcome, Run, equal, holds, say, some};

/// A child that does not outlive this process, whatever it waits for.
fn fork() -> Result<i32, Failure> {
    let child = unsafe { linux::fork() }.named("fork")?;
    if child == 0 {
        let signal = SIG::KILL.0 as usize;
        // Where that fails, there is nothing lost but the promise.
        let _ = unsafe { linux::prctl(PR::SET_PDEATHSIG, [signal, 0, 0, 0]) };
    }
    Ok(child)
}

/// Makes a check in a child; says there what goes wrong, and here that something did.
pub fn in_child(name: &'static str, check: impl FnOnce() -> Outcome) -> Outcome {
    let child = fork()?;
    if child == 0 {
        linux::exit_group(match check() {
            Ok(()) => 0,
            Err(failure) => {
                say(format_args!("child {failure}"));
                1
            }
        });
    }
    let (_, status) = linux::wait4(child, W::empty(), None).named("wait4")?;
    equal(status.0, 0, name)
}

/// Children that exit and that are killed.
pub fn fork_and_wait(_: &Run) -> Outcome {
    let [from, to] = linux::pipe2(OPIPE::CLOEXEC).named("pipe2")?;
    let parent = linux::getpid();
    let child = fork()?;
    if child == 0 {
        let numbers = [linux::getpid(), linux::getppid()].map(i32::to_ne_bytes);
        let written = linux::write(to.fd(), numbers.as_flattened());
        linux::exit_group(if written == Ok(8) { 200 } else { 1 });
    }
    let mut numbers = [[0; 4]; 2];
    linux::read(from.fd(), numbers.as_flattened_mut()).gives(8, "read from the child")?;
    let [own, its_parent] = numbers.map(i32::from_ne_bytes);
    equal(own, child, "the child's number")?;
    equal(its_parent, parent, "the child's parent")?;

    let mut info = siginfo::zeroed();
    let wait = W::EXITED | W::NOWAIT;
    linux::waitid(P::PID, child, Some(&mut info), wait, None).named("waitid")?;
    let about = unsafe { info._sifields.sigchld };
    equal(info.si_signo, SIG::CHLD.0, "waitid's signal")?;
    equal(info.si_code, SIGCLD::EXITED.0, "waitid's code")?;
    equal(about.si_pid, child, "waitid's process")?;
    equal(about.si_uid, linux::getuid(), "waitid's user")?;
    equal(about.si_status, 200, "waitid's status")?;

    let mut usage = rusage::zeroed();
    let (waited, status) = linux::wait4(-1, W::empty(), Some(&mut usage)).named("wait4")?;
    equal(waited, child, "whom wait4 returned")?;
    equal(
        some(status.exit_status(), "it exited")?,
        200,
        "the exit status",
    )?;
    holds(usage.ru_minflt > 0, "the child's faults")?;
    linux::wait4(child, W::NOHANG, None).refused(Errno::ECHILD, "wait4 again")?;

    let child = fork()?;
    if child == 0 {
        let mut buffer = [MaybeUninit::uninit(); 1];
        // Nothing comes: the parent's end to write to is the child's too.
        let _ = linux::read(from.fd(), &mut buffer);
        linux::exit_group(1);
    }
    equal(
        linux::wait4(child, W::NOHANG, None)
            .named("wait4 of a running child")?
            .0,
        0,
        "wait4 of a running child",
    )?;
    linux::kill(child, SIG::KILL).named("kill")?;
    let (_, status) = linux::wait4(child, W::empty(), None).named("wait4")?;
    equal(
        some(status.term_signal(), "it was killed")?.0,
        SIG::KILL.0,
        "by what",
    )
}
