//! Sets of signals: signal n is bit n - 1, counted through the machine words (asm/signal.h). Their text is a list of names or
//! numbers.

use core::ffi::c_ulong;
use core::fmt;

use syscall_consts::Constants;
use syscall_consts::linux::SIG;

use crate::declare::structs;
use crate::linux::text::{Digits, members, value};
use crate::reflect::Plain;

/// Words of a signal set: MIPS has 128 signals, every other architecture 64.
const SIGNAL_WORDS: usize = if cfg!(any(
    target_arch = "mips",
    target_arch = "mips32r6",
    target_arch = "mips64",
    target_arch = "mips64r6"
)) {
    16
} else {
    8
} / size_of::<c_ulong>();

/// Words of 32 bits of a signal set.
const SIGNAL_HALVES: usize = SIGNAL_WORDS * size_of::<c_ulong>() / 4;

structs! {
    /// A set of signals (asm/signal.h): signal n is bit n - 1, counted through the words.
    #[derive(PartialEq, Eq)]
    struct sigset: "sigset_t" {
        /// The bits.
        sig: [c_ulong; SIGNAL_WORDS] as [i32; SIGNAL_HALVES],
    }
}

impl sigset {
    /// Machine words of a set.
    pub const WORDS: usize = SIGNAL_WORDS;

    /// The empty set.
    pub fn empty() -> Self {
        Self::zeroed()
    }

    /// The word and the bit of a signal, when there is one of that number.
    fn place(signal: SIG) -> Option<(usize, c_ulong)> {
        let bit = usize::try_from(signal.0).ok()?.checked_sub(1)?;
        let word = bit / c_ulong::BITS as usize;
        (word < Self::WORDS).then_some((word, 1 << (bit % c_ulong::BITS as usize)))
    }

    /// Whether the signal is a member.
    pub fn contains(&self, signal: SIG) -> bool {
        Self::place(signal)
            .is_some_and(|(word, bit)| self.sig.get(word).is_some_and(|word| word & bit != 0))
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.sig.iter().all(|&word| word == 0)
    }

    /// Makes the signal a member, or not. Tells whether there is a signal of that number.
    pub fn set(&mut self, signal: SIG, member: bool) -> bool {
        let Some((word, bit)) = Self::place(signal) else {
            return false;
        };
        if let Some(word) = self.sig.get_mut(word) {
            *word = if member { *word | bit } else { *word & !bit };
        }
        true
    }

    /// The members in order.
    pub fn iter(&self) -> impl Iterator<Item = SIG> + use<'_> {
        (1..=Self::WORDS as i32 * c_ulong::BITS as i32)
            .map(SIG)
            .filter(|&signal| self.contains(signal))
    }

    /// Reads names or numbers with commas between them, in any case, with or without `SIG`: `hup, SIGTERM, 34`. Text without
    /// any is the empty set.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let mut set = Self::empty();
        if text.trim_ascii().is_empty() {
            return Some(set);
        }
        for name in members(text) {
            let signal = match value(&SIG::GROUP, b"SIG", name) {
                Some(signal) => signal.try_into().ok()?,
                None => name.number()?.try_into().ok()?,
            };
            set.set(SIG(signal), true).then_some(())?;
        }
        Some(set)
    }
}

/// Names as `HUP` with commas between them; numbers for signals without a name.
impl fmt::Display for sigset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut comma = "";
        for signal in self.iter() {
            f.write_str(comma)?;
            comma = ",";
            match SIG::GROUP.name_of(signal.raw()) {
                Some(name) => f.write_str(name)?,
                None => write!(f, "{}", signal.0)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::string::ToString;

    use super::*;

    #[test]
    fn text_there_and_back() {
        let set = sigset::parse(b"term, SIGHUP,34").unwrap();
        assert!(
            [1, 15, 34].iter().all(|&signal| set.contains(SIG(signal))) && set.iter().count() == 3
        );
        assert_eq!(set.to_string(), "HUP,TERM,34");
        assert_eq!(sigset::parse(b" "), Some(sigset::empty()));
        for text in [
            "nothing",
            "SIG",
            "hup,",
            "0",
            "-1",
            "129",
            "99999999999",
            "hup term",
        ] {
            assert_eq!(sigset::parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn members() {
        let mut set = sigset::empty();
        assert!(set.is_empty());
        for signal in (1..=64).map(SIG) {
            assert!(!set.contains(signal));
            assert!(set.set(signal, true) && set.contains(signal));
            assert!(!set.is_empty());
            assert!(set.set(signal, false) && !set.contains(signal));
        }
        assert!(set.is_empty());
        set.set(SIG::INT, true);
        assert_eq!(set.sig[0], 2);
    }

    #[test]
    fn no_such_signal() {
        let mut set = sigset::empty();
        for signal in [0, -1, 129, i32::MAX, i32::MIN].map(SIG) {
            assert!(
                !set.set(signal, true) && !set.contains(signal),
                "{signal:?}"
            );
        }
        assert!(set.is_empty());
    }
}
