//! Sheets beside those of the questions: more evidence, the organisation's own targets, and what the file
//! accepts.

use super::super::super::escape;
use super::WorkbookError;
use super::page::Page;
use crate::questionnaire::{Filled, columns};

/// How many rows are open for evidence that is still to come.
const SPARE: usize = 40;

/// Writes the evidence that has no place beside its answer: all but the first piece.
pub(super) fn evidence(page: &mut Page<'_>, filled: &Filled) -> Result<(), WorkbookError> {
    page.sheet.set_name("More evidence")?;
    let looks = page.looks;
    let about = "Where an answer has more than one piece of evidence, put the others here, each with \
                 the Id of its question.";
    page.across(0, about, &looks.plain, 90.0)?;
    let headers = [
        (columns::ID, 30.0),
        (columns::EVIDENCE, 50.0),
        (columns::LINK, 50.0),
        (columns::DATED, 13.0),
    ];
    page.headers(1, &headers)?;
    let assessment = &filled.assessment;
    let answers = assessment.framework.criteria.iter().zip(&assessment.answers);
    let pieces = answers.flat_map(|(criterion, answer)| {
        let pieces = answer.as_ref().map(|it| it.evidence.as_slice()).unwrap_or_default();
        pieces.iter().skip(1).map(move |it| (criterion.id.as_str(), it))
    });
    let mut row = 1;
    for (id, piece) in pieces {
        row += 1;
        let what = || format!("the evidence of `{id}`");
        page.open((row, 0), Some(id), what)?;
        page.open((row, 1), Some(&piece.title), what)?;
        page.open((row, 2), piece.link.as_deref(), what)?;
        page.open_date((row, 3), piece.dated)?;
        page.height(
            row,
            &[(&piece.title, 50.0), (piece.link.as_deref().unwrap_or_default(), 50.0)],
        )?;
    }
    for _ in 0..SPARE {
        row += 1;
        for column in 0..3 {
            page.open((row, column), None, String::new)?;
        }
        page.open_date((row, 3), None)?;
    }
    page.finish(2, 0)
}

/// Writes the organisation's own targets: one for each dimension, and those of single questions.
pub(super) fn targets(page: &mut Page<'_>, filled: &Filled) -> Result<(), WorkbookError> {
    page.sheet.set_name("Targets")?;
    let looks = page.looks;
    let assessment = &filled.assessment;
    let framework = &assessment.framework;
    let about = "Where you want to be, if not where the framework says. A target beside an answer goes \
                 before these.";
    page.across(0, about, &looks.plain, 90.0)?;
    page.headers(1, &[(columns::ID, 30.0), (columns::SUBJECT, 60.0), (columns::TARGET, 12.0)])?;
    let levels = &framework.levels;
    let ends = (f64::from(levels.lowest()), f64::from(levels.highest()));
    let message = format!("Type a level from {} to {}.", ends.0, ends.1);
    let dimensions = framework.dimensions.iter().enumerate();
    let dimensions = dimensions.map(|(at, it)| {
        (it.id.as_str(), it.title.as_str(), assessment.targets.dimensions.get(&at).copied())
    });
    // A criterion and a dimension of the same id share a target.
    let criteria = assessment.targets.criteria.iter().filter_map(|(&at, &target)| {
        let it = &framework.criteria[at];
        let is_shared = framework.dimension(it.id.as_str()).is_some();
        (!is_shared).then_some((it.id.as_str(), it.question.as_str(), Some(target)))
    });
    for (row, (id, title, target)) in (2..).zip(dimensions.chain(criteria)) {
        page.ours((row, 0), id, &looks.quiet)?;
        let title = escape::cell(title);
        page.ours((row, 1), &title, &looks.text)?;
        page.open_number((row, 2), target, ends, &message)?;
        page.height(row, &[(&title, 60.0)])?;
    }
    page.finish(2, 0)
}

/// Writes which findings the file accepts.
pub(super) fn accepted(page: &mut Page<'_>, filled: &Filled) -> Result<(), WorkbookError> {
    page.sheet.set_name("Accepted")?;
    page.headers(0, &[(columns::FINDING, 30.0), (columns::ID, 30.0), (columns::REASON, 70.0)])?;
    for (row, it) in (1..).zip(&filled.accepted) {
        let what = || format!("the reason to accept `{}`", it.code.name());
        page.open((row, 0), Some(it.code.name()), what)?;
        page.open((row, 1), it.criterion.as_deref(), what)?;
        page.open((row, 2), Some(&it.reason), what)?;
        page.height(row, &[(&it.reason, 70.0)])?;
    }
    page.finish(1, 0)
}
