//! Laws of all pictures, measured over the examples and over what nobody would draw by hand.

mod ground;
mod samples;
mod sight;

use proptest::prelude::*;

use super::bars::{State, bars};
use super::heat_map::heat_maps;
use super::parts::Mark;
use super::priorities::priorities;
use super::radar::radar;
use crate::model::Assessment;
use crate::render::Color;
use crate::render::scene::{Figure, Point, Shape};
use crate::report::Report;
use ground::{Area, Ground};
use samples::{Plan, TITLES, examples, made};

/// The highest picture that still leaves room for its caption on a page.
const HIGHEST: f64 = 640.0;

fn all(report: &Report<'_>) -> Vec<Figure> {
    let mut all = bars(report);
    all.extend(radar(report));
    all.extend(heat_maps(report));
    all.extend(priorities(report));
    all
}

/// Returns assessments that pictures have to cope with.
fn hard() -> Vec<Assessment> {
    let nasty = TITLES.map(str::to_owned).to_vec();
    let plain = |count: usize| (1..=count).map(|it| format!("Dimension {it}")).collect::<Vec<_>>();
    let wish = |titles: Vec<String>, criteria, levels| Plan { titles, criteria, levels, seed: 7 };
    let mut all: Vec<Assessment> = [
        wish(plain(1), 200, 6),
        wish(plain(1), 1, 2),
        wish(plain(40), 3, 6),
        wish(plain(40), 30, 5),
        wish(plain(3), 300, 11),
        wish(plain(4), 40, 101),
        wish(nasty.clone(), 4, 5),
        wish(nasty, 25, 3),
    ]
    .into_iter()
    .map(|it| made(&it))
    .collect();
    for count in 2..=13 {
        let long = "Electronic prescribing and medicines administration in every care setting";
        all.push(made(&wish(vec![long.to_owned(); count], 2, 6)));
    }
    all
}

