//! The requests of input devices that take a parameter (linux/input.h). `len` is the size of the caller's buffer in bytes.

#![allow(non_snake_case, reason = "the kernel's own names")]

use super::code::{_IOR, _IOW};

/// Bytes of `struct input_absinfo`: six 32-bit numbers.
const ABSINFO: usize = 24;

macro_rules! buffers {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal;)*) => {
        $(
            $(#[doc = $doc])+
            pub const fn $name(len: usize) -> u32 {
                _IOR(b'E', $number, len)
            }
        )*
    };
}

buffers! {
    /// `EVIOCGNAME`: the device's name, as text.
    EVIOCGNAME = 0x06;
    /// `EVIOCGPHYS`: where the device is, as text.
    EVIOCGPHYS = 0x07;
    /// `EVIOCGUNIQ`: the device's serial number, as text.
    EVIOCGUNIQ = 0x08;
    /// `EVIOCGPROP`: a bit set of the device's properties ([`INPUT_PROP`](crate::linux::INPUT_PROP)).
    EVIOCGPROP = 0x09;
    /// `EVIOCGMTSLOTS`: the values of one multitouch axis in all slots.
    EVIOCGMTSLOTS = 0x0a;
    /// `EVIOCGKEY`: a bit set of the keys that are down ([`KEY`](crate::linux::KEY)).
    EVIOCGKEY = 0x18;
    /// `EVIOCGLED`: a bit set of the lights that are on ([`LED`](crate::linux::LED)).
    EVIOCGLED = 0x19;
    /// `EVIOCGSND`: a bit set of the sounds that are on ([`SND`](crate::linux::SND)).
    EVIOCGSND = 0x1a;
    /// `EVIOCGSW`: a bit set of the switches that are on.
    EVIOCGSW = 0x1b;
}

/// `EVIOCGBIT`: a bit set of the codes that the device can send for one type of event ([`EV`](crate::linux::EV)).
pub const fn EVIOCGBIT(event: u8, len: usize) -> u32 {
    _IOR(b'E', 0x20_u8.wrapping_add(event), len)
}

/// `EVIOCGABS`: value and range of an absolute axis ([`ABS`](crate::linux::ABS)), a `struct input_absinfo`.
pub const fn EVIOCGABS(axis: u8) -> u32 {
    _IOR(b'E', 0x40_u8.wrapping_add(axis), ABSINFO)
}

/// `EVIOCSABS`: sets value and range of an absolute axis ([`ABS`](crate::linux::ABS)), a `struct input_absinfo`.
pub const fn EVIOCSABS(axis: u8) -> u32 {
    _IOW(b'E', 0xc0_u8.wrapping_add(axis), ABSINFO)
}
