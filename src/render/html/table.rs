//! Tables.
//!
//! A table with many columns stands in a region that scrolls, also with the keyboard. On a narrow
//! screen the cells of each row are stacked, each with the name of its column, so that nobody has to
//! scroll to and fro for every line.

use maud::{Markup, html};

use super::block::Writer;
use super::text::{class, dir, dir_of, inline, is_blank, line, lines};
use crate::render::document::{Align, Cell, Column, Row, Table, Text, Width};

/// How many columns a table has at most to fit without a region that scrolls.
const FEW: usize = 3;

/// How wide columns in points are as a whole: the text of a page.
const POINTS: f64 = 483.0;

impl Writer {
    /// Returns a table.
    pub(super) fn table(&mut self, table: &Table) -> Markup {
        if table.columns.is_empty() && table.rows.is_empty() && table.caption.trim().is_empty() {
            return Markup::default();
        }
        self.tables += 1;
        let caption = line(&table.caption);
        let is_captioned = !caption.is_empty();
        let caption = match self.topic() {
            _ if is_captioned => caption,
            Some(topic) => topic.to_owned(),
            None => format!("Table {}", self.tables),
        };
        let is_wide = table.columns.len() > FEW;
        let markup = html! {
            table class=[is_wide.then_some("wide")] {
                caption dir=[dir(&caption)] {
                    @if is_captioned { (caption) } @else { span class="hidden" { (caption) } }
                }
                colgroup { @for it in shares(&table.columns) { col class=[it]; } }
                (head(&table.columns))
                @if !table.rows.is_empty() {
                    tbody { @for row in &table.rows { (self::row(row, table)) } }
                }
            }
        };
        if !is_wide {
            return markup;
        }
        let name = format!("Table {}: {caption}", self.tables);
        html! { section class="scroll" tabindex="0" aria-label=(name) { (markup) } }
    }
}

