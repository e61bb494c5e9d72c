//! Text becomes part of a page.
//!
//! Markup is escaped where it is written, by maud. What is left are characters that HTML cannot hold,
//! and those that hide or reorder others: they are shown as codes. Text that runs from right to left
//! is isolated, so that it moves nothing beside it.

use std::borrow::Cow;

use maud::{Markup, html};

use crate::render::document::{Ink, Run, Text, Tone};
use crate::render::escape::{is_hidden, push_code};

/// Returns `text` with a newline for each line break, and codes for what a page cannot show.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|it| it == b' ' || it == b'\n' || it.is_ascii_graphic()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                shown.push('\n');
            }
            '\n' | '\u{2028}' | '\u{2029}' => shown.push('\n'),
            '\t' => shown.push(' '),
            it if is_hidden(it) || is_no_character(it) => push_code(it, &mut shown),
            it => shown.push(it),
        }
    }
    Cow::Owned(shown)
}

/// Returns `text` in one line, for titles, names and descriptions.
pub(super) fn line(text: &str) -> String {
    let shown = shown(text);
    let words: Vec<&str> = shown.split_whitespace().collect();
    words.join(" ")
}

/// Returns `text` with its lines.
pub(super) fn lines(text: &str) -> Markup {
    let shown = shown(text);
    html! {
        @for (at, line) in shown.split('\n').enumerate() {
            @if at > 0 { br; }
            (line)
        }
    }
}

/// Returns `text` with its lines, its emphasis and its links, for an element with [`dir_of`] it.
pub(super) fn inline(text: &Text) -> Markup {
    let is_alone = text.runs.len() == 1;
    html! { @for run in &text.runs { (self::run(run, is_alone)) } }
}

/// Returns a run. One that is alone is as isolated as the element around it.
fn run(run: &Run, is_alone: bool) -> Markup {
    let content = match &run.link {
        // A link without a word could not be followed.
        Some(link) if run.text.trim().is_empty() => lines(link.address()),
        _ => lines(&run.text),
    };
    let content = match &run.link {
        Some(link) => html! {
            a href=(link.address()) rel="noopener noreferrer nofollow" dir=[dir(&run.text)] { (content) }
        },
        None => content,
    };
    let class = match run.ink {
        Ink::Normal => None,
        Ink::Muted => Some("muted"),
        Ink::Toned(tone) => class(tone),
    };
    let dir = if run.link.is_some() { None } else { dir(&run.text) };
    html! {
        @if run.bold {
            strong class=[class] dir=[dir] { (content) }
        } @else if class.is_some() {
            span class=[class] dir=[dir] { (content) }
        } @else if dir.is_some() && !is_alone {
            bdi { (content) }
        } @else {
            (content)
        }
    }
}

/// Returns the class of a mood. None: it has none.
pub(super) fn class(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain => None,
        Tone::Info => Some("info"),
        Tone::Good => Some("good"),
        Tone::Caution => Some("caution"),
        Tone::Alert => Some("alert"),
    }
}

/// Returns the attribute that lets text choose its direction, where there is a choice.
pub(super) fn dir(text: &str) -> Option<&'static str> {
    text.chars().any(runs_to_the_left).then_some("auto")
}

/// Returns [`dir`] for all that `text` says.
pub(super) fn dir_of(text: &Text) -> Option<&'static str> {
    text.runs.iter().find_map(|it| dir(&it.text))
}

/// Tells whether nothing of `text` can be seen.
pub(super) fn is_blank(text: &Text) -> bool {
    text.runs.iter().all(|it| it.link.is_none() && it.text.trim().is_empty())
}

/// Tells whether a character belongs to a script that runs from right to left.
///
/// Source: Unicode Standard Annex #9, the blocks whose characters are R or AL by default.
fn runs_to_the_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdcf}'
            | '\u{fdf0}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

/// Tells whether Unicode will never give this code to a character, so that no page may hold it.
fn is_no_character(character: char) -> bool {
    matches!(u32::from(character), 0xfdd0..=0xfdef) || u32::from(character) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::render::document::Link;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(inline(&Text::from(text)).into_string(), expected);
    }

    #[test]
    fn markup_is_text() {
        check("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
        check("\" onmouseover=\"x", "&quot; onmouseover=&quot;x");
        check("</style>]]>&amp;", "&lt;/style&gt;]]&gt;&amp;amp;");
        check("javascript:alert(1)", "javascript:alert(1)");
    }

    #[test]
    fn what_hides_or_reorders_is_a_code() {
        check("a\u{202e}b\u{200b}", "a\\u{202e}b\\u{200b}");
        check("\0\u{1b}\u{fdd0}\u{10ffff}", "\\u{0}\\u{1b}\\u{fdd0}\\u{10ffff}");
        check("👩\u{200d}⚕️ ŵ", "👩\u{200d}⚕️ ŵ");
    }

    #[test]
    fn every_kind_of_line_break_starts_a_line() {
        check("a\r\nb\rc\nd\u{2028}e\tf", "a<br>b<br>c<br>d<br>e f");
        assert_eq!(line(" a\r\n  b\tc "), "a b c");
    }

    #[test]
    fn text_from_right_to_left_is_isolated() {
        check("מנהל", "מנהל");
        let text = Text::from("Owner: ").plain("מנהל");
        assert_eq!(inline(&text).into_string(), "Owner: <bdi>מנהל</bdi>");
        let text = Text::default().bold("שם").muted("سعر");
        let expected =
            "<strong dir=\"auto\">שם</strong><span class=\"muted\" dir=\"auto\">سعر</span>";
        assert_eq!(inline(&text).into_string(), expected);
    }

    #[test]
    fn a_link_leads_somewhere_and_says_something() {
        let link = || Link::new("https://nhs.uk/?a=1&b='").unwrap();
        let text = Text::default().link("", link()).link("<b>", link());
        let rel = "rel=\"noopener noreferrer nofollow\"";
        let expected = format!(
            "<a href=\"https://nhs.uk/?a=1&amp;b='\" {rel}>https://nhs.uk/?a=1&amp;b='</a>\
             <a href=\"https://nhs.uk/?a=1&amp;b='\" {rel}>&lt;b&gt;</a>"
        );
        assert_eq!(inline(&text).into_string(), expected);
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left(text in any::<String>()) {
            let is_bad = |it: char| it != '\n' && (is_hidden(it) || is_no_character(it));
            prop_assert!(!shown(&text).chars().any(is_bad));
            prop_assert!(!line(&text).contains('\n'));
        }
    }
}
