//! Lines from running text: as many words as fit, then the next line.
//!
//! A line ends at a space, after a hyphen, dash or slash between letters, or, in a word that is
//! wider than a line, after any character. A line that ends at a space keeps the space, and one that
//! ends at a line break gets one, so that no words run together where the lines are put together.

use crate::render::pdf::Face;

/// Clean text in one face.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Styled<'a> {
    /// The face.
    pub(crate) face: Face,
    /// Without any character that the face lacks, but for newlines.
    pub(crate) text: &'a str,
}

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    /// From left to right.
    pub(crate) pieces: Vec<Piece>,
    /// In points, without the space at its end.
    pub(crate) width: f64,
}

/// The part of a line that comes from one run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    /// Which run it comes from.
    pub(crate) run: usize,
    /// What it says.
    pub(crate) text: String,
    /// In points from the start of the line.
    pub(crate) x: f64,
    /// In points, without the space at the end of the line.
    pub(crate) width: f64,
}

#[derive(Clone, Copy)]
struct Glyph {
    c: char,
    run: usize,
    advance: u32,
}

/// Returns the lines of `runs` at `size`, where `width` points are free.
///
/// There is a line for each line break in the text and at least one, which may be empty.
pub(crate) fn wrap(runs: &[Styled<'_>], size: f64, width: f64) -> Vec<Line> {
    let mut text = Lines { done: Vec::new(), limit: width * 1000.0 / size, size };
    // What has been read and has no line yet: hardly more than one line.
    let mut ahead: Vec<Glyph> = Vec::new();
    let mut used = 0;
    for glyph in Glyphs::new(runs) {
        let Some(glyph) = glyph else {
            text.all(&mut ahead);
            text.separate();
            used = 0;
            continue;
        };
        used += glyph.advance;
        ahead.push(glyph);
        if glyph.c != ' ' && ahead.len() > 1 && f64::from(used) > text.limit {
            text.one(&mut ahead);
            used = ahead.iter().map(|it| it.advance).sum();
        }
    }
    text.all(&mut ahead);
    text.done
}

/// Lines so far.
struct Lines {
    done: Vec<Line>,
    /// In thousandths of the font size.
    limit: f64,
    size: f64,
}

impl Lines {
    /// Makes one line of `glyphs`, and takes it away.
    fn one(&mut self, glyphs: &mut Vec<Glyph>) {
        let (end, next) = first_line(glyphs, self.limit);
        self.done.push(line(&glyphs[..end], next > end, self.size));
        glyphs.drain(..next);
    }

    /// Makes lines of all `glyphs`: one, which may be empty, or more.
    fn all(&mut self, glyphs: &mut Vec<Glyph>) {
        self.one(glyphs);
        while !glyphs.is_empty() {
            self.one(glyphs);
        }
    }

    /// Adds a space to the last line.
    fn separate(&mut self) {
        if let Some(piece) = self.done.last_mut().and_then(|line| line.pieces.last_mut()) {
            piece.text.push(' ');
        }
    }
}

/// Returns how wide the widest part of `runs` is in which no line ends, in points.
pub(crate) fn widest_word(runs: &[Styled<'_>], size: f64) -> f64 {
    let (mut widest, mut word) = (0, 0);
    let mut last: [Option<Glyph>; 2] = [None; 2];
    for glyph in Glyphs::new(runs) {
        if let ([before, Some(it)], Some(after)) = (last, glyph)
            && is_joint(before.map(|it| it.c), it.c, Some(after.c))
        {
            word = 0;
        }
        word = match glyph {
            Some(glyph) if glyph.c != ' ' => word + glyph.advance,
            _ => 0,
        };
        widest = widest.max(word);
        last = [last[1], glyph];
    }
    f64::from(widest) * size / 1000.0
}

/// The characters of runs, with one space for several and none at the ends of a line of the text. A
/// line break is `None`.
struct Glyphs<'a> {
    runs: &'a [Styled<'a>],
    run: usize,
    chars: std::str::Chars<'a>,
    space: Option<Glyph>,
    /// What follows the space that was returned last.
    after: Option<Glyph>,
    is_start: bool,
}

impl<'a> Glyphs<'a> {
    fn new(runs: &'a [Styled<'a>]) -> Self {
        let chars = runs.first().map_or("", |it| it.text).chars();
        Self { runs, run: 0, chars, space: None, after: None, is_start: true }
    }

    /// Returns the next character as it stands in the text.
    fn read(&mut self) -> Option<Glyph> {
        loop {
            let styled = self.runs.get(self.run)?;
            if let Some(c) = self.chars.next() {
                let advance = styled.face.advance(c).unwrap_or(0);
                return Some(Glyph { c, run: self.run, advance });
            }
            self.run += 1;
            self.chars = self.runs.get(self.run)?.text.chars();
        }
    }
}

