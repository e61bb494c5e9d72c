//! Laws of gaps and actions.

use std::sync::Arc;

use proptest::prelude::*;
use stocktake::gap::{Gaps, gaps};
use stocktake::model::{
    Answer, Assessment, Choice, Given, OptionId, Response, Scale, ScaleId, ScaleKind, Score, Status,
};
use stocktake::plan::{Action, plan};
use stocktake::score::{Scorecard, score};

use crate::config;
use crate::made_up::made_up;

fn worked_out(assessment: &Assessment) -> (Scorecard, Gaps, Vec<Action>) {
    let card = score(assessment);
    let gaps = gaps(assessment, &card);
    let actions = plan(assessment, &card, &gaps);
    (card, gaps, actions)
}

/// Returns an assessment in which one criterion has a score, whatever its scale.
fn with_score(assessment: &Assessment, criterion: usize, score: Score) -> Assessment {
    let mut changed = assessment.clone();
    let framework = Arc::make_mut(&mut changed.framework);
    let id = OptionId::new("there").expect("it is an id");
    let option = Choice { id: id.clone(), label: "There".to_owned(), points: score.get() * 100.0 };
    framework.criteria[criterion].scale = framework.scales.len();
    let scale = ScaleId::new("made-to-measure").expect("it is an id");
    framework.scales.push(Scale { id: scale, kind: ScaleKind::Choice(vec![option]) });
    changed.answers[criterion] = Some(Answer::from(Response::Given(Given::Choice(id))));
    changed
}

/// Tells whether `a` may stand before `b`: it is larger in the first figure in which they differ.
fn may_precede(a: &[f64], b: &[f64]) -> bool {
    let differ = a.iter().zip(b).find(|(a, b)| (*a - *b).abs() > 1e-9);
    differ.is_none_or(|(a, b)| a > b)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_gap_is_the_way_to_the_target(made_up in made_up()) {
        let assessment = made_up.assess();
        let (card, gaps, _) = worked_out(&assessment);
        let levels = &assessment.framework.levels;
        let check = |score: Option<Score>, target: Option<f64>, gap: Option<f64>| {
            let expected = score.zip(target).map(|(score, target)| {
                (target - levels.value_of(score)).max(0.0)
            });
            prop_assert_eq!(expected.is_some(), gap.is_some());
            let off = expected.unwrap_or_default() - gap.unwrap_or_default();
            prop_assert!(off.abs() <= 1e-9, "{expected:?}, {gap:?}");
            Ok(())
        };
        check(card.overall, gaps.overall.target, gaps.overall.gap)?;
        for (dimension, gap) in card.dimensions.iter().zip(&gaps.dimensions) {
            check(dimension.score, gap.target, gap.gap)?;
        }
        for (criterion, gap) in card.criteria.iter().zip(&gaps.criteria) {
            let score = criterion.score.filter(|_| criterion.status != Status::Unanswered);
            check(score, Some(gap.target), gap.gap)?;
            prop_assert_eq!(gap.uplift.is_some(), gap.gap.is_some() && card.overall.is_some());
        }
    }

    #[test]
    fn actions_are_what_has_a_gap_or_is_below_its_floor(made_up in made_up()) {
        let assessment = made_up.assess();
        let (card, gaps, actions) = worked_out(&assessment);
        let levels = &assessment.framework.levels;
        for (index, criterion) in assessment.framework.criteria.iter().enumerate() {
            let value = card.criteria[index].score.map(|it| levels.value_of(it));
            let below = value.zip(criterion.floor).is_some_and(|(value, floor)| {
                value < f64::from(floor) - 1e-9
            });
            let rated = criterion.scored
                && matches!(card.criteria[index].status, Status::Answered | Status::Unknown);
            let short = rated
                && value.is_some_and(|it| it < assessment.criterion_target(index) - 1e-9);
            let found: Vec<&Action> = actions.iter().filter(|it| it.criterion == index).collect();
            prop_assert_eq!(found.len(), usize::from(below || short), "{}", criterion.id);
            for action in found {
                prop_assert_eq!(action.below_floor, below);
                prop_assert_eq!(action.gap, gaps.criteria[index].gap);
                prop_assert_eq!(action.uplift, gaps.criteria[index].uplift);
                prop_assert!(!action.step.text.is_empty() && !action.step.success.is_empty());
            }
            if rated && !short {
                prop_assert_eq!(gaps.criteria[index].gap, Some(0.0));
            }
        }
    }

    #[test]
    fn uplift_is_what_scoring_again_would_bring(made_up in made_up()) {
        let assessment = made_up.assess();
        let (card, gaps, _) = worked_out(&assessment);
        for (index, gap) in gaps.criteria.iter().enumerate() {
            let Some(distance) = gap.gap else { continue };
            let own = assessment.framework.criteria[index].dimension;
            let after = if distance > 0.0 {
                let target = assessment.framework.levels.score_of(gap.target);
                score(&with_score(&assessment, index, target))
            } else {
                card.clone()
            };
            for (found, before, after) in [
                (gap.uplift, card.overall, after.overall),
                (gap.rise, card.dimensions[own].score, after.dimensions[own].score),
            ] {
                let expected = before.zip(after).map(|(before, after)| after.get() - before.get());
                prop_assert_eq!(found.is_some(), expected.is_some());
                let (found, expected) = (found.unwrap_or_default(), expected.unwrap_or_default());
                prop_assert!(found >= -1e-12, "{found}");
                prop_assert!((found - expected).abs() < 1e-12, "{found}, {expected}");
            }
        }
    }

    #[test]
    fn actions_stand_in_the_order_of_urgency(made_up in made_up()) {
        let assessment = made_up.assess();
        let (_, gaps, actions) = worked_out(&assessment);
        let keys = |action: &Action| {
            let gap = &gaps.criteria[action.criterion];
            let weight = f64::from(assessment.framework.criteria[action.criterion].weight.get());
            [
                f64::from(u8::from(action.below_floor)),
                gap.uplift.unwrap_or_default(),
                gap.rise.unwrap_or_default(),
                gap.gap.unwrap_or_default() * weight,
                -f64::from(u16::try_from(action.criterion).unwrap_or_default()),
            ]
        };
        for pair in actions.windows(2) {
            let (first, second) = (keys(&pair[0]), keys(&pair[1]));
            prop_assert!(may_precede(&first, &second), "{first:?}, {second:?}");
        }
    }
}
