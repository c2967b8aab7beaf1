//! Memory whose touch may fail: a mapped file, which may be cut short, sparse on a full disk, or on a device that is gone; huge
//! pages, of which none may be left. The processor's touch would end the process (SIGBUS); so the kernel copies, and says
//! EFAULT, and no answer is ever out of date.
//!
//! process_vm_writev(2) and process_vm_readv(2) to the process itself copy between two of its own addresses: what is on their
//! local side is copied as by any other call. Where a filter refuses them, a pipe takes their place. Where there is neither,
//! nothing is copied.

use syscall_consts::Errno;
use syscall_consts::native::OPIPE;
use syscall_raw::native as sys;
use syscall_types::native::iovec;

/// Bytes that a pipe takes at once (`PIPE_BUF` of linux/limits.h).
const PIECE: usize = 4096;

/// Which side of a copy is the memory whose touch may fail.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Guarded {
    Source,
    Target,
}

/// Copies `len` bytes out of memory whose touch may fail; whether all of them came.
///
/// # Safety
///
/// `to` is writable for `len` bytes.
pub unsafe fn load(from: *const u8, to: *mut u8, len: usize) -> bool {
    // SAFETY: the caller's promise; the other side is only the kernel's to touch.
    unsafe { copy(from.cast_mut(), to, len, Guarded::Source) }
}

/// Copies `len` bytes into memory whose touch may fail; whether all of them went.
///
/// # Safety
///
/// `from` is readable for `len` bytes, and what is mapped at `to` is the caller's to write.
pub unsafe fn store(to: *mut u8, from: *const u8, len: usize) -> bool {
    // SAFETY: the caller's promise.
    unsafe { copy(from.cast_mut(), to, len, Guarded::Target) }
}

/// # Safety
///
/// As for `load` and `store`.
unsafe fn copy(from: *mut u8, to: *mut u8, len: usize, guarded: Guarded) -> bool {
    if len == 0 {
        return true;
    }
    let piece = |start: *mut u8| {
        [iovec {
            iov_base: start.cast(),
            iov_len: len as _,
        }]
    };
    // SAFETY: the kernel copies between two stretches of this process, one of which the caller vouches for; what is not there of
    // the other, it does not touch.
    let copied = unsafe {
        match guarded {
            Guarded::Source => sys::process_vm_writev(sys::getpid(), &piece(from), &piece(to), 0),
            Guarded::Target => sys::process_vm_readv(sys::getpid(), &piece(to), &piece(from), 0),
        }
    };
    match copied {
        Ok(copied) => copied == len,
        Err(Errno::EFAULT) => false,
        // SAFETY: the caller's promise.
        Err(_) => unsafe { through_pipe(from, to, len) },
    }
}

/// # Safety
///
/// As for `load` and `store`.
unsafe fn through_pipe(from: *mut u8, to: *mut u8, len: usize) -> bool {
    let Ok([reader, writer]) = sys::pipe2(OPIPE::CLOEXEC | OPIPE::NONBLOCK) else {
        return false;
    };
    let mut done = 0;
    while done < len {
        let count = (len - done).min(PIECE);
        // SAFETY: the slices go to the kernel and are not looked at here; it says EFAULT of what is not there.
        let moved = unsafe {
            let source = core::slice::from_raw_parts(from.wrapping_add(done), count);
            let target = core::slice::from_raw_parts_mut(to.wrapping_add(done), count);
            sys::write((&writer).into(), source) == Ok(count)
                && sys::read((&reader).into(), target) == Ok(count)
        };
        if !moved {
            return false;
        }
        done += count;
    }
    true
}
