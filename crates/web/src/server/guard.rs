//! Who may do what: Bearer tokens with scopes (RFC 6750).
//!
//! The scope that a route needs follows from its path and method in one place, so that a new route of the API is guarded before anybody thinks of it.
//! The console has sessions of its own.

use std::fmt;
use std::ops::BitOr;
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::HeaderValue;
use axum::http::Method;
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use futures_util::future::BoxFuture;

use super::session::{Cookies, SignedIn};
use super::token::TokenHash;
use super::visit::{SIGN_OUT, only};
use crate::problem::{Kind, Problem};

/// One thing that a token may allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Explain mails and replies, look up causes.
    Explain,
    /// Ask the world.
    Check,
    /// Read what is stored and counted.
    Read,
    /// Store, suppress, release.
    Write,
    /// Everything, tokens too.
    Admin,
}

impl Scope {
    /// All of them.
    pub const ALL: [Scope; 5] = [Scope::Explain, Scope::Check, Scope::Read, Scope::Write, Scope::Admin];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Explain => "explain",
            Scope::Check => "check",
            Scope::Read => "read",
            Scope::Write => "write",
            Scope::Admin => "admin",
        }
    }

    /// The scope of a name.
    pub fn named(name: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// What a route of the API asks for; nothing for pages and for what everybody may know.
    fn of(route: &str, method: &Method) -> Option<Scope> {
        let reads = matches!(*method, Method::GET | Method::HEAD);
        match route {
            "/v1/explain" | "/v1/causes" | "/v1/causes/{id}" => Some(Scope::Explain),
            "/v1/check" | "/v1/preflight" => Some(Scope::Check),
            "/metrics" => Some(Scope::Read),
            // A question, though too long for a query.
            "/v1/suppressions/check" => Some(Scope::Read),
            _ if route.starts_with("/settings") => Some(Scope::Admin),
            _ if route.starts_with("/v1/") || is_about_what_is_kept(route) => Some(if reads { Scope::Read } else { Scope::Write }),
            _ => None,
        }
    }
}

/// Whether a page shows or changes what the store keeps.
pub(super) fn is_about_what_is_kept(route: &str) -> bool {
    ["/overview", "/incidents", "/recipients", "/quarantine", "/settings"].iter().any(|page| route.starts_with(page))
}

/// Whether a page explains something, which may be for everybody or for those only who signed in.
pub(super) fn is_for_explaining(route: &str) -> bool {
    route == "/" || ["/explain", "/e/", "/knowledge"].iter().any(|page| route.starts_with(page))
}

/// What a token allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes(u8);

impl Scopes {
    /// Everything.
    pub const ALL: Scopes = Scopes(0b1_1111);

    /// Whether something is allowed; an administrator may do everything.
    pub fn allows(self, scope: Scope) -> bool {
        self.0 & (Scopes::from(scope).0 | Scopes::from(Scope::Admin).0) != 0
    }
}

impl From<Scope> for Scopes {
    fn from(scope: Scope) -> Scopes {
        Scopes(match scope {
            Scope::Explain => 1,
            Scope::Check => 1 << 1,
            Scope::Read => 1 << 2,
            Scope::Write => 1 << 3,
            Scope::Admin => 1 << 4,
        })
    }
}

impl BitOr for Scopes {
    type Output = Scopes;

    fn bitor(self, other: Scopes) -> Scopes {
        Scopes(self.0 | other.0)
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Scopes {
        scopes.into_iter().map(Scopes::from).fold(Scopes::default(), BitOr::bitor)
    }
}

impl FromStr for Scopes {
    type Err = NoScope;

    /// Reads names with commas or blanks between them.
    fn from_str(text: &str) -> Result<Scopes, NoScope> {
        let names = text.split([',', ' ']).filter(|name| !name.is_empty());
        names.map(|name| Scope::named(name).ok_or_else(|| NoScope(name.to_owned()))).collect()
    }
}

/// A word that is no scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoScope(String);

impl fmt::Display for NoScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no scope; there are explain, check, read, write and admin", self.0)
    }
}

impl std::error::Error for NoScope {}

/// Who knows the tokens.
pub trait Authority: Send + Sync {
    /// What a token allows; nothing for one that is unknown, expired or revoked.
    ///
    /// Where that cannot be told now, nobody comes in, and whoever asks is not told that the token is wrong: programs give up for good when they hear that.
    fn scopes_of<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<Option<Scopes>, Untold>>;

    /// Who signed in with the secret of a cookie; an error where that cannot be told now, so that nobody is taken for signed out who is not.
    fn session_of<'a>(&'a self, _secret: &'a str) -> BoxFuture<'a, Result<Option<SignedIn>, Untold>> {
        Box::pin(async { Ok(None) })
    }
}

/// Whether a token or a session is good cannot be told now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Untold;

impl fmt::Display for Untold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("whether the token is good cannot be told now, because the store does not answer")
    }
}

impl std::error::Error for Untold {}

/// Who is let in.
#[derive(Clone)]
pub enum Guard {
    /// Everybody who reaches the server: for loopback only.
    Open,
    /// Whoever has a token.
    Tokens(Arc<dyn Authority>),
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Guard::Open => "Open",
            Guard::Tokens(_) => "Tokens",
        })
    }
}

/// How a request came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entrance {
    /// Without a token, where none is needed.
    Open,
    /// With this one.
    Token(TokenHash),
    /// By somebody who signed in.
    SignedIn,
    /// By somebody who has to sign in first.
    Outside,
    /// By somebody of whom the store does not tell now whether they signed in.
    Untold,
}

