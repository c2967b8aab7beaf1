//! Gives up system calls by a seccomp filter that is made of their names.

use std::error::Error;

use syscall_consts::linux::{
    AF, IPPROTO, SECCOMP_FILTER_FLAG, SECCOMP_RET, SOCK,
    nr::{self, Arch},
};
use syscall_raw::{Errno, linux};
use syscall_types::{
    Plain,
    linux::{SeccompCalls, SeccompFilter, sock_filter},
};

/// What the program does not need any more. 32-bit machines make sockets by `socketcall` too.
const REFUSED: [&str; 5] = ["socket", "socketcall", "execve", "execveat", "ptrace"];

/// Installs the filter, and shows that one of the calls is refused and another is not.
pub fn main() -> Result<(), Box<dyn Error>> {
    let arch = Arch::native();
    // An architecture lacks some of the names: x86_64 has no socketcall.
    let numbers: Vec<u32> = REFUSED
        .iter()
        .filter_map(|name| nr::number(arch, name))
        .collect();
    let calls = [SeccompCalls {
        arch: arch.audit(),
        numbers: &numbers,
    }];
    let filter = SeccompFilter {
        calls: &calls,
        listed: SECCOMP_RET::errno(Errno::EACCES),
        others: SECCOMP_RET::ALLOW,
        // Calls of the machine's other architectures have other numbers: nobody here makes them.
        foreign: SECCOMP_RET::KILL_PROCESS,
    };
    let mut room = [sock_filter::zeroed(); 32];
    let program = filter.assemble(&mut room)?;
    println!("{} calls, {} instructions", numbers.len(), program.len());

    // Needed without CAP_SYS_ADMIN, for a program with more rights might be misled by a filter.
    linux::prctl_set_no_new_privs()?;
    // SAFETY: nothing in this program relies on the calls that are refused.
    match unsafe { linux::seccomp_set_mode_filter(SECCOMP_FILTER_FLAG::empty(), program) } {
        Err(Errno::ENOSYS | Errno::EINVAL) => {
            println!("missing: filters of seccomp are not configured");
            return Ok(());
        }
        result => result?,
    };

    match linux::socket(AF::UNIX, SOCK::STREAM | SOCK::CLOEXEC, IPPROTO::IP) {
        Ok(_) => println!("a socket was made"),
        Err(error) => println!("socket: {error}"),
    }
    println!("getppid: {}", linux::getppid());
    Ok(())
}
