//! `traps!`, which makes `syscall0` to `syscall6` where inline assembly can name the register of every argument.

/// ```text
/// traps! {
///     instructions: ["svc #0"],
///     nr, result: [in("x8") nr, lateout("x0") result],            // two variables, and where they are
///     arguments: ["x0", "x1", "x2", "x3", "x4", "x5"],            // their registers
///     rest: [options(nostack, preserves_flags)],                  // what is clobbered, and the options
/// }
/// ```
macro_rules! traps {
    (
        instructions: $instructions:tt,
        $nr:ident, $result:ident: $ends:tt,
        arguments: [$r1:tt, $r2:tt, $r3:tt, $r4:tt, $r5:tt, $r6:tt],
        rest: $rest:tt,
    ) => {
        $crate::linux::arch::traps::traps! {
            @functions [$instructions $nr $result $ends $rest]
            syscall0()
            syscall1(a1 in $r1)
            syscall2(a1 in $r1, a2 in $r2)
            syscall3(a1 in $r1, a2 in $r2, a3 in $r3)
            syscall4(a1 in $r1, a2 in $r2, a3 in $r3, a4 in $r4)
            syscall5(a1 in $r1, a2 in $r2, a3 in $r3, a4 in $r4, a5 in $r5)
            syscall6(a1 in $r1, a2 in $r2, a3 in $r3, a4 in $r4, a5 in $r5, a6 in $r6)
        }
    };
    (@functions $trap:tt $($name:ident $arguments:tt)*) => {
        $($crate::linux::arch::traps::traps! { @function $trap $name $arguments })*
    };
    (
        @function [[$($instruction:literal),+] $nr:ident $result:ident [$($ends:tt)+] [$($rest:tt)+]]
        $name:ident ($($arg:ident in $register:tt),*)
    ) => {
        /// The trap with this many arguments; see [`syscall`](crate::linux::syscall).
        ///
        /// # Safety
        ///
        /// The kernel does what the number and the arguments say.
        #[inline(always)]
        pub unsafe fn $name($nr: usize $(, $arg: usize)*) -> isize {
            let $result: isize;
            // SAFETY: the registers are those of the convention at the head of the file; the rest is the caller's.
            unsafe {
                core::arch::asm!($($instruction,)+ $($ends)+, $(in($register) $arg,)* $($rest)+);
            }
            $result
        }
    };
}

pub(super) use traps;
