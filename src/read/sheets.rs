//! Files that hold sheets, as a source whose places are cells.
//!
//! Reading is bounded whatever the file: 1.4 KB can ask for 512 GiB. A workbook is unpacked once, part by
//! part and only to be measured, before the library that reads it gets to see it; and cells are read one
//! by one, never as the rectangle that the file says they fill.
//!
//! Source: ECMA-376, Office Open XML, parts 1 and 2.

mod measure;

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, DataRef, Reader as _, Xlsx, XlsxError};

use super::limits::{MAX_CELLS, MAX_SHEET_TEXT, MAX_VALUES};
use crate::diagnostic::{CellKind, Cells, Code, Diagnostic, Source};
use crate::notation;

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
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let mut seen = 0;
    for name in book.sheet_names() {
        let mut reader = match book.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            // A sheet that is a chart has no cells.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(error),
        };
        cells.start_sheet(name);
        // A file may have its cells in any order, and the same one twice; the first counts.
        let mut found: std::collections::BTreeMap<(u32, u32), (CellKind, String)> =
            std::collections::BTreeMap::new();
        let mut said = text.len();
        while let Some(cell) = reader.next_cell()? {
            seen += 1;
            let (row, column) = cell.get_position();
            let (kind, value) = match cell.get_value() {
                DataRef::SharedString(it) => (CellKind::Text, (*it).to_owned()),
                other => value(&Data::from(other.clone())),
            };
            said += value.len();
            if seen > MAX_CELLS || said > MAX_SHEET_TEXT {
                return Ok(false);
            }
            // Far below and far to the right, formats are not worth remembering.
            if kind != CellKind::Empty || (row < 10_000 && column < 100) {
                found
                    .entry((row.saturating_add(1), column.saturating_add(1)))
                    .or_insert((kind, value));
            }
            if cells.len() + found.len() > MAX_VALUES {
                return Ok(false);
            }
        }
        for (place, (kind, value)) in found {
            cells.push(place, kind, &value, text);
        }
    }
    Ok(true)
}

/// Returns what a cell holds, and what it says.
fn value(data: &Data) -> (CellKind, String) {
    match data {
        Data::Empty => (CellKind::Empty, String::new()),
        Data::String(it) if it.is_empty() => (CellKind::Empty, String::new()),
        Data::String(it) => (CellKind::Text, it.clone()),
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
        Data::DurationIso(it) => (CellKind::Text, it.clone()),
        Data::Error(it) => (CellKind::Error, it.to_string()),
    }
}
