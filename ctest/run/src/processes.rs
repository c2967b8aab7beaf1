//! Processes: fork(2), programs as children, and what their parents learn of their end.

use core::mem::MaybeUninit;
use core::ptr::null;

use syscall_consts::linux::{OPIPE, P, PR, SIG, SIGCLD, SIGPM, W};
use syscall_raw::{Errno, linux};
use syscall_types::{
    Plain,
    linux::{rusage, siginfo, sigset},
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

/// Children on a stack of their own, as far as the architecture has them, in the same memory: what fails there is told here, and
/// then none is left; and one that runs a program.
pub fn spawned(_: &Run) -> Outcome {
    let none = [null()];
    let mut mask = sigset::zeroed();
    linux::rt_sigprocmask(SIGPM::SETMASK, None, Some(&mut mask)).named("the mask")?;
    let absent = [c"/nosuch/program".as_ptr(), c"/nosuch".as_ptr(), null()];
    let mut plan = linux::Spawn::new(absent.as_ptr(), none.as_ptr(), none.as_ptr());
    plan.descriptors = &[[7, 2], [2, 1], [1, -1]];
    for step in [linux::SpawnStep::Execve, linux::SpawnStep::Chdir] {
        match unsafe { linux::spawn(&plan) } {
            Err(failed) => {
                holds(failed.errno == Errno::ENOENT, "why")?;
                holds(failed.step == step, "where it failed")?;
            }
            // Emulators do not hold the parent up until there is a program, and so do not know yet.
            Ok(child) => {
                let (_, status) = linux::wait4(child.pid, W::empty(), None).named("wait4")?;
                equal(some(status.exit_status(), "it exited")?, 127, "its end")?;
            }
        }
        linux::wait4(-1, W::NOHANG, None).refused(Errno::ECHILD, "a child is left")?;
        plan.directory = Some(c"/nosuch");
    }
    let mut now = sigset::zeroed();
    linux::rt_sigprocmask(SIGPM::SETMASK, None, Some(&mut now)).named("the mask")?;
    holds(mask == now, "the mask is as before")?;

    let there = [c"/bin/true".as_ptr(), c"/usr/bin/true".as_ptr(), null()];
    let plan = linux::Spawn::new(there.as_ptr(), there.as_ptr(), none.as_ptr());
    match unsafe { linux::spawn(&plan) } {
        Ok(child) => {
            let (waited, status) = linux::wait4(child.pid, W::empty(), None).named("wait4")?;
            equal(waited, child.pid, "whom wait4 returned")?;
            equal(status.0, 0, "how the program ended")
        }
        // A machine without it.
        Err(linux::SpawnError {
            step: linux::SpawnStep::Execve,
            errno: Errno::ENOENT,
        }) => Ok(()),
        Err(failed) => Err(failed.errno).named(failed.step.name()),
    }
}
