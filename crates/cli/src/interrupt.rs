//! Ctrl-C: what was printed stays whole.
//!
//! The first one ends reading; what is under way is still answered, and the output is closed as if the input had ended there.
//! The second one ends the program at once.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The exit code of a program that was interrupted, as shells count: 128 and the number of the signal.
pub const EXIT_CODE: u8 = 130;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Takes Ctrl-C over from the system, which would end the program in the middle of a line.
pub fn listen() {
    // Where that is impossible, the system goes on doing what it does.
    let _ = ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            process::exit(EXIT_CODE.into());
        }
    });
}

/// Sleeps, unless Ctrl-C is pressed before the time is over; says whether it was.
pub fn sleeps(pause: Duration) -> bool {
    let end = Instant::now() + pause;
    while !is_interrupted() {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return false;
        }
        thread::sleep(left.min(NAP));
    }
    true
}

/// How long a sleeper may take to notice Ctrl-C.
const NAP: Duration = Duration::from_millis(100);

/// Whether Ctrl-C was pressed.
pub fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}
