//! Architectures that have no file beside this one.

compile_error!("syscall-raw has no trap for this architecture: see src/linux/arch/mod.rs");
