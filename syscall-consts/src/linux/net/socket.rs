//! Sockets, their options and protocols (socket(7); linux/socket.h, asm/socket.h, linux/in.h). Options of one
//! protocol are in its own topic.

use linux_raw_sys::{general, net};

use crate::declare::groups;

groups! {
    /// Address families (linux/socket.h).
    values AF: u16 as Str {
        UNSPEC = net::AF_UNSPEC,
        UNIX = net::AF_UNIX,
        INET = net::AF_INET,
        AX25 = net::AF_AX25,
        IPX = net::AF_IPX,
        APPLETALK = net::AF_APPLETALK,
        NETROM = net::AF_NETROM,
        BRIDGE = net::AF_BRIDGE,
        ATMPVC = net::AF_ATMPVC,
        X25 = net::AF_X25,
        INET6 = net::AF_INET6,
        ROSE = net::AF_ROSE,
        DECNET = AF_DECnet: 12,
        NETBEUI = net::AF_NETBEUI,
        SECURITY = net::AF_SECURITY,
        KEY = net::AF_KEY,
        NETLINK = net::AF_NETLINK,
        PACKET = net::AF_PACKET,
        ASH = net::AF_ASH,
        ECONET = net::AF_ECONET,
        ATMSVC = net::AF_ATMSVC,
        RDS = net::AF_RDS,
        SNA = net::AF_SNA,
        IRDA = net::AF_IRDA,
        PPPOX = net::AF_PPPOX,
        WANPIPE = net::AF_WANPIPE,
        LLC = net::AF_LLC,
        CAN = net::AF_CAN,
        TIPC = net::AF_TIPC,
        BLUETOOTH = net::AF_BLUETOOTH,
        IUCV = net::AF_IUCV,
        RXRPC = net::AF_RXRPC,
        ISDN = net::AF_ISDN,
        PHONET = net::AF_PHONET,
        IEEE802154 = net::AF_IEEE802154,
        CAIF = net::AF_CAIF,
        ALG = net::AF_ALG,
        NFC = net::AF_NFC,
        VSOCK = net::AF_VSOCK,
        XDP = net::AF_XDP,
        KCM = net::AF_KCM,
        QIPCRTR = net::AF_QIPCRTR,
        SMC = net::AF_SMC,
        MCTP = net::AF_MCTP,
        MPLS = AF_MPLS: 28,
        IB = AF_IB: 27,
        FILE = AF_FILE: net::AF_UNIX,
        LOCAL = AF_LOCAL: net::AF_UNIX,
        ROUTE = AF_ROUTE: net::AF_NETLINK,
    }

    /// Socket types, and the flags that go with them (linux/net.h).
    flags SOCK: u32 as Multi {
        STREAM = net::SOCK_STREAM,
        DGRAM = net::SOCK_DGRAM,
        RAW = net::SOCK_RAW,
        RDM = net::SOCK_RDM,
        SEQPACKET = net::SOCK_SEQPACKET,
        DCCP = SOCK_DCCP: 6, // linux/net.h
        PACKET = SOCK_PACKET: 0xa, // linux/net.h
        NONBLOCK = SOCK_NONBLOCK: general::O_NONBLOCK,
        CLOEXEC = SOCK_CLOEXEC: general::O_CLOEXEC,
    }

    /// Directions of shutdown(2) (linux/net.h).
    values SHUT: i32 as Str {
        RD = net::SHUT_RD,
        WR = net::SHUT_WR,
        RDWR = net::SHUT_RDWR,
    }

    /// Flags of send(2) and recv(2) (linux/socket.h).
    flags MSG: u32 as Multi {
        OOB = net::MSG_OOB,
        PEEK = net::MSG_PEEK,
        TRYHARD = MSG_TRYHARD: 4, // linux/socket.h
        DONTROUTE = net::MSG_DONTROUTE,
        CTRUNC = net::MSG_CTRUNC,
        PROXY = MSG_PROXY: 0x10, // linux/socket.h
        TRUNC = net::MSG_TRUNC,
        DONTWAIT = net::MSG_DONTWAIT,
        EOR = net::MSG_EOR,
        WAITALL = net::MSG_WAITALL,
        FIN = net::MSG_FIN,
        SYN = net::MSG_SYN,
        CONFIRM = net::MSG_CONFIRM,
        RST = net::MSG_RST,
        ERRQUEUE = net::MSG_ERRQUEUE,
        NOSIGNAL = net::MSG_NOSIGNAL,
        MORE = net::MSG_MORE,
        WAITFORONE = MSG_WAITFORONE: 0x10000, // linux/socket.h
        CMSG_CLOEXEC = net::MSG_CMSG_CLOEXEC,
        ZEROCOPY = MSG_ZEROCOPY: 0x400_0000,
        FASTOPEN = MSG_FASTOPEN: 0x2000_0000,
    }

    /// Levels of socket options and control messages (linux/socket.h, asm/socket.h).
    values SOL: i32 as Str {
        IP = net::SOL_IP,
        SOCKET = net::SOL_SOCKET,
        IPV6 = net::SOL_IPV6,
        ICMPV6 = net::SOL_ICMPV6,
        RAW = net::SOL_RAW,
        DECNET = net::SOL_DECNET,
        X25 = net::SOL_X25,
        PACKET = net::SOL_PACKET,
        ATM = net::SOL_ATM,
        AAL = net::SOL_AAL,
        IRDA = net::SOL_IRDA,
        TCP = net::SOL_TCP,
        UDP = net::SOL_UDP,
        NETLINK = net::SOL_NETLINK,
        ALG = net::SOL_ALG,
        BLUETOOTH = net::SOL_BLUETOOTH,
        TIPC = net::SOL_TIPC,
        PPPOL2TP = net::SOL_PPPOL2TP,
        RDS = net::SOL_RDS,
        SCTP = net::SOL_SCTP,
        UDPLITE = net::SOL_UDPLITE,
        IPX = net::SOL_IPX,
        AX25 = net::SOL_AX25,
        ATALK = net::SOL_ATALK,
        NETROM = net::SOL_NETROM,
        ROSE = net::SOL_ROSE,
        NETBEUI = net::SOL_NETBEUI,
        LLC = net::SOL_LLC,
        DCCP = net::SOL_DCCP,
        RXRPC = net::SOL_RXRPC,
        PNPIPE = net::SOL_PNPIPE,
        IUCV = net::SOL_IUCV,
        CAIF = net::SOL_CAIF,
        NFC = net::SOL_NFC,
        KCM = net::SOL_KCM,
        TLS = net::SOL_TLS,
        XDP = net::SOL_XDP,
        MPTCP = net::SOL_MPTCP,
        MCTP = net::SOL_MCTP,
        SMC = net::SOL_SMC,
    }

    /// Socket options of level SOL_SOCKET (asm/socket.h). Where words have 32 bits, those with a `timeval` are the
    /// `_OLD` ones and those with a `timespec` the `_NEW` ones, as this project's types are.
    values SO: i32 as Str {
        DEBUG = net::SO_DEBUG,
        REUSEADDR = net::SO_REUSEADDR,
        TYPE = net::SO_TYPE,
        ERROR = net::SO_ERROR,
        DONTROUTE = net::SO_DONTROUTE,
        BROADCAST = net::SO_BROADCAST,
        SNDBUF = net::SO_SNDBUF,
        RCVBUF = net::SO_RCVBUF,
        KEEPALIVE = net::SO_KEEPALIVE,
        OOBINLINE = net::SO_OOBINLINE,
        NO_CHECK = net::SO_NO_CHECK,
        PRIORITY = net::SO_PRIORITY,
        LINGER = net::SO_LINGER,
        BSDCOMPAT = net::SO_BSDCOMPAT,
        REUSEPORT = net::SO_REUSEPORT,
        PASSCRED = net::SO_PASSCRED,
        PEERCRED = net::SO_PEERCRED,
        RCVLOWAT = net::SO_RCVLOWAT,
        SNDLOWAT = net::SO_SNDLOWAT,
        #[cfg(target_pointer_width = "64")]
        RCVTIMEO = net::SO_RCVTIMEO,
        #[cfg(target_pointer_width = "32")]
        RCVTIMEO = SO_RCVTIMEO: net::SO_RCVTIMEO_OLD,
        #[cfg(target_pointer_width = "64")]
        SNDTIMEO = net::SO_SNDTIMEO,
        #[cfg(target_pointer_width = "32")]
        SNDTIMEO = SO_SNDTIMEO: net::SO_SNDTIMEO_OLD,
        SECURITY_AUTHENTICATION = net::SO_SECURITY_AUTHENTICATION,
        SECURITY_ENCRYPTION_TRANSPORT = net::SO_SECURITY_ENCRYPTION_TRANSPORT,
        SECURITY_ENCRYPTION_NETWORK = net::SO_SECURITY_ENCRYPTION_NETWORK,
        BINDTODEVICE = net::SO_BINDTODEVICE,
        GET_FILTER = net::SO_GET_FILTER,
        ATTACH_FILTER = net::SO_ATTACH_FILTER,
        DETACH_BPF = net::SO_DETACH_BPF,
        DETACH_FILTER = net::SO_DETACH_FILTER,
        PEERNAME = net::SO_PEERNAME,
        #[cfg(target_pointer_width = "64")]
        TIMESTAMP = net::SO_TIMESTAMP,
        /// Words of 32 bits end in 2038: `TIMESTAMPNS` has 64 here.
        #[cfg(target_pointer_width = "32")]
        TIMESTAMP = net::SO_TIMESTAMP_OLD,
        ACCEPTCONN = net::SO_ACCEPTCONN,
        PEERSEC = net::SO_PEERSEC,
        SNDBUFFORCE = net::SO_SNDBUFFORCE,
        RCVBUFFORCE = net::SO_RCVBUFFORCE,
        PASSSEC = net::SO_PASSSEC,
        #[cfg(target_pointer_width = "64")]
        TIMESTAMPNS = net::SO_TIMESTAMPNS,
        #[cfg(target_pointer_width = "32")]
        TIMESTAMPNS = net::SO_TIMESTAMPNS_NEW,
        MARK = net::SO_MARK,
        #[cfg(target_pointer_width = "64")]
        TIMESTAMPING = net::SO_TIMESTAMPING,
        #[cfg(target_pointer_width = "32")]
        TIMESTAMPING = net::SO_TIMESTAMPING_NEW,
        PROTOCOL = net::SO_PROTOCOL,
        DOMAIN = net::SO_DOMAIN,
        RXQ_OVFL = net::SO_RXQ_OVFL,
        WIFI_STATUS = net::SO_WIFI_STATUS,
        PEEK_OFF = net::SO_PEEK_OFF,
        NOFCS = net::SO_NOFCS,
        LOCK_FILTER = net::SO_LOCK_FILTER,
        SELECT_ERR_QUEUE = net::SO_SELECT_ERR_QUEUE,
        BUSY_POLL = net::SO_BUSY_POLL,
        MAX_PACING_RATE = net::SO_MAX_PACING_RATE,
        BPF_EXTENSIONS = net::SO_BPF_EXTENSIONS,
        INCOMING_CPU = net::SO_INCOMING_CPU,
        ATTACH_BPF = net::SO_ATTACH_BPF,
        ATTACH_REUSEPORT_CBPF = net::SO_ATTACH_REUSEPORT_CBPF,
        ATTACH_REUSEPORT_EBPF = net::SO_ATTACH_REUSEPORT_EBPF,
        ZEROCOPY = net::SO_ZEROCOPY,
        TXTIME = net::SO_TXTIME,
        BINDTOIFINDEX = net::SO_BINDTOIFINDEX,
        PEERGROUPS = net::SO_PEERGROUPS,
        COOKIE = net::SO_COOKIE,
        INCOMING_NAPI_ID = net::SO_INCOMING_NAPI_ID,
        CNX_ADVICE = net::SO_CNX_ADVICE,
        DETACH_REUSEPORT_BPF = net::SO_DETACH_REUSEPORT_BPF,
        RESERVE_MEM = net::SO_RESERVE_MEM,
        TXREHASH = net::SO_TXREHASH,
        RCVMARK = net::SO_RCVMARK,
        PASSPIDFD = net::SO_PASSPIDFD,
        PEERPIDFD = net::SO_PEERPIDFD,
        PREFER_BUSY_POLL = net::SO_PREFER_BUSY_POLL,
        BUSY_POLL_BUDGET = net::SO_BUSY_POLL_BUDGET,
        NETNS_COOKIE = net::SO_NETNS_COOKIE,
        BUF_LOCK = net::SO_BUF_LOCK,
        MEMINFO = net::SO_MEMINFO,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        STYLE = net::SO_STYLE,
        DEVMEM_LINEAR = net::SO_DEVMEM_LINEAR,
        DEVMEM_DMABUF = net::SO_DEVMEM_DMABUF,
        DEVMEM_DONTNEED = net::SO_DEVMEM_DONTNEED,
        RCVPRIORITY = net::SO_RCVPRIORITY,
        PASSRIGHTS = net::SO_PASSRIGHTS,
        INQ = net::SO_INQ,
    }

    /// Types of control messages of level SOL_SOCKET (linux/socket.h, asm/socket.h).
    values SCM: i32 as Str {
        RIGHTS = net::SCM_RIGHTS,
        CREDENTIALS = net::SCM_CREDENTIALS,
        PIDFD = SCM_PIDFD: 4, // linux/socket.h of the kernel
        #[cfg(target_pointer_width = "64")]
        TIMESTAMP = net::SCM_TIMESTAMP,
        /// Words of 32 bits end in 2038: `TIMESTAMPNS` has 64 here.
        #[cfg(target_pointer_width = "32")]
        TIMESTAMP = net::SO_TIMESTAMP_OLD,
        #[cfg(target_pointer_width = "64")]
        TIMESTAMPNS = net::SCM_TIMESTAMPNS,
        #[cfg(target_pointer_width = "32")]
        TIMESTAMPNS = net::SO_TIMESTAMPNS_NEW,
        #[cfg(target_pointer_width = "64")]
        TIMESTAMPING = net::SCM_TIMESTAMPING,
        #[cfg(target_pointer_width = "32")]
        TIMESTAMPING = net::SO_TIMESTAMPING_NEW,
        TIMESTAMPING_OPT_STATS = net::SCM_TIMESTAMPING_OPT_STATS,
        SECURITY = net::SCM_SECURITY,
        TIMESTAMPING_PKTINFO = net::SCM_TIMESTAMPING_PKTINFO,
        TXTIME = net::SCM_TXTIME,
        WIFI_STATUS = net::SCM_WIFI_STATUS,
        DEVMEM_LINEAR = net::SCM_DEVMEM_LINEAR,
        DEVMEM_DMABUF = net::SCM_DEVMEM_DMABUF,
        TS_OPT_ID = net::SCM_TS_OPT_ID,
        INQ = net::SCM_INQ,
    } and { "TSTAMP_" SCM_TSTAMP }

    /// Which step of a packet a time stamp is of, in `ee_info` of what came with it (linux/errqueue.h).
    values SCM_TSTAMP: u32 as Str {
        SND = SCM_TSTAMP_SND: 0,
        SCHED = SCM_TSTAMP_SCHED: 1,
        ACK = SCM_TSTAMP_ACK: 2,
    }

    /// Protocols over IP (linux/in.h, linux/in6.h).
    values IPPROTO: i32 as Str {
        IP = net::IPPROTO_IP,
        ICMP = net::IPPROTO_ICMP,
        IGMP = net::IPPROTO_IGMP,
        IPIP = net::IPPROTO_IPIP,
        TCP = net::IPPROTO_TCP,
        EGP = net::IPPROTO_EGP,
        PUP = net::IPPROTO_PUP,
        UDP = net::IPPROTO_UDP,
        IDP = net::IPPROTO_IDP,
        TP = net::IPPROTO_TP,
        DCCP = net::IPPROTO_DCCP,
        IPV6 = net::IPPROTO_IPV6,
        ROUTING = net::IPPROTO_ROUTING,
        FRAGMENT = net::IPPROTO_FRAGMENT,
        RSVP = net::IPPROTO_RSVP,
        GRE = net::IPPROTO_GRE,
        ESP = net::IPPROTO_ESP,
        AH = net::IPPROTO_AH,
        ICMPV6 = net::IPPROTO_ICMPV6,
        NONE = net::IPPROTO_NONE,
        DSTOPTS = net::IPPROTO_DSTOPTS,
        MTP = net::IPPROTO_MTP,
        ENCAP = net::IPPROTO_ENCAP,
        PIM = net::IPPROTO_PIM,
        COMP = net::IPPROTO_COMP,
        SCTP = net::IPPROTO_SCTP,
        UDPLITE = net::IPPROTO_UDPLITE,
        RAW = net::IPPROTO_RAW,
        MPLS = net::IPPROTO_MPLS,
        MPTCP = net::IPPROTO_MPTCP,
        ETHERNET = net::IPPROTO_ETHERNET,
        L2TP = net::IPPROTO_L2TP,
        BEETPH = net::IPPROTO_BEETPH,
        HOPOPTS = net::IPPROTO_HOPOPTS,
        MH = net::IPPROTO_MH,
        AGGFRAG = net::IPPROTO_AGGFRAG,
        SMC = net::IPPROTO_SMC,
    }
}
