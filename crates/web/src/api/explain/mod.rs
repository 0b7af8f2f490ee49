//! `POST /v1/explain`: mails and replies explained, and nothing kept.

mod answer;
mod item;
mod shape;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{ACCEPT, CONTENT_LANGUAGE, CONTENT_TYPE, VARY};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tuixin_wire::Message;

use self::answer::{Form, Wanted};
use self::item::Asked;
use self::shape::{ExplainRequest, ItemRequest};
use super::request::{Media, Query, Tongue, body};
use crate::App;
use crate::problem::{Kind, Problem, Refusals};
use crate::server::{Granted, Scope};

/// From how many bytes on a request is worked on beside the others, because it would hold up those that need a few microseconds.
const LARGE: usize = 64 * 1024;

/// What is wanted besides the diagnoses.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExplainOptions {
    /// Look up what the deliveries depend on: DNS, blocklists, mail servers. Takes seconds.
    #[serde(default)]
    check: bool,
    /// With `check`: connect to mail servers too. They are never asked for the recipient.
    #[serde(default = "yes")]
    connect: bool,
    /// Add what people should know and do, in words.
    #[serde(default)]
    advice: bool,
    /// The language of words; without it `Accept-Language` decides.
    #[param(inline)]
    lang: Option<Tongue>,
    /// Name the cause in the words of another system too, as in `as=postmark`; the vocabularies are the keys of `names` in `GET /v1/causes`.
    #[serde(rename = "as")]
    vocabulary: Option<String>,
}

fn yes() -> bool {
    true
}

/// Explain mails and replies
///
/// Takes one mail or text as it is, one reply or mail in JSON, or a batch, and says for each delivery what happened, how sure that is and why.
/// Nothing is stored.
/// The answers come in the order of the items; those of a batch carry the `id` of their item, or its number counted from 1, as `source`.
#[utoipa::path(
    post,
    path = "/v1/explain",
    operation_id = "explain",
    tag = "explain",
    params(ExplainOptions),
    request_body(description = "A mail or an SMTP reply as it is, or JSON; packed with gzip if `Content-Encoding` says so.", content(
        (String = "text/plain", example = "550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown"),
        (String = "message/rfc822"),
        (ExplainRequest = "application/json"),
        (ItemRequest = "application/x-ndjson"),
    )),
    responses(
        (status = 200, description = "What each item says. `application/x-ndjson`, one object a line, for a batch of lines or where `Accept` asks for it.", content(
            (Vec<Message> = "application/json"),
            (Message = "application/x-ndjson"),
        )),
        Refusals,
    ),
    security(("token" = ["explain"])),
)]
pub async fn explain(
    State(app): State<App>,
    granted: Granted,
    Query(options): Query<ExplainOptions>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, content) = request.into_parts();
    let media = Media::of(&parts.headers, &[Media::AsIs, Media::Json, Media::JsonLines])?;
    let limit = if media == Media::AsIs { app.limits().mail_bytes } else { app.limits().json_bytes };
    let bytes = body(&app, &parts.headers, content, limit).await?;
    let asks_for_lines = parts.headers.get(ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"application/x-ndjson"));
    let form = if asks_for_lines || media == Media::JsonLines { Form::Lines } else { Form::Array };
    let wanted =
        Wanted { form, advice: options.advice, vocabulary: options.vocabulary, language: Tongue::of(options.lang, &parts.headers) };
    wanted.check_vocabulary(app.knowledge())?;
    let written = if options.check {
        granted.need(Scope::Check)?;
        // Apart, like the other rare ways: what a handler may come to need is carried along by every request.
        Box::pin(answer::checked(&app, &Asked::all(media, &bytes)?, &wanted, options.connect)).await?
    } else if bytes.len() < LARGE {
        answer::plain(&app, &Asked::all(media, &bytes)?, &wanted)
    } else {
        Box::pin(large(&app, media, bytes, &wanted)).await?
    };
    Ok(respond(written, &wanted, options.check || options.advice))
}

async fn large(app: &App, media: Media, bytes: Bytes, wanted: &Wanted) -> Result<Vec<u8>, Problem> {
    let wanted = wanted.clone();
    app.large(move |app| Ok(answer::plain(app, &Asked::all(media, &bytes)?, &wanted))).await?
}

fn respond(written: Vec<u8>, wanted: &Wanted, has_words: bool) -> Response {
    let media = match wanted.form {
        Form::Array => HeaderValue::from_static("application/json"),
        Form::Lines => HeaderValue::from_static("application/x-ndjson"),
    };
    let mut response = written.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, media);
    if has_words {
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(wanted.language.tag()));
        headers.insert(VARY, HeaderValue::from_static("accept-language"));
    }
    response
}

impl Wanted {
    /// Refuses a vocabulary in which no cause has a name.
    fn check_vocabulary(&self, knowledge: &tuixin::knowledge::Knowledge) -> Result<(), Problem> {
        let Some(name) = self.vocabulary.as_deref() else { return Ok(()) };
        let is_known = knowledge.causes().iter().any(|cause| cause.names.contains_key(name));
        is_known.then_some(()).ok_or_else(|| Problem::new(Kind::BadParameter, format!("as: no vocabulary is called {name:?}")))
    }
}
