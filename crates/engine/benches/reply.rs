//! How fast one reply becomes a diagnosis, and what that is to be measured by.
//!
//! For each reply: the whole way from text to diagnosis, for a wording that was seen lately (`diagnosis`) and for one that never was (`diagnosis_at_first_sight`), and its first half, taking the reply apart.
//! Beside them stand the bounds: a lower-casing copy of the same bytes, which any reader of letters has to do in some form, and the byte automata of `aho-corasick` looking for the same phrases.
//! The automata do less: they know no gaps, no anchors, no set-apart things, no order of the pieces of a phrase, and weigh nothing.
//!
//! The columns of allocations are part of the answer: a diagnosis makes none.
//!
//! Where labelled replies lie beside the checkout (`../shared/corpus/replies.tsv`), two lines at the top tell what these cost: each for itself, again and again, and all of them in a row, when the processor has no occasion to learn one by heart.

#![allow(missing_docs, clippy::print_stdout, clippy::expect_used, reason = "a benchmark is no library")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};
use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};
use tuixin::diagnose::{Reply, Workspace, diagnose};
use tuixin::embedded_sources;
use tuixin::evidence::Evidence;
use tuixin::knowledge::Knowledge;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

/// What the automaton that is fastest may take.
const DFA_BYTES: usize = 64 << 20;

fn main() {
    let phrases = &*PHRASES;
    println!("phrases as plain words: {}, {} bytes", phrases.len(), phrases.iter().map(String::len).sum::<usize>());
    println!("aho_corasick_nfa: all of them, contiguous NFA, {} bytes", NFA.memory_usage());
    println!("aho_corasick_dfa: the first {} of them, DFA, {} bytes", DFA.patterns_len(), DFA.memory_usage());
    let replies = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/replies.tsv");
    if let Ok(replies) = std::fs::read_to_string(replies) {
        let replies: Vec<&str> = replies.lines().filter_map(|line| line.split_once('\t')).map(|(_, reply)| reply).collect();
        print_real(&replies, "seen lately", false);
        print_real(&replies, "at first sight", true);
    }
    divan::main();
}

/// How often real replies are gone through; the fastest round of each counts.
const ROUNDS: usize = 40;

/// Prints what real replies cost.
fn print_real(replies: &[&str], name: &str, forgets: bool) {
    let mut workspace = Workspace::new();
    let mut time = |replies: &[&str], times: usize| {
        let start = Instant::now();
        for _ in 0..times {
            for reply in replies {
                if forgets {
                    workspace.forget();
                }
                black_box(diagnose(&KNOWLEDGE, &Reply::of(black_box(reply)), &mut workspace).confidence);
            }
        }
        start.elapsed().as_secs_f64() * 1e9 / (times * replies.len()) as f64
    };
    let mut fastest = vec![f64::MAX; replies.len()];
    let mut in_a_row = f64::MAX;
    for _ in 0..ROUNDS {
        for (fastest, reply) in fastest.iter_mut().zip(replies) {
            *fastest = fastest.min(time(&[reply], 50));
        }
        in_a_row = in_a_row.min(time(replies, 1));
    }
    let mean = fastest.iter().sum::<f64>() / fastest.len() as f64;
    fastest.sort_by(f64::total_cmp);
    let median = fastest.get(fastest.len() / 2).copied().unwrap_or(0.0);
    println!("{} real replies, {name}: median {median:.0} ns, mean {mean:.0} ns, all in a row {in_a_row:.0} ns each", replies.len());
}

