//! Bars: where each dimension is, and where it should be.

use crate::render::Color;
use crate::render::pdf::{Face, lines};
use crate::render::scene::{Anchor, Figure, Fill, Point, Shape, Stroke};
use crate::report::{DimensionView, Report};
use crate::wording;

/// How many dimensions one drawing holds; more get another one.
const ROWS: usize = 15;

/// The width of a drawing, and of what stands beside its bars, in points.
const WIDTH: f64 = 483.0;
const LEFT: f64 = 190.0;
const RIGHT: f64 = 44.0;
const ROW: f64 = 25.0;
const LINE: f64 = 10.0;
const TOP: f64 = 28.0;
const BOTTOM: f64 = 30.0;

/// Returns the drawings that show each dimension's value beside its target.
pub(crate) fn bars(report: &Report<'_>) -> Vec<Figure> {
    report.dimensions.chunks(ROWS).map(|it| chart(report, it)).collect()
}

fn chart(report: &Report<'_>, dimensions: &[DimensionView]) -> Figure {
    let framework = &report.assessment.framework;
    let levels = framework.levels.as_slice();
    let rows: Vec<Row<'_>> = dimensions.iter().map(Row::new).collect();
    let height = TOP + rows.iter().map(|it| it.height).sum::<f64>() + BOTTOM;
    let mut shapes = legend();
    for level in levels {
        shapes.extend(axis(level.number, report, height));
    }
    let mut top = TOP;
    for row in &rows {
        row.draw(top, &mut shapes);
        top += row.height;
    }
    let ends = [levels.first(), levels.last()].into_iter().flatten();
    let ends: Vec<String> = ends.map(|it| format!("{} ({})", it.number, it.label)).collect();
    let name = framework.dimension_name.to_lowercase();
    let caption = format!("Value and target of each {name}, on levels from {}.", ends.join(" to "));
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

/// Returns the mark of a target, with an edge of white that sets it off from a bar.
fn target(x: f64, top: f64, bottom: f64) -> [Shape; 2] {
    let line = |color, width| Shape::Line {
        from: Point::new(x, top),
        to: Point::new(x, bottom),
        stroke: Stroke::new(color, width),
    };
    [line(Color::WHITE, 4.5), line(Color::DARK_BLUE, 2.0)]
}

fn legend() -> Vec<Shape> {
    let mut shapes = vec![
        block(LEFT, 4.0, 10.0, 10.0, Color::BLUE.into()),
        label(LEFT + 15.0, 12.0, "Value", false, Anchor::Start),
        label(LEFT + 67.0, 12.0, "Target", false, Anchor::Start),
    ];
    shapes.extend(target(LEFT + 60.0, 3.0, 15.0));
    shapes
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

/// A dimension in the drawing: its name, its bar, its value.
struct Row<'a> {
    dimension: &'a DimensionView,
    label: Vec<String>,
    height: f64,
}

impl<'a> Row<'a> {
    fn new(dimension: &'a DimensionView) -> Self {
        let indent = "– ".repeat(dimension.depth.min(4));
        let wrapped =
            |text: &str| lines(&format!("{indent}{text}"), Face::Regular, 8.5, LEFT - 12.0);
        // A title that would swamp the drawing stands in full in the table below.
        let label = Some(wrapped(&dimension.title)).filter(|it| it.len() <= 4);
        let label = label.unwrap_or_else(|| wrapped(&dimension.id));
        let height = label.iter().map(|_| LINE).sum::<f64>() + ROW - 2.0 * LINE;
        Self { dimension, label, height: height.max(ROW) }
    }

    fn draw(&self, top: f64, shapes: &mut Vec<Shape>) {
        let standing = &self.dimension.standing;
        // Name and bar share their middle.
        let middle = top + self.height / 2.0;
        let mut y = middle - self.label.iter().map(|_| LINE).sum::<f64>() / 2.0 + 7.5;
        for line in &self.label {
            shapes.push(label(LEFT - 8.0, y, line.trim_end(), false, Anchor::End));
            y += LINE;
        }
        let width = at(1.0) - LEFT;
        let bar = |width, fill| block(LEFT, middle - 7.0, width, 14.0, fill);
        shapes.push(bar(width, Fill { color: Color::RULE, alpha: 0.35 }));
        if let Some(score) = standing.score {
            shapes.push(bar(score * width, Color::BLUE.into()));
        }
        if let Some(fraction) = standing.target_score {
            shapes.extend(target(at(fraction), middle - 10.0, middle + 10.0));
        }
        let value = if standing.score.is_some() { standing.value.as_str() } else { "no score" };
        shapes.push(label(WIDTH - RIGHT + 10.0, middle + 3.0, value, true, Anchor::Start));
    }
}
