//! The kernel's keys. keyrings(7), section 2 of the Linux manual
//!
//! A key is its number, or the name of one of the thread's keyrings.

use crate::convert::buffer::{Bytes, BytesMut};
use crate::convert::flags::Flags;
use crate::convert::row::calls;
use crate::convert::text::Path;
use crate::object::number::{Group, OrUnchanged, User, WordValue};
use core::ffi::CStr;
use syscall_consts::Errno;
use syscall_consts::native::{KEY_PERM, KEY_REQKEY_DEFL, KEY_SPEC, KEYCTL_MOVE};
use syscall_raw::native as sys;
use syscall_raw::native::{keyctl_join_session_keyring, keyctl_session_to_parent};

calls! { CALLS:
    /// Adds a key ("user", "keyring"...) to a keyring, or updates it; its number. add_key(2)
    add_key(kind: Path, description: Path, payload: Bytes, keyring: Flags<KEY_SPEC>) -> i32;
    /// Finds a key, or with `callout` has a program make it; its number. A `keyring` gets it then. request_key(2)
    request_key(kind: Path, description: Path, callout: Option<Path>, keyring: Option<Flags<KEY_SPEC>>) -> i32;
    /// The number of a keyring by its name; with `create` it is made. KEYCTL_GET_KEYRING_ID(2const)
    keyctl_get_keyring_id(keyring: Flags<KEY_SPEC>, create: bool) -> i32;
    /// Gives the process another session keyring, that of a name or a new one; its number. KEYCTL_JOIN_SESSION_KEYRING(2const)
    keyctl_join_session_keyring(name: Option<Path>) -> i32;
    /// Sets what a key holds. KEYCTL_UPDATE(2const)
    keyctl_update(key: Flags<KEY_SPEC>, payload: Bytes) -> ();
    /// Makes a key unusable. KEYCTL_REVOKE(2const)
    keyctl_revoke(key: Flags<KEY_SPEC>) -> ();
    /// Sets the user and the group of a key; -1 leaves one as it is. KEYCTL_CHOWN(2const)
    keyctl_chown(key: Flags<KEY_SPEC>, user: OrUnchanged<User>, group: OrUnchanged<Group>) -> ();
    /// Sets what may be done with a key. KEYCTL_SETPERM(2const)
    keyctl_setperm(key: Flags<KEY_SPEC>, permissions: Flags<KEY_PERM>) -> ();
    /// Takes all keys out of a keyring. KEYCTL_CLEAR(2const)
    keyctl_clear(keyring: Flags<KEY_SPEC>) -> ();
    /// Puts a key into a keyring too. KEYCTL_LINK(2const)
    keyctl_link(key: Flags<KEY_SPEC>, keyring: Flags<KEY_SPEC>) -> ();
    /// Takes a key out of a keyring. KEYCTL_UNLINK(2const)
    keyctl_unlink(key: Flags<KEY_SPEC>, keyring: Flags<KEY_SPEC>) -> ();
    /// Moves a key from one keyring to another; with "excl" not over one of that name. KEYCTL_MOVE(2const)
    keyctl_move(key: Flags<KEY_SPEC>, from: Flags<KEY_SPEC>, to: Flags<KEY_SPEC>, flags: Flags<KEYCTL_MOVE>) -> ();
    /// Finds a key in a keyring and those in it; its number. A `destination` gets it too. KEYCTL_SEARCH(2const)
    keyctl_search(keyring: Flags<KEY_SPEC>, kind: Path, description: Path, destination: Option<Flags<KEY_SPEC>>) -> i32;
    /// Has a key end after so many seconds; 0 is never. KEYCTL_SET_TIMEOUT(2const)
    keyctl_set_timeout(key: Flags<KEY_SPEC>, seconds: WordValue) -> ();
    /// Removes a key at once. KEYCTL_INVALIDATE(2const)
    keyctl_invalidate(key: Flags<KEY_SPEC>) -> ();
    /// Which keyring gets keys that are requested; what it was. KEYCTL_SET_REQKEY_KEYRING(2const)
    keyctl_set_reqkey_keyring(keyring: Flags<KEY_REQKEY_DEFL>) -> i32;
    /// Puts the persistent keyring of a user (-1 is this one) into another; its number. KEYCTL_GET_PERSISTENT(2const)
    keyctl_get_persistent(user: OrUnchanged<User>, keyring: Flags<KEY_SPEC>) -> i32;
    /// Restricts what can be put into a keyring: to what the rule of a type lets in, or without one nothing. KEYCTL_RESTRICT_KEYRING(2const)
    keyctl_restrict_keyring(keyring: Flags<KEY_SPEC>, kind: Option<Path>, restriction: Option<Path>) -> ();
    /// Gives the parent this session keyring. KEYCTL_SESSION_TO_PARENT(2const)
    keyctl_session_to_parent() -> ();
}

