//! Deliveries of which the same is to be said, so that a mail to forty people that failed for one reason is explained once.

use tuixin::Explained;
use tuixin::diagnose::Basis;

/// So many recipients are named in a sentence about all of them.
const MOST_IN_A_SENTENCE: usize = 3;

/// Recipients to whom the same happened.
pub(super) struct Group<'e, 'k> {
    /// One delivery that stands for all: its recipient is all of them, the first and the last when they are many.
    pub one: Explained<'k>,
    /// The first of them as it is, for checks.
    pub first: &'e Explained<'k>,
    pub recipients: Vec<&'e str>,
}

/// Groups in the order of their first; those without a diagnosis come one by one.
pub(super) fn groups<'e, 'k>(deliveries: &'e [Explained<'k>]) -> Vec<Group<'e, 'k>> {
    let mut groups: Vec<(Option<String>, Vec<&'e Explained<'k>>)> = Vec::new();
    for explained in deliveries {
        let key = sameness(explained);
        match groups.iter_mut().find(|(known, _)| key.is_some() && *known == key) {
            Some((_, group)) => group.push(explained),
            None => groups.push((key, vec![explained])),
        }
    }
    groups.into_iter().filter_map(|(_, members)| together(&members)).collect()
}

/// What two deliveries have to share for the same to be said of both.
fn sameness(explained: &Explained<'_>) -> Option<String> {
    let delivery = &explained.delivery;
    let diagnosis = explained.diagnosis.as_ref()?;
    let basis = match diagnosis.basis {
        Some(Basis::Rule { rule, .. }) => rule.id.clone(),
        other => format!("{other:?}"),
    };
    let reply = delivery.reply.as_ref().map_or("", |reply| reply.text.as_str());
    let domain = delivery.recipient.as_deref().and_then(|address| address.rsplit_once('@')).map_or("", |(_, domain)| domain);
    let conflict = diagnosis.conflict.map(|conflict| conflict.status);
    let provider = diagnosis.provider.map(|provider| &provider.id);
    let facts = &diagnosis.facts;
    let told = (
        facts.blocklist.map(|list| list.of(reply)),
        facts.listed_ip.map(|ip| ip.of(reply)),
        (facts.limit_bytes, facts.limit_recipients, facts.retry_after_s, facts.provider_code),
        facts.help_url.map(|url| url.of(reply)),
    );
    Some(format!("{} {basis} {} {domain} {:?} {conflict:?} {provider:?} {told:?}", diagnosis.cause.id, diagnosis.suppress, delivery.action))
}

fn together<'e, 'k>(members: &[&'e Explained<'k>]) -> Option<Group<'e, 'k>> {
    let first = *members.first()?;
    let mut one = first.clone();
    let recipients: Vec<&str> = members.iter().filter_map(|explained| explained.delivery.recipient.as_deref()).collect();
    if members.len() > 1 {
        one.delivery.recipient = match recipients.as_slice() {
            [] => None,
            [first, .., last] if recipients.len() > MOST_IN_A_SENTENCE => Some(format!("{first}, …, {last}")),
            all => Some(all.join(", ")),
        };
    }
    Some(Group { one, first, recipients })
}
