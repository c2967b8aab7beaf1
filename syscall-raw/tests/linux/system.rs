use std::mem::MaybeUninit;

use syscall_consts::{
    Errno,
    linux::{CLONE, GRND, KEXEC, MODE, MODULE_INIT, MS, O, PER, SYSLOG_ACTION, UMOUNT},
};
use syscall_raw::linux;
use syscall_types::{Plain, linux::utsname};

use super::{Directory, NONE, in_child, in_own, uninit};

#[test]
fn names_and_load() {
    let mut room = MaybeUninit::uninit();
    let names = linux::uname(&mut room).unwrap();
    assert_eq!(
        names.sysname[..6]
            .iter()
            .map(|c| *c as u8)
            .collect::<Vec<_>>(),
        b"Linux\0"
    );
    let mut room = MaybeUninit::uninit();
    let info = linux::sysinfo(&mut room).unwrap();
    assert!(info.totalram > 0 && info.procs > 0 && info.uptime > 0);
}

#[test]
fn random() {
    let (mut one, mut two) = (uninit::<32>(), [0u8; 32]);
    let one = linux::getrandom(&mut one, GRND::empty()).unwrap();
    assert_eq!(linux::getrandom(&mut two, GRND::NONBLOCK), Ok(32));
    assert_eq!(one.len(), 32);
    assert!(*one != two && two != [0; 32]);
    assert_eq!(
        linux::getrandom(&mut two, GRND::from_bits_retain(1 << 31)),
        Err(Errno::EINVAL)
    );
}

#[test]
fn mask_of_new_files() {
    // The mask is the process's: it is changed in a child only.
    let right = in_child(|| {
        linux::umask(MODE::WGRP);
        (linux::umask(MODE::RWXO) == MODE::WGRP && linux::umask(MODE::empty()) == MODE::RWXO) as i32
    });
    assert_eq!(right, 1);
}

#[test]
fn host_and_mounts() {
    assert!(linux::umount2(c"/nonexistent", UMOUNT::DETACH).is_err());
    let directory = Directory::new();
    let place = directory.path(".");
    let namespaces = CLONE::NEWUTS | CLONE::NEWNS;
    in_own(|| {
        let entered = unsafe { linux::unshare(namespaces) }
            .or_else(|_| unsafe { linux::unshare(namespaces | CLONE::NEWUSER) });
        if entered.is_err() {
            return Err("namespaces are not allowed here");
        }
        match linux::sethostname(b"renamed") {
            Err(Errno::EPERM) => return Err("sethostname: not permitted"),
            renamed => renamed.unwrap(),
        }
        let mut names = utsname::zeroed();
        linux::uname(&mut names).unwrap();
        assert_eq!(names.nodename[6], b'd' as _);
        assert_eq!(linux::sethostname(&[b'x'; 65]), Err(Errno::EINVAL));
        match linux::mount(None, c"/", None, MS::PRIVATE | MS::REC, None) {
            Err(Errno::EINVAL) => return Err(super::NO_MOUNT),
            Err(Errno::EPERM) => return Err("mount: not permitted"),
            private => private.unwrap(),
        }
        let (kind, options) = (Some(c"tmpfs"), Some(c"size=64k"));
        linux::mount(Some(c"none"), &place, kind, MS::NOSUID, options).unwrap();
        let missing = linux::mount(None, &place, Some(c"no such type"), MS::empty(), None);
        assert_eq!(missing, Err(Errno::ENODEV));
        linux::umount2(&place, UMOUNT::DETACH).unwrap();
        Ok(())
    });
}

/// Without rights it is `EPERM`, and a kernel may lack the call.
fn refused_with<T: std::fmt::Debug>(call: &str, result: Result<T, Errno>, errors: &[Errno]) {
    match result {
        Err(Errno::ENOSYS) => super::skipped(&format!("{call} is not configured")),
        Err(error) => assert!(
            error == Errno::EPERM || errors.contains(&error),
            "{call}: {error}"
        ),
        Ok(value) => panic!("{call}: {value:?}"),
    }
}

#[test]
fn refused() {
    let missing = c"/nonexistent";
    refused_with(
        "pivot_root",
        linux::pivot_root(missing, missing),
        &[Errno::ENOENT],
    );
    refused_with("chroot", linux::chroot(missing), &[Errno::ENOENT]);
    refused_with("swapoff", linux::swapoff(missing), &[Errno::ENOENT]);
    let module = unsafe { linux::delete_module(c"no such module", O::NONBLOCK) };
    refused_with("delete_module", module, &[Errno::ENOENT]);
    let unknown = MODULE_INIT::from_bits_retain(1 << 30);
    let module = unsafe { linux::finit_module(NONE, c"", unknown) };
    refused_with("finit_module", module, &[Errno::EINVAL]);
    let unknown = KEXEC::from_bits_retain(1 << 8);
    let kernel = unsafe { linux::kexec_load(0, &[], unknown) };
    refused_with("kexec_load", kernel, &[Errno::EINVAL]);
    #[cfg(not(any(
        target_arch = "x86",
        target_arch = "mips",
        target_arch = "mips32r6",
        target_arch = "mips64",
        target_arch = "mips64r6"
    )))]
    {
        let unknown = syscall_consts::linux::KEXEC_FILE::from_bits_retain(1 << 30);
        let kernel = unsafe { linux::kexec_file_load(NONE, None, c"", unknown) };
        refused_with("kexec_file_load", kernel, &[Errno::EINVAL]);
    }
    refused_with(
        "setdomainname",
        linux::setdomainname(&[b'x'; 65]),
        &[Errno::EINVAL],
    );
}

#[test]
fn log_and_behaviour() {
    let size = linux::syslog_control(SYSLOG_ACTION::SIZE_BUFFER, 0);
    match super::allowed("syslog", size) {
        None => {}
        Some(size) => {
            assert!(size.unwrap() > 0);
            let unknown = linux::syslog_control(SYSLOG_ACTION(99), 0);
            assert_eq!(unknown, Err(Errno::EINVAL));
            let mut last = [0u8; 64];
            assert!(linux::syslog(SYSLOG_ACTION::READ_ALL, &mut last).unwrap() <= 64);
        }
    }
    let nothing = PER::from_bits_retain(u32::MAX);
    if super::allowed("personality", linux::personality(nothing)).is_none() {
        return;
    }
    let status = in_child(|| {
        let before = linux::personality(nothing).unwrap();
        assert_eq!(
            linux::personality(before | PER::ADDR_NO_RANDOMIZE),
            Ok(before)
        );
        (linux::personality(nothing) == Ok(before | PER::ADDR_NO_RANDOMIZE)) as i32
    });
    assert_eq!(status, 1);
}