fn head(columns: &[Column]) -> Markup {
    html! {
        @if columns.iter().any(|it| !it.header.trim().is_empty()) {
            thead {
                tr {
                    @for it in columns {
                        // An empty cell is the header of nothing.
                        @if it.header.trim().is_empty() { td {} } @else {
                            th scope="col" class=[leaning(it.align)] dir=[dir(&it.header)] {
                                (lines(&it.header))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn row(row: &Row, table: &Table) -> Markup {
    let count = table.columns.len().max(1);
    let (own, surplus) = fitting(&row.cells, count);
    let mut column = 0;
    let mut cells = Vec::new();
    for (at, cell) in own.iter().enumerate() {
        let span = cell.span.clamp(1, count - column);
        let mut text = cell.text.clone();
        if at + 1 == own.len() {
            for it in surplus {
                text = text.plain("\n");
                text.runs.extend(it.text.runs.iter().cloned());
            }
        }
        let is_header = table.row_headers && column == 0;
        let own_column = table.columns.get(column);
        let header = own_column.map(|it| line(&it.header)).filter(|_| !is_header);
        cells.push(self::cell(cell, &text, span, is_header, own_column, header));
        column += span;
    }
    html! {
        tr {
            @for it in cells { (it) }
            @if column < count { td colspan=[more_than_one(count - column)] {} }
        }
    }
}

/// Returns a cell. Where it is stacked, it says which column it is from.
fn cell(
    cell: &Cell,
    text: &Text,
    span: usize,
    is_header: bool,
    column: Option<&Column>,
    label: Option<String>,
) -> Markup {
    let span = more_than_one(span);
    let classes = [class(cell.tone), column.and_then(|it| leaning(it.align))];
    let classes: Vec<&str> = classes.into_iter().flatten().collect();
    let class = (!classes.is_empty()).then(|| classes.join(" "));
    let label = label.filter(|it| !it.is_empty() && !is_blank(text));
    html! {
        @if is_header && !is_blank(text) {
            th scope="row" colspan=[span] class=[class] dir=[dir_of(text)] { (inline(text)) }
        } @else {
            td colspan=[span] class=[class] dir=[dir_of(text)] {
                @if let Some(label) = label { span class="label" aria-hidden="true" dir=[dir_of(text).map(|_| "ltr")] { (label) } }
                (inline(text))
            }
        }
    }
}

/// Returns the cells that have a column, and those that have none.
fn fitting(cells: &[Cell], columns: usize) -> (&[Cell], &[Cell]) {
    let mut column = 0_usize;
    let fits = |cell: &&Cell| {
        let fits = column < columns;
        column = column.saturating_add(cell.span.max(1));
        fits
    };
    cells.split_at(cells.iter().take_while(fits).count())
}

fn more_than_one(span: usize) -> Option<usize> {
    (span > 1).then_some(span)
}

fn leaning(align: Align) -> Option<&'static str> {
    match align {
        Align::Left => None,
        Align::Center => Some("middle"),
        Align::Right => Some("number"),
    }
}

/// Returns the class of each column that says how wide it is: `w25` for a quarter.
fn shares(columns: &[Column]) -> Vec<Option<String>> {
    let length = |it: f64| if it.is_finite() { it.clamp(0.0, POINTS) } else { 0.0 };
    let points = |it: &Column| match it.width {
        Width::Points(points) => length(points),
        Width::Share(_) => 0.0,
    };
    let share = |it: &Column| match it.width {
        Width::Points(_) => 0.0,
        Width::Share(share) => length(share),
    };
    let rest = (POINTS - columns.iter().map(points).sum::<f64>()).max(0.0);
    let all: f64 = columns.iter().map(share).sum();
    let percent = |it: &Column| {
        let shared = if all > 0.0 { rest * share(it) / all } else { 0.0 };
        100.0 * (points(it) + shared) / POINTS
    };
    // In steps of five, each of which the style sheet knows.
    let step =
        |percent: f64| (1..=20_u32).map(|it| it * 5).find(|it| percent <= f64::from(*it) + 2.5);
    columns.iter().map(|it| step(percent(it)).map(|it| format!("w{it}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::document::{Block, Level, Tone};

    fn written(table: Table) -> String {
        let blocks = [Block::heading(Level::One, "Gaps"), Block::Table(table)];
        let page = Writer::new(&[]).blocks(&blocks).into_string();
        page.replace("<h2 id=\"gaps\">Gaps</h2>", "")
    }

    fn columns(headers: &[&str]) -> Vec<Column> {
        headers.iter().map(|it| Column::new(*it, Width::Share(1.0))).collect()
    }

    #[test]
    fn every_header_says_what_it_heads() {
        let row = Row::from_iter([Cell::from("a"), Cell::from("b").toned(Tone::Alert)]);
        let columns = columns(&["Name", "Gap"]);
        let table = Table { columns, rows: vec![row], row_headers: true, ..Table::default() };
        assert_eq!(
            written(table),
            "<table><caption><span class=\"hidden\">Gaps</span></caption>\
             <colgroup><col class=\"w50\"><col class=\"w50\"></colgroup>\
             <thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Gap</th></tr></thead>\
             <tbody><tr><th scope=\"row\">a</th><td class=\"alert\">\
             <span class=\"label\" aria-hidden=\"true\">Gap</span>b</td></tr></tbody></table>"
        );
    }

    #[test]
    fn a_wide_table_scrolls_in_a_region_with_a_name() {
        let table = Table { columns: columns(&["a", "b", "c", "d"]), ..Table::default() };
        let written = written(table);
        let start = "<section class=\"scroll\" tabindex=\"0\" aria-label=\"Table 1: Gaps\"><table class=\"wide\">";
        assert!(written.starts_with(start) && !written.contains("tbody"), "{written}");
    }

    #[test]
    fn cells_too_many_and_too_few_have_their_place() {
        let rows = vec![
            Row::from_iter(["a", "b", "c"]),
            Row::from_iter(["d"]),
            Row::from_iter([Cell::from("e").spanning(usize::MAX)]),
        ];
        let table = Table { columns: columns(&["", ""]), rows, ..Table::default() };
        let expected = "<tbody><tr><td>a</td><td>b<br>c</td></tr><tr><td>d</td><td></td></tr>\
             <tr><td colspan=\"2\">e</td></tr></tbody>";
        let written = written(table);
        assert!(written.contains(expected) && !written.contains("thead"), "{written}");
    }

    #[test]
    fn an_empty_cell_is_no_header() {
        let table = Table {
            columns: columns(&["", "Step"]),
            rows: vec![Row::from_iter(["", "x"])],
            row_headers: true,
            ..Table::default()
        };
        let written = written(table);
        assert!(written.contains("<tr><td></td><th scope=\"col\">Step"), "{written}");
        assert!(written.contains("<tbody><tr><td></td><td>"), "{written}");
    }

    #[test]
    fn columns_have_their_share() {
        let widths =
            [Width::Points(24.0), Width::Share(3.0), Width::Share(1.0), Width::Share(f64::NAN)];
        let columns: Vec<Column> = widths.iter().map(|it| Column::new("", *it)).collect();
        let shares: Vec<_> = shares(&columns).into_iter().flatten().collect();
        assert_eq!(shares, ["w5", "w70", "w25", "w5"]);
    }
}
