//! Lists in text: what all forms share.

/// The parts between commas, without space around them.
pub(crate) fn members(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|&byte| byte == b',').map(<[u8]>::trim_ascii)
}

/// Digits, and nothing else.
pub(crate) trait Digits {
    /// The decimal number; nothing when it is none or too large.
    fn number(&self) -> Option<usize>;
}

impl Digits for [u8] {
    fn number(&self) -> Option<usize> {
        if self.is_empty() {
            return None;
        }
        self.iter().try_fold(0_usize, |number, digit| {
            let digit = digit.is_ascii_digit().then_some(digit & 0xf)?;
            number.checked_mul(10)?.checked_add(digit.into())
        })
    }
}

/// The value of a name in any case, with or without the prefix.
pub(crate) fn value(group: &syscall_consts::Group, prefix: &[u8], name: &[u8]) -> Option<i64> {
    let name = match name.split_at_checked(prefix.len()) {
        Some((start, rest)) if start.eq_ignore_ascii_case(prefix) => rest,
        _ => name,
    };
    group
        .iter()
        .find(|member| member.0.as_bytes().eq_ignore_ascii_case(name))
        .map(|member| member.1)
}
