//! Capabilities (linux/capability.h): sets, their text (cap_from_text(3)), and the extended attribute
//! `security.capability` of files (capabilities(7); the kernel's security/commoncap.c).

use core::fmt;

use linux_raw_sys::general;
use syscall_consts::Constants;
use syscall_consts::linux::{CAP, LINUX_CAPABILITY_VERSION, VFS_CAP, VFS_CAP_FLAGS};

use crate::declare::structs;
use crate::linux::text::{Digits, members, value};

structs! {
    /// A set of capabilities: capability n is bit n % 32 of word n / 32. The kernel has no such structure.
    #[derive(PartialEq, Eq)]
    struct cap: "" {
        /// The bits.
        cap: [u32; 2],
    }

    /// Whose capabilities capget(2) and capset(2) are about (linux/capability.h).
    user_cap_header: "struct __user_cap_header_struct" = general::__user_cap_header_struct { version, pid }

    /// One word of each of a process's sets (linux/capability.h).
    user_cap_data: "struct __user_cap_data_struct" = general::__user_cap_data_struct { effective, permitted, inheritable }

    /// A process's sets. The kernel has no such structure.
    #[derive(PartialEq, Eq)]
    struct capabilities: "" {
        /// The version of the calls.
        version: u32,
        /// The process; 0 for the caller.
        pid: i32,
        /// What the process may do now.
        effective: cap,
        /// What it may make effective.
        permitted: cap,
        /// What it can pass on by exec.
        inheritable: cap,
    }

    /// One word of each of a file's sets, little-endian (linux/capability.h).
    #[derive(PartialEq, Eq)]
    struct vfs_cap_word: "__typeof__(((struct vfs_cap_data *)0)->data[0])" {
        /// What the process gets.
        permitted: u32,
        /// What it gets if it may inherit it.
        inheritable: u32,
    }

    /// A file's capabilities, little-endian (linux/capability.h).
    #[derive(PartialEq, Eq)]
    struct vfs_cap_data: "struct vfs_cap_data" {
        /// Revision and flags.
        magic_etc: u32,
        /// The sets.
        data: [vfs_cap_word; 2],
    }

    /// A file's capabilities for one user namespace, little-endian (linux/capability.h).
    #[derive(PartialEq, Eq)]
    struct vfs_ns_cap_data: "struct vfs_ns_cap_data" {
        /// Revision and flags.
        magic_etc: u32,
        /// The sets.
        data: [vfs_cap_word; 2],
        /// The user that is root in the namespace.
        rootid: u32,
    }
}

impl cap {
    /// The empty set.
    pub const EMPTY: Self = Self::from_bits(0);

    /// The set of these bits: capability n is bit n.
    pub const fn from_bits(bits: u64) -> Self {
        cap {
            cap: [bits as u32, (bits >> 32) as u32],
        }
    }

    /// The bits.
    pub const fn bits(self) -> u64 {
        let [low, high] = self.cap;
        low as u64 | (high as u64) << 32
    }

    /// Whether the capability is a member.
    pub const fn contains(self, capability: CAP) -> bool {
        capability.0 < 64 && self.bits() >> capability.0 & 1 != 0
    }

    /// Makes the capability a member, or not. Tells whether a set can name it.
    pub const fn set(&mut self, capability: CAP, member: bool) -> bool {
        if capability.0 >= 64 {
            return false;
        }
        let bit = 1 << capability.0;
        *self = Self::from_bits(if member {
            self.bits() | bit
        } else {
            self.bits() & !bit
        });
        true
    }

    /// Whether there is no member.
    pub const fn is_empty(self) -> bool {
        self.bits() == 0
    }

    /// The members in order.
    pub fn iter(self) -> impl Iterator<Item = CAP> {
        (0..64)
            .map(CAP)
            .filter(move |&capability| self.contains(capability))
    }

