//! Asynchronous input and output (io_submit(2), io_getevents(2); linux/aio_abi.h).

use crate::declare::structs;

structs! {
    /// A request for io_submit(2) (linux/aio_abi.h).
    struct iocb: "struct iocb" {
        /// The caller's own value, which comes back with the event.
        aio_data: u64,
        /// The kernel's key; its place depends on the byte order.
        #[cfg(target_endian = "little")]
        aio_key: u32,
        /// Flags of this request (`RWF_*`); `aio_reserved1` before they had a use.
        aio_reserved1: u32,
        /// The kernel's key; its place depends on the byte order.
        #[cfg(target_endian = "big")]
        aio_key: u32,
        /// What to do (`IOCB_CMD_*`).
        aio_lio_opcode: u16,
        /// The priority.
        aio_reqprio: i16,
        /// The descriptor.
        aio_fildes: u32,
        /// The buffer's address.
        aio_buf: u64,
        /// Bytes.
        aio_nbytes: u64,
        /// The position in the file.
        aio_offset: i64,
        /// Unused.
        aio_reserved2: u64,
        /// Flags (`IOCB_FLAG_*`).
        aio_flags: u32,
        /// The eventfd to signal with `IOCB_FLAG_RESFD`.
        aio_resfd: u32,
    }

    /// The end of a request (linux/aio_abi.h).
    #[derive(PartialEq, Eq)]
    struct io_event: "struct io_event" {
        /// `aio_data` of the request.
        data: u64,
        /// The address of the request.
        obj: u64,
        /// The result.
        res: i64,
        /// A second result.
        res2: i64,
    }
}

const _: () = assert!(size_of::<iocb>() == 64);
const _: () = assert!(size_of::<io_event>() == 32);
