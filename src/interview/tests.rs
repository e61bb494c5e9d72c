//! The state machine, without a terminal.

use std::sync::Arc;

use super::*;
use crate::diagnostic::Source;
use crate::model::{Framework, Given, Response, Status, parse_date};
use crate::read::{self, Builtin};

const TINY: &str = include_str!("../../tests/fixtures/good/tiny.toml");

fn framework(text: &str) -> Arc<Framework> {
    let source = Arc::new(Source::new("tiny.toml", text));
    let checked = read::framework(&source);
    Arc::new(checked.value.unwrap_or_else(|| panic!("{:?}", checked.diagnostics)))
}

fn filled(framework: Arc<Framework>) -> Filled {
    let mut filled = Filled::new(framework, "tiny.toml".to_owned());
    filled.assessment.organisation.name = "Example NHS Foundation Trust".to_owned();
    filled.assessment.assessed_on = parse_date("2026-10-01").unwrap();
    filled
}

fn start(text: &str) -> Interview {
    Interview::new(filled(framework(text)), "answers.yaml")
}

fn tiny() -> Interview {
    start(TINY)
}

fn eight() -> Interview {
    let framework = Builtin::find("nhs-providers-eight-principles").unwrap().framework();
    Interview::new(filled(framework), "answers.yaml")
}

/// Presses the keys of a text; `⏎` is Enter, `⎋` Escape, `↓` an arrow. Returns the last effect.
fn press(interview: &mut Interview, keys: &str) -> Effect {
    let mut effect = Effect::Nothing;
    for key in keys.chars() {
        effect = interview.press(match key {
            '⏎' => Key::Enter,
            '⎋' => Key::Escape,
            '↓' => Key::Down,
            '↑' => Key::Up,
            '←' => Key::Left,
            '→' => Key::Right,
            '⌫' => Key::Backspace,
            it => Key::Char(it),
        });
    }
    effect
}

fn number(interview: &Interview) -> usize {
    assert_eq!(*interview.mode(), Mode::Asking, "{:?}", interview.said());
    interview.question().unwrap().number
}

#[track_caller]
fn response(interview: &Interview, at: usize) -> Option<Response> {
    interview.filled().assessment.answers[at].as_ref().map(|it| it.response.clone())
}

#[track_caller]
fn says(interview: &Interview, text: &str) {
    let said = interview.said().unwrap_or_default();
    assert!(said.contains(text), "{said:?}");
}

#[test]
fn one_key_answers_and_the_next_question_follows() {
    let mut it = tiny();
    assert_eq!(number(&it), 1);
    assert_eq!(press(&mut it, "3"), Effect::Save);
    assert_eq!(response(&it, 0), Some(Response::Given(Given::Level(3))));
    assert_eq!(number(&it), 2);
    says(&it, "Question 1: 3 Measured. That level asks for evidence");
    press(&mut it, "2");
    assert_eq!(it.filled().assessment.status(1), Status::Answered);
    assert_eq!(it.card().coverage.answered, 2);
    says(&it, "Question 2: Neither agree nor disagree. b goes back to it.");
}

#[test]
fn missing_unknown_not_applicable_and_zero_stay_apart() {
    let mut it = tiny();
    press(&mut it, "0un");
    assert_eq!(it.mode(), &Mode::Typing(Typing::new(What::Reason, "")));
    assert_eq!(press(&mut it, "⏎"), Effect::Nothing);
    says(&it, "why it does not apply");
    assert_eq!(press(&mut it, "We run no ambulances.⏎"), Effect::Save);
    let statuses: Vec<Status> = (0..5).map(|at| it.filled().assessment.status(at)).collect();
    assert_eq!(
        statuses,
        [
            Status::Answered,
            Status::Unknown,
            Status::NotApplicable,
            Status::Unanswered,
            Status::Unanswered
        ]
    );
    assert_eq!(it.progress(), ["1 of 5 answered", "1 unknown", "1 not applicable", "2 left"]);
}

#[test]
fn a_question_that_always_applies_cannot_be_put_aside() {
    let mut it = start(&TINY.replacen("levels.0", "always_applies = true\n  levels.0", 1));
    press(&mut it, "n");
    assert_eq!(number(&it), 1);
    says(&it, "applies to everybody");
    assert!(!it.keys().iter().any(|(key, _)| key == "n"));
    assert_eq!(it.line("n because we are small"), Effect::Nothing);
    assert_eq!(response(&it, 0), None);
}

