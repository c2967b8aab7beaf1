//! Virtual consoles (ioctl_vt(2); linux/vt.h).

use crate::declare::structs;
use crate::reflect::Char;

structs! {
    /// How a program shares a virtual console (linux/vt.h).
    struct vt_mode: "struct vt_mode" {
        /// `VT_AUTO`, `VT_PROCESS`.
        mode: u8 as Char,
        /// Whether writing waits while another console is shown.
        waitv: u8 as Char,
        /// The signal that asks to let go.
        relsig: i16,
        /// The signal that says that the process has got the console.
        acqsig: i16,
        /// Unused.
        frsig: i16,
    }

    /// Which virtual consoles there are (linux/vt.h).
    struct vt_stat: "struct vt_stat" {
        /// The one shown.
        v_active: u16,
        /// Unused.
        v_signal: u16,
        /// Those in use, a bit each.
        v_state: u16,
    }

    /// A virtual console's size (linux/vt.h).
    struct vt_sizes: "struct vt_sizes" {
        /// Rows.
        v_rows: u16,
        /// Columns.
        v_cols: u16,
        /// Unused.
        v_scrollsize: u16,
    }

    /// An event of virtual consoles (linux/vt.h).
    struct vt_event: "struct vt_event" {
        /// `VT_EVENT_*`.
        event: u32,
        /// The console that was shown.
        oldev: u32,
        /// The console that is shown.
        newev: u32,
        /// Unused.
        pad: [u32; 4],
    }

    /// A console to show, and how it is to be shared (linux/vt.h).
    struct vt_setactivate: "struct vt_setactivate" {
        /// The console.
        console: u32,
        /// How it is shared.
        mode: vt_mode,
    }
}
