//! Tokens, with which programs ask: those that there are, a new one, and the end of one.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use serde::Deserialize;
use tuixin_store::{NewToken, StoreError, Token, TokenId};

use super::{News, after, guarded, refuse, respond};
use crate::console::form::{self, Encoding, Nothing, Sent};
use crate::console::kept::Kept;
use crate::console::moment::moment;
use crate::console::shown::shown;
use crate::server::{Granted, Scope, SignedIn, TokenHash, new_secret, text_of_scopes};
use crate::server::{LONGEST_NAME, name_of};

/// What a new token may do unless somebody chooses otherwise, as on the command line.
const USUAL: [Scope; 3] = [Scope::Explain, Scope::Check, Scope::Read];
/// For how many days a token may be made; without any it is for good.
const LASTING: [Option<i64>; 4] = [Some(30), Some(90), Some(365), None];
const DAY_H: i64 = 24;

pub(super) async fn write(kept: &Kept, now: Timestamp) -> Result<Markup, StoreError> {
    let tokens = live(kept).await?;
    Ok(html! {
        section.block #tokens {
            h2 { (kept.say("web-settings-tokens")) }
            p.note { (kept.say("web-settings-tokens-intro")) " " a href="/api" { (kept.say("web-settings-tokens-api")) } }
            @if tokens.is_empty() { p.empty { (kept.say("web-settings-tokens-none")) } }
            ul.rows { @for token in &tokens { (row(kept, token, now)) } }
            h3 { (kept.say("web-settings-token-add")) }
            (form::post(&kept.visitor, "/settings/tokens", Encoding::Plain, "new-token-form", &fields(kept)))
        }
    })
}

/// The tokens that nobody has withdrawn.
async fn live(kept: &Kept) -> Result<Vec<Token>, StoreError> {
    let tokens = kept.store.tokens().await?;
    Ok(tokens.into_iter().filter(|token| token.revoked_at.is_none()).collect())
}

fn row(kept: &Kept, token: &Token, now: Timestamp) -> Markup {
    let is_over = token.expires_at.is_some_and(|end| end <= now);
    let form = form::post(
        &kept.visitor,
        &format!("/settings/tokens/{}/withdraw", token.id),
        Encoding::Plain,
        &format!("withdraw-{}", token.id),
        &html! { button.quiet type="submit" { (kept.say("web-settings-token-withdraw-now")) } },
    );
    html! {
        li {
            p.head { (shown(&token.name)) }
            p.hint { (scopes_in_words(kept, &token.scopes)) }
            p.hint {
                (kept.say("web-settings-since")) " " (moment(token.created_at)) ", "
                @match token.expires_at {
                    None => (kept.say("web-recipient-forever")),
                    Some(_) if is_over => (kept.say("web-settings-token-over")),
                    Some(end) => { (kept.say("web-settings-until")) " " (moment(end)) }
                }
            }
            p.hint {
                @match token.last_used_at {
                    Some(used) => { (kept.say("web-settings-token-used")) " " (moment(used)) }
                    None => (kept.say("web-settings-token-unused")),
                }
            }
            (guarded(kept, "web-settings-token-withdraw", "web-settings-token-withdraw-hint", &form))
        }
    }
}

fn scopes_in_words(kept: &Kept, scopes: &str) -> String {
    let words = scopes.split_whitespace().filter_map(Scope::named).map(|scope| kept.say(&format!("web-scope-{}", scope.name())));
    words.collect::<Vec<_>>().join("; ")
}

