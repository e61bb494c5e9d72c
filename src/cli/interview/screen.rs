//! The interview on the whole screen: keys in, pictures out, and the terminal as it was afterwards.

use std::io::{self, Write};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::style::force_color_output;
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
    is_raw_mode_enabled,
};
use ratatui::crossterm::{cursor, execute};

use super::super::Io;
use super::super::io::before_a_panic;
use super::keys::{Keys, Pressed};
use super::save::AnswersFile;
use super::{keep, reload};
use crate::interview::{Effect, Interview, Key};
use crate::render::interview::{SMALLEST, Spoken, draw, spoken};

/// Asks until everything is answered, or somebody leaves.
pub(super) fn run(
    interview: &mut Interview,
    file: &mut AnswersFile,
    io: &mut Io<'_>,
) -> anyhow::Result<()> {
    let colour = io.look().colour;
    force_color_output(colour);
    let keys = Keys::new()?;
    let result = {
        let mut screen = Screen::new(&mut *io.stdout)?;
        converse(interview, file, &mut screen, colour, &keys)
    };
    result?;
    io.stdout.write_all(spoken(interview, Spoken::End).as_bytes())?;
    Ok(())
}

fn converse(
    interview: &mut Interview,
    file: &mut AnswersFile,
    screen: &mut Screen<'_>,
    colour: bool,
    keys: &Keys,
) -> io::Result<()> {
    let mut is_unsaved = false;
    loop {
        let drawn = screen.draw(interview, colour);
        // What a key does is seen first, and saved then: a slow disk holds nobody up. Keys that wait
        // already are taken first.
        if is_unsaved && (drawn.is_err() || !keys.wait_already()?) {
            keep(interview, file);
            is_unsaved = false;
            screen.draw(interview, colour)?;
        }
        drawn?;
        let is_blind = screen.is_too_small()?;
        let effect = match keys.next()? {
            // Nobody sees what a key would do.
            Pressed::Key(Key::Char('q') | Key::Escape) if is_blind => Effect::Quit,
            Pressed::Key(_) | Pressed::Text(_) if is_blind => Effect::Nothing,
            Pressed::Key(key) => interview.press(key),
            Pressed::Text(text) => {
                interview.paste(&text);
                Effect::Nothing
            }
            Pressed::Nothing => Effect::Nothing,
            Pressed::End => Effect::Quit,
        };
        match effect {
            Effect::Nothing => {}
            Effect::Save => is_unsaved = true,
            Effect::Reload => reload(interview, file),
            Effect::Quit => {
                if is_unsaved {
                    keep(interview, file);
                }
                return Ok(());
            }
        }
    }
}

/// The screen of the terminal while it is ours. The terminal is as it was when this is dropped.
struct Screen<'a> {
    terminal: Terminal<CrosstermBackend<&'a mut dyn Write>>,
}

impl<'a> Screen<'a> {
    fn new(out: &'a mut dyn Write) -> io::Result<Self> {
        before_a_panic(restore);
        enable_raw_mode()?;
        let mut screen = match Terminal::new(CrosstermBackend::new(out)) {
            Ok(terminal) => Self { terminal },
            Err(error) => {
                let _ = disable_raw_mode();
                return Err(error);
            }
        };
        let out = screen.terminal.backend_mut();
        execute!(out, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        Ok(screen)
    }

    /// Tells whether the window has no room for a question.
    fn is_too_small(&self) -> io::Result<bool> {
        let size = self.terminal.size()?;
        Ok(size.width < SMALLEST.0 || size.height < SMALLEST.1)
    }

    /// Draws the interview; only what changed is sent.
    fn draw(&mut self, interview: &mut Interview, colour: bool) -> io::Result<()> {
        let mut drawn = None;
        self.terminal.draw(|frame| {
            let now = draw(interview, colour, frame.area(), frame.buffer_mut());
            if let Some(place) = now.cursor {
                frame.set_cursor_position(place);
            }
            drawn = Some(now);
        })?;
        if let Some(now) = drawn {
            interview.viewed(now.first, now.rows);
        }
        Ok(())
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        restore(self.terminal.backend_mut());
    }
}

/// Gives the terminal back as it was, if it is ours.
fn restore(mut out: &mut dyn Write) {
    if is_raw_mode_enabled().unwrap_or(false) {
        let _ = execute!(&mut out, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        let _ = disable_raw_mode();
    }
}
