//! What can be typed by those who set up programs: agents, shells, manual pages.

use std::path::PathBuf;

use super::Network;

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
