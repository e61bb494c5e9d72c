//! Markdown: the gap report for wikis, issues and pull requests.

use std::io::{self, Write};

use super::compose;
use super::document::{Block, Document, Ink, Level, List, Row, Run, Table, Text};
use super::escape::markdown as text;
use super::{Format, Look};
use crate::report::Report;

/// Writes the gap report as Markdown.
#[derive(Clone, Copy, Debug)]
pub struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn summary(&self) -> &'static str {
        "the gap report for wikis and pull requests"
    }

    fn ending(&self) -> Option<&'static str> {
        Some("md")
    }

    fn write(&self, report: &Report<'_>, _look: Look, out: &mut dyn Write) -> io::Result<()> {
        write(&compose::document(report), out)
    }

    fn write_many(
        &self,
        reports: &mut dyn Iterator<Item = (&str, Report<'_>)>,
        _look: Look,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        write(&compose::overview(reports), out)
    }
}

fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let mut parts = Parts { out, is_first: true };
    document.blocks.iter().try_for_each(|it| parts.block(it))
}

fn head(cells: &[&str], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |", cells.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(cells.len()))
}

fn row(cells: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |", cells.join(" | "))
}

/// Parts of a text, with an empty line between them.
struct Parts<'a> {
    out: &'a mut dyn Write,
    is_first: bool,
}

impl Parts<'_> {
    /// Starts a part.
    fn part(&mut self) -> io::Result<&mut dyn Write> {
        if !std::mem::take(&mut self.is_first) {
            writeln!(self.out)?;
        }
        Ok(self.out)
    }

    fn block(&mut self, block: &Block) -> io::Result<()> {
        match block {
            Block::Banner(it) => {
                writeln!(self.part()?, "# {}", text(&it.title))?;
                for line in [&it.kicker, &it.subtitle].into_iter().filter(|it| !it.is_empty()) {
                    writeln!(self.part()?, "{}", text(line))?;
                }
                Ok(())
            }
            Block::Heading { level, text: title } => {
                let marks = match level {
                    Level::One => "##",
                    Level::Two => "###",
                    Level::Three => "####",
                };
                writeln!(self.part()?, "{marks} {}", text(title))
            }
            Block::Paragraph(it) | Block::Lead(it) | Block::Note(it) => {
                writeln!(self.part()?, "{}", inline(it))
            }
            Block::List(it) => list(it, self.part()?),
            Block::Facts(all) => {
                let out = self.part()?;
                all.iter()
                    .try_for_each(|it| writeln!(out, "- {}: {}", text(&it.name), inline(&it.value)))
            }
            Block::Table(it) if it.columns.iter().all(|it| it.header.is_empty()) => self.rows(it),
            Block::Table(it) => table(it, self.part()?),
            Block::Figure(it) => {
                writeln!(self.part()?, "{}", text(&it.alt))?;
                if it.caption.is_empty() {
                    return Ok(());
                }
                writeln!(self.part()?, "*{}*", text(&it.caption))
            }
            Block::Cards(all) => {
                let out = self.part()?;
                all.iter().try_for_each(|it| {
                    writeln!(out, "- **{}** {}", text(&it.value), text(&it.label))
                })
            }
            Block::KeepTogether(blocks) => blocks.iter().try_for_each(|it| self.block(it)),
            // A picture would be a file of its own; its words are not about the assessment.
            Block::Logo(_) | Block::Unshown | Block::PageBreak => Ok(()),
        }
    }
}

impl Parts<'_> {
    /// Writes a table without a header, which Markdown does not have: a part for each row.
    fn rows(&mut self, table: &Table) -> io::Result<()> {
        for row in &table.rows {
            let Some((head, cells)) = row.cells.split_first() else { continue };
            writeln!(self.part()?, "**{}**", inline(&head.text))?;
            let out = self.part()?;
            for line in cells.iter().flat_map(|it| inline_lines(&it.text)) {
                writeln!(out, "- {}", line.trim_start_matches("– "))?;
            }
        }
        Ok(())
    }
}

fn list(list: &List, out: &mut dyn Write) -> io::Result<()> {
    for (at, item) in list.items.iter().enumerate() {
        if list.numbered {
            write!(out, "{}. ", at + 1)?;
        } else {
            write!(out, "- ")?;
        }
        writeln!(out, "{}", inline(item))?;
    }
    Ok(())
}

fn table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    if !table.caption.is_empty() {
        writeln!(out, "**{}**\n", text(&table.caption))?;
    }
    let headers: Vec<String> = table.columns.iter().map(|it| text(&it.header)).collect();
    head(&headers.iter().map(String::as_str).collect::<Vec<_>>(), out)?;
    let cells = |row_: &Row| -> Vec<String> {
        let mut cells: Vec<String> = row_.cells.iter().map(|it| inline(&it.text)).collect();
        cells.resize(table.columns.len().max(cells.len()), String::new());
        cells
    };
    table.rows.iter().try_for_each(|it| row(&cells(it), out))
}

/// Returns text with its emphasis and links, on one line: also where it starts new ones.
fn inline(it: &Text) -> String {
    // Where markup in Markdown is not allowed, the space keeps words apart.
    inline_lines(it).join("<br> ")
}

/// Returns the lines of a text, with emphasis and links.
fn inline_lines(it: &Text) -> Vec<String> {
    let mut lines = vec![String::new()];
    for (at, run) in it.runs.iter().enumerate() {
        let next = it.runs.get(at + 1).and_then(|it| it.text.chars().next());
        for (line, part) in run.text.split('\n').enumerate() {
            if line > 0 {
                lines.push(String::new());
            }
            if let Some(out) = lines.last_mut() {
                push(run, part, next, out);
            }
        }
    }
    lines
}

/// Adds a part of a run that stands on one line.
fn push(run: &Run, part: &str, next: Option<char>, out: &mut String) {
    let core = part.trim();
    let (before, after) = match part.find(core) {
        _ if core.is_empty() => (part, ""),
        Some(at) => (part.get(..at).unwrap_or(""), part.get(at + core.len()..).unwrap_or("")),
        None => ("", ""),
    };
    out.push_str(if before.is_empty() { "" } else { " " });
    let escaped = text(core);
    // Marks that stand between a full stop and a letter would be shown as they are.
    let closes = !core.ends_with(|it: char| it.is_ascii_punctuation())
        || !after.is_empty()
        || next.is_none_or(|it| !it.is_alphanumeric());
    let is_bold = run.bold || matches!(run.ink, Ink::Toned(_));
    match &run.link {
        Some(link) => {
            // Such an address cannot leave its angle brackets.
            out.push_str(&format!("[{escaped}](<{}>)", link.address()));
        }
        None if is_bold && closes && !core.is_empty() => {
            out.push_str(&format!("**{escaped}**"));
        }
        None => out.push_str(&escaped),
    }
    out.push_str(if after.is_empty() { "" } else { " " });
}
