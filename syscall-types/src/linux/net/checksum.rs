//! The checksum of IPv4 and UDP headers: the ones' complement of the ones' complement sum of 16-bit words (RFC 1071,
//! RFC 791, RFC 768).

use crate::linux::{iphdr, udphdr};

/// The sum of all words so far, not yet folded. An odd byte at the end is the first of a word whose second is zero.
fn add(sum: u64, bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks();
    let sum = words
        .iter()
        .fold(sum, |sum, word| sum + u64::from(u16::from_be_bytes(*word)));
    rest.iter()
        .fold(sum, |sum, byte| sum + (u64::from(*byte) << 8))
}

/// The checksum, as a number.
fn fold(mut sum: u64) -> u16 {
    while sum >> 16 != 0 {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !(sum as u16)
}

/// The checksum of bytes, as a number in host byte order.
pub fn internet_checksum(bytes: &[u8]) -> u16 {
    fold(add(0, bytes))
}

impl iphdr {
    /// The bytes as sent.
    pub const fn to_bytes(&self) -> [u8; 20] {
        let [[a, b], [c, d], [e, f]] = [
            self.tot_len.to_ne_bytes(),
            self.id.to_ne_bytes(),
            self.frag_off.to_ne_bytes(),
        ];
        let [g, h] = self.check.to_ne_bytes();
        let ([i, j, k, l], [m, n, o, p]) = (self.saddr.to_ne_bytes(), self.daddr.to_ne_bytes());
        [
            self.version_ihl,
            self.tos,
            a,
            b,
            c,
            d,
            e,
            f,
            self.ttl,
            self.protocol,
            g,
            h,
            i,
            j,
            k,
            l,
            m,
            n,
            o,
            p,
        ]
    }

    /// The checksum of a head without options, for `check`: in network byte order. What `check` is now does not matter.
    pub fn checksum(&self) -> u16 {
        internet_checksum(&iphdr { check: 0, ..*self }.to_bytes()).to_be()
    }
}

impl udphdr {
    /// The checksum of a packet with this head and this body, sent with that IPv4 head, for `check`: in network byte order,
    /// and never zero, which would mean that there is none.
    pub fn checksum(&self, ip: &iphdr, body: &[u8]) -> u16 {
        let pseudo = [ip.saddr.to_ne_bytes(), ip.daddr.to_ne_bytes()];
        let head = [
            self.source.to_ne_bytes(),
            self.dest.to_ne_bytes(),
            self.len.to_ne_bytes(),
            self.len.to_ne_bytes(),
        ];
        let sum = add(u64::from(ip.protocol), pseudo.as_flattened());
        match fold(add(add(sum, head.as_flattened()), body)) {
            0 => u16::MAX,
            checksum => checksum.to_be(),
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use crate::Plain;

    #[test]
    fn bytes() {
        // The example of RFC 1071.
        assert_eq!(
            internet_checksum(&[0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]),
            !0xddf2
        );
        assert_eq!(internet_checksum(&[]), 0xffff);
        assert_eq!(internet_checksum(&[0xff]), 0x00ff);
        assert_eq!(internet_checksum(&[0xff; 1 << 20]), 0);
    }

    fn ip() -> iphdr {
        iphdr {
            version_ihl: 0x45,
            tot_len: 0x73_u16.to_be(),
            frag_off: 0x4000_u16.to_be(),
            ttl: 0x40,
            protocol: 0x11,
            saddr: u32::from_ne_bytes([192, 168, 0, 1]),
            daddr: u32::from_ne_bytes([192, 168, 0, 199]),
            ..iphdr::zeroed()
        }
    }

    #[test]
    fn ip_heads() {
        let mut head = ip();
        assert_eq!(head.checksum(), 0xb861_u16.to_be());
        head.check = head.checksum();
        assert_eq!(head.checksum(), head.check);
        assert_eq!(internet_checksum(&head.to_bytes()), 0);
    }

    #[test]
    fn udp_packets() {
        let udp = udphdr {
            source: 53_u16.to_be(),
            dest: 4000_u16.to_be(),
            len: 11_u16.to_be(),
            check: 0,
        };
        let sum: u32 = 0xc0a8 + 1 + 0xc0a8 + 199 + 0x11 + 11 + 53 + 4000 + 11 + 0x6162 + 0x6300;
        let expected = !((sum & 0xffff) as u16).wrapping_add((sum >> 16) as u16);
        assert_eq!(udp.checksum(&ip(), b"abc"), expected.to_be());
        // A sum of zero is sent as all ones.
        let body = expected.to_be_bytes();
        let body = [b'a', b'b', b'c', 0, body[0], body[1]];
        assert_eq!(udp.checksum(&ip(), &body), 0xffff);
    }
}
