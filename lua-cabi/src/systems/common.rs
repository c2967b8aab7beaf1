//! What every system's list of types begins with.

use crate::object::Type;
use crate::object::system::{Common, Types, Universe};
use crate::object::types::pack_types;
use crate::types::{error, fd, scalar};
use syscall_consts::list::{join, total};

/// The types, by topic.
const LISTS: &[&[Type]] = &[scalar::TYPES, error::TYPES, fd::TYPES];

static TYPES: [Type; total(LISTS)] = join(LISTS, LISTS[0][0]);

static LISTED: Types = pack_types!(&TYPES);

impl Universe for Common {
    const TYPES: &'static [Type] = &TYPES;
    const LISTED: &'static Types = &LISTED;
}
