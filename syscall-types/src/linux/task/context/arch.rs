//! The other architectures: their registers have not been described.

use crate::reflect::Struct;

pub(crate) const STRUCTS: &[&Struct] = &[];
