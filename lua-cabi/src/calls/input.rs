//! Requests to input devices that take a parameter: members of `c.IOCTL`. linux/input.h

#![allow(non_snake_case, reason = "the kernel's own names")]

use crate::convert::request::Request;
use crate::convert::row::calls;
use crate::object::number::{RequestDigit, RequestSize};
use syscall_consts::native::ioctl::{self as requests, Argument};

calls! { REQUESTS:
    /// The name of an input device. linux/input.h
    EVIOCGNAME(len: RequestSize) -> Request;
    /// Where an input device is. linux/input.h
    EVIOCGPHYS(len: RequestSize) -> Request;
    /// The serial number of an input device. linux/input.h
    EVIOCGUNIQ(len: RequestSize) -> Request;
    /// The properties of an input device, a bit each. linux/input.h
    EVIOCGPROP(len: RequestSize) -> Request;
    /// The keys that are down, a bit each. linux/input.h
    EVIOCGKEY(len: RequestSize) -> Request;
    /// The lights that are on, a bit each. linux/input.h
    EVIOCGLED(len: RequestSize) -> Request;
    /// The sounds that are on, a bit each. linux/input.h
    EVIOCGSND(len: RequestSize) -> Request;
    /// The switches that are on, a bit each. linux/input.h
    EVIOCGSW(len: RequestSize) -> Request;
    /// The codes of a type of events that a device can send, a bit each. linux/input.h
    EVIOCGBIT(ev: RequestDigit, len: RequestSize) -> Request;
    /// Value and range of an absolute axis. linux/input.h
    EVIOCGABS(abs: RequestDigit) -> Request;
    /// Sets value and range of an absolute axis. linux/input.h
    EVIOCSABS(abs: RequestDigit) -> Request;
}

/// A request that fills so many bytes.
fn filling(request: fn(usize) -> u32, len: u16) -> Request {
    let len = usize::from(len);
    Request {
        number: request(len),
        argument: Some(Argument {
            type_name: "buffer",
            read: true,
            write: false,
            singleton: false,
            by_value: false,
        }),
        count: Some(len),
    }
}

fn EVIOCGNAME(len: u16) -> Request {
    filling(requests::EVIOCGNAME, len)
}

fn EVIOCGPHYS(len: u16) -> Request {
    filling(requests::EVIOCGPHYS, len)
}

fn EVIOCGUNIQ(len: u16) -> Request {
    filling(requests::EVIOCGUNIQ, len)
}

fn EVIOCGPROP(len: u16) -> Request {
    filling(requests::EVIOCGPROP, len)
}

fn EVIOCGKEY(len: u16) -> Request {
    filling(requests::EVIOCGKEY, len)
}

fn EVIOCGLED(len: u16) -> Request {
    filling(requests::EVIOCGLED, len)
}

fn EVIOCGSND(len: u16) -> Request {
    filling(requests::EVIOCGSND, len)
}

fn EVIOCGSW(len: u16) -> Request {
    filling(requests::EVIOCGSW, len)
}

fn EVIOCGBIT(ev: u8, len: u16) -> Request {
    Request {
        number: requests::EVIOCGBIT(ev, len.into()),
        ..filling(requests::EVIOCGPROP, len)
    }
}

/// A request about the range of an axis.
fn axis(number: u32, read: bool) -> Request {
    Request {
        number,
        argument: Some(Argument {
            type_name: "input_absinfo",
            read,
            write: !read,
            singleton: false,
            by_value: false,
        }),
        count: None,
    }
}

fn EVIOCGABS(abs: u8) -> Request {
    axis(requests::EVIOCGABS(abs), true)
}

fn EVIOCSABS(abs: u8) -> Request {
    axis(requests::EVIOCSABS(abs), false)
}
