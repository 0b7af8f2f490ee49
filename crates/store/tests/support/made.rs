//! Deliveries made for tests: each its own, all of them plausible.

use jiff::{SignedDuration, Timestamp};
use tuixin_store::{Delivery, DeliveryId, ItemId, Record, Unread};

/// When everything that tests make up begins: 2026-03-01 00:00 UTC.
pub const BEGINNING: i64 = 1_772_323_200;

const CAUSES: [(&str, &str, &str); 5] = [
    ("user-unknown", "recipient", "550 5.1.1 <{}>: Recipient address rejected: User unknown"),
    ("mailbox-full", "recipient", "452 4.2.2 <{}>: The mailbox is over its storage quota"),
    ("ip-listed", "sender", "550 5.7.1 Service unavailable; client 192.0.2.7 is blocked"),
    ("greylisted", "nobody", "450 4.2.0 <{}>: Recipient address rejected: Greylisted"),
    ("spam-content", "sender", "554 5.7.1 Message to {} rejected as spam"),
];

const PROVIDERS: [&str; 4] = ["gmail", "outlook", "qq", "netease"];

/// The sixteen bytes of a number.
pub fn id(number: u64, kind: u8) -> [u8; 16] {
    // Spread like hashes, so that indexes are filled as they will be.
    let mut value = (u128::from(number) << 8 | u128::from(kind)).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    value ^= value >> 64;
    value.wrapping_mul(0xda94_2042_e4dd_58b5_2545_f491_4f6c_dd1d).to_be_bytes()
}

/// One second after the other.
pub fn at(number: u64) -> Timestamp {
    Timestamp::from_second(BEGINNING).unwrap() + SignedDuration::from_secs(i64::try_from(number).unwrap())
}

/// The delivery of a number.
pub fn delivery(number: u64) -> Delivery {
    let place = |count: usize| usize::try_from(number).unwrap() % count;
    let (cause, party, reply) = CAUSES[place(CAUSES.len())];
    let recipient = format!("user{}@mail{}.example.com", number % 50_000, number % 40);
    let reply = reply.replace("{}", &recipient);
    Delivery {
        id: DeliveryId(id(number, 1)),
        item: ItemId(id(number, 0)),
        seen_at: at(number),
        occurred_at: at(number),
        source: "http".to_owned(),
        action: if cause == "greylisted" { "delayed" } else { "failed" }.to_owned(),
        recipient_domain: Some(format!("mail{}.example.com", number % 40)),
        recipient: Some(recipient),
        sender: Some("news@example.net".to_owned()),
        sender_domain: Some("example.net".to_owned()),
        sending_ip: Some(format!("192.0.2.{}", number % 8)),
        provider: Some(PROVIDERS[place(PROVIDERS.len())].to_owned()),
        remote_mta: Some(format!("mx{}.example.com", number % 40)),
        cause: Some(cause.to_owned()),
        party: Some(party.to_owned()),
        scope: Some("address".to_owned()),
        suppress: Some("never".to_owned()),
        permanence: Some("permanent".to_owned()),
        confidence: Some(0.95),
        status: reply.get(4..9).map(str::to_owned),
        reply_code: Some(550),
        document: document(&reply),
        reply: Some(reply),
        is_demo: false,
    }
}

fn document(reply: &str) -> String {
    let words = "what happened and why it is so sure of that, with the words that decided it; ".repeat(8);
    format!("{{\"reply\":\"{reply}\",\"evidence\":\"{words}\"}}")
}

/// An item with the delivery of the number in it.
pub fn record(number: u64) -> Record {
    let delivery = delivery(number);
    Record {
        item: delivery.item,
        seen_at: delivery.seen_at,
        source: delivery.source.clone(),
        kind: "bounce".to_owned(),
        deliveries: vec![delivery],
        unread: None,
    }
}

/// An item that nobody could read.
pub fn unread(number: u64, bytes: &[u8]) -> Record {
    let unread = Unread { reason: "unknown".to_owned(), bytes: bytes.to_vec(), name: Some("bounce.eml".to_owned()) };
    Record {
        item: ItemId(id(number, 0)),
        seen_at: at(number),
        source: "directory:/in".to_owned(),
        kind: "other".to_owned(),
        deliveries: Vec::new(),
        unread: Some(unread),
    }
}
