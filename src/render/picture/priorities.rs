//! Priorities: how much each action brings, beside how much work it is.

use super::legend::{Key, legend};
use super::parts::{Mark, Type, WIDTH, block, line};
use crate::model::Effort;
use crate::render::Color;
use crate::render::scene::{Anchor, Figure, Point, Shape, Stroke};
use crate::report::{ActionView, Report};
use crate::wording;

/// How many actions can be told apart; the plan has the rest.
const ACTIONS: usize = 30;
/// What stands beside the columns, and between two of them.
const LEFT: f64 = 44.0;
const RIGHT: f64 = 62.0;
const APART: f64 = 6.0;
/// The height of the columns, and what a dot needs at their ends.
const TALL: f64 = 236.0;
const EDGE: f64 = 14.0;
/// Half of a dot.
const RADIUS: f64 = 8.0;
/// How near the middles of two dots may come.
const NEAR: f64 = 2.0 * RADIUS + 1.5;
/// A smaller rise than this, in levels, is none.
const NONE: f64 = 1e-6;

/// Returns the drawing of the actions by effort and by how much the overall value would rise; `None`
/// if it would not rise anywhere.
pub(crate) fn priorities(report: &Report<'_>) -> Option<Figure> {
    let span = report.assessment.framework.levels.span();
    let found = &report.priorities;
    let boundary = found.large.filter(|_| found.are_overall)? * span;
    let dots =
        report.actions.iter().zip(&report.plan).zip(&found.rises).map(|((action, view), rise)| {
            let rise = (rise * span).max(0.0);
            Dot { view, rise, effort: action.effort, below_floor: action.below_floor }
        });
    let all: Vec<Dot<'_>> = dots.collect();
    let largest = all.iter().map(|it| it.rise).fold(0.0, f64::max);
    let shown = &all[..all.len().min(ACTIONS)];
    let (keys, below) = legend(keys(shown), 0.0, WIDTH);
    let plot = Plot::new(shown, below + 30.0, largest, boundary);
    let mut shapes = keys;
    plot.axes(&mut shapes);
    for (dot, place) in shown.iter().zip(plot.places(shown)) {
        dot.draw(place, &mut shapes);
    }
    let mut caption = String::from(
        "Further up, an action brings more; further to the left, it is less work. Above the dashed line are \
         rises of at least half of the largest one. Numbers are the ranks of the actions in the plan; those that would \
         overlap are moved apart.",
    );
    if report.plan.len() > shown.len() {
        let (few, all) = (shown.len(), report.plan.len());
        caption = format!("{caption} Shown are {few} of {all} actions.");
    }
    let words: Vec<String> = shown.iter().map(Dot::in_words).collect();
    Some(Figure {
        alt: format!("Priority matrix. {}", wording::sentence(&words.join("; "))),
        caption,
        width: WIDTH,
        height: plot.top + TALL + 20.0,
        shapes,
    })
}

fn keys(dots: &[Dot<'_>]) -> Vec<Key> {
    let sample = |mark: Mark, color| vec![mark.draw(Point::new(5.5, 0.0), 5.5, color)];
    let mut keys = Vec::new();
    if dots.iter().any(|it| !it.below_floor) {
        keys.push(Key::new(11.0, sample(Mark::Disc, Color::BLUE), "Action, with its rank"));
    }
    if dots.iter().any(|it| it.below_floor) {
        let text = "Action below a floor: comes first";
        keys.push(Key::new(11.0, sample(Mark::Square, Color::RED), text));
    }
    keys
}

/// An action in the drawing.
struct Dot<'a> {
    view: &'a ActionView,
    /// In levels.
    rise: f64,
    effort: Option<Effort>,
    below_floor: bool,
}

