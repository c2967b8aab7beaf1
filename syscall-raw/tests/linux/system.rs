use std::mem::MaybeUninit;

use syscall_consts::{
    Errno,
    linux::{CLONE, GRND, MODE, MS, UMOUNT},
};
use syscall_raw::linux;
use syscall_types::{Plain, linux::utsname};

use super::{in_child, uninit};

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
    // 0: a namespace of one's own is not allowed here; 1: right; 2: wrong.
    let outcome = in_child(|| {
        let namespaces = CLONE::NEWUTS | CLONE::NEWNS;
        let entered = unsafe { linux::unshare(namespaces) }
            .or_else(|_| unsafe { linux::unshare(namespaces | CLONE::NEWUSER) });
        if entered.is_err() {
            return 0;
        }
        let mut names = utsname::zeroed();
        let host = linux::sethostname(b"renamed").is_ok()
            && linux::uname(&mut names).is_ok()
            && names.nodename[6] == b'd' as _;
        let long = linux::sethostname(&[b'x'; 65]) == Err(Errno::EINVAL);
        let private = linux::mount(None, c"/", None, MS::PRIVATE | MS::REC, None).is_ok();
        let mounted = linux::mount(
            Some(c"none"),
            c"/tmp",
            Some(c"tmpfs"),
            MS::NOSUID,
            Some(c"size=64k"),
        )
        .is_ok();
        let missing = linux::mount(None, c"/tmp", Some(c"no such type"), MS::empty(), None)
            == Err(Errno::ENODEV);
        let gone = linux::umount2(c"/tmp", UMOUNT::DETACH).is_ok();
        if host && long && private && mounted && missing && gone {
            1
        } else {
            2
        }
    });
    if outcome == 0 {
        super::skipped("namespaces are not allowed here");
    } else {
        assert_eq!(outcome, 1);
    }
}
