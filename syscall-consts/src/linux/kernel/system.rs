//! The system as a whole (reboot(2), swapon(2), getrandom(2), kexec_load(2), init_module(2), syslog(2),
//! personality(2); linux/reboot.h, linux/swap.h, linux/random.h, linux/kexec.h, linux/module.h, linux/personality.h).

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
        DISCARD_ONCE = SWAP_FLAG_DISCARD_ONCE: 0x2_0000,
        DISCARD_PAGES = SWAP_FLAG_DISCARD_PAGES: 0x4_0000,
    }

    /// Flags of getrandom(2) (linux/random.h).
    flags GRND: u32 as Multi {
        NONBLOCK = general::GRND_NONBLOCK,
        RANDOM = general::GRND_RANDOM,
        INSECURE = general::GRND_INSECURE,
    }

    /// Flags of kexec_load(2), and the machines of images (linux/kexec.h).
    flags KEXEC: u32 as Multi {
        ON_CRASH = KEXEC_ON_CRASH: 1,
        PRESERVE_CONTEXT = KEXEC_PRESERVE_CONTEXT: 2,
        UPDATE_ELFCOREHDR = KEXEC_UPDATE_ELFCOREHDR: 4,
        CRASH_HOTPLUG_SUPPORT = KEXEC_CRASH_HOTPLUG_SUPPORT: 8,
        ARCH_MASK = KEXEC_ARCH_MASK: 0xffff_0000,
        ARCH_DEFAULT = KEXEC_ARCH_DEFAULT: 0 << 16,
        ARCH_386 = KEXEC_ARCH_386: 3 << 16,
        ARCH_68K = KEXEC_ARCH_68K: 4 << 16,
        ARCH_PARISC = KEXEC_ARCH_PARISC: 15 << 16,
        ARCH_X86_64 = KEXEC_ARCH_X86_64: 62 << 16,
        ARCH_PPC = KEXEC_ARCH_PPC: 20 << 16,
        ARCH_PPC64 = KEXEC_ARCH_PPC64: 21 << 16,
        ARCH_IA_64 = KEXEC_ARCH_IA_64: 50 << 16,
        ARCH_ARM = KEXEC_ARCH_ARM: 40 << 16,
        ARCH_S390 = KEXEC_ARCH_S390: 22 << 16,
        ARCH_SH = KEXEC_ARCH_SH: 42 << 16,
        ARCH_MIPS_LE = KEXEC_ARCH_MIPS_LE: 10 << 16,
        ARCH_MIPS = KEXEC_ARCH_MIPS: 8 << 16,
        ARCH_AARCH64 = KEXEC_ARCH_AARCH64: 183 << 16,
        ARCH_RISCV = KEXEC_ARCH_RISCV: 243 << 16,
        ARCH_LOONGARCH = KEXEC_ARCH_LOONGARCH: 258 << 16,
    }

    /// Flags of kexec_file_load(2) (linux/kexec.h).
    flags KEXEC_FILE: u32 as Multi {
        UNLOAD = KEXEC_FILE_UNLOAD: 1,
        ON_CRASH = KEXEC_FILE_ON_CRASH: 2,
        NO_INITRAMFS = KEXEC_FILE_NO_INITRAMFS: 4,
        DEBUG = KEXEC_FILE_DEBUG: 8,
        NO_CMA = KEXEC_FILE_NO_CMA: 0x10,
        FORCE_DTB = KEXEC_FILE_FORCE_DTB: 0x20,
    }

    /// Flags of finit_module(2) (linux/module.h).
    flags MODULE_INIT: u32 as Multi {
        IGNORE_MODVERSIONS = MODULE_INIT_IGNORE_MODVERSIONS: 1,
        IGNORE_VERMAGIC = MODULE_INIT_IGNORE_VERMAGIC: 2,
        COMPRESSED_FILE = MODULE_INIT_COMPRESSED_FILE: 4,
    }

    /// Actions of syslog(2) (the kernel's linux/syslog.h).
    values SYSLOG_ACTION: i32 as Str {
        CLOSE = SYSLOG_ACTION_CLOSE: 0,
        OPEN = SYSLOG_ACTION_OPEN: 1,
        READ = SYSLOG_ACTION_READ: 2,
        READ_ALL = SYSLOG_ACTION_READ_ALL: 3,
        READ_CLEAR = SYSLOG_ACTION_READ_CLEAR: 4,
        CLEAR = SYSLOG_ACTION_CLEAR: 5,
        CONSOLE_OFF = SYSLOG_ACTION_CONSOLE_OFF: 6,
        CONSOLE_ON = SYSLOG_ACTION_CONSOLE_ON: 7,
        CONSOLE_LEVEL = SYSLOG_ACTION_CONSOLE_LEVEL: 8,
        SIZE_UNREAD = SYSLOG_ACTION_SIZE_UNREAD: 9,
        SIZE_BUFFER = SYSLOG_ACTION_SIZE_BUFFER: 10,
    }

    /// Personalities, and the flags that go with them (linux/personality.h).
    flags PER: u32 as Multi {
        LINUX = PER_LINUX: 0,
        LINUX_32BIT = PER_LINUX_32BIT: 0x80_0000,
        LINUX_FDPIC = PER_LINUX_FDPIC: 0x8_0000,
        SVR4 = PER_SVR4: 0x410_0001,
        SVR3 = PER_SVR3: 0x500_0002,
        SCOSVR3 = PER_SCOSVR3: 0x700_0003,
        OSR5 = PER_OSR5: 0x600_0003,
        WYSEV386 = PER_WYSEV386: 0x500_0004,
        ISCR4 = PER_ISCR4: 0x400_0005,
        BSD = PER_BSD: 6,
        SUNOS = PER_SUNOS: 0x400_0006,
        XENIX = PER_XENIX: 0x500_0007,
        LINUX32 = PER_LINUX32: 8,
        LINUX32_3GB = PER_LINUX32_3GB: 0x800_0008,
        IRIX32 = PER_IRIX32: 0x400_0009,
        IRIXN32 = PER_IRIXN32: 0x400_000a,
        IRIX64 = PER_IRIX64: 0x400_000b,
        RISCOS = PER_RISCOS: 0xc,
        SOLARIS = PER_SOLARIS: 0x400_000d,
        UW7 = PER_UW7: 0x410_000e,
        OSF4 = PER_OSF4: 0xf,
        HPUX = PER_HPUX: 0x10,
        MASK = PER_MASK: 0xff,
        UNAME26 = UNAME26: 0x2_0000,
        ADDR_NO_RANDOMIZE = ADDR_NO_RANDOMIZE: 0x4_0000,
        FDPIC_FUNCPTRS = FDPIC_FUNCPTRS: 0x8_0000,
        MMAP_PAGE_ZERO = MMAP_PAGE_ZERO: 0x10_0000,
        ADDR_COMPAT_LAYOUT = ADDR_COMPAT_LAYOUT: 0x20_0000,
        READ_IMPLIES_EXEC = READ_IMPLIES_EXEC: 0x40_0000,
        ADDR_LIMIT_32BIT = ADDR_LIMIT_32BIT: 0x80_0000,
        SHORT_INODE = SHORT_INODE: 0x100_0000,
        WHOLE_SECONDS = WHOLE_SECONDS: 0x200_0000,
        STICKY_TIMEOUTS = STICKY_TIMEOUTS: 0x400_0000,
        ADDR_LIMIT_3GB = ADDR_LIMIT_3GB: 0x800_0000,
    }
}
