//! `tuixin check`, `explain --check` and `preflight`, run as a user would in a world of our own.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;
mod world;

use common::{Ran, example, tuixin};
use serde_json::Value;
use world::World;

fn run(world: &World, arguments: &[&str]) -> Ran {
    let network = world.arguments();
    let arguments: Vec<&str> = arguments.iter().copied().chain(network.iter().map(String::as_str)).collect();
    tuixin(&arguments).run()
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {} {}", ran.stdout, ran.stderr))
}

/// The checks of a target with their verdicts, in their order.
fn verdicts(target: &Value) -> String {
    let checks = target["checks"].as_array().unwrap().iter();
    checks.map(|check| format!("{}={}", check["check"].as_str().unwrap(), check["verdict"].as_str().unwrap())).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_world_is_asked_and_told() {
    let Some(world) = World::start("tuixin check") else { return };

    // An address that gets through.
    let ran = run(&world, &["check", "bob@example.com", "--only", "address,typo,domain,null-mx,mx,smtp", "--format", "json"]);
    assert_eq!(verdicts(&json(&ran)[0]), "address=passed typo=passed domain=passed null-mx=passed mx=passed smtp=passed", "{}", ran.stdout);
    assert_eq!(ran.code, 0);
    assert!(!world.heard().iter().any(|line| line.contains("bob")), "the local part stays here: {:?}", world.heard());

    // One that does not, and why.
    let ran = run(&world, &["check", "bob@nomail.example.com", "--only", "null-mx"]);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert!(ran.stdout.contains("nomail.example.com Something has to be mended."), "{}", ran.stdout);

    // The recipient is asked for only when that is allowed.
    let ran = run(&world, &["check", "bob@example.com", "--only", "smtp", "--probe-recipient"]);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert!(world.heard().iter().any(|line| line == "RCPT TO:<bob@example.com>"), "{:?}", world.heard());

    // Who sends, with the record that mends it.
    let sending =
        ["check", "--from", "ann@example.cn", "--helo", "out.example.cn", "--only", "spf,dmarc,ptr,helo", "--format", "json", "--ip"];
    let ran = run(&world, &[sending.as_slice(), &["198.51.100.7"]].concat());
    assert_eq!(verdicts(&json(&ran)[0]), "spf=passed dmarc=passed ptr=passed helo=passed", "{}", ran.stdout);
    let ran = run(&world, &[sending.as_slice(), &["203.0.113.9"]].concat());
    let target = &json(&ran)[0];
    assert_eq!(verdicts(target), "spf=failed dmarc=passed ptr=failed helo=warning", "{}", ran.stdout);
    let record = &target["checks"][0]["findings"][0]["fix"]["record"];
    assert_eq!(record["name"], "example.cn");
    assert_eq!(record["value"], "v=spf1 ip4:198.51.100.7 ip4:203.0.113.9 -all");

    // Whoever waits for something that is well already does not wait.
    let ran = run(&world, &["check", "example.com", "--only", "mx", "--watch", "1"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);

    // Many targets, as rows.
    let ran = tuixin(
        &[
            &["check", "--file", "-", "--only", "mx", "--format", "csv"],
            world.arguments().iter().map(String::as_str).collect::<Vec<_>>().as_slice(),
        ]
        .concat(),
    )
    .stdin(b"# domains\nexample.com\n\nnomail.example.com\n")
    .run();
    let rows: Vec<&str> = ran.stdout.lines().collect();
    assert!(rows[0].starts_with("target,check,subject,verdict,finding,"), "{}", ran.stdout);
    assert!(rows[1].starts_with("example.com,mx,example.com,passed,mx-found,"), "{}", ran.stdout);

    // A diagnosis is followed up, and its steps come back ticked.
    let ran =
        run(&world, &["explain", "--check", "--format", "ndjson", "550 5.1.2 Sorry, I couldnt find any host named example.com. (#5.1.2)"]);
    let delivery = &json(&ran)["deliveries"][0];
    assert_eq!(delivery["diagnosis"]["cause"], "domain-not-found");
    assert_eq!(delivery["outlook"]["standing"], "refuted", "{}", ran.stdout);
    assert_eq!(delivery["outlook"]["suppress"], "no");
    let dug = delivery["steps"].as_array().unwrap().iter().find(|step| step["step"] == "dig-domain").unwrap();
    assert_eq!(dug["state"], "done");

    // People read the same.
    let ran = run(&world, &["explain", "--check", &example("user-unknown.eml")]);
    assert!(ran.stdout.contains("[checked: not the problem]"), "{}", ran.stdout);
    let ran = run(&world, &["explain", "--check", "--lang", "zh", &example("user-unknown.eml")]);
    assert!(ran.stdout.contains("[已检查：问题不在这里]"), "{}", ran.stdout);
}

#[test]
fn a_table_tells_what_checks_make_of_each_delivery() {
    let Some(world) = World::start("a table with checks") else { return };
    let texts = [
        "550 5.1.2 Sorry, I couldnt find any host named example.com. (#5.1.2)",
        "550 5.1.2 Sorry, I couldnt find any host named gone.example.com. (#5.1.2)",
    ];
    let ran = run(&world, &["explain", "--check", "--format", "csv", texts[0], texts[1]]);
    let mut reader = csv::Reader::from_reader(ran.stdout.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cells = |row: usize| -> Vec<&str> {
        let names = ["cause", "suppress", "check_standing", "check_suppress", "check_failed"];
        names.iter().map(|name| &rows[row][header.iter().position(|known| known == *name).unwrap()]).collect()
    };
    assert_eq!(cells(0), ["domain-not-found", "now", "refuted", "no", ""], "{}", ran.stdout);
    assert_eq!(cells(1)[2..4], ["confirmed", "now"], "{}", ran.stdout);
    assert!(cells(1)[4].contains("domain"), "{}", ran.stdout);
}

#[test]
fn a_mail_is_looked_at_before_it_is_sent() {
    let Some(world) = World::start("tuixin preflight") else { return };
    let mail = |to: &str, more: &str| {
        format!(
            "From: Ann <ann@example.cn>\r\nTo: {to}\r\nSubject: numbers\r\nDate: {}\r\nMessage-ID: <1@example.cn>\r\n\
MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n{more}",
            "Mon, 2 Nov 2026 10:00:00 +0800"
        )
    };
    let look = |mail: &str| {
        let network = world.arguments();
        let arguments = ["preflight", "-", "--format", "json", "--ip", "198.51.100.7", "--helo", "out.example.cn"];
        let arguments: Vec<&str> = arguments.into_iter().chain(network.iter().map(String::as_str)).collect();
        let ran = tuixin(&arguments).stdin(mail.as_bytes()).run();
        let found = json(&ran);
        let told = |domain: &Value| {
            let causes: Vec<&str> = domain["risks"].as_array().unwrap().iter().map(|risk| risk["cause"].as_str().unwrap()).collect();
            format!("{} {} {}", domain["domain"].as_str().unwrap(), domain["prospect"].as_str().unwrap(), causes.join(","))
        };
        let domains: Vec<String> = found["domains"].as_array().unwrap().iter().map(told).collect();
        (domains.join("\n"), ran.code)
    };
    assert_eq!(look(&mail("bob@example.com", "")), ("example.com will-pass ".to_owned(), 0));
    assert_eq!(
        look(&mail("bob@example.com, eve@nomail.example.com", "")),
        ("example.com will-pass \nnomail.example.com will-bounce domain-no-mail".to_owned(), 1)
    );
    let long = "line\r\n".repeat(5000);
    assert_eq!(look(&mail("bob@example.com", &long)), ("example.com will-bounce message-too-big".to_owned(), 1));
    let forged = mail("bob@example.com", "").replace("ann@example.cn", "ann@nomail.example.com");
    let (told, code) = look(&forged);
    assert!(told.starts_with("example.com may-bounce") && told.contains("spf-failed") && code == 1, "{told}");
}

#[test]
fn nothing_is_sent_when_nothing_is_to_be_sent() {
    let ran = tuixin(&["check", "--dry-run", "bob@example.com", "-n", "127.0.0.1:1"]).run();
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.contains("example.com MX\n") && ran.stdout.contains("example.com SMTP\n"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("bob"), "the local part stays here: {}", ran.stdout);
}

#[test]
fn what_cannot_be_asked_is_unknown_and_wrong_usage_is_told() {
    // Nobody listens there.
    let nobody = format!("127.0.0.1:{}", world::free_port());
    let ran = tuixin(&["check", "example.com", "--no-connect", "-t", "0.2", "-n", &nobody]).run();
    assert_eq!(ran.code, 3, "{}", ran.stdout);
    for (arguments, expected) in [
        (vec!["check", "localhost"], "is no address, domain or IP address"),
        (vec!["check", "example.com", "-n", "nowhere:x"], "Cannot ask these resolvers"),
        (vec!["check", "example.com", "--only", "everything"], "there is no such check"),
        (vec!["preflight", "missing.eml"], "missing.eml"),
        (vec!["check"], "required"),
    ] {
        let ran = tuixin(&arguments).run();
        assert_eq!(ran.code, 2, "{arguments:?} {}", ran.stderr);
        assert!(ran.stderr.contains(expected), "{arguments:?} {}", ran.stderr);
    }
}
