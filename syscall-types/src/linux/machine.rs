//! Segments of x86 and x86_64, for modify_ldt(2), set_thread_area(2) and clone(2) (asm/ldt.h).

use crate::declare::structs;

structs! {
    /// A segment (asm/ldt.h).
    #[derive(PartialEq, Eq)]
    struct user_desc: "struct user_desc" {
        /// Its place in the table; -1 for any.
        entry_number: u32,
        /// Its start.
        base_addr: u32,
        /// Its last byte, or page.
        limit: u32,
        /// Switches.
        #[cfg(target_arch = "x86")]
        flags: u32 {
            /// 32-bit.
            seg_32bit: 1,
            /// What it holds: data, a stack or instructions.
            contents: 2,
            /// No writing, or no reading of instructions.
            read_exec_only: 1,
            /// The limit is in pages.
            limit_in_pages: 1,
            /// Not there.
            seg_not_present: 1,
            /// The program's own.
            useable: 1,
        },
        /// Switches.
        #[cfg(target_arch = "x86_64")]
        flags: u32 {
            /// 32-bit.
            seg_32bit: 1,
            /// What it holds: data, a stack or instructions.
            contents: 2,
            /// No writing, or no reading of instructions.
            read_exec_only: 1,
            /// The limit is in pages.
            limit_in_pages: 1,
            /// Not there.
            seg_not_present: 1,
            /// The program's own.
            useable: 1,
            /// 64-bit.
            lm: 1,
        },
    }
}
