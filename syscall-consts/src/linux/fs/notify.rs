//! Watching files: inotify(7) and fanotify(7) (linux/inotify.h, linux/fanotify.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Events that fanotify_mark(2) asks for and that are read (linux/fanotify.h).
    flags FAN: u64 as Multi {
        ACCESS = FAN_ACCESS: 0x1,
        MODIFY = FAN_MODIFY: 0x2,
        ATTRIB = FAN_ATTRIB: 0x4,
        CLOSE_WRITE = FAN_CLOSE_WRITE: 0x8,
        CLOSE_NOWRITE = FAN_CLOSE_NOWRITE: 0x10,
        OPEN = FAN_OPEN: 0x20,
        MOVED_FROM = FAN_MOVED_FROM: 0x40,
        MOVED_TO = FAN_MOVED_TO: 0x80,
        CREATE = FAN_CREATE: 0x100,
        DELETE = FAN_DELETE: 0x200,
        DELETE_SELF = FAN_DELETE_SELF: 0x400,
        MOVE_SELF = FAN_MOVE_SELF: 0x800,
        OPEN_EXEC = FAN_OPEN_EXEC: 0x1000,
        Q_OVERFLOW = FAN_Q_OVERFLOW: 0x4000,
        FS_ERROR = FAN_FS_ERROR: 0x8000,
        OPEN_PERM = FAN_OPEN_PERM: 0x1_0000,
        ACCESS_PERM = FAN_ACCESS_PERM: 0x2_0000,
        OPEN_EXEC_PERM = FAN_OPEN_EXEC_PERM: 0x4_0000,
        PRE_ACCESS = FAN_PRE_ACCESS: 0x10_0000,
        MNT_ATTACH = FAN_MNT_ATTACH: 0x100_0000,
        MNT_DETACH = FAN_MNT_DETACH: 0x200_0000,
        EVENT_ON_CHILD = FAN_EVENT_ON_CHILD: 0x800_0000,
        RENAME = FAN_RENAME: 0x1000_0000,
        ONDIR = FAN_ONDIR: 0x4000_0000,
        CLOSE = FAN_CLOSE: 0x18,
        MOVE = FAN_MOVE: 0xc0,
    }

    /// Flags of fanotify_init(2) (linux/fanotify.h).
    flags FAN_INIT: u32 as Multi {
        CLOEXEC = FAN_CLOEXEC: 0x1,
        NONBLOCK = FAN_NONBLOCK: 0x2,
        CLASS_NOTIF = FAN_CLASS_NOTIF: 0,
        CLASS_CONTENT = FAN_CLASS_CONTENT: 0x4,
        CLASS_PRE_CONTENT = FAN_CLASS_PRE_CONTENT: 0x8,
        UNLIMITED_QUEUE = FAN_UNLIMITED_QUEUE: 0x10,
        UNLIMITED_MARKS = FAN_UNLIMITED_MARKS: 0x20,
        ENABLE_AUDIT = FAN_ENABLE_AUDIT: 0x40,
        REPORT_PIDFD = FAN_REPORT_PIDFD: 0x80,
        REPORT_TID = FAN_REPORT_TID: 0x100,
        REPORT_FID = FAN_REPORT_FID: 0x200,
        REPORT_DIR_FID = FAN_REPORT_DIR_FID: 0x400,
        REPORT_NAME = FAN_REPORT_NAME: 0x800,
        REPORT_TARGET_FID = FAN_REPORT_TARGET_FID: 0x1000,
        REPORT_FD_ERROR = FAN_REPORT_FD_ERROR: 0x2000,
        REPORT_MNT = FAN_REPORT_MNT: 0x4000,
        REPORT_DFID_NAME = FAN_REPORT_DFID_NAME: 0xc00,
        REPORT_DFID_NAME_TARGET = FAN_REPORT_DFID_NAME_TARGET: 0x1e00,
    }

    /// Flags of fanotify_mark(2) (linux/fanotify.h).
    flags FAN_MARK: u32 as Multi {
        ADD = FAN_MARK_ADD: 0x1,
        REMOVE = FAN_MARK_REMOVE: 0x2,
        DONT_FOLLOW = FAN_MARK_DONT_FOLLOW: 0x4,
        ONLYDIR = FAN_MARK_ONLYDIR: 0x8,
        INODE = FAN_MARK_INODE: 0,
        MOUNT = FAN_MARK_MOUNT: 0x10,
        IGNORED_MASK = FAN_MARK_IGNORED_MASK: 0x20,
        IGNORED_SURV_MODIFY = FAN_MARK_IGNORED_SURV_MODIFY: 0x40,
        FLUSH = FAN_MARK_FLUSH: 0x80,
        FILESYSTEM = FAN_MARK_FILESYSTEM: 0x100,
        MNTNS = FAN_MARK_MNTNS: 0x110,
        EVICTABLE = FAN_MARK_EVICTABLE: 0x200,
        IGNORE = FAN_MARK_IGNORE: 0x400,
        IGNORE_SURV = FAN_MARK_IGNORE_SURV: 0x440,
    }

    /// Answers to events that ask for permission (linux/fanotify.h).
    flags FAN_RESPONSE: u32 as Multi {
        ALLOW = FAN_ALLOW: 0x1,
        DENY = FAN_DENY: 0x2,
        AUDIT = FAN_AUDIT: 0x10,
        INFO = FAN_INFO: 0x20,
    }

    /// Types of the records behind an event (linux/fanotify.h).
    values FAN_EVENT_INFO_TYPE: u8 as Str {
        FID = FAN_EVENT_INFO_TYPE_FID: 1,
        DFID_NAME = FAN_EVENT_INFO_TYPE_DFID_NAME: 2,
        DFID = FAN_EVENT_INFO_TYPE_DFID: 3,
        PIDFD = FAN_EVENT_INFO_TYPE_PIDFD: 4,
        ERROR = FAN_EVENT_INFO_TYPE_ERROR: 5,
        RANGE = FAN_EVENT_INFO_TYPE_RANGE: 6,
        MNT = FAN_EVENT_INFO_TYPE_MNT: 7,
        OLD_DFID_NAME = FAN_EVENT_INFO_TYPE_OLD_DFID_NAME: 10,
        NEW_DFID_NAME = FAN_EVENT_INFO_TYPE_NEW_DFID_NAME: 12,
    }

    /// Events and options of inotify (linux/inotify.h).
    flags IN: u32 as Multi {
        ACCESS = general::IN_ACCESS,
        MODIFY = general::IN_MODIFY,
        ATTRIB = general::IN_ATTRIB,
        CLOSE_WRITE = general::IN_CLOSE_WRITE,
        CLOSE_NOWRITE = general::IN_CLOSE_NOWRITE,
        CLOSE = general::IN_CLOSE,
        OPEN = general::IN_OPEN,
        MOVED_FROM = general::IN_MOVED_FROM,
        MOVED_TO = general::IN_MOVED_TO,
        MOVE = general::IN_MOVE,
        CREATE = general::IN_CREATE,
        DELETE = general::IN_DELETE,
        DELETE_SELF = general::IN_DELETE_SELF,
        MOVE_SELF = general::IN_MOVE_SELF,
        ALL_EVENTS = general::IN_ALL_EVENTS,
        UNMOUNT = general::IN_UNMOUNT,
        Q_OVERFLOW = general::IN_Q_OVERFLOW,
        IGNORED = general::IN_IGNORED,
        ONLYDIR = general::IN_ONLYDIR,
        DONT_FOLLOW = general::IN_DONT_FOLLOW,
        EXCL_UNLINK = general::IN_EXCL_UNLINK,
        MASK_ADD = general::IN_MASK_ADD,
        ISDIR = general::IN_ISDIR,
        ONESHOT = general::IN_ONESHOT,
        MASK_CREATE = general::IN_MASK_CREATE,
    }

    /// Flags of inotify_init1(2) (linux/inotify.h).
    flags IN_INIT: u32 as Multi {
        NONBLOCK = general::IN_NONBLOCK,
        CLOEXEC = general::IN_CLOEXEC,
    }
}
