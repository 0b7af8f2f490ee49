//! The commands around the store, each through the program, on both databases.

use std::fs;

use crate::client::post;
use crate::mails::bounce;
use crate::place::Place;
use crate::postgres;
use crate::program::Server;

/// Runs a trial on both databases.
fn on_both(trial: impl Fn(&Place)) {
    trial(&Place::sqlite());
    if let Some(server) = postgres::server() {
        trial(&Place::postgres(server));
    }
}

#[test]
fn suppressions_are_kept_by_hand() {
    on_both(|place| {
        let check = |expected: (i32, &str), address: &str| {
            let ran = place.run(&["suppress", "check", address], "");
            let listed: Vec<&str> = ran.stdout.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
            assert_eq!((ran.code, listed.join(" ").as_str(), ran.stderr.as_str()), (expected.0, expected.1, ""), "{}", ran.stdout);
        };
        check((0, ""), "bob@example.com");
        let added = place.well(&["suppress", "add", "--note", "asked by phone", "bob@example.com", "Eve@EXAMPLE.com"], "");
        assert_eq!(added, "2 addresses were added.\n");
        check((1, "bob@example.com"), "bob@example.com");
        check((1, "bob@EXAMPLE.com"), "bob@EXAMPLE.com");
        let asked = place.run(&["suppress", "check"], "ann@example.com\r\nbob@example.com\n\n");
        assert_eq!((asked.code, asked.stdout.lines().count()), (1, 2), "{asked:?}");
        let asked = place.run(&["suppress", "check"], "ann@example.com\nnobody\nbob@example.com\n");
        let told = "tuixin: “nobody” is no mail address; write it alone, as in bob@example.com\n";
        assert_eq!((asked.code, asked.stdout.lines().count(), asked.stderr.as_str()), (1, 2, told), "{asked:?}");
        for arguments in [&["suppress", "check", "nobody", "ann@example.com"][..], &["suppress", "check", "", "nobody"]] {
            let asked = place.run(arguments, "");
            assert_eq!((asked.code, asked.stdout.as_str()), (3, ""), "{asked:?}");
            assert!(asked.stderr.ends_with(told), "{asked:?}");
        }
        for arguments in [&["suppress", "add", "--for", "0d", "dave@example.com"][..], &["token", "add", "--for", "0s", "crm"]] {
            let refused = place.run(arguments, "");
            assert!(refused.code == 2 && refused.stderr.contains("it would be over at once"), "{refused:?}");
        }

        let exported = place.well(&["suppress", "export"], "");
        assert_eq!(exported.lines().count(), 3, "{exported}");
        assert!(exported.contains("asked by phone"), "{exported}");
        assert_eq!(place.well(&["suppress", "release", "bob@example.com"], ""), "");
        check((0, ""), "bob@example.com");
        let again = place.run(&["suppress", "release", "bob@example.com"], "");
        assert_eq!((again.code, again.stderr.as_str()), (1, "tuixin: bob@example.com is not on the list “default”\n"));

        let file = place.path().join("exported.csv");
        fs::write(&file, &exported).unwrap();
        assert_eq!(place.well(&["suppress", "import", "exported.csv"], ""), "One address was added, 0 rows were refused.\n");
        check((1, "bob@example.com"), "bob@example.com");
        let refused = place.run(&["suppress", "import", "-"], "address\nno address\ncarl@example.com\n");
        assert_eq!((refused.code, refused.stdout.as_str()), (1, "One address was added, 1 row was refused.\n"), "{refused:?}");
    });
}

#[test]
fn an_address_is_exported_and_erased_while_the_server_runs() {
    on_both(|place| {
        let server = Server::start(place);
        for recipient in ["bob@example.com", "eve@example.com"] {
            let answer = post(server.address, "/v1/deliveries", "message/rfc822", bounce(recipient).as_bytes()).unwrap();
            assert_eq!(answer.status, 200, "{}", answer.body);
        }
        let exported = place.well(&["store", "export", "bob@example.com"], "");
        let rows: Vec<serde_json::Value> = exported.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(rows.len() >= 2 && exported.contains("bob@example.com") && !exported.contains("eve@example.com"), "{exported}");
        assert_eq!(
            place.well(&["store", "erase", "bob@example.com"], ""),
            "Erased: 1 delivery, 0 in the quarantine, 1 on lists; struck out in 0 more.\n"
        );
        assert_eq!(place.well(&["store", "export", "bob@example.com"], ""), "");
        assert!(place.well(&["store", "export", "eve@example.com"], "").contains("eve@example.com"));
        let gone = place.well(&["store", "prune"], "");
        assert_eq!(gone, "Gone: 0 deliveries, 0 in the quarantine; 0 addresses may be tried again.\n");
        assert_eq!(server.end(), 0);
    });
}

