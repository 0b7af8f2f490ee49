//! `tuixin suppress`: which addresses are not to be written to.

use std::fs::File;
use std::io::{self, BufRead, BufWriter, Read, Write};
use std::path::Path;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tuixin_store::suppression::{Entry, Origin, Suppression, SuppressionFilter, is_list_name, is_listable, read_csv, write_csv};

use super::Opened;
use crate::Outcome;
use crate::args::SuppressCommand;
use crate::setup::{Failure, Messages};

/// How many addresses are asked for, read or written at a time.
const PORTION: usize = 10_000;

pub fn run(command: &SuppressCommand, messages: &Messages) -> Result<Outcome, Failure> {
    match command {
        SuppressCommand::Check { configured, list, addresses } => {
            each_is_listable(addresses, messages)?;
            check(&Opened::of(configured, messages)?, list, addresses, messages)
        }
        SuppressCommand::Add { configured, list, note, lasting, addresses } => {
            each_is_listable(addresses, messages)?;
            if !is_list_name(list) {
                messages.tell("suppress-no-list", &[("list", list.clone())]);
                return Err(Failure::Usage);
            }
            let opened = Opened::of(configured, messages)?;
            let entries = addresses.iter().map(|address| entry(list, address, note.as_deref(), *lasting)).collect();
            let added = opened.ask(messages, opened.store.suppress(entries, Timestamp::now()))?;
            writeln!(io::stdout(), "{}", messages.count("suppress-added", &[("count", added)]))?;
            Ok(Outcome::Complete)
        }
        SuppressCommand::Release { configured, list, note, addresses } => {
            let opened = Opened::of(configured, messages)?;
            let mut outcome = Outcome::Complete;
            for address in addresses {
                let released = opened.store.release(list, address, Some("cli"), note.as_deref(), Timestamp::now());
                if !opened.ask(messages, released)? {
                    messages.tell("suppress-not-listed", &[("address", address.clone()), ("list", list.clone())]);
                    outcome = Outcome::Incomplete;
                }
            }
            Ok(outcome)
        }
        SuppressCommand::Import { configured, list, file } => import(&Opened::of(configured, messages)?, list, file, messages),
        SuppressCommand::Export { configured, list } => export(&Opened::of(configured, messages)?, list.as_deref(), messages),
    }
}

/// Refuses what is no address: asked for as it is, it would be on no list, and put there it would stand for nobody.
fn each_is_listable(addresses: &[String], messages: &Messages) -> Result<(), Failure> {
    match addresses.iter().find(|address| !is_listable(address.trim())) {
        Some(wrong) => {
            messages.tell("suppress-no-address", &[("address", wrong.clone())]);
            Err(Failure::Usage)
        }
        None => Ok(()),
    }
}

fn entry(list: &str, address: &str, note: Option<&str>, lasting: Option<Duration>) -> Entry {
    let now = Timestamp::now();
    let lasting = lasting.and_then(|lasting| SignedDuration::try_from(lasting).ok());
    Entry {
        list: list.to_owned(),
        address: address.to_owned(),
        origin: Origin::Manual,
        cause: None,
        since: now,
        expires_at: lasting.and_then(|lasting| now.checked_add(lasting).ok()),
        note: note.map(str::to_owned),
        actor: Some("cli".to_owned()),
    }
}

fn check(opened: &Opened, list: &str, addresses: &[String], messages: &Messages) -> Result<Outcome, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut is_first = true;
    let mut ask = |addresses: &[String]| {
        let found = opened.ask(messages, opened.store.suppressed_among(list, addresses, Timestamp::now()))?;
        if !found.is_empty() {
            write_csv(&mut out, is_first, &found)?;
            is_first = false;
        }
        Ok::<(), Failure>(())
    };
    if addresses.is_empty() {
        let mut portion = Vec::new();
        for line in io::stdin().lock().lines() {
            let line = line?.trim().to_owned();
            if line.is_empty() {
                continue;
            }
            each_is_listable(std::slice::from_ref(&line), messages)?;
            portion.push(line);
            if portion.len() == PORTION {
                ask(&portion)?;
                portion.clear();
            }
        }
        ask(&portion)?;
    } else {
        ask(addresses)?;
    }
    out.flush()?;
    Ok(if is_first { Outcome::Complete } else { Outcome::Problems })
}

fn import(opened: &Opened, list: &str, file: &Path, messages: &Messages) -> Result<Outcome, Failure> {
    let input: Box<dyn Read> = if file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(file).map_err(|error| {
            let id = if error.kind() == io::ErrorKind::NotFound { "error-not-found" } else { "error-unreadable" };
            messages.tell(id, &[("path", file.display().to_string()), ("reason", messages.reason(&error))]);
            Failure::Usage
        })?)
    };
    let now = Timestamp::now();
    let (mut added, mut refused) = (0, 0_u64);
    let mut portion = Vec::new();
    for row in read_csv(input, list, now, Some("cli")) {
        match row {
            Ok(entry) => portion.push(entry),
            Err(error) => {
                messages.tell_as_is(&format!("{}: {error}", file.display()));
                refused += 1;
            }
        }
        if portion.len() == PORTION {
            added += opened.ask(messages, opened.store.suppress(std::mem::take(&mut portion), now))?;
        }
    }
    added += opened.ask(messages, opened.store.suppress(portion, now))?;
    writeln!(io::stdout(), "{}", messages.count("suppress-imported", &[("count", added), ("refused", refused)]))?;
    Ok(if refused == 0 { Outcome::Complete } else { Outcome::Incomplete })
}

fn export(opened: &Opened, list: Option<&str>, messages: &Messages) -> Result<Outcome, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut filter = SuppressionFilter { list: list.map(str::to_owned), ..SuppressionFilter::default() };
    let mut is_first = true;
    loop {
        let page: Vec<Suppression> = opened.ask(messages, opened.store.suppressions(filter.clone(), Timestamp::now(), usize::MAX))?;
        if is_first || !page.is_empty() {
            write_csv(&mut out, is_first, &page)?;
            is_first = false;
        }
        let Some(last) = page.last() else { break };
        filter.before = Some(last.place());
    }
    out.flush()?;
    Ok(Outcome::Complete)
}
