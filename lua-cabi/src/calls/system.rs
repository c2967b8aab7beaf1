//! The system as a whole, and what belongs to no other topic. Sections 2 and 3 of the Linux manual.

use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::Push;
use crate::convert::result::fail;
use crate::convert::row::calls;
use crate::convert::text::{Text, until_zero};
use crate::object::number::ErrorNumber;
use crate::object::system::System;
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::utsname;

calls! { CALLS:
    /// The system's names: a table of `sysname`, `nodename`, `release`, `version`, `machine`, `domainname`. uname(2)
    uname() => ["table"];
    /// The host's name. gethostname(2)
    gethostname() => ["string"];
    /// The NIS domain's name. getdomainname(2)
    getdomainname() => ["string"];
    /// The number of the last error that a call of this module met; with `new`, sets it. errno(3)
    errno(new: Option<ErrorNumber>) => ["integer"];
    /// What a function, method or type of this module is: arguments, results, members, source. Without a name, all functions.
    help(name: Option<Text>) => ["string"];
}

/// Asks for the names, or pushes the error.
fn with_names(cx: &mut Cx, push: impl FnOnce(&mut Cx, &utsname)) -> Outcome {
    let mut names = utsname::zeroed();
    match sys::uname(&mut names) {
        Ok(names) => {
            push(cx, names);
            Ok(1)
        }
        Err(errno) => Ok(fail(cx, errno)),
    }
}

fn push_name(cx: &mut Cx, name: &[core::ffi::c_char]) {
    // SAFETY: `c_char` is a byte.
    until_zero(unsafe { core::slice::from_raw_parts(name.as_ptr().cast(), name.len()) }).push(cx);
}

fn uname(cx: &mut Cx) -> Outcome {
    with_names(cx, |cx, names| {
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

fn gethostname(cx: &mut Cx) -> Outcome {
    with_names(cx, |cx, names| push_name(cx, &names.nodename))
}

fn getdomainname(cx: &mut Cx) -> Outcome {
    with_names(cx, |cx, names| push_name(cx, &names.domainname))
}

fn errno(cx: &mut Cx, new: Option<u16>) -> Outcome {
    cx.errno().push(cx);
    if let Some(new) = new {
        cx.set_errno(new);
    }
    Ok(1)
}

/// Pieces of text on the stack, joined as they become many.
struct Pieces<'s, 'a> {
    cx: &'s mut Cx<'a>,
    count: c_int,
}

impl Pieces<'_, '_> {
    fn add(&mut self, text: &str) {
        text.push(self.cx);
        self.count += 1;
        if self.count == 8 {
            self.join();
        }
    }

    fn join(&mut self) {
        self.cx.concat(self.count);
        self.count = 1;
    }
}

fn help(cx: &mut Cx, name: Option<&[u8]>) -> Outcome {
    let system = System::of(cx);
    let mut text = Pieces { cx, count: 0 };
    let Some(name) = name else {
        for info in system.calls.iter().flat_map(|table| table.iter()) {
            text.add(info.name);
            text.add("\n");
        }
        text.join();
        return Ok(1);
    };
    let methods = system.types.iter().flat_map(|ty| ty.methods);
    let own = methods
        .chain(system.methods)
        .flat_map(|table| table.iter())
        .find(|info| info.name.as_bytes() == name);
    let alias = || {
        system
            .aliases
            .iter()
            .find(|alias| alias.0.as_bytes() == name)
    };
    let Some(info) = system
        .call(name)
        .or_else(|| system.call(alias()?.1.as_bytes()))
        .or(own)
    else {
        return help_type(cx, name);
    };
    text.add(info.name);
    let mut separator = "(";
    for parameter in info.parameters {
        text.add(separator);
        text.add(parameter.name);
        text.add(if parameter.is_optional() { "?: " } else { ": " });
        text.add(parameter.accepts.expected);
        separator = ", ";
    }
    text.add(if info.parameters.is_empty() {
        "()"
    } else {
        ")"
    });
    text.add(" -> ");
    let mut separator = "";
    for result in info.results {
        text.add(separator);
        text.add(result);
        separator = ", ";
    }
    text.add("\n");
    // Documentation comments begin with the space after the slashes.
    text.add(info.doc.trim());
    text.join();
    Ok(1)
}

/// The help for a type: what it is, and its members.
fn help_type(cx: &mut Cx, name: &[u8]) -> Outcome {
    let Some(ty) = System::of(cx)
        .types
        .iter()
        .find(|ty| ty.name.as_bytes() == name)
    else {
        return Err(Raise::about(cx, "no function or type '", name, "'").at(1));
    };
    let mut text = Pieces { cx, count: 0 };
    text.add("t.");
    text.add(ty.name);
    text.add("\n");
    text.add(ty.doc);
    let accessors = ty.accessors.iter().map(|accessor| accessor.name);
    let methods = ty
        .methods
        .iter()
        .flat_map(|table| table.iter())
        .map(|info| info.name);
    let fields = ty
        .structure()
        .map_or(&[][..], |structure| structure.fields)
        .iter()
        .map(|field| field.name);
    let mut separator = "\nmembers: ";
    for member in accessors
        .chain(ty.aliases.iter().map(|alias| alias.0))
        .chain(methods)
        .chain(fields)
    {
        text.add(separator);
        text.add(member);
        separator = ", ";
    }
    text.join();
    Ok(1)
}
