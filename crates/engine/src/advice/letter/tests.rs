use super::*;
use crate::diagnose::Workspace;
use crate::explain;

/// The letters for a reply to bob at a domain, sent by ann@example.net.
fn written(reply: &str, recipient: &str, looked_up: Option<&LookedUp>) -> Vec<Letter> {
    let knowledge = Knowledge::embedded();
    let english = Texts::embedded(Language::English);
    let chinese = Texts::embedded(Language::Chinese);
    let message = ReturnedMessage {
        from: Some("Ann <ann@example.net>".to_owned()),
        subject: Some("Offer".to_owned()),
        message_id: Some("<1@example.net>".to_owned()),
        date: Some("Tue, 24 Nov 2026 10:11:12 +0800".to_owned()),
    };
    let mut explanations = explain(&knowledge, reply.as_bytes(), &mut Workspace::new());
    let mut explained = explanations.pop().and_then(|mut explanation| explanation.deliveries.pop()).unwrap();
    explained.delivery.recipient = Some(recipient.to_owned());
    let context = Context { message: Some(&message), looked_up, ..Context::of(Language::English) };
    letters(&knowledge, &[&english, &chinese], &explained, &context)
}

fn in_brief(letters: &[Letter]) -> String {
    let brief = |letter: &Letter| {
        let to = match &letter.to {
            Recipient::Address(address) => address.clone(),
            Recipient::Form(url) => url.clone(),
            Recipient::Unknown => "-".to_owned(),
        };
        format!("{} {to} {}", letter.kind.name(), letter.language.tag())
    };
    letters.iter().map(brief).collect::<Vec<_>>().join(", ")
}

