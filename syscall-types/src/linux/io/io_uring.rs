//! Rings of requests and their completions (io_uring(7); linux/io_uring.h). io_uring_setup(2) tells where the rings
//! are.

use linux_raw_sys::io_uring;

use crate::declare::structs;
use crate::linux::timespec;

structs! {
    /// A position or a second address (linux/io_uring.h).
    union sqe_off: "" {
        /// The position in the file; all ones for the file's own.
        off: u64,
        /// A second address.
        addr2: u64,
        /// The operation of a driver.
        cmd_op: u32,
    }

    /// An address (linux/io_uring.h).
    union sqe_addr: "" {
        /// A buffer's, a path's or others.
        addr: u64,
        /// The position in the file that splice reads.
        splice_off_in: u64,
        /// Level and name of a socket option.
        option: [u32; 2],
    }

    /// Flags by the operation (linux/io_uring.h).
    union sqe_flags: "" {
        /// Of poll, in the old form.
        poll_events: u16,
        /// Of reads and writes (`RWF_*`).
        rw_flags: u32,
        /// Of fsync (`IORING_FSYNC_*`).
        fsync_flags: u32,
        /// Events to wait for; on big-endian machines with its halves exchanged.
        poll32_events: u32,
        /// Of sync_file_range(2).
        sync_range_flags: u32,
        /// Of messages (`MSG_*`).
        msg_flags: u32,
        /// `IORING_TIMEOUT_*`.
        timeout_flags: u32,
        /// `SOCK_*`.
        accept_flags: u32,
        /// `IORING_ASYNC_CANCEL_*`.
        cancel_flags: u32,
        /// `O_*`.
        open_flags: u32,
        /// `AT_*`.
        statx_flags: u32,
        /// Advice for fadvise(2) and madvise(2).
        fadvise_advice: u32,
        /// `SPLICE_F_*`.
        splice_flags: u32,
        /// `RENAME_*`.
        rename_flags: u32,
        /// `AT_REMOVEDIR` or nothing.
        unlink_flags: u32,
        /// Of linkat(2).
        hardlink_flags: u32,
        /// `XATTR_*`.
        xattr_flags: u32,
        /// `IORING_MSG_RING_*`.
        msg_ring_flags: u32,
        /// `IORING_URING_CMD_*`.
        uring_cmd_flags: u32,
        /// Of waitid(2).
        waitid_flags: u32,
        /// Of futexes.
        futex_flags: u32,
        /// `IORING_FIXED_FD_*`.
        install_fd_flags: u32,
        /// `IORING_NOP_*`.
        nop_flags: u32,
        /// `O_*` of pipes.
        pipe_flags: u32,
    }

    /// Which registered buffer (linux/io_uring.h).
    union sqe_buffer: "" {
        /// A buffer.
        buf_index: u16,
        /// A group of buffers.
        buf_group: u16,
    }

    /// What some operations need besides (linux/io_uring.h).
    union sqe_file: "" {
        /// The descriptor that splice reads.
        splice_fd_in: i32,
        /// The place among registered files.
        file_index: u32,
        /// The queue of received pages.
        zcrx_ifq_idx: u32,
        /// Bytes of a socket option's value.
        optlen: u32,
        /// Bytes of an address.
        addr_len: u16,
        /// The device's stream of writes.
        write_stream: u8,
    }

    /// More (linux/io_uring.h).
    union sqe_more: "" {
        /// A third address.
        addr3: u64,
        /// The address of attributes.
        attr_ptr: u64,
        /// The address of a socket option's value.
        optval: u64,
        /// A driver's own data, which with `IORING_SETUP_SQE128` go on behind the request.
        cmd: [u8; 0],
        /// All of it: the second half says which attributes there are.
        all: [u64; 2],
    }

    /// A request (linux/io_uring.h). Fields of the same place are those of different operations.
    struct io_uring_sqe: "struct io_uring_sqe" {
        /// `IORING_OP_*`.
        opcode: u8,
        /// `IOSQE_*`.
        flags: u8,
        /// The priority.
        ioprio: u16,
        /// The descriptor.
        fd: i32,
        /// A position or a second address.
        position: sqe_off => { off, addr2, cmd_op },
        /// An address.
        address: sqe_addr => { addr, splice_off_in },
        /// Bytes, or how many.
        len: u32,
        /// Flags by the operation. `rw_flags` is not in the table: its sign depends on the version of the headers.
        op_flags: sqe_flags => {
            poll_events, fsync_flags, poll32_events, sync_range_flags, msg_flags, timeout_flags, accept_flags,
            cancel_flags, open_flags, statx_flags, fadvise_advice, splice_flags, rename_flags, unlink_flags,
            hardlink_flags, xattr_flags, msg_ring_flags, uring_cmd_flags, waitid_flags, futex_flags,
            install_fd_flags, nop_flags, pipe_flags,
        },
        /// The caller's own value, which comes back with the completion.
        user_data: u64,
        /// Which registered buffer.
        buffer: sqe_buffer => { buf_index, buf_group },
        /// The registered identity.
        personality: u16,
        /// What some operations need besides.
        file: sqe_file => { splice_fd_in, file_index, zcrx_ifq_idx, optlen, addr_len, write_stream },
        /// More.
        more: sqe_more => { addr3, attr_ptr, optval, cmd },
    }

    /// The end of a request (linux/io_uring.h). With `IORING_SETUP_CQE32` 16 more bytes follow.
    struct io_uring_cqe: "struct io_uring_cqe" {
        /// The request's own value.
        user_data: u64,
        /// The result, or a negated error number.
        res: i32,
        /// `IORING_CQE_F_*`.
        flags: u32,
        /// More of some operations.
        big_cqe: [u64; 0],
    }

    /// Where the parts of the ring of requests are, in bytes from its mapping (linux/io_uring.h).
    io_sqring_offsets: "struct io_sqring_offsets" = io_uring::io_sqring_offsets {
        head, tail, ring_mask, ring_entries, flags, dropped, array, resv1, user_addr,
    }

    /// Where the parts of the ring of completions are, in bytes from its mapping (linux/io_uring.h).
    io_cqring_offsets: "struct io_cqring_offsets" = io_uring::io_cqring_offsets {
        head, tail, ring_mask, ring_entries, overflow, cqes, flags, resv1, user_addr,
    }

    /// How io_uring_setup(2) makes an instance, and what it made (linux/io_uring.h).
    io_uring_params: "struct io_uring_params" = io_uring::io_uring_params {
        sq_entries, cq_entries, flags, sq_thread_cpu, sq_thread_idle, features, wq_fd, resv, sq_off, cq_off,
    }

    /// Registered files to replace (linux/io_uring.h).
    io_uring_files_update: "struct io_uring_files_update" = io_uring::io_uring_files_update { offset, resv, fds }

    /// Buffers or files to register, with a tag each (linux/io_uring.h).
    io_uring_rsrc_register: "struct io_uring_rsrc_register" = io_uring::io_uring_rsrc_register {
        nr, flags, resv2, data, tags,
    }

    /// Registered buffers or files to replace (linux/io_uring.h).
    io_uring_rsrc_update: "struct io_uring_rsrc_update" = io_uring::io_uring_rsrc_update { offset, resv, data }

    /// Registered buffers or files to replace, with a tag each (linux/io_uring.h).
    io_uring_rsrc_update2: "struct io_uring_rsrc_update2" = io_uring::io_uring_rsrc_update2 {
        offset, resv, data, tags, nr, resv2,
    }

    /// Whether the kernel has an operation (linux/io_uring.h).
    io_uring_probe_op: "struct io_uring_probe_op" = io_uring::io_uring_probe_op { op, resv, flags, resv2 }

    /// The head of a list of operations (linux/io_uring.h).
    struct io_uring_probe: "struct io_uring_probe" {
        /// The last operation that the kernel knows.
        last_op: u8,
        /// How many follow.
        ops_len: u8,
        /// Unused.
        resv: u16,
        /// Unused.
        resv2: [u32; 3],
        /// The operations.
        ops: [io_uring_probe_op; 0],
    }

    /// What an instance may still do (linux/io_uring.h).
    io_uring_restriction: "struct io_uring_restriction" = io_uring::io_uring_restriction {
        opcode,
        register_op = __bindgen_anon_1.register_op,
        sqe_op = __bindgen_anon_1.sqe_op,
        sqe_flags = __bindgen_anon_1.sqe_flags,
        resv, resv2,
    }

    /// The clock of an instance's timeouts (linux/io_uring.h).
    io_uring_clock_register: "struct io_uring_clock_register" = io_uring::io_uring_clock_register { clockid }

    /// Registered buffers to take from another instance (linux/io_uring.h).
    io_uring_clone_buffers: "struct io_uring_clone_buffers" = io_uring::io_uring_clone_buffers {
        src_fd, flags, src_off, dst_off, nr, pad,
    }

    /// Memory that an instance shares with the program (linux/io_uring.h).
    io_uring_region_desc: "struct io_uring_region_desc" = io_uring::io_uring_region_desc {
        user_addr, size, flags, id, mmap_offset,
    }

    /// The registration of such memory (linux/io_uring.h).
    io_uring_mem_region_reg: "struct io_uring_mem_region_reg" = io_uring::io_uring_mem_region_reg { region_uptr, flags }

    /// A buffer that the kernel may choose (linux/io_uring.h).
    io_uring_buf: "struct io_uring_buf" = io_uring::io_uring_buf { addr, len, bid, resv }

    /// A ring of such buffers to register (linux/io_uring.h).
    struct io_uring_buf_reg: "struct io_uring_buf_reg" {
        /// Where the ring stands.
        ring_addr: u64,
        /// How many buffers it has room for: a power of two.
        ring_entries: u32,
        /// The group.
        bgid: u16,
        /// `IOU_PBUF_RING_*`.
        flags: u16,
        /// What must be left of a buffer that is used in pieces, Linux 7.1.
        min_left: u32,
        /// Zero.
        resv: [u32; 5],
    }

    /// The state of such a ring (linux/io_uring.h).
    io_uring_buf_status: "struct io_uring_buf_status" = io_uring::io_uring_buf_status { buf_group, head, resv }

    /// How an instance polls network devices (linux/io_uring.h).
    io_uring_napi: "struct io_uring_napi" = io_uring::io_uring_napi {
        busy_poll_to, prefer_busy_poll, opcode, pad, op_param, resv,
    }

    /// How io_uring_enter(2) waits, with `IORING_ENTER_EXT_ARG` (linux/io_uring.h).
    io_uring_getevents_arg: "struct io_uring_getevents_arg" = io_uring::io_uring_getevents_arg {
        sigmask, sigmask_sz, min_wait_usec, ts,
    }

    /// A registered way to wait (linux/io_uring.h).
    io_uring_reg_wait: "struct io_uring_reg_wait" = io_uring::io_uring_reg_wait {
        ts as timespec, min_wait_usec, flags, sigmask, sigmask_sz,
    }

    /// Requests to cancel (linux/io_uring.h).
    io_uring_sync_cancel_reg: "struct io_uring_sync_cancel_reg" = io_uring::io_uring_sync_cancel_reg {
        addr, fd, flags, timeout as timespec, opcode,
    }

    /// Registered files that the kernel may fill by itself (linux/io_uring.h).
    io_uring_file_index_range: "struct io_uring_file_index_range" = io_uring::io_uring_file_index_range { off, len, resv }

    /// The head of a buffer that a repeated recvmsg has filled (linux/io_uring.h).
    io_uring_recvmsg_out: "struct io_uring_recvmsg_out" = io_uring::io_uring_recvmsg_out {
        namelen, controllen, payloadlen, flags,
    }

    /// The head of a ring of buffers that the kernel may choose (linux/io_uring.h). It stands in the unused end of the ring's
    /// first [`io_uring_buf`].
    struct io_uring_buf_ring: "struct io_uring_buf_ring" {
        #[doc(hidden)]
        resv1: u64,
        #[doc(hidden)]
        resv2: u32,
        #[doc(hidden)]
        resv3: u16,
        /// Where the program puts the next buffer.
        tail: u16,
        #[doc(hidden)]
        __align: [io_uring_buf; 0],
    }

    /// Protection of the data of a read or write (linux/io_uring.h).
    io_uring_attr_pi: "struct io_uring_attr_pi" = io_uring::io_uring_attr_pi { flags, app_tag, len, addr, seed, rsvd }

    /// A piece of received data to give back (linux/io_uring.h).
    io_uring_zcrx_rqe: "struct io_uring_zcrx_rqe" = io_uring::io_uring_zcrx_rqe { off, len }

    /// Where received data is: the second half of a completion (linux/io_uring.h).
    io_uring_zcrx_cqe: "struct io_uring_zcrx_cqe" = io_uring::io_uring_zcrx_cqe { off }

    /// Where the parts of the ring of data to give back are, in bytes from its mapping (linux/io_uring.h).
    io_uring_zcrx_offsets: "struct io_uring_zcrx_offsets" = io_uring::io_uring_zcrx_offsets { head, tail, rqes }

    /// Memory for received data (linux/io_uring.h).
    io_uring_zcrx_area_reg: "struct io_uring_zcrx_area_reg" = io_uring::io_uring_zcrx_area_reg {
        addr, len, rq_area_token, flags, dmabuf_fd,
    }

    /// A queue of a network device whose data goes straight to the program (linux/io_uring.h).
    io_uring_zcrx_ifq_reg: "struct io_uring_zcrx_ifq_reg" = io_uring::io_uring_zcrx_ifq_reg {
        if_idx, if_rxq, rq_entries, flags, area_ptr, region_ptr, offsets, zcrx_id,
    }
}

const _: () = assert!(size_of::<io_uring_sqe>() == 64 && size_of::<io_uring_cqe>() == 16);
