//! What tells a finding from every other, and stays when its line moves.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::address_of;
use crate::diagnostic::{Diagnostic, Group};

/// How much of a line is looked at, in characters.
const LONGEST: usize = 1000;

/// The fingerprints of a run.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    /// How many findings of a run are alike.
    alike: BTreeMap<[u8; 32], usize>,
}

impl Fingerprints {
    /// Returns the fingerprint of the next finding: a hash of what it is about, and the how many-th of
    /// its like it is.
    ///
    /// It is about a criterion, or else about its line of the file, wherever that stands.
    pub(super) fn of(&mut self, it: &Diagnostic) -> String {
        let label = it.labels.first();
        let path = label.map_or_else(String::new, |it| {
            address_of(&it.source).map_or_else(|| it.source.name().to_owned(), |it| it.uri)
        });
        let line = label.map_or("", |it| it.source.line_at(it.span.start).1.trim());
        let (kind, subject) = match &it.criterion {
            Some(criterion) => ("criterion", &**criterion),
            // Whoever has the hash of a line could find out by trying which number is in it.
            None if it.code.group() == Group::Privacy => ("file", ""),
            // The start of a very long line tells it from others well enough.
            None => ("line", start_of(line)),
        };
        let mut hash = Sha256::new();
        for part in [it.code.name(), &path, kind, subject] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let hash: [u8; 32] = hash.finalize().into();
        let count = self.alike.entry(hash).or_default();
        *count += 1;
        let mut text = String::new();
        for byte in hash {
            let _ = write!(text, "{byte:02x}");
        }
        text + &format!(":{count}")
    }
}

/// Returns the first characters of a line.
fn start_of(line: &str) -> &str {
    let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at);
    line.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Code, Source};

    /// Returns the fingerprints of findings of this kind at every `x` of a file.
    fn of(code: Code, name: &str, text: &str) -> Vec<String> {
        let source = Arc::new(Source::new(name, text));
        let mut all = Fingerprints::default();
        let mut next = |(at, _)| all.of(&Diagnostic::new(code, &source, at..at + 1, "wrong"));
        text.match_indices('x').map(&mut next).collect()
    }

    #[test]
    fn a_finding_keeps_its_fingerprint_when_its_line_moves() {
        let before = of(Code::UnknownKey, "a.yaml", "a: 1\nx: 2\n");
        assert_eq!(of(Code::UnknownKey, "a.yaml", "# new\na: 1\n\n  x: 2\r\nb: 3\n"), before);
        let (hash, count) = before[0].split_once(':').unwrap();
        assert_eq!((hash.len(), count), (64, "1"));
    }

    #[test]
    fn two_findings_that_are_alike_have_fingerprints_of_their_own() {
        let found = of(Code::UnknownKey, "a.yaml", "- x: 2\n- x: 2\n- x: 3\n");
        assert_eq!(found[0].replace(":1", ":2"), found[1]);
        assert!(found[2].ends_with(":1"), "{found:?}");
        assert_ne!(found[0], found[2]);
    }

    #[test]
    fn file_and_code_make_a_difference() {
        let found = of(Code::UnknownKey, "a.yaml", "x");
        assert_ne!(of(Code::UnknownKey, "b.yaml", "x"), found);
        assert_ne!(of(Code::UnknownLevel, "a.yaml", "x"), found);
        assert_eq!(of(Code::UnknownKey, "./a.yaml", "x"), found);
    }

    #[test]
    fn a_finding_about_a_criterion_stays_whatever_its_line_says() {
        let about = |text: &str, criterion: &str| {
            let source = Arc::new(Source::new("a.yaml", text));
            let finding = Diagnostic::new(Code::EvidenceMissing, &source, 0..1, "wrong");
            Fingerprints::default().of(&finding.about(criterion))
        };
        assert_eq!(about("backups: 3", "backups"), about("\"backups\": 4", "backups"));
        assert_ne!(about("backups: 3", "backups"), about("backups: 3", "devices"));
    }

    #[test]
    fn nothing_that_identifies_people_is_hashed() {
        let found = |line: &str| of(Code::NhsNumberInText, "a.yaml", line);
        assert_eq!(found("x: 943 476 5919"), found("x: 401 023 2137"));
        assert_ne!(found("x: 943 476 5919, x"), found("x: 943 476 5919"));
    }
}
