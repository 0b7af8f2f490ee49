//! The phrase language of the rules: literal words with alternatives, gaps, anchors and set-apart things.
//!
//! A phrase becomes one or more *patterns*; a pattern is a chain of *pieces*, each a set of word sequences that the matcher finds on its own, with a *link* to the piece before it.
//! Alternatives are multiplied out inside each piece, so that matching needs no backtracking.

use crate::evidence::{EntityKind, Evidence, host_label_hash, is_word_by_itself, url_word_hash};

/// How many words a plain `*` may skip.
const USUAL_GAP: u8 = 6;
/// How many a plain `*` may skip in a phrase of a script in which every character is a word.
const USUAL_GAP_OF_CHARACTERS: u8 = 15;
/// How many word sequences one piece may multiply out to.
const MAX_ALTERNATIVES: usize = 600;

/// One chain of pieces.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pattern {
    /// The pieces in order; never empty.
    pub pieces: Vec<Piece>,
    /// Whether the first piece has to begin the reply.
    pub at_start: bool,
    /// What has to follow the last piece.
    pub tail: Tail,
}

/// What has to follow the last piece of a pattern.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tail {
    /// Nothing more may be said.
    pub at_end: bool,
    /// A set-apart thing has to stand directly behind.
    pub entity: Option<EntityKind>,
    /// A number has to stand directly behind.
    pub number: bool,
    /// Words may stand before the set-apart thing.
    pub loose: bool,
}

/// Word sequences, one of which has to stand in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// What may stand between the piece before and this one; for the first piece, what has to stand before it.
    pub link: Link,
    /// The numbers of the words, each sequence an alternative.
    pub sequences: Vec<Vec<u64>>,
    /// Whether the words are those of URLs and hosts.
    pub side: bool,
}

/// What lies between two pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Link {
    /// The most words that may be skipped.
    pub gap: u8,
    /// A set-apart thing that has to stand before the piece.
    pub entity: Option<EntityKind>,
    /// Whether the word before the piece has to be a number.
    pub number: bool,
    /// Whether words may stand between the set-apart thing and the piece.
    pub loose: bool,
}

/// Reads one phrase. The error is a sentence for the author of the rule.
pub(super) fn parse(phrase: &str) -> Result<Vec<Pattern>, String> {
    check_parentheses(phrase)?;
    if let Some(pattern) = pattern_of_pieces(phrase)? {
        return Ok(vec![pattern]);
    }
    let expanded = expand(phrase)?;
    let patterns: Result<Vec<_>, _> = expanded.iter().map(|text| pattern_of_pieces(text)).collect();
    let patterns: Vec<Pattern> = patterns?.into_iter().flatten().collect();
    if patterns.len() != expanded.len() {
        return Err(format!("the phrase \"{phrase}\" can become empty"));
    }
    Ok(patterns)
}

/// Marks between the pieces of a phrase.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Gap(u8),
    Entity(EntityKind),
    Number,
    Start,
    End,
}

/// The pattern of a phrase whose marks all stand outside of parentheses and whose pieces cannot become empty; otherwise none.
fn pattern_of_pieces(phrase: &str) -> Result<Option<Pattern>, String> {
    let mut pattern = Pattern::default();
    let mut link = Link::default();
    let mut tail = Tail::default();
    for token in split_marks(phrase)? {
        match token {
            Token::Text(text) => {
                for run in split_sides(text) {
                    let alternatives = expand(run)?;
                    if alternatives.iter().any(|alternative| alternative.contains(['*', '{', '^', '$'])) {
                        return Ok(None);
                    }
                    link.loose = link.entity.is_some() && link.gap > 0;
                    let Some(piece) = piece(&alternatives, link) else { return Ok(None) };
                    if tail.at_end {
                        return Err("nothing can stand behind \"$\"".to_owned());
                    }
                    pattern.pieces.push(piece?);
                    link = Link::default();
                    tail = Tail::default();
                }
            }
            Token::Mark(Mark::Gap(words)) => {
                link.gap = link.gap.max(words);
                tail.loose = true;
            }
            Token::Mark(Mark::Entity(kind)) => {
                link.entity = Some(kind);
                tail.entity = Some(kind);
            }
            Token::Mark(Mark::Number) => {
                link.number = true;
                tail.number = true;
            }
            Token::Mark(Mark::Start) if pattern.pieces.is_empty() => pattern.at_start = true,
            Token::Mark(Mark::Start) => return Err("\"^\" stands only at the beginning of a phrase".to_owned()),
            Token::Mark(Mark::End) => tail.at_end = true,
        }
    }
    tail.loose &= tail.entity.is_some();
    pattern.tail = tail;
    // Plain words are walked before those of URLs and hosts, so their pieces come first.
    pattern.pieces.sort_by_key(|piece| piece.side);
    if let Some(first) = pattern.pieces.first_mut() {
        first.link.gap = 0;
    }
    Ok((!pattern.pieces.is_empty()).then_some(pattern))
}

enum Token<'p> {
    Text(&'p str),
    Mark(Mark),
}

