//! What netlink tells about sockets and processes (linux/sock_diag.h, linux/inet_diag.h, linux/unix_diag.h,
//! linux/connector.h, linux/cn_proc.h).

use crate::declare::structs;
use crate::reflect::Char;

structs! {
    /// The head of a request about sockets (linux/sock_diag.h).
    #[derive(PartialEq, Eq)]
    struct sock_diag_req: "struct sock_diag_req" {
        /// The family.
        sdiag_family: u8,
        /// The protocol.
        sdiag_protocol: u8,
    }

    /// Which socket (linux/inet_diag.h). Ports and addresses are in network byte order.
    #[derive(PartialEq, Eq)]
    struct inet_diag_sockid: "struct inet_diag_sockid" {
        /// The own port.
        idiag_sport: u16,
        /// The other end's port.
        idiag_dport: u16,
        /// The own address.
        idiag_src: [u32; 4],
        /// The other end's address.
        idiag_dst: [u32; 4],
        /// The interface.
        idiag_if: u32,
        /// The socket's own number; all ones for any.
        idiag_cookie: [u32; 2],
    }

    /// A request about sockets of IPv4 or IPv6 (linux/inet_diag.h).
    #[derive(PartialEq, Eq)]
    struct inet_diag_req_v2: "struct inet_diag_req_v2" {
        /// The family.
        sdiag_family: u8,
        /// The protocol.
        sdiag_protocol: u8,
        /// What else to tell (bit n - 1 for `INET_DIAG_*` n).
        idiag_ext: u8,
        /// Unused.
        pad: u8,
        /// States to tell of, a bit each.
        idiag_states: u32,
        /// Which socket.
        id: inet_diag_sockid,
    }

    /// A socket of IPv4 or IPv6 (linux/inet_diag.h).
    #[derive(PartialEq, Eq)]
    struct inet_diag_msg: "struct inet_diag_msg" {
        /// The family.
        idiag_family: u8,
        /// The state (`TCP_*`).
        idiag_state: u8,
        /// The timer that runs.
        idiag_timer: u8,
        /// How often it has expired.
        idiag_retrans: u8,
        /// Which socket.
        id: inet_diag_sockid,
        /// Milliseconds until the timer expires.
        idiag_expires: u32,
        /// Bytes to read; of a listener, connections that wait.
        idiag_rqueue: u32,
        /// Bytes to send; of a listener, the most connections.
        idiag_wqueue: u32,
        /// The owner.
        idiag_uid: u32,
        /// The inode's number.
        idiag_inode: u32,
    }

    /// Memory of a socket in bytes (linux/inet_diag.h).
    #[derive(PartialEq, Eq)]
    struct inet_diag_meminfo: "struct inet_diag_meminfo" {
        /// For data received.
        idiag_rmem: u32,
        /// For data to be sent.
        idiag_wmem: u32,
        /// Set aside.
        idiag_fmem: u32,
        /// For data in the protocol's hands.
        idiag_tmem: u32,
    }

    /// A request about Unix sockets (linux/unix_diag.h).
    #[derive(PartialEq, Eq)]
    struct unix_diag_req: "struct unix_diag_req" {
        /// The family.
        sdiag_family: u8,
        /// The protocol.
        sdiag_protocol: u8,
        /// Unused.
        pad: u16,
        /// States to tell of, a bit each.
        udiag_states: u32,
        /// The inode's number.
        udiag_ino: u32,
        /// What to tell (`UDIAG_SHOW_*`).
        udiag_show: u32,
        /// The socket's own number; all ones for any.
        udiag_cookie: [u32; 2],
    }

    /// A Unix socket (linux/unix_diag.h).
    #[derive(PartialEq, Eq)]
    struct unix_diag_msg: "struct unix_diag_msg" {
        /// The family.
        udiag_family: u8,
        /// `SOCK_*`.
        udiag_type: u8,
        /// The state (`TCP_*`).
        udiag_state: u8,
        /// Unused.
        pad: u8,
        /// The inode's number.
        udiag_ino: u32,
        /// The socket's own number.
        udiag_cookie: [u32; 2],
    }

    /// The file that a Unix socket is bound to (linux/unix_diag.h).
    #[derive(PartialEq, Eq)]
    struct unix_diag_vfs: "struct unix_diag_vfs" {
        /// Its inode's number.
        udiag_vfs_ino: u32,
        /// Its device, as the kernel numbers them.
        udiag_vfs_dev: u32,
    }

    /// What waits at a Unix socket (linux/unix_diag.h).
    #[derive(PartialEq, Eq)]
    struct unix_diag_rqlen: "struct unix_diag_rqlen" {
        /// Bytes to read; of a listener, connections that wait.
        udiag_rqueue: u32,
        /// Bytes that there is room for; of a listener, the most connections.
        udiag_wqueue: u32,
    }

    /// A part of the kernel that sends messages (linux/connector.h).
    #[derive(PartialEq, Eq)]
    struct cb_id: "struct cb_id" {
        /// `CN_IDX_*`.
        idx: u32,
        /// `CN_VAL_*`.
        val: u32,
    }

    /// The head of a message of the connector (linux/connector.h). The data follow.
    struct cn_msg: "struct cn_msg" {
        /// Whose message it is.
        id: cb_id,
        /// Its number.
        seq: u32,
        /// The number of what it answers.
        ack: u32,
        /// Bytes of data.
        len: u16,
        /// Unused.
        flags: u16,
        /// The data.
        data: [u8; 0],
    }

    /// A fork.
    struct proc_event_fork: "struct fork_proc_event" {
        /// The parent thread.
        parent_pid: i32,
        /// Its process.
        parent_tgid: i32,
        /// The child thread.
        child_pid: i32,
        /// Its process.
        child_tgid: i32,
    }

    /// An exec, or a new session.
    struct proc_event_exec: "struct exec_proc_event" {
        /// The thread.
        process_pid: i32,
        /// Its process.
        process_tgid: i32,
    }

    /// A change of users or groups.
    struct proc_event_id: "struct id_proc_event" {
        /// The thread.
        process_pid: i32,
        /// Its process.
        process_tgid: i32,
        /// The real one.
        r: proc_real_id,
        /// The effective one.
        e: proc_effective_id,
    }

    /// A real user or group.
    union proc_real_id: "__typeof__(((struct id_proc_event *)0)->r)" {
        /// The user.
        ruid: u32,
        /// The group.
        rgid: u32,
    }

    /// An effective user or group.
    union proc_effective_id: "__typeof__(((struct id_proc_event *)0)->e)" {
        /// The user.
        euid: u32,
        /// The group.
        egid: u32,
    }

    /// The start or the end of tracing.
    struct proc_event_ptrace: "struct ptrace_proc_event" {
        /// The thread.
        process_pid: i32,
        /// Its process.
        process_tgid: i32,
        /// The tracing thread; zero at the end.
        tracer_pid: i32,
        /// Its process.
        tracer_tgid: i32,
    }

    /// A change of name.
    struct proc_event_comm: "struct comm_proc_event" {
        /// The thread.
        process_pid: i32,
        /// Its process.
        process_tgid: i32,
        /// The name, up to a zero.
        comm: [u8; 16] as [Char; 16],
    }

    /// An end.
    struct proc_event_exit: "struct exit_proc_event" {
        /// The thread.
        process_pid: i32,
        /// Its process.
        process_tgid: i32,
        /// The status, as wait(2) has it.
        exit_code: u32,
        /// The signal that the parent gets.
        exit_signal: u32,
        /// The parent thread.
        parent_pid: i32,
        /// Its process.
        parent_tgid: i32,
    }

    /// What an event of a process says.
    union proc_event_data: "__typeof__(((struct proc_event *)0)->event_data)" {
        /// Of `PROC_EVENT_FORK`.
        fork: proc_event_fork,
        /// Of `PROC_EVENT_EXEC`; that of `PROC_EVENT_SID` is the same.
        exec: proc_event_exec,
        /// Of `PROC_EVENT_UID` and `PROC_EVENT_GID`.
        id: proc_event_id,
        /// Of `PROC_EVENT_PTRACE`.
        ptrace: proc_event_ptrace,
        /// Of `PROC_EVENT_COMM`.
        comm: proc_event_comm,
        /// Of `PROC_EVENT_EXIT`.
        exit: proc_event_exit,
    }

    /// An event of a process (linux/cn_proc.h).
    #[repr(align(8))]
    struct proc_event: "struct proc_event" {
        /// `PROC_EVENT_*`.
        what: u32,
        /// The processor.
        cpu: u32,
        /// Nanoseconds since boot.
        timestamp_ns: u64,
        /// What it says.
        event_data: proc_event_data,
    }
}

const _: () = assert!(size_of::<inet_diag_req_v2>() == 56 && size_of::<inet_diag_msg>() == 72);
const _: () = assert!(size_of::<cn_msg>() == 20 && size_of::<proc_event>() == 40);
