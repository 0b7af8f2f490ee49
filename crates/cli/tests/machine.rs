//! What programs read: the fields of the contract, one by one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]

mod common;

use common::tuixin;
use serde_json::{Value, json};

/// The objects that a run prints.
fn objects(arguments: &[&str]) -> Vec<Value> {
    let ran = tuixin(&[&["explain", "--format", "ndjson"], arguments].concat()).run();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Compares one place (a JSON pointer) in what a run prints.
fn check(arguments: &[&str], place: &str, expected: Value) {
    let all = Value::Array(objects(arguments));
    assert_eq!(all.pointer(place).unwrap_or(&Value::Null), &expected, "{place} of {arguments:?} in {all:#}");
}

const LISTED: &str = "550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org";

/// Field names and the names of their fields, as the contract lists them.
const MESSAGE: [&str; 8] = ["source", "kind", "format", "agent", "message", "warnings", "auto_reply", "deliveries"];
const DELIVERY: [&str; 14] = [
    "recipient",
    "original_recipient",
    "action",
    "status",
    "reply_code",
    "stage",
    "reply",
    "span",
    "remote_mta",
    "reporting_mta",
    "retry_until",
    "provider",
    "feedback_type",
    "diagnosis",
];
const DIAGNOSIS: [&str; 15] = [
    "cause",
    "group",
    "permanence",
    "reply_permanence",
    "party",
    "suppress",
    "cause_suppress",
    "retry",
    "scope",
    "confidence",
    "basis",
    "alternatives",
    "conflict",
    "facts",
    "as",
];
const FACTS: [&str; 7] = ["blocklist", "listed_ip", "limit_bytes", "limit_recipients", "retry_after_s", "provider_code", "help_url"];

fn known_fields(value: &Value, known: &[&str]) {
    for (name, value) in value.as_object().unwrap() {
        assert!(known.contains(&name.as_str()), "{name} is not in the contract");
        assert!(!value.is_null() && value != &json!("") && value != &json!({}), "{name} says nothing: absent means unknown");
    }
}

#[test]
fn only_fields_of_the_contract_are_printed() {
    let examples = common::example("");
    for object in objects(&["--as", "sisimai", "two-causes.eml", "chinese-gbk.eml", "letter.eml", LISTED, &examples]) {
        known_fields(&object, &MESSAGE);
        for delivery in object["deliveries"].as_array().unwrap() {
            known_fields(delivery, &DELIVERY);
            let Some(diagnosis) = delivery.get("diagnosis") else { continue };
            known_fields(diagnosis, &DIAGNOSIS);
            for always in ["cause", "group", "permanence", "party", "suppress", "retry", "scope", "confidence"] {
                assert!(diagnosis.get(always).is_some(), "{always} is always there");
            }
            if let Some(facts) = diagnosis.get("facts") {
                known_fields(facts, &FACTS);
            }
        }
    }
}

#[test]
fn values_stand_where_programs_look_for_them() {
    check(&["two-causes.eml"], "/0/source", json!("two-causes.eml"));
    check(&["two-causes.eml"], "/0/kind", json!("failed"));
    check(&["two-causes.eml"], "/0/format", json!("rfc3464"));
    check(&["two-causes.eml"], "/0/message/subject", json!("Photos of the opening"));
    check(&["two-causes.eml"], "/0/deliveries/0/recipient", json!("peter@example.com"));
    check(&["two-causes.eml"], "/0/deliveries/0/status", json!("5.1.1"));
    check(&["two-causes.eml"], "/0/deliveries/0/reply_code", json!(550));
    check(&["two-causes.eml"], "/0/deliveries/0/remote_mta", json!("mx.example.com"));
    check(&["two-causes.eml"], "/0/deliveries/0/reporting_mta", json!("relay.example.net"));
    check(&["two-causes.eml"], "/0/deliveries/0/diagnosis/cause", json!("user-unknown"));
    check(&["two-causes.eml"], "/0/deliveries/0/diagnosis/suppress", json!("now"));
    check(&["two-causes.eml"], "/0/deliveries/2/diagnosis/cause", json!("message-too-big"));
    check(&["two-causes.eml"], "/0/deliveries/2/diagnosis/suppress", json!("no"));
    check(&["chinese-gbk.eml"], "/0/deliveries/0/recipient", json!("liu.yang@example.cn"));
    check(&["letter.eml"], "/0/kind", json!("other"));
    check(&["letter.eml"], "/0/deliveries", json!([]));
    check(&[LISTED], "/0/source", Value::Null);
    check(&[LISTED], "/0/deliveries/0/diagnosis/facts", json!({"blocklist": "zen.spamhaus.org", "listed_ip": "192.0.2.1"}));
    check(
        &["552 5.3.4 Message size exceeds fixed limit of 10485760 bytes"],
        "/0/deliveries/0/diagnosis/facts/limit_bytes",
        json!(10_485_760),
    );
    check(&["450 4.2.0 Greylisted, see you in 300 seconds"], "/0/deliveries/0/diagnosis/facts/retry_after_s", json!(300));
}

#[test]
fn the_basis_points_at_words_of_the_reply() {
    for object in objects(&["two-causes.eml", LISTED, "550 用户不存在"]) {
        for delivery in object["deliveries"].as_array().unwrap() {
            let basis = &delivery["diagnosis"]["basis"][0];
            let place = |name: &str| usize::try_from(basis[name].as_u64().unwrap()).unwrap();
            let reply = delivery["reply"].as_str().unwrap();
            assert_eq!(&reply[place("start")..place("end")], basis["text"].as_str().unwrap());
            assert!(basis["rule"].as_str().unwrap().contains('/'));
        }
    }
}

#[test]
fn the_span_leads_to_the_reply_in_the_input() {
    let text = "550 5.1.1 No such user\n452 4.2.2 Mailbox full\n";
    let ran = tuixin(&["explain", "--format", "ndjson"]).stdin(text.as_bytes()).run();
    let replies: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(replies.len(), 2);
    for object in replies {
        let delivery = &object["deliveries"][0];
        let place = |name: &str| usize::try_from(delivery["span"][name].as_u64().unwrap()).unwrap();
        assert_eq!(object["source"], json!("-"));
        assert_eq!(&text[place("start")..place("end")], delivery["reply"].as_str().unwrap());
    }
}

#[test]
fn json_is_one_array_of_the_same_objects() {
    for inputs in [&["two-causes.eml", "letter.eml"][..], &["letter.eml"]] {
        let ran = tuixin(&[&["explain", "--format", "json"], inputs].concat()).run();
        assert_eq!(serde_json::from_str::<Vec<Value>>(&ran.stdout).unwrap(), objects(inputs));
    }
    let nothing = tuixin(&["explain", "--format", "json", "missing.eml"]).run();
    assert_eq!((nothing.stdout.as_str(), nothing.code), ("[]\n", 1));
}

#[test]
fn another_system_s_word_is_added_when_asked_for() {
    for (vocabulary, word) in
        [("sisimai", "userunknown"), ("kumomta", "InvalidRecipient"), ("ses", "Permanent/NoEmail"), ("sendgrid", "Invalid Address")]
    {
        check(&["--as", vocabulary, "two-causes.eml"], "/0/deliveries/0/diagnosis/as", json!(word));
    }
    check(&["two-causes.eml"], "/0/deliveries/0/diagnosis/as", Value::Null);
}

#[test]
fn a_directory_gives_one_object_for_each_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("b")).unwrap();
    std::fs::write(folder.path().join("b/1.txt"), "550 No such user").unwrap();
    std::fs::write(folder.path().join("a.eml"), "From: a@example.com\nTo: b@example.com\n\nHello").unwrap();
    std::fs::write(folder.path().join("c.bin"), [0; 40]).unwrap();
    std::fs::write(folder.path().join("d.txt"), "").unwrap();
    let ran = tuixin(&["explain", "--format", "ndjson", "inbox/"]).within(folder.path()).run();
    assert_eq!(ran.code, 1, "inbox does not exist");
    let ran = tuixin(&["explain", "--format", "ndjson", "./"]).within(folder.path()).run();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let seen: Vec<(String, String)> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|object| (object["source"].as_str().unwrap().replace('\\', "/"), object["kind"].as_str().unwrap().to_owned()))
        .collect();
    let expected = [("./a.eml", "other"), ("./b/1.txt", "failed"), ("./c.bin", "other"), ("./d.txt", "other")];
    assert_eq!(seen, expected.map(|(source, kind)| (source.to_owned(), kind.to_owned())));
}

