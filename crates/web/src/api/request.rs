//! How requests are read: the query, the media type, the body within its bounds.

use std::borrow::Cow;
use std::fmt;
use std::io::Read;
use std::marker::PhantomData;

use axum::body::{Body, Bytes};
use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use flate2::read::MultiGzDecoder;
use http_body_util::LengthLimitError;
use serde::de::{DeserializeOwned, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use tokio::time::timeout;
use tuixin::advice::Language;
use utoipa::ToSchema;

use crate::App;
use crate::problem::{Kind, Problem};

/// The parameters of the query; those that nobody knows are refused, because whoever writes `chekc=true` wants checks.
pub struct Query<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Query<T>, Problem> {
        let parameters = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        let wrong = |rejection: axum::extract::rejection::QueryRejection| {
            let detail = rejection.body_text();
            let detail = detail.strip_prefix("Failed to deserialize query string: ").unwrap_or(&detail);
            Problem::new(Kind::BadParameter, detail)
        };
        parameters.map(|axum::extract::Query(parameters)| Query(parameters)).map_err(wrong)
    }
}

/// The one thing that a path names.
pub struct Named(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Named, Problem> {
        let named = axum::extract::Path::<String>::from_request_parts(parts, state).await;
        let unknown = |_| Problem::new(Kind::NotFound, "what the path names is no text in UTF-8, and nothing is called so");
        named.map(|axum::extract::Path(name)| Named(name)).map_err(unknown)
    }
}

/// The language of words for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
pub enum Tongue {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN", alias = "zh")]
    Chinese,
}

impl Tongue {
    /// The language asked for: by the parameter, else by the header.
    pub fn of(parameter: Option<Tongue>, headers: &HeaderMap) -> Language {
        match parameter {
            Some(Tongue::English) => Language::English,
            Some(Tongue::Chinese) => Language::Chinese,
            None => headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map_or(Language::English, preferred),
        }
    }
}

/// The one of our languages that an `Accept-Language` likes best (RFC 9110 section 12.5.4).
fn preferred(header: &str) -> Language {
    let mut best = (0.0, Language::English);
    for range in header.split(',').take(32) {
        let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok()).unwrap_or(1.0_f32);
        let tag = tag.trim();
        let is_ours = tag == "*" || ["en", "zh"].iter().any(|ours| tag.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(ours)));
        if is_ours && weight > best.0 {
            best = (weight, Language::for_locale(tag));
        }
    }
    best.1
}

/// The form of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// A mail or a text, as it is.
    AsIs,
    /// One JSON value.
    Json,
    /// One JSON value a line.
    JsonLines,
    /// A form with files.
    Form,
    /// Several mails in one file.
    Archive,
    /// A table.
    Table,
}

impl Media {
    /// The form that a request declares; without a declaration the bytes are taken as they are.
    ///
    /// # Errors
    ///
    /// A form that is not among those taken here.
    pub fn of(headers: &HeaderMap, taken: &[Media]) -> Result<Media, Problem> {
        let Some(declared) = headers.get(CONTENT_TYPE) else { return Ok(Media::AsIs) };
        let declared = declared.to_str().unwrap_or_default();
        let essence = declared.split(';').next().unwrap_or_default().trim();
        let media = MEDIA.iter().find(|(name, _)| essence.eq_ignore_ascii_case(name)).map(|(_, media)| *media);
        media.filter(|media| taken.contains(media)).ok_or_else(|| {
            let known: Vec<&str> = MEDIA.iter().filter(|(_, media)| taken.contains(media)).map(|(name, _)| *name).collect();
            Problem::new(Kind::UnsupportedMediaType, format!("{essence:?} is not read here; send one of {}", known.join(", ")))
        })
    }
}

const MEDIA: [(&str, Media); 9] = [
    ("text/plain", Media::AsIs),
    ("message/rfc822", Media::AsIs),
    ("message/global", Media::AsIs),
    ("application/json", Media::Json),
    ("application/x-ndjson", Media::JsonLines),
    ("multipart/form-data", Media::Form),
    ("application/mbox", Media::Archive),
    ("application/zip", Media::Archive),
    ("text/csv", Media::Table),
];

