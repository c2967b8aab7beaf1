//! TLS records that the kernel encrypts (linux/tls.h; the kernel's Documentation/networking/tls.rst).

use crate::declare::groups;

groups! {
    /// Options of SOL_TLS (linux/tls.h).
    values TLS: i32 as Str {
        TX = TLS_TX: 1,
        RX = TLS_RX: 2,
        TX_ZEROCOPY_RO = TLS_TX_ZEROCOPY_RO: 3,
        RX_EXPECT_NO_PAD = TLS_RX_EXPECT_NO_PAD: 4,
    }

    /// Ciphers of TLS_TX and TLS_RX (linux/tls.h).
    values TLS_CIPHER: u16 as Str {
        AES_GCM_128 = TLS_CIPHER_AES_GCM_128: 51,
        AES_GCM_256 = TLS_CIPHER_AES_GCM_256: 52,
        AES_CCM_128 = TLS_CIPHER_AES_CCM_128: 53,
        CHACHA20_POLY1305 = TLS_CIPHER_CHACHA20_POLY1305: 54,
        SM4_GCM = TLS_CIPHER_SM4_GCM: 55,
        SM4_CCM = TLS_CIPHER_SM4_CCM: 56,
        ARIA_GCM_128 = TLS_CIPHER_ARIA_GCM_128: 57,
        ARIA_GCM_256 = TLS_CIPHER_ARIA_GCM_256: 58,
    }
}
