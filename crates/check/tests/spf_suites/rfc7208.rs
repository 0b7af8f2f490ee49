//! The open suite for RFC 7208, in the form in which the SPF library of the Go world carries it: the cases that this library skips are marked, and we run them too.

use std::sync::Arc;

use tuixin_check::dns::{Data, Fault, Kind};
use yaml_rust2::{Yaml, YamlLoader};

use crate::case::{Case, Identity};
use crate::names::Names;

pub const PATH: &str = "/usr/share/gocode/src/blitiri.com.ar/go/spf/testdata/rfc7208-tests.yml";

/// Cases in which we differ, and why.
pub const DIFFERENCES: &[(&str, &str)] = &[];

/// The word that the suite has for the explanation of a receiver's own.
const RECEIVERS_OWN: &str = "DEFAULT";

pub fn read() -> Option<Vec<Case>> {
    let text = std::fs::read_to_string(PATH).ok()?;
    let scenarios = YamlLoader::load_from_str(&text).unwrap();
    Some(scenarios.iter().flat_map(cases).collect())
}

fn cases(scenario: &Yaml) -> Vec<Case> {
    let mut names = Names::default();
    for (name, records) in scenario["zonedata"].as_hash().unwrap() {
        add_name(&mut names, &word(name), records.as_vec().unwrap());
    }
    let names = Arc::new(names);
    let tests = scenario["tests"].as_hash().unwrap();
    tests.iter().map(|(name, test)| case(&word(name), test, names.clone())).collect()
}

fn case(name: &str, test: &Yaml, names: Arc<Names>) -> Case {
    let results = match &test["result"] {
        Yaml::Array(results) => results.iter().map(word).collect(),
        result => vec![word(result)],
    };
    Case {
        name: name.to_owned(),
        names,
        identity: Identity::MailFrom,
        ip: word(&test["host"]),
        helo: word(&test["helo"]),
        sender: word(&test["mailfrom"]),
        results,
        explanation: test["explanation"].as_str().filter(|text| *text != RECEIVERS_OWN).map(str::to_owned),
    }
}

fn add_name(names: &mut Names, name: &str, records: &[Yaml]) {
    // The records of the type SPF, which no longer exists, stand for texts unless there are texts.
    let has_text = records.iter().any(|record| !record["TXT"].is_badvalue());
    for record in records {
        for (kind, value) in record.as_hash().unwrap() {
            match word(kind).as_str() {
                "TIMEOUT" => names.add_fault(name, None, Fault::Timeout),
                "CNAMELOOP" => names.add_fault(name, None, Fault::AliasLoop),
                kind => add_record(names, name, kind, value, has_text),
            }
        }
    }
}

fn add_record(names: &mut Names, name: &str, kind: &str, value: &Yaml, has_text: bool) {
    if kind == "SPF" && has_text {
        return;
    }
    if value.as_str() == Some("TIMEOUT") {
        let kind = [Kind::A, Kind::Aaaa, Kind::Mx, Kind::Txt, Kind::Ptr].into_iter().find(|known| known.name() == kind);
        return names.add_fault(name, Some(kind.unwrap_or(Kind::Txt)), Fault::Timeout);
    }
    let data = match kind {
        "TXT" if value.as_str() == Some("NONE") => return,
        "TXT" | "SPF" => Data::Txt(strings(value).into_bytes()),
        "A" => Data::A(word(value).parse().unwrap()),
        "AAAA" => Data::Aaaa(word(value).parse().unwrap()),
        "MX" => Data::Mx { preference: value[0].as_i64().unwrap() as u16, exchange: word(&value[1]) },
        "PTR" => Data::Ptr(word(value).to_ascii_lowercase().trim_end_matches('.').to_owned()),
        "CNAME" => Data::Cname(word(value)),
        other => panic!("the suite has a record {other} at {name}"),
    };
    names.add(name, data);
}

fn strings(value: &Yaml) -> String {
    match value {
        Yaml::Array(strings) => strings.iter().map(word).collect(),
        value => word(value),
    }
}

/// What YAML takes for a number or nothing is a word here.
fn word(value: &Yaml) -> String {
    match value {
        Yaml::String(text) | Yaml::Real(text) => text.clone(),
        Yaml::Integer(number) => number.to_string(),
        _ => String::new(),
    }
}
