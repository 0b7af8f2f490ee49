//! What can be typed to have something looked up: targets, mails to be sent, and how the world is asked.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;

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
