//! The threads on which items are read.
//!
//! The engine waits for nothing and takes microseconds, so it needs threads and no runtime.
//! What it makes of an item may be far larger than the item: one that names thousands of recipients has as many documents.
//! Therefore what was read has to find room as well before it goes on.

use std::io;
use std::net::IpAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::runtime::Handle;
use tokio::sync::mpsc::UnboundedSender;
use tuixin::Options;
use tuixin::diagnose::Workspace;
use tuixin::knowledge::Knowledge;
use tuixin_store::Record;

use crate::flow::Answer;
use crate::item::{Item, reason};
use crate::record::{self, Entry, Reading};
use crate::room::{Place, Room};

/// An item that has found room.
#[derive(Debug)]
pub(crate) struct Entered {
    pub item: Item,
    pub place: Place,
    pub answer: Option<Answer>,
}

/// An item that was read, ready to be committed.
#[derive(Debug)]
pub(crate) struct Ready {
    /// The item itself, for the case that the store does not take what was read from it.
    pub item: Item,
    pub entry: Entry,
    pub answer: Option<Answer>,
    /// What it occupies until it is let go of.
    pub _places: [Place; 2],
}

/// What the threads share.
pub(crate) struct Readers {
    pub knowledge: Arc<Knowledge>,
    pub options: Options,
    pub sending_ip: Option<IpAddr>,
    pub to_read: Mutex<Receiver<Entered>>,
    /// For what was read.
    pub room: Room,
    pub runtime: Handle,
}

impl Readers {
    /// Starts the threads. They end when nothing more can come.
    pub fn start(self, threads: usize, read: &UnboundedSender<Ready>) -> io::Result<()> {
        let readers = Arc::new(self);
        for number in 0..threads.max(1) {
            let readers = Arc::clone(&readers);
            let read = read.clone();
            thread::Builder::new().name(format!("tuixin-read-{number}")).spawn(move || readers.work(&read))?;
        }
        Ok(())
    }

    fn work(&self, read: &UnboundedSender<Ready>) {
        let reading = Reading { knowledge: &self.knowledge, options: &self.options, sending_ip: self.sending_ip };
        let mut workspace = Workspace::new();
        while let Some(Entered { item, place, answer }) = self.next() {
            // A fault of ours must not stop the mails behind it, nor bring this one back for ever.
            let entry = catch_unwind(AssertUnwindSafe(|| record::read(&item, &reading, &mut workspace))).unwrap_or_else(|_| {
                tracing::error!(item = %record::id_of(&item), "an item broke the engine and goes to the quarantine");
                workspace = Workspace::new();
                record::quarantined(&item, reason::CRASHED)
            });
            let Some(other) = self.runtime.block_on(self.room.enter(size_of(&entry.record))) else { return };
            if read.send(Ready { item, entry, answer, _places: [place, other] }).is_err() {
                return;
            }
        }
    }

    fn next(&self) -> Option<Entered> {
        self.to_read.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
    }
}

/// About how many bytes a record takes.
fn size_of(record: &Record) -> usize {
    let of_delivery = |delivery: &tuixin_store::Delivery| delivery.document.len() + delivery.reply.as_ref().map_or(0, String::len) + 1024;
    record.deliveries.iter().map(of_delivery).sum::<usize>() + record.unread.as_ref().map_or(0, |unread| unread.bytes.len())
}
