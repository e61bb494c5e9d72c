//! What is behind a place of a figure, and which places a shape takes.

use crate::render::Color;
use crate::render::pdf::{Face, width};
use crate::render::scene::{Anchor, Fill, Point, Shape, Stroke};

/// A rectangle around a shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// Returns the area that a shape takes, with its outline. Letters reach 0.905 of their size up
    /// and 0.212 down.
    pub(super) fn of(shape: &Shape) -> Self {
        if let Shape::Text { at, text, size, bold, anchor, .. } = shape {
            let face = if *bold { Face::Bold } else { Face::Regular };
            let width = width(text, face, *size);
            let left = match anchor {
                Anchor::Start => at.x,
                Anchor::Middle => at.x - width / 2.0,
                Anchor::End => at.x - width,
            };
            let (top, bottom) = (at.y - size * 0.905, at.y + size * 0.212);
            return Self { left, top, right: left + width, bottom };
        }
        if let Shape::Line { from, to, stroke } = shape {
            // A line ends where it ends; only its sides are wider.
            let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
            let side = stroke.width / 2.0 / dx.hypot(dy);
            let (wide, high) = (side * dy, side * dx);
            return Self {
                left: from.x.min(to.x) - wide,
                top: from.y.min(to.y) - high,
                right: from.x.max(to.x) + wide,
                bottom: from.y.max(to.y) + high,
            };
        }
        let edge = stroke(shape).map_or(0.0, |it| it.width / 2.0);
        let corners = corners(shape);
        let edge = if let Shape::Circle { radius, .. } = shape { radius + edge } else { edge };
        let of = |by: fn(&Point) -> f64, most: fn(f64, f64) -> f64| {
            corners.iter().map(by).reduce(most).unwrap_or(0.0)
        };
        Self {
            left: of(|it| it.x, f64::min) - edge,
            top: of(|it| it.y, f64::min) - edge,
            right: of(|it| it.x, f64::max) + edge,
            bottom: of(|it| it.y, f64::max) + edge,
        }
    }

    pub(super) fn is_finite(&self) -> bool {
        [self.left, self.top, self.right, self.bottom].iter().all(|it| it.is_finite())
    }

    /// Tells whether `other` is inside; lines at the very edge may reach out by half their width.
    pub(super) fn holds(&self, other: &Self) -> bool {
        let slack = 0.5;
        other.left >= self.left - slack
            && other.top >= self.top - slack
            && other.right <= self.right + slack
            && other.bottom <= self.bottom + slack
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let apart = |a: f64, b: f64| a >= b - 0.01;
        !(apart(self.left, other.right)
            || apart(other.left, self.right)
            || apart(self.top, other.bottom)
            || apart(other.top, self.bottom))
    }

    /// Tells whether a place is inside.
    fn has(&self, it: Point) -> bool {
        (self.left..=self.right).contains(&it.x) && (self.top..=self.bottom).contains(&it.y)
    }

    /// Returns places where the letters of a text of this area are.
    pub(super) fn points(&self) -> Vec<Point> {
        let steps = [0.02, 0.2, 0.4, 0.6, 0.8, 0.98];
        let heights = [0.2, 0.5, 0.8];
        let at = |from: f64, to: f64, share: f64| from + (to - from) * share;
        let point = |x, y| Point::new(at(self.left, self.right, x), at(self.top, self.bottom, y));
        steps.iter().flat_map(|&x| heights.map(|y| point(x, y))).collect()
    }
}

/// The shapes of a figure that cover something, each with the area that it takes.
pub(super) struct Ground<'a>(Vec<(usize, Area, &'a Shape)>);

impl<'a> Ground<'a> {
    pub(super) fn new(shapes: &'a [Shape]) -> Self {
        let covers = shapes.iter().enumerate().filter(|it| !matches!(it.1, Shape::Text { .. }));
        Self(covers.map(|(index, it)| (index, Area::of(it), it)).collect())
    }

    /// Returns the colour at a place before the shape at `index` is drawn, on white paper.
    pub(super) fn before(&self, index: usize, at: Point) -> Color {
        let mut color = Color::WHITE;
        let drawn = self.0.iter().take_while(|it| it.0 < index);
        for (_, _, shape) in drawn.filter(|it| it.1.has(at)) {
            if let Some(Fill { color: layer, alpha }) = fill(shape).filter(|_| is_inside(shape, at))
            {
                color = color.mixed(layer, alpha);
            }
            if let Some(stroke) = stroke(shape).filter(|it| distance(shape, at) <= it.width / 2.0) {
                color = stroke.color;
            }
        }
        color
    }
}

/// Returns the colours of a shape.
pub(super) fn colors(shape: &Shape) -> impl Iterator<Item = Color> {
    fill(shape).map(|it| it.color).into_iter().chain(stroke(shape).map(|it| it.color))
}

