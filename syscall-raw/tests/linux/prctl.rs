//! What a process or a thread is allowed, named and told: each change in a child.

use syscall_consts::{
    Errno,
    linux::{CAP, PR, PR_MDWE, PR_SPEC_WHICH, SECBIT, SECCOMP_MODE, SIG},
};
use syscall_raw::linux;

use super::{in_own, skipped};

#[test]
fn of_the_process() {
    in_own(|| {
        linux::prctl_set_pdeathsig(SIG::TERM).unwrap();
        assert_eq!(linux::prctl_get_pdeathsig(), Ok(SIG::TERM));
        let unknown = linux::prctl_set_pdeathsig(SIG(999));
        assert_eq!(unknown, Err(Errno::EINVAL));
        linux::prctl_set_dumpable(0).unwrap();
        assert_eq!(linux::prctl_get_dumpable(), Ok(0));
        assert_eq!(linux::prctl_set_dumpable(7), Err(Errno::EINVAL));
        linux::prctl_set_child_subreaper(true).unwrap();
        assert_eq!(linux::prctl_get_child_subreaper(), Ok(true));
        linux::prctl_set_no_new_privs().unwrap();
        assert_eq!(linux::prctl_get_no_new_privs(), Ok(true));
        linux::prctl_set_thp_disable(true).unwrap();
        assert_eq!(linux::prctl_get_thp_disable(), Ok(true));
        match linux::prctl_get_seccomp() {
            Ok(SECCOMP_MODE::FILTER) => skipped("PR_GET_SECCOMP: the tests run behind a filter"),
            mode => assert_eq!(mode, Ok(SECCOMP_MODE::DISABLED)),
        }
        let unknown = unsafe { linux::prctl(PR(-1), [0; 4]) };
        assert_eq!(unknown, Err(Errno::EINVAL));
        assert!(matches!(
            linux::prctl_set_ptracer(-1),
            Ok(()) | Err(Errno::EINVAL)
        ));
        match linux::prctl_set_mdwe(PR_MDWE::REFUSE_EXEC_GAIN) {
            Err(Errno::EINVAL) => Err("PR_SET_MDWE needs Linux 6.3"),
            result => {
                result.unwrap();
                let denied = linux::prctl_get_mdwe();
                assert_eq!(denied, Ok(PR_MDWE::REFUSE_EXEC_GAIN));
                let back = linux::prctl_set_mdwe(PR_MDWE::empty());
                assert_eq!(back, Err(Errno::EPERM));
                Ok(())
            }
        }
    });
}

#[test]
fn of_the_thread() {
    in_own(|| {
        linux::prctl_set_name(c"a name that is too long").unwrap();
        let name = *linux::prctl_get_name(&mut [0; 16]).unwrap();
        assert_eq!(name, *b"a name that is \0");
        linux::prctl_set_timerslack(1234).unwrap();
        assert_eq!(linux::prctl_get_timerslack(), 1234);
        // Not an error: -EPERM as a number of nanoseconds.
        linux::prctl_set_timerslack(usize::MAX).unwrap();
        assert_eq!(linux::prctl_get_timerslack(), usize::MAX);
        linux::prctl_set_timerslack(0).unwrap();
        assert_eq!(linux::prctl_get_keepcaps(), Ok(false));
        linux::prctl_set_keepcaps(true).unwrap();
        assert_eq!(linux::prctl_get_keepcaps(), Ok(true));
        assert_eq!(linux::prctl_get_securebits(), Ok(SECBIT::KEEP_CAPS));

        let unknown = CAP(999);
        assert_eq!(linux::prctl_capbset_read(unknown), Err(Errno::EINVAL));
        let ambient = linux::prctl_cap_ambient_is_set(CAP::KILL);
        assert_eq!(ambient, Ok(false));
        let raised = linux::prctl_cap_ambient_raise(CAP::KILL);
        assert_eq!(raised, Err(Errno::EPERM), "it is not inheritable");
        linux::prctl_cap_ambient_lower(CAP::KILL).unwrap();
        linux::prctl_cap_ambient_clear_all().unwrap();
        match linux::prctl_capbset_drop(CAP::SYS_BOOT) {
            Err(Errno::EPERM) => return Err("PR_CAPBSET_DROP: not permitted"),
            result => result.unwrap(),
        }
        assert_eq!(linux::prctl_capbset_read(CAP::SYS_BOOT), Ok(false));
        linux::prctl_set_securebits(SECBIT::NO_SETUID_FIXUP).unwrap();
        let bits = linux::prctl_get_securebits();
        assert_eq!(bits, Ok(SECBIT::NO_SETUID_FIXUP));
        Ok(())
    });
    let unknown = linux::prctl_get_speculation_ctrl(PR_SPEC_WHICH(99));
    assert_eq!(unknown, Err(Errno::ENODEV));
    let what = linux::prctl_get_speculation_ctrl(PR_SPEC_WHICH::STORE_BYPASS);
    if let Ok(what) = what {
        let unknown = syscall_consts::linux::PR_SPEC::from_bits_retain(1 << 20);
        let which = PR_SPEC_WHICH::STORE_BYPASS;
        assert!(
            linux::prctl_set_speculation_ctrl(which, unknown).is_err(),
            "{what:?}"
        );
    }
}

#[test]
fn names_of_memory() {
    use syscall_consts::linux::{MAP, PROT};
    let (rights, flags) = (PROT::READ, MAP::PRIVATE | MAP::ANONYMOUS);
    let memory = unsafe { linux::mmap(std::ptr::null_mut(), 65536, rights, flags, None, 0) };
    let memory = memory.unwrap();
    match linux::prctl_set_vma_anon_name(memory, 65536, Some(c"its name")) {
        Err(Errno::EINVAL) => skipped("PR_SET_VMA_ANON_NAME is not configured"),
        result => {
            result.unwrap();
            let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
            assert!(maps.contains("[anon:its name]"));
            linux::prctl_set_vma_anon_name(memory, 65536, None).unwrap();
        }
    }
    unsafe { linux::munmap(memory, 65536) }.unwrap();
    assert!(linux::prctl_set_vma_anon_name(memory, 1, Some(c"\x01")).is_err());
}
