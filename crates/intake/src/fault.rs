//! What can go wrong while reading, each with the name of what was read.

use std::{error, fmt, io};

use crate::packed::Packing;

/// Something could not be read.
#[derive(Debug)]
pub struct Fault {
    /// Which file, as it would stand in [`Origin::source`](crate::Origin::source).
    pub source: String,
    /// Why.
    pub problem: Problem,
}

/// Why something could not be read.
///
/// The list is exhaustive on purpose: whoever tells people about a problem must have a sentence for each, and the compiler asks for it.
#[derive(Debug)]
pub enum Problem {
    /// The system refused.
    Unreadable(io::Error),
    /// Compressed data ends early or is not what it says; what stood before the damage was given.
    Damaged(Packing),
    /// Compressed data that is compressed again, more often than anybody does by accident.
    TooDeep,
    /// So much more comes out than went in that no mail can be meant.
    Bomb(Packing),
    /// Zstandard data that asks for more memory than is given to any file (`zstd --ultra`, `zstd --long`).
    Window,
    /// An archive with more members than anybody puts together, told behind the first of them.
    TooManyMembers,
    /// An archive that is a member of another one.
    NestedArchive,
    /// A member of an archive that only a password opens.
    Encrypted,
    /// A member of an archive that was packed in a way that is not known here.
    UnknownMethod,
    /// An archive that is read from a pipe and is too large to be kept.
    TooLarge,
    /// An Outlook file whose inner file system is broken.
    BrokenOutlook,
}

impl Fault {
    /// A fault of the system; a damage that was met while unpacking is found in it again.
    pub(crate) fn of_io(source: &str, error: io::Error) -> Fault {
        let problem = match error.downcast::<Corrupt>() {
            Ok(Corrupt::Damaged(packing)) => Problem::Damaged(packing),
            Ok(Corrupt::Bomb(packing)) => Problem::Bomb(packing),
            Ok(Corrupt::Window) => Problem::Window,
            Err(error) => Problem::Unreadable(error),
        };
        Fault { source: source.to_owned(), problem }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: ", self.source)?;
        match &self.problem {
            Problem::Unreadable(error) => write!(out, "cannot be read ({error})"),
            Problem::Damaged(packing) => write!(out, "the {packing} data is damaged or incomplete"),
            Problem::TooDeep => out.write_str("compressed too many times over"),
            Problem::Bomb(packing) => write!(out, "the {packing} data grows beyond all measure"),
            Problem::Window => out.write_str("the zstd data needs more than 32 MiB to be unpacked; unpack it with zstd -d --long=31 first"),
            Problem::TooManyMembers => out.write_str("the archive holds more files than are read"),
            Problem::NestedArchive => out.write_str("an archive inside an archive is not opened"),
            Problem::Encrypted => out.write_str("needs a password"),
            Problem::UnknownMethod => out.write_str("packed in a way that is not known"),
            Problem::TooLarge => out.write_str("a zip archive this large is only read as a file"),
            Problem::BrokenOutlook => out.write_str("the Outlook file is damaged"),
        }
    }
}

impl error::Error for Fault {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match &self.problem {
            Problem::Unreadable(error) => Some(error),
            _ => None,
        }
    }
}

/// What a reader of compressed data hands through the interface of the standard library.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Corrupt {
    Damaged(Packing),
    Bomb(Packing),
    Window,
}

impl Corrupt {
    /// Whether an error says this, and not that the system failed.
    pub(crate) fn is_in(error: &io::Error) -> bool {
        error.get_ref().is_some_and(|inner| inner.is::<Corrupt>())
    }
}

impl fmt::Display for Corrupt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self:?}")
    }
}

impl error::Error for Corrupt {}
