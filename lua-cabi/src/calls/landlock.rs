//! Landlock: rights that a thread gives up. landlock(7), section 2 of the Linux manual

use crate::convert::descriptor::{Fd, NewFd};
use crate::convert::flags::Flags;
use crate::convert::object::Init;
use crate::convert::row::calls;
use crate::object::number::Port;
use syscall_consts::Errno;
use syscall_consts::native::{
    LANDLOCK_ACCESS_FS, LANDLOCK_ACCESS_NET, LANDLOCK_CREATE_RULESET, LANDLOCK_RESTRICT_SELF,
};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_raw::native::{
    landlock_add_rule_net_port, landlock_add_rule_path_beneath, landlock_errata,
    landlock_restrict_self, landlock_version,
};
use syscall_types::native::landlock_ruleset_attr;

calls! { CALLS:
    /// What Landlock can do here, as the number of its version. landlock_create_ruleset(2)
    landlock_version() -> u32;
    /// Which corrections Landlock has here, a bit each. landlock_create_ruleset(2)
    landlock_errata() -> u32;
    /// A set of rules that handles these rights: `{handled_access_fs = "write_file, make_reg", handled_access_net = "bind_tcp", scoped = "signal"}`. What it handles is forbidden but for what the rules allow. landlock_create_ruleset(2)
    landlock_create_ruleset(attr: Init<landlock_ruleset_attr>) -> NewFd;
    /// Allows these rights to what is beneath a directory, or to a single file, by its descriptor, which may be opened with "path". landlock_add_rule(2)
    landlock_add_rule_path_beneath(ruleset: Fd, parent: Fd, allowed_access: Flags<LANDLOCK_ACCESS_FS>) -> ();
    /// Allows these rights to a port. landlock_add_rule(2)
    landlock_add_rule_net_port(ruleset: Fd, port: Port, allowed_access: Flags<LANDLOCK_ACCESS_NET>) -> ();
    /// Applies a set of rules to the thread and its future children, for good; without privileges after `prctl("set_no_new_privs", true)`. landlock_restrict_self(2)
    landlock_restrict_self(ruleset: Fd, flags: Flags<LANDLOCK_RESTRICT_SELF>) -> ();
}

fn landlock_create_ruleset(attr: landlock_ruleset_attr) -> Result<OwnedFd, Errno> {
    sys::landlock_create_ruleset(&attr, LANDLOCK_CREATE_RULESET::empty())
}
