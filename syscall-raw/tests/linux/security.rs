//! Landlock, seccomp and security modules: what restricts does so in a child.

use std::mem::MaybeUninit;

use syscall_consts::{
    Errno,
    linux::{
        LANDLOCK_ACCESS_FS as FS, LANDLOCK_ACCESS_NET as NET, LANDLOCK_CREATE_RULESET,
        LANDLOCK_RESTRICT_SELF, LANDLOCK_RULE, LSM_ATTR, LSM_FLAG, MODE, O, SECCOMP,
        SECCOMP_FILTER_FLAG, SECCOMP_MODE, SECCOMP_RET,
    },
};
use syscall_raw::{Fd, linux};
use syscall_types::{
    Plain,
    linux::{
        landlock_net_port_attr, landlock_path_beneath_attr, landlock_ruleset_attr, seccomp_notif,
        seccomp_notif_sizes, sock_filter,
    },
};

use super::{Directory, NONE, in_own, skipped};

#[test]
fn landlock() {
    if !super::has_proc() {
        return;
    }
    let directory = Directory::new();
    std::fs::write(directory.0.join("file"), b"").unwrap();
    let (beneath, file) = (directory.path(""), directory.path("file"));
    in_own(|| {
        let version = match linux::landlock_version() {
            Err(Errno::ENOSYS | Errno::EOPNOTSUPP) => return Err("Landlock is off"),
            version => version.unwrap(),
        };
        assert!(matches!(
            linux::landlock_errata(),
            Ok(_) | Err(Errno::EINVAL)
        ));
        let none = LANDLOCK_CREATE_RULESET::empty();
        let mut handled = landlock_ruleset_attr::zeroed();
        let empty = linux::landlock_create_ruleset(&handled, none);
        assert_eq!(empty, Err(Errno::ENOMSG));
        handled.handled_access_fs = (FS::READ_FILE | FS::READ_DIR).bits();
        let version_of = linux::landlock_create_ruleset(&handled, LANDLOCK_CREATE_RULESET::VERSION);
        assert_eq!(version_of, Err(Errno::EINVAL));
        if version >= 4 {
            handled.handled_access_net = NET::BIND_TCP.bits();
        }
        let rules = linux::landlock_create_ruleset(&handled, none).unwrap();
        let parent = linux::openat(Fd::CWD, &beneath, O::PATH | O::CLOEXEC, MODE::empty());
        let parent = parent.unwrap();
        let allow = |rights| linux::landlock_add_rule_path_beneath(rules.fd(), parent.fd(), rights);
        assert_eq!(allow(FS::empty()), Err(Errno::ENOMSG));
        assert_eq!(allow(FS::EXECUTE), Err(Errno::EINVAL), "not handled");
        allow(FS::READ_FILE).unwrap();
        let (not_open, rights) = (NONE, FS::READ_FILE);
        let not_open = linux::landlock_add_rule_path_beneath(rules.fd(), not_open, rights);
        assert_eq!(not_open, Err(Errno::EBADF));
        let rule = landlock_path_beneath_attr {
            allowed_access: FS::READ_FILE.bits(),
            parent_fd: parent.fd().as_raw(),
        };
        let add_rule = |kind, rule| unsafe { linux::landlock_add_rule(rules.fd(), kind, rule, 0) };
        add_rule(LANDLOCK_RULE::PATH_BENEATH, (&raw const rule).cast()).unwrap();
        if version >= 4 {
            let allow = |rights| linux::landlock_add_rule_net_port(rules.fd(), 8080, rights);
            assert_eq!(allow(NET::CONNECT_TCP), Err(Errno::EINVAL), "not handled");
            allow(NET::BIND_TCP).unwrap();
            let beyond = landlock_net_port_attr {
                allowed_access: NET::BIND_TCP.bits(),
                port: 1 << 16,
            };
            let beyond = add_rule(LANDLOCK_RULE::NET_PORT, (&raw const beyond).cast());
            assert_eq!(beyond, Err(Errno::EINVAL));
        } else {
            skipped("rules for ports need Linux 6.7");
        }
        let plain = LANDLOCK_RESTRICT_SELF::empty();
        let none = linux::landlock_restrict_self(NONE, plain);
        assert!(matches!(none, Err(Errno::EBADF | Errno::EPERM)));
        linux::prctl_set_no_new_privs().unwrap();
        linux::landlock_restrict_self(rules.fd(), plain).unwrap();
        let open = |path| linux::openat(Fd::CWD, path, O::RDONLY, MODE::empty());
        open(&file).unwrap();
        assert_eq!(open(c"/proc/self/comm").map(|_| ()), Err(Errno::EACCES));
        assert_eq!(open(&beneath).map(|_| ()), Err(Errno::EACCES));
        Ok(())
    });
}