#[test]
fn letters_are_offered_where_they_make_sense_and_go_to_the_right_place() {
    let mut wrong = Vec::new();
    for (reply, recipient, expected) in [
        // A list is named: to its keepers, and to whoever uses it.
        (
            "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
            "bob@example.com",
            "delisting https://check.spamhaus.org/ en, postmaster postmaster@example.com en, colleague - en",
        ),
        (
            "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using b.barracudacentral.org",
            "bob@example.cn",
            "delisting https://www.barracudacentral.org/rbl/removal-request en, postmaster postmaster@example.cn zh-CN, colleague - en",
        ),
        // A list that nobody knows, and one that is no more.
        (
            "554 Client host [192.0.2.1] blocked using bl.example.org",
            "bob@example.com",
            "delisting - en, postmaster postmaster@example.com en, colleague - en",
        ),
        (
            "554 Client host [192.0.2.1] blocked using dnsbl.sorbs.net",
            "bob@example.com",
            "postmaster postmaster@example.com en, colleague - en",
        ),
        // Providers that keep lists themselves; where both letters would go to one place, one is enough.
        (
            "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140).",
            "bob@outlook.com",
            "delisting https://go.microsoft.com/fwlink/?LinkID=614866 en, colleague - en",
        ),
        (
            "550 5.7.511 Access denied, banned sender[192.0.2.1]. To request removal from this list please forward this message to delist@messaging.microsoft.com.",
            "bob@example.com",
            "delisting delist@messaging.microsoft.com en, postmaster postmaster@example.com en, colleague - en",
        ),
        ("554 HL:IPB 163 mx5,asdfghAAA--.77S3 1600000001", "bob@163.com", "provider postmaster@163.com zh-CN, colleague - en"),
        // Nobody who misspelt an address has anything to ask of a postmaster.
        ("550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown", "bob@example.com", "colleague - en"),
        ("452 4.2.2 Mailbox full", "bob@example.cn", "colleague - zh-CN"),
        // What passes by itself needs no letter.
        ("450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted, see http://postgrey.example.org/", "bob@example.com", ""),
        // Mail about a domain that takes none does not go by mail.
        ("554 5.4.6 Too many hops", "bob@example.com", "postmaster - en, colleague - en"),
        // Where everybody may have a mailbox, the provider is asked and no postmaster.
        (
            "550 5.7.1 Message rejected due to local policy",
            "bob@gmail.com",
            "provider https://support.google.com/mail/contact/msgdelivery en, colleague - en",
        ),
        ("550 5.7.1 Message rejected due to local policy", "bob@example.com", "postmaster postmaster@example.com en, colleague - en"),
    ] {
        let offered = in_brief(&written(reply, recipient, None));
        if offered != expected {
            wrong.push(format!("{reply}\n  expected {expected}\n  offered  {offered}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_place_to_fill_in_is_marked_and_named() {
    let letters = written("554 Client host blocked using zen.spamhaus.org", "bob@example.com", None);
    assert!(!letters.is_empty());
    for letter in &letters {
        let marks = letter.body.matches("[FILL IN: ").count();
        assert!(marks >= letter.to_fill_in.len() && !letter.to_fill_in.is_empty(), "{letter:?}");
        for what in &letter.to_fill_in {
            assert!(letter.body.contains(&format!("[FILL IN: {what}]")), "{what} in {}", letter.body);
        }
    }
}

#[test]
fn a_list_learns_nothing_about_the_recipient() {
    let reply = "554 5.7.1 <bob@example.com>: Client host [192.0.2.1] blocked using zen.spamhaus.org";
    let letters = written(reply, "bob@example.com", None);
    let request = letters.iter().find(|letter| letter.kind == LetterKind::Delisting).unwrap();
    assert!(!request.body.contains("bob@") && !request.body.contains("Offer"), "{}", request.body);
}

#[test]
fn checks_speak_for_the_sender_and_hold_back_what_cannot_help() {
    let found = |check, side, outcome, text, is_about_lists| Found {
        check,
        side,
        outcome,
        is_about_lists,
        text,
        arguments: [("ip", "192.0.2.1"), ("name", "out.example.net"), ("subject", "192.0.2.1"), ("list", "Spamhaus ZEN")]
            .map(|(name, value)| (name, value.to_owned()))
            .to_vec(),
        phrases: Vec::new(),
    };
    let reply = "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org";
    let well = LookedUp::of(vec![found("ptr", Side::Sender, Outcome::Well, "ptr-confirmed", false)], None);
    let letters = written(reply, "bob@example.com", Some(&well));
    assert!(letters.iter().all(|letter| letter.body.contains("192.0.2.1 has the name out.example.net")), "{letters:?}");

    // A fault of ours does not go out, and is told to whoever would send the letter.
    let faulty = LookedUp::of(vec![found("ptr", Side::Sender, Outcome::Faulty, "ptr-none", false)], None);
    let letters = written(reply, "bob@example.com", Some(&faulty));
    for letter in &letters {
        let is_internal = letter.kind == LetterKind::Colleague;
        assert_eq!(letter.body.contains("no PTR record"), is_internal, "{}", letter.body);
        assert_eq!(letter.mend_first.is_empty(), is_internal, "{letter:?}");
    }

    // Whoever is listed no more has nothing to be removed from.
    let lapsed = LookedUp::of(vec![found("blocklist", Side::Sender, Outcome::Well, "blocklist-lapsed", true)], None);
    let letters = written(reply, "bob@example.com", Some(&lapsed));
    assert_eq!(in_brief(&letters), "postmaster postmaster@example.com en, colleague - en");
}

#[test]
fn a_misspelt_domain_has_no_postmaster_to_write_to() {
    let looked_up = LookedUp::of(Vec::new(), Some("bob@example.com".to_owned()));
    let letters = written("554 5.4.6 Too many hops", "bob@exampel.com", Some(&looked_up));
    assert_eq!(in_brief(&letters), "colleague - en");
}

#[test]
fn a_hostile_reply_writes_no_letter_of_its_own() {
    // An address of a stranger in a reply is not written to, and no line is added to the head.
    let reply = "550 5.7.511 Access denied, banned sender[192.0.2.1]. To request removal from this list please forward this message to delist@example.org. \u{1b}[2J";
    let letters = written(reply, "bob@example.com\r\nBcc: eve@example.org", None);
    assert!(!letters.is_empty());
    for letter in &letters {
        assert!(!matches!(&letter.to, Recipient::Address(address) if address.contains("example.org")), "{letter:?}");
        assert!(!letter.subject.contains(['\r', '\n']) && !letter.body.contains(['\r', '\u{1b}']), "{letter:?}");
    }
}

#[test]
fn nothing_unknown_shows_as_a_variable() {
    let knowledge = Knowledge::embedded();
    let [english, chinese] = Language::ALL.map(Texts::embedded);
    for rule in crate::rule_notes(&crate::embedded_sources()).unwrap_or_default() {
        let Some(example) = rule.examples.first() else { continue };
        for explanation in explain(&knowledge, example.as_bytes(), &mut Workspace::new()) {
            for explained in &explanation.deliveries {
                for language in Language::ALL {
                    let context = Context { language: Some(language), ..Context::of(language) };
                    for letter in letters(&knowledge, &[&english, &chinese], explained, &context) {
                        let said = explained.delivery.reply.as_ref().map_or(String::new(), |reply| plain::quoted(&reply.text));
                        let words = format!(
                            "{}
{}",
                            letter.subject,
                            letter.body.replace(&said, "")
                        );
                        // The steps of a remedy are proved elsewhere, and may speak of none of something.
                        let has_steps = words.contains("\n1. ");
                        let is_whole = !words.contains("{$") && !words.contains("letter-") && (has_steps || !words.contains("none"));
                        assert!(is_whole && letter.language == language, "{}: {words}", rule.rule);
                    }
                }
            }
        }
    }
}
