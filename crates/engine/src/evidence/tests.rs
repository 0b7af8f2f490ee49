//! Replies as they really come, and what is left of them.

use super::*;

/// Draws what was read: layers by ` || `, codes first, words by blanks, entities in brackets left out.
fn drawn(text: &str) -> String {
    let mut evidence = Evidence::new();
    evidence.read(text);
    let layers = (0..evidence.segments.len()).map(|index| {
        let segment = evidence.segments[index];
        let mut parts: Vec<String> = Vec::new();
        parts.extend(segment.code.map(|code| code.to_string()));
        parts.extend(segment.status.map(|status| format!("({status})")));
        parts.extend(evidence.words[evidence.words_of(index)].iter().map(|word| word.span.of(text).to_lowercase()));
        parts.join(" ")
    });
    layers.collect::<Vec<_>>().join(" || ")
}

fn entities(text: &str, kind: EntityKind) -> Vec<&str> {
    let mut evidence = Evidence::new();
    evidence.read(text);
    evidence.entities_of(kind).map(|entity| entity.span.of(text)).collect()
}

#[test]
fn codes_and_wrappers_are_told_from_wording() {
    for (text, expected) in [
        ("550 5.1.1 <bob@example.com>: User unknown", "550 (5.1.1) user unknown"),
        ("550-5.1.1 no such\r\n550 5.1.1 user", "550 (5.1.1) no such user"),
        ("550-5.7.26 This mail has been 550-5.7.26 blocked 550 5.7.26 today", "550 (5.7.26) this mail has been blocked today"),
        ("smtp;550 user unknown", "smtp || 550 user unknown"),
        ("SMTP; 550 5.1.1 user unknown", "smtp || 550 (5.1.1) user unknown"),
        (
            "host mx.example.com[192.0.2.1] said: 550 5.1.1 unknown (in reply to RCPT TO command)",
            "host said || 550 (5.1.1) unknown in reply to rcpt to command",
        ),
        ("<<< 550 User unknown", "550 user unknown"),
        ("bob@example.com: [192.0.2.1], 550 no such user", "550 no such user"),
        ("550 E-Mail-Empfänger unbekannt", "550 e mail empfänger unbekannt"),
        ("5.3.0 - Other mail system problem 550-'no such user'", "(5.3.0) other mail system problem || 550 no such user"),
        ("Remote Server returned '450 mailbox unavailable.'", "remote server returned || 450 mailbox unavailable"),
        ("Remote host said: 553 Too many recients in the mail", "remote host said || 553 too many recients in the mail"),
        ("550 #5.1.0 Address rejected.", "550 (5.1.0) address rejected"),
        ("550 Sorry, no mailbox here by that name. (#5.1.1)", "550 (5.1.1) sorry no mailbox here by that name"),
        ("5.1.0 - Unknown address error 550-'5.1.1 <bob@example.com> unknown'", "(5.1.0) unknown address error || 550 (5.1.1) unknown"),
        ("550 550 5.1.1 unknown user (state 14).", "550 (5.1.1) unknown user state 14"),
        (
            "550 5.1.1 Failed, id=02022-02, from MTA([127.0.0.1]:10025): 550 5.1.1 <bob@example.co.jp>: User unknown",
            "550 (5.1.1) failed id 02022 02 from mta 10025 || 550 (5.1.1) user unknown",
        ),
        ("550 5.4.1 All recipient addresses rejected : Access denied", "550 (5.4.1) all recipient addresses rejected access denied"),
        ("the mta server of * reply:550 failed to meet SPF requirements", "the mta server of reply || 550 failed to meet spf requirements"),
        ("对方服务器返回550 5.1.1用户不存在", "对 方 服 务 器 返 回 || 550 (5.1.1) 用 户 不 存 在"),
        (
            "554 4.4.7 Message expired: unable to deliver in 840 minutes.<451 4.4.0 dns error>",
            "554 (4.4.7) message expired unable to deliver in 840 minutes || 451 (4.4.0) dns error",
        ),
        ("smtp; 554 Message rejected", "smtp || 554 message rejected"),
        ("552 Message size exceeds fixed limit: 500 KB", "552 message size exceeds fixed limit 500 kb"),
        ("501 Rcpt-To failed: RCPT TO not accepted: 5.7.1 This system", "501 (5.7.1) rcpt to failed rcpt to not accepted this system"),
        ("SMTP error 550 mailbox unavailable", "smtp error || 550 mailbox unavailable"),
        ("You may send 550 messages", "you may send 550 messages"),
        ("552 1 Requested mail action aborted", "552 1 requested mail action aborted"),
        ("hMailServer 5.6.7 is ready", "(5.6.7) hmailserver is ready"),
        ("hMailServer 5.6.7: 550 5.1.1 unknown", "(5.6.7) hmailserver || 550 (5.1.1) unknown"),
        ("550 RESOLVER.ADR.RecipNotFound; not found", "550 resolver adr recipnotfound not found"),
        ("421 HL:REP 192.0.2.1,gz12,EIGowAD3X3NtxD", "421 hl rep gz12 eigowad3x3ntxd"),
        ("550 User doesn't exist; recipient&#39;s mailbox&nbsp;full", "550 user doesn't exist recipient&#39;s mailbox full"),
        ("550 Boîte pleine", "550 boîte pleine"),
        ("", ""),
    ] {
        assert_eq!(drawn(text), expected, "{text}");
    }
}