fn fields(kept: &Kept) -> Markup {
    html! {
        label for="token-name" { (kept.say("web-settings-token-name")) }
        input #token-name type="text" name="name" maxlength=(LONGEST_NAME) autocomplete="off" required;
        fieldset {
            legend { (kept.say("web-settings-token-scopes")) }
            @for scope in Scope::ALL {
                @let id = format!("scope-{}", scope.name());
                div.choice {
                    input id=(id) type="checkbox" name=(scope.name()) value="yes" checked[USUAL.contains(&scope)];
                    label for=(id) { (kept.say(&format!("web-scope-{}", scope.name()))) }
                }
            }
        }
        label for="lasting" { (kept.say("web-settings-token-lasting")) }
        select #lasting name="days" {
            @for days in LASTING {
                option value=(days.map(|days| days.to_string()).unwrap_or_default()) selected[days == Some(365)] {
                    @match days.and_then(|days| u64::try_from(days * DAY_H * 3600).ok()) {
                        Some(seconds) => (kept.texts().duration(seconds)),
                        None => (kept.say("web-recipient-forever")),
                    }
                }
            }
        }
        div.send { button type="submit" { (kept.say("web-settings-token-send")) } p.hint { (kept.say("web-settings-token-hint")) } }
    }
}

/// A box that is ticked sends its value, one that is not sends nothing.
#[derive(Deserialize)]
pub(super) struct Wanted {
    name: String,
    #[serde(default)]
    days: String,
    explain: Option<String>,
    check: Option<String>,
    read: Option<String>,
    write: Option<String>,
    admin: Option<String>,
}

impl Wanted {
    fn scopes(&self) -> Vec<Scope> {
        let is_ticked = |scope: &Scope| match scope {
            Scope::Explain => self.explain.is_some(),
            Scope::Check => self.check.is_some(),
            Scope::Read => self.read.is_some(),
            Scope::Write => self.write.is_some(),
            Scope::Admin => self.admin.is_some(),
        };
        Scope::ALL.into_iter().filter(is_ticked).collect()
    }

    /// Until when; an error for a length that the form does not offer.
    fn end(&self, now: Timestamp) -> Option<Option<Timestamp>> {
        let days = LASTING.into_iter().find(|days| days.map(|days| days.to_string()).unwrap_or_default() == self.days)?;
        Some(days.and_then(|days| now.checked_add(SignedDuration::from_hours(days * DAY_H)).ok()))
    }
}

pub(super) async fn add(kept: Kept, granted: Granted, _: SignedIn, Sent(wanted): Sent<Wanted>) -> Response {
    let now = Timestamp::now();
    let Some(name) = name_of(&wanted.name) else { return refuse(&kept, granted, "web-settings-name-bad").await };
    let scopes = wanted.scopes();
    if scopes.is_empty() {
        return refuse(&kept, granted, "web-settings-token-no-scope").await;
    }
    let Some(expires_at) = wanted.end(now) else { return refuse(&kept, granted, "web-settings-token-no-end").await };
    match live(&kept).await {
        Ok(tokens) if tokens.iter().any(|token| token.name == name) => return refuse(&kept, granted, "web-settings-token-exists").await,
        Ok(_) => {}
        Err(error) => return kept.answer(Err::<Markup, StoreError>(error)),
    }
    let Ok(secret) = new_secret() else { return refuse(&kept, granted, "web-settings-unavailable").await };
    let token = NewToken {
        name: name.to_owned(),
        secret: *TokenHash::of(&secret).bytes(),
        scopes: text_of_scopes(&scopes),
        created_at: now,
        expires_at,
    };
    match kept.store.add_token(token).await {
        // The page itself shows the secret, because it is kept nowhere from which another page could take it.
        Ok(_) => respond(&kept, granted, News::Token { name: name.to_owned(), secret }).await,
        Err(error) => kept.answer(Err::<Markup, StoreError>(error)),
    }
}

pub(super) async fn withdraw(kept: Kept, _: SignedIn, Path(id): Path<String>, Sent(Nothing {}): Sent<Nothing>) -> Response {
    let Ok(id) = id.parse::<TokenId>() else { return kept.missing() };
    kept.answer(kept.store.revoke_token(id, Timestamp::now()).await.map(|_| Redirect::to(&after("token")).into_response()))
}
