//! Filters of system calls from tables. seccomp(2); `SeccompWriter` of syscall-types writes them.

use crate::abi::Type as LuaType;
use crate::constants::{self, Found};
use crate::context::Cx;
use crate::convert::descriptor::NewFd;
use crate::convert::flags::Flags;
use crate::convert::row::calls;
use crate::convert::{FromLua, IntoLua};
use crate::object::make;
use crate::object::number::wrapping;
use crate::object::system::System;
use crate::raise::{Raise, Step};
use core::ffi::c_int;
use syscall_consts::Errno;
use syscall_consts::linux::nr::{self, Arch};
use syscall_consts::native::{SECCOMP_FILTER_FLAG, SECCOMP_RET};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_raw::native::seccomp_get_action_avail;
use syscall_types::native::{
    BadProgram, SeccompCompare, SeccompCondition, SeccompWriter, sock_filter,
};

calls! { CALLS:
    /// Filters the system calls of this thread and its children, for good. The keys of the table are actions, each with the calls that it is for: `allow = {"read", "write", {"socket", {1, "==", c.AF.UNIX}}}`. An action is a name of `c.SECCOMP_RET` ("allow", "log", "trap", "kill_process", "user_notif"...) or of an error that the call fails with ("perm", "nosys"). A call with conditions has them behind its name, each the argument's position from 1, "==", "~=", "<", "<=", ">" or ">=", an unsigned number, and the bits that are looked at (of arguments of C's type int: 0xffffffff); all have to hold. Of several rules that hold, the strictest action counts. `default` is the action for calls that are not listed ("kill_process"), `arch` the architecture's name as in `S.abi.arch` or a list of several (this one), in which names that another architecture alone has are passed over; `foreign` the action for others ("kill_process"); `flags` are of `c.SECCOMP_FILTER_FLAG`: with "new_listener" the result is the descriptor that notifications come from; `no_new_privs = false` leaves out what lets a thread without CAP_SYS_ADMIN do this. seccomp(2)
    seccomp(filter: Filter) -> Listener;
    /// Whether the kernel knows an action of a filter. seccomp(2)
    seccomp_get_action_avail(action: Flags<SECCOMP_RET>) -> ();
}

/// Conditions of one call.
const CONDITIONS: usize = 16;
/// Lists of calls, one for each action.
const LISTS: usize = 32;

/// What a table asks for.
struct Options {
    others: SECCOMP_RET,
    foreign: SECCOMP_RET,
    flags: SECCOMP_FILTER_FLAG,
    no_new_privs: bool,
    /// The architectures, each once.
    archs: [Option<Arch>; Arch::ALL.len()],
    /// Each action with the slot of its list.
    lists: [(SECCOMP_RET, c_int); LISTS],
    count: usize,
}

/// A filter that a table describes.
struct Filter;

/// What the kernel gets, in memory that the stack keeps.
struct Program<'a> {
    filter: &'a [sock_filter],
    flags: SECCOMP_FILTER_FLAG,
    no_new_privs: bool,
}

impl FromLua for Filter {
    type Value<'a> = Program<'a>;
    const EXPECTED: &'static str = "table";
    const PUSHES: bool = true;

    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Program<'a>, Raise> {
        if cx.type_of(index) != LuaType::Table {
            return Err(Raise::expected(Self::EXPECTED));
        }
        let block = cx.push_userdata(size_of::<sock_filter>() * sock_filter::MAX, false);
        let block = block.cast::<sock_filter>();
        // SAFETY: so much memory, which nothing else knows, and which the stack keeps until the call is over; Lua aligns userdata for
        // any C type.
        let room = unsafe {
            block.write_bytes(0, sock_filter::MAX);
            core::slice::from_raw_parts_mut(block, sock_filter::MAX)
        };
        let options = options(cx, index)?;
        Ok(Program {
            filter: write(cx, &options, room)?,
            flags: options.flags,
            no_new_privs: options.no_new_privs,
        })
    }
}

/// The descriptor that notifications come from, where one was asked for; else `true`.
struct Listener;

impl IntoLua for Listener {
    type Value = Option<OwnedFd>;
    type Slot = <NewFd as IntoLua>::Slot;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["true|fd"];

    fn reserve(cx: &mut Cx) -> Self::Slot {
        NewFd::reserve(cx)
    }

    fn deliver(cx: &mut Cx, slot: Self::Slot, listener: Option<OwnedFd>) -> c_int {
        match listener {
            Some(listener) => NewFd::deliver(cx, slot, listener),
            None => <() as IntoLua>::deliver(cx, (), ()),
        }
    }
}

fn seccomp(program: Program) -> Result<Option<OwnedFd>, Errno> {
    let Program { filter, flags, .. } = program;
    if program.no_new_privs {
        sys::prctl_set_no_new_privs()?;
    }
    // SAFETY: what the program asks for; it is a call whose purpose is to restrict the process.
    unsafe {
        if flags.contains(SECCOMP_FILTER_FLAG::NEW_LISTENER) {
            return sys::seccomp_new_listener(flags, filter).map(Some);
        }
        match sys::seccomp_set_mode_filter(flags, filter)? {
            0 => Ok(None),
            // A thread could not follow.
            _ => Err(Errno::ESRCH),
        }
    }
}

