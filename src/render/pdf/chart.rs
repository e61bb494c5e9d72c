//! The chart of current values against targets.

use super::{Anchor, Color, Face, Figure, Fill, Point, Shape, Stroke, lines};
use crate::report::{DimensionView, Report};
use crate::wording;

/// How many dimensions one drawing holds; more get another one.
const ROWS: usize = 22;

/// The width of a drawing, and of what stands beside its bars, in points.
const WIDTH: f64 = 483.0;
const LEFT: f64 = 190.0;
const RIGHT: f64 = 44.0;
const ROW: f64 = 25.0;
const TOP: f64 = 28.0;
const BOTTOM: f64 = 30.0;

/// Returns the drawings that show each dimension's value beside its target.
pub(super) fn charts(report: &Report<'_>) -> Vec<Figure> {
    report.dimensions.chunks(ROWS).map(|it| chart(report, it)).collect()
}

fn chart(report: &Report<'_>, dimensions: &[DimensionView]) -> Figure {
    let levels = report.assessment.framework.levels.as_slice();
    #[expect(clippy::cast_precision_loss, reason = "there are at most 22 rows")]
    let rows = |count: usize| count as f64 * ROW;
    let height = TOP + rows(dimensions.len()) + BOTTOM;
    let mut shapes = legend();
    for level in levels {
        shapes.extend(axis(level.number, report, height));
    }
    for (index, dimension) in dimensions.iter().enumerate() {
        bar(dimension, TOP + rows(index), &mut shapes);
    }
    let ends: Vec<String> = [levels.first(), levels.last()]
        .into_iter()
        .flatten()
        .map(|it| format!("{} ({})", it.number, it.label))
        .collect();
    let caption = format!(
        "Value and target of each {}, on levels from {}.",
        report.assessment.framework.dimension_name.to_lowercase(),
        ends.join(" to ")
    );
    Figure { alt: alt(dimensions), caption, width: WIDTH, height, shapes }
}

/// Returns the drawing in words.
fn alt(dimensions: &[DimensionView]) -> String {
    let one = |it: &DimensionView| match it.standing.score {
        Some(_) => {
            format!("{} {} against a target of {}", it.title, it.standing.value, it.standing.target)
        }
        None => format!("{} has no score", it.title),
    };
    let all: Vec<String> = dimensions.iter().map(one).collect();
    format!("Bar chart. {}", wording::sentence(&all.join("; ")))
}

/// Returns where a fraction stands on the axis.
fn at(fraction: f64) -> f64 {
    LEFT + fraction * (WIDTH - LEFT - RIGHT)
}

fn label(x: f64, y: f64, text: &str, bold: bool, anchor: Anchor) -> Shape {
    let color = if bold { Color::TEXT } else { Color::MUTED };
    Shape::Text { at: Point::new(x, y), text: text.to_owned(), size: 8.5, bold, color, anchor }
}

fn block(x: f64, y: f64, width: f64, height: f64, fill: Fill) -> Shape {
    Shape::Rect { at: Point::new(x, y), width, height, fill: Some(fill), stroke: None }
}

fn target(x: f64, top: f64, bottom: f64) -> Shape {
    let stroke = Stroke::new(Color::DARK_BLUE, 2.0);
    Shape::Line { from: Point::new(x, top), to: Point::new(x, bottom), stroke }
}

fn legend() -> Vec<Shape> {
    vec![
        block(LEFT, 4.0, 10.0, 10.0, Color::BLUE.into()),
        label(LEFT + 15.0, 12.0, "Value", false, Anchor::Start),
        target(LEFT + 60.0, 3.0, 15.0),
        label(LEFT + 67.0, 12.0, "Target", false, Anchor::Start),
    ]
}

fn axis(number: i32, report: &Report<'_>, height: f64) -> [Shape; 2] {
    let levels = &report.assessment.framework.levels;
    let x = at(levels.score_of(f64::from(number)).get());
    let (from, to) = (Point::new(x, TOP - 6.0), Point::new(x, height - BOTTOM));
    [
        Shape::Line { from, to, stroke: Stroke::new(Color::RULE, 0.5) },
        label(x, height - BOTTOM + 13.0, &number.to_string(), false, Anchor::Middle),
    ]
}

fn bar(dimension: &DimensionView, top: f64, shapes: &mut Vec<Shape>) {
    let standing = &dimension.standing;
    let indent = "– ".repeat(dimension.depth.min(4));
    let title = format!("{indent}{}", dimension.title);
    let mut title = lines(&title, Face::Regular, 8.5, LEFT - 12.0);
    // Two lines fit beside a bar. The table below has the title in full.
    if title.len() > 2 {
        title.truncate(2);
        if let Some(last) = title.last_mut() {
            *last = format!("{} …", last.trim_end());
        }
    }
    let first = if title.len() > 1 { top + 8.0 } else { top + 13.0 };
    let mut y = first;
    for line in &title {
        shapes.push(label(LEFT - 8.0, y, line.trim_end(), false, Anchor::End));
        y += 10.0;
    }
    let width = at(1.0) - LEFT;
    shapes.push(block(LEFT, top + 3.0, width, 14.0, Fill { color: Color::RULE, alpha: 0.35 }));
    if let Some(score) = standing.score {
        shapes.push(block(LEFT, top + 3.0, score * width, 14.0, Color::BLUE.into()));
    }
    if let Some(fraction) = standing.target_score {
        shapes.push(target(at(fraction), top, top + 20.0));
    }
    let value = if standing.score.is_some() { standing.value.as_str() } else { "none" };
    shapes.push(label(WIDTH - RIGHT + 10.0, top + 13.5, value, true, Anchor::Start));
}
