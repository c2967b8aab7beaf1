//! Sockets that share the packets of a device with the kernel, AF_XDP (linux/if_xdp.h; the kernel's
//! Documentation/networking/af_xdp.rst).

use linux_raw_sys::xdp;

use crate::declare::structs;

structs! {
    /// The address of an XDP socket (linux/if_xdp.h).
    sockaddr_xdp: "struct sockaddr_xdp" = xdp::sockaddr_xdp {
        sxdp_family, sxdp_flags, sxdp_ifindex, sxdp_queue_id, sxdp_shared_umem_fd,
    }

    /// Where the parts of a ring are, in bytes from its mapping (linux/if_xdp.h).
    xdp_ring_offset: "struct xdp_ring_offset" = xdp::xdp_ring_offset { producer, consumer, desc, flags }

    /// Where the parts of all rings are (linux/if_xdp.h).
    xdp_mmap_offsets: "struct xdp_mmap_offsets" = xdp::xdp_mmap_offsets { rx, tx, fr, cr }

    /// The memory of packets (linux/if_xdp.h). Older kernels accept fewer bytes.
    xdp_umem_reg: "struct xdp_umem_reg" = xdp::xdp_umem_reg { addr, len, chunk_size, headroom, flags, tx_metadata_len }

    /// Counters of an XDP socket (linux/if_xdp.h).
    xdp_statistics: "struct xdp_statistics" = xdp::xdp_statistics {
        rx_dropped, rx_invalid_descs, tx_invalid_descs, rx_ring_full, rx_fill_ring_empty_descs, tx_ring_empty_descs,
    }

    /// How an XDP socket works (linux/if_xdp.h).
    xdp_options: "struct xdp_options" = xdp::xdp_options { flags }

    /// A packet in the ring (linux/if_xdp.h).
    xdp_desc: "struct xdp_desc" = xdp::xdp_desc { addr, len, options }
}
