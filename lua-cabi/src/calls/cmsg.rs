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
use crate::convert::object::Init;
use crate::convert::pieces::{Pieces, refresh};
use crate::convert::result::{fail, pushed};
use crate::convert::row::calls;
use crate::convert::{Convert, Later, Push};
use crate::object::fd::{Ledger, Owner, make_room, owning};
use crate::object::make::MAX;
use crate::object::place::writable;
use crate::object::{Arguments, Object, record};
use crate::raise::{Raise, Step};
use crate::types::cmsg::{HEAD, MOST_RIGHTS};
use crate::types::socket::{
    CONTROL, CONTROLLEN, FLAGS, IOV, IOVLEN, LEN, NAME, NAMELEN, RECEIVED, are_messages, control,
    init, push_header, push_messages,
};
use core::ffi::c_int;
use core::slice;
use syscall_consts::Errno;
use syscall_consts::native::{MSG, SCM, SOL};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::{AnyAddress, ControlMessages, iovec, mmsghdr, msghdr, timespec};

calls! { CALLS:
    /// Sends a message of several pieces with control messages, a `t.msghdr` or what that takes; without one a single zero byte. How much was sent. sendmsg(2)
    sendmsg(fd: Fd, msg: Later, flags: Flags<MSG>) => ["integer"];
    /// Receives a message into the pieces, the address and the control messages of a `t.msghdr`; how much was received. `msg.flags` tells what was cut: "trunc", "ctrunc". Descriptors that came are closed with `msg`, or when it receives again, unless `cmsg:fds()` has given them out. recvmsg(2)
    recvmsg(fd: Fd, msg: Later, flags: Flags<MSG>) => ["integer"];
    /// Sends several messages, a `t.mmsghdrs` or a table of what `t.msghdr` takes; how many were sent. `msgvec.msg[i].len` tells how much of each, counted from 0. sendmmsg(2)
    sendmmsg(fd: Fd, msgvec: Later, flags: Flags<MSG>) => ["integer"];
    /// Receives several messages into a `t.mmsghdrs`, as `recvmsg` each; how many came. It waits for all of them, with "waitforone" for the first, or as long as `timeout` says, which is looked at after each. recvmmsg(2)
    recvmmsg(fd: Fd, msgvec: Later, flags: Flags<MSG>, timeout: Option<Init<timespec>>) => ["integer"];
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
    set_sent(cx, msg, &mut header)?;
    // SAFETY: every pointer is to memory of an object that the message keeps, as long as its length says, and nothing is
    // allocated before the call is done. Descriptors are whatever numbers the program says, as everywhere in Lua.
    Ok(unsafe { sys::sendmsg(fd, &header, flags) })
}

/// Has the kernel's message point to the address and the control messages that it is sent with. Allocates nothing.
fn set_sent(cx: &Cx, msg: c_int, header: &mut msghdr) -> Result<(), Raise> {
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
    Ok(())
}

/// How many objects for the descriptors that a message may bring: at most so many come.
const MOST_OWNERS: usize = MOST_RIGHTS + 1;

/// Makes as many as the control messages have room for, and has the message keep them; how many. May raise (memory).
fn push_owners(cx: &mut Cx, msg: c_int) -> Result<usize, Raise> {
    close_received(cx, msg);
    let top = cx.top();
    let room = match member(cx, msg, CONTROL) {
        Some(buffer) => control(cx, buffer)?.len().saturating_sub(HEAD) / size_of::<i32>(),
        None => 0,
    };
    let room = room.min(MOST_OWNERS);
    if room == 0 {
        cx.push_boolean(false);
    } else {
        cx.push_table(room as c_int, 0);
        for i in 0..room {
            Owner::push(cx);
            cx.raw_set_integer(-2, i + 1);
        }
    }
    cx.raw_set_integer(msg, RECEIVED);
    cx.set_top(top);
    Ok(room)
}

