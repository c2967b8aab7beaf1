//! Assembly of classic BPF programs, which seccomp and socket filters are (linux/filter.h; the kernel's net/core/filter.c).

use core::fmt;

use syscall_consts::linux::BPF;

use crate::declare::structs;

structs! {
    /// An instruction of a classic BPF program (linux/filter.h).
    #[derive(PartialEq, Eq)]
    struct sock_filter: "struct sock_filter" {
        /// The operation.
        code: u16,
        /// How many instructions to jump over if the condition holds.
        jt: u8,
        /// How many to jump over if not.
        jf: u8,
        /// A number.
        k: u32,
    }

    /// A classic BPF program (linux/filter.h).
    struct sock_fprog: "struct sock_fprog" {
        /// Instructions.
        len: u16,
        /// The first.
        filter: *mut sock_filter,
    }
}

/// Why a program cannot be assembled.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadProgram {
    /// It has more instructions than the caller has room for.
    NoRoom,
    /// It has more instructions than the kernel takes.
    TooLong,
    /// A jump goes to a label that stands nowhere.
    NoLabel(u16),
    /// A label stands in two places.
    LabelTwice(u16),
    /// A jump goes back, which classic programs cannot.
    Backwards(u16),
    /// A jump goes farther than an instruction can say, or past the end.
    TooFar(u16),
    /// A condition is about an argument that no call has.
    NoArgument(u8),
}

impl fmt::Display for BadProgram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadProgram::NoRoom => f.write_str("no room for the program"),
            BadProgram::TooLong => f.write_str("more instructions than the kernel takes"),
            BadProgram::NoLabel(label) => write!(f, "label {label} stands nowhere"),
            BadProgram::LabelTwice(label) => write!(f, "label {label} stands in two places"),
            BadProgram::Backwards(label) => write!(f, "the jump to label {label} goes back"),
            BadProgram::TooFar(label) => write!(f, "the jump to label {label} goes too far"),
            BadProgram::NoArgument(argument) => {
                write!(f, "a call has no argument {argument}, counted from 0")
            }
        }
    }
}

impl core::error::Error for BadProgram {}

#[cfg(feature = "std")]
impl From<BadProgram> for std::io::Error {
    fn from(error: BadProgram) -> Self {
        Self::new(std::io::ErrorKind::InvalidInput, error)
    }
}

/// A part of a program, in the order in which they are written down.
pub(crate) trait Part {
    /// What it becomes.
    type Insn;

    /// How many instructions it becomes.
    fn len(&self) -> usize;

    /// The label that it is.
    fn label(&self) -> Option<u16>;

    /// The labels that its instruction goes to.
    fn targets(&self) -> [Option<u16>; 2];

    /// Wherever the instruction goes to `label`, makes it go that far, counted from the next one.
    fn link(&self, insn: &mut Self::Insn, label: u16, distance: i64) -> Result<(), BadProgram>;
}

/// Makes the jumps of a program go to their labels.
///
/// Labels are found 256 at a time, in a table that is small: the time is linear in the length of the program, whose parts
/// are gone through twice for each 256 numbers among which there is a label.
pub(crate) fn link<P: Part>(source: &[P], code: &mut [P::Insn]) -> Result<(), BadProgram> {
    let split = |label: u16| label.to_be_bytes().map(usize::from);
    let mut used = [false; 256];
    for part in source {
        for label in part.targets().into_iter().chain([part.label()]).flatten() {
            used[split(label)[0]] = true;
        }
    }
    for (group, _) in used.iter().enumerate().filter(|(_, used)| **used) {
        let (mut places, mut end) = ([None; 256], 0);
        for part in source {
            if let Some(label) = part.label()
                && let [high, low] = split(label)
                && high == group
                && places[low].replace(end).is_some()
            {
                return Err(BadProgram::LabelTwice(label));
            }
            end += part.len();
        }
        let mut at = 0;
        for part in source {
            for label in part.targets().into_iter().flatten() {
                let [high, low] = split(label);
                if high != group {
                    continue;
                }
                let place = places[low].ok_or(BadProgram::NoLabel(label))?;
                if place == end {
                    return Err(BadProgram::TooFar(label));
                }
                let insn = code.get_mut(at).ok_or(BadProgram::NoRoom)?;
                part.link(insn, label, place as i64 - (at as i64 + 1))?;
            }
            at += part.len();
        }
    }
    Ok(())
}

