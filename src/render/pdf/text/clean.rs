//! Characters that can be shown, and tokens for those that cannot.
//!
//! What a reader sees must be what the text says. So a character without a glyph, a control
//! character, and a character that hides or reorders others becomes a visible token such as
//! `[U+202E]`. Letters with separate accents are composed first (Unicode normalization form C).

use std::fmt::Write;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::render::escape::is_hidden;
use crate::render::pdf::Face;

/// Returns `text` with a newline for each line break, and nothing else that cannot be shown.
pub(crate) fn lines(text: &str) -> String {
    clean(text, '\n', shown)
}

/// Returns `text` on one line, with nothing that cannot be shown.
pub(crate) fn line(text: &str) -> String {
    clean(text, ' ', shown)
}

/// Returns `text` on one line for places where the viewer chooses the typeface: titles, bookmarks,
/// descriptions. Only control characters, characters that hide or reorder others, and the two that
/// XML does not take, become tokens.
pub(crate) fn outside(text: &str) -> String {
    let is_refused = |c: char| c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    clean(text, ' ', |c| !(is_refused(c) || is_invisible(c)))
}

/// Returns the characters of `text` that [`lines`] shows by their codes.
pub(crate) fn unshown(text: &str) -> Vec<char> {
    let is_plain = text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    if is_plain {
        return Vec::new();
    }
    let is_coded = |it: &char| !is_space(*it) && !shown(*it);
    text.nfc().filter(is_coded).collect()
}

/// Returns whether `c` is a line break, or a space of another width.
fn is_space(c: char) -> bool {
    matches!(
        c,
        '\r' | '\n' | '\u{2028}' | '\u{2029}' | '\u{2007}' | '\u{202F}' | '\u{1680}' | '\u{2000}'
            ..='\u{200A}' | '\u{205F}' | '\u{3000}'
    )
}

fn clean(text: &str, newline: char, is_shown: impl Fn(char) -> bool) -> String {
    if text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
        return text.to_owned();
    }
    let composed: String = if is_nfc(text) { text.to_owned() } else { text.nfc().collect() };
    let mut clean = String::with_capacity(composed.len());
    let mut chars = composed.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                clean.push(newline);
            }
            '\n' | '\u{2028}' | '\u{2029}' => clean.push(newline),
            '\u{2007}' | '\u{202F}' => clean.push('\u{A0}'),
            '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{205F}' | '\u{3000}' => clean.push(' '),
            c if is_shown(c) => clean.push(c),
            c => {
                let written = write!(clean, "[U+{:04X}]", u32::from(c));
                written.expect("a string takes all that is written to it");
            }
        }
    }
    clean
}

fn shown(c: char) -> bool {
    !is_invisible(c) && Face::Regular.advance(c).is_some() && Face::Bold.advance(c).is_some()
}

/// Returns whether `c` has no look of its own.
///
/// The typeface has one look for each letter, so the selectors of others mean nothing here.
fn is_invisible(c: char) -> bool {
    is_hidden(c) || matches!(c, '\u{180B}'..='\u{180F}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(lines(text), expected);
    }

    #[test]
    fn what_the_typeface_knows_stays() {
        check("Ysbyty Ŵyŵ “naïve” ≥ 3.5 → £1", "Ysbyty Ŵyŵ “naïve” ≥ 3.5 → £1");
        check("10\u{A0}%", "10\u{A0}%");
    }

    #[test]
    fn what_it_lacks_becomes_a_token() {
        check("ok 😀", "ok [U+1F600]");
        check("a\tb\u{7}", "a[U+0009]b[U+0007]");
        check("\u{202E}txt\u{202C}", "[U+202E]txt[U+202C]");
        check("a\u{200B}b", "a[U+200B]b");
        check("x\u{20DD}", "x[U+20DD]");
    }

    #[test]
    fn a_code_is_shown_for_each_character_that_is_not() {
        let all: String = ('\0'..'\u{3400}').chain('\u{1F600}'..'\u{1F610}').collect();
        assert_eq!(lines(&all).matches("[U+").count(), unshown(&all).len());
    }

    #[test]
    fn separate_accents_are_composed() {
        check("w\u{302}y\u{302}", "ŵŷ");
        check("q\u{302}", "q[U+0302]");
    }

    #[test]
    fn every_kind_of_line_break_is_one() {
        check("a\r\nb\rc\nd\u{2028}e\u{2029}f", "a\nb\nc\nd\ne\nf");
        assert_eq!(line("a\r\nb"), "a b");
    }

    #[test]
    fn titles_keep_what_a_viewer_can_show() {
        assert_eq!(outside("😀\u{202E}\n中"), "😀[U+202E] 中");
        assert_eq!(outside("\u{FFFE}\u{FFFD}"), "[U+FFFE]\u{FFFD}");
    }
}
