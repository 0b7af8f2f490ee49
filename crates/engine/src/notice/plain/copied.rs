//! A bounce that was copied out of a mail program, made a mail again.
//!
//! Copying loses the header, or leaves a few lines of it in the language of the mail program (`发件人:`, `Von:`); quoting puts `>` before every line; a body saved without its header keeps boundaries that nothing declares.
//! So a header is put in front, and the readers of mails see what they know.

use std::borrow::Cow;
use std::ops::Range;

use crate::notice::{Notice, mail};

/// How many lines of a text are looked at to see what it is.
const MAX_HEAD: usize = 200;
/// Longest boundary of parts (RFC 2046 section 5.1.1).
const MAX_BOUNDARY: usize = 70;

/// A copied bounce.
pub(super) struct Copied {
    /// The mail it is read as.
    mail: Vec<u8>,
    /// Length of the header in front of it that was not in the input.
    head: usize,
    /// Where each line of the text without marks of quoting came from: its offset there and in the text before.
    lines: Vec<(usize, usize)>,
    /// Whether the mail holds the bytes of the input instead of its decoded text.
    is_raw: bool,
}

/// Where a stretch of the mail came from.
pub(super) enum Origin {
    /// From here in the decoded text.
    Text(Range<usize>),
    /// From here in the input.
    Input(Range<usize>),
}

impl Copied {
    /// Makes a mail of a text and of the bytes from which it was decoded.
    pub(super) fn of(text: &str, input: &[u8]) -> Copied {
        let (text, lines) = unquoted(text);
        if mail::looks_like_mail(text.as_bytes()) {
            return Copied { mail: text.into_owned().into_bytes(), head: 0, lines, is_raw: false };
        }
        if let Some(boundary) = boundary(&text) {
            let head = format!(
                "Content-Type: multipart/mixed; boundary=\"{boundary}\"\n\n--{boundary}\n{}",
                if begins_with_a_field(&text) { "" } else { "\n" }
            );
            // Parts declare their charsets, so what is read has to be the bytes; quoting is of text.
            let is_raw = lines.is_empty() && !input.starts_with(&[0xff, 0xfe]) && !input.starts_with(&[0xfe, 0xff]);
            let body = if is_raw { input } else { text.as_bytes() };
            return Copied { mail: [head.as_bytes(), body].concat(), head: head.len(), lines, is_raw };
        }
        let (fields, length) = copied_header(&text);
        let head = format!("{fields}Content-Type: text/plain; charset=utf-8\n\n");
        // What the fields were made of stays, blanked, so that offsets stay too.
        let body = text.get(length..).unwrap_or_default();
        Copied { mail: [head.as_bytes(), " ".repeat(length).as_bytes(), body.as_bytes()].concat(), head: head.len(), lines, is_raw: false }
    }

    /// Reads it.
    pub(super) fn read(&self) -> Notice {
        mail::read_copied(&self.mail)
    }

    /// Where a range of the mail came from.
    pub(super) fn origin(&self, range: Range<usize>) -> Origin {
        let range = range.start.saturating_sub(self.head)..range.end.saturating_sub(self.head);
        if self.is_raw { Origin::Input(range) } else { Origin::Text(self.before_quoting(range.start)..self.before_quoting(range.end)) }
    }

    fn before_quoting(&self, at: usize) -> usize {
        let index = self.lines.partition_point(|(unquoted, _)| *unquoted <= at);
        match index.checked_sub(1).and_then(|index| self.lines.get(index)) {
            Some((unquoted, quoted)) => quoted + (at - unquoted),
            None => at,
        }
    }
}

/// The text without the marks of quoting, where nearly every line has one.
fn unquoted(text: &str) -> (Cow<'_, str>, Vec<(usize, usize)>) {
    let filled = || text.lines().filter(|line| !line.trim().is_empty()).take(MAX_HEAD);
    let marked = filled().filter(|line| line.trim_start().starts_with('>')).count();
    if marked < 3 || marked * 5 < filled().count() * 4 {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut unquoted = String::with_capacity(text.len());
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t']);
        let rest = match content.strip_prefix('>') {
            // A blank belongs to the mark, more of them to the line.
            Some(rest) => rest.strip_prefix(' ').unwrap_or(rest),
            None => line,
        };
        lines.push((unquoted.len(), at + (line.len() - rest.len())));
        unquoted.push_str(rest);
        at += line.len();
    }
    (Cow::Owned(unquoted), lines)
}

/// The boundary of the parts in a body without a header: a line of dashes and a word, with a field of a part below it.
fn boundary(text: &str) -> Option<&str> {
    let head = || text.lines().take(MAX_HEAD);
    head().zip(head().skip(1)).find_map(|(line, next)| {
        let boundary = line.trim_end().strip_prefix("--")?;
        let fits = (1..=MAX_BOUNDARY).contains(&boundary.len())
            && !boundary.contains(['"', '\\', ' '])
            && boundary.contains(|c: char| c.is_ascii_alphanumeric());
        let field = next.get(.."content-".len())?;
        (fits && field.eq_ignore_ascii_case("content-")).then_some(boundary)
    })
}

/// Whether the text begins with a field of a part, whose delimiter was lost.
fn begins_with_a_field(text: &str) -> bool {
    text.get(.."content-".len()).is_some_and(|start| start.eq_ignore_ascii_case("content-"))
}

