//! Where the organisation stands: pictures and the table of gaps.

use super::super::document::{Block, Cell, Column, Row, Table, Text, Tone, Width};
use super::super::picture::{bars, heat_map, radar};
use super::{MARKS, heading, mark, more, number, shown};
use crate::report::{DimensionView, NONE, Report, Section, Standing};

/// How many dimensions the short form shows.
const SHORT: usize = 16;

/// Returns the scores as pictures.
pub(super) fn overview(report: &Report<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::PageBreak, heading(Section::Overview)];
    let is_short = report.options.short;
    let bars = bars::bars(report).into_iter().take(if is_short { 1 } else { usize::MAX });
    let radar = (!is_short).then(|| radar::radar(report)).flatten();
    blocks.extend(bars.chain(radar).map(Block::Figure));
    blocks
}

/// Returns the table of dimensions.
pub(super) fn gaps(report: &Report<'_>) -> Vec<Block> {
    let all = &report.dimensions;
    let shown = shown(all, SHORT, report);
    let table = [heading(Section::Gaps), Block::Table(table(report, shown))];
    let mut blocks = vec![Block::KeepTogether(table.into())];
    blocks.extend(more(shown.len(), all.len(), "rows are"));
    blocks
}

fn table(report: &Report<'_>, shown: &[DimensionView]) -> Table {
    let name = report.assessment.framework.dimension_name.clone();
    let row = |it: &DimensionView| -> Row {
        let Standing { value, level, target, gap, is_met, .. } = &it.standing;
        let mut title = Text::from(format!("{}{}", "– ".repeat(it.depth), it.title));
        if let Some(partly) = &it.partly {
            title = title.muted(format!("\n{partly}"));
        }
        let mut weakest = Text::from(it.weakest.as_deref().unwrap_or(NONE));
        for floor in &it.floors {
            weakest = weakest.toned(format!("\n■ {floor}"), Tone::Alert);
        }
        let (tone, shape) = mark(*is_met, !it.floors.is_empty());
        let cells: [Cell; 6] = [
            title.into(),
            value.as_str().into(),
            level.as_str().into(),
            target.as_str().into(),
            Cell::from(format!("{shape}{gap}")).toned(tone),
            weakest.into(),
        ];
        cells.into_iter().collect()
    };
    let is_marked = shown.iter().any(|it| it.standing.is_met.is_some());
    Table {
        caption: if is_marked { MARKS.to_owned() } else { String::new() },
        columns: vec![
            Column::new(name, Width::Share(3.0)),
            number("Value", 42.0),
            Column::new("Level", Width::Points(76.0)),
            number("Target", 46.0),
            number("Gap", 46.0),
            Column::new("Weakest criterion", Width::Share(2.0)),
        ],
        rows: shown.iter().map(row).collect(),
        row_headers: true,
    }
}

/// Returns every criterion at a glance.
pub(super) fn heat_map(report: &Report<'_>) -> Vec<Block> {
    let figures = heat_map::heat_maps(report).into_iter().map(Block::Figure);
    std::iter::once(heading(Section::HeatMap)).chain(figures).collect()
}
