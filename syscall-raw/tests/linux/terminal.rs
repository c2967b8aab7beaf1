//! Terminals: a pseudo-terminal of the test's own.

use syscall_consts::{
    Errno,
    linux::{O, TCFLOW, TCFLUSH, TCSA},
};
use syscall_raw::{Fd, linux};
use syscall_types::linux::TerminalModes;

use core::mem::MaybeUninit;

#[test]
fn pseudo_terminals() {
    let master = match linux::posix_openpt(O::RDWR | O::NOCTTY | O::CLOEXEC) {
        Err(Errno::ENOENT | Errno::EACCES | Errno::EIO | Errno::ENODEV) => {
            return super::skipped("there are no pseudo-terminals");
        }
        result => result.unwrap(),
    };
    let master = master.fd();
    linux::unlockpt(master).unwrap();
    let path = format!("/dev/pts/{}", linux::ptsnumber(master).unwrap());
    let path = std::ffi::CString::new(path).unwrap();
    let slave = match linux::openat(
        Fd::CWD,
        &path,
        O::RDWR | O::NOCTTY | O::CLOEXEC,
        Default::default(),
    ) {
        Err(Errno::ENOENT) => return super::skipped("/dev/pts is another's"),
        result => result.unwrap(),
    };
    let slave = slave.fd();

    let mut modes = MaybeUninit::uninit();
    let modes = linux::tcgetattr(slave, &mut modes).unwrap();
    modes.make_raw();
    for when in [TCSA::NOW, TCSA::DRAIN, TCSA::FLUSH] {
        linux::tcsetattr(slave, when, modes).unwrap();
    }
    assert_eq!(linux::tcsetattr(slave, TCSA(77), modes), Err(Errno::EINVAL));
    // Raw: a single byte comes through as it is.
    linux::write(slave, b"\n").unwrap();
    let mut bytes = [0; 8];
    assert_eq!(linux::read(master, &mut bytes), Ok(1));
    linux::tcdrain(slave).unwrap();
    linux::tcflow(slave, TCFLOW::OOFF).unwrap();
    linux::tcflow(slave, TCFLOW::OON).unwrap();
    linux::tcsendbreak(slave, 1).unwrap();
    linux::tcflush(slave, TCFLUSH::IOFLUSH).unwrap();
    assert_eq!(linux::tcflush(slave, TCFLUSH(77)), Err(Errno::EINVAL));
    // Nobody's controlling terminal.
    assert_eq!(linux::tcgetsid(slave), Err(Errno::ENOTTY));
}

#[test]
fn no_terminal() {
    let [end, _other] = linux::pipe2(Default::default()).unwrap();
    let end = end.fd();
    let mut modes = MaybeUninit::uninit();
    assert_eq!(
        linux::tcgetattr(end, &mut modes).map(|_| ()),
        Err(Errno::ENOTTY)
    );
    assert_eq!(linux::tcgetsid(end), Err(Errno::ENOTTY));
    assert_eq!(linux::ptsnumber(end), Err(Errno::ENOTTY));
    assert_eq!(linux::unlockpt(end), Err(Errno::ENOTTY));
    assert_eq!(linux::tcdrain(end), Err(Errno::ENOTTY));
}
