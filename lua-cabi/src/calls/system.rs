//! The system as a whole, and what belongs to no other topic. Sections 2 and 3 of the Linux manual.

use super::calls;
use crate::context::Cx;
use crate::convert::Push;
use crate::convert::result::fail;
use crate::convert::text::until_zero;
use crate::raise::Outcome;
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::utsname;

calls! { CALLS:
    /// The system's names: a table of `sysname`, `nodename`, `release`, `version`, `machine`, `domainname`. uname(2)
    uname() => "table of strings";
    /// The host's name. gethostname(2)
    gethostname() => "string";
    /// The NIS domain's name. getdomainname(2)
    getdomainname() => "string";
    /// The number of the last error that a call of this module met; with `new`, sets it. errno(3)
    errno(new: Option<u16>) => "number";
}

/// Asks for the names, or pushes the error.
fn with_names(cx: Cx, push: impl FnOnce(&utsname)) -> Outcome {
    let mut names = utsname::zeroed();
    match sys::uname(&mut names) {
        Ok(names) => {
            push(names);
            Ok(1)
        }
        Err(errno) => Ok(fail(cx, errno)),
    }
}

fn push_name(cx: Cx, name: &[core::ffi::c_char]) {
    // SAFETY: `c_char` is a byte.
    until_zero(unsafe { core::slice::from_raw_parts(name.as_ptr().cast(), name.len()) }).push(cx);
}

fn uname(cx: Cx) -> Outcome {
    with_names(cx, |names| {
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
    })
}

fn gethostname(cx: Cx) -> Outcome {
    with_names(cx, |names| push_name(cx, &names.nodename))
}

fn getdomainname(cx: Cx) -> Outcome {
    with_names(cx, |names| push_name(cx, &names.domainname))
}

fn errno(cx: Cx, new: Option<u16>) -> Outcome {
    cx.errno().push(cx);
    if let Some(new) = new {
        cx.set_errno(new);
    }
    Ok(1)
}
