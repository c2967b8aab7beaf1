//! Mounts (mount_setattr(2), statmount(2), listmount(2); linux/mount.h).

use linux_raw_sys::general;

use crate::declare::structs;
use crate::reflect::Char;

structs! {
    /// What mount_setattr(2) changes (linux/mount.h).
    mount_attr: "struct mount_attr" = general::mount_attr { attr_set, attr_clr, propagation, userns_fd }

    /// Which mount statmount(2) and listmount(2) tell of (linux/mount.h).
    mnt_id_req: "struct mnt_id_req" = general::mnt_id_req { size, mnt_ns_fd = spare, mnt_id, param, mnt_ns_id }

    /// What statmount(2) tells (linux/mount.h). Texts are given by where they begin in `str`.
    struct statmount: "struct statmount" {
        /// Bytes in all, with the texts.
        size: u32,
        /// Text: options.
        mnt_opts: u32,
        /// What was asked for and is there (`STATMOUNT_*`).
        mask: u64,
        /// The device's major number.
        sb_dev_major: u32,
        /// The device's minor number.
        sb_dev_minor: u32,
        /// The kind of file system (`*_SUPER_MAGIC`).
        sb_magic: u64,
        /// `MS_RDONLY`, `MS_SYNCHRONOUS`, `MS_DIRSYNC`, `MS_LAZYTIME`.
        sb_flags: u32,
        /// Text: the kind of file system.
        fs_type: u32,
        /// The mount.
        mnt_id: u64,
        /// The mount that it is on.
        mnt_parent_id: u64,
        /// The mount, as /proc/self/mountinfo numbers it.
        mnt_id_old: u32,
        /// The mount that it is on, likewise.
        mnt_parent_id_old: u32,
        /// `MOUNT_ATTR_*`.
        mnt_attr: u64,
        /// `MS_SHARED`, `MS_SLAVE`, `MS_PRIVATE`, `MS_UNBINDABLE`.
        mnt_propagation: u64,
        /// The group of a shared mount.
        mnt_peer_group: u64,
        /// The group that it receives from.
        mnt_master: u64,
        /// The nearest such group in this namespace.
        propagate_from: u64,
        /// Text: its root in its file system.
        mnt_root: u32,
        /// Text: where it is.
        mnt_point: u32,
        /// The namespace of mounts.
        mnt_ns_id: u64,
        /// Text: more of the kind of file system.
        fs_subtype: u32,
        /// Text: what is mounted.
        sb_source: u32,
        /// How many options.
        opt_num: u32,
        /// Texts: the options.
        opt_array: u32,
        /// How many options of security modules.
        opt_sec_num: u32,
        /// Texts: these.
        opt_sec_array: u32,
        /// What this kernel can tell (`STATMOUNT_*`).
        supported_mask: u64,
        /// How many mappings of users.
        mnt_uidmap_num: u32,
        /// Texts: these.
        mnt_uidmap: u32,
        /// How many mappings of groups.
        mnt_gidmap_num: u32,
        /// Texts: these.
        mnt_gidmap: u32,
        #[doc(hidden)]
        __spare2: [u64; 43],
        /// The texts, each up to a zero.
        str: [u8; 0] as [Char; 0],
    }
}
