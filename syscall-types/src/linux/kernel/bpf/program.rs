//! Assembly of eBPF programs (linux/bpf.h; RFC 9669).

use syscall_consts::linux::BPF;

use super::{BadProgram, Part, link};
use crate::linux::bpf_insn;

impl bpf_insn {
    /// An instruction. Of the registers, 0 to 10, the low four bits count.
    pub const fn new(code: BPF, dst: u8, src: u8, off: i16, imm: i32) -> Self {
        let registers = Self::src_reg.set(Self::dst_reg.set(0, dst as u64), src as u64);
        bpf_insn {
            code: code.bits() as u8,
            registers: registers as u8,
            off,
            imm,
        }
    }

    /// The register of the result.
    pub const fn destination(&self) -> u8 {
        Self::dst_reg.get(self.registers as u64) as u8
    }

    /// The register of the operand.
    pub const fn source(&self) -> u8 {
        Self::src_reg.get(self.registers as u64) as u8
    }

    /// `dst = dst op imm` on 64 bits: `BPF::ADD`, `MOV` and others. The number is sign-extended.
    pub const fn alu(op: BPF, dst: u8, imm: i32) -> Self {
        Self::new(op.union(BPF::ALU64).union(BPF::K), dst, 0, 0, imm)
    }

    /// `dst = dst op src` on 64 bits.
    pub const fn alu_reg(op: BPF, dst: u8, src: u8) -> Self {
        Self::new(op.union(BPF::ALU64).union(BPF::X), dst, src, 0, 0)
    }

    /// `dst = *(src + off)`, of `BPF::B`, `H`, `W` or `DW`.
    pub const fn load(size: BPF, dst: u8, src: u8, off: i16) -> Self {
        Self::new(size.union(BPF::LDX).union(BPF::MEM), dst, src, off, 0)
    }

    /// `*(dst + off) = src`.
    pub const fn store_reg(size: BPF, dst: u8, off: i16, src: u8) -> Self {
        Self::new(size.union(BPF::STX).union(BPF::MEM), dst, src, off, 0)
    }

    /// `*(dst + off) = imm`.
    pub const fn store(size: BPF, dst: u8, off: i16, imm: i32) -> Self {
        Self::new(size.union(BPF::ST).union(BPF::MEM), dst, 0, off, imm)
    }

    /// Calls a helper function of the kernel (`BPF_FUNC_*`).
    pub const fn call(helper: i32) -> Self {
        Self::new(BPF::JMP.union(BPF::CALL), 0, 0, 0, helper)
    }

    /// Ends the program or function; register 0 is the result.
    pub const fn exit() -> Self {
        Self::new(BPF::JMP.union(BPF::EXIT), 0, 0, 0, 0)
    }

    /// A condition on 64 bits, `dst op imm`, that goes nowhere yet: `BPF::JEQ`, `JSGT` and others, or `JA` for always.
    pub const fn jump(op: BPF, dst: u8, imm: i32) -> Self {
        Self::new(op.union(BPF::JMP).union(BPF::K), dst, 0, 0, imm)
    }

    /// A condition on 64 bits, `dst op src`, that goes nowhere yet.
    pub const fn jump_reg(op: BPF, dst: u8, src: u8) -> Self {
        Self::new(op.union(BPF::JMP).union(BPF::X), dst, src, 0, 0)
    }
}

/// A part of an eBPF program.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Bpf {
    /// A place that jumps go to, by a number of the caller's choice.
    Label(u16),
    /// An instruction.
    Insn(bpf_insn),
    /// A jump to a label, up to 32767 instructions forwards or back.
    Jump(bpf_insn, u16),
    /// Calls the program's own function at a label.
    Call(u16),
    /// Loads 64 bits, in two instructions.
    Wide {
        /// The register.
        dst: u8,
        /// What the number is (`BPF_PSEUDO_*`): 0 a number.
        src: u8,
        /// The number.
        value: u64,
    },
}

impl Bpf {
    /// Loads the address of a map, by the map's descriptor (`BPF_PSEUDO_MAP_FD`).
    pub const fn map(dst: u8, fd: i32) -> Self {
        Bpf::Wide {
            dst,
            src: 1,
            value: fd as u32 as u64,
        }
    }

    /// Writes a program into `into`, and returns the part that it takes.
    ///
    /// # Errors
    ///
    /// When it is too long, or a label or a jump is wrong. Whether the program is safe is for the kernel to tell.
    pub fn assemble<'a>(
        source: &[Bpf],
        into: &'a mut [bpf_insn],
    ) -> Result<&'a mut [bpf_insn], BadProgram> {
        let mut at = 0;
        for part in source {
            let mut second = None;
            let first = match *part {
                Bpf::Label(_) => continue,
                Bpf::Insn(insn) | Bpf::Jump(insn, _) => insn,
                Bpf::Call(_) => bpf_insn::new(BPF::JMP.union(BPF::CALL), 0, PSEUDO_CALL, 0, 0),
                Bpf::Wide { dst, src, value } => {
                    second = Some(bpf_insn::new(BPF::empty(), 0, 0, 0, (value >> 32) as i32));
                    bpf_insn::new(
                        BPF::LD.union(BPF::DW).union(BPF::IMM),
                        dst,
                        src,
                        0,
                        value as i32,
                    )
                }
            };
            for insn in [Some(first), second].into_iter().flatten() {
                *into.get_mut(at).ok_or(BadProgram::NoRoom)? = insn;
                at += 1;
            }
        }
        let code = into.get_mut(..at).ok_or(BadProgram::NoRoom)?;
        link(source, code)?;
        Ok(code)
    }
}

