//! A server with a store of its own.

use std::sync::Arc;

use axum::Router;
use serde_json::json;
use tempfile::TempDir;
use tuixin::advice::{Language, Texts};
use tuixin::knowledge::Knowledge;
use tuixin_check::Ground;
use tuixin_flow::{Flow, FlowSettings};
use tuixin_store::{Location, Store};
use tuixin_web::{App, Means};

use super::{Answer, open, send};

pub const JSON: &str = "content-type: application/json";

pub struct Server {
    pub app: App,
    pub store: Store,
    pub router: Router,
    _directory: TempDir,
}

/// One that looks nothing up.
pub async fn server() -> Server {
    of(|_| {}).await
}

/// One whose world is this.
pub async fn asking(ground: Ground) -> Server {
    of(|means| means.ground = Some(ground)).await
}

/// One that is made of other means than usual.
pub async fn of(change: impl FnOnce(&mut Means)) -> Server {
    let directory = TempDir::new().unwrap();
    let store = Store::open(&Location::Sqlite(directory.path().join("tuixin.db")), tuixin_store::Settings::default()).await.unwrap();
    let knowledge = Arc::new(Knowledge::embedded());
    let flow = Flow::start(Arc::clone(&knowledge), tuixin::Options::default(), store.clone(), FlowSettings::default()).unwrap();
    let mut means = Means::of(knowledge, Texts::embedded(Language::English), Texts::embedded(Language::Chinese));
    (means.store, means.flow) = (Some(store.clone()), Some(flow));
    change(&mut means);
    let app = App::of(means);
    Server { router: open(&app), app, store, _directory: directory }
}

impl Server {
    pub async fn get(&self, path: &str) -> Answer {
        send(&self.router, &format!("GET {path}"), &[], "").await
    }

    pub async fn post(&self, path: &str, fields: &[&str], body: impl Into<axum::body::Body>) -> Answer {
        send(&self.router, &format!("POST {path}"), fields, body).await
    }

    /// Hands over a reply about an address that does not exist.
    pub async fn submit(&self, recipient: &str) -> Answer {
        let reply = format!("550 5.1.1 <{recipient}>: Recipient address rejected: User unknown");
        let submission = json!({"reply": reply, "sender": "ann@example.cn", "sending_ip": "192.0.2.1"});
        self.post("/v1/deliveries", &[JSON], submission.to_string()).await
    }
}
