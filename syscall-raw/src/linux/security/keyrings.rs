//! Keys that the kernel keeps (keyrings(7)).
//!
//! A key is its serial number, and so is a keyring; those of this thread, process, session and user have negative numbers
//! (`KEY_SPEC`). Common errors: `ENOKEY`, `EKEYEXPIRED`, `EKEYREVOKED`, `EKEYREJECTED`, `EACCES`, `EDQUOT`, `EINVAL`,
//! `EOPNOTSUPP` (the type of the key has no such thing).
//!
//! What reads into a buffer here returns the length of all there is, which may be more than the buffer has: then the kernel
//! has written nothing, or the beginning.

use core::ffi::CStr;

use syscall_consts::linux::{KEY_PERM, KEY_REQKEY_DEFL, KEYCTL, KEYCTL_MOVE};
use syscall_types::linux::{
    keyctl_dh_params, keyctl_kdf_params, keyctl_pkey_params, keyctl_pkey_query,
};

use crate::linux::call::{calls, fill_one, syscall};
use crate::{Errno, Fd, Out};

/// What a public key can do, `KEYCTL_PKEY_QUERY` of keyctl(2), Linux 4.20 as all of `PKEY`; `info` has parameters in the form
/// `name=value`.
#[inline]
pub fn keyctl_pkey_query<'a>(
    key: i32,
    info: &CStr,
    out: impl Out<'a, keyctl_pkey_query>,
) -> Result<&'a mut keyctl_pkey_query, Errno> {
    // SAFETY: KEYCTL_PKEY_QUERY fills the structure.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_keyctl, KEYCTL::PKEY_QUERY, key, 0usize, info, place)
        })
    }
}

/// What a public key is to do, with the lengths of both pieces of memory.
#[inline(always)]
fn pkey(key: i32, first: usize, second: usize) -> keyctl_pkey_params {
    let mut params = <keyctl_pkey_params as syscall_types::Plain>::zeroed();
    params.key_id = key;
    params.in_len = u32::try_from(first).unwrap_or(u32::MAX);
    params.out_len = u32::try_from(second).unwrap_or(u32::MAX);
    params
}

