//! The day on which somebody answered, in the ways that spreadsheets write dates.
//!
//! `10/01/2026` is a day in January or in October. The other dates of the column tell, or somebody has to
//! say so; nothing is guessed.

use super::super::fields::Reader;
use crate::diagnostic::{Cell, CellKind, Code};
use crate::model::{Date, month_named, parse_date};

/// What comes first in a date.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DateOrder {
    /// The day, as in the United Kingdom.
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

/// What a text may mean as a date.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Meant {
    /// This day.
    One(Date),
    /// This day if the day comes first, or that one if the month does; at least one is a day.
    Either(Option<Date>, Option<Date>),
}

impl Meant {
    /// Returns the order that this date alone tells.
    const fn tells(self) -> Option<DateOrder> {
        match self {
            Self::Either(Some(_), None) => Some(DateOrder::DayFirst),
            Self::Either(None, Some(_)) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    const fn in_order(self, order: DateOrder) -> Option<Date> {
        match (self, order) {
            (Self::One(it), _) => Some(it),
            (Self::Either(it, _), DateOrder::DayFirst)
            | (Self::Either(_, it), DateOrder::MonthFirst) => it,
        }
    }
}

/// Returns the days of a column, one place for each cell, and reports what is none, or not clear.
pub(super) fn days(
    cells: &[Option<&Cell>],
    order: Option<DateOrder>,
    reader: &mut Reader,
) -> Vec<Option<Date>> {
    let meant: Vec<Option<Meant>> = cells
        .iter()
        .map(|cell| {
            let cell = (*cell)?;
            let text = reader.source.slice(&cell.span).to_owned();
            let meant = meant_by(&text, cell.kind);
            if meant.is_none() {
                let message = format!("`{}` is not a date", super::answer::shortened(&text));
                let help =
                    "write it as 2026-10-01, or say when all of them answered: --assessed-on";
                reader.report(Code::InvalidDate, &cell.span, message, help);
            }
            meant
        })
        .collect();
    let told = |order| meant.iter().flatten().any(|it| it.tells() == Some(order));
    let order = order.or(match (told(DateOrder::DayFirst), told(DateOrder::MonthFirst)) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    });
    let mut is_open = false;
    let mut days = Vec::new();
    for (cell, meant) in cells.iter().zip(meant) {
        let day = match (meant, order) {
            (Some(meant), Some(order)) => meant.in_order(order),
            (Some(Meant::One(it)), None) => Some(it),
            (Some(Meant::Either(day, month)), None) => day.xor(month),
            (None, _) => None,
        };
        days.push(day);
        let Some(cell) = cell.filter(|_| meant.is_some() && day.is_none()) else { continue };
        let text = reader.source.slice(&cell.span).to_owned();
        if order.is_some() {
            let message = format!("`{text}` is not a date in the order of the others");
            let help = "write it as 2026-10-01; or see whether `--dates` is right";
            reader.report(Code::InvalidDate, &cell.span, message, help);
        } else if !is_open {
            is_open = true;
            let message = format!("`{text}` may begin with its day or with its month");
            let help = "say which: `--dates day-first`, as in the United Kingdom, or `--dates month-first`";
            reader.report(Code::InvalidDate, &cell.span, message, help);
        }
    }
    days
}

/// Returns what a cell may mean as a date. What comes behind it is a time.
fn meant_by(text: &str, kind: CellKind) -> Option<Meant> {
    let text = text.trim();
    let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if kind == CellKind::Number || text.splitn(2, '.').all(is_number) {
        return serial(text).map(Meant::One);
    }
    if text.len() > 60 {
        return None;
    }
    let first = text.split([' ', 'T', ',', '\u{a0}', '\u{202f}']).next().unwrap_or_default();
    if let Some(date) = parse_date(first) {
        return Some(Meant::One(date));
    }
    let parts: Vec<&str> = first.split(['/', '-', '.']).collect();
    match parts[..] {
        [year, month, day] if year.len() == 4 => {
            date(year, month.parse().ok()?, day).map(Meant::One)
        }
        [a, b, year] if b.parse::<u8>().is_ok() => {
            let day_first = b.parse().ok().and_then(|month| date(year, month, a));
            let month_first = a.parse().ok().and_then(|month| date(year, month, b));
            match (day_first, month_first) {
                (None, None) => None,
                (Some(a), Some(b)) if a == b => Some(Meant::One(a)),
                (a, b) => Some(Meant::Either(a, b)),
            }
        }
        _ => named(text).map(Meant::One),
    }
}

/// Returns the date that a text begins with, in which the month has its English name: `Mon 5th Jan 2026`.
fn named(text: &str) -> Option<Date> {
    let words = text.split([' ', ',', '-', '/', '.', '\u{a0}']).filter(|it| !it.is_empty());
    let is_weekday =
        |it: &&str| !it.starts_with(|it: char| it.is_ascii_digit()) && month_named(it).is_none();
    let words: Vec<&str> = words.skip_while(is_weekday).take(3).collect();
    let [a, b, year] = words[..] else { return None };
    let (day, month) = match (month_named(a), month_named(b)) {
        (Some(month), _) => (b, month),
        (None, Some(month)) => (a, month),
        (None, None) => return None,
    };
    date(year, month, day.trim_end_matches(char::is_alphabetic))
}

/// Returns the day of a year that has two digits or four.
fn date(year: &str, month: u8, day: &str) -> Option<Date> {
    let year: i32 = match year.len() {
        2 => 2000 + i32::from(year.parse::<u8>().ok()?),
        4 => year.parse().ok()?,
        _ => return None,
    };
    Date::from_calendar_date(year, month.try_into().ok()?, day.parse().ok()?).ok()
}

/// Returns the date that a spreadsheet shows where a cell has lost its format: days since the end of 1899.
fn serial(text: &str) -> Option<Date> {
    let days: i32 = text.split('.').next()?.parse().ok()?;
    // From 1954 to 2119; others are numbers of something else. 30 December 1899 as a Julian day.
    (20_000..80_000).contains(&days).then(|| Date::from_julian_day(2_415_019 + days).ok())?
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Cells, Source};

