//! A cell of the heat map: what it says, and how it looks.

use crate::model::{Given, Response, Status};
use crate::render::Color;
use crate::render::picture::legend::Key;
use crate::render::picture::parts::{Mark, Type, block, framed, line};
use crate::render::scene::{Anchor, Fill, Point, Shape, Stroke};
use crate::report::{CriterionView, Report};

/// How the number in a cell is set.
pub(super) const TYPE: Type = Type::VALUE.sized(9.0);
/// How far the border of a cell that is below its floor reaches out.
pub(super) const BORDER: f64 = 2.0;
/// How wide and how high a cell of the legend is.
const SAMPLE: (f64, f64) = (20.0, 11.0);

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Content {
    /// The level reached, and the fraction of the way to the highest.
    Level(i32, f64),
    /// Nobody knows.
    Unknown,
    /// Nobody answered.
    Unanswered,
    /// It makes no sense for this organisation.
    NotApplicable,
    /// It is asked of others.
    OutOfScope,
    /// There is an answer, and no level.
    Answered,
    /// Nothing, in the legend.
    Blank,
}

impl Content {
    /// What is not a level, in words.
    pub(super) const OTHERS: [(Self, &'static str); 5] = [
        (Self::Unknown, "unknown"),
        (Self::Unanswered, "not answered"),
        (Self::NotApplicable, "not applicable"),
        (Self::OutOfScope, "not in scope"),
        (Self::Answered, "answered, no level"),
    ];

    /// Returns what stands in the cell.
    pub(super) fn text(self) -> String {
        match self {
            Self::Level(number, _) => return number.to_string(),
            Self::Unknown => "?",
            Self::Unanswered => "–",
            Self::NotApplicable => "n/a",
            Self::OutOfScope => "·",
            Self::Answered => "a",
            Self::Blank => "",
        }
        .to_owned()
    }
}

/// A criterion in the heat map.
pub(super) struct Cell<'a> {
    id: &'a str,
    pub(super) content: Content,
    pub(super) scored: bool,
    pub(super) below_floor: bool,
}

impl<'a> Cell<'a> {
    pub(super) fn new(report: &Report<'_>, criterion: &'a CriterionView) -> Self {
        let levels = &report.assessment.framework.levels;
        let index = criterion.index;
        let answer = report.assessment.answers[index].as_ref().map(|it| &it.response);
        let score = report.card.criteria[index].score;
        let content = match (criterion.status, score, answer) {
            (Status::OutOfScope, ..) => Content::OutOfScope,
            (Status::NotApplicable, ..) => Content::NotApplicable,
            (Status::Unanswered, ..) => Content::Unanswered,
            (Status::Unknown, ..) => Content::Unknown,
            (Status::Answered, Some(score), _) => {
                let reached = levels.reached(levels.value_of(score)).number;
                Content::Level(reached, levels.score_of(f64::from(reached)).get())
            }
            (Status::Answered, None, Some(Response::Given(Given::Level(number)))) => {
                Content::Level(*number, levels.score_of(f64::from(*number)).get())
            }
            (Status::Answered, None, _) => Content::Answered,
        };
        let scored = report.assessment.framework.criteria[index].scored;
        Self { id: &criterion.id, content, scored, below_floor: criterion.below_floor }
    }

    /// Returns the level that gives the cell its colour.
    pub(super) fn colored_level(&self) -> Option<i32> {
        match self.content {
            Content::Level(number, _) if self.scored => Some(number),
            _ => None,
        }
    }

    /// Returns what the cell says in words.
    pub(super) fn in_words(&self, report: &Report<'_>) -> String {
        let levels = &report.assessment.framework.levels;
        let mut text = match self.content {
            Content::Level(number, _) => {
                let label = levels.get(number).map_or("", |it| it.label.as_str());
                format!("{} level {number} {label}", self.id).trim_end().to_owned()
            }
            other => {
                let words = Content::OTHERS.iter().find(|it| it.0 == other).map_or("", |it| it.1);
                format!("{} {words}", self.id)
            }
        };
        if !self.scored {
            text.push_str(" (not scored)");
        }
        if self.below_floor {
            text.push_str(" (below its floor)");
        }
        text
    }

