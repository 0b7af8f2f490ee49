use std::time::Duration;

use tuixin::advice::{Language, Texts};
use tuixin::knowledge::Knowledge;

use super::*;
use crate::bounds::Bounds;
use crate::dns::{Asking, Dns, Kind, Source, Zone};
use crate::reach::Reach;
use crate::report::Report;
use crate::world::World;

const ZONE: &str = "
    com                     NS    ns.example.net
    cn                      NS    ns.example.net
    com.cn                  NS    ns.example.net

    example.com             NS    ns.example.com
    example.com             MX    20 mx2.example.com
    example.com             MX    10 mx1.example.com
    mx1.example.com         A     192.0.2.1
    mx1.example.com         AAAA  2001:db8::1
    mx2.example.com         A     192.0.2.2

    nullmx.example.com      MX    0 .
    mixed.example.com       MX    0 .
    mixed.example.com       MX    10 mx1.example.com
    alias.example.com       MX    10 mxalias.example.com
    mxalias.example.com     CNAME mx1.example.com
    noaddress.example.com   MX    10 nohost.example.com
    nohost.example.com      TXT   nothing
    half.example.com        MX    10 nohost.example.com
    half.example.com        MX    20 mx1.example.com
    gone.example.com        MX    10 nowhere.example.com
    localhost.example.com   MX    10 localhost
    literal.example.com     MX    10 192.0.2.7
    private.example.com     MX    10 inside.example.com
    inside.example.com      A     10.0.0.1
    inside.example.com      AAAA  fc00::1
    public.example.com      MX    10 inside.example.com
    public.example.com      MX    20 outside.example.com
    outside.example.com     A     8.8.8.8
    implicit.example.com    A     192.0.2.8
    nothing.example.com     TXT   nothing
    silent.example.com      ANY   !timeout
    slowmx.example.com      MX    10 slowhost.example.com
    slowhost.example.com    ANY   !timeout
    partly.example.com      MX    10 slowhost.example.com
    partly.example.com      MX    20 mx1.example.com
    loop.example.com        CNAME loop.example.com
    dangling.example.com    CNAME nowhere.example.com
    lame.example.com        ANY   !server-failure
    lame.example.invalid    ANY   !server-failure
    tencent.example.com     MX    10 mx3.qq.com
    mx3.qq.com              A     192.0.2.33

    qq.com                  MX    10 mx3.qq.com
    gmail.com               MX    10 mx1.example.com
    163.com                 MX    10 mx1.example.com
    qqq.com                 A     192.0.2.9
    qqqq.com                MX    10 mx1.example.com
    mi.com                  MX    10 mx1.example.com
    me.com                  MX    10 mx1.example.com
    nqq.com                 MX    10 mx1.example.com
    kail.com                MX    10 mx1.example.com
    kail.cn                 MX    0 .
    friends.example.cn      MX    10 mx1.example.com
    parked.example.com      A     192.0.2.9
    gmall.com               MX    10 mx1.example.com
    slowgmail.com           ANY   !timeout
    gmial.com               ANY   !timeout
    hotmail.com             ANY   !timeout

    _mta-sts.example.com          TXT   \"v=STSv1; id=20261129T000000;\"
    _mta-sts.badid.example.com    TXT   \"v=STSv1; id=2026-11-29\"
    _mta-sts.noid.example.com     TXT   \"v=STSv1;\"
    _mta-sts.two.example.com      TXT   \"v=STSv1; id=1\"
    _mta-sts.two.example.com      TXT   \"v=STSv1; id=2\"
    _mta-sts.other.example.com    TXT   \"v=spf1 -all\"
    _mta-sts.other.example.com    TXT   \"v=STSv1; id=3\"
    _mta-sts.stsv10.example.com   TXT   \"v=STSv10; id=3\"
    _mta-sts.slow.example.com     TXT   !timeout
    _smtp._tls.example.com        TXT   \"v=TLSRPTv1; rua=mailto:tls@example.com,https://example.com/tls\"
    _smtp._tls.bad.example.com    TXT   \"v=TLSRPTv1; rua=tls@example.com\"

    dane.example.com        MX    10 mxd.example.com
    dane.example.com        ANY   !authentic
    mxd.example.com         A     192.0.2.3
    mxd.example.com         ANY   !authentic
    _25._tcp.mxd.example.com TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    unsigned.example.com    MX    10 mxd.example.com
    nodane.example.com      MX    10 mxu.example.com
    _25._tcp.mxu.example.com TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    pkix.example.com        MX    10 mxp.example.com
    _25._tcp.mxp.example.com TLSA 1 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    short.example.com       MX    10 mxs.example.com
    _25._tcp.mxs.example.com TLSA 3 1 1 0123
    broken.example.com      MX    10 mxb.example.com
    _25._tcp.mxb.example.com TLSA !server-failure
