//! What can be typed: the commands, their options and the help of both.
//!
//! Help texts are the one place where sentences for people stand in Rust code, in English, because the parser, the man page and the shell completions are made from them.
//! Everything else that a person reads comes from `knowledge/text/`.

mod server;

use std::env;
use std::ffi::OsString;
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};
use tuixin::Mine;
use tuixin::advice::letter::LetterKind;
use tuixin::advice::{Audience, Language};

pub use server::{ConfigCommand, Configured, Serve, StoreCommand, SuppressCommand, TokenCommand, UserCommand};

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

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::English => Language::English,
            Lang::Chinese => Language::Chinese,
        }
    }
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
    Check(Check),
    Preflight(Preflight),
    Causes(Causes),
    #[command(subcommand)]
    Knowledge(KnowledgeCommand),
    Serve(Serve),
    #[command(subcommand)]
    Store(StoreCommand),
    #[command(subcommand)]
    Suppress(SuppressCommand),
    #[command(subcommand)]
    Token(TokenCommand),
    #[command(subcommand)]
    User(UserCommand),
    #[command(subcommand)]
    Config(ConfigCommand),
    Mcp(Mcp),
    Completions(Completions),
    Man(Man),
}

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

/// How the world is asked.
#[derive(Clone, Debug, clap::Args)]
pub struct Network {
    /// Resolvers to ask instead of those of the system: IP, IP:port, tls://host, https://host/path
    #[arg(long, short = 'n', value_name = "RESOLVER,…", value_delimiter = ',', env = "TUIXIN_NAMESERVERS")]
    pub nameservers: Vec<String>,

    /// Seconds to wait for one answer of a resolver
    #[arg(long, short = 't', value_name = "SECONDS", default_value = "5", value_parser = seconds)]
    pub timeout: Duration,

    /// Ask the DNS only, and connect to no mail server
    #[arg(long)]
    pub no_connect: bool,

    /// The name with which the sending host introduces itself, and with which mail servers are greeted
    #[arg(long, value_name = "NAME")]
    pub helo: Option<String>,

    /// Also connect to addresses of private networks, for mail systems inside a company
    #[arg(long)]
    pub allow_private: bool,

    /// The port of mail servers
    #[arg(long, value_name = "PORT", default_value_t = 25, hide = true)]
    pub smtp_port: u16,

    /// Send nothing; list what would be asked
    #[arg(long)]
    pub dry_run: bool,
}

fn seconds(text: &str) -> Result<Duration, String> {
    const LONGEST: f64 = 600.0;
    let seconds = text.parse().ok().filter(|seconds| (0.01..=LONGEST).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| format!("expected seconds between 0.01 and {LONGEST}"))
}

/// Check addresses, domains and hosts: DNS, SPF, DKIM, DMARC, blocklists, mail servers
///
/// Each TARGET is an address (can mail get there?), a domain (does it take mail, and is its own mail let in?) or an IP address (is mail from this host let in?). With --from and --ip it is checked whether a host may send in the name of a domain.
#[derive(Debug, clap::Args)]
#[command(after_help = CHECK_TARGETS_HELP, after_long_help = CHECK_TARGETS_HELP)]
pub struct Check {
    /// Addresses, domains, IP addresses
    #[arg(value_name = "TARGET", required_unless_present_any = ["from", "file"])]
    pub targets: Vec<String>,

    /// Read further targets from FILE, one a line; "-" is standard input
    #[arg(long, short, value_name = "FILE")]
    pub file: Option<PathBuf>,

    /// In whose name is sent: an address or a domain
    #[arg(long, value_name = "ADDRESS|DOMAIN")]
    pub from: Option<String>,

    /// The address of the host that sends
    #[arg(long, value_name = "IP", requires = "from")]
    pub ip: Option<IpAddr>,

    /// Selectors under which the domain keeps its DKIM keys
    #[arg(long, value_name = "SELECTOR,…", value_delimiter = ',')]
    pub selector: Vec<String>,

    /// Domains that you write to, as candidates for a misspelling
    #[arg(long, value_name = "DOMAIN,…", value_delimiter = ',')]
    pub known: Vec<String>,

    /// Run these checks only
    #[arg(long, value_name = "CHECK,…", value_delimiter = ',', value_parser = check_name)]
    pub only: Vec<tuixin_check::Check>,

    /// Ask mail servers whether they take the recipient. The address leaves this machine, and many such questions get a host blocked; providers that punish them are left out
    #[arg(long, conflicts_with = "no_connect")]
    pub probe_recipient: bool,

    /// Form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CheckFormat,

    /// Which verdict makes the exit code 1
    #[arg(long, value_name = "VERDICT", default_value = "failed")]
    pub fail_on: FailOn,

    /// Check again every SECONDS until nothing fails any more
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_missing_value = "60", value_parser = seconds, conflicts_with = "dry_run")]
    pub watch: Option<Duration>,

    /// Show everything that was seen: records, dialogues, traces
    #[arg(long, short)]
    pub verbose: bool,

    #[command(flatten, next_help_heading = "Options of the network")]
    pub network: Network,
}

