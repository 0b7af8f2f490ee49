//! The road of one request through all that protects the server, in one place, so that the order can be read.

use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Redirect, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::guard::{Entrance, Guard, Pages};
use super::rate::{Bucket, Limiter, Rate};
use super::{Settings, headers, origin};
use crate::App;
use crate::console;
use crate::metrics::{Metrics, Route};
use crate::problem::{Kind, Problem};

/// Ten tries to sign in, then one in ten seconds.
const TRIES: Rate = Rate { per_second: 0.1, burst: 10.0 };

/// What all requests pass.
pub struct Gate {
    app: App,
    guard: Guard,
    limiter: Option<Limiter>,
    /// How often somebody may try to sign in, however often they may ask for pages.
    tries: Limiter,
    pages: Pages,
    host_names: Vec<String>,
    proxies: Vec<IpAddr>,
}

impl Gate {
    /// A gate by the settings.
    pub fn of(app: &App, settings: &Settings) -> Gate {
        Gate {
            app: app.clone(),
            guard: settings.guard.clone(),
            limiter: settings.rate.map(Limiter::new),
            tries: Limiter::new(TRIES),
            pages: settings.pages,
            host_names: settings.host_names.clone(),
            proxies: settings.proxies.clone(),
        }
    }

    /// Lets a request in, or says why not.
    async fn admit(&self, route: &str, request: &mut Request) -> Result<Entrance, Problem> {
        origin::same_site(request.method(), request.headers(), &self.host_names)?;
        if matches!(self.guard, Guard::Open) {
            origin::own_name(request, &self.host_names)?;
        }
        let client = client(request, &self.proxies);
        let entrance = self.guard.look(route, self.pages, request).await;
        if takes_password(route) && request.method() == Method::POST {
            self.tries.take(Bucket::of(client), 1.0)?;
        }
        // Being alive costs nothing to tell, and who watches over the server may stand behind the same proxy as those who ask too often.
        if let Some(limiter) = self.limiter.as_ref().filter(|_| route != "/healthz") {
            // Whoever guesses tokens pays from the bucket of the place they guess from, and pays more.
            let (bucket, price) = match &entrance {
                Ok(Entrance::Token(hash)) => (Bucket::Token(*hash), 1.0),
                Ok(_) => (Bucket::of(client), 1.0),
                Err(problem) if problem.kind() == Kind::Unavailable => (Bucket::of(client), 1.0),
                Err(_) => (Bucket::of(client), 5.0),
            };
            limiter.take(bucket, price)?;
        }
        entrance
    }
}

/// Where a request comes from; a proxy that is trusted speaks for the client before it, which may be one again.
fn client(request: &Request, proxies: &[IpAddr]) -> Option<IpAddr> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>()?.0.ip().to_canonical();
    let is_trusted = |address: &IpAddr| proxies.contains(address);
    let told = request.headers().get_all("x-forwarded-for").iter().rev().filter_map(|value| value.to_str().ok());
    let mut client = peer;
    for entry in told.flat_map(|value| value.rsplit(',')) {
        // What stands before the entry of one who is not trusted was written by the client itself.
        if !is_trusted(&client) {
            break;
        }
        let Ok(address) = entry.trim().parse::<IpAddr>() else { break };
        client = address.to_canonical();
    }
    Some(client)
}

/// Takes a request through the gate to its route, which is asked by `next`, and its answer back.
pub async fn visit<F: Future<Output = Response>>(gate: &Gate, mut request: Request, next: impl FnOnce(Request) -> F) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let route = Route::of(&request);
    let mut reader = console::Reader::of(route.as_str(), &request);
    let mut response = match gate.admit(route.as_str(), &mut request).await {
        Ok(Entrance::Outside) => to_sign_in(&request).into_response(),
        Ok(Entrance::Untold) => console::session_untold(&gate.app, &request),
        Ok(_) => {
            if let Some(reader) = &mut reader {
                reader.is(request.extensions().get().cloned());
            }
            next(request).await
        }
        Err(problem) => problem.into_response(),
    };
    if let Some(reader) = reader {
        response = reader.told(&gate.app, response);
    }
    headers::add(response.headers_mut());
    tell(gate.app.metrics(), &method, route, &response, began);
    response
}

/// Where people sign in, out, and change their password.
pub const SIGN_IN: &str = "/sign-in";
pub const SIGN_OUT: &str = "/sign-out";
pub const PASSWORD: &str = "/settings/password";

/// Whether passwords could be guessed there.
fn takes_password(route: &str) -> bool {
    matches!(route, SIGN_IN | PASSWORD)
}

/// Sends somebody to sign in, and from there to the page they wanted; what they sent is to be sent again.
fn to_sign_in(request: &Request) -> Redirect {
    let wanted = request.uri().path_and_query().filter(|_| request.method() == Method::GET).map_or("/", |page| page.as_str());
    Redirect::to(&format!("{SIGN_IN}?to={}", utf8_percent_encode(wanted, NON_ALPHANUMERIC)))
}

/// Counts an answer and writes it to the access log, without its path, query or client, which may be personal.
fn tell(metrics: &Metrics, method: &Method, route: Route, response: &Response, began: Instant) {
    let took = began.elapsed();
    let status = response.status();
    let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    if status.is_server_error() {
        tracing::warn!(target: "tuixin::access", %method, route = route.as_str(), status = status.as_u16(), took_us, "answered");
    } else {
        tracing::info!(target: "tuixin::access", %method, route = route.as_str(), status = status.as_u16(), took_us, "answered");
    }
    metrics.answered(method, route, status, took);
}

/// The value of a header as text, where there is exactly one.
pub fn only<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    #[test]
    fn only_trusted_proxies_speak_for_others() {
        let proxies: Vec<IpAddr> = ["192.0.2.1", "192.0.2.2", "2001:db8::1"].map(|proxy| proxy.parse().unwrap()).to_vec();
        for (peer, told, expected) in [
            ("198.51.100.7:4000", &[][..], "198.51.100.7"),
            ("198.51.100.7:4000", &["203.0.113.9"], "198.51.100.7"),
            ("192.0.2.1:4000", &[], "192.0.2.1"),
            ("192.0.2.1:4000", &["203.0.113.9"], "203.0.113.9"),
            ("192.0.2.1:4000", &["10.0.0.1, 203.0.113.9"], "203.0.113.9"),
            ("192.0.2.1:4000", &["10.0.0.1", "203.0.113.9"], "203.0.113.9"),
            ("192.0.2.1:4000", &["10.0.0.1, 203.0.113.9, 192.0.2.2"], "203.0.113.9"),
            ("192.0.2.1:4000", &["192.0.2.2"], "192.0.2.2"),
            ("192.0.2.1:4000", &["unknown"], "192.0.2.1"),
            ("192.0.2.1:4000", &["203.0.113.9, unknown, 192.0.2.2"], "192.0.2.2"),
            ("[::ffff:192.0.2.1]:4000", &["::ffff:203.0.113.9"], "203.0.113.9"),
            ("[2001:db8::1]:4000", &["2001:db8:1::9"], "2001:db8:1::9"),
        ] {
            let mut request = Request::builder();
            for value in told {
                request = request.header("x-forwarded-for", *value);
            }
            let mut request = request.body(Body::empty()).unwrap();
            request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
            assert_eq!(client(&request, &proxies), expected.parse().ok(), "{peer} {told:?}");
        }
    }
}
