//! Disk quotas (quotactl(2); linux/quota.h).

use crate::declare::groups;

groups! {
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
