//! The `tuixin` command: what was typed becomes a setup, the setup runs one command.
//!
//! Nothing is judged or worded here. The engine judges, `knowledge/text/` holds the words, and this crate reads what it is pointed at and prints what comes out.
//! Exit codes are a contract: 0 all is done and well, 1 something could not be read or explained or a check has failed, 2 wrong usage, 3 a check could not tell, 130 interrupted.

mod args;
mod setup;

mod causes;
mod check;
mod config;
mod configured;
mod explain;
mod knowledge;
mod mcp;
mod pages;
mod preflight;
mod server;

mod input;
mod interrupt;
mod letters;
mod network;
mod ordered;
mod output;
mod terminal;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command, KnowledgeCommand};
use setup::{Failure, Messages};

fn main() -> ExitCode {
    let args = Args::parse();
    let messages = Messages::new(args.language());
    let outcome = run(args, &messages);
    match outcome {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete | Outcome::Problems) | Err(Failure::Told) => ExitCode::from(1),
        Ok(Outcome::Uncertain) => ExitCode::from(3),
        Ok(Outcome::Interrupted) => ExitCode::from(interrupt::EXIT_CODE),
        // Whoever reads the output has seen enough, as `head` does.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            messages.tell("error-output", &[("reason", messages.reason(&error))]);
            ExitCode::from(1)
        }
        Err(Failure::Usage) => ExitCode::from(2),
    }
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Everything was done.
    Complete,
    /// Something could not be read or explained, and stderr says which.
    Incomplete,
    /// A check has failed.
    Problems,
    /// No check has failed, and one could not tell.
    Uncertain,
    /// Somebody pressed Ctrl-C.
    Interrupted,
}

fn run(args: Args, messages: &Messages) -> Result<Outcome, Failure> {
    match args.command {
        Command::Explain(explain) => explain::run(&explain, &args.common, messages),
        Command::Check(check) => check::run(&check, &args.common, messages),
        Command::Preflight(preflight) => preflight::run(&preflight, &args.common, messages),
        Command::Causes(causes) => causes::run(&causes, &args.common, messages),
        Command::Knowledge(KnowledgeCommand::Check { folder }) => knowledge::run(&folder, messages),
        Command::Serve(serve) => server::serve(&serve, &args.common, messages),
        Command::Store(command) => server::store(&command, messages),
        Command::Suppress(command) => server::suppress(&command, messages),
        Command::Token(command) => server::token(&command, messages),
        Command::User(command) => server::user(&command, messages),
        Command::Config(command) => configured::run(&command, messages),
        Command::Mcp(mcp) => mcp::run(&mcp, &args.common, messages),
        Command::Completions(completions) => pages::completions(&completions),
        Command::Man(man) => pages::man(&man, messages),
    }
}
