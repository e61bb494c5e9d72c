//! The interview line by line: what is read aloud, without columns, marks or colours.

use crate::interview::{Interview, Mode, Offer};
use crate::model::{Given, Response};
use crate::questionnaire::{Choices, Question};
use crate::render::escape::terminal;
use crate::wording::sentence;

/// What is printed of an interview.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Spoken {
    /// Who is assessed, by which framework, and how this works.
    Start,
    /// What is in view: a question with its answers, a list, a message.
    View,
    /// Everything that can be typed as an answer.
    Hint,
    /// The same in a few words.
    ShortHint,
    /// What there is to say about the last line.
    Said,
    /// The score, and what is left.
    Score,
    /// How it stands when somebody leaves.
    End,
    /// What stands before the place where somebody types.
    Prompt,
}

/// Returns a part of the interview as text: whole lines, but for the prompt.
#[must_use]
pub fn spoken(interview: &Interview, part: Spoken) -> String {
    let lines = match part {
        Spoken::Start => start(interview),
        Spoken::View => view(interview),
        Spoken::Hint => vec![interview.line_hint()],
        Spoken::ShortHint => vec![interview.short_hint()],
        Spoken::Said => interview.said().map(str::to_owned).into_iter().collect(),
        Spoken::Score => {
            let all = [interview.standing(), interview.progress()].concat();
            vec![sentence(&all.join(", "))]
        }
        Spoken::End => vec![interview.farewell()],
        Spoken::Prompt => return prompt(interview),
    };
    lines.iter().map(|it| terminal(it) + "\n").collect()
}

fn start(interview: &Interview) -> Vec<String> {
    let [organisation, framework] = interview.heading();
    let mut lines = vec![sentence(&organisation), sentence(&framework)];
    lines.push(interview.welcome());
    lines
}

fn view(interview: &Interview) -> Vec<String> {
    match interview.mode() {
        Mode::Asking => interview.question().map(|it| question(interview, &it)).unwrap_or_default(),
        Mode::Typing(it) => {
            let mut lines = vec![interview.prompt(it.what)];
            lines.extend(interview.text_hint());
            lines
        }
        Mode::Finding(it) => {
            let mut lines: Vec<String> = it.found.iter().map(|at| interview.entry(*at)).collect();
            lines.push("Type the number of a question, or other words.".to_owned());
            lines
        }
        Mode::Help => {
            let topic = |(heading, entries): (&str, Vec<(String, String)>)| {
                let mut lines = vec![format!("{heading}.")];
                lines.extend(entries.iter().map(|(key, what)| sentence(&format!("{key}: {what}"))));
                lines
            };
            interview.help_for_lines().into_iter().flat_map(topic).collect()
        }
        Mode::Overview => {
            let line = |[title, left, value]: [String; 3]| format!("{title}: {left}, {value}.");
            let mut lines: Vec<String> = interview.overview().into_iter().map(line).collect();
            lines.push(interview.what_is_left());
            lines
        }
        Mode::Trouble(_) => interview.trouble(),
    }
}

fn question(interview: &Interview, question: &Question<'_>) -> Vec<String> {
    let mut place = interview.place();
    let title = place.pop().unwrap_or_default();
    let mut lines = vec![
        String::new(),
        format!("{}: {}", place.join(", "), sentence(&title)),
        question.criterion.question.clone(),
    ];
    let given = interview.answer().map(|it| &it.response);
    match question.choices() {
        Choices::One(entries) => {
            let keys = match Offer::of(question) {
                Offer::Keys(keys) => keys,
                Offer::Typed | Offer::Ticks => Vec::new(),
            };
            for (at, entry) in entries.into_iter().enumerate() {
                let is_level = matches!(entry.given, Given::Level(_));
                let key = keys.get(at).filter(|_| !is_level);
                let key = key.map_or_else(String::new, |it| format!("{it} "));
                let is_given = matches!(given, Some(Response::Given(it)) if *it == entry.given);
                let mark = if is_given { " (your answer)" } else { "" };
                let meaning = entry.meaning.map(|it| format!(": {it}")).unwrap_or_default();
                lines.push(sentence(&format!("{key}{}{mark}{meaning}", entry.label)));
            }
        }
        Choices::Any(elements) => {
            let ticks = interview.ticks();
            for (at, it) in elements.iter().enumerate() {
                let met = if ticks.contains(&it.id) { " Met." } else { "" };
                let text = sentence(&it.statement);
                lines.push(format!("{}: {text} Level {}.{met}", at + 1, it.level));
            }
        }
        Choices::Number(..) => lines.extend(interview.number_hint()),
    }
    if given.is_some() || interview.given_in_full().len() > 1 {
        lines.push(sentence(&interview.given_in_full().join(", ")));
    }
    lines
}

fn prompt(interview: &Interview) -> String {
    match interview.mode() {
        Mode::Asking => "Answer: ",
        Mode::Finding(_) => "Question: ",
        Mode::Typing(_) => "Text: ",
        Mode::Help | Mode::Overview | Mode::Trouble(_) => "What next: ",
    }
    .to_owned()
}
