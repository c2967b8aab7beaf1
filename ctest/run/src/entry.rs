//! Where the kernel starts the program, `_start`, or `__start` on MIPS. Each calls `main` with the stack pointer as it was, on
//! a stack that is aligned and has room for what the ABI lets a function write above its frame (the back chain and the
//! place of the link register on PowerPC, the register save area of s390x, the arguments' places on MIPS). Nothing calls it: the
//! outermost frame and the return address are 0 where unwinders look for that.
//!
//! Sources: the processor supplements of the System V ABI, "Process Initialization"; start_thread and ELF_PLAT_INIT in
//! arch/*/include/asm of the kernel.

use core::arch::global_asm;

/// Makes the function of these lines; the last operand is `main`.
macro_rules! start {
    ($($line:literal)*) => {
        global_asm!(
            ".globl _start",
            "_start:",
            $($line,)*
            main = sym crate::main
        );
    };
}

#[cfg(target_arch = "x86_64")]
start! { "xor ebp, ebp" "mov rdi, rsp" "and rsp, -16" "call {main}" }

#[cfg(target_arch = "x86")]
start! { "xor ebp, ebp" "mov eax, esp" "and esp, -16" "sub esp, 12" "push eax" "call {main}" }

#[cfg(target_arch = "aarch64")]
start! { "mov x29, 0" "mov x30, 0" "mov x0, sp" "b {main}" }

#[cfg(target_arch = "arm")]
start! { "mov fp, 0" "mov lr, 0" "mov r0, sp" "bic sp, sp, 7" "bl {main}" }

#[cfg(target_arch = "riscv64")]
start! {
    ".option push" ".option norelax" "lla gp, __global_pointer$" ".option pop"
    "mv a0, sp" "andi sp, sp, -16" "tail {main}"
}

#[cfg(target_arch = "loongarch64")]
start! { "move $fp, $zero" "move $ra, $zero" "move $a0, $sp" "bstrins.d $sp, $zero, 3, 0" "b {main}" }

#[cfg(target_arch = "s390x")]
start! { "lgr %r2, %r15" "lghi %r0, 0" "aghi %r15, -160" "stg %r0, 0(%r15)" "brasl %r14, {main}" }

#[cfg(target_arch = "powerpc")]
start! { "mr 3, 1" "clrrwi 1, 1, 4" "li 0, 0" "stwu 0, -16(1)" "mtlr 0" "bl {main}" }

// ELF ABI 2: r12 is the address of the function, and the table of contents has a place relative to it.
#[cfg(all(target_arch = "powerpc64", target_endian = "little"))]
start! {
    "addis 2, 12, .TOC.-_start@ha" "addi 2, 2, .TOC.-_start@l"
    "mr 3, 1" "clrrdi 1, 1, 4" "li 0, 0" "stdu 0, -32(1)" "mtlr 0" "bl {main}" "nop"
}

// ELF ABI 1: the symbol is that of a descriptor (address, table of contents, environment), which the kernel reads too.
#[cfg(all(target_arch = "powerpc64", target_endian = "big"))]
global_asm!(
    ".section .opd, \"aw\"",
    ".balign 8",
    ".globl _start",
    "_start:",
    ".quad .L.start, .TOC.@tocbase, 0",
    ".text",
    ".L.start:",
    "mr 3, 1",
    "clrrdi 1, 1, 4",
    "li 0, 0",
    "stdu 0, -112(1)",
    "mtlr 0",
    "bl {main}",
    "nop",
    main = sym crate::main
);

// $gp has to be there before a symbol is found through it; functions expect their own address in $25.
#[cfg(target_arch = "mips")]
global_asm!(
    ".globl __start",
    "__start:",
    ".set noreorder",
    "bal 1f",
    "nop",
    "1: .cpload $31",
    ".set reorder",
    "move $31, $0",
    "move $4, $29",
    "li $8, -8",
    "and $29, $29, $8",
    "addiu $29, $29, -16",
    "la $25, {main}",
    "jalr $25",
    main = sym crate::main
);

#[cfg(target_arch = "mips64")]
global_asm!(
    ".globl __start",
    "__start:",
    ".set noreorder",
    "bal 1f",
    "nop",
    "1: .cpsetup $31, $0, 1b",
    ".set reorder",
    "move $31, $0",
    "move $4, $29",
    "li $8, -16",
    "and $29, $29, $8",
    "dla $25, {main}",
    "jalr $25",
    main = sym crate::main
);
