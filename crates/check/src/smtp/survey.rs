//! Dialogues with the mail hosts of a domain, all at the same time.

use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::dialogue::{self, Dialogue, Request};
use super::hosts::{MailHost, Route, route};
use super::probing::{Probing, Withheld};
use crate::world::World;

/// What the mail hosts of a domain said.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Survey {
    /// The domain.
    pub domain: String,
    /// Where its mail goes.
    pub route: Route,
    /// One dialogue for each host, in the order of the route.
    pub dialogues: Vec<Dialogue>,
    /// The dialogue in which the recipient was asked for.
    pub probe: Option<Dialogue>,
    /// Why no recipient was asked for although that was wished, and at which provider.
    pub withheld: Option<(String, Withheld)>,
    /// How long it all took.
    pub took: Duration,
}

/// Talks to all mail hosts of a domain, and to the best of them about the recipient where one is given.
pub async fn survey(world: &World, domain: &str, request: &Request) -> Survey {
    let began = Instant::now();
    let route = route(world, domain).await;
    let hosts = match &route {
        Route::Hosts(hosts) => hosts.as_slice(),
        _ => &[],
    };
    let dialogues = hold_all(world, hosts, request).await;
    let mut survey =
        Survey { domain: domain.to_owned(), dialogues, probe: None, withheld: None, took: Duration::ZERO, route: route.clone() };
    if let Some(recipient) = &request.recipient {
        survey.ask_for(world, hosts, request, recipient).await;
    }
    survey.took = began.elapsed();
    survey
}

impl Survey {
    /// Whether any host could be talked to, which shows that mail ports can be reached from here.
    pub fn reached_any(&self) -> bool {
        self.dialogues.iter().any(|dialogue| dialogue.greeting.is_some())
    }

    /// One host is asked, once: that is what a mail would do.
    async fn ask_for(&mut self, world: &World, hosts: &[MailHost], request: &Request, recipient: &str) {
        let probing = Probing::embedded();
        // Behind a gateway of one provider may stand the mailboxes of another, so one of them forbids it for all.
        let forbidden = hosts.iter().map(|host| host.name.as_str()).chain(recipient.rsplit('@').next());
        if let Some((provider, withheld)) = forbidden.filter_map(|host| probing.forbids(&world.knowledge, host)).next() {
            self.withheld = Some((provider.id.clone(), withheld.clone()));
            return;
        }
        let mut answering =
            hosts.iter().zip(&self.dialogues).filter(|(_, dialogue)| dialogue.trouble.is_none() && dialogue.hello.is_some());
        if let Some((host, _)) = answering.next() {
            self.probe = Some(dialogue::hold(world, &host.name, &host.addresses, request).await);
        }
    }
}

async fn hold_all(world: &World, hosts: &[MailHost], request: &Request) -> Vec<Dialogue> {
    let mut dialogues = JoinSet::new();
    for (place, host) in hosts.iter().enumerate() {
        let (world, host) = (world.clone(), host.clone());
        let request = Request { introduction: request.introduction.clone(), recipient: None };
        dialogues.spawn(async move { (place, dialogue::hold(&world, &host.name, &host.addresses, &request).await) });
    }
    let mut held = dialogues.join_all().await;
    held.sort_by_key(|(place, _)| *place);
    held.into_iter().map(|(_, dialogue)| dialogue).collect()
}
