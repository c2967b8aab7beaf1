//! MIPS (asm/cachectl.h, asm/sysmips.h).

use crate::declare::groups;

groups! {
    /// Which caches cacheflush(2) means (asm/cachectl.h).
    flags CACHE: u32 as Multi {
        ICACHE = ICACHE: 1,
        DCACHE = DCACHE: 2,
        BCACHE = BCACHE: 3,
    }

    /// Operations of sysmips(2) (asm/sysmips.h).
    values SYSMIPS: i32 as Str {
        SETNAME = SETNAME: 1,
        FLUSH_CACHE = FLUSH_CACHE: 3,
        MIPS_FIXADE = MIPS_FIXADE: 7,
        MIPS_RDNVRAM = MIPS_RDNVRAM: 10,
        MIPS_ATOMIC_SET = MIPS_ATOMIC_SET: 2001,
    }
}
