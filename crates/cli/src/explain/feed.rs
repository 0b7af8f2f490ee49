//! The arguments in their order, each turned into what has to be explained or told.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::slice;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use tuixin_intake::{Content, Fault, Files, Item, Origin, Problem};

use crate::input::Input;
use crate::interrupt;

/// Something to be explained or told.
#[derive(Debug)]
pub enum Piece {
    /// Bytes to be explained.
    Item(Item, Asked),
    /// Something could not be read.
    Fault(Fault),
    /// An argument without a letter.
    EmptyText,
    /// Somebody has to be told that the program waits for typing.
    Prompt,
    /// In this directory there was nothing to be explained.
    NothingIn(String),
}

/// How somebody asked about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The argument is the text itself.
    AsText,
    /// It is what standard input holds.
    AsStdin,
    /// By its name.
    ByName,
    /// Not about it in particular: it was found in a directory or a mailbox.
    Found,
}

/// All that the arguments stand for.
pub struct Feed<'a> {
    arguments: slice::Iter<'a, OsString>,
    reads_stdin: bool,
    open: Option<Source<'a>>,
    taken: Arc<AtomicU64>,
}

struct Source<'a> {
    files: Files<'a>,
    asked: Asked,
    /// The directory in which nothing was found so far.
    empty: Option<String>,
}

impl<'a> Feed<'a> {
    /// Without arguments, standard input is read. The bytes that are read are counted in `taken`.
    pub fn of(arguments: &'a [OsString], taken: Arc<AtomicU64>) -> Feed<'a> {
        Feed { arguments: arguments.iter(), reads_stdin: arguments.is_empty(), open: None, taken }
    }

    /// Opens what an argument stands for, or gives at once what is to be said about it.
    fn open(&mut self, argument: &'a OsString) -> Option<Piece> {
        match Input::of(argument) {
            Ok(Input::Stdin) => return self.open_stdin(),
            Ok(Input::Text(text)) if text.trim().is_empty() => return Some(Piece::EmptyText),
            Ok(Input::Text(text)) => {
                return Some(Piece::Item(Item::new(Origin::whole(""), text.as_bytes().to_vec(), false), Asked::AsText));
            }
            Ok(Input::File(path)) => self.enter(Files::of_file(path), Asked::ByName, None),
            Ok(Input::Directory(path)) => self.enter(Files::below(path), Asked::Found, Some(path.to_string_lossy().into_owned())),
            Err(error) => {
                let source = argument.to_string_lossy().into_owned();
                return Some(Piece::Fault(Fault { source, problem: Problem::Unreadable(error) }));
            }
        }
        None
    }

    fn open_stdin(&mut self) -> Option<Piece> {
        let stdin = io::stdin();
        let is_typed = stdin.is_terminal();
        self.enter(Files::of_reader("-", stdin), Asked::AsStdin, None);
        is_typed.then_some(Piece::Prompt)
    }

    fn enter(&mut self, files: Files<'a>, asked: Asked, empty: Option<String>) {
        self.open = Some(Source { files: files.counting(Arc::clone(&self.taken)), asked, empty });
    }
}

impl Iterator for Feed<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        while !interrupt::is_interrupted() {
            if let Some(source) = &mut self.open {
                match source.files.next() {
                    Some(Ok(item)) => {
                        if matches!(item.content, Content::Mail | Content::Text) {
                            source.empty = None;
                        }
                        let asked = if item.origin.is_one_of_several { Asked::Found } else { source.asked };
                        return Some(Piece::Item(item, asked));
                    }
                    Some(Err(fault)) => {
                        source.empty = None;
                        return Some(Piece::Fault(fault));
                    }
                    None => {}
                }
                if let Some(directory) = self.open.take().and_then(|source| source.empty) {
                    return Some(Piece::NothingIn(directory));
                }
            }
            let piece = if std::mem::take(&mut self.reads_stdin) {
                self.open_stdin()
            } else {
                let argument = self.arguments.next()?;
                self.open(argument)
            };
            if piece.is_some() {
                return piece;
            }
        }
        None
    }
}
