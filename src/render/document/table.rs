//! Tables.

use super::{Text, Tone};

/// A table. Its header is repeated on every page that it reaches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows, above it; may be empty.
    pub caption: String,
    /// From left to right.
    pub columns: Vec<Column>,
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// The first cell of each row is the header of the row.
    pub row_headers: bool,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What its header says; may be empty.
    pub header: String,
    /// How wide it is.
    pub width: Width,
    /// To which side its text leans.
    pub align: Align,
}

impl Column {
    /// Returns a column that leans to the left.
    #[must_use]
    pub fn new(header: impl Into<String>, width: Width) -> Self {
        Self { header: header.into(), width, align: Align::Left }
    }

    /// Returns this column, leaning to `align`.
    #[must_use]
    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

/// How wide a column is. A column with a long word takes from its neighbours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Width {
    /// In points.
    Points(f64),
    /// A share of what the columns in points leave over.
    Share(f64),
}

/// To which side text leans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    #[default]
    Left,
    /// To neither side.
    Center,
    /// To the right.
    Right,
}

/// A row of a table.
///
/// Columns without a cell stay empty. Cells without a column are appended to the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// From left to right.
    pub cells: Vec<Cell>,
}

impl<T: Into<Cell>> FromIterator<T> for Row {
    fn from_iter<I: IntoIterator<Item = T>>(cells: I) -> Self {
        Self { cells: cells.into_iter().map(Into::into).collect() }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: Text,
    /// Its mood: a tint behind it, unless it is plain.
    pub tone: Tone,
    /// How many columns it takes, 1 or more.
    pub span: usize,
}

impl Cell {
    /// Returns this cell with a mood.
    #[must_use]
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// Returns this cell, `span` columns wide.
    #[must_use]
    pub fn spanning(self, span: usize) -> Self {
        Self { span, ..self }
    }
}

impl<T: Into<Text>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), tone: Tone::Plain, span: 1 }
    }
}
