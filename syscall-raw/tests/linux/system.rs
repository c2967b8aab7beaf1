use std::mem::MaybeUninit;

use syscall_consts::{
    Errno,
    linux::{CLONE, GRND, MODE, MS, UMOUNT},
};
use syscall_raw::linux;
use syscall_types::{Plain, linux::utsname};

use super::{Directory, in_child, in_own, uninit};

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
