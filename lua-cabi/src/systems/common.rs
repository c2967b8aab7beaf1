//! What every system's list of types begins with.

use crate::object::Type;
use crate::object::system::{Common, Universe};
use crate::types::{error, fd, scalar};

/// The types, by topic.
const LISTS: &[&[Type]] = &[scalar::TYPES, error::TYPES, fd::TYPES];

static TYPES: [Type; count(LISTS)] = join(LISTS);

impl Universe for Common {
    const TYPES: &'static [Type] = &TYPES;
}

/// The number of types in lists.
pub const fn count(lists: &[&[Type]]) -> usize {
    let (mut count, mut i) = (0, 0);
    while i < lists.len() {
        count += lists[i].len();
        i += 1;
    }
    count
}

/// All lists as one; evaluated by the compiler only.
pub const fn join<const N: usize>(lists: &[&[Type]]) -> [Type; N] {
    let mut all = [lists[0][0]; N];
    let (mut at, mut i) = (0, 0);
    while i < lists.len() {
        let mut j = 0;
        while j < lists[i].len() {
            all[at] = lists[i][j];
            (at, j) = (at + 1, j + 1);
        }
        i += 1;
    }
    all
}
