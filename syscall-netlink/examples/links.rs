//! Prints the machine's network interfaces with their addresses.

use std::collections::BTreeMap;
use std::error::Error;
use std::net::IpAddr;
use std::ops::ControlFlow;

use syscall_consts::linux::AF;
use syscall_netlink::{
    Address, Link, Message, RECEIVE_BUFFER, Sink, Socket, dump_addresses, dump_links,
};

/// Keeps one line of text per link.
#[derive(Default)]
struct Interfaces {
    links: BTreeMap<i32, String>,
}

impl Sink for Interfaces {
    fn message(&mut self, message: Message<'_>) -> Result<ControlFlow<()>, syscall_netlink::Error> {
        let link = Link::parse(message)?;
        let text = |text: Option<&std::ffi::CStr>| {
            text.map_or("-".into(), |text| text.to_string_lossy().into_owned())
        };
        let mac: Vec<String> = link
            .address()
            .into_iter()
            .flatten()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let mut line = format!(
            "{}: {} kind {} mtu {} qdisc {} address {}",
            link.index(),
            text(link.name()),
            text(link.kind()),
            link.mtu().unwrap_or(0),
            text(link.qdisc()),
            mac.join(":"),
        );
        if let Some(stats) = link.stats64() {
            line += &format!(" rx {} tx {} bytes", stats.rx_bytes, stats.tx_bytes);
        }
        self.links.insert(link.index(), line);
        Ok(ControlFlow::Continue(()))
    }

    fn restart(&mut self) {
        self.links.clear();
    }
}

/// Keeps the addresses by the index of their link.
#[derive(Default)]
struct Addresses(Vec<(i32, IpAddr, u8)>);

impl Sink for Addresses {
    fn message(&mut self, message: Message<'_>) -> Result<ControlFlow<()>, syscall_netlink::Error> {
        let address = Address::parse(message)?;
        // On a point-to-point interface `address` is the other end's.
        if let Some(ip) = address.local().or(address.address()) {
            self.0
                .push((address.index() as i32, ip, address.prefixlen()));
        }
        Ok(ControlFlow::Continue(()))
    }

    fn restart(&mut self) {
        self.0.clear();
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let socket = Socket::route()?;
    let mut buffer = vec![0; RECEIVE_BUFFER];
    let (mut interfaces, mut addresses) = (Interfaces::default(), Addresses::default());
    dump_links(&socket, &mut buffer, &mut interfaces)?.complete()?;
    dump_addresses(&socket, AF::UNSPEC, &mut buffer, &mut addresses)?.complete()?;
    for (index, line) in &interfaces.links {
        println!("{line}");
        for (_, ip, bits) in addresses.0.iter().filter(|address| address.0 == *index) {
            println!("    {ip}/{bits}");
        }
    }
    Ok(())
}
