//! Keys of a terminal, and how we learn that the interview has to end.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, poll, read};

use crate::interview::Key;

/// How long we wait for a key before we look whether the program is told to end.
const WAIT: Duration = Duration::from_millis(200);

/// What somebody did.
#[derive(Debug)]
pub(super) enum Pressed {
    /// Pressed a key.
    Key(Key),
    /// Pasted a text.
    Text(String),
    /// Something that means nothing here, or gave the window another size.
    Nothing,
    /// Pressed Ctrl-C, closed the terminal, or told the program to end.
    End,
}

/// The keys of the terminal.
#[derive(Debug)]
pub(super) struct Keys {
    /// Whether the program is told to end.
    is_ended: Arc<AtomicBool>,
    /// Whether the terminal is being read. The reader does not come back if the terminal goes away
    /// meanwhile, so then the signal ends the program. Everything is saved at that time.
    is_reading: Arc<AtomicBool>,
}

impl Keys {
    /// Listens to signals from now on.
    ///
    /// # Errors
    ///
    /// Returns an error if the system does not allow that.
    pub(super) fn new() -> io::Result<Self> {
        let keys = Self { is_ended: Arc::default(), is_reading: Arc::default() };
        keys.listen()?;
        Ok(keys)
    }

    #[cfg(unix)]
    fn listen(&self) -> io::Result<()> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        use signal_hook::flag::{register, register_conditional_shutdown};
        for signal in [SIGHUP, SIGINT, SIGTERM] {
            register(signal, Arc::clone(&self.is_ended))?;
        }
        register_conditional_shutdown(SIGHUP, 0, Arc::clone(&self.is_reading))?;
        Ok(())
    }

    /// Elsewhere there are no signals.
    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "elsewhere it can fail")]
    fn listen(&self) -> io::Result<()> {
        Ok(())
    }

    /// Tells whether a key waits to be read.
    ///
    /// # Errors
    ///
    /// Returns an error if the terminal cannot be read.
    pub(super) fn wait_already(&self) -> io::Result<bool> {
        Ok(!has_gone() && self.reading(|| poll(Duration::ZERO))?)
    }

    /// Waits for a key, and returns it.
    ///
    /// # Errors
    ///
    /// Returns an error if the terminal cannot be read.
    pub(super) fn next(&self) -> io::Result<Pressed> {
        loop {
            if self.is_ended.load(Ordering::Relaxed) || has_gone() {
                return Ok(Pressed::End);
            }
            if self.reading(|| poll(Duration::ZERO))? {
                return Ok(pressed(self.reading(read)?));
            }
            rest()?;
        }
    }

    fn reading<T>(&self, read: impl FnOnce() -> T) -> T {
        self.is_reading.store(true, Ordering::SeqCst);
        let found = read();
        self.is_reading.store(false, Ordering::SeqCst);
        found
    }
}

/// Waits until there may be a key, or the time is over.
#[cfg(target_os = "linux")]
fn rest() -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, Timespec};
    let input = io::stdin();
    let mut terminal = [PollFd::new(&input, PollFlags::IN)];
    let wait = Timespec { tv_sec: 0, tv_nsec: i64::from(WAIT.subsec_nanos()) };
    match rustix::event::poll(&mut terminal, Some(&wait)) {
        // A signal: the window has another size, or the program is told to end.
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Waits until there may be a key, or the time is over.
#[cfg(not(target_os = "linux"))]
fn rest() -> io::Result<()> {
    poll(WAIT).map(|_| ())
}

/// Tells whether the terminal is gone.
#[cfg(target_os = "linux")]
fn has_gone() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec};
    let input = io::stdin();
    let mut terminal = [PollFd::new(&input, PollFlags::IN)];
    let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
    let _ = rustix::event::poll(&mut terminal, Some(&at_once));
    terminal[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
}

/// Tells whether the terminal is gone: elsewhere, reading it fails then.
#[cfg(not(target_os = "linux"))]
const fn has_gone() -> bool {
    false
}

fn pressed(event: Event) -> Pressed {
    match event {
        Event::Paste(text) => Pressed::Text(text),
        Event::Key(key) if key.kind == KeyEventKind::Release => Pressed::Nothing,
        Event::Key(key) if is_interrupt(key) => Pressed::End,
        Event::Key(key) => key_of(key).map_or(Pressed::Nothing, Pressed::Key),
        _ => Pressed::Nothing,
    }
}

fn is_interrupt(key: KeyEvent) -> bool {
    let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
    is_control && matches!(key.code, KeyCode::Char('c' | 'C'))
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let shortcut = key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
    // On some keyboards, both together make characters such as `@`.
    let is_shortcut = shortcut == KeyModifiers::CONTROL || shortcut == KeyModifiers::ALT;
    Some(match key.code {
        KeyCode::Char(_) if is_shortcut => return None,
        KeyCode::Char(it) => Key::Char(it),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    })
}
