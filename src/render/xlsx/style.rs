//! How cells look: colours, number formats, and the marks that follow numbers and words.

use rust_xlsxwriter::{
    Color as Ink, ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule,
    ConditionalFormatText, ConditionalFormatTextRule, Format, FormatAlign, FormatBorder, Worksheet,
    XlsxError,
};

use super::super::color::Color;
use super::super::escape;

/// The target is met.
pub(super) const MET: &str = "target met";
/// The target is not met.
pub(super) const BELOW: &str = "below target";
/// Something foundational is missing.
pub(super) const BELOW_FLOOR: &str = "below floor";

/// The formats that cells share.
pub(super) struct Styles {
    pub(super) header: Format,
    pub(super) text: Format,
    /// For text that a spreadsheet would take for a formula once somebody edits the cell.
    pub(super) quoted: Format,
    pub(super) strong: Format,
    pub(super) link: Format,
    pub(super) number: Format,
    /// For numbers below texts.
    pub(super) number_left: Format,
    pub(super) date: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let rule = ink(Color::RULE);
        let base = Format::new()
            .set_align(FormatAlign::Top)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(rule)
            .set_font_color(ink(Color::TEXT));
        let text = base.clone().set_text_wrap().set_align(FormatAlign::Left);
        let number = base.clone().set_align(FormatAlign::Right).set_indent(1);
        Self {
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_font_color(ink(Color::WHITE))
                .set_background_color(ink(Color::DARK_BLUE)),
            quoted: text.clone().set_quote_prefix(),
            strong: text.clone().set_bold(),
            link: text
                .clone()
                .set_font_color(ink(Color::BLUE))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            number_left: base.set_align(FormatAlign::Left),
            date: number.clone().set_num_format("d mmm yyyy"),
            text,
            number,
        }
    }
}

pub(super) fn ink(color: Color) -> Ink {
    let Color { red, green, blue } = color;
    Ink::RGB(u32::from(red) << 16 | u32::from(green) << 8 | u32::from(blue))
}

/// Returns text for the head or the foot of a printed page, cut to `limit` characters: a sheet may
/// have 255 there.
pub(super) fn in_header(text: &str, limit: usize) -> String {
    let text = escape::terminal(text);
    let cut: String = text.chars().take(limit).collect();
    let end = if cut.len() < text.len() { "…" } else { "" };
    // `&` starts a code there, and doubled it is itself.
    format!("{cut}{end}").replace('&', "&&")
}

fn mark(text: Color, ground: Color) -> Format {
    Format::new().set_font_color(ink(text)).set_background_color(ink(ground))
}

/// Marks a column of gaps: none is good news, and any is something to look at. An empty cell stays as
/// it is.
pub(super) fn mark_gaps(page: &mut Worksheet, rows: u32, column: u16) -> Result<(), XlsxError> {
    let blank = ConditionalFormatBlank::new().set_stop_if_true(true);
    page.add_conditional_format(1, column, rows, column, &blank)?;
    let none = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::LessThanOrEqualTo(0))
        .set_format(mark(Color::GREEN, Color::TINT_GREEN));
    page.add_conditional_format(1, column, rows, column, &none)?;
    let some = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::GreaterThan(0))
        .set_format(mark(Color::AMBER, Color::TINT_AMBER));
    page.add_conditional_format(1, column, rows, column, &some)?;
    Ok(())
}

/// Marks a column of words by what they say.
pub(super) fn mark_words(page: &mut Worksheet, rows: u32, column: u16) -> Result<(), XlsxError> {
    for (words, text, ground) in [
        (&[BELOW_FLOOR, "missing"][..], Color::RED, Color::TINT_RED),
        (&[MET, "current"], Color::GREEN, Color::TINT_GREEN),
        (&[BELOW, "too old"], Color::AMBER, Color::TINT_AMBER),
    ] {
        for word in words {
            let rule = ConditionalFormatText::new()
                .set_rule(ConditionalFormatTextRule::Contains((*word).to_owned()))
                .set_format(mark(text, ground));
            page.add_conditional_format(1, column, rows, column, &rule)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_can_be_read() {
        for (text, ground) in [
            (Color::WHITE, Color::DARK_BLUE),
            (Color::BLUE, Color::WHITE),
            (Color::RED, Color::TINT_RED),
            (Color::GREEN, Color::TINT_GREEN),
            (Color::AMBER, Color::TINT_AMBER),
        ] {
            assert!(text.contrast(ground) >= 4.5, "{text:?} on {ground:?}");
        }
    }

    #[test]
    fn a_header_is_text_and_short() {
        assert_eq!(in_header("A & B", 70), "A && B");
        assert_eq!(in_header("abcd", 3), "abc…");
        for it in ["&", "😀"] {
            let half = in_header(&it.repeat(90), 50);
            assert!(format!("&L{half}&C&A&RPage &P of &N{half}").encode_utf16().count() <= 255);
        }
    }
}
