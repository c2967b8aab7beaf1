//! Mounts through descriptors, and quotas (linux/mount.h, linux/quota.h). Flags of mount(2) are in file.rs.

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

    /// Commands of quotactl(2), before `QCMD` puts the type of quota into their low byte (linux/quota.h, linux/dqblk_xfs.h).
    values Q: u32 as Str {
        SYNC = Q_SYNC: 0x80_0001,
        QUOTAON = Q_QUOTAON: 0x80_0002,
        QUOTAOFF = Q_QUOTAOFF: 0x80_0003,
        GETFMT = Q_GETFMT: 0x80_0004,
        GETINFO = Q_GETINFO: 0x80_0005,
        SETINFO = Q_SETINFO: 0x80_0006,
        GETQUOTA = Q_GETQUOTA: 0x80_0007,
        SETQUOTA = Q_SETQUOTA: 0x80_0008,
        GETNEXTQUOTA = Q_GETNEXTQUOTA: 0x80_0009,
        XQUOTAON = Q_XQUOTAON: 0x5801,
        XQUOTAOFF = Q_XQUOTAOFF: 0x5802,
        XGETQUOTA = Q_XGETQUOTA: 0x5803,
        XSETQLIM = Q_XSETQLIM: 0x5804,
        XGETQSTAT = Q_XGETQSTAT: 0x5805,
        XQUOTARM = Q_XQUOTARM: 0x5806,
        XQUOTASYNC = Q_XQUOTASYNC: 0x5807,
        XGETQSTATV = Q_XGETQSTATV: 0x5808,
        XGETNEXTQUOTA = Q_XGETNEXTQUOTA: 0x5809,
    }

    /// Whose use a quota limits (linux/quota.h).
    values QUOTA: u32 as Str {
        USR = USRQUOTA: 0,
        GRP = GRPQUOTA: 1,
        PRJ = PRJQUOTA: 2,
    }

    /// Formats of quota files (linux/quota.h).
    values QFMT: u32 as Str {
        VFS_OLD = QFMT_VFS_OLD: 1,
        VFS_V0 = QFMT_VFS_V0: 2,
        OCFS2 = QFMT_OCFS2: 3,
        VFS_V1 = QFMT_VFS_V1: 4,
    }

    /// Which fields of a `struct if_dqblk` count (linux/quota.h).
    flags QIF: u32 as Multi {
        BLIMITS = QIF_BLIMITS: 1,
        SPACE = QIF_SPACE: 2,
        ILIMITS = QIF_ILIMITS: 4,
        INODES = QIF_INODES: 8,
        BTIME = QIF_BTIME: 0x10,
        ITIME = QIF_ITIME: 0x20,
        LIMITS = QIF_LIMITS: 5,
        USAGE = QIF_USAGE: 0xa,
        TIMES = QIF_TIMES: 0x30,
        ALL = QIF_ALL: 0x3f,
    }

    /// Which fields of a `struct if_dqinfo` count (linux/quota.h).
    flags IIF: u32 as Multi {
        BGRACE = IIF_BGRACE: 1,
        IGRACE = IIF_IGRACE: 2,
        FLAGS = IIF_FLAGS: 4,
        ALL = IIF_ALL: 7,
    }
}
