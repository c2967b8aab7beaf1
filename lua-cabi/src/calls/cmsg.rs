//! Messages with control messages: descriptors and credentials that are passed. sendmsg(2), recvmsg(2), unix(7)
//!
//! Descriptors that come with a message belong to objects that are made before the call, and that the message keeps. The objects
//! that `cmsg:fds()` gives take them over; what nobody takes is closed with the message, or at its next use.

use super::address::{Address, Length, Room};
use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::descriptor::Fd;
use crate::convert::flags::Flags;
use crate::convert::pieces::{Pieces, refresh};
use crate::convert::result::{fail, pushed};
use crate::convert::row::calls;
use crate::convert::{Convert, Later, Push};
use crate::object::fd::Owner;
use crate::object::place::writable;
use crate::raise::Raise;
use crate::types::cmsg::{HEAD, MOST_RIGHTS};
use crate::types::socket::{
    CONTROL, CONTROLLEN, FLAGS, IOV, IOVLEN, NAME, NAMELEN, RECEIVED, control, init,
};
use core::ffi::c_int;
use syscall_consts::Errno;
use syscall_consts::native::{MSG, SCM, SOL};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::{AnyAddress, ControlMessages, iovec, msghdr};

calls! { CALLS:
    /// Sends a message of several pieces with control messages, a `t.msghdr` or what that takes; without one a single zero byte. How much was sent. sendmsg(2)
    sendmsg(fd: Fd, msg: Later, flags: Flags<MSG>) => ["integer"];
    /// Receives a message into the pieces, the address and the control messages of a `t.msghdr`; how much was received. `msg.flags` tells what was cut: "trunc", "ctrunc". Descriptors that came are closed with `msg`, or when it receives again, unless `cmsg:fds()` has given them out. recvmsg(2)
    recvmsg(fd: Fd, msg: Later, flags: Flags<MSG>) => ["integer"];
}

/// A number of the message at a stack slot; nothing where the program has not set it.
fn count(cx: &Cx, msg: c_int, member: usize) -> Option<usize> {
    cx.raw_get_integer(msg, member);
    let count = cx
        .to_integer(-1)
        .and_then(|count| usize::try_from(count).ok());
    cx.pop(1);
    count
}

/// Pushes a member of the message at a stack slot; its slot, or nothing where there is none.
fn member(cx: &Cx, msg: c_int, member: usize) -> Option<c_int> {
    cx.raw_get_integer(msg, member);
    match cx.type_of(-1) {
        LuaType::Boolean | LuaType::Nil => None,
        _ => Some(cx.top()),
    }
}

/// Has the kernel's message point to the pieces.
fn set_pieces(cx: &Cx, msg: c_int, header: &mut msghdr, filled: bool) -> Result<(), Raise> {
    let Some(iov) = member(cx, msg, IOV) else {
        return Ok(());
    };
    let Pieces { all, .. } = refresh(cx, iov, filled)?;
    let all: &[iovec] = match count(cx, msg, IOVLEN) {
        Some(len) => all
            .get(..len)
            .ok_or(Raise::invalid("iovlen is more than there are pieces"))?,
        None => all,
    };
    header.msg_iov = all.as_ptr().cast_mut();
    header.msg_iovlen = all.len();
    Ok(())
}

const BEYOND: Raise = Raise::invalid("a length is more than the message has memory for");

fn sendmsg(cx: &mut Cx, fd: syscall_raw::Fd, msg: c_int, flags: MSG) -> Outcome {
    if cx.is_nil(msg) {
        return Ok(pushed(cx, sys::send(fd, &[0], flags)));
    }
    // The kernel would read the memory of objects that may be gone by then.
    if flags.contains(MSG::ZEROCOPY) {
        return Ok(fail(cx, Errno::EINVAL));
    }
    init(cx, msg).map_err(|raise| raise.at(msg))?;
    let sent = send_one(cx, fd, msg, flags).map_err(|raise| raise.at(msg))?;
    Ok(pushed(cx, sent))
}

/// Sends the message at a stack slot. Allocates nothing.
fn send_one(
    cx: &Cx,
    fd: syscall_raw::Fd,
    msg: c_int,
    flags: MSG,
) -> crate::convert::result::Checked<usize> {
    let mut header = msghdr::zeroed();
    set_pieces(cx, msg, &mut header, false)?;
    if let Some(name) = member(cx, msg, NAME) {
        let len = count(cx, msg, NAMELEN);
        let address = Address::late(cx, name)?.bytes(len, 0)?;
        header.msg_name = address.as_ptr().cast_mut().cast();
        header.msg_namelen = address.len() as u32;
    }
    if let Some(buffer) = member(cx, msg, CONTROL) {
        let place = control(cx, buffer)?;
        let len = count(cx, msg, CONTROLLEN).unwrap_or(place.len());
        let place = place.part(0, len).ok_or(BEYOND)?;
        header.msg_control = place.start().cast();
        header.msg_controllen = place.len();
    }
    // SAFETY: every pointer is to memory of an object that the message keeps, as long as its length says, and nothing is
    // allocated before the call is done. Descriptors are whatever numbers the program says, as everywhere in Lua.
    Ok(unsafe { sys::sendmsg(fd, &header, flags) })
}

/// The objects for the descriptors that a message may bring.
type Owners = [Option<Owner>; MOST_RIGHTS + 1];

