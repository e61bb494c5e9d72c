//! What each edit makes of a text, case by case.
//!
//! Long, because each case shows the whole text before and after: that is what people see of an edit.

use std::path::Path;
use std::sync::Arc;

use super::{EditError, edit};
use crate::diagnostic::Source;
use crate::model::{Answer, Assessment, Evidence, Given, Response, parse_date};
use crate::read;

const YAML: &str = "framework: nhs-providers-eight-principles # ours\norganisation:\n  name: A\n\
    assessed_on: 2026-10-01\n";
const TOML: &str = "framework = \"nhs-providers-eight-principles\"\norganisation = { name = 'A' }\n\
    assessed_on = 2026-10-01\n";
const JSON: &str = "{\n  \"framework\": \"nhs-providers-eight-principles\",\n  \
    \"organisation\": { \"name\": \"A\" },\n  \"assessed_on\": \"2026-10-01\",\n";

fn run(name: &str, text: &str, change: impl FnOnce(&mut Assessment)) -> Result<String, EditError> {
    let source = Arc::new(Source::new(name, text));
    let checked = read::answers(&source, Path::new(""));
    let before = checked.value.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    let mut after = before.clone();
    change(&mut after);
    edit(&source, Path::new(""), &before, &after)
}

/// Checks what an edit makes of `before`, which stands below the head of a file.
#[track_caller]
fn check(head: &str, before: &str, change: impl Fn(&mut Assessment), after: &str) {
    let name = match head {
        YAML => "a.yaml",
        TOML => "a.toml",
        _ => "a.json",
    };
    let edited = run(name, &format!("{head}{before}"), &change);
    let edited = edited.unwrap_or_else(|it| panic!("{it}: {it:?}"));
    assert_eq!(edited.strip_prefix(head), Some(after), "{edited}");
    // The same with line ends as on Windows.
    let windows = |it: &str| it.replace('\n', "\r\n");
    let edited = run(name, &windows(&format!("{head}{before}")), change);
    assert_eq!(
        edited.as_deref().map(|it| it.strip_prefix(&windows(head))),
        Ok(Some(&*windows(after)))
    );
}

#[track_caller]
fn index(it: &Assessment, id: &str) -> usize {
    it.framework.criterion(id).unwrap()
}

/// Answers a question with a level.
fn set(id: &'static str, level: i32) -> impl Fn(&mut Assessment) {
    move |it| {
        let at = index(it, id);
        let response = Response::Given(Given::Level(level));
        match &mut it.answers[at] {
            Some(answer) => answer.response = response,
            none => *none = Some(response.into()),
        }
    }
}

fn clear(id: &'static str) -> impl Fn(&mut Assessment) {
    move |it| {
        let at = index(it, id);
        it.answers[at] = None;
    }
}

/// Changes what goes with an answer.
fn with(id: &'static str, change: impl Fn(&mut Answer)) -> impl Fn(&mut Assessment) {
    move |it| {
        let at = index(it, id);
        change(it.answers[at].get_or_insert_with(|| Response::Unknown.into()));
    }
}

fn note(text: &str) -> impl Fn(&mut Answer) {
    move |it| it.note = Some(text.to_owned())
}

fn piece(title: &str) -> Evidence {
    Evidence { title: title.to_owned(), link: None, dated: None }
}

#[test]
fn without_a_difference_the_text_comes_back() {
    let text = format!("{YAML}answers: {{ }} # none  \n\n\n");
    assert_eq!(run("a.yaml", &text, |_| ()).as_ref(), Ok(&text));
}

#[test]
fn a_short_answer_of_yaml_is_replaced_where_it_stands() {
    check(
        YAML,
        "answers:\n    user-research:   3   # why\n    # last\n    user-contact: unknown",
        |it| {
            set("user-research", 4)(it);
            set("user-contact", 2)(it);
        },
        "answers:\n    user-research:   4   # why\n    # last\n    user-contact: 2",
    );
}

#[test]
fn the_comment_behind_an_answer_keeps_its_column() {
    check(
        YAML,
        "answers:\n  user-research: 3           # a\n  user-contact:              # b\n",
        |it| {
            with("user-research", |it| it.response = Response::Unknown)(it);
            set("user-contact", 2)(it);
        },
        "answers:\n  user-research: unknown     # a\n  user-contact: 2            # b\n",
    );
}

