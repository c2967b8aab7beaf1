//! What every system's list of types begins with.

use crate::object::Type;
use crate::object::system::{Common, Universe};
use crate::types::{error, fd, scalar};
use syscall_consts::list::{join, total};

/// The types, by topic.
const LISTS: &[&[Type]] = &[scalar::TYPES, error::TYPES, fd::TYPES];

static TYPES: [Type; total(LISTS)] = join(LISTS, LISTS[0][0]);

impl Universe for Common {
    const TYPES: &'static [Type] = &TYPES;
}
