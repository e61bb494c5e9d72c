//! How the scores came about, and what to keep in mind: in words made from the rules and settings
//! that were really at work.

use super::Report;
use crate::model::{Assessment, Framework, ScaleKind, Source, Unanswered};
use crate::wording;

/// Returns how the scores came about, one paragraph each.
pub(super) fn method(assessment: &Assessment) -> Vec<String> {
    let framework = &*assessment.framework;
    let mut method = vec![levels(framework), rules(framework)];
    method.push(answers(framework));
    method.push(unanswered(framework));
    method.extend(floors(framework));
    method.push(
        "A target is the answer's own, or else the organisation's, the criterion's, the dimension's or \
         the framework's; the overall target is the average of those of the dimensions that have a score, by \
         weight. A gap is the target minus the value, never less than nothing. Actions come in \
         this order: criteria below their floor, then by how much the overall value would rise if the \
         criterion alone met its target, then by how much its dimension would rise."
            .to_owned(),
    );
    method.extend(evidence(framework));
    method.push(
        "Nothing is rounded before it is printed. Values, targets and gaps are printed with one decimal, and \
         with more where one would show a level that is not reached."
            .to_owned(),
    );
    method
}

fn levels(framework: &Framework) -> String {
    let levels: Vec<String> = framework
        .levels
        .as_slice()
        .iter()
        .map(|it| format!("{} {}", it.number, it.label))
        .collect();
    format!("The levels are {}.", wording::list(&levels, "and"))
}

fn rules(framework: &Framework) -> String {
    let name = framework.dimension_name.to_lowercase();
    let mut text = format!("The overall score is {}.", framework.rule.summary());
    let same = framework.dimensions.iter().filter(|it| it.rule == framework.rule).count();
    if same > 0 {
        text += &format!(" The score of a {name} is {}.", framework.rule.summary());
    }
    for it in framework.dimensions.iter().filter(|it| it.rule != framework.rule) {
        text += &format!(" The score of “{}” is {}.", it.title, it.rule.summary());
    }
    let weights = framework.dimensions.iter().map(|it| it.weight);
    if weights.clone().max() != weights.min() {
        let weights: Vec<String> = framework
            .dimensions
            .iter()
            .map(|it| format!("{} {}", it.title, it.weight.get()))
            .collect();
        text += &format!(" The weights are: {}.", weights.join("; "));
    }
    text
}

/// Returns how each kind of answer counts that the framework uses.
fn answers(framework: &Framework) -> String {
    let sentence = |kind: &ScaleKind| match kind {
        ScaleKind::Level => "An answer that is a level counts as that level.",
        ScaleKind::Choice(_) => "An answer that is an option counts as its points, 0 to 100.",
        ScaleKind::Bands { .. } => "A number in a band counts as the points of the band, 0 to 100.",
        ScaleKind::Line { .. } => {
            "A number on a line counts by its place between the worst figure and the best."
        }
        ScaleKind::Checklist => {
            "A checklist counts as the highest level of which every element is met, and every element of \
             the levels below."
        }
    };
    let mut sentences: Vec<&str> = Vec::new();
    for scale in &framework.scales {
        if !sentences.contains(&sentence(&scale.kind)) {
            sentences.push(sentence(&scale.kind));
        }
    }
    sentences.join(" ")
}

fn unanswered(framework: &Framework) -> String {
    let policy = match framework.unanswered {
        Unanswered::Exclude => "A question without an answer is left out of the score",
        Unanswered::Zero => "A question without an answer counts as the lowest level",
        Unanswered::Refuse => "There is no score where a question is without an answer",
    };
    format!(
        "{policy}. A question that nobody can answer counts as the lowest level: an organisation that does \
         not know cannot show that it has it. What does not apply, or is asked only of other care settings, \
         is left out."
    )
}

fn floors(framework: &Framework) -> Option<String> {
    let count = framework.criteria.iter().filter(|it| it.floor.is_some() && it.scored).count();
    (count > 0).then(|| {
        format!(
            "{} foundational: below its floor, such a criterion holds the score of its {} down to that \
             floor, however good the rest is.",
            wording::count(count, "criterion is", "criteria are"),
            framework.dimension_name.to_lowercase(),
        )
    })
}

fn evidence(framework: &Framework) -> Option<String> {
    let required = framework.evidence.required_from?;
    let stale = framework.evidence.stale_after_months.map(|months| {
        let months = wording::count(usize::from(months), "month", "months");
        format!(" Evidence older than {months} at the date of the assessment is named as too old.")
    });
    Some(format!(
        "From level {required} on, an answer should name evidence.{} Evidence does not change a score, and \
         this tool does not open it.",
        stale.unwrap_or_default()
    ))
}

/// Returns what this paper does with its own material.
pub(super) fn paper(report: &Report<'_>) -> Vec<String> {
    let mut paper = Vec::new();
    if !report.plan.is_empty() {
        paper.push(format!(
            "Priorities weigh what an action brings against how much work the framework says it is. {}",
            report.rise_rule
        ));
    }
    if report.options.without_people {
        paper.push(
            "The names of owners, and of who assessed, were taken out on request. Notes are shown as they were \
             written, with e-mail addresses and phone numbers taken out."
                .to_owned(),
        );
    }
    paper
}

/// Returns what to keep in mind when reading the scores, one paragraph each.
pub(super) fn caveats(report: &Report<'_>) -> Vec<String> {
    let framework = &*report.assessment.framework;
    let mut caveats = vec![
        "This is a self-assessment: it shows what the organisation says of itself, and is as true as the \
         answers. A higher score does not promise better care."
            .to_owned(),
        "Levels are an order, not a measure: the step from 1 to 2 need not be as large as the step from 3 \
         to 4. Read an average together with the weakest criterion beside it."
            .to_owned(),
        "Compare with another year, or with another organisation, only where framework and version are the \
         same. The score is not one of NHS England’s Digital Maturity Assessment."
            .to_owned(),
    ];
    let open = report.card.coverage.unanswered;
    if open > 0 && framework.unanswered == Unanswered::Exclude {
        let open = wording::count(open, "question is", "questions are");
        caveats.push(format!("{open} without an answer, and the score says nothing there."));
    }
    if let Some(licence) = &framework.licence {
        caveats.push(format!("The wording of the framework is licensed under {licence}."));
    }
    caveats
}

/// Returns a source as a reference: publisher, title and year.
#[must_use]
pub fn reference(source: &Source) -> String {
    let publisher = source.publisher.as_ref().map(|it| format!("{it}, ")).unwrap_or_default();
    let year = source.year.map(|it| format!(" ({it})")).unwrap_or_default();
    format!("{publisher}{}{year}", source.title)
}
