//! Performance events. perf_event_open(2)

use crate::convert::flags::Flags;
use crate::object::access::field;
use crate::object::{Rare, Type, objects};
use syscall_consts::native::{PERF_COUNT, PERF_SAMPLE, PERF_TYPE};
use syscall_types::native::{perf_event_attr, perf_event_header, perf_event_mmap_page};

objects! { Linux: perf_event_attr }

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        accessors: &[
            field("type", "The kind of event.").named::<Flags<PERF_TYPE>>(),
            field("config", "Which event of that kind.").named::<Flags<PERF_COUNT>>(),
            field("sample_type", "What a sample tells.").named::<Flags<PERF_SAMPLE>>(),
        ],
        rare: &Rare {
            aliases: &[
                ("pe_type", "type"),
                ("pe_config", "config"),
                ("pe_sample_type", "sample_type"),
            ],
            ..Rare::NONE
        },
        ..Type::of::<perf_event_attr>(
            "An event to count or to sample. Its length need not be set. perf_event_open(2)",
        )
    },
    Type::plain::<perf_event_header>("What a record of samples begins with. perf_event_open(2)"),
    Type::plain::<perf_event_mmap_page>(
        "The first page of an event's memory: where its records are. perf_event_open(2)",
    ),
];
