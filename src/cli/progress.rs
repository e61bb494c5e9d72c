//! The progress bar of work on many files.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Io;

/// How long work has to take before a bar is worth showing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that appears on a terminal, and only if the work takes over a second.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    is_terminal: bool,
}

impl Progress {
    pub(super) fn new(count: usize, io: &Io<'_>) -> Self {
        let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len} files");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar, started: Instant::now(), is_terminal: io.stderr_is_terminal }
    }

    /// Does something that prints, without the bar in its way.
    pub(super) fn aside<T>(&self, what: impl FnOnce() -> T) -> T {
        self.bar.suspend(what)
    }

    /// Notes that one more file is done.
    pub(super) fn step(&mut self) {
        self.advance(1);
    }

    /// Notes that so many more files are done.
    pub(super) fn advance(&mut self, count: usize) {
        if self.is_terminal && self.bar.is_hidden() && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(count as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
