//! Files, directories and standard input, opened layer by layer until there are mails.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use crate::counted::Counted;
use crate::item::{Item, Origin, read_capped};
use crate::mailbox::{self, Mailbox};
use crate::packed::{packing_of, unpack};
use crate::tree::Tree;
use crate::zip::{self, Archive, Opened, Store};
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
    unopened: Option<Unopened<'r>>,
    /// An archive whose members are read one after the other.
    archive: Option<(String, Archive)>,
    open: Option<Open<'r>>,
    /// A fault that comes behind what could be read before it.
    fault: Option<Fault>,
    taken: Arc<AtomicU64>,
}

/// What is still to be opened.
struct Unopened<'r> {
    source: String,
    reader: Reader<'r>,
    place: Place,
}

/// Where something to be opened lies.
enum Place {
    /// On the disk, so that it can be read at any place.
    Disk(Arc<File>),
    /// In a pipe, or wherever the reader has it from.
    Stream,
    /// In an archive, which may hold others.
    Archive { is_one_of_several: bool },
}

/// A file as it is read from its beginning, while somebody else may still look at its end.
struct Shared(Arc<File>);

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (&*self.0).read(buffer)
    }
}

struct Open<'r> {
    /// What the mails have in common.
    origin: Origin,
    mails: Mailbox<Reader<'r>>,
}