/// Returns places along the outline of a mark; none if the shape means nothing alone.
pub(super) fn marked(shape: &Shape) -> Vec<Point> {
    let quiet = [Color::WHITE, Color::RULE, Color::TINT, Color::PALE_GREY];
    let fill = fill(shape).filter(|it| it.alpha >= 1.0 && !quiet.contains(&it.color));
    let stroke = stroke(shape).filter(|it| !quiet.contains(&it.color));
    let area = Area::of(shape);
    let is_something = area.right - area.left > 0.2 || area.bottom - area.top > 0.2;
    if matches!(shape, Shape::Text { .. }) || !is_something || (fill.is_none() && stroke.is_none())
    {
        return Vec::new();
    }
    edges(shape)
        .iter()
        .flat_map(|(a, b)| {
            let at = |share: f64| Point::new(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share);
            [0.15, 0.3, 0.45, 0.6, 0.75, 0.85].map(at)
        })
        .collect()
}

fn fill(shape: &Shape) -> Option<Fill> {
    match shape {
        Shape::Rect { fill, .. } | Shape::Polygon { fill, .. } | Shape::Circle { fill, .. } => {
            *fill
        }
        _ => None,
    }
}

fn stroke(shape: &Shape) -> Option<&Stroke> {
    match shape {
        Shape::Rect { stroke, .. }
        | Shape::Polygon { stroke, .. }
        | Shape::Circle { stroke, .. } => stroke.as_ref(),
        Shape::Line { stroke, .. } | Shape::Polyline { stroke, .. } => Some(stroke),
        Shape::Text { .. } => None,
    }
}

fn corners(shape: &Shape) -> Vec<Point> {
    match shape {
        Shape::Rect { at, width, height, .. } => {
            let (right, bottom) = (at.x + width, at.y + height);
            vec![*at, Point::new(right, at.y), Point::new(right, bottom), Point::new(at.x, bottom)]
        }
        Shape::Line { from, to, .. } => vec![*from, *to],
        Shape::Polyline { points, .. } | Shape::Polygon { points, .. } => points.clone(),
        Shape::Circle { center, .. } => vec![*center],
        Shape::Text { at, .. } => vec![*at],
    }
}

/// Returns the straight pieces of an outline; a circle has twelve.
fn edges(shape: &Shape) -> Vec<(Point, Point)> {
    let mut corners = corners(shape);
    if let Shape::Circle { center, radius, .. } = shape {
        let at = |step: u8| {
            let (sine, cosine) = (f64::from(step) * std::f64::consts::TAU / 12.0).sin_cos();
            Point::new(center.x + radius * cosine, center.y + radius * sine)
        };
        corners = (0..12).map(at).collect();
    }
    let mut edges: Vec<_> = corners.windows(2).map(|it| (it[0], it[1])).collect();
    if !matches!(shape, Shape::Line { .. } | Shape::Polyline { .. })
        && let (Some(last), Some(first)) = (corners.last(), corners.first())
    {
        edges.push((*last, *first));
    }
    edges
}

fn is_inside(shape: &Shape, it: Point) -> bool {
    match shape {
        Shape::Circle { center, radius, .. } => (center.x - it.x).hypot(center.y - it.y) <= *radius,
        Shape::Rect { .. } => Area::of(&without_stroke(shape)).has(it),
        // A ray to the right crosses the outline once more going out than coming in.
        _ => {
            let crosses = |(a, b): &(Point, Point)| {
                (a.y > it.y) != (b.y > it.y)
                    && it.x < (b.x - a.x) * (it.y - a.y) / (b.y - a.y) + a.x
            };
            edges(shape).iter().filter(|it| crosses(it)).count() % 2 == 1
        }
    }
}

fn without_stroke(shape: &Shape) -> Shape {
    let mut shape = shape.clone();
    if let Shape::Rect { stroke, .. } = &mut shape {
        *stroke = None;
    }
    shape
}

/// Returns how far a place is from the outline.
fn distance(shape: &Shape, it: Point) -> f64 {
    if let Shape::Circle { center, radius, .. } = shape {
        return ((center.x - it.x).hypot(center.y - it.y) - radius).abs();
    }
    let from = |&(a, b): &(Point, Point)| {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let length = dx * dx + dy * dy;
        let along =
            if length > 0.0 { ((it.x - a.x) * dx + (it.y - a.y) * dy) / length } else { 0.0 };
        let along = along.clamp(0.0, 1.0);
        (a.x + dx * along - it.x).hypot(a.y + dy * along - it.y)
    };
    edges(shape).iter().map(from).fold(f64::MAX, f64::min)
}
