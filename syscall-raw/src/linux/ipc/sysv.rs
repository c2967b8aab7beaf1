//! System V message queues, semaphores and shared memory (sysvipc(7)).
//!
//! Where older kernels have ipc(2) alone for all of them (x86, powerpc, s390x, mips o32), these calls need Linux 5.1. Keys
//! are those of ftok(3), or `IPC_PRIVATE`, which is 0, for something new. Common errors: `EACCES`, `EPERM`, `EIDRM`, `EINVAL`,
//! `ENOENT`, `EEXIST`, `ENOSPC`, `ENOMEM`, and `ENOSYS` where the kernel is not configured for it.
//!
//! Commands with an index (`MSG_STAT` and its like) go through the call itself: what they take is the structure of `STAT`.

use core::{ffi::c_void, mem::size_of};

use syscall_consts::linux::{IPC, MODE, MSGCTL, MSGOP, SEMCTL, SHM, SHMCTL, SHMGET};
use syscall_types::linux::{
    msginfo, msqid64_ds, sembuf, semid64_ds, seminfo, shm_info, shmid64_ds, shminfo64, timespec,
};

use crate::linux::call::{calls, decode, fill_one, syscall};
use crate::{Buffer, Errno, Out};

/// Asks for the structures with ids of 32 bits where there are others too, which are shorter: of the architectures whose calls
/// were always separate, ARM and 64-bit MIPS look at the bit (`CONFIG_ARCH_WANT_IPC_PARSE_VERSION`), the others refuse it.
const IPC_64: i32 = if cfg!(any(
    target_arch = "arm",
    target_arch = "mips64",
    target_arch = "mips64r6"
)) {
    0x100
} else {
    0
};

/// Sends a message, msgsnd(2): a machine word, its type, which is positive, and behind it the text. `EAGAIN`, `EINTR`.
#[inline]
pub fn msgsnd(queue: i32, message: &[u8], flags: MSGOP) -> Result<(), Errno> {
    let Some(len) = message.len().checked_sub(size_of::<usize>()) else {
        return Err(Errno::EINVAL);
    };
    // SAFETY: the kernel reads a word and the text.
    decode(unsafe { syscall!(__NR_msgsnd, queue, message.as_ptr(), len, flags) })
}

