//! The other architectures: their registers have not been described.

use crate::reflect::Struct;

pub(super) const STRUCTS: &[&Struct] = &[];
