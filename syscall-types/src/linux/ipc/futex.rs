//! Words of memory that threads wait on (futex(2), get_robust_list(2); linux/futex.h).

use linux_raw_sys::general;

use crate::declare::structs;

structs! {
    /// A word that futex_waitv(2) waits on (linux/futex.h).
    futex_waitv: "struct futex_waitv" = general::futex_waitv { val, uaddr, flags }

    /// An entry of a list of robust futexes (linux/futex.h).
    robust_list: "struct robust_list" = general::robust_list { next }

    /// The list of a thread's robust futexes (linux/futex.h).
    robust_list_head: "struct robust_list_head" = general::robust_list_head { list, futex_offset, list_op_pending }
}
