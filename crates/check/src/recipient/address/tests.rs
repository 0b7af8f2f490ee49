use proptest::prelude::*;
use tuixin::advice::{Language, Texts};

use super::*;

/// What is said, gravest first, and how the address should be written.
fn told(address: &str) -> String {
    let report = Report::of(Check::Address, address, inspect(address), std::time::Duration::ZERO);
    for language in [Language::English, Language::Chinese] {
        crate::recipient::tests::has_words(&report, &Texts::embedded(language));
    }
    let texts: Vec<String> = report.findings.iter().map(|finding| format!("{} {}", finding.verdict.name(), finding.text)).collect();
    let corrected = report.findings.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.arguments);
    let corrected = corrected.filter(|(name, _)| *name == "corrected").map(|(_, value)| format!(" => {value}")).next();
    texts.join(", ") + &corrected.unwrap_or_default()
}

fn check_all(cases: &[(&str, &str)]) {
    for (address, expected) in cases {
        assert_eq!(told(address), *expected, "{address:?}");
    }
}

#[test]
fn what_does_not_belong_to_an_address_is_taken_out() {
    check_all(&[
        ("bob@example.com", "passed address-right"),
        ("Bob.O'Neil+list@Example.COM", "passed address-right"),
        ("bob＠example.com", "failed address-full-width => bob@example.com"),
        ("bob@example．com", "failed address-full-width => bob@example.com"),
        ("ｂｏｂ@example。com", "failed address-full-width => bob@example.com"),
        ("bob@example.com ", "failed address-blank => bob@example.com"),
        ("bob @example.com", "failed address-blank => bob@example.com"),
        ("bob@exam\u{a0}ple.com", "failed address-blank => bob@example.com"),
        ("bob@example.com\r\n", "failed address-blank => bob@example.com"),
        ("\u{3000}bob@example.com", "failed address-full-width, failed address-blank => bob@example.com"),
        ("bob\u{200b}@example.com\u{feff}", "failed address-invisible => bob@example.com"),
        ("\u{202d}bob@example.com\u{202c}", "failed address-invisible => bob@example.com"),
        ("bob@example.com.", "failed address-final-dot => bob@example.com"),
        ("bob@example.com。", "failed address-full-width, failed address-final-dot => bob@example.com"),
        ("bob@example,com", "failed address-comma => bob@example.com"),
        ("bob@example,com,.", "failed address-comma, failed address-final-dot => bob@example.com"),
        ("<bob@example.com>", "failed address-wrapped => bob@example.com"),
        ("Bob <bob@example.com>", "failed address-wrapped => bob@example.com"),
        ("\"Smith, Bob\" <bob@example.com>", "failed address-wrapped => bob@example.com"),
        ("mailto:bob@example.com?subject=x", "failed address-wrapped => bob@example.com"),
        ("'bob@example.com'", "failed address-wrapped => bob@example.com"),
        ("“bob@example.com”", "failed address-wrapped => bob@example.com"),
        ("[bob@example.com]", "failed address-wrapped => bob@example.com"),
        ("bob@example.com;", "failed address-wrapped => bob@example.com"),
        ("bob@example.com，", "failed address-full-width, failed address-wrapped => bob@example.com"),
    ]);
}

