//! Memory policy of machines with several nodes (numa(7), set_mempolicy(2); linux/mempolicy.h).

use linux_raw_sys::mempolicy;

use crate::declare::groups;

groups! {
    /// Memory policies, and the flags that go with them (linux/mempolicy.h).
    flags MPOL: u32 as Multi {
        DEFAULT = mempolicy::MPOL_DEFAULT,
        PREFERRED = mempolicy::MPOL_PREFERRED,
        BIND = mempolicy::MPOL_BIND,
        INTERLEAVE = mempolicy::MPOL_INTERLEAVE,
        LOCAL = mempolicy::MPOL_LOCAL,
        PREFERRED_MANY = mempolicy::MPOL_PREFERRED_MANY,
        WEIGHTED_INTERLEAVE = mempolicy::MPOL_WEIGHTED_INTERLEAVE,
        F_STATIC_NODES = mempolicy::MPOL_F_STATIC_NODES,
        F_RELATIVE_NODES = mempolicy::MPOL_F_RELATIVE_NODES,
        F_NUMA_BALANCING = mempolicy::MPOL_F_NUMA_BALANCING,
    }

    /// Flags of get_mempolicy(2) (linux/mempolicy.h).
    flags MPOL_F: u32 as Multi {
        NODE = mempolicy::MPOL_F_NODE,
        ADDR = mempolicy::MPOL_F_ADDR,
        MEMS_ALLOWED = mempolicy::MPOL_F_MEMS_ALLOWED,
    }

    /// Flags of mbind(2) and move_pages(2) (linux/mempolicy.h).
    flags MPOL_MF: u32 as Multi {
        STRICT = mempolicy::MPOL_MF_STRICT,
        MOVE = mempolicy::MPOL_MF_MOVE,
        MOVE_ALL = mempolicy::MPOL_MF_MOVE_ALL,
    }
}
