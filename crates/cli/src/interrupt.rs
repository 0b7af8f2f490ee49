//! Ctrl-C: what was printed stays whole.
//!
//! The first one ends reading; what is under way is still answered, and the output is closed as if the input had ended there.
//! The second one ends the program at once.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

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

/// Whether Ctrl-C was pressed.
pub fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}
