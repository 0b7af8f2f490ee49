//! How far a long run has come, on the terminal of somebody who waits.
//!
//! Nothing is shown in the first second, nothing where standard error is no terminal, and nothing where the answers themselves appear on the terminal.

use std::ffi::OsString;
use std::fs;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::setup::Messages;

/// Whoever waits less does not wonder.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the display changes.
const PACE: Duration = Duration::from_millis(100);

pub struct Progress {
    is_wanted: bool,
    bar: Option<ProgressBar>,
    /// How many bytes there are, where all arguments are files.
    total: Option<u64>,
    taken: Arc<AtomicU64>,
    messages: u64,
    next: Instant,
}

impl Progress {
    pub fn of(arguments: &[OsString], taken: Arc<AtomicU64>) -> Progress {
        let is_wanted = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let total = is_wanted.then(|| size_of(arguments)).flatten();
        Progress { is_wanted, bar: None, total, taken, messages: 0, next: Instant::now() + PATIENCE }
    }

    /// One more has been answered.
    pub fn step(&mut self, messages: &Messages) {
        self.messages += 1;
        if !self.is_wanted || Instant::now() < self.next {
            return;
        }
        self.next = Instant::now() + PACE;
        let bar = self.bar.get_or_insert_with(|| new_bar(self.total));
        bar.set_message(messages.count("progress", &[("count", self.messages)]));
        bar.set_position(self.taken.load(Ordering::Relaxed));
    }

    /// Says something without tearing the display.
    pub fn aside(&self, say: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }

    /// Takes the display away.
    pub fn finish(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

fn new_bar(total: Option<u64>) -> ProgressBar {
    let target = ProgressDrawTarget::stderr_with_hz(10);
    let template = if total.is_some() { "{bar:30} {percent:>3} %  {msg}  {eta}" } else { "{spinner} {msg}  {bytes}" };
    let bar = ProgressBar::with_draw_target(total, target);
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// How many bytes the files have together; none where one of the arguments is no file.
fn size_of(arguments: &[OsString]) -> Option<u64> {
    let sizes = arguments.iter().map(|argument| fs::metadata(argument).ok().filter(fs::Metadata::is_file).map(|file| file.len()));
    sizes.sum::<Option<u64>>().filter(|total| *total > 0)
}
