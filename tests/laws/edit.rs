//! An answers file that is edited says what it should, and keeps its comments, however it is written.
//!
//! Long, because it has a writer of its own for each language, in every style that people use.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use stocktake::diagnostic::Source;
use stocktake::edit::edit;
use stocktake::model::{Answer, Assessment, Confidence, Evidence, parse_date};
use stocktake::notation::{Language, Value, number};
use stocktake::read;

use crate::config;
use crate::files::FRAMEWORK;
use crate::made_up::{MadeUp, MadeUpAnswer, answer, made_up, text};

/// In which way a file is written.
#[derive(Clone, Debug)]
struct Style {
    language: Language,
    /// 0: in brackets; 1: each answer in a line; 2: long answers in lines; 3: everything in lines.
    spread: u8,
    indent: usize,
    /// Which lines have comments: 1 above, 2 behind.
    comments: Vec<u8>,
    is_windows: bool,
    has_last_break: bool,
    waiting: bool,
}

fn style() -> impl Strategy<Value = Style> {
    let language = prop::sample::select(Language::ALL.to_vec());
    let comments = prop::collection::vec(0..4_u8, 1..8);
    let indent = prop::sample::select(vec![2_usize, 4]);
    (language, 0..4_u8, indent, comments, any::<(bool, bool, bool)>()).prop_map(
        |(language, spread, indent, comments, (is_windows, has_last_break, waiting))| Style {
            language,
            spread,
            indent,
            comments,
            is_windows,
            has_last_break,
            waiting,
        },
    )
}

/// What goes with an answer.
#[derive(Clone, Debug)]
struct Extra {
    note: Option<String>,
    owner: Option<String>,
    evidence: Vec<(String, bool)>,
    due: bool,
    confidence: Option<usize>,
}

fn extra() -> impl Strategy<Value = Extra> {
    let evidence = prop::collection::vec((text(), any::<bool>()), 0..4);
    let confidence = prop::option::of(0..3_usize);
    let full =
        (prop::option::of(text()), prop::option::of(text()), evidence, any::<bool>(), confidence)
            .prop_map(|(note, owner, evidence, due, confidence)| Extra {
                note,
                owner,
                evidence,
                due,
                confidence,
            });
    let none =
        Just(Extra { note: None, owner: None, evidence: vec![], due: false, confidence: None });
    prop_oneof![full, none]
}

/// What one organisation says: answers with what goes with them, targets, and who assessed.
#[derive(Clone, Debug)]
struct Said {
    answers: Vec<(MadeUpAnswer, Extra)>,
    /// One text for each part of the head of a file.
    head: [Option<String>; 4],
    name: String,
    targets: Vec<(usize, u16)>,
}

fn said() -> impl Strategy<Value = Said> {
    let answers = prop::collection::vec((answer(), extra()), 24);
    let head = prop::array::uniform4(prop::option::of(text()));
    let targets = prop::collection::vec((any::<usize>(), 0..=1000_u16), 0..4);
    (answers, head, text(), targets).prop_map(|(answers, head, name, targets)| Said {
        answers,
        head,
        name,
        targets,
    })
}

/// A framework in a folder of its own.
struct Place(tempfile::TempDir);

