//! Radar: the outline of all dimensions at a glance.
//!
//! The area says nothing: it depends on the order of the dimensions. What counts is how far each
//! corner is from its target. Three axes are needed for an outline; more than twelve cannot be read.

use std::f64::consts::TAU;

use super::legend::{Key, legend};
use super::parts::{Type, WIDTH, block, circle, line, ticks};
use crate::render::Color;
use crate::render::scene::{Anchor, Figure, Fill, Point, Shape, Stroke};
use crate::report::{DimensionView, Report};
use crate::wording;

/// How many axes can be read.
const AXES: std::ops::RangeInclusive<usize> = 3..=12;
/// The length of an axis, and how far names keep away from its end.
const RADIUS: f64 = 122.0;
const AWAY: f64 = 12.0;
/// The room of a name beside the drawing, and of one above or below it.
const SIDE: f64 = 104.0;
const ABOVE: f64 = 190.0;
/// How many lines a name takes at most.
const LINES: usize = 3;
/// What stands between two names.
const APART: f64 = 5.0;

/// Returns the drawing of the top-level dimensions that have a score; `None` if they are too few, or
/// too many to be read.
pub(crate) fn radar(report: &Report<'_>) -> Option<Figure> {
    let top = report.dimensions.iter().filter(|it| it.depth == 0);
    let shown: Vec<&DimensionView> = top.filter(|it| it.standing.score.is_some()).collect();
    if !AXES.contains(&shown.len()) {
        return None;
    }
    let (mut shapes, below) = legend(keys(), 0.0, WIDTH);
    let axes: Vec<Axis<'_>> =
        shown.iter().enumerate().map(|(at, it)| Axis::new(it, at, shown.len())).collect();
    let room = |side: Side| {
        let labels = axes.iter().filter(|it| it.side == side);
        labels.map(Axis::height).fold(0.0, f64::max)
    };
    let center = below + 10.0 + room(Side::Top) + AWAY + RADIUS;
    let center = Point::new(WIDTH / 2.0, center);
    shapes.extend(net(report, center, &axes));
    shapes.extend(outlines(center, &axes));
    shapes.extend(numbers(report, center, axes.len()));
    names(center, &axes, &mut shapes);
    let levels = &report.assessment.framework.levels;
    let name = report.assessment.framework.dimension_name.to_lowercase();
    let caption = format!(
        "Each axis is one {name}, from level {} in the middle to {} at the edge; where the filled outline \
         stays inside the dashed one, there is a gap.",
        levels.lowest(),
        levels.highest()
    );
    Some(Figure {
        alt: alt(&shown),
        caption,
        width: WIDTH,
        height: center.y + RADIUS + AWAY + room(Side::Bottom) + 4.0,
        shapes,
    })
}

/// Returns the drawing in words.
fn alt(shown: &[&DimensionView]) -> String {
    let one = |it: &&DimensionView| {
        format!("{} {} against a target of {}", it.title, it.standing.value, it.standing.target)
    };
    let all: Vec<String> = shown.iter().map(one).collect();
    format!("Radar chart. {}", wording::sentence(&all.join("; ")))
}

fn keys() -> Vec<Key> {
    let value = vec![
        block((0.0, -4.5), (22.0, 9.0), AREA),
        line((0.0, 0.0), (22.0, 0.0), VALUE),
        dot(Point::new(11.0, 0.0)),
    ];
    let target = line((0.0, 0.0), (22.0, 0.0), target());
    vec![
        Key::new(22.0, value, "Value: solid line, filled"),
        Key::new(22.0, vec![target], "Target: dashed line"),
    ]
}

const AREA: Fill = Fill { color: Color::BLUE, alpha: 0.14 };
const VALUE: Stroke = Stroke::new(Color::BLUE, 1.8);

fn target() -> Stroke {
    Stroke::new(Color::DARK_BLUE, 1.4).dashed([4.0, 3.0])
}

