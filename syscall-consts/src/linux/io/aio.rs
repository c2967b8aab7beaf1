//! Asynchronous input and output (io_submit(2); linux/aio_abi.h).

use crate::declare::groups;

groups! {
    /// Operations of io_submit(2) (linux/aio_abi.h).
    values IOCB_CMD: u16 as Str {
        PREAD = IOCB_CMD_PREAD: 0, // linux/aio_abi.h
        PWRITE = IOCB_CMD_PWRITE: 1, // linux/aio_abi.h
        FSYNC = IOCB_CMD_FSYNC: 2, // linux/aio_abi.h
        FDSYNC = IOCB_CMD_FDSYNC: 3, // linux/aio_abi.h
        NOOP = IOCB_CMD_NOOP: 6, // linux/aio_abi.h
        PREADV = IOCB_CMD_PREADV: 7, // linux/aio_abi.h
        PWRITEV = IOCB_CMD_PWRITEV: 8, // linux/aio_abi.h
        POLL = IOCB_CMD_POLL: 5,
    }

    /// Flags of an operation of io_submit(2) (linux/aio_abi.h).
    flags IOCB_FLAG: u32 as Str {
        RESFD = IOCB_FLAG_RESFD: 1, // linux/aio_abi.h
        IOPRIO = IOCB_FLAG_IOPRIO: 2,
    }
}
