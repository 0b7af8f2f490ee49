//! Files, directories and standard input, opened layer by layer until there are mails.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::item::{Item, Origin, read_capped};
use crate::mailbox::{self, Mailbox};
use crate::packed::{packing_of, unpack};
use crate::tree::Tree;
use crate::{Content, Fault, Problem, Receipt, outlook};

/// How much of a file is looked at to see what it is, in bytes.
const HEAD: usize = 8 * 1024;
/// How often data may be compressed over. A mailbox that a backup has compressed once more is real, deeper is a trap.
const MAX_LAYERS: usize = 2;

type Reader<'r> = Box<dyn Read + Send + 'r>;

/// The items of a file, of everything below a directory, or of a reader.
///
/// Nothing is changed by reading and nothing has to be let go of, so the receipts of the items do nothing.
pub struct Files<'r> {
    tree: Option<Tree>,
    /// A reader that is still to be opened, with its name.
    unopened: Option<(String, Reader<'r>)>,
    open: Option<Open<'r>>,
    /// A fault that comes behind what could be read before it.
    fault: Option<Fault>,
    taken: Arc<AtomicU64>,
}

struct Open<'r> {
    source: String,
    is_packed: bool,
    mails: Mailbox<Reader<'r>>,
}

impl<'r> Files<'r> {
    /// One file, which may hold many mails.
    pub fn of_file(path: &Path) -> Files<'r> {
        let mut files = Files::empty();
        files.open_file(path);
        files
    }

    /// Every file below a directory.
    pub fn below(directory: &Path) -> Files<'r> {
        Files { tree: Some(Tree::below(directory)), ..Files::empty() }
    }

    /// What a reader gives, under a name.
    pub fn of_reader(name: &str, reader: impl Read + Send + 'r) -> Files<'r> {
        Files { unopened: Some((name.to_owned(), Box::new(reader))), ..Files::empty() }
    }

    fn empty() -> Files<'r> {
        Files { tree: None, unopened: None, open: None, fault: None, taken: Arc::default() }
    }

    /// Counts the bytes that are read, as they lie on the disk, for whoever wants to show how far reading has come.
    #[must_use]
    pub fn counting(mut self, taken: Arc<AtomicU64>) -> Files<'r> {
        self.taken = taken;
        self
    }

    fn open_file(&mut self, path: &Path) {
        let source = path.to_string_lossy().into_owned();
        match File::open(path) {
            Ok(file) => self.unopened = Some((source, Box::new(file))),
            Err(error) => self.fault = Some(Fault { source, problem: Problem::Unreadable(error) }),
        }
    }

    /// Opens what is read: a single item is returned at once, the mails of a mailbox come one by one.
    fn open(&mut self, source: String, reader: Reader<'r>) -> Option<Item> {
        let mut reader: Reader<'r> = Box::new(Counted { inner: reader, taken: Arc::clone(&self.taken) });
        for layer in 0..=MAX_LAYERS {
            let (head, error) = peek(&mut reader);
            if let Some(error) = error {
                self.tell(Fault::of_io(&source, error));
                // What stood before the damage is all there is.
                reader = Box::new(io::empty());
            }
            let packing = packing_of(&head);
            let kind = Kind::of(&source, &head);
            reader = Box::new(Cursor::new(head).chain(reader));
            match packing {
                Some(_) if layer == MAX_LAYERS => {
                    self.tell(Fault { source, problem: Problem::TooDeep });
                    return None;
                }
                Some(packing) => reader = unpack(packing, reader),
                None => return self.read(source, kind, layer > 0, reader),
            }
        }
        None
    }

    fn read(&mut self, source: String, kind: Kind, is_packed: bool, reader: Reader<'r>) -> Option<Item> {
        let origin = Origin { is_verbatim: !is_packed, ..Origin::whole(source.clone()) };
        match kind {
            Kind::Mailbox => {
                self.open = Some(Open { source, is_packed, mails: Mailbox::new(reader) });
                None
            }
            Kind::Single => {
                let had_fault = self.fault.is_some();
                let (mut item, error) = Item::read(origin, reader);
                item.is_cut |= had_fault;
                error.into_iter().for_each(|error| self.tell(Fault::of_io(&source, error)));
                // Nothing read and a reason why: the reason says it all.
                (self.fault.is_none() || item.content != Content::Empty).then_some(item)
            }
            Kind::Outlook => {
                let (bytes, is_cut, error) = read_capped(reader);
                if let Some(error) = error {
                    self.tell(Fault::of_io(&source, error));
                    return None;
                }
                match outlook::mail_of(bytes) {
                    Ok(outlook::Read::Mail(mail)) => Some(Item::new(Origin { is_verbatim: false, ..origin }, mail, is_cut)),
                    Ok(outlook::Read::OtherDocument) => {
                        Some(Item { origin, bytes: Vec::new(), content: Content::Binary, is_cut, receipt: Receipt::none() })
                    }
                    Err(_) => {
                        self.tell(Fault { source, problem: Problem::BrokenOutlook });
                        None
                    }
                }
            }
        }
    }

    /// Keeps a fault until what was read before it has been given; one that follows from another says nothing.
    fn tell(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }

    fn next_message(&mut self) -> Option<Item> {
        let open = self.open.as_mut()?;
        let Some(message) = open.mails.next() else {
            let error = open.mails.error();
            let source = self.open.take().map(|open| open.source).unwrap_or_default();
            error.into_iter().for_each(|error| self.tell(Fault::of_io(&source, error)));
            return None;
        };
        let is_only = message.number == 1 && message.is_last;
        let source = if is_only { open.source.clone() } else { format!("{}/{}", open.source, message.number) };
        let is_verbatim = is_only && message.is_verbatim && !open.is_packed;
        let origin = Origin { source, is_one_of_several: !is_only, is_verbatim };
        // Where reading ended early, the mail it ended in is not whole.
        let is_torn = message.is_last && open.mails.is_torn();
        Some(Item::new(origin, message.bytes, message.is_cut || is_torn))
    }
}

