//! Mounts, by path and through descriptors (mount(2), mount_setattr(2), fsopen(2), statmount(2); linux/mount.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Attributes of a mount, for fsmount(2) and mount_setattr(2) (linux/mount.h).
    flags MOUNT_ATTR: u64 as Multi {
        RDONLY = general::MOUNT_ATTR_RDONLY,
        NOSUID = general::MOUNT_ATTR_NOSUID,
        NODEV = general::MOUNT_ATTR_NODEV,
        NOEXEC = general::MOUNT_ATTR_NOEXEC,
        RELATIME = general::MOUNT_ATTR_RELATIME,
        NOATIME = general::MOUNT_ATTR_NOATIME,
        STRICTATIME = general::MOUNT_ATTR_STRICTATIME,
        NODIRATIME = general::MOUNT_ATTR_NODIRATIME,
        IDMAP = general::MOUNT_ATTR_IDMAP,
        NOSYMFOLLOW = general::MOUNT_ATTR_NOSYMFOLLOW,
    }

    /// Flags of move_mount(2) (linux/mount.h).
    flags MOVE_MOUNT: u32 as Multi {
        F_SYMLINKS = general::MOVE_MOUNT_F_SYMLINKS,
        F_AUTOMOUNTS = general::MOVE_MOUNT_F_AUTOMOUNTS,
        F_EMPTY_PATH = general::MOVE_MOUNT_F_EMPTY_PATH,
        T_SYMLINKS = general::MOVE_MOUNT_T_SYMLINKS,
        T_AUTOMOUNTS = general::MOVE_MOUNT_T_AUTOMOUNTS,
        T_EMPTY_PATH = general::MOVE_MOUNT_T_EMPTY_PATH,
        SET_GROUP = general::MOVE_MOUNT_SET_GROUP,
        BENEATH = general::MOVE_MOUNT_BENEATH,
    }

    /// Flags of open_tree(2), with those of the calls whose names end in "at" that it takes (linux/mount.h, linux/fcntl.h).
    flags OPEN_TREE: u32 as Multi {
        CLONE = general::OPEN_TREE_CLONE,
        CLOEXEC = general::OPEN_TREE_CLOEXEC,
        EMPTY_PATH = general::AT_EMPTY_PATH,
        NO_AUTOMOUNT = general::AT_NO_AUTOMOUNT,
        RECURSIVE = general::AT_RECURSIVE,
        SYMLINK_NOFOLLOW = general::AT_SYMLINK_NOFOLLOW,
    }

    /// Flags of fsopen(2) (linux/mount.h).
    flags FSOPEN: u32 as Multi {
        CLOEXEC = general::FSOPEN_CLOEXEC,
    }

    /// Flags of fspick(2) (linux/mount.h).
    flags FSPICK: u32 as Multi {
        CLOEXEC = general::FSPICK_CLOEXEC,
        SYMLINK_NOFOLLOW = general::FSPICK_SYMLINK_NOFOLLOW,
        NO_AUTOMOUNT = general::FSPICK_NO_AUTOMOUNT,
        EMPTY_PATH = general::FSPICK_EMPTY_PATH,
    }

    /// Commands of fsconfig(2) (linux/mount.h).
    values FSCONFIG: u32 as Str {
        SET_FLAG = general::fsconfig_command::FSCONFIG_SET_FLAG,
        SET_STRING = general::fsconfig_command::FSCONFIG_SET_STRING,
        SET_BINARY = general::fsconfig_command::FSCONFIG_SET_BINARY,
        SET_PATH = general::fsconfig_command::FSCONFIG_SET_PATH,
        SET_PATH_EMPTY = general::fsconfig_command::FSCONFIG_SET_PATH_EMPTY,
        SET_FD = general::fsconfig_command::FSCONFIG_SET_FD,
        CMD_CREATE = general::fsconfig_command::FSCONFIG_CMD_CREATE,
        CMD_RECONFIGURE = general::fsconfig_command::FSCONFIG_CMD_RECONFIGURE,
        CMD_CREATE_EXCL = general::fsconfig_command::FSCONFIG_CMD_CREATE_EXCL,
    }

    /// Flags of fsmount(2) (linux/mount.h).
    flags FSMOUNT: u32 as Multi {
        CLOEXEC = general::FSMOUNT_CLOEXEC,
    }

    /// What statmount(2) tells of a mount (linux/mount.h).
    flags STATMOUNT: u64 as Multi {
        SB_BASIC = general::STATMOUNT_SB_BASIC,
        MNT_BASIC = general::STATMOUNT_MNT_BASIC,
        PROPAGATE_FROM = general::STATMOUNT_PROPAGATE_FROM,
        MNT_ROOT = general::STATMOUNT_MNT_ROOT,
        MNT_POINT = general::STATMOUNT_MNT_POINT,
        FS_TYPE = general::STATMOUNT_FS_TYPE,
        MNT_NS_ID = general::STATMOUNT_MNT_NS_ID,
        MNT_OPTS = general::STATMOUNT_MNT_OPTS,
        FS_SUBTYPE = general::STATMOUNT_FS_SUBTYPE,
        SB_SOURCE = general::STATMOUNT_SB_SOURCE,
        OPT_ARRAY = general::STATMOUNT_OPT_ARRAY,
        OPT_SEC_ARRAY = general::STATMOUNT_OPT_SEC_ARRAY,
        SUPPORTED_MASK = general::STATMOUNT_SUPPORTED_MASK,
        MNT_UIDMAP = general::STATMOUNT_MNT_UIDMAP,
        MNT_GIDMAP = general::STATMOUNT_MNT_GIDMAP,
    }

    /// Flags of listmount(2) (linux/mount.h).
    flags LISTMOUNT: u32 as Multi {
        REVERSE = general::LISTMOUNT_REVERSE,
    }

    /// Special mounts of listmount(2) (linux/mount.h).
    values LSMT: u64 as Str {
        ROOT = general::LSMT_ROOT,
    }

    /// Flags of umount2(2) (linux/fs.h).
    flags UMOUNT: u32 as Multi {
        FORCE = general::MNT_FORCE,
        DETACH = general::MNT_DETACH,
        EXPIRE = general::MNT_EXPIRE,
        NOFOLLOW = general::UMOUNT_NOFOLLOW,
    }

    /// Flags of mount(2) (linux/mount.h).
    flags MS: u32 as Multi {
        /// The name of its absence in /proc/mounts.
        RW = MS_RW: 0,
        /// A note of SELinux in /proc/mounts; no flag of mount(2).
        SECLABEL = MS_SECLABEL: 0,
        RDONLY = general::MS_RDONLY,
        NOSUID = general::MS_NOSUID,
        NODEV = general::MS_NODEV,
        NOEXEC = general::MS_NOEXEC,
        SYNCHRONOUS = general::MS_SYNCHRONOUS,
        REMOUNT = general::MS_REMOUNT,
        MANDLOCK = general::MS_MANDLOCK,
        DIRSYNC = general::MS_DIRSYNC,
        NOATIME = general::MS_NOATIME,
        NODIRATIME = general::MS_NODIRATIME,
        BIND = general::MS_BIND,
        MOVE = general::MS_MOVE,
        REC = general::MS_REC,
        SILENT = general::MS_SILENT,
        POSIXACL = general::MS_POSIXACL,
        UNBINDABLE = general::MS_UNBINDABLE,
        PRIVATE = general::MS_PRIVATE,
        SLAVE = general::MS_SLAVE,
        SHARED = general::MS_SHARED,
        RELATIME = general::MS_RELATIME,
        KERNMOUNT = general::MS_KERNMOUNT,
        I_VERSION = general::MS_I_VERSION,
        STRICTATIME = general::MS_STRICTATIME,
        ACTIVE = general::MS_ACTIVE,
        NOUSER = general::MS_NOUSER,
        LAZYTIME = general::MS_LAZYTIME,
        NOSYMFOLLOW = general::MS_NOSYMFOLLOW,
        /// The name of `MS_RDONLY` in /proc/mounts.
        RO = MS_RO: general::MS_RDONLY,
    }
}
