//! Data moved from one descriptor to another by the kernel. Section 2 of the Linux manual.
//!
//! An offset is nil (the file's own position, which moves), a number, or a `t.off1`, which is moved on.

use crate::context::Cx;
use crate::convert::descriptor::Fd;
use crate::convert::flags::Flags;
use crate::convert::pieces::{Pieces, Scatter};
use crate::convert::result::Checked;
use crate::convert::row::calls;
use crate::convert::{Convert, Lends};
use crate::object::number::{Count, FlagBits, ranged};
use crate::object::place::{Place, meta_of, place, writable};
use crate::raise::Raise;
use core::ffi::{c_int, c_void};
use core::ptr::null_mut;
use syscall_consts::Errno;
use syscall_consts::native::{F, MAP, O, PROT, SPLICE_F};
use syscall_raw::native as sys;
use syscall_raw::native::tee;
use syscall_types::Kind;
use syscall_types::native::iovec;

calls! { CALLS:
    /// Copies up to `count` bytes from a file to a descriptor; how many. sendfile(2)
    sendfile(out_fd: Fd, in_fd: Fd, offset: Position, count: Count) -> usize;
    /// Moves up to `len` bytes from or to a pipe; how many. splice(2)
    splice(fd_in: Fd, off_in: Position, fd_out: Fd, off_out: Position, len: Count, flags: Flags<SPLICE_F>) -> usize;
    /// Copies up to `len` bytes from pipe to pipe, and leaves them in the first; how many. tee(2)
    tee(fd_in: Fd, fd_out: Fd, len: Count, flags: Flags<SPLICE_F>) -> usize;
    /// Puts a copy of pieces of memory into a pipe, as much as it holds at most, or fills them from its other end; how many bytes. vmsplice(2)
    vmsplice(fd: Fd, iov: Scatter, flags: Flags<SPLICE_F>) -> usize;
    /// Copies up to `len` bytes between files, within the file system where that can; how many. There are no flags yet. copy_file_range(2)
    copy_file_range(fd_in: Fd, off_in: Position, fd_out: Fd, off_out: Position, len: Count, flags: FlagBits = 0) -> usize;
}

/// Where in a file, and the array that is to have it afterwards.
struct At<'m> {
    offset: Option<i64>,
    moved: Option<Place<'m>>,
}

impl At<'_> {
    /// Stores where it was moved to.
    fn store(self) -> Result<(), Raise> {
        match (self.moved, self.offset) {
            (Some(place), Some(offset)) => place.write(offset),
            _ => Ok(()),
        }
    }
}

/// An offset: see the head of the file.
struct Position;

impl Convert for Position {
    type Value<'m> = At<'m>;
    const EXPECTED: &'static str = "number of bytes or off1";
    const LUA: &'static str = "integer|off1";
    const ABSENT: Option<&'static str> = Some("nil");
    const LENDS: Lends = Lends::Copy;

    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<At<'a>>, Raise> {
        let offset = if cx.is_nil(index) {
            None
        } else if meta_of(cx, index).is_some_and(|meta| meta.shape().is_array()) {
            return Ok(None);
        } else {
            let range = (i64::MIN.into(), i64::MAX.into());
            Some(ranged(cx, index, range, Self::EXPECTED)?)
        };
        Ok(Some(At {
            offset,
            moved: None,
        }))
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<At<'m>, Raise> {
        let is_offset = |kind| {
            matches!(
                kind,
                Kind::Int {
                    size: 8,
                    signed: true
                }
            )
        };
        let (whole, _) = place(cx, index)
            .filter(|found| is_offset(found.1.ty(cx).layout))
            .ok_or(Raise::expected(Self::EXPECTED))?;
        let place = whole.part(0, size_of::<i64>());
        let place = writable(place.ok_or(Raise::invalid("the array is empty"))?)?;
        Ok(At {
            offset: Some(place.read()?),
            moved: Some(place),
        })
    }
}

fn sendfile(
    out_fd: syscall_raw::Fd,
    in_fd: syscall_raw::Fd,
    mut offset: At,
    count: usize,
) -> Checked<usize> {
    let sent = sys::sendfile(out_fd, in_fd, offset.offset.as_mut(), count);
    offset.store().map_err(|raise| raise.at(3))?;
    Ok(sent)
}

