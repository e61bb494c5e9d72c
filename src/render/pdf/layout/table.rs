//! Tables.
//!
//! All cells of a table have the same distance from line to line, so a row is a pile of strips with
//! one line of each cell, and a row that is higher than a page needs no special care.

mod row;

use std::rc::Rc;

use super::Placed;
use super::columns;
use super::flow::{Flow, Frame};
use super::line::{Ready, Spot};
use super::strip::{Strip, Stripe, cost};
use super::style::{BLOCK_GAP, CAPTION, CELL};
use crate::render::pdf::font::WIDEST;
use crate::render::pdf::text::wrap::Line;
use crate::render::pdf::{Align, Artifact, Color, Column, Role, Table, Tag, Width};

use row::{ReadyCell, ReadyRow};

/// Between text and the left and right edge of a cell.
const PAD_X: f64 = 6.0;
/// Between text and the upper and lower edge of a cell.
const PAD_Y: f64 = 4.0;

/// The columns of a table on the page.
struct Grid {
    /// The left edge of each column, and the right edge of the last.
    edges: Vec<f64>,
    aligns: Vec<Align>,
    size: f64,
}

impl Flow {
    /// Adds a table.
    pub(crate) fn table(&mut self, frame: &Frame, table: &Table) {
        let fallback = [Column::new("", Width::Share(1.0))];
        let columns = if table.columns.is_empty() { &fallback } else { &table.columns[..] };
        self.gap(BLOCK_GAP);
        let element = self.structure.add(frame.parent, Role::Table);
        if !table.caption.is_empty() {
            let caption = self.structure.add(element, Role::Caption);
            let first = self.strips.len();
            self.text(frame, &table.caption.as_str().into(), CAPTION, caption);
            self.keep(first, frame.height() / 4.0, cost::HEADING);
            self.stick();
            self.gap(4.0);
        }

        let head = self.head(element, columns);
        let body = self.structure.add(element, Role::TableBody);
        let rows: Vec<ReadyRow> = table
            .rows
            .iter()
            .map(|row| self.row(body, row, columns.len(), table.row_headers))
            .collect();
        let grid = Grid::new(columns, frame, head.iter().chain(&rows));

        let header = head.map(|head| {
            let first = self.strips.len();
            self.row_strips(frame, &grid, head, None);
            self.keep(first, frame.height(), cost::HEADING);
            self.stick();
            self.headers.push(first..self.strips.len());
            self.headers.len() - 1
        });
        let count = rows.len();
        let mut previous = 0;
        for (at, row) in rows.into_iter().enumerate() {
            let first = self.strips.len();
            self.row_strips(frame, &grid, row, header);
            self.keep(first, frame.height() / 3.0, cost::ROW);
            let lines = self.strips.len() - first;
            if at > 0 && (at == 1 && previous == 1 || at + 1 == count && lines == 1) {
                self.strips[first].cost = cost::LONELY_ROW;
            }
            previous = lines;
        }
        self.gap(BLOCK_GAP);
    }

    /// Adds the strips of a row.
    fn row_strips(&mut self, frame: &Frame, grid: &Grid, row: ReadyRow, header: Option<usize>) {
        let mut fills = Vec::new();
        let mut texts = Vec::with_capacity(row.cells.len());
        for cell in row.cells {
            let (x, width) = grid.area(&cell);
            if let Some(color) = cell.tint {
                paint(&mut fills, Stripe { x, width, color });
            }
            let pad = PAD_X.min(width * 0.15);
            let align = if cell.span > 1 { Align::Left } else { grid.aligns[cell.column] };
            let spot = Spot { x: x + pad, width: width - 2.0 * pad, y: 0.0, align };
            let text = cell.text.at_size(grid.size);
            texts.push((text.lines(spot.width), text, spot));
        }
        let rule = Stripe { x: frame.x, width: frame.width, color: Color::RULE };
        let layer = self.layer(PAD_Y, fills, Some(rule).filter(|_| !row.is_header));
        let frame = frame.on(layer, 0.0, 0.0);
        let count = texts.iter().map(|(lines, ..)| lines.len()).max().unwrap_or(1);
        let label = texts.first().filter(|_| row.is_labelled && count > 1).and_then(label);
        let mut texts: Vec<_> =
            texts.into_iter().map(|(lines, text, spot)| (lines.into_iter(), text, spot)).collect();
        for at in 0..count {
            let (first, last) = (at == 0, at + 1 == count);
            let above = if first { PAD_Y } else { 0.0 };
            let height = above + CELL.leading + if last { PAD_Y } else { 0.0 };
            let lonely = !first && (at == 1 || last);
            let cost = if lonely { cost::LONELY_LINE } else { 0.0 };
            let label = label.clone().filter(|_| !first);
            let mut strip = Strip { height, cost, header, label, ..Strip::default() };
            for (lines, text, spot) in &mut texts {
                if let Some(line) = lines.next() {
                    text.set(line, Spot { y: above, ..*spot }, &mut strip);
                }
            }
            self.push(strip, &frame);
        }
    }
}

/// Returns the header of a row, to be drawn again on the next page, if it is only one line.
fn label((lines, text, spot): &(Vec<Line>, Ready, Spot)) -> Option<Rc<[Placed]>> {
    let [line] = &lines[..] else { return None };
    let mut strip = Strip::default();
    text.set(line.clone(), *spot, &mut strip);
    for placed in &mut strip.boxes {
        placed.tag = Tag::Artifact(Artifact::RepeatedHeader);
    }
    Some(strip.boxes.into())
}

/// Adds a stripe, or widens the last one, so that no light shines through between neighbours.
fn paint(fills: &mut Vec<Stripe>, stripe: Stripe) {
    match fills.last_mut() {
        Some(last)
            if last.color == stripe.color && (last.x + last.width - stripe.x).abs() < 0.01 =>
        {
            last.width = stripe.x + stripe.width - last.x;
        }
        _ => fills.push(stripe),
    }
}

impl Grid {
    fn new<'a>(
        columns: &[Column],
        frame: &Frame,
        rows: impl Iterator<Item = &'a ReadyRow>,
    ) -> Self {
        let mut minimum = vec![f64::from(WIDEST) * CELL.size / 1000.0 + 2.0 * PAD_X; columns.len()];
        for cell in rows.flat_map(|row| &row.cells).filter(|cell| cell.span == 1) {
            let needed = cell.text.widest_word() + 2.0 * PAD_X + 0.1;
            minimum[cell.column] = minimum[cell.column].max(needed);
        }
        let wanted: Vec<Width> = columns.iter().map(|it| it.width).collect();
        let widths = columns::widths(&wanted, &minimum, frame.width);
        // In a table with very many columns, even one character must fit.
        let narrowest = widths.iter().copied().fold(f64::INFINITY, f64::min);
        let inner = narrowest - 2.0 * PAD_X.min(narrowest * 0.15);
        let size = CELL.size.min(inner * 1000.0 / f64::from(WIDEST));
        let mut edges = vec![frame.x];
        for width in widths {
            edges.push(edges[edges.len() - 1] + width);
        }
        Self { edges, aligns: columns.iter().map(|it| it.align).collect(), size }
    }

    fn area(&self, cell: &ReadyCell) -> (f64, f64) {
        let x = self.edges[cell.column];
        (x, self.edges[cell.column + cell.span] - x)
    }
}