impl sock_filter {
    /// The most instructions of a program (`BPF_MAXINSNS`).
    pub const MAX: usize = 4096;

    /// An instruction that does not jump.
    pub const fn new(code: BPF, k: u32) -> Self {
        Self::jump(code, k, 0, 0)
    }

    /// A jump that skips `jt` instructions if its condition holds, and `jf` instructions if not.
    pub const fn jump(code: BPF, k: u32, jt: u8, jf: u8) -> Self {
        sock_filter {
            code: code.bits() as u16,
            jt,
            jf,
            k,
        }
    }

    /// Loads the 32 bits at an offset: of a packet, in network byte order; of `seccomp_data`, in that of the machine.
    pub const fn load(offset: u32) -> Self {
        Self::new(BPF::LD.union(BPF::W).union(BPF::ABS), offset)
    }

    /// Ends the program with a result.
    pub const fn ret(result: u32) -> Self {
        Self::new(BPF::RET.union(BPF::K), result)
    }
}

/// Where a jump goes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To the next instruction.
    Next,
    /// To the instruction after a label.
    Label(u16),
}

/// A part of a classic program.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// A place that jumps go to, by a number of the caller's choice.
    Label(u16),
    /// An instruction.
    Insn(sock_filter),
    /// A condition: `BPF::JEQ`, `JGT`, `JGE` or `JSET`, with `BPF::X` for the index register instead of `k`.
    Jump {
        /// The comparison.
        condition: BPF,
        /// What the accumulator is compared with.
        k: u32,
        /// Where to go if it holds: up to 255 instructions farther.
        yes: Target,
        /// Where to go if not: up to 255 instructions farther.
        no: Target,
    },
    /// Goes on at a label, at any distance.
    Goto(u16),
}

impl Part for Filter {
    type Insn = sock_filter;

    fn len(&self) -> usize {
        usize::from(!matches!(self, Filter::Label(_)))
    }

    fn label(&self) -> Option<u16> {
        if let Filter::Label(label) = self {
            Some(*label)
        } else {
            None
        }
    }

    fn targets(&self) -> [Option<u16>; 2] {
        let label = |target| match target {
            Target::Next => None,
            Target::Label(label) => Some(label),
        };
        match *self {
            Filter::Jump { yes, no, .. } => [label(yes), label(no)],
            Filter::Goto(label) => [Some(label), None],
            _ => [None; 2],
        }
    }

    fn link(&self, insn: &mut sock_filter, label: u16, distance: i64) -> Result<(), BadProgram> {
        let far = u32::try_from(distance).map_err(|_| BadProgram::Backwards(label))?;
        match *self {
            Filter::Jump { yes, no, .. } => {
                let near = u8::try_from(far).map_err(|_| BadProgram::TooFar(label))?;
                for (target, place) in [(yes, &mut insn.jt), (no, &mut insn.jf)] {
                    if target == Target::Label(label) {
                        *place = near;
                    }
                }
            }
            _ => insn.k = far,
        }
        Ok(())
    }
}