#[test]
fn entities_are_set_apart() {
    let text = "550 <\"a..b\"@example.com> bob+x=y@example.net refused from [192.0.2.7] and 2001:db8::1, see https://help.example.org/faq?p=NoSuchUser. via mx1.example.com";
    assert_eq!(entities(text, EntityKind::Address), ["\"a..b\"@example.com", "bob+x=y@example.net"]);
    assert_eq!(entities(text, EntityKind::Ip), ["192.0.2.7", "2001:db8::1"]);
    assert_eq!(entities(text, EntityKind::Url), ["https://help.example.org/faq?p=NoSuchUser"]);
    assert_eq!(entities(text, EntityKind::Host), ["mx1.example.com"]);
}

/// Side words are searched by their places, so these have to be in order.
#[test]
fn words_of_urls_and_hosts_are_in_order() {
    let mut evidence = Evidence::new();
    evidence.read("550 refused by mx.example.com: 421 see https://help.example.cn/?no=1000725 and www.example.org/why");
    let places: Vec<u32> = evidence.side_words.iter().map(|word| word.span.start).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn spelling_differences_do_not_matter() {
    let hashes = |text: &str| {
        let mut evidence = Evidence::new();
        evidence.read(text);
        evidence.words.iter().map(|word| word.hash).collect::<Vec<_>>()
    };
    for (one, other) in [
        ("doesn't", "DOESNT"),
        ("doesn\u{2019}t exist", "doesnt exist"),
        ("BOÎTE", "boite"),
        ("boi\u{302}te", "boite"),
        ("Почтовый ЯЩИК", "почтовый ящик"),
        ("ＵＳＥＲ unknown", "user unknown"),
        ("user_unknown", "user-unknown"),
        ("recipient&#39;s", "recipients"),
    ] {
        assert_eq!(hashes(one), hashes(other), "{one} / {other}");
    }
}

/// Short words, longer ones and those near the end of the text go different ways.
#[test]
fn a_word_has_its_number_whatever_its_length_and_place() {
    let letters = "abcdefghijklmnopqrstuvwxyz";
    for length in 1..=letters.len() {
        for behind in ["", " ", ".", ")", " x", " and more words, so that the text goes on"] {
            let letters = letters.get(..length).unwrap_or_default();
            let text = format!("{}{behind}", letters.to_uppercase());
            let mut evidence = Evidence::new();
            evidence.read(&text);
            let word = evidence.words[0];
            assert_eq!((word.hash, word.span), (word_hash_of(letters), Span::new(0, length)), "{text}");
        }
    }
}

#[test]
fn the_innermost_reply_that_says_anything_speaks() {
    for (text, expected) in
        [("said: 550 user unknown", "550"), ("550 user unknown; 250 ok", "550"), ("554 rejected: 550", "554"), ("user unknown", "none")]
    {
        let mut evidence = Evidence::new();
        evidence.read(text);
        let code = evidence.segments[evidence.innermost()].code;
        assert_eq!(code.map_or("none".to_owned(), |code| code.to_string()), expected, "{text}");
    }
}

#[test]
fn long_and_hostile_texts_are_bounded() {
    let mut evidence = Evidence::new();
    for unit in
        ["550 ", "a@", "@", ".", "a.", "5.", "550-5.1.1 ", "\"@", "http://", "&#39;", "é", "中", ":", "::", "1:", "\u{0}", "a-", "'"]
    {
        let text = unit.repeat(200_000 / unit.len());
        evidence.read(&text);
        assert!(evidence.truncated);
        assert!(evidence.words.iter().all(|word| word.span.end as usize <= MAX_REPLY_BYTES));
        assert!(
            evidence.words.len() + evidence.entities.len() + evidence.segments.len() + evidence.side_words.len() <= 4 * MAX_REPLY_BYTES
        );
    }
}
