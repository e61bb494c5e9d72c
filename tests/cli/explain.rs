//! `stocktake explain`.

use stocktake::diagnostic::Code;

use super::run;

/// The columns of the list: where the group and the text start.
const GROUP: usize = 36;
const TEXT: usize = 50;

#[test]
fn without_a_code_all_of_them_are_listed() {
    let list = run(["explain"]).exits(0).complains_of_nothing().stdout;
    let first_lines: Vec<&str> = list.lines().filter(|it| !it.starts_with(' ')).collect();
    assert_eq!(first_lines.len(), Code::ALL.len());
    for (line, code) in first_lines.iter().zip(Code::ALL) {
        let mut words = line.split_whitespace();
        assert_eq!(words.next(), Some(code.name()));
        assert_eq!(words.next(), Some(code.default_severity().name()));
        assert_eq!(words.next(), Some(code.group().name()));
        assert!(words.count() >= 3, "`{line}` explains nothing");
    }
}

#[test]
fn the_list_has_the_whole_first_sentence_of_each_page() {
    let list = run(["explain"]).stdout;
    let texts: Vec<&str> = list.lines().map(|it| it.split_at(TEXT).1).collect();
    let text = texts.join(" ");
    for code in Code::ALL {
        let page = code.page().lines().skip(2).take_while(|it| !it.is_empty());
        let page = page.collect::<Vec<_>>().join(" ");
        let sentence = page.split(". ").next().unwrap_or_default();
        assert!(text.contains(sentence), "`{}`: {sentence}", code.name());
    }
}

#[test]
fn the_columns_of_the_list_line_up_and_no_line_is_long() {
    let list = run(["explain"]).stdout;
    for line in list.lines() {
        let starts = [0, GROUP, TEXT].map(|column| {
            let (before, after) = line.split_at(column);
            assert!(before.is_empty() || before.ends_with(' '), "{line}");
            !after.starts_with(' ')
        });
        // A line that goes on has nothing but text.
        assert!(matches!(starts, [true, true, true] | [false, false, true]), "{line}");
        assert!(line.chars().count() <= 100, "{line}");
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