impl Filter {
    /// Writes a program into `into`, and returns the part that it takes.
    ///
    /// # Errors
    ///
    /// When it is too long, or a label or a jump is wrong. Whether the program makes sense is for the kernel to tell.
    pub fn assemble<'a>(
        source: &[Filter],
        into: &'a mut [sock_filter],
    ) -> Result<&'a mut [sock_filter], BadProgram> {
        let mut at = 0;
        for part in source {
            let insn = match *part {
                Filter::Label(_) => continue,
                Filter::Insn(insn) => insn,
                Filter::Jump { condition, k, .. } => sock_filter::new(condition.union(BPF::JMP), k),
                Filter::Goto(_) => sock_filter::new(BPF::JMP.union(BPF::JA), 0),
            };
            if at == sock_filter::MAX {
                return Err(BadProgram::TooLong);
            }
            *into.get_mut(at).ok_or(BadProgram::NoRoom)? = insn;
            at += 1;
        }
        let code = into.get_mut(..at).ok_or(BadProgram::NoRoom)?;
        link(source, code)?;
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec;

    use super::*;
    use crate::Plain;

    const JUMP: Filter = Filter::Jump {
        condition: BPF::JEQ,
        k: 7,
        yes: Target::Label(1),
        no: Target::Next,
    };
    const RET: Filter = Filter::Insn(sock_filter::ret(0));

    fn assemble(source: &[Filter]) -> Result<vec::Vec<sock_filter>, BadProgram> {
        let mut room = vec![sock_filter::zeroed(); 5000];
        Filter::assemble(source, &mut room).map(|code| code.to_vec())
    }

    #[test]
    fn labels_become_distances() {
        let code = assemble(&[
            Filter::Insn(sock_filter::load(4)),
            JUMP,
            RET,
            Filter::Goto(2),
            Filter::Label(1),
            Filter::Label(2),
            Filter::Insn(sock_filter::ret(9)),
        ])
        .unwrap();
        assert_eq!(code.len(), 5);
        assert_eq!((code[0].code, code[0].k), (0x20, 4));
        assert_eq!(
            (code[1].code, code[1].jt, code[1].jf, code[1].k),
            (0x15, 2, 0, 7)
        );
        assert_eq!((code[3].code, code[3].k), (0x05, 0));
        assert_eq!((code[4].code, code[4].k), (0x06, 9));
    }

    #[test]
    fn wrong_labels() {
        assert_eq!(assemble(&[JUMP, RET]).err(), Some(BadProgram::NoLabel(1)));
        assert_eq!(
            assemble(&[Filter::Label(1), JUMP, RET]).err(),
            Some(BadProgram::Backwards(1))
        );
        assert_eq!(
            assemble(&[JUMP, Filter::Label(1)]).err(),
            Some(BadProgram::TooFar(1))
        );
        assert_eq!(
            assemble(&[Filter::Label(3), RET, Filter::Label(3), RET]).err(),
            Some(BadProgram::LabelTwice(3))
        );
    }

    #[test]
    fn labels_of_any_number() {
        let mut source: vec::Vec<Filter> = (0..2000).map(|n| Filter::Label(n * 32)).collect();
        source.push(RET);
        source.insert(0, Filter::Goto(32 * 1999));
        source.insert(
            0,
            Filter::Jump {
                condition: BPF::JEQ,
                k: 0,
                yes: Target::Label(0x100),
                no: Target::Label(0xe0),
            },
        );
        let code = assemble(&source).unwrap();
        assert_eq!(
            (code[0].jt, code[0].jf, code[1].k, code.len()),
            (1, 1, 0, 3)
        );
        source.push(Filter::Label(0x8000));
        assert_eq!(
            assemble(&source).err(),
            Some(BadProgram::LabelTwice(0x8000))
        );
    }

    #[test]
    fn distances_have_a_limit() {
        for between in [255, 256] {
            let mut source = vec![JUMP];
            source.resize(between + 1, RET);
            source.extend([Filter::Label(1), RET]);
            assert_eq!(assemble(&source).is_ok(), between == 255);
            source[0] = Filter::Goto(1);
            assert_eq!(assemble(&source).unwrap()[0].k, between as u32);
        }
    }

    #[test]
    fn programs_have_a_limit() {
        assert_eq!(assemble(&[RET; 4096]).unwrap().len(), 4096);
        assert_eq!(assemble(&[RET; 4097]).err(), Some(BadProgram::TooLong));
        assert_eq!(
            Filter::assemble(&[RET], &mut []).err(),
            Some(BadProgram::NoRoom)
        );
        assert_eq!(assemble(&[]).unwrap().len(), 0);
    }
}
