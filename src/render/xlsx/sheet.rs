//! A sheet: columns, and rows of cells that are text, numbers or dates.
//!
//! Text that is longer than a cell may hold goes on in rows below, where it says so.

use rust_xlsxwriter::{ExcelDateTime, Format, Url, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::super::{escape, web_link};
use super::style::{self, Styles};
use crate::model::Date;

/// How much text a cell gets, in UTF-16 units: 32,767 are allowed, and what says that it goes on needs
/// some.
const CELL: usize = 32_700;

/// How many links a sheet gets: 65,530 are allowed.
const LINKS: usize = 65_000;

/// How many characters a page takes across, at a size that can be read.
const PAGE: f64 = 200.0;

/// How high a line is, and how high a row may be, in points.
pub(super) const LINE: f64 = 15.0;
pub(super) const ROW: f64 = 405.0;

/// What a text ends with that goes on in the row below.
const MORE: &str = "\n(continued in the row below)";

/// How long a word may be, in bytes, that is not cut in two for that.
const WORD: usize = 200;

/// What a text starts with that began in a row above.
const CONTINUED: &str = "(continued)\n";

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing, which is not zero.
    Empty,
    /// Text as a file has it, or of our own.
    Text(String),
    /// The same in bold.
    Strong(String),
    /// A number, and the number format that shows it as it should be.
    Number(f64, String),
    /// A date.
    Date(Date),
    /// A text that leads to an address, if it is one that a reader may follow.
    Link(String, String),
}

impl Cell {
    /// Returns a number that is shown as it is.
    pub(super) fn number(number: f64) -> Self {
        Self::Number(number, "General".to_owned())
    }

    /// Returns a count.
    pub(super) fn count(number: usize) -> Self {
        u32::try_from(number).map_or(Self::Empty, |it| Self::Number(f64::from(it), "0".to_owned()))
    }

    /// Returns a number as the report prints it. Where that is a word (`none`, `< 0.1`), the cell is
    /// `exact` and shows the word; where there is nothing, it is empty.
    pub(super) fn printed(text: &str, exact: Option<f64>) -> Self {
        let Ok(number) = text.trim_start_matches('+').parse::<f64>() else {
            return exact.map_or(Self::Empty, |it| Self::Number(it, format!("\"{text}\"")));
        };
        let decimals = text.split_once('.').map_or(0, |(_, it)| it.len());
        let point = if decimals == 0 { "" } else { "." };
        let format = format!("0{point}{}", "0".repeat(decimals));
        let sign = if text.starts_with('+') { format!("+{format}") } else { format };
        Self::Number(number, sign)
    }

    /// Returns the text that it shows, if it is one.
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Strong(text) | Self::Link(text, _) => Some(text),
            Self::Empty | Self::Number(..) | Self::Date(_) => None,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(it: Option<T>) -> Self {
        it.map_or(Self::Empty, Into::into)
    }
}

impl From<&Option<String>> for Cell {
    fn from(it: &Option<String>) -> Self {
        it.as_deref().into()
    }
}

/// A column.
pub(super) struct Column {
    header: &'static str,
    /// In characters.
    width: f64,
    marks: Marks,
}

/// What is marked by colour in a column.
enum Marks {
    Nothing,
    Gaps,
    Words,
}

impl Column {
    pub(super) fn new(header: &'static str, width: f64) -> Self {
        Self { header, width, marks: Marks::Nothing }
    }

    /// Its numbers are gaps.
    pub(super) fn gap(self) -> Self {
        Self { marks: Marks::Gaps, ..self }
    }

    /// Its words say how something stands.
    pub(super) fn standing(self) -> Self {
        Self { marks: Marks::Words, ..self }
    }
}

/// A sheet.
pub(super) struct Sheet {
    name: &'static str,
    columns: Vec<Column>,
    /// Whether it is a list of facts: numbers stand below texts, and no column has to stay in view.
    of_facts: bool,
    /// The column that says what a row is about: repeated where text goes on in the row below.
    key: usize,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Returns an empty sheet, whose first column says what a row is about.
    pub(super) fn new(name: &'static str, columns: Vec<Column>) -> Self {
        Self { name, columns, of_facts: false, key: 0, rows: Vec::new() }
    }

    /// Says which column tells what a row is about.
    pub(super) fn keyed_by(self, key: usize) -> Self {
        Self { key, ..self }
    }

    /// Says that it is a list of facts.
    pub(super) fn of_facts(self) -> Self {
        Self { of_facts: true, ..self }
    }

