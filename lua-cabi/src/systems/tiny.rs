//! A system for tests: a few groups, types and calls with names of Linux and other values, and no kernel. It lives beside
//! Linux in one state, and so shows that nothing in the mechanism knows one system alone.

use crate::calls::{help, system};
use crate::convert::descriptor::Fd;
use crate::convert::flags::Flags;
use crate::convert::object::{Elements, Out};
use crate::convert::result::Argument;
use crate::convert::row::calls;
use crate::convert::text::Path;
use crate::object::container::Container;
use crate::object::groups::pack_groups;
use crate::object::system::{Common, System, Tiny, Types, Universe};
use crate::object::types::pack_types;
use crate::object::{Object, Rare, Type};
use core::ffi::CStr;
use core::mem::MaybeUninit;
use syscall_consts::errno::Errors;
use syscall_consts::list::{join, total};
use syscall_consts::{Constants, Errno, Group, Kind, Repr};
use syscall_types::Plain;

/// Flags of `open`.
#[derive(Clone, Copy)]
struct O(u8);

impl Constants for O {
    const GROUP: Group = Group::new(
        "O",
        Kind::Multi,
        Repr {
            size: 1,
            signed: false,
        },
        "RDONLY\0CREAT\0TINY",
        &[0, 2, 4],
    );
    const INDEX: usize = 1;
    const DOC: &'static str = "Flags of open.";
    const C_NAMES: &'static [&'static str] = &["O_RDONLY", "O_CREAT", "O_TINY"];

    fn from_raw(raw: i64) -> O {
        O(raw as u8)
    }

    fn raw(self) -> i64 {
        self.0.into()
    }
}

/// The error numbers.
const E: Group = Group::new(
    "E",
    Kind::Str,
    Repr {
        size: 1,
        signed: false,
    },
    "NOENT\0AGAIN",
    &[70, 71],
);
static ERRORS: Errors = Errors::new(
    E,
    "ENOENT\0EAGAIN",
    "No such tiny file\0Resource is tiny for now",
);
const GROUPS: [Group; 2] = [E, O::GROUP];

/// As Linux's in name alone.
#[derive(Clone, Copy)]
#[repr(C)]
#[allow(non_camel_case_types, reason = "the name in S.t")]
struct stat {
    st_size: u16,
    st_tiny: u8,
    st_pad: u8,
}

// SAFETY: integers without holes.
unsafe impl Plain for stat {}

syscall_types::reflect! { stat { st_size, st_tiny } }

impl Object for stat {
    type Universe = Tiny;
    const NAME: &'static str = "stat";
    const CONTAINER: Option<Container> = Some(Container {
        name: "stats",
        field: "st",
    });
}

/// The types of this file.
const TYPES: &[Type] = &[Type {
    rare: &Rare {
        aliases: &[("size", "st_size"), ("tiny", "st_tiny")],
        container: stat::CONTAINER,
        ..Rare::NONE
    },
    ..Type::of::<stat>("A tiny file's metadata")
}];

const LISTS: &[&[Type]] = &[Common::TYPES, TYPES];

static ALL: [Type; total(LISTS)] = join(LISTS, LISTS[0][0]);

static LISTED: Types = pack_types!(&ALL);

impl Universe for Tiny {
    const TYPES: &'static [Type] = &ALL;
    const LISTED: &'static Types = &LISTED;
}

calls! { CALLS:
    /// The number of the flags.
    open(path: Path, flags: Flags<O>) -> u8;
    /// A tiny file's metadata, in `buf` when given.
    fstat(fd: Fd, buf: Out<stat>) -> Argument<2>;
    /// The sum of the sizes.
    sum(files: Elements<stat>) -> u32;
    /// What no system has: it fails.
    tiny() -> ();
}

fn open(_: &CStr, flags: O) -> u8 {
    flags.0
}

fn fstat(fd: syscall_raw::Fd, buf: &mut MaybeUninit<stat>) {
    buf.write(stat {
        st_size: 7,
        st_tiny: fd.as_raw() as u8,
        st_pad: 0,
    });
}

fn sum(files: &mut [stat]) -> u32 {
    files.iter().map(|file| u32::from(file.st_size)).sum()
}

fn tiny() -> Result<(), Errno> {
    Err(Errno::from_raw(71))
}

/// The system.
pub static SYSTEM: System = System {
    name: "tiny",
    groups: pack_groups!(&GROUPS),
    docs: b"Error numbers.\0Flags.\0",
    scalars: &[("PATH_MAX", 8)],
    tables: &[],
    texts: &[],
    errors: &ERRORS,
    error_group: 0,
    error_names: |each| {
        for error in ERRORS.iter() {
            each(error.name.trim_start_matches('E'), error.message);
        }
    },
    types: LISTED,
    calls: &[CALLS, system::CALLS, help::CALLS],
    methods: &[],
    aliases: &[("stat", "fstat")],
    scripts: &[],
    lent: &[],
    makers: &[],
    lent_makers: &[],
};
