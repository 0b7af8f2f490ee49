//! Lists by pages: the next one is named in the body and in the header `Link` (RFC 8288).

use std::fmt::Write;

use axum::Json;
use axum::http::header::LINK;
use axum::http::{HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::{Kind, Problem};

/// How many rows a page has where nothing else is asked for, and at most.
const USUAL: usize = 50;
const MOST: usize = 500;

/// A page of a list, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// The `cursor` of the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl<T: Serialize> Page<T> {
    /// The answer to a request for `uri`.
    pub fn respond(self, uri: &Uri) -> Response {
        let link = self.next.as_deref().and_then(|next| HeaderValue::try_from(link(uri, next)).ok());
        let mut response = Json(self).into_response();
        response.headers_mut().extend(link.map(|link| (LINK, link)));
        response
    }
}

fn link(uri: &Uri, next: &str) -> String {
    let mut link = format!("<{}?", uri.path());
    let kept = uri.query().into_iter().flat_map(|query| query.split('&')).filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
    for pair in kept {
        // What is in the address of a request may stand in a header; the one sign that would end the link may not.
        link.push_str(&pair.replace('>', "%3E"));
        link.push('&');
    }
    // Writing to a string cannot fail.
    let _ = write!(link, "cursor={next}>; rel=\"next\"");
    link
}

/// How many rows are asked for.
///
/// # Errors
///
/// None, or more than a page has.
pub fn limit(asked: Option<usize>) -> Result<usize, Problem> {
    let limit = asked.unwrap_or(USUAL);
    let wrong = || Problem::new(Kind::BadParameter, format!("limit: from 1 to {MOST}")).limited_to(MOST);
    (1..=MOST).contains(&limit).then_some(limit).ok_or_else(wrong)
}

/// A parameter of a type that is written as text.
///
/// # Errors
///
/// A text that is none.
pub fn parsed<T: std::str::FromStr>(name: &str, text: Option<&str>, wanted: &str) -> Result<Option<T>, Problem> {
    let wrong = |_| Problem::new(Kind::BadParameter, format!("{name}: {wanted} is needed"));
    text.map(str::parse).transpose().map_err(wrong)
}

/// A parameter that has one of a few values.
///
/// # Errors
///
/// Any other.
pub fn one_of(name: &str, text: Option<&str>, known: &[&str]) -> Result<Option<String>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let wrong = || Problem::new(Kind::BadParameter, format!("{name}: one of {} is needed", known.join(", ")));
    known.contains(&text).then(|| Some(text.to_owned())).ok_or_else(wrong)
}

/// A moment, as RFC 3339 writes it.
///
/// # Errors
///
/// A text that is none.
pub fn moment(name: &str, text: Option<&str>) -> Result<Option<Timestamp>, Problem> {
    parsed(name, text, "a time as in 2026-11-29T08:00:00Z")
}

/// Where a page begins.
///
/// # Errors
///
/// A text that no page gave as its next.
pub fn cursor<T: std::str::FromStr>(text: Option<&str>) -> Result<Option<T>, Problem> {
    parsed("cursor", text, "what an earlier page gave as next")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_keeps_what_was_asked_for() {
        let uri: Uri = "/v1/deliveries?cause=mailbox-full&cursor=00&limit=2".parse().unwrap();
        assert_eq!(link(&uri, "0f"), "</v1/deliveries?cause=mailbox-full&limit=2&cursor=0f>; rel=\"next\"");
    }
}
