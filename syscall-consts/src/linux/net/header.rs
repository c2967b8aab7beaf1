//! Numbers in the headers of packets: link-layer protocols, types of hardware, ARP (linux/if_ether.h,
//! linux/if_arp.h).

use linux_raw_sys::{if_arp, if_ether};

use crate::declare::groups;

groups! {
    /// Protocols of Ethernet frames and packet sockets (linux/if_ether.h).
    values ETH_P: u16 as Str {
        _802_3 = if_ether::ETH_P_802_3,
        AX25 = if_ether::ETH_P_AX25,
        ALL = if_ether::ETH_P_ALL,
        _802_2 = if_ether::ETH_P_802_2,
        SNAP = if_ether::ETH_P_SNAP,
        DDCMP = if_ether::ETH_P_DDCMP,
        WAN_PPP = if_ether::ETH_P_WAN_PPP,
        PPP_MP = if_ether::ETH_P_PPP_MP,
        LOCALTALK = if_ether::ETH_P_LOCALTALK,
        CAN = if_ether::ETH_P_CAN,
        PPPTALK = if_ether::ETH_P_PPPTALK,
        TR_802_2 = if_ether::ETH_P_TR_802_2,
        MOBITEX = if_ether::ETH_P_MOBITEX,
        CONTROL = if_ether::ETH_P_CONTROL,
        IRDA = if_ether::ETH_P_IRDA,
        ECONET = if_ether::ETH_P_ECONET,
        HDLC = if_ether::ETH_P_HDLC,
        ARCNET = if_ether::ETH_P_ARCNET,
        DSA = if_ether::ETH_P_DSA,
        TRAILER = if_ether::ETH_P_TRAILER,
        LOOP = if_ether::ETH_P_LOOP,
        PHONET = if_ether::ETH_P_PHONET,
        IEEE802154 = if_ether::ETH_P_IEEE802154,
        CAIF = if_ether::ETH_P_CAIF,
        PUP = if_ether::ETH_P_PUP,
        PUPAT = if_ether::ETH_P_PUPAT,
        IP = if_ether::ETH_P_IP,
        X25 = if_ether::ETH_P_X25,
        ARP = if_ether::ETH_P_ARP,
        BPQ = if_ether::ETH_P_BPQ,
        IEEEPUP = if_ether::ETH_P_IEEEPUP,
        IEEEPUPAT = if_ether::ETH_P_IEEEPUPAT,
        DEC = if_ether::ETH_P_DEC,
        DNA_DL = if_ether::ETH_P_DNA_DL,
        DNA_RC = if_ether::ETH_P_DNA_RC,
        DNA_RT = if_ether::ETH_P_DNA_RT,
        LAT = if_ether::ETH_P_LAT,
        DIAG = if_ether::ETH_P_DIAG,
        CUST = if_ether::ETH_P_CUST,
        SCA = if_ether::ETH_P_SCA,
        TEB = if_ether::ETH_P_TEB,
        RARP = if_ether::ETH_P_RARP,
        ATALK = if_ether::ETH_P_ATALK,
        AARP = if_ether::ETH_P_AARP,
        _8021Q = if_ether::ETH_P_8021Q,
        IPX = if_ether::ETH_P_IPX,
        IPV6 = if_ether::ETH_P_IPV6,
        PAUSE = if_ether::ETH_P_PAUSE,
        SLOW = if_ether::ETH_P_SLOW,
        WCCP = if_ether::ETH_P_WCCP,
        MPLS_UC = if_ether::ETH_P_MPLS_UC,
        MPLS_MC = if_ether::ETH_P_MPLS_MC,
        ATMMPOA = if_ether::ETH_P_ATMMPOA,
        PPP_DISC = if_ether::ETH_P_PPP_DISC,
        PPP_SES = if_ether::ETH_P_PPP_SES,
        LINK_CTL = if_ether::ETH_P_LINK_CTL,
        ATMFATE = if_ether::ETH_P_ATMFATE,
        PAE = if_ether::ETH_P_PAE,
        AOE = if_ether::ETH_P_AOE,
        _8021AD = if_ether::ETH_P_8021AD,
        _802_EX1 = if_ether::ETH_P_802_EX1,
        TIPC = if_ether::ETH_P_TIPC,
        _8021AH = if_ether::ETH_P_8021AH,
        _1588 = if_ether::ETH_P_1588,
        FCOE = if_ether::ETH_P_FCOE,
        TDLS = if_ether::ETH_P_TDLS,
        FIP = if_ether::ETH_P_FIP,
        QINQ1 = if_ether::ETH_P_QINQ1,
        QINQ2 = if_ether::ETH_P_QINQ2,
        QINQ3 = if_ether::ETH_P_QINQ3,
        EDSA = if_ether::ETH_P_EDSA,
        AF_IUCV = if_ether::ETH_P_AF_IUCV,
    }

    /// Protocols of Ethernet frames (net/ethernet.h of the C library).
    values ETHERTYPE: u16 as Str {
        PUP = ETHERTYPE_PUP: 512, // net/ethernet.h
        SPRITE = ETHERTYPE_SPRITE: 1280, // net/ethernet.h
        IP = ETHERTYPE_IP: 2048, // net/ethernet.h
        ARP = ETHERTYPE_ARP: 2054, // net/ethernet.h
        TRAIL = ETHERTYPE_TRAIL: 4096, // net/ethernet.h
        REVARP = ETHERTYPE_REVARP: 32821, // net/ethernet.h
        AT = ETHERTYPE_AT: 32923, // net/ethernet.h
        AARP = ETHERTYPE_AARP: 33011, // net/ethernet.h
        VLAN = ETHERTYPE_VLAN: 33024, // net/ethernet.h
        IPX = ETHERTYPE_IPX: 33079, // net/ethernet.h
        IPV6 = ETHERTYPE_IPV6: 34525, // net/ethernet.h
        LOOPBACK = ETHERTYPE_LOOPBACK: 36864, // net/ethernet.h
    }

    /// Types of network hardware (linux/if_arp.h).
    values ARPHRD: u16 as Str {
        NETROM = if_arp::ARPHRD_NETROM,
        ETHER = if_arp::ARPHRD_ETHER,
        EETHER = if_arp::ARPHRD_EETHER,
        AX25 = if_arp::ARPHRD_AX25,
        PRONET = if_arp::ARPHRD_PRONET,
        CHAOS = if_arp::ARPHRD_CHAOS,
        IEEE802 = if_arp::ARPHRD_IEEE802,
        ARCNET = if_arp::ARPHRD_ARCNET,
        APPLETLK = if_arp::ARPHRD_APPLETLK,
        DLCI = if_arp::ARPHRD_DLCI,
        ATM = if_arp::ARPHRD_ATM,
        METRICOM = if_arp::ARPHRD_METRICOM,
        IEEE1394 = if_arp::ARPHRD_IEEE1394,
        EUI64 = if_arp::ARPHRD_EUI64,
        INFINIBAND = if_arp::ARPHRD_INFINIBAND,
        SLIP = if_arp::ARPHRD_SLIP,
        CSLIP = if_arp::ARPHRD_CSLIP,
        SLIP6 = if_arp::ARPHRD_SLIP6,
        CSLIP6 = if_arp::ARPHRD_CSLIP6,
        RSRVD = if_arp::ARPHRD_RSRVD,
        ADAPT = if_arp::ARPHRD_ADAPT,
        ROSE = if_arp::ARPHRD_ROSE,
        X25 = if_arp::ARPHRD_X25,
        HWX25 = if_arp::ARPHRD_HWX25,
        CAN = if_arp::ARPHRD_CAN,
        PPP = if_arp::ARPHRD_PPP,
        HDLC = if_arp::ARPHRD_HDLC,
        CISCO = if_arp::ARPHRD_CISCO,
        LAPB = if_arp::ARPHRD_LAPB,
        DDCMP = if_arp::ARPHRD_DDCMP,
        RAWHDLC = if_arp::ARPHRD_RAWHDLC,
        TUNNEL = if_arp::ARPHRD_TUNNEL,
        TUNNEL6 = if_arp::ARPHRD_TUNNEL6,
        FRAD = if_arp::ARPHRD_FRAD,
        SKIP = if_arp::ARPHRD_SKIP,
        LOOPBACK = if_arp::ARPHRD_LOOPBACK,
        LOCALTLK = if_arp::ARPHRD_LOCALTLK,
        FDDI = if_arp::ARPHRD_FDDI,
        BIF = if_arp::ARPHRD_BIF,
        SIT = if_arp::ARPHRD_SIT,
        IPDDP = if_arp::ARPHRD_IPDDP,
        IPGRE = if_arp::ARPHRD_IPGRE,
        PIMREG = if_arp::ARPHRD_PIMREG,
        HIPPI = if_arp::ARPHRD_HIPPI,
        ASH = if_arp::ARPHRD_ASH,
        ECONET = if_arp::ARPHRD_ECONET,
        IRDA = if_arp::ARPHRD_IRDA,
        FCPP = if_arp::ARPHRD_FCPP,
        FCAL = if_arp::ARPHRD_FCAL,
        FCPL = if_arp::ARPHRD_FCPL,
        FCFABRIC = if_arp::ARPHRD_FCFABRIC,
        IEEE802_TR = if_arp::ARPHRD_IEEE802_TR,
        IEEE80211 = if_arp::ARPHRD_IEEE80211,
        IEEE80211_PRISM = if_arp::ARPHRD_IEEE80211_PRISM,
        IEEE80211_RADIOTAP = if_arp::ARPHRD_IEEE80211_RADIOTAP,
        IEEE802154 = if_arp::ARPHRD_IEEE802154,
        PHONET = if_arp::ARPHRD_PHONET,
        PHONET_PIPE = if_arp::ARPHRD_PHONET_PIPE,
        CAIF = if_arp::ARPHRD_CAIF,
        NONE = if_arp::ARPHRD_NONE,
        VOID = if_arp::ARPHRD_VOID,
    }

    /// Flags of an entry of the ARP table (linux/if_arp.h).
    flags ATF: i32 as Multi {
        COM = if_arp::ATF_COM,
        PERM = if_arp::ATF_PERM,
        PUBL = if_arp::ATF_PUBL,
        USETRAILERS = if_arp::ATF_USETRAILERS,
        NETMASK = if_arp::ATF_NETMASK,
        DONTPUB = if_arp::ATF_DONTPUB,
    }

    /// Types of ARP packet (linux/if_arp.h).
    values ARPOP: u16 as Str {
        REQUEST = if_arp::ARPOP_REQUEST,
        REPLY = if_arp::ARPOP_REPLY,
        RREQUEST = if_arp::ARPOP_RREQUEST,
        RREPLY = if_arp::ARPOP_RREPLY,
        INREQUEST = if_arp::ARPOP_InREQUEST,
        INREPLY = if_arp::ARPOP_InREPLY,
        NAK = if_arp::ARPOP_NAK,
    }
}
