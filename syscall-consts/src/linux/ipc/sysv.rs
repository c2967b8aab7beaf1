//! System V message queues, semaphores and shared memory (linux/ipc.h, linux/msg.h, linux/sem.h, linux/shm.h).
//!
//! Their flags share prefixes with unlike values, so the groups are those of the calls.

use crate::declare::groups;

groups! {
    /// Flags of msgget(2) and semget(2), which go with permissions, and the key that is always new (linux/ipc.h).
    flags IPC: u32 as Mode {
        PRIVATE = IPC_PRIVATE: 0,
        CREAT = IPC_CREAT: 0o1000,
        EXCL = IPC_EXCL: 0o2000,
        NOWAIT = IPC_NOWAIT: 0o4000,
    }

    /// Commands of msgctl(2) (linux/ipc.h, linux/msg.h).
    values MSGCTL: i32 as Str {
        RMID = IPC_RMID: 0,
        SET = IPC_SET: 1,
        STAT = IPC_STAT: 2,
        INFO = IPC_INFO: 3,
        MSG_STAT = MSG_STAT: 11,
        MSG_INFO = MSG_INFO: 12,
        MSG_STAT_ANY = MSG_STAT_ANY: 13,
    }

    /// Flags of msgsnd(2) and msgrcv(2) (linux/ipc.h, linux/msg.h).
    flags MSGOP: u32 as Multi {
        NOWAIT = IPC_NOWAIT: 0o4000,
        NOERROR = MSG_NOERROR: 0o10000,
        EXCEPT = MSG_EXCEPT: 0o20000,
        COPY = MSG_COPY: 0o40000,
    }

    /// Commands of semctl(2) (linux/ipc.h, linux/sem.h).
    values SEMCTL: i32 as Str {
        RMID = IPC_RMID: 0,
        SET = IPC_SET: 1,
        STAT = IPC_STAT: 2,
        INFO = IPC_INFO: 3,
        GETPID = GETPID: 11,
        GETVAL = GETVAL: 12,
        GETALL = GETALL: 13,
        GETNCNT = GETNCNT: 14,
        GETZCNT = GETZCNT: 15,
        SETVAL = SETVAL: 16,
        SETALL = SETALL: 17,
        SEM_STAT = SEM_STAT: 18,
        SEM_INFO = SEM_INFO: 19,
        SEM_STAT_ANY = SEM_STAT_ANY: 20,
    }

    /// Flags of an operation of semop(2) (linux/ipc.h, linux/sem.h).
    flags SEMOP: i16 as Multi {
        NOWAIT = IPC_NOWAIT: 0o4000,
        UNDO = SEM_UNDO: 0x1000,
    }

    /// Flags of shmget(2), which go with permissions (linux/ipc.h, linux/shm.h).
    flags SHMGET: u32 as Mode {
        CREAT = IPC_CREAT: 0o1000,
        EXCL = IPC_EXCL: 0o2000,
        HUGETLB = SHM_HUGETLB: 0o4000,
        NORESERVE = SHM_NORESERVE: 0o10000,
        HUGE_64KB = SHM_HUGE_64KB: 16 << 26,
        HUGE_512KB = SHM_HUGE_512KB: 19 << 26,
        HUGE_1MB = SHM_HUGE_1MB: 20 << 26,
        HUGE_2MB = SHM_HUGE_2MB: 21 << 26,
        HUGE_8MB = SHM_HUGE_8MB: 23 << 26,
        HUGE_16MB = SHM_HUGE_16MB: 24 << 26,
        HUGE_32MB = SHM_HUGE_32MB: 25 << 26,
        HUGE_256MB = SHM_HUGE_256MB: 28 << 26,
        HUGE_512MB = SHM_HUGE_512MB: 29 << 26,
        HUGE_1GB = SHM_HUGE_1GB: 30 << 26,
        HUGE_2GB = SHM_HUGE_2GB: 31 << 26,
        HUGE_16GB = SHM_HUGE_16GB: 34 << 26,
    }

    /// Flags of shmat(2) (linux/shm.h).
    flags SHM: u32 as Multi {
        RDONLY = SHM_RDONLY: 0o10000,
        RND = SHM_RND: 0o20000,
        REMAP = SHM_REMAP: 0o40000,
        EXEC = SHM_EXEC: 0o100000,
    }

    /// Commands of shmctl(2) (linux/ipc.h, linux/shm.h).
    values SHMCTL: i32 as Str {
        RMID = IPC_RMID: 0,
        SET = IPC_SET: 1,
        STAT = IPC_STAT: 2,
        INFO = IPC_INFO: 3,
        SHM_LOCK = SHM_LOCK: 11,
        SHM_UNLOCK = SHM_UNLOCK: 12,
        SHM_STAT = SHM_STAT: 13,
        SHM_INFO = SHM_INFO: 14,
        SHM_STAT_ANY = SHM_STAT_ANY: 15,
    }
}
