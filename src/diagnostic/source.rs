//! A file as text: its lines or cells, and the places in it.

mod cells;

pub use cells::{Cell, CellKind, Cells};

use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

/// A place in a text, in bytes.
pub type Span = std::ops::Range<usize>;

/// A place as people and editors count: the first line is 1, and so is the first column.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Position {
    /// The line.
    pub line: NonZeroUsize,
    /// The column, in characters.
    pub column: NonZeroUsize,
}

impl Position {
    /// The first character of a file.
    pub const START: Self = Self { line: NonZeroUsize::MIN, column: NonZeroUsize::MIN };
}

/// An input file that was read.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// Whether the file started with a byte order mark, which the text does not have.
    has_mark: bool,
    /// Where each line starts, in bytes, once somebody asks: of most files, nobody does.
    lines: OnceLock<Vec<usize>>,
    /// The cells, and the hash of the file, if it is a sheet.
    sheet: Option<Box<(Cells, String)>>,
}

impl Source {
    /// Returns the source called `name`, for messages, with this text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            has_mark: false,
            lines: OnceLock::new(),
            sheet: None,
        }
    }

    /// Returns the source of a file that holds sheets: `text` has what its cells say, one after the other.
    #[must_use]
    pub fn of_cells(
        name: impl Into<String>,
        text: impl Into<String>,
        cells: Cells,
        file: &[u8],
    ) -> Self {
        Self { sheet: Some(Box::new((cells, sha256(file)))), ..Self::new(name, text) }
    }

    /// Returns the cells, if the file holds sheets.
    #[must_use]
    pub fn cells(&self) -> Option<&Cells> {
        self.sheet.as_ref().map(|it| &it.0)
    }

    /// Returns what people call the cell at `offset`, if the file holds sheets: `User needs!D5`.
    #[must_use]
    pub fn cell_name(&self, offset: usize) -> Option<String> {
        self.cells()?.name(offset)
    }

    /// Returns this source as that of a file with a byte order mark before the text.
    #[must_use]
    pub fn marked(self) -> Self {
        Self { has_mark: true, ..self }
    }

    /// Returns a text as the bytes of a file like this one: with a byte order mark if this one has one.
    #[must_use]
    pub fn encoded(&self, text: &str) -> Vec<u8> {
        let mark = if self.has_mark { "\u{feff}" } else { "" };
        [mark, text].concat().into_bytes()
    }

    /// Returns the SHA-256 of the file, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        if let Some(sheet) = &self.sheet {
            return sheet.1.clone();
        }
        let mut hasher = Sha256::new();
        if self.has_mark {
            hasher.update("\u{feff}");
        }
        hasher.update(&self.text);
        hexadecimal(&hasher.finalize())
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
            std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect()
        })
    }

    /// Returns what messages call this file. Not escaped.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Tells whether the name is a path: not `<stdin>`, and not `<command line>`.
    #[must_use]
    pub fn has_path(&self) -> bool {
        !(self.name.starts_with('<') && self.name.ends_with('>'))
    }

    /// Returns the text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text at `span`, or nothing if that is not a place in it.
    #[must_use]
    pub fn slice(&self, span: &Span) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// Returns the line that holds the byte at `offset`, without its end, and where it starts.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> (usize, &str) {
        let index = self.index_at(offset);
        let start = self.lines()[index];
        let end = self.lines().get(index + 1).map_or(self.text.len(), |&next| next - 1);
        (start, self.slice(&(start..end)).trim_end_matches('\r'))
    }

    /// Returns the line and column of the byte at `offset`; in a sheet, its row and column.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        if let Some(cell) = self.cells().and_then(|it| it.at(offset)) {
            return cell.position();
        }
        let index = self.index_at(offset);
        let start = self.lines()[index];
        let before =
            self.text.as_bytes().get(start..offset.min(self.text.len())).unwrap_or_default();
        // Every byte that does not continue a character starts one.
        let column = before.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count();
        Position {
            line: NonZeroUsize::MIN.saturating_add(index),
            column: NonZeroUsize::MIN.saturating_add(column),
        }
    }

    /// Returns where a line starts that parsers call `line` (from 1), `column` characters into it
    /// (from 1), in bytes.
    #[must_use]
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let Some(&start) = self.lines().get(line.saturating_sub(1)) else { return self.text.len() };
        let (_, text) = self.line_at(start);
        let within =
            text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
        start + within
    }

    fn index_at(&self, offset: usize) -> usize {
        self.lines().partition_point(|&start| start <= offset).saturating_sub(1)
    }
}

/// Returns the SHA-256 of bytes, in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_hash_that_other_programs_give_it() {
        // printf abc | sha256sum, and with a byte order mark before it.
        let plain = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let marked = "1c28dc3f1f804a1ad9c9b4b4cf5e2658d16ad4ed08e3020d04a8d2865018947c";
        assert_eq!(Source::new("a", "abc").sha256(), plain);
        assert_eq!(sha256(b"abc"), plain);
        assert_eq!(Source::new("a", "abc").marked().sha256(), marked);
    }

    #[track_caller]
    fn check(text: &str, offset: usize, line: usize, column: usize) {
        let position = Source::new("a", text).position(offset);
        assert_eq!((position.line.get(), position.column.get()), (line, column));
    }

    #[test]
    fn lines_and_columns_start_at_one() {
        check("", 0, 1, 1);
        check("ab\ncd", 0, 1, 1);
        check("ab\ncd", 3, 2, 1);
        check("ab\ncd", 4, 2, 2);
        check("ab\n", 3, 2, 1);
        check("ab", 99, 1, 3);
    }

    #[test]
    fn columns_count_characters() {
        check("Ŵŷ: x", "Ŵŷ: ".len(), 1, 5);
    }

    #[test]
    fn a_line_ends_before_its_break() {
        let source = Source::new("a", "ab\r\ncd\n");
        assert_eq!(source.line_at(1), (0, "ab"));
        assert_eq!(source.line_at(4), (4, "cd"));
        assert_eq!(source.line_at(7), (7, ""));
    }

    #[test]
    fn an_offset_is_the_place_of_its_position() {
        let source = Source::new("a", "Ŵŷ: x\r\ncd");
        for (offset, _) in source.text().char_indices().filter(|(_, it)| !it.is_whitespace()) {
            let position = source.position(offset);
            assert_eq!(source.offset(position.line.get(), position.column.get()), offset);
        }
        assert_eq!(source.offset(99, 1), source.text().len());
    }
}