    /// Reads names or numbers with commas between them, in any case, with or without `cap_`. Text without any is the empty
    /// set.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let mut set = Self::EMPTY;
        if text.trim_ascii().is_empty() {
            return Some(set);
        }
        for name in members(text) {
            let capability = match value(&CAP::GROUP, b"cap_", name) {
                Some(capability) => capability.try_into().ok()?,
                None => name.number()?.try_into().ok()?,
            };
            set.set(CAP(capability), true).then_some(())?;
        }
        Some(set)
    }

    /// Every capability that this crate can name, for `all` in text.
    fn all() -> Self {
        CAP::GROUP
            .iter()
            .fold(Self::EMPTY, |mut set, (_, capability)| {
                set.set(CAP::from_raw(capability), true);
                set
            })
    }
}

/// Names as `cap_net_raw` with commas between them; numbers for capabilities without a name here.
impl fmt::Display for cap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut comma = "";
        for capability in self.iter() {
            f.write_str(comma)?;
            comma = ",";
            match CAP::GROUP.name_of(capability.0.into()) {
                Some(name) => {
                    f.write_str("cap_")?;
                    name.bytes().try_for_each(|byte| {
                        write!(f, "{}", char::from(byte.to_ascii_lowercase()))
                    })?;
                }
                None => write!(f, "{}", capability.0)?,
            }
        }
        Ok(())
    }
}

impl capabilities {
    /// No capabilities, of the caller.
    pub const EMPTY: Self = capabilities {
        version: LINUX_CAPABILITY_VERSION::_3.0,
        pid: 0,
        effective: cap::EMPTY,
        permitted: cap::EMPTY,
        inheritable: cap::EMPTY,
    };

    /// The sets that capget(2) has filled in.
    pub const fn join(header: user_cap_header, [low, high]: [user_cap_data; 2]) -> Self {
        capabilities {
            version: header.version,
            pid: header.pid,
            effective: cap {
                cap: [low.effective, high.effective],
            },
            permitted: cap {
                cap: [low.permitted, high.permitted],
            },
            inheritable: cap {
                cap: [low.inheritable, high.inheritable],
            },
        }
    }

    /// The arguments of capset(2).
    pub const fn split(&self) -> (user_cap_header, [user_cap_data; 2]) {
        let [effective, permitted, inheritable] =
            [self.effective.cap, self.permitted.cap, self.inheritable.cap];
        let header = user_cap_header {
            version: self.version,
            pid: self.pid,
        };
        let low = user_cap_data {
            effective: effective[0],
            permitted: permitted[0],
            inheritable: inheritable[0],
        };
        let high = user_cap_data {
            effective: effective[1],
            permitted: permitted[1],
            inheritable: inheritable[1],
        };
        (header, [low, high])
    }

    /// Reads the text of cap_from_text(3): clauses with space between them, each some names, or `all`, and then `=`, `+` or
    /// `-` with the letters of sets: `cap_net_raw,cap_kill=ep cap_kill-e`. `=` without names is about all. The version and
    /// the process are those of [`EMPTY`](Self::EMPTY).
    pub fn parse(text: &[u8]) -> Option<Self> {
        let mut sets = Self::EMPTY;
        for clause in text
            .split(u8::is_ascii_whitespace)
            .filter(|clause| !clause.is_empty())
        {
            let at = clause.iter().position(|byte| b"=+-".contains(byte))?;
            let (names, mut operations) = clause.split_at_checked(at)?;
            let names = if names.eq_ignore_ascii_case(b"all")
                || (names.is_empty() && operations.starts_with(b"="))
            {
                cap::all()
            } else if names.is_empty() {
                return None;
            } else {
                cap::parse(names)?
            };
            while let [operator, rest @ ..] = operations {
                let end = rest
                    .iter()
                    .position(|byte| b"=+-".contains(byte))
                    .unwrap_or(rest.len());
                let (letters, rest) = rest.split_at_checked(end)?;
                // Only `=` means something by itself: in no set.
                if !letters.iter().all(|letter| b"eip".contains(letter))
                    || (letters.is_empty() && *operator != b'=')
                {
                    return None;
                }
                for (letter, set) in sets.by_letter() {
                    let named = letters.contains(&letter);
                    *set = cap::from_bits(match operator {
                        b'+' | b'=' if named => set.bits() | names.bits(),
                        b'-' if named => set.bits() & !names.bits(),
                        b'=' => set.bits() & !names.bits(),
                        _ => set.bits(),
                    });
                }
                operations = rest;
            }
        }
        Some(sets)
    }