#[test]
fn the_database_is_copied_while_the_server_runs() {
    let place = Place::sqlite();
    let server = Server::start(&place);
    assert_eq!(post(server.address, "/v1/deliveries", "message/rfc822", bounce("bob@example.com").as_bytes()).unwrap().status, 200);
    let copy = place.path().join("copy.db");
    let file = copy.to_str().unwrap();
    assert_eq!(place.well(&["store", "backup", file], ""), format!("Copied to {file}\n"));
    let again = place.run(&["store", "backup", file], "");
    assert_eq!(again.code, 1, "{again:?}");
    let mut other = Place::sqlite();
    other.url = Some(file.to_owned());
    assert!(other.well(&["store", "export", "bob@example.com"], "").contains("bob@example.com"));
}

#[test]
fn postgres_is_copied_by_its_own_program() {
    let Some(server) = postgres::server() else { return };
    let place = Place::postgres(server);
    assert!(place.well(&["store", "migrate"], "").ends_with("has the shape that this version needs\n"));
    let refused = place.run(&["store", "backup", "copy.db"], "");
    assert_eq!(
        (refused.code, refused.stderr.as_str()),
        (1, "tuixin: a PostgreSQL database is copied by its own program: pg_dump --format=custom\n")
    );
}

#[test]
fn users_and_tokens_come_and_go() {
    on_both(|place| {
        assert_eq!(place.well(&["user", "add", "ann"], "correct horse battery\n"), "ann may sign in now.\n");
        assert_eq!(place.well(&["user", "add", "ann"], "another horse battery\n"), "ann has a new password.\n");
        assert_eq!(place.run(&["user", "add", "eve"], "short\n").code, 2);
        let users = place.well(&["user", "list"], "");
        assert_eq!(users.lines().map(|line| line.split('\t').next().unwrap()).collect::<Vec<_>>(), ["ann"]);
        assert_eq!(place.well(&["user", "remove", "ann"], ""), "");
        let gone = place.run(&["user", "remove", "ann"], "");
        assert_eq!((gone.code, gone.stderr.as_str()), (1, "tuixin: there is no user named “ann”\n"));

        let made = place.run(&["token", "add", "crm", "--scopes", "read,write", "--for", "365d"], "");
        assert_eq!((made.code, made.stdout.lines().count()), (0, 1), "{made:?}");
        let twice = place.run(&["token", "add", "crm"], "");
        assert_eq!((twice.code, twice.stdout.as_str()), (2, ""));
        let tokens = place.well(&["token", "list"], "");
        assert!(tokens.starts_with("crm\tread write\t") && !tokens.contains(made.stdout.trim()), "{tokens}");
        assert_eq!(place.well(&["token", "remove", "crm"], ""), "");
        assert_eq!(place.well(&["token", "list"], ""), "");
    });
}

#[test]
fn a_configuration_is_looked_at_before_it_is_used() {
    let place = Place::sqlite();
    let well = place.well(&["config", "check"], "");
    assert!(well.contains("tuixin.toml: all well\n") && well.contains(&place.data.display().to_string()), "{well}");
    fs::write(place.path().join("example.toml"), place.well(&["config", "example"], "")).unwrap();
    assert!(place.well(&["config", "check", "example.toml"], "").contains("example.toml: all well\n"));
    fs::write(place.path().join("open.toml"), "[server]\nlisten = \"0.0.0.0:8025\"\n").unwrap();
    let open = place.run(&["config", "check", "open.toml"], "");
    assert!(open.code == 0 && open.stderr.contains("Make a user first: tuixin user add NAME"), "{open:?}");
    assert!(!place.data.join("tuixin.db").exists(), "whoever only asks makes nothing");
    assert_eq!(place.run(&["token", "add", "crm"], "").code, 0);
    let guarded = place.run(&["config", "check", "open.toml"], "");
    assert_eq!((guarded.code, guarded.stderr.as_str()), (0, ""), "{guarded:?}");
    fs::write(place.data.join("tuixin.db"), "no database").unwrap();
    let unknown = place.run(&["config", "check", "open.toml"], "");
    assert_eq!((unknown.code, unknown.stderr.as_str()), (0, ""), "{unknown:?}");
    fs::write(place.path().join("wrong.toml"), "[server]\nlisten = \"8025\"\n").unwrap();
    let wrong = place.run(&["config", "check", "wrong.toml"], "");
    assert_eq!((wrong.code, wrong.stderr.as_str()), (2, "tuixin: wrong.toml: line 2: invalid socket address syntax\n"));
    for (text, expected) in [
        ("[intake]\nmaildirs = [\"nowhere\"]\n", "tuixin: intake.maildirs: nowhere: there is no such directory\n"),
        ("[store]\nurl = \"mysql://db.example.cn/tuixin\"\n", "tuixin: store.url: "),
        ("[store]\naddress_key_file = \"nowhere\"\n", "tuixin: store.address_key_file: "),
    ] {
        fs::write(place.path().join("wrong.toml"), text).unwrap();
        let wrong = place.run(&["config", "check", "wrong.toml"], "");
        assert!(wrong.code == 2 && wrong.stderr.starts_with(expected), "{text}: {} {}", wrong.code, wrong.stderr);
    }
}
