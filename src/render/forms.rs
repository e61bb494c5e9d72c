//! The questions of a framework as text, to be pasted into Microsoft Forms.
//!
//! Each title, and all choices of a question at once, are pasted as they stand there; what is between
//! hyphens is for whoever builds the form.
//!
//! Source: Microsoft, *Form, question, response, and character limits in Microsoft Forms*.

use std::fmt::Write as _;

use super::escape::terminal;
use crate::questionnaire::{Field, FormQuestion, Questionnaire};

/// How many questions Microsoft Forms takes in one form.
pub const MOST_QUESTIONS: usize = 200;

/// Returns the questions as text, each with one for a note behind it if there are to be notes; and how
/// many they are in a form.
#[must_use]
pub fn forms(questions: &Questionnaire<'_>, with_notes: bool) -> (String, usize) {
    let framework = questions.framework;
    let mut out = format!("{}\n", terminal(&framework.title));
    if let Some(summary) = &framework.summary {
        let _ = writeln!(out, "{}", terminal(summary));
    }
    out += "\n--- Paste titles and choices as they stand here; lines with hyphens are for you. ---\n\
            --- Leave the square brackets: by them, answers find their questions again. ---\n";
    let mut count = 0;
    for section in &questions.sections {
        let of = questions.sections.len();
        let title = terminal(&section.dimension.title);
        let _ = writeln!(out, "\n--- Section {} of {of} ---\n{title}", section.number);
        if let Some(summary) = &section.dimension.summary {
            let _ = writeln!(out, "{}", terminal(summary));
        }
        for it in &section.questions {
            let note = with_notes.then(|| it.form_note());
            for question in std::iter::once(it.form()).chain(note) {
                count += 1;
                one(&question, &mut out);
            }
        }
    }
    (out, count)
}

fn one(it: &FormQuestion, out: &mut String) {
    let (kind, choices): (_, &[String]) = match &it.field {
        Field::One(choices) => ("Choice, one answer", choices),
        Field::Many(choices) => ("Choice, several answers", choices),
        Field::Line => ("Text, short answer", &[]),
        Field::Words => ("Text, long answer, not required", &[]),
    };
    let _ = writeln!(out, "\n--- {kind} ---\n{}", terminal(&it.title));
    if let Some(subtitle) = &it.subtitle {
        let _ = writeln!(out, "--- Subtitle: {} ---", terminal(subtitle));
    }
    for choice in choices {
        let _ = writeln!(out, "{}", terminal(choice));
    }
}
