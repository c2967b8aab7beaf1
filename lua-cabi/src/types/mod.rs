//! The Lua types: for each kernel structure what Lua adds to it, one file a topic.

pub mod address;
pub mod bpf;
pub mod error;
pub mod event;
pub mod fd;
pub mod file;
pub mod netlink;
pub mod process;
pub mod scalar;
pub mod time;
pub mod unix;

use crate::object::Type;

const LISTS: &[&[Type]] = &[
    scalar::TYPES,
    error::TYPES,
    fd::TYPES,
    time::TYPES,
    file::TYPES,
    process::TYPES,
    address::TYPES,
    unix::TYPES,
    event::TYPES,
    netlink::TYPES,
    bpf::TYPES,
];

const COUNT: usize = {
    let (mut count, mut i) = (0, 0);
    while i < LISTS.len() {
        count += LISTS[i].len();
        i += 1;
    }
    count
};

/// Every type.
pub static TYPES: &[Type] = &{
    let mut all = [scalar::TYPES[0]; COUNT];
    let (mut at, mut i) = (0, 0);
    while i < LISTS.len() {
        let mut j = 0;
        while j < LISTS[i].len() {
            all[at] = LISTS[i][j];
            (at, j) = (at + 1, j + 1);
        }
        i += 1;
    }
    all
};

/// The type with a number. Numbers come from [`crate::object::id_of`], so there always is one.
pub fn get(id: usize) -> &'static Type {
    TYPES.get(id).unwrap_or(&const { scalar::TYPES[0] })
}
