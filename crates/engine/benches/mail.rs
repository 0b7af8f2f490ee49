//! How fast mails become diagnoses, end to end from bytes, and what that is to be measured by.
//!
//! The mails are those of the corpus where one lies beside the checkout, and else the examples of this repository.
//! Beside the whole way stand the bound, which is the tree of the parts with every text leaf decoded, and mail-parser reading the same bytes.
//! One iteration reads all mails once, so the columns of items count mails.
//!
//! Mails come in one order, each unlike the one before, so the code of every reader and the branches it takes are cold again with each.
//! `again` reads each mail several times before the next, as when many bounces of one make come in a row; the bound stands beside it.
//! `growth` reads one bounce that returns a mail of 10 KB, 100 KB, 1 MB and 10 MB: the time has to grow no faster than the size.
//! `threads` shares the mails among one worker and two.

#![allow(missing_docs, clippy::print_stdout, clippy::expect_used, reason = "a benchmark is no library")]

use std::fs;
use std::sync::LazyLock;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use mail_parser::MessageParser;
use tuixin::diagnose::Workspace;
use tuixin::explain;
use tuixin::knowledge::Knowledge;
use tuixin::mime::Mail;
use tuixin::notice;

#[path = "../tests/corpus/mod.rs"]
mod corpus;

fn main() {
    let bytes = MAILS.iter().map(Vec::len).sum::<usize>();
    println!("{} mails, {} bytes, {} bytes each", MAILS.len(), bytes, bytes / MAILS.len().max(1));
    divan::main();
}

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::embedded);

static MAILS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let paths = Some(corpus::corpus()).filter(|paths| !paths.is_empty()).unwrap_or_else(corpus::examples);
    paths.iter().filter_map(|path| fs::read(path).ok()).filter(|bytes| notice::is_mail(bytes)).collect()
});

fn all_mails(bencher: Bencher<'_, '_>, mut read: impl FnMut(&[u8]) -> usize) {
    let bytes = MAILS.iter().map(Vec::len).sum::<usize>();
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(MAILS.len()))
        .bench_local(|| MAILS.iter().map(|mail| read(black_box(mail))).sum::<usize>());
}

#[divan::bench(min_time = 1)]
fn bytes_to_diagnoses(bencher: Bencher) {
    let mut workspace = Workspace::new();
    all_mails(bencher, |mail| explain(&KNOWLEDGE, mail, &mut workspace).len());
}

#[divan::bench(min_time = 1)]
fn bytes_to_diagnoses_at_first_sight(bencher: Bencher) {
    let mut workspace = Workspace::new();
    all_mails(bencher, |mail| {
        workspace.forget();
        explain(&KNOWLEDGE, mail, &mut workspace).len()
    });
}

/// How often each mail is read before the next.
const AGAIN: usize = 20;

fn all_mails_again(bencher: Bencher<'_, '_>, mut read: impl FnMut(&[u8]) -> usize) {
    let bytes = MAILS.iter().map(Vec::len).sum::<usize>();
    let in_a_row = || MAILS.iter().flat_map(|mail| std::iter::repeat_n(mail, AGAIN));
    bencher
        .counter(BytesCount::new(AGAIN * bytes))
        .counter(ItemsCount::new(AGAIN * MAILS.len()))
        .bench_local(|| in_a_row().map(|mail| read(black_box(mail))).sum::<usize>());
}

#[divan::bench(min_time = 1)]
fn again_to_diagnoses_at_first_sight(bencher: Bencher) {
    let mut workspace = Workspace::new();
    all_mails_again(bencher, |mail| {
        workspace.forget();
        explain(&KNOWLEDGE, mail, &mut workspace).len()
    });
}

#[divan::bench(min_time = 1)]
fn again_the_bound(bencher: Bencher) {
    all_mails_again(bencher, text_of_the_tree);
}

#[divan::bench(min_time = 1)]
fn bytes_to_notices(bencher: Bencher) {
    all_mails(bencher, |mail| notice::read(mail).len());
}

#[divan::bench(min_time = 1)]
fn bound_of_the_tree_with_every_text_decoded(bencher: Bencher) {
    all_mails(bencher, text_of_the_tree);
}

fn text_of_the_tree(mail: &[u8]) -> usize {
    let mail = Mail::parse(mail);
    mail.parts().iter().map(|part| if part.media.is_text() { mail.text(part.id).text.len() } else { 0 }).sum()
}

#[divan::bench(min_time = 1)]
fn mail_parser_of_the_same(bencher: Bencher) {
    let parser = MessageParser::default();
    all_mails(bencher, |mail| parser.parse(mail).map_or(0, |mail| mail.parts.len()));
}

#[divan::bench(args = [1, 2], min_time = 1)]
fn threads(bencher: Bencher, workers: usize) {
    let bytes = MAILS.iter().map(Vec::len).sum::<usize>();
    // Enough mails that starting a thread does not count.
    const ROUNDS: usize = 20;
    bencher.counter(BytesCount::new(ROUNDS * bytes)).counter(ItemsCount::new(ROUNDS * MAILS.len())).bench_local(|| {
        std::thread::scope(|scope| {
            for worker in 0..workers {
                scope.spawn(move || {
                    let mut workspace = Workspace::new();
                    for mail in (0..ROUNDS).flat_map(|_| MAILS.iter()).skip(worker).step_by(workers) {
                        black_box(explain(&KNOWLEDGE, black_box(mail), &mut workspace));
                    }
                });
            }
        });
    });
}

/// A bounce that returns a mail of about this many bytes.
fn bounce(size: usize) -> Vec<u8> {
    let mut mail = String::from(
        "Return-Path: <>\nFrom: MAILER-DAEMON@out.example.cn (Mail Delivery System)\nTo: ann@example.cn\nSubject: Undelivered Mail Returned to Sender\n\
MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"B1\"\n\n--B1\nContent-Type: text/plain\n\n\
The mail could not be delivered.\n\n<bob@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 no such user\n\n\
--B1\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; out.example.cn\n\nFinal-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.1.1\n\
Diagnostic-Code: smtp; 550 5.1.1 <bob@example.com>: User unknown\n\n--B1\nContent-Type: message/rfc822\n\n\
From: ann@example.cn\nTo: bob@example.com\nSubject: numbers\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n",
    );
    while mail.len() < size {
        mail.push_str("550 5.1.1 <eve@example.net>: one more line of a mail that goes on and on about bounces, user unknown\n");
    }
    mail.push_str("\n--B1--\n");
    mail.into_bytes()
}

#[divan::bench(args = [10, 100, 1_000, 10_000], min_time = 0.3)]
fn growth(bencher: Bencher, kilobytes: usize) {
    let mail = bounce(kilobytes * 1000);
    let mut workspace = Workspace::new();
    bencher.counter(BytesCount::of_slice(&mail)).bench_local(|| explain(&KNOWLEDGE, black_box(&mail), &mut workspace).len());
}