#[test]
fn the_form_of_an_address_is_explained() {
    let longest = format!("{}@example.com", "a".repeat(64));
    let longer = format!("a{longest}");
    let domain = format!("bob@{}com", "abcdefghi.".repeat(25));
    check_all(&[
        ("", "failed address-empty"),
        ("   ", "failed address-blank, failed address-empty"),
        ("bob.example.com", "failed address-no-at"),
        ("bob@@example.com", "failed address-many-ats"),
        ("bob@home@example.com", "failed address-many-ats"),
        ("@example.com", "failed address-no-local-part"),
        ("bob@", "failed address-no-domain"),
        (&longest, "passed address-right"),
        (&longer, "failed address-local-part-too-long"),
        (&domain, "failed address-too-long"),
        (".bob@example.com", "failed address-local-part-dots"),
        ("bob.@example.com", "failed address-local-part-dots"),
        ("b..ob@example.com", "failed address-local-part-dots"),
        ("bob(x)@example.com", "failed address-local-part-characters"),
        ("bob\\@example.com", "failed address-local-part-characters"),
        ("\"bob smith\"@example.com", "warning address-quoted"),
        ("\"bob@home\"@example.com", "warning address-quoted"),
        ("\"bob\\\"x\"@example.com", "warning address-quoted"),
        ("\"bob\"x\"@example.com", "failed address-bad-quotes"),
        ("\"bob@example.com", "failed address-bad-quotes"),
        ("bob@exa_mple.com", "failed address-domain-characters"),
        ("bob@-example.com", "failed address-domain-hyphen"),
        ("bob@example..com", "failed address-domain-label"),
        ("bob@.example.com", "failed address-domain-label"),
        ("bob@example.123", "failed address-domain-numeric"),
        ("bob@192.0.2.1", "failed address-bare-ip => bob@[192.0.2.1]"),
        ("bob@[192.0.2.1]", "warning address-literal"),
        ("bob@[IPv6:2001:db8::1]", "warning address-literal"),
        ("bob@[2001:db8::1]", "failed address-bad-literal"),
        ("bob@[192.0.2]", "failed address-bad-literal"),
        ("bob@localhost", "warning address-no-dot"),
        ("张三@example.cn", "warning address-smtputf8"),
        ("bob@例子.cn", "passed address-international"),
        ("张三@例子.cn", "warning address-smtputf8, passed address-international"),
        ("bob@example.com,ann@example.com", "failed address-several"),
        ("bob@example.com；ann@example.com", "failed address-several"),
        ("bob@example.com ann@example.com", "failed address-several"),
    ]);
}

#[test]
fn rules_of_providers_are_a_second_look() {
    check_all(&[
        ("john.doe@gmail.com", "passed address-right"),
        ("j.o.h.n.d.o@gmail.com", "passed address-right"),
        ("johndoe+list-2026@gmail.com", "passed address-right"),
        ("john@gmail.com", "warning address-provider-too-short"),
        ("john_doe@gmail.com", "warning address-provider-characters"),
        ("12345@qq.com", "passed address-right"),
        ("1234@qq.com", "warning address-provider-digits"),
        ("123456789012@qq.com", "warning address-provider-digits"),
        ("zhang.san@qq.com", "passed address-right"),
        ("1zhang@QQ.com", "warning address-provider-first"),
        ("13800000000@163.com", "passed address-right"),
        ("1380000000@163.com", "warning address-provider-digits"),
        ("zhang_san@163.com", "passed address-right"),
        ("zhang-san@126.com", "warning address-provider-characters"),
        ("zhangsanzhangsan123@163.com", "warning address-provider-too-long"),
        ("bob..smith.@docomo.ne.jp", "passed address-right"),
        ("张三丰张三丰@qq.com", "warning address-smtputf8, warning address-provider-characters"),
    ]);
}

#[test]
fn hostile_input_is_cut_off_and_answered() {
    for piece in ["@", "\"", "<", "＠", "\u{200b}", ".", "a@b ", "例", "\\"] {
        for count in [1, 100, 100_000] {
            assert!(!inspect(&piece.repeat(count)).is_empty(), "{piece:?} {count} times");
        }
    }
}

#[test]
fn the_facts_can_be_read() {
    assert_eq!(crate::facts::read::<local_parts::Rules>(local_parts::FILE).err(), None);
}

/// Text in which the pieces that matter to addresses stand close together.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("@"),
        Just("＠"),
        Just("."),
        Just("．"),
        Just("。"),
        Just(","),
        Just(" "),
        Just("\u{3000}"),
        Just("\u{200b}"),
        Just("<"),
        Just(">"),
        Just("\""),
        Just("\\"),
        Just("["),
        Just("]"),
        Just("mailto:"),
        Just("bob"),
        Just("张三"),
        Just("example"),
        Just("com"),
        Just("例子"),
        Just("192.0.2.1"),
        Just("-"),
        Just("_"),
        Just("xn--"),
        Just("gmail.com"),
        Just("163.com"),
        Just("("),
        Just("\u{202e}"),
        Just("\t"),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// A correction would not be corrected again.
    #[test]
    fn what_is_proposed_is_right(raw in prop_oneof![text(), any::<String>()]) {
        let findings = inspect(&raw);
        prop_assert!(!findings.is_empty());
        let corrected = findings.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.arguments).find(|(name, _)| *name == "corrected");
        if let Some((_, corrected)) = corrected {
            let again = inspect(corrected);
            prop_assert!(again.iter().all(|finding| finding.verdict != Verdict::Failed), "{raw:?} became {corrected:?}: {again:?}");
        }
    }
}
