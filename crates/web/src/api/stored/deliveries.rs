//! `GET /v1/deliveries`: what is kept about deliveries.

use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use serde::Deserialize;
use tuixin::knowledge::{Knowledge, Party, nearest};
use tuixin::notice::Action;
use tuixin_store::{Cursor, DeliveryFilter, DeliveryId};

use super::page::{Page, cursor, limit, moment, one_of, parsed};
use super::shape::StoredDelivery;
use crate::App;
use crate::api::request::{Named, Query};
use crate::problem::{Kind, Problem, Refusals};

const ACTIONS: [Action; 5] = [Action::Failed, Action::Delayed, Action::Delivered, Action::Relayed, Action::Expanded];
const PARTIES: [Party; 6] = [Party::SenderUser, Party::SenderAdmin, Party::Recipient, Party::RecipientAdmin, Party::Network, Party::Nobody];

/// What the deliveries must have in common.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct DeliveryOptions {
    /// To whom, the whole address.
    recipient: Option<String>,
    /// The domain of the recipient.
    domain: Option<String>,
    /// From whom, the whole address.
    sender: Option<String>,
    /// The cause, by one of the names that `/v1/causes` lists.
    cause: Option<String>,
    /// The provider that spoke.
    provider: Option<String>,
    /// The address of ours.
    sending_ip: Option<String>,
    /// The id of an incident.
    #[param(pattern = "^[0-9a-f]{32}$")]
    incident: Option<String>,
    /// The id of an item.
    #[param(pattern = "^[0-9a-f]{32}$")]
    item: Option<String>,
    /// `failed`, `delayed`, `delivered`, `relayed`, `expanded`.
    #[param(pattern = "^(failed|delayed|delivered|relayed|expanded)$")]
    action: Option<String>,
    /// Who has to act: `sender-user`, `sender-admin`, `recipient`, `recipient-admin`, `network`, `nobody`.
    #[param(pattern = "^(sender-user|sender-admin|recipient|recipient-admin|network|nobody)$")]
    party: Option<String>,
    /// Not before this time (RFC 3339).
    #[param(format = DateTime)]
    from: Option<String>,
    /// Before this time (RFC 3339).
    #[param(format = DateTime)]
    to: Option<String>,
    /// Where the page begins: the `next` of the one before.
    cursor: Option<String>,
    /// How many rows a page has; 50 without it.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<usize>,
}

impl DeliveryOptions {
    fn filter(&self, knowledge: &Knowledge) -> Result<DeliveryFilter, Problem> {
        let id = "an id of 32 hexadecimal digits";
        let causes = || knowledge.causes().iter().map(|cause| cause.id.as_str());
        if let Some(cause) = self.cause.as_deref().filter(|cause| knowledge.cause_named(cause).is_none()) {
            let hint = nearest(cause, causes()).map(|known| format!(" (is {known} meant?)")).unwrap_or_default();
            let known = causes().collect::<Vec<_>>().join(", ");
            return Err(Problem::new(Kind::BadParameter, format!("cause: no cause is called {cause:?}{hint}; there are {known}")));
        }
        Ok(DeliveryFilter {
            recipient: self.recipient.clone(),
            domain: self.domain.clone(),
            sender: self.sender.clone(),
            cause: self.cause.clone(),
            provider: self.provider.clone(),
            sending_ip: self.sending_ip.clone(),
            incident: parsed("incident", self.incident.as_deref(), id)?,
            item: parsed("item", self.item.as_deref(), id)?,
            action: one_of("action", self.action.as_deref(), &ACTIONS.map(Action::name))?,
            party: one_of("party", self.party.as_deref(), &PARTIES.map(Party::name))?,
            from: moment("from", self.from.as_deref())?,
            to: moment("to", self.to.as_deref())?,
        })
    }
}

/// Deliveries that are kept
///
/// The newest first, by pages.
#[utoipa::path(
    get,
    path = "/v1/deliveries",
    operation_id = "deliveries",
    tag = "deliveries",
    params(DeliveryOptions),
    responses(
        (status = 200, description = "A page; `Link` leads to the next one", body = Page<StoredDelivery>, content_type = "application/json"),
        Refusals,
    ),
    security(("token" = ["read"])),
)]
pub async fn list(State(app): State<App>, uri: Uri, Query(options): Query<DeliveryOptions>) -> Result<Response, Problem> {
    let store = app.memory_of_deliveries()?;
    let (filter, limit) = (options.filter(app.knowledge())?, limit(options.limit)?);
    let cursor: Option<Cursor> = cursor(options.cursor.as_deref())?;
    let found = store.deliveries(&filter, cursor.as_ref(), limit).await?;
    let items = found.items.into_iter().map(StoredDelivery::from).collect();
    Ok(Page { items, next: found.next.map(|next| next.to_string()) }.respond(&uri))
}

/// One delivery
#[utoipa::path(
    get,
    path = "/v1/deliveries/{id}",
    operation_id = "delivery",
    tag = "deliveries",
    params(("id" = String, Path, description = "Its id")),
    responses(
        (status = 200, description = "The delivery", body = StoredDelivery, content_type = "application/json"),
        Refusals,
    ),
    security(("token" = ["read"])),
)]
pub async fn one(State(app): State<App>, Named(id): Named) -> Result<Json<StoredDelivery>, Problem> {
    let store = app.memory_of_deliveries()?;
    let unknown = || Problem::new(Kind::NotFound, "no delivery has this id");
    let id: DeliveryId = id.parse().map_err(|_| unknown())?;
    let delivery = store.delivery(id).await?.ok_or_else(unknown)?;
    Ok(Json(delivery.into()))
}
