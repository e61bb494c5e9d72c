//! `stocktake frameworks`.

use stocktake::read::BUILTIN;

use super::run;

#[test]
fn without_an_id_all_of_them_are_listed() {
    let list = run(["frameworks"]).exits(0).complains_of_nothing().stdout;
    for builtin in &BUILTIN {
        let framework = builtin.framework();
        let line = format!("{}@{}", framework.id, framework.version);
        assert!(list.lines().any(|it| it.starts_with(&line)), "{list}");
        assert!(list.contains(&framework.title), "{list}");
    }
}

#[test]
fn with_an_id_every_question_level_and_source_is_shown() {
    for builtin in &BUILTIN {
        let framework = builtin.framework();
        let page = run(["frameworks", builtin.id]).exits(0).complains_of_nothing().stdout;
        for criterion in &framework.criteria {
            assert!(page.contains(&criterion.question), "{}", criterion.id);
            for text in criterion.descriptors.values().chain(criterion.steps.values()) {
                assert!(page.contains(text.as_str()), "{}: {text}", criterion.id);
            }
        }
        for source in &framework.sources {
            assert!(page.contains(&source.title), "{}", source.title);
            assert!(source.url.as_ref().is_none_or(|it| page.contains(it)), "{}", source.title);
        }
        for level in framework.levels.as_slice() {
            assert!(page.contains(&format!("\n  {} {}", level.number, level.label)));
        }
    }
}

#[test]
fn an_id_that_is_nearly_right_is_suggested() {
    run(["frameworks", "nhs-providers-eight-principals"])
        .exits(2)
        .prints_nothing()
        .complains("did you mean `nhs-providers-eight-principles`?");
}

#[test]
fn an_id_that_is_not_nearly_right_is_not_guessed() {
    run(["frameworks", "himss"])
        .exits(2)
        .prints_nothing()
        .complains("there is no framework `himss`; `stocktake frameworks` lists them");
}
