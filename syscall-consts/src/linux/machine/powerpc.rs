//! PowerPC (the kernel's asm/spu.h).

use crate::declare::groups;

groups! {
    /// Flags of spu_create(2) (the kernel's asm/spu.h).
    flags SPU_CREATE: u32 as Multi {
        EVENTS_ENABLED = SPU_CREATE_EVENTS_ENABLED: 1,
        GANG = SPU_CREATE_GANG: 2,
        NOSCHED = SPU_CREATE_NOSCHED: 4,
        ISOLATE = SPU_CREATE_ISOLATE: 8,
        AFFINITY_SPU = SPU_CREATE_AFFINITY_SPU: 0x10,
        AFFINITY_MEM = SPU_CREATE_AFFINITY_MEM: 0x20,
    }
}
