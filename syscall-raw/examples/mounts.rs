//! Prints the mounts of the namespace without parsing text: listmount(2) for the ids, statmount(2) for each.

use std::mem::offset_of;

use syscall_consts::linux::{LISTMOUNT, LSMT, STATMOUNT};
use syscall_raw::{Errno, linux};
use syscall_types::{Plain, linux::statmount};

/// A text that stands behind the structure, by its offset among the texts.
fn text(record: &[u8], offset: u32) -> String {
    let start = offset_of!(statmount, str) + offset as usize;
    let rest = record.get(start..).unwrap_or_default();
    let text = rest.split(|byte| *byte == 0).next().unwrap_or_default();
    String::from_utf8_lossy(text).into_owned()
}

/// Prints a line for each mount.
pub fn main() -> Result<(), Errno> {
    let mut ids = [0; 64];
    let mut last = 0; // the call goes on after this one
    loop {
        let listed = linux::listmount(LSMT::ROOT.0, 0, last, &mut ids, LISTMOUNT::empty());
        let count = match listed {
            Err(Errno::ENOSYS | Errno::EPERM) => {
                println!("missing: listmount needs Linux 6.8, or is not permitted");
                return Ok(());
            }
            count => count?,
        };
        for &id in &ids[..count] {
            show(id)?;
            last = id;
        }
        if count < ids.len() {
            return Ok(());
        }
    }
}

fn show(id: u64) -> Result<(), Errno> {
    let wanted = STATMOUNT::MNT_BASIC | STATMOUNT::MNT_POINT | STATMOUNT::FS_TYPE;
    let mut room = vec![0; 1024];
    let len = loop {
        match linux::statmount(id, 0, wanted, &mut room[..], 0) {
            Err(Errno::EOVERFLOW) => room.resize(2 * room.len(), 0), // long texts
            Err(Errno::ENOENT) => return Ok(()),                     // unmounted by now
            len => break len?,
        }
    };
    let record = &room[..len];
    let Some(mount) = statmount::from_bytes(record) else {
        return Ok(());
    };
    let (point, kind) = (text(record, mount.mnt_point), text(record, mount.fs_type));
    let (id, parent) = (mount.mnt_id_old, mount.mnt_parent_id_old);
    println!("{id} on {parent}: {kind} at {point}");
    Ok(())
}
