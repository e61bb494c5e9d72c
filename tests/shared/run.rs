//! A command in this process, as in a pipe.

use std::ffi::OsString;

use stocktake::cli::{self, Io, Outcome};

/// Runs a command with `stdin` as its standard input; returns how it ended, standard output, and
/// standard error.
#[track_caller]
pub(crate) fn run(
    args: impl IntoIterator<Item = OsString>,
    mut stdin: &[u8],
) -> (Outcome, String, String) {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut io = Io {
        stdin: Box::new(&mut stdin),
        stdout: Box::new(&mut stdout),
        stderr: Box::new(&mut stderr),
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        takes_keys: false,
        width: None,
        allows_colour: true,
        colour: None,
    };
    let outcome = cli::run(args, &mut io);
    drop(io);
    let text = |it| String::from_utf8(it).expect("output is UTF-8");
    (outcome, text(stdout), text(stderr))
}
