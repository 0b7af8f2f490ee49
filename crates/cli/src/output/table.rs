//! CSV (RFC 4180): one row for each delivery, for spreadsheets.
//!
//! A spreadsheet takes a cell that begins with `=` for a formula and runs it; bounces are written by strangers, so such cells get an apostrophe in front.

use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};
use tuixin::shown::cell;
use tuixin_check::{FollowUp, Verdict};
use tuixin_wire::{Delivery, Diagnosis, Message};

use super::{Item, Report};

/// The columns.
const HEADER: [&str; 44] = [
    "source",
    "kind",
    "format",
    "warnings",
    "recipient",
    "original_recipient",
    "action",
    "status",
    "reply_code",
    "stage",
    "reply",
    "remote_mta",
    "reporting_mta",
    "retry_until",
    "provider",
    "feedback_type",
    "cause",
    "as",
    "group",
    "permanence",
    "party",
    "suppress",
    "retry",
    "scope",
    "confidence",
    "rule",
    "decisive_words",
    "alternatives",
    "blocklist",
    "listed_ip",
    "limit_bytes",
    "limit_recipients",
    "retry_after_s",
    "provider_code",
    "help_url",
    "message_from",
    "message_subject",
    "message_id",
    "auto_reply_until",
    "auto_reply_instead",
    "check_standing",
    "check_cause",
    "check_suppress",
    "check_failed",
];

/// One row for each delivery, or one for a message without any.
pub struct Table<'a, W: Write> {
    out: Writer<W>,
    vocabulary: Option<&'a str>,
    has_header: bool,
}

impl<'a, W: Write> Table<'a, W> {
    pub fn new(out: W, vocabulary: Option<&'a str>) -> Table<'a, W> {
        let out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        Table { out, vocabulary, has_header: false }
    }

    fn header(&mut self) -> io::Result<()> {
        if !self.has_header {
            self.has_header = true;
            self.out.write_record(HEADER).map_err(plain)?;
        }
        Ok(())
    }

    /// `looked_up` holds what checks found about each delivery, where that was asked for.
    fn rows(&mut self, message: &Message<'_>, looked_up: &[Option<FollowUp<'_>>]) -> io::Result<()> {
        self.header()?;
        for (place, delivery) in message.deliveries.iter().enumerate() {
            self.row(message, Some(delivery), looked_up.get(place).and_then(Option::as_ref))?;
        }
        if message.deliveries.is_empty() {
            self.row(message, None, None)?;
        }
        Ok(())
    }

    fn row(&mut self, message: &Message<'_>, delivery: Option<&Delivery<'_>>, found: Option<&FollowUp<'_>>) -> io::Result<()> {
        let cells = about_message(message)
            .into_iter()
            .chain(about_delivery(delivery))
            .chain(about_diagnosis(delivery.and_then(|delivery| delivery.diagnosis.as_ref())));
        let (returned, absence) = (message.message.as_ref(), message.auto_reply.as_ref());
        let end = [
            returned.and_then(|message| message.from),
            returned.and_then(|message| message.subject),
            returned.and_then(|message| message.message_id),
            absence.and_then(|absence| absence.until),
            absence.and_then(|absence| absence.instead),
        ];
        let cells = cells.chain(end.into_iter().map(|cell| cell.unwrap_or_default().to_owned())).chain(about_checks(found));
        self.out.write_record(cells.map(|text| cell(&text))).map_err(plain)?;
        Ok(())
    }
}

/// The error of the output itself, so that a closed pipe is known as one.
pub(super) fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn about_message(message: &Message<'_>) -> [String; 4] {
    [text(message.source), message.kind.to_owned(), text(message.format), message.warnings.join(" ")]
}

fn about_delivery(delivery: Option<&Delivery<'_>>) -> [String; 12] {
    let Some(delivery) = delivery else { return Default::default() };
    [
        text(delivery.recipient),
        text(delivery.original_recipient),
        text(delivery.action),
        number(delivery.status),
        number(delivery.reply_code),
        text(delivery.stage),
        text(delivery.reply),
        text(delivery.remote_mta),
        text(delivery.reporting_mta),
        text(delivery.retry_until),
        text(delivery.provider),
        text(delivery.feedback_type),
    ]
}

fn about_diagnosis(diagnosis: Option<&Diagnosis<'_>>) -> [String; 19] {
    let Some(diagnosis) = diagnosis else { return Default::default() };
    let basis = diagnosis.basis.first();
    let facts = &diagnosis.facts;
    let alternatives: Vec<&str> = diagnosis.alternatives.iter().map(|other| other.cause).collect();
    [
        diagnosis.cause.to_owned(),
        text(diagnosis.other_name),
        diagnosis.group.to_owned(),
        diagnosis.permanence.to_owned(),
        diagnosis.party.to_owned(),
        diagnosis.suppress.to_owned(),
        diagnosis.retry.to_owned(),
        diagnosis.scope.to_owned(),
        format!("{:.2}", diagnosis.confidence),
        text(basis.and_then(|basis| basis.rule)),
        text(basis.and_then(|basis| basis.text)),
        alternatives.join(" "),
        text(facts.blocklist),
        text(facts.listed_ip),
        number(facts.limit_bytes),
        number(facts.limit_recipients),
        number(facts.retry_after_s),
        text(facts.provider_code),
        text(facts.help_url),
    ]
}

/// What checks say of the diagnosis today, and which of them have failed.
fn about_checks(found: Option<&FollowUp<'_>>) -> [String; 4] {
    let Some(FollowUp { outlook, reports, .. }) = found else { return Default::default() };
    let failed = reports.iter().filter(|report| report.verdict() == Verdict::Failed).map(|report| report.check.name());
    let mut failed: Vec<&str> = failed.collect();
    failed.dedup();
    let likeliest = outlook.causes.first().map(|(cause, _)| cause.id.as_str());
    [outlook.standing.name().to_owned(), text(likeliest), outlook.suppress.name().to_owned(), failed.join(" ")]
}

fn text(value: Option<&str>) -> String {
    value.unwrap_or_default().to_owned()
}

fn number(value: Option<impl ToString>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

impl<W: Write> Report for Table<'_, W> {
    fn message(&mut self, item: &Item<'_>) -> io::Result<()> {
        self.rows(&item.message(self.vocabulary), item.looked_up)
    }

    fn skipped(&mut self, source: &str) -> io::Result<()> {
        self.rows(&Message::skipped(source), &[])
    }

    fn finish(&mut self) -> io::Result<()> {
        self.header()?;
        self.out.flush()
    }
}
