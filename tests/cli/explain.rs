//! `stocktake explain`.

use stocktake::diagnostic::Code;

use super::run;

#[test]
fn without_a_code_all_of_them_are_listed() {
    let list = run(["explain"]).exits(0).complains_of_nothing().stdout;
    assert_eq!(list.lines().count(), Code::ALL.len());
    for (line, code) in list.lines().zip(Code::ALL) {
        let mut words = line.split_whitespace();
        assert_eq!(words.next(), Some(code.name()));
        assert_eq!(words.next(), Some(code.default_severity().name()));
        assert!(words.count() >= 3, "`{line}` explains nothing");
    }
}

#[test]
fn the_columns_of_the_list_line_up() {
    let list = run(["explain"]).stdout;
    for line in list.lines() {
        let (before, after) = line.split_at(36);
        assert!(before.ends_with(' ') && !after.starts_with(' '), "{line}");
    }
}

#[test]
fn with_a_code_its_page_is_printed() {
    for code in Code::ALL {
        let page = run(["explain", code.name()]).exits(0).complains_of_nothing().stdout;
        assert_eq!(page, code.page());
        assert!(page.contains("\n## Example\n"), "{page}");
        assert!(page.contains("\n## What to do\n"), "{page}");
    }
}

#[test]
fn a_code_that_is_nearly_right_is_suggested() {
    run(["explain", "unknown-criterio"])
        .exits(2)
        .prints_nothing()
        .complains("there is nothing called `unknown-criterio`; did you mean `unknown-criterion`?");
}

#[test]
fn a_code_that_is_not_nearly_right_is_not_guessed() {
    run(["explain", "backup"])
        .exits(2)
        .prints_nothing()
        .complains("there is no finding and no question `backup`");
}
