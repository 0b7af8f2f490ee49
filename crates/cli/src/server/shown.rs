//! What the page of settings shows of the configuration: each key with what holds for it, and no secret.

use std::path::{Path, PathBuf};

use tuixin_store::Location;
use tuixin_web::{Configured, Value};

use crate::config::{Checks, Config, Intake, LogFormat, Server, Span, Store, Suppression};
use crate::configured::data_dir;

/// All keys in the order of the table of keys; `place` is where the database is.
pub fn shown(config: &Config, place: &Location) -> Vec<Configured> {
    let here = vec![
        is("data_dir", path(&data_dir(config))),
        is("knowledge", config.knowledge.as_deref().map_or(Value::Unset, path)),
        is("mine", Value::List(config.mine.clone())),
    ];
    let console = vec![
        is("console.explain_is_public", Value::Switch(config.console.explain_is_public)),
        is("console.session", time(config.console.session)),
    ];
    let incidents = vec![
        is("incidents.open_after", Value::Number(config.incidents.open_after.into())),
        is("incidents.within", time(config.incidents.within)),
    ];
    let format = match config.log.format {
        LogFormat::Text => "text",
        LogFormat::Json => "json",
    };
    let log = vec![is("log.level", Value::Text(config.log.level.clone())), is("log.format", Value::Text(format.to_owned()))];
    let sections = [
        here,
        store(&config.store, place),
        server(&config.server),
        console,
        checks(&config.checks),
        intake(&config.intake),
        suppression(&config.suppression),
        incidents,
        log,
    ];
    sections.into_iter().flatten().collect()
}

fn store(store: &Store, place: &Location) -> Vec<Configured> {
    vec![
        // A location is written without its password.
        is("store.url", Value::Text(place.to_string())),
        is("store.url_file", store.url_file.as_deref().map_or(Value::Unset, path)),
        is("store.wait_at_start", time(store.wait_at_start)),
        is("store.address_key_file", store.address_key_file.as_deref().map_or(Value::Unset, path)),
        is("store.keep_deliveries", time(store.keep_deliveries)),
        is("store.keep_quarantine", time(store.keep_quarantine)),
        is("store.keep_history", time(store.keep_history)),
        is("store.keep_counts", time(store.keep_counts)),
    ]
}

fn server(server: &Server) -> Vec<Configured> {
    vec![
        is("server.listen", Value::Text(server.listen.to_string())),
        is("server.public_url", text(server.public_url.as_ref())),
        is("server.trusted_proxies", list(&server.trusted_proxies)),
        is("server.max_body", Value::Text(server.max_body.to_string())),
        is("server.requests_per_second", Value::Number(server.requests_per_second.into())),
    ]
}

fn checks(checks: &Checks) -> Vec<Configured> {
    vec![
        is("checks.enabled", Value::Switch(checks.enabled)),
        is("checks.nameservers", Value::List(checks.nameservers.clone())),
        is("checks.timeout", time(checks.timeout)),
        is("checks.helo", text(checks.helo.as_ref())),
        is("checks.ip", text(checks.ip.as_ref())),
        is("checks.connect", Value::Switch(checks.connect)),
    ]
}

fn intake(intake: &Intake) -> Vec<Configured> {
    vec![
        is("intake.maildirs", paths(&intake.maildirs)),
        is("intake.directories", paths(&intake.directories)),
        is("intake.look_every", time(intake.look_every)),
    ]
}

fn suppression(suppression: &Suppression) -> Vec<Configured> {
    let lists = suppression.lists.iter().map(|(list, senders)| format!("{list}: {}", senders.join(", ")));
    vec![
        is("suppression.after_repeats", Value::Number(suppression.after_repeats.into())),
        is("suppression.within", time(suppression.within)),
        is("suppression.repeats_expire", time(suppression.repeats_expire)),
        is("suppression.dead_expire", suppression.dead_expire.map_or(Value::Unset, time)),
        is("suppression.surge_from", Value::Number(suppression.surge_from.into())),
        is("suppression.lists", Value::List(lists.collect())),
    ]
}

fn is(key: &'static str, value: Value) -> Configured {
    Configured { key, value }
}

fn time(span: Span) -> Value {
    Value::Time(span.0)
}

fn path(path: &Path) -> Value {
    Value::Text(path.display().to_string())
}

fn paths(paths: &[PathBuf]) -> Value {
    Value::List(paths.iter().map(|path| path.display().to_string()).collect())
}

fn text<T: ToString>(value: Option<&T>) -> Value {
    value.map_or(Value::Unset, |value| Value::Text(value.to_string()))
}

fn list<T: ToString>(values: &[T]) -> Value {
    Value::List(values.iter().map(ToString::to_string).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use tuixin::advice::{Language, Texts};

    use super::*;
    use crate::config::KEYS;

    #[test]
    fn every_key_is_shown_in_its_place_and_has_words() {
        let shown = shown(&Config::default(), &"data.db".parse().unwrap());
        assert_eq!(shown.iter().map(|one| one.key).collect::<Vec<_>>(), KEYS.iter().map(|key| key.path).collect::<Vec<_>>());
        for language in Language::ALL {
            let texts = Texts::embedded(language);
            for one in &shown {
                assert!(texts.has(&one.text()), "{} in {}", one.text(), language.tag());
                let section = if one.section().is_empty() { "all" } else { one.section() };
                assert!(texts.has(&format!("settings-of-{section}")), "{section} in {}", language.tag());
            }
        }
    }

    #[test]
    fn no_password_is_shown() {
        let config = Config {
            store: Store { url: Some("postgres://tuixin:s3cret@db.example.cn/tuixin".to_owned()), ..Store::default() },
            ..Config::default()
        };
        let place = config.store.url.as_deref().unwrap().parse().unwrap();
        let all = format!("{:?}", shown(&config, &place));
        assert!(all.contains("postgres://tuixin@db.example.cn/tuixin") && !all.contains("s3cret"), "{all}");
    }
}
