//! What can be typed: the commands, their options and the help of both.
//!
//! Help texts are the one place where sentences for people stand in Rust code, in English, because the parser, the man page and the shell completions are made from them.
//! Everything else that a person reads comes from `knowledge/text/`.

use std::env;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use tuixin::Mine;
use tuixin::advice::{Audience, Language};

/// Explains bounced mails and SMTP replies: what happened, who has to act, what to do
#[derive(Debug, Parser)]
#[command(name = "tuixin", version, propagate_version = true, disable_help_subcommand = true, after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub common: Common,
}

const EXIT_CODES: &str = "\
Exit codes:
  0    everything was explained
  1    something could not be read or explained; standard error says which
  2    wrong usage, or a knowledge folder with faults
  130  interrupted by Ctrl-C; what was printed is whole";

/// What all commands understand.
#[derive(Debug, clap::Args)]
pub struct Common {
    /// Language of the answer [default: from LC_ALL, LC_MESSAGES or LANG]
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub lang: Option<Lang>,

    /// When to use colour; NO_COLOR is honoured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// A folder with your own rules, causes and texts, laid over the built-in ones
    #[arg(long, global = true, value_name = "DIR", env = "TUIXIN_KNOWLEDGE")]
    pub knowledge: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Lang {
    /// English
    #[value(name = "en")]
    English,
    /// Simplified Chinese
    #[value(name = "zh", aliases = ["zh-CN", "zh-cn", "zh_CN"])]
    Chinese,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Explain(Explain),
    Causes(Causes),
    #[command(subcommand)]
    Knowledge(KnowledgeCommand),
    Completions(Completions),
    Man(Man),
}

/// Explain bounced mails, pasted texts and SMTP replies
///
/// Each PATH is a file or a directory, of which every file below is read in order of its name; symbolic links inside are not followed. A file may hold one mail, a mailbox of many (mbox), an Outlook message (.msg) or text, and may be compressed (gzip, zstd) or hold other files (zip); what it holds is found out from its content. A Maildir is a directory like any other, its tmp left out. What is no path is taken as the text itself. Without an argument, or for "-", standard input is read.
#[derive(Debug, clap::Args)]
#[command(after_help = EXPLAIN_HELP, after_long_help = EXPLAIN_HELP)]
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
auto_reply_until and auto_reply_instead. The order is that of the input, whatever
--jobs says.

The file of --learn has one line for each different reply, with how often it came.
Names of people are hard to tell from words: look through it before you send it on.

Exit codes:
  0    everything was explained
  1    something could not be read or explained; standard error says which
  2    wrong usage, or a knowledge folder with faults
  130  interrupted by Ctrl-C; what was printed is whole";

/// Browse the causes: what each means, its usual texts and codes, what to do
#[derive(Debug, clap::Args)]
#[command(after_help = CAUSES_HELP, after_long_help = CAUSES_HELP)]
pub struct Causes {
    /// A cause such as mailbox-full, or a status code such as 5.1.1; without it all causes are listed
    pub name: Option<String>,

    /// Form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CausesFormat,
}

const CAUSES_HELP: &str = "\
Examples:
  tuixin causes
  tuixin causes mailbox-full --lang zh
  tuixin causes 5.7.26
  tuixin causes --format json > causes.json";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CausesFormat {
    /// For people
    Text,
    /// One JSON array, or one object for a single cause
    Json,
}

/// Work on the knowledge: your own rules, causes and texts
#[derive(Debug, Subcommand)]
pub enum KnowledgeCommand {
    /// Check a folder of your own on top of the built-in knowledge
    ///
    /// Every file is read, every example of every rule has to be diagnosed by its rule, and every text has to exist in all languages. Each fault is told with its file and line.
    #[command(after_help = CHECK_HELP, after_long_help = CHECK_HELP)]
    Check {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

const CHECK_HELP: &str = "\
Examples:
  tuixin knowledge check my-rules/
  tuixin explain --knowledge my-rules/ bounce.eml

Exit codes:
  0  no fault
  1  faults; standard error names each with its file and line
  2  wrong usage, or a folder without anything to check";

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = COMPLETIONS_HELP, after_long_help = COMPLETIONS_HELP)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

const COMPLETIONS_HELP: &str = "\
Examples:
  tuixin completions bash > ~/.local/share/bash-completion/completions/tuixin
  tuixin completions zsh > ~/.zfunc/_tuixin
  tuixin completions fish > ~/.config/fish/completions/tuixin.fish";

/// Print the manual page, or write the pages of all commands
#[derive(Debug, clap::Args)]
#[command(after_help = MAN_HELP, after_long_help = MAN_HELP)]
pub struct Man {
    /// Write all pages into this directory instead of printing the main one
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

const MAN_HELP: &str = "\
Examples:
  tuixin man | man -l -
  tuixin man --out ~/.local/share/man/man1";

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

impl Args {
    /// The language asked for, or that of the locale.
    pub fn language(&self) -> Language {
        match self.common.lang {
            Some(Lang::English) => Language::English,
            Some(Lang::Chinese) => Language::Chinese,
            None => locale_language(|name| env::var(name).ok()),
        }
    }
}

/// The language of the locale: the first of the usual variables that says anything (POSIX, chapter 8.2).
fn locale_language(variable: impl Fn(&str) -> Option<String>) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    locale.map_or(Language::English, |locale| Language::for_locale(&locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        use clap::CommandFactory;
        Args::command().debug_assert();
    }

    #[test]
    fn the_first_locale_variable_that_says_anything_decides() {
        let check = |set: &[(&str, &str)], expected: Language| {
            let variable = |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(locale_language(variable), expected, "{set:?}");
        };
        check(&[], Language::English);
        check(&[("LANG", "zh_CN.UTF-8")], Language::Chinese);
        check(&[("LC_ALL", "en_US.UTF-8"), ("LANG", "zh_CN.UTF-8")], Language::English);
        check(&[("LC_ALL", ""), ("LC_MESSAGES", "zh_TW"), ("LANG", "C")], Language::Chinese);
    }
}
