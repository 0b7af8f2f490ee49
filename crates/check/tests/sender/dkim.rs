//! The check `dkim`.

use tuixin_check::sender::dkim::{self, Failure, Subject};

use crate::drawing::{draw, lines, run, world};
use crate::signed::{MAIL, Manner, Signer};

/// Public keys of RSA by their size; the private ones were thrown away.
const RSA_512: &str =
    "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAOLD5jioDm8vF3GrfKGCM25Ypi5ZiXrOOLgGbQ3en7YmMSl1uQWy3Rw3BhZJPdrtUIpazqKQFAOZYlC+l/BlEKsCAwEAAQ==";
const RSA_1024: &str = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDAiOtPbGzjx8Oj/gMZSRfKjpDeTgNlXW9oJH4cMGQoki8+riZs7YDXadt4MP1NLnHUyiVChUETxFgcduhUk5TfsgSFgfruD5JLixCOBLZfnqEyBEFKbLeaMyKZSH9dcPV62HLgJRFyUCDIiul0bdhhTHaCXxHA2stuPOGLgNB5NwIDAQAB";
const RSA_2048: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyWEQIiZrhi4gu3ZPXhQXxTzUNoRxYPwoltwpDStYzyMLujUm7TMJxdce8Tjr0qNXegfy11GSTUUOyDg9HuZTi8iUr+njtqiKXCt9/SOChJo8b3wrs+BEPuowRAv3Ucq7atOYn+BlJaH8LZ6T98L/05zFg5XdxZIKXAFLvN5E5Jlhmw4mg/RQ/EJp+qGM0vlSYazIYL/GQD5dB6r8I5C2dqIK1BgoCScD+KMIhF1/v0XwWN1mFZYrWIaZl80fl2St241qJz7G5aXE9mz56zJtCIYof0gug3IxcgWlJGTQO4eLR5vd+Wup/eCfJW5H/mjV0w6qYBQ6Bg3T2jJsMLasyQIDAQAB";

fn check_key(record: &str, expected: &str) {
    let world = world(&format!("s1._domainkey.example.com TXT {record}"));
    let report = run(dkim::check(&world, &Subject::keys("example.com", &["s1"])));
    assert_eq!(draw(&report), lines(expected), "{record}");
}

#[test]
fn keys_are_judged() {
    let record = |tags: &str| format!("s1._domainkey.example.com TXT v=DKIM1; {tags}p={RSA_2048}");
    for (record, expected) in [
        (format!("v=DKIM1; k=rsa; p={RSA_2048}"), "passed dkim-key-good".to_owned()),
        (format!("p={RSA_2048}"), "passed dkim-key-good".to_owned()),
        (format!("v=DKIM1; k=rsa; p={RSA_1024}"), "warning dkim-key-short".to_owned()),
        (format!("v=DKIM1; k=rsa; p={RSA_512}"), "failed dkim-key-weak".to_owned()),
        ("v=DKIM1; p=".to_owned(), "failed dkim-key-revoked".to_owned()),
        (format!("v=DKIM1; k=rsa; p={}", RSA_2048.split_at(200).0), "failed dkim-key-unreadable".to_owned()),
        (format!("v=DKIM1; k=dsa; p={RSA_2048}"), "failed dkim-key-type".to_owned()),
        (format!("v=DKIM1; t=y; p={RSA_2048}"), format!("warning dkim-key-test => {}\npassed dkim-key-good", record(""))),
        (format!("v=DKIM1; s=tlsrpt; p={RSA_2048}"), format!("failed dkim-key-service => {}\npassed dkim-key-good", record(""))),
        (format!("v=DKIM1; h=sha1; p={RSA_2048}"), format!("failed dkim-key-sha1 => {}\npassed dkim-key-good", record(""))),
        (format!("v=DKIM1 k=rsa; p={RSA_2048}"), "failed dkim-key-syntax\npassed dkim-key-good".to_owned()),
        ("v=DKIM1; k=rsa".to_owned(), "failed dkim-key-syntax".to_owned()),
        (
            format!("v=DKIM1; p={RSA_2048}\ns1._domainkey.example.com TXT v=DKIM1; p="),
            "failed dkim-key-several\npassed dkim-key-good".to_owned(),
        ),
        ("!timeout".to_owned(), "unknown dkim-key-unanswered".to_owned()),
    ] {
        check_key(&record, &expected);
    }
    let world = world("example.com A 192.0.2.1");
    let report = run(dkim::check(&world, &Subject::keys("example.com", &["s1", "s2"])));
    assert_eq!(draw(&report), "failed dkim-key-none\nfailed dkim-key-none");
}

fn check_mail(zone: &str, mail: &str, expected: &str) {
    let report = run(dkim::check(&world(zone), &Subject::mail("example.com", mail.as_bytes())));
    assert_eq!(draw(&report), lines(expected), "{zone}\n{mail}");
}

#[test]
fn a_whole_signature_passes() {
    let signer = Signer::of("example.com");
    let signed = signer.sign(MAIL, Manner::default());
    let expected = "passed dkim-pass\npassed dkim-key-good\npassed dkim-aligned";
    check_mail(&signer.zone(), &signed, expected);
    // A file may have lost what the network has at the end of each line.
    check_mail(&signer.zone(), &signed.replace("\r\n", "\n"), expected);
}