fn dot(center: Point) -> Shape {
    circle(center, 3.4, Color::BLUE, Some(Stroke::new(Color::WHITE, 1.0)))
}

/// Where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Top,
    Right,
    Bottom,
    Left,
}

/// A dimension in the drawing.
struct Axis<'a> {
    dimension: &'a DimensionView,
    /// In turns, clockwise from the top.
    turn: f64,
    side: Side,
    name: Vec<String>,
    value: String,
}

impl<'a> Axis<'a> {
    fn new(dimension: &'a DimensionView, index: usize, count: usize) -> Self {
        let side = match (index * 2).cmp(&count) {
            _ if index == 0 => Side::Top,
            std::cmp::Ordering::Less => Side::Right,
            std::cmp::Ordering::Equal => Side::Bottom,
            std::cmp::Ordering::Greater => Side::Left,
        };
        let room = if matches!(side, Side::Top | Side::Bottom) { ABOVE } else { SIDE };
        let standing = &dimension.standing;
        let value = format!("{}, target {}", standing.value, standing.target);
        Self {
            dimension,
            turn: fraction(index, count),
            side,
            name: Type::NAME.lines(&dimension.title, room, LINES),
            value: Type::VALUE.fit(&value, room),
        }
    }

    fn height(&self) -> f64 {
        Type::NAME.height(&self.name) + Type::VALUE.leading()
    }

    /// Draws the name from `top` down.
    fn draw(&self, x: f64, top: f64, anchor: Anchor, shapes: &mut Vec<Shape>) {
        Type::NAME.draw_lines((x, top), anchor, &self.name, shapes);
        let top = top + Type::NAME.height(&self.name);
        let value = std::slice::from_ref(&self.value);
        Type::VALUE.draw_lines((x, top), anchor, value, shapes);
    }
}

fn fraction(index: usize, count: usize) -> f64 {
    let float = |it: usize| f64::from(u32::try_from(it).unwrap_or(u32::MAX));
    float(index) / float(count)
}

/// Returns the place `length` away from `center`, in a direction.
fn towards(center: Point, turn: f64, length: f64) -> Point {
    let (sine, cosine) = (turn * TAU).sin_cos();
    Point::new(center.x + length * sine, center.y - length * cosine)
}

/// Returns the levels that have a ring, and how far out it is.
fn rings(report: &Report<'_>, most: usize) -> Vec<(i32, f64)> {
    let levels = &report.assessment.framework.levels;
    let ring = |it| (it, levels.score_of(f64::from(it)).get() * RADIUS);
    ticks(levels, most).into_iter().skip(1).map(ring).collect()
}

fn net(report: &Report<'_>, center: Point, axes: &[Axis<'_>]) -> Vec<Shape> {
    let stroke = Stroke::new(Color::RULE, 0.6);
    let ring = |radius: f64| Shape::Polygon {
        points: axes.iter().map(|it| towards(center, it.turn, radius)).collect(),
        fill: None,
        stroke: Some(stroke.clone()),
    };
    let spoke = |it: &Axis<'_>| {
        let to = towards(center, it.turn, RADIUS);
        line((center.x, center.y), (to.x, to.y), stroke.clone())
    };
    let rings = rings(report, 11).into_iter().map(|(_, radius)| ring(radius));
    rings.chain(axes.iter().map(spoke)).collect()
}

