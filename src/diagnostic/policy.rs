//! How bad each kind of finding is, where somebody chose it: `--deny`, `--warn` and `--allow`.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Group, Severity};

/// What somebody wants a finding to be.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Choice {
    /// Not told.
    Allow,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}

impl Choice {
    /// Every choice, mildest first.
    pub const ALL: [Self; 3] = [Self::Allow, Self::Warn, Self::Deny];

    /// Returns the name that options and files use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// What a choice is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Selector {
    /// Every kind of finding.
    All,
    /// The findings of a group.
    Group(Group),
    /// One kind of finding.
    Code(Code),
}

impl Selector {
    /// The name of [`Selector::All`].
    pub const ALL_NAME: &'static str = "all";

    /// Returns the selector that a name stands for.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if name == Self::ALL_NAME {
            return Some(Self::All);
        }
        let group = Group::ALL.into_iter().find(|it| it.name() == name).map(Self::Group);
        group.or_else(|| Code::from_name(name).map(Self::Code))
    }

    /// Returns every name that stands for a selector: the groups, then the codes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let groups = Group::ALL.into_iter().map(Group::name);
        let codes = Code::ALL.iter().map(|it| it.name());
        std::iter::once(Self::ALL_NAME).chain(groups).chain(codes)
    }

    /// Returns the kinds of finding that a choice can change: the others are always errors.
    pub fn codes(self) -> impl Iterator<Item = Code> {
        let is_meant = move |it: &Code| match self {
            Self::All => true,
            Self::Group(group) => it.group() == group,
            Self::Code(code) => *it == code,
        };
        let can_change = |it: &Code| it.default_severity() == Severity::Warning;
        Code::ALL.iter().copied().filter(is_meant).filter(can_change)
    }

    /// Returns how narrow the selector is: what is said of a code goes before what is said of its
    /// group.
    const fn rank(self) -> u8 {
        match self {
            Self::All => 0,
            Self::Group(_) => 1,
            Self::Code(_) => 2,
        }
    }
}

/// The choices of somebody, by code.
///
/// What is narrower goes before what is wider, whatever the order; of two choices about the same
/// thing, the stricter one counts.
///
/// # Examples
///
/// ```
/// use stocktake::diagnostic::{Choice, Code, Group, Policy, Selector};
///
/// let policy = Policy::new(&[
///     (Selector::Code(Code::EvidenceStale), Choice::Allow),
///     (Selector::Group(Group::Evidence), Choice::Deny),
/// ]);
/// assert_eq!(policy.choice(Code::EvidenceStale), Choice::Allow);
/// assert_eq!(policy.choice(Code::EvidenceMissing), Choice::Deny);
/// assert_eq!(policy.choice(Code::StraightLine), Choice::Warn);
/// assert_eq!(policy.choice(Code::UnknownKey), Choice::Deny);
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Policy {
    choices: BTreeMap<Code, Choice>,
}

impl Policy {
    /// Returns the policy that these choices make.
    #[must_use]
    pub fn new(choices: &[(Selector, Choice)]) -> Self {
        let mut choices = choices.to_vec();
        choices.sort_by_key(|&(selector, choice)| (selector.rank(), choice));
        let mut policy = Self::default();
        for (selector, choice) in choices {
            policy.choices.extend(selector.codes().map(|it| (it, choice)));
        }
        policy
    }

    /// Returns this policy where `stronger` says nothing.
    #[must_use]
    pub fn overridden_by(mut self, stronger: &Self) -> Self {
        self.choices.extend(&stronger.choices);
        self
    }

    /// Returns what a kind of finding is. What is an error by nature stays one.
    #[must_use]
    pub fn choice(&self, code: Code) -> Choice {
        let default = match code.default_severity() {
            Severity::Error => Choice::Deny,
            Severity::Warning => Choice::Warn,
        };
        self.choices.get(&code).copied().unwrap_or(default)
    }

    /// Leaves out the findings that are allowed, and gives the others their severity.
    pub fn apply(&self, findings: &mut Vec<Diagnostic>) {
        findings.retain_mut(|it| match self.choice(it.code) {
            Choice::Allow => false,
            Choice::Warn => true,
            Choice::Deny => {
                it.severity = Severity::Error;
                true
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_stays_an_error() {
        let policy = Policy::new(&[
            (Selector::All, Choice::Allow),
            (Selector::Code(Code::UnknownKey), Choice::Warn),
        ]);
        for &code in Code::ALL {
            let expected = match code.default_severity() {
                Severity::Error => Choice::Deny,
                Severity::Warning => Choice::Allow,
            };
            assert_eq!(policy.choice(code), expected, "{}", code.name());
        }
    }

    #[test]
    fn the_narrower_choice_counts_and_then_the_stricter_one() {
        let (wide, narrow) =
            (Selector::Group(Group::Evidence), Selector::Code(Code::EvidenceStale));
        for choices in [
            [(wide, Choice::Deny), (narrow, Choice::Allow)],
            [(narrow, Choice::Allow), (wide, Choice::Deny)],
        ] {
            assert_eq!(Policy::new(&choices).choice(Code::EvidenceStale), Choice::Allow);
        }
        let both = [(narrow, Choice::Deny), (narrow, Choice::Allow)];
        assert_eq!(Policy::new(&both).choice(Code::EvidenceStale), Choice::Deny);
    }

    #[test]
    fn every_name_stands_for_a_setting() {
        assert!(Selector::names().all(|it| Selector::from_name(it).is_some()));
        assert_eq!(Selector::from_name("nothing"), None);
    }
}
