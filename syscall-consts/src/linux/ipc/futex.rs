//! Words of memory that threads wait on (futex(2), futex(7); linux/futex.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Operations of futex(2), and the flags that go with them (linux/futex.h).
    flags FUTEX: u32 as Multi {
        WAIT = general::FUTEX_WAIT,
        WAKE = general::FUTEX_WAKE,
        FD = general::FUTEX_FD,
        REQUEUE = general::FUTEX_REQUEUE,
        CMP_REQUEUE = general::FUTEX_CMP_REQUEUE,
        WAKE_OP = general::FUTEX_WAKE_OP,
        LOCK_PI = general::FUTEX_LOCK_PI,
        UNLOCK_PI = general::FUTEX_UNLOCK_PI,
        TRYLOCK_PI = general::FUTEX_TRYLOCK_PI,
        WAIT_BITSET = general::FUTEX_WAIT_BITSET,
        WAKE_BITSET = general::FUTEX_WAKE_BITSET,
        WAIT_REQUEUE_PI = general::FUTEX_WAIT_REQUEUE_PI,
        CMP_REQUEUE_PI = general::FUTEX_CMP_REQUEUE_PI,
        LOCK_PI2 = general::FUTEX_LOCK_PI2,
        PRIVATE_FLAG = general::FUTEX_PRIVATE_FLAG,
        CLOCK_REALTIME = general::FUTEX_CLOCK_REALTIME,
    }

    /// Flags of futex_wait(2) and of the entries of futex_waitv(2) (linux/futex.h).
    flags FUTEX2: u32 as Multi {
        SIZE_U8 = general::FUTEX2_SIZE_U8,
        SIZE_U16 = general::FUTEX2_SIZE_U16,
        SIZE_U32 = general::FUTEX2_SIZE_U32,
        SIZE_U64 = general::FUTEX2_SIZE_U64,
        NUMA = general::FUTEX2_NUMA,
        MPOL = general::FUTEX2_MPOL,
        PRIVATE = general::FUTEX2_PRIVATE,
    }

    /// What FUTEX_WAKE_OP does with the second word (linux/futex.h).
    values FUTEX_OP: u32 as Str {
        SET = general::FUTEX_OP_SET,
        ADD = general::FUTEX_OP_ADD,
        OR = general::FUTEX_OP_OR,
        ANDN = general::FUTEX_OP_ANDN,
        XOR = general::FUTEX_OP_XOR,
        OPARG_SHIFT = general::FUTEX_OP_OPARG_SHIFT,
    }

    /// How FUTEX_WAKE_OP compares the second word (linux/futex.h).
    values FUTEX_OP_CMP: u32 as Str {
        EQ = general::FUTEX_OP_CMP_EQ,
        NE = general::FUTEX_OP_CMP_NE,
        LT = general::FUTEX_OP_CMP_LT,
        LE = general::FUTEX_OP_CMP_LE,
        GT = general::FUTEX_OP_CMP_GT,
        GE = general::FUTEX_OP_CMP_GE,
    }

    /// The bits of a word whose lock passes priority on, or is robust (linux/futex.h).
    flags FUTEX_WORD: u32 as Multi {
        WAITERS = general::FUTEX_WAITERS,
        OWNER_DIED = general::FUTEX_OWNER_DIED,
        TID_MASK = general::FUTEX_TID_MASK,
    }

    /// The set of bits that every waiter matches (linux/futex.h).
    values FUTEX_BITSET: u32 as Str {
        MATCH_ANY = general::FUTEX_BITSET_MATCH_ANY,
    }
}
