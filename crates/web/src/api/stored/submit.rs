//! `POST /v1/deliveries`: what came back is handed over, and answered when it is stored.

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::response::Response;
use futures_util::stream::{self, Stream, StreamExt};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use tokio::time::timeout;
use tuixin_flow::{Flow, FlowError, Item, Submitted};
use tuixin_intake::{Fault, Files, Item as Found, Problem as Trouble};
use tuixin_store::suppression::is_listable;
use utoipa::ToSchema;

use super::idempotency::Once;
use super::shape::{StoredDelivery, SuppressedEntry};
use crate::App;
use crate::api::request::{Bounded, MAX_ITEMS, Media, body, json, too_many, wrong_json};
use crate::problem::{Kind, Problem, Refusals};
use crate::server::Granted;

/// Where items come from that are handed over here.
const SOURCE: &str = "http";
/// How many items of a request are on their way at the same time, so that they are committed together.
const AT_ONCE: usize = 64;

/// A reply or a mail with what is known of it, or a batch of them in `items`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// A reply, as in `550 5.1.1 User unknown`.
    reply: Option<String>,
    /// A mail that came back, header and body.
    mail: Option<String>,
    /// Your own name for it: the same reply with another id is another event.
    id: Option<String>,
    /// To whom the mail was.
    recipient: Option<String>,
    /// From whom it was.
    sender: Option<String>,
    /// From which address of yours it was sent.
    sending_ip: Option<String>,
    /// When the delivery failed (RFC 3339).
    #[schema(format = DateTime)]
    occurred_at: Option<String>,
    /// A batch; it stands alone.
    #[schema(value_type = Option<Vec<Object>>, max_items = 10_000)]
    items: Option<Bounded<Submission>>,
}

/// What was stored.
#[derive(Debug, Serialize, ToSchema)]
pub struct Receipt {
    /// How many items were stored now.
    stored: usize,
    /// How many had been stored before.
    seen: usize,
    /// How many of them are in the quarantine, because nothing could be made of them.
    quarantined: usize,
    /// What came of each item.
    items: Vec<ReceiptEntry>,
}

/// What came of one item.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptEntry {
    /// The `id` it was given, its name in an archive or a mailbox, or its number counted from 1.
    source: String,
    /// Its id in the store.
    item: String,
    /// What it is: `failed`, `delayed`, `delivered` and so on.
    kind: String,
    /// Whether it was stored now, and not before.
    is_new: bool,
    /// Why it is in the quarantine, where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    quarantined: Option<String>,
    /// What it says of each recipient.
    deliveries: Vec<StoredDelivery>,
    /// Addresses that were put on a list because of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressed: Vec<SuppressedEntry>,
    /// The ids of incidents that it opened, or made grow or heal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    incidents: Vec<String>,
}

/// Hand over what came back
///
/// Takes a mail or a reply as it is, a mailbox, a ZIP archive, JSON with what is known besides, or a batch of lines.
/// The answer comes after the commit; the same thing handed over again is stored once.
/// After a 503 hand it over again.
#[utoipa::path(
    post,
    path = "/v1/deliveries",
    operation_id = "submit",
    tag = "deliveries",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request safe to send again: a second one with the same key gets the answer of the first")),
    request_body(content(
        (String = "message/rfc822"),
        (String = "text/plain"),
        (String = "application/mbox"),
        (String = "application/zip"),
        (Submission = "application/json"),
        (Submission = "application/x-ndjson"),
    )),
    responses(
        (status = 200, description = "What was stored", body = Receipt, content_type = "application/json"),
        Refusals,
    ),
    security(("token" = ["write"])),
)]
pub async fn submit(State(app): State<App>, granted: Granted, request: Request) -> Result<Response, Problem> {
    let store = app.memory_of_deliveries()?;
    let flow = app.flow().ok_or_else(|| Problem::new(Kind::StoreOff, "this server was started without a store"))?;
    let (parts, content) = request.into_parts();
    let media = Media::of(&parts.headers, &[Media::AsIs, Media::Archive, Media::Json, Media::JsonLines])?;
    let limit = if matches!(media, Media::Json | Media::JsonLines) { app.limits().json_bytes } else { app.limits().mail_bytes };
    let bytes = body(&app, &parts.headers, content, limit).await?;
    if flow.health().outage.is_some() {
        return Err(away());
    }
    let work = async {
        let stored = async {
            match media {
                Media::Json => receipt(flow, stream::iter(of_json(json(&bytes)?)?).map(Ok)).await,
                Media::JsonLines => receipt(flow, stream::iter(of_lines(&bytes)?).map(Ok)).await,
                _ => receipt(flow, unpacked(bytes.clone())).await,
            }
        };
        let stored = timeout(app.limits().store_time, stored).await.map_err(|_| away())??;
        serde_json::to_vec(&stored).map_err(|_| Problem::new(Kind::Internal, "the answer could not be written"))
    };
    Once { store, headers: &parts.headers, granted, path: "/v1/deliveries", body: &bytes }.run(work).await
}

fn away() -> Problem {
    Problem::new(Kind::Unavailable, "the store takes nothing now; hand it over again").retry_after(5)
}

/// Hands all items over and waits until they are stored.
async fn receipt(flow: &Flow, items: impl Stream<Item = Result<(String, Item), Problem>>) -> Result<Receipt, Problem> {
    let hand = async |(source, item)| Ok::<_, Problem>((source, flow.submit(item).await));
    let handed = items.map(|item| async { hand(item?).await }).buffered(AT_ONCE);
    let mut handed = std::pin::pin!(handed);
    let mut receipt = Receipt { stored: 0, seen: 0, quarantined: 0, items: Vec::new() };
    while let Some(handed) = handed.next().await {
        let (source, outcome) = handed?;
        receipt.add(source, outcome.map_err(refused)?);
    }
    Ok(receipt)
}

