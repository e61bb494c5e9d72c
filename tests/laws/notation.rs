//! What is written down of an answer is read as the same answer, in every language.

use proptest::prelude::*;
use stocktake::model::{Answer, Evidence};
use stocktake::notation::{Language, Value};

use crate::config;
use crate::files::{FRAMEWORK, assess};
use crate::made_up::{made_up, text};

/// Returns answers with a text of each kind beside them.
pub(crate) fn with_texts(answers: &mut [Option<Answer>], texts: &[String]) {
    let mut texts = texts.iter().cycle().cloned();
    for answer in answers.iter_mut().flatten() {
        answer.note = texts.next();
        answer.owner = texts.next();
        let mut piece = || texts.next().expect("it goes on");
        answer.evidence = vec![
            Evidence { title: piece(), link: Some(piece()), dated: None },
            Evidence {
                title: piece(),
                link: None,
                dated: stocktake::model::parse_date("2026-02-28"),
            },
        ];
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_answer_is_read_as_it_was_written(
        made_up in made_up(), texts in prop::collection::vec(text(), 1..20), long in any::<bool>()
    ) {
        let mut expected = made_up.assess();
        if long {
            with_texts(&mut expected.answers, &texts);
        }
        for language in Language::ALL {
            let colon = if language == Language::Toml { " =" } else { ":" };
            let entry = |(criterion, answer): (usize, &Answer)| {
                let key = language.key(expected.framework.criteria[criterion].id.as_str());
                format!("{key}{colon} {}", language.inline(&Value::from(answer)))
            };
            let answers = expected.answers.iter().enumerate();
            let answers = answers.filter_map(|(at, it)| Some((at, it.as_ref()?)));
            let answers: Vec<String> = answers.map(entry).collect();
            let answers = format!("{{ {} }}", answers.join(", "));
            let name = language.text("Trust");
            let file = match language {
                Language::Toml => format!(
                    "framework = \"{FRAMEWORK}\"\norganisation = {{ name = {name} }}\n\
                     assessed_on = 2026-10-01\nanswers = {answers}\n"
                ),
                Language::Yaml | Language::Json => format!(
                    "{{ \"framework\": \"{FRAMEWORK}\", \"organisation\": {{ \"name\": {name} }},\n\
                     \"assessed_on\": \"2026-10-01\", \"answers\": {answers} }}"
                ),
            };
            let name = format!("answers.{}", language.ending());
            let read = assess(&made_up.framework(), &name, &file);
            prop_assert_eq!(&read.answers, &expected.answers, "{}", file);
        }
    }
}
