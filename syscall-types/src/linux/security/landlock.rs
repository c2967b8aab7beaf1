//! Restrictions and their supervision: Landlock, notifications of seccomp filters, the audit system, security modules, keys
//! (linux/landlock.h, linux/seccomp.h, linux/audit.h, linux/lsm.h, linux/keyctl.h).

use linux_raw_sys::{landlock, ptrace};

use crate::declare::structs;
use crate::linux::seccomp_data;
use crate::reflect::Char;

structs! {
    /// What a set of Landlock rules handles (linux/landlock.h). Older kernels accept fewer bytes.
    landlock_ruleset_attr: "struct landlock_ruleset_attr" = landlock::landlock_ruleset_attr {
        handled_access_fs, handled_access_net, scoped,
    }

    /// A rule of Landlock about what is beneath a directory (linux/landlock.h). Packed.
    landlock_path_beneath_attr: "struct landlock_path_beneath_attr" = landlock::landlock_path_beneath_attr {
        allowed_access, parent_fd,
    }

    /// A rule of Landlock about a port (linux/landlock.h).
    landlock_net_port_attr: "struct landlock_net_port_attr" = landlock::landlock_net_port_attr { allowed_access, port }

    /// Sizes of the kernel's structures of notifications (linux/seccomp.h).
    seccomp_notif_sizes: "struct seccomp_notif_sizes" = ptrace::seccomp_notif_sizes {
        seccomp_notif, seccomp_notif_resp, seccomp_data,
    }

    /// A system call that waits for its supervisor (linux/seccomp.h).
    seccomp_notif: "struct seccomp_notif" = ptrace::seccomp_notif { id, pid, flags, data as seccomp_data }

    /// The supervisor's answer (linux/seccomp.h).
    seccomp_notif_resp: "struct seccomp_notif_resp" = ptrace::seccomp_notif_resp { id, val, error, flags }

    /// A descriptor that the supervisor adds to the process (linux/seccomp.h).
    seccomp_notif_addfd: "struct seccomp_notif_addfd" = ptrace::seccomp_notif_addfd {
        id, flags, srcfd, newfd, newfd_flags,
    }

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

    /// What a security module knows of a process (linux/lsm.h). Its text follows.
    struct lsm_ctx: "struct lsm_ctx" {
        /// The module (`LSM_ID_*`).
        id: u64,
        /// The module's own flags.
        flags: u64,
        /// Bytes of the record.
        len: u64,
        /// Bytes of the text.
        ctx_len: u64,
        /// The text.
        ctx: [u8; 0],
    }

    /// The keys of a Diffie-Hellman exchange, for keyctl(2) (linux/keyctl.h).
    struct keyctl_dh_params: "struct keyctl_dh_params" {
        /// The key with the private number; C's old name for it is `private`.
        r#priv: i32,
        /// The key with the prime.
        prime: i32,
        /// The key with the base.
        base: i32,
    }

    /// How the result of such an exchange becomes a key (linux/keyctl.h).
    struct keyctl_kdf_params: "struct keyctl_kdf_params" {
        /// The name of the hash.
        hashname: *mut Char,
        /// Further bytes that the hash takes.
        otherinfo: *mut Char,
        /// How many.
        otherinfolen: u32,
        #[doc(hidden)]
        __spare: [u32; 8],
    }

    /// What a public key can do (linux/keyctl.h).
    struct keyctl_pkey_query: "struct keyctl_pkey_query" {
        /// `KEYCTL_SUPPORTS_*`.
        supported_ops: u32,
        /// Bits of the key.
        key_size: u32,
        /// The most bytes to sign.
        max_data_size: u16,
        /// The most bytes of a signature.
        max_sig_size: u16,
        /// The most bytes of a ciphertext.
        max_enc_size: u16,
        /// The most bytes of a plaintext.
        max_dec_size: u16,
        #[doc(hidden)]
        __spare: [u32; 10],
    }

    /// What a public key is to do (linux/keyctl.h).
    struct keyctl_pkey_params: "struct keyctl_pkey_params" {
        /// The key.
        key_id: i32,
        /// Bytes that go in.
        in_len: u32,
        /// Bytes of the output's room, or of the second input (`in2_len`).
        out_len: u32,
        #[doc(hidden)]
        __spare: [u32; 7],
    }
}

const _: () = assert!(size_of::<lsm_ctx>() == 32 && size_of::<keyctl_pkey_query>() == 56);
