//! The cells of a sheet as a text: where each of them stands, in both.

use std::num::NonZeroUsize;

use super::{Position, Span};

/// A cell that has something in it, or a format.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cell {
    /// What it says, as a place in the text of its source.
    pub span: Span,
    /// The index of its sheet.
    pub sheet: usize,
    /// Its row, from 1.
    pub row: u32,
    /// Its column, from 1.
    pub column: u32,
    /// What it holds.
    pub kind: CellKind,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CellKind {
    /// Nothing.
    Empty,
    /// A text.
    Text,
    /// A number, as the shortest text that is this number.
    Number,
    /// A day, as `2026-10-01`.
    Date,
    /// `true` or `false`.
    Boolean,
    /// What a formula came to that went wrong: `#DIV/0!`; or that it has not come to anything yet.
    Error,
    /// Where the text of the cell before leads to, which is the same cell.
    Link,
}

/// The cells of a file, in its order: by sheet, by row, by column.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Cells {
    sheets: Vec<String>,
    cells: Vec<Cell>,
}

impl Cells {
    /// Begins a sheet. A file that has only one, without a name, calls it nothing.
    pub fn start_sheet(&mut self, name: impl Into<String>) {
        self.sheets.push(name.into());
    }

    /// Adds a cell to the last sheet, and what it says to the text.
    pub fn push(
        &mut self,
        (row, column): (u32, u32),
        kind: CellKind,
        value: &str,
        text: &mut String,
    ) {
        let start = text.len();
        text.push_str(value);
        let sheet = self.sheets.len().saturating_sub(1);
        self.cells.push(Cell { span: start..text.len(), sheet, row, column, kind });
        text.push('\n');
    }

    /// Returns the names of the sheets.
    #[must_use]
    pub fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// Returns the cells of a sheet, by row and column.
    #[must_use]
    pub fn of_sheet(&self, sheet: usize) -> &[Cell] {
        let start = self.cells.partition_point(|it| it.sheet < sheet);
        let end = self.cells.partition_point(|it| it.sheet <= sheet);
        self.cells.get(start..end).unwrap_or_default()
    }

    /// Returns the cells in the row of the cell at `offset` in the text, by column.
    #[must_use]
    pub fn row_at(&self, offset: usize) -> &[Cell] {
        let Some(cell) = self.at(offset) else { return &[] };
        let of_sheet = self.of_sheet(cell.sheet);
        let start = of_sheet.partition_point(|it| it.row < cell.row);
        let end = of_sheet.partition_point(|it| it.row <= cell.row);
        of_sheet.get(start..end).unwrap_or_default()
    }

    /// Returns how many cells there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Tells whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Returns the cell that says what stands at `offset` in the text.
    pub(super) fn at(&self, offset: usize) -> Option<&Cell> {
        let next = self.cells.partition_point(|it| it.span.start <= offset);
        self.cells.get(next.checked_sub(1)?)
    }

    /// Returns what people call the cell at `offset`: `User needs!D5`.
    pub(super) fn name(&self, offset: usize) -> Option<String> {
        let Cell { sheet, row, column, .. } = self.at(offset)?;
        let name = self.sheets.get(*sheet).map(String::as_str).filter(|it| !it.is_empty());
        let sheet = name.map(|it| format!("{it}!")).unwrap_or_default();
        Some(format!("{sheet}{}{row}", letters(*column)))
    }
}

impl Cell {
    /// Returns the row and the column as the line and the column of a place.
    pub(super) fn position(&self) -> Position {
        let number = |it: u32| {
            usize::try_from(it).ok().and_then(NonZeroUsize::new).unwrap_or(NonZeroUsize::MIN)
        };
        Position { line: number(self.row), column: number(self.column) }
    }
}

/// Returns what sheets call a column: `A` is 1, `AA` is 27.
fn letters(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, expected) in
            [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")]
        {
            assert_eq!(letters(column), expected);
        }
    }

    #[test]
    fn a_place_in_the_text_is_a_cell() {
        let (mut cells, mut text) = (Cells::default(), String::new());
        cells.start_sheet("One");
        cells.push((4, 1), CellKind::Text, "id", &mut text);
        cells.push((5, 4), CellKind::Text, "two\nlines", &mut text);
        cells.start_sheet("Two");
        cells.push((1, 2), CellKind::Empty, "", &mut text);
        let names = |at| cells.name(at).unwrap();
        assert_eq!(
            (names(0), names(2), names(3), names(12)),
            ("One!A4".into(), "One!A4".into(), "One!D5".into(), "One!D5".into())
        );
        assert_eq!(names(text.len() - 1), "Two!B1");
        assert_eq!(
            (cells.of_sheet(0).len(), cells.of_sheet(1).len(), cells.of_sheet(2).len()),
            (2, 1, 0)
        );
    }
}
