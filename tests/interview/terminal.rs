//! A terminal: the program runs in it, keys go in, and the screen can be read.

use std::io::{Read as _, Write};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtyPair, PtySize, native_pty_system};

use super::Folder;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A terminal with the program in it.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Option<Box<dyn Write + Send>>,
    pty: Option<PtyPair>,
    seen: Arc<Mutex<Seen>>,
    reader: Option<JoinHandle<()>>,
    /// The settings of the line before the program started.
    before: String,
}

struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// Whether nobody looks any more.
    is_over: bool,
}

impl Terminal {
    /// Runs `stocktake` with these arguments in a terminal of 80 columns and 24 lines.
    #[track_caller]
    pub(crate) fn new(folder: &Folder, args: &[&str], environment: &[(&str, &str)]) -> Self {
        let pty = native_pty_system().openpty(size(80, 24)).expect("there are terminals");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_stocktake"));
        command.args(args);
        command.cwd(folder.path(""));
        for name in ["RUST_BACKTRACE", "NO_COLOR", "COLUMNS", "SOURCE_DATE_EPOCH"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        for (name, value) in environment {
            command.env(name, value);
        }
        let before = settings(&pty);
        let child = pty.slave.spawn_command(command).expect("the program starts");
        let keys = pty.master.take_writer().expect("keys can be sent");
        let mut output = pty.master.try_clone_reader().expect("output can be read");
        let seen =
            Seen { parser: vt100::Parser::new(24, 80, 0), bytes: Vec::new(), is_over: false };
        let seen = Arc::new(Mutex::new(seen));
        let sink = Arc::clone(&seen);
        let reader = thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                let mut seen = sink.lock().expect("nobody panics with it");
                if seen.is_over {
                    return;
                }
                seen.parser.process(&buffer[..count]);
                seen.bytes.extend_from_slice(&buffer[..count]);
            }
        });
        Self { child, keys: Some(keys), pty: Some(pty), seen, reader: Some(reader), before }
    }

    /// Presses keys.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        let terminal = self.keys.as_mut().expect("it is open");
        terminal.write_all(keys.as_bytes()).expect("keys can be sent");
        terminal.flush().expect("keys can be sent");
        self
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub(crate) fn see(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("`{text}` is not seen"), |it| it.screen().contains(text))
    }

    /// Waits until something is so.
    #[track_caller]
    pub(crate) fn wait(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) -> &mut Self {
        let start = Instant::now();
        while !is_so(self) {
            assert!(start.elapsed() < PATIENCE, "{what}:\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// Returns the text on the screen.
    pub(crate) fn screen(&self) -> String {
        self.seen.lock().expect("nobody panics with it").parser.screen().contents()
    }

    /// Returns everything that was sent to the terminal.
    pub(crate) fn sent(&self) -> String {
        let seen = self.seen.lock().expect("nobody panics with it");
        String::from_utf8_lossy(&seen.bytes).into_owned()
    }

    /// Gives the window another size.
    pub(crate) fn resize(&mut self, columns: u16, lines: u16) -> &mut Self {
        let mut seen = self.seen.lock().expect("nobody panics with it");
        seen.parser.screen_mut().set_size(lines, columns);
        drop(seen);
        let pty = self.pty.as_ref().expect("it is open");
        pty.master.resize(size(columns, lines)).expect("it can have another size");
        self
    }

    /// Sends a signal to the program: `KILL`, `TERM`.
    pub(crate) fn signal(&mut self, name: &str) -> &mut Self {
        let process = self.child.process_id().expect("it runs").to_string();
        let status = Command::new("sh").args(["-c", "kill -s $0 $1", name, &process]).status();
        assert!(status.expect("there is a shell").success());
        self
    }

    /// Waits for the end of the program, and returns its exit code.
    #[track_caller]
    pub(crate) fn end(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("it can be waited for") {
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "it does not end:\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Closes the window, and waits for the end of the program.
    #[track_caller]
    pub(crate) fn close(&mut self) {
        self.seen.lock().expect("nobody panics with it").is_over = true;
        // The reader has the terminal open too, and looks up when something is drawn.
        self.resize(100, 30);
        self.reader.take().expect("it is open").join().expect("it does not panic");
        self.keys = None;
        self.pty = None;
        self.end();
    }

    /// Tells whether the terminal is as it was before the program started.
    pub(crate) fn is_as_before(&self) -> bool {
        let seen = self.seen.lock().expect("nobody panics with it");
        let screen = seen.parser.screen();
        settings(self.pty.as_ref().expect("it is open")) == self.before
            && !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

const fn size(columns: u16, lines: u16) -> PtySize {
    PtySize { rows: lines, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn settings(pty: &PtyPair) -> String {
    format!("{:?}", pty.master.get_termios().expect("a terminal has settings"))
}