    /// Returns the days of a column, and what is reported: `2026-01-10 ? C2`.
    fn read(texts: &[&str], order: Option<DateOrder>) -> String {
        let (mut cells, mut text) = (Cells::default(), String::new());
        cells.start_sheet("");
        for (it, row) in texts.iter().zip(1..) {
            cells.push((row, 1), CellKind::Text, it, &mut text);
        }
        let source = Arc::new(Source::of_cells("a.csv", text, cells, b""));
        let mut reader = Reader::new(&source, Vec::new());
        let cells: Vec<Option<&Cell>> =
            source.cells().unwrap().of_sheet(0).iter().map(Some).collect();
        let days = days(&cells, order, &mut reader);
        let days = days.iter().map(|it| it.map_or("?".to_owned(), |it| it.to_string()));
        let found = reader
            .findings
            .iter()
            .map(|it| source.cell_name(it.labels[0].span.start).unwrap_or_default());
        days.chain(found).collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn check(texts: &[&str], order: Option<DateOrder>, expected: &str) {
        assert_eq!(read(texts, order), expected, "{texts:?}");
    }

    #[test]
    fn a_date_that_is_clear_is_read_in_every_form() {
        for text in [
            "2026-01-10",
            "2026-01-10T09:14:05Z",
            "2026-01-10 09:14",
            "2026/1/10 9:14",
            "10 Jan 2026 09:14",
            "10th January 2026",
            "Sat, 10 January 2026, 9:14 AM",
            "January 10, 2026",
            "10-Jan-26",
            "46032.385",
            "46032",
        ] {
            check(&[text], None, "2026-01-10");
        }
        check(&["5/5/26 9:14 PM"], None, "2026-05-05");
    }

    #[test]
    fn one_date_tells_the_order_of_all() {
        check(&["10/01/2026 09:14:05", "13/01/2026"], None, "2026-01-10 2026-01-13");
        check(&["10/1/26 9:14", "1/13/26 9:14 AM"], None, "2026-10-01 2026-01-13");
        check(&["10.01.2026", "31.12.2025"], None, "2026-01-10 2025-12-31");
    }

    #[test]
    fn what_nobody_can_tell_is_asked_once() {
        check(&["10/01/2026", "11/01/2026"], None, "? ? A1");
        check(&["10/01/2026"], Some(DateOrder::DayFirst), "2026-01-10");
        check(&["10/01/2026"], Some(DateOrder::MonthFirst), "2026-10-01");
        check(&["13/01/2026", "1/13/2026", "2/3/2026"], None, "2026-01-13 2026-01-13 ? A3");
        check(&["13/01/2026"], Some(DateOrder::MonthFirst), "? A1");
    }

    #[test]
    fn what_is_no_date_is_told() {
        for text in
            ["soon", "30/02/2026", "10/01/126", "12", "9:14 10/01/2026", "1/2", "10 01 2026"]
        {
            check(&[text], None, "? A1");
        }
    }
}
