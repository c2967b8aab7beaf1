//! TLS records that the kernel encrypts (linux/tls.h; the kernel's Documentation/networking/tls.rst).

use crate::declare::structs;

structs! {
    /// The version and the cipher of an encrypted connection (linux/tls.h).
    #[derive(PartialEq, Eq)]
    struct tls_crypto_info: "struct tls_crypto_info" {
        /// `TLS_1_2_VERSION` or `TLS_1_3_VERSION`.
        version: u16,
        /// `TLS_CIPHER_*`.
        cipher_type: u16,
    }

    /// Keys of AES-GCM with 128 bits (linux/tls.h).
    struct tls12_crypto_info_aes_gcm_128: "struct tls12_crypto_info_aes_gcm_128" {
        /// Version and cipher.
        info: tls_crypto_info,
        /// The explicit part of the nonce.
        iv: [u8; 8],
        /// The key.
        key: [u8; 16],
        /// The implicit part of the nonce.
        salt: [u8; 4],
        /// The number of the next record, in network byte order.
        rec_seq: [u8; 8],
    }

    /// Keys of AES-GCM with 256 bits (linux/tls.h).
    struct tls12_crypto_info_aes_gcm_256: "struct tls12_crypto_info_aes_gcm_256" {
        /// Version and cipher.
        info: tls_crypto_info,
        /// The explicit part of the nonce.
        iv: [u8; 8],
        /// The key.
        key: [u8; 32],
        /// The implicit part of the nonce.
        salt: [u8; 4],
        /// The number of the next record, in network byte order.
        rec_seq: [u8; 8],
    }

    /// Keys of AES-CCM with 128 bits (linux/tls.h).
    struct tls12_crypto_info_aes_ccm_128: "struct tls12_crypto_info_aes_ccm_128" {
        /// Version and cipher.
        info: tls_crypto_info,
        /// The explicit part of the nonce.
        iv: [u8; 8],
        /// The key.
        key: [u8; 16],
        /// The implicit part of the nonce.
        salt: [u8; 4],
        /// The number of the next record, in network byte order.
        rec_seq: [u8; 8],
    }

    /// Keys of ChaCha20-Poly1305 (linux/tls.h).
    struct tls12_crypto_info_chacha20_poly1305: "struct tls12_crypto_info_chacha20_poly1305" {
        /// Version and cipher.
        info: tls_crypto_info,
        /// The nonce.
        iv: [u8; 12],
        /// The key.
        key: [u8; 32],
        /// Nothing.
        salt: [u8; 0],
        /// The number of the next record, in network byte order.
        rec_seq: [u8; 8],
    }
}

const _: () = assert!(size_of::<tls12_crypto_info_aes_gcm_256>() == 56);
