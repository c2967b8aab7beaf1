//! Files by name: how they are opened, and all of their metadata.

use crate::convert::flags::Flags;
use crate::object::access::{field, fixed, get};
use crate::object::{Type, objects};
use syscall_consts::native::{MODE, O, RESOLVE};
use syscall_types::native::{device, open_how, statx, statx_timestamp};

objects! { Linux: open_how statx statx_timestamp }

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        accessors: &[
            field(
                "flags",
                "As for `open`, and only those that the kernel knows.",
            )
            .named::<Flags<O>>(),
            field(
                "mode",
                "The permissions of a file that is made; 0 where none is.",
            )
            .named::<Flags<MODE>>(),
            field("resolve", "Where the path may lead.").named::<Flags<RESOLVE>>(),
        ],
        ..Type::of::<open_how>("How `openat2` opens a file. openat2(2)")
    },
    Type {
        prefix: "stx_",
        accessors: &[
            fixed("mask", "What is told, as bits of `c.STATX`."),
            fixed("blksize", "Bytes that are good to read or write at once."),
            fixed(
                "attributes",
                "Further attributes, as bits of `c.STATX_ATTR`.",
            ),
            fixed(
                "attributes_mask",
                "The attributes that the file system tells of.",
            ),
            fixed("nlink", "How many names the file has."),
            fixed("uid", "The owner."),
            fixed("gid", "The group."),
            fixed("mode", "The type and the permissions, as bits of `c.S_I`."),
            fixed("ino", "The inode's number in its file system."),
            fixed("size", "Bytes of contents."),
            fixed("blocks", "Space on the device, in units of 512 bytes."),
            fixed("atime", "When it was last read."),
            fixed("btime", "When it was made."),
            fixed("ctime", "When its inode changed."),
            fixed("mtime", "When its contents changed."),
            fixed("mnt_id", "The mount that it was found on."),
            get("dev", "The device that the file is on.", |st: &statx| {
                device::new(st.stx_dev_major, st.stx_dev_minor)
            }),
            get(
                "rdev",
                "The device that a device file stands for.",
                |st: &statx| device::new(st.stx_rdev_major, st.stx_rdev_minor),
            ),
        ],
        ..Type::of::<statx>("All of a file's metadata. statx(2)")
    },
    Type {
        prefix: "tv_",
        accessors: &[
            get(
                "time",
                "The time in seconds since 1970, with a fraction.",
                |time: &statx_timestamp| time.tv_sec as f64 + f64::from(time.tv_nsec) / 1e9,
            ),
            fixed("sec", "Whole seconds since 1970."),
            fixed("nsec", "Nanoseconds beyond those."),
        ],
        ..Type::of::<statx_timestamp>("A time in a file's metadata. statx(2)")
    },
];
