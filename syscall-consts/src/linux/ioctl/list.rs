//! The requests: terminals (asm/ioctls.h), sockets (linux/sockios.h), input (linux/input.h, linux/uinput.h), network taps
//! (linux/if_tun.h), performance counters (linux/perf_event.h), virtual hosts (linux/vhost.h), device access (linux/vfio.h),
//! namespaces (linux/nsfs.h), page faults (linux/userfaultfd.h), and the notifications of seccomp (linux/seccomp.h).

use linux_raw_sys::{ioctl, net};

use super::code::{_IO, _IOR, _IOW, _IOWR};
use super::{ONE, READ, VALUE, WRITE, requests, transfer};
use crate::declare::{Entry, joined};

/// MIPS has forms of its own.
const MIPS: bool = cfg!(any(
    target_arch = "mips",
    target_arch = "mips32r6",
    target_arch = "mips64",
    target_arch = "mips64r6"
));

requests! {
    /// how an epoll instance polls busily. Points to a `struct epoll_params`.
    EPIOCGPARAMS = _IOR(0x8a, 2, 8); // linux/eventpoll.h
    /// sets how an epoll instance polls busily. Points to a `struct epoll_params`.
    EPIOCSPARAMS = _IOW(0x8a, 1, 8); // linux/eventpoll.h
    /// the number of force feedback effects that the device can play at once.
    EVIOCGEFFECTS = ioctl::EVIOCGEFFECTS => read1 int1;
    /// bus, vendor, product and version of the device.
    EVIOCGID = ioctl::EVIOCGID => read input_id;
    /// the key code of a scan code.
    EVIOCGKEYCODE = ioctl::EVIOCGKEYCODE => read uint2;
    /// the key code of a scan code of any length.
    EVIOCGKEYCODE_V2 = ioctl::EVIOCGKEYCODE_V2 => read input_keymap_entry;
    /// takes the device's events for this descriptor alone, or gives them free.
    EVIOCGRAB = ioctl::EVIOCGRAB => value int1;
    /// delay and period of repeated keys, in milliseconds.
    EVIOCGREP = ioctl::EVIOCGREP => read uint2;
    /// the version of the event interface.
    EVIOCGVERSION = ioctl::EVIOCGVERSION => read1 int1;
    /// removes a force feedback effect.
    EVIOCRMFF = ioctl::EVIOCRMFF => value int1;
    /// uploads a force feedback effect, whose number the kernel sets.
    EVIOCSFF = ioctl::EVIOCSFF => write ff_effect;
    /// sets the key code of a scan code.
    EVIOCSKEYCODE = ioctl::EVIOCSKEYCODE => write uint2;
    /// sets the key code of a scan code of any length.
    EVIOCSKEYCODE_V2 = ioctl::EVIOCSKEYCODE_V2 => write input_keymap_entry;
    /// sets delay and period of repeated keys, in milliseconds.
    EVIOCSREP = ioctl::EVIOCSREP => write uint2;
    /// sets or clears `O_ASYNC`. Points to an `int`.
    FIOASYNC = ioctl::FIOASYNC;
    /// sets close-on-exec. No argument.
    FIOCLEX = ioctl::FIOCLEX;
    /// the process or group that gets the descriptor's signals. Points to an `int`.
    FIOGETOWN = ioctl::FIOGETOWN;
    /// sets or clears `O_NONBLOCK`. Points to an `int`.
    FIONBIO = ioctl::FIONBIO;
    /// clears close-on-exec. No argument.
    FIONCLEX = ioctl::FIONCLEX;
    /// the number of bytes that can be read. Points to an `int`.
    FIONREAD = ioctl::FIONREAD;
    /// the size of a file or directory, as a quota counts it. Points to a `loff_t`.
    FIOQSIZE = ioctl::FIOQSIZE;
    /// sets the process or group that gets the descriptor's signals. Points to an `int`.
    FIOSETOWN = ioctl::FIOSETOWN;
    /// the kind of a namespace, as result: a [`CLONE`](crate::linux::CLONE). No argument.
    NS_GET_NSTYPE = ioctl::NS_GET_NSTYPE;
    /// the user who owns a user namespace. Points to a `uid_t`.
    NS_GET_OWNER_UID = ioctl::NS_GET_OWNER_UID;
    /// the namespace around one of users or processes, as result: a descriptor. No argument.
    NS_GET_PARENT = ioctl::NS_GET_PARENT;
    /// the user namespace that owns a namespace, as result: a descriptor. No argument.
    NS_GET_USERNS = ioctl::NS_GET_USERNS;
    /// stops an event. Takes `PERF_IOC_FLAG_GROUP` or 0 by value.
    PERF_EVENT_IOC_DISABLE = _IO(b'$', 1); // linux/perf_event.h
    /// starts an event. Takes `PERF_IOC_FLAG_GROUP` or 0 by value.
    PERF_EVENT_IOC_ENABLE = _IO(b'$', 0); // linux/perf_event.h
    /// the event's identity in samples.
    PERF_EVENT_IOC_ID = ioctl::PERF_EVENT_IOC_ID => read uint64_1;
    /// sets the sampling period.
    PERF_EVENT_IOC_PERIOD = ioctl::PERF_EVENT_IOC_PERIOD => write1 uint64_1;
    /// starts an event until it has overflowed that many times. Takes the number by value.
    PERF_EVENT_IOC_REFRESH = _IO(b'$', 2); // linux/perf_event.h
    /// sets the count to zero. Takes `PERF_IOC_FLAG_GROUP` or 0 by value.
    PERF_EVENT_IOC_RESET = _IO(b'$', 3); // linux/perf_event.h
    /// attaches a BPF program to a tracepoint.
    PERF_EVENT_IOC_SET_BPF = ioctl::PERF_EVENT_IOC_SET_BPF => value uint1;
    /// sets the filter of a tracepoint. Points to text.
    PERF_EVENT_IOC_SET_FILTER = ioctl::PERF_EVENT_IOC_SET_FILTER => write uintptr;
    /// sends the event's samples to the buffer of another event. Takes its descriptor, or -1, by value.
    PERF_EVENT_IOC_SET_OUTPUT = _IO(b'$', 5); // linux/perf_event.h
    /// puts a descriptor into the process that waits. Points to a `struct seccomp_notif_addfd`.
    SECCOMP_IOCTL_NOTIF_ADDFD = _IOW(b'!', 3, 24); // linux/seccomp.h
    /// whether the process still waits. Points to the notification's id.
    SECCOMP_IOCTL_NOTIF_ID_VALID = _IOW(b'!', 2, 8); // linux/seccomp.h
    /// takes a notification. Points to a `struct seccomp_notif`.
    SECCOMP_IOCTL_NOTIF_RECV = _IOWR(b'!', 0, 80); // linux/seccomp.h
    /// answers a notification. Points to a `struct seccomp_notif_resp`.
    SECCOMP_IOCTL_NOTIF_SEND = _IOWR(b'!', 1, 24); // linux/seccomp.h
    /// sets flags of the descriptor. Takes `SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP` or 0 by value.
    SECCOMP_IOCTL_NOTIF_SET_FLAGS = _IOW(b'!', 4, 8); // linux/seccomp.h
    /// adds a route. Points to a `struct rtentry`.
    SIOCADDRT = ioctl::SIOCADDRT;
    /// whether the stream is at the urgent mark. Points to an `int`.
    SIOCATMARK = ioctl::SIOCATMARK;
    /// makes a bridge. Points to its name.
    SIOCBRADDBR = 0x89a0; // linux/sockios.h
    /// adds an interface to a bridge. Points to a `struct ifreq`.
    SIOCBRADDIF = 0x89a2; // linux/sockios.h
    /// removes a bridge. Points to its name.
    SIOCBRDELBR = 0x89a1; // linux/sockios.h
    /// removes an interface from a bridge. Points to a `struct ifreq`.
    SIOCBRDELIF = 0x89a3; // linux/sockios.h
    /// removes an entry of the ARP table. Points to a `struct arpreq`.
    SIOCDARP = ioctl::SIOCDARP;
    /// removes a route. Points to a `struct rtentry`.
    SIOCDELRT = ioctl::SIOCDELRT;
    /// reads an entry of the ARP table. Points to a `struct arpreq`.
    SIOCGARP = ioctl::SIOCGARP;
    /// the flags of an interface. Points to a `struct ifreq`.
    SIOCGIFFLAGS = ioctl::SIOCGIFFLAGS;
    /// the hardware address of an interface. Points to a `struct ifreq`.
    SIOCGIFHWADDR = ioctl::SIOCGIFHWADDR;
    /// the index of an interface. Points to a `struct ifreq`.
    SIOCGIFINDEX = ioctl::SIOCGIFINDEX;
    /// the MTU of an interface. Points to a `struct ifreq`.
    SIOCGIFMTU = ioctl::SIOCGIFMTU;
    /// the process or group that gets the socket's signals. Points to an `int`.
    SIOCGPGRP = if MIPS { _IOR(b's', 9, size_of::<i32>()) } else { 0x8904 }; // asm/sockios.h
    /// when the last packet came. Points to a `struct timeval` of the kernel's own time type.
    SIOCGSTAMP = ioctl::SIOCGSTAMP;
    /// when the last packet came. Points to a `struct timespec` of the kernel's own time type.
    SIOCGSTAMPNS = net::SIOCGSTAMPNS_OLD;
    /// unused by the kernel.
    SIOCRTMSG = ioctl::SIOCRTMSG;
    /// sets an entry of the ARP table. Points to a `struct arpreq`.
    SIOCSARP = ioctl::SIOCSARP;
    /// sets the flags of an interface. Points to a `struct ifreq`.
    SIOCSIFFLAGS = ioctl::SIOCSIFFLAGS;
    /// sets the hardware address of an interface. Points to a `struct ifreq`.
    SIOCSIFHWADDR = ioctl::SIOCSIFHWADDR;
    /// sets the MTU of an interface. Points to a `struct ifreq`.
    SIOCSIFMTU = ioctl::SIOCSIFMTU;
    /// sets the process or group that gets the socket's signals. Points to an `int`.
    SIOCSPGRP = if MIPS { _IOW(b's', 8, size_of::<i32>()) } else { 0x8902 }; // asm/sockios.h
    /// discards input, output or both. Takes a [`TCFLUSH`](crate::linux::TCFLUSH) by value.
    TCFLSH = ioctl::TCFLSH;
    /// the terminal's modes.
    TCGETS = ioctl::TCGETS => read termios;
    /// the terminal's modes, with any speed. PowerPC, whose modes have the speeds, lacks the name: `TCGETS` there.
    TCGETS2 = ioctl::TCGETS2 => read termios2;
    #[cfg(not(any(
        target_arch = "powerpc",
        target_arch = "powerpc64",
        target_arch = "mips",
        target_arch = "mips32r6",
        target_arch = "mips64",
        target_arch = "mips64r6"
    )))]
    /// the terminal's extended modes. No driver answers it.
    TCGETX = ioctl::TCGETX;
    /// sends a break where the argument is 0, otherwise waits until the output is sent. Takes an integer by value.
    TCSBRK = ioctl::TCSBRK;
    /// sends a break; the argument, by value, is its length in tenths of a second.
    TCSBRKP = ioctl::TCSBRKP;
    /// sets the terminal's modes now. Points to a `struct termios`.
    TCSETS = ioctl::TCSETS;
    /// sets the terminal's modes now, with any speed. On PowerPC `TCSETS`.
    TCSETS2 = ioctl::TCSETS2 => write termios2;
    /// sets the terminal's modes when the output is sent, and discards the input. Points to a `struct termios`.
    TCSETSF = ioctl::TCSETSF;
    /// sets the terminal's modes when the output is sent, with any speed, and discards the input. On PowerPC `TCSETSF`.
    TCSETSF2 = ioctl::TCSETSF2 => write termios2;
    /// sets the terminal's modes when the output is sent. Points to a `struct termios`.
    TCSETSW = ioctl::TCSETSW;
    /// sets the terminal's modes when the output is sent, with any speed. On PowerPC `TCSETSW`.
    TCSETSW2 = ioctl::TCSETSW2 => write termios2;
    #[cfg(not(any(
        target_arch = "powerpc",
        target_arch = "powerpc64",
        target_arch = "mips",
        target_arch = "mips32r6",
        target_arch = "mips64",
        target_arch = "mips64r6"
    )))]
    /// sets the terminal's extended modes. No driver answers it.
    TCSETX = ioctl::TCSETX;
    #[cfg(not(any(
        target_arch = "powerpc",
        target_arch = "powerpc64",
        target_arch = "mips",
        target_arch = "mips32r6",
        target_arch = "mips64",
        target_arch = "mips64r6"
    )))]
    /// as `TCSETX`, when the output is sent and the input discarded. No driver answers it.
    TCSETXF = ioctl::TCSETXF;
    #[cfg(not(any(
        target_arch = "powerpc",
        target_arch = "powerpc64",
        target_arch = "mips",
        target_arch = "mips32r6",
        target_arch = "mips64",
        target_arch = "mips64r6"
    )))]
    /// as `TCSETX`, when the output is sent. No driver answers it.
    TCSETXW = ioctl::TCSETXW;
    /// stops or restarts output or input. Takes a [`TCFLOW`](crate::linux::TCFLOW) by value.
    TCXONC = ioctl::TCXONC;
    /// ends a break. No argument.
    TIOCCBRK = ioctl::TIOCCBRK;
    /// makes this terminal get the console's output. No argument.
    TIOCCONS = ioctl::TIOCCONS;
    /// refuses further opens of the terminal. No argument.
    TIOCEXCL = ioctl::TIOCEXCL;
    /// the device number of the terminal behind `/dev/console` or `/dev/tty0`.
    TIOCGDEV = ioctl::TIOCGDEV => read1 uint1;
    /// the line discipline. Points to an `int`.
    TIOCGETD = ioctl::TIOCGETD;
    /// counts of interrupts of a serial line. Points to a `struct serial_icounter_struct`.
    TIOCGICOUNT = ioctl::TIOCGICOUNT;
    /// which modes are locked. Points to a `struct termios`.
    TIOCGLCKTRMIOS = ioctl::TIOCGLCKTRMIOS;
    /// the foreground process group. Points to a `pid_t`.
    TIOCGPGRP = ioctl::TIOCGPGRP;
    /// the number of the pseudoterminal of a master.
    TIOCGPTN = ioctl::TIOCGPTN => read1 uint1;
    /// the settings of a serial line. Points to a `struct serial_struct`.
    TIOCGSERIAL = ioctl::TIOCGSERIAL;
    /// the terminal's session. Points to a `pid_t`.
    TIOCGSID = ioctl::TIOCGSID;
    /// whether the carrier is ignored (`CLOCAL`). Points to an `int`.
    TIOCGSOFTCAR = ioctl::TIOCGSOFTCAR;
    /// the size of the window.
    TIOCGWINSZ = ioctl::TIOCGWINSZ => read winsize;
    /// the number of bytes that can be read: another name of `FIONREAD`. Points to an `int`.
    TIOCINQ = ioctl::TIOCINQ;
    /// functions of the virtual console. Points to the function's number, with its arguments behind it.
    TIOCLINUX = ioctl::TIOCLINUX;
    /// clears modem lines. Points to an `int` of [`TIOCM`](crate::linux::TIOCM) flags.
    TIOCMBIC = ioctl::TIOCMBIC;
    /// sets modem lines. Points to an `int` of [`TIOCM`](crate::linux::TIOCM) flags.
    TIOCMBIS = ioctl::TIOCMBIS;
    /// the state of the modem lines. Points to an `int` of [`TIOCM`](crate::linux::TIOCM) flags.
    TIOCMGET = ioctl::TIOCMGET;
    /// waits for a change of modem lines. Takes [`TIOCM`](crate::linux::TIOCM) flags by value.
    TIOCMIWAIT = ioctl::TIOCMIWAIT;
    /// the modem lines as given. Points to an `int` of [`TIOCM`](crate::linux::TIOCM) flags.
    TIOCMSET = ioctl::TIOCMSET;
    /// gives up the controlling terminal. No argument.
    TIOCNOTTY = ioctl::TIOCNOTTY;
    /// allows further opens of the terminal. No argument.
    TIOCNXCL = ioctl::TIOCNXCL;
    /// the number of bytes that wait to be sent. Points to an `int`.
    TIOCOUTQ = ioctl::TIOCOUTQ;
    /// packet mode of a pseudoterminal's master. Points to an `int`.
    TIOCPKT = ioctl::TIOCPKT;
    /// begins a break. No argument.
    TIOCSBRK = ioctl::TIOCSBRK;
    /// makes it the controlling terminal. Takes 1 by value to steal it from another session.
    TIOCSCTTY = ioctl::TIOCSCTTY;
    /// finds out the type of a serial line. No argument.
    TIOCSERCONFIG = ioctl::TIOCSERCONFIG;
    /// the line status of a serial line. Points to an `int`.
    TIOCSERGETLSR = ioctl::TIOCSERGETLSR;
    /// the ports of a multiport card. Points to a `struct serial_multiport_struct`.
    TIOCSERGETMULTI = ioctl::TIOCSERGETMULTI;
    /// the driver's own structure; for debugging.
    TIOCSERGSTRUCT = ioctl::TIOCSERGSTRUCT;
    /// unused by the kernel.
    TIOCSERGWILD = ioctl::TIOCSERGWILD;
    /// sets the ports of a multiport card. Points to a `struct serial_multiport_struct`.
    TIOCSERSETMULTI = ioctl::TIOCSERSETMULTI;
    /// unused by the kernel.
    TIOCSERSWILD = ioctl::TIOCSERSWILD;
    /// sets the line discipline. Points to an `int`.
    TIOCSETD = ioctl::TIOCSETD;
    /// sends a signal to the foreground group of a pseudoterminal's other side.
    TIOCSIG = ioctl::TIOCSIG => value int1;
    /// locks modes. Points to a `struct termios`.
    TIOCSLCKTRMIOS = ioctl::TIOCSLCKTRMIOS;
    /// sets the foreground process group. Points to a `pid_t`.
    TIOCSPGRP = ioctl::TIOCSPGRP;
    /// locks or unlocks the pseudoterminal of a master.
    TIOCSPTLCK = ioctl::TIOCSPTLCK => write1 int1;
    /// sets a serial line. Points to a `struct serial_struct`.
    TIOCSSERIAL = ioctl::TIOCSSERIAL;
    /// sets whether the carrier is ignored (`CLOCAL`). Points to an `int`.
    TIOCSSOFTCAR = ioctl::TIOCSSOFTCAR;
    /// puts a byte into the terminal's input. Points to it.
    TIOCSTI = ioctl::TIOCSTI;
    /// sets the size of the window.
    TIOCSWINSZ = ioctl::TIOCSWINSZ => write winsize;
    /// hangs the terminal up. No argument.
    TIOCVHANGUP = ioctl::TIOCVHANGUP;
    /// attaches a classic BPF filter to a tap.
    TUNATTACHFILTER = ioctl::TUNATTACHFILTER => write sock_fprog;
    /// takes the filter away.
    TUNDETACHFILTER = ioctl::TUNDETACHFILTER => write sock_fprog;
    /// the flags of [`TUN`](crate::linux::TUN) that the kernel knows.
    TUNGETFEATURES = ioctl::TUNGETFEATURES => read1 uint1;
    /// name and flags of the interface. The kernel writes a whole `struct ifreq`, whatever the number says.
    TUNGETIFF = ioctl::TUNGETIFF => read1 uint1;
    /// the size of the send buffer.
    TUNGETSNDBUF = ioctl::TUNGETSNDBUF => read1 int1;
    /// the size of the virtio header.
    TUNGETVNETHDRSZ = ioctl::TUNGETVNETHDRSZ => read1 int1;
    /// sets the level of debugging.
    TUNSETDEBUG = ioctl::TUNSETDEBUG => value int1;
    /// sets the group that may attach.
    TUNSETGROUP = ioctl::TUNSETGROUP => value int1;
    /// makes or attaches to an interface. The kernel wants a whole `struct ifreq`, whatever the number says.
    TUNSETIFF = ioctl::TUNSETIFF => write1 int1;
    /// sets the hardware type. Takes an [`ARPHRD`](crate::linux::ARPHRD) by value.
    TUNSETLINK = ioctl::TUNSETLINK => value int1;
    /// unused by the kernel, which ignores it.
    TUNSETNOCSUM = ioctl::TUNSETNOCSUM => value int1;
    /// sets what the program can compute. Takes [`TUN_F`](crate::linux::TUN_F) flags by value.
    TUNSETOFFLOAD = ioctl::TUNSETOFFLOAD => value uint1;
    /// sets the user who may attach.
    TUNSETOWNER = ioctl::TUNSETOWNER => value int1;
    /// keeps the interface when it is closed, or not. Takes 1 or 0 by value.
    TUNSETPERSIST = ioctl::TUNSETPERSIST => value int1;
    /// attaches or detaches a queue. The kernel wants a whole `struct ifreq`, whatever the number says.
    TUNSETQUEUE = ioctl::TUNSETQUEUE => write1 int1;
    /// sets the size of the send buffer.
    TUNSETSNDBUF = ioctl::TUNSETSNDBUF => write1 int1;
    /// sets the filter of received frames. The kernel wants a `struct tun_filter`, whatever the number says.
    TUNSETTXFILTER = ioctl::TUNSETTXFILTER => write1 uint1;
    /// sets the size of the virtio header.
    TUNSETVNETHDRSZ = ioctl::TUNSETVNETHDRSZ => write1 int1;
    /// agrees on the version and the features. Points to a `struct uffdio_api`.
    UFFDIO_API = ioctl::UFFDIO_API;
    /// maps the page that is there already. Points to a `struct uffdio_continue`.
    UFFDIO_CONTINUE = ioctl::UFFDIO_CONTINUE;
    /// fills a page with a copy. Points to a `struct uffdio_copy`.
    UFFDIO_COPY = ioctl::UFFDIO_COPY;
    /// moves a page here. Points to a `struct uffdio_move`.
    UFFDIO_MOVE = _IOWR(0xaa, 5, 40); // linux/userfaultfd.h
    /// lets a page be found broken. Points to a `struct uffdio_poison`.
    UFFDIO_POISON = _IOWR(0xaa, 8, 32); // linux/userfaultfd.h
    /// asks to be told of faults in a range. Points to a `struct uffdio_register`.
    UFFDIO_REGISTER = ioctl::UFFDIO_REGISTER;
    /// takes that back. Points to a `struct uffdio_range`.
    UFFDIO_UNREGISTER = ioctl::UFFDIO_UNREGISTER;
    /// wakes those who wait for a range. Points to a `struct uffdio_range`.
    UFFDIO_WAKE = ioctl::UFFDIO_WAKE;
    /// protects a range from writing, or no more. Points to a `struct uffdio_writeprotect`.
    UFFDIO_WRITEPROTECT = ioctl::UFFDIO_WRITEPROTECT;
    /// fills pages with zeros. Points to a `struct uffdio_zeropage`.
    UFFDIO_ZEROPAGE = ioctl::UFFDIO_ZEROPAGE;
    /// makes the input device that was described. No argument.
    UI_DEV_CREATE = ioctl::UI_DEV_CREATE;
    /// removes the input device. No argument.
    UI_DEV_DESTROY = ioctl::UI_DEV_DESTROY;
    /// adds a type of event that the device sends. Takes an [`EV`](crate::linux::EV) by value.
    UI_SET_EVBIT = ioctl::UI_SET_EVBIT => value int1;
    /// adds a key that the device has. Takes a [`KEY`](crate::linux::KEY) by value.
    UI_SET_KEYBIT = ioctl::UI_SET_KEYBIT => value int1;
    /// whether the kernel has an extension.
    VFIO_CHECK_EXTENSION = ioctl::VFIO_CHECK_EXTENSION => value uint1;
    /// the version of the interface, as result. No argument.
    VFIO_GET_API_VERSION = ioctl::VFIO_GET_API_VERSION;
    /// the features that the kernel has, as bits.
    VHOST_GET_FEATURES = ioctl::VHOST_GET_FEATURES => read1 uint64_1;
    /// the index that a ring has come to.
    VHOST_GET_VRING_BASE = ioctl::VHOST_GET_VRING_BASE => both vhost_vring_state;
    /// attaches a socket or tap to a ring.
    VHOST_NET_SET_BACKEND = ioctl::VHOST_NET_SET_BACKEND => write vhost_vring_file;
    /// gives up the device. No argument.
    VHOST_RESET_OWNER = ioctl::VHOST_RESET_OWNER;
    /// acknowledges features, as bits.
    VHOST_SET_FEATURES = ioctl::VHOST_SET_FEATURES => write1 uint64_1;
    /// sets the address of the log of written pages.
    VHOST_SET_LOG_BASE = ioctl::VHOST_SET_LOG_BASE => write1 uint64_1;
    /// sets the event descriptor that tells of a written log.
    VHOST_SET_LOG_FD = ioctl::VHOST_SET_LOG_FD => write1 int1;
    /// sets the guest's memory.
    VHOST_SET_MEM_TABLE = ioctl::VHOST_SET_MEM_TABLE => write vhost_memory;
    /// takes the device for this process. No argument.
    VHOST_SET_OWNER = ioctl::VHOST_SET_OWNER;
    /// sets the addresses of a ring.
    VHOST_SET_VRING_ADDR = ioctl::VHOST_SET_VRING_ADDR => write vhost_vring_addr;
    /// sets the index that a ring begins at.
    VHOST_SET_VRING_BASE = ioctl::VHOST_SET_VRING_BASE => write vhost_vring_state;
    /// sets the event descriptor that tells the guest.
    VHOST_SET_VRING_CALL = ioctl::VHOST_SET_VRING_CALL => write vhost_vring_file;
    /// sets the event descriptor that tells of errors.
    VHOST_SET_VRING_ERR = ioctl::VHOST_SET_VRING_ERR => write vhost_vring_file;
    /// sets the event descriptor with which the guest tells.
    VHOST_SET_VRING_KICK = ioctl::VHOST_SET_VRING_KICK => write vhost_vring_file;
    /// sets the number of descriptors of a ring.
    VHOST_SET_VRING_NUM = ioctl::VHOST_SET_VRING_NUM => write vhost_vring_state;
}
