//! The forms in which explanations and reports of checks are given to programs: JSON, whose shape `tuixin_wire` knows, and CSV.

pub mod escape;
mod json;
mod report;
mod table;

use std::io;

use tuixin::{Explained, Explanation};
use tuixin_check::FollowUp;
use tuixin_wire::Message;

pub use json::{JsonArray, JsonLines, write as write_json};
pub use report::ReportRows;
pub use table::Table;

/// One explained message or reply, with where it came from.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// The path as it was given, with the number of the mail where there are several in it, `-` for standard input, none for a text.
    pub source: Option<&'a str>,
    /// Whether it is one of several mails in a file.
    pub is_one_of_several: bool,
    /// Whether places in the input lead back to the bytes of the file.
    pub is_verbatim: bool,
    pub explanation: &'a Explanation<'a>,
    /// What was looked up about each delivery, where that was asked for.
    pub looked_up: &'a [Option<FollowUp<'a>>],
}

impl<'a> Item<'a> {
    /// Its shape for programs.
    fn message(&self, vocabulary: Option<&str>) -> Message<'a> {
        Message::of(self.source, self.explanation, self.is_verbatim, vocabulary)
    }

    /// What was looked up about one of the deliveries.
    pub fn follow_up(&self, explained: &Explained<'_>) -> Option<&'a FollowUp<'a>> {
        if self.looked_up.is_empty() {
            return None;
        }
        let place = self.explanation.deliveries.iter().position(|delivery| std::ptr::addr_eq(delivery, explained))?;
        self.looked_up.get(place)?.as_ref()
    }
}

/// Somewhere that explanations go, one after the other.
pub trait Report {
    /// One message or reply.
    fn message(&mut self, item: &Item<'_>) -> io::Result<()>;

    /// A file of a directory that is neither mail nor text.
    fn skipped(&mut self, source: &str) -> io::Result<()>;

    /// All have been given.
    fn finish(&mut self) -> io::Result<()>;
}
