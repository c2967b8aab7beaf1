//! Dumps of a thousand links, left alone, stopped and interrupted, in a network namespace of their own.

mod common;

use std::ffi::{CStr, CString};
use std::ops::ControlFlow;

use common::{Names, any_kind, isolated, make_link, names, skip};
use syscall_netlink::{
    Dump, Error, Link, Message, RECEIVE_BUFFER, RETRIES, Sink, Socket, dump_links, links_request,
};

fn buffer() -> Vec<u8> {
    vec![0; RECEIVE_BUFFER]
}

#[test]
fn a_thousand_links_are_dumped() {
    isolated("a_thousand_links_are_dumped", || {
        let socket = Socket::route().unwrap();
        let Some(kind) = any_kind(&socket) else {
            return skip("a thousand links", "this kernel makes none");
        };
        let before = names(&socket).len();
        for n in 0..1000 {
            let name = CString::new(format!("t{n}")).unwrap();
            make_link(&socket, &name, kind, |_| {}).unwrap();
        }
        let mut all = names(&socket);
        assert!(all.len() >= before + 1000);
        all.sort();
        all.dedup();
        assert!(all.len() >= before + 1000, "a link is there twice");
        a_stopped_dump_leaves_nothing_behind(&socket);
        an_interrupted_dump_starts_again(&socket, kind);
        a_dump_that_is_always_interrupted_ends_with_a_flag(&socket, kind);
        a_dump_goes_by_the_datagram(&socket);
    });
}

struct First(Option<CString>);

impl Sink for First {
    fn message(&mut self, message: Message<'_>) -> Result<ControlFlow<()>, Error> {
        assert_eq!(self.0, None, "called after Break");
        self.0 = Link::parse(message)?.name().map(CStr::to_owned);
        Ok(ControlFlow::Break(()))
    }

    fn restart(&mut self) {
        panic!("nothing changed");
    }
}

fn a_stopped_dump_leaves_nothing_behind(socket: &Socket) {
    let mut first = First(None);
    let outcome = dump_links(socket, &mut buffer(), &mut first).unwrap();
    assert_eq!((outcome.attempts, outcome.interrupted), (1, false));
    assert!(first.0.is_some());
    // The kernel refuses a second dump while one is running (EBUSY).
    assert!(names(socket).len() > 1000);
}

/// Adds a link in the middle of a dump, the first `times` times.
struct Meddler<'k> {
    names: Names,
    other: Socket,
    kind: &'k CStr,
    times: u32,
}

impl Sink for Meddler<'_> {
    fn message(&mut self, message: Message<'_>) -> Result<ControlFlow<()>, Error> {
        if self.names.names.is_empty() && self.times > 0 {
            self.times -= 1;
            let name =
                CString::new(format!("m{}-{}", self.other.port() % 1000, self.times)).unwrap();
            make_link(&self.other, &name, self.kind, |_| {})?;
        }
        self.names.message(message)
    }

    fn restart(&mut self) {
        self.names.restart();
    }
}

fn an_interrupted_dump_starts_again(socket: &Socket, kind: &CStr) {
    let before = names(socket).len();
    let other = Socket::route().unwrap();
    let mut sink = Meddler {
        names: Names::default(),
        other,
        kind,
        times: 1,
    };
    let outcome = dump_links(socket, &mut buffer(), &mut sink).unwrap();
    assert_eq!((outcome.attempts, outcome.interrupted), (2, false));
    assert_eq!(sink.names.restarts, 1);
    assert!(sink.names.names.len() > before);
    assert!(outcome.complete().is_ok());
}

fn a_dump_that_is_always_interrupted_ends_with_a_flag(socket: &Socket, kind: &CStr) {
    let other = Socket::route().unwrap();
    let mut sink = Meddler {
        names: Names::default(),
        other,
        kind,
        times: u32::MAX,
    };
    let outcome = dump_links(socket, &mut buffer(), &mut sink).unwrap();
    assert_eq!((outcome.attempts, outcome.interrupted), (1 + RETRIES, true));
    assert_eq!(sink.names.restarts, RETRIES);
    assert!(
        sink.names.names.len() > 1000,
        "the last attempt's results are kept"
    );
    assert_eq!(outcome.complete(), Err(Error::Interrupted));
}

fn a_dump_goes_by_the_datagram(socket: &Socket) {
    let mut buffer = buffer();
    let mut dump = Dump::start(socket, &mut links_request(&mut [0; 64], 0).unwrap()).unwrap();
    let (mut datagrams, mut links) = (0, 0);
    while let Some(batch) = dump.next(&mut buffer).unwrap() {
        datagrams += 1;
        links += batch.count();
    }
    assert!(datagrams > 10 && links > 1000);
    assert!(!dump.interrupted());
    assert!(dump.next(&mut buffer).unwrap().is_none());
}
