//! What a signal interrupts. getcontext(3), sigaltstack(2)

use crate::object::Type;
use syscall_types::native::{
    mcontext, sigevent_target, sigevent_thread, siginfo_fields, siginfo_kill, siginfo_rt,
    siginfo_sigchld, siginfo_sigfault, siginfo_sigpoll, siginfo_sigsys, siginfo_timer, stack,
    ucontext,
};

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type::plain::<stack>("A stack for signal handlers. sigaltstack(2)"),
    Type::plain::<mcontext>(
        "The registers that a signal interrupts, as the machine has them. getcontext(3)",
    ),
    Type::plain::<ucontext>(
        "What a signal interrupts: the stack, the registers, the signals that waited. getcontext(3)",
    ),
    Type::plain::<siginfo_fields>("What a signal says by its number and code. sigaction(2)"),
    Type::plain::<siginfo_kill>("Who sent a signal. sigaction(2)"),
    Type::plain::<siginfo_timer>("Which timer expired. sigaction(2)"),
    Type::plain::<siginfo_rt>("Who sent a signal, with a value. sigaction(2)"),
    Type::plain::<siginfo_sigchld>("What became of a child. sigaction(2)"),
    Type::plain::<siginfo_sigfault>("Where memory was touched. sigaction(2)"),
    Type::plain::<siginfo_sigpoll>("What happened to a descriptor. sigaction(2)"),
    Type::plain::<siginfo_sigsys>("Which call a filter trapped. seccomp(2)"),
    Type::plain::<sigevent_target>("Whom a notification goes to. sigevent(3)"),
    Type::plain::<sigevent_thread>("What a C library calls in a new thread. sigevent(3)"),
];