impl Dot<'_> {
    fn in_words(&self) -> String {
        let ActionView { rank, criterion, dimension, uplift, .. } = self.view;
        let effort = named(self.effort);
        let floor = self.view.below_floor.as_ref().map(|it| format!(", {}", it.to_lowercase()));
        let floor = floor.unwrap_or_default();
        format!("{rank} {criterion} in {dimension}: rise {uplift}, {effort}{floor}")
    }

    fn draw(&self, center: Point, shapes: &mut Vec<Shape>) {
        let (mark, color) =
            if self.below_floor { (Mark::Square, Color::RED) } else { (Mark::Disc, Color::BLUE) };
        // An edge of white keeps it apart from a line that it lies on.
        shapes.push(mark.draw(center, RADIUS + 1.0, Color::WHITE));
        shapes.push(mark.draw(center, RADIUS, color));
        let text = Type::VALUE.sized(7.5).colored(Color::WHITE);
        let base = center.y + text.drop();
        shapes.push(text.draw(center.x, base, Anchor::Middle, &self.view.rank.to_string()));
    }
}

/// Returns an effort in words.
fn named(effort: Option<Effort>) -> String {
    effort.map_or("effort not stated".to_owned(), |it| format!("{} effort", it.name()))
}

/// Where columns and rises are.
struct Plot {
    top: f64,
    /// The efforts that have a column; `None` where nobody states one.
    columns: Vec<Option<Effort>>,
    /// What the axis reaches to, in levels, and its numbers.
    reach: f64,
    step: f64,
    boundary: f64,
}

