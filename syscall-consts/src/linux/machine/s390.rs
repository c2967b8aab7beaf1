//! s390 (asm/guarded_storage.h, asm/runtime_instr.h, asm/sthyi.h).

use crate::declare::groups;

groups! {
    /// Commands of s390_guarded_storage(2) (asm/guarded_storage.h).
    values GS: i32 as Str {
        ENABLE = GS_ENABLE: 0,
        DISABLE = GS_DISABLE: 1,
        SET_BC_CB = GS_SET_BC_CB: 2,
        CLEAR_BC_CB = GS_CLEAR_BC_CB: 3,
        BROADCAST = GS_BROADCAST: 4,
    }

    /// Commands of s390_runtime_instr(2) (asm/runtime_instr.h).
    values S390_RUNTIME_INSTR: i32 as Str {
        START = S390_RUNTIME_INSTR_START: 1,
        STOP = S390_RUNTIME_INSTR_STOP: 2,
    }

    /// Functions of s390_sthyi(2) (asm/sthyi.h).
    values STHYI_FC: u64 as Str {
        CP_IFL_CAP = STHYI_FC_CP_IFL_CAP: 0,
    }
}
