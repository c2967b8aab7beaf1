//! Files and file systems: files by name and open, descriptors, directories, mounts, attributes, notifications.

pub mod fd;
pub mod file;
pub mod filesystems;
pub mod mount;
pub mod notify;
pub mod path;
pub mod quota;
pub mod xattr;

pub use fd::*;
pub use file::*;
pub use filesystems::*;
pub use mount::*;
pub use notify::*;
pub use path::*;
pub use quota::*;
pub use xattr::*;