";

fn world() -> World {
    let mut world = World::of(Dns::new(Zone::parse(ZONE).unwrap(), &Bounds::default()), Bounds::default());
    world.reach = Reach::Anywhere;
    world
}

/// Everything that a report says has words in a language, with all variables filled in.
pub(super) fn has_words(report: &Report, texts: &Texts) {
    for finding in &report.findings {
        let fix = finding.fix.as_ref();
        for (id, words) in std::iter::once((finding.text, finding.words(texts))).chain(fix.map(|fix| (fix.text, fix.words(texts)))) {
            assert!(texts.has(id), "{id} has no words in {}", texts.language().tag());
            assert!(!words.contains("{$") && !words.contains("{ $"), "{words}");
        }
    }
}

/// The findings, the gravest first, each with the records that mend it.
fn told(report: &Report) -> String {
    for language in [Language::English, Language::Chinese] {
        has_words(report, &Texts::embedded(language));
    }
    let record = |finding: &Finding| finding.fix.as_ref().and_then(|fix| fix.record.clone());
    let of_one = |finding: &Finding| match record(finding) {
        Some(record) => format!("{} {} [{} {} {}]", finding.verdict.name(), finding.text, record.name, record.kind, record.value),
        None => format!("{} {}", finding.verdict.name(), finding.text),
    };
    report.findings.iter().map(of_one).collect::<Vec<_>>().join(", ")
}

fn argument<'r>(report: &'r Report, name: &str) -> &'r str {
    let arguments = report.findings.iter().flat_map(|finding| &finding.arguments);
    arguments.filter(|(known, _)| *known == name).map(|(_, value)| value.as_str()).next().unwrap_or_default()
}

#[tokio::test]
async fn mail_servers() {
    let (world, knowledge) = (world(), Knowledge::embedded());
    for (domain, expected) in [
        ("example.com", "passed mx-found"),
        ("nullmx.example.com", "failed mx-null"),
        ("mixed.example.com", "warning mx-target-null, passed mx-found"),
        ("alias.example.com", "warning mx-target-alias, passed mx-found"),
        ("noaddress.example.com", "failed mx-target-no-address"),
        ("half.example.com", "warning mx-target-no-address, passed mx-found"),
        ("gone.example.com", "failed mx-target-no-address"),
        ("localhost.example.com", "failed mx-target-localhost"),
        ("literal.example.com", "failed mx-target-literal"),
        ("implicit.example.com", "warning mx-implicit [implicit.example.com MX 10 implicit.example.com.]"),
        ("nothing.example.com", "failed mx-none [nothing.example.com MX 10 mail.nothing.example.com.]"),
        ("nowhere.example.com", "failed mx-no-domain"),
        ("silent.example.com", "unknown dns-unanswered"),
        ("slowmx.example.com", "unknown dns-unanswered"),
        ("partly.example.com", "unknown dns-unanswered, passed mx-found"),
        ("a..b", "unknown dns-unanswered"),
    ] {
        assert_eq!(told(&mx::check(&world, &knowledge, domain).await), expected, "{domain}");
    }
}

#[tokio::test]
async fn mail_servers_inside_a_network_are_not_for_the_public() {
    let (mut world, knowledge) = (world(), Knowledge::embedded());
    for (reach, domain, expected) in [
        (Reach::Public, "private.example.com", "failed mx-target-private"),
        (Reach::Public, "public.example.com", "warning mx-target-private, passed mx-found"),
        (Reach::Anywhere, "private.example.com", "passed mx-found"),
    ] {
        world.reach = reach;
        assert_eq!(told(&mx::check(&world, &knowledge, domain).await), expected, "{domain} {reach:?}");
    }
}

#[tokio::test]
async fn mail_servers_tell_whose_they_are_and_in_which_order() {
    let (world, knowledge) = (world(), Knowledge::embedded());
    for (domain, hosts, provider) in
        [("tencent.example.com", "mx3.qq.com", "tencent"), ("example.com", "mx1.example.com, mx2.example.com", "none")]
    {
        let report = mx::check(&world, &knowledge, domain).await;
        assert_eq!((argument(&report, "hosts"), argument(&report, "provider-id")), (hosts, provider));
    }
}

