//! Sockets and their addresses (linux/socket.h, linux/in.h, linux/in6.h, linux/un.h, linux/netlink.h, linux/if_packet.h,
//! linux/vm_sockets.h, linux/if_alg.h, linux/can.h, linux/errqueue.h).

use core::ffi::c_void;

use linux_raw_sys::{general, net};

use crate::declare::structs;
use crate::linux::{iovec, timespec};
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
        #[doc(hidden)]
        __data: [u8; 126],
        #[doc(hidden)]
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
        #[doc(hidden)]
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
    #[derive(PartialEq, Eq)]
    struct sockaddr_nl: "struct sockaddr_nl" {
        /// `AF_NETLINK`.
        nl_family: u16,
        /// Unused.
        nl_pad: u16,
        /// The port; 0 for the kernel's.
        nl_pid: u32,
        /// Multicast groups, a bit each.
        nl_groups: u32,
    }

    /// A packet of a link, and who sends or receives it (linux/if_packet.h).
    #[derive(PartialEq, Eq)]
    struct sockaddr_ll: "struct sockaddr_ll" {
        /// `AF_PACKET`.
        sll_family: u16,
        /// The protocol (`ETH_P_*`) in network byte order.
        sll_protocol: u16,
        /// The interface.
        sll_ifindex: i32,
        /// The type of hardware (`ARPHRD_*`).
        sll_hatype: u16,
        /// To whom the packet was sent (`PACKET_*`).
        sll_pkttype: u8,
        /// Bytes of the hardware address.
        sll_halen: u8,
        /// The hardware address.
        sll_addr: [u8; 8],
    }

    /// A port of a virtual machine or its host (linux/vm_sockets.h).
    #[derive(PartialEq, Eq)]
    struct sockaddr_vm: "struct sockaddr_vm" {
        /// `AF_VSOCK`.
        svm_family: u16,
        /// Unused.
        svm_reserved1: u16,
        /// The port.
        svm_port: u32,
        /// The machine (`VMADDR_CID_*`).
        svm_cid: u32,
        /// `VMADDR_FLAG_*`.
        svm_flags: u8,
        /// Unused.
        svm_zero: [u8; 3],
    }

    /// An algorithm of the kernel's crypto interface (linux/if_alg.h). Since Linux 4.12 the name may be longer.
    #[derive(PartialEq, Eq)]
    struct sockaddr_alg: "struct sockaddr_alg" {
        /// `AF_ALG`.
        salg_family: u16,
        /// The type, up to a zero: `hash`, `skcipher`, `aead`, `rng`.
        salg_type: [u8; 14],
        /// Algorithms that are allowed or not (`CRYPTO_ALG_*`).
        salg_feat: u32,
        /// Algorithms that are wanted, in these bits.
        salg_mask: u32,
        /// The name, up to a zero: `sha256`.
        salg_name: [u8; 64],
    }

    /// The identifiers of a transport protocol on a CAN bus (linux/can.h).
    #[derive(PartialEq, Eq)]
    struct can_tp: "__typeof__(((struct sockaddr_can *)0)->can_addr.tp)" {
        /// That of frames received.
        rx_id: u32,
        /// That of frames sent.
        tx_id: u32,
    }

    /// A node of the J1939 protocol on a CAN bus (linux/can.h).
    #[derive(PartialEq, Eq)]
    struct can_j1939: "__typeof__(((struct sockaddr_can *)0)->can_addr.j1939)" {
        /// The node's name.
        name: u64,
        /// The parameter group.
        pgn: u32,
        /// The node's address.
        addr: u8,
    }

    /// The protocol's own part of a CAN address (linux/can.h).
    union can_addr: "__typeof__(((struct sockaddr_can *)0)->can_addr)" {
        /// Of ISO-TP.
        tp: can_tp,
        /// Of J1939.
        j1939: can_j1939,
    }

    /// A CAN interface and what the protocol adds (linux/can.h).
    struct sockaddr_can: "struct sockaddr_can" {
        /// `AF_CAN`.
        can_family: u16,
        #[doc(hidden)]
        __pad: u16,
        /// The interface; 0 for all.
        can_ifindex: i32,
        /// The protocol's own part.
        can_addr: can_addr,
    }

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

    /// One of several messages (`struct mmsghdr` of the kernel's linux/socket.h).
    struct mmsghdr: "struct mmsghdr" {
        /// The message.
        msg_hdr: msghdr,
        /// Bytes sent or received.
        msg_len: u32,
    }

    /// When a packet was sent or received (linux/errqueue.h): by software, unused, by hardware. Where a machine word has
    /// 32 bits this is what `SO_TIMESTAMPING_NEW` gives.
    struct scm_timestamping: "struct scm_timestamping64" {
        /// The times; zero when not known.
        ts: [timespec; 3],
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

    /// An interface and a protocol, of the old packet sockets (linux/if_packet.h).
    #[derive(PartialEq, Eq)]
    struct sockaddr_pkt: "struct sockaddr_pkt" {
        /// `AF_PACKET`.
        spkt_family: u16,
        /// The interface's name, up to a zero.
        spkt_device: [u8; 14],
        /// The protocol (`ETH_P_*`) in network byte order.
        spkt_protocol: u16,
    }

    /// How long close(2) waits for data to be sent (the kernel's linux/socket.h).
    linger: "struct linger" = net::linger { l_onoff, l_linger }

    /// The part of a packet that an error quotes (linux/errqueue.h).
    #[derive(PartialEq, Eq)]
    struct sock_ee_data_rfc4884: "struct sock_ee_data_rfc4884" {
        /// Bytes of the original packet.
        len: u16,
        /// `SO_EE_RFC4884_FLAG_INVALID` or nothing.
        flags: u8,
        /// Unused.
        reserved: u8,
    }

    /// A number, or what an error quotes (linux/errqueue.h).
    union sock_ee_data: "" {
        /// The number.
        ee_data: u32,
        /// What it quotes.
        ee_rfc4884: sock_ee_data_rfc4884,
    }

    /// An error or a time stamp of a packet (linux/errqueue.h). The address of who complained follows.
    struct sock_extended_err: "struct sock_extended_err" {
        /// The error number.
        ee_errno: u32,
        /// Where it comes from (`SO_EE_ORIGIN_*`).
        ee_origin: u8,
        /// Type of an ICMP message.
        ee_type: u8,
        /// Code of an ICMP message.
        ee_code: u8,
        /// Unused.
        ee_pad: u8,
        /// More: the largest packet, or which time stamp it is.
        ee_info: u32,
        /// More.
        data: sock_ee_data => { ee_data, ee_rfc4884 },
    }

    /// Where data that a device has put into its memory is, with `SO_DEVMEM_DMABUF` (linux/uio.h).
    dmabuf_cmsg: "struct dmabuf_cmsg" = general::dmabuf_cmsg { frag_offset, frag_size, frag_token, dmabuf_id, flags }

    /// Such data to give back, for `SO_DEVMEM_DONTNEED` (linux/uio.h).
    dmabuf_token: "struct dmabuf_token" = general::dmabuf_token { token_start, token_count }
}

const _: () = assert!(size_of::<sockaddr>() == 16);
const _: () = assert!(size_of::<sockaddr_storage>() == 128);
const _: () = assert!(size_of::<sockaddr_in>() == 16);
const _: () = assert!(size_of::<sockaddr_in6>() == 28 && align_of::<in6_addr>() == 4);
const _: () = assert!(size_of::<sockaddr_un>() == 110);
const _: () = assert!(size_of::<sockaddr_nl>() == 12);
const _: () = assert!(size_of::<sockaddr_ll>() == 20 && size_of::<sockaddr_vm>() == 16);
const _: () = assert!(size_of::<sockaddr_alg>() == 88);
const _: () = assert!(size_of::<can_j1939>() == 16);
const _: () = assert!(size_of::<macaddr>() == 6);
const _: () = assert!(size_of::<ucred>() == 12);
const _: () = assert!(size_of::<msghdr>() == 7 * size_of::<usize>());
const _: () = assert!(size_of::<cmsghdr>() == size_of::<usize>() + 8);
const _: () = assert!(size_of::<sock_extended_err>() == 16);