    /// The sets and their letters in text.
    fn by_letter(&mut self) -> [(u8, &mut cap); 3] {
        [
            (b'e', &mut self.effective),
            (b'i', &mut self.inheritable),
            (b'p', &mut self.permitted),
        ]
    }
}

/// The text of cap_from_text(3), a clause for each combination of sets; `=` for no capability at all.
impl fmt::Display for capabilities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut copy = *self;
        let sets = copy.by_letter();
        let mut space = "";
        for combination in (1_u8..8).rev() {
            let within = sets
                .iter()
                .enumerate()
                .fold(u64::MAX, |bits, (at, (_, set))| {
                    bits & if combination >> at & 1 != 0 {
                        set.bits()
                    } else {
                        !set.bits()
                    }
                });
            if within == 0 {
                continue;
            }
            write!(f, "{space}{}=", cap::from_bits(within))?;
            for (at, (letter, _)) in sets.iter().enumerate() {
                if combination >> at & 1 != 0 {
                    write!(f, "{}", char::from(*letter))?;
                }
            }
            space = " ";
        }
        if space.is_empty() {
            f.write_str("=")
        } else {
            Ok(())
        }
    }
}

/// The capabilities that a program gets when it is executed: the value of its extended attribute `security.capability`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct FileCapabilities {
    /// What the process gets.
    pub permitted: cap,
    /// What it gets if it may inherit it.
    pub inheritable: cap,
    /// Whether they are effective at once.
    pub effective: bool,
    /// The user that is root in the namespace in which they hold: revision 3. Nothing for the first namespace: revision 2.
    pub rootid: Option<u32>,
}

impl FileCapabilities {
    /// Reads the attribute's value, of revision 1, 2 or 3, in exactly its length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (words, []) = bytes.as_chunks() else {
            return None;
        };
        let word = |at: usize| words.get(at).map(|word| u32::from_le_bytes(*word));
        let magic = word(0)?;
        let revision = magic & VFS_CAP::REVISION_MASK.0;
        let (low, high, rootid) = match (revision, words.len()) {
            (REVISION_1, 3) => ([word(1)?, word(2)?], [0, 0], None),
            (REVISION_2, 5) => ([word(1)?, word(2)?], [word(3)?, word(4)?], None),
            (REVISION_3, 6) => ([word(1)?, word(2)?], [word(3)?, word(4)?], Some(word(5)?)),
            _ => return None,
        };
        Some(FileCapabilities {
            permitted: cap {
                cap: [low[0], high[0]],
            },
            inheritable: cap {
                cap: [low[1], high[1]],
            },
            effective: magic & VFS_CAP_FLAGS::EFFECTIVE.bits() != 0,
            rootid,
        })
    }

    /// Writes the attribute's value, and returns the part of `buffer` that it takes: 20 bytes, or 24 with a root.
    pub fn to_bytes<'a>(&self, buffer: &'a mut [u8; 24]) -> &'a [u8] {
        let ([permitted, more_permitted], [inheritable, more_inheritable]) =
            (self.permitted.cap, self.inheritable.cap);
        let flag = if self.effective {
            VFS_CAP_FLAGS::EFFECTIVE.bits()
        } else {
            0
        };
        let revision = if self.rootid.is_some() {
            REVISION_3
        } else {
            REVISION_2
        };
        let rootid = self.rootid.unwrap_or(0);
        let words = [
            revision | flag,
            permitted,
            inheritable,
            more_permitted,
            more_inheritable,
            rootid,
        ]
        .map(u32::to_le_bytes);
        buffer.copy_from_slice(words.as_flattened());
        let (version_2, _) = buffer.split_at(20);
        if self.rootid.is_some() {
            buffer
        } else {
            version_2
        }
    }
}

const REVISION_1: u32 = VFS_CAP::REVISION_1.0;
const REVISION_2: u32 = VFS_CAP::REVISION_2.0;
const REVISION_3: u32 = 0x0300_0000;

const _: () = assert!(size_of::<vfs_cap_data>() == 20 && size_of::<vfs_ns_cap_data>() == 24);

#[cfg(test)]
mod tests;
