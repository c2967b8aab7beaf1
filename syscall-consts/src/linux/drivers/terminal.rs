//! Terminals (termios(3), ioctl_tty(2); asm/termbits.h, asm/termios.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Indexes of the control characters in `c_cc` (asm/termbits.h).
    values CC: u8 as Str {
        VINTR = general::VINTR,
        VQUIT = general::VQUIT,
        VERASE = general::VERASE,
        VKILL = general::VKILL,
        VEOF = general::VEOF,
        VTIME = general::VTIME,
        VMIN = general::VMIN,
        VSWTC = general::VSWTC,
        VSTART = general::VSTART,
        VSTOP = general::VSTOP,
        VSUSP = general::VSUSP,
        VEOL = general::VEOL,
        VREPRINT = general::VREPRINT,
        VDISCARD = general::VDISCARD,
        VWERASE = general::VWERASE,
        VLNEXT = general::VLNEXT,
        VEOL2 = general::VEOL2,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        VSWTCH = general::VSWTCH,
    }

    /// Input modes (asm/termbits.h).
    flags IFLAG: u32 as Multi {
        IGNBRK = general::IGNBRK,
        BRKINT = general::BRKINT,
        IGNPAR = general::IGNPAR,
        PARMRK = general::PARMRK,
        INPCK = general::INPCK,
        ISTRIP = general::ISTRIP,
        INLCR = general::INLCR,
        IGNCR = general::IGNCR,
        ICRNL = general::ICRNL,
        IUCLC = general::IUCLC,
        IXON = general::IXON,
        IXANY = general::IXANY,
        IXOFF = general::IXOFF,
        IMAXBEL = general::IMAXBEL,
        IUTF8 = general::IUTF8,
    }

    /// Output modes (asm/termbits.h).
    flags OFLAG: u32 as Multi {
        BS0 = general::BS0,
        CR0 = general::CR0,
        FF0 = general::FF0,
        NL0 = general::NL0,
        VT0 = general::VT0,
        TAB0 = general::TAB0,
        OPOST = general::OPOST,
        OLCUC = general::OLCUC,
        ONLCR = general::ONLCR,
        OCRNL = general::OCRNL,
        ONOCR = general::ONOCR,
        ONLRET = general::ONLRET,
        OFILL = general::OFILL,
        OFDEL = general::OFDEL,
        NL1 = general::NL1,
        NLDLY = general::NLDLY,
        CR1 = general::CR1,
        CR2 = general::CR2,
        CR3 = general::CR3,
        CRDLY = general::CRDLY,
        TAB1 = general::TAB1,
        TAB2 = general::TAB2,
        TAB3 = general::TAB3,
        XTABS = general::XTABS,
        TABDLY = general::TABDLY,
        BS1 = general::BS1,
        BSDLY = general::BSDLY,
        VT1 = general::VT1,
        VTDLY = general::VTDLY,
        FF1 = general::FF1,
        FFDLY = general::FFDLY,
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
        NL2 = general::NL2,
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
        NL3 = general::NL3,
    }

    /// Control modes (asm/termbits.h).
    flags CFLAG: u32 as Multi {
        CS5 = general::CS5,
        CS6 = general::CS6,
        CS7 = general::CS7,
        CS8 = general::CS8,
        CSIZE = general::CSIZE,
        CSTOPB = general::CSTOPB,
        CREAD = general::CREAD,
        PARENB = general::PARENB,
        PARODD = general::PARODD,
        HUPCL = general::HUPCL,
        CLOCAL = general::CLOCAL,
    }

    /// Local modes (asm/termbits.h).
    flags LFLAG: u32 as Multi {
        ISIG = general::ISIG,
        ICANON = general::ICANON,
        XCASE = general::XCASE,
        ECHO = general::ECHO,
        ECHOE = general::ECHOE,
        ECHOK = general::ECHOK,
        ECHONL = general::ECHONL,
        NOFLSH = general::NOFLSH,
        TOSTOP = general::TOSTOP,
        ECHOCTL = general::ECHOCTL,
        ECHOPRT = general::ECHOPRT,
        ECHOKE = general::ECHOKE,
        FLUSHO = general::FLUSHO,
        PENDIN = general::PENDIN,
        IEXTEN = general::IEXTEN,
        EXTPROC = general::EXTPROC,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        ITOSTOP = general::ITOSTOP,
    }

    /// Speeds in `c_cflag`, named by the baud rate (asm/termbits.h).
    values B: u32 as Plain {
        _0 = general::B0,
        _50 = general::B50,
        _75 = general::B75,
        _110 = general::B110,
        _134 = general::B134,
        _150 = general::B150,
        _200 = general::B200,
        _300 = general::B300,
        _600 = general::B600,
        _1200 = general::B1200,
        _1800 = general::B1800,
        _2400 = general::B2400,
        _4800 = general::B4800,
        _9600 = general::B9600,
        _19200 = general::B19200,
        _38400 = general::B38400,
        _57600 = general::B57600,
        _115200 = general::B115200,
        _230400 = general::B230400,
        _460800 = general::B460800,
        _500000 = general::B500000,
        _576000 = general::B576000,
        _921600 = general::B921600,
        _1000000 = general::B1000000,
        _1152000 = general::B1152000,
        _1500000 = general::B1500000,
        _2000000 = general::B2000000,
        #[cfg(not(any(target_arch = "sparc", target_arch = "sparc64")))]
        _2500000 = general::B2500000,
        #[cfg(not(any(target_arch = "sparc", target_arch = "sparc64")))]
        _3000000 = general::B3000000,
        #[cfg(not(any(target_arch = "sparc", target_arch = "sparc64")))]
        _3500000 = general::B3500000,
        #[cfg(not(any(target_arch = "sparc", target_arch = "sparc64")))]
        _4000000 = general::B4000000,
    }

    /// Actions of TCXONC (asm/termbits.h).
    values TCFLOW: i32 as Str {
        OOFF = general::TCOOFF,
        OON = general::TCOON,
        IOFF = general::TCIOFF,
        ION = general::TCION,
    }

    /// Queues of TCFLSH (asm/termbits.h).
    values TCFLUSH: i32 as Str {
        IFLUSH = general::TCIFLUSH,
        OFLUSH = general::TCOFLUSH,
        IOFLUSH = general::TCIOFLUSH,
    }

    /// When tcsetattr(3) changes the modes (asm/termbits.h).
    values TCSA: i32 as Str {
        NOW = general::TCSANOW,
        DRAIN = general::TCSADRAIN,
        FLUSH = general::TCSAFLUSH,
    }

    /// Lines of a modem (asm/termios.h).
    flags TIOCM: u32 as Multi {
        LE = general::TIOCM_LE,
        DTR = general::TIOCM_DTR,
        RTS = general::TIOCM_RTS,
        ST = general::TIOCM_ST,
        SR = general::TIOCM_SR,
        CTS = general::TIOCM_CTS,
        CD = general::TIOCM_CD,
        CAR = general::TIOCM_CAR,
        RI = general::TIOCM_RI,
        RNG = general::TIOCM_RNG,
        DSR = general::TIOCM_DSR,
        OUT1 = general::TIOCM_OUT1,
        OUT2 = general::TIOCM_OUT2,
        LOOP = general::TIOCM_LOOP,
    }

    /// What the master of a pseudo-terminal reads first in packet mode (asm/ioctls.h).
    flags TIOCPKT: u8 as Multi {
        DATA = general::TIOCPKT_DATA,
        FLUSHREAD = general::TIOCPKT_FLUSHREAD,
        FLUSHWRITE = general::TIOCPKT_FLUSHWRITE,
        STOP = general::TIOCPKT_STOP,
        START = general::TIOCPKT_START,
        NOSTOP = general::TIOCPKT_NOSTOP,
        DOSTOP = general::TIOCPKT_DOSTOP,
        IOCTL = general::TIOCPKT_IOCTL,
    }
}
