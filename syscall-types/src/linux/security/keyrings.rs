//! Keys that the kernel keeps (keyrings(7), keyctl(2); linux/keyctl.h).

use crate::declare::structs;
use crate::reflect::Char;

structs! {
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

const _: () = assert!(size_of::<keyctl_pkey_query>() == 56);
