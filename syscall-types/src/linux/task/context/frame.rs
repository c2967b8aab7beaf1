//! The other architectures: PowerPC of 32 bits has its own among its registers, the rest have not been described.

use crate::reflect::Struct;

pub(crate) const STRUCTS: &[&Struct] = &[];