/// Closes what came with a message before and nobody has taken.
fn close_received(cx: &mut Cx, msg: c_int) {
    let top = cx.top();
    cx.raw_get_integer(msg, RECEIVED);
    if cx.type_of(-1) == LuaType::Table {
        for i in 1..=cx.raw_len(-1) {
            cx.raw_get_integer(-1, i);
            if let Some(place) = owning(cx, -1) {
                // Nobody is there to hear of an error.
                let _ = Ledger::of(cx).close(place);
            }
            cx.pop(1);
        }
    }
    cx.set_top(top);
}

/// The objects that a message keeps for descriptors, in turn.
struct Owners<'m, 'a> {
    cx: &'m Cx<'a>,
    msg: c_int,
    taken: usize,
}

impl Owners<'_, '_> {
    fn next(&mut self) -> Option<Owner> {
        let top = self.cx.top();
        self.cx.raw_get_integer(self.msg, RECEIVED);
        let mut owner = None;
        // One message may stand at several places of a vector: then some have been used.
        while owner.is_none() && self.taken < MOST_OWNERS && self.cx.type_of(-1) == LuaType::Table {
            self.taken += 1;
            self.cx.raw_get_integer(-1, self.taken);
            owner = Owner::at(self.cx, -1);
            self.cx.pop(1);
        }
        // The message keeps the table, and that the object.
        self.cx.set_top(top);
        owner
    }
}

