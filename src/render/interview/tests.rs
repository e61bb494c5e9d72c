//! Screens, as they look.

use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Color;

use super::*;
use crate::diagnostic::Source;
use crate::interview::{Key, Trouble};
use crate::model::parse_date;
use crate::questionnaire::Filled;
use crate::read::{self, Builtin};

fn start(framework: Arc<crate::model::Framework>) -> Interview {
    let reference = format!("{}@{}", framework.id, framework.version);
    let mut filled = Filled::new(framework, reference);
    filled.assessment.organisation.name = "Example NHS Foundation Trust".to_owned();
    filled.assessment.assessed_on = parse_date("2026-10-01").unwrap();
    Interview::new(filled, "answers.yaml")
}

fn builtin(id: &str) -> Interview {
    start(Builtin::find(id).unwrap().framework())
}

fn tiny() -> Interview {
    let text = include_str!("../../../tests/fixtures/good/tiny.toml");
    let source = Arc::new(Source::new("tiny.toml", text));
    start(Arc::new(read::framework(&source).value.unwrap()))
}

fn press(interview: &mut Interview, keys: &str) {
    for key in keys.chars() {
        interview.press(match key {
            '⏎' => Key::Enter,
            '↓' => Key::Down,
            '⇟' => Key::PageDown,
            it => Key::Char(it),
        });
    }
}

/// Draws the interview until the view stays where it is.
fn terminal(it: &mut Interview, columns: u16, lines: u16) -> Terminal<TestBackend> {
    let mut terminal = Terminal::new(TestBackend::new(columns, lines)).unwrap();
    for _ in 0..2 {
        terminal
            .draw(|frame| {
                let drawn = draw(it, true, frame.area(), frame.buffer_mut());
                if let Some(cursor) = drawn.cursor {
                    frame.set_cursor_position(cursor);
                }
                it.viewed(drawn.first, drawn.rows);
            })
            .unwrap();
    }
    terminal
}

fn screen(it: &mut Interview, columns: u16, lines: u16) -> String {
    terminal(it, columns, lines).backend().to_string()
}

#[test]
fn a_question_with_levels() {
    let mut it = builtin("nhs-providers-eight-principles");
    press(&mut it, "3");
    insta::assert_snapshot!("levels", screen(&mut it, 80, 24));
    insta::assert_snapshot!("levels-wide", screen(&mut it, 120, 40));
    insta::assert_snapshot!("levels-tight", screen(&mut it, 40, 10));
}

#[test]
fn an_answer_with_everything_that_goes_with_it() {
    let mut it = builtin("nhs-providers-eight-principles");
    press(&mut it, "4beUser research log⏎⏎2026-03-02⏎oChief digital officer⏎2027-03-31⏎");
    press(&mut it, "t5⏎mTwo services to do⏎");
    insta::assert_snapshot!("answer", screen(&mut it, 80, 24));
}

#[test]
fn a_checklist_with_ticks() {
    let mut it = builtin("what-good-looks-like");
    press(&mut it, "13↓");
    insta::assert_snapshot!("checklist", screen(&mut it, 80, 24));
    press(&mut it, "↓↓↓↓↓");
    insta::assert_snapshot!("checklist-end", screen(&mut it, 80, 24));
}

#[test]
fn options_and_numbers() {
    let mut it = tiny();
    press(&mut it, "2");
    insta::assert_snapshot!("options", screen(&mut it, 80, 24));
    press(&mut it, "341");
    insta::assert_snapshot!("number", screen(&mut it, 80, 24));
    press(&mut it, "⏎");
    insta::assert_snapshot!("number-on-a-line", screen(&mut it, 80, 24));
}

#[test]
fn a_long_text_is_seen_where_it_is_typed() {
    let mut it = tiny();
    press(&mut it, "n");
    it.paste(&"We run no ambulances. ".repeat(20));
    let terminal = terminal(&mut it, 80, 24);
    insta::assert_snapshot!("typing", terminal.backend());
}

#[test]
fn help_a_search_and_what_is_left() {
    let mut it = builtin("nhs-providers-eight-principles");
    press(&mut it, "3?");
    insta::assert_snapshot!("help", screen(&mut it, 80, 24));
    press(&mut it, "⇟");
    insta::assert_snapshot!("help-below", screen(&mut it, 80, 24));
    press(&mut it, "q/supplier↓");
    insta::assert_snapshot!("search", screen(&mut it, 80, 24));
    press(&mut it, "⏎");
    while *it.mode() == Mode::Asking {
        press(&mut it, "s");
    }
    insta::assert_snapshot!("left", screen(&mut it, 80, 24));
}

#[test]
fn a_file_that_changed() {
    let mut it = tiny();
    press(&mut it, "2");
    it.not_saved(Trouble::Changed(Some("Line 3 is wrong now: unknown level `9`.".to_owned())));
    insta::assert_snapshot!("changed", screen(&mut it, 80, 24));
}

#[test]
fn every_size_can_be_drawn_and_what_is_typed_stays_in_view() {
    let mut it = builtin("what-good-looks-like");
    press(&mut it, "e");
    it.paste(&"a long title ".repeat(40));
    for columns in 1..130 {
        for lines in [1, 5, 9, 10, 11, 15, 16, 24, 29, 30, 50] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, lines));
            let drawn = draw(&it, false, buffer.area, &mut buffer);
            let is_large = columns >= SMALLEST.0 && lines >= SMALLEST.1;
            assert_eq!(drawn.cursor.is_some(), is_large, "{columns} × {lines}");
        }
    }
}

#[test]
fn without_colour_no_cell_has_one() {
    let mut it = builtin("nhs-providers-eight-principles");
    press(&mut it, "3b↓");
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    draw(&it, false, buffer.area, &mut buffer);
    assert!(buffer.content().iter().all(|it| (it.fg, it.bg) == (Color::Reset, Color::Reset)));
    draw(&it, true, buffer.area, &mut buffer);
    assert!(buffer.content().iter().any(|it| it.fg != Color::Reset));
}

#[test]
fn text_that_steers_terminals_is_shown_as_its_code() {
    let mut it = tiny();
    press(&mut it, "2bm");
    it.paste("\u{202e}drow");
    press(&mut it, "⏎");
    assert!(screen(&mut it, 80, 24).contains("note: \\u{202e}drow"));
}
