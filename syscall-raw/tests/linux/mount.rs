//! Mounts in a namespace of their own, handles, quotas.

use std::mem::MaybeUninit;

use syscall_consts::{
    Errno,
    linux::{
        AT, CLONE, FSCONFIG, FSMOUNT, FSOPEN, FSPICK, LISTMOUNT, LSMT, MODE, MOUNT_ATTR,
        MOVE_MOUNT, MS, O, OPEN_TREE, Q, QFMT, QUOTA, STATMOUNT, STATX, UMOUNT,
    },
};
use syscall_raw::{Fd, linux};
use syscall_types::{
    Plain,
    linux::{if_dqblk, if_dqinfo, mount_attr, statmount},
};

use super::{Directory, NONE, allowed, in_namespaces, skipped, uninit};

const NEWER: &str = "mounts by descriptor need Linux 5.2";

#[test]
fn by_descriptor() {
    let directory = Directory::new();
    let (one, two) = (directory.path("one"), directory.path("two"));
    for path in [&one, &two] {
        linux::mkdirat(Fd::CWD, path, MODE::RWXU).unwrap();
    }
    in_namespaces(CLONE::NEWNS, || {
        let private = MS::REC | MS::PRIVATE;
        match linux::mount(None, c"/", None, private, None) {
            Err(Errno::EINVAL) => return Err(super::NO_MOUNT),
            Err(Errno::EPERM) => return Err("mount: not permitted"),
            made => made.unwrap(),
        }
        let fs = match linux::fsopen(c"tmpfs", FSOPEN::CLOEXEC) {
            Err(Errno::ENOSYS) => return Err(NEWER),
            fs => fs.unwrap(),
        };
        let fs = fs.fd();
        linux::fsconfig_set_string(fs, c"size", c"1m").unwrap();
        assert_eq!(
            linux::fsconfig_set_string(fs, c"no such", c"1"),
            Err(Errno::EINVAL)
        );
        assert!(
            linux::read(fs, &mut uninit::<256>())
                .unwrap()
                .starts_with(b"e ")
        );
        assert!(linux::fsconfig_set_binary(fs, c"no such", b"1").is_err());
        assert!(linux::fsconfig_set_path(fs, c"no such", Fd::CWD, c"/").is_err());
        assert!(linux::fsconfig_set_path_empty(fs, c"no such", Fd::CWD, c"").is_err());
        assert!(linux::fsconfig_set_fd(fs, c"no such", fs).is_err());
        let unknown = unsafe { linux::fsconfig(fs, FSCONFIG(99), None, std::ptr::null(), 0) };
        assert_eq!(unknown, Err(Errno::EOPNOTSUPP));
        assert_eq!(
            linux::fsconfig_reconfigure(fs),
            Err(Errno::EBUSY),
            "nothing to change yet"
        );
        linux::fsconfig_create(fs).unwrap();
        assert_eq!(linux::fsconfig_create(fs), Err(Errno::EBUSY));
        let attributes = MOUNT_ATTR::NOSUID | MOUNT_ATTR::NODEV;
        let mount = linux::fsmount(fs, FSMOUNT::CLOEXEC, attributes).unwrap();
        let empty = MOVE_MOUNT::F_EMPTY_PATH;
        linux::move_mount(mount.fd(), c"", Fd::CWD, &one, empty).unwrap();
        let unknown = MOVE_MOUNT::from_bits_retain(1 << 30);
        let unknown = linux::move_mount(mount.fd(), c"", Fd::CWD, &one, unknown);
        assert_eq!(unknown, Err(Errno::EINVAL));

        let copy = linux::open_tree(Fd::CWD, &one, OPEN_TREE::CLONE | OPEN_TREE::CLOEXEC);
        let copy = copy.unwrap();
        linux::move_mount(copy.fd(), c"", Fd::CWD, &two, empty).unwrap();
        let file = two.to_bytes();
        let file = std::ffi::CString::new([file, b"/file"].concat()).unwrap();
        let make = || linux::openat(Fd::CWD, &file, O::CREAT | O::WRONLY, MODE::RWXU);
        make().unwrap();
        let mut change = mount_attr::zeroed();
        change.attr_set = MOUNT_ATTR::RDONLY.bits();
        match linux::mount_setattr(Fd::CWD, &two, AT::empty(), &change, None) {
            Err(Errno::ENOSYS) => return Err("mount_setattr needs Linux 5.12"),
            result => result.unwrap(),
        }
        assert_eq!(make().map(|_| ()), Err(Errno::EROFS));
        change.attr_set = 1 << 60;
        let unknown = linux::mount_setattr(Fd::CWD, &two, AT::empty(), &change, None);
        assert_eq!(unknown, Err(Errno::EINVAL));
        // A number in the structure is no descriptor; one that is lent is looked at, whatever is said of it then.
        let own = linux::openat(Fd::CWD, c"/proc/self/ns/user", O::RDONLY, MODE::empty()).unwrap();
        change.attr_set = MOUNT_ATTR::IDMAP.bits();
        change.userns_fd = own.fd().as_raw() as u64;
        let by_number = linux::mount_setattr(Fd::CWD, &two, AT::empty(), &change, None);
        assert_eq!(by_number, Err(Errno::EINVAL));
        let file = Some(Fd::CWD);
        let none = linux::mount_setattr(Fd::CWD, &two, AT::empty(), &change, file);
        assert!(none.is_err());
        let lent = linux::mount_setattr(Fd::CWD, &two, AT::empty(), &change, Some(own.fd()));
        assert_eq!(lent, Err(Errno::EPERM), "the mount's own namespace");
        change.userns_fd = 0;

        let chosen = linux::fspick(Fd::CWD, &one, FSPICK::CLOEXEC).unwrap();
        linux::fsconfig_set_flag(chosen.fd(), c"ro").unwrap();
        linux::fsconfig_reconfigure(chosen.fd()).unwrap();
        change.attr_set = MOUNT_ATTR::NOEXEC.bits();
        match linux::open_tree_attr(Fd::CWD, &one, OPEN_TREE::CLONE, &change, None) {
            Err(Errno::ENOSYS) => skipped("open_tree_attr needs Linux 6.15"),
            tree => drop(tree.unwrap()),
        }
        linux::umount2(&two, UMOUNT::DETACH).unwrap();
        looked_at(&one)
    });
}

