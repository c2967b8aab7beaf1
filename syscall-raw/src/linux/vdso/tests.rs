//! Images of every form, made here; the same damaged; and the one of this process.

extern crate std;

use std::{string::String, vec, vec::Vec};

use linux_raw_sys::elf_uapi as elf;

use super::image::{self, Image};

/// The form of an image.
#[derive(Clone, Copy, Debug)]
struct Form {
    is_wide: bool,
    is_big: bool,
    machine: u32,
    hash: Hash,
    has_versions: bool,
    /// Where it is linked to: addresses are this much greater than offsets.
    bias: u64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Hash {
    Plain,
    Gnu,
    Both,
}

/// Every form that a kernel has, and more.
fn forms() -> Vec<Form> {
    let mut forms = Vec::new();
    for is_wide in [false, true] {
        for is_big in [false, true] {
            for machine in [elf::EM_NONE, elf::EM_S390] {
                for hash in [Hash::Plain, Hash::Gnu, Hash::Both] {
                    for has_versions in [false, true] {
                        for bias in [0, 0x10_0000, 0xffff_f000] {
                            forms.push(Form {
                                is_wide,
                                is_big,
                                machine,
                                hash,
                                has_versions,
                                bias,
                            });
                        }
                    }
                }
            }
        }
    }
    forms
}

/// Some of them, where every byte is tried.
fn some_forms() -> impl Iterator<Item = Form> {
    forms().into_iter().step_by(if cfg!(miri) { 29 } else { 5 })
}

/// A symbol to be: its name, value, type and binding, section, and the number of its version.
struct Symbol(&'static str, u64, u8, u16, u16);

const FUNCTION: u8 = ((elf::STB_GLOBAL << 4) | elf::STT_FUNC) as u8;
const WEAK: u8 = ((elf::STB_WEAK << 4) | elf::STT_NOTYPE) as u8;
const LOCAL: u8 = elf::STT_FUNC as u8;
const OBJECT: u8 = ((elf::STB_GLOBAL << 4) | elf::STT_OBJECT) as u8;

const SYMBOLS: &[Symbol] = &[
    Symbol("", 0, 0, 0, 0),
    Symbol("__vdso_local", 0x10, LOCAL, 1, 0),
    Symbol("__vdso_undefined", 0x11, FUNCTION, 0, 2),
    Symbol("__vdso_data", 0x12, OBJECT, 1, 2),
    Symbol("__vdso_time", 0x20, FUNCTION, 1, 3),
    Symbol("__vdso_time", 0x21, FUNCTION, 1, 2),
    Symbol("__vdso_getcpu", 0x30, WEAK, 1, 0x8002),
    Symbol("__vdso_far", 0xffff_ffff, FUNCTION, 1, 2),
    Symbol("__vdso_clock_gettime64", 0x40, FUNCTION, 1, 2),
    Symbol("__vdso_clock_gettime", 0x41, FUNCTION, 1, 2),
];

/// The bytes of an image under construction.
struct Builder {
    form: Form,
    bytes: Vec<u8>,
}

impl Builder {
    fn number(&mut self, value: u64, size: usize) -> &mut Self {
        let bytes = value.to_le_bytes();
        let bytes = bytes.get(..size).unwrap();
        if self.form.is_big {
            self.bytes.extend(bytes.iter().rev());
        } else {
            self.bytes.extend(bytes);
        }
        self
    }

    fn halves(&mut self, values: &[u16]) -> &mut Self {
        for &value in values {
            self.number(value.into(), 2);
        }
        self
    }

    fn words(&mut self, values: &[u32]) -> &mut Self {
        for &value in values {
            self.number(value.into(), 4);
        }
        self
    }

    fn address(&mut self, value: u64) -> &mut Self {
        self.number(value, if self.form.is_wide { 8 } else { 4 })
    }

    /// Aligned to 8 bytes: the place of what comes next.
    fn place(&mut self) -> u64 {
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
        self.bytes.len() as u64
    }
}

fn build(form: Form) -> Vec<u8> {
    let Form {
        is_wide,
        is_big,
        bias,
        ..
    } = form;
    let (header, program_header) = if is_wide { (64, 56) } else { (52, 32) };
    // Headers last, since they say where the rest is.
    let mut image = Builder {
        form,
        bytes: vec![0; header + 2 * program_header],
    };

    let mut texts = Vec::from([0]);
    let mut text = |text: &str| {
        let place = texts.len() as u32;
        texts.extend(text.bytes().chain([0]));
        place
    };
    let names: Vec<u32> = SYMBOLS.iter().map(|symbol| text(symbol.0)).collect();
    let versions = ["linux-vdso.so.1", "LINUX_2.6", "LINUX_9"].map(&mut text);

    let symbols = image.place();
    for (&Symbol(_, value, info, section, _), &name) in SYMBOLS.iter().zip(&names) {
        let value = value.wrapping_add(bias);
        image.words(&[name]);
        if is_wide {
            image.number(info.into(), 1).number(0, 1).halves(&[section]);
            image.address(value).address(0);
        } else {
            image.words(&[value as u32, 0]);
            image.number(info.into(), 1).number(0, 1).halves(&[section]);
        }
    }
    let strings = image.place();
    image.bytes.extend(texts);

    let numbers = image.place();
    image.halves(&SYMBOLS.iter().map(|symbol| symbol.4).collect::<Vec<_>>());
    let definitions = image.place();
    for (index, name) in versions.into_iter().enumerate() {
        let flags = if index == 0 { elf::VER_FLG_BASE } else { 0 } as u16;
        image.halves(&[1, flags, index as u16 + 1, 1]);
        let next = if index + 1 < versions.len() { 28 } else { 0 };
        image.words(&[0, 20, next, name, 0]);
    }

    let hash = image.place();
    let count = SYMBOLS.len() as u64;
    let wide_words = is_wide && form.machine == elf::EM_S390;
    for value in [0, count] {
        image.number(value, if wide_words { 8 } else { 4 });
    }
    let gnu_hash = image.place();
    // Three buckets, one of them empty, for the symbols from the third on; one filter word; the ends of chains are marked.
    image.words(&[3, 2, 1, 0]).address(0).words(&[2, 0, 6]);
    let ends = [5, SYMBOLS.len() as u32 - 1];
    let chains: Vec<u32> = (2..SYMBOLS.len() as u32)
        .map(|index| 0x1230 | u32::from(ends.contains(&index)))
        .collect();
    image.words(&chains);

    let dynamic = image.place();
    let mut entries = Vec::from([(elf::DT_SYMTAB, symbols), (elf::DT_STRTAB, strings)]);
    if form.hash != Hash::Gnu {
        entries.push((elf::DT_HASH, hash));
    }
    if form.hash != Hash::Plain {
        entries.push((elf::DT_GNU_HASH, gnu_hash));
    }
    if form.has_versions {
        entries.push((elf::DT_VERSYM, numbers));
        entries.push((elf::DT_VERDEF, definitions));
    }
    for (tag, place) in entries {
        image.address(tag.into()).address(place.wrapping_add(bias));
    }
    image.address(elf::DT_NULL.into()).address(0);
    let size = image.bytes.len() as u64;

    let rest = image.bytes.split_off(header + 2 * program_header);
    image.bytes.clear();
    image.bytes.extend(b"\x7fELF");
    image
        .bytes
        .extend([1 + u8::from(is_wide), 1 + u8::from(is_big), 1]);
    image.bytes.resize(16, 0);
    image.halves(&[elf::ET_DYN as u16, form.machine as u16]);
    image
        .words(&[1])
        .address(0)
        .address(header as u64)
        .address(0);
    image.words(&[0]);
    image.halves(&[header as u16, program_header as u16, 2, 0, 0, 0]);
    let dynamic_size = size - dynamic;
    for (kind, place, size) in [
        (elf::PT_DYNAMIC, dynamic, dynamic_size),
        (elf::PT_LOAD, 0, size),
    ] {
        let address = place.wrapping_add(bias);
        image.words(&[kind]);
        if is_wide {
            image.words(&[5]);
        }
        image.address(place).address(address).address(address);
        image.address(size).address(size);
        if !is_wide {
            image.words(&[5]);
        }
        image.address(8);
    }
    image.bytes.extend(rest);
    image.bytes
}

fn find(bytes: &[u8], name: &str, version: &str) -> Option<usize> {
    Image::new(bytes)?.function(["__vdso_", name], version)
}

#[test]
fn functions_of_every_form() {
    for form in forms() {
        let bytes = build(form);
        assert_eq!(image::size(&bytes), Some(bytes.len()), "{form:?}");
        let find = |name, version| find(&bytes, name, version);
        assert_eq!(find("getcpu", "LINUX_2.6"), Some(0x30), "{form:?}");
        assert_eq!(find("clock_gettime", "LINUX_2.6"), Some(0x41), "{form:?}");
        assert_eq!(find("clock_gettime64", "LINUX_2.6"), Some(0x40), "{form:?}");
        let (old, new) = if form.has_versions {
            (0x21, 0x20)
        } else {
            (0x20, 0x20)
        };
        assert_eq!(find("time", "LINUX_2.6"), Some(old), "{form:?}");
        assert_eq!(find("time", "LINUX_9"), Some(new), "{form:?}");
        for version in ["LINUX_9", "LINUX_2.6.39", "LINUX_2", "", "linux-vdso.so.1"] {
            let found = find("getcpu", version);
            assert_eq!(found.is_none(), form.has_versions, "{form:?} {version}");
        }
        for name in ["local", "undefined", "data", "far", "clock_get", "", "none"] {
            assert_eq!(find(name, "LINUX_2.6"), None, "{form:?} {name}");
        }
        let image = Image::new(&bytes).unwrap();
        assert_eq!(image.function(["", ""], "LINUX_2.6"), None);
        assert_eq!(
            image.function(["_", "_vdso_getcpu"], "LINUX_2.6"),
            Some(0x30)
        );
    }
}

#[test]
fn truncated_images_have_no_function_beyond_their_end() {
    for form in some_forms() {
        let bytes = build(form);
        for len in 0..bytes.len() {
            let truncated: Vec<u8> = bytes.iter().take(len).copied().collect();
            assert_eq!(image::size(&truncated).unwrap_or(bytes.len()), bytes.len());
            if let Some(offset) = find(&truncated, "getcpu", "LINUX_2.6") {
                assert!(offset < len, "{form:?} {len}");
            }
        }
    }
}

#[test]
fn damaged_images_end_the_search() {
    for form in some_forms() {
        let mut bytes = build(form);
        let len = bytes.len();
        for at in 0..len {
            let old = bytes[at];
            for new in [0, 1, 0x7f, 0x80, 0xff, old ^ 1, old.wrapping_add(4)] {
                bytes[at] = new;
                let _ = image::size(&bytes);
                let found = find(&bytes, "getcpu", "LINUX_2.6");
                assert!(found.is_none_or(|offset| offset < len));
            }
            bytes[at] = old;
        }
    }
}

#[test]
fn noise_ends_the_search() {
    // xorshift64 (G. Marsaglia, Xorshift RNGs).
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let images: Vec<_> = some_forms().map(build).collect();
    for _ in 0..if cfg!(miri) { 100 } else { 20_000 } {
        let mut bytes = images[random() as usize % images.len()].clone();
        for _ in 0..1 + random() % 8 {
            let at = random() as usize % bytes.len();
            let run = 1 + random() as usize % 8;
            for byte in bytes.iter_mut().skip(at).take(run) {
                *byte = random() as u8;
            }
        }
        let found = find(&bytes, "getcpu", "LINUX_2.6");
        assert!(found.is_none_or(|offset| offset < bytes.len()));
    }
}

#[test]
fn what_is_no_image() {
    for bytes in [
        &[][..],
        b"\x7fELF",
        &[0; 4096],
        &[0xff; 4096],
        b"#!/bin/sh\n",
    ] {
        assert_eq!(image::size(bytes), None);
        assert!(Image::new(bytes).is_none());
    }
    let form = forms()[0];
    for (at, value) in [(0, 0x7e), (4, 0), (4, 3), (5, 0), (5, 3)] {
        let mut bytes = build(form);
        bytes[at] = value;
        assert!(Image::new(&bytes).is_none(), "{at} {value}");
    }
}

/// The image of this process has what its kernel says that it has, and nothing else.
#[test]
#[cfg_attr(miri, ignore = "asks the kernel")]
fn own_image() {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let mapped: Option<String> = maps
        .lines()
        .find(|line| line.ends_with("[vdso]"))
        .map(String::from);
    let Some(mapped) = mapped else {
        std::println!("SKIPPED own_image: the process has no vDSO");
        assert!(!super::is_present());
        return;
    };
    assert_eq!(super::is_present(), crate::linux::arch::VDSO.is_some());
    let (from, rest) = mapped.split_once('-').unwrap();
    let (to, _) = rest.split_once(' ').unwrap();
    let [from, to] = [from, to].map(|text| usize::from_str_radix(text, 16).unwrap());
    for name in super::CLOCKS {
        if let Some(function) = super::lookup(name) {
            assert!((from..to).contains(&function.addr().get()), "{name}");
        }
    }
    assert_eq!(super::lookup("clock_gettim"), None);
    assert_eq!(super::lookup(""), None);
}

/// Both ways to the auxiliary vector lead to the same.
#[test]
#[cfg_attr(miri, ignore = "asks the kernel")]
fn auxiliary_vector() {
    use crate::linux::{self, kernel::system};
    use syscall_consts::linux::AUX;
    let page = linux::getauxval(AUX::PAGESZ).unwrap();
    assert!(page >= 4096 && page.is_power_of_two());
    assert_eq!(linux::getauxval(AUX(0x7fff_fff0)), None);
    let (mut one, mut other) = ([[0; 2]; 64], [[0; 2]; 64]);
    system::auxv_of_file(&mut one).unwrap();
    assert!(one.contains(&[AUX::PAGESZ.0 as usize, page]));
    match system::auxv_of_kernel(&mut other) {
        Ok(()) => assert_eq!(one, other),
        Err(errno) => assert_eq!(errno, crate::Errno::EINVAL),
    }
}
