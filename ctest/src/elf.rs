//! Reads one section of an object file: as much of ELF as that takes (elf(5)), of either width and byte order.

/// A section of an object file.
#[derive(Copy, Clone, Debug)]
pub struct Section<'a> {
    bytes: &'a [u8],
    big_endian: bool,
}

impl<'a> Section<'a> {
    /// What it holds.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The section as numbers of 64 bits.
    pub fn numbers(&self) -> impl Iterator<Item = u64> + '_ {
        self.bytes
            .chunks_exact(8)
            .map(|bytes| number(bytes, self.big_endian))
    }

    /// The number of `size` bytes at `offset`, when all other bytes are zero.
    pub fn only(&self, offset: usize, size: usize) -> Option<u64> {
        let (before, rest) = self.bytes.split_at_checked(offset)?;
        let (own, after) = rest.split_at_checked(size)?;
        let empty = before.iter().chain(after).all(|&byte| byte == 0);
        empty.then(|| number(own, self.big_endian))
    }
}

fn number(bytes: &[u8], big_endian: bool) -> u64 {
    let digit = |sum, byte: &u8| sum << 8 | u64::from(*byte);
    if big_endian {
        bytes.iter().fold(0, digit)
    } else {
        bytes.iter().rev().fold(0, digit)
    }
}

/// The section of that name, if `object` is an ELF file that has it.
pub fn section<'a>(object: &'a [u8], name: &str) -> Option<Section<'a>> {
    let &[0x7f, b'E', b'L', b'F', class, order, ..] = object else {
        return None;
    };
    let (wide, big_endian) = (class == 2, order == 2);
    let read = |at: usize, size: usize| -> Option<usize> {
        let bytes = object.get(at..at.checked_add(size)?)?;
        usize::try_from(number(bytes, big_endian)).ok()
    };
    let word = if wide { 8 } else { 4 };
    // Offsets within the file header and within a section header: wide, narrow.
    let at = |wide_offset, narrow_offset| if wide { wide_offset } else { narrow_offset };
    let headers = read(at(0x28, 0x20), word)?;
    let header_size = read(at(0x3a, 0x2e), 2)?;
    let count = read(at(0x3c, 0x30), 2)?;
    let header = |index: usize| headers.checked_add(index.checked_mul(header_size)?);
    let contents = |header: usize| {
        let start = read(header + at(0x18, 0x10), word)?;
        let size = read(header + at(0x20, 0x14), word)?;
        object.get(start..start.checked_add(size)?)
    };
    let names = contents(header(read(at(0x3e, 0x32), 2)?)?)?;
    let found = (0..count).filter_map(header).find(|&header| {
        read(header, 4)
            .and_then(|start| names.get(start..))
            .and_then(|rest| rest.split(|&byte| byte == 0).next())
            .is_some_and(|own| own == name.as_bytes())
    })?;
    Some(Section {
        bytes: contents(found)?,
        big_endian,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An object file with one section ".x" of eight bytes.
    fn object(wide: bool, big_endian: bool) -> Vec<u8> {
        let mut file = vec![
            0x7f,
            b'E',
            b'L',
            b'F',
            1 + u8::from(wide),
            1 + u8::from(big_endian),
        ];
        file.resize(if wide { 0x40 } else { 0x34 }, 0);
        let put = |file: &mut Vec<u8>, at: usize, size: usize, value: u64| {
            let bytes = value.to_be_bytes();
            let mut bytes = bytes[8 - size..].to_vec();
            if !big_endian {
                bytes.reverse();
            }
            if file.len() < at + size {
                file.resize(at + size, 0);
            }
            file[at..at + size].copy_from_slice(&bytes);
        };
        let (word, header) = if wide { (8, 0x40) } else { (4, 0x28) };
        let fields = if wide {
            [0x28, 0x3a, 0x3c, 0x3e]
        } else {
            [0x20, 0x2e, 0x30, 0x32]
        };
        let (names, data, headers) = (0x80, 0x90, 0xa0);
        for (at, (size, value)) in
            fields
                .into_iter()
                .zip([(word, headers), (2, header), (2, 3), (2, 2)])
        {
            put(&mut file, at, size, value as u64);
        }
        let (offset, len) = if wide { (0x18, 0x20) } else { (0x10, 0x14) };
        for (index, (name, start, size)) in [(0, 0, 0), (1, data, 8), (4, names, 14)]
            .into_iter()
            .enumerate()
        {
            let at = headers + index * header;
            put(&mut file, at, 4, name);
            put(&mut file, at + offset, word, start as u64);
            put(&mut file, at + len, word, size);
            put(&mut file, at + header - 1, 1, 0);
        }
        file[names..names + 14].copy_from_slice(b"\0.x\0.shstrtab\0");
        put(&mut file, data, 8, 0x0102_0304_0506_0708);
        file
    }

    #[test]
    fn every_width_and_order() {
        for wide in [false, true] {
            for big_endian in [false, true] {
                let file = object(wide, big_endian);
                let found = section(&file, ".x").expect("the section");
                assert_eq!(found.numbers().collect::<Vec<_>>(), [0x0102_0304_0506_0708]);
                assert!(section(&file, ".y").is_none());
            }
        }
    }

    #[test]
    fn cut_short() {
        let file = object(true, false);
        for len in 0..file.len() {
            // Any answer but a panic.
            let _ = section(&file[..len], ".x");
        }
    }
}
