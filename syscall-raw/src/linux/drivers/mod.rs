//! Drivers: terminals.

pub mod terminal;

pub use terminal::*;
