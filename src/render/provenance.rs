//! What a report was made from, as it stands inside a report: one line of JSON, in ASCII.
//!
//! It holds no character that HTML, or a text in a PDF, would have to escape, except for the quotes and
//! backslashes of JSON itself. Reading it again is strict: it comes from a file that nobody vouches for.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::report::{Origin, PROGRAM, Provenance};

/// How long the whole may be, in bytes.
const LENGTH: usize = 256 * 1024;

/// How long the name of a file may be, and the name of an option, in bytes.
const NAME: usize = 4096;

/// How many options there may be.
const OPTIONS: usize = 64;

/// The shape of it, also in the JSON result.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireProvenance<'a> {
    #[serde(borrow)]
    answers: WireOrigin<'a>,
    framework: WireOrigin<'a>,
    logo: Option<WireOrigin<'a>>,
    program: Cow<'a, str>,
    options: Vec<WireOption<'a>>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct WireOrigin<'a> {
    name: Cow<'a, str>,
    sha256: Cow<'a, str>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct WireOption<'a> {
    name: Cow<'a, str>,
    value: Option<Cow<'a, str>>,
}

impl<'a> WireProvenance<'a> {
    pub(super) fn new(it: &'a Provenance) -> Self {
        let option = |(name, value): &'a (String, Option<String>)| WireOption {
            name: name.into(),
            value: value.as_deref().map(Cow::from),
        };
        Self {
            answers: WireOrigin::new(&it.answers),
            framework: WireOrigin::new(&it.framework),
            logo: it.logo.as_ref().map(WireOrigin::new),
            program: PROGRAM.into(),
            options: it.options.iter().map(option).collect(),
        }
    }

    fn is_sane(&self) -> bool {
        let is_name = |it: &str| !it.is_empty() && it.len() <= NAME;
        let origins = [&self.answers, &self.framework].into_iter().chain(&self.logo);
        let is_hash = |it: &str| {
            it.len() == 64 && it.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
        };
        origins.into_iter().all(|it| is_name(&it.name) && is_hash(&it.sha256))
            && is_name(&self.program)
            && self.options.len() <= OPTIONS
            && self.options.iter().all(|it| is_name(&it.name))
    }
}

impl<'a> WireOrigin<'a> {
    fn new(it: &'a Origin) -> Self {
        Self { name: (&it.name).into(), sha256: (&it.sha256).into() }
    }

    fn into_origin(self) -> Origin {
        Origin { name: self.name.into_owned(), sha256: self.sha256.into_owned() }
    }
}

/// Returns it as one line of JSON. Outside of the ASCII letters, digits and marks that mean nothing to
/// HTML, every character is written as `\u….`
///
/// # Panics
///
/// Never: texts can always be written.
///
/// # Examples
///
/// ```
/// use stocktake::render::provenance::{from_json, to_json};
/// use stocktake::report::{Origin, Provenance};
///
/// let origin = |name: &str| Origin { name: name.to_owned(), sha256: "0a".repeat(32) };
/// let provenance = Provenance {
///     answers: origin("<ŵ>.yaml"),
///     framework: origin("board-quick-check@1.0.0"),
///     options: vec![("--short".to_owned(), None)],
///     logo: None,
/// };
/// let text = to_json(&provenance);
/// assert!(text.contains(r"\u003c\u0175\u003e.yaml"));
/// assert_eq!(from_json(&text), Some(provenance));
/// ```
#[must_use]
pub fn to_json(provenance: &Provenance) -> String {
    let text = serde_json::to_string(&WireProvenance::new(provenance));
    let text = text.expect("texts can be written");
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        // Outside of texts, JSON has none of these.
        let is_plain =
            matches!(character, ' '..='~') && !matches!(character, '<' | '>' | '&' | '\'');
        if is_plain {
            out.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

/// Returns what such a line says, or `None` if it is none: another shape, or larger than any report
/// needs.
#[must_use]
pub fn from_json(text: &str) -> Option<Provenance> {
    let wire = parse(text)?;
    let option = |it: WireOption<'_>| (it.name.into_owned(), it.value.map(Cow::into_owned));
    Some(Provenance {
        answers: wire.answers.into_origin(),
        framework: wire.framework.into_origin(),
        options: wire.options.into_iter().map(option).collect(),
        logo: wire.logo.map(WireOrigin::into_origin),
    })
}

/// Returns the program that wrote such a line, with its version: `stocktake 0.1.0`. It may be another
/// version than [`PROGRAM`].
#[must_use]
pub fn program(text: &str) -> Option<String> {
    parse(text).map(|it| it.program.into_owned())
}

fn parse(text: &str) -> Option<WireProvenance<'_>> {
    let wire = Some(text).filter(|it| it.len() <= LENGTH);
    let wire: WireProvenance<'_> = serde_json::from_str(wire?).ok()?;
    wire.is_sane().then_some(wire)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[a-z\"\\\\<>&'() ]{0,20}",
            Just("\u{0}\u{7f}\u{2028}😀".to_owned())
        ]
    }

    fn origin() -> impl Strategy<Value = Origin> {
        (text(), "[0-9a-f]{64}")
            .prop_map(|(name, sha256)| Origin { name: format!("a{name}"), sha256 })
    }

    fn provenance() -> impl Strategy<Value = Provenance> {
        let option = ("--[a-z-]{1,9}", prop::option::of(text()));
        (origin(), origin(), prop::collection::vec(option, 0..9), prop::option::of(origin()))
            .prop_map(|(answers, framework, options, logo)| Provenance {
                answers,
                framework,
                options,
                logo,
            })
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read_again(provenance in provenance()) {
            let text = to_json(&provenance);
            prop_assert_eq!(from_json(&text), Some(provenance));
            prop_assert_eq!(program(&text), Some(PROGRAM.to_owned()));
        }

        #[test]
        fn it_is_one_line_of_ascii_without_markup(provenance in provenance()) {
            let text = to_json(&provenance);
            prop_assert!(text.bytes().all(|it| matches!(it, b' '..=b'~')));
            prop_assert!(!text.contains(['<', '>', '&', '\'']));
        }

        #[test]
        fn what_is_not_it_is_refused(text in any::<String>()) {
            prop_assert_eq!(from_json(&text), None);
        }
    }

    #[test]
    fn what_is_broken_is_refused() {
        let hash = "0".repeat(64);
        let good = format!(
            r#"{{"answers":{{"name":"a","sha256":"{hash}"}},"framework":{{"name":"b","sha256":"{hash}"}},"logo":null,"program":"stocktake 0.1.0","options":[{{"name":"--short","value":null}}]}}"#
        );
        assert!(from_json(&good).is_some());
        for (from, to) in [
            ("\"logo\"", "\"more\":1,\"logo\""),
            ("\"program\":\"stocktake 0.1.0\",", ""),
            ("\"answers\"", "\"answer\""),
            (hash.as_str(), "0"),
            (hash.as_str(), &"g".repeat(64)),
            (hash.as_str(), &"A".repeat(64)),
            ("\"a\"", "\"\""),
            ("\"a\"", &format!("\"{}\"", "a".repeat(NAME + 1))),
            ("\"value\":null", &format!("\"value\":\"{}\"", "a".repeat(LENGTH))),
            ("[{", &format!("[{}{{", r#"{"name":"--a","value":null},"#.repeat(OPTIONS))),
            ("}]}", "}]} {}"),
            ("\"options\":[", "\"options\":{"),
        ] {
            let broken = good.replace(from, to);
            assert_ne!(broken, good, "{from}");
            assert_eq!(from_json(&broken), None, "{to:.80}");
        }
    }
}