/// Reads what the table says but for the calls, whose lists stay on the stack.
fn options(cx: &mut Cx, filter: c_int) -> Result<Options, Raise> {
    let mut options = Options {
        others: SECCOMP_RET::KILL_PROCESS,
        foreign: SECCOMP_RET::KILL_PROCESS,
        flags: SECCOMP_FILTER_FLAG::empty(),
        no_new_privs: true,
        archs: [None; Arch::ALL.len()],
        lists: [(SECCOMP_RET::ALLOW, 0); LISTS],
        count: 0,
    };
    let first = cx.top() + 1;
    let end = make::take_members(cx, filter)?;
    // The key before which it stopped.
    cx.set_top(end - 1);
    for value in (first + 1..end).step_by(2) {
        let name = cx.to_bytes(value - 1).unwrap_or_default();
        options
            .member(cx, name, value)
            .map_err(|raise| raise.within(cx, value, Step::Name(name)))?;
        cx.set_top(end - 1);
    }
    if options.archs.iter().all(Option::is_none) {
        options.add(Arch::native());
    }
    Ok(options)
}

impl Options {
    /// Notes the member of a name.
    fn member(&mut self, cx: &mut Cx, name: &[u8], value: c_int) -> Result<(), Raise> {
        match name {
            b"default" => self.others = action(cx, value)?,
            b"foreign" => self.foreign = action(cx, value)?,
            b"flags" => self.flags = Flags::<SECCOMP_FILTER_FLAG>::from_lua(cx, value)?,
            b"no_new_privs" => self.no_new_privs = bool::from_lua(cx, value)?,
            b"arch" if cx.type_of(value) == LuaType::Table => {
                for i in 1..=cx.raw_len(value) {
                    cx.raw_get_integer(value, i);
                    let slot = cx.top();
                    let arch = arch(cx, slot);
                    self.add(arch.map_err(|raise| raise.within(cx, slot, Step::Index(i as i64)))?);
                    cx.set_top(slot - 1);
                }
            }
            b"arch" => {
                let arch = arch(cx, value)?;
                self.add(arch);
            }
            _ => {
                let action = action(cx, value - 1)?;
                if cx.type_of(value) != LuaType::Table {
                    return Err(Raise::expected("list of calls"));
                }
                self.list(action, value)?;
            }
        }
        Ok(())
    }

    /// Notes the list of an action, behind those of stricter ones. As the kernel weighs actions of several filters: as signed
    /// numbers, without what goes with them.
    fn list(&mut self, action: SECCOMP_RET, slot: c_int) -> Result<(), Raise> {
        let weight = |action: SECCOMP_RET| (action & SECCOMP_RET::ACTION_FULL).bits() as i32;
        let lists = self.lists.iter().take(self.count);
        let stricter = lists.filter(|list| weight(list.0) <= weight(action));
        let at = stricter.count();
        let behind = self.lists.get_mut(at..=self.count);
        let behind = behind.ok_or(Raise::invalid("there are more than 32 actions"))?;
        let mut next = (action, slot);
        for place in behind {
            core::mem::swap(place, &mut next);
        }
        self.count += 1;
        Ok(())
    }

    /// Notes an architecture.
    fn add(&mut self, arch: Arch) {
        if !self.archs.contains(&Some(arch))
            && let Some(room) = self.archs.iter_mut().find(|room| room.is_none())
        {
            *room = Some(arch);
        }
    }

    /// The architectures, but for x32 where its calls stand among those of x86_64.
    fn archs(&self) -> impl Iterator<Item = Arch> + '_ {
        let both = self.archs.contains(&Some(Arch::X86_64));
        let apart = move |arch: &Arch| !(both && *arch == Arch::X32);
        self.archs.iter().flatten().copied().filter(apart)
    }
}

/// An action by its name or number, or an error that calls fail with.
fn action(cx: &mut Cx, index: c_int) -> Result<SECCOMP_RET, Raise> {
    let errors = System::of(cx).error_group;
    if cx.type_of(index) == LuaType::String
        && let Found::Value(number) = constants::lookup(cx, errors, index)?
        && let Ok(number) = u16::try_from(number)
    {
        return Ok(SECCOMP_RET::errno(Errno::from_raw(number)));
    }
    Flags::<SECCOMP_RET>::from_lua(cx, index)
}

/// An architecture by its name.
fn arch(cx: &mut Cx, index: c_int) -> Result<Arch, Raise> {
    let name = cx
        .to_bytes(index)
        .ok_or(Raise::expected("name of an architecture"))?;
    let arch = core::str::from_utf8(name).ok().and_then(Arch::from_name);
    arch.ok_or_else(|| Raise::about(cx, "'", name, "' is no architecture"))
}