impl Iterator for Glyphs<'_> {
    type Item = Option<Glyph>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(glyph) = self.after.take() {
            return Some(Some(glyph));
        }
        loop {
            let glyph = self.read()?;
            match glyph.c {
                '\n' => {
                    self.space = None;
                    self.is_start = true;
                    return Some(None);
                }
                ' ' if self.is_start => {}
                ' ' => self.space = self.space.or(Some(glyph)),
                _ => {
                    self.is_start = false;
                    let Some(space) = self.space.take() else { return Some(Some(glyph)) };
                    self.after = Some(glyph);
                    return Some(Some(space));
                }
            }
        }
    }
}

/// Returns where the first line of `glyphs` ends, and where the next one starts.
fn first_line(glyphs: &[Glyph], limit: f64) -> (usize, usize) {
    let mut used = 0;
    let mut chance = None;
    for (at, glyph) in glyphs.iter().enumerate() {
        if glyph.c == ' ' {
            chance = Some((at, at + 1));
        } else if f64::from(used + glyph.advance) > limit && at > 0 {
            return chance.unwrap_or((at, at));
        }
        used += glyph.advance;
        let around = [at.checked_sub(1), Some(at + 1)].map(|it| Some(glyphs.get(it?)?.c));
        if is_joint(around[0], glyph.c, around[1]) {
            chance = Some((at + 1, at + 1));
        }
    }
    (glyphs.len(), glyphs.len())
}

/// Returns whether a line may end after the character `c`, within a word: `EPMA-|system`, but not
/// `-5` and not `2026-11-02`.
fn is_joint(before: Option<char>, c: char, after: Option<char>) -> bool {
    let is_dash = matches!(c, '-' | '\u{2010}' | '\u{2013}' | '\u{2014}' | '/');
    let (Some(before), Some(after), true) = (before, after, is_dash) else { return false };
    before.is_alphanumeric()
        && after.is_alphanumeric()
        && !(before.is_numeric() && after.is_numeric())
}

fn line(glyphs: &[Glyph], keeps_space: bool, size: f64) -> Line {
    // Most lines have one piece.
    let mut line = Line { pieces: Vec::with_capacity(1), width: 0.0 };
    let points = |thousandths: u32| f64::from(thousandths) * size / 1000.0;
    let (mut used, mut start) = (0, 0);
    for glyph in glyphs {
        if line.pieces.last().is_none_or(|piece| piece.run != glyph.run) {
            start = used;
            let (run, x) = (glyph.run, points(used));
            line.pieces.push(Piece { run, text: String::new(), x, width: 0.0 });
        }
        used += glyph.advance;
        if let Some(piece) = line.pieces.last_mut() {
            piece.text.push(glyph.c);
            piece.width = points(used - start);
        }
    }
    if keeps_space && let Some(piece) = line.pieces.last_mut() {
        piece.text.push(' ');
    }
    line.width = points(used);
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At size 1000 a point is a thousandth; `i` is 222 wide, `-` 333, a space 277.
    #[track_caller]
    fn check(text: &str, width: f64, expected: &[&str]) {
        let lines = wrap(&[Styled { face: Face::Regular, text }], 1000.0, width);
        let text = |line: &Line| line.pieces.iter().map(|it| it.text.as_str()).collect::<String>();
        assert_eq!(lines.iter().map(text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_line_ends_in_a_space_unless_it_is_the_last() {
        check("ii ii ii", 1200.0, &["ii ii ", "ii"]);
        check("  ii   ii  ", 500.0, &["ii ", "ii"]);
        check("", 500.0, &[""]);
    }

    #[test]
    fn a_line_break_ends_a_line_and_separates_words() {
        check("ii\n\nii", 5000.0, &["ii ", "", "ii"]);
    }

    #[test]
    fn a_long_word_is_broken_anywhere() {
        check("iiiii", 500.0, &["ii", "ii", "i"]);
        check("i iiiii", 500.0, &["i ", "ii", "ii", "i"]);
        check("iii", 10.0, &["i", "i", "i"]);
    }

    #[test]
    fn a_hyphen_between_letters_ends_a_line() {
        check("ii-ii", 800.0, &["ii-", "ii"]);
        check("ii -i", 800.0, &["ii ", "-i"]);
        check("i 1-1", 1500.0, &["i ", "1-1"]);
        check("ii\u{A0}ii ii", 1200.0, &["ii\u{A0}ii ", "ii"]);
    }

    #[test]
    fn a_word_may_have_two_faces() {
        let runs =
            [Styled { face: Face::Regular, text: "ii i" }, Styled { face: Face::Bold, text: "i" }];
        let lines = wrap(&runs, 1000.0, 700.0);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[1].pieces.len(), 2);
        assert!((lines[1].pieces[1].x - 222.0).abs() < 1e-9);
        assert!((widest_word(&runs, 1000.0) - 499.0).abs() < 1e-9);
    }
}
