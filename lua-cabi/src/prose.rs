//! Descriptions, packed when this crate is compiled and read on demand: names, sentences, what parameters accept. Each table of the
//! module (rows, types, groups) has all of its text in one array of bytes, since a `&str` costs a relocation and four words in the shared
//! object, and since the sentences are a tenth of that.
//!
//! A text is ASCII, in which a byte from 0x80 on stands for one of the [`WORDS`]. Where nothing is to be unpacked (names that are looked up)
//! the writer uses none. What belongs to a table is written by a [`Writer`] in a constant, mostly as pieces with a zero behind each, and read
//! by a [`Reader`] where a message, `S.help` or `describe` asks for it: nothing is unpacked before.

use core::fmt;

/// Words of the texts, those of one first byte from the longest down. `examples/words.rs` finds them.
const WORDS: [&str; 128] = include!("prose/words.rs");

/// Where the words of each first byte begin, in order.
const FIRST: [u8; 130] = {
    let (mut first, mut byte, mut i) = ([0; 130], 0, 0);
    while byte < 130 {
        while i < WORDS.len() && (WORDS[i].as_bytes()[0] as usize) < byte {
            i += 1;
        }
        first[byte] = i as u8;
        byte += 1;
    }
    first
};

/// The bytes of all words.
const LEN: usize = {
    let (mut len, mut i) = (0, 0);
    while i < WORDS.len() {
        len += WORDS[i].len();
        i += 1;
    }
    len
};

/// All words, and where each begins: what stands in the object, without a pointer to each.
static JOINED: ([u8; LEN], [u16; 129]) = {
    let (mut joined, mut starts, mut at, mut i) = ([0; LEN], [0; 129], 0, 0);
    while i < WORDS.len() {
        let word = WORDS[i].as_bytes();
        let mut j = 0;
        while j < word.len() {
            joined[at + j] = word[j];
            j += 1;
        }
        at += word.len();
        i += 1;
        starts[i] = at as u16;
    }
    (joined, starts)
};

/// A text, packed or as it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Prose(&'static [u8]);

impl Prose {
    /// Nothing.
    pub const EMPTY: Prose = Prose(b"");

    /// A text as it is.
    pub const fn plain(text: &'static str) -> Prose {
        assert!(text.is_ascii(), "texts are ASCII");
        Prose(text.as_bytes())
    }

    /// Whether there is nothing.
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The text in pieces.
    pub fn pieces(self) -> impl Iterator<Item = &'static str> {
        let mut rest = self.0;
        core::iter::from_fn(move || {
            let plain = rest.iter().take_while(|byte| byte.is_ascii()).count();
            let piece = match rest.split_at_checked(plain.max(1))? {
                ([code @ 0x80..=0xFF, ..], after) => {
                    rest = after;
                    word(*code)
                }
                (piece, after) => {
                    rest = after;
                    piece
                }
            };
            core::str::from_utf8(piece).ok()
        })
    }
}

impl fmt::Display for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces().try_for_each(|piece| f.write_str(piece))
    }
}

impl fmt::Debug for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The word of a code.
fn word(code: u8) -> &'static [u8] {
    let (joined, starts) = &JOINED;
    let i = usize::from(code & 0x7F);
    let word = match (starts.get(i), starts.get(i + 1)) {
        (Some(&start), Some(&end)) => joined.get(start.into()..end.into()),
        _ => None,
    };
    word.unwrap_or_default()
}

/// What a table's text is read with, from some place on. At its end everything is empty.
#[derive(Clone, Copy)]
pub struct Reader(pub &'static [u8]);

impl Reader {
    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((byte, rest)) => {
                self.0 = rest;
                *byte
            }
            None => 0,
        }
    }

    /// What stands before the next zero.
    pub fn piece(&mut self) -> Prose {
        let len = self.0.iter().take_while(|byte| **byte != 0).count();
        match self.0.split_at_checked(len) {
            Some((piece, rest)) => {
                self.0 = rest.get(1..).unwrap_or_default();
                Prose(piece)
            }
            None => Prose::EMPTY,
        }
    }

    /// As [`piece`](Reader::piece), of a text that was written plain.
    pub fn plain(&mut self) -> &'static str {
        core::str::from_utf8(self.piece().0).unwrap_or_default()
    }
}

/// What writes a table's text; in constants alone.
pub struct Writer<const ROOM: usize> {
    bytes: [u8; ROOM],
    len: usize,
}

