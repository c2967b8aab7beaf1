//! Events of processes that netlink tells (linux/connector.h, linux/cn_proc.h; the kernel's
//! Documentation/driver-api/connector.rst).

use crate::declare::structs;
use crate::reflect::Char;

structs! {
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

const _: () = assert!(size_of::<cn_msg>() == 20 && size_of::<proc_event>() == 40);