/// Replies in the shapes in which they come, by name.
const REPLIES: [(&str, &str); 12] = [
    ("typical", "550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown in virtual mailbox table"),
    ("short", "550 5.1.1 user unknown"),
    ("full", "452 4.2.2 <bob@example.com>: Mailbox full"),
    ("code", "550"),
    (
        "wrapped",
        "host mx1.example.net[192.0.2.25] said: 550 5.1.1 <bob@example.net>: Recipient address rejected: undeliverable address (in reply to RCPT TO command)",
    ),
    (
        "blocklisted",
        "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using list.example.org; https://list.example.org/why?ip=192.0.2.1",
    ),
    ("greylisted", "450 4.7.1 <bob@example.com>: Recipient address rejected: Greylisted, please try again in 300 seconds"),
    (
        "folded",
        "550-5.7.26 This mail has been blocked because the sender is unauthenticated.\n550-5.7.26 All senders must authenticate with either SPF or DKIM.\n550-5.7.26  DKIM = did not pass\n550-5.7.26  SPF [example.com] with ip: [192.0.2.1] = did not pass\n550 5.7.26 For instructions see https://support.example.com/mail/answer/81126 t12-20020a05 - gsmtp",
    ),
    ("provider code", "421 HL:REP 163 gzga-mx-mta-g3-1,_____wD3X3NtxDJnAAAA--.1S2 1735689600"),
    ("Chinese", "550 5.1.1 收件人邮箱不存在，对方服务器拒绝了这封邮件，请核对收件人地址后重新发送"),
    ("Chinese wrapped", "该邮件发送失败，对方服务器返回550 5.7.1 Mail content denied，请联系管理员 <ann@example.cn>"),
    ("unknown", "599 the quick brown fox jumps over the lazy dog while nobody else is looking at it today"),
];

fn names() -> impl Iterator<Item = &'static str> {
    REPLIES.iter().map(|(name, _)| *name)
}

fn text(name: &str) -> &'static str {
    REPLIES.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
}

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::embedded);

#[divan::bench(args = names(), min_time = 0.2)]
fn diagnosis(bencher: Bencher, name: &str) {
    let text = text(name);
    let knowledge = &*KNOWLEDGE;
    let mut workspace = Workspace::new();
    // What grows in the workspace grows here.
    diagnose(knowledge, &Reply::of(text), &mut workspace);
    bencher.counter(BytesCount::of_str(text)).bench_local(|| diagnose(knowledge, &Reply::of(black_box(text)), &mut workspace).confidence);
}

#[divan::bench(args = names(), min_time = 0.2)]
fn diagnosis_at_first_sight(bencher: Bencher, name: &str) {
    let text = text(name);
    let knowledge = &*KNOWLEDGE;
    let mut workspace = Workspace::new();
    diagnose(knowledge, &Reply::of(text), &mut workspace);
    bencher.counter(BytesCount::of_str(text)).bench_local(|| {
        workspace.forget();
        diagnose(knowledge, &Reply::of(black_box(text)), &mut workspace).confidence
    });
}

#[divan::bench(args = names(), min_time = 0.2)]
fn evidence_only(bencher: Bencher, name: &str) {
    let text = text(name);
    let mut evidence = Evidence::new();
    evidence.read(text);
    bencher.counter(BytesCount::of_str(text)).bench_local(|| {
        evidence.read(black_box(text));
        evidence.words.len()
    });
}

#[divan::bench(args = names(), min_time = 0.2)]
fn bound_lower_casing_copy(bencher: Bencher, name: &str) {
    let text = text(name);
    let mut copy = Vec::with_capacity(text.len());
    bencher.counter(BytesCount::of_str(text)).bench_local(|| {
        copy.clear();
        copy.extend(black_box(text).bytes().map(|byte| byte.to_ascii_lowercase()));
        copy.len()
    });
}

#[divan::bench(args = names(), min_time = 0.2)]
fn bound_aho_corasick_nfa(bencher: Bencher, name: &str) {
    let text = text(name).to_lowercase();
    let automaton = &*NFA;
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| automaton.find_overlapping_iter(black_box(&text)).count());
}

#[divan::bench(args = names(), min_time = 0.2)]
fn bound_aho_corasick_dfa(bencher: Bencher, name: &str) {
    let text = text(name).to_lowercase();
    let automaton = &*DFA;
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| automaton.find_overlapping_iter(black_box(&text)).count());
}