    /// Returns the entry of a legend for cells that look like this.
    pub(super) fn key(content: Content, scored: bool, text: impl Into<String>) -> Key {
        Cell { id: "", content, scored, below_floor: false }.sample(text)
    }

    /// Returns the entry of a legend for what is below its floor.
    pub(super) fn floor_key(text: impl Into<String>) -> Key {
        Cell { id: "", content: Content::Blank, scored: true, below_floor: true }.sample(text)
    }

    fn sample(&self, text: impl Into<String>) -> Key {
        let mut shapes = Vec::new();
        let edge = if self.below_floor { BORDER } else { 0.0 };
        let size = (SAMPLE.0 - 2.0 * edge, SAMPLE.1 - edge);
        self.draw_as((edge, -size.1 / 2.0), size, TYPE.sized(7.5), &mut shapes);
        Key::new(SAMPLE.0, shapes, text)
    }

    /// Draws the cell with its top left corner at a place.
    pub(super) fn draw(&self, at: (f64, f64), size: (f64, f64), shapes: &mut Vec<Shape>) {
        self.draw_as(at, size, TYPE, shapes);
    }

    fn draw_as(&self, at: (f64, f64), size: (f64, f64), text: Type, shapes: &mut Vec<Shape>) {
        let ground = self.ground();
        shapes.push(framed(at, size, ground.map(Fill::from), self.outline()));
        let middle = (at.0 + size.0 / 2.0, at.1 + size.1 / 2.0);
        let content = self.content.text();
        if self.content == Content::Unknown {
            shapes.extend(hatching(at, size));
            let plate = (text.width(&content) + 6.0, size.1 - 1.6);
            let corner = (middle.0 - plate.0 / 2.0, middle.1 - plate.1 / 2.0);
            shapes.push(block(corner, plate, Color::WHITE));
        }
        if self.below_floor {
            let border = Some(Stroke::new(Color::RED, BORDER - 0.2));
            let around = (size.0 + BORDER + 0.2, size.1 + BORDER + 0.2);
            let out = BORDER / 2.0 + 0.1;
            shapes.push(framed((at.0 - out, at.1 - out), around, None, border));
            let corner = Point::new(at.0 + size.0 - 2.0, at.1 + 2.0);
            shapes.push(Mark::Square.draw(corner, 4.2, Color::WHITE));
            shapes.push(Mark::Square.draw(corner, 3.0, Color::RED));
        }
        if !content.is_empty() {
            let color = ground.unwrap_or(Color::WHITE).on();
            let base = middle.1 + text.drop();
            shapes.push(text.colored(color).draw(middle.0, base, Anchor::Middle, &content));
        }
    }

    fn ground(&self) -> Option<Color> {
        match self.content {
            _ if !self.scored => Some(Color::WHITE),
            Content::Level(_, score) => Some(Color::level(score)),
            Content::NotApplicable => Some(Color::PALE_GREY),
            Content::OutOfScope => None,
            _ => Some(Color::WHITE),
        }
    }

    fn outline(&self) -> Option<Stroke> {
        let outline = Stroke::new(Color::MID_GREY, 0.7);
        match self.content {
            _ if !self.scored => Some(Stroke::new(Color::MUTED, 0.9).dashed([2.5, 2.0])),
            Content::NotApplicable | Content::OutOfScope => None,
            Content::Blank if self.below_floor => None,
            _ => Some(outline),
        }
    }
}

/// Returns slanting lines within a rectangle.
fn hatching(at: (f64, f64), size: (f64, f64)) -> Vec<Shape> {
    let (step, inset) = (4.0, 1.0);
    let (x, y) = (at.0 + inset, at.1 + inset);
    let (width, height) = (size.0 - 2.0 * inset, size.1 - 2.0 * inset);
    let stroke = Stroke::new(Color::MID_GREY, 0.6);
    let starts = std::iter::successors(Some(step), |it| Some(it + step));
    let starts = starts.take_while(|it| *it < width + height - inset);
    // Each line leaves through the left or the lower edge, and the right or the upper one.
    let slanting = |it: f64| {
        let (over, under) = ((it - height).max(0.0), (it - width).max(0.0));
        line((x + over, y + it - over), (x + it - under, y + under), stroke.clone())
    };
    starts.map(slanting).collect()
}