#[tokio::test]
async fn null_mx() {
    let world = world();
    for (domain, expected) in [
        ("example.com", "passed null-mx-not-declared"),
        ("nullmx.example.com", "failed null-mx-declared"),
        ("mixed.example.com", "warning null-mx-among-others"),
        ("implicit.example.com", "passed null-mx-not-declared"),
        ("nowhere.example.com", "passed null-mx-not-declared"),
        ("silent.example.com", "unknown dns-unanswered"),
    ] {
        assert_eq!(told(&null_mx::check(&world, domain).await), expected, "{domain}");
    }
}

#[tokio::test]
async fn domains() {
    let world = world();
    for (domain, expected) in [
        ("example.com", "passed domain-found"),
        ("implicit.example.com", "passed domain-found"),
        ("nullmx.example.com", "passed domain-found"),
        ("nothing.example.com", "failed domain-empty [nothing.example.com MX 10 mail.nothing.example.com.]"),
        ("nowhere.example.com", "failed domain-no-subdomain"),
        ("deep.nowhere.example.com", "failed domain-no-subdomain"),
        ("dangling.example.com", "failed domain-alias-nowhere"),
        ("kail.com.cn", "failed domain-not-registered"),
        ("mail.kail.com.cn", "failed domain-not-registered"),
        ("unregistered.com", "failed domain-not-registered"),
        ("loop.example.com", "failed domain-alias-loop"),
        ("a..b", "failed domain-bad-name"),
        ("silent.example.com", "unknown dns-unanswered"),
        // Other domains can be looked up, so it is the domain;
        ("lame.example.com", "failed domain-server-failure"),
        // not even the ending can, so it may be the resolver.
        ("lame.example.invalid", "unknown dns-unanswered"),
    ] {
        assert_eq!(told(&domain::check(&world, domain).await), expected, "{domain}");
    }
}

/// A resolver that checks signatures, before a zone whose signatures are wrong.
struct Bogus(Zone);

impl Source for Bogus {
    fn ask<'s>(&'s self, name: &'s str, kind: Kind) -> Asking<'s> {
        Box::pin(std::future::ready(Lookup::of(name, kind, crate::dns::Outcome::Fault(Fault::ServerFailure))))
    }

    fn ask_unvalidated<'s>(&'s self, name: &'s str, kind: Kind) -> Asking<'s> {
        self.0.ask(name, kind)
    }
}

#[tokio::test]
async fn wrong_signatures_of_a_domain() {
    let source = Bogus(Zone::parse(ZONE).unwrap());
    let world = World::of(Dns::new(source, &Bounds::default()), Bounds::default());
    assert_eq!(told(&domain::check(&world, "example.com").await), "failed domain-signatures");
}

#[tokio::test]
async fn misspellings() {
    let world = world();
    let own = ["friends.example.cn".to_owned()];
    for (domain, expected, candidates) in [
        ("gmail.com", "passed typo-known", ""),
        ("FRIENDS.example.cn", "passed typo-known", ""),
        ("example.com", "passed typo-none", ""),
        ("gmail.con", "failed typo-likely", "gmail.com"),
        ("gamil.com", "failed typo-likely", "gmail.com"),
        ("gmall.com", "warning typo-near", "gmail.com"),
        ("qqq.com", "warning typo-near", "qq.com"),
        ("qqqq.com", "passed typo-none", ""),
        ("mi.com", "passed typo-none", ""),
        ("nqq.com", "warning typo-near", "qq.com"),
        ("136.com", "failed typo-likely", "163.com"),
        ("kail.com.cn", "failed typo-likely", "kail.com"),
        ("friend.example.cn", "failed typo-likely", "friends.example.cn"),
        ("parked.example.com", "passed typo-none", ""),
        ("unregistered-thing.example", "unknown typo-no-idea", ""),
        ("silent.example.com", "unknown typo-unchecked", ""),
        ("gmial.com", "warning typo-near-unchecked", "gmail.com"),
        ("hotmial.com", "failed typo-likely", "hotmail.com"),
        ("gmаil.com", "failed typo-look-alike", ""),
        ("xn--gmil-63d.com", "failed typo-look-alike", ""),
        ("раураl.com", "warning typo-mixed-scripts", ""),
        ("例子.cn", "unknown typo-no-idea", ""),
        ("почта.com", "unknown typo-no-idea", ""),
        ("a..b", "unknown typo-not-a-domain", ""),
    ] {
        let report = typo::check(&world, domain, &own).await;
        assert_eq!((told(&report).as_str(), argument(&report, "candidates")), (expected, candidates), "{domain}");
    }
}

