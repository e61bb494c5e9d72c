//! Whatever keys are pressed: nothing breaks, and what is to be saved can be saved and read again.

use proptest::prelude::*;
use stocktake::interview::{Effect, Interview, Key, Mode, Trouble};
use stocktake::model::Status;
use stocktake::notation::Language;
use stocktake::render::escape::is_hidden;
use stocktake::render::interview::{Spoken, draw, spoken};
use stocktake::render::{Detail, answers_file};

use crate::answers_file::{filled, filled_in};
use crate::config;
use crate::files::FRAMEWORK;
use crate::made_up::{made_up, text};

/// Returns keys: mostly those that do something.
fn key() -> impl Strategy<Value = Key> {
    let all = [
        Key::Enter,
        Key::Escape,
        Key::Backspace,
        Key::Delete,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::PageUp,
        Key::PageDown,
        Key::Home,
        Key::End,
    ];
    prop_oneof![
        6 => prop::sample::select("0123456789-. unsbetmodq/?r".chars().collect::<Vec<_>>())
            .prop_map(Key::Char),
        3 => Just(Key::Enter),
        2 => prop::sample::select(all.to_vec()),
        1 => any::<char>().prop_map(Key::Char),
    ]
}

/// Draws the interview in a window of this size.
fn look(interview: &mut Interview, (width, height): (u16, u16)) {
    let area = ratatui::layout::Rect::new(0, 0, width, height);
    let mut buffer = ratatui::buffer::Buffer::empty(area);
    let drawn = draw(interview, true, area, &mut buffer);
    interview.viewed(drawn.first, drawn.rows);
}

/// Returns how many questions stand how.
fn counts(interview: &Interview) -> [usize; 4] {
    let assessment = &interview.filled().assessment;
    let all = 0..assessment.answers.len();
    let count = |status| all.clone().filter(|it| assessment.status(*it) == status).count();
    [Status::Answered, Status::Unknown, Status::NotApplicable, Status::Unanswered].map(count)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_keys_are_pressed_what_is_saved_is_read_again(
        made_up in made_up(),
        texts in prop::collection::vec(text(), 1..20),
        keys in prop::collection::vec(key(), 0..120),
        size in (1..130_u16, 1..50_u16),
    ) {
        let folder = tempfile::tempdir().expect("there is a place for temporary folders");
        std::fs::write(folder.path().join(FRAMEWORK), made_up.framework()).expect("it can be written");
        let mut interview = Interview::new(filled(made_up.assess(), &texts), "answers.yaml");
        let mut is_saved = false;
        for (at, key) in keys.into_iter().enumerate() {
            match interview.press(key) {
                Effect::Nothing => {}
                Effect::Save if at % 7 == 0 => interview.not_saved(Trouble::Changed(None)),
                Effect::Save => {
                    interview.saved();
                    is_saved = true;
                }
                Effect::Reload => interview.reloaded(interview.filled().clone(), false),
                Effect::Quit => interview.not_saved(Trouble::Unwritten("full".to_owned())),
            }
            look(&mut interview, size);
        }
        let card = stocktake::score::score(&interview.filled().assessment);
        prop_assert_eq!(&card, interview.card());
        if is_saved {
            let language = Language::ALL[usize::from(size.0) % 3];
            let text = answers_file(interview.filled(), language, Detail::Brief);
            let name = format!("answers.{}", language.ending());
            let read = filled_in(folder.path(), &name, &text);
            prop_assert_eq!(&read, interview.filled(), "{}", text);
        }
    }

    #[test]
    fn a_key_changes_one_answer_at_most_and_back_returns_to_it(
        made_up in made_up(), keys in prop::collection::vec(key(), 1..60)
    ) {
        let mut interview = Interview::new(filled(made_up.assess(), &["a".to_owned()]), "a.yaml");
        for key in keys {
            let before = interview.clone();
            let effect = interview.press(key);
            let (old, new) = (&before.filled().assessment, &interview.filled().assessment);
            let changed: Vec<usize> =
                (0..new.answers.len()).filter(|&it| old.answers[it] != new.answers[it]).collect();
            prop_assert!(changed.len() <= 1);
            prop_assert_eq!(effect == Effect::Save, changed.len() == 1);
            let moved = counts(&before).into_iter().zip(counts(&interview));
            prop_assert!(moved.filter(|(a, b)| a != b).count() <= 2);
            let Some(&at) = changed.first() else { continue };
            if *interview.mode() == Mode::Asking
                && interview.question().map(|it| it.index) != Some(at)
            {
                let mut back = interview.clone();
                back.press(Key::Char('b'));
                prop_assert_eq!(back.question().map(|it| it.index), Some(at));
            }
        }
    }

    #[test]
    fn whatever_lines_are_typed_nothing_breaks(
        made_up in made_up(),
        lines in prop::collection::vec(
            prop_oneof![
                prop::sample::select(vec![
                    "", "1", "2 3", "0", "u", "n", "n because", "s", "b", "q", "/", "/1", "/ open",
                    "e", "e a", "t", "t 1", "m a", "o a", "o", "d", "?", "-", "2026-10-01", "r",
                ]).prop_map(str::to_owned),
                any::<String>(),
            ],
            0..60,
        ),
    ) {
        let mut interview = Interview::new(filled(made_up.assess(), &["a".to_owned()]), "a.yaml");
        for line in lines {
            let before = interview.filled().clone();
            let effect = interview.line(&line);
            prop_assert_eq!(effect == Effect::Save, before != *interview.filled());
            for part in [Spoken::View, Spoken::Said, Spoken::Prompt, Spoken::End] {
                let text = spoken(&interview, part);
                prop_assert!(!text.contains(|it| it != '\n' && is_hidden(it)), "{}", text);
            }
        }
    }
}
