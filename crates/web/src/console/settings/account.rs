//! What belongs to whoever signed in: where they are signed in, their password, how pages look to them.

use axum::extract::Path;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;
use tuixin::advice::Language;
use tuixin_store::{Session, StoreError};

use super::{after, refuse, refuse_password};
use crate::console::form::{self, Encoding, Nothing, Sent};
use crate::console::kept::Kept;
use crate::console::moment::moment;
use crate::console::shown::shown;
use crate::console::visitor::Scheme;
use crate::server::{self, Granted, LEAST_PASSWORD, SignedIn};

pub(super) async fn write(kept: &Kept, ann: &SignedIn, now: Timestamp) -> Result<Markup, StoreError> {
    let sessions = kept.store.sessions(&ann.user, now).await?;
    Ok(html! {
        section.block #account {
            h2 { (kept.texts().say("web-settings-me", &[("name", shown(&ann.user).into_owned())])) }
            (looks(kept))
            h3 { (kept.say("web-settings-sessions")) }
            ul.rows { @for session in &sessions { (row(kept, ann, session)) } }
            @if sessions.len() > 1 {
                (form::post(&kept.visitor, "/settings/sessions/end", Encoding::Plain, "end-sessions",
                    &html! { button.quiet type="submit" { (kept.say("web-settings-session-end-others")) } }))
            }
            h3 { (kept.say("web-settings-password")) }
            (form::post(&kept.visitor, server::PASSWORD, Encoding::Plain, "password", &password(kept, ann)))
        }
    })
}

fn looks(kept: &Kept) -> Markup {
    let visitor = &kept.visitor;
    let choice = |is_chosen: bool| is_chosen.then_some("true");
    html! {
        dl.table.choices {
            div {
                dt { (kept.say("web-settings-language")) }
                dd {
                    @for language in Language::ALL {
                        a href=(visitor.in_language(language)) lang=(language.tag()) aria-current=[choice(language == visitor.language)] {
                            (kept.say(&format!("web-language-{}", language.tag())))
                        }
                    }
                }
            }
            div {
                dt { (kept.say("web-schemes")) }
                dd {
                    @for scheme in Scheme::ALL {
                        a href=(visitor.in_scheme(scheme)) aria-current=[choice(scheme == visitor.scheme)] {
                            (kept.say(&format!("web-scheme-{}", scheme.name())))
                        }
                    }
                }
            }
        }
        p.hint { (kept.say("web-settings-looks-hint")) }
    }
}

fn row(kept: &Kept, ann: &SignedIn, session: &Session) -> Markup {
    let name = name_of(session);
    html! {
        li {
            p { (kept.say("web-settings-since")) " " (moment(session.created_at)) }
            p.hint { (kept.say("web-settings-until")) " " (moment(session.expires_at)) }
            @if is_this(ann, session) { p.hint { strong { (kept.say("web-settings-session-this")) } } }
            @else {
                (form::post(&kept.visitor, &format!("/settings/sessions/{name}/end"), Encoding::Plain, &format!("end-{name}"),
                    &html! { button.quiet type="submit" { (kept.say("web-settings-session-end")) } }))
            }
        }
    }
}

/// Whether a session is the one in which the page is asked for; each has a secret of its own for forms.
fn is_this(ann: &SignedIn, session: &Session) -> bool {
    ann.sent(&session.csrf)
}

/// How a form names a session: enough of its hash to tell it from others, and not enough to ask the store for it.
fn name_of(session: &Session) -> String {
    session.secret.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn password(kept: &Kept, ann: &SignedIn) -> Markup {
    html! {
        // For programs that keep passwords.
        input type="hidden" name="username" value=(ann.user) autocomplete="username";
        label for="present" { (kept.say("web-settings-password-present")) }
        input #present type="password" name="present" autocomplete="current-password" required;
        label for="new" { (kept.say("web-settings-password-new")) }
        input #new type="password" name="new" autocomplete="new-password" minlength=(LEAST_PASSWORD) required aria-describedby="new-hint";
        p.hint #new-hint { (kept.texts().say("web-settings-password-hint", &[("count", LEAST_PASSWORD.to_string())])) }
        label for="again" { (kept.say("web-settings-password-again")) }
        input #again type="password" name="again" autocomplete="new-password" required;
        div.send { button type="submit" { (kept.say("web-settings-password-send")) } p.hint { (kept.say("web-settings-password-ends")) } }
    }
}

#[derive(Deserialize)]
pub(super) struct Passwords {
    present: String,
    new: String,
    again: String,
}

pub(super) async fn change_password(kept: Kept, granted: Granted, ann: SignedIn, Sent(sent): Sent<Passwords>) -> Response {
    let Passwords { present, new, again } = sent;
    if new != again {
        return refuse(&kept, granted, "web-settings-passwords-differ").await;
    }
    match server::change_password(&kept.store, kept.app.cookies(), &ann.user, &present, &new).await {
        Ok(secret) => {
            let cookie = kept.app.cookies().set(&secret).map(|cookie| (SET_COOKIE, cookie));
            (AppendHeaders(cookie), Redirect::to(&after("password"))).into_response()
        }
        Err(error) => refuse_password(&kept, granted, error).await,
    }
}

pub(super) async fn end(kept: Kept, ann: SignedIn, Path(name): Path<String>, Sent(Nothing {}): Sent<Nothing>) -> Response {
    let ended = end_those(&kept, &ann, |session| name_of(session) == name).await;
    kept.answer(ended.map(|()| Redirect::to(&after("session")).into_response()))
}

pub(super) async fn end_others(kept: Kept, ann: SignedIn, Sent(Nothing {}): Sent<Nothing>) -> Response {
    let ended = end_those(&kept, &ann, |session| !is_this(&ann, session)).await;
    kept.answer(ended.map(|()| Redirect::to(&after("session")).into_response()))
}

/// Ends some of the sessions of whoever asks for it.
async fn end_those(kept: &Kept, ann: &SignedIn, is_meant: impl Fn(&Session) -> bool) -> Result<(), StoreError> {
    let sessions = kept.store.sessions(&ann.user, Timestamp::now()).await?;
    for session in sessions.into_iter().filter(is_meant) {
        kept.store.end_session(session.secret).await?;
    }
    Ok(())
}