impl<const ROOM: usize> Writer<ROOM> {
    /// Nothing yet.
    pub const fn new() -> Writer<ROOM> {
        Writer {
            bytes: [0; ROOM],
            len: 0,
        }
    }

    /// How much there is.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Writes a byte.
    pub const fn byte(&mut self, byte: u8) {
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// Writes a text and a zero, without packing it.
    pub const fn plain(&mut self, text: &str) {
        assert!(text.is_ascii(), "texts are ASCII");
        let text = text.as_bytes();
        let end = self.len + text.len();
        self.bytes
            .split_at_mut(end)
            .0
            .split_at_mut(self.len)
            .1
            .copy_from_slice(text);
        self.len = end;
        self.byte(0);
    }

    /// Writes a text and a zero.
    pub const fn piece(&mut self, text: &str) {
        self.part(text);
        self.byte(0);
    }

    /// Writes a text that more follows.
    pub const fn part(&mut self, text: &str) {
        assert!(text.is_ascii(), "texts are ASCII");
        let mut rest = text.as_bytes();
        'text: while let [first, tail @ ..] = rest {
            let (mut i, end) = (
                FIRST[*first as usize] as usize,
                FIRST[*first as usize + 1] as usize,
            );
            // The longer stand before the shorter.
            while i < end {
                if let Some(after) = behind(rest, WORDS[i].as_bytes()) {
                    self.byte(0x80 | i as u8);
                    rest = after;
                    continue 'text;
                }
                i += 1;
            }
            self.byte(*first);
            rest = tail;
        }
    }

    /// What was written.
    pub const fn written<const LEN: usize>(&self) -> [u8; LEN] {
        let mut bytes = [0; LEN];
        bytes.copy_from_slice(self.bytes.split_at(LEN).0);
        bytes
    }
}

/// Bytes that are enough for texts of lists.
pub const fn room(lists: &[&[&str]]) -> usize {
    let (mut room, mut i) = (0, 0);
    while i < lists.len() {
        let mut j = 0;
        while j < lists[i].len() {
            room += lists[i][j].len() + 1;
            j += 1;
        }
        i += 1;
    }
    room
}

/// The texts of lists, each a piece.
pub const fn pieces<const ROOM: usize>(lists: &[&[&str]]) -> Writer<ROOM> {
    let (mut all, mut i) = (Writer::new(), 0);
    while i < lists.len() {
        let mut j = 0;
        while j < lists[i].len() {
            all.piece(unindented(lists[i][j]));
            j += 1;
        }
        i += 1;
    }
    all
}

/// A line of a comment without the space behind the slashes.
pub const fn unindented(line: &str) -> &str {
    match line.as_bytes() {
        [b' ', ..] => line.split_at(1).1,
        _ => line,
    }
}

/// The text behind a word that it begins with.
const fn behind<'a>(text: &'a [u8], word: &[u8]) -> Option<&'a [u8]> {
    if text.len() < word.len() {
        return None;
    }
    let mut i = 1;
    while i < word.len() {
        if text[i] != word[i] {
            return None;
        }
        i += 1;
    }
    Some(text.split_at(word.len()).1)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::{Prose, Reader, WORDS, Writer};
    use std::string::ToString;

    #[test]
    fn what_is_written_is_read() {
        static TEXT: [u8; TABLE.len()] = TABLE.written();
        const TABLE: Writer<100> = {
            let mut table = Writer::new();
            table.plain("the the");
            table.byte(7);
            table.piece("Reads from a descriptor into the buffer.");
            table.piece("");
            table.piece("~");
            table
        };
        assert!(TABLE.len() < 40, "{}", TABLE.len());
        let mut reader = Reader(&TEXT);
        assert_eq!(reader.plain(), "the the");
        assert_eq!(reader.byte(), 7);
        let text = reader.piece().to_string();
        assert_eq!(text, "Reads from a descriptor into the buffer.");
        assert_eq!(reader.piece().to_string(), "");
        assert_eq!(reader.piece().to_string(), "~");
        // The end.
        assert_eq!((reader.piece(), reader.byte()), (Prose::EMPTY, 0));
    }

    #[test]
    fn words_are_found() {
        for pair in WORDS.windows(2) {
            let (a, b) = (pair[0].as_bytes(), pair[1].as_bytes());
            assert!(
                a[0] < b[0] || a[0] == b[0] && a.len() >= b.len(),
                "{pair:?}"
            );
        }
        for word in WORDS {
            let mut table = Writer::<40>::new();
            table.part(word);
            assert_eq!(table.len(), 1, "{word:?}");
        }
    }
}
