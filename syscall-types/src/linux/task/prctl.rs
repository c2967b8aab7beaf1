//! What prctl(2) takes (linux/prctl.h).

use linux_raw_sys::prctl;

use crate::declare::structs;

structs! {
    /// Where a process's parts are, for `PR_SET_MM_MAP` (linux/prctl.h).
    prctl_mm_map: "struct prctl_mm_map" = prctl::prctl_mm_map {
        start_code, end_code, start_data, end_data, start_brk, brk, start_stack, arg_start, arg_end, env_start, env_end, auxv,
        auxv_size, exe_fd,
    }
}
