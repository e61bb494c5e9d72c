//! What pictures share: the frame, text that fits, marks, ticks.

use crate::model::Levels;
use crate::render::Color;
use crate::render::pdf::{Face, lines, width};
use crate::render::scene::{Anchor, Fill, Point, Shape, Stroke};

/// The width of every picture, in points: that of the text on a page.
pub(super) const WIDTH: f64 = 483.0;
/// How high a picture may be, in points; what takes more room becomes several pictures.
pub(super) const HEIGHT: f64 = 600.0;
/// What marks a text that goes on elsewhere.
const MORE: char = '…';

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    size: f64,
    bold: bool,
    color: Color,
}

impl Type {
    /// Names of rows and axes.
    pub(super) const NAME: Self = Self { size: 8.5, bold: false, color: Color::TEXT };
    /// Values.
    pub(super) const VALUE: Self = Self { size: 8.5, bold: true, color: Color::TEXT };
    /// Numbers of an axis, legends.
    pub(super) const NOTE: Self = Self { size: 8.0, bold: false, color: Color::MUTED };
    /// What can be looked up.
    pub(super) const SMALL: Self = Self { size: 7.0, bold: false, color: Color::MUTED };

    /// Returns the same in another colour.
    pub(super) const fn colored(self, color: Color) -> Self {
        Self { color, ..self }
    }

    /// Returns the same in another size.
    pub(super) const fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }

    /// Returns how far apart the base lines of two lines are.
    pub(super) fn leading(self) -> f64 {
        self.size * 1.18
    }

    /// Returns how far the base line is below the middle of a line.
    pub(super) fn drop(self) -> f64 {
        self.size * 0.35
    }

    /// Returns `text` on one line, with its anchor on the base line.
    pub(super) fn draw(self, x: f64, y: f64, anchor: Anchor, text: &str) -> Shape {
        let Self { size, bold, color } = self;
        Shape::Text { at: Point::new(x, y), text: text.to_owned(), size, bold, color, anchor }
    }

    /// Adds lines of text, one below the other, of which the first starts at `top`.
    pub(super) fn draw_lines(
        self,
        (x, top): (f64, f64),
        anchor: Anchor,
        lines: &[String],
        shapes: &mut Vec<Shape>,
    ) {
        let mut y = top + self.leading() / 2.0 + self.drop();
        for line in lines {
            shapes.push(self.draw(x, y, anchor, line));
            y += self.leading();
        }
    }

    /// Returns how much room lines take, one below the other.
    pub(super) fn height(self, lines: &[String]) -> f64 {
        lines.iter().map(|_| self.leading()).sum()
    }

    /// Returns how wide `text` is on one line.
    pub(super) fn width(self, text: &str) -> f64 {
        width(text, self.face(), self.size)
    }

    /// Returns the lines of `text`, where `room` points are free. Of more than `most` lines, the
    /// last one ends in `…`.
    pub(super) fn lines(self, text: &str, room: f64, most: usize) -> Vec<String> {
        let mut all = lines(text, self.face(), self.size, room);
        all.retain(|it| !it.is_empty());
        if all.len() > most {
            all.truncate(most);
            if let Some(last) = all.last_mut() {
                last.push(MORE);
                *last = self.fit(last, room);
            }
        }
        all
    }

    /// Returns as much of `text` as fits into `room` points; `…` stands for the rest. A word stays
    /// whole, unless it is most of what fits.
    pub(super) fn fit(self, text: &str, room: f64) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        // Tokens for what cannot be shown are cut like other text.
        let mut kept = lines(text, self.face(), self.size, f64::MAX).join(" ");
        while kept.pop().is_some() {
            let cut = |it: &str| format!("{}{MORE}", it.trim_end_matches([' ', MORE]));
            if self.width(&cut(&kept)) <= room {
                let word = kept.rsplit_once(' ').map(|it| it.0);
                let whole = word.filter(|it| it.len() * 2 > kept.len());
                return cut(whole.unwrap_or(&kept));
            }
        }
        String::new()
    }

    fn face(self) -> Face {
        if self.bold { Face::Bold } else { Face::Regular }
    }
}

/// A small form that says what something is, also without its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// All is well.
    Disc,
    /// Something is missing.
    Triangle,
    /// Something holds the rest down.
    Square,
    /// There is nothing to say.
    Ring,
}

