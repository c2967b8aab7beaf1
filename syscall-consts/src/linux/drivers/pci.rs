//! The configuration space of PCI and virtio devices (linux/pci_regs.h, linux/virtio_pci.h).

use crate::declare::groups;

groups! {
    /// Registers of a legacy virtio device (linux/virtio_pci.h).
    values VIRTIO: u32 as Str {
        PCI_ABI_VERSION = VIRTIO_PCI_ABI_VERSION: 0, // linux/virtio_pci.h
        PCI_HOST_FEATURES = VIRTIO_PCI_HOST_FEATURES: 0, // linux/virtio_pci.h
        PCI_ISR_CONFIG = VIRTIO_PCI_ISR_CONFIG: 2, // linux/virtio_pci.h
        PCI_GUEST_FEATURES = VIRTIO_PCI_GUEST_FEATURES: 4, // linux/virtio_pci.h
        PCI_QUEUE_PFN = VIRTIO_PCI_QUEUE_PFN: 8, // linux/virtio_pci.h
        PCI_QUEUE_NUM = VIRTIO_PCI_QUEUE_NUM: 12, // linux/virtio_pci.h
        PCI_QUEUE_ADDR_SHIFT = VIRTIO_PCI_QUEUE_ADDR_SHIFT: 12, // linux/virtio_pci.h
        PCI_QUEUE_SEL = VIRTIO_PCI_QUEUE_SEL: 14, // linux/virtio_pci.h
        PCI_QUEUE_NOTIFY = VIRTIO_PCI_QUEUE_NOTIFY: 16, // linux/virtio_pci.h
        PCI_STATUS = VIRTIO_PCI_STATUS: 18, // linux/virtio_pci.h
        PCI_ISR = VIRTIO_PCI_ISR: 19, // linux/virtio_pci.h
        MSI_CONFIG_VECTOR = VIRTIO_MSI_CONFIG_VECTOR: 20, // linux/virtio_pci.h
        MSI_QUEUE_VECTOR = VIRTIO_MSI_QUEUE_VECTOR: 22, // linux/virtio_pci.h
        PCI_VRING_ALIGN = VIRTIO_PCI_VRING_ALIGN: 4096, // linux/virtio_pci.h
        MSI_NO_VECTOR = VIRTIO_MSI_NO_VECTOR: 65535, // linux/virtio_pci.h
    }

    /// Registers of the PCI configuration space (linux/pci_regs.h).
    values PCI: u32 as Str {
        VENDOR_ID = PCI_VENDOR_ID: 0, // linux/pci_regs.h
        DEVICE_ID = PCI_DEVICE_ID: 2, // linux/pci_regs.h
        COMMAND = PCI_COMMAND: 4, // linux/pci_regs.h
        STATUS = PCI_STATUS: 6, // linux/pci_regs.h
        REVISION_ID = PCI_REVISION_ID: 8, // linux/pci_regs.h
        CLASS_REVISION = PCI_CLASS_REVISION: 8, // linux/pci_regs.h
        CLASS_PROG = PCI_CLASS_PROG: 9, // linux/pci_regs.h
        CLASS_DEVICE = PCI_CLASS_DEVICE: 10, // linux/pci_regs.h
        CACHE_LINE_SIZE = PCI_CACHE_LINE_SIZE: 12, // linux/pci_regs.h
        LATENCY_TIMER = PCI_LATENCY_TIMER: 13, // linux/pci_regs.h
        HEADER_TYPE = PCI_HEADER_TYPE: 14, // linux/pci_regs.h
        BIST = PCI_BIST: 15, // linux/pci_regs.h
        BASE_ADDRESS_0 = PCI_BASE_ADDRESS_0: 16, // linux/pci_regs.h
        BASE_ADDRESS_1 = PCI_BASE_ADDRESS_1: 20, // linux/pci_regs.h
        CB_CAPABILITY_LIST = PCI_CB_CAPABILITY_LIST: 20, // linux/pci_regs.h
        CB_SEC_STATUS = PCI_CB_SEC_STATUS: 22, // linux/pci_regs.h
        PRIMARY_BUS = PCI_PRIMARY_BUS: 24, // linux/pci_regs.h
        BASE_ADDRESS_2 = PCI_BASE_ADDRESS_2: 24, // linux/pci_regs.h
        CB_PRIMARY_BUS = PCI_CB_PRIMARY_BUS: 24, // linux/pci_regs.h
        CB_CARD_BUS = PCI_CB_CARD_BUS: 25, // linux/pci_regs.h
        SECONDARY_BUS = PCI_SECONDARY_BUS: 25, // linux/pci_regs.h
        SUBORDINATE_BUS = PCI_SUBORDINATE_BUS: 26, // linux/pci_regs.h
        CB_SUBORDINATE_BUS = PCI_CB_SUBORDINATE_BUS: 26, // linux/pci_regs.h
        CB_LATENCY_TIMER = PCI_CB_LATENCY_TIMER: 27, // linux/pci_regs.h
        SEC_LATENCY_TIMER = PCI_SEC_LATENCY_TIMER: 27, // linux/pci_regs.h
        IO_BASE = PCI_IO_BASE: 28, // linux/pci_regs.h
        BASE_ADDRESS_3 = PCI_BASE_ADDRESS_3: 28, // linux/pci_regs.h
        CB_MEMORY_BASE_0 = PCI_CB_MEMORY_BASE_0: 28, // linux/pci_regs.h
        IO_LIMIT = PCI_IO_LIMIT: 29, // linux/pci_regs.h
        SEC_STATUS = PCI_SEC_STATUS: 30, // linux/pci_regs.h
        MEMORY_BASE = PCI_MEMORY_BASE: 32, // linux/pci_regs.h
        BASE_ADDRESS_4 = PCI_BASE_ADDRESS_4: 32, // linux/pci_regs.h
        CB_MEMORY_LIMIT_0 = PCI_CB_MEMORY_LIMIT_0: 32, // linux/pci_regs.h
        MEMORY_LIMIT = PCI_MEMORY_LIMIT: 34, // linux/pci_regs.h
        BASE_ADDRESS_5 = PCI_BASE_ADDRESS_5: 36, // linux/pci_regs.h
        CB_MEMORY_BASE_1 = PCI_CB_MEMORY_BASE_1: 36, // linux/pci_regs.h
        PREF_MEMORY_BASE = PCI_PREF_MEMORY_BASE: 36, // linux/pci_regs.h
        PREF_MEMORY_LIMIT = PCI_PREF_MEMORY_LIMIT: 38, // linux/pci_regs.h
        CARDBUS_CIS = PCI_CARDBUS_CIS: 40, // linux/pci_regs.h
        CB_MEMORY_LIMIT_1 = PCI_CB_MEMORY_LIMIT_1: 40, // linux/pci_regs.h
        PREF_BASE_UPPER32 = PCI_PREF_BASE_UPPER32: 40, // linux/pci_regs.h
        CB_IO_BASE_0 = PCI_CB_IO_BASE_0: 44, // linux/pci_regs.h
        PREF_LIMIT_UPPER32 = PCI_PREF_LIMIT_UPPER32: 44, // linux/pci_regs.h
        SUBSYSTEM_VENDOR_ID = PCI_SUBSYSTEM_VENDOR_ID: 44, // linux/pci_regs.h
        SUBSYSTEM_ID = PCI_SUBSYSTEM_ID: 46, // linux/pci_regs.h
        CB_IO_BASE_0_HI = PCI_CB_IO_BASE_0_HI: 46, // linux/pci_regs.h
        ROM_ADDRESS = PCI_ROM_ADDRESS: 48, // linux/pci_regs.h
        CB_IO_LIMIT_0 = PCI_CB_IO_LIMIT_0: 48, // linux/pci_regs.h
        IO_BASE_UPPER16 = PCI_IO_BASE_UPPER16: 48, // linux/pci_regs.h
        CB_IO_LIMIT_0_HI = PCI_CB_IO_LIMIT_0_HI: 50, // linux/pci_regs.h
        IO_LIMIT_UPPER16 = PCI_IO_LIMIT_UPPER16: 50, // linux/pci_regs.h
        CB_IO_BASE_1 = PCI_CB_IO_BASE_1: 52, // linux/pci_regs.h
        CAPABILITY_LIST = PCI_CAPABILITY_LIST: 52, // linux/pci_regs.h
        CB_IO_BASE_1_HI = PCI_CB_IO_BASE_1_HI: 54, // linux/pci_regs.h
        ROM_ADDRESS1 = PCI_ROM_ADDRESS1: 56, // linux/pci_regs.h
        CB_IO_LIMIT_1 = PCI_CB_IO_LIMIT_1: 56, // linux/pci_regs.h
        CB_IO_LIMIT_1_HI = PCI_CB_IO_LIMIT_1_HI: 58, // linux/pci_regs.h
        INTERRUPT_LINE = PCI_INTERRUPT_LINE: 60, // linux/pci_regs.h
        INTERRUPT_PIN = PCI_INTERRUPT_PIN: 61, // linux/pci_regs.h
        MIN_GNT = PCI_MIN_GNT: 62, // linux/pci_regs.h
        BRIDGE_CONTROL = PCI_BRIDGE_CONTROL: 62, // linux/pci_regs.h
        CB_BRIDGE_CONTROL = PCI_CB_BRIDGE_CONTROL: 62, // linux/pci_regs.h
        MAX_LAT = PCI_MAX_LAT: 63, // linux/pci_regs.h
        CB_SUBSYSTEM_VENDOR_ID = PCI_CB_SUBSYSTEM_VENDOR_ID: 64, // linux/pci_regs.h
        CB_SUBSYSTEM_ID = PCI_CB_SUBSYSTEM_ID: 66, // linux/pci_regs.h
        CB_LEGACY_MODE_BASE = PCI_CB_LEGACY_MODE_BASE: 68, // linux/pci_regs.h
    }

    /// Bits of a base address register (linux/pci_regs.h).
    flags PCI_BASE_ADDRESS: u32 as Str {
        MEM_TYPE_32 = PCI_BASE_ADDRESS_MEM_TYPE_32: 0, // linux/pci_regs.h
        SPACE_MEMORY = PCI_BASE_ADDRESS_SPACE_MEMORY: 0, // linux/pci_regs.h
        SPACE = PCI_BASE_ADDRESS_SPACE: 1, // linux/pci_regs.h
        SPACE_IO = PCI_BASE_ADDRESS_SPACE_IO: 1, // linux/pci_regs.h
        MEM_TYPE_1M = PCI_BASE_ADDRESS_MEM_TYPE_1M: 2, // linux/pci_regs.h
        MEM_TYPE_64 = PCI_BASE_ADDRESS_MEM_TYPE_64: 4, // linux/pci_regs.h
        MEM_TYPE_MASK = PCI_BASE_ADDRESS_MEM_TYPE_MASK: 6, // linux/pci_regs.h
        MEM_PREFETCH = PCI_BASE_ADDRESS_MEM_PREFETCH: 8, // linux/pci_regs.h
    }
}
