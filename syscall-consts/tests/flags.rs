//! The types of flags against what `bitflags::bitflags!` makes of the same constants.

use std::fmt::Debug;

use syscall_consts::linux::MAP;

bitflags::bitflags! {
    /// The same flags, declared with the macro.
    #[derive(Copy, Clone, Debug, PartialEq, Eq)]
    struct Twin: u32 {
        const SHARED = MAP::SHARED.bits();
        const PRIVATE = MAP::PRIVATE.bits();
        const FIXED = MAP::FIXED.bits();
        const ANONYMOUS = MAP::ANONYMOUS.bits();
        const _ = !0;
    }
}

/// Sets with few flags, many and all, with names and without.
fn sets() -> impl Iterator<Item = u32> + Clone {
    [0, 1, 2, 3, 0x10, 0x31, 0x8000_0001, 0x7fff_fffe, u32::MAX].into_iter()
}

fn pairs() -> impl Iterator<Item = (u32, u32)> {
    sets().flat_map(|a| sets().map(move |b| (a, b)))
}

#[test]
fn operators() {
    for (a, b) in pairs() {
        let (one, other) = (MAP::from_bits_retain(a), MAP::from_bits_retain(b));
        let (twin, its_other) = (Twin::from_bits_retain(a), Twin::from_bits_retain(b));
        let same = |flags: MAP, twin: Twin| assert_eq!(flags.bits(), twin.bits(), "{a:#x} {b:#x}");
        same(one | other, twin | its_other);
        same(one & other, twin & its_other);
        same(one ^ other, twin ^ its_other);
        same(one - other, twin - its_other);
        same(!one, !twin);
        same(one.union(other), twin.union(its_other));
        same(one.intersection(other), twin.intersection(its_other));
        same(one.difference(other), twin.difference(its_other));
        same(
            one.symmetric_difference(other),
            twin.symmetric_difference(its_other),
        );
        same(one.complement(), twin.complement());
        assert_eq!(one.contains(other), twin.contains(its_other));
        assert_eq!(one.intersects(other), twin.intersects(its_other));
        assert_eq!(one.is_empty(), twin.is_empty());
        same([one, other].into_iter().collect(), twin | its_other);
    }
    assert_eq!(MAP::all().bits(), Twin::all().bits());
    assert_eq!(MAP::empty().bits(), Twin::empty().bits());
    assert_eq!(MAP::default(), MAP::empty());
}

#[test]
fn changes() {
    /// A change, written once for both types.
    macro_rules! change {
        ($body:expr) => {
            for (a, b) in pairs() {
                let mut flags = MAP::from_bits_retain(a);
                let mut twin = Twin::from_bits_retain(a);
                let change: fn(&mut MAP, MAP) = $body;
                change(&mut flags, MAP::from_bits_retain(b));
                let change: fn(&mut Twin, Twin) = $body;
                change(&mut twin, Twin::from_bits_retain(b));
                assert_eq!(flags.bits(), twin.bits(), "{a:#x} {b:#x}");
            }
        };
    }
    change!(|flags, other| *flags |= other);
    change!(|flags, other| *flags &= other);
    change!(|flags, other| *flags ^= other);
    change!(|flags, other| *flags -= other);
    change!(|flags, other| flags.insert(other));
    change!(|flags, other| flags.remove(other));
    change!(|flags, other| flags.toggle(other));
    change!(|flags, other| flags.set(other, true));
    change!(|flags, other| flags.set(other, false));
    change!(|flags, other| flags.extend([other, other]));
}

#[test]
fn members() {
    use bitflags::Flags;

    let flags = MAP::PRIVATE | MAP::ANONYMOUS | MAP::from_bits_retain(1 << 31);
    let twin = Twin::from_bits_retain(flags.bits());
    let numbers: Vec<u32> = flags.iter().map(|flag| flag.bits()).collect();
    assert_eq!(
        numbers,
        twin.iter().map(|flag| flag.bits()).collect::<Vec<_>>()
    );
    assert_eq!(
        numbers,
        flags
            .into_iter()
            .map(|flag| flag.bits())
            .collect::<Vec<_>>()
    );
    let names: Vec<&str> = flags.iter_names().map(|(name, _)| name).collect();
    assert_eq!(names, ["PRIVATE", "ANONYMOUS"]);
    assert_eq!(MAP::from_name("FIXED"), Some(MAP::FIXED));
    assert_eq!(MAP::from_name(""), None);
    assert_eq!(
        MAP::from_bits(1 << 31),
        Some(MAP::from_bits_retain(1 << 31))
    );
}

