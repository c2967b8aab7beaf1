//! Keys that the kernel keeps (keyrings(7)). A key is its serial number; keyrings of this thread, process, session and user
//! have negative ones (`KEY_SPEC_*` of linux/keyctl.h).

use core::ffi::CStr;

use super::call::calls;

calls! {
    /// Adds or updates a key, add_key(2); returns it. `EDQUOT`, `EACCES`, `EINVAL`, `ENODEV` (no such type), `EKEYEXPIRED`.
    pub fn add_key(kind: &CStr, description: &CStr, payload: &[u8], keyring: i32) -> i32
        = __NR_add_key(kind, description, payload.as_ptr(), payload.len(), keyring);

    /// Finds a key or, with `callout`, has a program of user space make it, request_key(2); a keyring other than 0 gets it
    /// then. `ENOKEY`, `EKEYEXPIRED`, `EKEYREVOKED`, `EKEYREJECTED`, `EINTR`.
    pub fn request_key(kind: &CStr, description: &CStr, callout: Option<&CStr>, keyring: i32) -> i32
        = __NR_request_key(kind, description, callout, keyring);

    /// Any operation (`KEYCTL_*` of linux/keyctl.h) of keyctl(2).
    ///
    /// # Safety
    ///
    /// The arguments are what the operation takes, pointers included.
    pub unsafe fn keyctl(operation: i32, args: [usize; 4]) -> usize
        = __NR_keyctl(operation, args[0], args[1], args[2], args[3]);
}