/// Writes the filter.
fn write<'r>(
    cx: &mut Cx,
    options: &Options,
    room: &'r mut [sock_filter],
) -> Result<&'r [sock_filter], Raise> {
    let mut writer = SeccompWriter::new(room, options.others, options.foreign).map_err(bad)?;
    let lists = options.lists.get(..options.count).unwrap_or_default();
    for arch in options.archs() {
        let with_x32 = arch == Arch::X86_64 && options.archs.contains(&Some(Arch::X32));
        let x32 = with_x32 || arch == Arch::X32;
        writer.arch(arch.audit(), x32).map_err(bad)?;
        for &(action, list) in lists {
            for i in 1..=cx.raw_len(list) {
                cx.raw_get_integer(list, i);
                let slot = cx.top();
                for arch in [arch, Arch::X32].iter().take(1 + usize::from(with_x32)) {
                    rule(cx, &mut writer, *arch, slot, action).map_err(|raise| {
                        let raise = raise.within(cx, slot, Step::Index(i as i64));
                        let name = cx.to_bytes(list - 1).unwrap_or_default();
                        raise.within(cx, list, Step::Name(name))
                    })?;
                }
                cx.set_top(slot - 1);
            }
        }
    }
    writer.finish().map(|program| &*program).map_err(bad)
}

/// Writes the rule for one call: a name, or a table of a name and conditions.
fn rule(
    cx: &mut Cx,
    writer: &mut SeccompWriter,
    arch: Arch,
    slot: c_int,
    action: SECCOMP_RET,
) -> Result<(), Raise> {
    let mut conditions = [SeccompCondition {
        argument: 0,
        compare: SeccompCompare::Equal,
        value: 0,
        mask: 0,
    }; CONDITIONS];
    let top = cx.top();
    let mut count = 0;
    if cx.type_of(slot) == LuaType::Table {
        let len = cx.raw_len(slot);
        if len > CONDITIONS + 1 {
            return Err(Raise::invalid("a call has more than 16 conditions"));
        }
        for i in 2..=len {
            cx.raw_get_integer(slot, i);
            let at = cx.top();
            let condition =
                condition(cx, at).map_err(|raise| raise.within(cx, at, Step::Index(i as i64)))?;
            if let Some(room) = conditions.get_mut(count) {
                *room = condition;
                count += 1;
            }
            cx.set_top(at - 1);
        }
        cx.raw_get_integer(slot, 1);
    } else {
        cx.push_value(slot);
    }
    let name = cx.to_bytes(-1).ok_or(Raise::expected(
        "name of a call, or table of that and conditions",
    ));
    let name = name.map_err(|raise| raise.with(cx, top + 1))?;
    let text = core::str::from_utf8(name).unwrap_or_default();
    if let Some(number) = nr::number(arch, text) {
        let conditions = conditions.get(..count).unwrap_or_default();
        writer.rule(number, conditions, action).map_err(bad)?;
    } else if !Arch::ALL
        .iter()
        .any(|arch| nr::number(*arch, text).is_some())
    {
        return Err(Raise::about(cx, "no system call has the name '", name, "'"));
    }
    cx.set_top(top);
    Ok(())
}

/// `{position, comparison, number, mask}`.
fn condition(cx: &mut Cx, slot: c_int) -> Result<SeccompCondition, Raise> {
    if cx.type_of(slot) != LuaType::Table {
        return Err(Raise::expected("table"));
    }
    for i in 1..=4 {
        cx.raw_get_integer(slot, i);
    }
    let inside =
        |cx: &mut Cx, i: c_int, raise: Raise| raise.within(cx, slot + i, Step::Index(i64::from(i)));
    let argument = match cx.to_whole(slot + 1) {
        Some(position @ 1..=6) => position as u8 - 1,
        Some(_) => {
            let wrong = Raise::invalid("arguments have the positions 1 to 6");
            return Err(inside(cx, 1, wrong));
        }
        None => return Err(inside(cx, 1, Raise::expected("position of an argument"))),
    };
    let compare = match cx.to_bytes(slot + 2) {
        Some(b"==") => SeccompCompare::Equal,
        Some(b"~=") => SeccompCompare::NotEqual,
        Some(b"<") => SeccompCompare::Less,
        Some(b"<=") => SeccompCompare::LessOrEqual,
        Some(b">") => SeccompCompare::Greater,
        Some(b">=") => SeccompCompare::GreaterOrEqual,
        _ => {
            let wrong = Raise::expected("\"==\", \"~=\", \"<\", \"<=\", \">\" or \">=\"");
            return Err(inside(cx, 2, wrong));
        }
    };
    let value = wrapping(cx, slot + 3).map_err(|raise| inside(cx, 3, raise))?;
    let mask = match cx.is_nil(slot + 4) {
        true => u64::MAX,
        false => wrapping(cx, slot + 4).map_err(|raise| inside(cx, 4, raise))?,
    };
    Ok(SeccompCondition {
        argument,
        compare,
        value,
        mask,
    })
}

/// Why a filter cannot be written.
fn bad(bad: BadProgram) -> Raise {
    Raise::invalid(match bad {
        BadProgram::TooLong | BadProgram::NoRoom => "the filter has more than 4096 instructions",
        _ => "the filter cannot be written",
    })
}
