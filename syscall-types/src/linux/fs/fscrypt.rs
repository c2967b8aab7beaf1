//! Encrypted directories: their policies and keys (linux/fscrypt.h; the kernel's
//! Documentation/filesystems/fscrypt.rst).

use linux_raw_sys::general;

use crate::declare::structs;

structs! {
    /// How a directory's files are encrypted, of the first version (linux/fscrypt.h).
    fscrypt_policy_v1: "struct fscrypt_policy_v1" = general::fscrypt_policy_v1 {
        version, contents_encryption_mode, filenames_encryption_mode, flags, master_key_descriptor,
    }

    /// A key for encrypted directories (linux/fscrypt.h).
    struct fscrypt_key_specifier: "struct fscrypt_key_specifier" {
        /// `FSCRYPT_KEY_SPEC_TYPE_*`.
        r#type: u32,
        #[doc(hidden)]
        __reserved: u32,
        /// The key's name.
        u: fscrypt_key_name,
    }

    /// A key's name by its type (linux/fscrypt.h).
    union fscrypt_key_name: "__typeof__(((struct fscrypt_key_specifier *)0)->u)" {
        /// Of policies of the first version.
        descriptor: [u8; 8],
        /// Of policies of the second version.
        identifier: [u8; 16],
        #[doc(hidden)]
        __reserved: [u8; 32],
    }

    /// A key to add to a file system; its bytes follow (linux/fscrypt.h).
    struct fscrypt_add_key_arg: "struct fscrypt_add_key_arg" {
        /// The key's number; the kernel fills in an identifier.
        key_spec: fscrypt_key_specifier,
        /// Bytes of the key.
        raw_size: u32,
        /// A key of the kernel's key rings instead.
        key_id: u32,
        #[doc(hidden)]
        __reserved: [u32; 8],
        /// The key.
        raw: [u8; 0],
    }

    /// How a directory's files are encrypted, of the second version (linux/fscrypt.h).
    fscrypt_policy_v2: "struct fscrypt_policy_v2" = general::fscrypt_policy_v2 {
        version, contents_encryption_mode, filenames_encryption_mode, flags, log2_data_unit_size, master_key_identifier,
    }

    /// A policy by its version (linux/fscrypt.h).
    union fscrypt_policy: "__typeof__(((struct fscrypt_get_policy_ex_arg *)0)->policy)" {
        /// `FSCRYPT_POLICY_V1` or `FSCRYPT_POLICY_V2`.
        version: u8,
        /// Of the first version.
        v1: fscrypt_policy_v1,
        /// Of the second version.
        v2: fscrypt_policy_v2,
    }

    /// The policy of a file (linux/fscrypt.h).
    struct fscrypt_get_policy_ex_arg: "struct fscrypt_get_policy_ex_arg" {
        /// Bytes of room, then of the policy.
        policy_size: u64,
        /// The policy.
        policy: fscrypt_policy,
    }

    /// A key to remove from a file system (linux/fscrypt.h).
    struct fscrypt_remove_key_arg: "struct fscrypt_remove_key_arg" {
        /// The key.
        key_spec: fscrypt_key_specifier,
        /// What was left (`FSCRYPT_KEY_REMOVAL_STATUS_FLAG_*`).
        removal_status_flags: u32,
        #[doc(hidden)]
        __reserved: [u32; 5],
    }

    /// Whether a file system has a key (linux/fscrypt.h).
    struct fscrypt_get_key_status_arg: "struct fscrypt_get_key_status_arg" {
        /// The key.
        key_spec: fscrypt_key_specifier,
        #[doc(hidden)]
        __reserved: [u32; 6],
        /// `FSCRYPT_KEY_STATUS_*`.
        status: u32,
        /// `FSCRYPT_KEY_STATUS_FLAG_*`.
        status_flags: u32,
        /// How many users have added it.
        user_count: u32,
        #[doc(hidden)]
        __out_reserved: [u32; 13],
    }

    /// What a key of the kernel's key rings holds, of the type "fscrypt-provisioning" (linux/fscrypt.h).
    struct fscrypt_provisioning_key_payload: "struct fscrypt_provisioning_key_payload" {
        /// `FSCRYPT_KEY_SPEC_TYPE_*`.
        r#type: u32,
        /// Flags of the key.
        flags: u32,
        /// The key.
        raw: [u8; 0],
    }

    /// What a key of the kernel's key rings holds, for policies of the first version (linux/fscrypt.h).
    fscrypt_key: "struct fscrypt_key" = general::fscrypt_key { mode, raw, size }
}

const _: () = assert!(
    size_of::<fscrypt_key_specifier>() == 40 && size_of::<fscrypt_get_key_status_arg>() == 128
);
