//! What can be typed: the commands, their options and the help of both.
//!
//! Help texts are the one place where sentences for people stand in Rust code, in English, because the parser, the man page and the shell completions are made from them.
//! Everything else that a person reads comes from `knowledge/text/`.

mod checking;
mod explain;
mod knowledge;
mod programs;
mod server;

use std::env;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use tuixin::advice::Language;

pub use checking::{Check, CheckFormat, FailOn, Network, Preflight, PreflightFormat};
pub use explain::{Explain, Format};
pub use knowledge::{Causes, CausesFormat, KnowledgeCommand};
pub use programs::{Completions, Man, Mcp};
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
