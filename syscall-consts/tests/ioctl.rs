//! The requests of ioctl(2): the table, and how numbers are put together.
#![cfg(all(
    any(target_os = "linux", target_os = "android"),
    not(any(target_arch = "sparc", target_arch = "sparc64"))
))]

use std::collections::HashSet;

use syscall_consts::linux::ioctl::{self, Code, Encoding};
use syscall_consts::linux::nr::Arch;

#[test]
fn names_are_unique_and_in_order() {
    let names: Vec<_> = ioctl::iter().map(|request| request.name).collect();
    assert!(names.is_sorted());
    assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
    for request in ioctl::iter() {
        assert_eq!(ioctl::get(request.name), Some(request));
        let first = ioctl::find(request.number).expect("a request");
        assert_eq!(first.number, request.number, "{}", request.name);
    }
    for name in ["", "tiocgwinsz", "TIOCGWINSZ ", "EVIOCGNAME", "_IO", "\0"] {
        assert_eq!(ioctl::get(name), None, "{name:?}");
    }
    assert_eq!(ioctl::find(u32::MAX), None);
}

/// The number of a new request says which way the argument goes and how long it is; the description agrees.
#[test]
fn descriptions_agree_with_the_numbers() {
    for request in ioctl::iter() {
        let Some(argument) = request.argument else {
            continue;
        };
        assert!(argument.read || argument.write, "{}", request.name);
        assert!(!argument.by_value || argument.singleton, "{}", request.name);
        let code = Encoding::NATIVE.decode(request.number);
        // Old numbers have no parts, nor has one that takes a number by value.
        if code.size == 0 {
            continue;
        }
        assert_eq!(
            (code.read, code.write),
            (argument.read, argument.write),
            "{}",
            request.name
        );
        let size = match argument.type_name {
            // Its header has a pointer in the place of the number.
            _ if request.name == "PERF_EVENT_IOC_ID" => size_of::<usize>(),
            "int1" | "uint1" => 4,
            "uint2" | "uint64_1" => 8,
            "uintptr" => size_of::<usize>(),
            "winsize" => 8,
            "input_id" => 8,
            "vhost_vring_state" | "vhost_vring_file" | "vhost_memory" => 8,
            "vhost_vring_addr" | "input_keymap_entry" => 40,
            "sock_fprog" => 2 * size_of::<usize>(),
            _ => continue,
        };
        assert_eq!(usize::from(code.size), size, "{}", request.name);
    }
}

#[test]
fn arguments() {
    let argument = |name| {
        ioctl::get(name)
            .and_then(|request| request.argument)
            .expect("a description")
    };
    let size = argument("TIOCGWINSZ");
    assert_eq!(
        (size.type_name, size.read, size.write, size.singleton),
        ("winsize", true, false, false)
    );
    let lock = argument("TIOCSPTLCK");
    assert_eq!(
        (lock.type_name, lock.write, lock.singleton, lock.by_value),
        ("int1", true, true, false)
    );
    assert!(argument("UI_SET_EVBIT").by_value);
    let base = argument("VHOST_GET_VRING_BASE");
    assert!(base.read && base.write);
    assert_eq!(
        ioctl::get("FIONREAD").map(|request| request.argument),
        Some(None)
    );
}

/// A request that linux-raw-sys has is what the constructors make; so those that it lacks are right too.
#[test]
fn constructors() {
    assert_eq!(ioctl::_IOW(b'T', 0x31, 4), ioctl::TIOCSPTLCK);
    assert_eq!(ioctl::_IOR(b'T', 0x30, 4), ioctl::TIOCGPTN);
    assert_eq!(ioctl::_IOR(b'E', 0x02, 8), ioctl::EVIOCGID);
    assert_eq!(ioctl::_IO(0xaf, 0x01), ioctl::VHOST_SET_OWNER);
    assert_eq!(ioctl::_IOWR(0xaf, 0x12, 8), ioctl::VHOST_GET_VRING_BASE);
    assert_eq!(ioctl::_IO(b'U', 1), ioctl::UI_DEV_CREATE);
    assert_eq!(ioctl::_IOW(b'$', 4, 8), ioctl::PERF_EVENT_IOC_PERIOD);
    assert_eq!(ioctl::_IOWR(0xaa, 0x03, 40), ioctl::UFFDIO_COPY);
    assert_eq!(ioctl::_IO(0xb7, 0x03), ioctl::NS_GET_NSTYPE);
}

