//! `POST /v1/preflight`: a mail looked at before it is sent.

use std::net::IpAddr;
use std::time::SystemTime;

use axum::body::{Body as RequestBody, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State};
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tokio::time::timeout;
use tuixin::notice::is_mail;
use tuixin_check::{Letter, preflight as look_at};
use tuixin_wire::Forecast;
use utoipa::ToSchema;

use super::request::{Media, Query, Tongue, body};
use crate::App;
use crate::problem::{Kind, Problem, Refusals};

/// What is known of how the mail will be sent.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PreflightOptions {
    /// To whom, addresses with commas between them; without it to those in the header.
    to: Option<String>,
    /// The envelope sender; without it the address in `From`.
    sender: Option<String>,
    /// The address of the host that will send it.
    #[param(value_type = Option<String>)]
    ip: Option<IpAddr>,
    /// The name with which that host introduces itself.
    helo: Option<String>,
    /// Whether it goes to many people.
    bulk: bool,
    /// `false`: connect to no mail server.
    connect: Option<bool>,
    /// The language of words; without it `Accept-Language` decides.
    #[param(inline)]
    lang: Option<Tongue>,
}

/// A form with the mail in it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form; the parameters go with it in the query")]
pub struct PreflightForm {
    /// The mail as it will be sent.
    #[schema(format = Binary, content_media_type = "message/rfc822")]
    mail: String,
}

/// How many recipients one request may name.
const MAX_RECIPIENTS: usize = 10_000;

/// Look at a mail before it is sent
///
/// Says for each domain of the recipients whether the mail will pass, may bounce or will bounce, with which cause, and what to mend first.
/// Nothing is sent to anybody.
#[utoipa::path(
    post,
    path = "/v1/preflight",
    operation_id = "preflight",
    tag = "check",
    params(PreflightOptions),
    request_body(description = "The mail as it will be sent.", content(
        (String = "message/rfc822"),
        (PreflightForm = "multipart/form-data"),
    )),
    responses(
        (status = 200, description = "What is to be expected", body = Forecast, content_type = "application/json"),
        Refusals,
    ),
    security(("token" = ["check"])),
)]
pub async fn preflight(State(app): State<App>, Query(options): Query<PreflightOptions>, request: Request) -> Result<Response, Problem> {
    let (parts, content) = request.into_parts();
    let bytes = match Media::of(&parts.headers, &[Media::AsIs, Media::Form])? {
        Media::Form => from_form(&app, &parts, content).await?,
        _ => body(&app, &parts.headers, content, app.limits().mail_bytes).await?,
    };
    let language = Tongue::of(options.lang, &parts.headers);
    let extent = app.extent(options.connect != Some(false));
    let letter = letter(bytes, options)?;
    let (ground, _turn) = app.turn_to_check().await?;
    let late = |_| Problem::new(Kind::Unavailable, "the checks did not end in time").retry_after(30);
    let found = timeout(app.limits().check_time, look_at(ground, &letter, extent)).await.map_err(late)?;
    let answer = serde_json::to_vec(&Forecast::of(&found, app.knowledge(), app.texts(language)));
    let answer = answer.map_err(|_| Problem::new(Kind::Internal, "the answer could not be written"))?;
    Ok(([(CONTENT_TYPE, "application/json"), (CONTENT_LANGUAGE, language.tag())], answer).into_response())
}

fn letter(bytes: Bytes, options: PreflightOptions) -> Result<Letter, Problem> {
    if !is_mail(&bytes) {
        return Err(Problem::new(Kind::InvalidBody, "the body is no mail: it does not begin with header fields"));
    }
    let mut letter = Letter::of(&*bytes, SystemTime::now());
    let to = options.to.iter().flat_map(|to| to.split(',')).map(str::trim).filter(|address| !address.is_empty());
    letter.recipients = to.map(str::to_owned).collect();
    (letter.sender, letter.ip, letter.helo, letter.is_bulk) = (options.sender, options.ip, options.helo, options.bulk);
    let recipients = letter.all_recipients().len();
    if recipients == 0 {
        return Err(Problem::new(Kind::BadParameter, "to: the mail names no recipient, so they are needed here"));
    }
    if recipients > MAX_RECIPIENTS {
        let detail = format!("at most {MAX_RECIPIENTS} recipients are looked at");
        return Err(Problem::new(Kind::TooManyItems, detail).limited_to(MAX_RECIPIENTS));
    }
    Ok(letter)
}

/// The field `mail` of a form.
async fn from_form(app: &App, parts: &Parts, content: RequestBody) -> Result<Bytes, Problem> {
    let whole = body(app, &parts.headers, content, app.limits().mail_bytes).await?;
    let mut request = Request::new(RequestBody::from(whole));
    request.headers_mut().extend(parts.headers.get(CONTENT_TYPE).map(|media| (CONTENT_TYPE, media.clone())));
    let broken = |_| Problem::new(Kind::InvalidBody, "the form cannot be read");
    // The bound was kept while the body was read.
    DefaultBodyLimit::disable().apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Problem::new(Kind::InvalidBody, "the form has no boundary"))?;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if field.name() == Some("mail") {
            return field.bytes().await.map_err(broken);
        }
    }
    Err(Problem::new(Kind::InvalidBody, "mail: this field is needed"))
}
