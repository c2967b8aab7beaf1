//! Error numbers (asm/errno.h), with the texts of the GNU C library's `strerror`.
//!
//! One text differs: `ESTALE` keeps the older "Stale NFS file handle", which programs look for.

use linux_raw_sys::errno;

use crate::errno::errnos;

errnos! {
    native(any(target_os = "linux", target_os = "android"));

    EPERM = errno::EPERM, "Operation not permitted";
    ENOENT = errno::ENOENT, "No such file or directory";
    ESRCH = errno::ESRCH, "No such process";
    EINTR = errno::EINTR, "Interrupted system call";
    EIO = errno::EIO, "Input/output error";
    ENXIO = errno::ENXIO, "No such device or address";
    E2BIG = errno::E2BIG, "Argument list too long";
    ENOEXEC = errno::ENOEXEC, "Exec format error";
    EBADF = errno::EBADF, "Bad file descriptor";
    ECHILD = errno::ECHILD, "No child processes";
    EAGAIN = errno::EAGAIN, "Resource temporarily unavailable";
    ENOMEM = errno::ENOMEM, "Cannot allocate memory";
    EACCES = errno::EACCES, "Permission denied";
    EFAULT = errno::EFAULT, "Bad address";
    ENOTBLK = errno::ENOTBLK, "Block device required";
    EBUSY = errno::EBUSY, "Device or resource busy";
    EEXIST = errno::EEXIST, "File exists";
    EXDEV = errno::EXDEV, "Invalid cross-device link";
    ENODEV = errno::ENODEV, "No such device";
    ENOTDIR = errno::ENOTDIR, "Not a directory";
    EISDIR = errno::EISDIR, "Is a directory";
    EINVAL = errno::EINVAL, "Invalid argument";
    ENFILE = errno::ENFILE, "Too many open files in system";
    EMFILE = errno::EMFILE, "Too many open files";
    ENOTTY = errno::ENOTTY, "Inappropriate ioctl for device";
    ETXTBSY = errno::ETXTBSY, "Text file busy";
    EFBIG = errno::EFBIG, "File too large";
    ENOSPC = errno::ENOSPC, "No space left on device";
    ESPIPE = errno::ESPIPE, "Illegal seek";
    EROFS = errno::EROFS, "Read-only file system";
    EMLINK = errno::EMLINK, "Too many links";
    EPIPE = errno::EPIPE, "Broken pipe";
    EDOM = errno::EDOM, "Numerical argument out of domain";
    ERANGE = errno::ERANGE, "Numerical result out of range";
    EDEADLK = errno::EDEADLK, "Resource deadlock avoided";
    ENAMETOOLONG = errno::ENAMETOOLONG, "File name too long";
    ENOLCK = errno::ENOLCK, "No locks available";
    ENOSYS = errno::ENOSYS, "Function not implemented";
    ENOTEMPTY = errno::ENOTEMPTY, "Directory not empty";
    ELOOP = errno::ELOOP, "Too many levels of symbolic links";
    ENOMSG = errno::ENOMSG, "No message of desired type";
    EIDRM = errno::EIDRM, "Identifier removed";
    ECHRNG = errno::ECHRNG, "Channel number out of range";
    EL2NSYNC = errno::EL2NSYNC, "Level 2 not synchronized";
    EL3HLT = errno::EL3HLT, "Level 3 halted";
    EL3RST = errno::EL3RST, "Level 3 reset";
    ELNRNG = errno::ELNRNG, "Link number out of range";
    EUNATCH = errno::EUNATCH, "Protocol driver not attached";
    ENOCSI = errno::ENOCSI, "No CSI structure available";
    EL2HLT = errno::EL2HLT, "Level 2 halted";
    EBADE = errno::EBADE, "Invalid exchange";
    EBADR = errno::EBADR, "Invalid request descriptor";
    EXFULL = errno::EXFULL, "Exchange full";
    ENOANO = errno::ENOANO, "No anode";
    EBADRQC = errno::EBADRQC, "Invalid request code";
    EBADSLT = errno::EBADSLT, "Invalid slot";
    EBFONT = errno::EBFONT, "Bad font file format";
    ENOSTR = errno::ENOSTR, "Device not a stream";
    ENODATA = errno::ENODATA, "No data available";
    ETIME = errno::ETIME, "Timer expired";
    ENOSR = errno::ENOSR, "Out of streams resources";
    ENONET = errno::ENONET, "Machine is not on the network";
    ENOPKG = errno::ENOPKG, "Package not installed";
    EREMOTE = errno::EREMOTE, "Object is remote";
    ENOLINK = errno::ENOLINK, "Link has been severed";
    EADV = errno::EADV, "Advertise error";
    ESRMNT = errno::ESRMNT, "Srmount error";
    ECOMM = errno::ECOMM, "Communication error on send";
    EPROTO = errno::EPROTO, "Protocol error";
    EMULTIHOP = errno::EMULTIHOP, "Multihop attempted";
    EDOTDOT = errno::EDOTDOT, "RFS specific error";
    EBADMSG = errno::EBADMSG, "Bad message";
    EOVERFLOW = errno::EOVERFLOW, "Value too large for defined data type";
    ENOTUNIQ = errno::ENOTUNIQ, "Name not unique on network";
    EBADFD = errno::EBADFD, "File descriptor in bad state";
    EREMCHG = errno::EREMCHG, "Remote address changed";
    ELIBACC = errno::ELIBACC, "Can not access a needed shared library";
    ELIBBAD = errno::ELIBBAD, "Accessing a corrupted shared library";
    ELIBSCN = errno::ELIBSCN, ".lib section in a.out corrupted";
    ELIBMAX = errno::ELIBMAX, "Attempting to link in too many shared libraries";
    ELIBEXEC = errno::ELIBEXEC, "Cannot exec a shared library directly";
    EILSEQ = errno::EILSEQ, "Invalid or incomplete multibyte or wide character";
    ERESTART = errno::ERESTART, "Interrupted system call should be restarted";
    ESTRPIPE = errno::ESTRPIPE, "Streams pipe error";
    EUSERS = errno::EUSERS, "Too many users";
    ENOTSOCK = errno::ENOTSOCK, "Socket operation on non-socket";
    EDESTADDRREQ = errno::EDESTADDRREQ, "Destination address required";
    EMSGSIZE = errno::EMSGSIZE, "Message too long";
    EPROTOTYPE = errno::EPROTOTYPE, "Protocol wrong type for socket";
    ENOPROTOOPT = errno::ENOPROTOOPT, "Protocol not available";
    EPROTONOSUPPORT = errno::EPROTONOSUPPORT, "Protocol not supported";
    ESOCKTNOSUPPORT = errno::ESOCKTNOSUPPORT, "Socket type not supported";
    EOPNOTSUPP = errno::EOPNOTSUPP, "Operation not supported";
    EPFNOSUPPORT = errno::EPFNOSUPPORT, "Protocol family not supported";
    EAFNOSUPPORT = errno::EAFNOSUPPORT, "Address family not supported by protocol";
    EADDRINUSE = errno::EADDRINUSE, "Address already in use";
    EADDRNOTAVAIL = errno::EADDRNOTAVAIL, "Cannot assign requested address";
    ENETDOWN = errno::ENETDOWN, "Network is down";
    ENETUNREACH = errno::ENETUNREACH, "Network is unreachable";
    ENETRESET = errno::ENETRESET, "Network dropped connection on reset";
    ECONNABORTED = errno::ECONNABORTED, "Software caused connection abort";
    ECONNRESET = errno::ECONNRESET, "Connection reset by peer";
    ENOBUFS = errno::ENOBUFS, "No buffer space available";
    EISCONN = errno::EISCONN, "Transport endpoint is already connected";
    ENOTCONN = errno::ENOTCONN, "Transport endpoint is not connected";
    ESHUTDOWN = errno::ESHUTDOWN, "Cannot send after transport endpoint shutdown";
    ETOOMANYREFS = errno::ETOOMANYREFS, "Too many references: cannot splice";
    ETIMEDOUT = errno::ETIMEDOUT, "Connection timed out";
    ECONNREFUSED = errno::ECONNREFUSED, "Connection refused";
    EHOSTDOWN = errno::EHOSTDOWN, "Host is down";
    EHOSTUNREACH = errno::EHOSTUNREACH, "No route to host";
    EALREADY = errno::EALREADY, "Operation already in progress";
    EINPROGRESS = errno::EINPROGRESS, "Operation now in progress";
    ESTALE = errno::ESTALE, "Stale NFS file handle";
    EUCLEAN = errno::EUCLEAN, "Structure needs cleaning";
    ENOTNAM = errno::ENOTNAM, "Not a XENIX named type file";
    ENAVAIL = errno::ENAVAIL, "No XENIX semaphores available";
    EISNAM = errno::EISNAM, "Is a named type file";
    EREMOTEIO = errno::EREMOTEIO, "Remote I/O error";
    EDQUOT = errno::EDQUOT, "Disk quota exceeded";
    ENOMEDIUM = errno::ENOMEDIUM, "No medium found";
    EMEDIUMTYPE = errno::EMEDIUMTYPE, "Wrong medium type";
    ECANCELED = errno::ECANCELED, "Operation canceled";
    ENOKEY = errno::ENOKEY, "Required key not available";
    EKEYEXPIRED = errno::EKEYEXPIRED, "Key has expired";
    EKEYREVOKED = errno::EKEYREVOKED, "Key has been revoked";
    EKEYREJECTED = errno::EKEYREJECTED, "Key was rejected by service";
    EOWNERDEAD = errno::EOWNERDEAD, "Owner died";
    ENOTRECOVERABLE = errno::ENOTRECOVERABLE, "State not recoverable";
    ERFKILL = errno::ERFKILL, "Operation not possible due to RF-kill";
    EHWPOISON = errno::EHWPOISON, "Memory page has hardware error";
    #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
    EINIT = errno::EINIT, "Initialization error";
    #[cfg(any(target_arch = "sparc", target_arch = "sparc64"))]
    EPROCLIM = errno::EPROCLIM, "Too many processes";
    #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
    EREMDEV = errno::EREMDEV, "Remote device error";
    #[cfg(any(target_arch = "sparc", target_arch = "sparc64"))]
    ERREMOTE = errno::ERREMOTE, "Object is remote";
    EWOULDBLOCK = errno::EWOULDBLOCK, "Resource temporarily unavailable";
    #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6", target_arch = "sparc", target_arch = "sparc64"))]
    EDEADLOCK = errno::EDEADLOCK, "File locking deadlock error";
    // asm/errno.h of PowerPC defines it anew, which linux-raw-sys misses.
    #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
    EDEADLOCK = 58, "File locking deadlock error";
    #[cfg(not(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6", target_arch = "powerpc", target_arch = "powerpc64", target_arch = "sparc", target_arch = "sparc64")))]
    EDEADLOCK = errno::EDEADLOCK, "Resource deadlock avoided";
    ENOTSUP = errno::EOPNOTSUPP, "Operation not supported";
    ENOATTR = errno::ENODATA, "No data available";
}

/// The name without its `E`, and the text, of every error number; also of those that only MIPS has.
pub fn error_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    const ELSEWHERE: [(&str, &str); 2] = [
        ("INIT", "Initialization error"),
        ("REMDEV", "Remote device error"),
    ];
    let elsewhere = ELSEWHERE
        .into_iter()
        .filter(|member| ERRORS.number(member.0).is_none());
    ERRORS
        .iter()
        .filter_map(|error| Some((error.name.strip_prefix('E')?, error.message)))
        .chain(elsewhere)
}