/// What the kernel tells of the mount made above.
fn looked_at(path: &std::ffi::CStr) -> Result<(), &'static str> {
    let mut room = MaybeUninit::uninit();
    let wanted = STATX::MNT_ID_UNIQUE;
    let told = linux::statx(Fd::CWD, path, AT::empty(), wanted, &mut room).unwrap();
    if !STATX::from_bits_retain(told.stx_mask).contains(wanted) {
        return Err("unique ids of mounts need Linux 6.8");
    }
    let (mount, mut room) = (told.stx_mnt_id, uninit::<2048>());
    let mask = STATMOUNT::MNT_BASIC | STATMOUNT::FS_TYPE | STATMOUNT::MNT_POINT;
    let told = match linux::statmount(mount, 0, mask, &mut room, 0) {
        Err(Errno::ENOSYS) => return Err("statmount needs Linux 6.8"),
        told => told.unwrap(),
    };
    let head = statmount::from_bytes(told).unwrap();
    assert_eq!((head.size as usize, head.mnt_id), (told.len(), mount));
    assert!(MOUNT_ATTR::from_bits_retain(head.mnt_attr).contains(MOUNT_ATTR::NOSUID));
    let text = |at: u32| &told[size_of::<statmount>() + at as usize..];
    assert!(text(head.fs_type).starts_with(b"tmpfs\0"));
    assert!(text(head.mnt_point).starts_with(path.to_bytes_with_nul()));
    let mut short = [0u8; size_of::<statmount>()];
    assert_eq!(
        linux::statmount(mount, 0, mask, &mut [0; 64], 1),
        Err(Errno::EINVAL)
    );
    assert_eq!(
        linux::statmount(mount, 0, mask, &mut short, 0),
        Err(Errno::EOVERFLOW)
    );
    assert_eq!(
        linux::statmount(mount, 0, mask, &mut [0; 3], 0),
        Err(Errno::EINVAL)
    );
    assert_eq!(
        linux::statmount(1 << 60, 0, STATMOUNT::MNT_BASIC, &mut short, 0),
        Err(Errno::ENOENT)
    );

    let mut room = [MaybeUninit::<u64>::uninit(); 256];
    let mounts = linux::listmount(LSMT::ROOT.0, 0, 0, &mut room, LISTMOUNT::empty()).unwrap();
    assert!(mounts.contains(&mount));
    let first = mounts[0];
    let after = linux::listmount(LSMT::ROOT.0, 0, first, &mut [0; 256], LISTMOUNT::empty());
    assert_eq!(after, Ok(mounts.len() - 1));

    // What is listed below a mount is so at any depth, not its children alone.
    let parent = |id| {
        let mut room = uninit::<2048>();
        let told = linux::statmount(id, 0, STATMOUNT::MNT_BASIC, &mut room, 0).unwrap();
        statmount::from_bytes(told).unwrap().mnt_parent_id
    };
    for &mount in mounts.iter() {
        let mut above = parent(mount);
        while above != mount && mounts.contains(&above) {
            let mut room = [MaybeUninit::<u64>::uninit(); 256];
            let below = linux::listmount(above, 0, 0, &mut room, LISTMOUNT::empty()).unwrap();
            assert!(below.contains(&mount), "{mount} is below {above}");
            above = parent(above);
        }
    }
    let mut room = [MaybeUninit::<u64>::uninit(); 256];
    match linux::listmount(LSMT::ROOT.0, 0, 0, &mut room, LISTMOUNT::REVERSE) {
        Err(Errno::EINVAL) => skipped("LISTMOUNT_REVERSE needs Linux 6.11"),
        reversed => assert!(reversed.unwrap().iter().rev().eq(mounts.iter())),
    }
    Ok(())
}

