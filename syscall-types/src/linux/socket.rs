//! Sockets and their addresses (linux/socket.h, linux/in.h, linux/in6.h, linux/un.h, linux/netlink.h).

use core::ffi::c_void;

use linux_raw_sys::netlink;

use super::iovec;
use crate::declare::structs;
use crate::reflect::Char;

structs! {
    /// The part that all socket addresses share (linux/socket.h).
    struct sockaddr: "struct sockaddr" {
        /// The address family (`AF_*`).
        sa_family: u16,
        /// The address in the family's own form.
        sa_data: [u8; 14] as [Char; 14],
    }

    /// Room for the address of any family (linux/socket.h).
    struct sockaddr_storage: "struct __kernel_sockaddr_storage" {
        /// The address family (`AF_*`).
        ss_family: u16,
        __data: [u8; 126],
        __align: [usize; 0],
    }

    /// An IPv4 address (linux/in.h).
    #[derive(PartialEq, Eq)]
    struct in_addr: "struct in_addr" {
        /// The address in network byte order.
        s_addr: u32,
    }

    /// An IPv4 address with a port (linux/in.h).
    #[derive(PartialEq, Eq)]
    struct sockaddr_in: "struct sockaddr_in" {
        /// `AF_INET`.
        sin_family: u16,
        /// The port in network byte order.
        sin_port: u16,
        /// The address.
        sin_addr: in_addr,
        /// Unused.
        sin_zero: [u8; 8],
    }

    /// An IPv6 address (linux/in6.h).
    #[derive(PartialEq, Eq)]
    struct in6_addr: "struct in6_addr" {
        /// The address in network byte order.
        s6_addr: [u8; 16],
        __align: [u32; 0],
    }

    /// An IPv6 address with a port (linux/in6.h).
    #[derive(PartialEq, Eq)]
    struct sockaddr_in6: "struct sockaddr_in6" {
        /// `AF_INET6`.
        sin6_family: u16,
        /// The port in network byte order.
        sin6_port: u16,
        /// Traffic class and flow label in network byte order.
        sin6_flowinfo: u32,
        /// The address.
        sin6_addr: in6_addr,
        /// The interface that a link-local address belongs to.
        sin6_scope_id: u32,
    }

    /// The path, or the abstract name, of a Unix socket (linux/un.h).
    #[derive(PartialEq, Eq)]
    struct sockaddr_un: "struct sockaddr_un" {
        /// `AF_UNIX`.
        sun_family: u16,
        /// The path up to a zero, or a zero and the abstract name.
        sun_path: [u8; 108] as [Char; 108],
    }

    /// A netlink port (linux/netlink.h).
    sockaddr_nl: "struct sockaddr_nl" = netlink::sockaddr_nl { nl_family, nl_pad, nl_pid, nl_groups }

    /// An Ethernet address. The kernel has no such structure.
    #[derive(PartialEq, Eq)]
    struct macaddr: "" {
        /// The six bytes as sent.
        mac_addr: [u8; 6],
    }

    /// A message to send or room for one to receive (`struct user_msghdr` of the kernel's linux/socket.h).
    struct msghdr: "struct msghdr" {
        /// The peer's address.
        msg_name: *mut c_void,
        /// Bytes of the address.
        msg_namelen: u32,
        /// The pieces of data.
        msg_iov: *mut iovec,
        /// How many pieces.
        msg_iovlen: usize,
        /// Control messages.
        msg_control: *mut c_void,
        /// Bytes of control messages.
        msg_controllen: usize,
        /// Flags of the received message (`MSG_*`).
        msg_flags: i32,
    }

    /// The head of a control message (linux/socket.h). The data follow.
    struct cmsghdr: "struct cmsghdr" {
        /// Bytes of the head and the data.
        cmsg_len: usize,
        /// The protocol (`SOL_*`).
        cmsg_level: i32,
        /// The protocol's own type (`SCM_*`).
        cmsg_type: i32,
        /// The data.
        cmsg_data: [u8; 0] as [Char; 0],
    }

    /// Who is at the other end of a Unix socket (linux/socket.h).
    #[derive(PartialEq, Eq)]
    struct ucred: "struct ucred" {
        /// The process.
        pid: i32,
        /// Its user.
        uid: u32,
        /// Its group.
        gid: u32,
    }
}

const _: () = assert!(size_of::<sockaddr>() == 16);
const _: () = assert!(size_of::<sockaddr_storage>() == 128);
const _: () = assert!(size_of::<sockaddr_in>() == 16);
const _: () = assert!(size_of::<sockaddr_in6>() == 28 && align_of::<in6_addr>() == 4);
const _: () = assert!(size_of::<sockaddr_un>() == 110);
const _: () = assert!(size_of::<sockaddr_nl>() == 12);
const _: () = assert!(size_of::<macaddr>() == 6);
const _: () = assert!(size_of::<ucred>() == 12);
const _: () = assert!(size_of::<msghdr>() == 7 * size_of::<usize>());
const _: () = assert!(size_of::<cmsghdr>() == size_of::<usize>() + 8);
