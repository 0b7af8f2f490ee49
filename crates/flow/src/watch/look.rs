//! The thread that looks: through the inboxes, file by file, into the flow.

use std::fs::{self, DirEntry, File};
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tuixin_intake::{Fault, Files, Outcome, Problem, Receipt};

use super::WatchSettings;
use super::books::{Books, Key};
use super::held::{Counted, Held, Part};
use super::hint;
use super::layout::Layout;
use super::print::Print;
use super::quiet::Quiet;
use crate::error::FlowError;
use crate::flow::Flow;
use crate::item::{Item, reason};
use crate::record::MAX_UNREAD;

/// Between two looks there is at least this, so that a flood of hints is answered by a few looks.
const BREATH: Duration = Duration::from_millis(20);

/// Whoever looks through a directory.
pub(super) struct Watcher {
    flow: Flow,
    layout: Arc<Layout>,
    settings: WatchSettings,
    books: Arc<Books>,
    quiet: Quiet,
    runtime: Handle,
    /// Inboxes that could not be listed at the last look, so that it is told once.
    unlisted: Vec<PathBuf>,
}

/// The watch has to end.
struct Ended;

impl Watcher {
    pub fn new(flow: Flow, layout: Layout, settings: WatchSettings, books: Arc<Books>, runtime: Handle) -> Watcher {
        Watcher { flow, layout: Arc::new(layout), settings, books, quiet: Quiet::new(), runtime, unlisted: Vec::new() }
    }

    /// Looks again and again until the watch or the flow is stopped.
    pub fn run(mut self) {
        let _hints = self.settings.takes_hints.then(|| hint::listen(&self.layout.inboxes, &self.books)).flatten();
        while let Ok(pause) = self.look() {
            std::thread::sleep(BREATH.min(pause));
            self.books.wait(pause);
        }
    }

    /// Goes through everything once. Gives how long to wait for the next look.
    fn look(&mut self) -> Result<Duration, Ended> {
        let began = Instant::now();
        let layout = Arc::clone(&self.layout);
        for (number, inbox) in layout.inboxes.iter().enumerate() {
            self.look_into(number, inbox)?;
        }
        if self.books.is_stopping() {
            return Err(Ended);
        }
        self.books.end_look(began);
        Ok(if self.quiet.end_look() { self.settings.quiet_for.min(self.settings.look_every) } else { self.settings.look_every })
    }

    fn look_into(&mut self, number: usize, inbox: &PathBuf) -> Result<(), Ended> {
        // The system gives the names in portions, so a directory of any size takes little memory.
        let entries = match fs::read_dir(inbox) {
            Ok(entries) => entries,
            Err(error) => {
                if !self.unlisted.contains(inbox) {
                    tracing::warn!(source = %self.layout.source, %error, "a watched directory cannot be listed; it is tried again now and then");
                    self.unlisted.push(inbox.clone());
                }
                return Ok(());
            }
        };
        self.unlisted.retain(|unlisted| unlisted != inbox);
        for entry in entries {
            if self.books.is_stopping() {
                return Err(Ended);
            }
            // What could not be listed now is there at the next look.
            let Ok(entry) = entry else { break };
            self.consider(number, &entry)?;
        }
        Ok(())
    }

    fn consider(&mut self, number: usize, entry: &DirEntry) -> Result<(), Ended> {
        let key = (number, entry.file_name());
        if self.layout.leaves_alone(&key.1) || self.books.is_busy(&key) {
            return Ok(());
        }
        // Links are not followed, neither here nor when the file is opened.
        let Some(about) = entry.metadata().ok().filter(fs::Metadata::is_file) else { return Ok(()) };
        let print = Print::of(&about);
        let may_be_unfinished = self.layout.may_be_unfinished();
        if may_be_unfinished && (print.is_empty() || !self.quiet.is_settled(&key, print, self.settings.quiet_for)) {
            return Ok(());
        }
        self.take(key, entry.path(), print)
    }