impl<'r> Files<'r> {
    /// One file, which may hold many mails.
    pub fn of_file(path: &Path) -> Files<'r> {
        let mut files = Files::empty();
        files.open_file(path);
        files
    }

    /// One file that somebody has opened, under the name by which its items are told.
    pub fn of_opened(path: &Path, file: File) -> Files<'r> {
        let mut files = Files::empty();
        files.take_opened(path.to_string_lossy().into_owned(), file);
        files
    }

    /// Every file below a directory.
    pub fn below(directory: &Path) -> Files<'r> {
        Files { tree: Some(Tree::below(directory)), ..Files::empty() }
    }

    /// What a reader gives, under a name.
    pub fn of_reader(name: &str, reader: impl Read + Send + 'r) -> Files<'r> {
        let unopened = Unopened { source: name.to_owned(), reader: Box::new(reader), place: Place::Stream };
        Files { unopened: Some(unopened), ..Files::empty() }
    }

    fn empty() -> Files<'r> {
        Files { tree: None, unopened: None, archive: None, open: None, fault: None, taken: Arc::default() }
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
            Ok(file) => self.take_opened(source, file),
            Err(error) => self.fault = Some(Fault { source, problem: Problem::Unreadable(error) }),
        }
    }

    fn take_opened(&mut self, source: String, file: File) {
        let file = Arc::new(file);
        self.unopened = Some(Unopened { source, reader: Box::new(Shared(Arc::clone(&file))), place: Place::Disk(file) });
    }

    /// Opens what is read: a single item is returned at once, the mails of a mailbox come one by one.
    fn open(&mut self, unopened: Unopened<'r>) -> Option<Item> {
        let Unopened { source, mut reader, place } = unopened;
        // Of a member the archive counts what it reads.
        if !matches!(place, Place::Archive { .. }) {
            reader = Box::new(Counted { inner: reader, taken: Arc::clone(&self.taken) });
        }
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
                None => return self.read(source, kind, layer > 0, place, reader),
            }
        }
        None
    }

    fn read(&mut self, source: String, kind: Kind, is_packed: bool, place: Place, reader: Reader<'r>) -> Option<Item> {
        let (is_member, is_one_of_several) = match place {
            Place::Archive { is_one_of_several } => (true, is_one_of_several),
            _ => (false, false),
        };
        let origin = Origin { is_one_of_several, is_verbatim: !is_packed && !is_member, ..Origin::whole(source.clone()) };
        match kind {
            Kind::Mailbox => {
                self.open = Some(Open { origin, mails: Mailbox::new(reader) });
                None
            }
            Kind::Document => Some(other_document(origin, false)),
            Kind::Archive => {
                let file = if let Place::Disk(file) = place { Some(file).filter(|_| !is_packed) } else { None };
                match self.store(file, reader).and_then(|store| Archive::open(store, &self.taken)) {
                    Ok(Opened::OtherDocument) => return Some(other_document(origin, false)),
                    // What is too large to be kept lies on the disk as well once the outer archive is unpacked.
                    Ok(Opened::Archive(_)) | Err(Problem::TooLarge) if is_member => {
                        self.tell(Fault { source, problem: Problem::NestedArchive });
                    }
                    Ok(Opened::Archive(archive)) => self.archive = Some((source, archive)),
                    Err(problem) => self.tell(Fault { source, problem }),
                }
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
                    Ok(outlook::Read::OtherDocument) => Some(other_document(origin, is_cut)),
                    Err(_) => {
                        self.tell(Fault { source, problem: Problem::BrokenOutlook });
                        None
                    }
                }
            }
        }
    }

    /// The archive where it lies, or what was read of it when it lies nowhere.
    fn store(&mut self, file: Option<Arc<File>>, reader: Reader<'r>) -> Result<Store, Problem> {
        // A fault of reading is told for itself, and there is no list of members without the end.
        if let Some(fault) = self.fault.take() {
            return Err(fault.problem);
        }
        if let Some(store) = file.map(|file| Store::on_disk(&file)).transpose().map_err(Problem::Unreadable)?.flatten() {
            return Ok(store);
        }
        match read_capped(reader) {
            (_, _, Some(error)) => Err(Fault::of_io("", error).problem),
            (_, true, None) => Err(Problem::TooLarge),
            (bytes, false, None) => Ok(Store::Memory(bytes)),
        }
    }

    /// Makes the next member of the archive the next thing to be opened; false when there is none.
    fn next_member(&mut self) -> bool {
        let Some((archive_source, archive)) = &mut self.archive else { return false };
        let Some((name, reader)) = archive.next_member() else {
            let problem = archive.problem.take();
            let fault = problem.map(|problem| Fault { source: archive_source.clone(), problem });
            self.archive = None;
            fault.into_iter().for_each(|fault| self.tell(fault));
            return self.fault.is_some();
        };
        let source = format!("{archive_source}/{name}");
        let place = Place::Archive { is_one_of_several: archive.count > 1 };
        match reader {
            Ok(reader) => self.unopened = Some(Unopened { source, reader, place }),
            Err(problem) => self.tell(Fault { source, problem }),
        }
        true
    }

    /// Keeps a fault until what was read before it has been given; one that follows from another says nothing.
    fn tell(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }

    fn next_message(&mut self) -> Option<Item> {
        let open = self.open.as_mut()?;
        let Some(message) = open.mails.next() else {
            let error = open.mails.error();
            let source = self.open.take().map(|open| open.origin.source).unwrap_or_default();
            error.into_iter().for_each(|error| self.tell(Fault::of_io(&source, error)));
            return None;
        };
        let is_only = message.number == 1 && message.is_last;
        let Origin { source, is_one_of_several, is_verbatim } = &open.origin;
        let origin = Origin {
            source: if is_only { source.clone() } else { format!("{source}/{}", message.number) },
            is_one_of_several: *is_one_of_several || !is_only,
            is_verbatim: *is_verbatim && is_only && message.is_verbatim,
        };
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
            if let Some(unopened) = self.unopened.take() {
                if let Some(item) = self.open(unopened) {
                    return Some(Ok(item));
                }
                continue;
            }
            if self.next_member() {
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

/// A file that is no mail and no text, though it is whole.
fn other_document(origin: Origin, is_cut: bool) -> Item {
    let origin = Origin { is_verbatim: false, ..origin };
    Item { origin, bytes: Vec::new(), content: Content::Binary, is_cut, receipt: Receipt::none() }
}

/// What a file holds.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Archive,
    /// An archive that shows at its beginning that it is a document of another kind, however large it is.
    Document,
    Mailbox,
    Outlook,
    Single,
}

impl Kind {
    fn of(source: &str, head: &[u8]) -> Kind {
        if outlook::is_compound_file(head) {
            Kind::Outlook
        } else if zip::is_document(head) {
            Kind::Document
        } else if zip::is_archive(head) {
            Kind::Archive
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