    /// Writes everything to an empty page.
    pub(super) fn write(&self, page: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
        page.set_name(self.name)?;
        let mut last = 0;
        for (column, it) in (0..).zip(&self.columns) {
            page.set_column_width(column, it.width)?;
            page.write_string_with_format(0, column, it.header, &styles.header)?;
            last = column;
        }
        let number = if self.of_facts { &styles.number_left } else { &styles.number };
        let mut writer = Writer { page, styles, number, links: 0 };
        let mut row = 0;
        for cells in self.rows.iter().flat_map(|it| split(it, self.key)) {
            row += 1;
            writer.page.set_row_height(row, height(&cells, &self.columns))?;
            for (column, cell) in (0..).zip(&cells) {
                writer.cell(row, column, cell)?;
            }
        }
        page.set_freeze_panes(1, u16::from(!self.of_facts))?;
        page.autofilter(0, 0, row, last)?;
        for (column, it) in (0..).zip(&self.columns) {
            match it.marks {
                _ if row == 0 => {}
                Marks::Nothing => {}
                Marks::Gaps => style::mark_gaps(page, row, column)?,
                Marks::Words => style::mark_words(page, row, column)?,
            }
        }
        // A4, in as few pages across as can be read, and as long as it takes.
        let width: f64 = self.columns.iter().map(|it| it.width).sum();
        let across = (1..9).find(|it| width <= f64::from(*it) * PAGE).unwrap_or(9);
        page.set_landscape().set_paper_size(9).set_print_fit_to_pages(across, 0);
        page.set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3);
        page.set_repeat_rows(0, 0)?;
        if across > 1 {
            page.set_repeat_columns(0, 0)?;
        }
        Ok(())
    }
}

struct Writer<'a> {
    page: &'a mut Worksheet,
    styles: &'a Styles,
    number: &'a Format,
    links: usize,
}

impl Writer<'_> {
    fn cell(&mut self, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        let styles = self.styles;
        match cell {
            Cell::Empty => {
                self.page.write_blank(row, column, &styles.text)?;
            }
            Cell::Text(text) => self.text(row, column, text, &styles.text)?,
            Cell::Strong(text) => self.text(row, column, text, &styles.strong)?,
            Cell::Number(number, format) => {
                let format = self.number.clone().set_num_format(format);
                self.page.write_number_with_format(row, column, *number, &format)?;
            }
            Cell::Date(it) => match date(*it) {
                Some(date) => {
                    self.page.write_datetime_with_format(row, column, &date, &styles.date)?;
                }
                None => self.text(row, column, &it.to_string(), &styles.text)?,
            },
            Cell::Link(text, to) => {
                let url = web_link(to).filter(|_| self.links < LINKS);
                let url = url.map(|it| Url::new(it).set_text(text));
                // An address that is too long for a link, or of another form, stays text.
                let written = url.is_some_and(|url| {
                    let page = &mut *self.page;
                    page.write_url_with_format(row, column, url, &styles.link).is_ok()
                });
                if written {
                    self.links += 1;
                } else {
                    self.text(row, column, text, &styles.text)?;
                }
            }
        }
        Ok(())
    }

    /// Writes text that [`split`] has made safe to show.
    fn text(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let is_like_formula = text.starts_with(['=', '+', '-', '@', '\t', '\n', '\'']);
        let format = if is_like_formula { &self.styles.quoted } else { format };
        self.page.write_string_with_format(row, column, text, format)?;
        Ok(())
    }
}

/// Returns a date as workbooks have them, if it is one that they can have.
pub(super) fn date(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|it| *it >= 1900)?;
    ExcelDateTime::from_ymd(year, u8::from(date.month()), date.day()).ok()
}

/// Returns how high a row has to be. Excel could find that out; others do not.
fn height(cells: &[Cell], columns: &[Column]) -> f64 {
    let lines = |(cell, column): (&Cell, &Column)| match cell.text() {
        Some(text) => text.split('\n').map(|it| lines(it, column.width)).sum(),
        None => 1.0,
    };
    let lines: f64 = cells.iter().zip(columns).map(lines).fold(1.0, f64::max);
    (lines * LINE).min(ROW)
}

/// Returns how many lines a paragraph takes in a column, rather one too many than one too few.
pub(super) fn lines(text: &str, width: f64) -> f64 {
    let room = width * 1.05;
    let (mut lines, mut used) = (1.0, 0.0);
    for word in text.split(' ') {
        let length = u32::try_from(word.width()).map_or(0.0, f64::from);
        if used > 0.0 && used + 1.0 + length > room {
            lines += 1.0;
            used = 0.0;
        }
        lines += ((length / room).ceil() - 1.0).max(0.0);
        used += length + 1.0;
    }
    lines
}

