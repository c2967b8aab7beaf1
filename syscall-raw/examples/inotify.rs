//! Watches a temporary directory, and prints what happens in it.

use std::{ffi::CString, fs, os::unix::ffi::OsStringExt};

use syscall_consts::linux::{IN, IN_INIT, POLL};
use syscall_raw::linux::{self, PollFd};
use syscall_types::linux::InotifyEvents;

/// Makes the directory and the watch, changes something, and prints the events.
pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let directory = std::env::temp_dir().join(format!("inotify.{}", linux::getpid()));
    fs::create_dir(&directory)?;
    let result = watch(&directory);
    fs::remove_dir_all(&directory)?;
    result
}

fn watch(directory: &std::path::Path) -> Result<(), Box<dyn std::error::Error>> {
    let inotify = linux::inotify_init1(IN_INIT::CLOEXEC)?;
    let path = CString::new(directory.to_path_buf().into_os_string().into_vec())?;
    let wanted = IN::CREATE | IN::CLOSE_WRITE | IN::MOVED_FROM | IN::MOVED_TO | IN::DELETE;
    let number = linux::inotify_add_watch(inotify.fd(), &path, wanted | IN::ONLYDIR)?;

    // What somebody else might do.
    fs::write(directory.join("draft"), "text")?;
    fs::rename(directory.join("draft"), directory.join("letter"))?;
    fs::remove_file(directory.join("letter"))?;

    let mut buffer = [0; 4096]; // the longest name fits with its event
    let mut polled = [PollFd::new(inotify.fd(), POLL::IN)];
    while linux::poll(&mut polled, 1000)? > 0 {
        let len = linux::read(inotify.fd(), &mut buffer)?;
        for event in InotifyEvents::new(&buffer[..len]) {
            let name = event.name.unwrap_or_default().to_string_lossy();
            println!("{:?} {name}", event.mask);
            if event.mask.contains(IN::DELETE) {
                // Removing a watch is an event too, which nobody reads here.
                return Ok(linux::inotify_rm_watch(inotify.fd(), number)?);
            }
        }
    }
    println!("missing: no event came for a second");
    Ok(())
}
