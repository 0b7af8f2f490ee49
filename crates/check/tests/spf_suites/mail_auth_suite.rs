//! The cases in the sources of the crate `mail-auth`.
//!
//! They look like YAML and are none: keys come several times. A file is read line by line, and so it is there.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use tuixin_check::dns::{Data, Fault};

use crate::case::{Case, Identity};
use crate::names::Names;

/// Cases in which we differ, and why.
pub const DIFFERENCES: &[(&str, &str)] = &[
    ("all/0 10.0.0.1 test.org sender@test.org", "a mechanism nobody knows is a fault wherever it stands (RFC 7208 section 4.6)"),
    ("basic/4 172.168.0.1 ok.test.org sender@ok.test.org", "ten names that do not exist are more than the two allowed (section 4.6.4)"),
    ("exists/0 167.1.2.3 ip6.test.org sender@ip6.test.org", "exists asks for A whatever the kind of the address (section 5.7)"),
    (
        "macro/1 2001:db8::cb01 mx.example.org strong-bad@email.example.com",
        "exists asks for A whatever the kind of the address (section 5.7)",
    ),
    ("ip/1 10.1.2.3 test.org sender@test.org", "ip6 does not match an IPv4 address (section 5.6)"),
];

pub fn read() -> Option<Vec<Case>> {
    let folder = sources()?.join("resources/spf");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for (index, scenario) in text.split("---\n").enumerate() {
            let name = format!("{}/{index}", file.file_stem().unwrap().to_string_lossy());
            cases.extend(cases_of(&name, scenario));
        }
    }
    Some(cases)
}

/// Where Cargo keeps the sources of the crate that is linked here.
fn sources() -> Option<PathBuf> {
    let metadata =
        said(Command::new(env!("CARGO")).args(["metadata", "--format-version=1", "--offline", "--filter-platform", &platform()?]))?;
    let before = metadata.split("\"manifest_path\":\"").filter_map(|piece| piece.split('"').next());
    let manifest = before.filter(|path| path.contains("/mail-auth-")).find(|path| path.ends_with("/Cargo.toml"))?;
    PathBuf::from(manifest).parent().map(PathBuf::from)
}

/// The platform that is compiled for; the crates of others need not be at hand.
fn platform() -> Option<String> {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    said(Command::new(compiler).arg("-vV"))?.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

fn said(command: &mut Command) -> Option<String> {
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().ok()?;
    String::from_utf8(output.stdout).ok()
}

/// A record replaces the one before it, so that a scenario changes its world between its tests.
fn cases_of(scenario: &str, text: &str) -> Vec<Case> {
    let lines = text.lines().map(|line| line.trim().trim_start_matches('-').trim()).filter_map(|line| line.split_once(':'));
    let mut names = Names::default();
    names.add_fault_at_label("_dns_error", Fault::ServerFailure);
    let (mut cases, mut helo, mut sender, mut ip) = (Vec::new(), "", "", "127.0.0.1");
    for (key, value) in lines {
        let value = value.trim();
        match key {
            "domain" => helo = value,
            "sender" => sender = value,
            "ip" => ip = value,
            "expect" => {
                let (result, explanation) = value.split_once(' ').unwrap_or((value, ""));
                cases.push(Case {
                    name: format!("{scenario} {ip} {helo} {sender}"),
                    names: Arc::new(names.clone()),
                    identity: Identity::HeloThenMailFrom,
                    ip: ip.to_owned(),
                    helo: helo.to_owned(),
                    sender: sender.to_owned(),
                    results: vec![result.to_owned()],
                    explanation: Some(explanation.trim().to_owned()).filter(|explanation| !explanation.is_empty()),
                });
            }
            _ => {
                if let Some((name, data)) = value.split_once(' ') {
                    replace(&mut names, key, name.trim(), data.trim());
                }
            }
        }
    }
    cases
}

fn replace(names: &mut Names, kind: &str, name: &str, data: &str) {
    let items = data.split(',').map(str::trim);
    match kind {
        "spf" | "exp" => names.replace(name, [Data::Txt(data.as_bytes().to_vec())]),
        "a" => names.replace(name, items.map(|item| Data::A(item.parse().unwrap()))),
        "aaaa" => names.replace(name, items.map(|item| Data::Aaaa(item.parse().unwrap()))),
        "ptr" => names.replace(&reverse(name), items.map(|item| Data::Ptr(item.to_ascii_lowercase()))),
        "mx" => items.enumerate().for_each(|(index, item)| {
            // The suite names the addresses of the mail servers and leaves out their names.
            let exchange = format!("mx{index}.{name}");
            names.add(name, Data::Mx { preference: index as u16, exchange: exchange.clone() });
            match item.parse().unwrap() {
                std::net::IpAddr::V4(ip) => names.add(&exchange, Data::A(ip)),
                std::net::IpAddr::V6(ip) => names.add(&exchange, Data::Aaaa(ip)),
            }
        }),
        _ => {}
    }
}

fn reverse(ip: &str) -> String {
    match ip.parse().unwrap() {
        std::net::IpAddr::V4(ip) => {
            let [a, b, c, d] = ip.octets();
            format!("{d}.{c}.{b}.{a}.in-addr.arpa")
        }
        std::net::IpAddr::V6(ip) => {
            let nibbles = format!("{:032x}", ip.to_bits());
            nibbles.chars().rev().flat_map(|nibble| [nibble, '.']).chain("ip6.arpa".chars()).collect()
        }
    }
}
