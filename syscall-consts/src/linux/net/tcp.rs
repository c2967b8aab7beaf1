//! Socket options of TCP and their values (tcp(7); linux/tcp.h).

use linux_raw_sys::net;

use crate::declare::groups;

groups! {
    /// Socket options of level SOL_TCP (linux/tcp.h).
    values TCP: i32 as Str {
        NODELAY = net::TCP_NODELAY,
        MAXSEG = net::TCP_MAXSEG,
        CORK = net::TCP_CORK,
        KEEPIDLE = net::TCP_KEEPIDLE,
        KEEPINTVL = net::TCP_KEEPINTVL,
        KEEPCNT = net::TCP_KEEPCNT,
        SYNCNT = net::TCP_SYNCNT,
        LINGER2 = net::TCP_LINGER2,
        DEFER_ACCEPT = net::TCP_DEFER_ACCEPT,
        WINDOW_CLAMP = net::TCP_WINDOW_CLAMP,
        INFO = net::TCP_INFO,
        QUICKACK = net::TCP_QUICKACK,
        CONGESTION = net::TCP_CONGESTION,
        MD5SIG = net::TCP_MD5SIG,
        THIN_LINEAR_TIMEOUTS = net::TCP_THIN_LINEAR_TIMEOUTS,
        THIN_DUPACK = net::TCP_THIN_DUPACK,
        USER_TIMEOUT = net::TCP_USER_TIMEOUT,
        REPAIR = net::TCP_REPAIR,
        REPAIR_QUEUE = net::TCP_REPAIR_QUEUE,
        QUEUE_SEQ = net::TCP_QUEUE_SEQ,
        REPAIR_OPTIONS = net::TCP_REPAIR_OPTIONS,
        FASTOPEN = net::TCP_FASTOPEN,
        TIMESTAMP = net::TCP_TIMESTAMP,
        SAVE_SYN = net::TCP_SAVE_SYN,
        SAVED_SYN = net::TCP_SAVED_SYN,
        CC_INFO = net::TCP_CC_INFO,
        NOTSENT_LOWAT = net::TCP_NOTSENT_LOWAT,
        FASTOPEN_CONNECT = net::TCP_FASTOPEN_CONNECT,
        FASTOPEN_KEY = net::TCP_FASTOPEN_KEY,
        FASTOPEN_NO_COOKIE = net::TCP_FASTOPEN_NO_COOKIE,
        ULP = net::TCP_ULP,
        INQ = net::TCP_INQ,
        ZEROCOPY_RECEIVE = net::TCP_ZEROCOPY_RECEIVE,
        TX_DELAY = net::TCP_TX_DELAY,
        REPAIR_WINDOW = net::TCP_REPAIR_WINDOW,
        MD5SIG_EXT = net::TCP_MD5SIG_EXT,
        CM_INQ = net::TCP_CM_INQ,
        AO_ADD_KEY = net::TCP_AO_ADD_KEY,
        AO_DEL_KEY = net::TCP_AO_DEL_KEY,
        AO_INFO = net::TCP_AO_INFO,
        AO_GET_KEYS = net::TCP_AO_GET_KEYS,
        AO_REPAIR = net::TCP_AO_REPAIR,
        IS_MPTCP = net::TCP_IS_MPTCP,
        RTO_MAX_MS = net::TCP_RTO_MAX_MS,
        RTO_MIN_US = net::TCP_RTO_MIN_US,
        DELACK_MAX_US = net::TCP_DELACK_MAX_US,
    }

    /// States of a connection, in `tcpi_state` (netinet/tcp.h of the C library).
    values TCP_STATE: u8 as Str {
        ESTABLISHED = TCP_ESTABLISHED: 1,
        SYN_SENT = TCP_SYN_SENT: 2,
        SYN_RECV = TCP_SYN_RECV: 3,
        FIN_WAIT1 = TCP_FIN_WAIT1: 4,
        FIN_WAIT2 = TCP_FIN_WAIT2: 5,
        TIME_WAIT = TCP_TIME_WAIT: 6,
        CLOSE = TCP_CLOSE: 7,
        CLOSE_WAIT = TCP_CLOSE_WAIT: 8,
        LAST_ACK = TCP_LAST_ACK: 9,
        LISTEN = TCP_LISTEN: 10,
        CLOSING = TCP_CLOSING: 11,
    }

    /// States of the control of congestion (linux/tcp.h).
    values TCP_CA: u8 as Str {
        OPEN = net::tcp_ca_state::TCP_CA_Open,
        DISORDER = net::tcp_ca_state::TCP_CA_Disorder,
        CWR = net::tcp_ca_state::TCP_CA_CWR,
        RECOVERY = net::tcp_ca_state::TCP_CA_Recovery,
        LOSS = net::tcp_ca_state::TCP_CA_Loss,
    }

    /// What both ends of a connection can do, in `tcpi_options` (linux/tcp.h).
    flags TCPI_OPT: u8 as Multi {
        TIMESTAMPS = net::TCPI_OPT_TIMESTAMPS,
        SACK = net::TCPI_OPT_SACK,
        WSCALE = net::TCPI_OPT_WSCALE,
        ECN = net::TCPI_OPT_ECN,
        ECN_SEEN = net::TCPI_OPT_ECN_SEEN,
        SYN_DATA = net::TCPI_OPT_SYN_DATA,
        USEC_TS = net::TCPI_OPT_USEC_TS,
        TFO_CHILD = net::TCPI_OPT_TFO_CHILD,
    }

    /// Values of TCP_REPAIR (linux/tcp.h).
    values TCP_REPAIR: i32 as Str {
        ON = net::TCP_REPAIR_ON,
        OFF = net::TCP_REPAIR_OFF,
        OFF_NO_WP = net::TCP_REPAIR_OFF_NO_WP,
    }

    /// Values of TCP_REPAIR_QUEUE (linux/tcp.h).
    values TCP_QUEUE: i32 as Str {
        NO = net::TCP_NO_QUEUE,
        RECV = net::TCP_RECV_QUEUE,
        SEND = net::TCP_SEND_QUEUE,
    }

    /// What else is named with a key of TCP_MD5SIG_EXT (linux/tcp.h).
    flags TCP_MD5SIG_FLAG: u8 as Multi {
        PREFIX = net::TCP_MD5SIG_FLAG_PREFIX,
        IFINDEX = net::TCP_MD5SIG_FLAG_IFINDEX,
    }

    /// Flags of a key of TCP_AO_ADD_KEY (linux/tcp.h).
    flags TCP_AO_KEYF: u8 as Multi {
        IFINDEX = net::TCP_AO_KEYF_IFINDEX,
        EXCLUDE_OPT = net::TCP_AO_KEYF_EXCLUDE_OPT,
    }
}
