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
        let mut writer = SeccompWriter::new(into, self.others, self.foreign)?;
        for SeccompCalls { arch, numbers } in self.calls {
            let x32 = numbers.iter().any(|number| number & X32 != 0);
            writer.arch(*arch, x32)?;
            writer.calls(numbers, self.listed)?;
        }
        writer.finish()
    }
}

/// How an argument is compared, as unsigned numbers of 64 bits.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum SeccompCompare {
    /// It is the value.
    Equal,
    /// It is not the value.
    NotEqual,
    /// It is less.
    Less,
    /// It is less or the value.
    LessOrEqual,
    /// It is greater.
    Greater,
    /// It is greater or the value.
    GreaterOrEqual,
}

/// What an argument of a call has to be.
#[derive(Copy, Clone, Debug)]
pub struct SeccompCondition {
    /// Which argument, from 0 to 5.
    pub argument: u8,
    /// How it is compared.
    pub compare: SeccompCompare,
    /// With what.
    pub value: u64,
    /// The bits of the argument that are compared; the others are taken for 0. Of an argument of C's type `int` these are the
    /// lower 32: what stands above them in the register is not the kernel's, nor the program's, but chance.
    pub mask: u64,
}

/// Where the words of an argument stand in `seccomp_data`: the upper, the lower.
const WORDS: [u32; 2] = match cfg!(target_endian = "little") {
    true => [4, 0],
    false => [0, 4],
};

const EQUAL: BPF = BPF::JMP.union(BPF::JEQ);
const ABOVE: BPF = BPF::JMP.union(BPF::JGT);
const AT_LEAST: BPF = BPF::JMP.union(BPF::JGE);
const SKIP: BPF = BPF::JMP.union(BPF::JA);

/// Writes a filter rule by rule, each with its own action and conditions: the first rule that holds decides.
///
/// ```
/// use syscall_consts::linux::{AUDIT_ARCH, SECCOMP_RET};
/// use syscall_types::{Plain, linux::{SeccompCompare, SeccompCondition, SeccompWriter, sock_filter}};
///
/// let mut room = [sock_filter::zeroed(); 64];
/// let mut filter = SeccompWriter::new(&mut room, SECCOMP_RET::KILL_PROCESS, SECCOMP_RET::KILL_PROCESS)?;
/// filter.arch(AUDIT_ARCH::X86_64, false)?;
/// filter.calls(&[0, 60, 231], SECCOMP_RET::ALLOW)?; // read, exit, exit_group
/// let to_stdout = SeccompCondition { argument: 0, compare: SeccompCompare::Equal, value: 1, mask: 0xffff_ffff };
/// filter.rule(1, &[to_stdout], SECCOMP_RET::ALLOW)?; // write
/// let program = filter.finish()?;
/// assert_eq!(program.len(), 22);
/// # Ok::<(), syscall_types::linux::BadProgram>(())
/// ```
#[derive(Debug)]
pub struct SeccompWriter<'a> {
    into: &'a mut [sock_filter],
    len: usize,
    others: SECCOMP_RET,
    foreign: SECCOMP_RET,
    /// Where the jump past the rules of the architecture stands.
    past: Option<usize>,
}

impl<'a> SeccompWriter<'a> {
    /// Begins a filter with the action for other calls of the architectures that it has, and that for calls of all others.
    ///
    /// # Errors
    ///
    /// When there is no room.
    pub fn new(
        into: &'a mut [sock_filter],
        others: SECCOMP_RET,
        foreign: SECCOMP_RET,
    ) -> Result<Self, BadProgram> {
        let mut writer = Self {
            into,
            len: 0,
            others,
            foreign,
            past: None,
        };
        writer.push(sock_filter::load(offset_of!(seccomp_data, arch) as u32))?;
        Ok(writer)
    }

    /// Begins the rules for an architecture; those of another end. `x32` is whether rules for calls of x32 are among those of
    /// x86_64: otherwise they are foreign.
    ///
    /// # Errors
    ///
    /// When there is no room, or there are more instructions than the kernel takes.
    pub fn arch(&mut self, arch: AUDIT_ARCH, x32: bool) -> Result<(), BadProgram> {
        self.end()?;
        self.push(sock_filter::jump(EQUAL, arch.0, 1, 0))?;
        self.past = Some(self.len);
        self.push(sock_filter::new(SKIP, 0))?;
        self.push(sock_filter::load(offset_of!(seccomp_data, nr) as u32))?;
        if arch == AUDIT_ARCH::X86_64 && !x32 {
            self.push(sock_filter::jump(AT_LEAST, X32, 0, 1))?;
            self.push(sock_filter::ret(self.foreign.bits()))?;
        }
        Ok(())
    }

