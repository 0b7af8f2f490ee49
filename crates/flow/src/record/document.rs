//! The whole diagnosis of each delivery, as the JSON that programs read.

use tuixin::Explanation;
use tuixin_wire::Message;

/// One document for each delivery of an explanation, in order: the message with this delivery alone.
pub(super) fn of(explanation: &Explanation<'_>) -> impl Iterator<Item = String> {
    // The item is not kept, so no place leads into it.
    let mut message = Message::of(None, explanation, false, None);
    let deliveries = std::mem::take(&mut message.deliveries);
    deliveries.into_iter().map(move |delivery| {
        message.deliveries = vec![delivery];
        // A type of ours with names for keys is always written.
        serde_json::to_string(&message).unwrap_or_default()
    })
}