impl Place {
    fn new(made_up: &MadeUp) -> Self {
        let folder = tempfile::tempdir().expect("there is a place for temporary folders");
        let path = folder.path().join(FRAMEWORK);
        std::fs::write(path, made_up.framework()).expect("the folder can be written");
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

/// Returns an assessment against a framework that is made up.
fn assess(made_up: &MadeUp, said: &Said) -> Assessment {
    let mut made_up = made_up.clone();
    for (criterion, (answer, _)) in made_up.criteria_mut().zip(&said.answers) {
        criterion.answer = answer.clone();
    }
    let mut assessment = made_up.assess();
    for (answer, (_, extra)) in assessment.answers.iter_mut().zip(&said.answers) {
        let Some(answer) = answer else { continue };
        answer.note.clone_from(&extra.note);
        answer.owner.clone_from(&extra.owner);
        answer.due = extra.due.then(|| parse_date("2027-03-31")).flatten();
        answer.confidence = extra.confidence.map(|it| Confidence::ALL[it]);
        let evidence = |(title, more): &(String, bool)| Evidence {
            title: title.clone(),
            link: more.then(|| title.clone()),
            dated: more.then(|| parse_date("2026-02-28")).flatten(),
        };
        answer.evidence = extra.evidence.iter().map(evidence).collect();
    }
    let [assessed_by, ods_code, kind, region] = said.head.clone();
    assessment.assessed_by = assessed_by;
    let organisation = &mut assessment.organisation;
    organisation.name.clone_from(&said.name);
    (organisation.ods_code, organisation.kind, organisation.region) = (ods_code, kind, region);
    assessment.targets = stocktake::model::Targets::default();
    let levels = &assessment.framework.levels;
    let (lowest, highest) = (f64::from(levels.lowest()), f64::from(levels.highest()));
    for (at, thousandths) in &said.targets {
        let target = lowest + (highest - lowest) * f64::from(*thousandths) / 1000.0;
        let at = at % assessment.framework.criteria.len();
        assessment.targets.criteria.insert(at, target);
    }
    assessment
}

/// A file that is being written.
struct Writer<'s> {
    style: &'s Style,
    out: String,
    lines: usize,
}

impl Writer<'_> {
    /// Writes a line, with comments where the style has them.
    fn line(&mut self, indent: usize, line: &str) {
        let has_comments = self.style.language != Language::Json;
        let kind = self.style.comments[self.lines % self.style.comments.len()];
        let number = self.lines;
        self.lines += 1;
        let pad = " ".repeat(indent);
        if has_comments && kind & 1 != 0 {
            self.out += &format!("{pad}# above {number}.\n");
        }
        self.out += &format!("{pad}{line}");
        if has_comments && kind & 2 != 0 {
            self.out += &format!("  # behind {number}.");
        }
        self.out.push('\n');
    }

    fn finish(self) -> String {
        let mut out = self.out;
        if !self.style.has_last_break {
            out.pop();
        }
        if self.style.is_windows { out.replace('\n', "\r\n") } else { out }
    }
}

