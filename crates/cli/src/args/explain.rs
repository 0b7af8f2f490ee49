//! What can be typed to have bounces explained.

use std::ffi::OsString;
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::ValueEnum;
use tuixin::Mine;
use tuixin::advice::Audience;
use tuixin::advice::letter::LetterKind;

use super::{Lang, Network};

/// Explain bounced mails, pasted texts and SMTP replies
///
/// Each PATH is a file or a directory, of which every file below is read in order of its name; symbolic links inside are not followed. A file may hold one mail, a mailbox of many (mbox), an Outlook message (.msg) or text, and may be compressed (gzip, zstd) or hold other files (zip); what it holds is found out from its content. A Maildir is a directory like any other, its tmp left out. What is no path is taken as the text itself. Without an argument, or for "-", standard input is read.
#[derive(Debug, clap::Args)]
#[command(after_help = EXPLAIN_HELP, after_long_help = EXPLAIN_HELP)]
#[command(group = clap::ArgGroup::new("uses_ip").args(["check", "letters"]).multiple(true))]
pub struct Explain {
    /// Files, directories, texts in quotes, or "-" for standard input
    #[arg(value_name = "PATH|TEXT|-")]
    pub inputs: Vec<OsString>,

    /// Form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// For whom the advice is written
    #[arg(long = "for", value_name = "READER", default_value = "sender")]
    pub reader: Reader,

    /// Also give the word of another system for each cause, such as sisimai or ses
    #[arg(long = "as", value_name = "VOCABULARY")]
    pub vocabulary: Option<String>,

    /// Your own domains, IP addresses and networks, separated by commas; a bounce of a mail that passed none of them is called backscatter
    #[arg(long, value_name = "DOMAIN|IP,…", value_delimiter = ',')]
    pub mine: Vec<Mine>,

    /// Show everything that is known, and name the files that were skipped
    #[arg(long, short)]
    pub verbose: bool,

    /// How many mails are explained at the same time [default: one for each core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// Append each reply that could not be decided to FILE, as JSON lines with addresses, hosts and ids masked
    #[arg(long, value_name = "FILE")]
    pub learn: Option<PathBuf>,

    /// Look up what the steps of each diagnosis ask for: DNS, blocklists, mail servers
    #[arg(long)]
    pub check: bool,

    /// The address of the host that sent the mails, where a bounce does not tell it
    #[arg(long, value_name = "IP", requires = "uses_ip")]
    pub ip: Option<IpAddr>,

    /// Instead of the explanation, write the letters of these kinds that make sense, in the language of their receivers; in JSON beside it
    #[arg(long = "letter", value_name = "KIND,…", value_delimiter = ',')]
    pub letters: Vec<LetterChoice>,

    /// Language of the letters, whatever their receivers speak
    #[arg(long, value_name = "LANGUAGE", requires = "letters")]
    pub letter_lang: Option<Lang>,

    #[command(flatten, next_help_heading = "Options of --check")]
    pub network: Network,
}

const EXPLAIN_HELP: &str = "\
Examples:
  tuixin explain bounce.eml
  tuixin explain --lang zh --for admin bounces/
  tuixin explain \"550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown\"
  tuixin explain --format ndjson inbox/ > bounces.ndjson
  tuixin explain --mine example.cn,192.0.2.0/24 bounces/
  tuixin explain --format csv archive.mbox.gz > bounces.csv
  tuixin explain --learn undecided.ndjson --format ndjson ~/Maildir > bounces.ndjson
  tuixin explain --check bounce.eml
  tuixin explain --letter postmaster bounce.eml
  tuixin explain --letter all --check --helo out.example.cn --format json bounce.eml
  pbpaste | tuixin explain -

An argument that names no file is an error when it looks like a path (it has no
blank, and holds a separator or ends in .eml, .txt, .msg, .mbox, .gz, .zst or
.zip), otherwise it is the text to explain. In the formats for programs \"source\"
is the path as given, \"-\" for standard input, and absent for a text; the mails of
a mailbox are box.mbox/1, box.mbox/2 and so on, unless there is only one, and a
file in an archive is all.zip/inbox/one.eml. Every file below a directory or in an
archive and every mail of a mailbox gets its object, of kind \"other\" when it is no
report; the csv has one row for each delivery, or one row for a message without
any, and tells of complaints and automatic replies in feedback_type,
auto_reply_until and auto_reply_instead, and with --check in check_standing,
check_cause, check_suppress and check_failed what the checks make of it; what they
found does not fit into a row and stands in the other formats. The order is that of
the input, whatever --jobs says.

With --check the names that the steps ask for are looked up, mail servers are greeted
(not with --no-connect), and each step is told to be done, to do, or not the problem.
Recipients are never asked for, and nothing of the mail leaves this machine but domains
and IP addresses.

The file of --learn has one line for each different reply, with how often it came.
Names of people are hard to tell from words: look through it before you send it on.

Exit codes:
  0    everything was explained
  1    something could not be read or explained; standard error says which
  2    wrong usage, or a knowledge folder with faults
  130  interrupted by Ctrl-C; what was printed is whole";

/// Letters to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LetterChoice {
    /// To the postmaster of the recipient's mail system
    Postmaster,
    /// To the support of the provider that refused
    Provider,
    /// A request for removal from a blocklist
    Delisting,
    /// A note to a colleague, or to the recipient by another way
    Colleague,
    /// All that make sense
    All,
}

impl Explain {
    /// The kinds of letters that are asked for.
    pub fn kinds_of_letters(&self) -> Vec<LetterKind> {
        let kinds = self.letters.iter().flat_map(|choice| match choice {
            LetterChoice::Postmaster => vec![LetterKind::Postmaster],
            LetterChoice::Provider => vec![LetterKind::Provider],
            LetterChoice::Delisting => vec![LetterKind::Delisting],
            LetterChoice::Colleague => vec![LetterKind::Colleague],
            LetterChoice::All => LetterKind::ALL.to_vec(),
        });
        kinds.collect()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One JSON array
    Json,
    /// One JSON object a line
    Ndjson,
    /// One row for each delivery
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Reader {
    /// The person who wrote the mail: no jargon
    Sender,
    /// Whoever runs the sending mail system: records, settings, replies
    Admin,
}

impl Reader {
    pub fn audience(self) -> Audience {
        match self {
            Reader::Sender => Audience::Sender,
            Reader::Admin => Audience::Admin,
        }
    }
}
