//! JSON: the result as other programs read it, `stocktake-result/1`.
//!
//! `docs/output/json.md` says what each key means. Numbers are not rounded; `null` means "no
//! score", never zero.

mod result;
mod wire;

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use self::result::result;
use self::wire::WireResult;
use super::escape::is_hidden;
use super::{Format, Look};
use crate::report::{EvidenceState, Report};

/// Writes the result as one object, or several as a list of them.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn summary(&self) -> &'static str {
        "the whole result, not rounded, for other programs"
    }

    fn ending(&self) -> Option<&'static str> {
        Some("json")
    }

    fn write(&self, report: &Report<'_>, _look: Look, out: &mut dyn io::Write) -> io::Result<()> {
        write_result(None, report, out)?;
        writeln!(out)
    }

    fn provenance(&self, file: &[u8]) -> Option<String> {
        let result: serde_json::Value = serde_json::from_slice(file).ok()?;
        result.get("provenance").filter(|it| it.is_object()).map(ToString::to_string)
    }

    fn write_many(
        &self,
        reports: &mut dyn Iterator<Item = (&str, Report<'_>)>,
        _look: Look,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut before = "[";
        for (file, report) in reports {
            writeln!(out, "{before}")?;
            write_result(Some(file), &report, out)?;
            before = ",";
        }
        writeln!(out, "{}]", if before == "[" { "[" } else { "\n" })
    }
}

/// Writes the result of one file, with its name where there are several.
fn write_result(
    file: Option<&str>,
    report: &Report<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    write_pretty(&WireResult { file, ..result(report) }, out)
}

/// Writes a value over several lines, without a line break at the end.
pub(super) fn write_pretty(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = serde_json::Serializer::with_formatter(out, Visible(PrettyFormatter::new()));
    Ok(value.serialize(&mut writer)?)
}

/// Returns a value in one line.
pub(super) fn compact(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut bytes, Visible(CompactFormatter));
    value.serialize(&mut writer).expect("texts and numbers can be written");
    String::from_utf8(bytes).expect("JSON is text")
}

/// Writes what cannot be seen as `\u….`: the same text to a program, and harmless to a terminal.
struct Visible<F>(F);

impl<F: Formatter> Formatter for Visible<F> {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, hidden)) = rest.char_indices().find(|(_, it)| is_hidden(*it)) {
            let (before, after) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = after.get(hidden.len_utf8()..).unwrap_or_default();
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

/// Returns how a piece of evidence stands, as results call it.
pub(super) const fn state(state: EvidenceState) -> &'static str {
    match state {
        EvidenceState::Current => "current",
        EvidenceState::Undated => "undated",
        EvidenceState::Stale => "stale",
        EvidenceState::Missing => "missing",
    }
}
