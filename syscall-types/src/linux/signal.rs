//! Sets of signals: signal n is bit n - 1, counted through the machine words (asm/signal.h).

use core::ffi::c_ulong;

use super::sigset;
use crate::reflect::Plain;

impl sigset {
    /// The set without a member.
    pub fn empty() -> Self {
        Self::zeroed()
    }

    /// The word and the bit of a signal, when there is one of that number.
    fn place(signal: i32) -> Option<(usize, c_ulong)> {
        let bit = usize::try_from(signal).ok()?.checked_sub(1)?;
        let word = bit / c_ulong::BITS as usize;
        (word < Self::WORDS).then_some((word, 1 << (bit % c_ulong::BITS as usize)))
    }

    /// Whether the signal is a member.
    pub fn contains(&self, signal: i32) -> bool {
        Self::place(signal)
            .is_some_and(|(word, bit)| self.sig.get(word).is_some_and(|word| word & bit != 0))
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.sig.iter().all(|&word| word == 0)
    }

    /// Makes the signal a member, or not. Tells whether there is a signal of that number.
    pub fn set(&mut self, signal: i32, member: bool) -> bool {
        let Some((word, bit)) = Self::place(signal) else {
            return false;
        };
        if let Some(word) = self.sig.get_mut(word) {
            *word = if member { *word | bit } else { *word & !bit };
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members() {
        let mut set = sigset::empty();
        assert!(set.is_empty());
        for signal in 1..=64 {
            assert!(!set.contains(signal));
            assert!(set.set(signal, true) && set.contains(signal));
            assert!(!set.is_empty());
            assert!(set.set(signal, false) && !set.contains(signal));
        }
        assert!(set.is_empty());
        set.set(2, true);
        assert_eq!(set.sig[0], 2);
    }

    #[test]
    fn no_such_signal() {
        let mut set = sigset::empty();
        for signal in [0, -1, 129, i32::MAX, i32::MIN] {
            assert!(!set.set(signal, true) && !set.contains(signal), "{signal}");
        }
        assert!(set.is_empty());
    }
}
