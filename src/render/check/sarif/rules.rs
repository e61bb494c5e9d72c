//! Codes as the rules of SARIF, made of their pages.

use super::shape::{Configuration, Help, Message, Properties, Rule};
use crate::diagnostic::Code;
use crate::wording::capitalised;

/// Returns what there is to say about a kind of finding.
pub(super) fn rule(code: Code) -> Rule {
    Rule {
        id: code.name(),
        // A name that is the id would say nothing.
        name: code.name().contains('-').then(|| code.name().split('-').map(capitalised).collect()),
        short_description: Message::new(plain(&code.summary())),
        full_description: Message::new(plain(&code.introduction())),
        help: Help { text: code.page(), markdown: code.page() },
        default_configuration: Configuration { level: code.default_severity().name() },
        properties: Properties { tags: [code.group().name()] },
    }
}

/// Returns Markdown as a plain text.
fn plain(markdown: &str) -> String {
    markdown.replace('`', "'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::escape::is_hidden;

    #[test]
    fn every_rule_has_a_description_that_is_a_sentence() {
        for code in Code::ALL {
            let Rule { id, short_description: short, full_description: full, .. } = rule(*code);
            for text in [&short.text, &full.text] {
                // What platforms take.
                assert!((20..1024).contains(&text.len()), "{id}: {text}");
                assert!(text.ends_with('.') && !text.contains(is_hidden), "{id}: {text}");
                assert!(!text.contains('`'), "{id}: {text}");
            }
            assert!(full.text.starts_with(&short.text), "{id}");
        }
    }

    #[test]
    fn a_rule_is_made_of_its_page() {
        let rule = rule(Code::UnreadableFile);
        assert_eq!((rule.id, rule.name.as_deref()), ("unreadable-file", Some("UnreadableFile")));
        assert_eq!(rule.short_description.text, "A file or a folder cannot be opened or read.");
        assert!(rule.help.markdown.starts_with("# unreadable-file\n"));
        assert_eq!(rule.default_configuration.level, "error");
        assert_eq!(rule.properties.tags, ["validity"]);
    }
}
