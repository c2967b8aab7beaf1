//! Confines itself with Landlock: afterwards it may read what is beneath one directory, and open nothing else.

use syscall_consts::linux::{
    LANDLOCK_ACCESS_FS as FS, LANDLOCK_ACCESS_NET as NET, LANDLOCK_CREATE_RULESET,
    LANDLOCK_RESTRICT_SELF, MODE, O,
};
use syscall_raw::{Errno, Fd, OwnedFd, linux};
use syscall_types::{Plain, linux::landlock_ruleset_attr};

/// The rights that Landlock has known from the start: those below this one.
const FIRST: FS = FS::from_bits_retain(FS::REFER.bits() - 1);

/// Rights with the version that brought them: a set that names one of a later version is refused.
const LATER: [(u32, FS); 3] = [(2, FS::REFER), (3, FS::TRUNCATE), (5, FS::IOCTL_DEV)];

fn open(path: &core::ffi::CStr, flags: O) -> Result<OwnedFd, Errno> {
    linux::openat(Fd::CWD, path, flags | O::CLOEXEC, MODE::empty())
}

/// Confines the thread, and shows what it may do then.
pub fn main() -> Result<(), Errno> {
    let version = match linux::landlock_version() {
        Err(Errno::ENOSYS | Errno::EOPNOTSUPP) => {
            println!("missing: Landlock is not configured, or off");
            return Ok(());
        }
        version => version?,
    };
    println!("Landlock has version {version}");

    // What the set handles is forbidden, but for what rules allow. So it handles as much as the kernel can.
    let mut handled = FIRST;
    for (since, right) in LATER {
        handled.set(right, version >= since);
    }
    let mut attributes = landlock_ruleset_attr::zeroed();
    attributes.handled_access_fs = handled.bits();
    if version >= 4 {
        attributes.handled_access_net = (NET::BIND_TCP | NET::CONNECT_TCP).bits();
    }
    let rules = linux::landlock_create_ruleset(&attributes, LANDLOCK_CREATE_RULESET::empty())?;
    let readable = open(c"/usr", O::PATH | O::DIRECTORY)?;
    let rights = FS::READ_FILE | FS::READ_DIR;
    linux::landlock_add_rule_path_beneath(rules.fd(), readable.fd(), rights)?;

    // Without this, programs with more rights than this one could be led astray by its confinement.
    linux::prctl_set_no_new_privs()?;
    linux::landlock_restrict_self(rules.fd(), LANDLOCK_RESTRICT_SELF::empty())?;

    for path in [c"/usr", c"/usr/..", c"/proc/version"] {
        match open(path, O::RDONLY) {
            Ok(_) => println!("{path:?} can be read"),
            Err(error) => println!("{path:?}: {error}"),
        }
    }
    Ok(())
}