impl Plot {
    fn new(dots: &[Dot<'_>], top: f64, reach: f64, boundary: f64) -> Self {
        let mut columns = Effort::ALL.map(Some).to_vec();
        if dots.iter().any(|it| it.effort.is_none()) {
            columns.push(None);
        }
        Self { top, columns, reach, step: step(reach), boundary }
    }

    /// Returns where a column starts, and how wide it is.
    fn column(&self, effort: Option<Effort>) -> (f64, f64) {
        let width = (WIDTH - LEFT - RIGHT + APART) / float(self.columns.len()) - APART;
        let at = self.columns.iter().position(|it| *it == effort).unwrap_or(0);
        (LEFT + float(at) * (width + APART), width)
    }

    /// Returns how far down a rise is.
    fn height_of(&self, rise: f64) -> f64 {
        self.top + TALL - EDGE - rise / self.reach * (TALL - 2.0 * EDGE)
    }

    fn axes(&self, shapes: &mut Vec<Shape>) {
        let bottom = self.top + TALL;
        let title = "Rise of the overall value, in levels";
        shapes.push(Type::NOTE.draw(0.0, self.top - 9.0, Anchor::Start, title));
        for &effort in &self.columns {
            let (left, width) = self.column(effort);
            shapes.push(block((left, self.top), (width, TALL), Color::TINT));
            let middle = left + width / 2.0;
            shapes.push(Type::NAME.draw(middle, bottom + 13.0, Anchor::Middle, &named(effort)));
        }
        let right = WIDTH - RIGHT;
        let rises = (0..=6).map(|it| f64::from(it) * self.step);
        let rises: Vec<f64> = rises.take_while(|it| *it <= self.reach * (1.0 + 1e-9)).collect();
        for (rise, text) in rises.iter().zip(numbers(&rises)) {
            let y = self.height_of(*rise);
            shapes.push(line((LEFT, y), (right, y), Stroke::new(Color::RULE, 0.5)));
            let base = y + Type::NOTE.drop();
            shapes.push(Type::NOTE.draw(LEFT - 7.0, base, Anchor::End, &text));
        }
        let y = self.height_of(self.boundary);
        let dashed = Stroke::new(Color::MUTED, 1.0).dashed([5.0, 3.0]);
        shapes.push(line((LEFT, y), (WIDTH, y), dashed));
        for (text, dy) in [("large rise", -4.5), ("small rise", 10.5)] {
            shapes.push(Type::NOTE.draw(WIDTH, y + dy, Anchor::End, text));
        }
    }

    /// Returns where each dot stands. Equal rises stand side by side; each such row is as near to
    /// its rise and to the middle of its column as those before it allow, and on its side of the
    /// boundary.
    fn places(&self, dots: &[Dot<'_>]) -> Vec<Point> {
        let mut places = vec![None; dots.len()];
        while let Some(first) = places.iter().position(Option::is_none) {
            let (left, width) = self.column(dots[first].effort);
            let is_equal = |it: &usize| {
                let (it, first) = (&dots[*it], &dots[first]);
                it.effort == first.effort && (it.rise - first.rise).abs() < NONE
            };
            let equal = (first..dots.len()).filter(is_equal).filter(|it| places[*it].is_none());
            let row: Vec<usize> = equal.take(in_a_row(width)).collect();
            let wanted = Point::new(left + width / 2.0, self.height_of(dots[first].rise));
            let around = || self.around(wanted, width, row.len());
            let taken: Vec<Point> = places.iter().copied().flatten().collect();
            let is_free = |row: &Vec<Point>| {
                let limit = (NEAR - 1e-9).powi(2);
                let near = |a: &Point, b: &Point| (a.x - b.x).powi(2) + (a.y - b.y).powi(2) < limit;
                !row.iter().any(|it| taken.iter().any(|other| near(it, other)))
            };
            let line = self.height_of(self.boundary);
            let stays =
                |row: &Vec<Point>| row.iter().all(|it| (it.y <= line) == (wanted.y <= line));
            let best = around().filter(stays).find(is_free);
            let place = best.or_else(|| around().find(is_free)).or_else(|| around().next());
            for (index, place) in row.iter().zip(place.into_iter().flatten()) {
                places[*index] = Some(place);
            }
        }
        places.into_iter().flatten().collect()
    }

    /// Returns places for a row of dots within a column, the nearest in height first. There are
    /// thousands, and mostly one of the first is free.
    fn around(&self, wanted: Point, width: f64, count: usize) -> impl Iterator<Item = Vec<Point>> {
        let (top, bottom) = (self.top + RADIUS + 2.0, self.top + TALL - RADIUS - 2.0);
        let half = (float(count) - 1.0) * NEAR / 2.0;
        let heights = offsets(TALL, 2.0).map(move |dy| wanted.y + dy);
        let heights = heights.filter(move |y| (top..=bottom).contains(y));
        heights.flat_map(move |y| {
            let across = offsets((width / 2.0 - RADIUS - 2.0 - half).max(0.0), NEAR / 4.0);
            across.map(move |dx| {
                let x = |it| wanted.x + dx - half + float(it) * NEAR;
                (0..count).map(|it| Point::new(x(it), y)).collect()
            })
        })
    }
}

/// Returns the multiples of a step up to `most`, from 0, each with its opposite.
fn offsets(most: f64, step: f64) -> impl Iterator<Item = f64> {
    let away = std::iter::successors(Some(0.0), move |it| Some(it + step));
    let away = away.take_while(move |it| *it <= most + 1e-9);
    away.flat_map(|it| std::iter::once(it).chain((it > 0.0).then_some(-it)))
}

/// Returns how many dots a column of this width takes side by side.
fn in_a_row(width: f64) -> usize {
    (1..=ACTIONS).rev().find(|&it| float(it) * NEAR + 2.0 <= width).unwrap_or(1)
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Returns numbers with equally many decimals.
fn numbers(rises: &[f64]) -> Vec<String> {
    let all: Vec<String> = rises.iter().map(|it| wording::number(*it, 7)).collect();
    let decimals = |it: &String| it.split_once('.').map_or(0, |(_, it)| it.len());
    let most = all.iter().map(decimals).max().unwrap_or(0);
    let filled = |it: &String| {
        let point = if it.contains('.') || most == 0 { "" } else { "." };
        format!("{it}{point}{}", "0".repeat(most - decimals(it)))
    };
    all.iter().map(filled).collect()
}

/// Returns a round number that goes into `reach` no more than six times.
fn step(reach: f64) -> f64 {
    let powers = (-7..=9).map(|it| 10_f64.powi(it));
    let steps = powers.flat_map(|it| [it, it * 2.0, it * 5.0]);
    steps.into_iter().find(|it| reach / it <= 6.0).unwrap_or(reach)
}