/// Returns a row, with text that can be shown, and the rows that go on where its text is too long.
fn split(cells: &[Cell], key: usize) -> Vec<Vec<Cell>> {
    let texts: Vec<Vec<String>> =
        cells.iter().map(|it| it.text().map(parts).unwrap_or_default()).collect();
    let height = texts.iter().map(Vec::len).max().unwrap_or_default().max(1);
    let cell = |row: usize, column: usize| {
        let text = texts[column].get(row).cloned();
        let first = || texts[key].first().cloned().unwrap_or_default();
        match (&cells[column], text) {
            (Cell::Text(_), Some(text)) => Cell::Text(text),
            (Cell::Strong(_), Some(text)) => Cell::Strong(text),
            (Cell::Link(_, to), Some(text)) => Cell::Link(text, to.clone()),
            (other, _) if row == 0 => other.clone(),
            (_, None) if column == key => Cell::from(first()),
            _ => Cell::Empty,
        }
    };
    (0..height).map(|row| (0..cells.len()).map(|column| cell(row, column)).collect()).collect()
}

/// Returns text in parts that each fit a cell, with what cannot be seen as its code. It is cut between
/// words, where there are any.
fn parts(text: &str) -> Vec<String> {
    let text = escape::cell(text);
    let (mut parts, mut part) = (Vec::new(), String::new());
    let mut room = CELL;
    for character in text.chars() {
        if room < character.len_utf16() {
            let end = part.rfind([' ', '\n']).map(|it| it + 1);
            let end = end.filter(|it| part.len() - it < WORD).unwrap_or(part.len());
            let rest = part.split_off(end);
            parts.push(part + MORE);
            part = CONTINUED.to_owned() + &rest;
            room = CELL - part.encode_utf16().count();
        }
        room -= character.len_utf16();
        part.push(character);
    }
    parts.push(part);
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_looks_as_it_is_printed() {
        let number = |number, format: &str| Cell::Number(number, format.to_owned());
        for (text, exact, expected) in [
            ("1.96", Some(1.956), number(1.96, "0.00")),
            ("2.0", None, number(2.0, "0.0")),
            ("-1.5", None, number(-1.5, "0.0")),
            ("3", None, number(3.0, "0")),
            ("+0.08", Some(0.0785), number(0.08, "+0.00")),
            ("< 0.1", Some(0.04), number(0.04, "\"< 0.1\"")),
            ("none", Some(0.0), number(0.0, "\"none\"")),
            ("–", None, Cell::Empty),
        ] {
            assert_eq!(Cell::printed(text, exact), expected, "{text}");
        }
    }

    #[test]
    fn lines_are_counted_as_they_break() {
        for (text, width, expected) in [
            ("", 10.0, 1.0),
            ("one two", 10.0, 1.0),
            ("one two three", 10.0, 2.0),
            ("a".repeat(30).as_str(), 10.0, 3.0),
        ] {
            assert_eq!(lines(text, width).to_bits(), f64::to_bits(expected), "{text}");
        }
    }

    #[test]
    fn a_short_row_is_one_row() {
        let row = vec![Cell::from("a"), Cell::number(1.0), Cell::Empty];
        assert_eq!(split(&row, 0), [row]);
    }

    #[test]
    fn a_date_that_workbooks_do_not_have_is_text() {
        let parse = |it| crate::model::parse_date(it).unwrap();
        assert!(date(parse("1899-12-31")).is_none());
        assert!(date(parse("1900-01-01")).is_some());
        assert!(date(parse("9999-12-31")).is_some());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn no_character_of_a_long_text_is_lost(
            count in 1_usize..9_000, character in prop::sample::select(vec!["a", "ŵ", "😀", "\n", "two words "]),
        ) {
            let text = character.repeat(count * 10);
            let row = [Cell::from("key"), Cell::number(1.0), Cell::from(text.as_str())];
            let rows = split(&row, 0);
            let mut whole = String::new();
            for (at, row) in rows.iter().enumerate() {
                let part = row[2].text().unwrap();
                prop_assert!(part.encode_utf16().count() <= 32_767);
                prop_assert_eq!(row[0].text(), Some("key"));
                prop_assert_eq!(row[1] == Cell::Empty, at > 0);
                let part = if at > 0 { part.strip_prefix(CONTINUED).unwrap() } else { part };
                let more = at + 1 < rows.len();
                whole.push_str(if more { part.strip_suffix(MORE).unwrap() } else { part });
            }
            prop_assert_eq!(whole, text);
        }
    }
}
