//! Time stamps of packets, and the times to send them at (linux/net_tstamp.h, linux/errqueue.h; the kernel's
//! Documentation/networking/timestamping.rst).

use linux_raw_sys::net;

use crate::declare::structs;

structs! {
    /// Which time stamps a socket makes, and by which clock (linux/net_tstamp.h).
    so_timestamping: "struct so_timestamping" = net::so_timestamping { flags, bind_phc }

    /// Which time stamps an interface makes (linux/net_tstamp.h).
    hwtstamp_config: "struct hwtstamp_config" = net::hwtstamp_config { flags, tx_type, rx_filter }

    /// The interface and the length of a packet with a time stamp (linux/net_tstamp.h).
    scm_ts_pktinfo: "struct scm_ts_pktinfo" = net::scm_ts_pktinfo { if_index, pkt_length, reserved }

    /// The clock of times at which packets are to be sent (linux/net_tstamp.h).
    sock_txtime: "struct sock_txtime" = net::sock_txtime { clockid, flags }
}