#[test]
fn refused() {
    let missing = |error| [Errno::EPERM, Errno::ENOSYS].contains(&error);
    match linux::fsopen(c"no such type", FSOPEN::empty()) {
        Err(error) if missing(error) => return skipped("fsopen: not permitted"),
        result => assert_eq!(result, Err(Errno::ENODEV)),
    }
    let none = linux::fsmount(NONE, FSMOUNT::empty(), MOUNT_ATTR::empty());
    assert_eq!(none, Err(Errno::EBADF));
    let none = linux::open_tree(Fd::CWD, c"/nonexistent", OPEN_TREE::empty());
    assert_eq!(none, Err(Errno::ENOENT));
    let none = linux::fspick(Fd::CWD, c"/nonexistent", FSPICK::empty());
    assert_eq!(none, Err(Errno::ENOENT));
    assert_eq!(linux::fsconfig_create_excl(NONE), Err(Errno::EINVAL));
    assert!(linux::listmount(1, 0, 0, &mut [0; 1], LISTMOUNT::REVERSE).is_err());
}

#[test]
fn handles() {
    let mut handle = [0u8; 136];
    match linux::name_to_handle_at(Fd::CWD, c"/", &mut handle, AT::empty()) {
        Ok(_) => {
            let mut short = [0u8; 8];
            let refused = linux::name_to_handle_at(Fd::CWD, c"/", &mut short, AT::empty());
            assert_eq!(refused, Err(Errno::EOVERFLOW));
            assert_eq!(short[..4], handle[..4], "the room that is needed");
            let root = linux::openat(Fd::CWD, c"/", O::RDONLY | O::DIRECTORY, MODE::empty());
            let root = root.unwrap();
            match linux::open_by_handle_at(root.fd(), &handle, O::RDONLY | O::CLOEXEC) {
                Err(Errno::EPERM) => skipped("open_by_handle_at: not permitted"),
                result => drop(result.unwrap()),
            }
            let unique = AT::HANDLE_MNT_ID_UNIQUE;
            match linux::name_to_handle_at(Fd::CWD, c"/", &mut handle, unique) {
                Err(Errno::EINVAL) => skipped("AT_HANDLE_MNT_ID_UNIQUE needs Linux 6.12"),
                id => assert!(id.unwrap() > 1 << 31),
            }
        }
        Err(Errno::EOPNOTSUPP) => skipped("the root has no handles"),
        refused => match allowed("name_to_handle_at", refused) {
            None => return,
            Some(error) => panic!("{error:?}"),
        },
    }
    let refused = linux::name_to_handle_at(Fd::CWD, c"/", &mut handle[..7], AT::empty());
    assert_eq!(refused, Err(Errno::EINVAL));
    handle[..4].copy_from_slice(&200u32.to_ne_bytes());
    let refused = linux::open_by_handle_at(Fd::CWD, &handle, O::PATH);
    if let Some(refused) = allowed("open_by_handle_at", refused) {
        assert_eq!(refused, Err(Errno::EINVAL));
    }
}

#[test]
fn quotas() {
    match allowed("quotactl", linux::quotactl_sync(QUOTA::USR, None)) {
        None => return,
        Some(synchronized) => synchronized.unwrap(),
    }
    let device = c"/dev/null";
    let mut quota = if_dqblk::zeroed();
    let none = linux::quotactl_getquota(QUOTA::USR, device, 0, &mut quota).map(|_| ());
    assert_eq!(none, Err(Errno::ENOTBLK));
    let none = linux::quotactl_getquota(QUOTA::USR, c"/nonexistent", 0, &mut quota).map(|_| ());
    assert_eq!(none, Err(Errno::ENOENT));
    let none =
        linux::quotactl_getnextquota(QUOTA::GRP, device, 0, &mut MaybeUninit::uninit()).map(|_| ());
    assert_eq!(none, Err(Errno::ENOTBLK));
    let mut info = if_dqinfo::zeroed();
    let none = linux::quotactl_getinfo(QUOTA::USR, device, &mut info).map(|_| ());
    assert_eq!(none, Err(Errno::ENOTBLK));
    assert_eq!(
        linux::quotactl_getfmt(QUOTA::USR, device),
        Err(Errno::ENOTBLK)
    );
    for result in [
        linux::quotactl_setquota(QUOTA::USR, device, 0, &quota),
        linux::quotactl_setinfo(QUOTA::USR, device, &info),
        linux::quotactl_quotaon(QUOTA::USR, device, QFMT::VFS_V1, c"/dev/null"),
        linux::quotactl_quotaoff(QUOTA::PRJ, device),
    ] {
        assert!(
            matches!(result, Err(Errno::ENOTBLK | Errno::EPERM)),
            "{result:?}"
        );
    }
    let unknown =
        unsafe { linux::quotactl(Q::GETFMT, QUOTA(9), Some(device), 0, std::ptr::null_mut()) };
    assert_eq!(unknown, Err(Errno::EINVAL));
    let none = unsafe { linux::quotactl_fd(NONE, Q::GETFMT, QUOTA::USR, 0, std::ptr::null_mut()) };
    assert!(matches!(none, Err(Errno::EBADF | Errno::ENOSYS)));
}
