//! What can be typed around the server.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Subcommand;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use tuixin_web::server::Scope;

/// Where the configuration is.
#[derive(Clone, Debug, clap::Args)]
pub struct Configured {
    /// The configuration [default: tuixin.toml, then /etc/tuixin/tuixin.toml]
    #[arg(long, short, value_name = "FILE", env = "TUIXIN_CONFIG")]
    pub config: Option<PathBuf>,

    /// Where the data lies, instead of where the configuration says
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
}

/// Start the server: a page for everyone, an API for programs, a memory for both
///
/// Without any configuration it listens on 127.0.0.1:8025 and keeps what it sees in a SQLite file in your data directory.
#[derive(Debug, clap::Args)]
#[command(after_help = SERVE_HELP, after_long_help = SERVE_HELP)]
pub struct Serve {
    #[command(flatten)]
    pub configured: Configured,

    /// Where to listen, instead of where the configuration says
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,

    /// Fill an empty store with two weeks of made-up traffic, to look around; it is marked as such and lies in a file of its own
    #[arg(long)]
    pub demo: bool,
}

const SERVE_HELP: &str = "\
Examples:
  tuixin serve
  tuixin serve --demo
  tuixin serve --config /etc/tuixin/tuixin.toml
  TUIXIN_STORE_URL=postgres://tuixin@127.0.0.1/tuixin tuixin serve

The page is at http://127.0.0.1:8025, the API below /v1, its description at /api.
To let others reach it, make a user first (tuixin user add NAME) and set
server.listen. Ctrl-C ends it when what is under way has been stored.

Exit codes:
  0    ended as asked
  1    could not start or go on; standard error says why
  2    wrong usage or configuration";

