//! `tuixin store`: care for the database.

use std::io::{self, BufWriter, Write};

use jiff::Timestamp;

use super::{Opened, told};
use crate::Outcome;
use crate::args::StoreCommand;
use crate::setup::{Failure, Messages};

pub fn run(command: &StoreCommand, messages: &Messages) -> Result<Outcome, Failure> {
    match command {
        StoreCommand::Migrate { configured } => {
            let opened = Opened::of(configured, messages)?;
            say(messages, "store-is-current", &[("place", opened.store.location().to_string())])?;
        }
        StoreCommand::Backup { configured, file } => {
            let opened = Opened::of(configured, messages)?;
            opened.ask(messages, opened.store.backup(file))?;
            say(messages, "store-copied", &[("path", file.display().to_string())])?;
        }
        StoreCommand::Export { configured, address } => {
            let opened = Opened::of(configured, messages)?;
            let mut out = BufWriter::new(io::stdout());
            opened.runtime.block_on(opened.store.export(address, &mut out)).map_err(|error| told(&error, messages))?;
            out.flush()?;
        }
        StoreCommand::Erase { configured, address, keep_suppressions } => {
            let opened = Opened::of(configured, messages)?;
            let erased = opened.ask(messages, opened.store.erase(address, *keep_suppressions))?;
            let counts = [
                ("deliveries", erased.deliveries),
                ("struck", erased.struck_out),
                ("quarantined", erased.quarantined),
                ("listed", erased.suppressions),
            ];
            writeln!(io::stdout(), "{}", messages.count("store-erased", &counts))?;
        }
        StoreCommand::Prune { configured } => {
            let opened = Opened::of(configured, messages)?;
            let pruned = opened.ask(messages, opened.store.prune(Timestamp::now()))?;
            let counts = [("deliveries", pruned.deliveries), ("quarantined", pruned.quarantined), ("expired", pruned.expired)];
            writeln!(io::stdout(), "{}", messages.count("store-pruned", &counts))?;
        }
    }
    Ok(Outcome::Complete)
}

fn say(messages: &Messages, id: &str, arguments: &[(&str, String)]) -> io::Result<()> {
    writeln!(io::stdout(), "{}", messages.say(id, arguments))
}
