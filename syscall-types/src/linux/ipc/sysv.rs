//! System V message queues, semaphores and shared memory (linux/ipc.h, linux/msg.h, linux/sem.h, linux/shm.h, asm/ipcbuf.h,
//! asm/msgbuf.h, asm/sembuf.h, asm/shmbuf.h). Where words have 32 bits, times have their upper halves in other words, and
//! those stand elsewhere on every architecture: the methods put them together.

use core::ffi::c_ulong;

use crate::declare::structs;

/// A time, or its lower half: seconds.
#[cfg(target_pointer_width = "64")]
type Seconds = core::ffi::c_long;
#[cfg(target_pointer_width = "32")]
type Seconds = c_ulong;

/// `__kernel_mode_t`.
#[cfg(any(target_arch = "x86", target_arch = "arm"))]
type Mode = u16;
#[cfg(not(any(target_arch = "x86", target_arch = "arm")))]
type Mode = u32;

/// The number in a table, and what stands before it.
#[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
type Sequence = u32;
#[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
type Sequence = u16;
/// Room for later.
#[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
type Unused = u64;
#[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
type Unused = c_ulong;

/// Bytes before the sequence number: what lacks to a mode of four, and on s390x two more.
const BEFORE_SEQUENCE: usize =
    4 - size_of::<Mode>() + if cfg!(target_arch = "s390x") { 2 } else { 0 };
/// Bytes behind it.
const AFTER_SEQUENCE: usize = 4 - if cfg!(target_arch = "s390x") { 4 } else { 2 };

