//! `tuixin preflight`: a mail looked at before it is sent.

use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use tuixin::notice::is_mail;
use tuixin_check::message::content::Endpoint;
use tuixin_check::{Letter, Prospect, Verdict, preflight};
use tuixin_wire::Forecast;

use crate::args::{Common, FailOn, Preflight, PreflightFormat};
use crate::network::{Online, extent};
use crate::output::write_json;
use crate::setup::{self, Failure, Messages};
use crate::terminal::{Page, show_preflight, terminal_width};
use crate::{Outcome, interrupt};

/// How large a mail may be, in bytes. No provider takes a larger one.
const MAX_MAIL: u64 = 256 * 1024 * 1024;

pub fn run(args: &Preflight, common: &Common, messages: &Messages) -> Result<Outcome, Failure> {
    let letter = letter(args, messages)?;
    let knowledge = Arc::new(setup::knowledge(common.knowledge.as_deref(), messages)?);
    let online = Online::open(&args.network, &args.known, Arc::clone(&knowledge), messages)?;
    interrupt::listen();
    let mut extent = extent(&args.network, false);
    if args.network.dry_run {
        extent = tuixin_check::Extent::questions();
    }
    let found = online.runtime.block_on(preflight(&online.ground, &letter, extent));
    if online.rehearsal.is_some() {
        return rehearse(args, &online, &found, messages);
    }
    let texts = setup::texts(common.knowledge.as_deref(), messages.language(), messages)?;
    match args.format {
        PreflightFormat::Text => {
            let mut page = Page::new(setup::screen(common.color), terminal_width());
            show_preflight(&mut page, &texts, &found, args.verbose)?;
            page.flush()?;
        }
        PreflightFormat::Json => {
            let mut out = BufWriter::new(io::stdout().lock());
            write_json(&mut out, &Forecast::of(&found, &knowledge, &texts))?;
            writeln!(out)?;
            out.flush()?;
        }
    }
    Ok(if interrupt::is_interrupted() { Outcome::Interrupted } else { outcome(&found, args.fail_on) })
}

fn letter(args: &Preflight, messages: &Messages) -> Result<Letter, Failure> {
    let path = args.mail.display().to_string();
    let raw = read(&args.mail).map_err(|error| {
        let id = if error.kind() == io::ErrorKind::NotFound { "error-not-found" } else { "error-unreadable" };
        messages.tell(id, &[("path", path.clone()), ("reason", messages.reason(&error))]);
        Failure::Usage
    })?;
    if !is_mail(&raw) {
        messages.tell_of("error-not-a-mail", &path);
        return Err(Failure::Usage);
    }
    let mut letter = Letter::of(raw, SystemTime::now());
    letter.recipients.clone_from(&args.to);
    letter.sender.clone_from(&args.sender);
    letter.ip = args.ip;
    letter.helo.clone_from(&args.network.helo);
    letter.is_bulk = args.bulk;
    letter.filter = args.rspamd.as_deref().map(|url| endpoint(url, messages)).transpose()?.filter(|_| !args.network.dry_run);
    if letter.all_recipients().is_empty() {
        messages.tell_of("error-no-recipient", &path);
        return Err(Failure::Usage);
    }
    Ok(letter)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().take(MAX_MAIL).read_to_end(&mut raw)?;
    } else {
        fs::File::open(path)?.take(MAX_MAIL).read_to_end(&mut raw)?;
    }
    Ok(raw)
}

fn endpoint(url: &str, messages: &Messages) -> Result<Endpoint, Failure> {
    url.parse().map_err(|_| {
        messages.tell("error-rspamd", &[("url", url.to_owned())]);
        Failure::Usage
    })
}

/// Lists what would be asked, and asks nothing.
fn rehearse(args: &Preflight, online: &Online, found: &tuixin_check::Preflight, messages: &Messages) -> Result<Outcome, Failure> {
    let mut lines = online.rehearsed(&[]).unwrap_or_default();
    if !args.network.no_connect {
        lines.extend(found.domains.iter().map(|forecast| format!("{} SMTP", forecast.domain)));
    }
    lines.extend(args.rspamd.iter().map(|url| format!("{url} POST")));
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    messages.hint("hint-dry-run");
    Ok(Outcome::Complete)
}

fn outcome(found: &tuixin_check::Preflight, fail_on: FailOn) -> Outcome {
    let prospects: Vec<Prospect> = found.domains.iter().map(|forecast| forecast.prospect).collect();
    let reports = found.mail.iter().chain(found.domains.iter().flat_map(|forecast| &forecast.reports));
    let is_warned = fail_on == FailOn::Warning && reports.into_iter().any(|report| report.verdict() == Verdict::Warning);
    if is_warned || prospects.iter().any(|prospect| matches!(prospect, Prospect::WillBounce | Prospect::MayBounce)) {
        Outcome::Problems
    } else if prospects.contains(&Prospect::Unknown) {
        Outcome::Uncertain
    } else {
        Outcome::Complete
    }
}