#[test]
fn a_waiting_question_of_yaml_gets_its_answer_and_waits_again() {
    let waiting = "answers:\n  # Q1\n  user-research:\n  # Q2\n  user-contact: # two\n  outside-dependence: null\n";
    let answered = "answers:\n  # Q1\n  user-research: 1\n  # Q2\n  user-contact: 2 # two\n  outside-dependence: 3\n";
    check(
        YAML,
        waiting,
        |it| {
            set("user-research", 1)(it);
            set("user-contact", 2)(it);
            set("outside-dependence", 3)(it);
        },
        answered,
    );
    check(
        YAML,
        answered,
        |it| {
            clear("user-research")(it);
            clear("user-contact")(it);
        },
        &waiting.replace("null", "3"),
    );
}

#[test]
fn a_short_answer_of_yaml_becomes_long_in_lines() {
    check(
        YAML,
        "answers:\n  user-research: 3 # why\n  # next\n  user-contact: 2\n",
        with("user-research", |it| {
            it.note = Some("a: b".to_owned());
            it.evidence = vec![piece("Log"), piece("Plan")];
            it.due = parse_date("2027-03-31");
        }),
        "answers:\n  user-research: # why\n    answer: 3\n    evidence:\n      - { title: Log }\n      \
         - { title: Plan }\n    note: \"a: b\"\n    due: 2027-03-31\n  # next\n  user-contact: 2\n",
    );
}

#[test]
fn a_long_answer_of_yaml_is_changed_key_by_key() {
    check(
        YAML,
        "answers:\n  user-research:\n    # kept\n    answer: 3 # a\n    note: |\n      one\n\n      two\n\n    \
         # about the owner\n    owner: 'B' # b\n    due: 2027-03-31\n",
        with("user-research", |it| {
            it.response = Response::NotApplicable { reason: "None here".to_owned() };
            it.note = Some("three".to_owned());
            it.owner = None;
            it.target = Some(4.5);
        }),
        "answers:\n  user-research:\n    # kept\n    not_applicable: None here # a\n    note: three\n\n    \
         # about the owner\n    # b\n    due: 2027-03-31\n    target: 4.5\n",
    );
}

#[test]
fn evidence_of_yaml_is_changed_piece_by_piece() {
    check(
        YAML,
        "answers:\n  user-research:\n    answer: 3\n    evidence: # e\n      # first\n      - title: A # a\n        \
         link: https://a.b\n      - { title: 'B', dated: 2026-01-01 } # b\n      - title: C\n  user-contact: 3\n",
        with("user-research", |it| {
            it.evidence[0].link = Some("https://c.d".to_owned());
            it.evidence[1].dated = None;
            it.evidence[1].link = Some("https://e.f".to_owned());
            it.evidence.push(piece("D"));
        }),
        "answers:\n  user-research:\n    answer: 3\n    evidence: # e\n      # first\n      - title: A # a\n        \
         link: \"https://c.d\"\n      - { title: 'B', link: \"https://e.f\" } # b\n      - title: C\n      \
         - { title: D }\n  user-contact: 3\n",
    );
    check(
        YAML,
        "answers:\n  user-research:\n    answer: 3\n    evidence:\n    - title: A\n    # about B\n    - title: B # b\n    \
         - title: C\n",
        with("user-research", |it| {
            it.evidence.remove(1);
        }),
        "answers:\n  user-research:\n    answer: 3\n    evidence:\n    - title: A\n    # about B\n    # b\n    \
         - title: C\n",
    );
}

#[test]
fn a_new_key_of_yaml_stands_in_framework_order_and_takes_no_comment_from_another() {
    let answers = "answers:\n  # about contact\n  user-contact:\n    answer: 3\n    # of contact\n  # about the end\n  \
        outside-dependence: 2\n# end\n";
    check(
        YAML,
        answers,
        set("user-research", 1),
        &answers.replace("answers:\n", "answers:\n  user-research: 1\n"),
    );
    let middle = "  digital-inclusion: 1\n";
    check(
        YAML,
        answers,
        set("digital-inclusion", 1),
        &answers.replace("  # about the end\n", &format!("{middle}  # about the end\n")),
    );
}

#[test]
fn answers_of_yaml_that_are_empty_become_a_block() {
    for empty in ["answers:", "answers: {}", "answers: { }", "answers: ~"] {
        check(
            YAML,
            &format!("{empty} # mine"),
            set("user-research", 1),
            "answers: # mine\n  user-research: 1",
        );
    }
}

