//! Lists the root directory: names from getdents(2), and the rest from statx(2).

use std::mem::MaybeUninit;

use syscall_consts::linux::{AT, DT, MODE, O, STATX};
use syscall_raw::{Errno, Fd, linux};
use syscall_types::linux::Dirents;

/// Prints a line for each entry.
pub fn main() -> Result<(), Errno> {
    let flags = O::RDONLY | O::DIRECTORY | O::CLOEXEC;
    let root = linux::openat(Fd::CWD, c"/", flags, MODE::empty())?;

    // A call fills the buffer with as many entries as it holds; there are no more when it fills nothing.
    let mut buffer = [MaybeUninit::<u8>::uninit(); 4096];
    loop {
        let records = linux::getdents(root.fd(), &mut buffer)?;
        if records.is_empty() {
            return Ok(());
        }
        for entry in Dirents::new(records) {
            if entry.name == c"." || entry.name == c".." {
                continue;
            }
            let mut room = MaybeUninit::uninit();
            let flags = AT::SYMLINK_NOFOLLOW | AT::NO_AUTOMOUNT;
            let wanted = STATX::SIZE | STATX::MODE | STATX::BTIME;
            let status = match linux::statx(root.fd(), entry.name, flags, wanted, &mut room) {
                Err(Errno::ENOENT | Errno::EACCES) => continue, // removed by now, or hidden
                status => status?,
            };
            let kind = match entry.kind {
                DT::DIR => 'd',
                DT::LNK => 'l',
                DT::REG => '-',
                _ => '?',
            };
            let permissions = status.stx_mode & 0o7777;
            // Not every file system knows when a file was made: the mask tells what came.
            let born = if STATX::from_bits_retain(status.stx_mask).contains(STATX::BTIME) {
                status.stx_btime.tv_sec
            } else {
                0
            };
            let name = entry.name.to_string_lossy();
            println!(
                "{kind} {permissions:04o} {:>8} {born:>10} {name}",
                status.stx_size
            );
        }
    }
}
