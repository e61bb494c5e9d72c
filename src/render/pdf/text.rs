//! Text as the typeface can show it: characters, widths, lines.

pub(super) mod clean;
pub(super) mod wrap;

use crate::render::pdf::Face;
use wrap::Styled;

/// Returns how wide `text` is on one line, in points.
///
/// Whoever draws a figure needs this to place what stands beside a label.
#[must_use]
pub fn width(text: &str, face: Face, size: f64) -> f64 {
    measure(&clean::line(text), face, size)
}

/// Returns the lines that `text` takes where `width` points are free.
///
/// No line is wider, unless a single character is.
#[must_use]
pub fn lines(text: &str, face: Face, size: f64, width: f64) -> Vec<String> {
    let text = clean::lines(text);
    let lines = wrap::wrap(&[Styled { face, text: &text }], size, width);
    let join = |line: wrap::Line| line.pieces.into_iter().map(|it| it.text).collect::<String>();
    lines.into_iter().map(|line| join(line).trim_end_matches(' ').to_owned()).collect()
}

/// Returns how wide clean text is, in points.
pub(super) fn measure(clean: &str, face: Face, size: f64) -> f64 {
    let sum: f64 = clean.chars().filter_map(|c| face.advance(c)).map(f64::from).sum();
    sum * size / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_is_the_sum_of_the_advances() {
        assert!((width("iii", Face::Regular, 10.0) - 6.66).abs() < 1e-9);
        assert!(width("Bold", Face::Bold, 10.0) > width("Bold", Face::Regular, 10.0));
        assert!(width("", Face::Regular, 10.0).abs() < 1e-9);
    }

    #[test]
    fn lines_fit() {
        let text = "Electronic prescribing and medicines administration";
        let lines = lines(text, Face::Regular, 8.0, 90.0);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| width(line, Face::Regular, 8.0) <= 90.0));
        assert_eq!(lines.join(" "), text);
    }
}
