//! What every answer carries, whoever wrote it.
//!
//! Pages show the words of strangers.
//! They are escaped; should that fail somewhere, the policy leaves a script nothing to run and nowhere to go.

use std::mem;
use std::sync::LazyLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS};
use axum::http::{HeaderMap, HeaderValue};

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What an answer may not soften.
const ALWAYS: [(HeaderName, HeaderValue); 7] = [
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    // Not "no-referrer", with which a browser hides from us too that a form is our own.
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
];

/// These, and what holds where an answer says nothing else. Copied for each answer, which costs less than entering them one by one.
static CARRIED: LazyLock<HeaderMap> = LazyLock::new(|| {
    let mut carried: HeaderMap = ALWAYS.into_iter().collect();
    // Answers are full of addresses; only what says of itself that it may be kept is kept.
    carried.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    carried
});

/// Adds what is missing.
pub fn add(headers: &mut HeaderMap) {
    let given = mem::replace(headers, CARRIED.clone());
    let mut name = None;
    for (next, value) in given {
        // Of several values of one field only the first comes with its name.
        match next {
            Some(next) if ALWAYS.iter().any(|(always, _)| *always == next) => name = None,
            Some(next) => {
                headers.insert(next.clone(), value);
                name = Some(next);
            }
            None => {
                if let Some(name) = &name {
                    headers.append(name.clone(), value);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header::{CONTENT_TYPE, SET_COOKIE};

    use super::*;

    #[test]
    fn an_answer_keeps_its_fields_and_softens_none_of_ours() {
        let value = HeaderValue::from_static;
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, value("text/html"));
        headers.append(SET_COOKIE, value("a=1"));
        headers.append(X_FRAME_OPTIONS, value("SAMEORIGIN"));
        headers.append(X_FRAME_OPTIONS, value("ALLOWALL"));
        headers.append(SET_COOKIE, value("b=2"));
        add(&mut headers);
        let all = |name| headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect::<Vec<_>>();
        assert_eq!(all(CONTENT_TYPE), ["text/html"]);
        assert_eq!(all(SET_COOKIE), ["a=1", "b=2"]);
        assert_eq!(all(X_FRAME_OPTIONS), ["DENY"]);
        assert_eq!(all(CACHE_CONTROL), ["no-store"]);
        assert_eq!(headers.len(), ALWAYS.len() + 4);
    }

    #[test]
    fn what_may_be_kept_is_kept() {
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("max-age=60"));
        add(&mut headers);
        assert_eq!(headers.get_all(CACHE_CONTROL).iter().collect::<Vec<_>>(), ["max-age=60"]);
    }
}
