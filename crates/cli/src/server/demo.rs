//! Fills a store with made-up traffic, by the same way that real mails go.

use jiff::Timestamp;
use tuixin::knowledge::Knowledge;
use tuixin_flow::demo::two_weeks;
use tuixin_flow::{Flow, FlowError, Item};
use tuixin_store::{DeliveryFilter, Store};

/// Fills the store, unless something is in it; how many mails were made up.
///
/// # Errors
///
/// The store was closed meanwhile.
pub async fn fill(knowledge: &Knowledge, store: &Store, flow: &Flow) -> Result<usize, FlowError> {
    let is_filled = store.deliveries(&DeliveryFilter::default(), None, 1).await.is_ok_and(|page| !page.items.is_empty());
    if is_filled {
        return Ok(0);
    }
    let made = two_weeks(knowledge, Timestamp::now());
    let count = made.len();
    for made in made {
        let mut item = Item::of_bytes("demo", made.mail);
        item.seen_at = made.at;
        item.is_demo = true;
        flow.enter(item).await?;
    }
    Ok(count)
}
