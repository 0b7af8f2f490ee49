//! Reports for programs: `message/delivery-status` (RFC 3464) and its global form (RFC 6533).
//!
//! A report is a run of fields, the first ones about the message, the others about one recipient after the other.
//! Real reports leave the first block out, forget the blank line between recipients or put blank lines into a field, travel as plain text or as a nameless attachment, or come twice.
//! Therefore [`groups`] goes by the fields that are there and not by their places, and [`parts`] by what a part says and not only by what it is called.

mod groups;
mod parts;
mod recipient;

use std::collections::HashMap;

use super::incoming::Incoming;
use crate::mime::{Decoded, Mail, Media};
use crate::notice::{Action, Delivery, MAX_DELIVERIES, Warning, address};
use parts::Trust;
use recipient::Group;

/// How much of one report is read, in bytes.
const MAX_REPORT: usize = 4 * 1024 * 1024;

/// The recipients of all reports in the mail.
pub(super) fn deliveries(incoming: &Incoming<'_, '_>, warnings: &mut Vec<Warning>) -> Vec<Delivery> {
    for trust in Trust::ALL {
        let mut reader = Reader { deliveries: Vec::new(), warnings };
        for part in parts::trusted(incoming, trust) {
            reader.read(&incoming.decoded(part));
        }
        if !reader.deliveries.is_empty() {
            let mut deliveries = joined(reader.deliveries);
            for delivery in &mut deliveries {
                prefer_the_address_that_is_not_ours(delivery, incoming);
            }
            return deliveries;
        }
    }
    Vec::new()
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
    fn read(&mut self, decoded: &Decoded<'_>) {
        let bytes = decoded.bytes.get(..MAX_REPORT).unwrap_or(&decoded.bytes);
        let first = self.deliveries.len();
        for group in groups::groups(bytes) {
            let Some(delivery) = group.delivery(decoded, self.warnings) else { continue };
            if self.deliveries.len() >= MAX_DELIVERIES {
                Warning::Truncated.add_to(self.warnings);
                break;
            }
            self.deliveries.push(delivery);
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

/// One delivery for each recipient and action: a report that comes twice, or names a recipient once for each of its aliases, tells no more than one that does not.
fn joined(deliveries: Vec<Delivery>) -> Vec<Delivery> {
    if deliveries.len() == 1 {
        return deliveries;
    }
    let mut known: HashMap<(String, Option<Action>), usize> = HashMap::new();
    let mut joined: Vec<Delivery> = Vec::with_capacity(deliveries.len());
    for delivery in deliveries {
        let Some(recipient) = &delivery.recipient else {
            joined.push(delivery);
            continue;
        };
        let key = (recipient.to_ascii_lowercase(), delivery.action);
        match known.get(&key).and_then(|at| joined.get_mut(*at)) {
            Some(first) => first.join(delivery),
            None => {
                known.insert(key, joined.len());
                joined.push(delivery);
            }
        }
    }
    joined
}

impl Delivery {
    /// Takes over what another group says about the same recipient.
    fn join(&mut self, other: Delivery) {
        if self.status.is_none_or(|status| status.is_bare()) {
            self.status = other.status.or(self.status);
        }
        self.original_recipient = self.original_recipient.take().or(other.original_recipient);
        self.remote_mta = self.remote_mta.take().or(other.remote_mta);
        self.retry_until = self.retry_until.take().or(other.retry_until);
        let said = |known: &str| self.reply.as_ref().is_some_and(|reply| reply.text == known);
        match other.reply {
            Some(reply) if self.reply.is_none() => self.reply = Some(reply),
            Some(reply) if !said(&reply.text) && self.remarks.len() < recipient::MAX_STATEMENTS => self.remarks.push(reply),
            _ => {}
        }
    }
}

/// Some systems report on the copy that they sent back: then the final recipient is whom the notice was written to, and the address that failed is the original one.
fn prefer_the_address_that_is_not_ours(delivery: &mut Delivery, incoming: &Incoming<'_, '_>) {
    let (Some(recipient), Some(original)) = (&delivery.recipient, &delivery.original_recipient) else { return };
    let is_reader =
        |candidate: &str| crate::notice::reported_address(&incoming.value("To")).is_some_and(|to| address::is_same(&to, candidate));
    if is_reader(recipient) && !incoming.is_own(original) {
        delivery.recipient = delivery.original_recipient.take();
    }
}

/// The group that fields belong to while they are read.
type Groups<'b> = Vec<Group<'b>>;

#[cfg(test)]
mod tests;