#[test]
fn numbers_are_typed_and_held_within_their_range() {
    let mut it = tiny();
    press(&mut it, "ss");
    assert_eq!(number(&it), 3);
    press(&mut it, "9");
    assert_eq!(press(&mut it, "00⏎"), Effect::Nothing);
    says(&it, "from 0 to 100: % of records");
    assert_eq!(press(&mut it, "⌫⌫⌫41,5⏎"), Effect::Nothing);
    says(&it, "such as 41.5");
    assert_eq!(press(&mut it, "⌫⌫.5⏎"), Effect::Save);
    assert_eq!(response(&it, 2), Some(Response::Given(Given::Number(41.5))));
    assert_eq!(number(&it), 4);
}

#[test]
fn a_checklist_is_ticked_and_nothing_ticked_is_not_none_met() {
    let mut it = tiny();
    press(&mut it, "ssss");
    assert_eq!(press(&mut it, "⏎"), Effect::Nothing);
    says(&it, "Nothing is ticked. Press 0 if none");
    assert_eq!(press(&mut it, "13↓"), Effect::Nothing);
    assert_eq!(response(&it, 4), None, "ticks are no answer until they are given");
    assert_eq!(press(&mut it, "↑ ⏎"), Effect::Save, "the space bar ticks what the cursor is on");
    let Some(Response::Given(Given::Elements(met))) = response(&it, 4) else { panic!() };
    assert_eq!(met.len(), 3);
    press(&mut it, "b3");
    assert!(it.has_new_ticks());
    press(&mut it, "3");
    assert!(!it.has_new_ticks(), "the ticks are those of the answer again");
    assert_eq!(press(&mut it, "0"), Effect::Save);
    assert_eq!(response(&it, 4), Some(Response::Given(Given::Elements(BTreeSet::new()))));
}

#[test]
fn levels_without_a_digit_of_their_own_are_typed_or_chosen_with_arrows() {
    let levels = |from: i32| {
        let keep = |line: &&str| {
            let line = line.trim();
            !["steps", "effort", "levels", "required_from"].iter().any(|it| line.starts_with(it))
        };
        let lines: Vec<&str> = TINY.lines().filter(keep).collect();
        let mut text =
            lines.join("\n").split("[[dimension]]\nid = \"systems\"").next().unwrap().to_owned();
        for (at, label) in
            ["Absent", "Started", "In use", "Measured"].iter().zip(0..).map(|(a, b)| (b, a))
        {
            let level = |it: i32| format!("\nlevel = {it}\nlabel = \"{label}\"");
            text = text.replace(&level(at), &level(at + from));
        }
        text
    };
    let mut it = start(&levels(8));
    assert_eq!(press(&mut it, "1"), Effect::Nothing, "it may become 10 or 11");
    assert_eq!(press(&mut it, "0⏎"), Effect::Save);
    assert_eq!(response(&it, 0), Some(Response::Given(Given::Level(10))));
    let mut it = start(&levels(-1));
    assert_eq!(press(&mut it, "-1⏎"), Effect::Save);
    assert_eq!(press(&mut it, "b↓↓↓⏎"), Effect::Save);
    assert_eq!(response(&it, 0), Some(Response::Given(Given::Level(2))));
    let mut it = start(&levels(1));
    assert_eq!(press(&mut it, "5"), Effect::Nothing);
    says(&it, "There is no 5 here: 1 to 4.");
    assert_eq!(press(&mut it, "4"), Effect::Save);
}

#[test]
fn what_goes_with_an_answer_stays_when_the_answer_changes() {
    let mut it = tiny();
    press(&mut it, "2bt2.5⏎");
    press(&mut it, "eSurvey⏎https://example.org/a⏎2026-03-02⏎");
    press(&mut it, "mTwo wards⏎");
    assert_eq!(press(&mut it, "oDigital lead⏎2027-13-01⏎"), Effect::Nothing);
    says(&it, "such as 2026-10-01");
    assert_eq!(press(&mut it, "⌫⌫⌫⌫⌫03-31⏎"), Effect::Save);
    let before = it.answer().cloned().unwrap();
    assert_eq!(before.evidence[0].link.as_deref(), Some("https://example.org/a"));
    assert_eq!((before.target, before.note.as_deref()), (Some(2.5), Some("Two wards")));
    press(&mut it, "1");
    let after = it.filled().assessment.answers[0].clone().unwrap();
    assert_eq!(after, Answer { response: Response::Given(Given::Level(1)), ..before });
    press(&mut it, "bd");
    says(&it, "d again deletes");
    assert_eq!(press(&mut it, "d"), Effect::Save);
    assert_eq!(response(&it, 0), None);
}