fn each(mut check: impl FnMut(&Report<'_>, &Figure)) {
    for assessment in examples().iter().chain(&hard()) {
        let report = Report::new(assessment);
        for figure in all(&report) {
            check(&report, &figure);
        }
    }
}

#[track_caller]
fn stays_in_its_frame(figure: &Figure) {
    assert!(figure.height <= HIGHEST, "{} is too high: {}", figure.height, figure.alt);
    for shape in &figure.shapes {
        let it = Area::of(shape);
        let frame = Area { left: 0.0, top: 0.0, right: figure.width, bottom: figure.height };
        assert!(it.is_finite() && frame.holds(&it), "{it:?} leaves {frame:?}: {shape:?}");
        if let Shape::Text { size, .. } = shape {
            assert!(*size >= 7.0, "{shape:?} is too small");
        }
    }
}

#[track_caller]
fn no_text_is_on_another(figure: &Figure) {
    let texts: Vec<(&Shape, Area)> = figure
        .shapes
        .iter()
        .filter(|it| matches!(it, Shape::Text { text, .. } if !text.trim().is_empty()))
        .map(|it| (it, Area::of(it)))
        .collect();
    for (index, (a, area)) in texts.iter().enumerate() {
        for (b, other) in &texts[index + 1..] {
            assert!(!area.overlaps(other), "{a:?} and {b:?} overlap in: {}", figure.alt);
        }
    }
}

#[test]
fn nothing_leaves_the_frame() {
    each(|_, figure| stays_in_its_frame(figure));
}

#[test]
fn no_two_texts_overlap() {
    each(|_, figure| no_text_is_on_another(figure));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_title_breaks_a_picture(
        titles in proptest::collection::vec(any::<String>(), 1..16),
        criteria in 1_usize..40,
        levels in 2_i32..12,
        seed in any::<u64>(),
    ) {
        let assessment = made(&Plan { titles, criteria, levels, seed });
        for figure in all(&Report::new(&assessment)) {
            stays_in_its_frame(&figure);
            no_text_is_on_another(&figure);
        }
    }
}

/// Text: 4.5 to 1, after WCAG 2.2, success criterion 1.4.3.
#[test]
fn every_text_can_be_read_where_it_stands() {
    each(|_, figure| {
        let ground = Ground::new(&figure.shapes);
        for (index, shape) in figure.shapes.iter().enumerate() {
            let Shape::Text { color, text, .. } = shape else { continue };
            for point in Area::of(shape).points() {
                let behind = ground.before(index, point);
                let contrast = color.contrast(behind);
                assert!(contrast >= 4.5, "{text:?}: {contrast} on {behind:?} in {}", figure.alt);
                let end = ground.before(usize::MAX, point);
                assert_eq!(end, behind, "{text:?} is covered in {}", figure.alt);
            }
        }
    });
}

/// Marks that mean something: 3 to 1, after WCAG 2.2, success criterion 1.4.11. Grids, panels, white
/// edges and the ground of a cell, which repeats its number, mean nothing alone.
#[test]
fn every_mark_stands_out_from_what_is_behind_it() {
    each(|_, figure| {
        let ground = Ground::new(&figure.shapes);
        for (index, shape) in figure.shapes.iter().enumerate() {
            for point in ground::marked(shape) {
                let behind = ground.before(index, point);
                if matches!(shape, Shape::Line { stroke, .. } if stroke.color == behind) {
                    continue; // Lines of one colour meet.
                }
                let contrast = ground::colors(shape).map(|it| it.contrast(behind));
                let contrast = contrast.fold(0.0, f64::max);
                assert!(contrast >= 3.0, "{shape:?}: {contrast} on {behind:?} in {}", figure.alt);
            }
        }
    });
}

#[test]
fn what_a_picture_shows_is_in_its_words() {
    for assessment in examples().iter().chain(&hard()) {
        let report = Report::new(assessment);
        let words = |all: Vec<Figure>| all.into_iter().map(|it| it.alt).collect::<String>();
        let (bars, cells) = (words(bars(&report)), words(heat_maps(&report)));
        for it in &report.dimensions {
            let standing = &it.standing;
            assert!(bars.contains(&it.title) && bars.contains(&standing.target), "{}", it.title);
            assert!(standing.score.is_none() || bars.contains(&standing.value), "{bars}");
            assert!(it.criteria.is_empty() || cells.contains(&it.title), "{cells}");
            assert!(it.criteria.iter().all(|it| cells.contains(&it.id)), "{cells}");
        }
        if let Some(figure) = radar(&report) {
            for it in report.dimensions.iter().filter(|it| it.depth == 0) {
                let is_there = figure.alt.contains(&it.title);
                assert!(it.standing.score.is_none() || is_there, "{}", it.title);
            }
        }
        if let Some(figure) = priorities(&report) {
            let dots = figure
                .shapes
                .iter()
                .filter(|it| matches!(it, Shape::Text { color, .. } if *color == Color::WHITE));
            assert_eq!(figure.alt.split("; ").count(), dots.count(), "{}", figure.alt);
        }
    }
}

#[test]
fn a_heat_map_has_a_cell_for_each_criterion() {
    for assessment in examples().iter().chain(&hard()) {
        let report = Report::new(assessment);
        let figures = heat_maps(&report);
        let is_cell = |it: &&Shape| matches!(it, Shape::Text { size, bold: true, .. } if (size - 9.0).abs() < 1e-9);
        let cells = figures.iter().flat_map(|it| &it.shapes).filter(is_cell);
        assert_eq!(cells.count(), report.card.criteria.len());
    }
}

fn says(figure: &Figure, words: &str) -> bool {
    figure.shapes.iter().any(|it| matches!(it, Shape::Text { text, .. } if text == words))
}

#[test]
fn a_legend_has_the_looks_that_are_there_and_no_others() {
    let looks = [
        ("unknown", " unknown"),
        ("not answered", " not answered"),
        ("not applicable", " not applicable"),
        ("not in scope", " not in scope"),
        ("answered, no level", " answered, no level"),
        ("asked, not scored", " (not scored)"),
        ("below its floor", " (below its floor)"),
    ];
    let mut seen = Vec::new();
    for assessment in examples() {
        for figure in heat_maps(&Report::new(&assessment)) {
            for (legend, cell) in looks {
                assert_eq!(says(&figure, legend), figure.alt.contains(cell), "{legend}");
                seen.extend(says(&figure, legend).then_some(legend));
            }
        }
    }
    assert!(seen.contains(&"not in scope") && seen.contains(&"below its floor"), "{seen:?}");
}

#[test]
fn a_bar_says_how_its_dimension_stands() {
    let all: Vec<Figure> = examples().iter().flat_map(|it| bars(&Report::new(it))).collect();
    for words in
        ["target met", "below a floor", "gap 1.7", "Range until every question has an answer"]
    {
        assert!(all.iter().any(|it| says(it, words)), "{words}");
    }
}

#[test]
fn a_radar_needs_three_axes_and_takes_twelve() {
    for (count, is_there) in [(1, false), (2, false), (3, true), (12, true), (13, false)] {
        let titles = vec!["Dimension".to_owned(); count];
        let assessment = made(&Plan { titles, criteria: 4, levels: 5, seed: 3 });
        let report = Report::new(&assessment);
        let scored = report.dimensions.iter().filter(|it| it.standing.score.is_some()).count();
        assert_eq!(scored, count, "the sample has a score everywhere");
        assert_eq!(radar(&report).is_some(), is_there, "{count}");
    }
}

#[test]
fn where_nothing_would_rise_there_are_no_priorities() {
    let titles = vec!["Dimension".to_owned(); 3];
    let assessment = made(&Plan { titles, criteria: 4, levels: 5, seed: 3 });
    let mut report = Report::new(&assessment);
    assert!(priorities(&report).is_some());
    report.priorities.are_overall = false;
    assert_eq!(priorities(&report), None);
    report.priorities.are_overall = true;
    report.priorities.large = None;
    assert_eq!(priorities(&report), None);
}

#[test]
fn a_status_has_a_mark_of_its_own() {
    let marks: Vec<Mark> = State::ALL.iter().map(|it| it.mark().0).collect();
    for (index, mark) in marks.iter().enumerate() {
        assert!(!marks[..index].contains(mark), "{mark:?}");
    }
}

/// What is told apart by colour, beside a word, a number or a form.
fn pairs() -> Vec<(Color, Color)> {
    let states = State::ALL.map(|it| it.mark().1);
    let mut pairs = vec![(Color::BLUE, Color::DARK_BLUE), (Color::BLUE, Color::RED)];
    for (index, a) in states.iter().enumerate() {
        pairs.extend(states[index + 1..].iter().map(|b| (*a, *b)));
    }
    pairs
}

/// A difference of 15 is seen side by side without looking for it; 2.3 can just be seen (Mahy et
/// al., 1994).
#[test]
fn colors_that_mean_something_stay_apart_for_every_eye() {
    for (a, b) in pairs() {
        for sight in sight::ALL {
            let difference = sight.difference(a, b);
            assert!(difference >= 15.0, "{a:?} and {b:?} with {sight:?}: {difference}");
        }
    }
}

/// The number in the cell says the level; its colour only has to rise visibly.
#[test]
fn neighbouring_levels_stay_apart_for_every_eye_and_in_grey() {
    for levels in 2_u32..=6 {
        let ramp: Vec<Color> =
            (0..levels).map(|it| Color::level(f64::from(it) / f64::from(levels - 1))).collect();
        for pair in ramp.windows(2) {
            for sight in sight::ALL.into_iter().chain([sight::GREY]) {
                let difference = sight.difference(pair[0], pair[1]);
                assert!(difference >= 7.0, "{pair:?} of {levels} with {sight:?}: {difference}");
            }
        }
    }
}

#[test]
fn a_ground_is_what_was_drawn_there_last() {
    let shapes = [
        super::parts::block((0.0, 0.0), (10.0, 10.0), Color::BLUE),
        super::parts::circle(Point::new(5.0, 5.0), 2.0, Color::RED, None),
    ];
    let ground = Ground::new(&shapes);
    let at = |x, y| ground.before(2, Point::new(x, y));
    assert_eq!(at(5.0, 5.0), Color::RED);
    assert_eq!(at(1.0, 1.0), Color::BLUE);
    assert_eq!(at(20.0, 1.0), Color::WHITE);
    assert_eq!(ground.before(1, Point::new(5.0, 5.0)), Color::BLUE);
}
