//! The world as a command sees it: its streams, and what is known of the terminal.

use std::io::{self, IsTerminal, Read, Write};

use crate::render::Look;

/// Where a command reads and writes.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the terminal")]
pub struct Io<'a> {
    /// Standard input.
    pub stdin: Box<dyn Read + 'a>,
    /// Standard output: data.
    pub stdout: Box<dyn Write + 'a>,
    /// Standard error: everything else.
    pub stderr: Box<dyn Write + 'a>,
    /// Whether standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub stderr_is_terminal: bool,
    /// Whether somebody sits at a terminal that can be drawn on, and whose keys can be read one by one.
    pub takes_keys: bool,
    /// How wide the terminal is, in columns; `None` if nobody knows.
    pub width: Option<u16>,
    /// Whether the environment allows colours on a terminal.
    pub allows_colour: bool,
    /// What `--color` says, if it does.
    pub colour: Option<bool>,
}

impl std::fmt::Debug for Io<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Io").field("width", &self.width).finish_non_exhaustive()
    }
}

impl Io<'_> {
    /// Returns the streams of this process, with what its environment says of the terminal.
    #[must_use]
    pub fn of_the_process() -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|it| !it.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|it| it == "dumb");
        Self {
            stdin: Box::new(io::stdin().lock()),
            stdout: Box::new(io::BufWriter::new(Pipe(io::stdout().lock()))),
            stderr: Box::new(io::stderr()),
            stdout_is_terminal: io::stdout().is_terminal(),
            stderr_is_terminal: io::stderr().is_terminal(),
            takes_keys: io::stdin().is_terminal() && io::stdout().is_terminal() && !is_dumb,
            width: columns(),
            allows_colour: !is_set("NO_COLOR")
                && !is_dumb
                && anstyle_query::windows::enable_ansi_colors().unwrap_or(true),
            colour: None,
        }
    }

    pub(super) const fn choose_colour(&mut self, colour: Option<bool>) {
        self.colour = colour;
    }

    /// Returns how text on standard output may look.
    pub(super) fn look(&self) -> Look {
        self.look_of(self.stdout_is_terminal)
    }

    /// Returns how text on standard error may look.
    pub(super) fn error_look(&self) -> Look {
        self.look_of(self.stderr_is_terminal)
    }

    fn look_of(&self, is_terminal: bool) -> Look {
        let colour = self.colour.unwrap_or(is_terminal && self.allows_colour);
        Look { width: self.width.unwrap_or(Look::PLAIN.width).clamp(40, 400), colour }
    }
}

/// Returns the width that `COLUMNS` asks for, or that of the terminal.
fn columns() -> Option<u16> {
    let asked = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok()).filter(|&it| it > 0);
    let measured = || terminal_size::terminal_size().map(|(width, _)| width.0).filter(|&it| it > 0);
    asked.or_else(measured)
}

/// Lets a panic do something to standard output before it is told. It may end the program at once.
pub(super) fn before_a_panic(act: fn(&mut dyn Write)) {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |what| {
        act(&mut io::stdout());
        tell(what);
    }));
}

/// A stream whose reader may go away: whoever closed the pipe has seen enough, and the work goes on
/// to its end, so that the exit code is right.
struct Pipe<W>(W);

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            other => other,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }
}
