//! One mail or text, with where it came from.

use std::fmt;
use std::io::{self, Read};

use crate::content::{self, Content};
use crate::receipt::Receipt;

/// How much of one item is read, in bytes. Mail servers take less, and so does the memory of whoever reads several at once.
pub const MAX_ITEM: usize = 64 * 1024 * 1024;

/// The bytes of one mail or text.
pub struct Item {
    /// Where they came from.
    pub origin: Origin,
    /// The bytes, unpacked.
    pub bytes: Vec<u8>,
    /// What they are.
    pub content: Content,
    /// Whether something behind them was left unread.
    pub is_cut: bool,
    /// The right to let go of the item.
    pub receipt: Receipt,
}

impl fmt::Debug for Item {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Nobody wants to see megabytes of a mail in a message about a fault.
        write!(out, "Item({} {:?} {} bytes)", self.origin.source, self.content, self.bytes.len())
    }
}

/// Where an item came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The path as it was given, joined with the place inside: `box.mbox/17` is the seventeenth mail of a mailbox.
    pub source: String,
    /// Whether it is one of several in a file.
    pub is_one_of_several: bool,
    /// Whether the bytes are those of the file, so that places in them lead back to it.
    pub is_verbatim: bool,
}

impl Origin {
    /// A file that holds one thing.
    pub fn whole(source: impl Into<String>) -> Origin {
        Origin { source: source.into(), is_one_of_several: false, is_verbatim: true }
    }
}

impl Item {
    /// An item of bytes that are at hand.
    pub fn new(origin: Origin, bytes: Vec<u8>, is_cut: bool) -> Item {
        let content = Content::of(&bytes);
        Item { origin, bytes, content, is_cut, receipt: Receipt::none() }
    }

    /// Reads one thing to its end, or as far as one item goes. Text in UTF-16 becomes UTF-8.
    ///
    /// When reading stops with an error, what came before it is given beside it.
    pub(crate) fn read(mut origin: Origin, reader: impl Read) -> (Item, Option<io::Error>) {
        let (bytes, is_cut, error) = read_capped(reader);
        let decoded = content::decode_utf16(&bytes);
        origin.is_verbatim &= decoded.is_none();
        (Item::new(origin, decoded.unwrap_or(bytes), is_cut || error.is_some()), error)
    }
}

/// As much as fits into one item, whether something was left, and why reading stopped before the end.
pub(crate) fn read_capped(reader: impl Read) -> (Vec<u8>, bool, Option<io::Error>) {
    let mut bytes = Vec::new();
    let error = reader.take(MAX_ITEM as u64 + 1).read_to_end(&mut bytes).err();
    let is_cut = bytes.len() > MAX_ITEM;
    bytes.truncate(MAX_ITEM);
    (bytes, is_cut, error)
}
