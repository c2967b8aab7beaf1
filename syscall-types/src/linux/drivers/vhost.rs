//! Virtual queues of the host kernel (linux/vhost_types.h).

use crate::declare::structs;

structs! {
    /// A number for a queue (linux/vhost_types.h).
    struct vhost_vring_state: "struct vhost_vring_state" {
        /// The queue.
        index: u32,
        /// The number.
        num: u32,
    }

    /// A descriptor for a queue (linux/vhost_types.h).
    struct vhost_vring_file: "struct vhost_vring_file" {
        /// The queue.
        index: u32,
        /// The descriptor; -1 for none.
        fd: i32,
    }

    /// The places of a queue (linux/vhost_types.h).
    struct vhost_vring_addr: "struct vhost_vring_addr" {
        /// The queue.
        index: u32,
        /// `VHOST_VRING_F_LOG` or nothing.
        flags: u32,
        /// The address of the descriptors.
        desc_user_addr: u64,
        /// The address of the used ring.
        used_user_addr: u64,
        /// The address of the available ring.
        avail_user_addr: u64,
        /// The guest's address of the log.
        log_guest_addr: u64,
    }

    /// A piece of the guest's memory (linux/vhost_types.h).
    struct vhost_memory_region: "struct vhost_memory_region" {
        /// Where the guest sees it.
        guest_phys_addr: u64,
        /// Bytes.
        memory_size: u64,
        /// Where this process sees it.
        userspace_addr: u64,
        /// Unused.
        flags_padding: u64,
    }

    /// The head of a list of pieces of the guest's memory (linux/vhost_types.h).
    struct vhost_memory: "struct vhost_memory" {
        /// How many.
        nregions: u32,
        /// Unused.
        padding: u32,
        /// The pieces.
        regions: [vhost_memory_region; 0],
    }
}

const _: () = assert!(size_of::<vhost_vring_addr>() == 40 && size_of::<vhost_memory>() == 8);