/// Cuts a phrase at the marks outside of parentheses.
fn split_marks(phrase: &str) -> Result<Vec<Token<'_>>, String> {
    let usual_gap = if phrase.chars().any(is_word_by_itself) { USUAL_GAP_OF_CHARACTERS } else { USUAL_GAP };
    let mut tokens = Vec::new();
    let (mut depth, mut from, mut at) = (0usize, 0usize, 0usize);
    while let Some(c) = phrase.get(at..).and_then(|rest| rest.chars().next()) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '*' | '{' | '^' | '$' if depth == 0 => {
                push_text(&mut tokens, phrase.get(from..at));
                let (mark, length) = mark(phrase.get(at..).unwrap_or_default(), usual_gap)?;
                tokens.push(Token::Mark(mark));
                at += length;
                from = at;
                continue;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    push_text(&mut tokens, phrase.get(from..));
    Ok(tokens)
}

fn push_text<'p>(tokens: &mut Vec<Token<'p>>, text: Option<&'p str>) {
    if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
        tokens.push(Token::Text(text));
    }
}

fn mark(rest: &str, usual_gap: u8) -> Result<(Mark, usize), String> {
    if let Some(behind) = rest.strip_prefix('*') {
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        let words = if digits == 0 { Ok(usual_gap) } else { behind.get(..digits).unwrap_or_default().parse() };
        return words.map(|words| (Mark::Gap(words), 1 + digits)).map_err(|_| "a gap is at most 255 words".to_owned());
    }
    if let Some(behind) = rest.strip_prefix('{') {
        let end = behind.find('}').ok_or("a \"{\" is not closed")?;
        let name = behind.get(..end).unwrap_or_default();
        let mark = match name {
            "ip" => Mark::Entity(EntityKind::Ip),
            "host" => Mark::Entity(EntityKind::Host),
            "addr" => Mark::Entity(EntityKind::Address),
            "url" => Mark::Entity(EntityKind::Url),
            "num" => Mark::Number,
            other => return Err(format!("unknown thing \"{{{other}}}\", expected {{ip}}, {{host}}, {{addr}}, {{url}} or {{num}}")),
        };
        return Ok((mark, end + 2));
    }
    Ok((if rest.starts_with('^') { Mark::Start } else { Mark::End }, 1))
}

/// Whether a text asks for words of URLs or hosts.
fn is_side(text: &str) -> bool {
    text.contains("url:") || text.contains("host:")
}

/// Cuts a text, outside of parentheses, where plain words and words of URLs or hosts meet: the two are looked for separately.
fn split_sides(text: &str) -> Vec<&str> {
    if !is_side(text) {
        return vec![text];
    }
    let mut cuts = vec![0];
    let (mut depth, mut word) = (0, 0);
    let mut side = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ' ' if depth == 0 => {
                let is_side = is_side(text.get(word..at).unwrap_or_default());
                if side.is_some_and(|before| before != is_side) {
                    cuts.push(word);
                }
                side = Some(is_side);
                word = at + 1;
            }
            _ => {}
        }
    }
    cuts.push(text.len());
    cuts.windows(2).filter_map(|pair| text.get(*pair.first()?..*pair.last()?)).map(str::trim).filter(|run| !run.is_empty()).collect()
}

/// The piece of these alternatives; none when one of them is empty or when they mix plain words with those of URLs or hosts.
fn piece(alternatives: &[String], link: Link) -> Option<Result<Piece, String>> {
    let mut sequences = Vec::with_capacity(alternatives.len());
    let mut evidence = Evidence::new();
    let side = alternatives.iter().any(|alternative| is_side(alternative));
    for alternative in alternatives {
        let sequence = if side { side_sequence(alternative)? } else { word_sequence(alternative, &mut evidence) };
        match sequence {
            Ok(sequence) if sequence.is_empty() => return None,
            Ok(sequence) => sequences.push(sequence),
            Err(message) => return Some(Err(message)),
        }
    }
    sequences.sort_unstable();
    sequences.dedup();
    Some(Ok(Piece { link, sequences, side }))
}

fn word_sequence(text: &str, evidence: &mut Evidence) -> Result<Vec<u64>, String> {
    evidence.read(text);
    if let Some(entity) = evidence.entities.first() {
        return Err(format!("\"{}\" is set apart in replies and can never match a word", entity.span.of(text)));
    }
    Ok(evidence.words.iter().map(|word| word.hash).collect())
}

/// The numbers of words of URLs and hosts; none when a plain word is among them.
fn side_sequence(text: &str) -> Option<Result<Vec<u64>, String>> {
    let word = |part: &str| {
        let url = part.strip_prefix("url:").map(|name| url_word_hash(name.as_bytes()));
        url.or_else(|| part.strip_prefix("host:").map(|name| host_label_hash(name.as_bytes())))
    };
    let cut = text.split_whitespace().find_map(|part| {
        let name = part.strip_prefix("url:").or_else(|| part.strip_prefix("host:"))?;
        name.bytes()
            .any(|b| !b.is_ascii_alphanumeric())
            .then(|| format!("\"{part}\" is more than one word; write one word behind each url: or host:"))
    });
    match cut {
        Some(message) => Some(Err(message)),
        None => text.split_whitespace().map(word).collect::<Option<Vec<_>>>().map(Ok),
    }
}

