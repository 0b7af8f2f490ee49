//! What a reply says about people and systems, taken out of it.
//!
//! The engine sets addresses, hosts, IP addresses and links apart before it looks at words, so those are known.
//! The rest is a matter of looks: what is made of letters and digits is the id of something; an address without its domain stands where a user is named; a name stands in front of an address.
//! A word that some rule knows is a word and gives nobody away; one that none knows is what there is to learn, so it stays unless it stands where names stand.
//!
//! Nothing that only looks like a word can be told from a name with certainty, so whoever sends the file on has to look through it.

use tuixin::Span;
use tuixin::diagnose::Diagnosis;
use tuixin::evidence::{EntityKind, Evidence};
use tuixin::knowledge::Knowledge;

/// How much of a reply is kept, in bytes. A rule needs a sentence.
const MAX_REPLY: usize = 2048;

const ADDRESS: &str = "<address>";
const IP: &str = "<ip>";
const HOST: &str = "<host>";
const URL: &str = "<url>";
const ID: &str = "<id>";

/// Something that belongs to somebody.
#[derive(Clone, Copy, Debug)]
pub enum Private<'t> {
    /// An address, with or without a name.
    Mailbox(&'t str),
    /// The name of a machine.
    Host(&'t str),
    /// Any other text.
    Text(&'t str),
}

/// Takes out of replies what belongs to somebody.
pub struct Mask<'k> {
    knowledge: &'k Knowledge,
    evidence: Evidence,
}

/// A stretch of a reply without blanks, or between brackets and marks.
#[derive(Clone, Copy, Debug)]
struct Token<'t> {
    start: usize,
    text: &'t str,
    /// What stands for it.
    mask: Option<&'static str>,
    /// Whether some rule knows all words in it.
    is_known: bool,
    /// Whether a code was found here, which belongs to nobody.
    is_code: bool,
    /// Whether it is the first of the reply, or of what is said behind a code at the beginning of a line.
    is_first: bool,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.trim_end_matches(['.', '!']).eq_ignore_ascii_case(word))
    }

    fn begins_with_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// Words behind which a user is named.
const NAMING: [&str; 20] = [
    "user",
    "users",
    "username",
    "mailbox",
    "account",
    "recipient",
    "rcpt",
    "address",
    "login",
    "owner",
    "customer",
    "member",
    "alias",
    "name",
    "dear",
    "hello",
    "hi",
    "utilisateur",
    "benutzer",
    "usuario",
];
/// Words that may stand between such a word and the name.
const BETWEEN: [&str; 6] = ["is", "named", "of", "for", "called", "id"];
/// Fields whose values belong to somebody, in the header of a returned mail or in words.
const FIELDS: [&str; 16] = [
    "subject",
    "from",
    "to",
    "cc",
    "bcc",
    "sender",
    "reply-to",
    "message-id",
    "received",
    "return-path",
    "dkim-signature",
    "主题",
    "主題",
    "发件人",
    "收件人",
    "件名",
];
/// Units that follow a number.
const UNITS: [&str; 20] =
    ["b", "k", "m", "g", "kb", "mb", "gb", "kib", "mib", "gib", "s", "ms", "sec", "min", "h", "d", "st", "nd", "rd", "th"];