fn splice(
    fd_in: syscall_raw::Fd,
    mut off_in: At,
    fd_out: syscall_raw::Fd,
    mut off_out: At,
    len: usize,
    flags: SPLICE_F,
) -> Checked<usize> {
    let (from, to) = (off_in.offset.as_mut(), off_out.offset.as_mut());
    let moved = sys::splice(fd_in, from, fd_out, to, len, flags);
    off_in.store().map_err(|raise| raise.at(2))?;
    off_out.store().map_err(|raise| raise.at(4))?;
    Ok(moved)
}

fn copy_file_range(
    fd_in: syscall_raw::Fd,
    mut off_in: At,
    fd_out: syscall_raw::Fd,
    mut off_out: At,
    len: usize,
    flags: u32,
) -> Checked<usize> {
    let (from, to) = (off_in.offset.as_mut(), off_out.offset.as_mut());
    let copied = sys::copy_file_range(fd_in, from, fd_out, to, len, flags);
    off_in.store().map_err(|raise| raise.at(2))?;
    off_out.store().map_err(|raise| raise.at(4))?;
    Ok(copied)
}

/// Pages that a pipe is given: whoever reads it sees what is in them when he reads, so they cannot be memory that the program
/// goes on using, or that Lua frees and uses for something else.
struct Gift {
    start: *mut c_void,
    len: usize,
}

impl Gift {
    /// A copy of the first `most` bytes of pieces.
    fn copy(pieces: &[iovec], most: usize) -> Result<Gift, Errno> {
        let total = pieces.iter().fold(0_usize, |sum, piece| {
            sum.saturating_add(piece.iov_len as usize)
        });
        let len = total.min(most);
        let flags = MAP::PRIVATE | MAP::ANONYMOUS;
        // SAFETY: fresh memory.
        let start =
            unsafe { sys::mmap(null_mut(), len, PROT::READ | PROT::WRITE, flags, None, 0) }?;
        let gift = Gift { start, len };
        let mut done = 0;
        for piece in pieces.iter().filter(|piece| piece.iov_len > 0) {
            let part = (piece.iov_len as usize).min(len - done);
            // SAFETY: the caller's piece, and what is left of the fresh memory.
            unsafe {
                let to = gift.start.cast::<u8>().add(done);
                to.copy_from_nonoverlapping(piece.iov_base.cast(), part);
            }
            done += part;
        }
        Ok(gift)
    }
}

impl Drop for Gift {
    fn drop(&mut self) {
        // SAFETY: it is this value's own, and goes with it; the pipe has the pages. There is nobody to hear of an error.
        let _ = unsafe { sys::munmap(self.start, self.len) };
    }
}

fn vmsplice(fd: syscall_raw::Fd, iov: Pieces, flags: SPLICE_F) -> Checked<usize> {
    let reads = |fd| -> Result<Option<usize>, Errno> {
        // SAFETY: the command takes no argument.
        let room = unsafe { sys::fcntl(fd, F::GETPIPE_SZ, 0) }?;
        let access = sys::fcntl_getfl(fd)? & O::ACCMODE;
        Ok((access != O::RDONLY).then_some(room as usize))
    };
    let room = match reads(fd) {
        Ok(room) => room,
        Err(errno) => return Ok(Err(errno)),
    };
    let Some(room) = room.filter(|_| iov.all.iter().any(|piece| piece.iov_len > 0)) else {
        // SAFETY: memory of objects that may be written, as long as the borrow; the kernel copies to it.
        return Ok(unsafe { sys::vmsplice(fd, iov.all, flags) });
    };
    if !iov.touchable {
        return Err(Raise::invalid("not memory of a file").at(2));
    }
    Ok(Gift::copy(iov.all, room).and_then(|gift| {
        let pieces = [iovec {
            iov_base: gift.start,
            iov_len: gift.len as _,
        }];
        // SAFETY: fresh memory, which nobody touches any more.
        unsafe { sys::vmsplice(fd, &pieces, flags | SPLICE_F::GIFT) }
    }))
}
