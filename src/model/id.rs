//! Identifiers: one type for each kind of thing that has a name in a file.

use std::fmt;

/// Why a text is not an identifier.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum IdError {
    /// The text is empty.
    #[error("it is empty")]
    Empty,
    /// The text has more than 80 characters.
    #[error("it is longer than 80 characters")]
    TooLong,
    /// The text is not in kebab-case.
    #[error("ids have lower-case letters, digits, and single hyphens between them")]
    NotKebabCase,
}

fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > 80 {
        return Err(IdError::TooLong);
    }
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
    };
    if text.split('-').all(is_word) { Ok(()) } else { Err(IdError::NotKebabCase) }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// Invariant: kebab-case, 1 to 80 characters of ASCII.
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(String);

        impl $name {
            /// Returns the identifier written as `text`.
            ///
            /// # Errors
            ///
            /// Returns an error if `text` is empty, too long, or not in kebab-case.
            pub fn new(text: &str) -> Result<Self, IdError> {
                check(text).map(|()| Self(text.to_owned()))
            }

            /// Returns the identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }
    )*};
}

ids! {
    /// The name of a framework, which is also its file name: `nhs-providers-eight-principles`.
    FrameworkId;
    /// The name of a dimension, unique in its framework.
    DimensionId;
    /// The name of a criterion, unique in its framework.
    CriterionId;
    /// The name of a scale, unique in its framework.
    ScaleId;
    /// The name of an option of a choice scale, unique in its scale.
    OptionId;
    /// The name of an element of a checklist, unique in its criterion.
    ElementId;
    /// A care setting: `acute`, `mental-health`.
    Setting;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kebab_case_is_an_identifier() {
        for text in ["a", "user-needs", "2a", "wgll-2025"] {
            assert_eq!(CriterionId::new(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn anything_else_is_not() {
        for text in ["User", "a_b", "-a", "a-", "a--b", "a b", "é", "а"] {
            assert_eq!(CriterionId::new(text), Err(IdError::NotKebabCase), "{text}");
        }
        assert_eq!(CriterionId::new(""), Err(IdError::Empty));
        assert_eq!(CriterionId::new(&"a".repeat(81)), Err(IdError::TooLong));
    }
}
