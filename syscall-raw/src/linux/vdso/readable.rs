//! Whether memory can be read, which the kernel alone knows: it is asked to copy from there, and refuses where it cannot
//! (`EFAULT`).

use core::ptr::NonNull;

use syscall_consts::Errno;
use syscall_consts::linux::OPIPE;
use syscall_types::linux::iovec;

use crate::linux;

/// The smallest page that there is: what can be read of one byte can be read of the others.
pub(super) const PAGE: usize = 4096;

/// What an image may have: the largest has less than a third of it.
const MOST: usize = 32;

/// Whether `len` bytes can be read. Not when there is a doubt: too many, or nobody to ask.
pub(super) fn all(start: NonNull<u8>, len: usize) -> bool {
    let Some(last) = len.checked_sub(1) else {
        return false;
    };
    if start.addr().checked_add(last).is_none() || len > (MOST - 1) * PAGE {
        return false;
    }
    // A byte of each page: those at equal distances from the start, and the last one, on whose page may be no other.
    let mut bytes = [iovec {
        iov_base: start.as_ptr().wrapping_add(last).cast(),
        iov_len: 1,
    }; MOST];
    let pages = len.div_ceil(PAGE);
    for (page, byte) in bytes.iter_mut().take(pages).enumerate() {
        byte.iov_base = start.as_ptr().wrapping_add(page * PAGE).cast();
    }
    let Some(bytes) = bytes.get(..=pages) else {
        return false;
    };
    match copied(bytes) {
        Err(Errno::ENOSYS | Errno::EPERM) => piped(bytes) == Ok(bytes.len()),
        copied => copied == Ok(bytes.len()),
    }
}

/// How many bytes the kernel has copied from this process to itself, up to the first that cannot be read.
fn copied(bytes: &[iovec]) -> Result<usize, Errno> {
    let mut copy = [0u8; MOST];
    let local = iovec {
        iov_base: copy.as_mut_ptr().cast(),
        iov_len: MOST as _,
    };
    // SAFETY: the kernel writes to the copy alone, and reads from what it has found to be there.
    unsafe { linux::process_vm_readv(linux::getpid(), &[local], bytes, 0) }
}

/// As [`copied`], where that call is not there or not allowed: into a pipe, which has room for more.
fn piped(bytes: &[iovec]) -> Result<usize, Errno> {
    let [_out, into] = linux::pipe2(OPIPE::CLOEXEC)?;
    // SAFETY: the kernel reads from what it has found to be there.
    unsafe { linux::writev(into.fd(), bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::ptr;
    use syscall_consts::linux::{MAP, PROT};

    /// Both ways to ask agree.
    fn ways(start: *mut u8, len: usize) -> bool {
        let start = NonNull::new(start).unwrap();
        let answer = all(start, len);
        let ends = [0, len - 1].map(|at| iovec {
            iov_base: start.as_ptr().wrapping_add(at).cast(),
            iov_len: 1,
        });
        assert_eq!(piped(&ends) == Ok(2), answer);
        answer
    }

    #[test]
    fn memory_that_is_there_or_not() {
        let (read, none) = (PROT::READ | PROT::WRITE, PROT::NONE);
        let flags = MAP::PRIVATE | MAP::ANONYMOUS;
        // SAFETY: a new mapping.
        let start = unsafe { linux::mmap(ptr::null_mut(), 4 * PAGE, read, flags, None, 0) };
        let start: *mut u8 = start.unwrap().cast();
        let page = |page: usize| start.wrapping_add(page * PAGE);
        for len in [1, PAGE, PAGE + 1, 4 * PAGE] {
            assert!(ways(start, len), "{len}");
        }
        assert!(ways(page(1).wrapping_sub(1), 2 * PAGE));
        // SAFETY: the mapping is the test's own.
        unsafe { linux::mprotect(page(3).cast(), PAGE, none) }.unwrap();
        // SAFETY: as above.
        unsafe { linux::munmap(page(2).cast(), PAGE) }.unwrap();
        assert!(ways(start, 2 * PAGE) && ways(page(2).wrapping_sub(1), 1));
        assert!(!ways(page(2), 1) && !ways(page(3), 1));
        assert!(!ways(page(2).wrapping_sub(1), 2));
        assert!(!all(NonNull::new(start).unwrap(), 4 * PAGE));
        let any = NonNull::new(start).unwrap();
        assert!(!all(any, 0) && !all(any, usize::MAX) && !all(any, MOST * PAGE));
        // SAFETY: as above.
        unsafe { linux::munmap(start.cast(), 4 * PAGE) }.unwrap();
    }
}