#[test]
fn csv_has_one_row_for_each_delivery() {
    let ran = tuixin(&["explain", "--format", "csv", "two-causes.eml", "letter.eml", "complaint.eml", "away.eml"]).run();
    assert!(ran.stdout.lines().next().unwrap().starts_with("source,kind,format,warnings,recipient,"));
    assert!(ran.stdout.split_inclusive('\n').all(|line| line.ends_with("\r\n") || line.contains('"')), "{}", ran.stdout);
    let mut reader = csv::Reader::from_reader(ran.stdout.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, name: &str| rows[row].get(header.iter().position(|column| column == name).unwrap()).unwrap().to_owned();
    assert_eq!(rows.len(), 6);
    assert_eq!(
        (cell(0, "recipient").as_str(), cell(0, "cause").as_str(), cell(0, "status").as_str()),
        ("peter@example.com", "user-unknown", "5.1.1")
    );
    assert_eq!((cell(2, "recipient").as_str(), cell(2, "cause").as_str()), ("archive@example.cn", "message-too-big"));
    assert_eq!((cell(3, "kind").as_str(), cell(3, "cause").as_str()), ("other", ""));
    assert_eq!((cell(4, "recipient").as_str(), cell(4, "feedback_type").as_str()), ("bob@example.com", "abuse"));
    assert_eq!((cell(5, "auto_reply_until").as_str(), cell(5, "auto_reply_instead").as_str()), ("2026-11-30", "carol@example.com"));
    assert!((0..4).all(|row| [cell(row, "feedback_type"), cell(row, "auto_reply_until")] == ["", ""]));
}

#[test]
fn csv_cells_are_not_run_as_formulas() {
    let mail = std::fs::read_to_string(common::fixtures().join("two-causes.eml")).unwrap();
    let mail = mail.replace("Subject: Photos of the opening", "Subject: =HYPERLINK(\"https://example.com\")");
    let ran = tuixin(&["explain", "--format", "csv", "-"]).stdin(mail.as_bytes()).run();
    assert!(ran.stdout.contains("\"'=HYPERLINK(\"\"https://example.com\"\")\""), "{}", ran.stdout);
    assert!(!ran.stdout.contains(",=") && !ran.stdout.contains(",\"="), "{}", ran.stdout);
}

#[test]
fn every_example_is_explained() {
    for (name, kind, causes) in [
        ("user-unknown.eml", "failed", &["user-unknown", "mailbox-full"][..]),
        ("exim-prose.eml", "failed", &["message-too-big"]),
        ("gmail-unauthenticated.eml", "failed", &["sender-unauthenticated"]),
        ("qq-frequency.eml", "failed", &["rate-limited"]),
        ("exchange-online.eml", "failed", &["user-unknown"]),
        ("netease-gbk.eml", "failed", &["user-unknown"]),
        ("delayed.eml", "delayed", &["connection-timeout"]),
    ] {
        let object = &objects(&[&common::example(name)])[0];
        let found: Vec<&str> =
            object["deliveries"].as_array().unwrap().iter().map(|delivery| delivery["diagnosis"]["cause"].as_str().unwrap()).collect();
        assert_eq!((object["kind"].as_str(), found.as_slice()), (Some(kind), causes), "{name}");
    }
    let replies = objects(&[&common::example("replies.txt")]);
    let found: Vec<&str> = replies.iter().map(|object| object["deliveries"][0]["diagnosis"]["cause"].as_str().unwrap()).collect();
    assert_eq!(found, ["user-unknown", "ip-blocklisted", "greylisted", "too-many-recipients", "login-failed"]);
}

#[test]
fn a_mail_that_was_not_ours_suppresses_nobody() {
    check(&["foreign.eml"], "/0/deliveries/0/diagnosis/suppress", json!("now"));
    check(&["--mine", "example.cn,192.0.2.0/24", "foreign.eml"], "/0/warnings", json!(["backscatter"]));
    check(&["--mine", "example.cn", "--mine", "192.0.2.1", "foreign.eml"], "/0/deliveries/0/diagnosis/suppress", json!("no"));
    check(&["--mine", "shop.example.net", "foreign.eml"], "/0/deliveries/0/diagnosis/suppress", json!("now"));
    assert_eq!(tuixin(&["explain", "--mine", "nonsense", "foreign.eml"]).run().code, 2);
}

#[test]
fn what_is_no_failure_has_its_own_facts() {
    check(&["complaint.eml"], "/0/kind", json!("complaint"));
    check(&["complaint.eml"], "/0/deliveries/0", json!({"recipient": "bob@example.com", "feedback_type": "abuse"}));
    check(&["away.eml"], "/0/auto_reply", json!({"until": "2026-11-30", "instead": "carol@example.com"}));
    check(&["imitation.eml"], "/0/warnings", json!(["imitation"]));
    check(&["imitation.eml"], "/0/deliveries", json!([]));
}