#[tokio::test]
async fn announcements_of_encryption() {
    let world = world();
    for (domain, expected) in [
        ("example.com", "passed mta-sts-found"),
        ("badid.example.com", "failed mta-sts-invalid [_mta-sts.badid.example.com TXT v=STSv1; id=1]"),
        ("noid.example.com", "failed mta-sts-invalid [_mta-sts.noid.example.com TXT v=STSv1; id=1]"),
        ("two.example.com", "failed mta-sts-several [_mta-sts.two.example.com TXT v=STSv1; id=1]"),
        ("other.example.com", "passed mta-sts-found"),
        ("stsv10.example.com", "passed mta-sts-none"),
        ("nullmx.example.com", "passed mta-sts-none"),
        ("slow.example.com", "unknown dns-unanswered"),
    ] {
        assert_eq!(told(&mta_sts::check(&world, domain).await), expected, "{domain}");
    }
    for (domain, expected) in [
        ("example.com", "passed tls-rpt-found"),
        ("bad.example.com", "failed tls-rpt-invalid [_smtp._tls.bad.example.com TXT v=TLSRPTv1; rua=mailto:tls-reports@bad.example.com]"),
        ("nullmx.example.com", "passed tls-rpt-none"),
    ] {
        assert_eq!(told(&tls_rpt::check(&world, domain).await), expected, "{domain}");
    }
}

#[tokio::test]
async fn pinned_certificates() {
    let world = world();
    for (domain, expected) in [
        ("example.com", "passed dane-none"),
        ("nullmx.example.com", "passed dane-none"),
        ("dane.example.com", "passed dane-found"),
        ("unsigned.example.com", "warning dane-mx-not-authentic"),
        ("nodane.example.com", "warning dane-not-authentic"),
        ("pkix.example.com", "failed dane-unusable"),
        ("short.example.com", "failed dane-unusable"),
        ("broken.example.com", "failed dane-server-failure"),
        ("silent.example.com", "unknown dns-unanswered"),
    ] {
        assert_eq!(told(&dane::check(&world, domain).await), expected, "{domain}");
    }
}

#[tokio::test]
async fn a_zone_full_of_mail_servers_costs_a_bounded_number_of_questions() {
    let hosts: Vec<String> = (0..500).map(|number| format!("many.example.com MX {number} mx{number}.example.com")).collect();
    let zone = Zone::parse(&hosts.join("\n")).unwrap();
    let world = World::of(Dns::new(zone.clone(), &Bounds::default()), Bounds::default());
    assert_eq!(mx::check(&world, &Knowledge::embedded(), "many.example.com").await.verdict(), Verdict::Failed);
    assert!(zone.questions().len() <= 1 + 2 * hosts::MOST_HOSTS);
}

#[tokio::test]
async fn a_check_that_may_ask_nothing_knows_nothing() {
    let mut world = world();
    world.bounds.lookups = 0;
    let knowledge = Knowledge::embedded();
    for report in [
        mx::check(&world, &knowledge, "example.com").await,
        null_mx::check(&world, "example.com").await,
        domain::check(&world, "example.com").await,
        typo::check(&world, "example.com", &[]).await,
        mta_sts::check(&world, "example.com").await,
        tls_rpt::check(&world, "example.com").await,
        dane::check(&world, "example.com").await,
    ] {
        assert_eq!(report.verdict(), Verdict::Unknown, "{}", report.check.name());
    }
}

#[tokio::test]
async fn every_finding_from_the_dns_shows_what_was_seen() {
    let (world, knowledge) = (world(), Knowledge::embedded());
    for domain in
        ["example.com", "nullmx.example.com", "nowhere.example.com", "silent.example.com", "noaddress.example.com", "lame.example.com"]
    {
        for report in [
            mx::check(&world, &knowledge, domain).await,
            null_mx::check(&world, domain).await,
            domain::check(&world, domain).await,
            mta_sts::check(&world, domain).await,
            tls_rpt::check(&world, domain).await,
        ] {
            assert!(report.took < Duration::from_secs(5));
            for finding in &report.findings {
                assert!(!finding.evidence.is_empty(), "{} of {domain}", finding.text);
            }
        }
    }
}
