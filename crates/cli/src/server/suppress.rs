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

/// How much of what is no address is told, in characters.
const MOST_SHOWN: usize = 120;

pub fn run(command: &SuppressCommand, messages: &Messages) -> Result<Outcome, Failure> {
    match command {
        SuppressCommand::Check { configured, list, addresses } => check(&Opened::of(configured, messages)?, list, addresses, messages),
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

/// Refuses what is no address, because put on a list it would stand for nobody.
fn each_is_listable(addresses: &[String], messages: &Messages) -> Result<(), Failure> {
    // All that are none are told, not only the first.
    let wrong = addresses.iter().filter(|address| !is_address(address, messages)).count();
    if wrong == 0 { Ok(()) } else { Err(Failure::Usage) }
}

/// Whether a text is an address; that it is none is told.
fn is_address(text: &str, messages: &Messages) -> bool {
    let is_address = is_listable(text.trim());
    if !is_address {
        let shown: String = text.chars().take(MOST_SHOWN).collect();
        messages.tell("suppress-no-address", &[("address", shown)]);
    }
    is_address
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

/// Prints which addresses are on the list. What is no address is told and left out: it is on no list, and nobody knows whether somebody is behind it.
fn check(opened: &Opened, list: &str, addresses: &[String], messages: &Messages) -> Result<Outcome, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut is_first, mut is_well) = (true, true);
    let mut ask = |addresses: &[String]| {
        let found = opened.ask(messages, opened.store.suppressed_among(list, addresses, Timestamp::now()))?;
        if !found.is_empty() {
            write_csv(&mut out, is_first, &found)?;
            is_first = false;
        }
        Ok::<(), Failure>(())
    };
    let mut portion = Vec::new();
    for asked in asked(addresses) {
        let asked = asked?.trim().to_owned();
        if is_address(&asked, messages) {
            portion.push(asked);
        } else {
            is_well = false;
        }
        if portion.len() == PORTION {
            ask(&portion)?;
            portion.clear();
        }
    }
    ask(&portion)?;
    out.flush()?;
    Ok(match (is_first, is_well) {
        (false, _) => Outcome::Problems,
        (true, false) => Outcome::Uncertain,
        (true, true) => Outcome::Complete,
    })
}

/// The addresses that were typed, or else the lines of standard input.
fn asked(addresses: &[String]) -> Box<dyn Iterator<Item = io::Result<String>> + '_> {
    if addresses.is_empty() {
        let is_empty = |line: &io::Result<String>| line.as_ref().is_ok_and(|line| line.trim().is_empty());
        Box::new(io::stdin().lock().lines().filter(move |line| !is_empty(line)))
    } else {
        Box::new(addresses.iter().cloned().map(Ok))
    }
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
