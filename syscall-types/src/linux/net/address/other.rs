//! Addresses of the families beside the internet's and Unix's: netlink(7), packet(7), vsock(7), AF_ALG and CAN (linux/if_alg.h,
//! linux/can.h).

use syscall_consts::linux::AF;

use crate::linux::{
    can_j1939, can_tp, macaddr, sockaddr_alg, sockaddr_can, sockaddr_ll, sockaddr_nl, sockaddr_vm,
};
use crate::reflect::Plain;

impl sockaddr_nl {
    /// A port and its multicast groups; port 0 is the kernel's, or one that the kernel chooses.
    pub const fn new(pid: u32, groups: u32) -> Self {
        sockaddr_nl {
            nl_family: AF::NETLINK.0,
            nl_pad: 0,
            nl_pid: pid,
            nl_groups: groups,
        }
    }
}

impl sockaddr_ll {
    /// The packets of a protocol (`ETH_P_*`, in host byte order) on an interface; 0 for every interface.
    pub const fn new(protocol: u16, ifindex: i32) -> Self {
        sockaddr_ll {
            sll_family: AF::PACKET.0,
            sll_protocol: protocol.to_be(),
            sll_ifindex: ifindex,
            sll_hatype: 0,
            sll_pkttype: 0,
            sll_halen: 0,
            sll_addr: [0; 8],
        }
    }

    /// As [`new`](Self::new), to a hardware address of up to eight bytes.
    pub fn to(protocol: u16, ifindex: i32, hardware: &[u8]) -> Option<Self> {
        let mut address = Self::new(protocol, ifindex);
        address
            .sll_addr
            .get_mut(..hardware.len())?
            .copy_from_slice(hardware);
        address.sll_halen = hardware.len() as u8;
        Some(address)
    }

    /// The protocol in host byte order.
    pub const fn protocol(&self) -> u16 {
        u16::from_be(self.sll_protocol)
    }

    /// The hardware address. A length of more than eight bytes, which the kernel can report, stands for eight.
    pub fn hardware(&self) -> &[u8] {
        self.sll_addr
            .get(..self.sll_halen.into())
            .unwrap_or(&self.sll_addr)
    }

    /// The hardware address when it is one of Ethernet.
    pub fn mac(&self) -> Option<macaddr> {
        self.hardware()
            .try_into()
            .ok()
            .map(|mac_addr| macaddr { mac_addr })
    }
}

impl sockaddr_vm {
    /// A port of a machine (`VMADDR_CID_*` or a guest's number).
    pub fn new(cid: u32, port: u32) -> Self {
        sockaddr_vm {
            svm_family: AF::VSOCK.0,
            svm_port: port,
            svm_cid: cid,
            ..Self::zeroed()
        }
    }
}

impl sockaddr_alg {
    /// An algorithm by its type, of up to 13 bytes, and its name, of up to 63, both without a zero: `hash`, `sha256`.
    pub fn new(kind: &[u8], name: &[u8]) -> Option<Self> {
        let mut address = Self {
            salg_family: AF::ALG.0,
            ..Self::zeroed()
        };
        put(&mut address.salg_type, kind)?;
        put(&mut address.salg_name, name)?;
        Some(address)
    }
}

/// Text with a zero after it.
fn put(field: &mut [u8], text: &[u8]) -> Option<()> {
    if text.contains(&0) || text.len() >= field.len() {
        return None;
    }
    field.get_mut(..text.len())?.copy_from_slice(text);
    Some(())
}

impl sockaddr_can {
    /// An interface, for raw frames and the broadcast manager; 0 for every interface.
    pub fn new(ifindex: i32) -> Self {
        sockaddr_can {
            can_family: AF::CAN.0,
            can_ifindex: ifindex,
            ..Self::zeroed()
        }
    }

    /// The identifiers of an ISO-TP connection.
    pub fn isotp(ifindex: i32, rx_id: u32, tx_id: u32) -> Self {
        let mut address = Self::new(ifindex);
        address.can_addr.tp = can_tp { rx_id, tx_id };
        address
    }

    /// A node of J1939.
    pub fn j1939(ifindex: i32, name: u64, pgn: u32, addr: u8) -> Self {
        let mut address = Self::new(ifindex);
        address.can_addr.j1939 = can_j1939 { name, pgn, addr };
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets() {
        let address = sockaddr_ll::to(0x0806, 3, &[2, 0, 0, 0, 0, 1]).unwrap();
        assert_eq!(
            (address.sll_protocol, address.protocol()),
            (0x0806_u16.to_be(), 0x0806)
        );
        assert_eq!(
            address.mac(),
            Some(macaddr {
                mac_addr: [2, 0, 0, 0, 0, 1]
            })
        );
        assert_eq!(sockaddr_ll::to(0, 0, &[1; 8]).unwrap().hardware(), [1; 8]);
        assert!(sockaddr_ll::to(0, 0, &[1; 9]).is_none());
        let mut address = sockaddr_ll::new(3, 0);
        assert!(address.hardware().is_empty() && address.mac().is_none());
        address.sll_halen = 255;
        assert_eq!(address.hardware().len(), 8);
    }

    #[test]
    fn algorithms() {
        let address = sockaddr_alg::new(b"hash", b"sha256").unwrap();
        assert_eq!(
            (&address.salg_type[..5], &address.salg_name[..7]),
            (&b"hash\0"[..], &b"sha256\0"[..])
        );
        assert!(sockaddr_alg::new(&[b'a'; 13], &[b'a'; 63]).is_some());
        assert!(sockaddr_alg::new(&[b'a'; 14], b"").is_none());
        assert!(sockaddr_alg::new(b"", &[b'a'; 64]).is_none());
        assert!(sockaddr_alg::new(b"a\0", b"").is_none());
    }

    #[test]
    fn families() {
        assert_eq!(sockaddr_nl::new(1, 2).nl_family, 16);
        assert_eq!(sockaddr_vm::new(2, 99).svm_family, 40);
        assert_eq!(
            (
                sockaddr_vm::new(2, 99).svm_port,
                sockaddr_vm::new(2, 99).svm_cid
            ),
            (99, 2)
        );
        let address = sockaddr_can::isotp(1, 2, 3);
        assert_eq!((address.can_family, address.can_ifindex), (29, 1));
        // SAFETY: all members are integers, and all bytes have been written.
        let tp = unsafe { address.can_addr.tp };
        assert_eq!((tp.rx_id, tp.tx_id), (2, 3));
        // SAFETY: as above.
        let node = unsafe { sockaddr_can::j1939(1, u64::MAX, 2, 3).can_addr.j1939 };
        assert_eq!((node.name, node.pgn, node.addr), (u64::MAX, 2, 3));
    }
}