/// Gives the descriptors that came to the objects. One that there is no object for is closed, and -1 in its place; whether there
/// was such.
fn take(control: &mut [u8], cx: &Cx, msg: c_int) -> bool {
    let mut owners = Owners { cx, msg, taken: 0 };
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
    make_room(cx, owners);
    let mut header = msghdr::zeroed();
    let mut address = AnyAddress::new();
    let received = receive_one(cx, fd, msg, flags, &mut header, &mut address)
        .map_err(|raise| raise.at(msg))?;
    let received = match received {
        Ok(received) => received,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    note(cx, msg, &header);
    received.push(cx);
    Ok(1)
}

/// Notes what was received of the message at a stack slot. All of these stand there already, so nothing is allocated.
fn note(cx: &mut Cx, msg: c_int, header: &msghdr) {
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
}

/// At most so many messages are looked at in one call (`UIO_MAXIOV` of linux/uio.h).
const MOST_MESSAGES: usize = 1024;

/// Memory for several messages that the kernel gets: nothing else knows it, so that what comes with one message is not taken for the
/// description of the next. First the messages, then, to receive, an address for each, then their pieces and control messages.
struct Block {
    start: *mut u8,
    len: usize,
    used: usize,
}

impl Block {
    /// The next bytes, for values of a type.
    fn take<T>(&mut self, count: usize) -> Option<*mut T> {
        const { assert!(align_of::<T>() <= 8) };
        let size = size_of::<T>()
            .checked_mul(count)?
            .checked_next_multiple_of(8)?;
        let end = self.used.checked_add(size).filter(|&end| end <= self.len)?;
        let start = self.start.wrapping_add(self.used).cast();
        self.used = end;
        Some(start)
    }
}

/// The messages changed while memory was allocated for them.
const CHANGED: Raise = Raise::invalid("the messages were changed by a finalizer");

/// Pushes one of several messages and what it has as message; the slots.
fn push_one(cx: &mut Cx, msgvec: c_int, i: usize) -> Result<(c_int, c_int), Raise> {
    cx.raw_get_integer(msgvec, i + 1);
    let one = cx.top();
    if !record::is(cx, one, mmsghdr::ID) {
        return Err(Raise::expected("mmsghdr").within(cx, one, Step::Index(i as i64 + 1)));
    }
    push_header(cx, one)?;
    Ok((one, cx.top()))
}

/// Makes everything for several messages that is not the kernel's: the container in place of what it is made of, owners of descriptors, and
/// the block, on top of the stack. May raise (memory).
fn prepare_several(cx: &mut Cx, msgvec: c_int, receives: bool) -> Result<(usize, Block), Raise> {
    if !are_messages(cx, msgvec) {
        if cx.type_of(msgvec) != LuaType::Table {
            return Err(Raise::expected("mmsghdrs or table"));
        }
        push_messages(cx, Arguments::one(msgvec))?;
        cx.replace(msgvec);
    }
    let count = cx.raw_len(msgvec).min(MOST_MESSAGES);
    let top = cx.top();
    let mut total = count.saturating_mul(size_of::<mmsghdr>() + size_of::<AnyAddress>() + 16);
    let mut owners = 0;
    for i in 0..count {
        let (_, msg) = push_one(cx, msgvec, i)?;
        if let Some(iov) = member(cx, msg, IOV) {
            total = total.saturating_add(cx.raw_len(iov).saturating_mul(size_of::<iovec>()));
        }
        if receives {
            owners += push_owners(cx, msg)?;
            if let Some(buffer) = member(cx, msg, CONTROL) {
                total = total.saturating_add(control(cx, buffer)?.len());
            }
        }
        cx.set_top(top);
    }
    if total > MAX {
        return Err(Raise::invalid("the messages are too large together"));
    }
    make_room(cx, owners);
    let start = cx.push_userdata(total, false);
    // SAFETY: Lua just gave so many bytes.
    unsafe { start.write_bytes(0, total) };
    Ok((
        count,
        Block {
            start,
            len: total,
            used: 0,
        },
    ))
}

/// The kernel's form of the message at a stack slot, in the block. Allocates nothing.
fn fill_one(
    cx: &Cx,
    msg: c_int,
    block: &mut Block,
    address: Option<*mut AnyAddress>,
) -> Result<msghdr, Raise> {
    let mut header = msghdr::zeroed();
    set_pieces(cx, msg, &mut header, address.is_some())?;
    let pieces = block.take::<iovec>(header.msg_iovlen).ok_or(CHANGED)?;
    if header.msg_iovlen > 0 {
        // SAFETY: so many pieces, to a place in the block for as many.
        unsafe { pieces.copy_from_nonoverlapping(header.msg_iov, header.msg_iovlen) };
        header.msg_iov = pieces;
    }
    let Some(address) = address else {
        set_sent(cx, msg, &mut header)?;
        return Ok(header);
    };
    if let Some(name) = member(cx, msg, NAME) {
        Room::late(cx, name)?;
        // SAFETY: a place in the block, which stays until the call is done.
        unsafe {
            address.write(AnyAddress::new());
            header.set_name_room(&mut *address);
        }
    }
    if let Some(buffer) = member(cx, msg, CONTROL) {
        let len = writable(control(cx, buffer)?)?.len();
        header.msg_control = block.take::<u8>(len).ok_or(CHANGED)?.cast();
        header.msg_controllen = len;
    }
    Ok(header)
}

/// Fills the block with the kernel's form of all messages; where they begin, and the addresses. Allocates nothing.
fn fill_several(
    cx: &mut Cx,
    msgvec: c_int,
    count: usize,
    block: &mut Block,
    receives: bool,
) -> Result<(*mut mmsghdr, *mut AnyAddress), Raise> {
    let headers = block.take::<mmsghdr>(count).ok_or(CHANGED)?;
    let addresses = block.take::<AnyAddress>(count).ok_or(CHANGED)?;
    let top = cx.top();
    for i in 0..count {
        let (_, msg) = push_one(cx, msgvec, i)?;
        let address = receives.then_some(addresses.wrapping_add(i));
        let msg_hdr = fill_one(cx, msg, block, address)
            .map_err(|raise| raise.within(cx, msg, Step::Index(i as i64 + 1)))?;
        // SAFETY: the place of that message in the block.
        unsafe {
            headers.add(i).write(mmsghdr {
                msg_hdr,
                ..mmsghdr::zeroed()
            })
        };
        cx.set_top(top);
    }
    Ok((headers, addresses))
}

fn sendmmsg(cx: &mut Cx, fd: syscall_raw::Fd, msgvec: c_int, flags: MSG) -> Outcome {
    // As in `sendmsg`.
    if flags.contains(MSG::ZEROCOPY) {
        return Ok(fail(cx, Errno::EINVAL));
    }
    let (count, mut block) =
        prepare_several(cx, msgvec, false).map_err(|raise| raise.at(msgvec))?;
    let (headers, _) =
        fill_several(cx, msgvec, count, &mut block, false).map_err(|raise| raise.at(msgvec))?;
    // SAFETY: the block has so many messages, each of whose pointers is into the block or to memory of an object that the messages
    // keep, as long as its length says; nothing is allocated since those were looked up.
    let (sent, headers) = unsafe {
        let headers = slice::from_raw_parts_mut(headers, count);
        (sys::sendmmsg(fd, headers, flags), headers)
    };
    let sent = match sent {
        Ok(sent) => sent,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    note_lengths(cx, msgvec, headers.get(..sent).unwrap_or_default());
    sent.push(cx);
    Ok(1)
}

/// Notes how much of each message was sent or received. Allocates nothing.
fn note_lengths(cx: &mut Cx, msgvec: c_int, headers: &[mmsghdr]) {
    for (i, header) in headers.iter().enumerate() {
        cx.raw_get_integer(msgvec, i + 1);
        cx.push_integer(header.msg_len.into());
        cx.raw_set_integer(-2, LEN);
        cx.pop(1);
    }
}

fn recvmmsg(
    cx: &mut Cx,
    fd: syscall_raw::Fd,
    msgvec: c_int,
    flags: MSG,
    mut timeout: Option<timespec>,
) -> Outcome {
    let (count, mut block) = prepare_several(cx, msgvec, true).map_err(|raise| raise.at(msgvec))?;
    let (headers, addresses) =
        fill_several(cx, msgvec, count, &mut block, true).map_err(|raise| raise.at(msgvec))?;
    // SAFETY: as in `sendmmsg`. Descriptors that come are given to the objects at once.
    let (received, headers) = unsafe {
        let headers = slice::from_raw_parts_mut(headers, count);
        let received = sys::recvmmsg(fd, headers, flags, timeout.as_mut());
        (received, headers)
    };
    let received = match received {
        Ok(received) => received,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    let headers = headers.get_mut(..received).unwrap_or_default();
    let top = cx.top();
    // All descriptors first: what follows can find memory gone.
    for (i, header) in headers.iter_mut().enumerate() {
        let header = &mut header.msg_hdr;
        let (_, msg) = push_one(cx, msgvec, i)?;
        if !header.msg_control.is_null() {
            // SAFETY: in the block, and the kernel has filled so much of it.
            let control = unsafe {
                slice::from_raw_parts_mut(header.msg_control.cast(), header.msg_controllen)
            };
            if take(control, cx, msg) {
                header.msg_flags |= MSG::CTRUNC.bits() as i32;
            }
        }
        cx.set_top(top);
    }
    for (i, header) in headers.iter().enumerate() {
        let header = &header.msg_hdr;
        let (_, msg) = push_one(cx, msgvec, i)?;
        // What cannot be stored is passed over, as the messages are out of the queue.
        if let Some(name) = member(cx, msg, NAME)
            && let Ok(room) = Room::late(cx, name)
        {
            // SAFETY: in the block, one for each message.
            let address = unsafe { &mut *addresses.add(i) };
            address.set_len(header.msg_namelen as usize);
            let _ = room.store(Length::ALL, address);
        }
        if let Some(buffer) = member(cx, msg, CONTROL)
            && let Ok(place) = control(cx, buffer).and_then(writable)
        {
            // SAFETY: as above.
            let control =
                unsafe { slice::from_raw_parts(header.msg_control.cast(), header.msg_controllen) };
            let _ = place.fill(control);
        }
        note(cx, msg, header);
        cx.set_top(top);
    }
    note_lengths(cx, msgvec, headers);
    received.push(cx);
    Ok(1)
}

/// Receives into the message at a stack slot. Allocates nothing.
fn receive_one(
    cx: &Cx,
    fd: syscall_raw::Fd,
    msg: c_int,
    flags: MSG,
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
        if take(unsafe { place.bytes_mut() }, cx, msg) {
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
