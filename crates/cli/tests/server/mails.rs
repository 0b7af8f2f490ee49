//! Bounces to feed the server with, each about a recipient of its own.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use jiff::Timestamp;

/// A bounce about one recipient, as Postfix writes it.
pub fn bounce(recipient: &str) -> String {
    static NOW: OnceLock<Timestamp> = OnceLock::new();
    // The same mail each time that it is handed over.
    let date = NOW.get_or_init(Timestamp::now).strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@out.example.cn\r\nTo: ann@example.cn\r\nDate: {date}\r\n\
Subject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b1\r\n\r\n\
--b1\r\nContent-Type: text/plain\r\n\r\n<{recipient}>: host mx.example.com[192.0.2.1] said: 550 5.1.1 User unknown\r\n\r\n\
--b1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; out.example.cn\r\n\r\n\
Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n\r\n\
--b1\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: ann@example.cn\r\nTo: {recipient}\r\nSubject: hello\r\nMessage-ID: <1@example.cn>\r\n\r\n--b1--\r\n"
    )
}

/// Replies as a batch of lines, one for each recipient.
pub fn lines(recipients: &[String]) -> String {
    let line = |recipient: &String| format!("{{\"recipient\":\"{recipient}\",\"reply\":\"550 5.1.1 <{recipient}>: User unknown\"}}\n");
    recipients.iter().map(line).collect()
}

/// Delivers into a Maildir as a mail server does.
pub fn into_maildir(maildir: &Path, recipient: &str) {
    let (name, _) = recipient.split_once('@').unwrap();
    let tmp = maildir.join("tmp").join(name);
    fs::write(&tmp, bounce(recipient)).unwrap();
    fs::rename(tmp, maildir.join("new").join(name)).unwrap();
}

/// Drops a file into a directory without waiting for anything.
pub fn into_directory(directory: &Path, recipient: &str) {
    let (name, _) = recipient.split_once('@').unwrap();
    fs::write(directory.join(format!("{name}.eml")), bounce(recipient)).unwrap();
}
