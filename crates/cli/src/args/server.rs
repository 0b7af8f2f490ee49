//! What can be typed around the server.

use std::path::PathBuf;

use clap::Subcommand;

/// Look at the configuration of the server
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Read the configuration as the server would, and tell what is wrong with it
    #[command(after_help = CONFIG_CHECK_HELP, after_long_help = CONFIG_CHECK_HELP)]
    Check {
        /// The file [default: tuixin.toml, then /etc/tuixin/tuixin.toml]
        #[arg(value_name = "FILE")]
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
  0  the server would start with it
  2  something is wrong; standard error names the line or the variable";

const CONFIG_EXAMPLE_HELP: &str = "\
Examples:
  tuixin config example > tuixin.toml";
