//! Encrypted directories (linux/fscrypt.h; the kernel's Documentation/filesystems/fscrypt.rst).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Ciphers (linux/fscrypt.h).
    values FSCRYPT_MODE: u8 as Str {
        AES_256_XTS = general::FSCRYPT_MODE_AES_256_XTS,
        AES_256_CTS = general::FSCRYPT_MODE_AES_256_CTS,
        AES_128_CBC = general::FSCRYPT_MODE_AES_128_CBC,
        AES_128_CTS = general::FSCRYPT_MODE_AES_128_CTS,
        SM4_XTS = general::FSCRYPT_MODE_SM4_XTS,
        SM4_CTS = general::FSCRYPT_MODE_SM4_CTS,
        ADIANTUM = general::FSCRYPT_MODE_ADIANTUM,
        AES_256_HCTR2 = general::FSCRYPT_MODE_AES_256_HCTR2,
    }

    /// Flags of a policy, and its two versions (linux/fscrypt.h).
    flags FSCRYPT_POLICY: u8 as Multi {
        V1 = general::FSCRYPT_POLICY_V1,
        V2 = general::FSCRYPT_POLICY_V2,
        FLAGS_PAD_4 = general::FSCRYPT_POLICY_FLAGS_PAD_4,
        FLAGS_PAD_8 = general::FSCRYPT_POLICY_FLAGS_PAD_8,
        FLAGS_PAD_16 = general::FSCRYPT_POLICY_FLAGS_PAD_16,
        FLAGS_PAD_32 = general::FSCRYPT_POLICY_FLAGS_PAD_32,
        FLAG_DIRECT_KEY = general::FSCRYPT_POLICY_FLAG_DIRECT_KEY,
        FLAG_IV_INO_LBLK_64 = general::FSCRYPT_POLICY_FLAG_IV_INO_LBLK_64,
        FLAG_IV_INO_LBLK_32 = general::FSCRYPT_POLICY_FLAG_IV_INO_LBLK_32,
    }

    /// How a key is named (linux/fscrypt.h).
    values FSCRYPT_KEY_SPEC_TYPE: u32 as Str {
        DESCRIPTOR = general::FSCRYPT_KEY_SPEC_TYPE_DESCRIPTOR,
        IDENTIFIER = general::FSCRYPT_KEY_SPEC_TYPE_IDENTIFIER,
    }

    /// What was left when a key was removed (linux/fscrypt.h).
    flags FSCRYPT_KEY_REMOVAL_STATUS_FLAG: u32 as Multi {
        FILES_BUSY = general::FSCRYPT_KEY_REMOVAL_STATUS_FLAG_FILES_BUSY,
        OTHER_USERS = general::FSCRYPT_KEY_REMOVAL_STATUS_FLAG_OTHER_USERS,
    }

    /// Whether a key is there (linux/fscrypt.h).
    values FSCRYPT_KEY_STATUS: u32 as Str {
        ABSENT = general::FSCRYPT_KEY_STATUS_ABSENT,
        PRESENT = general::FSCRYPT_KEY_STATUS_PRESENT,
        INCOMPLETELY_REMOVED = general::FSCRYPT_KEY_STATUS_INCOMPLETELY_REMOVED,
    }
}
