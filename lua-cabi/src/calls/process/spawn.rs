//! What `S.spawn` and `S.clone3` rest on (`lua/spawn.lua`, `lua/clone3.lua`).

use super::refuse;
use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::buffer::Bytes;
use crate::convert::descriptor::{Fd, Number};
use crate::convert::flags::Flags;
use crate::convert::list::List;
use crate::convert::object::Init;
use crate::convert::result::{Checked, fail};
use crate::convert::row::calls;
use crate::convert::text::{Path, Texts};
use crate::convert::{IntoLua, Later, Push};
use crate::object::error::error;
use crate::object::fd::Owner;
use crate::object::make;
use crate::object::number::User;
use crate::raise::Raise;
use core::ffi::{CStr, c_char, c_int};
use syscall_consts::native::{CLONE, SIG};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::{clone_args, sigset};

calls! { CLONE3:
    /// Splits the process: the child's number, or 0 in the child; nil; and with the flag "pidfd" a descriptor of it. `set_tid` are the numbers that the child is to have, of an int each. clone3(2)
    clone3(flags: Flags<CLONE>, exit_signal: Option<Flags<SIG>>, cgroup: Option<Fd>, set_tid: Option<Bytes>) -> Cloned;
}

calls! { SPAWN:
    /// Runs the first program of `paths` that is there as a child, with descriptors (pairs of the number there, and the descriptor), and `ids`: whether it starts a session, its process group, group and user, each -1 for the caller's. posix_spawn(3)
    spawn(paths: Texts, argv: Texts, envp: Texts, fds: List<Number>, ids: List<User>, groups: Option<List<User>>, cwd: Option<Path>, sigmask: Option<Init<sigset>>) -> Child;
    /// What calls a function when it is collected.
    guard(f: Later) => ["any"];
}

/// The child's number, nil, and its descriptor, which the object on top of the stack is to own.
struct Cloned;

impl IntoLua for Cloned {
    type Value = (i32, Option<OwnedFd>);
    type Slot = Owner;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["integer", "nil", "fd?"];

    fn reserve(cx: &mut Cx) -> Owner {
        Owner::push(cx)
    }

    fn deliver(cx: &mut Cx, slot: Owner, (pid, pidfd): Self::Value) -> c_int {
        let Some(pidfd) = pidfd else {
            pid.push(cx);
            return 1;
        };
        // SAFETY: the object was reserved in this call and is on top of the stack.
        if let Err(errno) = unsafe { slot.own(pidfd) } {
            return fail(cx, errno);
        }
        pid.push(cx);
        cx.insert(-2);
        cx.push_nil();
        cx.insert(-2);
        3
    }
}

fn clone3(
    flags: CLONE,
    exit_signal: Option<SIG>,
    cgroup: Option<syscall_raw::Fd>,
    set_tid: Option<&[u8]>,
) -> Checked<(i32, Option<OwnedFd>)> {
    let places = CLONE::PARENT_SETTID | CLONE::CHILD_SETTID;
    refuse(flags, CLONE::empty())?;
    if flags.intersects(places) {
        return Err(Raise::invalid(
            "parent_settid and child_settid are for clone",
        ));
    }
    let (mut pidfd, tids) = (-1_i32, set_tid.unwrap_or_default());
    let mut args = clone_args::zeroed();
    args.flags = flags.bits();
    args.exit_signal = exit_signal.map_or(0, |signal| signal.0 as u64);
    args.pidfd = (&raw mut pidfd).expose_provenance() as u64;
    args.cgroup = cgroup.map_or(0, |fd| fd.as_raw() as u64);
    if !tids.is_empty() {
        args.set_tid = tids.as_ptr().expose_provenance() as u64;
        args.set_tid_size = (tids.len() / size_of::<i32>()) as u64;
    }
    // SAFETY: as for `fork`; the child has this stack in memory of its own. The places are there, and the kernel reads so many
    // numbers.
    let pid = match unsafe { sys::clone3(&args) } {
        Ok(pid) => pid,
        Err(errno) => return Ok(Err(errno)),
    };
    // SAFETY: the kernel has just made it.
    let pidfd = (pidfd >= 0).then(|| unsafe { OwnedFd::from_raw(pidfd) });
    Ok(Ok((pid, pidfd)))
}

/// A child that runs its program: its number and its descriptor, which the object on top of the stack is to own; or an error that
/// tells where it was.
struct Child;

impl IntoLua for Child {
    type Value = Result<sys::Spawned, sys::SpawnError>;
    type Slot = Owner;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["integer", "fd"];

    fn reserve(cx: &mut Cx) -> Owner {
        Owner::push(cx)
    }

    fn deliver(cx: &mut Cx, slot: Owner, value: Self::Value) -> c_int {
        match value {
            Ok(spawned) => {
                // SAFETY: the object was reserved in this call and is on top of the stack. Without room for it the child goes on.
                if let Err(errno) = unsafe { slot.own(spawned.pidfd) } {
                    return fail(cx, errno);
                }
                spawned.pid.push(cx);
                cx.insert(-2);
            }
            Err(failed) => {
                cx.set_errno(failed.errno.raw());
                cx.push_nil();
                let err = error {
                    errno: failed.errno.raw().into(),
                    step: failed.step as i32,
                };
                make::push_new(cx, err);
            }
        }
        2
    }
}

#[allow(clippy::too_many_arguments, reason = "a row's")]
fn spawn(
    paths: *const *const c_char,
    argv: *const *const c_char,
    envp: *const *const c_char,
    fds: &[i32],
    ids: &[u32],
    groups: Option<&[u32]>,
    cwd: Option<&CStr>,
    sigmask: Option<sigset>,
) -> Result<sys::Spawned, sys::SpawnError> {
    let id = |i: usize| ids.get(i).copied().filter(|&id| id != u32::MAX);
    let mut plan = sys::Spawn::new(paths, argv, envp);
    (plan.descriptors, _) = fds.as_chunks();
    plan.session = id(0) == Some(1);
    plan.group = id(1).map(|group| group as i32);
    plan.gid = id(2);
    plan.uid = id(3);
    plan.groups = groups;
    plan.directory = cwd;
    plan.mask = sigmask.as_ref();
    // SAFETY: arrays of strings with a null at their end, on the stack of the call.
    unsafe { sys::spawn(&plan) }
}

fn guard(cx: &mut Cx, f: c_int) -> Outcome {
    if cx.type_of(f) != LuaType::Function {
        return Err(Raise::expected("function").at(f));
    }
    cx.push_userdata(1, false);
    cx.push_table(0, 1);
    cx.push_value(f);
    cx.raw_set_field(-2, "__gc");
    cx.set_metatable(-2);
    Ok(1)
}
