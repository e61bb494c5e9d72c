//! Rows of tables, as elements of the structure.

use super::super::flow::Flow;
use super::super::line::Ready;
use super::super::style::{CELL, HEADER_CELL, Style};
use crate::render::pdf::{Cell, Color, Column, ElementId, Role, Row, Scope, Text, Tone};

/// A row that is ready to be broken into lines.
pub(super) struct ReadyRow {
    /// From left to right.
    pub(super) cells: Vec<ReadyCell>,
    /// It is the header of the table.
    pub(super) is_header: bool,
    /// Its first cell is its header.
    pub(super) is_labelled: bool,
}

/// A cell that is ready to be broken into lines.
pub(super) struct ReadyCell {
    /// What it says.
    pub(super) text: Ready,
    /// The colour behind it.
    pub(super) tint: Option<Color>,
    /// Its first column.
    pub(super) column: usize,
    /// How many columns it takes.
    pub(super) span: usize,
}

impl Flow {
    /// Returns the header row of a table, if a column has a header.
    pub(super) fn head(&mut self, table: ElementId, columns: &[Column]) -> Option<ReadyRow> {
        if columns.iter().all(|column| column.header.is_empty()) {
            return None;
        }
        let head = self.structure.add(table, Role::TableHead);
        let row = self.structure.add(head, Role::TableRow);
        let cell = |(at, column): (usize, &Column)| {
            let role = Role::TableHeaderCell { scope: Scope::Column, span: 1 };
            let element = self.structure.add(row, role);
            let text = Text::from(column.header.as_str());
            let text = Ready::new(&text, HEADER_CELL, element, &mut self.structure);
            ReadyCell { text, tint: Some(Color::DARK_BLUE), column: at, span: 1 }
        };
        let cells = columns.iter().enumerate().map(cell).collect();
        Some(ReadyRow { cells, is_header: true, is_labelled: false })
    }

    /// Returns a row of a table.
    pub(super) fn row(
        &mut self,
        body: ElementId,
        row: &Row,
        columns: usize,
        row_headers: bool,
    ) -> ReadyRow {
        let element = self.structure.add(body, Role::TableRow);
        let mut cells = Vec::with_capacity(row.cells.len());
        let mut column = 0;
        let (own, surplus) = fitting(&row.cells, columns);
        for (at, cell) in own.iter().enumerate() {
            let is_last = at + 1 == own.len();
            let span = cell.span.clamp(1, columns - column);
            let is_header = row_headers && column == 0;
            let role = if is_header {
                Role::TableHeaderCell { scope: Scope::Row, span }
            } else {
                Role::TableCell { span }
            };
            let element_of_cell = self.structure.add(element, role);
            let mut text = cell.text.clone();
            for cell in surplus.iter().filter(|_| is_last) {
                text = text.plain("\n");
                text.runs.extend(cell.text.runs.iter().cloned());
            }
            let style = Style { bold: is_header, ..CELL };
            let text = Ready::new(&text, style, element_of_cell, &mut self.structure);
            let tint = (cell.tone != Tone::Plain).then(|| cell.tone.tint());
            cells.push(ReadyCell { text, tint, column, span });
            column += span;
        }
        if column < columns {
            self.structure.add(element, Role::TableCell { span: columns - column });
        }
        ReadyRow { cells, is_header: false, is_labelled: row_headers }
    }
}

/// Returns the cells that have a column, and those that have none.
fn fitting(cells: &[Cell], columns: usize) -> (&[Cell], &[Cell]) {
    let mut column = 0;
    let fits = |cell: &&Cell| {
        let fits = column < columns;
        column = column.saturating_add(cell.span.max(1));
        fits
    };
    cells.split_at(cells.iter().take_while(fits).count())
}
