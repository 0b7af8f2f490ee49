//! What one item says of each recipient, as the columns of the store.

use std::net::IpAddr;

use jiff::Timestamp;
use tuixin::diagnose::Diagnosis;
use tuixin::knowledge::Suppress;
use tuixin::notice::{Action, Kind, reported_address};
use tuixin::{Explained, Explanation};
use tuixin_intake::Content;
use tuixin_store::{Delivery, ItemId};

use super::{clean, document, identity, is_mute};
use crate::item::Item;

/// How much of an address, a host or a line of a header is kept, in bytes.
const MAX_LINE: usize = 1024;
/// How many bytes of replies one item may have, all together. One reply may be about thousands of recipients, and each keeps its own copy.
const MAX_REPLIES: usize = 4 * 1024 * 1024;
/// So much of a reply is kept in any case, in bytes.
const LEAST_REPLY: usize = 512;
/// So much of a reply is kept at most, in bytes.
const MAX_REPLY: usize = 16 * 1024;

/// What all deliveries of an item have in common.
pub(super) struct Drawn<'a> {
    pub item: &'a Item,
    pub id: ItemId,
    pub occurred_at: Timestamp,
    pub sending_ip: Option<IpAddr>,
}

impl Drawn<'_> {
    /// The deliveries that are kept: those that failed, and those that arrived.
    pub fn deliveries(&self, explanations: &mut [Explanation<'_>]) -> Vec<Delivery> {
        let count = explanations.iter().map(|one| one.deliveries.len()).sum::<usize>();
        let most = (MAX_REPLIES / count.max(1)).clamp(LEAST_REPLY, MAX_REPLY);
        explanations.iter_mut().for_each(|one| bound(one, most));
        let mut deliveries = Vec::with_capacity(count);
        for explanation in explanations.iter() {
            for (explained, document) in explanation.deliveries.iter().zip(document::of(explanation)) {
                if let Some(action) = action_of(explanation.kind, explained) {
                    let place = deliveries.len();
                    deliveries.push(self.delivery(place, action, explanation, explained, document));
                }
            }
        }
        deliveries
    }

    fn delivery(
        &self,
        place: usize,
        action: Action,
        explanation: &Explanation<'_>,
        explained: &Explained<'_>,
        document: String,
    ) -> Delivery {
        let context = &self.item.context;
        let said = &explained.delivery;
        let diagnosis = explained.diagnosis.as_ref();
        let cause = diagnosis.map(|diagnosis| diagnosis.cause);
        let recipient = said.recipient.as_ref().or(said.original_recipient.as_ref()).and_then(|text| told(text));
        let returned = explanation.message.as_ref().and_then(|message| message.from.as_deref()).and_then(reported_address);
        let sender = returned.as_ref().or(context.sender.as_ref()).and_then(|text| told(text));
        // What was sent in our name by somebody else is nothing that anybody has to repair.
        let party = cause.map(|cause| if explained.is_backscatter { "nobody" } else { cause.party.name() });
        Delivery {
            id: identity::of_delivery(self.id, place),
            item: self.id,
            seen_at: self.item.seen_at,
            occurred_at: self.occurred_at,
            source: clean(&self.item.source, MAX_LINE),
            action: action.name().to_owned(),
            recipient_domain: recipient.as_deref().and_then(domain_of),
            recipient,
            sender_domain: sender.as_deref().and_then(domain_of),
            sender,
            sending_ip: self.sending_ip(explained),
            provider: diagnosis.and_then(|diagnosis| diagnosis.provider).map(|provider| provider.id.clone()),
            remote_mta: said.remote_mta.as_deref().and_then(told),
            cause: cause.map(|cause| cause.id.clone()),
            party: party.map(str::to_owned),
            scope: cause.map(|cause| cause.scope.name().to_owned()),
            suppress: diagnosis.map(|diagnosis| self.suppress(diagnosis, explained).name().to_owned()),
            permanence: diagnosis.map(|diagnosis| diagnosis.permanence.name().to_owned()),
            confidence: diagnosis.map(|diagnosis| two_decimals(diagnosis.confidence)),
            status: explained.status.map(|status| status.to_string()),
            reply_code: explained.reply_code.map(|code| code.number()),
            reply: said.reply.as_ref().and_then(|reply| told(&reply.text)),
            document,
            is_demo: self.item.is_demo,
        }
    }

    /// How much the failure counts for the address.
    ///
    /// A text without a code and without a word that a rule knows may be anything, and only whoever handed it over says that it is a reply at all. A mail that came back is a failure whatever it says.
    fn suppress(&self, diagnosis: &Diagnosis<'_>, explained: &Explained<'_>) -> Suppress {
        if is_mute(explained) && self.item.content == Content::Text { Suppress::No } else { diagnosis.suppress }
    }

    /// The address of ours that the mail was sent from: what is known, what the reply complains about, or the only one there is. Nothing of ours sent what is backscatter.
    fn sending_ip(&self, explained: &Explained<'_>) -> Option<String> {
        if explained.is_backscatter {
            return None;
        }
        let known = self.item.context.sending_ip.as_deref().and_then(|ip| ip.trim().parse().ok());
        let listed = || explained.diagnosis.as_ref().and_then(|diagnosis| listed_ip(diagnosis, explained));
        known.or_else(listed).or(self.sending_ip).map(|ip: IpAddr| ip.to_canonical().to_string())
    }
}

fn listed_ip(diagnosis: &Diagnosis<'_>, explained: &Explained<'_>) -> Option<IpAddr> {
    let reply = explained.delivery.reply.as_ref()?;
    diagnosis.facts.listed_ip?.of(&reply.text).trim_matches(['[', ']']).parse().ok()
}

/// What became of a delivery; none where the message is about something else, since whoever complains or is away has the mail.
fn action_of(kind: Kind, explained: &Explained<'_>) -> Option<Action> {
    let of_kind = match kind {
        Kind::Failed => Action::Failed,
        Kind::Delayed => Action::Delayed,
        Kind::Delivered => Action::Delivered,
        Kind::Relayed => Action::Relayed,
        Kind::Expanded => Action::Expanded,
        _ => return None,
    };
    Some(explained.delivery.action.unwrap_or(of_kind))
}

/// A confidence as the wire tells it.
fn two_decimals(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

/// A text that says something.
fn told(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| clean(text, MAX_REPLY))
}

fn domain_of(address: &str) -> Option<String> {
    let (_, domain) = address.rsplit_once('@')?;
    let domain = domain.trim_end_matches('.').to_lowercase();
    (!domain.is_empty()).then_some(domain)
}

/// Cuts what a hostile mail could blow up by naming thousands of recipients.
fn bound(explanation: &mut Explanation<'_>, most: usize) {
    if let Some(message) = &mut explanation.message {
        [&mut message.from, &mut message.subject, &mut message.message_id, &mut message.date].into_iter().flatten().for_each(clip_line);
    }
    for Explained { delivery, .. } in &mut explanation.deliveries {
        let lines = [
            &mut delivery.recipient,
            &mut delivery.original_recipient,
            &mut delivery.remote_mta,
            &mut delivery.reporting_mta,
            &mut delivery.retry_until,
            &mut delivery.feedback_type,
        ];
        lines.into_iter().flatten().for_each(clip_line);
        if let Some(reply) = &mut delivery.reply {
            reply.text.truncate(reply.text.floor_char_boundary(most));
        }
    }
}

fn clip_line(line: &mut String) {
    line.truncate(line.floor_char_boundary(MAX_LINE));
}
