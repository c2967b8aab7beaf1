//! Moving data from one descriptor to another (sendfile(2), copy_file_range(2), splice(2), tee(2), vmsplice(2)).
//!
//! An offset given as `Some` is where to start and is moved on, and the file's own position stays; `None` uses and
//! moves that (a pipe has none).

use syscall_consts::linux::SPLICE_F;
use syscall_types::linux::iovec;

use crate::Fd;
use crate::linux::call::calls;

calls! {
    /// Copies from a file (one that can be mapped) to a descriptor, sendfile(2); returns how much.
    ///
    /// `EAGAIN`, `EINVAL`, `EOVERFLOW`, `ESPIPE`, and the errors of reading and writing.
    #[doc(alias = "sendfile64")]
    pub fn sendfile(to: Fd<'_>, from: Fd<'_>, offset: Option<&mut i64>, len: usize) -> usize
        = __NR_sendfile(to, from, offset, len);

    /// Copies between files inside the file system where that can, copy_file_range(2), Linux 4.5; returns how much. No flags
    /// are defined.
    ///
    /// `EXDEV` (unlike file systems), `EBADF` (`O_APPEND`), `EINVAL` (overlapping, no regular files), `EISDIR`, `ETXTBSY`.
    pub fn copy_file_range(
        from: Fd<'_>,
        from_offset: Option<&mut i64>,
        to: Fd<'_>,
        to_offset: Option<&mut i64>,
        len: usize,
        flags: u32,
    ) -> usize = __NR_copy_file_range(from, from_offset, to, to_offset, len, flags);

    /// Moves data from or to a pipe, splice(2); returns how much. One of the two is a pipe. `EAGAIN`, `EINVAL`, `ESPIPE`.
    pub fn splice(
        from: Fd<'_>,
        from_offset: Option<&mut i64>,
        to: Fd<'_>,
        to_offset: Option<&mut i64>,
        len: usize,
        flags: SPLICE_F,
    ) -> usize = __NR_splice(from, from_offset, to, to_offset, len, flags);

    /// Copies data from pipe to pipe and leaves it in the first, tee(2); returns how much, 0 where nobody writes to the first
    /// any more. `EAGAIN`, `EINVAL` (no pipe, or twice the same).
    pub fn tee(from: Fd<'_>, to: Fd<'_>, len: usize, flags: SPLICE_F) -> usize = __NR_tee(from, to, len, flags);

    /// Puts memory into a pipe, or fills it from there (the pipe's other end), vmsplice(2); returns how much. `EAGAIN`, `EBADF`
    /// (no pipe), `EINVAL`.
    ///
    /// # Safety
    ///
    /// Each piece is memory that may be read or, with the end to read from, written. Pages put into a pipe are still these
    /// pages: with `GIFT` they are not touched again, otherwise what changes before it is read is seen by the reader.
    pub unsafe fn vmsplice(pipe: Fd<'_>, pieces: &[iovec], flags: SPLICE_F) -> usize
        = __NR_vmsplice(pipe, pieces.as_ptr(), pieces.len(), flags);
}