/// A call of a function of the program (`BPF_PSEUDO_CALL` of linux/bpf.h).
const PSEUDO_CALL: u8 = 1;

impl Part for Bpf {
    type Insn = bpf_insn;

    fn len(&self) -> usize {
        match self {
            Bpf::Label(_) => 0,
            Bpf::Wide { .. } => 2,
            _ => 1,
        }
    }

    fn label(&self) -> Option<u16> {
        if let Bpf::Label(label) = self {
            Some(*label)
        } else {
            None
        }
    }

    fn targets(&self) -> [Option<u16>; 2] {
        match *self {
            Bpf::Jump(_, label) | Bpf::Call(label) => [Some(label), None],
            _ => [None; 2],
        }
    }

    fn link(&self, insn: &mut bpf_insn, label: u16, distance: i64) -> Result<(), BadProgram> {
        let far = |_| BadProgram::TooFar(label);
        match self {
            Bpf::Call(_) => insn.imm = distance.try_into().map_err(far)?,
            _ => insn.off = distance.try_into().map_err(far)?,
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec;

    use super::*;
    use crate::Plain;

    const EXIT: Bpf = Bpf::Insn(bpf_insn::exit());
    const JUMP: Bpf = Bpf::Jump(bpf_insn::jump(BPF::JEQ, 0, 5), 1);

    fn assemble(source: &[Bpf]) -> Result<vec::Vec<bpf_insn>, BadProgram> {
        let mut room = vec![bpf_insn::zeroed(); 40_000];
        Bpf::assemble(source, &mut room).map(|code| code.to_vec())
    }

    #[test]
    fn instructions() {
        let bytes = |insn: bpf_insn| {
            (
                insn.code,
                insn.destination(),
                insn.source(),
                insn.off,
                insn.imm,
            )
        };
        assert_eq!(bytes(bpf_insn::alu(BPF::MOV, 0, -1)), (0xb7, 0, 0, 0, -1));
        assert_eq!(
            bytes(bpf_insn::alu_reg(BPF::ADD, 1, 10)),
            (0x0f, 1, 10, 0, 0)
        );
        assert_eq!(bytes(bpf_insn::load(BPF::DW, 2, 1, 8)), (0x79, 2, 1, 8, 0));
        assert_eq!(
            bytes(bpf_insn::store_reg(BPF::W, 10, -4, 3)),
            (0x63, 10, 3, -4, 0)
        );
        assert_eq!(
            bytes(bpf_insn::store(BPF::B, 10, -1, 7)),
            (0x72, 10, 0, -1, 7)
        );
        assert_eq!(bytes(bpf_insn::call(1)), (0x85, 0, 0, 0, 1));
        assert_eq!(bytes(bpf_insn::exit()), (0x95, 0, 0, 0, 0));
        assert_eq!(
            bytes(bpf_insn::jump_reg(BPF::JGT, 1, 2)),
            (0x2d, 1, 2, 0, 0)
        );
        // The first byte of a pair of registers is the result's on little-endian machines, in the low half.
        let pair = if cfg!(target_endian = "little") {
            0xa1
        } else {
            0x1a
        };
        assert_eq!(bpf_insn::alu_reg(BPF::MOV, 1, 10).registers, pair);
        assert_eq!(bpf_insn::new(BPF::empty(), 0xff, 0, 0, 0).source(), 0);
    }

    #[test]
    fn labels_become_distances() {
        let code = assemble(&[
            Bpf::Label(2),
            JUMP,
            Bpf::map(1, -1),
            Bpf::Call(3),
            Bpf::Jump(bpf_insn::jump(BPF::JA, 0, 0), 2),
            Bpf::Label(1),
            EXIT,
            Bpf::Label(3),
            EXIT,
        ])
        .unwrap();
        assert_eq!(code.len(), 7);
        assert_eq!(code[0].off, 4);
        assert_eq!(
            (code[1].code, code[1].source(), code[1].imm, code[2].imm),
            (0x18, 1, -1, 0)
        );
        assert_eq!((code[3].code, code[3].source(), code[3].imm), (0x85, 1, 2));
        assert_eq!((code[4].code, code[4].off), (0x05, -5));
        let wide = assemble(&[Bpf::Wide {
            dst: 0,
            src: 0,
            value: 0x1234_5678_9abc_def0,
        }])
        .unwrap();
        assert_eq!(
            (wide[0].imm as u32, wide[1].imm, wide[1].code),
            (0x9abc_def0, 0x1234_5678, 0)
        );
    }

    #[test]
    fn what_is_wrong() {
        assert_eq!(assemble(&[JUMP, EXIT]).err(), Some(BadProgram::NoLabel(1)));
        assert_eq!(
            assemble(&[JUMP, Bpf::Label(1)]).err(),
            Some(BadProgram::TooFar(1))
        );
        assert_eq!(
            assemble(&[Bpf::Label(1), EXIT, Bpf::Label(1), EXIT]).err(),
            Some(BadProgram::LabelTwice(1))
        );
        assert_eq!(
            Bpf::assemble(&[Bpf::map(0, 0)], &mut [bpf_insn::zeroed()]).err(),
            Some(BadProgram::NoRoom)
        );
        for between in [32767, 32768] {
            let mut source = vec![JUMP];
            source.resize(between + 1, EXIT);
            source.extend([Bpf::Label(1), EXIT]);
            assert_eq!(assemble(&source).is_ok(), between == 32767);
        }
    }
}