#[test]
fn evidence_waits_for_its_answer() {
    let mut it = tiny();
    assert_eq!(press(&mut it, "eSurvey⏎⏎⏎"), Effect::Nothing);
    assert_eq!(response(&it, 0), None);
    assert_eq!(press(&mut it, "q"), Effect::Nothing);
    says(&it, "question 1 is not saved");
    assert_eq!(press(&mut it, "3"), Effect::Save);
    assert_eq!(it.filled().assessment.answers[0].as_ref().unwrap().evidence.len(), 1);
    assert_eq!(press(&mut it, "q"), Effect::Quit);
}

#[test]
fn what_was_skipped_comes_again_at_the_end() {
    let mut it = tiny();
    press(&mut it, "s2s50⏎0");
    assert_eq!(*it.mode(), Mode::Overview);
    assert_eq!(
        it.what_is_left(),
        "2 questions are left. Enter goes to the first; q leaves, everything is saved."
    );
    press(&mut it, "⏎");
    assert_eq!(number(&it), 1);
    press(&mut it, "1");
    assert_eq!(number(&it), 3);
    press(&mut it, "90⏎");
    assert_eq!(*it.mode(), Mode::Overview);
    assert!(it.what_is_left().starts_with("Every question is answered"));
}

#[test]
fn back_is_where_one_was_before() {
    let mut it = tiny();
    press(&mut it, "b");
    says(&it, "the first question");
    press(&mut it, "12");
    assert_eq!(number(&it), 3);
    press(&mut it, "b");
    assert_eq!(number(&it), 2);
    assert_eq!(press(&mut it, "⏎"), Effect::Nothing, "Enter keeps the answer that is there");
    press(&mut it, "/5⏎");
    assert_eq!(number(&it), 5);
    press(&mut it, "bb←");
    assert_eq!(number(&it), 1);
    press(&mut it, "→→→→→");
    assert_eq!(*it.mode(), Mode::Overview);
    press(&mut it, "b");
    assert_eq!(number(&it), 5);
}

#[test]
fn it_goes_on_behind_the_last_answer() {
    let resumed = |keys: &str| {
        let mut it = tiny();
        press(&mut it, keys);
        Interview::new(it.filled().clone(), "answers.yaml")
    };
    assert_eq!(number(&resumed("")), 1);
    assert_eq!(number(&resumed("s1")), 3);
    assert_eq!(number(&resumed("s1ss0")), 1, "behind the last answer there is none");
    assert_eq!(*resumed("1150⏎50⏎0").mode(), Mode::Overview);
}

#[test]
fn questions_are_found_by_number_words_and_how_they_stand() {
    let mut it = eight();
    press(&mut it, "3/supplier");
    let Mode::Finding(found) = it.mode() else { panic!() };
    assert!(found.found.len() > 1);
    press(&mut it, "⎋/24⏎");
    assert_eq!(number(&it), 24);
    press(&mut it, "/nothing like that⏎");
    says(&it, "No question fits");
    press(&mut it, "⎋");
    assert_eq!(number(&it), 24);
    assert_eq!(it.fitting("open").len(), 23);
}

#[test]
fn the_name_and_the_date_are_asked_first() {
    let new = Filled::new(framework(TINY), "tiny.toml".to_owned());
    let mut it = Interview::new(new, "answers.yaml");
    assert!(!it.is_known());
    assert_eq!(press(&mut it, "⏎"), Effect::Nothing);
    press(&mut it, "Example NHS Foundation Trust⏎");
    assert_eq!(press(&mut it, "1 October⏎"), Effect::Nothing);
    says(&it, "such as 2026-10-01");
    press(&mut it, "⌫⌫⌫⌫⌫⌫⌫⌫⌫2026-10-01");
    assert_eq!(press(&mut it, "⏎"), Effect::Save);
    assert_eq!(press(&mut it, "community, 1⏎"), Effect::Save);
    assert_eq!(it.filled().assessment.organisation.settings.len(), 2);
    assert_eq!(number(&it), 1);
}