/// Returns the outlines of values and targets.
fn outlines(center: Point, axes: &[Axis<'_>]) -> Vec<Shape> {
    let points = |of: &dyn Fn(&DimensionView) -> Option<f64>| -> Vec<Point> {
        let reach = |it: &Axis<'_>| of(it.dimension).unwrap_or(0.0) * RADIUS;
        axes.iter().map(|it| towards(center, it.turn, reach(it))).collect()
    };
    let values = points(&|it| it.standing.score);
    let targets = points(&|it| it.standing.target_score);
    let outline = |points: &[Point], fill, stroke: Stroke| {
        let points = points.to_vec();
        Shape::Polygon { points, fill, stroke: Some(stroke) }
    };
    let mut shapes = vec![
        outline(&values, Some(AREA), VALUE),
        // An edge of white keeps the dashes apart from a line that they lie on.
        outline(&targets, None, Stroke { color: Color::WHITE, width: 3.4, ..target() }),
        outline(&targets, None, target()),
    ];
    shapes.extend(values.into_iter().map(dot));
    shapes
}

/// Returns the numbers of the rings, between the last axis and the first.
fn numbers(report: &Report<'_>, center: Point, axes: usize) -> Vec<Shape> {
    let turn = 1.0 - fraction(1, axes * 2);
    // A ring is nearer to the middle between two axes.
    let near = (fraction(1, axes * 2) * TAU).cos();
    let place = |radius: f64| towards(center, turn, radius * near);
    let wide = |it: &(i32, f64)| Type::SMALL.width(&it.0.to_string());
    let fits = |rings: &Vec<(i32, f64)>| {
        rings.windows(2).all(|pair| {
            let (a, b) = (place(pair[0].1), place(pair[1].1));
            b.y + 9.0 <= a.y || b.x + wide(&pair[0]).max(wide(&pair[1])) + 2.0 <= a.x
        })
    };
    let rings = (2..=11).rev().map(|most| rings(report, most)).find(fits).unwrap_or_default();
    let mut shapes = Vec::new();
    for ring in rings {
        let (at, width) = (place(ring.1), wide(&ring) + 2.0);
        let under = Fill { color: Color::WHITE, alpha: 0.85 };
        shapes.push(block((at.x - width / 2.0, at.y - 4.0), (width, 8.0), under));
        let base = at.y + Type::SMALL.drop();
        shapes.push(Type::SMALL.draw(at.x, base, Anchor::Middle, &ring.0.to_string()));
    }
    shapes
}

/// Draws the names around the net. Those on a side stand one above the other, each as near to its
/// axis as the others allow, and outside the circle around the net.
fn names(center: Point, axes: &[Axis<'_>], shapes: &mut Vec<Shape>) {
    for axis in axes {
        let top = match axis.side {
            Side::Top => center.y - RADIUS - AWAY - axis.height(),
            Side::Bottom => center.y + RADIUS + AWAY,
            Side::Left | Side::Right => continue,
        };
        axis.draw(center.x, top, Anchor::Middle, shapes);
    }
    for (side, sign, anchor) in [(Side::Right, 1.0, Anchor::Start), (Side::Left, -1.0, Anchor::End)]
    {
        let mut column: Vec<&Axis<'_>> = axes.iter().filter(|it| it.side == side).collect();
        if side == Side::Left {
            column.reverse();
        }
        for (axis, top) in column.iter().zip(tops(center.y, &column)) {
            let (above, below) = (center.y - top, top + axis.height() - center.y);
            // How far the nearest edge is above or below the middle.
            let nearest = (-above).max(-below).max(0.0);
            let circle = RADIUS + AWAY;
            let x = (circle * circle - nearest * nearest).max(0.0).sqrt();
            axis.draw(center.x + sign * x, top, anchor, shapes);
        }
    }
}

/// Returns where the names of one side start, from the top.
fn tops(middle: f64, column: &[&Axis<'_>]) -> Vec<f64> {
    let (highest, lowest) = (middle - RADIUS - AWAY / 2.0, middle + RADIUS + AWAY / 2.0);
    let mut tops = Vec::new();
    let mut free = highest;
    for axis in column {
        let wanted = middle - (RADIUS + AWAY) * (axis.turn * TAU).cos() - axis.height() / 2.0;
        let top = wanted.max(free);
        free = top + axis.height() + APART;
        tops.push(top);
    }
    let mut free = lowest;
    for (top, axis) in tops.iter_mut().zip(column).rev() {
        *top = top.min(free - axis.height());
        free = *top - APART;
    }
    tops
}
