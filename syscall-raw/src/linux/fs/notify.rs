//! Watching files: inotify(7) and fanotify(7).
//!
//! Events are read from the descriptor like data; `InotifyEvents` and `FanotifyEvents` of syscall-types take apart
//! what was read. The example `inotify` shows it.

use core::ffi::CStr;

use syscall_consts::linux::{FAN, FAN_INIT, FAN_MARK, IN, IN_INIT, O};

use crate::linux::{
    arch::{ABI, Registers},
    call::{Arg, calls, decode},
    nr,
};
use crate::{Errno, Fd, OwnedFd};

/// Adds, removes or clears marks of a fanotify group, fanotify_mark(2): `flags` say what is done and to
/// what, `mask` which events. Without `path` the mark is of `dir` itself.
///
/// `EINVAL`, `ENOENT` (no such mark), `ENOSPC`, `EPERM`, `ENODEV`, `EXDEV`, `EOPNOTSUPP`.
#[inline]
pub fn fanotify_mark(
    group: Fd<'_>,
    flags: FAN_MARK,
    mask: FAN,
    dir: Fd<'_>,
    path: Option<&CStr>,
) -> Result<(), Errno> {
    let arguments = Registers::new()
        .word(group.register())
        .word(flags.register());
    // SAFETY: the kernel reads the path.
    decode(unsafe {
        arguments
            .wide(ABI, mask.bits() as i64)
            .word(dir.register())
            .word(path.register())
            .trap(nr::__NR_fanotify_mark)
    })
}

calls! {
    /// Makes an inotify instance, inotify_init1(2). Reading gives events, which `InotifyEvents` of syscall-types walks; `EINVAL`
    /// where the next one does not fit, which never is with room for 16 + 256 bytes. `EMFILE` (fs.inotify.max_user_instances
    /// too), `ENFILE`.
    #[doc(alias = "inotify_init")]
    pub fn inotify_init1(flags: IN_INIT) -> OwnedFd = __NR_inotify_init1(flags);

    /// Watches a file or directory, or changes its watch, inotify_add_watch(2); returns the watch's number.
    ///
    /// `ENOSPC` (too many), `EACCES`, `EEXIST` (`MASK_CREATE`), `EINVAL` (no events).
    pub fn inotify_add_watch(inotify: Fd<'_>, path: &CStr, mask: IN) -> i32 = __NR_inotify_add_watch(inotify, path, mask);

    /// Removes a watch, inotify_rm_watch(2); an `IN_IGNORED` event follows. `EINVAL`.
    pub fn inotify_rm_watch(inotify: Fd<'_>, watch: i32) = __NR_inotify_rm_watch(inotify, watch);

    /// Makes a fanotify group, fanotify_init(2); `event_flags` are those of the files that events open. Reading gives events,
    /// each a `fanotify_event_metadata` with records behind it (`FanotifyEvents` of syscall-types); the descriptor in one is
    /// the reader's to close. Writing a `fanotify_response` answers one.
    ///
    /// `EPERM` (some flags need CAP_SYS_ADMIN), `EMFILE`, `EINVAL`, `ENOSYS` (not configured).
    pub fn fanotify_init(flags: FAN_INIT, event_flags: O) -> OwnedFd = __NR_fanotify_init(flags, event_flags);
}
