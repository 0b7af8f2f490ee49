//! The frame of every page: head, navigation, switches.

use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use tuixin::advice::{Language, Texts};

use super::assets::{ICON, SCRIPT, STYLE};
use super::form::{self, Encoding};
use super::visitor::{Scheme, Visitor};
use crate::App;

/// A place that the navigation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Explain,
    Overview,
    Incidents,
    Recipients,
    Knowledge,
    Quarantine,
    Settings,
    /// None of them.
    Elsewhere,
}

/// A place with where it is, what it is called, and whether it is about what the store keeps.
struct Leading {
    place: Place,
    address: &'static str,
    name: &'static str,
    needs_store: bool,
}

/// The places in the order in which the navigation names them.
const PLACES: [Leading; 7] = [
    Leading { place: Place::Explain, address: "/", name: "web-nav-explain", needs_store: false },
    Leading { place: Place::Overview, address: "/overview", name: "web-nav-overview", needs_store: true },
    Leading { place: Place::Incidents, address: "/incidents", name: "web-nav-incidents", needs_store: true },
    Leading { place: Place::Recipients, address: "/recipients", name: "web-nav-recipients", needs_store: true },
    Leading { place: Place::Knowledge, address: "/knowledge", name: "web-nav-knowledge", needs_store: false },
    Leading { place: Place::Quarantine, address: "/quarantine", name: "web-nav-quarantine", needs_store: true },
    Leading { place: Place::Settings, address: "/settings", name: "web-nav-settings", needs_store: true },
];

/// What a page is made of.
pub(crate) struct Page<'p> {
    pub place: Place,
    pub title: &'p str,
    pub main: Markup,
    /// Whether a browser without scripts asks for the page again, because something is still to come.
    pub is_unfinished: bool,
}

impl<'p> Page<'p> {
    pub(crate) fn new(place: Place, title: &'p str, main: Markup) -> Page<'p> {
        Page { place, title, main, is_unfinished: false }
    }
}

/// Writes a page.
pub(crate) fn write(app: &App, visitor: &Visitor, page: Page<'_>) -> Markup {
    let texts = app.texts(visitor.language);
    let say = |id: &str| texts.say(id, &[]);
    html! {
        (DOCTYPE)
        html lang=(visitor.language.tag()) data-scheme=(visitor.scheme.name()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (page.title) " – " (say("web-name")) }
                link rel="icon" href=(ICON.address()) type="image/svg+xml";
                link rel="stylesheet" href=(STYLE.address());
                script src=(SCRIPT.address()) defer {}
                @if page.is_unfinished {
                    noscript { meta http-equiv="refresh" content="3"; }
                }
            }
            body {
                a.skip href="#main" { (say("web-skip")) }
                header.top {
                    div.bar {
                        a.brand href="/" { (seal()) span { (say("web-name")) } }
                        nav aria-label=(say("web-nav")) {
                            @for to in PLACES.iter().filter(|to| !to.needs_store || app.store().is_some()) {
                                a href=(to.address) aria-current=[(to.place == page.place).then_some("page")] { (say(to.name)) }
                            }
                        }
                        (sign_out(visitor, texts))
                        (language_switch(visitor, texts))
                    }
                }
                main #main tabindex="-1" { (page.main) }
                footer.bottom {
                    div.bar {
                        (scheme_switch(visitor, texts))
                        p { (say("web-footer")) }
                    }
                }
            }
        }
    }
}

/// A page that only says that something is not to be had: its title, and what to do instead.
pub(crate) fn notice(app: &App, visitor: &Visitor, name: &str) -> Response {
    notice_with(app, visitor, name, None)
}

/// The same with the way back to a page of ours.
pub(crate) fn notice_with(app: &App, visitor: &Visitor, name: &str, back: Option<&str>) -> Response {
    let texts = app.texts(visitor.language);
    let title = texts.say(&format!("web-{name}-title"), &[]);
    let main = html! {
        div.column.notice {
            h1 { (title) }
            p { (texts.say(&format!("web-{name}-text"), &[])) }
            @if let Some(back) = back { p { a.button href=(back) { (texts.say("web-back-to-page", &[])) } } }
            p { a href="/" { (texts.say("web-back-to-start", &[])) } }
        }
    };
    write(app, visitor, Page::new(Place::Elsewhere, &title, main)).into_response()
}

/// The mark of the house: a letter that goes back.
fn seal() -> Markup {
    html! {
        svg.seal viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false" {
            rect.ground width="32" height="32" rx="7" {}
            path.line d="M7 11.5h14.5a4.5 4.5 0 0 1 0 9H9" {}
            path.line d="M13 16l-4.5 4.5L13 25" {}
        }
    }
}

/// Who signed in, and the way out.
fn sign_out(visitor: &Visitor, texts: &Texts) -> Markup {
    let Some(ann) = &visitor.signed_in else { return html! {} };
    let button = html! { button.quiet type="submit" { (texts.say("web-sign-out", &[("name", ann.user.to_string())])) } };
    html! { div.person { (form::post(visitor, "/sign-out", Encoding::Plain, "sign-out", &button)) } }
}

fn language_switch(visitor: &Visitor, texts: &Texts) -> Markup {
    let others = Language::ALL.into_iter().filter(|language| *language != visitor.language);
    html! {
        div.languages {
            @for language in others {
                a href=(visitor.in_language(language)) hreflang=(language.tag()) lang=(language.tag()) {
                    (texts.say(&format!("web-language-{}", language.tag()), &[]))
                }
            }
        }
    }
}

fn scheme_switch(visitor: &Visitor, texts: &Texts) -> Markup {
    html! {
        nav.schemes aria-label=(texts.say("web-schemes", &[])) {
            span aria-hidden="true" { (texts.say("web-schemes", &[])) }
            @for scheme in Scheme::ALL {
                a href=(visitor.in_scheme(scheme)) aria-current=[(scheme == visitor.scheme).then_some("true")] {
                    (texts.say(&format!("web-scheme-{}", scheme.name()), &[]))
                }
            }
        }
    }
}
