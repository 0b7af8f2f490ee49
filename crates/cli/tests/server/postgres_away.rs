//! PostgreSQL is stopped for a while: what comes in waits, the server says so, and goes on by itself.
//!
//! `TUIXIN_TEST_AWAY=30` keeps it stopped for longer than the usual run has time for.

use std::thread;
use std::time::Duration;

use crate::client::{ask, get, post};
use crate::mails::{bounce, into_directory, into_maildir};
use crate::place::Place;
use crate::postgres;
use crate::program::{Server, serve, until};
use crate::stored::{assert_once, files};

#[test]
fn what_comes_in_waits_until_postgres_is_back() {
    let Some(mut database) = postgres::Server::start(false) else { return };
    let place = Place::postgres(&database);
    let server = Server::start(&place);
    let recipients: Vec<String> = (0..60).map(|number| format!("user{number}@example.com")).collect();
    let (before, during) = recipients.split_at(20);
    let (to_maildir, to_others) = during.split_at(20);
    let (to_directory, to_http) = to_others.split_at(10);

    before.iter().for_each(|recipient| into_maildir(&place.maildir(), recipient));
    until("the first are taken", || files(&place.maildir().join(".Done/cur")) == before.len());
    assert_eq!(get(server.address, "/readyz").unwrap().status, 200);

    database.stop();
    to_maildir.iter().for_each(|recipient| into_maildir(&place.maildir(), recipient));
    to_directory.iter().for_each(|recipient| into_directory(&place.directory(), recipient));
    let ready = || get(server.address, "/readyz").unwrap();
    until("the server tells that it waits", || ready().body.contains("takes nothing since"));
    assert_eq!(ready().status, 503);
    assert!(ready().body.contains("its database does not answer"), "{}", ready().body);
    for recipient in to_http {
        let answer = post(server.address, "/v1/deliveries", "message/rfc822", bounce(recipient).as_bytes()).unwrap();
        assert_eq!(answer.status, 503, "{}", answer.body);
    }
    let explained = post(server.address, "/v1/explain", "text/plain", b"550 5.1.1 User unknown").unwrap();
    assert_eq!(explained.status, 200, "explaining needs no store: {}", explained.body);
    assert_eq!(get(server.address, "/healthz").unwrap().status, 200);
    thread::sleep(Duration::from_secs(std::env::var("TUIXIN_TEST_AWAY").ok().map_or(5, |seconds| seconds.parse().unwrap())));
    assert_eq!(files(&place.maildir().join("new")), to_maildir.len());
    assert_eq!(files(&place.directory()), to_directory.len());

    database.start_again();
    until("the server goes on", || ready().status == 200);
    for recipient in to_http {
        let handed = || post(server.address, "/v1/deliveries", "message/rfc822", bounce(recipient).as_bytes()).unwrap();
        until("it takes what it refused", || handed().status == 200);
    }
    until("all is taken", || files(&place.maildir().join("new")) + files(&place.directory()) == 0);
    assert_once(&place, server.address, &recipients);
    assert_eq!(server.end(), 0);
}

#[test]
fn a_good_token_is_not_called_wrong_while_postgres_is_away() {
    let Some(mut database) = postgres::Server::start(false) else { return };
    let place = Place::postgres(&database);
    let token = place.run(&["token", "add", "crm", "--scopes", "write"], "").stdout;
    let bearer = format!("Bearer {}", token.trim());
    let server = Server::start(&place);
    let hand_over = |bearer: &str| {
        let headers = [("Content-Type", "text/plain"), ("Authorization", bearer)];
        ask(server.address, "POST /v1/deliveries HTTP/1.1", &headers, b"550 5.1.1 <bob@example.com>: User unknown").unwrap().status
    };
    database.stop();
    // A program that hears 401 gives up for good; after a 503 it comes again.
    assert_eq!(hand_over(&bearer), 503);
    assert_eq!(hand_over("Bearer tx_wrong"), 503);
    database.start_again();
    until("it is let in", || hand_over(&bearer) == 200);
    assert_eq!(hand_over("Bearer tx_wrong"), 401);
}

#[test]
fn whoever_signed_in_stays_so_while_postgres_is_away() {
    let Some(mut database) = postgres::Server::start(false) else { return };
    let place = Place::postgres(&database);
    place.well(&["user", "add", "ann"], "correct horse battery\n");
    let server = Server::start(&place);
    let form = "application/x-www-form-urlencoded";
    let signed_in = post(server.address, "/sign-in", form, b"name=ann&password=correct+horse+battery").unwrap();
    let cookie = signed_in.cookie().unwrap();
    let overview = || ask(server.address, "GET /overview HTTP/1.1", &[("Cookie", cookie)], b"").unwrap();
    assert_eq!(overview().status, 200);
    database.stop();
    let away = overview();
    assert_eq!((away.status, away.cookie()), (503, None), "{}", away.head);
    assert!(away.body.contains("Your sign-in is kept"), "{}", away.body);
    database.start_again();
    until("the overview is shown again", || overview().status == 200);
    assert_eq!(server.end(), 0);
}

#[test]
fn a_server_that_finds_no_database_says_so() {
    let mut place = Place::sqlite();
    place.url = Some(format!("postgres://tuixin:secret@/tuixin?host={}", place.path().display().to_string().replace('/', "%2F")));
    let ran = place.run_with(&["serve", "--listen", "127.0.0.1:0"], &[("TUIXIN_STORE_WAIT_AT_START", "2s")]);
    assert_eq!(ran.code, 1);
    let told: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(told.len(), 2, "it says once that it waits, and once that it gives up: {}", ran.stderr);
    assert!(told.iter().all(|line| line.starts_with("tuixin: the database does not answer: ")), "{}", ran.stderr);
    assert!(told[0].ends_with("; trying again for 2 seconds") && !ran.stderr.contains("secret"), "{}", ran.stderr);
}

#[test]
fn a_server_that_is_started_before_its_database_waits_for_it() {
    let Some(mut database) = postgres::Server::start(false) else { return };
    let place = Place::postgres(&database);
    database.stop();
    let starting = thread::spawn({
        let command = serve(&place);
        move || Server::of(command)
    });
    thread::sleep(Duration::from_secs(2));
    assert!(!starting.is_finished(), "it started without its database");
    database.start_again();
    let server = starting.join().unwrap();
    assert_eq!(get(server.address, "/readyz").unwrap().status, 200);
    assert!(server.told().contains("trying again for 60 seconds"), "{}", server.told());
    assert_eq!(server.end(), 0);
}