    /// The action for calls of these numbers, whatever their arguments.
    ///
    /// # Errors
    ///
    /// When there is no room, or there are more instructions than the kernel takes.
    pub fn calls(&mut self, numbers: &[u32], action: SECCOMP_RET) -> Result<(), BadProgram> {
        for block in numbers.chunks(BLOCK) {
            for (before, number) in block.iter().rev().enumerate().rev() {
                // Past the rest of the block and the jump behind it.
                self.push(sock_filter::jump(EQUAL, *number, before as u8 + 1, 0))?;
            }
            self.push(sock_filter::new(SKIP, 1))?;
            self.push(sock_filter::ret(action.bits()))?;
        }
        Ok(())
    }

    /// The action for calls of a number where all conditions hold.
    ///
    /// # Errors
    ///
    /// When there is no room, there are more instructions than the kernel takes, or more conditions than a jump passes (about
    /// 40). [`BadProgram::NoArgument`] for an argument above 5.
    pub fn rule(
        &mut self,
        number: u32,
        conditions: &[SeccompCondition],
        action: SECCOMP_RET,
    ) -> Result<(), BadProgram> {
        if conditions.is_empty() {
            return self.calls(&[number], action);
        }
        let len: usize = conditions.iter().map(SeccompCondition::len).sum();
        // The conditions, the action, and what loads the number again for the next rule.
        let past = u32::try_from(len + 2).map_err(|_| BadProgram::TooLong)?;
        self.push(sock_filter::jump(EQUAL, number, 1, 0))?;
        self.push(sock_filter::new(SKIP, past))?;
        let mut rest = len;
        for condition in conditions {
            rest -= condition.len();
            self.condition(condition, rest)?;
        }
        self.push(sock_filter::ret(action.bits()))?;
        self.push(sock_filter::load(offset_of!(seccomp_data, nr) as u32))
    }

    /// A condition, behind which so many instructions of others come before the action.
    fn condition(&mut self, condition: &SeccompCondition, rest: usize) -> Result<(), BadProgram> {
        use SeccompCompare as Is;
        let &SeccompCondition {
            argument,
            compare,
            value,
            mask,
        } = condition;
        if argument > 5 {
            return Err(BadProgram::NoArgument(argument));
        }
        // What is less is not at least the value, and so on: only the ends change places.
        let (compare, holds) = match compare {
            Is::NotEqual => (Is::Equal, false),
            Is::Less => (Is::GreaterOrEqual, false),
            Is::LessOrEqual => (Is::Greater, false),
            compare => (compare, true),
        };
        let end = self.len + condition.len();
        let start = offset_of!(seccomp_data, args) as u32 + 8 * u32::from(argument);
        let words = [(value >> 32, mask >> 32), (value, mask)];
        for (part, (value, mask)) in words.into_iter().enumerate() {
            let (value, mask) = (value as u32, mask as u32);
            self.push(sock_filter::load(start + WORDS[part]))?;
            if mask != u32::MAX {
                self.push(sock_filter::new(BPF::ALU.union(BPF::AND), mask))?;
            }
            // How far it is, from the next instruction, to where the condition is over, and to where the rule is.
            let next = end - self.len - 1;
            let over = if holds { next } else { next + rest + 1 };
            let fails = if holds { next + rest + 1 } else { next };
            let (over, fails) = (jump(over)?, jump(fails)?);
            match (part, compare) {
                (0, Is::Equal) => self.push(sock_filter::jump(EQUAL, value, 0, fails))?,
                (0, _) => {
                    self.push(sock_filter::jump(ABOVE, value, over, 0))?;
                    self.push(sock_filter::jump(EQUAL, value, 0, fails - 1))?;
                }
                (_, Is::Equal) => self.push(sock_filter::jump(EQUAL, value, over, fails))?,
                (_, Is::Greater) => self.push(sock_filter::jump(ABOVE, value, over, fails))?,
                _ => self.push(sock_filter::jump(AT_LEAST, value, over, fails))?,
            }
        }
        Ok(())
    }

    /// Ends the rules of an architecture.
    fn end(&mut self) -> Result<(), BadProgram> {
        if let Some(past) = self.past.take() {
            self.push(sock_filter::ret(self.others.bits()))?;
            if let Some(insn) = self.into.get_mut(past) {
                insn.k = (self.len - past - 1) as u32;
            }
        }
        Ok(())
    }

    /// The filter.
    ///
    /// # Errors
    ///
    /// When there is no room, or there are more instructions than the kernel takes.
    pub fn finish(mut self) -> Result<&'a mut [sock_filter], BadProgram> {
        self.end()?;
        self.push(sock_filter::ret(self.foreign.bits()))?;
        self.into.get_mut(..self.len).ok_or(BadProgram::NoRoom)
    }

    fn push(&mut self, insn: sock_filter) -> Result<(), BadProgram> {
        if self.len == sock_filter::MAX {
            return Err(BadProgram::TooLong);
        }
        *self.into.get_mut(self.len).ok_or(BadProgram::NoRoom)? = insn;
        self.len += 1;
        Ok(())
    }
}

impl SeccompCondition {
    /// How many instructions it takes.
    fn len(&self) -> usize {
        let masks = [self.mask >> 32, self.mask & 0xffff_ffff];
        let masked = masks.iter().filter(|&&mask| mask != 0xffff_ffff).count();
        let ordered = !matches!(
            self.compare,
            SeccompCompare::Equal | SeccompCompare::NotEqual
        );
        4 + masked + usize::from(ordered)
    }
}

