//! syscall-bsd
#![no_std]