impl Mark {
    /// Returns the mark around `center`, `radius` to each side.
    pub(super) fn draw(self, center: Point, radius: f64, color: Color) -> Shape {
        let Point { x, y } = center;
        match self {
            Self::Disc => circle(center, radius, color, None),
            Self::Ring => {
                let stroke = Some(Stroke::new(color, 1.2));
                Shape::Circle { center, radius: radius - 0.6, fill: None, stroke }
            }
            Self::Triangle => Shape::Polygon {
                points: vec![
                    Point::new(x, y - radius),
                    Point::new(x + radius, y + radius * 0.85),
                    Point::new(x - radius, y + radius * 0.85),
                ],
                fill: Some(color.into()),
                stroke: None,
            },
            Self::Square => {
                let side = radius * 0.9;
                block((x - side, y - side), (side * 2.0, side * 2.0), color)
            }
        }
    }
}

/// Returns a filled rectangle.
pub(super) fn block(at: (f64, f64), size: (f64, f64), fill: impl Into<Fill>) -> Shape {
    framed(at, size, Some(fill.into()), None)
}

/// Returns a rectangle.
pub(super) fn framed(
    (x, y): (f64, f64),
    (width, height): (f64, f64),
    fill: Option<Fill>,
    stroke: Option<Stroke>,
) -> Shape {
    Shape::Rect { at: Point::new(x, y), width, height, fill, stroke }
}

/// Returns a straight line.
pub(super) fn line(from: (f64, f64), to: (f64, f64), stroke: Stroke) -> Shape {
    Shape::Line { from: Point::new(from.0, from.1), to: Point::new(to.0, to.1), stroke }
}

/// Returns a filled circle.
pub(super) fn circle(center: Point, radius: f64, fill: Color, stroke: Option<Stroke>) -> Shape {
    Shape::Circle { center, radius, fill: Some(fill.into()), stroke }
}

/// Returns the levels that an axis names: both ends, and between them as many as are easy to read,
/// at most `most` in all.
pub(super) fn ticks(levels: &Levels, most: usize) -> Vec<i32> {
    let numbers: Vec<i32> = levels.as_slice().iter().map(|it| it.number).collect();
    let last = numbers.len() - 1;
    let most = most.max(2);
    let steps = std::iter::successors(Some(1_usize), |it| it.checked_mul(10));
    let step = steps.flat_map(|it| [it, it * 2, it * 5]).find(|it| last / it < most).unwrap_or(1);
    // The tick before the last would stand too close to it.
    let inner = (0..last).step_by(step).filter(|it| *it == 0 || it + step <= last);
    inner.chain([last]).map(|it| numbers[it]).collect()
}

/// Cuts rows of these heights into runs that fit into `room`, at least one row in each.
pub(super) fn pages<T>(rows: Vec<T>, room: f64, height: impl Fn(&T) -> f64) -> Vec<Vec<T>> {
    let mut pages: Vec<Vec<T>> = Vec::new();
    let mut used = f64::MAX;
    for row in rows {
        let height = height(&row);
        if used + height > room {
            pages.push(Vec::new());
            used = 0.0;
        }
        used += height;
        if let Some(page) = pages.last_mut() {
            page.push(row);
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Level;

    fn levels(from: i32, to: i32) -> Levels {
        let level = |number| Level { number, label: String::new(), meaning: None };
        Levels::new((from..=to).map(level).collect()).unwrap()
    }

    #[test]
    fn an_axis_names_both_ends_and_round_steps() {
        assert_eq!(ticks(&levels(0, 5), 8), [0, 1, 2, 3, 4, 5]);
        assert_eq!(ticks(&levels(1, 5), 2), [1, 5]);
        assert_eq!(ticks(&levels(0, 100), 8), [0, 20, 40, 60, 80, 100]);
        assert_eq!(ticks(&levels(0, 21), 8), [0, 5, 10, 15, 21]);
        for most in 2..20 {
            for highest in 1..150 {
                let ticks = ticks(&levels(0, highest), most);
                assert!(ticks.len() <= most, "{ticks:?} for {most}");
                assert_eq!((ticks[0], ticks[ticks.len() - 1]), (0, highest));
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_cut_where_it_shows() {
        let text = "Electronic prescribing and medicines administration";
        let lines = Type::NAME.lines(text, 60.0, 2);
        assert_eq!(lines, ["Electronic", "prescribing…"]);
        assert_eq!(Type::NAME.lines("", 60.0, 2), Vec::<String>::new());
        assert_eq!(Type::NAME.fit("short", 60.0), "short");
        assert!(Type::NAME.width(&Type::NAME.fit(&"W".repeat(90), 60.0)) <= 60.0);
        assert_eq!(Type::NAME.fit("W", 1.0), "");
    }

    #[test]
    fn rows_share_a_page_as_long_as_they_fit() {
        let pages = pages(vec![4.0, 4.0, 4.0, 20.0, 1.0], 9.0, |it| *it);
        assert_eq!(pages, [vec![4.0, 4.0], vec![4.0], vec![20.0], vec![1.0]]);
    }
}
