//! Reading the vDSO's ELF image: at which offset a function begins. It takes bytes, whatever they say, and looks at nothing
//! else; class and byte order are the image's own, so that every host can test all of them.
//!
//! Sources: System V ABI (gabi), chapters 4 and 5: file header, program headers, dynamic section, symbol table, hash table;
//! Linux Standard Base, Core, "Symbol Versioning"; the kernel's linker scripts (arch/*/**/vdso*.lds.S), which make one
//! loadable segment that begins with the file header. `DT_GNU_HASH` is what GNU ld writes (bfd/elflink.c).
//!
//! The hash tables only say how many symbols there are: an image has about twenty, and each is looked for once.

use linux_raw_sys::elf_uapi as elf;

/// An image with a table of dynamic symbols. All offsets are from its beginning, and within it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Image<'a> {
    file: File<'a>,
    /// What addresses are greater than offsets: where the image was linked to.
    bias: u64,
    symbols: u64,
    count: u64,
    strings: u64,
    versions: Option<Versions>,
}

/// The version of each symbol, and the definitions of versions.
#[derive(Clone, Copy, Debug)]
struct Versions {
    symbols: u64,
    definitions: u64,
}

/// How many bytes the image has of which `head` is the beginning, program headers included.
pub(super) fn size(head: &[u8]) -> Option<usize> {
    let file = File::new(head)?;
    let load = file.segment(elf::PT_LOAD)?;
    usize::try_from(load.offset.checked_add(load.size)?).ok()
}

impl<'a> Image<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        let file = File::new(bytes)?;
        let load = file.segment(elf::PT_LOAD)?;
        let bias = load.address.wrapping_sub(load.offset);
        let offset = |address: u64| file.within(address.wrapping_sub(bias));

        let (mut hash, mut gnu_hash, mut symbols, mut strings) = (None, None, None, None);
        let (mut versions, mut definitions) = (None, None);
        let mut entry = offset(file.segment(elf::PT_DYNAMIC)?.address)?;
        loop {
            let value = file.address(entry + file.wide(4, 8))?;
            match u32::try_from(file.address(entry)?) {
                Ok(elf::DT_NULL) => break,
                Ok(elf::DT_HASH) => hash = offset(value),
                Ok(elf::DT_GNU_HASH) => gnu_hash = offset(value),
                Ok(elf::DT_SYMTAB) => symbols = offset(value),
                Ok(elf::DT_STRTAB) => strings = offset(value),
                Ok(elf::DT_VERSYM) => versions = offset(value),
                Ok(elf::DT_VERDEF) => definitions = offset(value),
                _ => {}
            }
            entry += file.wide(8, 16);
        }

        let (symbols, strings) = (symbols?, strings?);
        let count = match (hash, gnu_hash) {
            (Some(table), _) => file.count(table)?,
            (None, table) => file.gnu_count(table?)?,
        };
        // The end of the last one: later loops over all of them are bounded.
        file.within(
            count
                .checked_mul(file.symbol_size())?
                .checked_add(symbols)?,
        )?;
        Some(Image {
            file,
            bias,
            symbols,
            count,
            strings,
            versions: versions
                .zip(definitions)
                .map(|(symbols, definitions)| Versions {
                    symbols,
                    definitions,
                }),
        })
    }

    /// The offset of a function with this name, which is given in two parts, and version. In an image without versions any
    /// will do.
    pub(super) fn function(&self, name: [&str; 2], version: &str) -> Option<usize> {
        let index = (1..self.count).find(|&index| {
            self.is_function(index) == Some(true)
                && self.is_named(index, name) == Some(true)
                && self.has_version(index, version) == Some(true)
        })?;
        let value = self
            .file
            .address(self.symbol(index) + self.file.wide(4, 8))?;
        usize::try_from(self.file.within(value.wrapping_sub(self.bias))?).ok()
    }

    fn symbol(&self, index: u64) -> u64 {
        self.symbols + index * self.file.symbol_size()
    }

    fn is_function(&self, index: u64) -> Option<bool> {
        let symbol = self.symbol(index);
        let [info] = self.file.bytes(symbol + self.file.wide(12, 4))?;
        let section = self.file.half(symbol + self.file.wide(14, 6))?;
        let (binding, kind) = (u32::from(info >> 4), u32::from(info & 0xf));
        Some(
            matches!(binding, elf::STB_GLOBAL | elf::STB_WEAK)
                && matches!(kind, elf::STT_NOTYPE | elf::STT_FUNC)
                && u32::from(section) != elf::SHN_UNDEF,
        )
    }

    fn is_named(&self, index: u64, name: [&str; 2]) -> Option<bool> {
        Some(self.is_text(self.file.word(self.symbol(index))?, name))
    }

    fn has_version(&self, index: u64, version: &str) -> Option<bool> {
        /// What is no flag of a version's number.
        const NUMBER: u16 = 0x7fff;
        let Some(Versions {
            symbols,
            definitions: mut at,
        }) = self.versions
        else {
            return Some(true);
        };
        let number = self.file.half(symbols + 2 * index)? & NUMBER;
        loop {
            let flags = self.file.half(at + 2)?;
            if u32::from(flags) & elf::VER_FLG_BASE == 0
                && self.file.half(at + 4)? & NUMBER == number
            {
                let first = at + u64::from(self.file.word(at + 12)?);
                return Some(self.is_text(self.file.word(first)?, [version, ""]));
            }
            // Forward only, so that this ends.
            match self.file.word(at + 16)? {
                0 => return Some(false),
                next => at += u64::from(next),
            }
        }
    }

    /// Whether the string at this place of the table is the text, which is given in two parts.
    fn is_text(&self, place: u32, [start, rest]: [&str; 2]) -> bool {
        self.file
            .from(self.strings + u64::from(place))
            .and_then(|string| string.strip_prefix(start.as_bytes()))
            .and_then(|string| string.strip_prefix(rest.as_bytes()))
            .is_some_and(|end| end.first() == Some(&0))
    }
}

