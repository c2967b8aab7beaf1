//! System V message queues, semaphores and shared memory (sysvipc(7)).
//!
//! Where older kernels have ipc(2) alone for all of them (x86, powerpc, s390x, mips o32), these calls need Linux 5.1. Commands
//! and flags are those of linux/ipc.h, linux/msg.h, linux/sem.h, linux/shm.h. Common errors: `EACCES`, `EIDRM`, `EINVAL`,
//! `ENOENT`, `EEXIST`, `ENOSPC`, `ENOMEM`.

use core::{ffi::c_void, mem::size_of};

use syscall_types::linux::timespec;

use super::call::{calls, decode, syscall};
use crate::{Buffer, Errno};

/// Asks for the structures with ids of 32 bits where there are others too: 32-bit ARM alone still looks at the bit.
const IPC_64: i32 = if cfg!(target_arch = "arm") { 0x100 } else { 0 };

/// Sends a message, msgsnd(2): a machine word, its type, which is positive, and behind it the text. `EAGAIN`, `EINTR`.
#[inline]
pub fn msgsnd(queue: i32, message: &[u8], flags: i32) -> Result<(), Errno> {
    let Some(len) = message.len().checked_sub(size_of::<usize>()) else {
        return Err(Errno::EINVAL);
    };
    // SAFETY: the kernel reads a word and the text.
    decode(unsafe { syscall!(__NR_msgsnd, queue, message.as_ptr(), len, flags) })
}

/// Takes a message, msgrcv(2), as [`msgsnd`] sends it: the first, or (positive `kind`) that of a type, or (negative) that of
/// the lowest type up to it. `E2BIG`, `ENOMSG`, `EINTR`.
#[inline]
pub fn msgrcv<B: Buffer<u8>>(
    queue: i32,
    mut buffer: B,
    kind: isize,
    flags: i32,
) -> Result<B::Filled, Errno> {
    let (start, room) = buffer.room();
    let Some(len) = room.checked_sub(size_of::<usize>()) else {
        return Err(Errno::EINVAL);
    };
    // SAFETY: the kernel writes a word and no more text than the length says.
    let text: usize = decode(unsafe { syscall!(__NR_msgrcv, queue, start, len, kind, flags) })?;
    // SAFETY: msgrcv(2) returns the length of the text that it has written behind the word.
    Ok(unsafe { buffer.filled(size_of::<usize>() + text) })
}

calls! {
    /// Finds or makes a message queue, msgget(2); returns its id.
    pub fn msgget(key: i32, flags: i32) -> i32 = __NR_msgget(key, flags);

    /// Any command of msgctl(2).
    ///
    /// # Safety
    ///
    /// `argument` is what the command takes: a `struct msqid64_ds` or `struct msginfo`.
    pub unsafe fn msgctl(id: i32, command: i32, argument: *mut c_void) -> i32
        = __NR_msgctl(id, command | IPC_64, argument);

    /// Finds or makes a set of semaphores, semget(2); returns its id.
    pub fn semget(key: i32, count: i32, flags: i32) -> i32 = __NR_semget(key, count, flags);

    /// Changes several semaphores of a set at once, semtimedop(2), and waits until that can be done. `EAGAIN`, `EINTR`,
    /// `E2BIG`, `ERANGE`, `EFBIG`.
    ///
    /// # Safety
    ///
    /// `operations` are that many `struct sembuf`.
    #[doc(alias = "semop")]
    #[doc(alias = "semtimedop_time64")]
    pub unsafe fn semtimedop(id: i32, operations: *const c_void, count: usize, timeout: Option<&timespec>)
        = __NR_semtimedop(id, operations, count, timeout);

    /// Any command of semctl(2).
    ///
    /// # Safety
    ///
    /// `argument` is what the command takes: a number, an array, a `struct semid64_ds` or `struct seminfo`.
    pub unsafe fn semctl(id: i32, number: i32, command: i32, argument: usize) -> i32
        = __NR_semctl(id, number, command | IPC_64, argument);

    /// Finds or makes shared memory, shmget(2); returns its id.
    pub fn shmget(key: i32, size: usize, flags: i32) -> i32 = __NR_shmget(key, size, flags);

    /// Maps shared memory, shmat(2), at `address` or (null) wherever there is room.
    ///
    /// # Safety
    ///
    /// With `SHM_REMAP` the range is the caller's to replace. What others write changes while it is looked at.
    pub unsafe fn shmat(id: i32, address: *mut c_void, flags: i32) -> *mut c_void = __NR_shmat(id, address, flags);

    /// Removes the mapping of shared memory, shmdt(2).
    ///
    /// # Safety
    ///
    /// Nobody looks at it any more.
    pub unsafe fn shmdt(address: *mut c_void) = __NR_shmdt(address);

    /// Any command of shmctl(2).
    ///
    /// # Safety
    ///
    /// `argument` is what the command takes: a `struct shmid64_ds`, `struct shminfo64` or `struct shm_info`.
    pub unsafe fn shmctl(id: i32, command: i32, argument: *mut c_void) -> i32
        = __NR_shmctl(id, command | IPC_64, argument);
}
