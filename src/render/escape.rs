//! Text from files, defused for each kind of output.
//!
//! | output | what is defused |
//! |---|---|
//! | terminal | control characters, ANSI sequences, characters that reorder or hide text |
//! | Markdown | everything that is markup, and raw HTML |
//! | CSV | what a spreadsheet would run as a formula |
//! | XLSX | control characters, characters that reorder or hide text; a text is never a formula there |
//! | XML | everything that is markup, and characters that XML 1.0 cannot hold |
//! | HTML | the same, for HTML; in `html/text.rs`, with line breaks and directions |

use std::fmt::Write as _;

/// Returns text in one line that a terminal shows as it is: white space becomes a space, and what
/// cannot be seen is written as `\u{…}`.
///
/// # Examples
///
/// ```
/// use stocktake::render::escape::terminal;
///
/// assert_eq!(terminal("two\nlines"), "two lines");
/// assert_eq!(terminal("\u{1b}[31mred"), "\\u{1b}[31mred");
/// assert_eq!(terminal("a\u{202e}b"), "a\\u{202e}b");
/// assert_eq!(terminal("##[error]x"), "##\\u{5b}error]x");
/// ```
#[must_use]
pub fn terminal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\n' | '\r' | '\t' => out.push(' '),
            // A log of GitHub or Azure DevOps would take it for a command.
            '[' if out.ends_with("##") || out.ends_with("##vso") => push_code('[', &mut out),
            it if is_hidden(it) => push_code(it, &mut out),
            it => out.push(it),
        }
    }
    out
}

/// Writes a character as its code.
pub(super) fn push_code(character: char, out: &mut String) {
    let _ = write!(out, "\\u{{{:x}}}", u32::from(character));
}

/// Tells whether a character cannot be seen, or changes how others are seen: control characters,
/// format characters (general category Cf) except the joiner of emoji, and letters and marks that
/// have no shape.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{600}'..='\u{605}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{3164}'
                | '\u{ffa0}'
                | '\u{6dd}'
                | '\u{70f}'
                | '\u{890}'..='\u{891}'
                | '\u{8e2}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200c}'
                | '\u{200e}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{110bd}'
                | '\u{110cd}'
                | '\u{13430}'..='\u{1343f}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e01ef}'
        )
}

/// Returns text in one line that Markdown shows as it is, also in a cell of a table.
///
/// # Examples
///
/// ```
/// use stocktake::render::escape::markdown;
///
/// assert_eq!(markdown("a | <b>"), "a \\| &lt;b&gt;");
/// assert_eq!(markdown("[x](javascript:alert)"), "\\[x\\](javascript:alert)");
/// ```
#[must_use]
pub fn markdown(text: &str) -> String {
    let text = terminal(text);
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let next = text.get(at + character.len_utf8()..).and_then(|it| it.chars().next());
        let ends_word = next.is_none_or(char::is_whitespace);
        let starts_list = at == digits;
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            // A bare address would become a link.
            '.' if text.get(..at).is_some_and(|it| it.ends_with("www")) => out.push_str("&#46;"),
            ':' if text.get(at..).is_some_and(|it| it.starts_with("://")) => out.push_str("&#58;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '#' => {
                out.extend(['\\', character]);
            }
            '-' | '+' | '=' if at == 0 => out.extend(['\\', character]),
            '.' | ')' if at > 0 && starts_list && ends_word => out.extend(['\\', character]),
            it => out.push(it),
        }
    }
    out
}

/// Returns text that a spreadsheet shows as text: what looks like a formula, or starts with an
/// apostrophe, gets an apostrophe before it, and what cannot be seen is written as `\u{…}`, except line breaks and tabs.
///
/// # Examples
///
/// ```
/// use stocktake::render::escape::csv;
///
/// assert_eq!(csv("=cmd|'/c calc'!A1"), "'=cmd|'/c calc'!A1");
/// assert_eq!(csv("two\nlines"), "two\nlines");
/// ```
#[must_use]
pub fn csv(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => out.push(character),
            it if is_hidden(it) => push_code(it, &mut out),
            it => out.push(it),
        }
    }
    let text = out;
    if text.starts_with(['\'', '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text
    }
}

/// Returns text for a cell of a workbook, which is text whatever it starts with: lines end in `\n`,
/// and what cannot be seen, or has no place in XML, is written as `\u{…}`.
///
/// # Examples
///
/// ```
/// use stocktake::render::escape::cell;
///
/// assert_eq!(cell("=1\r\ntwo\tlines"), "=1\ntwo\tlines");
/// assert_eq!(cell("a\u{202e}b\u{ffff}"), "a\\u{202e}b\\u{ffff}");
/// ```
#[must_use]
pub fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\n' | '\t' => out.push(character),
            '\r' => out.push('\n'),
            '\u{fffe}' | '\u{ffff}' => push_code(character, &mut out),
            it if is_hidden(it) => push_code(it, &mut out),
            it => out.push(it),
        }
    }
    out
}

