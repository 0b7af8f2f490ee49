//! Mails made to hurt their reader, and mails made by chance.
//!
//! Nothing is timed. Work is counted in bytes looked at, and what is not counted is run at a size at which quadratic work would never end.

use std::ops::Range;

use proptest::prelude::*;
use tuixin::mime::{Damage, Headers, MAX_DEPTH, MAX_PARTS, Mail, Parameters, PartId, html};

const MEGABYTE: usize = 1 << 20;

/// Reads a mail, asks everything of it, and checks what must hold for any bytes.
fn check(raw: &[u8]) -> Mail<'_> {
    let mail = Mail::parse(raw);
    let size = raw.len();
    assert!(!mail.parts().is_empty() && mail.parts().len() <= MAX_PARTS);
    assert!(mail.visited() <= 24 * size + 64, "{} of {size}", mail.visited());
    let inside =
        |inner: &Range<usize>, outer: &Range<usize>| outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
    for part in mail.parts() {
        assert!(part.depth <= MAX_DEPTH);
        assert!(inside(&part.header, &(0..size)) && inside(&part.body, &(0..size)), "{part:?}");
        assert!(part.header.end <= part.body.start, "{part:?}");
        if let Some(parent) = part.parent {
            let parent = mail.part(parent);
            assert!(parent.id < part.id && parent.depth + 1 == part.depth);
            assert!(inside(&(part.header.start..part.body.end), &parent.body), "{part:?} in {parent:?}");
            assert!(mail.children(parent.id).any(|child| child.id == part.id));
        }
        let mut end = part.body.start;
        for child in mail.children(part.id) {
            assert!(end <= child.header.start && child.parent == Some(part.id));
            end = child.body.end;
        }
    }
    for note in mail.notes() {
        assert!(note.at <= size && note.part.index() < mail.parts().len(), "{note:?}");
    }
    mail
}

/// Like [`check`], and decodes everything too.
fn check_all(raw: &[u8]) {
    let mail = check(raw);
    for part in mail.parts() {
        for field in mail.headers(part.id) {
            assert_eq!(raw.get(field.at.clone()), Some(field.raw));
            field.text();
            field.unfolded();
            field.parameters().get("charset");
        }
        let decoded = mail.decode(part.id);
        let text = mail.text(part.id);
        let shown = html::html_to_text(&text.text);
        for (length, origin) in [
            (decoded.bytes.len(), &|range| decoded.origin(range) as Range<usize>),
            (text.text.len(), &|range| text.origin(range)),
            (shown.text.len(), &|range| text.origin(shown.origin(range))),
        ] as [(usize, &dyn Fn(Range<usize>) -> Range<usize>); 3]
        {
            let mut last = part.body.start;
            for start in (0..length).step_by(length / 16 + 1) {
                let origin = origin(start..(start + 3).min(length));
                assert!(
                    part.body.start <= origin.start && origin.start < origin.end && origin.end <= part.body.end,
                    "{origin:?} of {part:?}"
                );
                assert!(last <= origin.start, "the way back must not turn around");
                last = origin.start;
            }
            assert!(origin(length..length + 9).end <= part.body.end);
        }
    }
}

fn damages(mail: &Mail) -> Vec<Damage> {
    mail.notes().iter().map(|note| note.damage).collect()
}

#[test]
fn boundaries_that_never_come() {
    let part = "Content-Type: multipart/mixed; boundary=never\n\n";
    check(part.repeat(MEGABYTE / part.len()).as_bytes());
    let part = "Content-Type: multipart/mixed; boundary=never\n\n--instead\n";
    let mail = part.repeat(MEGABYTE / part.len());
    let mail = check(mail.as_bytes());
    assert!(damages(&mail).contains(&Damage::MissingBoundary));
    let nested: String =
        (0..20_000).map(|level| format!("--b{}\nContent-Type: multipart/mixed; boundary=b{level}\n\n", level - 1)).collect();
    check(nested.as_bytes());
}

