//! PDF reports: what a page says, where it goes, and the bytes.
//!
//! ```text
//! Document ──layout──▶ Layout ──write──▶ bytes
//! blocks               boxes             PDF 1.7
//! ```
//!
//! The three stages share no types but these two. A [`Document`] says what is there: headings,
//! paragraphs, tables. A [`Layout`] says where it goes: boxes on pages, each of which belongs to
//! an [`Element`] of the logical [`Structure`] or is an [`Artifact`]. The writer draws boxes and
//! nothing else, so no mark can reach a page without a role. The file is tagged: PDF/UA-1.
//!
//! [`Pdf`] makes the document of a [`Report`] and writes it.
//!
//! This is not a general typesetter: pages are A4, text runs from left to right in one typeface,
//! and a character that the typeface lacks is shown as `[U+1F600]`.

mod font;
mod layout;
mod structure;
mod text;
mod unshown;
mod write;

pub use font::Face;
pub use layout::{Area, Bookmark, Content, Layout, LinkArea, Page, Placed, TextBox, layout};
pub use structure::{Artifact, Element, ElementId, Labels, Role, Scope, Structure, Tag};
pub use text::{lines, width};

use std::io;

use super::document::{
    Align, Banner, Block, Card, Cell, Column, Document, Fact, Ink, Level, Link, List, Row, Run,
    Table, Text, Tone, Width,
};
use super::scene::{Anchor, Figure, Fill, Point, Shape, Stroke};
use super::{Color, Format, Look, compose};
use crate::report::Report;

/// Writes `document` to `out` as a PDF.
///
/// The same document gives the same bytes, in every process and at every time.
///
/// # Errors
///
/// Returns an error only if `out` does. Every document can be written.
///
/// # Examples
///
/// ```
/// use stocktake::render::document::{Block, Document, Level};
/// use stocktake::render::pdf;
///
/// let document = Document {
///     title: "Gap report".into(),
///     blocks: vec![Block::heading(Level::One, "Gap report"), Block::paragraph("No gaps.")],
///     ..Document::default()
/// };
/// let mut bytes = Vec::new();
/// pdf::write(&document, &mut bytes)?;
/// assert!(bytes.starts_with(b"%PDF-1.7"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write(document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
    write::write(document, layout(document), out)
}

/// Writes the gap report for a board.
#[derive(Clone, Copy, Debug)]
pub struct Pdf;

impl Format for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn summary(&self) -> &'static str {
        "the gap report for the board"
    }

    fn ending(&self) -> Option<&'static str> {
        Some("pdf")
    }

    fn is_text(&self) -> bool {
        false
    }

    fn write(&self, report: &Report<'_>, _look: Look, out: &mut dyn io::Write) -> io::Result<()> {
        write(&unshown::told(compose::document(report)), out)
    }

    fn provenance(&self, file: &[u8]) -> Option<String> {
        write::metadata::provenance(file)
    }

    /// Writes a table of the organisations.
    fn write_many(
        &self,
        reports: &mut dyn Iterator<Item = (&str, Report<'_>)>,
        _look: Look,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        write(&unshown::told(compose::overview(reports)), out)
    }
}
