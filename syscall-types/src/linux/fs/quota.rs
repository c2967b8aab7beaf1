//! Disk quotas, of most file systems and of XFS (quotactl(2); linux/quota.h, linux/dqblk_xfs.h).

use crate::declare::structs;

structs! {
    /// The quota of a user, group or project (linux/quota.h). Blocks have 1024 bytes.
    struct if_dqblk: "struct if_dqblk" {
        /// The most blocks.
        dqb_bhardlimit: u64,
        /// The most blocks for longer.
        dqb_bsoftlimit: u64,
        /// Bytes in use.
        dqb_curspace: u64,
        /// The most inodes.
        dqb_ihardlimit: u64,
        /// The most inodes for longer.
        dqb_isoftlimit: u64,
        /// Inodes in use.
        dqb_curinodes: u64,
        /// When the use of too many blocks ends, in seconds since 1970.
        dqb_btime: u64 as i64,
        /// When the use of too many inodes ends, in seconds since 1970.
        dqb_itime: u64 as i64,
        /// Which fields count (`QIF_*`).
        dqb_valid: u32,
    }

    /// The quota of the next user, group or project (linux/quota.h). Blocks have 1024 bytes.
    struct if_nextdqblk: "struct if_nextdqblk" {
        /// The most blocks.
        dqb_bhardlimit: u64,
        /// The most blocks for longer.
        dqb_bsoftlimit: u64,
        /// Bytes in use.
        dqb_curspace: u64,
        /// The most inodes.
        dqb_ihardlimit: u64,
        /// The most inodes for longer.
        dqb_isoftlimit: u64,
        /// Inodes in use.
        dqb_curinodes: u64,
        /// When the use of too many blocks ends, in seconds since 1970.
        dqb_btime: u64 as i64,
        /// When the use of too many inodes ends, in seconds since 1970.
        dqb_itime: u64 as i64,
        /// Which fields count (`QIF_*`).
        dqb_valid: u32,
        /// The user, group or project.
        dqb_id: u32,
    }

    /// How long soft limits may be exceeded (linux/quota.h).
    struct if_dqinfo: "struct if_dqinfo" {
        /// Seconds for blocks.
        dqi_bgrace: u64,
        /// Seconds for inodes.
        dqi_igrace: u64,
        /// `DQF_*`.
        dqi_flags: u32,
        /// Which fields count (`IIF_*`).
        dqi_valid: u32,
    }

    /// The quota of a user, group or project on XFS (linux/dqblk_xfs.h). Blocks have 512 bytes.
    struct fs_disk_quota: "struct fs_disk_quota" {
        /// The version of the structure.
        d_version: i8,
        /// `FS_USER_QUOTA` and others.
        d_flags: i8,
        /// Which fields count (`FS_DQ_*`).
        d_fieldmask: u16,
        /// The user, group or project.
        d_id: u32,
        /// The most blocks.
        d_blk_hardlimit: u64,
        /// The most blocks for longer.
        d_blk_softlimit: u64,
        /// The most inodes.
        d_ino_hardlimit: u64,
        /// The most inodes for longer.
        d_ino_softlimit: u64,
        /// Blocks in use.
        d_bcount: u64,
        /// Inodes in use.
        d_icount: u64,
        /// When the use of too many inodes ends, in seconds since 1970; its lower 32 bits: see [`fs_disk_quota::itimer`].
        d_itimer: i32,
        /// When the use of too many blocks ends, in seconds since 1970; its lower 32 bits: see [`fs_disk_quota::btimer`].
        d_btimer: i32,
        /// Warnings of too many inodes.
        d_iwarns: u16,
        /// Warnings of too many blocks.
        d_bwarns: u16,
        /// The upper 8 bits of `d_itimer`.
        d_itimer_hi: i8,
        /// The upper 8 bits of `d_btimer`.
        d_btimer_hi: i8,
        /// The upper 8 bits of `d_rtbtimer`.
        d_rtbtimer_hi: i8,
        #[doc(hidden)]
        d_padding2: i8,
        /// The most blocks of the part for real time.
        d_rtb_hardlimit: u64,
        /// The most blocks there for longer.
        d_rtb_softlimit: u64,
        /// Blocks in use there.
        d_rtbcount: u64,
        /// When the use of too many of them ends, in seconds since 1970; its lower 32 bits: see [`fs_disk_quota::rtbtimer`].
        d_rtbtimer: i32,
        /// Warnings of too many of them.
        d_rtbwarns: u16,
        #[doc(hidden)]
        d_padding3: i16,
        #[doc(hidden)]
        d_padding4: [u8; 8],
    }

    /// Where XFS keeps quotas (linux/dqblk_xfs.h).
    #[derive(PartialEq, Eq)]
    struct fs_qfilestat: "struct fs_qfilestat" {
        /// The file's number.
        qfs_ino: u64,
        /// Its blocks of 512 bytes.
        qfs_nblks: u64,
        /// Its pieces.
        qfs_nextents: u32,
    }

    /// The state of the quotas of XFS, for `Q_XGETQSTAT` (linux/dqblk_xfs.h). Times are in seconds.
    #[derive(PartialEq, Eq)]
    struct fs_quota_stat: "struct fs_quota_stat" {
        /// The version of the structure.
        qs_version: i8,
        /// `FS_QUOTA_*`.
        qs_flags: u16,
        /// Unused.
        qs_pad: i8,
        /// The file of users' quotas.
        qs_uquota: fs_qfilestat,
        /// The file of groups' quotas.
        qs_gquota: fs_qfilestat,
        /// Quotas in memory.
        qs_incoredqs: u32,
        /// How long too many blocks may be used.
        qs_btimelimit: i32,
        /// How long too many inodes may be used.
        qs_itimelimit: i32,
        /// How long too many blocks for real time may be used.
        qs_rtbtimelimit: i32,
        /// The most warnings of too many blocks.
        qs_bwarnlimit: u16,
        /// The most warnings of too many inodes.
        qs_iwarnlimit: u16,
    }

    /// Where XFS keeps quotas, in the newer form (linux/dqblk_xfs.h).
    #[derive(PartialEq, Eq)]
    struct fs_qfilestatv: "struct fs_qfilestatv" {
        /// The file's number.
        qfs_ino: u64,
        /// Its blocks of 512 bytes.
        qfs_nblks: u64,
        /// Its pieces.
        qfs_nextents: u32,
        /// Unused.
        qfs_pad: u32,
    }

    /// The state of the quotas of XFS, for `Q_XGETQSTATV` (linux/dqblk_xfs.h). Times are in seconds.
    #[derive(PartialEq, Eq)]
    struct fs_quota_statv: "struct fs_quota_statv" {
        /// The version of the structure, which is asked for (`FS_QSTATV_VERSION1`).
        qs_version: i8,
        /// Unused.
        qs_pad1: u8,
        /// `FS_QUOTA_*`.
        qs_flags: u16,
        /// Quotas in memory.
        qs_incoredqs: u32,
        /// The file of users' quotas.
        qs_uquota: fs_qfilestatv,
        /// The file of groups' quotas.
        qs_gquota: fs_qfilestatv,
        /// The file of projects' quotas.
        qs_pquota: fs_qfilestatv,
        /// How long too many blocks may be used.
        qs_btimelimit: i32,
        /// How long too many inodes may be used.
        qs_itimelimit: i32,
        /// How long too many blocks for real time may be used.
        qs_rtbtimelimit: i32,
        /// The most warnings of too many blocks.
        qs_bwarnlimit: u16,
        /// The most warnings of too many inodes.
        qs_iwarnlimit: u16,
        /// The most warnings of too many blocks for real time.
        qs_rtbwarnlimit: u16,
        /// Unused.
        qs_pad3: u16,
        /// Unused.
        qs_pad4: u32,
        /// Unused.
        qs_pad2: [u64; 7],
    }
}

