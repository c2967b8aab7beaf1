//! Keys, in a session of their own.

use syscall_consts::{
    Errno,
    linux::{KEY_PERM, KEY_REQKEY_DEFL, KEY_SPEC, KEYCTL, KEYCTL_MOVE},
};
use syscall_raw::linux;
use syscall_types::{
    Plain,
    linux::{keyctl_dh_params, keyctl_pkey_query},
};

use super::{NONE, in_child, skipped};

const SESSION: i32 = KEY_SPEC::SESSION_KEYRING.0;

/// Runs `body` in a thread with a session keyring of its own, which ends with it.
fn in_session(body: impl FnOnce(i32) + Send) {
    std::thread::scope(|threads| {
        let thread = threads.spawn(|| match linux::keyctl_join_session_keyring(None) {
            Err(Errno::ENOSYS | Errno::EPERM) => skipped("keys are not configured, or filtered"),
            session => body(session.unwrap()),
        });
        thread.join().unwrap();
    });
}

#[test]
fn payloads() {
    in_session(|_| {
        let key = linux::add_key(c"user", c"name", b"payload", SESSION).unwrap();
        let mut room = [0u8; 64];
        assert_eq!(linux::keyctl_read(key, &mut room), Ok(7));
        assert_eq!(room[..7], *b"payload");
        assert_eq!(linux::keyctl_read(key, &mut []), Ok(7), "only the length");
        linux::keyctl_update(key, b"new").unwrap();
        assert_eq!(linux::keyctl_read(key, &mut room), Ok(3));
        let len = linux::keyctl_describe(key, &mut room).unwrap();
        assert!(room.starts_with(b"user;") && room[..len].ends_with(b";name\0"));
        assert!(linux::keyctl_get_security(key, &mut room).is_ok());
        assert_eq!(linux::keyctl_search(SESSION, c"user", c"name", 0), Ok(key));
        assert_eq!(linux::request_key(c"user", c"name", None, 0), Ok(key));
        let missing = linux::request_key(c"user", c"no such name", None, 0);
        assert_eq!(missing, Err(Errno::ENOKEY));
        let missing = linux::add_key(c"no such type", c"name", b"", SESSION);
        assert_eq!(missing, Err(Errno::ENODEV));

        linux::keyctl_setperm(key, KEY_PERM::POS_ALL | KEY_PERM::USR_VIEW).unwrap();
        linux::keyctl_set_timeout(key, 1000).unwrap();
        linux::keyctl_chown(key, u32::MAX, linux::getegid()).unwrap();
        linux::keyctl_revoke(key).unwrap();
        let revoked = linux::keyctl_read(key, &mut room);
        assert_eq!(revoked, Err(Errno::EKEYREVOKED));
    });
}

#[test]
fn keyrings() {
    in_session(|session| {
        assert_eq!(linux::keyctl_get_keyring_id(SESSION, false), Ok(session));
        let thread = KEY_SPEC::THREAD_KEYRING.0;
        let none = linux::keyctl_get_keyring_id(thread, false);
        assert_eq!(none, Err(Errno::ENOKEY));
        assert!(linux::keyctl_get_keyring_id(thread, true).is_ok());

        let ring = |name| linux::add_key(c"keyring", name, b"", SESSION).unwrap();
        let (one, two) = (ring(c"one"), ring(c"two"));
        let key = linux::add_key(c"user", c"in a ring", b"x", one).unwrap();
        let mut keys = [0u8; 8];
        assert_eq!(linux::keyctl_read(one, &mut keys), Ok(4));
        assert_eq!(keys[..4], key.to_ne_bytes());
        linux::keyctl_link(key, two).unwrap();
        linux::keyctl_unlink(key, two).unwrap();
        assert_eq!(linux::keyctl_unlink(key, two), Err(Errno::ENOENT));
        linux::keyctl_move(key, one, two, KEYCTL_MOVE::EXCL).unwrap();
        let gone = linux::keyctl_move(key, one, two, KEYCTL_MOVE::empty());
        assert_eq!(gone, Err(Errno::ENOENT));
        linux::keyctl_clear(two).unwrap();
        assert_eq!(linux::keyctl_read(two, &mut keys), Ok(0));
        linux::keyctl_restrict_keyring(two, None, None).unwrap();
        let closed = linux::add_key(c"user", c"not here", b"x", two);
        assert_eq!(closed, Err(Errno::EPERM));
        linux::keyctl_invalidate(one).unwrap();

        let before = linux::keyctl_set_reqkey_keyring(KEY_REQKEY_DEFL::NO_CHANGE);
        assert_eq!(before, Ok(KEY_REQKEY_DEFL::DEFAULT));
        let unknown = linux::keyctl_set_reqkey_keyring(KEY_REQKEY_DEFL(99));
        assert_eq!(unknown, Err(Errno::EINVAL));
        match linux::keyctl_get_persistent(u32::MAX, SESSION) {
            Err(Errno::EOPNOTSUPP) => skipped("persistent keyrings are not configured"),
            ring => assert!(ring.unwrap() > 0),
        }
    });
}

#[test]
fn without_authority() {
    in_session(|_| {
        let key = linux::add_key(c"user", c"name", b"payload", SESSION).unwrap();
        assert_eq!(linux::keyctl_assume_authority(0), Ok(0));
        assert!(linux::keyctl_assume_authority(key).is_err());
        assert_eq!(linux::keyctl_instantiate(key, b"x", 0), Err(Errno::EPERM));
        assert_eq!(linux::keyctl_negate(key, 1, 0), Err(Errno::EPERM));
        let reject = linux::keyctl_reject(key, 1, Errno::EKEYREJECTED, 0);
        assert_eq!(reject, Err(Errno::EPERM));
        assert!(linux::keyctl_watch_key(key, NONE, 1).is_err());
        let unknown = unsafe { linux::keyctl(KEYCTL(999), [0; 4]) };
        assert_eq!(unknown, Err(Errno::EOPNOTSUPP));
        match linux::keyctl_capabilities(&mut [0; 8]) {
            Err(Errno::EOPNOTSUPP) => skipped("KEYCTL_CAPABILITIES needs Linux 5.3"),
            len => assert!(len.unwrap() >= 1),
        }

        let params = keyctl_dh_params::zeroed();
        let secret = unsafe { linux::keyctl_dh_compute(&params, &mut [0; 8], None) };
        assert!(secret.is_err());
        let mut can = keyctl_pkey_query::zeroed();
        assert!(linux::keyctl_pkey_query(key, c"", &mut can).is_err());
        let (data, mut out) = (*b"data", [0; 64]);
        for result in [
            linux::keyctl_pkey_encrypt(key, c"", &data, &mut out),
            linux::keyctl_pkey_decrypt(key, c"", &data, &mut out),
            linux::keyctl_pkey_sign(key, c"", &data, &mut out),
            linux::keyctl_pkey_verify(key, c"", &data, &data).map(|()| 0),
        ] {
            assert_eq!(result, Err(Errno::EOPNOTSUPP), "no key of two parts");
        }
    });
    let parent = in_child(|| match linux::keyctl_session_to_parent() {
        Ok(()) | Err(Errno::EPERM | Errno::ENOSYS | Errno::EACCES) => 0,
        Err(error) => error.raw().into(),
    });
    assert_eq!(parent, 0);
}