#[test]
fn text() {
    let same = |flags: &dyn Debug, text: &str| assert_eq!(format!("{flags:?}"), text);
    same(&MAP::empty(), "MAP(0x0)");
    same(&(MAP::SHARED | MAP::FIXED), "MAP(SHARED | FIXED)");
    same(
        &MAP::from_bits_retain(0x8000_0001),
        "MAP(SHARED | 0x80000000)",
    );
    for bits in sets() {
        let (flags, twin) = (MAP::from_bits_retain(bits), Twin::from_bits_retain(bits));
        assert_eq!(
            format!("{flags:#x} {flags:X}"),
            format!("{twin:#x} {twin:X}")
        );
        assert_eq!(format!("{flags:o} {flags:b}"), format!("{twin:o} {twin:b}"));
    }
}

#[test]
fn a_flag_that_has_the_bits_of_another_stands_for_both() {
    use syscall_consts::linux::{IN, O, S_I};

    let same = |flags: &dyn Debug, text: &str| assert_eq!(format!("{flags:?}"), text);
    same(&O::TMPFILE, "O(TMPFILE)");
    same(&O::DIRECTORY, "O(DIRECTORY)");
    same(&(O::TMPFILE | O::DIRECTORY | O::RDWR), "O(TMPFILE | RDWR)");
    same(
        &(O::TMPFILE - O::DIRECTORY),
        &format!("O({:#x})", (O::TMPFILE - O::DIRECTORY).bits()),
    );
    same(&O::SYNC, "O(SYNC)");
    same(&O::DSYNC, "O(DSYNC)");
    same(&(O::SYNC | O::DSYNC | O::APPEND), "O(SYNC | APPEND)");
    same(&S_I::FSOCK, "S_I(FSOCK)");
    same(&S_I::FBLK, "S_I(FBLK)");
    same(
        &(S_I::FREG | S_I::RWXU | S_I::RGRP),
        "S_I(RWXU | RGRP | FREG)",
    );
    same(&IN::CLOSE, "IN(CLOSE)");
    same(&IN::CLOSE_WRITE, "IN(CLOSE_WRITE)");
}

/// Every flag of every group is said by a name of its own, and read back as itself.
#[test]
fn what_is_printed_is_read_back() {
    use bitflags::parser::{self, ParseHex, WriteHex};
    use std::collections::BTreeMap;
    use syscall_consts::{Constants, Flags};

    /// The flags with that many bits and a name.
    fn check<F: Flags<Bits: WriteHex + ParseHex> + Constants + Debug>() {
        let mut names = BTreeMap::<i64, Vec<&str>>::new();
        for flag in F::FLAGS.iter().filter(|flag| flag.is_named()) {
            let all = names.entry(flag.value().raw()).or_default();
            all.push(flag.name());
        }
        names.remove(&0);
        for (&bits, names) in &names {
            let flag = F::from_raw(bits);
            let mut text = String::new();
            parser::to_writer(&flag, &mut text).unwrap();
            assert!(
                names.contains(&text.as_str()),
                "{flag:?} is one of {names:?}"
            );
            let read = parser::from_str::<F>(&text).ok();
            assert_eq!(read.map(F::raw), Some(bits), "{flag:?}");
        }
    }

    use syscall_consts::linux::*;
    check::<O>();
    check::<S_I>();
    check::<MODE>();
    check::<IN>();
    check::<CLONE>();
    check::<EPOLL>();
    check::<MAP>();
    check::<MSG>();
    check::<SOCK>();
    check::<STATX>();
    check::<W>();
}
