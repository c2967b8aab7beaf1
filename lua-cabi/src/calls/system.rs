//! The system as a whole, and what belongs to no other topic. Sections 2 and 3 of the Linux manual.

use crate::context::Cx;
use crate::convert::buffer::{BytesMut, limit, limit_mut};
use crate::convert::flags::Flags;
use crate::convert::object::Out;
use crate::convert::result::{Argument, Checked};
use crate::convert::row::calls;
use crate::convert::text::{Path, Text, until_zero};
use crate::convert::{IntoLua, Push, Within};
use crate::object::number::{Count, ErrorNumber};
use core::ffi::{CStr, c_char, c_int};
use core::mem::MaybeUninit;
use syscall_consts::Errno;
use syscall_consts::linux::nr::{Arch, number};
use syscall_consts::native::{GRND, SYSLOG_ACTION};
use syscall_raw::native as sys;
use syscall_types::native::{sysinfo, utsname};

calls! { CALLS:
    /// The system's names: a table of `sysname`, `nodename`, `release`, `version`, `machine`, `domainname`. uname(2)
    uname() -> Names[];
    /// The host's name. gethostname(2)
    gethostname() -> Name[];
    /// The NIS domain's name. getdomainname(2)
    getdomainname() -> Name[];
    /// Uptime, loads, memory and swap of the system. Memory is counted in units of `mem_unit` bytes. sysinfo(2)
    sysinfo(info: Out<sysinfo>) -> Argument<1>;
    /// Sets the host's name, `len` bytes of it, in the namespace of the process. sethostname(2)
    sethostname(name: Text, len: Option<Count>) -> ();
    /// Sets the NIS domain's name, `len` bytes of it, in the namespace of the process. setdomainname(2)
    setdomainname(name: Text, len: Option<Count>) -> ();
    /// Fills a buffer, or `count` bytes of it, with what nobody can guess; how many. getrandom(2)
    getrandom(buf: BytesMut, count: Option<Count>, flags: Flags<GRND>) -> usize;
    /// The number of the last error that a call of this module met; with `new`, sets it. errno(3)
    errno(new: Option<ErrorNumber>) -> LastError;
}

calls! { NUMBERS:
    /// The number of a system call of this machine by its name, or nil. syscalls(2)
    nr(name: Path) -> Option<u32>;
}

calls! { LOG:
    /// Reads the kernel's log into a buffer, or `len` bytes of it, or does something else with it, for which `len` is the level; how many bytes. syslog(2)
    syslog(type_: Flags<SYSLOG_ACTION>, buf: Option<BytesMut>, len: Option<Count>) -> usize;
}

fn syslog(action: SYSLOG_ACTION, buf: Option<&mut [u8]>, len: Option<usize>) -> Checked<usize> {
    let Some(buf) = buf else {
        let level = i32::try_from(len.unwrap_or(0));
        return Ok(level
            .map_err(|_| Errno::EINVAL)
            .and_then(|level| sys::syslog_control(action, level)));
    };
    let buf = limit_mut(buf, len).map_err(|raise| raise.at(3))?;
    Ok(sys::syslog(action, buf))
}

fn nr(name: &CStr) -> Option<u32> {
    number(Arch::native(), name.to_str().ok()?)
}

/// Pushes a name of the system, up to its first zero byte. May raise (memory).
fn push_name(cx: &mut Cx, name: &[c_char]) {
    // SAFETY: `c_char` is a byte.
    until_zero(unsafe { core::slice::from_raw_parts(name.as_ptr().cast(), name.len()) }).push(cx);
}

/// One of the system's names.
struct Name;

impl Within for Name {
    type Room = MaybeUninit<utsname>;
    type Value<'r> = &'r [c_char];
    const RESULTS: &'static [&'static str] = &["string"];

    #[inline(always)]
    fn room() -> Self::Room {
        MaybeUninit::uninit()
    }

    fn deliver(cx: &mut Cx, name: &[c_char]) -> c_int {
        push_name(cx, name);
        1
    }
}

/// All of them.
struct Names;

impl Within for Names {
    type Room = MaybeUninit<utsname>;
    type Value<'r> = &'r utsname;
    const RESULTS: &'static [&'static str] = &["table"];

    #[inline(always)]
    fn room() -> Self::Room {
        MaybeUninit::uninit()
    }

    fn deliver(cx: &mut Cx, names: &utsname) -> c_int {
        cx.push_table(0, 6);
        for (key, name) in [
            ("sysname", &names.sysname),
            ("nodename", &names.nodename),
            ("release", &names.release),
            ("version", &names.version),
            ("machine", &names.machine),
            ("domainname", &names.domainname),
        ] {
            push_name(cx, name);
            cx.raw_set_field(-2, key);
        }
        1
    }
}

fn uname(room: &mut MaybeUninit<utsname>) -> Result<&utsname, Errno> {
    sys::uname(room).map(|names| &*names)
}

fn gethostname(room: &mut MaybeUninit<utsname>) -> Result<&[c_char], Errno> {
    uname(room).map(|names| &names.nodename[..])
}

fn getdomainname(room: &mut MaybeUninit<utsname>) -> Result<&[c_char], Errno> {
    uname(room).map(|names| &names.domainname[..])
}

fn sethostname(name: &[u8], len: Option<usize>) -> Checked<()> {
    let name = limit(name, len).map_err(|raise| raise.at(2))?;
    Ok(sys::sethostname(name))
}

fn setdomainname(name: &[u8], len: Option<usize>) -> Checked<()> {
    let name = limit(name, len).map_err(|raise| raise.at(2))?;
    Ok(sys::setdomainname(name))
}

fn getrandom(buf: &mut [u8], count: Option<usize>, flags: GRND) -> Checked<usize> {
    let buf = limit_mut(buf, count).map_err(|raise| raise.at(2))?;
    Ok(sys::getrandom(buf, flags))
}

fn sysinfo(info: &mut MaybeUninit<sysinfo>) -> Result<(), Errno> {
    sys::sysinfo(info).map(|_| ())
}

/// The number of the last error so far; what the call gives is it from then on.
struct LastError;

impl IntoLua for LastError {
    type Value = Option<u16>;
    type Slot = ();
    const RESULTS: &'static [&'static str] = &["integer"];

    fn reserve(_: &mut Cx) {}

    fn deliver(cx: &mut Cx, _: (), new: Option<u16>) -> c_int {
        cx.errno().push(cx);
        if let Some(new) = new {
            cx.set_errno(new);
        }
        1
    }
}

fn errno(new: Option<u16>) -> Option<u16> {
    new
}
