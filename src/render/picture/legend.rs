//! Legends: what each mark means, in words.

use super::parts::Type;
use crate::render::scene::{Anchor, Point, Shape};

/// How far the middles of two lines of a legend are apart.
const LINE: f64 = 14.0;
/// What stands between a mark and its words, and between two entries.
const GAP: f64 = 5.0;
const APART: f64 = 16.0;
/// What an entry may take at most, so that two stand side by side.
const MOST: f64 = 200.0;

/// An entry of a legend: how something looks, and what it means.
pub(super) struct Key {
    /// The mark, around the point 0, 0 at the middle of its left edge.
    pub(super) sample: Vec<Shape>,
    /// How wide the mark is.
    pub(super) width: f64,
    /// What it means.
    pub(super) text: String,
}

impl Key {
    /// Returns an entry.
    pub(super) fn new(width: f64, sample: Vec<Shape>, text: impl Into<String>) -> Self {
        Self { sample, width, text: text.into() }
    }
}

/// Returns a legend from the top of a drawing, between two places from the left, and its height.
pub(super) fn legend(keys: Vec<Key>, left: f64, right: f64) -> (Vec<Shape>, f64) {
    let mut shapes = Vec::new();
    let (mut x, mut y) = (left, LINE / 2.0);
    for key in keys {
        let room = MOST.min(right - left) - key.width - GAP;
        let text = Type::NOTE.fit(&key.text, room);
        let width = key.width + GAP + Type::NOTE.width(&text);
        if x > left && x + width > right {
            (x, y) = (left, y + LINE);
        }
        shapes.extend(key.sample.into_iter().map(|it| shifted(it, x, y)));
        let start = x + key.width + GAP;
        shapes.push(Type::NOTE.draw(start, y + Type::NOTE.drop(), Anchor::Start, &text));
        x += width + APART;
    }
    let height = if shapes.is_empty() { 0.0 } else { y + LINE / 2.0 };
    (shapes, height)
}

/// Returns `shape` further to the right and down.
fn shifted(mut shape: Shape, dx: f64, dy: f64) -> Shape {
    let shift = |it: &mut Point| *it = Point::new(it.x + dx, it.y + dy);
    match &mut shape {
        Shape::Rect { at, .. } | Shape::Text { at, .. } => shift(at),
        Shape::Circle { center, .. } => shift(center),
        Shape::Line { from, to, .. } => [from, to].into_iter().for_each(shift),
        Shape::Polyline { points, .. } | Shape::Polygon { points, .. } => {
            points.iter_mut().for_each(shift);
        }
    }
    shape
}
