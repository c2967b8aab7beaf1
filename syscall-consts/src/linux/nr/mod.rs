//! The call numbers of every Linux architecture, on every host: seccomp filters and tracers need foreign ones.
//!
//! ```
//! use syscall_consts::linux::nr::{self, Arch};
//!
//! assert_eq!(nr::number(Arch::Aarch64, "openat"), Some(56));
//! assert_eq!(nr::name(Arch::X86_64, 257), Some("openat"));
//! ```
//!
//! `generated.rs` has the numbers, of asm/unistd.h by way of linux-raw-sys; `arch.rs` the architectures. The numbers
//! of the target alone are `linux_raw_sys::general::__NR_*`, as constants.

use core::cmp::Ordering;

use crate::declare::{Entry, joined};

mod arch;

pub use arch::Arch;

/// Names that are no kernel's but that programs use, and the names that stand for them where the kernel lacks the call.
///
/// [`number`] finds them, [`iter`] does not list them.
pub const ALIASES: &[(&str, &str)] = &[
    ("fstatat", "newfstatat"),
    ("fadvise64_64", "arm_fadvise64_64"),
];

/// The number of a call: `openat`, without `__NR_`. The private calls of ARM (`__ARM_NR_set_tls`) are `set_tls` and so on.
pub fn number(arch: Arch, name: &str) -> Option<u32> {
    own_number(arch, name).or_else(|| {
        let alias = ALIASES.iter().find(|alias| alias.0 == name)?;
        own_number(arch, alias.1)
    })
}

fn own_number(arch: Arch, name: &str) -> Option<u32> {
    let position = position(name)?;
    arch.tables().iter().find_map(|table| {
        let &number = table.numbers().get(position)?;
        (number != ABSENT).then(|| table.base + u32::from(number))
    })
}

/// The name of the call with this number; the first in the order of the alphabet where a number has two.
pub fn name(arch: Arch, number: u32) -> Option<&'static str> {
    arch.tables().iter().find_map(|table| {
        let number = u16::try_from(number.checked_sub(table.base)?).ok()?;
        if number == ABSENT {
            return None;
        }
        name_at(table.numbers().iter().position(|&other| other == number)?)
    })
}

/// The calls of an architecture with their numbers, in the order of the alphabet.
pub fn iter(arch: Arch) -> impl Iterator<Item = (&'static str, u32)> + use<> {
    arch.tables().iter().flat_map(|table| {
        let numbers = table.numbers().iter();
        NAMES
            .split('\0')
            .zip(numbers)
            .filter(|call| *call.1 != ABSENT)
            .map(|call| (call.0, table.base + u32::from(*call.1)))
    })
}

/// The number that stands where a table lacks a call.
const ABSENT: u16 = u16::MAX;

/// One `unistd.h`: its row of numbers, and the number that they count from.
struct Table {
    row: usize,
    base: u32,
}

impl Table {
    fn numbers(&self) -> &'static [u16] {
        NUMBERS.get(self.row).map_or(&[], |row| row)
    }
}

macro_rules! tables {
    ($($table:ident)*) => {
        /// The rows of [`NUMBERS`].
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "the names that generated.rs has")]
        enum Row { $($table),* }

        $(const $table: u32 = 1 << Row::$table as u32;)*

        const TABLES: usize = [$($table),*].len();
    };
}
tables! {
    X86_64 X32 X86 AARCH64 ARM RISCV64 RISCV32 POWERPC POWERPC64 S390X LOONGARCH64 MIPS MIPS64 M68K SPARC SPARC64 CSKY
    HEXAGON ARM_PRIVATE
}

/// Every table but that of ARM's private calls.
const ALL: u32 = (1 << TABLES) - 1 - ARM_PRIVATE;

/// The tables that follow asm-generic/unistd.h.
const GENERIC: u32 = AARCH64 | RISCV64 | RISCV32 | LOONGARCH64 | CSKY | HEXAGON;

/// A call: its numbers, each with the tables that have it.
type Call = &'static [(u16, u32)];

macro_rules! calls {
    ($($name:ident = $($number:literal $($table:ident)+),+;)*) => {
        const CALLS: &[Call] = &[$(&[$(($number, $($table)|+)),+]),*];

        /// The names, without `__NR_`.
        const ENTRIES: &[Entry] = &[$((stringify!($name).split_at(5).1, 0)),*];
    };
}
include!("generated.rs");

/// All names in the order of the alphabet, joined by `\0`. One string, because each `&str` of a list would cost a relocation.
static NAMES: &str = joined!(ENTRIES);

/// Where each name begins in [`NAMES`], and where a next one would.
static STARTS: [u16; CALLS.len() + 1] = starts();

/// The numbers of each table, in the order of the names.
static NUMBERS: [[u16; CALLS.len()]; TABLES] = numbers();

const fn starts() -> [u16; CALLS.len() + 1] {
    let mut starts = [0; CALLS.len() + 1];
    let mut i = 0;
    while i < CALLS.len() {
        starts[i + 1] = starts[i] + ENTRIES[i].0.len() as u16 + 1;
        i += 1;
    }
    starts
}

const fn numbers() -> [[u16; CALLS.len()]; TABLES] {
    let mut numbers = [[ABSENT; CALLS.len()]; TABLES];
    let mut call = 0;
    while call < CALLS.len() {
        let mut i = 0;
        while i < CALLS[call].len() {
            let (number, mut tables) = CALLS[call][i];
            while tables != 0 {
                numbers[tables.trailing_zeros() as usize][call] = number;
                tables &= tables - 1;
            }
            i += 1;
        }
        call += 1;
    }
    numbers
}

fn name_at(position: usize) -> Option<&'static str> {
    let start = usize::from(*STARTS.get(position)?);
    let next = usize::from(*STARTS.get(position + 1)?);
    NAMES.get(start..next.checked_sub(1)?)
}

/// The position of a name in [`NAMES`].
fn position(name: &str) -> Option<usize> {
    let (mut low, mut high) = (0, CALLS.len());
    while low < high {
        let middle = low.midpoint(high);
        match name_at(middle)?.cmp(name) {
            Ordering::Less => low = middle + 1,
            Ordering::Equal => return Some(middle),
            Ordering::Greater => high = middle,
        }
    }
    None
}
