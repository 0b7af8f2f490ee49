//! How requests to explain are described.
//!
//! They are read by `item` in one go; these types say to whoever writes a client which fields go together.

#![expect(dead_code, reason = "described, never made")]

use utoipa::ToSchema;

/// A reply or a mail, or a batch of them.
#[derive(ToSchema)]
#[schema(as = ExplainRequest)]
#[serde(untagged)]
pub enum ExplainRequest {
    /// One reply.
    Reply(ReplyRequest),
    /// One mail.
    Mail(MailRequest),
    /// Several of them.
    Items(ItemsRequest),
}

/// A reply or a mail.
#[derive(ToSchema)]
#[schema(as = ItemRequest)]
#[serde(untagged)]
pub enum ItemRequest {
    /// One reply.
    Reply(ReplyRequest),
    /// One mail.
    Mail(MailRequest),
}

/// A batch.
#[derive(ToSchema)]
#[schema(as = ItemsRequest)]
#[serde(deny_unknown_fields)]
pub struct ItemsRequest {
    /// At most 10,000 of them, or 100 with `check`.
    #[schema(max_items = 10_000)]
    pub items: Vec<ItemRequest>,
}

/// What a server said, with what is known of it besides.
#[derive(ToSchema)]
#[schema(as = ReplyRequest)]
#[serde(deny_unknown_fields)]
pub struct ReplyRequest {
    /// The reply, as in `550 5.1.1 User unknown`.
    pub reply: String,
    /// What the answer calls it in `source`.
    pub id: Option<String>,
    /// To whom the mail went.
    pub recipient: Option<String>,
    /// The enhanced status code, where it came beside the reply (RFC 3463).
    #[schema(pattern = r"^[245]\.[0-9]{1,3}\.[0-9]{1,3}$")]
    pub status: Option<String>,
    /// At which command the reply came.
    #[schema(pattern = "^(connect|greeting|ehlo|starttls|auth|mail-from|rcpt-to|data|end-of-data|queue|local)$")]
    pub stage: Option<String>,
    /// The host that gave the reply.
    pub remote_mta: Option<String>,
}

/// A mail that came back. One that is no UTF-8 is sent as `message/rfc822`, because JSON cannot hold it.
#[derive(ToSchema)]
#[schema(as = MailRequest)]
#[serde(deny_unknown_fields)]
pub struct MailRequest {
    /// The whole mail, header and body.
    pub mail: String,
    /// What the answer calls it in `source`.
    pub id: Option<String>,
}
