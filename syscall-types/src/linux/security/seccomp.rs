//! Filters of system calls: what they see, their notifications (seccomp(2), seccomp_unotify(2); linux/seccomp.h), and
//! filters made of lists of call numbers.

use core::mem::offset_of;

use syscall_consts::linux::{AUDIT_ARCH, BPF, SECCOMP_RET};

use linux_raw_sys::ptrace;

use crate::declare::structs;
use crate::linux::{BadProgram, sock_filter};

structs! {
    /// A system call, as a seccomp filter sees it (linux/seccomp.h).
    seccomp_data: "struct seccomp_data" = ptrace::seccomp_data { nr, arch, instruction_pointer, args }

    /// Sizes of the kernel's structures of notifications (linux/seccomp.h).
    seccomp_notif_sizes: "struct seccomp_notif_sizes" = ptrace::seccomp_notif_sizes {
        seccomp_notif, seccomp_notif_resp, seccomp_data,
    }

    /// A system call that waits for its supervisor (linux/seccomp.h).
    seccomp_notif: "struct seccomp_notif" = ptrace::seccomp_notif { id, pid, flags, data as seccomp_data }

    /// The supervisor's answer (linux/seccomp.h).
    seccomp_notif_resp: "struct seccomp_notif_resp" = ptrace::seccomp_notif_resp { id, val, error, flags }

    /// A descriptor that the supervisor adds to the process (linux/seccomp.h).
    seccomp_notif_addfd: "struct seccomp_notif_addfd" = ptrace::seccomp_notif_addfd {
        id, flags, srcfd, newfd, newfd_flags,
    }
}

/// The calls of one architecture.
#[derive(Copy, Clone, Debug)]
pub struct SeccompCalls<'a> {
    /// The architecture.
    pub arch: AUDIT_ARCH,
    /// The numbers of its calls.
    pub numbers: &'a [u32],
}

/// What a filter does with calls, by their numbers. Actions have an error number or the like in their low 16
/// bits ([`SECCOMP_RET::errno`]).
#[derive(Copy, Clone, Debug)]
pub struct SeccompFilter<'a> {
    /// The calls that are listed. A machine may have more than one architecture: x86_64 has i386's calls too.
    pub calls: &'a [SeccompCalls<'a>],
    /// The action for those.
    pub listed: SECCOMP_RET,
    /// The action for other calls of these architectures.
    pub others: SECCOMP_RET,
    /// The action for calls of all other architectures. Programs can choose theirs, so this should not allow anything.
    pub foreign: SECCOMP_RET,
}

/// Calls of x32, which otherwise looks like x86_64 (`__X32_SYSCALL_BIT` of asm/unistd.h).
const X32: u32 = 0x4000_0000;

/// Comparisons that a condition can jump over.
const BLOCK: usize = 255;

impl SeccompFilter<'_> {
    /// Writes the filter into `into`, and returns the part that it takes. That is little more than a number of instructions
    /// for each listed call.
    ///
    /// Calls of x32 are foreign to x86_64 unless one is listed there.
    ///
    /// # Errors
    ///
    /// When there is no room, or there are more instructions than the kernel takes.
    pub fn assemble<'a>(
        &self,
        into: &'a mut [sock_filter],
    ) -> Result<&'a mut [sock_filter], BadProgram> {
        const EQUAL: BPF = BPF::JMP.union(BPF::JEQ);
        const SKIP: BPF = BPF::JMP.union(BPF::JA);

        let mut code = Writer { into, len: 0 };
        code.push(sock_filter::load(offset_of!(seccomp_data, arch) as u32))?;
        for SeccompCalls { arch, numbers } in self.calls {
            let x32 = *arch == AUDIT_ARCH::X86_64 && numbers.iter().all(|number| number & X32 == 0);
            let blocks = numbers.len().div_ceil(BLOCK);
            // The number, the test for x32, the comparisons with two more instructions a block, and the end.
            let len = 1 + if x32 { 2 } else { 0 } + numbers.len() + 2 * blocks + 1;
            let len = u32::try_from(len).map_err(|_| BadProgram::TooLong)?;
            code.push(sock_filter::jump(EQUAL, arch.0, 1, 0))?;
            code.push(sock_filter::new(SKIP, len))?;
            code.push(sock_filter::load(offset_of!(seccomp_data, nr) as u32))?;
            if x32 {
                code.push(sock_filter::jump(BPF::JMP.union(BPF::JGE), X32, 0, 1))?;
                code.push(sock_filter::ret(self.foreign.bits()))?;
            }
            for block in numbers.chunks(BLOCK) {
                for (before, number) in block.iter().rev().enumerate().rev() {
                    // Past the rest of the block and the jump behind it.
                    code.push(sock_filter::jump(EQUAL, *number, before as u8 + 1, 0))?;
                }
                code.push(sock_filter::new(SKIP, 1))?;
                code.push(sock_filter::ret(self.listed.bits()))?;
            }
            code.push(sock_filter::ret(self.others.bits()))?;
        }
        code.push(sock_filter::ret(self.foreign.bits()))?;
        code.into.get_mut(..code.len).ok_or(BadProgram::NoRoom)
    }
}

