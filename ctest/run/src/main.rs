//! Tries `syscall-raw` on the architecture that it is built for, without a C library and without std: what is seen is what the
//! crate does. `ctest run` (../../src/run.rs) builds it, runs it in an empty directory, and reads what it prints:
//!
//! ```text
//! check errors             a check begins
//! note no seccomp          something that was not tried, or is worth knowing
//! child signal: 1, not 2   what went wrong in a child of the check, which fails then
//! ok                       it holds; or:
//! failed mmap: ENOMEM      what went wrong first
//! end                      that was all
//! ```
//!
//! The argument `emulated` says that the kernel is behind qemu-user. What that cannot do is then left out with a note.
#![no_std]
#![no_main]
#![cfg_attr(
    any(target_arch = "mips", target_arch = "mips64"),
    feature(asm_experimental_arch)
)]
#![allow(
    clippy::undocumented_unsafe_blocks,
    reason = "every descriptor, mapping and handler here is the program's own, and so is the process"
)]

mod arguments;
mod check;
mod clocks;
mod entry;
mod errors;
mod events;
mod files;
mod offsets;
mod processes;
mod room;
mod signals;
mod sockets;

use check::{Outcome, Run};

/// The name of a check, and what makes it.
type Check = (&'static str, fn(&Run) -> Outcome);

/// Everything that is tried, in this order.
const CHECKS: &[Check] = &[
    ("six arguments", arguments::all_six),
    ("order of clone", arguments::clone_order),
    ("offsets past 4 GiB", offsets::beyond_32_bits),
    ("offsets by reference", offsets::by_reference),
    ("errors", errors::numbers),
    ("edge of errors", errors::edge),
    ("clocks", clocks::all),
    ("vDSO", clocks::vdso),
    ("stat", files::metadata),
    ("times past 2038", files::times),
    ("getdents", files::directory),
    ("pipes", events::pipes),
    ("select and poll", events::select_and_poll),
    ("epoll", events::epoll),
    ("eventfd", events::eventfd),
    ("timerfd", events::timerfd),
    ("descriptors by socket", sockets::descriptors),
    ("unix sockets", sockets::datagrams),
    ("loopback", sockets::loopback),
    ("handlers", signals::handlers),
    ("masks", signals::masks),
    ("faults", signals::faults),
    ("signals with data", signals::data),
    ("room for nodes", room::nodes),
    ("fork and wait", processes::fork_and_wait),
    ("spawn", processes::spawned),
];

/// What [`entry`] calls, with the stack as the kernel left it: the number of arguments, and pointers to them.
extern "C" fn main(stack: *const usize) -> ! {
    let run = unsafe { Run::new(stack) };
    let mut status = 0;
    for (name, check) in CHECKS {
        check::say(format_args!("check {name}"));
        match check(&run) {
            Ok(()) => check::say(format_args!("ok")),
            Err(failure) => {
                check::say(format_args!("failed {failure}"));
                status = 1;
            }
        }
    }
    check::say(format_args!("end"));
    syscall_raw::linux::exit_group(status)
}

#[panic_handler]
fn panic(info: &core::panic::PanicInfo<'_>) -> ! {
    check::say(format_args!("{info}"));
    syscall_raw::linux::exit_group(101)
}
