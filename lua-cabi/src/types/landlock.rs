//! Landlock.

use crate::convert::flags::Flags;
use crate::object::access::field;
use crate::object::{Type, objects};
use syscall_consts::native::{LANDLOCK_ACCESS_FS, LANDLOCK_ACCESS_NET, LANDLOCK_SCOPE};
use syscall_types::native::landlock_ruleset_attr;

objects! { Linux: landlock_ruleset_attr }

/// The types of this file.
pub const TYPES: &[Type] = &[Type {
    accessors: &[
        field("handled_access_fs", "The rights to files that are handled.")
            .named::<Flags<LANDLOCK_ACCESS_FS>>(),
        field(
            "handled_access_net",
            "The rights to ports that are handled.",
        )
        .named::<Flags<LANDLOCK_ACCESS_NET>>(),
        field("scoped", "What is confined to those under the same rules.")
            .named::<Flags<LANDLOCK_SCOPE>>(),
    ],
    ..Type::of::<landlock_ruleset_attr>("What a set of rules handles. landlock_create_ruleset(2)")
}];
