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
    let limit = width * 1000.0 / size;
    let mut lines = Vec::new();
    let mut paragraphs = paragraphs(runs).into_iter().peekable();
    while let Some(paragraph) = paragraphs.next() {
        fill(&paragraph, limit, size, &mut lines);
        let last = lines.last_mut().filter(|_| paragraphs.peek().is_some());
        if let Some(piece) = last.and_then(|line| line.pieces.last_mut()) {
            piece.text.push(' ');
        }
    }
    lines
}

/// Returns how wide the widest part of `runs` is in which no line ends, in points.
pub(crate) fn widest_word(runs: &[Styled<'_>], size: f64) -> f64 {
    let mut widest = 0;
    for paragraph in paragraphs(runs) {
        let mut word = 0;
        for (at, glyph) in paragraph.iter().enumerate() {
            word = if glyph.c == ' ' { 0 } else { word + glyph.advance };
            widest = widest.max(word);
            if is_joint(&paragraph, at) {
                word = 0;
            }
        }
    }
    f64::from(widest) * size / 1000.0
}

/// Returns the characters between line breaks, with one space for several.
fn paragraphs(runs: &[Styled<'_>]) -> Vec<Vec<Glyph>> {
    let mut done = Vec::new();
    let mut paragraph: Vec<Glyph> = Vec::new();
    for (run, styled) in runs.iter().enumerate() {
        for c in styled.text.chars() {
            if c == '\n' {
                done.push(std::mem::take(&mut paragraph));
            } else if c != ' ' || paragraph.last().is_some_and(|it| it.c != ' ') {
                let advance = styled.face.advance(c).unwrap_or(0);
                paragraph.push(Glyph { c, run, advance });
            }
        }
    }
    done.push(paragraph);
    done
}

/// Adds the lines of one paragraph.
fn fill(glyphs: &[Glyph], limit: f64, size: f64, lines: &mut Vec<Line>) {
    let end = glyphs.iter().rposition(|it| it.c != ' ').map_or(0, |last| last + 1);
    let glyphs = &glyphs[..end];
    let mut start = 0;
    loop {
        let (end, next) = first_line(&glyphs[start..], limit);
        let keeps_space = next > end;
        lines.push(line(&glyphs[start..start + end], keeps_space, size));
        start += next;
        if start >= glyphs.len() {
            return;
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
        if is_joint(glyphs, at) {
            chance = Some((at + 1, at + 1));
        }
    }
    (glyphs.len(), glyphs.len())
}

/// Returns whether a line may end after the character `at`, within a word: `EPMA-|system`, but not
/// `-5` and not `2026-11-02`.
fn is_joint(glyphs: &[Glyph], at: usize) -> bool {
    let is_dash = matches!(glyphs[at].c, '-' | '\u{2010}' | '\u{2013}' | '\u{2014}' | '/');
    let [Some(before), Some(after)] = [at.checked_sub(1), Some(at + 1)].map(|it| glyphs.get(it?))
    else {
        return false;
    };
    let (before, after) = (before.c, after.c);
    is_dash
        && before.is_alphanumeric()
        && after.is_alphanumeric()
        && !(before.is_numeric() && after.is_numeric())
}

fn line(glyphs: &[Glyph], keeps_space: bool, size: f64) -> Line {
    let mut line = Line::default();
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
