//! Landlock: sets of rules and the rules (landlock(7); linux/landlock.h).

use linux_raw_sys::landlock;

use crate::declare::structs;

structs! {
    /// What a set of Landlock rules handles (linux/landlock.h). Older kernels accept fewer bytes.
    landlock_ruleset_attr: "struct landlock_ruleset_attr" = landlock::landlock_ruleset_attr {
        handled_access_fs, handled_access_net, scoped,
    }

    /// A rule of Landlock about what is beneath a directory (linux/landlock.h). Packed.
    landlock_path_beneath_attr: "struct landlock_path_beneath_attr" = landlock::landlock_path_beneath_attr {
        allowed_access, parent_fd,
    }

    /// A rule of Landlock about a port (linux/landlock.h).
    landlock_net_port_attr: "struct landlock_net_port_attr" = landlock::landlock_net_port_attr { allowed_access, port }
}
