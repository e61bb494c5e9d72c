//! Bars: where each dimension is, where it should be, and whether that is well.

use super::legend::{Key, legend};
use super::parts::{HEIGHT, Mark, Type, WIDTH, block, line, pages, ticks};
use crate::model::{Levels, Score};
use crate::render::Color;
use crate::render::scene::{Anchor, Figure, Fill, Point, Shape, Stroke};
use crate::report::{DimensionView, Report, Standing};
use crate::wording;

/// What stands beside the bars, in points: names to the left, values and status to the right.
const LEFT: f64 = 172.0;
const RIGHT: f64 = 116.0;
const BARS: f64 = WIDTH - LEFT - RIGHT;
/// Where the mark of the status is, and its words.
const STATUS: f64 = WIDTH - RIGHT + 41.0;
const WORDS: f64 = STATUS + 9.0;
/// The least height of a row.
const ROW: f64 = 27.0;
/// What the axis takes below the rows.
const BOTTOM: f64 = 20.0;
/// How many lines a name takes at most.
const LINES: usize = 3;

/// Returns the drawings that show each dimension's value beside its target.
pub(crate) fn bars(report: &Report<'_>) -> Vec<Figure> {
    let rows = report.dimensions.iter().map(|it| Row::new(report, it)).collect();
    // The legend may take two lines.
    let pages = pages(rows, HEIGHT - BOTTOM - 36.0, |it: &Row<'_>| it.height);
    pages.iter().map(|rows| chart(report, rows)).collect()
}

fn chart(report: &Report<'_>, rows: &[Row<'_>]) -> Figure {
    let framework = &report.assessment.framework;
    let levels = &framework.levels;
    let (mut shapes, top) = legend(keys(rows), LEFT, WIDTH);
    let top = top + 8.0;
    let bottom = top + rows.iter().map(|it| it.height).sum::<f64>();
    shapes.extend(axis(levels, top, bottom));
    let mut y = top;
    for row in rows {
        row.draw(y, &mut shapes);
        y += row.height;
    }
    let ends = [levels.as_slice().first(), levels.as_slice().last()].into_iter().flatten();
    let ends: Vec<String> = ends.map(|it| format!("{} ({})", it.number, it.label)).collect();
    let name = framework.dimension_name.to_lowercase();
    let caption = format!(
        "Value and target of each {name}, on levels from {}: a bar that reaches its mark, or passes it, \
         meets its target.",
        ends.join(" to ")
    );
    Figure { alt: alt(rows), caption, width: WIDTH, height: bottom + BOTTOM, shapes }
}

/// Returns the drawing in words.
fn alt(rows: &[Row<'_>]) -> String {
    let all: Vec<String> = rows.iter().map(Row::in_words).collect();
    format!("Bar chart. {}", wording::sentence(&all.join("; ")))
}

/// Returns where a fraction stands on the axis.
fn at(fraction: f64) -> f64 {
    LEFT + fraction * BARS
}

/// Returns the mark of a target, with an edge of white that sets it off from a bar.
fn target(x: f64, top: f64, bottom: f64) -> [Shape; 2] {
    [
        line((x, top), (x, bottom), Stroke::new(Color::WHITE, 4.5)),
        line((x, top), (x, bottom), Stroke::new(Color::DARK_BLUE, 2.0)),
    ]
}

/// Returns the line of what a value could still become, with an edge of white.
fn whisker(from: f64, to: f64, y: f64) -> Vec<Shape> {
    // What differs by less than a hair is still seen as a line.
    let middle = f64::midpoint(from, to);
    let (from, to) = (from.min(middle - 0.5), to.max(middle + 0.5));
    let cap = |x: f64| ((x, y - 3.5), (x, y + 3.5));
    let parts = [((from, y), (to, y)), cap(from), cap(to)];
    let drawn = |color, width| {
        parts.map(|(from, to)| line(from, to, Stroke::new(color, width))).into_iter()
    };
    drawn(Color::WHITE, 3.2).chain(drawn(Color::TEXT, 1.1)).collect()
}

fn keys(rows: &[Row<'_>]) -> Vec<Key> {
    let mut keys = Vec::new();
    if rows.iter().any(|it| it.standing().score.is_some()) {
        let sample = vec![block((0.0, -5.0), (12.0, 10.0), Color::BLUE)];
        keys.push(Key::new(12.0, sample, "Value"));
    }
    if rows.iter().any(|it| it.standing().target_score.is_some()) {
        keys.push(Key::new(3.0, target(1.5, -6.0, 6.0).to_vec(), "Target"));
    }
    if rows.iter().any(|it| it.range.is_some()) {
        let text = "Range until every question has an answer";
        keys.push(Key::new(18.0, whisker(1.0, 17.0, 0.0), text));
    }
    keys
}

/// Returns the lines and numbers of the levels.
fn axis(levels: &Levels, top: f64, bottom: f64) -> Vec<Shape> {
    let widest = levels.as_slice().iter().map(|it| Type::NOTE.width(&it.number.to_string()));
    let room = widest.fold(0.0, f64::max) + 10.0;
    let most = (2..=11).rev().find(|&it| f64::from(it) * room <= BARS).unwrap_or(2);
    let mut shapes = Vec::new();
    for number in ticks(levels, usize::try_from(most).unwrap_or(2)) {
        let x = at(levels.score_of(f64::from(number)).get());
        shapes.push(line((x, top - 4.0), (x, bottom), Stroke::new(Color::RULE, 0.5)));
        let y = bottom + 12.0;
        shapes.push(Type::NOTE.draw(x, y, Anchor::Middle, &number.to_string()));
    }
    shapes
}

/// How a dimension stands, in a word and a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The target is met.
    Met,
    /// There is a gap.
    Short,
    /// A criterion is below its floor, whatever the value is.
    Held,
    /// Nobody can tell.
    Open,
}

impl State {
    /// Every state.
    #[cfg(test)]
    pub(super) const ALL: [Self; 4] = [Self::Met, Self::Short, Self::Held, Self::Open];

    fn of(dimension: &DimensionView) -> Self {
        match dimension.standing.is_met {
            _ if !dimension.floors.is_empty() => Self::Held,
            Some(true) => Self::Met,
            Some(false) => Self::Short,
            None => Self::Open,
        }
    }

    /// Returns its mark and the colour of that.
    pub(super) const fn mark(self) -> (Mark, Color) {
        match self {
            Self::Met => (Mark::Disc, Color::DARK_GREEN),
            Self::Short => (Mark::Triangle, Color::DEEP_ORANGE),
            Self::Held => (Mark::Square, Color::RED),
            Self::Open => (Mark::Ring, Color::MID_GREY),
        }
    }
}

/// A dimension in the drawing: its name, its bar, its value, its status.
struct Row<'a> {
    dimension: &'a DimensionView,
    name: Vec<String>,
    state: State,
    /// What the value could still become, as fractions.
    range: Option<(f64, f64)>,
    height: f64,
}