structs! {
    /// Who owns a queue, a set or a segment, and who may use it (asm/ipcbuf.h).
    struct ipc64_perm: "struct ipc64_perm" {
        /// The key.
        key: i32,
        /// The owner.
        uid: u32,
        /// The owner's group.
        gid: u32,
        /// Who made it.
        cuid: u32,
        /// That user's group.
        cgid: u32,
        /// Permission bits.
        mode: Mode,
        #[doc(hidden)]
        __pad1: [u8; BEFORE_SEQUENCE],
        /// How often its place in the table has been used.
        seq: Sequence,
        #[doc(hidden)]
        __pad2: [u8; AFTER_SEQUENCE],
        #[doc(hidden)]
        __align: [Unused; 0],
        #[doc(hidden)]
        __unused: [Unused; 2],
    }

    /// A message queue (asm/msgbuf.h).
    struct msqid64_ds: "struct msqid64_ds" {
        /// Owner and permissions.
        msg_perm: ipc64_perm,
        /// The upper half of the time below.
        #[cfg(any(target_arch = "powerpc", all(any(target_arch = "mips", target_arch = "mips32r6"), target_endian = "big")))]
        msg_stime_high: c_ulong,
        /// When something was sent last, in seconds since 1970.
        msg_stime: Seconds,
        /// The upper half of the time above.
        #[cfg(all(target_pointer_width = "32", not(any(target_arch = "powerpc", all(any(target_arch = "mips", target_arch = "mips32r6"), target_endian = "big")))))]
        msg_stime_high: c_ulong,
        /// The upper half of the time below.
        #[cfg(any(target_arch = "powerpc", all(any(target_arch = "mips", target_arch = "mips32r6"), target_endian = "big")))]
        msg_rtime_high: c_ulong,
        /// When something was received last, in seconds since 1970.
        msg_rtime: Seconds,
        /// The upper half of the time above.
        #[cfg(all(target_pointer_width = "32", not(any(target_arch = "powerpc", all(any(target_arch = "mips", target_arch = "mips32r6"), target_endian = "big")))))]
        msg_rtime_high: c_ulong,
        /// The upper half of the time below.
        #[cfg(any(target_arch = "powerpc", all(any(target_arch = "mips", target_arch = "mips32r6"), target_endian = "big")))]
        msg_ctime_high: c_ulong,
        /// When it was changed last, in seconds since 1970.
        msg_ctime: Seconds,
        /// The upper half of the time above.
        #[cfg(all(target_pointer_width = "32", not(any(target_arch = "powerpc", all(any(target_arch = "mips", target_arch = "mips32r6"), target_endian = "big")))))]
        msg_ctime_high: c_ulong,
        /// Bytes in the queue.
        msg_cbytes: c_ulong,
        /// Messages in the queue.
        msg_qnum: c_ulong,
        /// The most bytes.
        msg_qbytes: c_ulong,
        /// The process that sent last.
        msg_lspid: i32,
        /// The process that received last.
        msg_lrpid: i32,
        #[doc(hidden)]
        __unused: [c_ulong; 2],
    }

    /// Limits of message queues, and with `MSG_INFO` how many there are (linux/msg.h).
    struct msginfo: "struct msginfo" {
        /// Kilobytes of all queues; with `MSG_INFO` how many queues there are.
        msgpool: i32,
        /// Unused; with `MSG_INFO` how many messages there are.
        msgmap: i32,
        /// The most bytes of a message.
        msgmax: i32,
        /// The most bytes of a queue.
        msgmnb: i32,
        /// The most queues.
        msgmni: i32,
        /// Unused.
        msgssz: i32,
        /// Unused; with `MSG_INFO` how many bytes there are.
        msgtql: i32,
        /// Unused.
        msgseg: u16,
    }

    /// A set of semaphores (asm/sembuf.h).
    struct semid64_ds: "struct semid64_ds" {
        /// Owner and permissions.
        sem_perm: ipc64_perm,
        /// The upper half of the time below.
        #[cfg(target_arch = "powerpc")]
        sem_otime_high: c_ulong,
        /// When a semaphore was changed last, in seconds since 1970.
        sem_otime: Seconds,
        /// The upper half of the time above.
        #[cfg(all(target_pointer_width = "32", not(any(target_arch = "powerpc", target_arch = "mips", target_arch = "mips32r6"))))]
        sem_otime_high: c_ulong,
        #[doc(hidden)]
        #[cfg(target_arch = "x86_64")]
        __unused1: c_ulong,
        /// The upper half of the time below.
        #[cfg(target_arch = "powerpc")]
        sem_ctime_high: c_ulong,
        /// When the set was changed last, in seconds since 1970.
        sem_ctime: Seconds,
        /// The upper half of the time above.
        #[cfg(all(target_pointer_width = "32", not(any(target_arch = "powerpc", target_arch = "mips", target_arch = "mips32r6"))))]
        sem_ctime_high: c_ulong,
        #[doc(hidden)]
        #[cfg(target_arch = "x86_64")]
        __unused2: c_ulong,
        /// How many semaphores.
        sem_nsems: c_ulong,
        /// The upper half of the first time.
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6"))]
        sem_otime_high: c_ulong,
        /// The upper half of the second time.
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6"))]
        sem_ctime_high: c_ulong,
        #[doc(hidden)]
        __unused: [c_ulong; if cfg!(any(target_arch = "mips", target_arch = "mips32r6")) { 0 } else { 2 }],
    }

    /// A change of a semaphore (linux/sem.h).
    struct sembuf: "struct sembuf" {
        /// Which of the set.
        sem_num: u16,
        /// What is added; zero waits for zero.
        sem_op: i16,
        /// `IPC_NOWAIT`, `SEM_UNDO`.
        sem_flg: i16,
    }

    /// Limits of semaphores, and with `SEM_INFO` how many there are (linux/sem.h).
    struct seminfo: "struct seminfo" {
        /// Unused.
        semmap: i32,
        /// The most sets.
        semmni: i32,
        /// The most semaphores.
        semmns: i32,
        /// Unused.
        semmnu: i32,
        /// The most semaphores of a set.
        semmsl: i32,
        /// The most changes at once.
        semopm: i32,
        /// Unused.
        semume: i32,
        /// Unused; with `SEM_INFO` how many sets there are.
        semusz: i32,
        /// The greatest value.
        semvmx: i32,
        /// The greatest value to undo; with `SEM_INFO` how many semaphores there are.
        semaem: i32,
    }

    /// A segment of shared memory (asm/shmbuf.h).
    struct shmid64_ds: "struct shmid64_ds" {
        /// Owner and permissions.
        shm_perm: ipc64_perm,
        /// Bytes.
        #[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
        shm_segsz: usize,
        /// The upper half of the time below.
        #[cfg(target_arch = "powerpc")]
        shm_atime_high: c_ulong,
        /// When it was attached last, in seconds since 1970.
        shm_atime: Seconds,
        /// The upper half of the time above.
        #[cfg(all(target_pointer_width = "32", not(any(target_arch = "powerpc", target_arch = "mips", target_arch = "mips32r6"))))]
        shm_atime_high: c_ulong,
        /// The upper half of the time below.
        #[cfg(target_arch = "powerpc")]
        shm_dtime_high: c_ulong,
        /// When it was detached last, in seconds since 1970.
        shm_dtime: Seconds,
        /// The upper half of the time above.
        #[cfg(all(target_pointer_width = "32", not(any(target_arch = "powerpc", target_arch = "mips", target_arch = "mips32r6"))))]
        shm_dtime_high: c_ulong,
        /// The upper half of the time below.
        #[cfg(target_arch = "powerpc")]
        shm_ctime_high: c_ulong,
        /// When it was changed last, in seconds since 1970.
        shm_ctime: Seconds,
        /// The upper half of the time above.
        #[cfg(all(target_pointer_width = "32", not(any(target_arch = "powerpc", target_arch = "mips", target_arch = "mips32r6"))))]
        shm_ctime_high: c_ulong,
        #[doc(hidden)]
        #[cfg(target_arch = "powerpc")]
        __unused4: c_ulong,
        /// Bytes.
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
        shm_segsz: usize,
        /// The process that made it.
        shm_cpid: i32,
        /// The process that used it last.
        shm_lpid: i32,
        /// How often it is attached.
        shm_nattch: c_ulong,
        /// Bits 32 to 47 of the first time.
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6"))]
        shm_atime_high: u16,
        /// Bits 32 to 47 of the second time.
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6"))]
        shm_dtime_high: u16,
        /// Bits 32 to 47 of the third time.
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6"))]
        shm_ctime_high: u16,
        #[doc(hidden)]
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6"))]
        __unused1: u16,
        #[doc(hidden)]
        __unused: [c_ulong; if cfg!(any(target_arch = "mips", target_arch = "mips32r6")) { 0 } else { 2 }],
    }

    /// Limits of shared memory (asm/shmbuf.h).
    struct shminfo64: "struct shminfo64" {
        /// The most bytes of a segment.
        shmmax: c_ulong,
        /// The least bytes of a segment.
        shmmin: c_ulong,
        /// The most segments.
        shmmni: c_ulong,
        /// The most segments of a process.
        shmseg: c_ulong,
        /// The most pages of all segments.
        shmall: c_ulong,
        #[doc(hidden)]
        __unused: [c_ulong; 4],
    }

    /// The use of shared memory, with `SHM_INFO` (linux/shm.h).
    struct shm_info: "struct shm_info" {
        /// Segments.
        used_ids: i32,
        /// Pages of all segments.
        shm_tot: c_ulong,
        /// Pages in memory.
        shm_rss: c_ulong,
        /// Pages in swap space.
        shm_swp: c_ulong,
        /// Unused.
        swap_attempts: c_ulong,
        /// Unused.
        swap_successes: c_ulong,
    }
}

