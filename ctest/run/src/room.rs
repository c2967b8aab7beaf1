//! What the kernel writes stays within the room that it was given, where it counts in other units than the program's words.

use core::ptr::null_mut;

use syscall_consts::linux::MPOL_F;
use syscall_raw::{Errno, linux};

use crate::check::{Named, Outcome, Run, holds};

/// get_mempolicy(2), which fills whole 8 bytes on machines of 32 bits too.
pub fn nodes(_: &Run) -> Outcome {
    const WORDS: usize = 65;
    let mut memory = [usize::MAX; WORDS];
    for len in 1..WORDS {
        let Some((room, behind)) = memory.split_at_mut_checked(len) else {
            break;
        };
        match linux::get_mempolicy(room, null_mut(), MPOL_F::MEMS_ALLOWED) {
            // Too few nodes for this kernel, not whole 8 bytes, or no such call.
            Ok(_) | Err(Errno::EINVAL | Errno::ENOSYS | Errno::EPERM) => {}
            Err(errno) => Err::<(), _>(errno).named("get_mempolicy")?,
        }
        holds(
            behind.iter().all(|word| *word == usize::MAX),
            "what is behind the nodes",
        )?;
        memory = [usize::MAX; WORDS];
    }
    Ok(())
}
