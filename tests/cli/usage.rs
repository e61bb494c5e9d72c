//! Help, version, and wrong usage.

use super::{EXAMPLE, run};

const COMMANDS: [&str; 6] = ["score", "report", "check", "frameworks", "explain", "schema"];

#[test]
fn help_shows_examples_before_the_options() {
    let pages = std::iter::once(vec!["--help"]).chain(COMMANDS.map(|it| vec![it, "--help"]));
    for args in pages {
        let page = run(&args).exits(0).complains_of_nothing().stdout;
        let examples = page.find("Examples:").unwrap_or_else(|| panic!("{args:?}: {page}"));
        let options = page.find("Options:").unwrap_or_else(|| panic!("{args:?}: {page}"));
        assert!(examples < options, "{args:?}: {page}");
        assert!(
            page.contains(&format!(
                "  stocktake {}",
                if args.len() > 1 { args[0] } else { "score" }
            )),
            "{page}"
        );
    }
}

#[test]
fn help_lists_every_command_and_the_exit_codes() {
    let page = run(["--help"]).exits(0).stdout;
    for name in COMMANDS {
        assert!(page.contains(&format!("\n  {name} ")), "{page}");
    }
    assert!(page.contains("Exit codes: 0"), "{page}");
}

#[test]
fn help_is_no_wider_than_a_screen() {
    for name in COMMANDS {
        let page = run([name, "--help"]).exits(0).stdout;
        assert!(super::width(&page) <= 100, "{page}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let version = format!("stocktake {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(run(["--version"]).exits(0).complains_of_nothing().stdout, version);
}

#[track_caller]
fn check_refused(args: &[&str], complaint: &str) {
    run(args).exits(2).prints_nothing().complains(complaint);
}

#[test]
fn wrong_usage_is_told_on_standard_error() {
    check_refused(&[], "Usage: stocktake");
    check_refused(&["scroe", EXAMPLE], "'score'");
    check_refused(&["score"], "<FILE>...");
    check_refused(&["report"], "<FILE>");
    check_refused(&["check"], "<FILE>...");
    check_refused(&["score", EXAMPLE, "--colour"], "unexpected argument '--colour'");
    check_refused(&["score", EXAMPLE, "--format", "xml"], "invalid value 'xml'");
    check_refused(&["score", EXAMPLE, "--color", "maybe"], "invalid value 'maybe'");
    check_refused(&["report", EXAMPLE, EXAMPLE], "many reports need a folder");
    check_refused(&["explain", "syntax", "syntax"], "unexpected argument");
    check_refused(&["frameworks", "a", "b"], "unexpected argument");
}

#[test]
fn a_format_that_no_terminal_can_show_is_no_choice_of_score() {
    check_refused(&["score", EXAMPLE, "--format", "pdf"], "csv, html, json, markdown, table");
}
