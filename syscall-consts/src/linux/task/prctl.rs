//! Operations of prctl(2) and what they take (linux/prctl.h).

use linux_raw_sys::prctl;

use crate::declare::groups;

groups! {
    /// Operations of prctl(2) (linux/prctl.h).
    values PR: i32 as Str {
        SET_PDEATHSIG = prctl::PR_SET_PDEATHSIG,
        GET_PDEATHSIG = prctl::PR_GET_PDEATHSIG,
        GET_DUMPABLE = prctl::PR_GET_DUMPABLE,
        SET_DUMPABLE = prctl::PR_SET_DUMPABLE,
        GET_UNALIGN = prctl::PR_GET_UNALIGN,
        SET_UNALIGN = prctl::PR_SET_UNALIGN,
        GET_KEEPCAPS = prctl::PR_GET_KEEPCAPS,
        SET_KEEPCAPS = prctl::PR_SET_KEEPCAPS,
        GET_FPEMU = prctl::PR_GET_FPEMU,
        SET_FPEMU = prctl::PR_SET_FPEMU,
        GET_FPEXC = prctl::PR_GET_FPEXC,
        SET_FPEXC = prctl::PR_SET_FPEXC,
        GET_TIMING = prctl::PR_GET_TIMING,
        SET_TIMING = prctl::PR_SET_TIMING,
        SET_NAME = prctl::PR_SET_NAME,
        GET_NAME = prctl::PR_GET_NAME,
        GET_ENDIAN = prctl::PR_GET_ENDIAN,
        SET_ENDIAN = prctl::PR_SET_ENDIAN,
        GET_SECCOMP = prctl::PR_GET_SECCOMP,
        SET_SECCOMP = prctl::PR_SET_SECCOMP,
        CAPBSET_READ = prctl::PR_CAPBSET_READ,
        CAPBSET_DROP = prctl::PR_CAPBSET_DROP,
        GET_TSC = prctl::PR_GET_TSC,
        SET_TSC = prctl::PR_SET_TSC,
        GET_SECUREBITS = prctl::PR_GET_SECUREBITS,
        SET_SECUREBITS = prctl::PR_SET_SECUREBITS,
        SET_TIMERSLACK = prctl::PR_SET_TIMERSLACK,
        GET_TIMERSLACK = prctl::PR_GET_TIMERSLACK,
        TASK_PERF_EVENTS_DISABLE = prctl::PR_TASK_PERF_EVENTS_DISABLE,
        TASK_PERF_EVENTS_ENABLE = prctl::PR_TASK_PERF_EVENTS_ENABLE,
        MCE_KILL = prctl::PR_MCE_KILL,
        MCE_KILL_GET = prctl::PR_MCE_KILL_GET,
        SET_NO_NEW_PRIVS = prctl::PR_SET_NO_NEW_PRIVS,
        GET_NO_NEW_PRIVS = prctl::PR_GET_NO_NEW_PRIVS,
        GET_TID_ADDRESS = prctl::PR_GET_TID_ADDRESS,
        SET_MM = prctl::PR_SET_MM,
        SET_CHILD_SUBREAPER = prctl::PR_SET_CHILD_SUBREAPER,
        GET_CHILD_SUBREAPER = prctl::PR_GET_CHILD_SUBREAPER,
        SET_THP_DISABLE = prctl::PR_SET_THP_DISABLE,
        GET_THP_DISABLE = prctl::PR_GET_THP_DISABLE,
        CAP_AMBIENT = prctl::PR_CAP_AMBIENT,
        SET_PTRACER = prctl::PR_SET_PTRACER,
        GET_SPECULATION_CTRL = prctl::PR_GET_SPECULATION_CTRL,
        SET_SPECULATION_CTRL = prctl::PR_SET_SPECULATION_CTRL,
        SET_VMA = prctl::PR_SET_VMA,
        MPX_ENABLE_MANAGEMENT = prctl::PR_MPX_ENABLE_MANAGEMENT,
        MPX_DISABLE_MANAGEMENT = prctl::PR_MPX_DISABLE_MANAGEMENT,
        SET_FP_MODE = prctl::PR_SET_FP_MODE,
        GET_FP_MODE = prctl::PR_GET_FP_MODE,
        SVE_SET_VL = prctl::PR_SVE_SET_VL,
        SVE_GET_VL = prctl::PR_SVE_GET_VL,
        PAC_RESET_KEYS = prctl::PR_PAC_RESET_KEYS,
        SET_TAGGED_ADDR_CTRL = prctl::PR_SET_TAGGED_ADDR_CTRL,
        GET_TAGGED_ADDR_CTRL = prctl::PR_GET_TAGGED_ADDR_CTRL,
        SET_IO_FLUSHER = prctl::PR_SET_IO_FLUSHER,
        GET_IO_FLUSHER = prctl::PR_GET_IO_FLUSHER,
        SET_SYSCALL_USER_DISPATCH = prctl::PR_SET_SYSCALL_USER_DISPATCH,
        PAC_SET_ENABLED_KEYS = prctl::PR_PAC_SET_ENABLED_KEYS,
        PAC_GET_ENABLED_KEYS = prctl::PR_PAC_GET_ENABLED_KEYS,
        SCHED_CORE = prctl::PR_SCHED_CORE,
        SME_SET_VL = prctl::PR_SME_SET_VL,
        SME_GET_VL = prctl::PR_SME_GET_VL,
        SET_MDWE = prctl::PR_SET_MDWE,
        GET_MDWE = prctl::PR_GET_MDWE,
        GET_AUXV = prctl::PR_GET_AUXV,
        SET_MEMORY_MERGE = prctl::PR_SET_MEMORY_MERGE,
        GET_MEMORY_MERGE = prctl::PR_GET_MEMORY_MERGE,
        RISCV_V_SET_CONTROL = prctl::PR_RISCV_V_SET_CONTROL,
        RISCV_V_GET_CONTROL = prctl::PR_RISCV_V_GET_CONTROL,
        RISCV_SET_ICACHE_FLUSH_CTX = prctl::PR_RISCV_SET_ICACHE_FLUSH_CTX,
        PPC_GET_DEXCR = prctl::PR_PPC_GET_DEXCR,
        PPC_SET_DEXCR = prctl::PR_PPC_SET_DEXCR,
        GET_SHADOW_STACK_STATUS = prctl::PR_GET_SHADOW_STACK_STATUS,
        SET_SHADOW_STACK_STATUS = prctl::PR_SET_SHADOW_STACK_STATUS,
        LOCK_SHADOW_STACK_STATUS = prctl::PR_LOCK_SHADOW_STACK_STATUS,
        TIMER_CREATE_RESTORE_IDS = prctl::PR_TIMER_CREATE_RESTORE_IDS,
        FUTEX_HASH = prctl::PR_FUTEX_HASH,
        RSEQ_SLICE_EXTENSION = PR_RSEQ_SLICE_EXTENSION: 79,
    }

    /// Unaligned access control, for PR_SET_UNALIGN (linux/prctl.h).
    flags PR_UNALIGN: u32 as Str {
        NOPRINT = prctl::PR_UNALIGN_NOPRINT,
        SIGBUS = prctl::PR_UNALIGN_SIGBUS,
    }

    /// Floating point emulation control, for PR_SET_FPEMU (linux/prctl.h).
    flags PR_FPEMU: u32 as Str {
        NOPRINT = prctl::PR_FPEMU_NOPRINT,
        SIGFPE = prctl::PR_FPEMU_SIGFPE,
    }

    /// Floating point exception mode, for PR_SET_FPEXC (linux/prctl.h).
    flags PR_FP_EXC: u32 as Multi {
        DISABLED = prctl::PR_FP_EXC_DISABLED,
        NONRECOV = prctl::PR_FP_EXC_NONRECOV,
        ASYNC = prctl::PR_FP_EXC_ASYNC,
        PRECISE = prctl::PR_FP_EXC_PRECISE,
        SW_ENABLE = prctl::PR_FP_EXC_SW_ENABLE,
        DIV = prctl::PR_FP_EXC_DIV,
        OVF = prctl::PR_FP_EXC_OVF,
        UND = prctl::PR_FP_EXC_UND,
        RES = prctl::PR_FP_EXC_RES,
        INV = prctl::PR_FP_EXC_INV,
    }

    /// Process timing, for PR_SET_TIMING (linux/prctl.h).
    values PR_TIMING: i32 as Str {
        STATISTICAL = prctl::PR_TIMING_STATISTICAL,
        TIMESTAMP = prctl::PR_TIMING_TIMESTAMP,
    }

    /// Byte order, for PR_SET_ENDIAN (linux/prctl.h).
    values PR_ENDIAN: i32 as Str {
        BIG = prctl::PR_ENDIAN_BIG,
        LITTLE = prctl::PR_ENDIAN_LITTLE,
        PPC_LITTLE = prctl::PR_ENDIAN_PPC_LITTLE,
    }

    /// Use of the time stamp counter, for PR_SET_TSC (linux/prctl.h).
    values PR_TSC: i32 as Str {
        ENABLE = prctl::PR_TSC_ENABLE,
        SIGSEGV = prctl::PR_TSC_SIGSEGV,
    }

    /// Changes by PR_MCE_KILL (linux/prctl.h).
    values PR_MCE_KILL: i32 as Str {
        CLEAR = prctl::PR_MCE_KILL_CLEAR,
        SET = prctl::PR_MCE_KILL_SET,
    }

    /// Policies of PR_MCE_KILL_SET (linux/prctl.h).
    values PR_MCE_KILL_OPT: i32 as Str {
        LATE = prctl::PR_MCE_KILL_LATE,
        EARLY = prctl::PR_MCE_KILL_EARLY,
        DEFAULT = prctl::PR_MCE_KILL_DEFAULT,
    }

    /// What PR_SET_MM changes (linux/prctl.h).
    values PR_SET_MM: i32 as Str {
        START_CODE = prctl::PR_SET_MM_START_CODE,
        END_CODE = prctl::PR_SET_MM_END_CODE,
        START_DATA = prctl::PR_SET_MM_START_DATA,
        END_DATA = prctl::PR_SET_MM_END_DATA,
        START_STACK = prctl::PR_SET_MM_START_STACK,
        START_BRK = prctl::PR_SET_MM_START_BRK,
        BRK = prctl::PR_SET_MM_BRK,
        ARG_START = prctl::PR_SET_MM_ARG_START,
        ARG_END = prctl::PR_SET_MM_ARG_END,
        ENV_START = prctl::PR_SET_MM_ENV_START,
        ENV_END = prctl::PR_SET_MM_ENV_END,
        AUXV = prctl::PR_SET_MM_AUXV,
        EXE_FILE = prctl::PR_SET_MM_EXE_FILE,
        MAP = prctl::PR_SET_MM_MAP,
        MAP_SIZE = prctl::PR_SET_MM_MAP_SIZE,
    }

    /// What PR_SET_VMA changes (linux/prctl.h).
    values PR_SET_VMA: u64 as Str {
        ANON_NAME = prctl::PR_SET_VMA_ANON_NAME,
    }

    /// Operations of PR_CAP_AMBIENT (linux/prctl.h).
    values PR_CAP_AMBIENT: i32 as Str {
        IS_SET = prctl::PR_CAP_AMBIENT_IS_SET,
        RAISE = prctl::PR_CAP_AMBIENT_RAISE,
        LOWER = prctl::PR_CAP_AMBIENT_LOWER,
        CLEAR_ALL = prctl::PR_CAP_AMBIENT_CLEAR_ALL,
    }

    /// Floating point modes of MIPS, for PR_SET_FP_MODE (linux/prctl.h).
    flags PR_FP_MODE: u32 as Multi {
        FR = prctl::PR_FP_MODE_FR,
        FRE = prctl::PR_FP_MODE_FRE,
    }

    /// Lengths of vectors of ARM, for PR_SVE_SET_VL and PR_SME_SET_VL (linux/prctl.h).
    flags PR_SVE: u32 as Multi {
        SET_VL_ONEXEC = prctl::PR_SVE_SET_VL_ONEXEC,
        VL_LEN_MASK = prctl::PR_SVE_VL_LEN_MASK,
        VL_INHERIT = prctl::PR_SVE_VL_INHERIT,
    }

    /// Which speculation PR_SET_SPECULATION_CTRL means (linux/prctl.h).
    values PR_SPEC_WHICH: i32 as Str {
        STORE_BYPASS = prctl::PR_SPEC_STORE_BYPASS,
        INDIRECT_BRANCH = prctl::PR_SPEC_INDIRECT_BRANCH,
        L1D_FLUSH = prctl::PR_SPEC_L1D_FLUSH,
    }

    /// What is done about speculation, for PR_SET_SPECULATION_CTRL (linux/prctl.h).
    flags PR_SPEC: u32 as Multi {
        NOT_AFFECTED = prctl::PR_SPEC_NOT_AFFECTED,
        PRCTL = prctl::PR_SPEC_PRCTL,
        ENABLE = prctl::PR_SPEC_ENABLE,
        DISABLE = prctl::PR_SPEC_DISABLE,
        FORCE_DISABLE = prctl::PR_SPEC_FORCE_DISABLE,
        DISABLE_NOEXEC = prctl::PR_SPEC_DISABLE_NOEXEC,
    }

    /// Keys of ARM pointer authentication, for PR_PAC_RESET_KEYS (linux/prctl.h).
    flags PR_PAC: u32 as Multi {
        APIAKEY = prctl::PR_PAC_APIAKEY,
        APIBKEY = prctl::PR_PAC_APIBKEY,
        APDAKEY = prctl::PR_PAC_APDAKEY,
        APDBKEY = prctl::PR_PAC_APDBKEY,
        APGAKEY = prctl::PR_PAC_APGAKEY,
    }

    /// Tags in addresses, for PR_SET_TAGGED_ADDR_CTRL (linux/prctl.h).
    flags PR_TAGGED_ADDR: u32 as Multi {
        ENABLE = prctl::PR_TAGGED_ADDR_ENABLE,
        MTE_TCF_NONE = prctl::PR_MTE_TCF_NONE,
        MTE_TCF_SYNC = prctl::PR_MTE_TCF_SYNC,
        MTE_TCF_ASYNC = prctl::PR_MTE_TCF_ASYNC,
        MTE_TCF_MASK = prctl::PR_MTE_TCF_MASK,
        MTE_TAG_MASK = prctl::PR_MTE_TAG_MASK,
        MTE_STORE_ONLY = prctl::PR_MTE_STORE_ONLY,
        PMLEN_MASK = prctl::PR_PMLEN_MASK,
    }

    /// Modes of PR_SET_SYSCALL_USER_DISPATCH (linux/prctl.h).
    values PR_SYS_DISPATCH: i32 as Str {
        OFF = prctl::PR_SYS_DISPATCH_OFF,
        ON = prctl::PR_SYS_DISPATCH_ON,
        EXCLUSIVE_ON = prctl::PR_SYS_DISPATCH_EXCLUSIVE_ON,
        INCLUSIVE_ON = prctl::PR_SYS_DISPATCH_INCLUSIVE_ON,
    }

    /// Operations of PR_SCHED_CORE (linux/prctl.h).
    values PR_SCHED_CORE: i32 as Str {
        GET = prctl::PR_SCHED_CORE_GET,
        CREATE = prctl::PR_SCHED_CORE_CREATE,
        SHARE_TO = prctl::PR_SCHED_CORE_SHARE_TO,
        SHARE_FROM = prctl::PR_SCHED_CORE_SHARE_FROM,
    }

    /// Whom PR_SCHED_CORE means (linux/prctl.h).
    values PR_SCHED_CORE_SCOPE: i32 as Str {
        THREAD = prctl::PR_SCHED_CORE_SCOPE_THREAD,
        THREAD_GROUP = prctl::PR_SCHED_CORE_SCOPE_THREAD_GROUP,
        PROCESS_GROUP = prctl::PR_SCHED_CORE_SCOPE_PROCESS_GROUP,
    }

    /// What PR_SET_MDWE denies (linux/prctl.h).
    flags PR_MDWE: u32 as Multi {
        REFUSE_EXEC_GAIN = prctl::PR_MDWE_REFUSE_EXEC_GAIN,
        NO_INHERIT = prctl::PR_MDWE_NO_INHERIT,
    }

    /// Use of vectors on RISC-V, for PR_RISCV_V_SET_CONTROL (linux/prctl.h).
    flags PR_RISCV_V_VSTATE_CTRL: u32 as Multi {
        DEFAULT = prctl::PR_RISCV_V_VSTATE_CTRL_DEFAULT,
        OFF = prctl::PR_RISCV_V_VSTATE_CTRL_OFF,
        ON = prctl::PR_RISCV_V_VSTATE_CTRL_ON,
        INHERIT = prctl::PR_RISCV_V_VSTATE_CTRL_INHERIT,
        CUR_MASK = prctl::PR_RISCV_V_VSTATE_CTRL_CUR_MASK,
        NEXT_MASK = prctl::PR_RISCV_V_VSTATE_CTRL_NEXT_MASK,
        MASK = prctl::PR_RISCV_V_VSTATE_CTRL_MASK,
    }

    /// Fences of RISC-V at a switch of context, for PR_RISCV_SET_ICACHE_FLUSH_CTX (linux/prctl.h).
    values PR_RISCV_CTX_SW_FENCEI: i32 as Str {
        ON = prctl::PR_RISCV_CTX_SW_FENCEI_ON,
        OFF = prctl::PR_RISCV_CTX_SW_FENCEI_OFF,
    }

    /// Whom PR_RISCV_SET_ICACHE_FLUSH_CTX means (linux/prctl.h).
    values PR_RISCV_SCOPE: i32 as Str {
        PER_PROCESS = prctl::PR_RISCV_SCOPE_PER_PROCESS,
        PER_THREAD = prctl::PR_RISCV_SCOPE_PER_THREAD,
    }

    /// Aspects of PowerPC that PR_PPC_SET_DEXCR means (linux/prctl.h).
    values PR_PPC_DEXCR: i32 as Str {
        SBHE = prctl::PR_PPC_DEXCR_SBHE,
        IBRTPD = prctl::PR_PPC_DEXCR_IBRTPD,
        SRAPD = prctl::PR_PPC_DEXCR_SRAPD,
        NPHIE = prctl::PR_PPC_DEXCR_NPHIE,
    }

    /// What is done about an aspect, for PR_PPC_SET_DEXCR (linux/prctl.h).
    flags PR_PPC_DEXCR_CTRL: u32 as Multi {
        EDITABLE = prctl::PR_PPC_DEXCR_CTRL_EDITABLE,
        SET = prctl::PR_PPC_DEXCR_CTRL_SET,
        CLEAR = prctl::PR_PPC_DEXCR_CTRL_CLEAR,
        SET_ONEXEC = prctl::PR_PPC_DEXCR_CTRL_SET_ONEXEC,
        CLEAR_ONEXEC = prctl::PR_PPC_DEXCR_CTRL_CLEAR_ONEXEC,
    }

    /// Shadow stacks, for PR_SET_SHADOW_STACK_STATUS (linux/prctl.h).
    flags PR_SHADOW_STACK: u32 as Multi {
        ENABLE = prctl::PR_SHADOW_STACK_ENABLE,
        WRITE = prctl::PR_SHADOW_STACK_WRITE,
        PUSH = prctl::PR_SHADOW_STACK_PUSH,
    }

    /// Operations of PR_TIMER_CREATE_RESTORE_IDS (linux/prctl.h).
    values PR_TIMER_CREATE_RESTORE_IDS: i32 as Str {
        OFF = prctl::PR_TIMER_CREATE_RESTORE_IDS_OFF,
        ON = prctl::PR_TIMER_CREATE_RESTORE_IDS_ON,
        GET = prctl::PR_TIMER_CREATE_RESTORE_IDS_GET,
    }

    /// Operations of PR_FUTEX_HASH (linux/prctl.h).
    values PR_FUTEX_HASH: i32 as Str {
        SET_SLOTS = prctl::PR_FUTEX_HASH_SET_SLOTS,
        GET_SLOTS = prctl::PR_FUTEX_HASH_GET_SLOTS,
    }

    /// Operations of PR_RSEQ_SLICE_EXTENSION (linux/prctl.h).
    values PR_RSEQ_SLICE_EXTENSION: i32 as Str {
        GET = PR_RSEQ_SLICE_EXTENSION_GET: 1,
        SET = PR_RSEQ_SLICE_EXTENSION_SET: 2,
    }

    /// What PR_RSEQ_SLICE_EXTENSION gets and sets (linux/prctl.h).
    flags PR_RSEQ_SLICE_EXT: u32 as Multi {
        ENABLE = PR_RSEQ_SLICE_EXT_ENABLE: 0x1,
    }

    /// How users and capabilities go together, for PR_SET_SECUREBITS (linux/securebits.h).
    flags SECBIT: u32 as Multi {
        NOROOT = SECBIT_NOROOT: 0x1,
        NOROOT_LOCKED = SECBIT_NOROOT_LOCKED: 0x2,
        NO_SETUID_FIXUP = SECBIT_NO_SETUID_FIXUP: 0x4,
        NO_SETUID_FIXUP_LOCKED = SECBIT_NO_SETUID_FIXUP_LOCKED: 0x8,
        KEEP_CAPS = SECBIT_KEEP_CAPS: 0x10,
        KEEP_CAPS_LOCKED = SECBIT_KEEP_CAPS_LOCKED: 0x20,
        NO_CAP_AMBIENT_RAISE = SECBIT_NO_CAP_AMBIENT_RAISE: 0x40,
        NO_CAP_AMBIENT_RAISE_LOCKED = SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED: 0x80,
        EXEC_RESTRICT_FILE = SECBIT_EXEC_RESTRICT_FILE: 0x100,
        EXEC_RESTRICT_FILE_LOCKED = SECBIT_EXEC_RESTRICT_FILE_LOCKED: 0x200,
        EXEC_DENY_INTERACTIVE = SECBIT_EXEC_DENY_INTERACTIVE: 0x400,
        EXEC_DENY_INTERACTIVE_LOCKED = SECBIT_EXEC_DENY_INTERACTIVE_LOCKED: 0x800,
    }

    /// The byte that PR_SET_SYSCALL_USER_DISPATCH watches (linux/prctl.h).
    values SYSCALL_DISPATCH_FILTER: u8 as Str {
        ALLOW = prctl::SYSCALL_DISPATCH_FILTER_ALLOW,
        BLOCK = prctl::SYSCALL_DISPATCH_FILTER_BLOCK,
    }

    /// Flags of PR_SME_SET_VL (linux/prctl.h).
    flags PR_SME: u32 as Multi {
        SET_VL_ONEXEC = prctl::PR_SME_SET_VL_ONEXEC,
        VL_LEN_MASK = prctl::PR_SME_VL_LEN_MASK,
        VL_INHERIT = prctl::PR_SME_VL_INHERIT,
    }
}