/// A distance that a conditional jump can have.
fn jump(distance: usize) -> Result<u8, BadProgram> {
    u8::try_from(distance).map_err(|_| BadProgram::TooLong)
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
        run_with(code, arch, number, &[0; 6])
    }

    fn run_with(code: &[sock_filter], arch: AUDIT_ARCH, number: u32, args: &[u64; 6]) -> u32 {
        let (mut at, mut a) = (0, 0);
        let word = |k: usize| match k {
            0 => number,
            4 => arch.0,
            k => {
                let bytes = args[(k - 16) / 8].to_ne_bytes();
                u32::from_ne_bytes(*bytes[(k - 16) % 8..].first_chunk().unwrap())
            }
        };
        loop {
            let insn = code[at];
            at += 1;
            match insn.code {
                0x20 => a = word(insn.k as usize),
                0x54 => a &= insn.k,
                0x05 => at += insn.k as usize,
                0x15 => at += usize::from(if a == insn.k { insn.jt } else { insn.jf }),
                0x25 => at += usize::from(if a > insn.k { insn.jt } else { insn.jf }),
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

    /// Numbers around what is compared, in either word.
    const NUMBERS: [u64; 9] = [
        0,
        1,
        2,
        0xffff_fffe,
        0xffff_ffff,
        0x1_0000_0000,
        0x1_0000_0001,
        0x2_0000_0000,
        u64::MAX,
    ];
    const COMPARISONS: [SeccompCompare; 6] = [
        SeccompCompare::Equal,
        SeccompCompare::NotEqual,
        SeccompCompare::Less,
        SeccompCompare::LessOrEqual,
        SeccompCompare::Greater,
        SeccompCompare::GreaterOrEqual,
    ];

    fn holds(condition: &SeccompCondition, args: &[u64; 6]) -> bool {
        let argument = args[usize::from(condition.argument)] & condition.mask;
        match condition.compare {
            SeccompCompare::Equal => argument == condition.value,
            SeccompCompare::NotEqual => argument != condition.value,
            SeccompCompare::Less => argument < condition.value,
            SeccompCompare::LessOrEqual => argument <= condition.value,
            SeccompCompare::Greater => argument > condition.value,
            SeccompCompare::GreaterOrEqual => argument >= condition.value,
        }
    }

    #[test]
    fn conditions_hold_as_numbers_do() {
        for first in COMPARISONS {
            for second in COMPARISONS {
                for mask in [u64::MAX, 0xffff_ffff, 0xf_0000_000f] {
                    for value in NUMBERS {
                        let conditions =
                            [(1, first), (5, second)].map(|(argument, compare)| SeccompCondition {
                                argument,
                                compare,
                                value,
                                mask,
                            });
                        let action = SECCOMP_RET::from_bits_retain;
                        let mut room = [sock_filter::zeroed(); 64];
                        let mut writer =
                            SeccompWriter::new(&mut room, action(1), action(2)).unwrap();
                        writer.arch(AUDIT_ARCH::AARCH64, false).unwrap();
                        writer.rule(7, &conditions, action(3)).unwrap();
                        writer.rule(7, &conditions[..1], action(4)).unwrap();
                        writer.rule(8, &[], action(5)).unwrap();
                        let code = writer.finish().unwrap();
                        for (one, other) in NUMBERS
                            .into_iter()
                            .flat_map(|one| NUMBERS.map(|other| (one, other)))
                        {
                            let args = [9, one, 9, 9, 9, other];
                            let expected = match conditions
                                .each_ref()
                                .map(|condition| holds(condition, &args))
                            {
                                [true, true] => 3,
                                [true, false] => 4,
                                [false, _] => 1,
                            };
                            assert_eq!(
                                run_with(code, AUDIT_ARCH::AARCH64, 7, &args),
                                expected,
                                "{conditions:x?} {args:x?}"
                            );
                            assert_eq!(run_with(code, AUDIT_ARCH::AARCH64, 8, &args), 5);
                            assert_eq!(run_with(code, AUDIT_ARCH::AARCH64, 9, &args), 1);
                            assert_eq!(run_with(code, AUDIT_ARCH::ARM, 7, &args), 2);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn conditions_have_limits() {
        let action = SECCOMP_RET::ALLOW;
        let mut room = [sock_filter::zeroed(); 600];
        let mut writer = SeccompWriter::new(&mut room, action, action).unwrap();
        let condition = |argument| SeccompCondition {
            argument,
            compare: SeccompCompare::Equal,
            value: 1,
            mask: u64::MAX,
        };
        assert_eq!(
            writer.rule(1, &[condition(6)], action).err(),
            Some(BadProgram::NoArgument(6))
        );
        assert_eq!(
            writer.rule(1, &[condition(0); 80], action).err(),
            Some(BadProgram::TooLong)
        );
        assert_eq!(writer.rule(1, &[condition(0); 60], action).err(), None);
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
