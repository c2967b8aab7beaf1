//! Scheduling: parameters (sched_setattr(2); linux/sched/types.h) and sets of processors (sched_setaffinity(2)).
//!
//! Processor n is bit n of a set, counted through the machine words. The text of a set is the kernel's list form,
//! `0-3,8` (`bitmap_parselist` in its lib/bitmap-str.c).

use core::ffi::c_ulong;
use core::fmt;

use crate::declare::structs;
use crate::linux::text::{Digits, members};
use crate::linux::timespec;
use crate::reflect::Plain;

structs! {
    /// A scheduling priority (linux/sched/types.h). The kernel reads the first field; the others are those of the POSIX
    /// sporadic server, which C libraries declare.
    struct sched_param: "" {
        /// The priority.
        sched_priority: i32,
        /// Unused.
        sched_ss_low_priority: i32,
        /// Unused.
        sched_ss_repl_period: timespec,
        /// Unused.
        sched_ss_init_budget: timespec,
        /// Unused.
        sched_ss_max_repl: i32,
    }

    /// A scheduling policy with its parameters, for sched_setattr(2) (linux/sched/types.h).
    struct sched_attr: "struct sched_attr" {
        /// Bytes of the structure.
        size: u32,
        /// The policy (`SCHED_*`).
        sched_policy: u32,
        /// Flags (`SCHED_FLAG_*`).
        sched_flags: u64,
        /// The nice value.
        sched_nice: i32,
        /// The real-time priority.
        sched_priority: u32,
        /// Nanoseconds of run time in a period.
        sched_runtime: u64,
        /// Nanoseconds to the deadline.
        sched_deadline: u64,
        /// Nanoseconds of a period.
        sched_period: u64,
        /// The least capacity wanted: 0 to 1024.
        sched_util_min: u32,
        /// The greatest capacity wanted: 0 to 1024.
        sched_util_max: u32,
    }

    /// A set of processors 0 to 1023: a bit each, counted through machine words (`cpu_set_t` of C libraries).
    #[derive(PartialEq, Eq)]
    struct cpu_set: "cpu_set_t" {
        /// The bits.
        val: [c_ulong; 1024 / c_ulong::BITS as usize] as [i32; 32],
    }
}

const _: () = assert!(size_of::<sched_attr>() == 56 && size_of::<cpu_set>() == 128);

impl cpu_set {
    /// How many processors a set can name.
    pub const LEN: usize = size_of::<Self>() * 8;

    /// The empty set.
    pub fn empty() -> Self {
        Self::zeroed()
    }

    /// The word and the bit of a processor, when the set can name it.
    const fn place(cpu: usize) -> (usize, c_ulong) {
        (
            cpu / c_ulong::BITS as usize,
            1 << (cpu % c_ulong::BITS as usize),
        )
    }

    /// Whether the processor is a member.
    pub fn contains(&self, cpu: usize) -> bool {
        let (word, bit) = Self::place(cpu);
        self.val.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Makes the processor a member, or not. Tells whether the set can name it.
    pub fn set(&mut self, cpu: usize, member: bool) -> bool {
        let (word, bit) = Self::place(cpu);
        let Some(word) = self.val.get_mut(word) else {
            return false;
        };
        *word = if member { *word | bit } else { *word & !bit };
        true
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.val.iter().all(|&word| word == 0)
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.val.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The members in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + use<'_> {
        (0..Self::LEN).filter(|&cpu| self.contains(cpu))
    }

    /// Reads numbers and ranges with commas between them: `0-3,8`. `all` is every processor that a set can name, `N` the last
    /// of them, and `0-15:2/4` the first two of every four. Space around them, and a line's end, does not count; text with
    /// nothing else is the empty set.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let mut set = Self::empty();
        if text.trim_ascii().is_empty() {
            return Some(set);
        }
        for part in members(text) {
            let (range, stride) = halves(part, b':');
            let (first, last) = match halves(range, b'-') {
                (all, None) if all.eq_ignore_ascii_case(b"all") => (0, Self::LEN - 1),
                (first, last) => (number(first)?, number(last.unwrap_or(first))?),
            };
            let (used, group) = match stride.map(|stride| halves(stride, b'/')) {
                None => (1, 1),
                Some((used, group)) => (used.number()?, group?.number()?),
            };
            if first > last || last >= Self::LEN || used > group || group == 0 {
                return None;
            }
            for cpu in (first..=last).filter(|cpu| (cpu - first) % group < used) {
                set.set(cpu, true);
            }
        }
        Some(set)
    }
}

/// What stands before a byte, and behind it when it is there.
fn halves(text: &[u8], at: u8) -> (&[u8], Option<&[u8]>) {
    let mut halves = text.splitn(2, |&byte| byte == at);
    (halves.next().unwrap_or_default(), halves.next())
}

/// A processor's number; `N` is that of the last.
fn number(text: &[u8]) -> Option<usize> {
    match text {
        b"N" => Some(cpu_set::LEN - 1),
        _ => text.number(),
    }
}

/// The list form.
impl fmt::Display for cpu_set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut members = self.iter().peekable();
        let mut comma = "";
        while let Some(first) = members.next() {
            let mut last = first;
            while let Some(next) = members.next_if_eq(&(last + 1)) {
                last = next;
            }
            write!(f, "{comma}{first}")?;
            if last > first {
                write!(f, "-{last}")?;
            }
            comma = ",";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::string::ToString;
    use std::vec::Vec;

    use super::*;

    #[test]
    fn members_of_a_set() {
        let mut set = cpu_set::empty();
        assert!(set.is_empty());
        assert_eq!(set.len(), 0);
        for cpu in 0..cpu_set::LEN {
            assert!(set.set(cpu, true) && set.contains(cpu));
            assert_eq!(set.iter().collect::<Vec<_>>(), [cpu]);
            assert!(set.set(cpu, false) && !set.contains(cpu));
        }
        assert!(set.is_empty());
        for cpu in [1024, 4096, usize::MAX] {
            assert!(!set.set(cpu, true) && !set.contains(cpu));
        }
        set.set(2, true);
        assert_eq!(set.val[0], 4);
    }

    #[test]
    fn text_there_and_back() {
        for text in ["", "0", "0-3,8", "1023", "0,2,4", "0-1023", "62-65"] {
            assert_eq!(cpu_set::parse(text.as_bytes()).unwrap().to_string(), text);
        }
        for (text, canonical) in [
            (" 5-5, 4 ,4\n", "4-5"),
            ("all", "0-1023"),
            ("0,N", "0,1023"),
            ("1020-N", "1020-1023"),
            ("0-9:2/4", "0-1,4-5,8-9"),
            (&std::format!("3-5:1/{}", usize::MAX), "3"),
            ("all:0/1", ""),
        ] {
            assert_eq!(
                cpu_set::parse(text.as_bytes()).unwrap().to_string(),
                canonical,
                "{text}"
            );
        }
    }

    #[test]
    fn text_that_is_no_set() {
        for text in [
            "-",
            "1-",
            "-1",
            "3-2",
            "1024",
            "0-1024",
            "1,,2",
            ",",
            "1,",
            "1 2",
            "a",
            "1-2-3",
            "all-3",
            "n",
            "0-7:",
            "0-7:1",
            "0-7:1/0",
            "0-7:3/2",
            "0-7:1/2/3",
            "0-7:1/2:3",
            "+1",
            "99999999999999999999",
        ] {
            assert_eq!(cpu_set::parse(text.as_bytes()), None, "{text}");
        }
    }
}
