//! What stands between the network and the routes: who may come in, how often, what every answer carries, how long anything may take.
//!
//! [`protected`] wraps the routes, [`serve`] listens.
//! A layer for all means that no page and no path can forget its headers or its guard.

mod door;
mod guard;
mod headers;
mod name;
mod origin;
mod password;
mod rate;
mod secret;
mod serve;
mod session;
mod sign_in;
mod token;
mod visit;

use std::net::IpAddr;
use std::time::Duration;

use axum::Router;

pub use guard::{Authority, Granted, Guard, NoScope, Pages, Scope, Scopes, Untold};
pub(crate) use name::LONGEST_NAME;
pub use name::name_of;
pub use password::{LEAST_PASSWORD, PasswordError, hash_password, is_password};
pub use rate::Rate;
pub(crate) use secret::random_hex;
pub use secret::{new_secret, text_of_scopes};
pub use serve::{ServeError, may_listen, serve};
pub(crate) use session::cookie;
pub use session::{Cookies, SignedIn, session_of};
pub use sign_in::{SignInError, add_user, change_password, sign_in, sign_out};
pub use token::{KnownTokens, StoredTokens, TokenHash};
pub(crate) use visit::PASSWORD;

use crate::App;
use door::DoorLayer;
use visit::Gate;

/// How the server meets the network.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// Who is let in.
    pub guard: Guard,
    /// How often one client may ask; without it as often as it likes.
    pub rate: Option<Rate>,
    /// Names besides that of loopback under which an open server may be called, because any page can give its own name our address.
    pub host_names: Vec<String>,
    /// Proxies whose word is taken for where a request comes from (`X-Forwarded-For`).
    pub proxies: Vec<IpAddr>,
    /// Which pages are for whom.
    pub pages: Pages,
    /// How many connections are open at the same time.
    pub connections: usize,
    /// How long the head of a request may take to come, and how long a connection may be silent.
    pub head_time: Duration,
    /// How long what is under way may take to end when the server stops.
    pub stop_time: Duration,
}

impl Settings {
    /// For a server that lets in whom `guard` lets in.
    pub fn of(guard: Guard) -> Settings {
        Settings {
            guard,
            rate: Some(Rate::default()),
            host_names: Vec::new(),
            proxies: Vec::new(),
            pages: Pages { cookies: Cookies::default(), explaining_is_public: true },
            connections: 1024,
            head_time: Duration::from_secs(30),
            stop_time: Duration::from_secs(30),
        }
    }
}

/// The routes behind everything that protects them and those who ask.
pub fn protected(routes: Router<App>, app: &App, settings: &Settings) -> Router {
    routes.layer(DoorLayer::of(Gate::of(app, settings))).with_state(app.clone())
}
