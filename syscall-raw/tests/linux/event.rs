use std::mem::MaybeUninit;

use syscall_consts::{
    Errno,
    linux::{EFD, EPOLL, EPOLL_CTL, EPOLLCREATE, OPIPE, POLL},
};
use syscall_raw::{Fd, linux, linux::PollFd};
use syscall_types::{
    Plain,
    linux::{epoll_event, pollfd, sigset, timespec},
};

use super::{NONE, uninit};

#[test]
fn polling() {
    let [reader, writer] = linux::pipe2(OPIPE::empty()).unwrap();
    let mut fds = [
        PollFd::new(reader.fd(), POLL::IN),
        PollFd::new(writer.fd(), POLL::OUT),
    ];
    assert_eq!(linux::poll(&mut fds[..1], 0), Ok(0));
    assert_eq!(linux::poll(&mut fds[..1], 15), Ok(0));
    assert_eq!(linux::poll(&mut fds, -1), Ok(1));
    linux::write(writer.fd(), b"x").unwrap();
    let mut timeout = timespec {
        tv_sec: 100,
        tv_nsec: 0,
    };
    assert_eq!(
        linux::ppoll(&mut fds, Some(&mut timeout), Some(&sigset::zeroed())),
        Ok(2)
    );
    assert_eq!(fds.map(|fd| fd.revents()), [POLL::IN, POLL::OUT]);
    assert_eq!(timeout.tv_sec, 99, "what remains is left in the timeout");
    timeout.tv_nsec = -1;
    assert_eq!(
        linux::ppoll(&mut fds, Some(&mut timeout), None),
        Err(Errno::EINVAL)
    );
    fds[0].set_events(POLL::empty());
    assert_eq!(linux::poll(&mut fds[..1], 0), Ok(0));
    assert_eq!((fds[0].fd(), fds[0].events()), (reader.fd(), POLL::empty()));
    // Places may be free, and whoever writes numbers down answers for them.
    fds[0] = PollFd::new(Fd::NONE, POLL::IN);
    assert_eq!(linux::poll(&mut fds, -1), Ok(1));
    assert_eq!(fds[0].revents(), POLL::empty());
    let mut raw = [pollfd {
        fd: 9999,
        events: POLL::IN.bits(),
        revents: 0,
    }];
    let fds = unsafe { PollFd::from_raw(&mut raw) };
    assert_eq!(linux::ppoll(fds, None, None), Ok(1));
    assert_eq!(fds[0].revents(), POLL::NVAL);
    assert!(format!("{fds:?}").starts_with("[PollFd { fd: Fd(9999), events: "));
    assert_eq!(linux::poll(&mut [], 0), Ok(0));
}

#[test]
fn epoll() {
    let epoll = linux::epoll_create1(EPOLLCREATE::CLOEXEC).unwrap();
    let counter = linux::eventfd2(0, EFD::CLOEXEC | EFD::NONBLOCK).unwrap();
    let event = epoll_event {
        events: EPOLL::IN.bits(),
        data: 0x1234_5678_9abc_def0,
    };
    linux::epoll_ctl(epoll.fd(), EPOLL_CTL::ADD, counter.fd(), Some(&event)).unwrap();
    assert_eq!(
        linux::epoll_ctl(epoll.fd(), EPOLL_CTL::ADD, counter.fd(), Some(&event)),
        Err(Errno::EEXIST)
    );
    let mut events = [MaybeUninit::<epoll_event>::uninit(); 4];
    assert_eq!(
        linux::epoll_pwait(epoll.fd(), &mut events, 0, None)
            .unwrap()
            .len(),
        0
    );
    linux::write(counter.fd(), &3u64.to_ne_bytes()).unwrap();
    let found =
        linux::epoll_pwait(epoll.fd(), &mut events[..], 1000, Some(&sigset::zeroed())).unwrap();
    let [found] = found else { panic!("one event") };
    assert_eq!(
        ({ found.events }, { found.data }),
        (EPOLL::IN.bits(), 0x1234_5678_9abc_def0)
    );
    assert_eq!(
        linux::read(counter.fd(), &mut uninit::<8>()).unwrap(),
        3u64.to_ne_bytes()
    );
    assert_eq!(linux::read(counter.fd(), &mut [0; 8]), Err(Errno::EAGAIN));
    linux::epoll_ctl(epoll.fd(), EPOLL_CTL::DEL, counter.fd(), None).unwrap();
    assert_eq!(
        linux::epoll_ctl(epoll.fd(), EPOLL_CTL::DEL, counter.fd(), None),
        Err(Errno::ENOENT)
    );
    let mut no_room: [epoll_event; 0] = [];
    assert_eq!(
        linux::epoll_pwait(epoll.fd(), &mut no_room, 0, None),
        Err(Errno::EINVAL)
    );
    assert_eq!(
        linux::epoll_ctl(NONE, EPOLL_CTL::DEL, counter.fd(), None),
        Err(Errno::EBADF)
    );
}
