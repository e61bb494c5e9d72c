//! Names of places on a page, made from what stands there.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

/// How long a name is at most, without its number.
const LONGEST: usize = 60;

/// The names of a page. Each is given once.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// The last number that was tried for a name, so that thousands of one name take no time.
    numbers: BTreeMap<String, u32>,
}

impl Names {
    /// Returns no names but `reserved`.
    pub(super) fn new(reserved: &[&str]) -> Self {
        let taken = reserved.iter().map(|it| (*it).to_owned()).collect();
        Self { taken, numbers: BTreeMap::new() }
    }

    /// Returns a name made from `text`, with a number if that name is taken.
    pub(super) fn give(&mut self, text: &str) -> String {
        let base = slug(text);
        let mut name = base.clone();
        while !self.taken.insert(name.clone()) {
            let number = self.numbers.entry(base.clone()).or_insert(1);
            *number += 1;
            name = format!("{base}-{number}");
        }
        name
    }
}

/// Returns the letters and digits of `text` without their accents, in words joined by hyphens.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for character in text.nfd().filter(|it| !unicode_normalization::char::is_combining_mark(*it)) {
        if slug.len() == LONGEST {
            break;
        }
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { "section".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_from_letters_and_digits() {
        let mut names = Names::default();
        assert_eq!(
            names.give("Where we are, and where we want to be"),
            "where-we-are-and-where-we-want-to-be"
        );
        assert_eq!(names.give("  Ŵyŷ 2.0! "), "wyy-2-0");
        assert_eq!(names.give("\" onmouseover=\"x"), "onmouseover-x");
        assert_eq!(names.give("医院"), "section");
        assert_eq!(names.give(&"long ".repeat(99)).len(), 59);
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names = Names::new(&["main"]);
        let texts = ["Main", "a", "a", "a 2", "a", ""];
        let given = texts.map(|it| names.give(it));
        assert_eq!(given, ["main-2", "a", "a-2", "a-2-2", "a-3", "section"]);
        let last = (0..20_000).map(|_| names.give("b")).last();
        assert_eq!(last.unwrap(), "b-20000");
    }
}
