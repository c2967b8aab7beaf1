//! The system as a whole, and what belongs to no other topic. Sections 2 and 3 of the Linux manual.

use crate::call::Info;
use crate::context::Cx;
use crate::convert::object::Out;
use crate::convert::result::Argument;
use crate::convert::row::calls;
use crate::convert::text::{Path, until_zero};
use crate::convert::{FromLua, IntoLua, Push, Within};
use crate::object::Type;
use crate::object::number::ErrorNumber;
use crate::object::system::System;
use crate::raise::Raise;
use core::ffi::{CStr, c_char, c_int};
use core::mem::MaybeUninit;
use syscall_consts::Errno;
use syscall_consts::linux::nr::{Arch, number};
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
    /// The number of the last error that a call of this module met; with `new`, sets it. errno(3)
    errno(new: Option<ErrorNumber>) -> LastError;
    /// What a function, method or type of this module is: arguments, results, members, source. Without a name, all functions.
    help(name: Topic) -> Topic;
}

calls! { NUMBERS:
    /// The number of a system call of this machine by its name, or nil. syscalls(2)
    nr(name: Path) -> Option<u32>;
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

/// What there is help for, by its name; its value is the help.
enum Topic {
    /// All functions.
    Functions(&'static System),
    /// One function or method.
    Call(&'static Info),
    /// A type.
    Type(&'static Type),
}

impl FromLua for Topic {
    type Value<'a> = Topic;
    const EXPECTED: &'static str = "string";
    const ABSENT: Option<&'static str> = Some("nil");

    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Topic, Raise> {
        let system = System::of(cx);
        if cx.is_nil(index) {
            return Ok(Topic::Functions(system));
        }
        let name = cx.to_bytes(index).ok_or(Raise::expected(Self::EXPECTED))?;
        let methods = system.types.iter().flat_map(|ty| ty.methods);
        let mut own = methods.chain(system.methods).flat_map(|table| table.iter());
        let mut aliases = system.aliases.iter();
        let mut alias = || aliases.find(|alias| alias.0.as_bytes() == name);
        let call = system
            .call(name)
            .or_else(|| system.call(alias()?.1.as_bytes()))
            .or_else(|| own.find(|info| info.is_named(name)));
        if let Some(info) = call {
            return Ok(Topic::Call(info));
        }
        // "t.stat" is the type where there is a function of that name too.
        let name = name.strip_prefix(b"t.").unwrap_or(name);
        let named = |ty: &&Type| {
            let container = ty.container.map_or("", |container| container.name);
            [ty.name, container].map(str::as_bytes).contains(&name)
        };
        let ty = system.types.iter().find(named);
        match ty {
            Some(ty) => Ok(Topic::Type(ty)),
            None => Err(Raise::about(cx, "no function or type '", name, "'")),
        }
    }
}

impl Push for Topic {
    const LUA: &'static str = "string";

    fn push(self, cx: &mut Cx) {
        let mut text = Pieces { cx, count: 0 };
        match self {
            Topic::Functions(system) => help_functions(&mut text, system),
            Topic::Call(info) => help_call(&mut text, info),
            Topic::Type(ty) => help_type(&mut text, ty),
        }
        text.join();
    }
}

fn help(topic: Topic) -> Topic {
    topic
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

fn help_functions(text: &mut Pieces, system: &System) {
    for info in system.calls.iter().flat_map(|table| table.iter()) {
        text.add(info.name());
        text.add("\n");
    }
}

fn help_call(text: &mut Pieces, info: &Info) {
    text.add(info.name());
    let mut separator = "(";
    for parameter in info.parameters() {
        text.add(separator);
        text.add(parameter.name);
        text.add(if parameter.is_optional() { "?: " } else { ": " });
        text.add(parameter.accepts.expected);
        separator = ", ";
    }
    text.add(if info.accepts.is_empty() { "()" } else { ")" });
    text.add(" -> ");
    let mut separator = "";
    for result in info.results {
        text.add(separator);
        text.add(result);
        separator = ", ";
    }
    text.add("\n");
    // Documentation comments begin with the space after the slashes.
    text.add(info.doc().trim());
}

/// How elements of a container are walked over (`object/container.rs`).
const CONTAINER: &str = ", all[1] to all[#all]: `for i = 1, #all do` is the same everywhere. `ipairs` counts up from 1 too, \
     but where Lua has the hook __ipairs (5.2, most of 5.3) down from #all - 1, which is all[#all], to 0.";

/// What a type is, and its members.
fn help_type(text: &mut Pieces, ty: &Type) {
    text.add("t.");
    text.add(ty.name);
    for form in ty.forms() {
        text.add("\nt.");
        text.add(ty.name);
        text.add("(");
        text.add(form);
        text.add(")");
    }
    if let Some(container) = ty.container {
        for form in ["number", "table"] {
            text.add("\nt.");
            text.add(container.name);
            text.add("(");
            text.add(form);
            text.add(")");
        }
    }
    text.add("\n");
    text.add(ty.doc);
    if let Some(container) = ty.container {
        text.add("\nThe elements of ");
        text.add(container.name);
        text.add(CONTAINER);
    }
    let accessors = ty.accessors.iter().map(|accessor| accessor.name);
    let methods = ty
        .methods
        .iter()
        .flat_map(|table| table.iter())
        .map(|info| info.name());
    let fields = ty
        .structure()
        .into_iter()
        .flat_map(|structure| structure.members())
        .map(|member| member.0);
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
}