#[test]
fn messages_in_messages() {
    let part = "Content-Type: message/rfc822\n\n";
    let mail = part.repeat(MEGABYTE / part.len());
    let mail = check(mail.as_bytes());
    assert_eq!((mail.parts().len(), damages(&mail)), (MAX_DEPTH + 1, vec![Damage::DepthLimit]));
    check("Content-Type: message/rfc822\n".repeat(MEGABYTE / 30).as_bytes());
}

#[test]
fn very_many_parts() {
    let flat = format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(100_000));
    let mail = check(flat.as_bytes());
    assert_eq!((mail.parts().len(), damages(&mail)), (MAX_PARTS, vec![Damage::PartLimit]));
    assert!(mail.visited() < flat.len(), "what is not told apart is not looked at");
    let mut nested = String::new();
    for level in 0..10_000 {
        nested.push_str(&format!("Content-Type: multipart/mixed; boundary=level{level}\n\n--level{level}\n"));
    }
    let mail = check(nested.as_bytes());
    assert_eq!(mail.parts().len(), MAX_DEPTH + 1);
    assert!(damages(&mail).contains(&Damage::DepthLimit));
}

#[test]
fn lines_without_end() {
    for unit in ["a", "-", "--", "\0", " ", "\n", "\r", "\r\n--", "\n--b--", ":", "a:", "=?", "Content-Type: text/plain; x=(;", "\u{9000}"]
    {
        let flood = unit.repeat(2 * MEGABYTE / unit.len());
        check(flood.as_bytes());
        check(format!("Content-Type: multipart/mixed; boundary=b\n\n{flood}").as_bytes());
        check(format!("Subject: {flood}\nContent-Type: multipart/mixed; boundary=\"{flood}").as_bytes());
    }
    check(&vec![b'x'; 10 * MEGABYTE]);
}

#[test]
fn header_values_without_end() {
    for unit in [
        "=?",
        "=?a?q?",
        "=?utf-8?B?6YCA?=",
        "=?utf-8?B?6YCA?= ",
        "=?gbk?q?=d0",
        "a=(;",
        "a=\"",
        "a=\"b\\\";",
        "(",
        "()",
        " ",
        "; a*1*=%",
        ";a=b ",
        "a=b ",
        "a=b\t(",
        "a=b c ",
        "\r\n x",
        "\u{9000}",
    ] {
        let flood = unit.repeat(MEGABYTE / unit.len());
        let value = format!("text/plain; {flood}");
        assert_eq!(Parameters::of(value.as_bytes()).get("absent"), None);
        let block = format!("Subject: {flood}");
        let field = Headers::of(block.as_bytes()).first("subject");
        assert!(field.is_some_and(|field| field.text().len() <= block.len()));
    }
}

#[test]
fn html_without_end() {
    for unit in [
        "<",
        "<a",
        "<a ",
        "<a '",
        "<!--",
        "</",
        "<script>",
        "<style></",
        "&",
        "&#",
        "&#x",
        "&nbsp",
        "<p>",
        "< a@b >",
        "<a@b",
        "<pre>\n",
        " ",
        "<td>",
    ] {
        let flood = unit.repeat(MEGABYTE / unit.len());
        let text = html::html_to_text(&flood);
        assert!(text.origin(0..text.text.len()).end <= flood.len());
        html::html_to_text(&format!("{flood}>"));
    }
}

#[test]
fn bodies_without_end() {
    for transfer in ["base64", "quoted-printable", "7bit"] {
        for charset in ["utf-8", "gbk", "iso-2022-jp", "utf-7", "hz-gb-2312", "iso-2022-kr", "utf-16", "x-nobody-knows"] {
            for unit in
                ["QUJD", "QU\n", "=", "=E9", "=\n", " \n", "\u{9000}", "+", "+AGE", "~{", "~{MK~}", "\x1b$B0!\x1b(B", "\x0e0!\x0f", "\0"]
            {
                let flood = unit.repeat(20_000 / unit.len());
                check_all(
                    format!(
                        "From: a@example.com\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {transfer}\n\n{flood}"
                    )
                    .as_bytes(),
                );
            }
        }
    }
}