struct Writer<'a> {
    into: &'a mut [sock_filter],
    len: usize,
}

impl Writer<'_> {
    fn push(&mut self, insn: sock_filter) -> Result<(), BadProgram> {
        if self.len == sock_filter::MAX {
            return Err(BadProgram::TooLong);
        }
        *self.into.get_mut(self.len).ok_or(BadProgram::NoRoom)? = insn;
        self.len += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec;
    use std::vec::Vec;

    use super::*;
    use crate::Plain;

    /// Runs a filter as the kernel does.
    fn run(code: &[sock_filter], arch: AUDIT_ARCH, number: u32) -> u32 {
        let (mut at, mut a) = (0, 0);
        loop {
            let insn = code[at];
            at += 1;
            match insn.code {
                0x20 => a = [number, arch.0][insn.k as usize / 4],
                0x05 => at += insn.k as usize,
                0x15 => at += usize::from(if a == insn.k { insn.jt } else { insn.jf }),
                0x35 => at += usize::from(if a >= insn.k { insn.jt } else { insn.jf }),
                0x06 => return insn.k,
                code => panic!("code {code:#x}"),
            }
        }
    }

    fn assemble(calls: &[SeccompCalls<'_>]) -> Result<Vec<sock_filter>, BadProgram> {
        let mut room = vec![sock_filter::zeroed(); 5000];
        let filter = SeccompFilter {
            calls,
            listed: SECCOMP_RET::from_bits_retain(1),
            others: SECCOMP_RET::from_bits_retain(2),
            foreign: SECCOMP_RET::from_bits_retain(3),
        };
        filter.assemble(&mut room).map(|code| code.to_vec())
    }

    #[test]
    fn every_number_gets_its_action() {
        for count in [0, 1, 2, 254, 255, 256, 510, 511, 1000] {
            let numbers: Vec<u32> = (0..count).map(|number| number * 3).collect();
            let other = SeccompCalls {
                arch: AUDIT_ARCH::I386,
                numbers: &[1, 5],
            };
            let calls = [
                SeccompCalls {
                    arch: AUDIT_ARCH::X86_64,
                    numbers: &numbers,
                },
                other,
            ];
            let code = assemble(&calls).unwrap();
            for number in (0..count * 3 + 5).chain([X32 - 1]) {
                let expected = if numbers.contains(&number) { 1 } else { 2 };
                assert_eq!(
                    run(&code, AUDIT_ARCH::X86_64, number),
                    expected,
                    "{number} of {count}"
                );
                assert_eq!(run(&code, AUDIT_ARCH::AARCH64, number), 3);
            }
            for number in [X32, X32 + 3, u32::MAX] {
                assert_eq!(run(&code, AUDIT_ARCH::X86_64, number), 3);
            }
            assert_eq!(
                [0, 1, 5, X32].map(|number| run(&code, AUDIT_ARCH::I386, number)),
                [2, 1, 1, 2]
            );
        }
    }

    #[test]
    fn x32_by_wish() {
        let code = assemble(&[SeccompCalls {
            arch: AUDIT_ARCH::X86_64,
            numbers: &[1, X32 + 1],
        }])
        .unwrap();
        assert_eq!(
            [1, 2, X32, X32 + 1].map(|number| run(&code, AUDIT_ARCH::X86_64, number)),
            [1, 2, 2, 1]
        );
    }

    #[test]
    fn the_rest() {
        assert_eq!(run(&assemble(&[]).unwrap(), AUDIT_ARCH::X86_64, 0), 3);
        let many = vec![7; 4096];
        assert_eq!(
            assemble(&[SeccompCalls {
                arch: AUDIT_ARCH::ARM,
                numbers: &many
            }])
            .err(),
            Some(BadProgram::TooLong)
        );
        let filter = SeccompFilter {
            calls: &[],
            listed: SECCOMP_RET::KILL_THREAD,
            others: SECCOMP_RET::KILL_THREAD,
            foreign: SECCOMP_RET::KILL_THREAD,
        };
        for size in 0..2 {
            let mut room = vec![sock_filter::zeroed(); size];
            assert_eq!(filter.assemble(&mut room).err(), Some(BadProgram::NoRoom));
        }
    }
}
