//! The world of loopback that the dialogues take place in, and reports drawn as text.

use std::time::Duration;

use tuixin::advice::{Language, Texts};
use tuixin_check::dns::{Dns, Zone};
use tuixin_check::smtp::{Request, reachable};
use tuixin_check::{Bounds, Evidence, Reach, Report, World};

use crate::support::smtp_server::{Script, SmtpServer};

pub const ZONE: &str = "
    example.com          MX    10 mx.example.com
    mx.example.com       A     127.0.0.1
    two.example.com      MX    10 mx.example.com
    two.example.com      MX    20 mx2.example.com
    mx2.example.com      A     127.0.0.2
    implicit.example.com A     127.0.0.1
    both.example.com     MX    10 both.example.com
    both.example.com     AAAA  ::1
    both.example.com     A     127.0.0.1
    null.example.com     MX    0 .
    none.example.com     TXT   \"nothing\"
    broken.example.com   ANY   !server-failure
    lost.example.com     MX    10 no-address.example.com
    no-address.example.com TXT \"nothing\"
    lame.example.com     MX    10 broken.example.com
    private.example.com  MX    10 mx.example.com
    qq.example.com       MX    10 mx3.qq.com
    mx3.qq.com           A     127.0.0.1
";

/// A world of loopback with bounds that a test can wait for.
pub fn world(port: u16) -> World {
    world_of(ZONE, port)
}

pub fn world_of(zone: &str, port: u16) -> World {
    let bounds = Bounds::default();
    let mut world = World::of(Dns::new(Zone::parse(zone).unwrap(), &bounds), bounds);
    world.reach = Reach::Anywhere;
    world.smtp_port = port;
    world
}

/// The same where waiting is the point, with bounds that a test can wait for.
pub fn impatient(mut world: World) -> World {
    world.bounds.connect = Duration::from_secs(1);
    world.bounds.reply = Duration::from_secs(1);
    world.bounds.dialogue = Duration::from_secs(3);
    world
}

pub fn request() -> Request {
    Request::introduced_as("client.example.net")
}

/// The findings of a report, one on a line, with these of their variables.
pub fn drawn(report: &Report, variables: &[&str]) -> String {
    let texts = [Texts::embedded(Language::English), Texts::embedded(Language::Chinese)];
    let mut lines = Vec::new();
    for finding in &report.findings {
        let mut line = format!("{} {}", finding.verdict.name(), finding.text);
        for name in variables {
            let known = finding.arguments.iter().find(|(known, _)| known == name);
            line += &known.map_or(String::new(), |(name, value)| format!(" {name}={value}"));
        }
        for texts in &texts {
            let words = finding.words(texts);
            assert!(texts.has(finding.text) && !words.contains("{$") && !words.contains("{ $"), "{}: {words}", finding.text);
            assert!(finding.fix.as_ref().is_none_or(|fix| texts.has(fix.text) && !fix.words(texts).contains("{$")), "{}", finding.text);
        }
        lines.push(line);
    }
    lines.join("\n")
}

pub fn transcript(report: &Report) -> Vec<String> {
    let evidence = report.findings.iter().flat_map(|finding| &finding.evidence);
    evidence.filter_map(|seen| if let Evidence::Lines(lines) = seen { Some(lines.clone()) } else { None }).flatten().collect()
}

pub async fn check(script: Script, expected: &str) {
    check_in(world(0), script, expected).await;
}

pub async fn check_in(mut world: World, script: Script, expected: &str) {
    let server = SmtpServer::start(script).await;
    world.smtp_port = server.address.port();
    let report = reachable::check(&world, "example.com", &request()).await;
    assert_eq!(drawn(&report, &["cause", "starttls", "others"]), expected, "{:#?}", transcript(&report));
}
