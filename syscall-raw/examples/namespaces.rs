//! A child in user, network and UTS namespaces of its own: it is root there, has a host name, and no network but loopback.

use std::fs;

use syscall_consts::linux::{CLONE, W};
use syscall_raw::{Errno, linux};
use syscall_types::{Plain, linux::utsname};

/// The name of the host, as this process sees it.
fn host() -> Result<String, Errno> {
    let mut names = utsname::zeroed();
    let name = linux::uname(&mut names)?
        .nodename
        .map(|letter| letter as u8);
    let end = name.iter().position(|letter| *letter == 0);
    Ok(String::from_utf8_lossy(&name[..end.unwrap_or(name.len())]).into_owned())
}

/// What the child does.
fn inside() -> Result<(), Errno> {
    let outside = linux::geteuid();
    // SAFETY: the child has one thread, so nobody else has a part in what it gets of its own.
    unsafe { linux::unshare(CLONE::NEWUSER | CLONE::NEWNET | CLONE::NEWUTS)? };
    // Who makes a user namespace has all capabilities in it, and may call himself root.
    if let Err(error) = fs::write("/proc/self/uid_map", format!("0 {outside} 1")) {
        println!("user {} stays who he is: {error}", linux::geteuid());
    } else {
        println!("user {outside} is user {} inside", linux::geteuid());
    }
    linux::sethostname(b"inside")?;
    println!("the host's name is {:?} inside", host()?);
    // Two lines are the head of the table.
    let table = fs::read_to_string("/proc/self/net/dev").unwrap_or_default();
    let links: Vec<_> = table
        .lines()
        .skip(2)
        .filter_map(|line| line.split(':').next())
        .collect();
    println!("links: {}", links.join(",").replace(' ', ""));
    Ok(())
}

/// Makes the child, waits for it, and shows that nothing has changed outside.
pub fn main() -> Result<(), Errno> {
    let before = host()?;
    // SAFETY: the program has this one thread, so nothing is half done in the child.
    let child = match unsafe { linux::fork() }? {
        0 => linux::exit_group(match inside() {
            Ok(()) => 0,
            Err(error) => {
                println!("missing: no namespaces of its own here: {error}");
                1
            }
        }),
        child => child,
    };
    let (_, status) = linux::wait4(child, W::empty(), None)?;
    assert_eq!(host()?, before);
    if status.exit_status() == Some(0) {
        println!("outside it is what it was");
    }
    Ok(())
}
