//! Keeps the pages of other sites from using a visitor's browser as their tool.
//!
//! A server on loopback has no password, and every page that its owner visits runs on the same machine.
//! A page cannot read our answers, but it can send requests; and it can give its own name the address 127.0.0.1 (DNS rebinding), after which it can read them too.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method};

use super::visit::only;
use crate::problem::{Kind, Problem};

/// Refuses what a page of another site sends, unless it only reads. Programs say nothing of sites and are let through.
///
/// Older browsers, and all of them over plain HTTP to another machine, tell only the origin; it has to be the host that they called, or one of `names`.
///
/// # Errors
///
/// A request from another site.
pub fn same_site(method: &Method, headers: &HeaderMap, names: &[String]) -> Result<(), Problem> {
    let reads = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    let is_foreign = match only(headers, "sec-fetch-site") {
        Some(site) => !matches!(site, "same-origin" | "none"),
        None => headers.contains_key(ORIGIN) && !only(headers, ORIGIN.as_str()).is_some_and(|origin| is_own_origin(origin, headers, names)),
    };
    if is_foreign && !reads {
        return Err(Problem::new(Kind::CrossSite, "only pages of this server may send this"));
    }
    Ok(())
}

/// Whether an origin (RFC 6454 section 6.1) is this server: the host of the request, or one of `names`.
fn is_own_origin(origin: &str, headers: &HeaderMap, names: &[String]) -> bool {
    let Some((_, authority)) = origin.split_once("://") else { return false };
    let is_called = only(headers, HOST.as_str()).is_some_and(|host| host.eq_ignore_ascii_case(authority));
    is_called || names.iter().any(|known| known.eq_ignore_ascii_case(without_port(authority)))
}

/// Refuses a request to a host that this server is not called.
///
/// # Errors
///
/// A name that is neither loopback's nor among `names`.
pub fn own_name(request: &Request, names: &[String]) -> Result<(), Problem> {
    let Some(host) = request.headers().get(HOST) else { return Ok(()) };
    let host = host.to_str().unwrap_or_default();
    let name = without_port(host);
    let is_loopback = || name.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback());
    let is_named = || names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if name.eq_ignore_ascii_case("localhost") || is_loopback() || is_named() {
        return Ok(());
    }
    Err(Problem::new(
        Kind::WrongHost,
        "this server is not called by that name; those it answers to besides loopback stand in the configuration (server.public_url)",
    ))
}

fn without_port(host: &str) -> &str {
    if let Some(address) = host.strip_prefix('[') {
        return address.split(']').next().unwrap_or_default();
    }
    host.rsplit_once(':').map_or(host, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    #[test]
    fn only_own_origins_are_believed() {
        for (origin, expected) in [
            ("http://127.0.0.1:8025", true),
            ("https://Bounces.example.com", true),
            ("http://127.0.0.1:8026", false),
            ("http://example.com", false),
            ("http://127.0.0.1:8025.example.com", false),
            ("null", false),
            ("", false),
        ] {
            let request = Request::post("/").header(HOST, "127.0.0.1:8025").header(ORIGIN, origin).body(Body::empty()).unwrap();
            let names = ["bounces.example.com".to_owned()];
            assert_eq!(same_site(&Method::POST, request.headers(), &names).is_ok(), expected, "{origin:?}");
            assert!(same_site(&Method::GET, request.headers(), &names).is_ok());
        }
    }

    #[test]
    fn only_own_names_are_answered() {
        for (host, expected) in [
            ("127.0.0.1:8025", true),
            ("localhost", true),
            ("LocalHost:8025", true),
            ("[::1]:8025", true),
            ("[::1]", true),
            ("bounces.example.com:8025", true),
            ("example.com", false),
            ("127.0.0.1.example.com", false),
            ("localhost.example.com:8025", false),
            ("192.0.2.1", false),
            ("", false),
        ] {
            let request = Request::builder().header(HOST, host).body(Body::empty()).unwrap();
            assert_eq!(own_name(&request, &["bounces.example.com".to_owned()]).is_ok(), expected, "{host:?}");
        }
    }
}
