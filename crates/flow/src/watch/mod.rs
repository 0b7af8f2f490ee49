//! Watched directories: whatever somebody puts there is read, stored, and then moved away.
//!
//! A look goes through the directory and takes every file that is complete.
//! The system's hints (inotify and its like) only tell when to look again; where there are none, as on network file systems, a look every few seconds finds everything as well.
//! What is there when the program starts is found by the first look, so nothing depends on having been told.
//!
//! A file is moved when everything in it is committed, however many mails it holds.
//! When the program dies between the commit and the move, the file is read again and the store knows its mails.

mod books;
mod held;
mod hint;
mod layout;
mod look;
mod moving;
mod print;
mod quiet;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::runtime::Handle;

use crate::flow::Flow;
use books::Books;
use layout::Layout;
use look::Watcher;

/// What is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watched {
    /// A directory into which files of any kind are put: mails, mailboxes, archives, compressed and Outlook files.
    ///
    /// They go on to the directories `done` and `unknown` in it.
    /// Names that begin with a dot or end in `.tmp` or `.part` are left alone, and so are empty files, directories, and files that are still growing.
    Directory(PathBuf),
    /// A Maildir (<https://cr.yp.to/proto/maildir.html>): what is in `new` and `cur` is taken, what is in `tmp` never.
    ///
    /// Mails go on to its folders `.Done` and `.Unknown` (Maildir++), so that whoever reads the mailbox over IMAP finds them there.
    Maildir(PathBuf),
}

/// How a directory is watched.
#[derive(Clone, Debug)]
pub struct WatchSettings {
    /// How often to look without a hint.
    pub look_every: Duration,
    /// How long a file of a directory must not have changed to be taken for complete. A Maildir needs none of this, for its files are complete.
    pub quiet_for: Duration,
    /// How many files may be under way.
    pub files: usize,
    /// How long to leave a file alone that could not be read; each time twice as long.
    pub first_retry: Duration,
    /// How long to leave it alone at most.
    pub longest_retry: Duration,
    /// Whether the system is asked for hints.
    pub takes_hints: bool,
}

impl Default for WatchSettings {
    fn default() -> WatchSettings {
        WatchSettings {
            look_every: Duration::from_secs(10),
            quiet_for: Duration::from_secs(1),
            files: 512,
            first_retry: Duration::from_secs(5),
            longest_retry: Duration::from_secs(600),
            takes_hints: true,
        }
    }
}

/// A directory that is watched until this is stopped or dropped.
#[derive(Debug)]
pub struct Watch {
    books: Arc<Books>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Begins to watch, on a thread of its own.
    ///
    /// # Errors
    ///
    /// The directory is not there, is no Maildir, or nothing can be put beside it.
    pub fn start(flow: Flow, watched: &Watched, settings: WatchSettings) -> io::Result<Watch> {
        let runtime = Handle::try_current().map_err(io::Error::other)?;
        let layout = Layout::prepare(watched)?;
        let name = format!("tuixin-{}", layout.kind);
        let books = Arc::new(Books::new(&settings));
        let watcher = Watcher::new(flow, layout, settings, Arc::clone(&books), runtime);
        let thread = thread::Builder::new().name(name).spawn(move || watcher.run())?;
        Ok(Watch { books, thread: Some(thread) })
    }

    /// Takes no further file. Those under way are moved when the flow has committed them, so the flow is to be stopped next.
    pub async fn stop(mut self) {
        self.books.stop();
        if let Some(thread) = self.thread.take() {
            // It has no answer to give.
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.books.stop();
    }
}
