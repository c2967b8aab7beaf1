//! Sockets that share the packets of a device with the kernel, AF_XDP (linux/if_xdp.h;
//! the kernel's Documentation/networking/af_xdp.rst).

use linux_raw_sys::netlink;

use crate::declare::groups;

groups! {
    /// Socket options of level SOL_XDP (linux/if_xdp.h).
    values XDP: i32 as Str {
        MMAP_OFFSETS = XDP_MMAP_OFFSETS: 1,
        RX_RING = XDP_RX_RING: 2,
        TX_RING = XDP_TX_RING: 3,
        UMEM_REG = XDP_UMEM_REG: 4,
        UMEM_FILL_RING = XDP_UMEM_FILL_RING: 5,
        UMEM_COMPLETION_RING = XDP_UMEM_COMPLETION_RING: 6,
        STATISTICS = XDP_STATISTICS: 7,
        OPTIONS = XDP_OPTIONS: 8,
        MAX_TX_SKB_BUDGET = XDP_MAX_TX_SKB_BUDGET: 9,
    }

    /// Flags of the address of an XDP socket (linux/if_xdp.h).
    flags XDP_BIND: u16 as Multi {
        SHARED_UMEM = XDP_SHARED_UMEM: 0x1,
        COPY = XDP_COPY: 0x2,
        ZEROCOPY = XDP_ZEROCOPY: 0x4,
        USE_NEED_WAKEUP = XDP_USE_NEED_WAKEUP: 0x8,
        USE_SG = XDP_USE_SG: 0x10,
    }

    /// How an XDP program is attached to an interface (linux/if_link.h).
    flags XDP_FLAGS: u32 as Multi {
        UPDATE_IF_NOEXIST = netlink::XDP_FLAGS_UPDATE_IF_NOEXIST,
        SKB_MODE = netlink::XDP_FLAGS_SKB_MODE,
        DRV_MODE = netlink::XDP_FLAGS_DRV_MODE,
        HW_MODE = netlink::XDP_FLAGS_HW_MODE,
        REPLACE = netlink::XDP_FLAGS_REPLACE,
    }

    /// Where mmap(2) finds the rings of an XDP socket (linux/if_xdp.h).
    values XDP_PGOFF: u64 as Str {
        RX_RING = XDP_PGOFF_RX_RING: 0,
        TX_RING = XDP_PGOFF_TX_RING: 0x8000_0000,
        FILL_RING = XDP_UMEM_PGOFF_FILL_RING: 0x1_0000_0000,
        COMPLETION_RING = XDP_UMEM_PGOFF_COMPLETION_RING: 0x1_8000_0000,
    }

    /// Flags of a ring of an XDP socket (linux/if_xdp.h).
    flags XDP_RING: u32 as Multi {
        NEED_WAKEUP = XDP_RING_NEED_WAKEUP: 0x1,
    }
}
