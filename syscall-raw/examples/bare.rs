#![allow(missing_docs, clippy::undocumented_unsafe_blocks)]
use core::mem::MaybeUninit;
use syscall_consts::linux::*;
use syscall_raw::{Fd, linux};
#[unsafe(no_mangle)]
pub extern "C" fn p_getppid() -> i32 {
    linux::getppid()
}
#[unsafe(no_mangle)]
pub unsafe extern "C" fn p_read(fd: i32, b: *mut u8, n: usize) -> isize {
    let s = unsafe { core::slice::from_raw_parts_mut(b, n) };
    match linux::read(unsafe { Fd::borrow_raw(fd) }, s) {
        Ok(n) => n as isize,
        Err(e) => -(e.raw() as isize),
    }
}
#[unsafe(no_mangle)]
pub unsafe extern "C" fn p_write(fd: i32, b: *const u8, n: usize) -> isize {
    let s = unsafe { core::slice::from_raw_parts(b, n) };
    match linux::write(unsafe { Fd::borrow_raw(fd) }, s) {
        Ok(n) => n as isize,
        Err(e) => -(e.raw() as isize),
    }
}
#[unsafe(no_mangle)]
pub unsafe extern "C" fn p_pread(fd: i32, b: *mut u8, n: usize, o: i64) -> isize {
    let s = unsafe { core::slice::from_raw_parts_mut(b, n) };
    match linux::pread(unsafe { Fd::borrow_raw(fd) }, s, o) {
        Ok(n) => n as isize,
        Err(e) => -(e.raw() as isize),
    }
}
#[unsafe(no_mangle)]
pub unsafe extern "C" fn p_fstat(
    fd: i32,
    s: &mut MaybeUninit<syscall_types::linux::stat>,
) -> isize {
    match linux::fstat(unsafe { Fd::borrow_raw(fd) }, s) {
        Ok(_) => 0,
        Err(e) => -(e.raw() as isize),
    }
}
#[unsafe(no_mangle)]
pub unsafe extern "C" fn p_socket(a: AF, s: SOCK, p: IPPROTO) -> isize {
    match linux::socket(a, s, p) {
        Ok(n) => n as isize,
        Err(e) => -(e.raw() as isize),
    }
}
fn main() {
    println!(
        "{} {:?} {:?} {:?}",
        p_getppid(),
        p_read as *const (),
        p_write as *const (),
        p_fstat as *const ()
    );
    println!("{:?} {:?}", p_socket as *const (), p_pread as *const ());
}
