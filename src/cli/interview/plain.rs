//! The interview line by line, for screen readers and pipes.

use std::io::{BufRead, BufReader, Read, Write};

use super::super::Io;
use super::save::AnswersFile;
use super::{keep, reload};
use crate::interview::{Effect, Interview, Key, Mode, What};
use crate::render::interview::{Spoken, spoken};

/// How many bytes of a line are looked at.
const LINE: u64 = 256 * 1024;

/// Asks until everything is answered, somebody leaves, or there is nothing more to read.
pub(super) fn run(
    interview: &mut Interview,
    file: &mut AnswersFile,
    io: &mut Io<'_>,
) -> anyhow::Result<()> {
    let mut lines = BufReader::new(&mut io.stdin);
    let mut out = Conversation { out: &mut io.stdout, shown: None, hint: Spoken::Hint };
    out.say(interview, Spoken::Start)?;
    out.say(interview, Spoken::Said)?;
    out.show(interview)?;
    loop {
        out.say(interview, Spoken::Prompt)?;
        out.out.flush()?;
        let Some(line) = line(&mut lines)? else {
            writeln!(out.out)?;
            // What waits for an answer is not saved, and that is said.
            interview.line("q");
            out.say(interview, Spoken::Said)?;
            break;
        };
        let effect = interview.line(&line);
        match effect {
            Effect::Nothing => {}
            Effect::Save => keep(interview, file),
            Effect::Reload => reload(interview, file),
            Effect::Quit => break,
        }
        out.say(interview, Spoken::Said)?;
        if effect == Effect::Save && !matches!(interview.mode(), Mode::Trouble(_)) {
            out.say(interview, Spoken::Score)?;
        }
        if *interview.mode() == Mode::Help {
            out.say(interview, Spoken::View)?;
            interview.press(Key::Escape);
        }
        out.show(interview)?;
    }
    out.say(interview, Spoken::End)?;
    Ok(())
}

/// What is said, and what was shown last.
struct Conversation<'a> {
    out: &'a mut dyn Write,
    shown: Option<Shown>,
    /// How much is said of what can be typed.
    hint: Spoken,
}

/// What tells one view from another.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Question(Option<usize>),
    Text(What),
    Other(Mode),
}

impl Conversation<'_> {
    fn say(&mut self, interview: &Interview, what: Spoken) -> std::io::Result<()> {
        self.out.write_all(spoken(interview, what).as_bytes())
    }

    /// Shows what is in view now, unless somebody has just heard it. A question is not read again
    /// because something was added to its answer.
    fn show(&mut self, interview: &Interview) -> std::io::Result<()> {
        let now = match interview.mode() {
            Mode::Asking => Shown::Question(interview.question().map(|it| it.index)),
            Mode::Typing(it) => Shown::Text(it.what),
            other => Shown::Other(other.clone()),
        };
        if self.shown.as_ref() != Some(&now) {
            self.say(interview, Spoken::View)?;
            if *interview.mode() == Mode::Asking {
                // Whoever listens need not hear all of it at every question.
                self.say(interview, self.hint)?;
                self.hint = Spoken::ShortHint;
            }
        }
        // The question is still the last thing in view after a text was asked for.
        if !matches!(now, Shown::Text(_)) {
            self.shown = Some(now);
        }
        Ok(())
    }
}

/// Returns the next line; `None` at the end. What is no UTF-8 is replaced.
fn line(from: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut bytes = Vec::new();
    from.by_ref().take(LINE).read_until(b'\n', &mut bytes)?;
    Ok((!bytes.is_empty()).then(|| String::from_utf8_lossy(&bytes).into_owned()))
}
