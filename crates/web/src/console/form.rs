//! Forms that change or ask something: all of them are written and read here, so that none is without what proves where it came from.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::visitor::Visitor;
use crate::problem::{Kind, Problem};
use crate::server::SignedIn;

/// How the fields of a form travel.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Encoding {
    /// As one line of names and values.
    Plain,
    /// As parts, so that files can be among them.
    Multipart,
}

/// A form that is sent by POST.
pub(crate) fn post(visitor: &Visitor, action: &str, encoding: Encoding, id: &str, fields: &Markup) -> Markup {
    let enctype = match encoding {
        Encoding::Plain => "application/x-www-form-urlencoded",
        Encoding::Multipart => "multipart/form-data",
    };
    html! {
        form method="post" action=(action) enctype=(enctype) id=(id) {
            @if let (Some(ann), Encoding::Plain) = (&visitor.signed_in, encoding) { input type="hidden" name="csrf" value=(ann.csrf); }
            (fields)
        }
    }
}

/// The fields of a plain form that changes something; it has to be one of ours where somebody signed in.
pub(crate) struct Sent<T>(pub T);

#[derive(Deserialize)]
struct Carried<T> {
    #[serde(default)]
    csrf: String,
    #[serde(flatten)]
    fields: T,
}

/// The fields of a form that has none.
#[derive(Deserialize)]
pub(crate) struct Nothing {}

fn unread(rejection: FormRejection) -> Response {
    let kind = match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Kind::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Kind::UnsupportedMediaType,
        _ => Kind::InvalidBody,
    };
    Problem::new(kind, rejection.body_text()).into_response()
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Sent<T>, Response> {
        let signed_in = request.extensions().get::<SignedIn>().cloned();
        let Form(Carried { csrf, fields }) = Form::<Carried<T>>::from_request(request, state).await.map_err(unread)?;
        match signed_in {
            Some(ann) if !ann.sent(&csrf) => {
                Err(Problem::new(Kind::CrossSite, "the form is not one of this session; load the page again").into_response())
            }
            _ => Ok(Sent(fields)),
        }
    }
}