const _: () = assert!(size_of::<msginfo>() == 32 && size_of::<sembuf>() == 6);

/// Methods that read whole times, of 64 bits on every architecture (of 48 bits those of shared memory on 32-bit MIPS).
macro_rules! times {
    ($($type:ident { $($(#[doc = $doc:literal])+ $name:ident = $low:ident $high:ident),+ $(,)? })+) => {$(
        impl $type {$(
            $(#[doc = $doc])+
            pub fn $name(&self) -> i64 {
                #[cfg(target_pointer_width = "64")]
                return self.$low;
                #[cfg(target_pointer_width = "32")]
                return i64::from(sign_extended(self.$high)) << 32 | i64::from(self.$low);
            }
        )+}
    )+};
}

times! {
    msqid64_ds {
        /// When something was sent last, in seconds since 1970; 0 when nothing was.
        stime = msg_stime msg_stime_high,
        /// When something was received last, in seconds since 1970; 0 when nothing was.
        rtime = msg_rtime msg_rtime_high,
        /// When it was changed last, in seconds since 1970.
        ctime = msg_ctime msg_ctime_high,
    }
    semid64_ds {
        /// When a semaphore was changed last, in seconds since 1970; 0 when none was.
        otime = sem_otime sem_otime_high,
        /// When the set was changed last, in seconds since 1970.
        ctime = sem_ctime sem_ctime_high,
    }
    shmid64_ds {
        /// When it was attached last, in seconds since 1970; 0 when it never was.
        atime = shm_atime shm_atime_high,
        /// When it was detached last, in seconds since 1970; 0 when it never was.
        dtime = shm_dtime shm_dtime_high,
        /// When it was changed last, in seconds since 1970.
        ctime = shm_ctime shm_ctime_high,
    }
}

/// The upper part of a time, with its sign.
#[cfg(target_pointer_width = "32")]
fn sign_extended<T: Into<u32>>(high: T) -> i32 {
    let unused = 8 * (size_of::<i32>() - size_of::<T>()) as u32;
    (high.into() << unused) as i32 >> unused
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reflect::Plain;

    /// Beyond 32 bits, where the whole is put together.
    #[test]
    fn whole_times() {
        const LATE: i64 = 0x1_2345_6789;
        macro_rules! check {
            ($type:ident: $($name:ident = $low:ident $high:ident),+) => {$(
                let mut one = $type::zeroed();
                assert_eq!(one.$name(), 0);
                for time in [LATE, -2, i64::from(u32::MAX), i64::from(i32::MIN), -LATE] {
                    one.$low = time as Seconds;
                    #[cfg(target_pointer_width = "32")]
                    {
                        one.$high = (time >> 32) as _;
                    }
                    assert_eq!(one.$name(), time, "{}", stringify!($type.$name));
                }
            )+};
        }
        check!(msqid64_ds: stime = msg_stime msg_stime_high, rtime = msg_rtime msg_rtime_high, ctime = msg_ctime msg_ctime_high);
        check!(semid64_ds: otime = sem_otime sem_otime_high, ctime = sem_ctime sem_ctime_high);
        check!(shmid64_ds: atime = shm_atime shm_atime_high, dtime = shm_dtime shm_dtime_high, ctime = shm_ctime shm_ctime_high);
    }
}