fn check_parentheses(phrase: &str) -> Result<(), String> {
    let mut depth = 0i32;
    for c in phrase.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if depth < 0 {
            return Err("a \")\" has no \"(\" before it".to_owned());
        }
        if depth == 0 && c == '|' {
            return Err("alternatives stand in parentheses: (one|other)".to_owned());
        }
    }
    if depth > 0 { Err("a \"(\" is not closed".to_owned()) } else { Ok(()) }
}

/// Multiplies the alternatives of a text out.
fn expand(text: &str) -> Result<Vec<String>, String> {
    let Some(open) = text.find('(') else { return Ok(vec![text.to_owned()]) };
    let (inside, rest) = matching(text.get(open + 1..).unwrap_or_default());
    let head = text.get(..open).unwrap_or_default();
    let tails = expand(rest)?;
    let mut expanded = Vec::new();
    for alternative in alternatives(inside) {
        for middle in expand(alternative)? {
            for tail in &tails {
                expanded.push(format!("{head}{middle}{tail}"));
            }
        }
        if expanded.len() > MAX_ALTERNATIVES {
            return Err(format!("the phrase multiplies out to more than {MAX_ALTERNATIVES} alternatives; make several phrases of it"));
        }
    }
    Ok(expanded)
}

/// What stands inside the parenthesis that was just opened, and what follows it.
fn matching(text: &str) -> (&str, &str) {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        }
    }
    (text, "")
}

/// The alternatives between the bars outside of inner parentheses.
fn alternatives(inside: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0, 0);
    for (at, c) in inside.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '|' if depth == 0 => {
                parts.push(inside.get(from..at).unwrap_or_default());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(inside.get(from..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::word_hash_of;

    fn words(text: &str) -> Vec<u64> {
        text.split(' ').map(word_hash_of).collect()
    }

    #[test]
    fn alternatives_multiply_out() {
        let patterns = parse("(user|mail(box|)) (unknown|not found)").unwrap();
        let [pattern] = patterns.as_slice() else { panic!("one pattern") };
        let mut expected: Vec<_> =
            ["user unknown", "user not found", "mailbox unknown", "mailbox not found", "mail unknown", "mail not found"]
                .map(words)
                .to_vec();
        expected.sort_unstable();
        assert_eq!(pattern.pieces[0].sequences, expected);
    }

    #[test]
    fn gaps_anchors_and_things_link_the_pieces() {
        let patterns = parse("^ user *2 unknown $").unwrap();
        assert!(patterns[0].at_start && patterns[0].tail.at_end);
        assert_eq!(patterns[0].pieces[1].link.gap, 2);
        let patterns = parse("blocked using {host}").unwrap();
        assert_eq!(patterns[0].tail.entity, Some(EntityKind::Host));
        let patterns = parse("{ip} * blocked using * {host}").unwrap();
        assert!(patterns[0].pieces[0].link.loose && patterns[0].tail.loose);
        let patterns = parse("less than {num} recipients").unwrap();
        assert!(patterns[0].pieces[1].link.number);
    }

    #[test]
    fn an_optional_piece_multiplies_the_whole_phrase_out() {
        let patterns = parse("(the|) * mailbox").unwrap();
        assert_eq!(patterns.len(), 2);
        assert_eq!(patterns[1].pieces.len(), 1);
        let patterns = parse("(user * unknown|no user)").unwrap();
        assert_eq!(patterns.iter().map(|pattern| pattern.pieces.len()).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn words_of_urls_and_hosts_are_pieces_of_their_own() {
        let patterns = parse("blocked (using|by) host:spamhaus").unwrap();
        assert_eq!(patterns[0].pieces.iter().map(|piece| piece.side).collect::<Vec<_>>(), [false, true]);
        let patterns = parse("host:spamhaus * listed").unwrap();
        assert_eq!(patterns[0].pieces.iter().map(|piece| piece.side).collect::<Vec<_>>(), [false, true]);
        let patterns = parse("(see url:nosuchuser|url:nosuchuser)").unwrap();
        assert_eq!(patterns.iter().map(|pattern| pattern.pieces.len()).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn faults_are_told_to_the_author() {
        for (phrase, expected) in [
            ("(user", "a \"(\" is not closed"),
            ("user)", "a \")\" has no \"(\" before it"),
            ("user|mailbox", "alternatives stand in parentheses: (one|other)"),
            ("blocked by {list}", "unknown thing \"{list}\", expected {ip}, {host}, {addr}, {url} or {num}"),
            ("5.1.1 unknown", "\"5.1.1\" is set apart in replies and can never match a word"),
            ("url:help.html", "\"url:help.html\" is more than one word; write one word behind each url: or host:"),
            ("(|)", "the phrase \"(|)\" can become empty"),
        ] {
            assert_eq!(parse(phrase).unwrap_err(), expected, "{phrase}");
        }
    }
}
