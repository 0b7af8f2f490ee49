//! The system's hints that something has come in. Without them everything is found too, only later.

use std::path::PathBuf;
use std::sync::Arc;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::books::Books;

/// Asks the system for hints until what is returned is dropped; none where it gives none.
pub(super) fn listen(inboxes: &[PathBuf], books: &Arc<Books>) -> Option<RecommendedWatcher> {
    let listening = || {
        let books = Arc::clone(books);
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // An error may mean that hints were lost.
            if event.as_ref().map_or(true, |event| brings_something(&event.kind)) {
                books.hint();
            }
        })?;
        inboxes.iter().try_for_each(|inbox| watcher.watch(inbox, RecursiveMode::NonRecursive))?;
        Ok::<_, notify::Error>(watcher)
    };
    match listening() {
        Ok(watcher) => Some(watcher),
        Err(error) => {
            tracing::info!(%error, "the system gives no hints about a watched directory, so it is looked through now and then");
            None
        }
    }
}

/// Whether there may be a new file. What we move away ourselves is none.
fn brings_something(kind: &EventKind) -> bool {
    match kind {
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => false,
        EventKind::Access(access) => *access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}
