//! Incidents that are looked into again, in a world where their fault is there and in one where it is mended.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::kept::{JSON, Server, asking, of};
use jiff::Timestamp;
use serde_json::{Value, json};
use tuixin_check::dns::{Dns, Zone};
use tuixin_check::{Bounds, Ground, Reach, World};
use tuixin_web::recovery::look_into_all;

/// A world in which example.cn may send from 192.0.2.1, and zen.spamhaus.org answers and lists nobody of ours.
const WELL: &str = "
example.cn                               TXT  \"v=spf1 ip4:192.0.2.1 -all\"
1.2.0.192.in-addr.arpa                   PTR  out.example.cn
out.example.cn                           A    192.0.2.1
2.0.0.127.zen.spamhaus.org               A    127.0.0.2
2.0.0.127.zen.spamhaus.org               A    127.0.0.4
2.0.0.127.zen.spamhaus.org               A    127.0.0.10
";

const LISTED: &str = "1.2.0.192.zen.spamhaus.org A 127.0.0.2\n";

fn ground(zone: &str) -> Ground {
    let bounds = Bounds::default();
    let mut world = World::of(Dns::new(Zone::parse(zone).unwrap(), &bounds), bounds);
    // The address of the tests is one of the documentation.
    world.reach = Reach::Anywhere;
    Ground::of(world)
}

const BLOCKED: &str = "554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org";

/// Hands over as many failures as make an incident, and gives its id.
async fn incident(server: &Server, reply: &str) -> String {
    for number in 0..6 {
        let recipient = format!("user{number}@example.com");
        let submission = json!({
            "reply": reply, "recipient": recipient, "sender": "ann@example.cn", "sending_ip": "192.0.2.1", "occurred_at": "2026-11-29T08:00:00Z"
        });
        server.post("/v1/deliveries", &[JSON], submission.to_string()).await;
    }
    let found = server.get("/v1/incidents?state=open").await;
    assert_eq!(found.at("/items/0/count"), json!(6), "{}", found.text());
    found.at("/items/0/id").as_str().unwrap().to_owned()
}

/// What a look into an incident says, and in which state it is then.
async fn looked(server: &Server, id: &str) -> (Value, Value, Value) {
    let look = server.post(&format!("/v1/incidents/{id}/check"), &[], "").await;
    assert_eq!(look.status.as_u16(), 200, "{}", look.text());
    (look.at("/standing"), look.at("/healed"), server.get(&format!("/v1/incidents/{id}")).await.at("/state"))
}

#[tokio::test]
async fn an_incident_ends_when_its_fault_is_mended() {
    for (reply, zone, expected) in [
        (BLOCKED, format!("{WELL}{LISTED}"), ("confirmed", false, "open")),
        (BLOCKED, WELL.to_owned(), ("refuted", true, "healed")),
        ("550 5.7.23 SPF validation failed for example.cn", WELL.to_owned(), ("refuted", true, "healed")),
        ("550 5.7.23 SPF validation failed for example.cn", WELL.replace("192.0.2.1 -all", "192.0.2.9 -all"), ("confirmed", false, "open")),
        ("550 5.7.25 The IP address sending this message does not have a PTR record setup", WELL.to_owned(), ("refuted", true, "healed")),
        // A list that is not named may be the receiver's own.
        ("550 5.7.1 Our system has detected that your IP is on a block list", WELL.to_owned(), ("open", false, "open")),
        // No check knows how many mails a receiver takes in an hour.
        ("421 4.7.0 Too many messages from your IP, try again later", WELL.to_owned(), ("open", false, "open")),
    ] {
        let server = asking(ground(&zone)).await;
        let id = incident(&server, reply).await;
        let (standing, healed, state) = expected;
        assert_eq!(looked(&server, &id).await, (json!(standing), json!(healed), json!(state)), "{reply}");
    }
}

#[tokio::test]
async fn what_was_looked_at_is_kept_and_shown() {
    let server = asking(ground(WELL)).await;
    let id = incident(&server, BLOCKED).await;
    let page = server.get(&format!("/incidents/{id}")).await;
    assert!(page.text().contains(&format!("/incidents/{id}/check")), "{}", page.text());
    looked(&server, &id).await;
    let ended = server.get(&format!("/v1/incidents/{id}")).await;
    assert_eq!((ended.at("/healed_by"), ended.at("/healed_evidence/0/check")), (json!("check"), json!("blocklist")), "{}", ended.text());
    assert_eq!(ended.at("/healed_evidence/0/subject"), json!("192.0.2.1"));
    let page = server.get(&format!("/incidents/{id}")).await;
    assert!(page.text().contains("Looked at") && !page.text().contains("/check\""), "{}", page.text());
}

#[tokio::test]
async fn a_round_leaves_alone_what_was_heard_of_lately() {
    let server = asking(ground(WELL)).await;
    incident(&server, BLOCKED).await;
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    assert_eq!(look_into_all(&server.app, at("2026-11-29T08:00:00Z")).await, 0);
    assert_eq!(look_into_all(&server.app, at("2026-11-29T08:00:01Z")).await, 1);
    assert_eq!(look_into_all(&server.app, at("2026-11-29T08:00:01Z")).await, 0);
}

#[tokio::test]
async fn without_checks_nothing_is_looked_into() {
    let server = of(|_| {}).await;
    let id = incident(&server, BLOCKED).await;
    let refused = server.post(&format!("/v1/incidents/{id}/check"), &[], "").await;
    assert_eq!((refused.status.as_u16(), refused.at("/type")), (403, json!("/api#problem-checks-off")));
    assert!(!server.get(&format!("/incidents/{id}")).await.text().contains("/check\""));
    assert_eq!(server.post("/v1/incidents/00000000000000000000000000000000/check", &[], "").await.status.as_u16(), 404);
}