impl<'k> Mask<'k> {
    pub fn new(knowledge: &'k Knowledge) -> Mask<'k> {
        Mask { knowledge, evidence: Evidence::new() }
    }

    /// Whether the engine found no cause.
    pub fn is_unspecified(&self, diagnosis: &Diagnosis<'_>) -> bool {
        diagnosis.cause.id == self.knowledge.cause(self.knowledge.unspecified()).id
    }

    /// The reply without what belongs to somebody.
    pub fn apply(&mut self, reply: &str, private: &[Private<'_>]) -> String {
        let reply = beginning(reply);
        self.evidence.read(reply);
        let mut marks: Vec<(usize, usize, &str)> = self.entities();
        marks.extend(values_of_fields(reply));
        for text in private {
            marks.extend(self.occurrences(reply, *text));
        }
        marks.extend(quoted_names(reply));
        let tokens = self.tokens(reply, &marks);
        marks.extend(
            tokens.iter().enumerate().filter_map(|(index, token)| Some((token.start, token.end(), judge(reply, &tokens, index, token)?))),
        );
        replaced(reply, marks)
    }

    fn entities(&self) -> Vec<(usize, usize, &'static str)> {
        let masked = |kind| match kind {
            EntityKind::Address => Some(ADDRESS),
            EntityKind::Ip => Some(IP),
            EntityKind::Host => Some(HOST),
            EntityKind::Url => Some(URL),
            EntityKind::Code | EntityKind::Status => None,
        };
        let entities = self.evidence.entities.iter();
        entities.filter_map(|entity| Some((entity.span.range().start, entity.span.range().end, masked(entity.kind)?))).collect()
    }

    /// Where a private text stands in the reply, as a whole or in its parts.
    fn occurrences(&self, reply: &str, private: Private<'_>) -> Vec<(usize, usize, &'static str)> {
        let mut marks = Vec::new();
        let mut find = |text: &str, mask| {
            let text = text.trim();
            if text.chars().count() >= 2 {
                marks.extend(places(reply, text).map(|(start, end)| (start, end, mask)));
            }
        };
        match private {
            Private::Host(host) => find(host, HOST),
            Private::Text(text) => find(text.trim_matches(['<', '>']), ID),
            Private::Mailbox(mailbox) => {
                let (name, address) = mailbox.rsplit_once('<').unwrap_or(("", mailbox));
                let name = name.trim().trim_matches('"');
                find(name, ID);
                name.split(|c: char| !c.is_alphanumeric()).filter(|part| !self.is_word(part)).for_each(|part| find(part, ID));
                let address = address.trim_end_matches(['>', ' ']);
                find(address, ADDRESS);
                let local = address.rsplit_once('@').map_or(address, |(local, _)| local);
                let is_noun = NAMING.iter().any(|noun| local.eq_ignore_ascii_case(noun));
                if !is_noun {
                    find(local, ID);
                }
                local.split(['.', '_', '-', '+']).filter(|part| part.len() > 2 && !self.is_word(part)).for_each(|part| find(part, ID));
            }
        }
        marks
    }

    /// Whether some rule knows a word.
    fn is_word(&self, text: &str) -> bool {
        let mut evidence = Evidence::new();
        evidence.read(text);
        !evidence.words.is_empty() && evidence.words.iter().all(|word| self.knowledge.knows_word(word))
    }

    /// What is left between the marks, cut at blanks and at the marks that stand around words.
    fn tokens<'t>(&self, reply: &'t str, marks: &[(usize, usize, &'static str)]) -> Vec<Token<'t>> {
        let mut masked: Vec<(usize, usize, &'static str)> = marks.to_vec();
        masked.sort_unstable();
        let codes = |kind| matches!(kind, EntityKind::Code | EntityKind::Status);
        let codes: Vec<Span> = self.evidence.entities.iter().filter(|entity| codes(entity.kind)).map(|entity| entity.span).collect();
        let unknown: Vec<usize> =
            self.evidence.words.iter().filter(|word| !self.knowledge.knows_word(word)).map(|word| word.span.range().start).collect();
        let known: Vec<usize> = self.evidence.words.iter().map(|word| word.span.range().start).collect();
        let any_within =
            |sorted: &[usize], start: usize, end: usize| sorted.get(sorted.partition_point(|at| *at < start)).is_some_and(|at| *at < end);
        let mut tokens: Vec<Token<'t>> = Vec::new();
        let mut at = 0;
        let mut next_mark = masked.into_iter().peekable();
        let (mut is_first, mut begins_line) = (true, true);
        while at < reply.len() {
            while next_mark.next_if(|(_, end, _)| *end <= at).is_some() {}
            let rest = reply.get(at..).unwrap_or_default();
            let token = match next_mark.peek() {
                Some(&(start, end, mask)) if start <= at => Token {
                    start: at,
                    text: reply.get(at..end).unwrap_or(rest),
                    mask: Some(mask),
                    is_known: false,
                    is_code: false,
                    is_first,
                },
                mark => {
                    let limit = mark.map_or(reply.len(), |(start, _, _)| *start);
                    let rest = reply.get(at..limit).unwrap_or(rest);
                    let skipped = rest.find(|c| !is_border(c)).unwrap_or(rest.len());
                    begins_line |= rest.get(..skipped).is_some_and(|skipped| skipped.contains('\n'));
                    if skipped > 0 {
                        at += skipped;
                        continue;
                    }
                    let text = rest.get(..rest.find(is_border).unwrap_or(rest.len())).unwrap_or(rest);
                    let end = at + text.len();
                    let is_code = codes.iter().any(|code| code.range().start < end && at < code.range().end);
                    let is_known = any_within(&known, at, end) && !any_within(&unknown, at, end);
                    Token { start: at, text, mask: None, is_known, is_code, is_first }
                }
            };
            begins_line &= token.is_code;
            is_first = begins_line;
            at = token.end().max(at + 1);
            tokens.push(token);
        }
        tokens
    }
}

/// Whether anything is left of a masked reply that could be learned.
pub fn has_words(masked: &str) -> bool {
    let mut rest = masked.to_owned();
    for mask in [ADDRESS, IP, HOST, URL, ID] {
        rest = rest.replace(mask, "");
    }
    rest.contains(char::is_alphabetic)
}

/// Where a token ends: at blanks, at what stands around words, and where Chinese, Japanese or Korean begins, which is written without blanks.
fn is_border(c: char) -> bool {
    const AROUND: &str = "()[]<>{}\"'`,;:=/\\|“”";
    c.is_whitespace() || AROUND.contains(c) || is_east_asian(c)
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

/// What a token has to be replaced by, if anything.
fn judge(reply: &str, tokens: &[Token<'_>], index: usize, token: &Token<'_>) -> Option<&'static str> {
    if token.mask.is_some() || token.is_code {
        return None;
    }
    let text = token.text.trim_matches(|c: char| !c.is_alphanumeric());
    if text.is_empty() {
        return None;
    }
    if token.text.contains('@') {
        return Some(ADDRESS);
    }
    if looks_like_id(text) && !token.is_known {
        return Some(ID);
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let before = reply.get(..token.start).unwrap_or_default();
    let behind = reply.get(token.end()..).unwrap_or_default();
    // A single word in such brackets is a mailbox, even when it is a word.
    if before.ends_with('<') && behind.starts_with('>') {
        return Some(ID);
    }
    if token.is_known {
        return None;
    }
    let is_value = before.ends_with(['=', '/', '\\']) || behind.starts_with(['/', '\\']);
    let quotes = [('"', '"'), ('\'', '\''), ('`', '\''), ('“', '”')];
    let is_quoted = quotes.iter().any(|(open, close)| before.ends_with(*open) && behind.starts_with(*close));
    // What Latin letters stand for in such a text is a term that a rule knows, or a name.
    let is_foreign = text.len() > 1 && (before.ends_with(is_east_asian) || behind.starts_with(is_east_asian));
    let begins = token.is_first && (!token.begins_with_capital() || behind.starts_with(':') || token.text.ends_with("..."));
    (is_value || is_quoted || is_foreign || begins || is_named(tokens, index) || is_part_of_name(reply, tokens, index)).then_some(ID)
}

/// Whether the word in front says that a user is named here.
fn is_named(tokens: &[Token<'_>], index: usize) -> bool {
    let mut before = tokens.get(..index).unwrap_or_default().iter().rev();
    let nearest = before.next();
    let nearest = nearest.filter(|token| token.is_one_of(&BETWEEN)).map_or(nearest, |_| before.next());
    nearest.is_some_and(|token| token.is_one_of(&NAMING))
}

/// Whether a word with a capital has another one beside it, or stands in front of an address: people have two names, and words seldom two capitals.
fn is_part_of_name(reply: &str, tokens: &[Token<'_>], index: usize) -> bool {
    let is_capital = |token: &Token<'_>| {
        let is_word = token.is_known || token.is_one_of(&NAMING);
        token.mask.is_none() && !is_word && token.begins_with_capital() && token.text.chars().any(char::is_lowercase)
    };
    let Some(token) = tokens.get(index).filter(|token| is_capital(token)) else { return false };
    let beside = |one: &Token<'_>, other: &Token<'_>| {
        reply.get(one.end()..other.start).is_some_and(|between| between.trim_matches(['<', '"', '(']).len() <= 2 && !between.contains('\n'))
    };
    let next = tokens.get(index + 1).is_some_and(|next| beside(token, next) && (is_capital(next) || next.mask == Some(ADDRESS)));
    let previous =
        index.checked_sub(1).and_then(|index| tokens.get(index)).is_some_and(|previous| beside(previous, token) && is_capital(previous));
    next || previous
}

/// Whether something is made up by a machine, or is an address without its domain.
fn looks_like_id(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        // Sizes, times and codes are short.
        return digits > 4;
    }
    if !text.is_ascii() {
        return false;
    }
    if digits > 0 {
        return !is_short_code(text) && !is_measure(text);
    }
    let changes =
        text.as_bytes().windows(2).filter(|pair| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase())).count();
    let is_joined = text.contains(['.', '_', '+', '$', '%', '~', '*', '!', '#', '&', '?']) && !text.contains("...");
    if is_joined { !is_exchange_code(text) } else { changes > 2 || text.len() > 24 }
}

/// Whether this is what a provider calls its own error: `TS03`, `S3140`.
fn is_short_code(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = text.len() - letters;
    (1..=4).contains(&letters) && (1..=4).contains(&digits) && text.bytes().skip(letters).all(|b| b.is_ascii_digit())
}

/// Whether this is a number with its unit.
fn is_measure(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let unit = text.get(digits..).unwrap_or_default();
    (1..=4).contains(&digits) && UNITS.iter().any(|known| unit.eq_ignore_ascii_case(known))
}

/// Whether this is a code in the manner of Exchange, `RESOLVER.ADR.RecipNotFound`: a capital name, and in the end words grown together.
fn is_exchange_code(text: &str) -> bool {
    let mut labels = text.split('.');
    let begins = labels.next().is_some_and(|first| first.len() > 2 && first.bytes().all(|b| b.is_ascii_uppercase()));
    let is_grown = |label: &str| {
        label.starts_with(|c: char| c.is_ascii_uppercase())
            && label.as_bytes().windows(2).any(|pair| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()))
    };
    begins && labels.next_back().is_some_and(is_grown)
}

/// The beginning of a reply, cut between words.
fn beginning(reply: &str) -> &str {
    if reply.len() <= MAX_REPLY {
        return reply;
    }
    let head = reply.get(..reply.floor_char_boundary(MAX_REPLY)).unwrap_or_default();
    head.rsplit_once(char::is_whitespace).map_or("", |(whole, _)| whole)
}

/// The values of fields, to the ends of their lines.
fn values_of_fields(reply: &str) -> Vec<(usize, usize, &'static str)> {
    let mut marks = Vec::new();
    let mut start = 0;
    for line in reply.split_inclusive(['\n', '\r']) {
        let content = line.trim_start();
        let at = start + line.len() - content.len();
        if let Some((name, value)) = content.split_once([':', '：']) {
            let is_private = FIELDS.iter().any(|field| name.trim().eq_ignore_ascii_case(field));
            let value_start = at + content.len() - value.trim_start().len();
            let value_end = at + content.trim_end().len();
            if is_private && value_start < value_end {
                marks.push((value_start, value_end, ID));
            }
        }
        start += line.len();
    }
    marks
}

/// Names in quotes in front of an address, or of several words with capitals.
fn quoted_names(reply: &str) -> Vec<(usize, usize, &'static str)> {
    let mut marks = Vec::new();
    for (open, close) in [('"', '"'), ('“', '”')] {
        let mut from = 0;
        while let Some(start) = reply.get(from..).and_then(|rest| rest.find(open)).map(|at| from + at + open.len_utf8()) {
            let Some(length) = reply.get(start..).and_then(|rest| rest.find(close)) else { break };
            let inside = reply.get(start..start + length).unwrap_or_default();
            let behind = reply.get(start + length + close.len_utf8()..).unwrap_or_default().trim_start();
            let words = inside.split_whitespace().count();
            let is_name = (2..=4).contains(&words) && inside.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
            if !inside.is_empty() && (is_name || (behind.starts_with('<') && inside.len() < 100)) {
                marks.push((start, start + length, ID));
            }
            from = start + length + close.len_utf8();
        }
    }
    marks
}

/// Where a text stands, whatever its case, and not inside a word.
fn places<'t>(reply: &'t str, text: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
    let is_inside = |c: char| c.is_ascii_alphanumeric();
    reply.char_indices().filter_map(move |(start, _)| {
        let end = start + text.len();
        let found = reply.get(start..end).filter(|found| found.eq_ignore_ascii_case(text))?;
        let is_cut_before = found.starts_with(is_inside) && reply.get(..start)?.ends_with(is_inside);
        let is_cut_behind = found.ends_with(is_inside) && reply.get(end..)?.starts_with(is_inside);
        (!is_cut_before && !is_cut_behind).then_some((start, end))
    })
}

/// The reply with its marks put in; of several that overlap, one for all of them.
fn replaced(reply: &str, mut marks: Vec<(usize, usize, &str)>) -> String {
    marks.sort_unstable_by_key(|(start, end, _)| (*start, usize::MAX - *end));
    let mut masked = String::with_capacity(reply.len());
    let mut at = 0;
    for (start, end, mask) in marks {
        if start >= at {
            let between = reply.get(at..start).unwrap_or_default();
            if !(masked.ends_with(mask) && between.trim().is_empty()) {
                masked.push_str(between);
                // `<bob>` becomes `<id>` and not `<<id>>`.
                if masked.ends_with('<') && reply.get(end..).is_some_and(|behind| behind.starts_with('>')) {
                    masked.pop();
                    masked.push_str(mask.trim_end_matches('>'));
                } else {
                    masked.push_str(mask);
                }
            }
        }
        at = at.max(end);
    }
    masked.push_str(reply.get(at..).unwrap_or_default());
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(reply: &str, private: &[Private<'_>], expected: &str) {
        assert_eq!(Mask::new(&Knowledge::embedded()).apply(reply, private), expected);
    }

    #[test]
    fn values_of_fields_are_masked_to_the_end_of_the_line() {
        check(
            "The quux wobbled\nSubject: Anna's birthday\nTo:everybody\r\n主题：生日\nReason: wobbling",
            &[],
            "The quux wobbled\nSubject: <id>\nTo:<id>\r\n主题：<id>\nReason: wobbling",
        );
    }

    #[test]
    fn what_the_report_names_is_masked_wherever_it_stands() {
        let private = [Private::Mailbox("\"Karla Unruh\" <k.unruh@example.org>"), Private::Text("Offer 7"), Private::Host("gate")];
        check("gate: KARLA sent offer 7 as unruh, not karlatan", &private, "<host>: <id> sent <id> as <id>, not karlatan");
    }

    #[test]
    fn a_long_reply_is_cut_between_words() {
        let masked = Mask::new(&Knowledge::embedded()).apply(&"wobble bob@example.com ".repeat(1000), &[]);
        assert!(masked.len() < MAX_REPLY && masked.ends_with(ADDRESS) && !masked.contains("bob"));
    }

    #[test]
    fn masks_alone_teach_nothing() {
        for (masked, expected) in [("<address>", false), ("* <id>: <host> 550", false), ("<id> wobbled", true), ("<id> 抖动", true)] {
            assert_eq!(has_words(masked), expected, "{masked}");
        }
    }

    #[test]
    fn hostile_texts_are_masked_in_no_time() {
        for text in ["\"", "“", "<", "a@", "@", "=", "A B ", "用户", "\u{301}", "Subject: ", "x."] {
            let masked = Mask::new(&Knowledge::embedded()).apply(&text.repeat(100_000), &[Private::Mailbox(text), Private::Text(text)]);
            assert!(masked.len() < 20 * MAX_REPLY, "{text}");
        }
    }
}
