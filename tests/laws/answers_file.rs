//! An answers file that is written is read as what was written, in every language and every detail.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use stocktake::diagnostic::{Acceptance, Code, Source};
use stocktake::notation::Language;
use stocktake::questionnaire::Filled;
use stocktake::read::{self, Frameworks};
use stocktake::render::{Detail, answers_file};

use crate::config;
use crate::files::{FRAMEWORK, told};
use crate::made_up::{made_up, text};
use crate::notation::with_texts;

/// Returns everything that a file may say: the answers, with texts in each place that takes one.
pub(crate) fn filled(assessment: stocktake::model::Assessment, texts: &[String]) -> Filled {
    let mut assessment = assessment;
    with_texts(&mut assessment.answers, texts);
    let mut texts = texts.iter().cycle().cloned();
    assessment.organisation.name = texts.next().expect("it goes on");
    assessment.organisation.ods_code = texts.next();
    assessment.organisation.kind = texts.next();
    assessment.organisation.region = texts.next();
    assessment.assessed_by = texts.next();
    let criterion = assessment.framework.criteria.first().map(|it| it.id.as_str().into());
    let mut accepted = |code, criterion| Acceptance {
        code,
        criterion,
        reason: texts.next().expect("it goes on").into(),
    };
    let accepted =
        vec![accepted(Code::GapWithoutPlan, criterion), accepted(Code::StraightLine, None)];
    Filled { reference: FRAMEWORK.to_owned(), assessment, accepted }
}

/// Returns everything that the text of an answers file called `name` says, in a folder that has its
/// framework.
#[track_caller]
pub(crate) fn filled_in(folder: &Path, name: &str, answers: &str) -> Filled {
    let source = Arc::new(Source::new(name, answers));
    let read::File::Answers(read) = read::file(&source, folder, &Frameworks::default()) else {
        panic!("it is taken for a framework:\n{answers}");
    };
    read.filled().unwrap_or_else(|| {
        panic!("{}\n{answers}", told(&read.checked.diagnostics));
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_file_says_what_was_written(
        made_up in made_up(), texts in prop::collection::vec(text(), 1..20)
    ) {
        let folder = tempfile::tempdir().expect("there is a place for temporary folders");
        std::fs::write(folder.path().join(FRAMEWORK), made_up.framework()).expect("it can be written");
        let expected = filled(made_up.assess(), &texts);
        for language in Language::ALL {
            for detail in [Detail::Full, Detail::Brief, Detail::Bare] {
                let text = answers_file(&expected, language, detail);
                let name = format!("answers.{}", language.ending());
                let read = filled_in(folder.path(), &name, &text);
                prop_assert_eq!(&read, &expected, "{}", text);
            }
        }
    }
}
