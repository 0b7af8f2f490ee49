//! The first minutes with the server: nothing set up, then opened to others.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};

use crate::client::{ask, get, post};
use crate::place::Place;
use crate::program::{Server, serve, until};

const REPLY: &[u8] = b"550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown";

#[test]
fn a_new_machine_needs_no_other_step() {
    let place = Place::sqlite();
    let server = Server::start(&place);
    let said = format!("Open http://{} in a browser. Ctrl-C ends the server.\n", server.address);
    assert!(server.told().contains(&said), "{}", server.told());
    for path in ["/", "/healthz", "/readyz", "/v1/causes", "/v1/deliveries", "/overview"] {
        assert_eq!(get(server.address, path).unwrap().status, 200, "{path}");
    }
    let explained = post(server.address, "/v1/explain", "text/plain", REPLY).unwrap();
    assert!(explained.body.contains("\"user-unknown\""), "{}", explained.body);
    assert!(place.data.join("tuixin.db").is_file());
    assert_private(&place);
    assert_eq!(server.end(), 0);
}

/// What lies there are addresses, which are nobody else's business.
fn assert_private(place: &Place) {
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(fs::metadata(&place.data).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn nobody_is_let_in_from_outside_before_there_is_a_user() {
    let place = Place::sqlite();
    let ran = serve(&place).args(["--listen", "0.0.0.0:0"]).output().unwrap();
    let said = "tuixin: 0.0.0.0:0 can be reached by others, so the server does not start without authentication. Make a user first: tuixin user add NAME";
    let told = String::from_utf8(ran.stderr).unwrap();
    let lines: Vec<&str> = told.lines().filter(|line| !line.contains(" INFO ")).collect();
    assert_eq!((ran.status.code(), &lines[..]), (Some(2), &[said][..]));
    // Nothing was taken from what is watched either.
    assert!(!place.maildir().join(".Done").exists());
}

#[test]
fn whoever_comes_from_outside_needs_a_token() {
    let place = Place::sqlite();
    assert_eq!(place.well(&["user", "add", "ann"], "correct horse battery\n"), "ann may sign in now.\n");
    let token = place.run(&["token", "add", "crm"], "").stdout;
    let mut command = serve(&place);
    command.env("TUIXIN_SERVER_LISTEN", "0.0.0.0:0");
    let server = Server::of(command);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, server.address.port()));
    let explain = |headers: &[(&str, &str)]| {
        let headers = [&[("Content-Type", "text/plain")], headers].concat();
        ask(address, "POST /v1/explain HTTP/1.1", &headers, REPLY).unwrap().status
    };
    let bearer = format!("Bearer {}", token.trim());
    assert_eq!(explain(&[]), 401);
    assert_eq!(explain(&[("Authorization", "Bearer tx_wrong")]), 401);
    assert_eq!(explain(&[("Authorization", &bearer)]), 200);
    // A token is for what it was made for: this one may not write.
    let handed = ask(address, "POST /v1/deliveries HTTP/1.1", &[("Content-Type", "text/plain"), ("Authorization", &bearer)], REPLY);
    assert_eq!(handed.unwrap().status, 403);
    // What is kept is for whoever signed in.
    for page in ["/overview", "/recipients", "/incidents", "/quarantine"] {
        assert_eq!(get(address, page).unwrap().status, 303, "{page}");
    }
    assert_eq!(place.well(&["token", "remove", "crm"], ""), "");
    // What the store said of a token a moment ago is believed for some seconds.
    until("it is refused", || explain(&[("Authorization", &bearer)]) == 401);
    assert_eq!(server.end(), 0);
}

#[test]
fn a_second_server_on_the_same_port_says_so() {
    let place = Place::sqlite();
    let server = Server::start(&place);
    let address = server.address.to_string();
    let ran = place.run(&["serve", "--listen", &address], "");
    let expected = format!("tuixin: {address} is in use, perhaps by another tuixin serve; choose another one with --listen\n");
    assert!(ran.code == 1 && ran.stderr.ends_with(&expected), "{}", ran.stderr);
}
