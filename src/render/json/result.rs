//! A report becomes the shapes of the JSON result.

use std::collections::BTreeMap;

use super::super::provenance::WireProvenance;
use super::state;
use super::wire::{
    WireAction, WireAnswer, WireAsk, WireCoverage, WireCriterion, WireDimension, WireEvidence,
    WireFramework, WireLevel, WireNext, WireOrganisation, WirePaper, WirePriorities, WireResult,
    WireStanding,
};
use crate::model::{ElementId, Given, Levels, Response, Score, Setting};
use crate::report::{NextView, Options, RegisterRow, Report};

/// Returns the result as it is written.
pub(super) fn result<'a>(report: &'a Report<'_>) -> WireResult<'a> {
    let assessment = report.assessment;
    let framework = &*assessment.framework;
    let organisation = &assessment.organisation;
    let level = |it: &'a crate::model::Level| WireLevel { level: it.number, label: &it.label };
    let coverage = &report.card.coverage;
    let mut evidence: BTreeMap<&str, Vec<&RegisterRow>> = BTreeMap::new();
    for it in report.evidence.iter().filter(|it| it.title.is_some()) {
        evidence.entry(&it.criterion).or_default().push(it);
    }
    WireResult {
        format: "stocktake-result/1",
        file: None,
        framework: WireFramework {
            id: framework.id.as_str(),
            version: framework.version.to_string(),
            title: &framework.title,
            rule: framework.rule.name(),
            unanswered: framework.unanswered.name(),
        },
        organisation: WireOrganisation {
            name: &organisation.name,
            ods_code: organisation.ods_code.as_deref(),
            kind: organisation.kind.as_deref(),
            region: organisation.region.as_deref(),
            settings: organisation.settings.iter().map(Setting::as_str).collect(),
        },
        assessed_on: assessment.assessed_on.to_string(),
        assessed_by: assessment.assessed_by.as_deref(),
        levels: framework.levels.as_slice().iter().map(level).collect(),
        overall: standing(
            &framework.levels,
            report.card.overall,
            report.card.bounds,
            report.gaps.overall,
        ),
        coverage: WireCoverage {
            criteria: coverage.criteria,
            in_scope: coverage.in_scope,
            answered: coverage.answered,
            unknown: coverage.unknown,
            not_applicable: coverage.not_applicable,
            out_of_scope: coverage.out_of_scope,
            unanswered: coverage.unanswered,
        },
        dimensions: (0..framework.dimensions.len())
            .map(|it| dimension(report, it, &evidence))
            .collect(),
        actions: (0..report.actions.len()).map(|it| action(report, it)).collect(),
        priorities: WirePriorities {
            large: report.priorities.large,
            of_overall: report.priorities.are_overall,
            rule: &report.rise_rule,
        },
        ask: WireAsk { lead: report.ask.lead, items: &report.ask.items },
        board_questions: &report.board_questions,
        method: &report.method,
        caveats: &report.caveats,
        left_out: &report.sections.left_out,
        paper: paper(&report.options),
        provenance: report.options.provenance.as_ref().map(WireProvenance::new),
    }
}

fn standing(
    levels: &Levels,
    score: Option<Score>,
    bounds: crate::score::Bounds,
    gap: crate::gap::Gap,
) -> WireStanding<'_> {
    let value = score.map(|it| levels.value_of(it));
    let reached = value.map(|it| levels.reached(it));
    WireStanding {
        score: score.map(Score::get),
        value,
        level: reached.map(|it| it.number),
        label: reached.map(|it| it.label.as_str()),
        low: bounds.low.map(Score::get),
        high: bounds.high.map(Score::get),
        target: gap.target,
        gap: gap.gap,
    }
}

fn dimension<'a>(
    report: &'a Report<'_>,
    index: usize,
    evidence: &BTreeMap<&str, Vec<&'a RegisterRow>>,
) -> WireDimension<'a> {
    let framework = &*report.assessment.framework;
    let dimension = &framework.dimensions[index];
    let card = &report.card.dimensions[index];
    WireDimension {
        id: dimension.id.as_str(),
        parent: dimension.parent.map(|it| framework.dimensions[it].id.as_str()),
        title: &dimension.title,
        rule: dimension.rule.name(),
        weight: dimension.weight.get(),
        standing: standing(
            &framework.levels,
            card.score,
            card.bounds,
            report.gaps.dimensions[index],
        ),
        held_by: card.held_by.iter().map(|&it| framework.criteria[it].id.as_str()).collect(),
        score_without_floors: card.without_floors.map(Score::get),
        criteria: framework
            .criteria_of(index)
            .map(|(it, _)| criterion(report, it, evidence))
            .collect(),
    }
}

