//! The system as a whole (linux/reboot.h, linux/swap.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Magic numbers of reboot(2) (linux/reboot.h).
    values LINUX_REBOOT: i32 as Str {
        MAGIC2A = general::LINUX_REBOOT_MAGIC2A,
        MAGIC2B = general::LINUX_REBOOT_MAGIC2B,
        MAGIC2C = general::LINUX_REBOOT_MAGIC2C,
        MAGIC2 = general::LINUX_REBOOT_MAGIC2,
        MAGIC1 = general::LINUX_REBOOT_MAGIC1,
    }

    /// Commands of reboot(2) (linux/reboot.h).
    values LINUX_REBOOT_CMD: u32 as Str {
        CAD_OFF = general::LINUX_REBOOT_CMD_CAD_OFF,
        RESTART = general::LINUX_REBOOT_CMD_RESTART,
        POWER_OFF = general::LINUX_REBOOT_CMD_POWER_OFF,
        KEXEC = general::LINUX_REBOOT_CMD_KEXEC,
        CAD_ON = general::LINUX_REBOOT_CMD_CAD_ON,
        RESTART2 = general::LINUX_REBOOT_CMD_RESTART2,
        HALT = general::LINUX_REBOOT_CMD_HALT,
        SW_SUSPEND = general::LINUX_REBOOT_CMD_SW_SUSPEND,
    }

    /// Flags of swapon(2) (the kernel's linux/swap.h).
    flags SWAP_FLAG: u32 as Swap {
        PRIO_SHIFT = SWAP_FLAG_PRIO_SHIFT: 0,
        PRIO_MASK = SWAP_FLAG_PRIO_MASK: 0x7fff,
        PREFER = SWAP_FLAG_PREFER: 0x8000,
        DISCARD = SWAP_FLAG_DISCARD: 0x1_0000,
    }

    /// Flags of getrandom(2) (linux/random.h).
    flags GRND: u32 as Multi {
        NONBLOCK = general::GRND_NONBLOCK,
        RANDOM = general::GRND_RANDOM,
        INSECURE = general::GRND_INSECURE,
    }
}
