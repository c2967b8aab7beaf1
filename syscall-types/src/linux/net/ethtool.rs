//! What SIOCETHTOOL asks a network device (linux/ethtool.h). An [`ifreq`](crate::linux::ifreq) points to one of
//! these.

use crate::declare::structs;
use crate::reflect::Char;

structs! {
    /// A request with one number (linux/ethtool.h).
    #[derive(PartialEq, Eq)]
    struct ethtool_value: "struct ethtool_value" {
        /// `ETHTOOL_*`.
        cmd: u32,
        /// The number.
        data: u32,
    }

    /// The driver, for `ETHTOOL_GDRVINFO` (linux/ethtool.h). Texts go up to a zero.
    struct ethtool_drvinfo: "struct ethtool_drvinfo" {
        /// `ETHTOOL_*`.
        cmd: u32,
        /// The driver's name.
        driver: [u8; 32] as [Char; 32],
        /// Its version.
        version: [u8; 32] as [Char; 32],
        /// The version of the device's own program.
        fw_version: [u8; 32] as [Char; 32],
        /// The device's place on its bus.
        bus_info: [u8; 32] as [Char; 32],
        /// The version of its expansion memory.
        erom_version: [u8; 32] as [Char; 32],
        #[doc(hidden)]
        reserved2: [u8; 12],
        /// How many switches of its own the driver has.
        n_priv_flags: u32,
        /// How many counters.
        n_stats: u32,
        /// How many results a test has.
        testinfo_len: u32,
        /// Bytes of its memory.
        eedump_len: u32,
        /// Bytes of its registers.
        regdump_len: u32,
    }

    /// A link's speed and modes, for `ETHTOOL_GLINKSETTINGS` and `ETHTOOL_SLINKSETTINGS` (linux/ethtool.h).
    struct ethtool_link_settings: "struct ethtool_link_settings" {
        /// `ETHTOOL_*`.
        cmd: u32,
        /// Megabits a second.
        speed: u32,
        /// `DUPLEX_*`.
        duplex: u8,
        /// The connector (`PORT_*`).
        port: u8,
        /// The transceiver's address.
        phy_address: u8,
        /// Whether both ends agree on a mode.
        autoneg: u8,
        /// `ETH_MDIO_SUPPORTS_*`.
        mdio_support: u8,
        /// Whether pairs are crossed (`ETH_TP_MDI*`).
        eth_tp_mdix: u8,
        /// Whether pairs shall be crossed (`ETH_TP_MDI*`).
        eth_tp_mdix_ctrl: u8,
        /// Words of each of the three sets behind; the kernel tells the right number, negated, when it was wrong.
        link_mode_masks_nwords: i8,
        /// Where the transceiver is.
        transceiver: u8,
        /// Which end shall lead (`MASTER_SLAVE_CFG_*`).
        master_slave_cfg: u8,
        /// Which end leads (`MASTER_SLAVE_STATE_*`).
        master_slave_state: u8,
        /// How speeds of both sides of the transceiver meet (`RATE_MATCH_*`).
        rate_matching: u8,
        #[doc(hidden)]
        reserved: [u32; 7],
        /// The modes that the device has, offers, and is offered: a bit each.
        link_mode_masks: [u32; 0],
    }

    /// Sizes of the rings of packets, for `ETHTOOL_GRINGPARAM` and `ETHTOOL_SRINGPARAM` (linux/ethtool.h).
    #[derive(PartialEq, Eq)]
    struct ethtool_ringparam: "struct ethtool_ringparam" {
        /// `ETHTOOL_*`.
        cmd: u32,
        /// The most received packets.
        rx_max_pending: u32,
        /// The most small received packets.
        rx_mini_max_pending: u32,
        /// The most large received packets.
        rx_jumbo_max_pending: u32,
        /// The most packets to send.
        tx_max_pending: u32,
        /// Received packets.
        rx_pending: u32,
        /// Small received packets.
        rx_mini_pending: u32,
        /// Large received packets.
        rx_jumbo_pending: u32,
        /// Packets to send.
        tx_pending: u32,
    }

    /// Numbers of queues, for `ETHTOOL_GCHANNELS` and `ETHTOOL_SCHANNELS` (linux/ethtool.h).
    #[derive(PartialEq, Eq)]
    struct ethtool_channels: "struct ethtool_channels" {
        /// `ETHTOOL_*`.
        cmd: u32,
        /// The most that receive.
        max_rx: u32,
        /// The most that send.
        max_tx: u32,
        /// The most for other things.
        max_other: u32,
        /// The most that do both.
        max_combined: u32,
        /// Those that receive.
        rx_count: u32,
        /// Those that send.
        tx_count: u32,
        /// Those for other things.
        other_count: u32,
        /// Those that do both.
        combined_count: u32,
    }

    /// When a device interrupts, for `ETHTOOL_GCOALESCE` and `ETHTOOL_SCOALESCE` (linux/ethtool.h). Times are in microseconds.
    #[derive(PartialEq, Eq)]
    struct ethtool_coalesce: "struct ethtool_coalesce" {
        /// `ETHTOOL_*`.
        cmd: u32,
        /// The delay after a received packet.
        rx_coalesce_usecs: u32,
        /// The most received packets before an interrupt.
        rx_max_coalesced_frames: u32,
        /// The delay while an interrupt is handled.
        rx_coalesce_usecs_irq: u32,
        /// The most received packets while an interrupt is handled.
        rx_max_coalesced_frames_irq: u32,
        /// The delay after a sent packet.
        tx_coalesce_usecs: u32,
        /// The most sent packets before an interrupt.
        tx_max_coalesced_frames: u32,
        /// The delay while an interrupt is handled.
        tx_coalesce_usecs_irq: u32,
        /// The most sent packets while an interrupt is handled.
        tx_max_coalesced_frames_irq: u32,
        /// Between updates of counters in memory.
        stats_block_coalesce_usecs: u32,
        /// Whether the driver adapts the delay of received packets.
        use_adaptive_rx_coalesce: u32,
        /// Whether it adapts the delay of sent packets.
        use_adaptive_tx_coalesce: u32,
        /// Packets a second, below which the next four count.
        pkt_rate_low: u32,
        /// The delay after a received packet.
        rx_coalesce_usecs_low: u32,
        /// The most received packets.
        rx_max_coalesced_frames_low: u32,
        /// The delay after a sent packet.
        tx_coalesce_usecs_low: u32,
        /// The most sent packets.
        tx_max_coalesced_frames_low: u32,
        /// Packets a second, above which the next four count.
        pkt_rate_high: u32,
        /// The delay after a received packet.
        rx_coalesce_usecs_high: u32,
        /// The most received packets.
        rx_max_coalesced_frames_high: u32,
        /// The delay after a sent packet.
        tx_coalesce_usecs_high: u32,
        /// The most sent packets.
        tx_max_coalesced_frames_high: u32,
        /// Seconds between measurements of the rate.
        rate_sample_interval: u32,
    }

    /// Whether a full device tells the other end to wait, for `ETHTOOL_GPAUSEPARAM` and `ETHTOOL_SPAUSEPARAM`
    /// (linux/ethtool.h).
    #[derive(PartialEq, Eq)]
    struct ethtool_pauseparam: "struct ethtool_pauseparam" {
        /// `ETHTOOL_*`.
        cmd: u32,
        /// Whether both ends agree on it.
        autoneg: u32,
        /// Whether the device waits.
        rx_pause: u32,
        /// Whether it tells the other end.
        tx_pause: u32,
    }

    /// What wakes the machine, for `ETHTOOL_GWOL` and `ETHTOOL_SWOL` (linux/ethtool.h).
    #[derive(PartialEq, Eq)]
    struct ethtool_wolinfo: "struct ethtool_wolinfo" {
        /// `ETHTOOL_*`.
        cmd: u32,
        /// What the device can (`WAKE_*`).
        supported: u32,
        /// What it does (`WAKE_*`).
        wolopts: u32,
        /// The password of a packet that wakes.
        sopass: [u8; 6],
    }

    /// Which time stamps a device makes, for `ETHTOOL_GET_TS_INFO` (linux/ethtool.h).
    struct ethtool_ts_info: "struct ethtool_ts_info" {
        /// `ETHTOOL_*`.
        cmd: u32,
        /// `SOF_TIMESTAMPING_*`.
        so_timestamping: u32,
        /// The number of its clock; -1 for none.
        phc_index: i32,
        /// `HWTSTAMP_TX_*`, a bit each.
        tx_types: u32,
        #[doc(hidden)]
        tx_reserved: [u32; 3],
        /// `HWTSTAMP_FILTER_*`, a bit each.
        rx_filters: u32,
        #[doc(hidden)]
        rx_reserved: [u32; 3],
    }

    /// The address that the device was made with, for `ETHTOOL_GPERMADDR` (linux/ethtool.h).
    struct ethtool_perm_addr: "struct ethtool_perm_addr" {
        /// `ETHTOOL_*`.
        cmd: u32,
        /// Bytes of room, then of the address.
        size: u32,
        /// The address.
        data: [u8; 0],
    }

    /// How many texts there are of each set, for `ETHTOOL_GSSET_INFO` (linux/ethtool.h).
    struct ethtool_sset_info: "struct ethtool_sset_info" {
        /// `ETHTOOL_*`.
        cmd: u32,
        #[doc(hidden)]
        reserved: u32,
        /// The sets (`ETH_SS_*`), a bit each.
        sset_mask: u64,
        /// How many, of each set that the device has.
        data: [u32; 0],
    }

    /// Texts of 32 bytes each, for `ETHTOOL_GSTRINGS` (linux/ethtool.h).
    struct ethtool_gstrings: "struct ethtool_gstrings" {
        /// `ETHTOOL_*`.
        cmd: u32,
        /// The set (`ETH_SS_*`).
        string_set: u32,
        /// How many.
        len: u32,
        /// The texts.
        data: [u8; 0],
    }

    /// Counters of the driver, for `ETHTOOL_GSTATS` (linux/ethtool.h).
    struct ethtool_stats: "struct ethtool_stats" {
        /// `ETHTOOL_*`.
        cmd: u32,
        /// How many.
        n_stats: u32,
        /// The counters, in the order of the texts of `ETH_SS_STATS`.
        data: [u64; 0],
    }
}

const _: () =
    assert!(size_of::<ethtool_drvinfo>() == 196 && size_of::<ethtool_link_settings>() == 48);
