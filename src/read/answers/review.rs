//! What is allowed in an answers file, and still worth a word.

use super::super::fields::Reader;
use super::super::tree::Entry;
use crate::diagnostic::Code;
use crate::evidence::{Backing, backing};
use crate::model::Assessment;
use crate::wording;

/// Reports answers that need evidence and have none, or only old one.
pub(super) fn evidence(assessment: &Assessment, places: &[Option<&Entry>], reader: &mut Reader) {
    let rule = assessment.framework.evidence;
    for (index, entry) in places.iter().enumerate() {
        let Some(entry) = entry else { continue };
        match backing(assessment, index) {
            Backing::NotRequired | Backing::Enough => {}
            Backing::Missing => {
                let level = rule.required_from.unwrap_or_default();
                let message = format!("`{}` has no evidence", entry.key);
                reader.report(
                    Code::EvidenceMissing,
                    &entry.at,
                    message,
                    format!("from level {level} on, name a document that shows it"),
                );
            }
            Backing::Stale => {
                let months = usize::from(rule.stale_after_months.unwrap_or_default());
                let age = wording::count(months, "month", "months");
                let message = format!("all evidence of `{}` is older than {age}", entry.key);
                reader.report(
                    Code::EvidenceStale,
                    &entry.at,
                    message,
                    "name something newer, or look again whether the answer still holds".to_owned(),
                );
            }
        }
    }
}