#[test]
fn yaml_in_brackets_stays_in_brackets() {
    check(
        YAML,
        "answers: { user-research: 3, user-contact: { answer: 2, note: a } } # x\n",
        |it| {
            clear("user-research")(it);
            with("user-contact", |it| {
                it.note = None;
                it.owner = Some("B".to_owned());
            })(it);
            set("outside-dependence", 1)(it);
        },
        "answers: { user-research: null, user-contact: { answer: 2, owner: B }, outside-dependence: 1 } # x\n",
    );
    check(
        YAML,
        "answers: {\n  # one\n  user-research: 3, # two\n  # three\n  outside-dependence: 3 # four\n  # five\n}\n",
        |it| {
            set("user-contact", 1)(it);
            set("supplier-exit", 1)(it);
        },
        "answers: {\n  # one\n  user-research: 3, # two\n  user-contact: 1,\n  # three\n  outside-dependence: 3, # four\n  \
         supplier-exit: 1\n  # five\n}\n",
    );
}

#[test]
fn what_goes_with_the_answers_is_changed_too() {
    check(
        YAML,
        "# who\nassessed_by: B # b\ntargets: # t\n  user-needs: 4 # u\nanswers: {}\n",
        |it| {
            it.assessed_by = None;
            it.targets.dimensions.clear();
        },
        "# who\n# b\ntargets: {} # t\n  # u\nanswers: {}\n",
    );
}

#[test]
fn the_organisation_is_changed_key_by_key() {
    let text = format!("{YAML}answers: {{}}\n");
    let edited = run("a.yaml", &text, |it| {
        it.organisation.ods_code = Some("RX9".to_owned());
        it.organisation.name = "B: C".to_owned();
        it.assessed_by = Some("D".to_owned());
        it.targets.dimensions.insert(0, 3.5);
    });
    let expected = "framework: nhs-providers-eight-principles # ours\norganisation:\n  name: \"B: C\"\n  ods_code: RX9\n\
        assessed_on: 2026-10-01\nassessed_by: D\ntargets:\n  user-needs: 3.5\nanswers: {}\n";
    assert_eq!(edited.as_deref(), Ok(expected));
}

#[test]
fn a_list_of_elements_keeps_its_order_and_comments() {
    let head = "framework: connectivity-and-interoperability\norganisation: { name: A }\nassessed_on: 2026-10-01\n";
    let text = "answers:\n  wireless-coverage:\n    # seen\n    - survey-planned # p\n    - areas-listed\n    - reports-located\n";
    let edited = run("a.yaml", &format!("{head}{text}"), |it| {
        let at = index(it, "wireless-coverage");
        let elements = ["survey-planned", "reports-located", "target-written"];
        let elements = elements.map(|it| it.parse().unwrap());
        it.answers[at] = Some(Response::Given(Given::Elements(elements.into())).into());
    });
    let expected = text.replace("    - areas-listed\n", "") + "    - target-written\n";
    assert_eq!(edited.unwrap().strip_prefix(head), Some(expected.as_str()));
}

#[test]
fn json_keeps_its_layout() {
    check(
        JSON,
        "  \"answers\": {\n    \"user-research\": null,\n    \"user-contact\": 2\n  }\n}",
        |it| {
            set("user-research", 3)(it);
            with("user-contact", note("a \"b\""))(it);
            set("outside-dependence", 1)(it);
        },
        "  \"answers\": {\n    \"user-research\": 3,\n    \"user-contact\": { \"answer\": 2, \"note\": \"a \\\"b\\\"\" },\n    \
         \"outside-dependence\": 1\n  }\n}",
    );
    check(
        JSON,
        "  \"answers\": {\"user-contact\":{\"answer\":2,\"note\":\"a\",\"due\":\"2027-03-31\"}}\n}",
        |it| {
            with("user-contact", |it| {
                it.note = None;
                it.due = None;
            })(it);
            it.assessed_by = Some("B".to_owned());
        },
        "  \"assessed_by\": \"B\",\n  \"answers\": {\"user-contact\":{\"answer\":2}}\n}",
    );
    check(
        JSON,
        "  \"answers\": {}\n}\n",
        |it| {
            set("user-research", 3)(it);
            set("user-contact", 3)(it);
        },
        "  \"answers\": {\n    \"user-research\": 3,\n    \"user-contact\": 3\n  }\n}\n",
    );
    check(
        JSON,
        "  \"answers\": {\"user-contact\": 3}}",
        clear("user-contact"),
        "  \"answers\": {\"user-contact\": null}}",
    );
}

