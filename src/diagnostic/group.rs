//! Groups of findings: what `--deny`, `--warn` and `--allow` take besides single codes.

use super::Code;

/// What a finding is about.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Group {
    /// Frameworks that can be used, and could be better.
    Authoring,
    /// Questions that matter most and are open.
    Completeness,
    /// Things that do not go together, in one file or across files.
    Consistency,
    /// What backs the answers.
    Evidence,
    /// What an assessment has to reach.
    Gate,
    /// Who closes which gap by when.
    Planning,
    /// What identifies people.
    Privacy,
    /// Files that cannot be used as they are.
    Validity,
}

impl Group {
    /// Every group, by name.
    pub const ALL: [Self; 8] = [
        Self::Authoring,
        Self::Completeness,
        Self::Consistency,
        Self::Evidence,
        Self::Gate,
        Self::Planning,
        Self::Privacy,
        Self::Validity,
    ];

    /// Returns the name that options and files use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authoring => "authoring",
            Self::Completeness => "completeness",
            Self::Consistency => "consistency",
            Self::Evidence => "evidence",
            Self::Gate => "gate",
            Self::Planning => "planning",
            Self::Privacy => "privacy",
            Self::Validity => "validity",
        }
    }

    /// Returns the codes of this group, by name.
    pub fn codes(self) -> impl Iterator<Item = Code> {
        Code::ALL.iter().copied().filter(move |it| it.group() == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_sorted_by_name_and_none_is_called_like_a_code() {
        assert!(Group::ALL.windows(2).all(|pair| pair[0].name() < pair[1].name()));
        assert!(Group::ALL.iter().all(|it| Code::from_name(it.name()).is_none()));
    }

    #[test]
    fn every_group_has_codes() {
        assert!(Group::ALL.iter().all(|it| it.codes().next().is_some()));
    }
}
