//! Files and file systems: files by name and open, descriptors, directories, mounts, attributes, notifications.

use crate::declare::lists;

pub mod directory;
pub mod fd;
pub mod file;
pub mod filesystems;
pub mod fscrypt;
pub mod ioctl_fs;
pub mod makedev;
pub mod mount;
pub mod notify;
pub mod path;
pub mod quota;
pub mod xattr;

pub use directory::*;
pub use fd::*;
pub use file::*;
pub use filesystems::*;
pub use fscrypt::*;
pub use ioctl_fs::*;
pub use makedev::*;
pub use mount::*;
pub use notify::*;
pub use path::*;
pub use quota::*;
pub use xattr::*;

lists! {
    directory,
    fd,
    file,
    file::metadata,
    file::time64,
    filesystems,
    fscrypt,
    ioctl_fs,
    makedev,
    mount,
    notify,
    path,
    quota,
    xattr,
}