/// Returns text in one line that XML 1.0 shows as it is, between tags and in an attribute. What cannot
/// be seen, or has no place in XML at all, is written as `\u{…}`.
///
/// # Examples
///
/// ```
/// use stocktake::render::escape::xml;
///
/// assert_eq!(xml("a < \"b\" & 'c'"), "a &lt; &quot;b&quot; &amp; &apos;c&apos;");
/// assert_eq!(xml("]]>\u{1b}"), "]]&gt;\\u{1b}");
/// ```
#[must_use]
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in terminal(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => push_code(character, &mut out),
            it => out.push(it),
        }
    }
    out
}

/// Returns `link` if it is an address that a reader may follow: `http`, `https` or `mailto`.
#[must_use]
pub fn web_link(link: &str) -> Option<&str> {
    let scheme = link.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    let is_plain = link.chars().all(|it| !it.is_whitespace() && !is_hidden(it));
    (is_plain && matches!(scheme.as_str(), "http" | "https" | "mailto")).then_some(link)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_web_links_are_links() {
        for link in ["https://example.org/a?b=c#d", "HTTP://example.org", "mailto:a@example.org"] {
            assert_eq!(web_link(link), Some(link));
        }
        for link in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "\\\\host\\share",
            "a",
            "https://a b",
            "https://a\u{202e}b",
        ] {
            assert_eq!(web_link(link), None, "{link}");
        }
    }

    #[test]
    fn markup_is_text_in_markdown() {
        assert_eq!(markdown("# a"), "\\# a");
        assert_eq!(markdown("1. a"), "1\\. a");
        assert_eq!(markdown("- a"), "\\- a");
        assert_eq!(markdown("2.5 and +0.1"), "2.5 and +0.1");
        assert_eq!(markdown(" C #"), "C \\#");
        assert_eq!(markdown("www.x $y$"), "www&#46;x \\$y\\$");
        assert_eq!(markdown("*a* _b_ `c` ~d~"), "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~");
        assert_eq!(markdown("@team https://x"), "&#64;team https&#58;//x");
        assert_eq!(markdown("a\n\n# b"), "a  \\# b");
    }

    #[test]
    fn markup_is_text_in_xml() {
        assert_eq!(xml("<![CDATA[x]]>"), "&lt;![CDATA[x]]&gt;");
        assert_eq!(xml("&lt;"), "&amp;lt;");
        assert_eq!(xml("a\r\nb\tc"), "a b c");
    }

    #[test]
    fn what_xml_cannot_hold_is_a_code() {
        assert_eq!(xml("\0\u{b}\u{fffe}\u{ffff}"), "\\u{0}\\u{b}\\u{fffe}\\u{ffff}");
        assert_eq!(xml("\u{fffd}\u{10fffe}"), "\u{fffd}\u{10fffe}");
    }

    /// Returns what a reader of XML makes of text.
    fn unescaped(text: &str) -> String {
        let entities =
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
        entities.iter().fold(text.to_owned(), |text, (entity, it)| text.replace(entity, it))
    }

    proptest! {
        #[test]
        fn xml_has_no_markup_and_no_forbidden_character(text in any::<String>()) {
            let text = xml(&text);
            let is_bad = |it: char| {
                is_hidden(it) || matches!(it, '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}')
            };
            prop_assert!(!text.contains(is_bad), "{}", text);
            let entities = ["amp;", "lt;", "gt;", "quot;", "apos;"];
            let is_entity = |rest: &str| entities.iter().any(|it| rest.starts_with(it));
            prop_assert!(text.split('&').skip(1).all(is_entity), "{}", text);
        }

        #[test]
        fn a_reader_of_xml_gets_the_text_back(text in "[a-z<>&\"';\\]\\[!ŵ ]*") {
            prop_assert_eq!(unescaped(&xml(&text)), text);
        }

        #[test]
        fn a_terminal_gets_one_line_that_can_be_seen(text in any::<String>()) {
            prop_assert!(!terminal(&text).chars().any(is_hidden));
        }

        #[test]
        fn ordinary_text_stays_as_it_is(text in "[a-zA-ZŵŷéΩ0-9 .,;:()“”–→≥]*") {
            prop_assert_eq!(terminal(&text), text);
        }

        #[test]
        fn no_cell_is_a_formula(text in any::<String>()) {
            prop_assert!(!csv(&text).starts_with(['=', '+', '-', '@', '\t', '\r']));
        }
    }
}