#[test]
fn a_waiting_question_of_toml_gets_its_answer_in_its_place() {
    let waiting = "[answers]\n# Research?\n# user-research =\n\n  # user-contact =\n# end";
    let answered = "[answers]\n# Research?\nuser-research = 3\n\n  user-contact = { answer = \"unknown\", note = \"a\" }\n# end";
    let change = |it: &mut Assessment| {
        set("user-research", 3)(it);
        with("user-contact", note("a"))(it);
    };
    check(TOML, waiting, change, answered);
    let back = |it: &mut Assessment| {
        clear("user-research")(it);
        clear("user-contact")(it);
    };
    check(TOML, answered, back, waiting);
}

#[test]
fn only_comments_below_the_header_of_the_answers_wait() {
    check(
        TOML,
        "# user-research =\n[answers]\nuser-contact = { answer = 3, note = '''\n# user-research =\n''' } # a\n[targets]\n\
         # user-research =\n",
        set("user-research", 3),
        "# user-research =\n[answers]\nuser-research = 3\nuser-contact = { answer = 3, note = '''\n# user-research =\n''' } \
         # a\n[targets]\n# user-research =\n",
    );
}

#[test]
fn toml_in_lines_is_changed_in_lines() {
    check(
        TOML,
        "answers.user-contact.answer = 3 # a\nanswers.user-contact.note = \"n\" # b\n# c\ntargets.user-needs = 4\n",
        |it| {
            with("user-contact", |it| {
                it.note = None;
                it.owner = Some("B".to_owned());
            })(it);
            set("outside-dependence", 1)(it);
            it.assessed_by = Some("C".to_owned());
            it.targets.dimensions.clear();
        },
        "assessed_by = \"C\"\nanswers.user-contact.answer = 3 # a\nanswers.user-contact.owner = \"B\"\n# b\n\
         answers.outside-dependence = 1\n# c\n",
    );
}

#[test]
fn toml_below_headers_is_changed_below_headers() {
    check(
        TOML,
        "[answers]\nuser-research = 3\n\n# contact\n[answers.user-contact] # x\nanswer = 3\n# e\n\
         [[answers.user-contact.evidence]]\ntitle = \"A\" # a\n\n[targets]\nuser-needs = 4 # u\n",
        |it| {
            with("user-contact", |it| {
                it.evidence[0].link = Some("https://a.b".to_owned());
                it.evidence.push(piece("B"));
                it.note = Some("n".to_owned());
            })(it);
            set("outside-dependence", 1)(it);
            it.targets.dimensions.clear();
        },
        "[answers]\nuser-research = 3\noutside-dependence = 1\n\n# contact\n[answers.user-contact] # x\nanswer = 3\nnote = \"n\"\n# e\n\
         [[answers.user-contact.evidence]]\ntitle = \"A\" # a\nlink = \"https://a.b\"\n\
         [[answers.user-contact.evidence]]\ntitle = \"B\"\n\n[targets]\n# u\n",
    );
}

#[test]
fn toml_in_brackets_stays_in_brackets() {
    check(
        TOML,
        "answers = { user-research = 3, user-contact = { answer = 2, evidence = [{ title = 'A' }] } } # x\n",
        |it| {
            clear("user-research")(it);
            with("user-contact", |it| it.evidence.push(piece("B")))(it);
            set("outside-dependence", 1)(it);
        },
        "answers = { outside-dependence = 1, user-contact = { answer = 2, evidence = [{ title = 'A' }, { title = \"B\" }] } } # x\n",
    );
}

#[test]
fn an_anchor_that_others_use_is_refused_and_one_of_its_own_is_not() {
    let text = format!("{YAML}answers:\n  user-research: &a 3\n  user-contact: *a\n");
    assert_eq!(run("a.yaml", &text, set("user-research", 2)), Err(EditError::Different));
    let expected = text.replace("*a", "2");
    assert_eq!(run("a.yaml", &text, set("user-contact", 2)), Ok(expected));
}

#[test]
fn what_the_file_accepts_cannot_change_behind_an_alias() {
    let text = format!(
        "{YAML}answers:\n  user-research: {{ answer: 3, note: &n Seen }}\naccept:\n  - {{ code: straight-line, reason: *n }}\n"
    );
    let edited = run("a.yaml", &text, with("user-research", note("Other")));
    assert_eq!(edited, Err(EditError::Different));
}

