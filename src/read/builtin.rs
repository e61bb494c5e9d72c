//! The frameworks that are compiled in.
//!
//! They are text until somebody asks for one: a framework that is not used costs nothing.

use std::sync::{Arc, OnceLock};

use crate::diagnostic::Source;
use crate::model::Framework;

/// A framework that is compiled in.
#[derive(Debug)]
pub struct Builtin {
    /// Its id.
    pub id: &'static str,
    /// Its file.
    pub text: &'static str,
    /// The framework, once somebody has asked for it.
    framework: OnceLock<Arc<Framework>>,
}

macro_rules! builtin {
    ($($id:literal,)*) => {
        /// Every framework that is compiled in, by id. A new one is one file, and one line here.
        pub static BUILTIN: [Builtin; [$($id,)*].len()] = [$(Builtin {
            id: $id,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/frameworks/", $id, ".toml")),
            framework: OnceLock::new(),
        },)*];
    };
}

builtin! {
    "board-quick-check",
    "connectivity-and-interoperability",
    "data-convergence",
    "dma-2015-scales",
    "human-experience",
    "nhs-providers-eight-principles",
    "what-good-looks-like",
    "workflow-transformation",
}

impl Builtin {
    /// Returns the framework with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        BUILTIN.iter().find(|it| it.id == id)
    }

    /// Returns the framework.
    ///
    /// # Panics
    ///
    /// Never: a test reads every one of them.
    #[must_use]
    pub fn framework(&self) -> Arc<Framework> {
        let read = || {
            let source = Arc::new(Source::new(format!("{}.toml", self.id), self.text));
            let framework = super::framework(&source).value;
            Arc::new(framework.expect("a framework that is compiled in is valid"))
        };
        Arc::clone(self.framework.get_or_init(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sorted_and_unique() {
        assert!(BUILTIN.windows(2).all(|pair| pair[0].id < pair[1].id));
    }

    #[test]
    fn every_one_is_valid_and_has_the_id_of_its_file() {
        for builtin in &BUILTIN {
            assert_eq!(builtin.framework().id.as_str(), builtin.id);
        }
    }
}
