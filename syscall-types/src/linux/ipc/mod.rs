//! Communication between processes, and waiting for one another.

use crate::declare::lists;

pub mod sysv;

pub use sysv::*;

lists! {
    sysv,
}
