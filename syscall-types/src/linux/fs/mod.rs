//! Files and file systems.

use crate::declare::lists;

pub mod directory;
pub mod file;
pub mod fscrypt;
pub mod makedev;
pub mod mount;
pub mod notify;
pub mod quota;

pub use directory::*;
pub use file::*;
pub use fscrypt::*;
pub use mount::*;
pub use notify::*;
pub use quota::*;

lists! {
    file,
    fscrypt,
    mount,
    quota,
}
