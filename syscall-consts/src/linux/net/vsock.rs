//! Sockets between virtual machines and their host (vsock(7); linux/vm_sockets.h).

use crate::declare::groups;

groups! {
    /// Machines (linux/vm_sockets.h).
    values VMADDR_CID: u32 as Str {
        ANY = VMADDR_CID_ANY: 0xffff_ffff,
        HYPERVISOR = VMADDR_CID_HYPERVISOR: 0,
        LOCAL = VMADDR_CID_LOCAL: 1,
        HOST = VMADDR_CID_HOST: 2,
    }

    /// Ports of machines (linux/vm_sockets.h).
    values VMADDR_PORT: u32 as Str {
        ANY = VMADDR_PORT_ANY: 0xffff_ffff,
    }

    /// Socket options of virtual machines (linux/vm_sockets.h).
    values SO_VM_SOCKETS: i32 as Str {
        BUFFER_SIZE = SO_VM_SOCKETS_BUFFER_SIZE: 0,
        BUFFER_MIN_SIZE = SO_VM_SOCKETS_BUFFER_MIN_SIZE: 1,
        BUFFER_MAX_SIZE = SO_VM_SOCKETS_BUFFER_MAX_SIZE: 2,
        PEER_HOST_VM_ID = SO_VM_SOCKETS_PEER_HOST_VM_ID: 3,
        TRUSTED = SO_VM_SOCKETS_TRUSTED: 5,
        CONNECT_TIMEOUT = SO_VM_SOCKETS_CONNECT_TIMEOUT: 6,
        NONBLOCK_TXRX = SO_VM_SOCKETS_NONBLOCK_TXRX: 7,
    }
}
