use super::*;
use std::io::Write as _;

fn read(text: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let environment = Environment::of(variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    Config::read(Some(file.path()), &environment).map_err(|error| error.to_string().replace(&file.path().display().to_string(), "FILE"))
}

#[test]
fn the_example_says_what_holds_without_it() {
    let example = read(&example(), &[]).unwrap();
    let nothing = Config::read(None, &Environment::default()).unwrap();
    assert_eq!(format!("{example:#?}"), format!("{nothing:#?}"));
}

#[test]
fn every_key_can_be_given_in_the_file_and_in_the_environment() {
    for key in KEYS.iter().filter(|key| key.path != "store.url_file") {
        let (section, name) = key.path.rsplit_once('.').unwrap_or(("", key.path));
        let header = if section.is_empty() { String::new() } else { format!("[{section}]\n") };
        let of_file = read(&format!("{header}{name} = {}\n", key.shown), &[]).unwrap();
        let value: toml::Value = key.shown.parse().unwrap();
        let text = match &value {
            toml::Value::String(text) => text.clone(),
            toml::Value::Array(items) => items.iter().filter_map(toml::Value::as_str).collect::<Vec<_>>().join(","),
            _ => key.shown.to_owned(),
        };
        let of_environment = read("", &[(&key.variable(), &text)]).unwrap();
        assert_eq!(format!("{of_file:?}"), format!("{of_environment:?}"), "{}", key.path);
    }
}

#[test]
fn faults_are_told_with_their_place() {
    let check = |text: &str, variables: &[(&str, &str)], expected: &str| assert_eq!(read(text, variables).unwrap_err(), expected);
    check(
        "[server]\nlisen = \"127.0.0.1:1\"\n",
        &[],
        "FILE: line 2: unknown field `lisen`, expected one of `listen`, `public_url`, `trusted_proxies`, `max_body`, `requests_per_second`",
    );
    check("[server]\nlisten = \"localhost\"\n", &[], "FILE: line 2: invalid socket address syntax");
    check(
        "[store]\nkeep_deliveries = \"long\"\n",
        &[],
        "FILE: line 2: invalid value: string \"long\", expected a length of time such as \"30d\", \"12h\" or \"90s\"",
    );
    check("", &[("TUIXIN_SERVER_LISTEN", "nowhere")], "environment variable TUIXIN_SERVER_LISTEN: invalid socket address syntax");
    check(
        "",
        &[("TUIXIN_CHECKS_ENABLED", "perhaps")],
        "environment variable TUIXIN_CHECKS_ENABLED: expected true or false, found \"perhaps\"",
    );
    check("mine = [\"no domain\"]\n", &[], "mine: \"no domain\": neither a domain nor an IP address or network");
    check("[store]\nurl = \"a.db\"\nurl_file = \"b\"\n", &[], "store.url: give either store.url or store.url_file, not both");
    check("[intake]\nlook_every = \"0s\"\n", &[], "intake.look_every: expected some time, such as \"5s\"");
    check("[suppression]\nwithin = \"0d\"\n", &[], "suppression.within: expected some time, such as \"5s\"");
    check("[incidents]\nopen_after = 0\n", &[], "incidents.open_after: expected at least 1: how many failures are an incident");
    check("[log]\nlevel = \"loud\"\n", &[], "log.level: \"loud\" is none of error, warn, info, debug, trace");
    check("", &[("TUIXIN_CHECKS_TIMEOUT", "0s")], "checks.timeout: expected some time, such as \"5s\"");
    check(
        "[suppression]\nafter_repeats = 0\n",
        &[],
        "suppression.after_repeats: expected at least 1: on how many days mail has to fail until an address is struck off",
    );
}

#[test]
fn the_environment_wins() {
    let config = read("[server]\nlisten = \"127.0.0.1:1\"\n", &[("TUIXIN_SERVER_LISTEN", "127.0.0.1:2")]).unwrap();
    assert_eq!(config.server.listen.port(), 2);
}

#[test]
fn data_lies_where_it_belongs() {
    let check = |variables: &[(&str, &str)], expected: &str| {
        let variable = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(Config::default().data_dir(variable), PathBuf::from(expected));
    };
    check(&[("STATE_DIRECTORY", "/var/lib/tuixin"), ("HOME", "/home/ann")], "/var/lib/tuixin");
    check(&[("HOME", "/home/ann")], "/home/ann/.local/share/tuixin");
    check(&[("HOME", "/home/ann"), ("XDG_DATA_HOME", "/data")], "/data/tuixin");
    check(&[], "tuixin-data");
}
