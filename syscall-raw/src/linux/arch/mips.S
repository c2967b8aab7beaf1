// The trap of MIPS, with the result as on other machines; see mips.rs and mips64.rs for the convention.
//
// long syscall_raw_mips(long nr, long a1, ..., long a7)   o32: a7 too; n64: to a6, as many as the kernel takes

        .text
        .set    noreorder
        .set    nomips16
#ifdef __mips_micromips
        .set    micromips
#endif
        .globl  syscall_raw_mips
        .hidden syscall_raw_mips
        .type   syscall_raw_mips, @function
        .ent    syscall_raw_mips
syscall_raw_mips:
#if _MIPS_SIM == _ABIO32
        // Ours: a0 to a3, then from 16(sp). The kernel's: one fewer, so everything moves by one.
        .frame  $sp, 32, $ra
        addiu   $sp, $sp, -32
        move    $2, $4
        move    $4, $5
        move    $5, $6
        move    $6, $7
        lw      $7, 48($sp)
        lw      $8, 52($sp)
        lw      $9, 56($sp)
        lw      $10, 60($sp)
        sw      $8, 16($sp)
        sw      $9, 20($sp)
        sw      $10, 24($sp)
        syscall
        addiu   $sp, $sp, 32
        beqz    $7, 1f
        nop
        subu    $2, $0, $2
#else
        .frame  $sp, 0, $ra
        move    $2, $4
        move    $4, $5
        move    $5, $6
        move    $6, $7
        move    $7, $8
        move    $8, $9
        move    $9, $10
        syscall
        beqz    $7, 1f
        nop
        dsubu   $2, $0, $2
#endif
1:      jr      $ra
        nop
        .end    syscall_raw_mips
        .size   syscall_raw_mips, . - syscall_raw_mips
        .section .note.GNU-stack, "", @progbits