#[test]
fn filters() {
    let unknown = SECCOMP_RET::from_bits_retain(0x1234_0000);
    match linux::seccomp_get_action_avail(SECCOMP_RET::ERRNO) {
        Err(Errno::ENOSYS | Errno::EINVAL) => return skipped("seccomp is not configured"),
        result => result.unwrap(),
    }
    let unknown = linux::seccomp_get_action_avail(unknown);
    assert_eq!(unknown, Err(Errno::EOPNOTSUPP));
    let mut sizes = seccomp_notif_sizes::zeroed();
    linux::seccomp_get_notif_sizes(&mut sizes).unwrap();
    assert_eq!(usize::from(sizes.seccomp_notif), size_of::<seccomp_notif>());
    let flags = SECCOMP_FILTER_FLAG::empty();
    let unknown = unsafe { linux::seccomp(SECCOMP(99), flags, std::ptr::null_mut()) };
    assert_eq!(unknown, Err(Errno::EINVAL));
    let empty = unsafe { linux::seccomp_set_mode_filter(flags, &[]) };
    assert_eq!(empty, Err(Errno::EINVAL));
    in_own(|| {
        linux::prctl_set_no_new_privs().unwrap();
        // umask alone is refused, with an error that it never has.
        let number = linux_raw_sys::general::__NR_umask;
        let refuse = SECCOMP_RET::ERRNO.bits() | u32::from(Errno::EXDEV.raw());
        let equal = syscall_consts::linux::BPF::JMP | syscall_consts::linux::BPF::JEQ;
        let filter = [
            sock_filter::load(0),
            sock_filter::jump(equal, number, 0, 1),
            sock_filter::ret(refuse),
            sock_filter::ret(SECCOMP_RET::ALLOW.bits()),
        ];
        assert_eq!(
            unsafe { linux::seccomp_set_mode_filter(flags, &filter) },
            Ok(0)
        );
        assert_eq!(linux::prctl_get_seccomp(), Ok(SECCOMP_MODE::FILTER));
        let result = unsafe { linux::syscall(number as usize, [0o22, 0, 0, 0, 0, 0]) };
        assert_eq!(result, -(Errno::EXDEV.raw() as isize));
        let unclear = SECCOMP_FILTER_FLAG::TSYNC;
        let unclear = unsafe { linux::seccomp_new_listener(unclear, &filter) };
        assert_eq!(unclear, Err(Errno::EINVAL), "a descriptor, or a thread");
        let listener = unsafe { linux::seccomp_new_listener(flags, &filter) }.unwrap();
        let flags = linux::fcntl_getfd(listener.fd());
        assert_eq!(flags, Ok(syscall_consts::linux::FD::CLOEXEC));
        let strict = unsafe { linux::seccomp_set_mode_strict() };
        assert_eq!(strict, Err(Errno::EINVAL), "there is a filter");
        Ok(())
    });
}

#[test]
fn modules() {
    match linux::lsm_list_modules(&mut [MaybeUninit::<u64>::uninit(); 32], 0) {
        Err(Errno::ENOSYS) => return skipped("lsm_list_modules needs Linux 6.8"),
        modules => assert!(modules.unwrap().iter().all(|id| *id >= 100)),
    }
    let short = linux::lsm_list_modules(&mut [0u64; 0], 0);
    assert_eq!(short, Err(Errno::E2BIG));
    let mut room = super::uninit::<1024>();
    match linux::lsm_get_self_attr(LSM_ATTR::CURRENT, &mut room, LSM_FLAG::empty()) {
        Err(Errno::EOPNOTSUPP) => skipped("no security module tells of itself"),
        told => {
            let (records, told) = told.unwrap();
            assert!(told.len() >= 32 * records);
        }
    }
    let unknown = linux::lsm_get_self_attr(LSM_ATTR(9999), &mut [0u8; 64], LSM_FLAG::empty());
    assert!(matches!(unknown, Err(Errno::EOPNOTSUPP | Errno::EINVAL)));
    let short = linux::lsm_set_self_attr(LSM_ATTR::CURRENT, &[0; 3], 0);
    assert!(matches!(short, Err(Errno::EINVAL | Errno::EOPNOTSUPP)));
}
