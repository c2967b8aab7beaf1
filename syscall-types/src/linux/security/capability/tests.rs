extern crate std;
use std::string::ToString;
use std::vec::Vec;

use super::*;

#[test]
fn members_of_a_set() {
    let mut set = cap::EMPTY;
    for number in 0..64 {
        assert!(set.set(CAP(number), true) && set.contains(CAP(number)));
        assert_eq!(set.iter().collect::<Vec<_>>(), [CAP(number)]);
        assert_eq!(set.bits(), 1 << number);
        assert!(set.set(CAP(number), false) && set.is_empty());
    }
    for number in [64, u32::MAX] {
        assert!(!set.set(CAP(number), true) && !set.contains(CAP(number)));
    }
    assert_eq!(cap::from_bits(1 << 40).cap, [0, 1 << 8]);
}

#[test]
fn names_of_a_set() {
    let set = cap::parse(b"NET_RAW, cap_kill,63").unwrap();
    assert_eq!(set.to_string(), "cap_kill,cap_net_raw,63");
    assert_eq!(cap::parse(set.to_string().as_bytes()), Some(set));
    assert_eq!(cap::parse(b" "), Some(cap::EMPTY));
    for text in [
        "net_rawx",
        "cap_",
        "64",
        ",",
        "kill,",
        "-1",
        "cap_5x",
        "99999999999999999999",
    ] {
        assert_eq!(cap::parse(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn text_of_all_sets() {
    for (text, shown) in [
        ("", "="),
        ("=", "="),
        ("cap_kill=ep", "cap_kill=ep"),
        ("kill+p cap_net_raw+i kill+e", "cap_kill=ep cap_net_raw=i"),
        (
            "cap_kill,cap_net_raw=eip cap_kill-e",
            "cap_kill=ip cap_net_raw=eip",
        ),
        ("all=p all-p cap_kill+p", "cap_kill=p"),
        ("cap_kill=eip cap_kill=i", "cap_kill=i"),
        ("cap_kill=e+p-e", "cap_kill=p"),
        ("=eip =", "="),
    ] {
        let sets = capabilities::parse(text.as_bytes()).unwrap();
        let mut clauses: Vec<_> = sets
            .to_string()
            .split(' ')
            .map(ToString::to_string)
            .collect();
        clauses.sort();
        let mut expected: Vec<_> = shown.split(' ').map(ToString::to_string).collect();
        expected.sort();
        assert_eq!(clauses, expected, "{text}");
        assert_eq!(capabilities::parse(sets.to_string().as_bytes()), Some(sets));
    }
    assert_eq!(capabilities::parse(b"=p").unwrap().permitted, cap::all());
    for text in [
        "cap_kill",
        "+p",
        "-e",
        "cap_kill+",
        "cap_kill=x",
        "nothing=p",
        "all",
        "cap_kill=p,",
        "=p=q",
    ] {
        assert_eq!(capabilities::parse(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn the_arguments_of_the_calls() {
    let mut sets = capabilities::EMPTY;
    sets.pid = 7;
    sets.effective = cap::from_bits(0x1_0000_0002);
    sets.inheritable = cap::from_bits(3);
    let (header, data) = sets.split();
    assert_eq!((header.version, header.pid), (0x2008_0522, 7));
    assert_eq!(
        (data[0].effective, data[1].effective, data[0].inheritable),
        (2, 1, 3)
    );
    assert_eq!(capabilities::join(header, data), sets);
}

#[test]
fn files() {
    // cap_net_raw=ep as setcap(8) writes it.
    let bytes = [
        1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
    let mut file = FileCapabilities::from_bytes(&bytes).unwrap();
    assert_eq!(file.permitted.to_string(), "cap_net_raw");
    assert!(file.effective && file.inheritable.is_empty() && file.rootid.is_none());
    assert_eq!(file.to_bytes(&mut [0xff; 24]), bytes);

    file.rootid = Some(100_000);
    file.inheritable = cap::from_bits(u64::MAX);
    let mut buffer = [0; 24];
    assert_eq!(file.to_bytes(&mut buffer).len(), 24);
    assert_eq!(buffer[3], 3);
    assert_eq!(FileCapabilities::from_bytes(&buffer), Some(file));

    let first = [0, 0, 0, 1, 1, 0, 0, 0, 2, 0, 0, 0];
    let file = FileCapabilities::from_bytes(&first).unwrap();
    assert_eq!(
        (
            file.permitted.bits(),
            file.inheritable.bits(),
            file.effective
        ),
        (1, 2, false)
    );
}

#[test]
fn files_that_contradict_themselves() {
    for revision in 0..=4 {
        for len in 0..=32 {
            let mut bytes = [0; 32];
            bytes[3] = revision;
            let right = matches!((revision, len), (1, 12) | (2, 20) | (3, 24));
            assert_eq!(
                FileCapabilities::from_bytes(&bytes[..len]).is_some(),
                right,
                "{revision} in {len}"
            );
        }
    }
}
