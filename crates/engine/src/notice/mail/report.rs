//! `message/delivery-status` (RFC 3464) and its global form (RFC 6533): blocks of fields, the first about the message, each further one about a recipient.
//!
//! Real reports leave the first block out, put blank lines into a field, or repeat the part; therefore a block is judged by the fields it has, not by its place.

use std::ops::Range;

use crate::evidence::MAX_REPLY_BYTES;
use crate::mime::{Decoded, Headers, Mail, Media, TextKind};
use crate::notice::{Action, Delivery, MAX_DELIVERIES, Statement, Warning, reported_address};
use crate::smtp::StatusCode;

/// How much of one report is read, in bytes.
const MAX_REPORT: usize = 4 * 1024 * 1024;
/// Longest host name that is believed (RFC 1035 section 2.3.4). The name of the reporting host is told with each recipient, so a long one would count ten thousand times.
const MAX_HOST: usize = 255;

/// The recipients of all reports in the mail.
pub(super) fn deliveries(mail: &Mail<'_>, warnings: &mut Vec<Warning>) -> Vec<Delivery> {
    let mut reader = Reader { deliveries: Vec::new(), warnings };
    for part in mail.parts() {
        if matches!(part.media, Media::DeliveryStatus | Media::GlobalDeliveryStatus) {
            reader.read(&mail.decode(part.id));
        }
    }
    if reader.deliveries.is_empty() {
        reader.pasted(mail);
    }
    reader.deliveries
}

/// Whether the mail has a part for a report, even an empty one.
pub(super) fn is_report(mail: &Mail<'_>) -> bool {
    mail.parts().iter().any(|part| matches!(part.media, Media::DeliveryStatus | Media::GlobalDeliveryStatus))
}

/// Reads report after report.
struct Reader<'w> {
    deliveries: Vec<Delivery>,
    warnings: &'w mut Vec<Warning>,
}

impl Reader<'_> {
    /// Reports that stand in the text of a mail: pasted by a person, or left there when the boundaries of the parts got lost.
    fn pasted(&mut self, mail: &Mail<'_>) {
        for part in mail.parts() {
            // A multipart whose boundaries got lost is one text.
            let is_text = matches!(part.media, Media::Text(TextKind::Plain | TextKind::Other));
            let is_unopened = matches!(part.media, Media::Multipart(_)) && mail.children(part.id).next().is_none();
            if !is_text && !is_unopened {
                continue;
            }
            let decoded = mail.decode(part.id);
            let names_recipient = |name: &[u8]| memchr::memmem::find(&decoded.bytes, name).is_some();
            if names_recipient(b"-Recipient:") || names_recipient(b"-recipient:") {
                self.read(&decoded);
            }
        }
    }

    fn read(&mut self, decoded: &Decoded<'_>) {
        let bytes = decoded.bytes.get(..MAX_REPORT).unwrap_or(&decoded.bytes);
        let mut reporting_mta = None;
        let first = self.deliveries.len();
        for block in blocks(bytes) {
            let fields = Fields::of(bytes, block);
            if let Some(host) = fields.host("Reporting-MTA") {
                reporting_mta = Some(host);
            }
            match fields.delivery(decoded, self.warnings) {
                Some(_) if self.deliveries.len() >= MAX_DELIVERIES => {
                    Warning::Truncated.add_to(self.warnings);
                    break;
                }
                Some(delivery) => self.deliveries.push(delivery),
                // A blank line inside a field cuts it off from its block.
                None => {
                    let last = self.deliveries.get_mut(first..).and_then(<[Delivery]>::last_mut);
                    fields.complete(last, decoded, self.warnings);
                }
            }
        }
        for delivery in self.deliveries.iter_mut().skip(first) {
            delivery.reporting_mta = reporting_mta.clone();
        }
        // A text that only may hold a report, and held none, has lost nothing.
        if self.deliveries.len() > first {
            if bytes.len() < decoded.bytes.len() {
                Warning::Truncated.add_to(self.warnings);
            }
            if decoded.problem.is_some() || std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_some()) {
                Warning::Charset.add_to(self.warnings);
            }
        }
    }
}

/// The blocks between blank lines, as ranges.
fn blocks(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let (mut start, mut end, mut at) = (0, 0, 0);
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        at += line.len();
        if line.trim_ascii().is_empty() {
            if end > start {
                blocks.push(start..end);
            }
            start = at;
        } else {
            end = at;
        }
    }
    if end > start {
        blocks.push(start..end);
    }
    blocks
}

/// The fields of one block.
struct Fields<'b> {
    bytes: &'b [u8],
    block: Range<usize>,
}