    fn take(&self, key: Key, path: PathBuf, print: Print) -> Result<(), Ended> {
        let permit = self.runtime.block_on(self.books.room()).ok_or(Ended)?;
        let file = match open(&path, print) {
            Ok(Some(file)) => file,
            // Another one stands there now, or none; the next look will see.
            Ok(None) => return Ok(()),
            Err(error) => {
                self.cannot_read(&key, &error);
                return Ok(());
            }
        };
        self.books.begin(&key);
        let held = Arc::new(Held {
            layout: Arc::clone(&self.layout),
            books: Arc::clone(&self.books),
            key,
            path,
            print,
            counted: Mutex::new(Counted::default()),
            _permit: permit,
        });
        self.read(&held, file)
    }

    /// Brings everything in a file into the flow.
    fn read(&self, held: &Arc<Held>, file: File) -> Result<(), Ended> {
        let reading = Part::of(held);
        let name = Path::new(&held.key.1);
        let mut files = Files::of_opened(name, file);
        let mut count = 0;
        // A fault of ours in one file must not stop the watch.
        while let Some(found) = catch_unwind(AssertUnwindSafe(|| files.next())).transpose() {
            count += 1;
            match found {
                Ok(Ok(item)) => self.enter(held, Item::read(&self.layout.source, item))?,
                Ok(Err(Fault { problem: Problem::Unreadable(error), .. })) => {
                    if !self.books.is_known_trouble(&held.key) {
                        self.tell_unreadable(&held.key, &error);
                    }
                    return Ok(());
                }
                Ok(Err(fault)) => self.enter(held, Item::unreadable(&self.layout.source, &fault, bytes_of(held, &fault)))?,
                Err(_) => {
                    tracing::error!(source = %self.layout.source, "a file broke its reader and goes to the quarantine");
                    self.enter_unread(held, reason::CRASHED)?;
                    break;
                }
            }
        }
        if count == 0 {
            self.enter_unread(held, reason::EMPTY)?;
        }
        // That the file was read to its end says nothing of what it is.
        reading.settle(Outcome::Unknown);
        Ok(())
    }

    fn enter_unread(&self, held: &Arc<Held>, trouble: &'static str) -> Result<(), Ended> {
        let name = Some(held.key.1.to_string_lossy().into_owned());
        let bytes = beginning(&held.path).unwrap_or_default();
        self.enter(held, Item { name, trouble: Some(trouble), ..Item::of_bytes(&self.layout.source, bytes) })
    }

    fn enter(&self, held: &Arc<Held>, item: Item) -> Result<(), Ended> {
        let item = Item { receipt: Receipt::of(Part::of(held)), ..item };
        let entered = self.runtime.block_on(async {
            tokio::select! {
                entered = self.flow.enter(item) => entered,
                () = self.books.stopped() => Err(FlowError::Stopped),
            }
        });
        entered.map_err(|_| Ended)
    }

    fn cannot_read(&self, key: &Key, error: &io::Error) {
        if self.books.put_off(key) {
            self.tell_unreadable(key, error);
        }
    }

    /// The name of a file may be an address, so it is told only to whoever looks for the fault.
    fn tell_unreadable(&self, key: &Key, error: &io::Error) {
        tracing::warn!(source = %self.layout.source, %error, "a file cannot be read; it is left there and tried again now and then");
        tracing::debug!(source = %self.layout.source, name = ?key.1, "this file cannot be read");
    }
}

/// Opens the file that was seen; none where it is gone or another one stands there.
fn open(path: &Path, print: Print) -> io::Result<Option<File>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let about = file.metadata()?;
    Ok((about.is_file() && Print::of(&about) == print).then_some(file))
}

/// What lies where something could not be read; of a member of an archive that is not at hand.
fn bytes_of(held: &Held, fault: &Fault) -> Vec<u8> {
    let is_whole = Path::new(&fault.source) == Path::new(&held.key.1);
    if is_whole { beginning(&held.path).unwrap_or_default() } else { Vec::new() }
}

/// The beginning of a file, for somebody to look at.
fn beginning(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_UNREAD as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}
