//! Heat map: every question at a glance, a line for each dimension.
//!
//! A cell shows the level that was reached, as a number; its colour only repeats that. Whatever is
//! not a level has a look of its own, because none of it is zero.

mod cell;

use std::collections::BTreeSet;

use super::legend::{Key, legend};
use super::parts::{HEIGHT, Type, WIDTH, line, pages, ticks};
use crate::render::Color;
use crate::render::scene::{Anchor, Figure, Shape, Stroke};
use crate::report::{DimensionView, Report};
use crate::wording;
use cell::{Cell, Content};

/// The room of the dimensions' names, to the left.
const LEFT: f64 = 148.0;
/// What stands between two cells, and between two lines of them.
const APART: f64 = 5.0;
/// What stands between two dimensions.
const ROWS_APART: f64 = 9.0;
/// What the legend may take.
const LEGEND: f64 = 90.0;
/// How many lines a name takes at most.
const LINES: usize = 4;
/// Of more levels than these, the legend names a few.
const NAMED_LEVELS: usize = 12;

/// How cells are laid out.
#[derive(Clone, Copy, Debug)]
struct Grid {
    /// How many cells stand side by side.
    columns: usize,
    /// How many lines of them one row has; a dimension with more gets several rows.
    lines: usize,
    /// The height of a cell.
    height: f64,
    /// Whether ids stand below the cells, or numbers.
    ids: bool,
}

impl Grid {
    const WIDE: Self = Self { columns: 5, lines: 8, height: 20.0, ids: true };
    const NARROW: Self = Self { columns: 12, lines: 15, height: 17.0, ids: false };

    /// Returns the grid for these dimensions: wide cells, unless there are many.
    fn of(dimensions: &[&DimensionView], cells: &[Cell<'_>]) -> Self {
        let most = dimensions.iter().map(|it| it.criteria.len()).max().unwrap_or(0);
        let widest = cells.iter().map(|it| cell::TYPE.width(&it.content.text()));
        let is_narrow = widest.fold(0.0, f64::max) <= Self::NARROW.width() - 4.0;
        if most > Self::WIDE.columns * 3 && is_narrow {
            return Self::NARROW;
        }
        // As few lines as can be; then, as wide as can be.
        let lines = |columns: &usize| -> usize {
            dimensions.iter().map(|it| it.criteria.len().div_ceil(*columns)).sum()
        };
        let columns = (3..=Self::WIDE.columns).min_by_key(lines).unwrap_or(Self::WIDE.columns);
        Self { columns, ..Self::WIDE }
    }

    /// Returns how far apart the left edges of two cells are.
    fn pitch(self) -> f64 {
        let columns = u32::try_from(self.columns).unwrap_or(u32::MAX);
        (WIDTH - cell::BORDER + APART - LEFT) / f64::from(columns)
    }

    fn width(self) -> f64 {
        self.pitch() - APART
    }
}

/// Returns the drawings of all criteria and the level that each has reached.
pub(crate) fn heat_maps(report: &Report<'_>) -> Vec<Figure> {
    let dimensions: Vec<&DimensionView> =
        report.dimensions.iter().filter(|it| !it.criteria.is_empty()).collect();
    let cells: Vec<Cell<'_>> = (dimensions.iter().flat_map(|it| &it.criteria))
        .map(|criterion| Cell::new(report, criterion))
        .collect();
    let grid = Grid::of(&dimensions, &cells);
    let rows = dimensions.iter().flat_map(|it| Row::all(report, it, grid)).collect();
    let pages = pages(rows, HEIGHT - LEGEND, Row::height);
    pages.iter().map(|it| figure(report, it, grid)).collect()
}

fn figure(report: &Report<'_>, rows: &[Row<'_>], grid: Grid) -> Figure {
    let name = report.assessment.framework.dimension_name.to_lowercase();
    let (mut shapes, top) = legend(keys(report, rows), 0.0, WIDTH);
    let mut top = top + 10.0;
    let rule = Stroke::new(Color::RULE, 0.5);
    for row in rows {
        shapes.push(line((0.0, top), (WIDTH, top), rule.clone()));
        row.draw(top + ROWS_APART, &mut shapes);
        top += row.height();
    }
    let below = if grid.ids {
        "below it is the name of the question"
    } else {
        "the small number counts the questions in their order"
    };
    let caption = format!(
        "One row for each {name}, one cell for each of its questions: the number in a cell is the level \
         reached, and the darker, the higher; {below}."
    );
    let all: Vec<String> = rows.iter().map(|it| it.in_words(report)).collect();
    let alt = format!("Heat map. {}", wording::sentence(&all.join("; ")));
    Figure { alt, caption, width: WIDTH, height: top, shapes }
}

