//! What is kept as a word of the knowledge, said in the visitor's language.

use maud::{Markup, html};
use tuixin_store::{Delivery, in_unicode};

use super::Kept;
use crate::console::explain::{View, named, reply};
use crate::console::moment::moment;
use crate::console::shown::{clipped, shown};

/// How much of a name that somebody else gave is shown, in characters.
const LONGEST: usize = 254;

impl Kept {
    pub(super) fn view(&self) -> View<'_> {
        View { knowledge: self.app.knowledge(), texts: self.texts() }
    }

    /// The headline of a cause, leading to its page where there is one.
    pub(super) fn cause(&self, id: &str) -> Markup {
        match self.app.knowledge().cause_named(id) {
            Some(cause) => html! { a href=(format!("/knowledge/{}", cause.id)) { (self.headline(id)) } },
            None => html! { (clipped(id, LONGEST)) },
        }
    }

    /// The headline of a cause.
    pub(super) fn headline(&self, id: &str) -> String {
        let text = format!("cause-{id}");
        if self.texts().has(&text) { self.say(&text) } else { clipped(id, LONGEST).into_owned() }
    }

    /// The name of a provider, or of whoever else it is.
    pub(super) fn remote(&self, id: &str) -> String {
        let provider = self.app.knowledge().providers().iter().find(|provider| provider.id == id);
        let domain = || clipped(in_unicode(id).as_deref().unwrap_or(id), LONGEST).into_owned();
        provider.map_or_else(domain, |provider| named(self.view(), &provider.name, &provider.id))
    }

    /// Deliveries as rows, each with what was said.
    pub(super) fn deliveries(&self, deliveries: &[Delivery], names_recipients: bool) -> Markup {
        html! {
            ol.deliveries {
                @for delivery in deliveries {
                    li {
                        p.head {
                            (moment(delivery.occurred_at)) " "
                            @match &delivery.cause { Some(cause) => (self.cause(cause)), None => (self.say(&format!("action-{}", delivery.action))) }
                            @if delivery.is_demo { " " span.actor { (self.say("web-demo")) } }
                        }
                        p.hint {
                            @if names_recipients { @if let Some(recipient) = &delivery.recipient { (self.address(recipient)) " " } }
                            @if let Some(provider) = &delivery.provider { (self.remote(provider)) " " }
                            @if let Some(status) = &delivery.status { code { (shown(status)) } }
                        }
                        @if let Some(said) = delivery.reply.as_deref().filter(|said| !said.trim().is_empty()) {
                            details { summary { (self.say("label-reply")) } (reply::show(said, None)) }
                        }
                    }
                }
            }
        }
    }

    /// An address, leading to what is known of it.
    pub(super) fn address(&self, address: &str) -> Markup {
        let written = in_unicode(address);
        html! { a.address dir="auto" href=(super::recipients::link(address)) { (clipped(written.as_deref().unwrap_or(address), LONGEST)) } }
    }
}
