//! Everything that is kept about an address, as JSON lines that a person can be handed.

use std::io::Write;

use serde_json::{Value as Json, json};

use crate::care::MAILS;
use crate::care::mention::Mention;
use crate::error::StoreError;
use crate::query::{Cursor, DeliveryFilter, Page};
use crate::record::Delivery;
use crate::store::Store;
use crate::suppression;

impl Store {
    /// Writes everything that is kept about an address, one JSON object a line; how many lines.
    ///
    /// These are the deliveries to it and from it, the items of the quarantine that mention it, and what stands on the lists.
    ///
    /// # Errors
    ///
    /// The database does not answer, or the output takes no more.
    pub async fn export(&self, address: &str, out: &mut (impl Write + Send)) -> Result<u64, StoreError> {
        let mention = Mention::of(address, self.settings());
        if mention.kept.is_empty() {
            return Ok(0);
        }
        let to = DeliveryFilter { recipient: Some(address.to_owned()), ..DeliveryFilter::default() };
        let from = DeliveryFilter { sender: Some(address.to_owned()), ..DeliveryFilter::default() };
        let mut lines = self.export_deliveries(&to, &|_| true, out).await?;
        let is_another = |delivery: &Delivery| delivery.recipient.as_ref() != Some(&mention.kept);
        lines += self.export_deliveries(&from, &is_another, out).await?;
        lines += self.export_quarantine(&mention, out).await?;
        for line in self.read(mention.kept, |transaction, kept| Box::pin(suppression::about(transaction, kept))).await? {
            lines += write(out, &line)?;
        }
        Ok(lines)
    }

    async fn export_deliveries(
        &self,
        filter: &DeliveryFilter,
        is_wanted: &(dyn Fn(&Delivery) -> bool + Sync),
        out: &mut (impl Write + Send),
    ) -> Result<u64, StoreError> {
        let mut lines = 0;
        let mut cursor: Option<Cursor> = None;
        loop {
            let Page { items, next } = self.deliveries(filter, cursor.as_ref(), usize::MAX).await?;
            for delivery in items.iter().filter(|delivery| is_wanted(delivery)) {
                lines += write(out, &of_delivery(delivery))?;
            }
            cursor = next;
            if cursor.is_none() {
                return Ok(lines);
            }
        }
    }

    async fn export_quarantine(&self, mention: &Mention, out: &mut (impl Write + Send)) -> Result<u64, StoreError> {
        let mut lines = 0;
        let mut cursor: Option<Cursor> = None;
        loop {
            let Page { items, next } = self.quarantine(cursor.as_ref(), MAILS).await?;
            for quarantined in items {
                let bytes = self.quarantined(quarantined.item).await?.filter(|bytes| mention.is_in(bytes));
                let Some(bytes) = bytes else { continue };
                let line = json!({
                    "table": "quarantine",
                    "item": quarantined.item.to_string(),
                    "seen_at": quarantined.seen_at.to_string(),
                    "source": quarantined.source,
                    "name": quarantined.name,
                    "content": String::from_utf8_lossy(&bytes),
                });
                lines += write(out, &line)?;
            }
            cursor = next;
            if cursor.is_none() {
                return Ok(lines);
            }
        }
    }
}

fn of_delivery(delivery: &Delivery) -> Json {
    let document = serde_json::from_str(&delivery.document).unwrap_or_else(|_| Json::from(delivery.document.as_str()));
    json!({
        "table": "delivery",
        "id": delivery.id.to_string(),
        "item": delivery.item.to_string(),
        "seen_at": delivery.seen_at.to_string(),
        "occurred_at": delivery.occurred_at.to_string(),
        "source": delivery.source,
        "action": delivery.action,
        "recipient": delivery.recipient,
        "sender": delivery.sender,
        "sending_ip": delivery.sending_ip,
        "provider": delivery.provider,
        "remote_mta": delivery.remote_mta,
        "cause": delivery.cause,
        "status": delivery.status,
        "reply_code": delivery.reply_code,
        "reply": delivery.reply,
        "is_demo": delivery.is_demo,
        "document": document,
    })
}

fn write(out: &mut impl Write, line: &Json) -> Result<u64, StoreError> {
    writeln!(out, "{line}").map_err(|error| StoreError::Output(error.to_string()))?;
    Ok(1)
}
