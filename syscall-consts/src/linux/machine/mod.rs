//! Other architectures have no such calls.

use crate::declare::groups;

groups! {}