/// Numbers of both encodings from linux/input.h, linux/if_tun.h and asm/ioctls.h.
#[test]
fn encodings() {
    let name = Code {
        read: true,
        write: false,
        group: b'E',
        number: 6,
        size: 256,
    };
    let persist = Code {
        read: false,
        write: true,
        group: b'T',
        number: 203,
        size: 4,
    };
    let none = Code {
        read: false,
        write: false,
        group: b'$',
        number: 0,
        size: 0,
    };
    let both = Code {
        read: true,
        write: true,
        group: 0xaf,
        number: 0x12,
        size: 8,
    };
    for (code, generic, three_bits) in [
        (name, 0x8100_4506, 0x4100_4506),
        (persist, 0x4004_54cb, 0x8004_54cb),
        (none, 0x2400, 0x2000_2400),
        (both, 0xc008_af12, 0xc008_af12),
    ] {
        for (encoding, number) in [
            (Encoding::GENERIC, generic),
            (Encoding::THREE_BITS, three_bits),
        ] {
            assert_eq!(encoding.encode(code), number, "{code:?}");
            assert_eq!(encoding.decode(number), code);
        }
    }
    let large = Code {
        size: u16::MAX,
        ..name
    };
    assert_eq!(
        Encoding::GENERIC
            .decode(Encoding::GENERIC.encode(large))
            .size,
        0x3fff
    );
    assert_eq!(
        Encoding::THREE_BITS
            .decode(Encoding::THREE_BITS.encode(large))
            .size,
        0x1fff
    );
    assert_eq!(Encoding::of(Arch::Sparc64), Encoding::THREE_BITS);
    assert_eq!(Encoding::of(Arch::Aarch64), Encoding::GENERIC);
    assert_eq!(Encoding::NATIVE, Encoding::of(Arch::native()));
}

#[test]
fn requests_of_input_devices() {
    let decode = |number| Encoding::NATIVE.decode(number);
    let code = |number, size| Code {
        read: true,
        write: false,
        group: b'E',
        number,
        size,
    };
    assert_eq!(decode(ioctl::EVIOCGNAME(256)), code(0x06, 256));
    assert_eq!(decode(ioctl::EVIOCGPHYS(1)), code(0x07, 1));
    assert_eq!(decode(ioctl::EVIOCGUNIQ(64)), code(0x08, 64));
    assert_eq!(decode(ioctl::EVIOCGPROP(8)), code(0x09, 8));
    assert_eq!(decode(ioctl::EVIOCGMTSLOTS(8)), code(0x0a, 8));
    assert_eq!(decode(ioctl::EVIOCGKEY(96)), code(0x18, 96));
    assert_eq!(decode(ioctl::EVIOCGLED(2)), code(0x19, 2));
    assert_eq!(decode(ioctl::EVIOCGSND(1)), code(0x1a, 1));
    assert_eq!(decode(ioctl::EVIOCGSW(4)), code(0x1b, 4));
    assert_eq!(decode(ioctl::EVIOCGBIT(3, 8)), code(0x23, 8));
    assert_eq!(decode(ioctl::EVIOCGABS(0x35)), code(0x75, 24));
    let set = Code {
        read: false,
        write: true,
        ..code(0xf5, 24)
    };
    assert_eq!(decode(ioctl::EVIOCSABS(0x35)), set);
}