/// Care for the database
#[derive(Debug, Subcommand)]
pub enum StoreCommand {
    /// Bring the database to the shape that this version needs
    Migrate {
        #[command(flatten)]
        configured: Configured,
    },
    /// Copy the database to a file while the server runs (SQLite; for PostgreSQL use pg_dump)
    Backup {
        #[command(flatten)]
        configured: Configured,
        /// The file to write; it must not exist yet
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print all that is stored about an address, as JSON lines
    Export {
        #[command(flatten)]
        configured: Configured,
        /// The address
        #[arg(value_name = "ADDRESS")]
        address: String,
    },
    /// Erase all that is stored about an address
    Erase {
        #[command(flatten)]
        configured: Configured,
        /// The address
        #[arg(value_name = "ADDRESS")]
        address: String,
        /// Keep that the address is not to be written to
        #[arg(long)]
        keep_suppressions: bool,
    },
    /// Delete what is older than the configuration allows
    Prune {
        #[command(flatten)]
        configured: Configured,
    },
}

/// Ask and change which addresses are not to be written to
#[derive(Debug, Subcommand)]
#[command(after_help = SUPPRESS_HELP, after_long_help = SUPPRESS_HELP)]
pub enum SuppressCommand {
    /// Say which of these addresses are not to be written to; without addresses, those on standard input, one a line
    Check {
        #[command(flatten)]
        configured: Configured,
        /// The list
        #[arg(long, value_name = "LIST", default_value = "default")]
        list: String,
        /// The addresses
        #[arg(value_name = "ADDRESS")]
        addresses: Vec<String>,
    },
    /// Put addresses on a list by hand
    Add {
        #[command(flatten)]
        configured: Configured,
        /// The list; "*" holds for all
        #[arg(long, value_name = "LIST", default_value = "default")]
        list: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        /// For how long, such as 90d [default: for good]
        #[arg(long = "for", value_name = "TIME", value_parser = lasting)]
        lasting: Option<Duration>,
        /// The addresses
        #[arg(value_name = "ADDRESS", required = true)]
        addresses: Vec<String>,
    },
    /// Take addresses off a list
    Release {
        #[command(flatten)]
        configured: Configured,
        /// The list; an address that is on the list for all, "*", is taken off that too
        #[arg(long, value_name = "LIST", default_value = "default")]
        list: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        /// The addresses
        #[arg(value_name = "ADDRESS", required = true)]
        addresses: Vec<String>,
    },
    /// Read addresses from CSV: address, and where there are such columns list, cause, since, expires, note
    Import {
        #[command(flatten)]
        configured: Configured,
        /// The list of rows that name none
        #[arg(long, value_name = "LIST", default_value = "default")]
        list: String,
        /// The file, or "-" for standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print all lists as CSV
    Export {
        #[command(flatten)]
        configured: Configured,
        /// This list only
        #[arg(long, value_name = "LIST")]
        list: Option<String>,
    },
}

const SUPPRESS_HELP: &str = "\
Examples:
  tuixin suppress check bob@example.com
  tuixin suppress check < addresses.txt > not-to-be-written-to.csv
  tuixin suppress add --note \"asked by phone\" --for 90d bob@example.com
  tuixin suppress release bob@example.com
  tuixin suppress import blocked.csv
  tuixin suppress export > suppressions.csv

Exit codes:
  0  done; for check: none of the addresses is on the list
  1  for check: some are, and they are printed; else something could not be done
  2  wrong usage
  3  for check: none is on the list, but some are no addresses, and standard error names them";

/// Make and withdraw tokens, with which programs use the API
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make a token and print it; it is shown only now
    Add {
        #[command(flatten)]
        configured: Configured,
        /// What it is for
        #[arg(value_name = "NAME")]
        name: String,
        /// What it may do
        #[arg(long, value_name = "SCOPE,…", value_delimiter = ',', default_value = "explain,check,read", value_parser = scopes())]
        scopes: Vec<Scope>,
        /// For how long, such as 365d [default: for good]
        #[arg(long = "for", value_name = "TIME", value_parser = lasting)]
        lasting: Option<Duration>,
    },
    /// List the tokens
    List {
        #[command(flatten)]
        configured: Configured,
    },
    /// Withdraw a token
    Remove {
        #[command(flatten)]
        configured: Configured,
        /// Its name
        #[arg(value_name = "NAME")]
        name: String,
    },
}

/// Reads for how long something holds.
fn lasting(text: &str) -> Result<Duration, String> {
    let lasting = humantime::parse_duration(text).map_err(|error| error.to_string())?;
    if lasting.is_zero() { Err("it would be over at once".to_owned()) } else { Ok(lasting) }
}

/// Reads what a token may do.
fn scopes() -> impl TypedValueParser<Value = Scope> {
    let values = Scope::ALL.map(|scope| {
        PossibleValue::new(scope.name()).help(match scope {
            Scope::Explain => "Have replies and mails explained",
            Scope::Check => "Have things looked up",
            Scope::Read => "Read what is stored",
            Scope::Write => "Hand in bounces, change suppressions and incidents",
            Scope::Admin => "All of it",
        })
    });
    // No other values than these come through.
    PossibleValuesParser::new(values).try_map(|name| Scope::named(&name).ok_or("no scope"))
}

/// Make and remove users of the console
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Make a user, or give one a new password; it is asked for, or read from standard input
    Add {
        #[command(flatten)]
        configured: Configured,
        /// The name
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// List the users
    List {
        #[command(flatten)]
        configured: Configured,
    },
    /// Remove a user and end its sessions
    Remove {
        #[command(flatten)]
        configured: Configured,
        /// The name
        #[arg(value_name = "NAME")]
        name: String,
    },
}

/// Look at the configuration of the server
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Read the configuration as the server would, and tell what is wrong with it
    #[command(after_help = CONFIG_CHECK_HELP, after_long_help = CONFIG_CHECK_HELP)]
    Check {
        /// The file [default: tuixin.toml, then /etc/tuixin/tuixin.toml]
        #[arg(value_name = "FILE", env = "TUIXIN_CONFIG")]
        file: Option<PathBuf>,
    },
    /// Print a commented example with all keys
    #[command(after_help = CONFIG_EXAMPLE_HELP, after_long_help = CONFIG_EXAMPLE_HELP)]
    Example,
}

const CONFIG_CHECK_HELP: &str = "\
Examples:
  tuixin config check
  tuixin config check /etc/tuixin/tuixin.toml
  TUIXIN_SERVER_LISTEN=127.0.0.1:9000 tuixin config check

Exit codes:
  0  nothing is wrong with it; what the server needs besides to start is told on standard error
  2  something is wrong; standard error names the line or the variable";

const CONFIG_EXAMPLE_HELP: &str = "\
Examples:
  tuixin config example > tuixin.toml";
