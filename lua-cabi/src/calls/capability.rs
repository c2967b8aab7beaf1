//! Capabilities of threads (capabilities(7)). Section 2 of the Linux manual.

use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::object::Init;
use crate::convert::result::{fail, pushed, success};
use crate::convert::row::calls;
use crate::convert::{FromLua, Later, optional};
use crate::object::Object;
use crate::object::number::Pid;
use crate::object::place::{Place, place, structure, writable};
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_consts::native::LINUX_CAPABILITY_VERSION;
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::{capabilities, user_cap_data, user_cap_header};

calls! { CALLS:
    /// What a thread may do, by its number (0 or nil is this one) or a `t.user_cap_header`. A header of version 0 alone gets the version that the kernel prefers, and is the result; with `data`, a `t.user_cap_data2`, that is filled, and is the result. capget(2)
    capget(hdr: Later, data: Later) => ["capabilities|user_cap_header|user_cap_data2"];
    /// Sets what the thread may do: a `t.capabilities`, or what makes one; or a `t.user_cap_header` and a `t.user_cap_data2`. capset(2)
    capset(caps: Later, data: Later) => ["true"];
}

/// The words of the sets in an array of them.
fn words<'m>(cx: &'m Cx<'_>, data: c_int) -> Result<Place<'m>, Raise> {
    let found = place(cx, data).filter(|found| found.1.id() == user_cap_data::ID);
    let (place, _) = found.ok_or(Raise::expected("user_cap_data2").at(data))?;
    Ok(place)
}

/// The words one by one: one for version 1, two for the others.
fn parts<'m>(words: Place<'m>) -> impl Iterator<Item = Place<'m>> {
    const SIZE: usize = size_of::<user_cap_data>();
    (0..words.len())
        .step_by(SIZE)
        .filter_map(move |at| words.part(at, SIZE))
}

fn capget(cx: &mut Cx, hdr: c_int, data: c_int) -> Outcome {
    let given = structure::<user_cap_header>(cx, hdr).map(Place::read::<user_cap_header>);
    let mut header = match given {
        Some(header) => header?,
        None => user_cap_header {
            version: LINUX_CAPABILITY_VERSION::_3.0,
            pid: optional::<Pid>(cx, hdr)
                .map_err(|raise| raise.at(hdr))?
                .unwrap_or(0),
        },
    };
    let no_data = cx.is_nil(data);
    if !no_data {
        words(cx, data)
            .and_then(writable)
            .map_err(|raise| raise.at(data))?;
    }
    let only_version = no_data && header.version == 0;
    let mut sets = [user_cap_data::zeroed(); 2];
    let got = sys::capget(&mut header, (!only_version).then_some(&mut sets));
    // The kernel's own version, where it did not know that one.
    if let Some(place) = structure::<user_cap_header>(cx, hdr) {
        writable(place)
            .and_then(|place| place.write(header))
            .map_err(|raise| raise.at(hdr))?;
    }
    match got {
        Err(errno) => return Ok(fail(cx, errno)),
        Ok(()) if only_version => cx.push_value(hdr),
        Ok(()) if no_data => return Ok(pushed(cx, Ok(capabilities::join(header, sets)))),
        Ok(()) => {
            let to = words(cx, data).and_then(writable)?;
            for (word, part) in sets.into_iter().zip(parts(to)) {
                part.write(word)?;
            }
            cx.push_value(data);
        }
    }
    Ok(1)
}

fn capset(cx: &mut Cx, caps: c_int, data: c_int) -> Outcome {
    let header = structure::<user_cap_header>(cx, caps).map(Place::read::<user_cap_header>);
    let (mut header, sets) = match header {
        Some(header) => {
            let mut sets = [user_cap_data::zeroed(); 2];
            for (word, part) in sets.iter_mut().zip(parts(words(cx, data)?)) {
                *word = part.read()?;
            }
            (header?, sets)
        }
        // What has no capabilities at all says so.
        None if cx.is_nil(caps) => {
            return Err(Raise::expected("capabilities").at(caps));
        }
        None => Init::<capabilities>::from_lua(cx, caps)
            .map_err(|raise| raise.at(caps))?
            .split(),
    };
    success(cx, sys::capset(&mut header, &sets))
}
