//! Linux: the headers, in the order in which names are looked for, and the comparison.

use std::fmt;
use std::fmt::Write as _;

use syscall_consts::linux as consts;
use syscall_types::linux as types;

use crate::absent::Absent;
use crate::claim::{self, About, Claim, Expected};
use crate::unit::Compiler;

/// The committed list of what the headers lack.
pub const ABSENT: &str = include_str!("../absent-linux.txt");

/// Sets of headers. The kernel's own come first: the C library's structures and numbers can differ from them. The two cannot
/// be included together.
const HEADERS: [(&str, &[&str]); 2] = [
    (
        "",
        &[
            "linux/types.h",
            "linux/aio_abi.h",
            "linux/audit.h",
            "linux/bpf.h",
            "linux/bpf_common.h",
            "linux/capability.h",
            "linux/errqueue.h",
            "linux/eventpoll.h",
            "linux/eventfd.h",
            "linux/fadvise.h",
            "linux/falloc.h",
            "linux/fcntl.h",
            "linux/filter.h",
            "linux/fs.h",
            "linux/futex.h",
            "linux/if.h",
            "linux/if_addr.h",
            "linux/if_arp.h",
            "linux/if_bridge.h",
            "linux/if_ether.h",
            "linux/if_link.h",
            "linux/if_packet.h",
            "linux/if_tun.h",
            "linux/in.h",
            "linux/in6.h",
            "linux/inotify.h",
            "linux/input.h",
            "linux/ip.h",
            "linux/ipv6_route.h",
            "linux/kexec.h",
            "linux/limits.h",
            "linux/loop.h",
            "linux/magic.h",
            "linux/memfd.h",
            "linux/mman.h",
            "linux/mount.h",
            "linux/mqueue.h",
            "linux/neighbour.h",
            "linux/net.h",
            "linux/net_tstamp.h",
            "linux/netfilter.h",
            "linux/netfilter/x_tables.h",
            "linux/netfilter_ipv4/ip_tables.h",
            "linux/netlink.h",
            "linux/nsfs.h",
            "linux/pci_regs.h",
            "linux/perf_event.h",
            "linux/personality.h",
            "linux/poll.h",
            "linux/prctl.h",
            "linux/ptrace.h",
            "linux/random.h",
            "linux/reboot.h",
            "linux/resource.h",
            "linux/route.h",
            "linux/rtnetlink.h",
            "linux/sched.h",
            "linux/sched/types.h",
            "linux/seccomp.h",
            "linux/securebits.h",
            "linux/serial.h",
            "linux/signal.h",
            "linux/signalfd.h",
            "linux/socket.h",
            "linux/sockios.h",
            "linux/stat.h",
            "linux/sysinfo.h",
            "linux/tcp.h",
            "linux/termios.h",
            "linux/time.h",
            "linux/time_types.h",
            "linux/timerfd.h",
            "linux/timex.h",
            "linux/udp.h",
            "linux/uio.h",
            "linux/un.h",
            "linux/utsname.h",
            "linux/veth.h",
            "linux/vhost.h",
            "linux/virtio_pci.h",
            "linux/wait.h",
            "linux/watchdog.h",
            "linux/xattr.h",
            "asm/errno.h",
            "asm/fcntl.h",
            "asm/ioctls.h",
            "asm/mman.h",
            "asm/poll.h",
            "asm/ptrace.h",
            "asm/resource.h",
            "asm/siginfo.h",
            "asm/signal.h",
            "asm/socket.h",
            "asm/sockios.h",
            "asm/stat.h",
            "asm/statfs.h",
            "asm/termbits.h",
        ],
    ),
    (
        "#define _GNU_SOURCE\n",
        &[
            "sys/types.h",
            "sys/socket.h",
            "arpa/inet.h",
            "dirent.h",
            "fcntl.h",
            "limits.h",
            "net/ethernet.h",
            "net/if.h",
            "net/if_arp.h",
            "net/route.h",
            "netdb.h",
            "netinet/in.h",
            "netinet/ip.h",
            "netinet/tcp.h",
            "netinet/udp.h",
            "netpacket/packet.h",
            "poll.h",
            "pty.h",
            "sched.h",
            "signal.h",
            "stdio.h",
            "sys/epoll.h",
            "sys/eventfd.h",
            "sys/file.h",
            "sys/inotify.h",
            "sys/ioctl.h",
            "sys/ipc.h",
            "sys/klog.h",
            "sys/mman.h",
            "sys/mount.h",
            "sys/poll.h",
            "sys/prctl.h",
            "sys/ptrace.h",
            "sys/reboot.h",
            "sys/resource.h",
            "sys/shm.h",
            "sys/signalfd.h",
            "sys/stat.h",
            "sys/swap.h",
            "sys/sysinfo.h",
            "sys/time.h",
            "sys/timerfd.h",
            "sys/timex.h",
            "sys/ucontext.h",
            "sys/uio.h",
            "sys/un.h",
            "sys/utsname.h",
            "sys/vfs.h",
            "sys/wait.h",
            "sys/xattr.h",
            "syslog.h",
            "termios.h",
            "time.h",
            "unistd.h",
        ],
    ),
];