fn refused(error: FlowError) -> Problem {
    match error {
        FlowError::Stopped => Problem::new(Kind::Unavailable, "the server stops; hand it over again").retry_after(5),
        error => {
            tracing::error!(%error, "an item could not be stored");
            Problem::new(Kind::Internal, "the store does not take it")
        }
    }
}

impl Receipt {
    fn add(&mut self, source: String, submitted: Submitted) {
        let count = if submitted.is_new { &mut self.stored } else { &mut self.seen };
        *count += 1;
        self.quarantined += usize::from(submitted.quarantined.is_some());
        self.items.push(ReceiptEntry {
            source,
            item: submitted.item.to_string(),
            kind: submitted.kind,
            is_new: submitted.is_new,
            quarantined: submitted.quarantined,
            deliveries: submitted.deliveries.into_iter().map(StoredDelivery::from).collect(),
            suppressed: submitted.suppressed.into_iter().map(SuppressedEntry::from).collect(),
            incidents: submitted.incidents.iter().map(ToString::to_string).collect(),
        });
    }
}

/// What an upload holds: one mail or text, or those of a mailbox or an archive, as its first bytes tell.
///
/// It is unpacked as the items are taken, so that an archive never lies unpacked in the memory.
fn unpacked(bytes: Bytes) -> impl Stream<Item = Result<(String, Item), Problem>> {
    let (sender, receiver) = mpsc::channel(1);
    tokio::task::spawn_blocking(move || {
        for (number, found) in Files::of_reader(SOURCE, std::io::Cursor::new(bytes)).enumerate() {
            let item = if number == MAX_ITEMS { Err(too_many()) } else { one_of(found) };
            let is_over = item.is_err();
            if sender.blocking_send(item).is_err() || is_over {
                return;
            }
        }
    });
    stream::unfold(receiver, |mut receiver| async { receiver.recv().await.map(|item| (item, receiver)) })
}

/// An item of an upload. A member that cannot be read goes to the quarantine; an archive that nobody sends in earnest ends the upload.
fn one_of(found: Result<Found, Fault>) -> Result<(String, Item), Problem> {
    let item = match found {
        Ok(found) => Item::read(SOURCE, found),
        Err(fault) if matches!(fault.problem, Trouble::Bomb(_) | Trouble::TooManyMembers) => {
            let detail = format!("{fault}; what was read before is stored");
            return Err(Problem::new(Kind::TooLarge, detail));
        }
        Err(fault) => Item::unreadable(SOURCE, &fault, Vec::new()),
    };
    Ok((item.name.clone().unwrap_or_default(), item))
}

fn of_json(mut submission: Submission) -> Result<Vec<(String, Item)>, Problem> {
    match submission.items.take() {
        None => Ok(vec![submission.item(1)?]),
        Some(_) if !submission.is_empty() => Err(Problem::new(Kind::InvalidBody, "items: stands alone")),
        Some(Bounded(items)) if items.len() > MAX_ITEMS => Err(too_many()),
        Some(Bounded(items)) => {
            let numbered = items.into_iter().enumerate().map(|(place, submission)| {
                let number = place + 1;
                submission.item(number).map_err(|problem| Problem::new(problem.kind(), format!("item {number}: {}", problem.detail())))
            });
            numbered.collect()
        }
    }
}

fn of_lines(bytes: &[u8]) -> Result<Vec<(String, Item)>, Problem> {
    let mut items = Vec::new();
    for (place, line) in bytes.split(|&byte| byte == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty()) {
        if items.len() == MAX_ITEMS {
            return Err(too_many());
        }
        let number = place + 1;
        let submission: Submission = serde_json::from_slice(line).map_err(|error| wrong_json(&error).at(number, error.column()))?;
        items.push(submission.item(number).map_err(|problem| problem.at(number, 1))?);
    }
    Ok(items)
}

impl Submission {
    fn is_empty(&self) -> bool {
        let texts = [&self.reply, &self.mail, &self.id, &self.recipient, &self.sender, &self.sending_ip, &self.occurred_at];
        texts.into_iter().all(Option::is_none)
    }

    fn item(self, number: usize) -> Result<(String, Item), Problem> {
        let invalid = |detail: &str| Problem::new(Kind::InvalidBody, detail);
        if self.items.is_some() {
            return Err(invalid("items: an item holds no items"));
        }
        let text = match (self.reply, self.mail) {
            (Some(text), None) | (None, Some(text)) => text,
            (Some(_), Some(_)) => return Err(invalid("reply and mail: one of them is needed, not both")),
            (None, None) => return Err(invalid("reply, mail or items is needed")),
        };
        if self.recipient.as_deref().is_some_and(|recipient| !is_listable(recipient)) {
            return Err(invalid("recipient: a mail address is needed"));
        }
        let ip = self.sending_ip.map(|ip| ip.parse::<std::net::IpAddr>()).transpose();
        let occurred_at = self.occurred_at.map(|at| at.parse::<Timestamp>()).transpose();
        let mut item = Item::of_bytes(SOURCE, text.into_bytes());
        item.context.recipient = self.recipient;
        item.context.sender = self.sender;
        item.context.sending_ip = ip.map_err(|_| invalid("sending_ip: an IP address is needed"))?.map(|ip| ip.to_string());
        item.context.occurred_at = occurred_at.map_err(|_| invalid("occurred_at: a time as in 2026-11-29T08:00:00Z is needed"))?;
        item.context.id.clone_from(&self.id);
        Ok((self.id.unwrap_or_else(|| number.to_string()), item))
    }
}