/// Takes a message, msgrcv(2), as [`msgsnd`] sends it: the first, or (positive `kind`) that of a type, or (negative) that of
/// the lowest type up to it. `E2BIG` (a longer one, without `NOERROR`), `ENOMSG`, `EINTR`.
#[inline]
pub fn msgrcv<B: Buffer<u8>>(
    queue: i32,
    mut buffer: B,
    kind: isize,
    flags: MSGOP,
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

macro_rules! fillers {
    ($($(#[$meta:meta])* $name:ident($($id:ident: $type:ty)?) -> $out:ty
        = $nr:ident($first:expr $(, $number:literal)?; $command:expr);
    )*) => {$(
        $(#[$meta])*
        #[inline]
        pub fn $name<'a>($($id: $type,)? out: impl Out<'a, $out>) -> Result<&'a mut $out, Errno> {
            // SAFETY: the command fills the structure.
            unsafe { fill_one(out, |place| syscall!($nr, $first $(, $number)?, $command.0 | IPC_64, place)) }
        }
    )*};
}

fillers! {
    /// The state of a queue, `IPC_STAT` of msgctl(2).
    msgctl_stat(id: i32) -> msqid64_ds = __NR_msgctl(id; MSGCTL::STAT);
    /// The limits of queues, `IPC_INFO` of msgctl(2).
    msgctl_info() -> msginfo = __NR_msgctl(0i32; MSGCTL::INFO);
    /// What all queues use, `MSG_INFO` of msgctl(2).
    msgctl_msg_info() -> msginfo = __NR_msgctl(0i32; MSGCTL::MSG_INFO);
    /// The state of a set of semaphores, `IPC_STAT` of semctl(2).
    semctl_stat(id: i32) -> semid64_ds = __NR_semctl(id, 0i32; SEMCTL::STAT);
    /// The limits of semaphores, `IPC_INFO` of semctl(2).
    semctl_info() -> seminfo = __NR_semctl(0i32, 0i32; SEMCTL::INFO);
    /// What all semaphores use, `SEM_INFO` of semctl(2).
    semctl_sem_info() -> seminfo = __NR_semctl(0i32, 0i32; SEMCTL::SEM_INFO);
    /// The state of shared memory, `IPC_STAT` of shmctl(2).
    shmctl_stat(id: i32) -> shmid64_ds = __NR_shmctl(id; SHMCTL::STAT);
    /// The limits of shared memory, `IPC_INFO` of shmctl(2).
    shmctl_info() -> shminfo64 = __NR_shmctl(0i32; SHMCTL::INFO);
    /// What all shared memory uses, `SHM_INFO` of shmctl(2).
    shmctl_shm_info() -> shm_info = __NR_shmctl(0i32; SHMCTL::SHM_INFO);
}

/// A number in the place of semctl(2)'s union: its first bytes, which big-endian machines have in the upper half of a word
/// (`ksys_semctl` of ipc/sem.c).
#[inline(always)]
const fn union(value: i32) -> usize {
    if cfg!(all(target_endian = "big", target_pointer_width = "64")) {
        (value as u32 as u64).rotate_left(32) as usize
    } else {
        value as usize
    }
}

const NOTHING: Option<&u8> = None;

calls! {
    /// Finds or makes a message queue, msgget(2); returns its id.
    pub fn msgget(key: i32, flags: IPC, mode: MODE) -> i32 = __NR_msgget(key, flags.bits() | mode.bits());

    /// Any command of msgctl(2).
    ///
    /// # Safety
    ///
    /// `argument` is what the command takes: a `msqid64_ds` or a `msginfo`.
    pub unsafe fn msgctl(id: i32, command: MSGCTL, argument: *mut c_void) -> i32
        = __NR_msgctl(id, command.0 | IPC_64, argument);

    /// Sets owner, permissions and `msg_qbytes` of a queue, `IPC_SET` of msgctl(2).
    pub fn msgctl_set(id: i32, state: &msqid64_ds) = __NR_msgctl(id, MSGCTL::SET.0 | IPC_64, state);

    /// Removes a queue, `IPC_RMID` of msgctl(2); who waits there gets `EIDRM`.
    pub fn msgctl_rmid(id: i32) = __NR_msgctl(id, MSGCTL::RMID.0 | IPC_64, NOTHING);

    /// Finds or makes a set of semaphores, semget(2); returns its id.
    pub fn semget(key: i32, count: i32, flags: IPC, mode: MODE) -> i32
        = __NR_semget(key, count, flags.bits() | mode.bits());

    /// Changes several semaphores of a set at once, semtimedop(2), and waits until that can be done, as long as `timeout` says
    /// or without end. `EAGAIN` (`IPC_NOWAIT` in `sem_flg`, or the time is over), `EINTR`, `E2BIG`, `ERANGE`, `EFBIG` (no such
    /// semaphore).
    #[doc(alias = "semop")]
    #[doc(alias = "semtimedop_time64")]
    pub fn semtimedop(id: i32, operations: &[sembuf], timeout: Option<&timespec>)
        = __NR_semtimedop(id, operations.as_ptr(), operations.len(), timeout);

    /// Any command of semctl(2).
    ///
    /// # Safety
    ///
    /// `argument` is what the command takes: a number, an array, a `semid64_ds` or a `seminfo`.
    pub unsafe fn semctl(id: i32, number: i32, command: SEMCTL, argument: usize) -> i32
        = __NR_semctl(id, number, command.0 | IPC_64, argument);

    /// Sets owner and permissions of a set of semaphores, `IPC_SET` of semctl(2).
    pub fn semctl_set(id: i32, state: &semid64_ds) = __NR_semctl(id, 0i32, SEMCTL::SET.0 | IPC_64, state);

    /// Removes a set of semaphores, `IPC_RMID` of semctl(2); who waits there gets `EIDRM`.
    pub fn semctl_rmid(id: i32) = __NR_semctl(id, 0i32, SEMCTL::RMID.0 | IPC_64, NOTHING);

    /// The value of a semaphore, `GETVAL` of semctl(2).
    pub fn semctl_getval(id: i32, number: i32) -> i32 = __NR_semctl(id, number, SEMCTL::GETVAL.0 | IPC_64, NOTHING);

    /// Sets the value of a semaphore, `SETVAL` of semctl(2). `ERANGE`.
    pub fn semctl_setval(id: i32, number: i32, value: i32)
        = __NR_semctl(id, number, SEMCTL::SETVAL.0 | IPC_64, union(value));

    /// The process that changed a semaphore last, `GETPID` of semctl(2).
    pub fn semctl_getpid(id: i32, number: i32) -> i32 = __NR_semctl(id, number, SEMCTL::GETPID.0 | IPC_64, NOTHING);

    /// How many wait for a semaphore to become more, `GETNCNT` of semctl(2).
    pub fn semctl_getncnt(id: i32, number: i32) -> i32 = __NR_semctl(id, number, SEMCTL::GETNCNT.0 | IPC_64, NOTHING);

    /// How many wait for a semaphore to become zero, `GETZCNT` of semctl(2).
    pub fn semctl_getzcnt(id: i32, number: i32) -> i32 = __NR_semctl(id, number, SEMCTL::GETZCNT.0 | IPC_64, NOTHING);

    /// The values of all semaphores of a set, `GETALL` of semctl(2).
    ///
    /// # Safety
    ///
    /// There are no more of them than there is room.
    pub unsafe fn semctl_getall(id: i32, values: &mut [u16])
        = __NR_semctl(id, 0i32, SEMCTL::GETALL.0 | IPC_64, values.as_mut_ptr());

    /// Sets the values of all semaphores of a set, `SETALL` of semctl(2). `ERANGE`.
    ///
    /// # Safety
    ///
    /// There are no more of them than there are values.
    pub unsafe fn semctl_setall(id: i32, values: &[u16])
        = __NR_semctl(id, 0i32, SEMCTL::SETALL.0 | IPC_64, values.as_ptr());

    /// Finds or makes shared memory, shmget(2); returns its id.
    pub fn shmget(key: i32, size: usize, flags: SHMGET, mode: MODE) -> i32
        = __NR_shmget(key, size, flags.bits() | mode.bits());

    /// Maps shared memory, shmat(2), at `address` or (null) wherever there is room.
    ///
    /// # Safety
    ///
    /// With `REMAP` the range is the caller's to replace. What others write changes while it is looked at.
    pub unsafe fn shmat(id: i32, address: *mut c_void, flags: SHM) -> *mut c_void = __NR_shmat(id, address, flags);

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
    /// `argument` is what the command takes: a `shmid64_ds`, `shminfo64` or `shm_info`.
    pub unsafe fn shmctl(id: i32, command: SHMCTL, argument: *mut c_void) -> i32
        = __NR_shmctl(id, command.0 | IPC_64, argument);

    /// Sets owner and permissions of shared memory, `IPC_SET` of shmctl(2).
    pub fn shmctl_set(id: i32, state: &shmid64_ds) = __NR_shmctl(id, SHMCTL::SET.0 | IPC_64, state);

    /// Removes shared memory when the last mapping is gone, `IPC_RMID` of shmctl(2).
    pub fn shmctl_rmid(id: i32) = __NR_shmctl(id, SHMCTL::RMID.0 | IPC_64, NOTHING);

    /// Locks shared memory against being paged out, `SHM_LOCK` of shmctl(2).
    pub fn shmctl_lock(id: i32) = __NR_shmctl(id, SHMCTL::SHM_LOCK.0 | IPC_64, NOTHING);

    /// Unlocks shared memory, `SHM_UNLOCK` of shmctl(2).
    pub fn shmctl_unlock(id: i32) = __NR_shmctl(id, SHMCTL::SHM_UNLOCK.0 | IPC_64, NOTHING);
}
