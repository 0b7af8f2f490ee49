//! Who asks for a page: their language, their colours, and the page they are on.
//!
//! A choice made by a link (`?lang=zh-CN`, `?scheme=dark`) holds for the page at once and is kept in a cookie for the next ones.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Request};
use axum::http::header::{ACCEPT_LANGUAGE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::middleware::Next;
use axum::response::Response;
use tuixin::advice::Language;

use crate::server::{SignedIn, cookie};

/// What a page has to know of whoever asks for it.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    pub language: Language,
    pub scheme: Scheme,
    /// Who signed in.
    pub signed_in: Option<SignedIn>,
    /// The path of the page, and its query without the choices.
    here: String,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// As the visitor's system has it.
    System,
    Light,
    Dark,
}

impl Scheme {
    pub(crate) const ALL: [Scheme; 3] = [Scheme::System, Scheme::Light, Scheme::Dark];

    /// The name in links, cookies, texts and the style sheet.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Scheme::System => "system",
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        }
    }

    fn named(name: &str) -> Option<Scheme> {
        Scheme::ALL.into_iter().find(|scheme| scheme.name() == name)
    }
}

const LANGUAGE: &str = "lang";
const SCHEME: &str = "scheme";
/// How long a choice is remembered.
const A_YEAR: u32 = 31_536_000;

impl Visitor {
    /// Whoever asks so, as far as the request itself tells.
    pub(super) fn of(uri: &Uri, headers: &HeaderMap) -> Visitor {
        let query = uri.query().unwrap_or_default();
        let language = chosen(query, LANGUAGE).and_then(language_tagged);
        let language = language.or_else(|| cookie(headers, LANGUAGE).and_then(language_tagged));
        let scheme = chosen(query, SCHEME).or_else(|| cookie(headers, SCHEME)).and_then(Scheme::named);
        let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_choice(pair)).collect();
        // Two slashes at the beginning would name another host.
        let path = format!("/{}", uri.path().trim_start_matches('/'));
        let here = if kept.is_empty() { path } else { format!("{path}?{}", kept.join("&")) };
        Visitor { language: language.unwrap_or_else(|| accepted(headers)), scheme: scheme.unwrap_or(Scheme::System), signed_in: None, here }
    }

    /// A link to this page in another language.
    pub(crate) fn in_language(&self, language: Language) -> String {
        self.with(LANGUAGE, language.tag())
    }

    /// A link to this page in other colours.
    pub(crate) fn in_scheme(&self, scheme: Scheme) -> String {
        self.with(SCHEME, scheme.name())
    }

    fn with(&self, name: &str, value: &str) -> String {
        let joint = if self.here.contains('?') { '&' } else { '?' };
        format!("{}{joint}{name}={value}", self.here)
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Visitor, Infallible> {
        Ok(Visitor { signed_in: parts.extensions.get().cloned(), ..Visitor::of(&parts.uri, &parts.headers) })
    }
}

/// Keeps the choices of a link in cookies.
pub(crate) async fn remember(request: Request, next: Next) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let language = chosen(query, LANGUAGE).and_then(language_tagged).map(|language| (LANGUAGE, language.tag()));
    let scheme = chosen(query, SCHEME).and_then(Scheme::named).map(|scheme| (SCHEME, scheme.name()));
    let mut response = next.run(request).await;
    for (name, value) in language.into_iter().chain(scheme) {
        let cookie = format!("{name}={value}; Path=/; Max-Age={A_YEAR}; SameSite=Lax; HttpOnly");
        response.headers_mut().extend(HeaderValue::try_from(cookie).ok().map(|cookie| (SET_COOKIE, cookie)));
    }
    response
}

fn is_choice(pair: &str) -> bool {
    let name = pair.split_once('=').map_or(pair, |(name, _)| name);
    name == LANGUAGE || name == SCHEME
}

/// A value of the query; those of choices need no decoding.
fn chosen<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query.split('&').filter_map(|pair| pair.split_once('=')).find(|(known, _)| *known == name).map(|(_, value)| value)
}

fn language_tagged(tag: &str) -> Option<Language> {
    // The API and the command take the short name too.
    let tag = if tag == "zh" { "zh-CN" } else { tag };
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}

/// The language that the browser asks for first among those that there are (RFC 9110 section 12.5.4).
fn accepted(headers: &HeaderMap) -> Language {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut best: Option<(f32, Language)> = None;
    for range in asked.split(',') {
        let (tag, parameters) = range.trim().split_once(';').unwrap_or((range.trim(), ""));
        let weight = parameters.trim().strip_prefix("q=").map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0));
        let language = match tag.get(..2).map(str::to_ascii_lowercase).as_deref() {
            Some("zh") => Language::Chinese,
            Some("en") => Language::English,
            _ => continue,
        };
        if weight > 0.0 && best.is_none_or(|(known, _)| weight > known) {
            best = Some((weight, language));
        }
    }
    best.map_or(Language::English, |(_, language)| language)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn visitor(uri: &str, headers: &[(&'static str, &'static str)]) -> Visitor {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, HeaderValue::from_static(value));
        }
        Visitor::of(&uri.parse().unwrap(), &map)
    }

    #[test]
    fn a_link_comes_before_the_cookie_and_the_cookie_before_the_browser() {
        for (uri, headers, expected) in [
            ("/", &[][..], "en"),
            ("/", &[("accept-language", "zh-CN,zh;q=0.9,en;q=0.8")], "zh-CN"),
            ("/", &[("accept-language", "de, en;q=0.7, zh;q=0.8")], "zh-CN"),
            ("/", &[("accept-language", "zh;q=0, fr")], "en"),
            ("/", &[("accept-language", "zh"), ("cookie", "a=b; lang=en")], "en"),
            ("/?lang=zh-CN", &[("cookie", "lang=en")], "zh-CN"),
            ("/?lang=zh", &[("cookie", "lang=en")], "zh-CN"),
            ("/?lang=xx", &[("cookie", "lang=zh-CN")], "zh-CN"),
        ] {
            assert_eq!(visitor(uri, headers).language.tag(), expected, "{uri} {headers:?}");
        }
    }

    #[test]
    fn a_switch_keeps_the_page() {
        for (uri, expected) in [
            ("/", "/?lang=zh-CN"),
            ("/knowledge?q=full&lang=en&scheme=dark", "/knowledge?q=full&lang=zh-CN"),
            ("//evil.example.com/x", "/evil.example.com/x?lang=zh-CN"),
        ] {
            assert_eq!(visitor(uri, &[]).in_language(Language::Chinese), expected);
        }
        assert_eq!(visitor("/?scheme=dark", &[]).scheme, Scheme::Dark);
        assert_eq!(visitor("/", &[("cookie", "scheme=light")]).scheme, Scheme::Light);
    }
}
