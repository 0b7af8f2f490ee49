//! LISTSERV and Sympa: a list refuses a post and calls itself by its name alone; its domain is that of the address which the notice comes from.
//!
//! Source: `default/mail_tt2/message_report.tt2` of Sympa 6; field for LISTSERV 1.8 to 17.

use super::entry::{Entries, position};
use super::{Format, Found, Mark, Reader};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;
use crate::notice::{Action, reported_address};

pub(super) const FORMAT: Format = Format {
    name: "refusing-list",
    agent: None,
    marks: &[
        &[Mark::From("sympa"), Mark::Words("your message for list")],
        &[Mark::From("listserv"), Mark::Words("you are not authorized to send mail to the")],
        &[Mark::From("listserv"), Mark::Words("is being returned to you unprocessed")],
        // Its lines are set flush with blanks, so no words of it are sure to be found.
        &[Mark::From("listserv"), Mark::Subject(REJECTED)],
    ],
    read: Reader::Own(read),
};

/// What stands before the address of the list in the subject.
const REJECTED: &str = "rejected posting to ";

/// What stands before the name of the list.
const NAMED: [&str; 4] = ["Your message for list ", "to send mail to the ", "message to the ", "posting to the "];

fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let from = reported_address(incoming.from());
    let Some((_, domain)) = from.as_deref().and_then(|from| from.rsplit_once('@')) else { return };
    let mut entries = Entries::new(words, Action::Failed, found);
    if let Some(list) = list_of_subject(incoming.subject()) {
        entries.begin(list, 0);
    }
    for line in words.lines() {
        if entries.last().is_none()
            && let Some(list) = NAMED.iter().find_map(|named| name_behind(line.text, named))
        {
            entries.begin(format!("{list}@{domain}"), line.start);
        }
        entries.say(&line);
    }
    entries.close();
}

/// The list in `Rejected posting to TEAM-L@lists.example.com`.
fn list_of_subject(subject: &str) -> Option<String> {
    let behind = subject.get(position(subject, REJECTED)? + REJECTED.len()..)?;
    reported_address(behind).filter(|list| list.contains('@'))
}

/// The name behind such words, in quotes or not.
fn name_behind<'l>(line: &'l str, named: &str) -> Option<&'l str> {
    let rest = line.get(position(line, named)? + named.len()..)?.trim_start_matches(['\'', '"', '`']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.' | '+')).unwrap_or(rest.len());
    rest.get(..end).filter(|name| (1..=64).contains(&name.len()))
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_list_is_the_recipient() {
        let sympa = "From: SYMPA <sympa@lists.example.com>
To: ann@example.cn
Subject: Your message to team has been rejected

Your message for list 'team' (attached below) was rejected.
You are not allowed to send this message for the following reason:
  Message distribution in the list is restricted to list subscribers.
";
        insta::assert_snapshot!(drawn(sympa.as_bytes()), @r"
        failed refusing-list
          team@lists.example.com failed - | Your message for list 'team' (attached below) was rejected. / You are not allowed to send this message for the following reason: /   Message distribution in the list is restricted to list subscribers.
        ");
        let listserv = "From: \"Example LISTSERV Server (16.0)\" <LISTSERV@lists.example.com>
To: ann@example.cn
Subject: Rejected posting to TEAM-L@lists.example.com

You are not authorized to send mail to the TEAM-L list from your ann@example.cn
account. You might be authorized to post from another account.
";
        assert!(
            drawn(listserv.as_bytes()).starts_with("failed refusing-list\n  TEAM-L@lists.example.com failed - | You are not authorized")
        );
        let flush = listserv.replace("You are not authorized to send", "You  are  not  authorized to  send");
        assert!(drawn(flush.as_bytes()).starts_with("failed refusing-list\n  TEAM-L@lists.example.com failed - | You  are  not"));
    }
}
