//! The condition `baseline`: nothing is below an earlier assessment.
//!
//! Only criteria with the same id, in the same major version of the same framework, are compared.
//! What is new, removed, not applicable or out of scope on one side is no fall; an answer that was
//! there and is gone is one.

use super::{Shortfall, print};
use crate::model::{Assessment, Score, Status, TOLERANCE};
use crate::score::{Scorecard, score};
use crate::wording;

/// Returns everything that is more than `tolerance` levels below the earlier assessment.
pub(super) fn falls(
    tolerance: f64,
    assessment: &Assessment,
    card: &Scorecard,
    baseline: Option<&Assessment>,
) -> Vec<Shortfall> {
    let Some(baseline) = baseline else {
        let message = "the earlier assessment cannot be used".to_owned();
        return vec![Shortfall::new(message, "mend that file, or name another one")];
    };
    if let Some(message) = difference(assessment, baseline) {
        let help = "name an earlier assessment of the same organisation and framework";
        return vec![Shortfall::new(message, help)];
    }
    let before = score(baseline);
    let comparison = Comparison { now: assessment, then: baseline, tolerance };
    let help = "see what fell below it, and plan what brings it back";
    let overall = comparison.fall("the overall value", before.overall, card.overall);
    let mut all: Vec<Shortfall> = overall.map(|it| Shortfall::new(it, help)).into_iter().collect();
    for (index, dimension) in assessment.framework.dimensions.iter().enumerate() {
        let Some(old) = baseline.framework.dimension(dimension.id.as_str()) else { continue };
        let what = format!("the value of `{}`", dimension.id);
        let (old, new) = (before.dimensions[old].score, card.dimensions[index].score);
        all.extend(comparison.fall(&what, old, new).map(|it| Shortfall::new(it, help)));
    }
    for (index, criterion) in assessment.framework.criteria.iter().enumerate() {
        let Some(old) = baseline.framework.criterion(criterion.id.as_str()) else { continue };
        let (old, new) = (before.criteria[old], card.criteria[index]);
        let was_answered = matches!(old.status, Status::Answered);
        let fall = if was_answered && new.status == Status::Unanswered {
            Some(format!("`{}` was answered, and is not any more", criterion.id))
        } else {
            comparison.fall(&format!("the value of `{}`", criterion.id), old.score, new.score)
        };
        let help = match new.status {
            Status::Unanswered => "answer it again, or say why it does not apply",
            _ => "say in its note what happened, and what brings it back",
        };
        let own = |it| Shortfall { criterion: Some(index), ..Shortfall::new(it, help) };
        all.extend(fall.map(own));
    }
    all
}

/// Returns why two assessments cannot be compared, if they cannot.
fn difference(now: &Assessment, then: &Assessment) -> Option<String> {
    let (ours, theirs) = (&now.framework, &then.framework);
    if ours.id != theirs.id {
        return Some(format!("the earlier assessment is of another framework, `{}`", theirs.id));
    }
    if ours.version.major != theirs.version.major {
        return Some(format!(
            "the earlier assessment is of version {} of the framework, this one of version {}",
            theirs.version, ours.version
        ));
    }
    let is_same = match (&now.organisation.ods_code, &then.organisation.ods_code) {
        (Some(ours), Some(theirs)) => ours.trim().eq_ignore_ascii_case(theirs.trim()),
        _ => now.organisation.name.trim() == then.organisation.name.trim(),
    };
    if !is_same {
        let name = &then.organisation.name;
        return Some(format!("the earlier assessment is of another organisation, `{name}`"));
    }
    (then.assessed_on > now.assessed_on).then(|| {
        let date = wording::date(then.assessed_on);
        format!("the earlier assessment is not earlier: it is of {date}")
    })
}

/// What is compared, and how much may be lost.
struct Comparison<'a> {
    now: &'a Assessment,
    then: &'a Assessment,
    tolerance: f64,
}

impl Comparison<'_> {
    /// Returns what fell, and how far, if it did.
    fn fall(&self, what: &str, old: Option<Score>, new: Option<Score>) -> Option<String> {
        let old = self.then.framework.levels.value_of(old?);
        let new = self.now.framework.levels.value_of(new?);
        if old - new <= self.tolerance + TOLERANCE {
            return None;
        }
        let date = wording::date(self.then.assessed_on);
        let [was, is] = wording::apart(old, new);
        let message = format!("{what} fell from {was} on {date} to {is}");
        Some(if self.tolerance > 0.0 {
            format!("{message}, by more than {}", print(self.tolerance))
        } else {
            message
        })
    }
}
