//! Makes a child together with its descriptor, waits for its end with poll(2), and learns how it ended.

use syscall_consts::linux::{CLONE, POLL, SIG, SIGCLD, W};
use syscall_raw::{Errno, OwnedFd, RawFd, linux};
use syscall_types::{
    Plain,
    linux::{clone_args, siginfo, timespec},
};

/// What the child does: as little as a process may that is a copy of one thread.
fn child() -> ! {
    let moment = timespec {
        tv_sec: 0,
        tv_nsec: 20_000_000,
    };
    let _ = linux::nanosleep(&moment, None);
    linux::exit_group(7)
}

/// Makes the child, and waits for it.
pub fn main() -> Result<(), Errno> {
    let mut pidfd: RawFd = -1;
    let mut arguments = clone_args::zeroed();
    arguments.flags = CLONE::PIDFD.bits();
    arguments.pidfd = (&raw mut pidfd).expose_provenance() as u64;
    arguments.exit_signal = SIG::CHLD.0 as u64;
    // SAFETY: no flag lets the two share memory, the child calls nothing but the kernel, and the address is a descriptor's.
    let pid = match unsafe { linux::clone3(&arguments) } {
        Err(Errno::ENOSYS) => {
            println!("missing: clone3 needs Linux 5.3, or is not permitted");
            return Ok(());
        }
        Ok(0) => child(),
        pid => pid?,
    };
    // SAFETY: clone3 has made it for this process.
    let pidfd = unsafe { OwnedFd::from_raw(pidfd) };

    // The number may be another process's when this one has been waited for. The descriptor never is.
    let mut polled = [linux::PollFd::new(pidfd.fd(), POLL::IN)];
    if linux::poll(&mut polled, 0)? == 0 {
        println!("the child is running");
    }
    while linux::poll(&mut polled, 10_000)? == 0 {
        println!("it takes its time");
    }

    let mut info = siginfo::zeroed();
    linux::waitid_pidfd(pidfd.fd(), Some(&mut info), W::EXITED, None)?;
    // SAFETY: any bits are a value of the member, and after waitid(2) this is the one that counts.
    let end = unsafe { info._sifields.sigchld };
    assert_eq!(end.si_pid, pid);
    match SIGCLD(info.si_code) {
        SIGCLD::EXITED => println!("it exited with {}", end.si_status),
        how => println!("{how:?} by {:?}", SIG(end.si_status)),
    }
    Ok(())
}
