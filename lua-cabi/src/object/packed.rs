//! Packed text: that of the chunks of Lua, which `build.rs` packs, and which is unpacked when a chunk is first named.
//!
//! Four bytes are the length, low byte first. Then come groups of a byte whose bits, the lowest first, say what each of the next eight is:
//! 0 a byte as it is, 1 two bytes, a number with the low byte first: its low four bits and 3 are how many bytes to repeat, the others and 1
//! from how far back.

use super::{CHAR, make};
use crate::context::Cx;
use crate::raise::Raise;

/// Pushes an object with the text, which lasts as long as that stands there. May raise (memory).
pub fn push_text<'a>(cx: &mut Cx<'a>, packed: &[u8]) -> Result<&'a str, Raise> {
    let place = make::push_array(cx, CHAR, len(packed))?;
    // SAFETY: the array was made in this call and is on the stack, and nothing else looks at it.
    let text = unsafe { place.bytes_mut() };
    let text = unpack(packed, text).and_then(|()| core::str::from_utf8(place.bytes()).ok());
    Ok(text.unwrap_or_default())
}

/// The length of the text.
fn len(packed: &[u8]) -> usize {
    match packed {
        [a, b, c, d, ..] => u32::from_le_bytes([*a, *b, *c, *d]) as usize,
        _ => 0,
    }
}

/// Unpacks into memory of that length; nothing when it is not packed so.
fn unpack(packed: &[u8], text: &mut [u8]) -> Option<()> {
    let mut packed = packed.get(4..)?.iter().copied();
    let mut at = 0_usize;
    while at < text.len() {
        let flags = packed.next()?;
        for bit in 0..8 {
            if at == text.len() {
                break;
            }
            let byte = packed.next()?;
            if flags >> bit & 1 == 0 {
                *text.get_mut(at)? = byte;
                at = at.checked_add(1)?;
                continue;
            }
            let pair = usize::from(u16::from_le_bytes([byte, packed.next()?]));
            let from = at.checked_sub((pair >> 4).checked_add(1)?)?;
            let len = (pair & 15).checked_add(3)?;
            for from in from..from.checked_add(len)? {
                *text.get_mut(at)? = *text.get(from)?;
                at = at.checked_add(1)?;
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{len, unpack};

    #[test]
    fn bytes_and_what_repeats() {
        let packed = [9, 0, 0, 0, 0b100, b'a', b'b', 3, 1 << 4, b'!'];
        // Two bytes, then six from two back, then one.
        let packed = [&packed[..7], &[3 | 1 << 4, 0, b'!']].concat();
        assert_eq!(len(&packed), 9);
        let mut text = [0; 9];
        assert_eq!(unpack(&packed, &mut text), Some(()));
        assert_eq!(&text, b"abababab!");
    }

    #[test]
    fn what_is_not_packed_so() {
        for packed in [
            &[][..],
            &[1],
            &[1, 0, 0, 0],
            &[1, 0, 0, 0, 0],
            &[9, 0, 0, 0, 1, 0, 0],
            &[9, 0, 0, 0, 2, 5, 0x30, 0],
        ] {
            let mut text = [0; 9];
            assert_eq!(unpack(packed, &mut text), None, "{packed:?}");
        }
    }
}