impl<'b> Fields<'b> {
    fn of(bytes: &'b [u8], block: Range<usize>) -> Fields<'b> {
        Fields { bytes, block }
    }

    fn headers(&self) -> Headers<'b> {
        Headers::of(self.bytes.get(self.block.clone()).unwrap_or_default())
    }

    fn text(&self, name: &str) -> Option<String> {
        let value = self.headers().first(name)?.text().trim().to_owned();
        (!value.is_empty()).then_some(value)
    }

    /// The host of a field such as `dns; mx.example.com` (RFC 3464 section 2.1.2), an address in brackets left out.
    fn host(&self, name: &str) -> Option<String> {
        let value = self.text(name)?;
        let value = value.split_once(';').map_or(value.as_str(), |(_, host)| host).trim();
        let end = value.find([' ', '(', '[', '\t']).unwrap_or(value.len());
        let host = value.get(..end)?.trim_end_matches('.');
        (1..=MAX_HOST).contains(&host.len()).then(|| host.to_owned())
    }

    fn address(&self, name: &str) -> Option<String> {
        reported_address(&self.text(name)?)
    }

    fn delivery(&self, decoded: &Decoded<'_>, warnings: &mut Vec<Warning>) -> Option<Delivery> {
        let final_recipient = self.address("Final-Recipient");
        let original = self.address("Original-Recipient");
        let actual = self.address("X-Actual-Recipient");
        let action = self.text("Action").and_then(|action| action_named(&action));
        if final_recipient.is_none() && original.is_none() && (actual.is_none() || action.is_none()) {
            return None;
        }
        let recipient = final_recipient.or(actual).or_else(|| original.clone());
        let original_recipient =
            original.filter(|original| recipient.as_ref().is_none_or(|known| !crate::notice::address::is_same(known, original)));
        Some(Delivery {
            recipient,
            original_recipient,
            action: action.or(Some(Action::Failed)),
            status: self.status(),
            reply: self.diagnostic(decoded, warnings),
            remote_mta: self.host("Remote-MTA"),
            ..Delivery::default()
        })
    }

    fn status(&self) -> Option<StatusCode> {
        let value = self.text("Status")?;
        StatusCode::parse_prefix(value.trim_start().as_bytes()).map(|(status, _)| status)
    }

    /// What was said: the diagnostic code, or a remark behind the status as some systems write it.
    fn diagnostic(&self, decoded: &Decoded<'_>, warnings: &mut Vec<Warning>) -> Option<Statement> {
        self.statement("Diagnostic-Code", decoded, warnings).or_else(|| {
            let status = self.statement("Status", decoded, warnings)?;
            status.text.contains('(').then_some(status)
        })
    }

    fn statement(&self, name: &str, decoded: &Decoded<'_>, warnings: &mut Vec<Warning>) -> Option<Statement> {
        let field = self.headers().first(name)?;
        let text = field.text().trim().to_owned();
        let start = self.block.start;
        let origin = decoded.origin(start + field.at.start..start + field.at.end);
        (!text.is_empty()).then(|| Statement::clipped(text, origin, warnings))
    }

    /// Adds what a cut-off block says to the recipient before it.
    fn complete(&self, delivery: Option<&mut Delivery>, decoded: &Decoded<'_>, warnings: &mut Vec<Warning>) {
        let Some(delivery) = delivery else { return };
        let block = self.bytes.get(self.block.clone()).unwrap_or_default();
        let is_fields = self.headers().next().is_some();
        match &mut delivery.reply {
            Some(reply) if !is_fields && reply.text.len() < MAX_REPLY_BYTES => {
                let mut text = std::mem::take(&mut reply.text);
                text.push(' ');
                text.push_str(String::from_utf8_lossy(block).trim());
                let origin = reply.origin.start..decoded.origin(self.block.clone()).end;
                *reply = Statement::clipped(text, origin, warnings);
            }
            Some(_) if !is_fields => Warning::Truncated.add_to(warnings),
            None => delivery.reply = self.statement("Diagnostic-Code", decoded, warnings),
            Some(_) => {}
        }
        delivery.status = delivery.status.or_else(|| self.status());
        if delivery.remote_mta.is_none() {
            delivery.remote_mta = self.host("Remote-MTA");
        }
    }
}

fn action_named(value: &str) -> Option<Action> {
    let end = value.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(value.len());
    match value.get(..end)?.to_ascii_lowercase().as_str() {
        "failed" | "failure" | "fail" | "error" => Some(Action::Failed),
        "delayed" | "delay" | "deferred" => Some(Action::Delayed),
        "delivered" | "deliverable" => Some(Action::Delivered),
        "relayed" => Some(Action::Relayed),
        "expanded" => Some(Action::Expanded),
        _ => None,
    }
}
