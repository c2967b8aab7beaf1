//! Users and groups of the process (credentials(7)). Section 2 of the Linux manual.
//!
//! The kernel's calls change the calling thread alone; so do these.

use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::buffer::Memory;
use crate::convert::result::{fail, lead, success};
use crate::convert::row::calls;
use crate::convert::{IntoLua, Later, Push};
use crate::object::make;
use crate::object::number::{Group, OrUnchanged, UNCHANGED, User};
use crate::object::place::{Place, place};
use crate::types::credentials::{GROUPS, push_list};
use core::ffi::c_int;
use syscall_consts::Errno;
use syscall_raw::native as sys;
use syscall_raw::native::{
    getegid, geteuid, getgid, getuid, setfsgid, setfsuid, setgid, setregid, setresgid, setresuid,
    setreuid, setuid,
};

calls! { CALLS:
    /// The real user. getuid(2)
    getuid() -> u32;
    /// The effective user. geteuid(2)
    geteuid() -> u32;
    /// The real group. getgid(2)
    getgid() -> u32;
    /// The effective group. getegid(2)
    getegid() -> u32;
    /// The real, the effective and the saved user: true, nil, and the three, which are stored in objects like `t.uid1()` too. getresuid(2)
    getresuid(ruid: Option<Memory>, euid: Option<Memory>, suid: Option<Memory>) -> Ids;
    /// The real, the effective and the saved group: true, nil, and the three, which are stored in objects like `t.gid1()` too. getresgid(2)
    getresgid(rgid: Option<Memory>, egid: Option<Memory>, sgid: Option<Memory>) -> Ids;
    /// Sets the effective user, and with CAP_SETUID the real and the saved one too. setuid(2)
    setuid(uid: User) -> ();
    /// Sets the effective group, and with CAP_SETGID the real and the saved one too. setgid(2)
    setgid(gid: Group) -> ();
    /// Sets the effective user alone. seteuid(2)
    seteuid(euid: User) -> ();
    /// Sets the effective group alone. setegid(2)
    setegid(egid: Group) -> ();
    /// Sets the real and the effective user; -1 leaves one as it is. setreuid(2)
    setreuid(ruid: OrUnchanged<User>, euid: OrUnchanged<User>) -> ();
    /// Sets the real and the effective group; -1 leaves one as it is. setregid(2)
    setregid(rgid: OrUnchanged<Group>, egid: OrUnchanged<Group>) -> ();
    /// Sets the real, the effective and the saved user; -1 leaves one as it is. setresuid(2)
    setresuid(ruid: OrUnchanged<User>, euid: OrUnchanged<User>, suid: OrUnchanged<User>) -> ();
    /// Sets the real, the effective and the saved group; -1 leaves one as it is. setresgid(2)
    setresgid(rgid: OrUnchanged<Group>, egid: OrUnchanged<Group>, sgid: OrUnchanged<Group>) -> ();
    /// Sets the user that access to files is checked with, which otherwise is the effective one; what it was, also where it may not be set. setfsuid(2)
    setfsuid(fsuid: OrUnchanged<User>) -> u32;
    /// Sets the group that access to files is checked with, which otherwise is the effective one; what it was, also where it may not be set. setfsgid(2)
    setfsgid(fsgid: OrUnchanged<Group>) -> u32;
    /// The supplementary groups, as a `t.groups`. getgroups(2)
    getgroups() => ["groups"];
    /// Sets the supplementary groups: a table of numbers or a `t.groups`. setgroups(2)
    setgroups(groups: Later) => ["true"];
}

/// The numbers in a list of groups that was made in this call, or stands on its stack.
fn numbers<'m>(list: Place<'m>) -> &'m mut [u32] {
    // SAFETY: the block of a userdata, which Lua aligns, and which nothing else looks at meanwhile.
    unsafe { core::slice::from_raw_parts_mut(list.start().cast(), list.len() / 4) }
}

fn getgroups(cx: &mut Cx) -> Outcome {
    loop {
        let wanted = sys::getgroups(&mut [0_u32; 0][..]);
        let count = match wanted {
            Ok(count) => count,
            Err(errno) => return Ok(fail(cx, errno)),
        };
        let list = make::push_array(cx, GROUPS, count)?;
        match sys::getgroups(numbers(list)) {
            Ok(filled) if filled == count => return Ok(1),
            // A finalizer has changed them.
            Ok(_) | Err(Errno::EINVAL) => cx.pop(1),
            Err(errno) => return Ok(fail(cx, errno)),
        }
    }
}

fn setgroups(cx: &mut Cx, groups: c_int) -> Outcome {
    push_list(cx, groups).map_err(|raise| raise.at(groups))?;
    let set = place(cx, -1).map(|(list, _)| sys::setgroups(numbers(list)));
    success(cx, set.unwrap_or(Err(Errno::EFAULT)))
}

/// `true`, nil, and the real, the effective and the saved one.
struct Ids;

impl IntoLua for Ids {
    type Value = [u32; 3];
    type Slot = ();
    const RESULTS: &'static [&'static str] = &["true", "nil", "integer", "integer", "integer"];

    fn reserve(_: &mut Cx) {}

    fn deliver(cx: &mut Cx, _: (), ids: [u32; 3]) -> c_int {
        lead(cx);
        for id in ids {
            id.push(cx);
        }
        5
    }
}

/// Stores each where there is an object for it.
fn stored(ids: [u32; 3], places: [Option<Place>; 3]) -> Result<[u32; 3], Errno> {
    for (id, place) in ids.into_iter().zip(places) {
        if let Some(place) = place {
            place.write(id).map_err(|_| Errno::EFAULT)?;
        }
    }
    Ok(ids)
}

fn getresuid(
    ruid: Option<Place>,
    euid: Option<Place>,
    suid: Option<Place>,
) -> Result<[u32; 3], Errno> {
    stored(sys::getresuid()?, [ruid, euid, suid])
}

fn getresgid(
    rgid: Option<Place>,
    egid: Option<Place>,
    sgid: Option<Place>,
) -> Result<[u32; 3], Errno> {
    stored(sys::getresgid()?, [rgid, egid, sgid])
}

fn seteuid(euid: u32) -> Result<(), Errno> {
    setresuid(UNCHANGED, euid, UNCHANGED)
}

fn setegid(egid: u32) -> Result<(), Errno> {
    setresgid(UNCHANGED, egid, UNCHANGED)
}
