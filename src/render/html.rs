//! HTML: the report as one page for the web, complete in itself.
//!
//! A page holds its style and its pictures, loads nothing, and runs nothing: its own policy forbids
//! both. It is laid out for WCAG 2.2 at level AA, for wide and narrow screens, for light and dark
//! ones, for colours that a reader chose, and for paper.
//!
//! ```text
//! Report ──compose──▶ Document ──Writer──▶ main ──page──▶ bytes
//! ```
//!
//! It shows a [`Document`] and knows nothing of reports. Text becomes part of a page in `html/text.rs`
//! only.

mod block;
mod names;
mod page;
mod palette;
mod picture;
mod table;
#[cfg(test)]
mod tests;
mod text;

use std::io;

use super::document::Document;
use super::{Format, Look, compose};
use crate::report::Report;

/// Writes `document` to `out` as a web page.
///
/// The same document gives the same bytes.
///
/// # Errors
///
/// Returns an error only if `out` does. Every document can be written.
///
/// # Examples
///
/// ```
/// use stocktake::render::document::{Block, Document, Level};
/// use stocktake::render::html;
///
/// let document = Document {
///     title: "Gap report".into(),
///     blocks: vec![Block::heading(Level::One, "Gaps"), Block::paragraph("None < some.")],
///     ..Document::default()
/// };
/// let mut page = Vec::new();
/// html::write(&document, &mut page)?;
/// let page = String::from_utf8_lossy(&page);
/// assert!(page.contains("<h1>Gap report</h1>"));
/// assert!(page.contains("<p>None &lt; some.</p>"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write(document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(page::page(document).as_bytes())
}

/// Writes the gap report as a web page.
#[derive(Clone, Copy, Debug)]
pub struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn summary(&self) -> &'static str {
        "the gap report as one web page"
    }

    fn ending(&self) -> Option<&'static str> {
        Some("html")
    }

    fn write(&self, report: &Report<'_>, _look: Look, out: &mut dyn io::Write) -> io::Result<()> {
        write(&compose::document(report), out)
    }

    fn provenance(&self, file: &[u8]) -> Option<String> {
        page::provenance(file)
    }

    /// Writes one page with a table of the organisations.
    fn write_many(
        &self,
        reports: &mut dyn Iterator<Item = (&str, Report<'_>)>,
        _look: Look,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        write(&compose::overview(reports), out)
    }
}
