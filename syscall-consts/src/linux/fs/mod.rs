//! Files and file systems.

use crate::declare::lists;

pub mod file;
pub mod filesystems;
pub mod fscrypt;
pub mod ioctl_fs;
pub mod mount;
pub mod notify;
pub mod path;

pub use file::*;
pub use filesystems::*;
pub use fscrypt::*;
pub use ioctl_fs::*;
pub use mount::*;
pub use notify::*;
pub use path::*;

lists! { file filesystems fscrypt ioctl_fs mount notify path }
