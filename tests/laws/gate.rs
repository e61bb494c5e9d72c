//! Laws of the gate, and of choices about findings.

use proptest::prelude::*;
use proptest::sample::Index;
use stocktake::diagnostic::{Choice, Code, Policy, Selector, Severity};
use stocktake::gate::{Circumstances, Condition, Gate, Verdict, judge};
use stocktake::model::{Assessment, Score, parse_date};
use stocktake::score::score;

use crate::config;
use crate::made_up::{MadeUp, MadeUpAnswer, made_up, rated_answer};

/// Returns gates that ask for something, or for nothing.
fn gate() -> impl Strategy<Value = Gate> {
    let level = || prop::option::of(-2.0..9.0_f64);
    let values = (level(), level(), prop::option::of(0.0..=100.0_f64), any::<bool>());
    let others = (prop::option::of(0..5_usize), prop::option::of(0..30_u16));
    (values, others, any::<bool>(), prop_oneof![Just(0.0), 0.0..2.0_f64]).prop_map(
        |(
            (min_score, min_dimension, min_coverage, no_floor_breach),
            others,
            has_baseline,
            tolerance,
        )| {
            let (max_unknown, max_age) = others;
            Gate {
                min_score,
                min_dimension,
                min_coverage,
                no_floor_breach,
                max_unknown,
                max_age,
                has_baseline,
                tolerance,
            }
        },
    )
}

/// Returns a gate that asks less: of each condition a little less, or nothing.
fn weaker(gate: &Gate, less: &[f64; 4], more: u16, keeps: u8) -> Gate {
    let keeps = |bit: u8| keeps & (1 << bit) != 0;
    let lower =
        |it: Option<f64>, bit: u8| it.filter(|_| keeps(bit)).map(|it| it - less[usize::from(bit)]);
    Gate {
        min_score: lower(gate.min_score, 0),
        min_dimension: lower(gate.min_dimension, 1),
        min_coverage: lower(gate.min_coverage, 2).map(|it| it.max(0.0)),
        no_floor_breach: gate.no_floor_breach && keeps(6),
        max_unknown: gate.max_unknown.filter(|_| keeps(3)).map(|it| it + usize::from(more)),
        max_age: gate.max_age.filter(|_| keeps(4)).map(|it| it + more),
        has_baseline: gate.has_baseline && keeps(7),
        tolerance: gate.tolerance + less[3],
    }
}

fn met(verdicts: &[Verdict], condition: Condition) -> Option<bool> {
    verdicts.iter().find(|it| it.condition == condition).map(Verdict::is_met)
}

/// Returns the assessment with another answer to one question.
fn with(made_up: &MadeUp, which: usize, answer: MadeUpAnswer) -> Assessment {
    let mut made_up = made_up.clone();
    made_up.criteria_mut().nth(which).expect("it is below the count").answer = answer;
    made_up.assess()
}