#[test]
fn a_broken_file_is_refused() {
    let source = Arc::new(Source::new("a.yaml", YAML.to_owned() + "answers: {}\n"));
    let before = read::answers(&source, Path::new("")).value.unwrap();
    let mut after = before.clone();
    set("user-research", 3)(&mut after);
    let broken = Arc::new(Source::new("a.yaml", "a: [\n"));
    assert_eq!(edit(&broken, Path::new(""), &before, &after), Err(EditError::Broken));
}

#[test]
fn every_answer_of_every_example_can_be_changed_and_keeps_every_comment() {
    let examples = std::fs::read_dir("examples/example-trust").unwrap();
    for path in examples.map(|it| it.unwrap().path()).filter(|it| it.extension().is_some()) {
        let text = std::fs::read_to_string(&path).unwrap();
        let source = Arc::new(Source::new(path.to_str().unwrap(), text.as_str()));
        let before = read::answers(&source, Path::new("")).value.unwrap();
        let mut after = before.clone();
        for (at, answer) in after.answers.iter_mut().enumerate() {
            *answer = match at % 3 {
                0 => None,
                1 => {
                    Some(Answer { owner: Some("Somebody".to_owned()), ..Response::Unknown.into() })
                }
                _ => Some(Answer {
                    note: Some("Why".to_owned()),
                    ..answer.clone().unwrap_or(Response::Unknown.into())
                }),
            };
        }
        let edited = edit(&source, Path::new(""), &before, &after);
        let edited = edited.unwrap_or_else(|it| panic!("{}: {it:?}", path.display()));
        let comments = |it: &str| -> Vec<String> {
            let lines = it.lines().map(|it| it.trim().to_owned());
            lines.filter(|it| it.starts_with('#')).collect()
        };
        let mut kept = comments(&edited).into_iter();
        let is_kept = comments(&text).iter().all(|it| kept.any(|kept| kept == *it));
        assert!(is_kept, "{}", path.display());
    }
}

#[test]
fn unusual_yaml_is_changed_all_the_same() {
    check(
        YAML,
        "answers:\n  ? user-research\n  : 3\n  \"user-contact\": !!int 2 # c\n  digital-inclusion: &own\n    answer: 1\n\
         # end\n",
        |it| {
            set("user-research", 4)(it);
            set("user-contact", 3)(it);
            set("digital-inclusion", 2)(it);
        },
        "answers:\n  ? user-research\n  : 4\n  \"user-contact\": 3 # c\n  digital-inclusion: &own\n    answer: 2\n\
         # end\n",
    );
    check(
        YAML,
        "answers:\n  user-research:\n    answer: 3\n    note: >+ # n\n      a\n\n      b\n\n\n    owner: B\n",
        with("user-research", note("c")),
        "answers:\n  user-research:\n    answer: 3\n    note: c # n\n    owner: B\n",
    );
    check(
        YAML,
        "answers:\n  user-research:\n    answer: 3\n    evidence: [ # a\n      { title: A }, # b\n      # c\n    ] # d\n    \
         owner: B\n",
        with("user-research", |it| it.evidence.clear()),
        "answers:\n  user-research:\n    answer: 3\n    # a\n    # b\n    # c\n    # d\n    owner: B\n",
    );
}

#[test]
fn an_answer_of_toml_has_a_header_where_all_others_have_one() {
    check(
        TOML,
        "# contact\n[answers.user-contact]\nanswer = 3 # a\n\n[targets]\nuser-needs = 4\n",
        |it| {
            set("user-research", 2)(it);
            with("digital-inclusion", note("n"))(it);
        },
        "[answers.user-research]\nanswer = 2\n\n# contact\n[answers.user-contact]\nanswer = 3 # a\n\n\
         [answers.digital-inclusion]\nanswer = \"unknown\"\nnote = \"n\"\n\n[targets]\nuser-needs = 4\n",
    );
}

#[test]
fn texts_that_could_break_a_file_do_not() {
    let evil = "a\n# b: \"c\"\r\n- {d} \u{202e}\u{1b}[0m\u{85}\u{2028} ''' \\ \t";
    for (name, text) in [
        ("a.yaml", format!("{YAML}answers:\n  user-research: 3 # why\n")),
        ("a.toml", format!("{TOML}[answers]\nuser-research = 3 # why\n")),
        ("a.json", format!("{JSON}\"answers\": {{\"user-research\": 3}}}}")),
    ] {
        let edited = run(name, &text, |it| {
            with("user-research", note(evil))(it);
            it.organisation.name = evil.to_owned();
        });
        assert_eq!(
            edited.map(|it| it.lines().count()),
            Ok(text.lines().count() + if name == "a.yaml" { 2 } else { 0 })
        );
    }
}
