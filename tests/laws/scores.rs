//! Laws of scores.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::Index;
use stocktake::gap::gaps;
use stocktake::model::{Assessment, Score, Status};
use stocktake::plan::plan;
use stocktake::score::{Bounds, Scorecard, score};

use crate::config;
use crate::made_up::{MadeUp, MadeUpAnswer, made_up, rated_answer};
use crate::reference::{Open, scores};

/// Returns every score of a framework: the whole, then the dimensions.
fn all(card: &Scorecard) -> Vec<Option<f64>> {
    let dimensions = card.dimensions.iter().map(|it| it.score);
    std::iter::once(card.overall).chain(dimensions).map(|it| it.map(Score::get)).collect()
}

/// Returns the bounds of every score.
fn all_bounds(card: &Scorecard) -> Vec<Bounds> {
    std::iter::once(card.bounds).chain(card.dimensions.iter().map(|it| it.bounds)).collect()
}

/// Tells whether two lists of figures are the same, but for rounding.
fn is_close(a: &[Option<f64>], b: &[Option<f64>]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|pair| match pair {
            (Some(a), Some(b)) => (a - b).abs() < 1e-12,
            (a, b) => a.is_none() && b.is_none(),
        })
}

/// Answers every question that is not answered.
fn answer_all(made_up: &mut MadeUp) {
    for (index, it) in made_up.criteria_mut().enumerate() {
        if matches!(it.answer, MadeUpAnswer::Missing) {
            let pick = u16::try_from(index).unwrap_or_default();
            it.answer = MadeUpAnswer::Given(pick, None);
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn scores_are_what_the_specification_says(made_up in made_up()) {
        let assessment = made_up.assess();
        let card = score(&assessment);
        let expected = scores(&assessment, Open::Policy);
        let expected_all: Vec<_> =
            std::iter::once(expected.overall).chain(expected.dimensions).collect();
        prop_assert!(is_close(&all(&card), &expected_all), "{expected_all:?}");
        let found: Vec<_> = card.criteria.iter().map(|it| it.score.map(Score::get)).collect();
        prop_assert!(is_close(&found, &expected.criteria), "{found:?}");
        for (at, of) in [(0.0, (|it| it.low) as fn(Bounds) -> _), (1.0, |it| it.high)] {
            let expected = scores(&assessment, Open::Score(at));
            let expected: Vec<_> =
                std::iter::once(expected.overall).chain(expected.dimensions).collect();
            let found: Vec<_> =
                all_bounds(&card).into_iter().map(|it| of(it).map(Score::get)).collect();
            prop_assert!(is_close(&found, &expected), "{at}: {found:?}, {expected:?}");
        }
    }

    #[test]
    fn a_score_lies_between_its_bounds(made_up in made_up()) {
        let card = score(&made_up.assess());
        for (score, bounds) in all(&card).into_iter().zip(all_bounds(&card)) {
            prop_assert_eq!(bounds.low.is_some(), bounds.high.is_some());
            prop_assert!(score.is_none() || bounds.low.is_some());
            let (low, high) = (bounds.low.map_or(0.0, Score::get), bounds.high.map_or(1.0, Score::get));
            prop_assert!((0.0..=1.0).contains(&low) && (low..=1.0).contains(&high));
            prop_assert!(score.is_none_or(|it| (low..=high).contains(&it)), "{score:?}, {bounds:?}");
        }
        for it in &card.dimensions {
            prop_assert_eq!(it.score.is_some(), it.without_floors.is_some());
            prop_assert!(it.score <= it.without_floors);
            prop_assert!(!it.held_by.is_empty() || it.score == it.without_floors);
        }
    }

    #[test]
    fn with_nothing_unanswered_both_bounds_are_the_score(made_up in made_up()) {
        let mut made_up = made_up;
        answer_all(&mut made_up);
        let card = score(&made_up.assess());
        for (score, bounds) in all(&card).into_iter().zip(all_bounds(&card)) {
            prop_assert_eq!(bounds.low.map(Score::get), score);
            prop_assert_eq!(bounds.high.map(Score::get), score);
        }
    }

    #[test]
    fn a_better_answer_lowers_no_score(
        made_up in made_up(), which in any::<Index>(), one in rated_answer(), other in rated_answer()
    ) {
        let count = made_up.criteria().count();
        let which = which.index(count);
        let with = |answer: MadeUpAnswer| {
            let mut made_up = made_up.clone();
            made_up.criteria_mut().nth(which).expect("it is below the count").answer = answer;
            score(&made_up.assess())
        };
        let (mut worse, mut better) = (with(one), with(other));
        if worse.criteria[which].score > better.criteria[which].score {
            std::mem::swap(&mut worse, &mut better);
        }
        // Nothing else is different, so both have the same scores, or none.
        for (worse, better) in all(&worse).iter().zip(all(&better)) {
            prop_assert_eq!(worse.is_some(), better.is_some());
            prop_assert!(*worse <= better, "{worse:?}, {better:?}");
        }
        for (worse, better) in all_bounds(&worse).iter().zip(all_bounds(&better)) {
            prop_assert!(worse.low <= better.low && worse.high <= better.high);
        }
    }

    #[test]
    fn only_the_ratio_of_weights_matters(made_up in made_up(), factor in 2..=65_u16) {
        let mut heavier = made_up.clone();
        for dimension in &mut heavier.dimensions {
            dimension.weight *= factor;
            for criterion in &mut dimension.criteria {
                criterion.weight *= factor;
            }
        }
        let (light, heavy) = (score(&made_up.assess()), score(&heavier.assess()));
        prop_assert!(is_close(&all(&light), &all(&heavy)));
        for (light, heavy) in all_bounds(&light).iter().zip(all_bounds(&heavy)) {
            let both = |it: &Bounds| [it.low.map(Score::get), it.high.map(Score::get)];
            prop_assert!(is_close(&both(light), &both(&heavy)));
        }
    }

    #[test]
    fn the_parts_of_coverage_add_up(made_up in made_up()) {
        let assessment = made_up.assess();
        let coverage = score(&assessment).coverage;
        prop_assert_eq!(coverage.criteria, assessment.framework.criteria.len());
        prop_assert_eq!(coverage.criteria, coverage.in_scope + coverage.out_of_scope);
        let parts = [
            coverage.answered, coverage.unknown, coverage.not_applicable, coverage.unanswered,
        ];
        prop_assert_eq!(coverage.in_scope, parts.iter().sum::<usize>());
        let count = |wanted| {
            (0..coverage.criteria).filter(|&it| assessment.status(it) == wanted).count()
        };
        prop_assert_eq!(coverage.unanswered, count(Status::Unanswered));
        prop_assert_eq!(coverage.not_applicable, count(Status::NotApplicable));
    }

    #[test]
    fn the_same_assessment_always_comes_out_the_same(made_up in made_up()) {
        let (one, two) = (made_up.assess(), made_up.assess());
        prop_assert_eq!(&one, &two);
        let (card, again) = (score(&one), score(&two));
        prop_assert_eq!(&card, &again);
        let (gap, gap_again) = (gaps(&one, &card), gaps(&two, &again));
        prop_assert_eq!(&gap, &gap_again);
        prop_assert_eq!(plan(&one, &card, &gap), plan(&two, &again, &gap_again));
    }

    #[test]
    fn what_does_not_apply_might_as_well_not_be_there(made_up in made_up()) {
        let assessment = made_up.assess();
        let kept: Vec<usize> = (0..assessment.answers.len())
            .filter(|&it| {
                !matches!(assessment.status(it), Status::OutOfScope | Status::NotApplicable)
            })
            .collect();
        let smaller = only(&assessment, &kept);
        let (card, small) = (score(&assessment), score(&smaller));
        prop_assert_eq!(all(&card), all(&small));
        prop_assert_eq!(all_bounds(&card), all_bounds(&small));
        prop_assert_eq!(card.coverage.in_scope - card.coverage.not_applicable, small.coverage.criteria);
        let (gap, small_gap) = (gaps(&assessment, &card), gaps(&smaller, &small));
        prop_assert_eq!(gap.overall, small_gap.overall);
        prop_assert_eq!(&gap.dimensions, &small_gap.dimensions);
        for (place, &index) in kept.iter().enumerate() {
            prop_assert_eq!(card.criteria[index], small.criteria[place]);
            prop_assert_eq!(gap.criteria[index], small_gap.criteria[place]);
        }
        let actions = plan(&assessment, &card, &gap).into_iter().map(|it| it.criterion);
        let small = plan(&smaller, &small, &small_gap).into_iter().map(|it| kept[it.criterion]);
        prop_assert_eq!(actions.collect::<Vec<_>>(), small.collect::<Vec<_>>());
    }
}

/// Returns an assessment without the criteria that are not `kept`.
fn only(assessment: &Assessment, kept: &[usize]) -> Assessment {
    let mut smaller = assessment.clone();
    let framework = Arc::make_mut(&mut smaller.framework);
    framework.criteria = kept.iter().map(|&it| framework.criteria[it].clone()).collect();
    smaller.answers = kept.iter().map(|&it| assessment.answers[it].clone()).collect();
    let targets = &assessment.targets.criteria;
    smaller.targets.criteria = (kept.iter().enumerate())
        .filter_map(|(place, it)| Some((place, *targets.get(it)?)))
        .collect();
    smaller
}