impl Iterator for Files<'_> {
    type Item = Result<Item, Fault>;

    fn next(&mut self) -> Option<Result<Item, Fault>> {
        loop {
            if let Some(item) = self.next_message() {
                return Some(Ok(item));
            }
            if let Some(fault) = self.fault.take() {
                return Some(Err(fault));
            }
            if let Some((source, reader)) = self.unopened.take() {
                if let Some(item) = self.open(source, reader) {
                    return Some(Ok(item));
                }
                continue;
            }
            match self.tree.as_mut()?.next()? {
                Ok(path) => self.open_file(&path),
                Err((path, error)) => {
                    let source = path.to_string_lossy().into_owned();
                    return Some(Err(Fault { source, problem: Problem::Unreadable(error) }));
                }
            }
        }
    }
}

/// What a file holds.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Mailbox,
    Outlook,
    Single,
}

impl Kind {
    fn of(source: &str, head: &[u8]) -> Kind {
        if outlook::is_compound_file(head) {
            Kind::Outlook
        } else if mailbox::is_mailbox(head) && !is_named_as_one_mail(source) {
            Kind::Mailbox
        } else {
            Kind::Single
        }
    }
}

/// Whether a name says that there is one mail. A bounce may hold another mail with its envelope line, which only a mailbox would have quoted.
fn is_named_as_one_mail(source: &str) -> bool {
    let is = |path: &Path, ending: &str| path.extension().and_then(OsStr::to_str).is_some_and(|found| found.eq_ignore_ascii_case(ending));
    let path = Path::new(source);
    let is_packed = is(path, "gz") || is(path, "zst");
    is(path, "eml") || (is_packed && path.file_stem().is_some_and(|inner| is(Path::new(inner), "eml")))
}

/// The beginning of what is read, and why reading stopped if it did.
fn peek(reader: &mut impl Read) -> (Vec<u8>, Option<io::Error>) {
    let mut head = Vec::with_capacity(HEAD);
    let error = reader.take(HEAD as u64).read_to_end(&mut head).err();
    (head, error)
}

/// A reader whose bytes are counted.
struct Counted<R> {
    inner: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
