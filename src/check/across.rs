//! What shows only beside other files.
//!
//! Ten thousand files may go by: of each, a few bytes are kept.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::{Checkup, Identity, Known};
use crate::diagnostic::{Code, Diagnostic};

/// The first half of a hash: enough to tell texts apart.
type Mark = [u8; 16];

/// What is known of the files that were compared so far.
///
/// Files have to come in the order of their paths, so that the same files give the same findings.
#[derive(Debug, Default)]
pub struct Across {
    /// The paths of all assessments.
    paths: Vec<Box<str>>,
    /// By ODS code: the name, and the first file that has both.
    names: BTreeMap<Mark, (Mark, u32)>,
    /// By organisation, framework, date and respondent: the first file.
    assessments: BTreeMap<Mark, u32>,
}

impl Across {
    /// Adds to a file what shows only beside those that came before.
    pub fn compare(&mut self, checkup: &mut Checkup) {
        let Some(known) = checkup.answers.take() else { return };
        let index = u32::try_from(self.paths.len()).unwrap_or(u32::MAX);
        self.paths.push(checkup.path.as_str().into());
        let (other, same) = (self.other_name(&known, index), self.same_assessment(&known, index));
        // Whose code is somebody else's is perhaps not the same organisation.
        checkup.findings.extend(other.or(same).map(|it| known.answers.accepting(it)));
    }

    fn other_name(&mut self, known: &Known, index: u32) -> Option<Diagnostic> {
        let code = known.identity.ods_code.as_deref()?;
        let name = mark(&[&known.identity.name]);
        let (first_name, first) = *self.names.entry(mark(&[code])).or_insert((name, index));
        if first_name == name {
            return None;
        }
        let span = known.answers.places.ods_code.clone().unwrap_or_default();
        let path = self.path(first);
        let message = format!("the ODS code `{code}` has another name in `{path}`");
        let help = "give one organisation one name, and each organisation its own code";
        Some(Diagnostic::new(Code::OdsCodeNames, &known.source, span, message).help(help))
    }

    fn same_assessment(&mut self, known: &Known, index: u32) -> Option<Diagnostic> {
        let Identity { ods_code, name, framework, assessed_on, assessed_by } = &known.identity;
        let organisation = ods_code.as_deref().unwrap_or(name);
        let whole = mark(&[organisation, framework, assessed_on, assessed_by]);
        let first = *self.assessments.entry(whole).or_insert(index);
        if first == index {
            return None;
        }
        let span = known.answers.places.assessed_on.clone();
        let path = self.path(first);
        let message = format!("`{path}` is of the same organisation, framework and date");
        let help = "remove the copy, or correct the date; if both are meant, accept it here";
        Some(Diagnostic::new(Code::DuplicateAssessment, &known.source, span, message).help(help))
    }

    fn path(&self, index: u32) -> &str {
        usize::try_from(index).ok().and_then(|it| self.paths.get(it)).map_or("", |it| it)
    }
}

/// Returns what tells a list of texts from every other list.
fn mark(parts: &[&str]) -> Mark {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let mut mark = Mark::default();
    mark.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
    mark
}
