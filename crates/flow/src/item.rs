//! What is handed to the flow: one mail, reply or event, with what is known of it besides its bytes.

use jiff::Timestamp;
use tuixin_intake::{Content, Fault, Problem, Receipt};
use tuixin_store::kept_time;

/// One thing that came in.
#[derive(Debug)]
pub struct Item {
    /// Where it came from, as it is to be remembered: `http`, `maildir:/var/mail/bounces`.
    pub source: String,
    /// What it is called there.
    pub name: Option<String>,
    /// The bytes, unpacked; of what could not be read, what lies there.
    pub bytes: Vec<u8>,
    /// What the bytes are.
    pub content: Content,
    /// Whether something behind them was left unread.
    pub is_cut: bool,
    /// Why it could not be read, in a word of [`reason`]; such an item goes to the quarantine as it is.
    pub trouble: Option<&'static str>,
    /// What whoever hands it over knows.
    pub context: Context,
    /// When it came in.
    pub seen_at: Timestamp,
    /// Whether the program made it up to show itself.
    pub is_demo: bool,
    /// The right to let go of it, used when everything is committed.
    pub receipt: Receipt,
}

/// What is known of a reply that does not stand in it. It counts for what the text itself leaves open, except for the time, which is believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Context {
    /// To whom the mail was.
    pub recipient: Option<String>,
    /// From whom it was.
    pub sender: Option<String>,
    /// From which address of ours it was sent.
    pub sending_ip: Option<String>,
    /// When the delivery failed.
    pub occurred_at: Option<Timestamp>,
    /// The caller's own name for it: the same reply with another id is another event.
    pub id: Option<String>,
}

impl Context {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Context::default()
    }
}

impl Item {
    /// Bytes that are at hand.
    pub fn of_bytes(source: impl Into<String>, bytes: Vec<u8>) -> Item {
        let content = Content::of(&bytes);
        Item {
            source: source.into(),
            name: None,
            bytes,
            content,
            is_cut: false,
            trouble: None,
            context: Context::default(),
            // What is told of it at once is what will be told of it later.
            seen_at: kept_time(Timestamp::now()),
            is_demo: false,
            receipt: Receipt::none(),
        }
    }

    /// What a file, an archive or a mailbox gave.
    pub fn read(source: impl Into<String>, found: tuixin_intake::Item) -> Item {
        let tuixin_intake::Item { origin, bytes, content, is_cut, receipt } = found;
        Item { name: Some(origin.source), content, is_cut, receipt, ..Item::of_bytes(source, bytes) }
    }

    /// What could not be read, with what lies there as far as it is at hand.
    pub fn unreadable(source: impl Into<String>, fault: &Fault, bytes: Vec<u8>) -> Item {
        Item { name: Some(fault.source.clone()), trouble: Some(reason::of(&fault.problem)), ..Item::of_bytes(source, bytes) }
    }
}

/// Why something is in the quarantine: words for which the texts have sentences.
pub mod reason {
    use super::Problem;

    /// There is nothing in it.
    pub const EMPTY: &str = "empty";
    /// It is neither mail nor text.
    pub const BINARY: &str = "binary";
    /// A text in which nobody sees a reply.
    pub const NOT_UNDERSTOOD: &str = "not-understood";
    /// A report about a failure that does not tell whose.
    pub const NOBODY_NAMED: &str = "nobody-named";
    /// It ends in the middle, and what is there is no report.
    pub const CUT: &str = "cut";
    /// The program failed on it, which is our fault.
    pub const CRASHED: &str = "crashed";
    /// The database did not take what was read from it.
    pub const REFUSED: &str = "refused";

    /// Every word that may stand there, so that a test can look for its sentence.
    pub const ALL: [&str; 18] = [
        EMPTY,
        BINARY,
        NOT_UNDERSTOOD,
        NOBODY_NAMED,
        CUT,
        CRASHED,
        REFUSED,
        "unreadable",
        "damaged",
        "too-deep",
        "bomb",
        "window",
        "too-many-members",
        "nested-archive",
        "encrypted",
        "unknown-method",
        "too-large",
        "broken-outlook",
    ];

    /// The word for a problem of reading.
    pub fn of(problem: &Problem) -> &'static str {
        match problem {
            Problem::Unreadable(_) => "unreadable",
            Problem::Damaged(_) => "damaged",
            Problem::TooDeep => "too-deep",
            Problem::Bomb(_) => "bomb",
            Problem::Window => "window",
            Problem::TooManyMembers => "too-many-members",
            Problem::NestedArchive => "nested-archive",
            Problem::Encrypted => "encrypted",
            Problem::UnknownMethod => "unknown-method",
            Problem::TooLarge => "too-large",
            Problem::BrokenOutlook => "broken-outlook",
        }
    }
}
