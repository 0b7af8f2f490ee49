//! AOL before it became a part of Yahoo: "Your mail to the following recipients could not be delivered because they are not accepting mail from …:" with screen names below, which have no domain.
//!
//! A screen name is the local part of an address at aol.com, and that address is what the sender wrote to.

use std::ops::Range;

use super::{Format, Found, Mark, Reader, speaker};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;
use crate::notice::{Action, Delivery};

pub(super) const FORMAT: Format = Format {
    name: "aol",
    agent: Some("aol"),
    marks: &[
        &[Mark::From("mailer-daemon@aol.com"), Mark::Words("mail to the following recipients could not be delivered")],
        &[Mark::From("@aol.com"), Mark::Words("mail to the following recipients could not be delivered")],
    ],
    read: Reader::Own(read),
};

/// Longest screen name, in bytes: a local part has 64 (RFC 5321 section 4.5.3.1.1).
const MAX_NAME: usize = 64;

fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    if !speaker::is_a_mail_system(incoming) {
        return;
    }
    let mut sentence: Option<Range<usize>> = None;
    let mut is_list = false;
    for line in words.lines() {
        let names = |text: &str| (1..=MAX_NAME).contains(&text.len()) && !text.contains(char::is_whitespace);
        if line.text.is_empty() {
            // The list ends, and no second one follows.
            if !found.deliveries.is_empty() {
                break;
            }
        } else if is_list && names(line.text) {
            let name = line.text.trim_matches(['<', '>', ',']);
            let address = if name.contains('@') { name.to_owned() } else { format!("{name}@aol.com") };
            found.add(Delivery {
                original_recipient: Some(address).filter(|address| address != name),
                recipient: Some(name.to_owned()),
                action: Some(Action::Failed),
                reply: sentence.clone().map(|sentence| words.statement(sentence)),
                ..Delivery::default()
            });
        } else {
            let start = sentence.as_ref().map_or(line.start, |sentence| sentence.start);
            sentence = Some(start..line.end());
            is_list = line.text.ends_with(':');
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn screen_names_are_recipients() {
        let mail = "From: Mail Delivery Subsystem <MAILER-DAEMON@aol.com>\nTo: <ann@example.cn>\nSubject: Mail Delivery Problem\n\n\n\
Your mail to the following recipients could not be delivered because they are not\naccepting mail from ann@example.cn:\n\tbobexample\n\teveexample\n\nBye\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed aol
          bobexample for bobexample@aol.com failed - | Your mail to the following recipients could not be delivered because they are not / accepting mail from ann@example.cn:
          eveexample for eveexample@aol.com failed - | Your mail to the following recipients could not be delivered because they are not / accepting mail from ann@example.cn:
        ");
    }
}
