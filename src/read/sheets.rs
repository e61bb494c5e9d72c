//! Files that hold sheets, as a source whose places are cells.
//!
//! Reading is bounded whatever the file: 1.4 KB can ask for 512 GiB. A workbook is unpacked once, part by
//! part and only to be measured, before the library that reads it gets to see it; and cells are read one
//! by one, never as the rectangle that the file says they fill.
//!
//! Source: ECMA-376, Office Open XML, parts 1 and 2.

mod delimited;
mod encoding;
mod measure;

pub(super) use delimited::delimited;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, DataRef, Reader as _, Style, Xlsx, XlsxError};

use super::limits::{MAX_CELLS, MAX_SHEET_TEXT, MAX_VALUES};
use crate::diagnostic::{CellKind, Cells, Code, Diagnostic, Source};
use crate::notation;
use crate::wording;

/// Tells whether bytes are those of a workbook: a zip archive, or what holds those with a password and
/// those of old versions.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND)
}

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Returns the cells of a workbook, or what is wrong with it.
pub(super) fn workbook(name: &str, bytes: &[u8]) -> Result<Arc<Source>, Diagnostic> {
    let finding = |code, message: &str, help: &str| {
        let source = Arc::new(Source::new(name, ""));
        Diagnostic::new(code, &source, 0..0, message).help(help)
    };
    if bytes.starts_with(COMPOUND) {
        let message = "this workbook has a password, or is in the format of Excel 97";
        return Err(finding(
            Code::NotText,
            message,
            "in Excel: Save as, Excel Workbook (.xlsx), without a password",
        ));
    }
    measure::measure(bytes).map_err(|it| match it {
        measure::Excess::TooLarge => finding(
            Code::TooLarge,
            "this workbook unpacks to more than is read",
            "keep one assessment in a workbook, and pictures out of it",
        ),
        measure::Excess::Broken(reason) => broken(name, &reason),
    })?;
    let (mut cells, mut text) = (Cells::default(), String::new());
    match read(bytes, &mut cells, &mut text) {
        Ok(true) => Ok(Arc::new(Source::of_cells(name, text, cells, bytes))),
        Ok(false) => Err(finding(
            Code::TooManyValues,
            &format!("there are more than {MAX_VALUES} cells in this workbook, or too much text"),
            "keep one assessment in a workbook",
        )),
        Err(error) => Err(broken(name, &error.to_string())),
    }
}

fn broken(name: &str, reason: &str) -> Diagnostic {
    let source = Arc::new(Source::new(name, ""));
    let reason = reason.lines().next().unwrap_or_default();
    let message = format!("this is not a workbook that can be read: {reason}");
    Diagnostic::new(Code::NotText, &source, 0..0, message)
        .help("open it in Excel and save it once more as Excel Workbook (.xlsx); or start again from the last good copy")
}

/// Reads every cell; returns false if there are too many, or they say too much.
fn read(bytes: &[u8], cells: &mut Cells, text: &mut String) -> Result<bool, XlsxError> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes))?;
    let (mut seen, mut said) = (0, 0);
    for name in book.sheet_names() {
        let mut reader = match book.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            // A sheet that is a chart has no cells.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(error),
        };
        let has_percentages = reader.styles().iter().any(is_percentage);
        // A file may have its cells in any order, and the same one twice; the first counts.
        let mut found: BTreeMap<(u32, u32), (CellKind, String)> = BTreeMap::new();
        while let Some(record) = reader.next_cell_with_formula_metadata()? {
            seen += 1;
            let (row, column) = record.pos;
            let (mut kind, mut value) = match record.value {
                DataRef::SharedString(it) => (CellKind::Text, it.to_owned()),
                other => value(&Data::from(other)),
            };
            if kind == CellKind::Empty && record.formula.is_some() {
                (kind, value) = (CellKind::Error, "a formula without a value".to_owned());
            }
            said += value.len();
            if seen > MAX_CELLS || said > MAX_SHEET_TEXT {
                return Ok(false);
            }
            // Far below and far to the right, formats are not worth remembering.
            if kind != CellKind::Empty || (row < 10_000 && column < 100) {
                found.entry(place(record.pos)).or_insert((kind, value));
            }
            if cells.len() + found.len() > MAX_VALUES {
                return Ok(false);
            }
        }
        drop(reader);
        if has_percentages {
            as_shown(&mut book, &name, &mut found)?;
        }
        let mut links = links(&mut book, &name)?;
        cells.start_sheet(name);
        for (place, (kind, value)) in found {
            cells.push(place, kind, &value, text);
            if let Some(link) = links.remove(&place).filter(|it| *it != value) {
                said += link.len();
                cells.push(place, CellKind::Link, &link, text);
            }
        }
        if said > MAX_SHEET_TEXT {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A workbook in memory.
type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Returns a place with row and column from 1.
const fn place((row, column): (u32, u32)) -> (u32, u32) {
    (row.saturating_add(1), column.saturating_add(1))
}

fn is_percentage(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|it| it.format_code.contains('%'))
}

/// Makes numbers that are shown as percentages what people see: 0.42 as `42%`. Whoever types 42% into a
/// cell without a format gets one.
fn as_shown(
    book: &mut Book<'_>,
    sheet: &str,
    found: &mut BTreeMap<(u32, u32), (CellKind, String)>,
) -> Result<(), XlsxError> {
    let mut reader = book.worksheet_cells_reader(sheet)?;
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let is_percentage = reader.styles().get(style).is_some_and(is_percentage);
        let number = match cell.get_value() {
            DataRef::Float(it) if is_percentage => *it,
            #[expect(clippy::cast_precision_loss, reason = "workbooks hold no other numbers")]
            DataRef::Int(it) if is_percentage => *it as f64,
            _ => continue,
        };
        if let Some((kind, value)) = found.get_mut(&place(cell.get_position())) {
            *kind = CellKind::Text;
            *value = format!("{}%", wording::number(number * 100.0, 10));
        }
    }
    Ok(())
}

/// Returns where the texts of a sheet lead to.
fn links(book: &mut Book<'_>, sheet: &str) -> Result<BTreeMap<(u32, u32), String>, XlsxError> {
    let links = book.hyperlinks_by_sheet_name(sheet)?;
    let links = links.into_iter().filter_map(|it| Some((place(it.range.start), it.target?)));
    Ok(links.collect())
}

/// Returns what a cell holds, and what it says.
fn value(data: &Data) -> (CellKind, String) {
    match data {
        Data::Empty => (CellKind::Empty, String::new()),
        Data::String(it) if it.is_empty() => (CellKind::Empty, String::new()),
        Data::String(it) | Data::DurationIso(it) => (CellKind::Text, it.clone()),
        #[expect(
            clippy::cast_precision_loss,
            reason = "workbooks hold no other numbers than floats"
        )]
        Data::Int(it) => (CellKind::Number, notation::number(*it as f64)),
        Data::Float(it) if it.is_finite() => (CellKind::Number, notation::number(*it)),
        Data::Float(it) => (CellKind::Error, it.to_string()),
        Data::Bool(it) => (CellKind::Boolean, it.to_string()),
        Data::DateTime(it) if it.is_datetime() => {
            let (year, month, day, ..) = it.to_ymd_hms_milli();
            (CellKind::Date, format!("{year:04}-{month:02}-{day:02}"))
        }
        Data::DateTime(it) => (CellKind::Number, notation::number(it.as_f64())),
        Data::DateTimeIso(it) => {
            (CellKind::Date, it.split('T').next().unwrap_or_default().to_owned())
        }
        Data::Error(it) => (CellKind::Error, it.to_string()),
    }
}