#[test]
fn leaving_before_the_name_is_known_writes_nothing() {
    let new = Filled::new(framework(TINY), "tiny.toml".to_owned());
    let mut it = Interview::new(new, "answers.yaml");
    assert_eq!(press(&mut it, "Exa⎋"), Effect::Quit);
    assert!(it.farewell().contains("was not written"));
}

#[test]
fn a_question_for_others_is_asked_only_if_it_is_answered() {
    let text = TINY.replace("settings=[\"acute\",\"community\"]", "settings = [\"community\"]");
    let mut filled = filled(framework(&text));
    filled.assessment.organisation.settings = vec!["acute".parse().unwrap()];
    assert_eq!(Interview::new(filled.clone(), "a.yaml").questionnaire().questions().count(), 4);
    filled.assessment.answers[1] = Some(Response::Unknown.into());
    assert_eq!(Interview::new(filled, "a.yaml").questionnaire().questions().count(), 5);
}

#[test]
fn a_file_that_changed_is_loaded_and_the_question_asked_again() {
    let mut it = tiny();
    let theirs = it.filled().clone();
    press(&mut it, "13");
    it.not_saved(Trouble::Changed(None));
    assert_eq!(press(&mut it, "2"), Effect::Nothing, "no answer is taken meanwhile");
    assert_eq!(press(&mut it, "r"), Effect::Reload);
    it.reloaded(theirs, false);
    assert_eq!(number(&it), 2);
    assert_eq!(it.card().coverage.answered, 0);
    says(&it, "as it is now");
}

#[test]
fn what_could_not_be_written_is_tried_again() {
    let mut it = tiny();
    press(&mut it, "1");
    it.not_saved(Trouble::Unwritten("the disk is full".to_owned()));
    assert_eq!(press(&mut it, "⏎"), Effect::Save);
    it.saved();
    assert_eq!(number(&it), 2);
}

#[test]
fn pasted_text_is_never_taken_for_keys() {
    let mut it = tiny();
    it.paste("3\n2\n");
    assert_eq!(it.card().coverage.answered, 0);
    press(&mut it, "n");
    it.paste("We run\nno ambulances");
    press(&mut it, "⏎");
    let reason = "We run no ambulances".to_owned();
    assert_eq!(response(&it, 0), Some(Response::NotApplicable { reason }));
}

#[test]
fn lines_say_the_same_as_keys() {
    let mut it = tiny();
    assert_eq!(it.line("3 Measured\n"), Effect::Save);
    assert_eq!(it.line("Agree"), Effect::Save);
    assert_eq!(it.line("101"), Effect::Nothing);
    says(&it, "from 0 to 100");
    assert_eq!(it.line("50 %"), Effect::Save);
    assert_eq!(it.line("n because we have none"), Effect::Save);
    let reason = "we have none".to_owned();
    assert_eq!(response(&it, 3), Some(Response::NotApplicable { reason }));
    assert_eq!(it.line("1, 3"), Effect::Save);
    let Some(Response::Given(Given::Elements(met))) = response(&it, 4) else { panic!() };
    assert_eq!(met.len(), 2);
    it.line("/ 5");
    assert_eq!(it.line("none"), Effect::Save);
    it.line("/2");
    assert_eq!(it.line("1"), Effect::Save);
    assert_eq!(response(&it, 1), Some(Response::Given(Given::Choice("disagree".parse().unwrap()))));
    it.line("/1");
    assert_eq!(it.line("t 9"), Effect::Nothing);
    says(&it, "from 0 to 3");
    assert_eq!(it.line("t 2"), Effect::Save);
    assert_eq!(it.line("m one ward to do"), Effect::Save);
    assert_eq!(it.line("e Survey"), Effect::Nothing);
    it.line("");
    assert_eq!(it.line("2026-03-02"), Effect::Save);
    it.line("m");
    assert_eq!(it.line("-"), Effect::Save, "a single hyphen takes the note away");
    assert_eq!(it.answer().unwrap().note, None);
    it.line("perhaps");
    says(&it, "“perhaps” is no answer here. Type 0 to 3, u for unknown");
    assert_eq!(it.line("quit"), Effect::Quit);
}