/// Returns the entries of the looks that these rows have, and no others.
fn keys(report: &Report<'_>, rows: &[Row<'_>]) -> Vec<Key> {
    let cells = || rows.iter().flat_map(|it| &it.cells);
    let levels = &report.assessment.framework.levels;
    let used: BTreeSet<i32> = cells().filter_map(Cell::colored_level).collect();
    let few: BTreeSet<i32> = ticks(levels, NAMED_LEVELS).into_iter().collect();
    let named = if used.len() > NAMED_LEVELS { &few } else { &used };
    let level = |number: &i32| {
        let label = levels.get(*number).map_or("", |it| it.label.as_str());
        let score = levels.score_of(f64::from(*number)).get();
        let text = if label.is_empty() { format!("level {number}") } else { label.to_owned() };
        Cell::key(Content::Level(*number, score), true, text)
    };
    let mut keys: Vec<Key> = named.iter().map(level).collect();
    for (content, text) in Content::OTHERS {
        if cells().any(|it| it.content == content) {
            keys.push(Cell::key(content, true, text));
        }
    }
    if cells().any(|it| !it.scored) {
        keys.push(Cell::key(Content::Blank, false, "asked, not scored"));
    }
    if cells().any(|it| it.below_floor) {
        keys.push(Cell::floor_key("below its floor"));
    }
    keys
}

/// A dimension, or a part of one that has many criteria.
struct Row<'a> {
    dimension: &'a DimensionView,
    grid: Grid,
    name: Vec<String>,
    cells: Vec<Cell<'a>>,
    /// What stands below each cell.
    labels: Vec<Vec<String>>,
}

impl<'a> Row<'a> {
    fn all(report: &Report<'_>, dimension: &'a DimensionView, grid: Grid) -> Vec<Self> {
        let chunk = grid.columns * grid.lines;
        let row = |(part, criteria): (usize, &'a [crate::report::CriterionView])| {
            let label = |(at, id): (usize, &str)| {
                let ordinal = (part * chunk + at + 1).to_string();
                let text = if grid.ids { id } else { &ordinal };
                Type::SMALL.lines(text, grid.width(), 2)
            };
            let ids = criteria.iter().map(|it| it.id.as_str());
            let title = &dimension.title;
            let title = if part > 0 { format!("{title} (continued)") } else { title.clone() };
            Self {
                dimension,
                grid,
                name: Type::NAME.lines(&title, LEFT - 16.0, LINES),
                cells: criteria.iter().map(|it| Cell::new(report, it)).collect(),
                labels: ids.enumerate().map(label).collect(),
            }
        };
        dimension.criteria.chunks(chunk).enumerate().map(row).collect()
    }

    /// Returns how high each line of cells is, with what stands below them.
    fn lines(&self) -> impl Iterator<Item = f64> {
        let lines = self.labels.chunks(self.grid.columns);
        lines.map(|labels| {
            let label = labels.iter().map(|it| Type::SMALL.height(it)).fold(0.0, f64::max);
            self.grid.height + 2.5 + label + APART
        })
    }

    fn height(&self) -> f64 {
        let cells = self.lines().sum::<f64>() - APART;
        cells.max(Type::NAME.height(&self.name) + 4.0) + 2.0 * ROWS_APART - 2.0
    }

    fn draw(&self, top: f64, shapes: &mut Vec<Shape>) {
        // The first line of a name is level with the number in a cell.
        let start = top + (self.grid.height - Type::NAME.leading()) / 2.0;
        let lines = if self.name.len() > 1 { top } else { start };
        Type::NAME.draw_lines((0.0, lines), Anchor::Start, &self.name, shapes);
        let columns = self.grid.columns;
        let mut y = top;
        let cells = self.cells.chunks(columns).zip(self.labels.chunks(columns));
        for ((cells, labels), height) in cells.zip(self.lines()) {
            let mut x = LEFT;
            for (cell, label) in cells.iter().zip(labels) {
                cell.draw((x, y), (self.grid.width(), self.grid.height), shapes);
                let middle = x + self.grid.width() / 2.0;
                let below = y + self.grid.height + 2.5;
                Type::SMALL.draw_lines((middle, below), Anchor::Middle, label, shapes);
                x += self.grid.pitch();
            }
            y += height;
        }
    }

    fn in_words(&self, report: &Report<'_>) -> String {
        let cells: Vec<String> = self.cells.iter().map(|it| it.in_words(report)).collect();
        format!("{}: {}", self.dimension.title, cells.join(", "))
    }
}
