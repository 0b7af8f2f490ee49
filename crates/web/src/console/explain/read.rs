//! From what was sent to messages with their explanations.

use std::io::Cursor;
use std::sync::Arc;

use tuixin::diagnose::Workspace;
use tuixin::knowledge::Knowledge;
use tuixin::{Explanation, Options, explain_with};
use tuixin_intake::{Content, Fault, Files, Item, Problem};

use super::upload::Piece;

/// How many messages are explained on one page. Whoever has more of them asks the API or the command line.
pub(super) const MOST_MESSAGES: usize = 100;
/// How many bytes are read for one page, unpacked.
const MOST_BYTES: usize = 128 * 1024 * 1024;
/// Of what is larger, nothing is looked up.
const MOST_LOOKED_INTO: usize = 4 * 1024 * 1024;
/// How many recipients are told of on one page.
const MOST_RECIPIENTS: usize = 20_000;

/// Something that was found in what was sent.
pub(super) enum Found<'k> {
    Message(Box<Message<'k>>),
    /// Something that could not be read: the name of a text that says so, and of what.
    Trouble {
        source: String,
        text: &'static str,
    },
}

/// A message or reply with its explanation.
pub(super) struct Message<'k> {
    /// The file, and the place in it; none for text that was pasted.
    pub source: Option<String>,
    pub explanation: Explanation<'k>,
    /// What was explained, where checks will look into it.
    pub bytes: Option<Arc<[u8]>>,
    /// Which of the explanations of these bytes it is.
    pub place: usize,
}

/// All that is found, in its order, and whether there was more.
pub(super) struct Reading<'k> {
    pub found: Vec<Found<'k>>,
    pub has_more: bool,
    bytes: usize,
    recipients: usize,
}

/// What reading needs besides what was sent.
pub(super) struct Means<'a, 'k> {
    pub knowledge: &'k Knowledge,
    pub options: &'a Options,
    pub workspace: &'a mut Workspace,
    /// Whether checks will look into what was explained.
    pub keeps_bytes: bool,
}

/// Reads and explains everything, one piece after the other.
pub(super) fn read<'k>(means: &mut Means<'_, 'k>, pieces: Vec<Piece>) -> Reading<'k> {
    let mut reading = Reading { found: Vec::new(), has_more: false, bytes: 0, recipients: 0 };
    for Piece { name, bytes } in pieces {
        let is_file = name.is_some();
        for item in Files::of_reader(&name.unwrap_or_default(), Cursor::new(bytes)) {
            if reading.is_full() {
                reading.has_more = true;
                return reading;
            }
            match item {
                Ok(item) => reading.add(means, item, is_file),
                Err(fault) => reading.found.push(Found::Trouble { text: text_of(&fault), source: fault.source }),
            }
        }
    }
    reading
}

impl<'k> Reading<'k> {
    fn is_full(&self) -> bool {
        self.found.len() >= MOST_MESSAGES || self.bytes > MOST_BYTES || self.recipients > MOST_RECIPIENTS
    }

    fn add(&mut self, means: &mut Means<'_, 'k>, item: Item, is_file: bool) {
        let source = item.origin.source;
        match item.content {
            Content::Empty => return self.found.push(Found::Trouble { source, text: "error-empty" }),
            Content::Binary => return self.found.push(Found::Trouble { source, text: "error-binary" }),
            Content::Mail | Content::Text => {}
        }
        self.bytes += item.bytes.len();
        let explanations = explain_with(means.knowledge, &item.bytes, means.options, means.workspace);
        let bytes: Option<Arc<[u8]>> = (means.keeps_bytes && item.bytes.len() <= MOST_LOOKED_INTO).then(|| item.bytes.into());
        for (place, explanation) in explanations.into_iter().enumerate() {
            if self.is_full() {
                self.has_more = true;
                return;
            }
            self.recipients += explanation.deliveries.len();
            let source = Some(source.clone()).filter(|_| is_file || item.origin.is_one_of_several);
            let bytes = bytes.clone();
            self.found.push(Found::Message(Box::new(Message { source, explanation, bytes, place })));
        }
    }
}

/// The text that tells of a fault.
fn text_of(fault: &Fault) -> &'static str {
    match fault.problem {
        Problem::Unreadable(_) => "web-error-unreadable",
        Problem::Damaged(_) => "web-error-damaged",
        Problem::Bomb(_) => "web-error-bomb",
        Problem::TooDeep => "error-too-deep",
        Problem::Window => "error-window",
        Problem::TooManyMembers => "web-error-too-many-members",
        Problem::NestedArchive => "error-nested-archive",
        Problem::Encrypted => "error-encrypted",
        Problem::UnknownMethod => "error-unknown-method",
        Problem::TooLarge => "web-error-too-large",
        Problem::BrokenOutlook => "error-outlook",
    }
}
