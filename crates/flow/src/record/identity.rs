//! The names of items and deliveries: hashes of what they say, so that a second sight is known as one.
//!
//! A mail is the same mail with either kind of line ends and with or without empty lines behind it, which change on its way through files and mailboxes.
//! Of a reply that came with a context, the context is a part: the same words about another recipient are another event.

use memchr::memmem;
use ring::digest::{Context as Digest, SHA256};
use tuixin_store::{DeliveryId, ItemId};

use crate::item::{Context, Item};

/// The name of an item.
pub(crate) fn of_item(item: &Item) -> ItemId {
    let mut digest = Digest::new(&SHA256);
    add_folded(&mut digest, &item.bytes);
    if !item.context.is_empty() {
        add_context(&mut digest, &item.context);
    }
    // What could not be read is told apart by its name, since its bytes may be missing.
    if let Some(trouble) = item.trouble {
        add_field(&mut digest, Some(trouble));
        add_field(&mut digest, item.name.as_deref());
    }
    ItemId(first_half(digest))
}

/// The name of the delivery at a place of an item.
pub(crate) fn of_delivery(item: ItemId, place: usize) -> DeliveryId {
    let mut digest = Digest::new(&SHA256);
    digest.update(&item.0);
    digest.update(&(place as u64).to_be_bytes());
    DeliveryId(first_half(digest))
}

/// Adds bytes with the line ends of Unix and without those at the end.
fn add_folded(digest: &mut Digest, bytes: &[u8]) {
    let end = bytes.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).map_or(0, |last| last + 1);
    let bytes = bytes.get(..end).unwrap_or_default();
    let mut done = 0;
    for at in memmem::find_iter(bytes, b"\r\n") {
        digest.update(bytes.get(done..at).unwrap_or_default());
        done = at + 1;
    }
    digest.update(bytes.get(done..).unwrap_or_default());
}

fn add_context(digest: &mut Digest, context: &Context) {
    let Context { recipient, sender, sending_ip, occurred_at, id } = context;
    add_field(digest, recipient.as_deref());
    add_field(digest, sender.as_deref());
    add_field(digest, sending_ip.as_deref());
    add_field(digest, occurred_at.map(|at| at.as_millisecond().to_string()).as_deref());
    add_field(digest, id.as_deref());
}

/// Adds one text so that no two lists of texts look alike.
fn add_field(digest: &mut Digest, field: Option<&str>) {
    let text = field.unwrap_or_default();
    digest.update(&[0, u8::from(field.is_some())]);
    digest.update(&(text.len() as u64).to_be_bytes());
    digest.update(text.as_bytes());
}

fn first_half(digest: Digest) -> [u8; 16] {
    let whole = digest.finish();
    whole.as_ref().first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(bytes: &[u8]) -> ItemId {
        of_item(&Item::of_bytes("http", bytes.to_vec()))
    }

    #[test]
    fn line_ends_make_no_other_mail() {
        let mail = b"From: a@example.com\n\n550 User unknown\n";
        for same in [
            &b"From: a@example.com\r\n\r\n550 User unknown\r\n"[..],
            b"From: a@example.com\n\n550 User unknown",
            b"From: a@example.com\n\r\n550 User unknown\n\n\r\n",
        ] {
            assert_eq!(id(same), id(mail), "{}", same.escape_ascii());
        }
        for other in [
            &b"From: a@example.com\n\n550 User unknown."[..],
            b"From: a@example.com\n550 User unknown\n",
            b"From: a@example.com\r\r\n\n550 User unknown",
            b"",
        ] {
            assert_ne!(id(other), id(mail), "{}", other.escape_ascii());
        }
    }

    #[test]
    fn the_context_of_a_reply_is_a_part_of_it() {
        let with = |change: fn(&mut Context)| {
            let mut item = Item::of_bytes("http", b"550 User unknown".to_vec());
            change(&mut item.context);
            of_item(&item)
        };
        let ids = [
            with(|_| {}),
            with(|context| context.recipient = Some("bob@example.com".to_owned())),
            with(|context| context.sender = Some("bob@example.com".to_owned())),
            with(|context| context.sending_ip = Some(String::new())),
            with(|context| context.id = Some("1".to_owned())),
            with(|context| context.id = Some("2".to_owned())),
            with(|context| context.occurred_at = jiff::Timestamp::from_second(1).ok()),
        ];
        for (place, one) in ids.iter().enumerate() {
            assert!(!ids[place + 1..].contains(one), "{place}");
        }
        assert_eq!(ids[1], with(|context| context.recipient = Some("bob@example.com".to_owned())));
    }

    #[test]
    fn deliveries_of_an_item_have_names_of_their_own() {
        let item = id(b"550 User unknown");
        assert_ne!(of_delivery(item, 0), of_delivery(item, 1));
        assert_eq!(of_delivery(item, 1), of_delivery(item, 1));
        assert_ne!(of_delivery(item, 0), of_delivery(id(b"551"), 0));
    }

    #[test]
    fn members_that_could_not_be_read_are_told_apart_by_their_names() {
        let unread =
            |name: &str| of_item(&Item { trouble: Some("encrypted"), name: Some(name.to_owned()), ..Item::of_bytes("http", Vec::new()) });
        assert_ne!(unread("all.zip/one.eml"), unread("all.zip/two.eml"));
    }
}
