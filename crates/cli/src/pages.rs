//! `tuixin completions` and `tuixin man`: made from the same table as the help, so that they cannot fall behind it.

use std::fs;
use std::io::{self, Write};

use clap::CommandFactory;
use clap_mangen::{Man as Page, generate_to};

use crate::Outcome;
use crate::args::{Args, Completions, Man};
use crate::setup::{Failure, Messages};

pub fn completions(args: &Completions) -> Result<Outcome, Failure> {
    // The generator takes a failed write for a fault of its own, so it writes into memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "tuixin", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Outcome::Complete)
}

pub fn man(args: &Man, messages: &Messages) -> Result<Outcome, Failure> {
    let Some(folder) = &args.out else {
        let mut page = Vec::new();
        Page::new(Args::command()).render(&mut page)?;
        io::stdout().write_all(&page)?;
        return Ok(Outcome::Complete);
    };
    let written = fs::create_dir_all(folder).and_then(|()| generate_to(Args::command(), folder));
    if let Err(error) = written {
        messages.tell("error-unwritable", &[("path", folder.display().to_string()), ("reason", messages.reason(&error))]);
        return Ok(Outcome::Incomplete);
    }
    Ok(Outcome::Complete)
}
