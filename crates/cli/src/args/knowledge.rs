//! What can be typed around the knowledge.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

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