/// Bytes in the form that their first ones say.
#[derive(Clone, Copy, Debug)]
struct File<'a> {
    image: &'a [u8],
    is_wide: bool,
    is_big: bool,
}

/// A program header.
struct Segment {
    offset: u64,
    address: u64,
    size: u64,
}

impl<'a> File<'a> {
    fn new(image: &'a [u8]) -> Option<Self> {
        let (&[0x7f, b'E', b'L', b'F', class, data, ..], _) = image.split_first_chunk::<16>()?
        else {
            return None;
        };
        Some(File {
            image,
            is_wide: match u32::from(class) {
                elf::ELFCLASS32 => false,
                elf::ELFCLASS64 => true,
                _ => return None,
            },
            is_big: match u32::from(data) {
                elf::ELFDATA2LSB => false,
                elf::ELFDATA2MSB => true,
                _ => return None,
            },
        })
    }

    /// The first program header of a kind.
    fn segment(&self, kind: u32) -> Option<Segment> {
        let table = self.within(self.address(self.wide(28, 32))?)?;
        let size = u64::from(self.half(self.wide(42, 54))?);
        let count = u64::from(self.half(self.wide(44, 56))?);
        let header = (0..count)
            .map(|index| table + index * size)
            .find(|&header| self.word(header) == Some(kind))?;
        Some(Segment {
            offset: self.address(header + self.wide(4, 8))?,
            address: self.address(header + self.wide(8, 16))?,
            size: self.address(header + self.wide(16, 32))?,
        })
    }

    /// How many symbols a hash table is for.
    fn count(&self, table: u64) -> Option<u64> {
        // Its words have 64 bits on s390x.
        let machine = self.half(18)?;
        if self.is_wide && u32::from(machine) == elf::EM_S390 {
            self.address(table + 8)
        } else {
            self.word(table + 4).map(u64::from)
        }
    }

    /// How many symbols a GNU hash table is for: those that it leaves out are the first ones, and each bucket is the number
    /// of its first symbol, with the others behind it up to one that is marked.
    fn gnu_count(&self, table: u64) -> Option<u64> {
        let [buckets, left_out, filter] =
            [0, 4, 8].map(|field| self.word(table + field).map(u64::from));
        let (buckets, left_out) = (buckets?, left_out?);
        let first_bucket = table + 16 + filter? * self.wide(4, 8);
        let first_chain = first_bucket + 4 * buckets;
        let mut last = 0;
        for bucket in 0..buckets {
            last = last.max(u64::from(self.word(first_bucket + 4 * bucket)?));
        }
        // Buckets are 0 where there are no symbols.
        let Some(mut chain) = last.checked_sub(left_out) else {
            return Some(left_out);
        };
        while self.word(first_chain + 4 * chain)? & 1 == 0 {
            chain += 1;
        }
        Some(left_out + chain + 1)
    }

    fn symbol_size(&self) -> u64 {
        self.wide(16, 24)
    }

    /// A number that depends on the class.
    fn wide(&self, narrow: u64, wide: u64) -> u64 {
        if self.is_wide { wide } else { narrow }
    }

    /// An offset of the image. What 32-bit numbers are added to it, few of them and however large, overflows nothing.
    fn within(&self, offset: u64) -> Option<u64> {
        (offset < self.image.len() as u64).then_some(offset)
    }

    fn from(&self, offset: u64) -> Option<&'a [u8]> {
        self.image.get(usize::try_from(offset).ok()?..)
    }

    fn bytes<const N: usize>(&self, offset: u64) -> Option<[u8; N]> {
        self.from(offset)?.first_chunk().copied()
    }

    fn half(&self, offset: u64) -> Option<u16> {
        let bytes = self.bytes(offset)?;
        Some(if self.is_big {
            u16::from_be_bytes(bytes)
        } else {
            u16::from_le_bytes(bytes)
        })
    }

    fn word(&self, offset: u64) -> Option<u32> {
        let bytes = self.bytes(offset)?;
        Some(if self.is_big {
            u32::from_be_bytes(bytes)
        } else {
            u32::from_le_bytes(bytes)
        })
    }

    fn address(&self, offset: u64) -> Option<u64> {
        if !self.is_wide {
            return self.word(offset).map(u64::from);
        }
        let bytes = self.bytes(offset)?;
        Some(if self.is_big {
            u64::from_be_bytes(bytes)
        } else {
            u64::from_le_bytes(bytes)
        })
    }
}
