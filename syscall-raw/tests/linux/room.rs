//! Room that is too small: whatever a call is given, the kernel writes within it.

use std::{fmt::Debug, ptr::null_mut};

use syscall_consts::{
    Errno,
    linux::{
        AF, AT, GRND, IORING_SETUP, IPPROTO, LISTMOUNT, LSM_ATTR, LSM_FLAG, LSMT, MAP, MFD, MODE,
        MPOL_F, MSG, O, PROT, SOCK, STATMOUNT, SYSLOG_ACTION, XATTR,
    },
};
use syscall_raw::{Fd, linux};
use syscall_types::Plain;

const LONGEST: usize = 80;

/// Makes the call with every length up to [`LONGEST`], in memory of each of two patterns, and looks at what is behind it.
fn at_every_length<T: Plain + PartialEq + Debug, R>(
    name: &str,
    patterns: [T; 2],
    call: impl Fn(&mut [T]) -> Result<R, Errno>,
) {
    let mut done = 0;
    for pattern in patterns {
        for len in 0..=LONGEST {
            let mut memory = [pattern; LONGEST + 16];
            let (room, behind) = memory.split_at_mut(len);
            done += call(room).is_ok() as u32;
            let changed = behind.iter().position(|element| *element != pattern);
            assert_eq!(changed, None, "{name} of {len}");
        }
    }
    if done == 0 {
        super::skipped(&format!("{name} gives nothing here"));
    }
}

const BYTES: [u8; 2] = [0xaa, 0x55];

#[test]
fn what_is_behind_it_stays() {
    let file = linux::memfd_create(c"room", MFD::CLOEXEC).unwrap();
    linux::write(file.fd(), &[1; 4096]).unwrap();
    at_every_length("read", BYTES, |room| {
        linux::lseek(file.fd(), 0, Default::default())?;
        linux::read(file.fd(), room)
    });
    at_every_length("pread", BYTES, |room| linux::pread(file.fd(), room, 9));
    let root = linux::openat(Fd::CWD, c"/", O::DIRECTORY, MODE::empty()).unwrap();
    at_every_length("getdents", BYTES, |room| {
        linux::lseek(root.fd(), 0, Default::default())?;
        linux::getdents(root.fd(), room)
    });
    at_every_length("getcwd", BYTES, |room| linux::getcwd(room));
    at_every_length("readlinkat", BYTES, |room| {
        linux::readlinkat(Fd::CWD, c"/proc/self/exe", room)
    });
    at_every_length("getrandom", BYTES, |room| {
        linux::getrandom(room, GRND::empty())
    });
    let attribute = linux::fsetxattr(file.fd(), c"user.room", &[7; 40], XATTR::empty());
    if attribute.is_err() {
        super::skipped("no attributes of files in memory");
    }
    at_every_length("fgetxattr", BYTES, |room| {
        linux::fgetxattr(file.fd(), c"user.room", room)
    });
    at_every_length("flistxattr", BYTES, |room| {
        linux::flistxattr(file.fd(), room)
    });
    at_every_length("name_to_handle_at", BYTES, |room| {
        linux::name_to_handle_at(Fd::CWD, c"/", room, AT::empty())
    });
    let page = unsafe {
        let flags = MAP::PRIVATE | MAP::ANONYMOUS;
        linux::mmap(null_mut(), 64 << 12, PROT::READ, flags, None, 0)
    }
    .unwrap();
    at_every_length("mincore", BYTES, |room| {
        linux::mincore(page, room.len() << 12, room)
    });
    unsafe { linux::munmap(page, 64 << 12) }.unwrap();
}

#[test]
fn of_the_process_and_the_kernel() {
    at_every_length("getgroups", [7u32, 9], |room| linux::getgroups(room));
    at_every_length("sched_getaffinity", BYTES, |room| {
        linux::sched_getaffinity(0, room)
    });
    at_every_length("get_mempolicy", [0usize, usize::MAX], |room| {
        linux::get_mempolicy(room, null_mut(), MPOL_F::MEMS_ALLOWED)
    });
    at_every_length("lsm_list_modules", [0u64, u64::MAX], |room| {
        linux::lsm_list_modules(room, 0)
    });
    at_every_length("lsm_get_self_attr", BYTES, |room| {
        linux::lsm_get_self_attr(LSM_ATTR::CURRENT, room, LSM_FLAG::empty())
    });
    at_every_length("syslog", BYTES, |room| {
        linux::syslog(SYSLOG_ACTION::READ_ALL, room)
    });
    at_every_length("keyctl_capabilities", BYTES, |room| {
        linux::keyctl_capabilities(room)
    });
    // Of the session, -3.
    at_every_length("keyctl_describe", BYTES, |room| {
        linux::keyctl_describe(-3, room)
    });
    at_every_length("keyctl_read", BYTES, |room| linux::keyctl_read(-3, room));
    at_every_length("keyctl_get_security", BYTES, |room| {
        linux::keyctl_get_security(-3, room)
    });
    let all = LSMT::ROOT.0;
    at_every_length("listmount", [0u64, u64::MAX], |room| {
        linux::listmount(all, 0, 0, room, LISTMOUNT::empty())
    });
    let mut mounts = [0; 1];
    if linux::listmount(all, 0, 0, &mut mounts, LISTMOUNT::empty()) == Ok(1) {
        let mask = STATMOUNT::MNT_BASIC;
        at_every_length("statmount", BYTES, |room| {
            linux::statmount(mounts[0], 0, mask, room, 0)
        });
    }
    if let Ok(ring) = unsafe {
        let mut parameters = syscall_types::linux::io_uring_params::zeroed();
        parameters.flags = IORING_SETUP::CLAMP.bits();
        linux::io_uring_setup(1, &mut parameters)
    } {
        // It wants zeros before.
        at_every_length("io_uring_register_probe", [0u8, 0], |room| {
            linux::io_uring_register_probe(ring.fd(), room)
        });
    }
}

#[test]
fn of_sockets() {
    let [one, other] =
        linux::socketpair(AF::UNIX, SOCK::SEQPACKET | SOCK::CLOEXEC, IPPROTO::IP).unwrap();
    for flags in [MSG::empty(), MSG::TRUNC] {
        at_every_length("recv", BYTES, |room| {
            linux::send(one.fd(), &[3; 100], MSG::empty())?;
            linux::recv(other.fd(), room, flags)
        });
    }
}
