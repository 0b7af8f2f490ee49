//! People who may sign in.

use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use tuixin_store::{StoreError, User};

use super::{after, guarded, refuse, refuse_password};
use crate::console::form::{self, Encoding, Sent};
use crate::console::kept::Kept;
use crate::console::moment::moment;
use crate::console::shown::shown;
use crate::server::{self, Granted, LEAST_PASSWORD, SignedIn};
use crate::server::{LONGEST_NAME, name_of};

pub(super) async fn write(kept: &Kept, ann: &SignedIn) -> Result<Markup, StoreError> {
    let users = kept.store.users().await?;
    Ok(html! {
        section.block #users {
            h2 { (kept.say("web-settings-users")) }
            p.note { (kept.say("web-settings-users-intro")) }
            ul.rows { @for (number, user) in users.iter().enumerate() { (row(kept, ann, user, number)) } }
            h3 { (kept.say("web-settings-user-add")) }
            (form::post(&kept.visitor, "/settings/users", Encoding::Plain, "new-user", &fields(kept)))
        }
    })
}

fn row(kept: &Kept, ann: &SignedIn, user: &User, number: usize) -> Markup {
    let fields = html! {
        input type="hidden" name="name" value=(user.name);
        button.quiet type="submit" { (kept.say("web-settings-user-remove-now")) }
    };
    let form = form::post(&kept.visitor, "/settings/users/remove", Encoding::Plain, &format!("remove-{number}"), &fields);
    html! {
        li {
            p.head { (shown(&user.name)) @if *ann.user == user.name { " " span.actor.you { (kept.say("actor-you")) } } }
            p.hint { (kept.say("web-settings-since")) " " (moment(user.created_at)) }
            @if *ann.user != user.name { (guarded(kept, "web-settings-user-remove", "web-settings-user-remove-hint", &form)) }
        }
    }
}

fn fields(kept: &Kept) -> Markup {
    html! {
        label for="user-name" { (kept.say("web-settings-user-name")) }
        input #user-name type="text" name="name" maxlength=(LONGEST_NAME) autocomplete="off" autocapitalize="off" spellcheck="false" required;
        label for="user-password" { (kept.say("web-settings-user-password")) }
        input #user-password type="password" name="password" autocomplete="new-password" minlength=(LEAST_PASSWORD) required aria-describedby="user-hint";
        p.hint #user-hint { (kept.texts().say("web-settings-password-hint", &[("count", LEAST_PASSWORD.to_string())])) }
        div.send { button type="submit" { (kept.say("web-settings-user-send")) } p.hint { (kept.say("web-settings-user-hint")) } }
    }
}

#[derive(Deserialize)]
pub(super) struct NewUser {
    name: String,
    password: String,
}

pub(super) async fn add(kept: Kept, granted: Granted, _: SignedIn, Sent(NewUser { name, password }): Sent<NewUser>) -> Response {
    let Some(name) = name_of(&name) else { return refuse(&kept, granted, "web-settings-name-bad").await };
    match server::add_user(&kept.store, name, &password).await {
        Ok(true) => Redirect::to(&after("user")).into_response(),
        Ok(false) => refuse(&kept, granted, "web-settings-user-exists").await,
        Err(error) => refuse_password(&kept, granted, error).await,
    }
}

#[derive(Deserialize)]
pub(super) struct Named {
    name: String,
}

pub(super) async fn remove(kept: Kept, granted: Granted, ann: SignedIn, Sent(Named { name }): Sent<Named>) -> Response {
    // So there always is somebody left who can sign in.
    if *ann.user == *name {
        return refuse(&kept, granted, "web-settings-user-yourself").await;
    }
    kept.answer(kept.store.remove_user(&name).await.map(|_| Redirect::to(&after("user-removed")).into_response()))
}
