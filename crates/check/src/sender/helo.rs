//! The check `helo`: whether the name with which a host introduces itself is one that receivers take (RFC 5321 section 4.1.1.1).

use std::net::IpAddr;
use std::time::Instant;

use serde::Deserialize;

use super::reverse::is_asked_about;
use crate::dns::Kind;
use crate::facts::facts;
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::world::World;

/// Names that mean something only inside one network (`knowledge/check/local-names.toml`).
#[derive(Debug, Default, Deserialize)]
struct LocalNames {
    /// Names and the endings of names.
    below: Vec<String>,
}

/// What is wrong with the form of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Empty,
    BareAddress,
    Literal,
    Local,
    Unqualified,
    BadCharacters,
}

/// Judges the name with which the host of an address introduces itself.
pub async fn check(world: &World, name: &str, address: IpAddr) -> Report {
    let began = Instant::now();
    let finding = match form(name) {
        Some(form) => malformed(form),
        None => resolved(world, name, address).await,
    };
    let finding = finding.with("name", name.escape_debug()).with("ip", address);
    Report::of(Check::Helo, name.escape_debug().to_string(), vec![finding], began.elapsed())
}

/// The first thing that is wrong with the form of a name, the most telling first.
fn form(name: &str) -> Option<Form> {
    let bare = name.trim_end_matches('.');
    let is_host_character = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let is_good_label = |label: &str| !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-');
    if bare.is_empty() {
        Some(Form::Empty)
    } else if bare.parse::<IpAddr>().is_ok() {
        Some(Form::BareAddress)
    } else if bare.starts_with('[') {
        Some(Form::Literal)
    } else if is_local(&bare.to_ascii_lowercase()) {
        Some(Form::Local)
    } else if !bare.chars().all(is_host_character) || !bare.split('.').all(is_good_label) {
        Some(Form::BadCharacters)
    } else if !bare.contains('.') {
        Some(Form::Unqualified)
    } else {
        None
    }
}

fn is_local(name: &str) -> bool {
    let known: LocalNames = facts("check/local-names.toml");
    known.below.iter().any(|local| name.strip_suffix(local.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

fn malformed(form: Form) -> Finding {
    let (verdict, text) = match form {
        Form::Empty => (Verdict::Failed, "helo-empty"),
        Form::BareAddress => (Verdict::Failed, "helo-bare-address"),
        Form::Literal => (Verdict::Warning, "helo-literal"),
        Form::Local => (Verdict::Failed, "helo-local"),
        Form::Unqualified => (Verdict::Failed, "helo-unqualified"),
        Form::BadCharacters => (Verdict::Failed, "helo-bad-characters"),
    };
    Finding::new(verdict, text).mended_by(Fix::new("helo-fix-name"))
}

async fn resolved(world: &World, name: &str, address: IpAddr) -> Finding {
    let (four, six) = tokio::join!(world.dns.ask(name, Kind::A), world.dns.ask(name, Kind::Aaaa));
    let address = address.to_canonical();
    let known = is_asked_about(address, world.reach);
    let is_its_own = four.addresses().chain(six.addresses()).any(|found| found == address);
    let has_address = four.addresses().chain(six.addresses()).next().is_some();
    let kind = if address.is_ipv4() { "A" } else { "AAAA" };
    let fix =
        Fix::new("helo-fix-record").with("name", name).with("ip", address).publish(name.trim_end_matches('.'), kind, address.to_string());
    let finding = if is_its_own {
        Finding::new(Verdict::Passed, "helo-good")
    } else if four.fault().or(six.fault()).is_some() {
        Finding::new(Verdict::Unknown, "helo-unknown")
    } else if !has_address {
        Finding::new(Verdict::Failed, "helo-unresolved").mended_by(fix)
    } else if known {
        // A receiver must not refuse for this reason alone (RFC 5321 section 4.1.4), and counts it against the sender all the same.
        Finding::new(Verdict::Warning, "helo-other-address").mended_by(fix)
    } else {
        Finding::new(Verdict::Unknown, "helo-private")
    };
    finding.seen(four).seen(six)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_names_are_judged() {
        for (name, expected) in [
            ("mail.example.com", None),
            ("mail.example.com.", None),
            ("MAIL-1.Example.COM", None),
            ("xn--fiq228c.example", None),
            ("", Some(Form::Empty)),
            (".", Some(Form::Empty)),
            ("192.0.2.1", Some(Form::BareAddress)),
            ("2001:db8::1", Some(Form::BareAddress)),
            ("[192.0.2.1]", Some(Form::Literal)),
            ("[IPv6:2001:db8::1]", Some(Form::Literal)),
            ("localhost", Some(Form::Local)),
            ("localhost.localdomain", Some(Form::Local)),
            ("server.local", Some(Form::Local)),
            ("SERVER.LAN", Some(Form::Local)),
            ("exchange.corp.internal", Some(Form::Local)),
            ("WIN-1A2B3C", Some(Form::Unqualified)),
            ("mail_1.example.com", Some(Form::BadCharacters)),
            ("mail..example.com", Some(Form::BadCharacters)),
            ("-mail.example.com", Some(Form::BadCharacters)),
            ("邮件.example.com", Some(Form::BadCharacters)),
            ("mail example.com", Some(Form::BadCharacters)),
            ("mail.example.com\r\nDATA", Some(Form::BadCharacters)),
        ] {
            assert_eq!(form(name), expected, "{name:?}");
        }
    }
}
