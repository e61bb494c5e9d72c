//! How the scores came about, and what the report was made from.

use super::super::document::{Block, Level, Text};
use super::{bullets, heading, linked};
use crate::model::Source;
use crate::report::{Report, Section, reference};
use crate::wording;

/// Returns how the scores came about, what to keep in mind, and where the framework comes from. The
/// short form has it in small print.
pub(super) fn method(report: &Report<'_>) -> Vec<Block> {
    let is_short = report.options.short;
    let texts = |all: &[String]| {
        if is_short {
            return Block::Note(all.join(" ").into());
        }
        bullets(all.iter().map(String::as_str))
    };
    let mut blocks = vec![
        heading(Section::Method),
        texts(&report.method),
        Block::Unshown,
        Block::heading(Level::Two, "What to keep in mind"),
        texts(&report.caveats),
    ];
    if !report.sections.left_out.is_empty() {
        blocks.push(Block::heading(Level::Two, "What this report does not show"));
        blocks.push(texts(&report.sections.left_out));
    }
    blocks.push(Block::heading(Level::Two, "Sources of the framework"));
    let sources = &report.assessment.framework.sources;
    let source = |it: &Source| linked(Text::default(), &reference(it), it.url.as_deref());
    if is_short {
        let count = wording::count(sources.len(), "source is", "sources are");
        blocks.push(Block::Note(format!("{count} named in the full report.").into()));
    } else {
        blocks.push(bullets(sources.iter().map(source)));
    }
    blocks
}

/// Returns what the report was made from.
pub(super) fn provenance(report: &Report<'_>) -> Vec<Block> {
    let Some(provenance) = &report.options.provenance else { return Vec::new() };
    let line =
        |(name, value): (&str, String)| Text::default().bold(format!("{name}: ")).plain(value);
    vec![Block::KeepTogether(vec![
        heading(Section::Provenance),
        Block::Note(Text::lines(provenance.facts().into_iter().map(line))),
        Block::Note(
            "The same files, options and program give this report again, to the last byte: the command \
             “stocktake verify” checks that."
                .into(),
        ),
    ])]
}