/// Reads a body whole, and unpacks it where it is packed.
///
/// # Errors
///
/// More than `limit` bytes before or after unpacking, a body that does not come, an encoding that is unknown or broken.
pub async fn body(app: &App, headers: &HeaderMap, body: Body, limit: usize) -> Result<Bytes, Problem> {
    let packing = Packing::of(headers)?;
    let declared = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()).and_then(|length| length.parse::<usize>().ok());
    if declared.is_some_and(|declared| declared > limit) {
        return Err(too_large(limit));
    }
    let late = |_| Problem::new(Kind::TooSlow, "the body did not come in time");
    let read = timeout(app.limits().body_time, axum::body::to_bytes(body, limit)).await.map_err(late)?;
    let bytes = read.map_err(|error| {
        let is_long = std::error::Error::source(&error).is_some_and(|source| source.is::<LengthLimitError>());
        if is_long { too_large(limit) } else { Problem::new(Kind::BrokenEncoding, "the body ended before its end") }
    })?;
    match packing {
        Packing::None => Ok(bytes),
        Packing::Gzip => Box::pin(app.large(move |_| unpacked(&bytes, limit))).await?,
    }
}

/// How a body is packed.
enum Packing {
    None,
    Gzip,
}

impl Packing {
    fn of(headers: &HeaderMap) -> Result<Packing, Problem> {
        let Some(declared) = headers.get(CONTENT_ENCODING) else { return Ok(Packing::None) };
        match declared.to_str().unwrap_or_default().trim() {
            "" | "identity" => Ok(Packing::None),
            packing if packing.eq_ignore_ascii_case("gzip") || packing.eq_ignore_ascii_case("x-gzip") => Ok(Packing::Gzip),
            other => {
                let detail = format!("the encoding {other:?} is not read here; send it plain or with gzip");
                Err(Problem::new(Kind::UnsupportedMediaType, detail).with(ACCEPT_ENCODING, HeaderValue::from_static("gzip")))
            }
        }
    }
}

/// A bomb is small until it is unpacked, so the bound holds for what comes out.
fn unpacked(packed: &[u8], limit: usize) -> Result<Bytes, Problem> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = MultiGzDecoder::new(packed).take(most).read_to_end(&mut bytes);
    read.map_err(|_| Problem::new(Kind::BrokenEncoding, "the body cannot be unpacked with gzip"))?;
    if bytes.len() > limit { Err(too_large(limit)) } else { Ok(bytes.into()) }
}

fn too_large(limit: usize) -> Problem {
    Problem::new(Kind::TooLarge, format!("at most {limit} bytes are read here")).limited_to(limit)
}

/// How many items one request may hold.
pub const MAX_ITEMS: usize = 10_000;

/// The refusal of more.
pub fn too_many() -> Problem {
    Problem::new(Kind::TooManyItems, format!("at most {MAX_ITEMS} items are taken at once")).limited_to(MAX_ITEMS)
}

/// A text that stays in the body where nothing in it is escaped.
#[derive(Debug, Deserialize)]
pub struct Text<'b>(#[serde(borrow)] pub Cow<'b, str>);

/// Items up to one more than their bound, so that too many can be told from wrong ones; a body of brackets would otherwise fill the memory.
#[derive(Debug)]
pub struct Bounded<T>(pub Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Bounded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Bounded<T>, D::Error> {
        deserializer.deserialize_seq(BoundedVisitor(PhantomData))
    }
}

struct BoundedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for BoundedVisitor<T> {
    type Value = Bounded<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Bounded<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            if items.len() <= MAX_ITEMS {
                items.push(item);
            }
        }
        Ok(Bounded(items))
    }
}

/// Reads a JSON value.
///
/// # Errors
///
/// What is no JSON, and JSON that says something else; both with the place.
pub fn json<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|error| wrong_json(&error))
}

/// What is wrong with a JSON value, without the place in its words, because that has fields of its own.
pub fn wrong_json(error: &serde_json::Error) -> Problem {
    let kind = if error.is_data() { Kind::InvalidBody } else { Kind::MalformedJson };
    let words = error.to_string();
    let detail = words.rsplit_once(" at line ").map_or(words.as_str(), |(detail, _)| detail);
    Problem::new(kind, detail).at(error.line(), error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_liked_best_is_chosen() {
        for (header, expected) in [
            ("", Language::English),
            ("zh-CN,zh;q=0.9,en;q=0.8", Language::Chinese),
            ("en-US,en;q=0.9,zh-CN;q=0.8", Language::English),
            ("de-DE,de;q=0.9,zh;q=0.5,en;q=0.3", Language::Chinese),
            ("zh;q=0.2, en;q=0.7", Language::English),
            ("fr", Language::English),
            ("zh;q=0", Language::English),
            ("*", Language::English),
            ("用", Language::English),
        ] {
            assert_eq!(preferred(header), expected, "{header:?}");
        }
    }
}
