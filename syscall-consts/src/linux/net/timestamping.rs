//! Time stamps of packets, and the times to send them at (linux/net_tstamp.h; the kernel's
//! Documentation/networking/timestamping.rst).

use linux_raw_sys::net;

use crate::declare::groups;

groups! {
    /// Which sent packets a device stamps, for SIOCSHWTSTAMP (linux/net_tstamp.h).
    values HWTSTAMP_TX: i32 as Str {
        OFF = net::hwtstamp_tx_types::HWTSTAMP_TX_OFF,
        ON = net::hwtstamp_tx_types::HWTSTAMP_TX_ON,
        ONESTEP_SYNC = net::hwtstamp_tx_types::HWTSTAMP_TX_ONESTEP_SYNC,
        ONESTEP_P2P = net::hwtstamp_tx_types::HWTSTAMP_TX_ONESTEP_P2P,
    }

    /// Which received packets a device stamps, for SIOCSHWTSTAMP (linux/net_tstamp.h).
    values HWTSTAMP_FILTER: i32 as Str {
        NONE = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_NONE,
        ALL = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_ALL,
        SOME = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_SOME,
        PTP_V1_L4_EVENT = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V1_L4_EVENT,
        PTP_V1_L4_SYNC = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V1_L4_SYNC,
        PTP_V1_L4_DELAY_REQ = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V1_L4_DELAY_REQ,
        PTP_V2_L4_EVENT = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_L4_EVENT,
        PTP_V2_L4_SYNC = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_L4_SYNC,
        PTP_V2_L4_DELAY_REQ = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_L4_DELAY_REQ,
        PTP_V2_L2_EVENT = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_L2_EVENT,
        PTP_V2_L2_SYNC = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_L2_SYNC,
        PTP_V2_L2_DELAY_REQ = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_L2_DELAY_REQ,
        PTP_V2_EVENT = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_EVENT,
        PTP_V2_SYNC = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_SYNC,
        PTP_V2_DELAY_REQ = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_DELAY_REQ,
        NTP_ALL = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_NTP_ALL,
    }

    /// Flags of SO_TXTIME (linux/net_tstamp.h).
    flags SOF_TXTIME: u32 as Multi {
        DEADLINE_MODE = net::txtime_flags::SOF_TXTIME_DEADLINE_MODE,
        REPORT_ERRORS = net::txtime_flags::SOF_TXTIME_REPORT_ERRORS,
    }

    /// Time stamps of packets, for SO_TIMESTAMPING (linux/net_tstamp.h).
    flags SOF: u32 as Str {
        TIMESTAMPING_TX_HARDWARE = net::SOF_TIMESTAMPING_TX_HARDWARE,
        TIMESTAMPING_TX_SOFTWARE = net::SOF_TIMESTAMPING_TX_SOFTWARE,
        TIMESTAMPING_RX_HARDWARE = net::SOF_TIMESTAMPING_RX_HARDWARE,
        TIMESTAMPING_RX_SOFTWARE = net::SOF_TIMESTAMPING_RX_SOFTWARE,
        TIMESTAMPING_SOFTWARE = net::SOF_TIMESTAMPING_SOFTWARE,
        TIMESTAMPING_SYS_HARDWARE = net::SOF_TIMESTAMPING_SYS_HARDWARE,
        TIMESTAMPING_RAW_HARDWARE = net::SOF_TIMESTAMPING_RAW_HARDWARE,
        TIMESTAMPING_OPT_ID = net::SOF_TIMESTAMPING_OPT_ID,
        TIMESTAMPING_TX_SCHED = net::SOF_TIMESTAMPING_TX_SCHED,
        TIMESTAMPING_TX_ACK = net::SOF_TIMESTAMPING_TX_ACK,
        TIMESTAMPING_OPT_CMSG = net::SOF_TIMESTAMPING_OPT_CMSG,
        TIMESTAMPING_OPT_TSONLY = net::SOF_TIMESTAMPING_OPT_TSONLY,
        TIMESTAMPING_OPT_STATS = net::SOF_TIMESTAMPING_OPT_STATS,
        TIMESTAMPING_OPT_PKTINFO = net::SOF_TIMESTAMPING_OPT_PKTINFO,
        TIMESTAMPING_OPT_TX_SWHW = net::SOF_TIMESTAMPING_OPT_TX_SWHW,
        TIMESTAMPING_LAST = net::SOF_TIMESTAMPING_LAST,
        TIMESTAMPING_MASK = net::SOF_TIMESTAMPING_MASK,
        TIMESTAMPING_BIND_PHC = net::SOF_TIMESTAMPING_BIND_PHC,
        TIMESTAMPING_OPT_ID_TCP = net::SOF_TIMESTAMPING_OPT_ID_TCP,
        TIMESTAMPING_OPT_RX_FILTER = net::SOF_TIMESTAMPING_OPT_RX_FILTER,
        TIMESTAMPING_TX_COMPLETION = net::SOF_TIMESTAMPING_TX_COMPLETION,
    }
}