#[test]
fn nothing_at_all() {
    check_all(b"");
    check_all(b"\n");
    check_all(b"\r");
    check_all(b"From ");
    let mail = Mail::parse(b"");
    assert_eq!(mail.root().id, PartId::ROOT);
    assert_eq!(mail.text(PartId::ROOT).text, "");
}

/// A bounce as a seed for mutations.
const BOUNCE: &str = "From: =?gb2312?B?z7XNsw==?= <postmaster@example.cn>\r\nSubject: =?utf-8?Q?=E9=80=80=E4?=\r\n =?utf-8?Q?=BF=A1?=\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"=_outer\"\r\n\r\npreamble\r\n--=_outer\r\nContent-Type: multipart/alternative; boundary=inner\r\n\r\n\
--inner\r\nContent-Type: text/plain; charset=gb18030\r\nContent-Transfer-Encoding: base64\r\n\r\n08q8/s3Lu9g=\r\n\r\n--inner\r\nContent-Type: text/html; charset=utf-8\r\n\
Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E9=80=80=E4=BF=A1 =\r\n&lt; a@example.com &gt;</p>\r\n--inner--\r\n--=_outer\r\nContent-Type: message/delivery-status\r\n\r\n\
Reporting-MTA: dns; mx.example.cn\r\n\r\nFinal-Recipient: rfc822; a@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--=_outer\r\nContent-Type: message/rfc822\r\n\r\n\
From: b@example.net\r\nSubject: hello\r\nContent-Type: multipart/mixed; boundary=cut\r\n\r\n--cut\r\n\r\ntext that was cut\r\n--=_outer--\r\n";

/// Pieces that mean something to a reader of mails.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let known: &[&str] = &[
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "--",
        "--b",
        "--b--",
        "\n--b\n",
        "Content-Type: ",
        "multipart/mixed; ",
        "boundary=b",
        "message/rfc822",
        "text/plain; charset=",
        "gbk",
        "utf-8",
        "iso-2022-jp",
        "utf-7",
        "Content-Transfer-Encoding: base64\n",
        "Content-Transfer-Encoding: quoted-printable\n",
        "From: a",
        "From a\n",
        "=?gbk?B?",
        "?=",
        "=E9",
        "=\n",
        "\x1b$B",
        "~{",
        "+AGE-",
        "<p>",
        "&lt;",
        "<",
        "; name*0*=",
        " ",
        "\t",
        "\"",
        "(",
        "\0",
        ":",
        "QUJD",
        "",
    ];
    prop_oneof![
        3 => prop::sample::select(known).prop_map(|known| known.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..6),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(raw in prop::collection::vec(any::<u8>(), 0..2000)) {
        check_all(&raw);
    }

    #[test]
    fn random_pieces(pieces in prop::collection::vec(piece(), 0..120)) {
        check_all(&pieces.concat());
    }

    #[test]
    fn mutated_bounces(changes in prop::collection::vec((any::<prop::sample::Index>(), 0..12_usize, piece()), 1..12)) {
        let mut raw = BOUNCE.as_bytes().to_vec();
        for (at, length, piece) in changes {
            let at = at.index(raw.len() + 1);
            let end = (at + length).min(raw.len());
            raw.splice(at..end, piece);
        }
        check_all(&raw);
    }

    #[test]
    fn cut_bounces(end in 0..BOUNCE.len(), returns in any::<bool>()) {
        let raw = BOUNCE.get(..end).unwrap_or(BOUNCE);
        let raw = if returns { raw.to_owned() } else { raw.replace("\r\n", "\n") };
        check_all(raw.as_bytes());
    }
}