/// What a program waits for before its first diagnosis.
#[divan::bench(min_time = 0.5)]
fn knowledge_ready() -> Knowledge {
    Knowledge::embedded()
}

static PHRASES: LazyLock<Vec<String>> = LazyLock::new(phrases);

static NFA: LazyLock<AhoCorasick> = LazyLock::new(|| automaton(AhoCorasickKind::ContiguousNFA, &PHRASES));

/// As many of the phrases as fit into [`DFA_BYTES`].
static DFA: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let of_first = |count: usize| automaton(AhoCorasickKind::DFA, PHRASES.get(..count).unwrap_or(&PHRASES));
    let (mut count, mut fitting) = (2_000, of_first(1_000));
    while count < 2 * PHRASES.len() {
        let next = of_first(count);
        if next.memory_usage() > DFA_BYTES {
            break;
        }
        fitting = next;
        count = count * 3 / 2;
    }
    fitting
});

fn automaton(kind: AhoCorasickKind, phrases: &[String]) -> AhoCorasick {
    AhoCorasickBuilder::new().kind(Some(kind)).build(phrases).expect("phrases of ordinary length")
}

/// Every sequence of words that a phrase of the rules and stages looks for, its alternatives multiplied out.
fn phrases() -> Vec<String> {
    let mut found = BTreeSet::new();
    for source in embedded_sources().iter().filter(|source| source.path.ends_with(".toml")) {
        let table: toml::Table = source.text.parse().expect("the knowledge was read when it was built in");
        for entry in ["rule", "stage"].iter().filter_map(|kind| table.get(*kind)?.as_array()).flatten() {
            let lists = ["any", "unless"].iter().filter_map(|list| entry.get(*list)?.as_array());
            lists.flatten().filter_map(toml::Value::as_str).for_each(|phrase| sequences(phrase, &mut found));
        }
    }
    let mut phrases: Vec<String> = found.into_iter().collect();
    // The alphabet says nothing about a phrase, and the DFA has room for the first ones only: mix them.
    phrases.sort_by_key(|phrase| phrase.bytes().fold(0u32, |hash, byte| hash.wrapping_mul(0x0100_0193) ^ u32::from(byte)));
    phrases
}

/// Cuts a phrase at the marks outside of parentheses and multiplies out what is left.
fn sequences(phrase: &str, found: &mut BTreeSet<String>) {
    let mut depth = 0;
    let mut pieces = vec![String::new()];
    for c in phrase.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        match pieces.last_mut() {
            Some(piece) if depth > 0 || !matches!(c, '*' | '{' | '^' | '$') => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
    }
    for alternative in pieces.iter().flat_map(|piece| expanded(piece)) {
        for words in alternative.split(['*', '^', '$', '}']) {
            let words = words.split('{').next().unwrap_or_default().trim_start_matches(|c: char| c.is_ascii_digit());
            let plain = words.split_whitespace().map(|word| word.trim_start_matches("url:").trim_start_matches("host:"));
            let plain = plain.collect::<Vec<_>>().join(" ").to_lowercase();
            if !plain.is_empty() {
                found.insert(plain);
            }
        }
    }
}

/// All texts that the parentheses of a text allow.
fn expanded(text: &str) -> Vec<String> {
    let Some((head, rest)) = text.split_once('(') else { return vec![text.to_owned()] };
    let (mut depth, mut from, mut alternatives) = (0, 0, Vec::new());
    for (at, c) in rest.char_indices() {
        match c {
            '(' => depth += 1,
            '|' | ')' if depth == 0 => {
                alternatives.extend(rest.get(from..at).map(expanded).unwrap_or_default());
                from = at + 1;
                if c == ')' {
                    break;
                }
            }
            ')' => depth -= 1,
            _ => {}
        }
    }
    let tails = expanded(rest.get(from..).unwrap_or_default());
    alternatives.iter().flat_map(|middle| tails.iter().map(move |tail| format!("{head}{middle}{tail}"))).collect()
}
