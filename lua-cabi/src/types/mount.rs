//! Mounts.

use crate::convert::descriptor::Number;
use crate::convert::flags::Flags;
use crate::object::access::{field, fixed, get};
use crate::object::{Type, objects};
use syscall_consts::native::{MOUNT_ATTR, MS};
use syscall_types::native::{mount_attr, statmount};

objects! { Linux: mount_attr statmount }

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        accessors: &[
            field("attr_set", "The attributes to set.").named::<Flags<MOUNT_ATTR>>(),
            field("attr_clr", "The attributes to clear, before others are set.")
                .named::<Flags<MOUNT_ATTR>>(),
            field(
                "propagation",
                "What becomes of the mounts that are made here; 0 leaves that as it is.",
            )
            .named::<Flags<MS>>(),
            get(
                "userns",
                "The descriptor's number of the user namespace whose mappings the mount gets, with \"idmap\" in `attr_set`.",
                |attr: &mount_attr| attr.userns_fd as i32,
            )
            .set::<mount_attr, Number>(|attr, fd| attr.userns_fd = fd as u32 as u64),
        ],
        ..Type::of::<mount_attr>("What `mount_setattr` changes of a mount. mount_setattr(2)")
    },
    Type {
        accessors: &[
            fixed("mask", "What of it is told, as bits of `c.STATMOUNT`."),
            fixed("mnt_id", "The mount."),
            fixed("mnt_parent_id", "The mount that it is on."),
        ],
        ..Type::of::<statmount>(
            "What is known of a mount, as the kernel writes it; `S.statmount` makes a table of that. statmount(2)",
        )
    },
];