calls! {
    /// Adds or updates a key, add_key(2); returns it. `EDQUOT`, `EACCES`, `EINVAL`, `ENODEV` (no such type), `EKEYEXPIRED`.
    pub fn add_key(kind: &CStr, description: &CStr, payload: &[u8], keyring: i32) -> i32
        = __NR_add_key(kind, description, payload.as_ptr(), payload.len(), keyring);

    /// Finds a key or, with `callout`, has a program of user space make it, request_key(2); a keyring other than 0 gets it
    /// then. `ENOKEY`, `EKEYEXPIRED`, `EKEYREVOKED`, `EKEYREJECTED`, `EINTR`.
    pub fn request_key(kind: &CStr, description: &CStr, callout: Option<&CStr>, keyring: i32) -> i32
        = __NR_request_key(kind, description, callout, keyring);

    /// Any operation of keyctl(2).
    ///
    /// # Safety
    ///
    /// The arguments are what the operation takes, pointers included.
    pub unsafe fn keyctl(operation: KEYCTL, args: [usize; 4]) -> usize
        = __NR_keyctl(operation, args[0], args[1], args[2], args[3]);

    /// The serial number behind a special one, `KEYCTL_GET_KEYRING_ID` of keyctl(2); makes the keyring if that is asked for.
    pub fn keyctl_get_keyring_id(keyring: i32, create: bool) -> i32
        = __NR_keyctl(KEYCTL::GET_KEYRING_ID, keyring, create as i32);

    /// Gives the process another session keyring, `KEYCTL_JOIN_SESSION_KEYRING` of keyctl(2): the one of that name, made if
    /// there is none, or a new one; returns it.
    pub fn keyctl_join_session_keyring(name: Option<&CStr>) -> i32 = __NR_keyctl(KEYCTL::JOIN_SESSION_KEYRING, name);

    /// Sets the payload of a key, `KEYCTL_UPDATE` of keyctl(2).
    pub fn keyctl_update(key: i32, payload: &[u8])
        = __NR_keyctl(KEYCTL::UPDATE, key, payload.as_ptr(), payload.len());

    /// Makes a key unusable, `KEYCTL_REVOKE` of keyctl(2).
    pub fn keyctl_revoke(key: i32) = __NR_keyctl(KEYCTL::REVOKE, key);

    /// Sets the owner and the group of a key, `KEYCTL_CHOWN` of keyctl(2); `u32::MAX` leaves one as it is.
    pub fn keyctl_chown(key: i32, user: u32, group: u32) = __NR_keyctl(KEYCTL::CHOWN, key, user, group);

    /// Sets the permissions of a key, `KEYCTL_SETPERM` of keyctl(2).
    pub fn keyctl_setperm(key: i32, permissions: KEY_PERM) = __NR_keyctl(KEYCTL::SETPERM, key, permissions);

    /// Describes a key, `KEYCTL_DESCRIBE` of keyctl(2): `type;uid;gid;permissions;description` and a zero; returns the length.
    pub fn keyctl_describe(key: i32, buffer: &mut [u8]) -> usize
        = __NR_keyctl(KEYCTL::DESCRIBE, key, buffer.as_mut_ptr(), buffer.len());

    /// Unlinks all keys from a keyring, `KEYCTL_CLEAR` of keyctl(2).
    pub fn keyctl_clear(keyring: i32) = __NR_keyctl(KEYCTL::CLEAR, keyring);

    /// Links a key to a keyring, `KEYCTL_LINK` of keyctl(2). `EDEADLK` (a ring of keyrings), `ELOOP`, `ENFILE` (it is full).
    pub fn keyctl_link(key: i32, keyring: i32) = __NR_keyctl(KEYCTL::LINK, key, keyring);

    /// Unlinks a key from a keyring, `KEYCTL_UNLINK` of keyctl(2). `ENOENT`.
    pub fn keyctl_unlink(key: i32, keyring: i32) = __NR_keyctl(KEYCTL::UNLINK, key, keyring);

    /// Moves a key from one keyring to another, `KEYCTL_MOVE` of keyctl(2), Linux 5.3. `EEXIST` (`EXCL`), `ENOENT`.
    pub fn keyctl_move(key: i32, from: i32, to: i32, flags: KEYCTL_MOVE)
        = __NR_keyctl(KEYCTL::MOVE, key, from, to, flags);

    /// Finds a key in a tree of keyrings, `KEYCTL_SEARCH` of keyctl(2); a destination other than 0 gets it too.
    pub fn keyctl_search(keyring: i32, kind: &CStr, description: &CStr, destination: i32) -> i32
        = __NR_keyctl(KEYCTL::SEARCH, keyring, kind, description, destination);

    /// The payload of a key, or the keys of a keyring, `KEYCTL_READ` of keyctl(2); returns the length.
    pub fn keyctl_read(key: i32, buffer: &mut [u8]) -> usize
        = __NR_keyctl(KEYCTL::READ, key, buffer.as_mut_ptr(), buffer.len());

    /// Gives a key that was requested its payload, `KEYCTL_INSTANTIATE` of keyctl(2); a keyring other than 0 gets it.
    pub fn keyctl_instantiate(key: i32, payload: &[u8], keyring: i32)
        = __NR_keyctl(KEYCTL::INSTANTIATE, key, payload.as_ptr(), payload.len(), keyring);

    /// Says that there is no such key, for `timeout` seconds, `KEYCTL_NEGATE` of keyctl(2).
    pub fn keyctl_negate(key: i32, timeout: u32, keyring: i32) = __NR_keyctl(KEYCTL::NEGATE, key, timeout, keyring);

    /// As [`keyctl_negate`] with an error of choice, `KEYCTL_REJECT` of keyctl(2).
    pub fn keyctl_reject(key: i32, timeout: u32, error: Errno, keyring: i32)
        = __NR_keyctl(KEYCTL::REJECT, key, timeout, error.raw() as u32, keyring);

    /// Sets which keyring gets requested keys, `KEYCTL_SET_REQKEY_KEYRING` of keyctl(2); returns what it was.
    pub fn keyctl_set_reqkey_keyring(keyring: KEY_REQKEY_DEFL) -> KEY_REQKEY_DEFL
        = __NR_keyctl(KEYCTL::SET_REQKEY_KEYRING, keyring);

    /// Sets in how many seconds a key expires, `KEYCTL_SET_TIMEOUT` of keyctl(2); 0 is never.
    pub fn keyctl_set_timeout(key: i32, seconds: u32) = __NR_keyctl(KEYCTL::SET_TIMEOUT, key, seconds);

    /// Takes the right to instantiate a key, or with 0 gives it back, `KEYCTL_ASSUME_AUTHORITY` of keyctl(2); returns the key
    /// that stands for that right.
    pub fn keyctl_assume_authority(key: i32) -> i32 = __NR_keyctl(KEYCTL::ASSUME_AUTHORITY, key);

    /// The security label of a key, `KEYCTL_GET_SECURITY` of keyctl(2), with a zero; returns the length.
    pub fn keyctl_get_security(key: i32, buffer: &mut [u8]) -> usize
        = __NR_keyctl(KEYCTL::GET_SECURITY, key, buffer.as_mut_ptr(), buffer.len());

    /// Gives the parent this session's keyring, `KEYCTL_SESSION_TO_PARENT` of keyctl(2). `EPERM`.
    pub fn keyctl_session_to_parent() = __NR_keyctl(KEYCTL::SESSION_TO_PARENT);

    /// Removes a key at once, `KEYCTL_INVALIDATE` of keyctl(2), Linux 3.5.
    pub fn keyctl_invalidate(key: i32) = __NR_keyctl(KEYCTL::INVALIDATE, key);

    /// Links the persistent keyring of a user (`u32::MAX` is this one) to another, `KEYCTL_GET_PERSISTENT` of keyctl(2), Linux
    /// 3.13; returns it.
    pub fn keyctl_get_persistent(user: u32, keyring: i32) -> i32 = __NR_keyctl(KEYCTL::GET_PERSISTENT, user, keyring);

    /// Restricts which keys can be linked to a keyring, `KEYCTL_RESTRICT_KEYRING` of keyctl(2), Linux 4.12: to those that a
    /// type's own rule lets in, or without a type none.
    pub fn keyctl_restrict_keyring(keyring: i32, kind: Option<&CStr>, restriction: Option<&CStr>)
        = __NR_keyctl(KEYCTL::RESTRICT_KEYRING, keyring, kind, restriction);

    /// What the kernel's keys can do, `KEYCTL_CAPABILITIES` of keyctl(2), Linux 5.3; returns the length.
    pub fn keyctl_capabilities(buffer: &mut [u8]) -> usize
        = __NR_keyctl(KEYCTL::CAPABILITIES, buffer.as_mut_ptr(), buffer.len());

    /// Reports changes of a key to a watch queue (a pipe with `O_NOTIFICATION_PIPE`) under a number up to 255, or stops it for -1,
    /// `KEYCTL_WATCH_KEY` of keyctl(2), Linux 5.8.
    pub fn keyctl_watch_key(key: i32, queue: Fd<'_>, watch: i32) = __NR_keyctl(KEYCTL::WATCH_KEY, key, queue, watch);

    /// The public or shared number of a Diffie-Hellman exchange, `KEYCTL_DH_COMPUTE` of keyctl(2), Linux 4.7, or a key made of
    /// it; returns how long it is. An empty buffer only asks for the length.
    ///
    /// # Safety
    ///
    /// The addresses in `derivation` are of a hash's name up to a zero, and of as many bytes as the length beside it says.
    pub unsafe fn keyctl_dh_compute(
        params: &keyctl_dh_params,
        buffer: &mut [u8],
        derivation: Option<&keyctl_kdf_params>,
    ) -> usize = __NR_keyctl(KEYCTL::DH_COMPUTE, params, buffer.as_mut_ptr(), buffer.len(), derivation);

    /// Encrypts with a public key, `KEYCTL_PKEY_ENCRYPT` of keyctl(2); returns how many bytes of `out` were filled.
    pub fn keyctl_pkey_encrypt(key: i32, info: &CStr, data: &[u8], out: &mut [u8]) -> usize
        = __NR_keyctl(KEYCTL::PKEY_ENCRYPT, &pkey(key, data.len(), out.len()), info, data.as_ptr(), out.as_mut_ptr());

    /// Decrypts with a private key, `KEYCTL_PKEY_DECRYPT` of keyctl(2); returns how many bytes of `out` were filled.
    pub fn keyctl_pkey_decrypt(key: i32, info: &CStr, data: &[u8], out: &mut [u8]) -> usize
        = __NR_keyctl(KEYCTL::PKEY_DECRYPT, &pkey(key, data.len(), out.len()), info, data.as_ptr(), out.as_mut_ptr());

    /// Signs a digest with a private key, `KEYCTL_PKEY_SIGN` of keyctl(2); returns how many bytes of `out` were filled.
    pub fn keyctl_pkey_sign(key: i32, info: &CStr, data: &[u8], out: &mut [u8]) -> usize
        = __NR_keyctl(KEYCTL::PKEY_SIGN, &pkey(key, data.len(), out.len()), info, data.as_ptr(), out.as_mut_ptr());

    /// Whether a signature is one of a digest, `KEYCTL_PKEY_VERIFY` of keyctl(2). `EKEYREJECTED` where not.
    pub fn keyctl_pkey_verify(key: i32, info: &CStr, data: &[u8], signature: &[u8])
        = __NR_keyctl(KEYCTL::PKEY_VERIFY, &pkey(key, data.len(), signature.len()), info, data.as_ptr(), signature.as_ptr());
}
