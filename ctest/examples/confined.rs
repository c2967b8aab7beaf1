//! Runs a command with what an unprivileged container leaves it: `confined COMMAND...`. No new privileges, and a filter
//! that refuses what the default profile of container engines refuses without capabilities: `EPERM` for the calls below,
//! `ENOSYS` for clone3, whose flags no filter sees.

use std::error::Error;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use syscall_consts::linux::{
    SECCOMP_FILTER_FLAG, SECCOMP_RET,
    nr::{self, Arch},
};
use syscall_raw::{Errno, linux};
use syscall_types::Plain;
use syscall_types::linux::{SeccompCalls, SeccompFilter, sock_filter};

/// What needs a capability that the container has not got, or was left out of the profile as dangerous.
const REFUSED: &[&str] = &[
    "acct",
    "add_key",
    "adjtimex",
    "bpf",
    "chroot",
    "clock_adjtime",
    "clock_settime",
    "create_module",
    "delete_module",
    "fanotify_init",
    "finit_module",
    "fsconfig",
    "fsmount",
    "fsopen",
    "fspick",
    "get_kernel_syms",
    "get_mempolicy",
    "init_module",
    "io_uring_enter",
    "io_uring_register",
    "io_uring_setup",
    "ioperm",
    "iopl",
    "kcmp",
    "kexec_file_load",
    "kexec_load",
    "keyctl",
    "lookup_dcookie",
    "mbind",
    "migrate_pages",
    "mount",
    "mount_setattr",
    "move_mount",
    "move_pages",
    "name_to_handle_at",
    "nfsservctl",
    "open_by_handle_at",
    "open_tree",
    "perf_event_open",
    "personality",
    "pivot_root",
    "process_madvise",
    "process_vm_readv",
    "process_vm_writev",
    "ptrace",
    "query_module",
    "quotactl",
    "quotactl_fd",
    "reboot",
    "request_key",
    "set_mempolicy",
    "set_mempolicy_home_node",
    "setdomainname",
    "sethostname",
    "setns",
    "settimeofday",
    "stime",
    "swapoff",
    "swapon",
    "syslog",
    "umount",
    "umount2",
    "unshare",
    "uselib",
    "userfaultfd",
    "vhangup",
    "vm86",
    "vm86old",
    "vmsplice",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args_os().skip(1);
    let program = words.next().ok_or("confined COMMAND [ARGUMENT...]")?;
    linux::prctl_set_no_new_privs()?;
    refuse(REFUSED, Errno::EPERM)?;
    refuse(&["clone3"], Errno::ENOSYS)?;
    Err(Command::new(program).args(words).exec().into())
}

/// Has the kernel answer these calls with this error.
fn refuse(names: &[&str], error: Errno) -> Result<(), Box<dyn Error>> {
    let arch = Arch::native();
    let numbers: Vec<u32> = names
        .iter()
        .filter_map(|name| nr::number(arch, name))
        .collect();
    let calls = [SeccompCalls {
        arch: arch.audit(),
        numbers: &numbers,
    }];
    let filter = SeccompFilter {
        calls: &calls,
        listed: SECCOMP_RET::errno(error),
        others: SECCOMP_RET::ALLOW,
        foreign: SECCOMP_RET::ALLOW,
    };
    let mut room = [sock_filter::zeroed(); 128];
    let program = filter.assemble(&mut room)?;
    // SAFETY: nothing here relies on the calls that are refused.
    unsafe { linux::seccomp_set_mode_filter(SECCOMP_FILTER_FLAG::empty(), program) }?;
    Ok(())
}