fn check_name(name: &str) -> Result<tuixin_check::Check, String> {
    let names = || tuixin_check::Check::ALL.map(tuixin_check::Check::name).join(", ");
    tuixin_check::Check::named(name).ok_or_else(|| format!("there is no such check; there are {}", names()))
}

const CHECK_TARGETS_HELP: &str = "\
Examples:
  tuixin check bob@example.com
  tuixin check example.com --selector s1,s2
  tuixin check --from ann@example.cn --ip 192.0.2.1 --helo out.example.cn
  tuixin check -n 192.0.2.53 -t 2 --file domains.txt --format csv > domains.csv
  tuixin check --only blocklist,ptr 192.0.2.1
  tuixin check example.com --watch 30
  tuixin check --dry-run bob@example.com

What leaves this machine: names are asked of the resolvers, mail servers are
greeted (not with --no-connect), and a recipient is asked for only with
--probe-recipient. No mail is ever sent.

Exit codes:
  0    all is well
  1    something fails (with --fail-on warning: or is worth a warning)
  2    wrong usage
  3    nothing fails, and something could not be found out
  130  interrupted by Ctrl-C";

/// Look at a mail before it is sent: will it get through, and what should be mended
///
/// MAIL is a file in the form in which it will be sent (RFC 5322), or "-" for standard input. The recipients are those of its header, unless --to names others.
#[derive(Debug, clap::Args)]
#[command(after_help = PREFLIGHT_HELP, after_long_help = PREFLIGHT_HELP)]
pub struct Preflight {
    /// The mail, or "-" for standard input
    #[arg(value_name = "MAIL")]
    pub mail: PathBuf,

    /// To whom it will be sent, instead of the recipients in its header
    #[arg(long, value_name = "ADDRESS,…", value_delimiter = ',')]
    pub to: Vec<String>,

    /// The address of the host that will send it
    #[arg(long, value_name = "IP")]
    pub ip: Option<IpAddr>,

    /// The envelope sender, where it is not the address in From
    #[arg(long, value_name = "ADDRESS")]
    pub sender: Option<String>,

    /// The mail goes to many people, so the rules for bulk mail apply
    #[arg(long)]
    pub bulk: bool,

    /// Domains that you write to, as candidates for a misspelling
    #[arg(long, value_name = "DOMAIN,…", value_delimiter = ',')]
    pub known: Vec<String>,

    /// Let rspamd at this URL, such as http://127.0.0.1:11333, judge the content; the whole mail is sent there
    #[arg(long, value_name = "URL")]
    pub rspamd: Option<String>,

    /// Form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: PreflightFormat,

    /// Which verdict makes the exit code 1
    #[arg(long, value_name = "VERDICT", default_value = "failed")]
    pub fail_on: FailOn,

    /// Show everything that was seen: records, dialogues, traces
    #[arg(long, short)]
    pub verbose: bool,

    #[command(flatten, next_help_heading = "Options of the network")]
    pub network: Network,
}

const PREFLIGHT_HELP: &str = "\
Examples:
  tuixin preflight letter.eml
  tuixin preflight letter.eml --to bob@example.com,team@example.cn --ip 192.0.2.1
  tuixin preflight - --rspamd http://127.0.0.1:11333 --format json < letter.eml

The mail itself stays on this machine, unless --rspamd is given. Names are asked
of the resolvers, and mail servers are greeted (not with --no-connect).

Exit codes:
  0    it will pass everywhere
  1    it will or may bounce somewhere
  2    wrong usage
  3    it could not be told
  130  interrupted by Ctrl-C";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people
    Text,
    /// One JSON array, an object for each target
    Json,
    /// One row for each finding
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PreflightFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Only what is broken
    Failed,
    /// Also what may cause trouble
    Warning,
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
auto_reply_until and auto_reply_instead. The order is that of the input, whatever
--jobs says.

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

/// Serve agents over standard input and output (Model Context Protocol)
///
/// An agent starts this command and gets the tools explain and causes; with --allow-checks also check and preflight, which ask the DNS, blocklists and mail servers. Recipients are never probed.
#[derive(Debug, clap::Args)]
#[command(after_help = MCP_HELP, after_long_help = MCP_HELP)]
pub struct Mcp {
    /// Let agents look things up: names are asked of the resolvers and mail servers are greeted. Without it nothing leaves this machine
    #[arg(long)]
    pub allow_checks: bool,

    #[command(flatten, next_help_heading = "Options of --allow-checks")]
    pub network: Network,
}

const MCP_HELP: &str = "\
Configuration of an agent:
  {
    \"mcpServers\": {
      \"tuixin\": { \"command\": \"tuixin\", \"args\": [\"mcp\", \"--lang\", \"en\"] }
    }
  }

With \"args\": [\"mcp\", \"--allow-checks\"] it may also look things up. Standard output
carries the protocol and nothing else; what goes wrong is told on standard error.

Exit codes:
  0  the agent closed standard input
  1  the protocol broke off; standard error says why
  2  wrong usage";

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

impl Args {
    /// The language asked for, or that of the locale.
    pub fn language(&self) -> Language {
        self.common.lang.map_or_else(|| locale_language(|name| env::var(name).ok()), Language::from)
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