impl<'a> Row<'a> {
    fn new(report: &Report<'_>, dimension: &'a DimensionView) -> Self {
        let indent = "– ".repeat(dimension.depth.min(4));
        let name = Type::NAME.lines(&format!("{indent}{}", dimension.title), LEFT - 14.0, LINES);
        let bounds = report.card.dimensions[dimension.index].bounds;
        let range = bounds.low.map(Score::get).zip(bounds.high.map(Score::get));
        let range = range.filter(|_| dimension.standing.bounds.is_some());
        let height = (Type::NAME.height(&name) + 7.0).max(ROW);
        Self { dimension, name, state: State::of(dimension), range, height }
    }

    fn standing(&self) -> &'a Standing {
        &self.dimension.standing
    }

    /// Returns the status, on one line or two.
    fn status(&self) -> Vec<String> {
        let gap = (self.standing().is_met == Some(false)).then(|| {
            let gap = &self.standing().gap;
            format!("gap {gap}")
        });
        match self.state {
            State::Met => vec!["target met".to_owned()],
            State::Short => gap.into_iter().collect(),
            State::Held => std::iter::once("below a floor".to_owned()).chain(gap).collect(),
            State::Open => vec!["no score".to_owned()],
        }
    }

    fn in_words(&self) -> String {
        let Standing { value, target, bounds, .. } = self.standing();
        let title = &self.dimension.title;
        let mut text = match self.standing().score {
            Some(_) => format!("{title} {value} against a target of {target}"),
            None => format!("{title} has no score against a target of {target}"),
        };
        if let Some(bounds) = bounds {
            text = format!("{text}, could still be anything from {bounds}");
        }
        if self.state != State::Open {
            text = format!("{text}, {}", self.status().join(", "));
        }
        text
    }

    fn draw(&self, top: f64, shapes: &mut Vec<Shape>) {
        let standing = self.standing();
        // Name, bar, value and status share their middle.
        let middle = top + self.height / 2.0;
        let start = middle - Type::NAME.height(&self.name) / 2.0;
        Type::NAME.draw_lines((LEFT - 10.0, start), Anchor::End, &self.name, shapes);
        let bar = |width, fill: Fill| block((LEFT, middle - 6.5), (width, 13.0), fill);
        shapes.push(bar(BARS, Color::PALE_GREY.into()));
        if let Some(score) = standing.score {
            shapes.push(bar(score * BARS, Color::BLUE.into()));
        }
        if let Some((low, high)) = self.range {
            shapes.extend(whisker(at(low), at(high), middle));
        }
        if let Some(fraction) = standing.target_score {
            shapes.extend(target(at(fraction), middle - 9.5, middle + 9.5));
        }
        let value = Type::VALUE.fit(&standing.value, STATUS - 8.0 - at(1.0) - 8.0);
        let base = middle + Type::VALUE.drop();
        shapes.push(Type::VALUE.draw(at(1.0) + 9.0, base, Anchor::Start, &value));
        let words = self.status();
        let words: Vec<String> = words.iter().map(|it| Type::NOTE.fit(it, WIDTH - WORDS)).collect();
        let (mark, color) = self.state.mark();
        let start = middle - Type::NOTE.height(&words) / 2.0;
        // The mark stands beside the first line, which is what it means.
        let center = start + Type::NOTE.leading() / 2.0;
        shapes.push(mark.draw(Point::new(STATUS, center), 4.0, color));
        let words_type = Type::NOTE.colored(Color::TEXT);
        words_type.draw_lines((WORDS, start), Anchor::Start, &words, shapes);
    }
}