/// Returns the numbers that stand alone in a text.
fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').filter_map(|it| it.trim_matches(['(', ',']).parse().ok()).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_is_below_itself(made_up in made_up(), tolerance in 0.0..1.0_f64) {
        let assessment = made_up.assess();
        let given = Circumstances { as_of: None, baseline: Some(&assessment) };
        for tolerance in [0.0, tolerance] {
            let gate = Gate { has_baseline: true, tolerance, ..Gate::default() };
            let verdicts = judge(&gate, &assessment, given);
            prop_assert_eq!(met(&verdicts, Condition::Baseline), Some(true), "{:?}", verdicts);
        }
    }

    #[test]
    fn a_gate_that_asks_less_is_met_where_one_is_that_asks_more(
        made_up in made_up(), which in any::<Index>(), other in rated_answer(),
        gate in gate(), less in prop::array::uniform4(0.0..3.0_f64), more in 0..12_u16, keeps in any::<u8>()
    ) {
        let assessment = made_up.assess();
        let earlier = with(&made_up, which.index(made_up.criteria().count()), other);
        let given =
            Circumstances { as_of: parse_date("2027-10-01"), baseline: Some(&earlier) };
        let strict = judge(&gate, &assessment, given);
        let mild = judge(&weaker(&gate, &less, more, keeps), &assessment, given);
        for it in &mild {
            let strict = met(&strict, it.condition);
            prop_assert!(strict.is_some(), "a weaker gate asks nothing new");
            prop_assert!(it.is_met() || strict == Some(false), "{it:?}");
        }
    }

    #[test]
    fn a_worse_answer_opens_no_gate(
        made_up in made_up(), which in any::<Index>(), one in rated_answer(), other in rated_answer(),
        gate in gate()
    ) {
        let which = which.index(made_up.criteria().count());
        let earlier = made_up.assess();
        let given = Circumstances { as_of: None, baseline: Some(&earlier) };
        let (mut worse, mut better) = (with(&made_up, which, one), with(&made_up, which, other));
        if score(&worse).criteria[which].score > score(&better).criteria[which].score {
            std::mem::swap(&mut worse, &mut better);
        }
        let (worse, better) = (judge(&gate, &worse, given), judge(&gate, &better, given));
        // Unknown and known at the lowest level are the same value: what is counted tells them apart.
        let values = [
            Condition::MinScore,
            Condition::MinDimension,
            Condition::NoFloorBreach,
            Condition::Baseline,
        ];
        for it in values {
            prop_assert!(met(&worse, it) != Some(true) || met(&better, it) == Some(true), "{it:?}");
        }
    }

    #[test]
    fn what_is_not_met_says_a_value_below_what_is_asked(
        made_up in made_up(), above in prop_oneof![1e-9..1e-6_f64, 1e-6..0.1_f64, 0.1..4.0_f64]
    ) {
        let assessment = made_up.assess();
        let levels = &assessment.framework.levels;
        let card = score(&assessment);
        let dimensions = card.dimensions.iter().map(|it| it.score);
        for value in dimensions.chain([card.overall]).flatten().map(|it: Score| levels.value_of(it)) {
            let asked = Some(value + above + 1e-9);
            let gate = Gate { min_score: asked, min_dimension: asked, ..Gate::default() };
            let verdicts = judge(&gate, &assessment, Circumstances::default());
            for it in verdicts.iter().flat_map(|it| &it.shortfalls) {
                match numbers(&it.message)[..] {
                    [found, asked] => prop_assert!(found < asked, "{}", it.message),
                    _ => prop_assert!(it.message.contains(" has no ") || it.message.contains(" is no "), "{}", it.message),
                }
            }
        }
    }

    #[test]
    fn every_breached_floor_is_told_and_no_other(made_up in made_up()) {
        let assessment = made_up.assess();
        let gate = Gate { no_floor_breach: true, ..Gate::default() };
        let verdicts = judge(&gate, &assessment, Circumstances::default());
        let told: Vec<_> = verdicts[0].shortfalls.iter().filter_map(|it| it.criterion).collect();
        let card = score(&assessment);
        let below: Vec<_> =
            (0..card.criteria.len()).filter(|&it| card.criteria[it].below_floor).collect();
        prop_assert_eq!(told, below);
        for it in &verdicts[0].shortfalls {
            let [value, floor] = numbers(&it.message)[..] else { panic!("{}", it.message) };
            prop_assert!(value < floor, "{}", it.message);
        }
    }

    #[test]
    fn every_condition_that_is_asked_is_judged_once_and_always_the_same(
        made_up in made_up(), gate in gate()
    ) {
        let assessment = made_up.assess();
        let given = Circumstances { as_of: None, baseline: Some(&assessment) };
        let verdicts = judge(&gate, &assessment, given);
        let judged: Vec<_> = verdicts.iter().map(|it| it.condition).collect();
        let asked: Vec<_> =
            Condition::ALL.into_iter().filter(|it| it.asked(&gate).is_some()).collect();
        prop_assert_eq!(judged, asked);
        prop_assert_eq!(judge(&gate, &assessment, given), verdicts);
    }
}

fn choices() -> impl Strategy<Value = Vec<(Selector, Choice)>> {
    let names: Vec<&str> = Selector::names().collect();
    // Groups and what is wide come up as often as codes.
    let name = prop_oneof![
        prop::sample::select(names.clone()),
        prop::sample::select(names).prop_filter("wide", |it| Code::from_name(it).is_none()),
    ];
    let selector = name.prop_map(|it| Selector::from_name(it).expect("it is a name"));
    prop::collection::vec((selector, prop::sample::select(Choice::ALL.to_vec())), 0..8)
}

/// Returns how narrow a selector is that a code falls under.
fn narrowness(selector: Selector, code: Code) -> Option<u8> {
    match selector {
        Selector::All => Some(0),
        Selector::Group(group) => (code.group() == group).then_some(1),
        Selector::Code(it) => (it == code).then_some(2),
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_narrowest_choice_counts_and_of_those_the_strictest(choices in choices()) {
        let policy = Policy::new(&choices);
        for &code in Code::ALL {
            let found = (choices.iter())
                .filter_map(|&(selector, choice)| Some((narrowness(selector, code)?, choice)))
                .max();
            let expected = match (code.default_severity(), found) {
                (Severity::Error, _) => Choice::Deny,
                (Severity::Warning, Some((_, choice))) => choice,
                (Severity::Warning, None) => Choice::Warn,
            };
            prop_assert_eq!(policy.choice(code), expected, "{}", code.name());
        }
    }

    #[test]
    fn the_order_of_choices_means_nothing(
        (choices, other) in choices().prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle()))
    ) {
        prop_assert_eq!(Policy::new(&choices), Policy::new(&other));
    }

    #[test]
    fn what_was_denied_is_told_unless_somebody_allows_it(file in choices(), line in choices()) {
        let (weaker, stronger) = (Policy::new(&file), Policy::new(&line));
        let both = weaker.clone().overridden_by(&stronger);
        for &code in Code::ALL {
            let is_said = line.iter().any(|it| narrowness(it.0, code).is_some());
            let expected = if is_said { stronger.choice(code) } else { weaker.choice(code) };
            prop_assert_eq!(both.choice(code), expected, "{}", code.name());
        }
        prop_assert_eq!(&weaker.clone().overridden_by(&weaker), &weaker);
        prop_assert_eq!(&both.clone().overridden_by(&stronger), &both);
        prop_assert_eq!(&Policy::default().overridden_by(&weaker), &weaker);
        prop_assert_eq!(&weaker.clone().overridden_by(&Policy::default()), &weaker);
    }
}
