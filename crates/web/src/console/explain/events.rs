//! The parts of an answer as they change, for pages with a script (Server-Sent Events).

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream, StreamExt};
use serde::Serialize;
use tokio::sync::watch::Receiver;
use tuixin::advice::{Language, Texts};

use super::answers::{Answer, Parts, in_language};
use super::slot;
use crate::App;

/// A part of the page, and what stands in it now.
#[derive(Serialize)]
struct Change<'a> {
    id: String,
    html: &'a str,
}

/// How often a silent stream says that it is there.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

struct Follower {
    app: App,
    language: Language,
    parts: Receiver<Parts>,
    /// The edition of each part that was told last.
    told: Vec<Option<u64>>,
    is_over: bool,
}

/// Tells of every change from now on, beginning with what there is.
pub(super) fn stream(app: &App, language: Language, answer: &Arc<Answer>) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let mut parts = answer.follow();
    parts.mark_changed();
    let follower = Follower { app: app.clone(), language, parts, told: Vec::new(), is_over: false };
    let changes = stream::unfold(follower, |mut follower| async move {
        let events = follower.next().await?;
        Some((stream::iter(events.into_iter().map(Ok)), follower))
    });
    Sse::new(changes.flatten().fuse()).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE))
}

impl Follower {
    /// Waits for the next change; none when all has been told.
    async fn next(&mut self) -> Option<Vec<Event>> {
        if self.is_over || self.parts.changed().await.is_err() {
            return None;
        }
        let parts = self.parts.borrow_and_update().clone();
        self.told.resize(parts.contents.len(), None);
        let mut events = Vec::new();
        for (number, (part, told)) in parts.contents.iter().zip(&mut self.told).enumerate() {
            if *told != Some(part.edition) {
                *told = Some(part.edition);
                let change = Change { id: slot::element(number), html: in_language(&part.told, self.language) };
                events.extend(Event::default().event("part").json_data(change));
            }
        }
        if parts.is_done {
            self.is_over = true;
            events.push(done(self.app.texts(self.language)));
        }
        Some(events)
    }
}

fn done(texts: &Texts) -> Event {
    Event::default().event("done").data(texts.say("web-checks-done", &[]))
}