/// Which pages are for whom.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    /// How the cookies of sessions are made.
    pub cookies: Cookies,
    /// Whether everybody may have something explained.
    pub explaining_is_public: bool,
}

/// How long a token may be, in bytes.
const MAX_TOKEN: usize = 512;

impl Guard {
    /// Looks at the token of a request, and leaves with the request what it may do.
    pub async fn look(&self, route: &str, pages: Pages, request: &mut Request) -> Result<Entrance, Problem> {
        let Guard::Tokens(authority) = self else {
            request.extensions_mut().insert(Granted { scopes: Scopes::ALL, token: None });
            return Ok(Entrance::Open);
        };
        let is_page = !route.starts_with("/v1/") && route != "/metrics";
        let is_closed = is_about_what_is_kept(route) || (!pages.explaining_is_public && is_for_explaining(route));
        if is_page && let Some(secret) = pages.cookies.secret_of(request.headers()) {
            let session = authority.session_of(secret).await;
            match session {
                Ok(Some(session)) => {
                    request.extensions_mut().insert(session);
                    request.extensions_mut().insert(Granted { scopes: Scopes::ALL, token: None });
                    return Ok(Entrance::SignedIn);
                }
                // Whoever asks to sign out could not be told from another site that asks in their name.
                Err(Untold) if is_closed || route == SIGN_OUT => return Ok(Entrance::Untold),
                Ok(None) | Err(Untold) => {}
            }
        }
        if is_closed && !request.headers().contains_key(AUTHORIZATION) {
            return Ok(Entrance::Outside);
        }
        let Some(needed) = Scope::of(route, request.method()) else { return Ok(Entrance::Open) };
        let missing = || Problem::new(Kind::Unauthorized, "send a token: Authorization: Bearer …");
        let token = only(request.headers(), AUTHORIZATION.as_str()).and_then(bearer).ok_or_else(missing)?;
        let unknown = || {
            let problem = Problem::new(Kind::Unauthorized, "the token is unknown, expired or revoked");
            problem.with(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer error=\"invalid_token\""))
        };
        let untold = |untold: Untold| Problem::new(Kind::Unavailable, untold.to_string()).retry_after(5);
        let scopes = authority.scopes_of(token).await.map_err(untold)?.ok_or_else(unknown)?;
        let hash = TokenHash::of(token);
        let granted = Granted { scopes, token: Some(hash) };
        granted.need(needed)?;
        request.extensions_mut().insert(granted);
        Ok(Entrance::Token(hash))
    }
}

fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() && token.len() <= MAX_TOKEN).then_some(token)
}

/// What a request may do.
#[derive(Clone, Copy, Debug)]
pub struct Granted {
    scopes: Scopes,
    token: Option<TokenHash>,
}

impl Granted {
    /// The token that the request came with.
    pub fn token(self) -> Option<TokenHash> {
        self.token
    }

    /// Refuses what is not allowed.
    ///
    /// # Errors
    ///
    /// A scope that was not granted.
    pub fn need(self, scope: Scope) -> Result<(), Problem> {
        let refused = || Problem::new(Kind::Forbidden, format!("this needs a token with the scope {}", scope.name()));
        self.scopes.allows(scope).then_some(()).ok_or_else(refused)
    }
}

impl<S: Sync> FromRequestParts<S> for Granted {
    type Rejection = Problem;

    /// A route that nothing guards grants nothing.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Granted, Problem> {
        Ok(parts.extensions.get().copied().unwrap_or(Granted { scopes: Scopes::default(), token: None }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_of_the_api_needs_a_scope() {
        let needed = |route: &str, method: Method| Scope::of(route, &method).map(Scope::name);
        for (route, method, expected) in [
            ("/v1/explain", Method::POST, Some("explain")),
            ("/v1/check", Method::POST, Some("check")),
            ("/v1/deliveries", Method::GET, Some("read")),
            ("/v1/deliveries", Method::POST, Some("write")),
            ("/v1/suppressions/check", Method::POST, Some("read")),
            ("/v1/whatever-comes", Method::DELETE, Some("write")),
            ("/v1/{*rest}", Method::GET, Some("read")),
            ("/metrics", Method::GET, Some("read")),
            ("/healthz", Method::GET, None),
            ("/api", Method::GET, None),
            ("/", Method::GET, None),
            ("/overview", Method::GET, Some("read")),
            ("/recipients/release", Method::POST, Some("write")),
            ("/quarantine/{item}", Method::GET, Some("read")),
            ("/settings", Method::GET, Some("admin")),
            ("/settings/tokens", Method::POST, Some("admin")),
        ] {
            assert_eq!(needed(route, method), expected, "{route}");
        }
    }

    #[test]
    fn scopes_allow_themselves_and_admin_allows_all() {
        let scopes: Scopes = [Scope::Explain, Scope::Read].into_iter().collect();
        let allowed: Vec<&str> = Scope::ALL.into_iter().filter(|scope| scopes.allows(*scope)).map(Scope::name).collect();
        assert_eq!(allowed, ["explain", "read"]);
        assert!(Scope::ALL.into_iter().all(|scope| Scopes::from(Scope::Admin).allows(scope)));
        assert!(Scope::ALL.into_iter().all(|scope| !Scopes::default().allows(scope)));
    }
}