type Entries = Vec<(&'static str, Value)>;

/// Returns the head of a file: what stands above its answers.
fn head(it: &Assessment) -> (Entries, Entries, Vec<(String, f64)>) {
    let text = |it: &Option<String>| it.as_deref().map(Value::from);
    let organisation = &it.organisation;
    let settings: Vec<Value> = organisation.settings.iter().map(|it| it.as_str().into()).collect();
    let settings = Some(Value::List(settings)).filter(|_| !organisation.settings.is_empty());
    let entries = [
        ("name", Some(organisation.name.as_str().into())),
        ("ods_code", text(&organisation.ods_code)),
        ("type", text(&organisation.kind)),
        ("region", text(&organisation.region)),
        ("settings", settings),
    ];
    let organisation = entries.into_iter().filter_map(|(key, it)| Some((key, it?))).collect();
    let mut file =
        vec![("framework", FRAMEWORK.into()), ("assessed_on", Value::Date(it.assessed_on))];
    file.extend(text(&it.assessed_by).map(|it| ("assessed_by", it)));
    let target = |(at, it): (&usize, &f64)| (format!("c{at}"), *it);
    (file, organisation, it.targets.criteria.iter().map(target).collect())
}

fn write(it: &Assessment, style: &Style) -> String {
    let mut writer = Writer { style, out: String::new(), lines: 0 };
    match style.language {
        Language::Yaml => yaml(it, &mut writer),
        Language::Toml => toml(it, &mut writer),
        Language::Json => json(it, &mut writer),
    }
    writer.finish()
}

fn yaml(it: &Assessment, writer: &mut Writer<'_>) {
    let (file, organisation, targets) = head(it);
    let (language, spread, indent) = (Language::Yaml, writer.style.spread, writer.style.indent);
    for (key, value) in &file {
        writer.line(0, &format!("{key}: {}", language.inline(value)));
    }
    if spread == 0 {
        writer.line(0, &format!("organisation: {}", language.inline(&Value::Table(organisation))));
    } else {
        writer.line(0, "organisation:");
        for (key, value) in &organisation {
            writer.line(indent, &format!("{key}: {}", language.inline(value)));
        }
    }
    if !targets.is_empty() {
        writer.line(0, "targets:");
        for (key, target) in &targets {
            writer.line(indent, &format!("{key}: {}", number(*target)));
        }
    }
    if spread == 0 {
        writer.line(0, "answers: {");
        for (at, answer) in it.answers.iter().enumerate() {
            if let Some(answer) = answer {
                writer.line(2, &format!("c{at}: {},", language.inline(&Value::from(answer))));
            } else if writer.style.waiting {
                writer.line(2, &format!("c{at}: null,"));
            }
        }
        writer.line(0, "}");
        return;
    }
    writer.line(0, "answers:");
    for (at, answer) in it.answers.iter().enumerate() {
        match answer {
            Some(answer) => yaml_answer(at, answer, writer),
            None if writer.style.waiting => writer.line(indent, &format!("c{at}:")),
            None => {}
        }
    }
}

fn yaml_answer(at: usize, answer: &Answer, writer: &mut Writer<'_>) {
    let (language, spread, indent) = (Language::Yaml, writer.style.spread, writer.style.indent);
    let Value::Table(entries) = Value::from(answer) else {
        return writer.line(indent, &format!("c{at}: {}", language.inline(&Value::from(answer))));
    };
    if spread == 1 {
        return writer.line(indent, &format!("c{at}: {}", language.inline(&Value::Table(entries))));
    }
    writer.line(indent, &format!("c{at}:"));
    for (key, value) in &entries {
        match value {
            Value::List(items) if spread == 3 && !items.is_empty() => {
                writer.line(2 * indent, &format!("{key}:"));
                for item in items {
                    let Value::Table(entries) = item else {
                        writer.line(2 * indent, &format!("- {}", language.inline(item)));
                        continue;
                    };
                    for (at, (key, value)) in entries.iter().enumerate() {
                        let (lead, pad) = if at == 0 { ("- ", 0) } else { ("", 2) };
                        let line = format!("{lead}{key}: {}", language.inline(value));
                        writer.line(2 * indent + pad, &line);
                    }
                }
            }
            Value::Text(text) if spread == 3 && is_literal(text) => {
                writer.line(2 * indent, &format!("{key}: |-"));
                for line in text.split('\n') {
                    writer.out += &format!("{}{line}\n", " ".repeat(3 * indent));
                }
            }
            _ => writer.line(2 * indent, &format!("{key}: {}", language.inline(value))),
        }
    }
}

/// Tells whether a text can stand below its key as it is.
fn is_literal(text: &str) -> bool {
    !text.starts_with([' ', '\n', '\t']) && !text.ends_with(['\n', ' ']) && text.contains('\n')
}

fn toml(it: &Assessment, writer: &mut Writer<'_>) {
    let (file, organisation, targets) = head(it);
    let (language, spread) = (Language::Toml, writer.style.spread);
    for (key, value) in &file {
        writer.line(0, &format!("{key} = {}", language.inline(value)));
    }
    let dot = if spread == 3 { "organisation." } else { "" };
    let organisation: Vec<String> = organisation
        .iter()
        .map(|(key, value)| format!("{dot}{key} = {}", language.inline(value)))
        .collect();
    if spread == 0 {
        writer.line(0, &format!("organisation = {{ {} }}", organisation.join(", ")));
    } else {
        if spread < 3 {
            writer.line(0, "[organisation]");
        }
        for it in &organisation {
            writer.line(0, it);
        }
    }
    if spread == 0 {
        let answers = it.answers.iter().enumerate();
        let answer = |(at, it): (usize, &Option<Answer>)| {
            Some(format!("c{at} = {}", language.inline(&Value::from(it.as_ref()?))))
        };
        let answers: Vec<String> = answers.filter_map(answer).collect();
        writer.line(0, &format!("answers = {{ {} }}", answers.join(", ")));
    }
    if !targets.is_empty() {
        writer.line(0, "[targets]");
        for (key, target) in &targets {
            writer.line(0, &format!("{key} = {}", number(*target)));
        }
    }
    if spread > 0 {
        toml_answers(it, writer);
    }
}

fn toml_answers(it: &Assessment, writer: &mut Writer<'_>) {
    let (language, spread) = (Language::Toml, writer.style.spread);
    writer.line(0, "[answers]");
    let mut long = Vec::new();
    for (at, answer) in it.answers.iter().enumerate() {
        match answer.as_ref().map(Value::from) {
            None if writer.style.waiting => writer.out += &format!("# c{at} =\n"),
            None => {}
            Some(Value::Table(entries)) if spread == 2 => long.push((at, entries)),
            Some(Value::Table(entries)) if spread == 3 => {
                for (key, value) in &entries {
                    writer.line(0, &format!("c{at}.{key} = {}", language.inline(value)));
                }
            }
            Some(value) => writer.line(0, &format!("c{at} = {}", language.inline(&value))),
        }
    }
    for (at, mut entries) in long {
        writer.line(0, &format!("[answers.c{at}]"));
        // What has headers of its own stands behind what has none.
        let evidence = entries.iter().position(|it| it.0 == "evidence");
        let evidence = evidence.map(|it| entries.remove(it).1);
        for (key, value) in &entries {
            writer.line(0, &format!("{key} = {}", language.inline(value)));
        }
        let Some(Value::List(items)) = evidence else { continue };
        for item in items {
            let Value::Table(entries) = item else { continue };
            writer.line(0, &format!("[[answers.c{at}.evidence]]"));
            for (key, value) in &entries {
                writer.line(0, &format!("{key} = {}", language.inline(value)));
            }
        }
    }
}

fn json(it: &Assessment, writer: &mut Writer<'_>) {
    let (file, organisation, targets) = head(it);
    let language = Language::Json;
    let mut entries: Vec<String> =
        file.iter().map(|(key, it)| format!("\"{key}\": {}", language.inline(it))).collect();
    entries.push(format!("\"organisation\": {}", language.inline(&Value::Table(organisation))));
    if !targets.is_empty() {
        let targets: Vec<String> =
            targets.iter().map(|(key, it)| format!("\"{key}\": {}", number(*it))).collect();
        entries.push(format!("\"targets\": {{ {} }}", targets.join(", ")));
    }
    let waits = writer.style.waiting;
    let answer = |(at, it): (usize, &Option<Answer>)| match it {
        Some(it) => Some(format!("\"c{at}\": {}", language.inline(&Value::from(it)))),
        None if waits => Some(format!("\"c{at}\": null")),
        None => None,
    };
    let answers: Vec<String> = it.answers.iter().enumerate().filter_map(answer).collect();
    let (open, comma, close) = match writer.style.spread {
        0 => ("{", ",", "}"),
        1 => ("{ ", ", ", " }"),
        _ => ("{\n    ", ",\n    ", "\n  }"),
    };
    entries.push(format!("\"answers\": {open}{}{close}", answers.join(comma)));
    writer.out = match writer.style.spread {
        0 => format!("{{{}}}\n", entries.join(",")),
        _ => format!("{{\n  {}\n}}\n", entries.join(",\n  ")),
    };
}

fn source(style: &Style, text: &str) -> Arc<Source> {
    let ending = format!("{:?}", style.language).to_lowercase();
    Arc::new(Source::new(format!("answers.{ending}"), text))
}

fn read_again(source: &Arc<Source>, place: &Place) -> Result<Assessment, TestCaseError> {
    let checked = read::answers(source, place.path());
    let findings = checked.diagnostics;
    checked.value.ok_or_else(|| TestCaseError::fail(format!("{findings:?}\n{}", source.text())))
}

/// Edits a text, and checks what comes out.
fn edited(
    style: &Style,
    text: &str,
    place: &Place,
    (before, after): (&Assessment, &Assessment),
) -> Result<String, TestCaseError> {
    let new = edit(&source(style, text), place.path(), before, after);
    let new = new.map_err(|it| TestCaseError::fail(format!("{it}: {it:?}\n{text}")))?;
    prop_assert_eq!(&read_again(&source(style, &new), place)?, after, "{}", new);
    for comment in comments(text) {
        prop_assert_eq!(new.matches(comment).count(), 1, "{}\n{}\n---\n{}", comment, text, new);
    }
    let breaks = new.matches('\n').count();
    if style.is_windows && text.contains('\n') {
        prop_assert_eq!(new.matches("\r\n").count(), breaks, "{}", new);
    } else {
        prop_assert!(!new.contains('\r'), "{}", new);
    }
    Ok(new)
}

/// Returns the comments that a writer made.
fn comments(text: &str) -> impl Iterator<Item = &str> {
    let comment = |line: &'_ str| {
        let start = line.rfind("# above ").or_else(|| line.rfind("# behind "))?;
        Some(start..line.trim_end().len())
    };
    text.lines().filter_map(move |line| line.get(comment(line)?))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_edited_file_says_what_it_should_and_keeps_its_comments(
        made_up in made_up(), one in said(), other in said(), style in style()
    ) {
        let place = Place::new(&made_up);
        let (one, other) = (assess(&made_up, &one), assess(&made_up, &other));
        let text = write(&one, &style);
        prop_assert_eq!(&read_again(&source(&style, &text), &place)?, &one, "{}", text);
        let same = edit(&source(&style, &text), place.path(), &one, &one);
        prop_assert_eq!(same.as_deref(), Ok(text.as_str()));
        let there = edited(&style, &text, &place, (&one, &other))?;
        let back = edited(&style, &there, &place, (&other, &one))?;
        let there = edited(&style, &back, &place, (&one, &other))?;
        let again = edited(&style, &there, &place, (&other, &one))?;
        prop_assert_eq!(back, again);
    }

    #[test]
    fn questions_that_wait_are_answered_one_after_the_other(
        made_up in made_up(), said in said(), style in style(),
        order in prop::collection::vec(any::<usize>(), 1..20)
    ) {
        let place = Place::new(&made_up);
        let all = assess(&made_up, &said);
        let mut now = all.clone();
        now.answers.fill(None);
        let style = Style { waiting: true, ..style };
        let mut text = write(&now, &style);
        for at in order {
            let at = at % now.answers.len();
            let mut next = now.clone();
            next.answers[at] = if now.answers[at].is_some() { None } else { all.answers[at].clone() };
            text = edited(&style, &text, &place, (&now, &next))?;
            now = next;
        }
    }

    #[test]
    fn a_damaged_text_never_panics_and_never_says_something_else(
        made_up in made_up(), one in said(), other in said(), style in style(),
        (at, length) in (any::<prop::sample::Index>(), 0..9_usize),
        new in prop_oneof![text(), prop::sample::select(
            vec!["", "\n", "\t", "#", ":", "- ", "{", "}", "[", "]]", "&a ", "*a", "!!str ", "|", ">+\n", "? ", ", ", "\r", "'''", "\u{feff}"]
        ).prop_map(str::to_owned)]
    ) {
        let place = Place::new(&made_up);
        let (one, other) = (assess(&made_up, &one), assess(&made_up, &other));
        let text: Vec<char> = write(&one, &style).chars().collect();
        let at = at.index(text.len());
        let end = (at + length).min(text.len());
        let damaged: String =
            text[..at].iter().copied().chain(new.chars()).chain(text[end..].iter().copied()).collect();
        let cut: String = text[..at].iter().collect();
        for text in [damaged, cut] {
            let source = source(&style, &text);
            let before = read::answers(&source, place.path()).value.unwrap_or_else(|| one.clone());
            if let Ok(new) = edit(&source, place.path(), &before, &other) {
                let new = Arc::new(Source::new(source.name(), new));
                prop_assert_eq!(&read_again(&new, &place)?, &other);
            }
        }
    }
}
