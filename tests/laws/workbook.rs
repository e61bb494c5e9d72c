//! A workbook that is written is read as what was written, and nothing is lost.

use std::sync::Arc;

use proptest::prelude::*;
use stocktake::diagnostic::Source;
use stocktake::questionnaire::Filled;
use stocktake::read::{self, File, Frameworks};
use stocktake::render::questionnaire_workbook;

use crate::answers_file::filled;
use crate::config;
use crate::files::{FRAMEWORK, told};
use crate::made_up::{made_up, text};

/// Returns what a workbook says, in a folder that has its framework.
#[track_caller]
fn read(folder: &std::path::Path, workbook: &[u8]) -> (Filled, String) {
    let path = folder.join("answers.xlsx");
    std::fs::write(&path, workbook).expect("it can be written");
    let source: Arc<Source> = read::open(&path).expect("it is there").expect("it is a workbook");
    let File::Answers(read) = read::file(&source, folder, &Frameworks::default()) else {
        panic!("it is taken for a framework")
    };
    let told = told(&read.checked.diagnostics);
    (read.filled().unwrap_or_else(|| panic!("{told}")), told)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_workbook_says_what_was_written(
        made_up in made_up(), texts in prop::collection::vec(any_text(), 1..20)
    ) {
        let folder = tempfile::tempdir().expect("there is a place for temporary folders");
        std::fs::write(folder.path().join(FRAMEWORK), made_up.framework()).expect("it can be written");
        let expected = filled(made_up.assess(), &texts);
        let workbook = questionnaire_workbook(&expected).expect("no text is too long");
        let (found, told) = read(folder.path(), &workbook);
        prop_assert_eq!(&found, &expected);
        prop_assert!(!told.contains("workbook-changed"), "{}", told);
        // The same answers, the same bytes.
        prop_assert_eq!(questionnaire_workbook(&found).expect("it fits"), workbook);
    }
}

/// Returns texts of every kind, with what workbooks have an escape of their own for.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => text(),
        1 => prop::sample::select(vec![
            "_x0041_", "a\r\nb", "=1+1", "'a", "@a", "-1", "a\u{1}b", "\u{202e}a", "yes", " a", "1.50", "TRUE",
            "\ta", "2026-10-01", "#DIV/0!", "_x005F_", "a\u{fffe}", "a\u{7f}\u{85}",
        ])
        .prop_map(str::to_owned),
        1 => any::<String>().prop_map(|it| format!("{it}a")),
    ]
}
