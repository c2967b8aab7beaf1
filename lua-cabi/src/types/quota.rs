//! Quotas of disks.

use crate::convert::flags::Flags;
use crate::object::access::field;
use crate::object::{Type, objects};
use syscall_consts::native::{IIF, QIF};
use syscall_types::native::{if_dqblk, if_dqinfo, if_nextdqblk};

objects! { Linux: if_dqblk if_nextdqblk if_dqinfo }

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        prefix: "dqb_",
        accessors: &[
            field(
                "bhardlimit",
                "The most blocks of 1024 bytes; 0 is no limit.",
            ),
            field("bsoftlimit", "The most blocks for longer."),
            field("curspace", "Bytes in use."),
            field("ihardlimit", "The most inodes; 0 is no limit."),
            field("isoftlimit", "The most inodes for longer."),
            field("curinodes", "Inodes in use."),
            field(
                "btime",
                "When the use of too many blocks ends, in seconds since 1970.",
            ),
            field(
                "itime",
                "When the use of too many inodes ends, in seconds since 1970.",
            ),
            field("valid", "What of it counts: \"blimits\", \"ilimits\"...").named::<Flags<QIF>>(),
        ],
        ..Type::of::<if_dqblk>("The quota of a user, group or project. quotactl(2)")
    },
    Type {
        prefix: "dqb_",
        accessors: &[
            field("id", "The user, group or project."),
            field(
                "bhardlimit",
                "The most blocks of 1024 bytes; 0 is no limit.",
            ),
            field("bsoftlimit", "The most blocks for longer."),
            field("curspace", "Bytes in use."),
            field("ihardlimit", "The most inodes; 0 is no limit."),
            field("isoftlimit", "The most inodes for longer."),
            field("curinodes", "Inodes in use."),
            field(
                "btime",
                "When the use of too many blocks ends, in seconds since 1970.",
            ),
            field(
                "itime",
                "When the use of too many inodes ends, in seconds since 1970.",
            ),
            field("valid", "What of it is known.").named::<Flags<QIF>>(),
        ],
        ..Type::of::<if_nextdqblk>(
            "The quota of the next user, group or project that has one. quotactl(2)",
        )
    },
    Type {
        prefix: "dqi_",
        accessors: &[
            field(
                "bgrace",
                "How long too many blocks may be used, in seconds.",
            ),
            field(
                "igrace",
                "How long too many inodes may be used, in seconds.",
            ),
            field(
                "flags",
                "Flags of the quotas, as the kernel's DQF has them.",
            ),
            field(
                "valid",
                "What of it counts: \"bgrace\", \"igrace\", \"flags\".",
            )
            .named::<Flags<IIF>>(),
        ],
        ..Type::of::<if_dqinfo>("How long soft limits may be exceeded. quotactl(2)")
    },
];