/// The mail with a signature that ended in 1970. The end is looked at before the seal.
fn expired(signed: &str) -> String {
    signed.replacen("s=s1;", "s=s1; x=1;", 1)
}

#[test]
fn what_broke_a_signature_is_told() {
    let signer = Signer::of("example.com");
    let signed = signer.sign(MAIL, Manner::default());
    let other = Signer::of("example.com");
    let sign = |manner| signer.sign(MAIL, manner);
    let key = "passed dkim-key-good";
    for (zone, mail, expected) in [
        (signer.zone(), MAIL.to_owned(), "warning dkim-unsigned".to_owned()),
        (signer.zone(), signed.replace("Noodles", "Dumplings"), format!("failed dkim-body-changed\n{key}")),
        (signer.zone(), signed.replace("Lunch", "Dinner"), format!("failed dkim-header-changed\n{key}")),
        (other.zone(), signed.clone(), format!("failed dkim-header-changed\n{key}")),
        (signer.zone(), expired(&signed), format!("failed dkim-expired\n{key}")),
        (signer.zone(), sign(Manner { leaves_out_from: true, ..Manner::default() }), format!("failed dkim-from-unsigned\n{key}")),
        (signer.zone(), signed.replace("a=ed25519-sha256", "a=ed448-sha256"), format!("failed dkim-unsupported\n{key}")),
        (signer.zone(), signed.replace(" d=example.com", " x-d=example.com"), "failed dkim-malformed".to_owned()),
        ("example.com A 192.0.2.1".to_owned(), signed.clone(), "failed dkim-no-key\nfailed dkim-key-none".to_owned()),
        ("s1._domainkey.example.com TXT v=DKIM1; p=".to_owned(), signed.clone(), "failed dkim-revoked\nfailed dkim-key-revoked".to_owned()),
        (
            "s1._domainkey.example.com TXT v=DKIM1; p=AAAA".to_owned(),
            signed.clone(),
            "failed dkim-bad-key\nfailed dkim-key-unreadable".to_owned(),
        ),
        (format!("s1._domainkey.example.com TXT v=DKIM1; p={RSA_2048}"), signed.clone(), format!("failed dkim-bad-key\n{key}")),
        (
            "s1._domainkey.example.com TXT !server-failure".to_owned(),
            signed.clone(),
            "unknown dkim-unanswered\nunknown dkim-key-unanswered".to_owned(),
        ),
    ] {
        check_mail(&zone, &mail, &expected);
    }
}

#[test]
fn text_behind_a_length_is_not_signed() {
    let signer = Signer::of("example.com");
    let signed = signer.sign(MAIL, Manner { has_length: true, ..Manner::default() });
    let expected = "warning dkim-length\npassed dkim-pass\npassed dkim-key-good\npassed dkim-aligned";
    check_mail(&signer.zone(), &format!("{signed}And buy this.\r\n"), expected);
}

#[test]
fn signatures_of_others_do_not_count() {
    let (own, service) = (Signer::of("mail.example.com"), Signer::of("example.net"));
    let dmarc = "_dmarc.example.com TXT v=DMARC1; p=reject";
    let by_service = service.sign(MAIL, Manner::default());
    let unaligned = "warning dkim-unaligned\npassed dkim-pass\npassed dkim-key-good";
    check_mail(&service.zone(), &by_service, unaligned);
    check_mail(&format!("{}{dmarc}", service.zone()), &by_service, unaligned);
    let by_both = own.sign(&by_service, Manner::default());
    let zone = format!("{}{}", service.zone(), own.zone());
    let aligned = "passed dkim-pass\npassed dkim-pass\npassed dkim-key-good\npassed dkim-key-good\npassed dkim-aligned";
    check_mail(&zone, &by_both, aligned);
    check_mail(&format!("{zone}{dmarc}"), &by_both, aligned);
    let strict = by_both.replacen("DKIM-Signature", "X-Signature", 0);
    let expected = "warning dkim-unaligned\npassed dkim-pass\npassed dkim-pass\npassed dkim-key-good\npassed dkim-key-good";
    check_mail(&format!("{zone}{dmarc}; adkim=s"), &strict, expected);
}

#[test]
fn a_broken_signature_beside_a_whole_one_is_a_warning() {
    let (list, author) = (Signer::of("example.com"), Signer::of("author.example.com"));
    let changed = author.sign(MAIL, Manner::default()).replace("Noodles?", "Noodles?\r\n-- \r\nThe list");
    let zone = format!("{}{}", list.zone(), author.zone());
    check_mail(
        &zone,
        &list.sign(&changed, Manner::default()),
        "warning dkim-body-changed
         passed dkim-pass
         passed dkim-key-good
         passed dkim-key-good
         passed dkim-aligned",
    );
}

#[test]
fn a_mail_with_endless_signatures_is_bounded() {
    let signer = Signer::of("example.com");
    let mut mail = signer.sign(MAIL, Manner::default());
    for length in 0..200 {
        mail = format!("DKIM-Signature: v=1; a=rsa-sha256; d=example.net; s=s{length}; h=from; l={length}; bh=AAAA; b=AAAA\r\n{mail}");
    }
    let world = world(&signer.zone());
    let verified = run(dkim::verify(&world.dns, mail.as_bytes()));
    assert_eq!(verified.len(), dkim::MAX_SIGNATURES);
    assert!(verified.iter().all(|verified| verified.failure == Some(Failure::BodyChanged)), "{verified:?}");
}
