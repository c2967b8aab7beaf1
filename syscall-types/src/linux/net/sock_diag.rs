//! What netlink tells about sockets (sock_diag(7); linux/sock_diag.h, linux/inet_diag.h, linux/unix_diag.h).

use crate::declare::structs;

structs! {
    /// The head of a request about sockets (linux/sock_diag.h).
    #[derive(PartialEq, Eq)]
    struct sock_diag_req: "struct sock_diag_req" {
        /// The family.
        sdiag_family: u8,
        /// The protocol.
        sdiag_protocol: u8,
    }

    /// Which socket (linux/inet_diag.h). Ports and addresses are in network byte order.
    #[derive(PartialEq, Eq)]
    struct inet_diag_sockid: "struct inet_diag_sockid" {
        /// The own port.
        idiag_sport: u16,
        /// The other end's port.
        idiag_dport: u16,
        /// The own address.
        idiag_src: [u32; 4],
        /// The other end's address.
        idiag_dst: [u32; 4],
        /// The interface.
        idiag_if: u32,
        /// The socket's own number; all ones for any.
        idiag_cookie: [u32; 2],
    }

    /// A request about sockets of IPv4 or IPv6 (linux/inet_diag.h).
    #[derive(PartialEq, Eq)]
    struct inet_diag_req_v2: "struct inet_diag_req_v2" {
        /// The family.
        sdiag_family: u8,
        /// The protocol.
        sdiag_protocol: u8,
        /// What else to tell (bit n - 1 for `INET_DIAG_*` n).
        idiag_ext: u8,
        /// Unused.
        pad: u8,
        /// States to tell of, a bit each.
        idiag_states: u32,
        /// Which socket.
        id: inet_diag_sockid,
    }

    /// A socket of IPv4 or IPv6 (linux/inet_diag.h).
    #[derive(PartialEq, Eq)]
    struct inet_diag_msg: "struct inet_diag_msg" {
        /// The family.
        idiag_family: u8,
        /// The state (`TCP_*`).
        idiag_state: u8,
        /// The timer that runs.
        idiag_timer: u8,
        /// How often it has expired.
        idiag_retrans: u8,
        /// Which socket.
        id: inet_diag_sockid,
        /// Milliseconds until the timer expires.
        idiag_expires: u32,
        /// Bytes to read; of a listener, connections that wait.
        idiag_rqueue: u32,
        /// Bytes to send; of a listener, the most connections.
        idiag_wqueue: u32,
        /// The owner.
        idiag_uid: u32,
        /// The inode's number.
        idiag_inode: u32,
    }

    /// Memory of a socket in bytes (linux/inet_diag.h).
    #[derive(PartialEq, Eq)]
    struct inet_diag_meminfo: "struct inet_diag_meminfo" {
        /// For data received.
        idiag_rmem: u32,
        /// For data to be sent.
        idiag_wmem: u32,
        /// Set aside.
        idiag_fmem: u32,
        /// For data in the protocol's hands.
        idiag_tmem: u32,
    }

    /// A request about Unix sockets (linux/unix_diag.h).
    #[derive(PartialEq, Eq)]
    struct unix_diag_req: "struct unix_diag_req" {
        /// The family.
        sdiag_family: u8,
        /// The protocol.
        sdiag_protocol: u8,
        /// Unused.
        pad: u16,
        /// States to tell of, a bit each.
        udiag_states: u32,
        /// The inode's number.
        udiag_ino: u32,
        /// What to tell (`UDIAG_SHOW_*`).
        udiag_show: u32,
        /// The socket's own number; all ones for any.
        udiag_cookie: [u32; 2],
    }

    /// A Unix socket (linux/unix_diag.h).
    #[derive(PartialEq, Eq)]
    struct unix_diag_msg: "struct unix_diag_msg" {
        /// The family.
        udiag_family: u8,
        /// `SOCK_*`.
        udiag_type: u8,
        /// The state (`TCP_*`).
        udiag_state: u8,
        /// Unused.
        pad: u8,
        /// The inode's number.
        udiag_ino: u32,
        /// The socket's own number.
        udiag_cookie: [u32; 2],
    }

    /// The file that a Unix socket is bound to (linux/unix_diag.h).
    #[derive(PartialEq, Eq)]
    struct unix_diag_vfs: "struct unix_diag_vfs" {
        /// Its inode's number.
        udiag_vfs_ino: u32,
        /// Its device, as the kernel numbers them.
        udiag_vfs_dev: u32,
    }

    /// What waits at a Unix socket (linux/unix_diag.h).
    #[derive(PartialEq, Eq)]
    struct unix_diag_rqlen: "struct unix_diag_rqlen" {
        /// Bytes to read; of a listener, connections that wait.
        udiag_rqueue: u32,
        /// Free room in bytes; for a listener, the most connections that may wait.
        udiag_wqueue: u32,
    }
}

const _: () = assert!(size_of::<inet_diag_req_v2>() == 56 && size_of::<inet_diag_msg>() == 72);