fn criterion<'a>(
    report: &'a Report<'_>,
    index: usize,
    evidence: &BTreeMap<&str, Vec<&'a RegisterRow>>,
) -> WireCriterion<'a> {
    let framework = &*report.assessment.framework;
    let criterion = &framework.criteria[index];
    let (card, gap) = (&report.card.criteria[index], &report.gaps.criteria[index]);
    let answer = report.assessment.answers[index].as_ref();
    let (given, reason) = match answer.map(|it| &it.response) {
        Some(Response::Given(given)) => (Some(wire_answer(given)), None),
        Some(Response::NotApplicable { reason }) => (None, Some(reason.as_str())),
        Some(Response::Unknown) | None => (None, None),
    };
    let items = evidence.get(criterion.id.as_str());
    WireCriterion {
        id: criterion.id.as_str(),
        question: &criterion.question,
        status: card.status.name(),
        answer: given,
        reason,
        scored: criterion.scored,
        weight: criterion.weight.get(),
        score: card.score.map(Score::get),
        value: card.score.map(|it| framework.levels.value_of(it)),
        floor: criterion.floor,
        target: gap.target,
        gap: gap.gap,
        uplift: gap.uplift,
        evidence: answer.map_or(0, |it| it.evidence.len()),
        evidence_items: items.into_iter().flatten().map(|it| evidence_item(it)).collect(),
        next: report.criterion(index).next.as_ref().map(next),
        note: answer.and_then(|it| it.note.as_deref()),
        owner: answer.and_then(|it| it.owner.as_deref()),
        due: answer.and_then(|it| it.due).map(|it| it.to_string()),
        confidence: answer.and_then(|it| it.confidence).map(crate::model::Confidence::name),
    }
}

fn evidence_item(it: &RegisterRow) -> WireEvidence<'_> {
    WireEvidence {
        title: it.title.as_deref(),
        link: it.link.as_deref(),
        dated: it.date.map(|it| it.to_string()),
        state: state(it.state),
    }
}

fn next(it: &NextView) -> WireNext<'_> {
    WireNext { level: it.number, label: &it.label, meaning: it.meaning.as_deref(), step: &it.step }
}

fn paper(options: &Options) -> WirePaper<'_> {
    WirePaper {
        title: options.title.as_deref(),
        stage: options.stage.name(),
        purpose: options.purpose.name(),
        meeting: options.meeting.map(|it| it.to_string()),
        sponsor: options.sponsor.as_deref(),
        classification: options.classification.as_deref(),
        short: options.short,
        without_people: options.without_people,
    }
}

fn wire_answer(given: &Given) -> WireAnswer<'_> {
    match given {
        Given::Level(level) => WireAnswer::Level(*level),
        Given::Choice(option) => WireAnswer::Choice(option.as_str()),
        Given::Number(number) => WireAnswer::Number(*number),
        Given::Elements(met) => WireAnswer::Elements(met.iter().map(ElementId::as_str).collect()),
    }
}

fn action<'a>(report: &'a Report<'_>, index: usize) -> WireAction<'a> {
    let framework = &*report.assessment.framework;
    let action = &report.actions[index];
    let criterion = &framework.criteria[action.criterion];
    WireAction {
        rank: index + 1,
        criterion: criterion.id.as_str(),
        dimension: framework.dimensions[criterion.dimension].id.as_str(),
        below_floor: action.below_floor,
        gap: action.gap,
        uplift: action.uplift,
        step: &action.step.text,
        success: &action.step.success,
        also: &criterion.maps_to,
        priority: report.plan[index].priority.to_lowercase().replace(' ', "-"),
        effort: action.effort.map(crate::model::Effort::name),
        owner: action.owner.as_deref(),
        due: action.due.map(|it| it.to_string()),
    }
}
