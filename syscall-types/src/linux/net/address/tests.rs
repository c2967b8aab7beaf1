//! Text forms of addresses, good and hostile.

extern crate std;
use std::string::ToString;

use super::*;

#[test]
fn ipv4() {
    for text in ["0.0.0.0", "127.0.0.1", "255.255.255.255", "10.20.30.40"] {
        assert_eq!(text.parse::<in_addr>().unwrap().to_string(), text);
    }
    for text in [
        "",
        ".",
        "...",
        "1.2.3",
        "1.2.3.4.",
        ".1.2.3.4",
        "1.2.3.4.5",
        "1..3.4",
        "256.0.0.1",
        "1.2.3.999999999999999999999",
        "01.2.3.4",
        "1.2.3.00",
        "1.2.3.4 ",
        " 1.2.3.4",
        "+1.2.3.4",
        "-1.2.3.4",
        "a.b.c.d",
        "1.2.3.4\0",
        "0x7f.0.0.1",
        "²",
    ] {
        assert_eq!(text.parse::<in_addr>(), Err(BadAddress), "{text:?}");
    }
    assert_eq!(in_addr::parse(b"1.2.3.\xff"), None);
    assert_eq!(in_addr::from_host(0x7f00_0001), in_addr::LOOPBACK);
    assert_eq!(in_addr::LOOPBACK.to_host(), 0x7f00_0001);
    assert_eq!(in_addr::from(Ipv4Addr::LOCALHOST), in_addr::LOOPBACK);
    assert_eq!(Ipv4Addr::from(in_addr::BROADCAST), Ipv4Addr::BROADCAST);
}

#[test]
fn ipv4_masks() {
    let mask = |bits| in_addr::host_mask(bits).map(|mask| mask.to_string());
    assert_eq!(mask(16).as_deref(), Some("0.0.255.255"));
    assert_eq!(mask(0).as_deref(), Some("255.255.255.255"));
    assert_eq!(mask(31).as_deref(), Some("0.0.0.1"));
    assert_eq!(mask(32).as_deref(), Some("0.0.0.0"));
    assert_eq!(mask(33), None);
    assert_eq!(mask(u32::MAX), None);
}

#[test]
fn ipv6() {
    for text in [
        "::",
        "::1",
        "fe80::",
        "::7:0:0:0",
        "0:0:0:9::",
        "2001:db8::5",
        "1:2:3:4:5:6:7:8",
        "1:0:0:2:3:4:5:6", // two groups stay
        "1::2:0:0:3",
        "1:0:0:2::3",
        "::2:3:4:5:6",
        "1:2:3:4:5::",
        "1::2:0:0:0", // the first of two equal runs
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "::ffff:102:304",
        "0:1:2:3:4:5:6:0",
    ] {
        assert_eq!(
            text.parse::<in6_addr>()
                .map(|address| address.to_string())
                .as_deref(),
            Ok(text)
        );
    }
    for (text, short) in [
        ("0:0:0:0:0:0:0:0", "::"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("::FFFF:1.2.3.4", "::ffff:102:304"),
        ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
        ("0001:0002::0ABC", "1:2::abc"),
        ("1::", "1::"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
        ("1:2::5:6:7:8", "1:2:0:0:5:6:7:8"),
        ("1::1.2.3.4", "1::102:304"),
    ] {
        assert_eq!(
            text.parse::<in6_addr>()
                .map(|address| address.to_string())
                .as_deref(),
            Ok(short),
            "{text}"
        );
    }
}

#[test]
fn ipv6_agrees_with_the_standard_library() {
    let mut state = 1_u32;
    for _ in 0..2000 {
        let groups = core::array::from_fn(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if state >> 31 == 0 {
                0
            } else {
                (state >> 12) as u16
            }
        });
        let address = in6_addr::from_groups(groups);
        assert_eq!(address.groups(), groups);
        let text = address.to_string();
        assert_eq!(
            text.parse::<Ipv6Addr>().map(in6_addr::from),
            Ok(address),
            "{text}"
        );
        let text = Ipv6Addr::from(address).to_string();
        assert_eq!(text.parse::<in6_addr>(), Ok(address), "{text}");
    }
}

#[test]
fn ipv6_hostile() {
    for text in [
        "",
        ":",
        ":::",
        "::::",
        "1",
        "1:2",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "1:2:3:4::5:6:7:8",
        "1::2::3",
        ":1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8:",
        ":1::2",
        "1::2:",
        "12345::",
        "::g",
        "::1 ",
        " ::1",
        "::1%eth0",
        "1.2.3.4",
        "::1.2.3",
        "::1.2.3.4.5",
        "::1.2.3.256",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1\0",
        "::+1",
        "::-1",
        "[::1]",
        "::é",
        "1:2:3:4:5:6:7:8:1.2.3.4",
    ] {
        assert_eq!(text.parse::<in6_addr>(), Err(BadAddress), "{text:?}");
        assert!(text.parse::<Ipv6Addr>().is_err(), "{text:?}");
    }
    assert_eq!(in6_addr::parse(&[b':'; 1000]), None);
    assert_eq!(in6_addr::parse(&[0xff; 40]), None);
}

#[test]
fn ethernet() {
    assert_eq!(
        "02:1b:44:11:3a:b7".parse::<macaddr>().unwrap().to_string(),
        "02:1b:44:11:3a:b7"
    );
    assert_eq!(
        "2:1B:44:11:3A:b7".parse::<macaddr>().unwrap().to_string(),
        "02:1b:44:11:3a:b7"
    );
    for text in [
        "",
        "02:1b:44:11:3a",
        "02:1b:44:11:3a:b7:00",
        "021b44113ab7",
        "02-1b-44-11-3a-b7",
        "02:1b:44:11:3a:1b7",
        "02::44:11:3a:b7",
        "g2:1b:44:11:3a:b7",
    ] {
        assert_eq!(text.parse::<macaddr>(), Err(BadAddress), "{text:?}");
    }
}

#[test]
fn socket_addresses() {
    let address = sockaddr_in::new(in_addr::LOOPBACK, 8080);
    assert_eq!((address.sin_family, address.port()), (2, 8080));
    assert_eq!(address.sin_port.to_ne_bytes(), [0x1f, 0x90]);
    let address = sockaddr_in6::new(in6_addr::LOOPBACK, 443);
    assert_eq!(
        (address.sin6_family, address.port(), address.sin6_scope_id),
        (10, 443, 0)
    );
    let address = "192.0.2.1:80".parse::<SocketAddrV4>().unwrap();
    assert_eq!(sockaddr_in::from(address).port(), 80);
    assert_eq!(SocketAddrV4::from(sockaddr_in::from(address)), address);
    let address = SocketAddrV6::new(Ipv6Addr::LOCALHOST, 81, 7, 9);
    assert_eq!(sockaddr_in6::from(address).sin6_scope_id, 9);
    assert_eq!(SocketAddrV6::from(sockaddr_in6::from(address)), address);
}
