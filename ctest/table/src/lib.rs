//! Every constant and layout for the target that this crate is compiled for, as bytes in an object file.
//!
//! The compiler evaluates [`TABLE`]; nothing compiled has to run for another machine to read it. It is a row of records:
//! a byte of [`record`], then text up to a zero byte, and numbers of eight bytes in little-endian order, as the record's
//! kind says.
#![no_std]
// There are thousands of names.
#![allow(long_running_const_eval)]

use syscall_consts::linux::{self as consts, ioctl};
use syscall_types::linux as types;
use syscall_types::{Field, Kind, Struct};

/// The kinds of records, each with what follows.
pub mod record {
    /// A group: its name; the bytes of the kernel's type, whether that is signed, how many members there are. Then the name of
    /// each, and then the C name and the value of each.
    pub const GROUP: u8 = b'g';
    /// The requests of ioctl(2): how many there are. Then the C name of each, and then the value of each.
    pub const REQUESTS: u8 = b'r';
    /// A constant by itself: the C name; the value.
    pub const NUMBER: u8 = b'n';
    /// A constant of text: the C name, the text.
    pub const TEXT: u8 = b't';
    /// A structure: the name, the C name; the size, the alignment. Its fields follow.
    pub const STRUCT: u8 = b's';
    /// A field of the last structure: the name; the offset, the size, the element, the bits.
    ///
    /// The element is [`ONE`], [`ARRAY`] or [`OPEN`], and with that [`UNSIGNED`] or [`SIGNED`] for integers. The bits are zero
    /// for what is not a bit field, and otherwise those that the field takes of the integer.
    pub const FIELD: u8 = b'f';

    /// No array.
    pub const ONE: u64 = 0;
    /// An array.
    pub const ARRAY: u64 = 1;
    /// The open end of a record, which has no size.
    pub const OPEN: u64 = 2;
    /// An unsigned integer, or an array of these.
    pub const UNSIGNED: u64 = 4;
    /// A signed integer, or an array of these.
    pub const SIGNED: u64 = 8;
}

/// The records.
#[used]
#[cfg_attr(target_os = "linux", unsafe(link_section = ".ctest"))]
pub static TABLE: [u8; LEN] = write::<LEN>().bytes;

const LEN: usize = write::<0>().len;

/// What is written; it counts what has no room, so that the first pass finds the length.
struct Records<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Records<N> {
    /// All at once: the compiler takes its time over each step of a loop.
    const fn bytes(&mut self, bytes: &[u8]) {
        if self.len + bytes.len() <= N {
            let place = self.bytes.as_mut_ptr();
            // SAFETY: there is room for so many bytes at `len`, and what is borrowed is not the room itself.
            unsafe {
                place
                    .add(self.len)
                    .copy_from_nonoverlapping(bytes.as_ptr(), bytes.len())
            };
        }
        self.len += bytes.len();
    }

    const fn byte(&mut self, byte: u8) {
        self.bytes(&[byte]);
    }

    const fn number(&mut self, number: u64) {
        self.bytes(&number.to_le_bytes());
    }

    const fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.byte(0);
    }

    const fn structure(&mut self, structure: &Struct) {
        self.byte(record::STRUCT);
        self.text(structure.name());
        self.text(structure.c_name());
        self.number(structure.size as u64);
        self.number(structure.align as u64);
        let mut i = 0;
        while i < structure.fields.len() {
            let field = &structure.fields[i];
            self.field(structure.name_of(field), field);
            i += 1;
        }
    }

    const fn field(&mut self, name: &str, field: &Field) {
        self.byte(record::FIELD);
        self.text(name);
        self.number(field.offset() as u64);
        self.number(field.kind.size() as u64);
        let (form, element) = match field.kind {
            Kind::Array(_, 0) => (record::OPEN, Kind::Char),
            Kind::Array(element, _) => (record::ARRAY, *element),
            kind => (record::ONE, kind),
        };
        self.number(match element {
            Kind::Int { signed: false, .. } => form | record::UNSIGNED,
            Kind::Int { signed: true, .. } => form | record::SIGNED,
            _ => form,
        });
        self.number(match field.kind {
            Kind::Bits { bits, .. } => bits.set(0, u64::MAX),
            _ => 0,
        });
    }
}

/// Requests with a parameter, with some value for it.
pub const REQUESTS: &[(&str, u32)] = &[
    ("EVIOCGABS(3)", ioctl::EVIOCGABS(3)),
    ("EVIOCGBIT(3, 40)", ioctl::EVIOCGBIT(3, 40)),
    ("EVIOCGKEY(40)", ioctl::EVIOCGKEY(40)),
    ("EVIOCGLED(40)", ioctl::EVIOCGLED(40)),
    ("EVIOCGMTSLOTS(40)", ioctl::EVIOCGMTSLOTS(40)),
    ("EVIOCGNAME(40)", ioctl::EVIOCGNAME(40)),
    ("EVIOCGPHYS(40)", ioctl::EVIOCGPHYS(40)),
    ("EVIOCGPROP(40)", ioctl::EVIOCGPROP(40)),
    ("EVIOCGSND(40)", ioctl::EVIOCGSND(40)),
    ("EVIOCGSW(40)", ioctl::EVIOCGSW(40)),
    ("EVIOCGUNIQ(40)", ioctl::EVIOCGUNIQ(40)),
    ("EVIOCSABS(3)", ioctl::EVIOCSABS(3)),
];

const fn write<const N: usize>() -> Records<N> {
    let mut records = Records {
        bytes: [0; N],
        len: 0,
    };
    groups(&mut records);
    let mut i = 0;
    while i < consts::SCALARS.len() {
        records.byte(record::NUMBER);
        records.text(consts::SCALARS[i].0);
        records.number(consts::SCALARS[i].1 as u64);
        i += 1;
    }
    i = 0;
    while i < consts::TEXTS.len() {
        records.byte(record::TEXT);
        records.text(consts::TEXTS[i].0);
        records.text(consts::TEXTS[i].1);
        i += 1;
    }
    let (names, numbers) = ioctl::columns();
    records.byte(record::REQUESTS);
    records.number(numbers.len() as u64);
    records.text(names);
    i = 0;
    while i < numbers.len() {
        records.number(numbers[i] as u64);
        i += 1;
    }
    i = 0;
    while i < REQUESTS.len() {
        records.byte(record::NUMBER);
        records.text(REQUESTS[i].0);
        records.number(REQUESTS[i].1 as u64);
        i += 1;
    }
    i = 0;
    while i < types::STRUCTS.len() {
        records.structure(types::STRUCTS[i]);
        i += 1;
    }
    records
}

const fn groups<const N: usize>(records: &mut Records<N>) {
    // The groups stand in the order of the files, as their C names do.
    let (mut file, mut group) = (0, 0);
    while file < consts::C_NAMES.len() {
        let mut of_file = 0;
        while of_file < consts::C_NAMES[file].len() {
            let c_names = consts::C_NAMES[file][of_file];
            let own = &consts::GROUPS[group];
            records.byte(record::GROUP);
            records.text(own.name);
            records.number(own.repr.size as u64);
            records.number(own.repr.signed as u64);
            records.number(own.len() as u64);
            records.text(own.names);
            let mut i = 0;
            while i < own.len() {
                records.text(c_names[i]);
                records.number(match own.value(i) {
                    Some(value) => value as u64,
                    None => panic!("a group without values"),
                });
                i += 1;
            }
            (of_file, group) = (of_file + 1, group + 1);
        }
        file += 1;
    }
}
