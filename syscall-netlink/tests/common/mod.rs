//! What the tests share: a network namespace of one's own, and requests that make links.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::ffi::{CStr, CString};
use std::io::Write as _;
use std::ops::ControlFlow;
use std::os::unix::process::CommandExt;
use std::process::Command;

use rustix::fs::{Mode, OFlags, open};
use rustix::io::write;
use rustix::thread::{UnshareFlags, unshare_unsafe};
use syscall_consts::linux::{IFLA, IFLA_INFO, NLM_F, RTM};
use syscall_netlink::{
    Error, Link, Message, RECEIVE_BUFFER, Request, Sink, Socket, acknowledge, dump_links,
};
use syscall_types::Plain;
use syscall_types::linux::ifinfomsg;

/// Runs `body` in a network namespace of its own: this test program is started again for the one test `name`, in a new
/// network namespace. Where that is not permitted, the test is skipped and says so.
pub fn isolated(name: &str, body: fn()) {
    const INSIDE: &str = "SYSCALL_NETLINK_TEST_INSIDE";
    if std::env::var_os(INSIDE).is_some() {
        return body();
    }
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => return skip(name, &error.to_string()),
    };
    let mut command = Command::new(program);
    command
        .args([name, "--exact", "--nocapture", "--test-threads=1"])
        .env(INSIDE, "1");
    let map = format!("0 {} 1", rustix::process::geteuid().as_raw());
    // SAFETY: between fork and exec the closure makes system calls only, allocates nothing, and what they change (the
    // namespaces) is what the child is for.
    unsafe {
        command.pre_exec(move || {
            own_namespace(&map)
                .map_err(|errno| std::io::Error::from_raw_os_error(errno.raw_os_error()))
        });
    }
    match command.output() {
        Ok(output) if output.status.success() => {
            // What the test says, without the harness's words: skipped parts are among it.
            let said = String::from_utf8_lossy(&output.stderr);
            let _ = std::io::stderr().write_all(said.as_bytes());
        }
        Ok(output) => panic!(
            "in its own network namespace:\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ),
        Err(error) => skip(name, &format!("no network namespace: {error}")),
    }
}

/// Root needs a network namespace only; others need a user namespace too, and must be root in it to keep their
/// capabilities over exec (user_namespaces(7)).
///
/// # Safety
/// As `unshare_unsafe` with these flags: descriptors stay shared as they are, and nothing else is concerned.
unsafe fn own_namespace(uid_map: &str) -> rustix::io::Result<()> {
    // SAFETY: the caller's promise.
    unsafe {
        if unshare_unsafe(UnshareFlags::NEWNET).is_ok() {
            return Ok(());
        }
        unshare_unsafe(UnshareFlags::NEWUSER | UnshareFlags::NEWNET)?;
    }
    let file = open(c"/proc/self/uid_map", OFlags::WRONLY, Mode::empty())?;
    write(&file, uid_map.as_bytes()).map(drop)
}

/// Says on the test program's real standard error that something is skipped.
pub fn skip(what: &str, why: &str) {
    // Not `eprintln!`, which the harness captures.
    let _ = std::io::stderr().write_all(format!("SKIPPED {what}: {why}\n").as_bytes());
}

/// Makes a link of a kind without data, with whatever `more` adds.
pub fn make_link(
    socket: &Socket,
    name: &CStr,
    kind: &CStr,
    more: impl FnOnce(&mut Request<'_>),
) -> Result<(), Error> {
    let mut bytes = [0; 512];
    let mut request = new_link(&mut bytes);
    request.c_str(IFLA::IFNAME.0, name)?;
    request.nested(IFLA::LINKINFO.0, |info| {
        info.c_str(IFLA_INFO::KIND.0, kind).map(drop)
    })?;
    more(&mut request);
    acknowledge(socket, &mut request, &mut [0; RECEIVE_BUFFER])
}

/// Begins a request that makes a link.
pub fn new_link(bytes: &mut [u8]) -> Request<'_> {
    let flags = NLM_F::CREATE | NLM_F::EXCL;
    let mut request = Request::new(bytes, RTM::NEWLINK.0, flags).unwrap();
    request.body(&ifinfomsg::zeroed()).unwrap();
    request
}

/// A kind of link that needs no data and that this kernel has; none is a reason to skip. Bridges come last: a thousand of
/// them keep the kernel busy for many seconds when their namespace goes.
pub fn any_kind(socket: &Socket) -> Option<&'static CStr> {
    [c"dummy", c"ifb", c"veth", c"bridge"]
        .into_iter()
        .find(|kind| make_link(socket, c"probe", kind, |_| {}).is_ok())
}

/// Collects the names of links, and counts restarts.
#[derive(Default)]
pub struct Names {
    pub names: Vec<CString>,
    pub restarts: u32,
}

impl Sink for Names {
    fn message(&mut self, message: Message<'_>) -> Result<ControlFlow<()>, Error> {
        let link = Link::parse(message)?;
        self.names.push(link.name().unwrap().to_owned());
        Ok(ControlFlow::Continue(()))
    }

    fn restart(&mut self) {
        self.restarts += 1;
        self.names.clear();
    }
}

/// The names of all links.
pub fn names(socket: &Socket) -> Vec<CString> {
    let mut sink = Names::default();
    let outcome = dump_links(socket, &mut vec![0; RECEIVE_BUFFER], &mut sink).unwrap();
    assert!(!outcome.interrupted);
    sink.names
}
