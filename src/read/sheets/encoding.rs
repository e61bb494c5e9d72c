//! The encodings that tables in text have when they come from Excel or from a web page.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum NoText {
    /// They start as one encoding, and go on as none.
    Broken(&'static str),
    /// There is a byte that no text has.
    Binary,
}

/// Returns bytes as text: in UTF-8, in UTF-16 in either order, or in Windows-1252.
///
/// Any bytes are text in Windows-1252. So it is taken only where nothing looks like UTF-8: one broken
/// letter in a long text must not make nonsense of all the others.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, NoText> {
    let (encoding, mark) = encoding(bytes);
    let bytes = bytes.get(mark..).unwrap_or_default();
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
        return Err(NoText::Broken(encoding.name()));
    };
    if text.chars().any(is_binary) { Err(NoText::Binary) } else { Ok(text) }
}

/// Returns the encoding of bytes, and how long the mark before the text is.
fn encoding(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding, mark);
    }
    // Half of what Western languages write in UTF-16 is zero.
    let is_zero = |start: usize| {
        let mut every_second = bytes.iter().take(64).skip(start).step_by(2);
        bytes.len() >= 4 && every_second.all(|&it| it == 0)
    };
    match (is_zero(0), is_zero(1)) {
        (true, false) => return (UTF_16BE, 0),
        (false, true) => return (UTF_16LE, 0),
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => (UTF_8, 0),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            (if before.is_ascii() { WINDOWS_1252 } else { UTF_8 }, 0)
        }
    }
}

/// Tells whether no text has this character: a control character other than white space and escape.
const fn is_binary(character: char) -> bool {
    matches!(character, '\0'..='\u{6}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Result<&str, NoText>) {
        assert_eq!(decode(bytes).as_deref().map_err(|it| *it), expected);
    }

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn a_text_is_read_in_the_encoding_that_it_has() {
        let text = "Trust’s café, £5";
        check(text.as_bytes(), Ok(text));
        check(format!("\u{feff}{text}").as_bytes(), Ok(text));
        check(b"Trust\x92s caf\xe9, \xa35", Ok(text));
        let marked = format!("\u{feff}{text}");
        check(&utf_16(&marked, u16::to_le_bytes), Ok(text));
        check(&utf_16(&marked, u16::to_be_bytes), Ok(text));
        check(&utf_16("a,b\n", u16::to_le_bytes), Ok("a,b\n"));
        check(&utf_16("a,b\n", u16::to_be_bytes), Ok("a,b\n"));
        check(b"", Ok(""));
    }

    #[test]
    fn one_broken_letter_does_not_change_the_others() {
        check(
            "Trust’s\u{e9}".as_bytes().strip_suffix(b"\xa9").unwrap(),
            Err(NoText::Broken("UTF-8")),
        );
        check(b"\xef\xbb\xbfcaf\xe9", Err(NoText::Broken("UTF-8")));
        check(b"\xff\xfea\0b", Err(NoText::Broken("UTF-16LE")));
        check(b"a\x01b", Err(NoText::Binary));
        check(b"\0\0\0\0", Err(NoText::Binary));
    }
}