const _: () = assert!(size_of::<if_dqinfo>() == 24 && size_of::<fs_qfilestatv>() == 24);

/// In `d_fieldmask`: times have 40 bits (linux/dqblk_xfs.h).
const FS_DQ_BIGTIME: u16 = 1 << 15;

impl fs_disk_quota {
    /// When the use of too many inodes ends, in seconds since 1970; 0 when it is not too many.
    pub const fn itimer(&self) -> i64 {
        self.time(self.d_itimer, self.d_itimer_hi)
    }

    /// When the use of too many blocks ends, in seconds since 1970; 0 when it is not too many.
    pub const fn btimer(&self) -> i64 {
        self.time(self.d_btimer, self.d_btimer_hi)
    }

    /// When the use of too many blocks of the part for real time ends, in seconds since 1970; 0 when it is not too many.
    pub const fn rtbtimer(&self) -> i64 {
        self.time(self.d_rtbtimer, self.d_rtbtimer_hi)
    }

    /// As the kernel does it (`copy_from_xfs_dqblk_ts` of its fs/quota/quota.c).
    const fn time(&self, low: i32, high: i8) -> i64 {
        if self.d_fieldmask & FS_DQ_BIGTIME != 0 {
            (high as i64) << 32 | low as u32 as i64
        } else {
            low as i64
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reflect::Plain;

    #[test]
    fn times_of_40_bits() {
        let mut quota = fs_disk_quota::zeroed();
        (quota.d_itimer, quota.d_itimer_hi) = (-1, 1);
        (quota.d_btimer, quota.d_btimer_hi) = (7, -1);
        (quota.d_rtbtimer, quota.d_rtbtimer_hi) = (i32::MIN, 0);
        assert_eq!(
            (quota.itimer(), quota.btimer(), quota.rtbtimer()),
            (-1, 7, i64::from(i32::MIN))
        );
        quota.d_fieldmask = FS_DQ_BIGTIME;
        assert_eq!(
            (quota.itimer(), quota.btimer(), quota.rtbtimer()),
            (0x1_ffff_ffff, 7 - (1 << 32), 1 << 31)
        );
    }
}
