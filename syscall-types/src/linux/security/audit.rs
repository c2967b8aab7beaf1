//! The audit system (linux/audit.h).

use linux_raw_sys::ptrace;

use crate::declare::structs;
use crate::reflect::Char;

structs! {
    /// The state of the audit system (linux/audit.h).
    audit_status: "struct audit_status" = ptrace::audit_status {
        mask, enabled, failure, pid, rate_limit, backlog_limit, lost, backlog,
        version = __bindgen_anon_1.version,
        feature_bitmap = __bindgen_anon_1.feature_bitmap,
        backlog_wait_time, backlog_wait_time_actual,
    }

    /// Features of the audit system (linux/audit.h).
    audit_features: "struct audit_features" = ptrace::audit_features { vers, mask, features, lock }

    /// Whether input of terminals is audited (linux/audit.h).
    audit_tty_status: "struct audit_tty_status" = ptrace::audit_tty_status { enabled, log_passwd }

    /// A rule of the audit system; the texts of its fields follow (linux/audit.h).
    struct audit_rule_data: "struct audit_rule_data" {
        /// The list that it belongs to (`AUDIT_FILTER_*`).
        flags: u32,
        /// `AUDIT_ALWAYS` and others.
        action: u32,
        /// How many fields.
        field_count: u32,
        /// Its system calls, a bit each.
        mask: [u32; 64],
        /// What is compared (`AUDIT_*`).
        fields: [u32; 64],
        /// With what: a number, or the length of a text.
        values: [u32; 64],
        /// How (`AUDIT_EQUAL` and others).
        fieldflags: [u32; 64],
        /// Bytes of the texts.
        buflen: u32,
        /// The texts.
        buf: [u8; 0] as [Char; 0],
    }
}