/// Everything that the crates say.
pub fn claims() -> Vec<Claim> {
    let groups = consts::c_names().flat_map(|(group, c_names)| {
        group
            .iter()
            .zip(c_names)
            .map(move |((name, value), c_name)| claim::constant(group, name, c_name, value))
    });
    let scalars = consts::SCALARS.iter().map(|&(name, value)| {
        claim::number(name.to_owned(), name, Expected::Exactly(value as u64))
    });
    let texts = consts::TEXTS
        .iter()
        .map(|&(name, value)| claim::text(name, value));
    let structs = types::STRUCTS
        .iter()
        .map(|structure| claim::structure(structure));
    groups.chain(scalars).chain(texts).chain(structs).collect()
}

/// What a comparison found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Constants compared.
    pub constants: usize,
    /// Structures compared.
    pub structs: usize,
    /// What the headers lack and the list names, with the reason.
    pub absent: Vec<(String, String)>,
    /// What the headers lack without a reason.
    pub missing: Vec<String>,
    /// What differs.
    pub wrong: Vec<String>,
    /// What the list names but the headers have, or the crates do not.
    pub unneeded: Vec<String>,
}

impl Report {
    /// Whether nothing is wrong and nothing is absent without a reason.
    pub fn passes(&self) -> bool {
        self.wrong.is_empty() && self.missing.is_empty()
    }

    fn absent(&mut self, list: &Absent, claim: &Claim, name: &str) {
        match list.reason(name) {
            Some(reason) => self.absent.push((name.to_owned(), reason.to_owned())),
            None => self.missing.push(format!("{name} ({})", claim.origin)),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for wrong in &self.wrong {
            writeln!(f, "wrong: {wrong}")?;
        }
        for name in &self.missing {
            writeln!(f, "absent without a reason: {name}")?;
        }
        let mut reason = "";
        for (name, why) in &self.absent {
            if reason != why {
                writeln!(f, "absent: {why}:")?;
                reason = why;
            }
            writeln!(f, "    {name}")?;
        }
        for name in &self.unneeded {
            writeln!(f, "no longer absent: {name}")?;
        }
        write!(
            f,
            "{}: {} constants, {} structs compared; {} absent (listed); {} wrong",
            std::env::consts::ARCH,
            self.constants,
            self.structs,
            self.absent.len(),
            self.wrong.len()
        )?;
        match self.missing.len() {
            0 => Ok(()),
            count => write!(f, "; {count} absent without a reason"),
        }
    }
}

/// Compares everything with the host's headers.
///
/// # Errors
///
/// What went wrong with the compiler, a header or the list.
pub fn compare(compiler: &Compiler) -> Result<Report, String> {
    let list = Absent::parse(ABSENT)?;
    let claims = claims();
    let mut report = Report::default();
    // Positions of the claims whose name has not been found yet.
    let mut rest: Vec<&Claim> = Vec::new();
    for claim in &claims {
        if claim.c_name.is_empty() {
            report.absent(&list, claim, &claim.origin);
        } else {
            rest.push(claim);
        }
    }
    for (define, headers) in HEADERS {
        rest = look(compiler, &prelude(define, headers), &rest, &list, &mut report)?;
    }
    for claim in rest {
        report.absent(&list, claim, &claim.c_name);
    }
    report.absent.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    report.absent.dedup();
    report.missing.sort();
    report.missing.dedup();
    report.unneeded = list
        .names()
        .filter(|name| !report.absent.iter().any(|absent| absent.0 == *name))
        .map(str::to_owned)
        .collect();
    Ok(report)
}

/// The headers of a set that exist.
fn prelude(define: &str, headers: &[&str]) -> String {
    let mut prelude = define.to_owned();
    for header in headers {
        // Writing to a string cannot fail.
        let _ = writeln!(
            prelude,
            "#if __has_include(<{header}>)\n#include <{header}>\n#endif"
        );
    }
    prelude
}

/// Compares the claims whose names these headers have; returns the others.
fn look<'a>(
    compiler: &Compiler,
    prelude: &str,
    claims: &[&'a Claim],
    list: &Absent,
    report: &mut Report,
) -> Result<Vec<&'a Claim>, String> {
    let expressions: Vec<&str> = claims
        .iter()
        .flat_map(|claim| claim.expressions.iter().map(|one| one.c.as_str()))
        .collect();
    let values = compiler.evaluate(prelude, &expressions)?;
    let mut values = values.as_slice();
    let mut not_found = Vec::new();
    for claim in claims {
        let Some((own, others)) = values.split_at_checked(claim.expressions.len()) else {
            return Err("too few values".to_owned());
        };
        values = others;
        if own.first().is_none_or(Option::is_none) {
            not_found.push(*claim);
            continue;
        }
        match claim.about {
            About::Constant => report.constants += 1,
            About::Struct => report.structs += 1,
        }
        for (expression, value) in claim.expressions.iter().zip(own) {
            let Some(value) = *value else {
                let field = expression.aspect.split(':').next().unwrap_or_default();
                report.absent(list, claim, &format!("{}.{field}", claim.c_name));
                continue;
            };
            if !expression.expected.matches(value) {
                report.wrong.push(format!(
                    "{} ({}) {} is {} in C, {} here",
                    claim.c_name,
                    claim.origin,
                    expression.aspect,
                    value as i64,
                    expression.expected.value()
                ));
            }
        }
    }
    Ok(not_found)
}