/// Makes as many as the control messages have room for, and has the message keep them. May raise (memory).
fn push_owners(cx: &mut Cx, msg: c_int) -> Result<Owners, Raise> {
    let mut owners = [None; MOST_RIGHTS + 1];
    let room = match member(cx, msg, CONTROL) {
        Some(buffer) => control(cx, buffer)?.len().saturating_sub(HEAD) / size_of::<i32>(),
        None => 0,
    };
    if room == 0 {
        cx.push_boolean(false);
        cx.raw_set_integer(msg, RECEIVED);
        return Ok(owners);
    }
    let room = room.min(owners.len());
    cx.push_table(room as c_int, 0);
    let table = cx.top();
    for (i, owner) in owners.iter_mut().take(room).enumerate() {
        *owner = Some(Owner::push(cx));
        cx.raw_set_integer(table, i + 1);
    }
    cx.push_value(table);
    cx.raw_set_integer(msg, RECEIVED);
    // Last: finalizers that an allocation runs may use the room up.
    Owner::room_for(cx, room);
    Ok(owners)
}

/// Gives the descriptors that came to the objects. One that there is no object for is closed, and -1 in its place; whether there
/// was such.
fn take(control: &mut [u8], owners: &Owners) -> bool {
    let mut owners = owners.iter().flatten();
    let mut lost = false;
    let start = control.as_ptr() as usize;
    let mut brought = [(0_usize, 0_i32); MOST_RIGHTS + 1];
    let mut count = 0;
    for message in ControlMessages::new(control) {
        let brings =
            message.level == SOL::SOCKET && [SCM::RIGHTS.0, SCM::PIDFD.0].contains(&message.kind);
        let (numbers, _) = message.data.as_chunks::<4>();
        for number in numbers.iter().filter(|_| brings) {
            if let Some(entry) = brought.get_mut(count) {
                *entry = (
                    number.as_ptr() as usize - start,
                    i32::from_ne_bytes(*number),
                );
                count += 1;
            }
        }
    }
    for &(offset, number) in brought.iter().take(count).filter(|entry| entry.1 >= 0) {
        // SAFETY: the kernel has just made it for this process.
        let new = unsafe { OwnedFd::from_raw(number) };
        let owned = match owners.next() {
            // SAFETY: the object is in a table on the stack.
            Some(owner) => unsafe { owner.own(new) }.is_ok(),
            None => false,
        };
        if !owned {
            lost = true;
            if let Some(place) = control.get_mut(offset..offset + 4) {
                place.copy_from_slice(&(-1_i32).to_ne_bytes());
            }
        }
    }
    lost
}

fn recvmsg(cx: &mut Cx, fd: syscall_raw::Fd, msg: c_int, flags: MSG) -> Outcome {
    init(cx, msg).map_err(|raise| raise.at(msg))?;
    let owners = push_owners(cx, msg).map_err(|raise| raise.at(msg))?;
    let mut header = msghdr::zeroed();
    let mut address = AnyAddress::new();
    let received = receive_one(cx, fd, msg, flags, &owners, &mut header, &mut address)
        .map_err(|raise| raise.at(msg))?;
    let received = match received {
        Ok(received) => received,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    // All of these stand there already, so nothing is allocated.
    cx.push_integer((header.msg_flags as u32).into());
    cx.raw_set_integer(msg, FLAGS);
    if member(cx, msg, NAME).is_some() {
        cx.push_integer(header.msg_namelen.into());
        cx.raw_set_integer(msg, NAMELEN);
    }
    if member(cx, msg, CONTROL).is_some() {
        cx.push_integer(header.msg_controllen as i64);
        cx.raw_set_integer(msg, CONTROLLEN);
    }
    received.push(cx);
    Ok(1)
}

/// Receives into the message at a stack slot. Allocates nothing.
fn receive_one(
    cx: &Cx,
    fd: syscall_raw::Fd,
    msg: c_int,
    flags: MSG,
    owners: &Owners,
    header: &mut msghdr,
    address: &mut AnyAddress,
) -> crate::convert::result::Checked<usize> {
    set_pieces(cx, msg, header, true)?;
    let name = match member(cx, msg, NAME) {
        Some(name) => {
            header.set_name_room(address);
            Some(Room::late(cx, name)?)
        }
        None => None,
    };
    let messages = match member(cx, msg, CONTROL) {
        Some(buffer) => {
            let place = writable(control(cx, buffer)?)?;
            // It is looked through for descriptors.
            place.look()?;
            header.msg_control = place.start().cast();
            header.msg_controllen = place.len();
            Some(place)
        }
        None => None,
    };
    // SAFETY: every pointer is to memory of an object that the message keeps, or of the caller, as long as its length says, and
    // nothing is allocated before the call is done. Descriptors that come are given to `owners` at once.
    let received = unsafe { sys::recvmsg(fd, header, flags) };
    if received.is_err() {
        return Ok(received);
    }
    let messages = messages.and_then(|place| place.part(0, header.msg_controllen));
    if let Some(place) = messages {
        // SAFETY: nothing else looks at the bytes meanwhile.
        if take(unsafe { place.bytes_mut() }, owners) {
            header.msg_flags |= MSG::CTRUNC.bits() as i32;
        }
    }
    if let Some(name) = name {
        address.set_len(header.msg_namelen as usize);
        if let Err(errno) = name.store(Length::ALL, address) {
            return Ok(Err(errno));
        }
    }
    Ok(received)
}
