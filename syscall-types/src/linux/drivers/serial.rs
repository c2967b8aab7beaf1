//! Serial lines (linux/serial.h).

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
}

const _: () = assert!(size_of::<serial_rs485>() == 32);
