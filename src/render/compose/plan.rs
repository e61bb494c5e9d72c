//! What to do: priorities, and the plan.

use super::super::document::{Block, Cell, Column, Row, Table, Text, Tone, Width};
use super::super::picture;
use super::{heading, more, number, shown};
use crate::report::{ActionView, PriorityView, Report, Section};

/// How many actions the short form shows.
const SHORT: usize = 10;

/// Returns what each action brings, and how much work it is.
pub(super) fn priorities(report: &Report<'_>) -> Vec<Block> {
    let row = |it: &PriorityView| -> Row {
        let mut text = Text::default();
        for (at, &index) in it.actions.iter().enumerate() {
            let action = &report.plan[index];
            let brings = format!(" ({}, {} effort)", action.uplift, action.effort_in_words());
            let start = if at == 0 { "" } else { "\n" };
            text =
                text.bold(format!("{start}{} ", action.rank)).plain(&action.question).muted(brings);
        }
        let name = Text::default().bold(it.name).muted(format!("\n{}", it.rule));
        [Cell::from(name), Cell::from(text)].into_iter().collect()
    };
    let columns = vec![
        Column::new("Priority, and its rule", Width::Share(1.0)),
        Column::new("Actions, by their rank in the plan", Width::Share(3.0)),
    ];
    let rows = report.by_priority.iter().map(row).collect();
    let matrix = picture::priorities::priorities(report);
    let mut blocks =
        vec![heading(Section::Priorities), Block::paragraph(report.rise_rule.as_str())];
    blocks.extend(matrix.map(Block::Figure));
    blocks.push(Block::Table(Table { caption: String::new(), columns, rows, row_headers: true }));
    blocks
}

/// Returns the plan.
pub(super) fn actions(report: &Report<'_>) -> Vec<Block> {
    let all = &report.plan;
    let shown = shown(all, SHORT, report);
    let step_header = if report.options.short {
        "Next step"
    } else {
        "Next step, and how to tell that it is done"
    };
    let columns = vec![
        Column::new("No.", Width::Points(26.0)),
        Column::new(step_header, Width::Share(4.0)),
        number("Gap", 32.0),
        number("Overall", 44.0),
        Column::new("Owner, date", Width::Points(92.0)),
    ];
    let row = |it: &ActionView| -> Row {
        let named = |it: &Option<String>, what: &str| match it {
            Some(it) => Text::from(it.as_str()),
            None => Text::default().toned(format!("▲ {what}"), Tone::Caution),
        };
        let due = named(&it.due, "No date");
        let due = if it.is_past { due.toned(" ▲ past", Tone::Caution) } else { due };
        let who = [named(&it.owner, "No owner"), due];
        let cells: [Cell; 5] = [
            it.rank.to_string().into(),
            step(it, report.options.short).into(),
            it.gap.as_str().into(),
            it.uplift.as_str().into(),
            Text::lines(who).into(),
        ];
        cells.into_iter().collect()
    };
    let rows = shown.iter().map(row).collect();
    let mut blocks = vec![heading(Section::Actions)];
    blocks.extend(more(shown.len(), all.len(), "actions are"));
    blocks.extend([
        Block::paragraph(
            "Criteria below their floor come first; then those that raise the overall value most. “Overall” \
             is how much it would rise, in levels, if the criterion alone met its target; “none” if something \
             else holds the score down, which has to be put right first.",
        ),
        Block::Table(Table { caption: String::new(), columns, rows, row_headers: true }),
    ]);
    blocks
}

/// Returns what to do; in the full report also how to tell that it is done, and what it serves.
fn step(it: &ActionView, is_short: bool) -> Text {
    let mut step = Text::default();
    if let Some(floor) = &it.below_floor {
        step = step.toned(format!("■ {floor}. "), Tone::Alert);
    }
    let step = step.plain(&it.step);
    if is_short {
        return step.muted(format!("\n{} ({})", it.criterion, it.dimension));
    }
    let also =
        if it.also.is_empty() { String::new() } else { format!("; also {}", it.also.join(", ")) };
    step.muted("\nDone when: ")
        .muted(&it.success)
        .muted(format!("\nServes {} ({}){also}. ", it.criterion, it.dimension))
        .muted(format!("{}; effort: {}.", it.priority, it.effort_in_words()))
}
