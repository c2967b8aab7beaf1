//! Devices that are asked by ioctl(2): serial lines, virtual consoles, watchdogs, disks (linux/serial.h, linux/vt.h,
//! linux/watchdog.h, linux/hdreg.h).

use core::ffi::c_ulong;

use crate::declare::structs;
use crate::reflect::Char;

structs! {
    /// A serial line (linux/serial.h).
    struct serial_struct: "struct serial_struct" {
        /// The chip (`PORT_*`).
        r#type: i32,
        /// The line's number.
        line: i32,
        /// The low part of the port's address.
        port: u32,
        /// The interrupt.
        irq: i32,
        /// `ASYNC_*`.
        flags: i32,
        /// Bytes of the buffer for sending.
        xmit_fifo_size: i32,
        /// The divisor of `ASYNC_SPD_CUST`.
        custom_divisor: i32,
        /// The speed without a divisor in bits a second.
        baud_base: i32,
        /// Hundredths of a second between close and the next open.
        close_delay: u16,
        /// `SERIAL_IO_*`.
        io_type: Char,
        #[doc(hidden)]
        reserved_char: [u8; 1],
        /// The port of a board with many.
        hub6: i32,
        /// Hundredths of a second that close waits for data to be sent, or `ASYNC_CLOSING_WAIT_*`.
        closing_wait: u16,
        /// Unused.
        closing_wait2: u16,
        /// Unused.
        iomem_base: *mut u8,
        /// The shift between registers.
        iomem_reg_shift: u16,
        /// The high part of the port's address.
        port_high: u32,
        /// Unused.
        iomap_base: c_ulong,
    }

    /// Counters of a serial line (linux/serial.h).
    struct serial_icounter_struct: "struct serial_icounter_struct" {
        /// Changes of CTS.
        cts: i32,
        /// Changes of DSR.
        dsr: i32,
        /// Rings.
        rng: i32,
        /// Changes of DCD.
        dcd: i32,
        /// Bytes received.
        rx: i32,
        /// Bytes sent.
        tx: i32,
        /// Bytes in the wrong frame.
        frame: i32,
        /// Bytes lost by the chip.
        overrun: i32,
        /// Bytes with the wrong parity.
        parity: i32,
        /// Breaks.
        brk: i32,
        /// Bytes lost for want of room.
        buf_overrun: i32,
        #[doc(hidden)]
        reserved: [i32; 9],
    }

    /// A line of RS-485 (linux/serial.h).
    struct serial_rs485: "struct serial_rs485" {
        /// `SER_RS485_*`.
        flags: u32,
        /// Milliseconds before sending.
        delay_rts_before_send: u32,
        /// Milliseconds after sending.
        delay_rts_after_send: u32,
        /// The address to receive for, with `SER_RS485_ADDR_RECV`.
        addr_recv: u8,
        /// The address to send to, with `SER_RS485_ADDR_DEST`.
        addr_dest: u8,
        #[doc(hidden)]
        __padding: [u8; 18],
        #[doc(hidden)]
        __align: [u32; 0],
    }

    /// How a program shares a virtual console (linux/vt.h).
    struct vt_mode: "struct vt_mode" {
        /// `VT_AUTO`, `VT_PROCESS`.
        mode: u8 as Char,
        /// Whether writing waits while another console is shown.
        waitv: u8 as Char,
        /// The signal that asks to let go.
        relsig: i16,
        /// The signal that tells of having it.
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

    /// A watchdog (linux/watchdog.h).
    struct watchdog_info: "struct watchdog_info" {
        /// `WDIOF_*`.
        options: u32,
        /// The version of its own program.
        firmware_version: u32,
        /// Its name, up to a zero.
        identity: [u8; 32],
    }

    /// A disk's geometry (linux/hdreg.h).
    struct hd_geometry: "struct hd_geometry" {
        /// Heads.
        heads: u8,
        /// Sectors of a track.
        sectors: u8,
        /// Cylinders.
        cylinders: u16,
        /// The partition's start in sectors.
        start: c_ulong,
    }
}

const _: () = assert!(size_of::<serial_rs485>() == 32 && size_of::<watchdog_info>() == 40);