calls! { TOLD:
    /// A key's description; how many bytes it has. KEYCTL_DESCRIBE(2const)
    keyctl_describe(key: Flags<KEY_SPEC>, buf: BytesMut) -> usize;
    /// What a key holds; how many bytes that are. KEYCTL_READ(2const)
    keyctl_read(key: Flags<KEY_SPEC>, buf: BytesMut) -> usize;
    /// The security label of a key; how many bytes it has. KEYCTL_GET_SECURITY(2const)
    keyctl_get_security(key: Flags<KEY_SPEC>, buf: BytesMut) -> usize;
}

fn add_key(
    kind: &CStr,
    description: &CStr,
    payload: &[u8],
    keyring: KEY_SPEC,
) -> Result<i32, Errno> {
    sys::add_key(kind, description, payload, keyring.0)
}

/// The number of a keyring, or none.
fn or_none(keyring: Option<KEY_SPEC>) -> i32 {
    keyring.map_or(0, |keyring| keyring.0)
}

fn request_key(
    kind: &CStr,
    description: &CStr,
    callout: Option<&CStr>,
    keyring: Option<KEY_SPEC>,
) -> Result<i32, Errno> {
    sys::request_key(kind, description, callout, or_none(keyring))
}

fn keyctl_get_keyring_id(keyring: KEY_SPEC, create: bool) -> Result<i32, Errno> {
    sys::keyctl_get_keyring_id(keyring.0, create)
}

fn keyctl_update(key: KEY_SPEC, payload: &[u8]) -> Result<(), Errno> {
    sys::keyctl_update(key.0, payload)
}

fn keyctl_revoke(key: KEY_SPEC) -> Result<(), Errno> {
    sys::keyctl_revoke(key.0)
}

fn keyctl_chown(key: KEY_SPEC, user: u32, group: u32) -> Result<(), Errno> {
    sys::keyctl_chown(key.0, user, group)
}

fn keyctl_setperm(key: KEY_SPEC, permissions: KEY_PERM) -> Result<(), Errno> {
    sys::keyctl_setperm(key.0, permissions)
}

fn keyctl_clear(keyring: KEY_SPEC) -> Result<(), Errno> {
    sys::keyctl_clear(keyring.0)
}

fn keyctl_link(key: KEY_SPEC, keyring: KEY_SPEC) -> Result<(), Errno> {
    sys::keyctl_link(key.0, keyring.0)
}

fn keyctl_unlink(key: KEY_SPEC, keyring: KEY_SPEC) -> Result<(), Errno> {
    sys::keyctl_unlink(key.0, keyring.0)
}

fn keyctl_move(
    key: KEY_SPEC,
    from: KEY_SPEC,
    to: KEY_SPEC,
    flags: KEYCTL_MOVE,
) -> Result<(), Errno> {
    sys::keyctl_move(key.0, from.0, to.0, flags)
}

fn keyctl_search(
    keyring: KEY_SPEC,
    kind: &CStr,
    description: &CStr,
    destination: Option<KEY_SPEC>,
) -> Result<i32, Errno> {
    sys::keyctl_search(keyring.0, kind, description, or_none(destination))
}

fn keyctl_set_timeout(key: KEY_SPEC, seconds: u32) -> Result<(), Errno> {
    sys::keyctl_set_timeout(key.0, seconds)
}

fn keyctl_invalidate(key: KEY_SPEC) -> Result<(), Errno> {
    sys::keyctl_invalidate(key.0)
}

fn keyctl_set_reqkey_keyring(keyring: KEY_REQKEY_DEFL) -> Result<i32, Errno> {
    sys::keyctl_set_reqkey_keyring(keyring).map(|former| former.0)
}

fn keyctl_get_persistent(user: u32, keyring: KEY_SPEC) -> Result<i32, Errno> {
    sys::keyctl_get_persistent(user, keyring.0)
}

fn keyctl_restrict_keyring(
    keyring: KEY_SPEC,
    kind: Option<&CStr>,
    restriction: Option<&CStr>,
) -> Result<(), Errno> {
    sys::keyctl_restrict_keyring(keyring.0, kind, restriction)
}

fn keyctl_describe(key: KEY_SPEC, buf: &mut [u8]) -> Result<usize, Errno> {
    sys::keyctl_describe(key.0, buf)
}

fn keyctl_read(key: KEY_SPEC, buf: &mut [u8]) -> Result<usize, Errno> {
    sys::keyctl_read(key.0, buf)
}

fn keyctl_get_security(key: KEY_SPEC, buf: &mut [u8]) -> Result<usize, Errno> {
    sys::keyctl_get_security(key.0, buf)
}