/// Labels that mail programs put before the lines of a header, in lower case, and the field each stands for.
const LABELS: &[(&str, &[&str])] = &[
    (
        "From",
        &[
            "from",
            "发件人",
            "發件人",
            "寄件者",
            "寄件人",
            "差出人",
            "von",
            "de",
            "expéditeur",
            "da",
            "от",
            "보낸 사람",
            "od",
            "van",
            "från",
            "fra",
        ],
    ),
    ("To", &["to", "收件人", "收件者", "宛先", "an", "à", "para", "a", "кому", "받는 사람", "do", "aan", "till", "til"]),
    (
        "Subject",
        &[
            "subject",
            "主题",
            "主題",
            "主旨",
            "件名",
            "标题",
            "betreff",
            "objet",
            "asunto",
            "assunto",
            "oggetto",
            "тема",
            "제목",
            "temat",
            "onderwerp",
            "ämne",
            "emne",
        ],
    ),
    (
        "",
        &[
            "sent",
            "date",
            "cc",
            "发送时间",
            "发送日期",
            "日期",
            "时间",
            "抄送",
            "寄件日期",
            "日付",
            "送信日時",
            "gesendet",
            "datum",
            "envoyé",
            "date d'envoi",
            "enviado",
            "enviado el",
            "fecha",
            "data",
            "inviato",
            "отправлено",
            "дата",
            "보낸 날짜",
            "data wysłania",
            "verzonden",
            "skickat",
            "sendt",
            "reply-to",
            "回复",
        ],
    ),
];

/// How many lines a copied header has.
const MAX_FIELDS: usize = 12;

/// The header that a mail program showed above the words, as fields, and how much of the text it takes; nothing unless it tells who wrote and about what.
fn copied_header(text: &str) -> (String, usize) {
    let mut fields = String::new();
    let (mut has_from, mut has_subject) = (false, false);
    let mut at = 0;
    for line in text.split_inclusive('\n').take(MAX_FIELDS) {
        if line.trim().is_empty() && at > 0 && !fields.is_empty() {
            break;
        }
        if !line.trim().is_empty() {
            let Some((label, value)) = line.split_once([':', '：']) else { break };
            let label = label.trim().trim_matches('*').to_lowercase();
            let Some((name, _)) = LABELS.iter().find(|(_, labels)| labels.contains(&label.as_str())) else { break };
            let value: String = value.trim().trim_matches('*').chars().filter(|c| !c.is_control()).collect();
            if !name.is_empty() {
                fields.push_str(&format!("{name}: {value}\n"));
            }
            has_from |= *name == "From";
            has_subject |= *name == "Subject";
        }
        at += line.len();
    }
    if has_from && has_subject { (fields, at) } else { (String::new(), 0) }
}

#[cfg(test)]
mod tests {
    use crate::notice::read;
    use crate::notice::tests::drawn;

    const WORDS: &str = "Hi. This is the qmail-send program at mx.example.cn.\nI could not deliver it.\n\n<bob@example.com>:\nRemote host said: 550 no such user\n";

    #[test]
    fn copied_words_are_read_by_the_formats_of_mails() {
        let expected = "failed qmail\n  bob@example.com failed - | Remote host said: 550 no such user";
        let quoted: String = WORDS.lines().map(|line| format!("> {line}\n")).collect();
        for copied in [
            WORDS.to_owned(),
            format!("\n\n{WORDS}"),
            format!("\u{feff}{WORDS}"),
            WORDS.replace('\n', "\r\n"),
            quoted,
            format!("Subject: failure notice\n\n{WORDS}"),
            format!("发件人: postmaster@mx.example.cn\n发送时间: 2026年11月23日\n收件人: ann@example.cn\n主题: failure notice\n\n{WORDS}"),
            format!("Von: MAILER-DAEMON@mx.example.cn\nGesendet: Montag\nAn: ann@example.cn\nBetreff: failure notice\n\n{WORDS}"),
            format!("This is a MIME message\n\n--B1\nContent-Type: text/plain\n\n{WORDS}\n--B1--\n"),
            format!("Content-Type: text/plain\n\n{WORDS}\n--B1\nContent-Type: text/html\n\n<p>x</p>\n--B1--\n"),
        ] {
            assert_eq!(drawn(copied.as_bytes()).replace(" (truncated)", ""), expected, "{copied}");
        }
    }

    #[test]
    fn words_point_at_the_bytes_they_were_copied_from() {
        let quoted: String = WORDS.lines().map(|line| format!("> {line}\r\n")).collect();
        let (gbk, _, _) = encoding_rs::GBK.encode("退信\n\n您的邮件投递失败：\n\n<bob@example.com>: 550 用户不存在\n");
        for (input, expected) in [
            (WORDS.as_bytes(), &b"Remote host said: 550 no such user"[..]),
            (quoted.as_bytes(), b"Remote host said: 550 no such user"),
            (&gbk, &encoding_rs::GBK.encode("<bob@example.com>: 550 用户不存在").0),
        ] {
            let notices = read(input);
            let delivery = notices.iter().flat_map(|notice| &notice.deliveries).next();
            let origin = delivery.and_then(|delivery| delivery.reply.as_ref()).map(|reply| reply.origin.clone());
            assert_eq!(origin.and_then(|origin| input.get(origin)), Some(expected), "{}", String::from_utf8_lossy(input));
        }
    }

    #[test]
    fn text_that_tells_no_failure_names_nobody() {
        assert_eq!(drawn(b"Hello Bob,\nshall we meet?\nI will be at eve@example.net until then.\n"), "other text");
        assert_eq!(drawn(b"> a\n> b\n> c\n"), "other text");
    }
}
