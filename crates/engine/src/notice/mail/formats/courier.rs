//! Courier: `<bob@example.com>:`, the host, and the end of the session with `>>>` and `<<<`.
//!
//! Source: `courier/module.dsn/dsn.c` of Courier 1.3 and its template `dsnfooter.txt`.
//! Courier always adds a report; the words tell which command was answered.

use super::entry::{Entries, command, leading_address, says};
use super::{Format, Found, Mark, Reader};
use crate::notice::Action;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;

pub(super) const FORMAT: Format = Format {
    name: "courier",
    agent: Some("courier"),
    marks: &[
        &[Mark::Words("running the courier mail server")],
        &[Mark::Words("your message to the following recipients cannot be delivered:")],
    ],
    read: Reader::Own(read),
};

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let waits = says(words, &["delayed mail", "will continue to attempt", "has not been delivered yet"]);
    let mut entries = Entries::new(words, if waits { Action::Delayed } else { Action::Failed }, found);
    for line in words.lines() {
        if line.text.starts_with("---") {
            entries.close();
            continue;
        }
        let heading = leading_address(line.text).filter(|(_, rest)| line.text.starts_with('<') && rest.trim() == ":");
        if let Some((recipient, _)) = heading {
            entries.begin(recipient, line.end());
            continue;
        }
        if let Some(sent) = line.text.strip_prefix(">>>")
            && let Some(last) = entries.last()
        {
            last.stage = command(sent);
        }
        entries.say(&line);
    }
    entries.close();
}

#[cfg(test)]
mod tests {
    use crate::notice::read;
    use crate::notice::tests::drawn;
    use crate::smtp::Stage;

    const MAIL: &str = "From: postmaster@out.example.cn
To: ann@example.cn
Subject: NOTICE: mail delivery status.

This is a delivery status notification from out.example.cn,
running the Courier mail server, version 1.3.

---------------------------------------------------------------------------

                           UNDELIVERABLE MAIL

Your message to the following recipients cannot be delivered:

<bob@example.com>:
    mx.example.com [192.0.2.1]:
>>> RCPT TO:<bob@example.com>
<<< 550 no such user

---------------------------------------------------------------------------

If your message was also sent to additional recipients, their delivery
status is not included in this report.
";

    #[test]
    fn the_end_of_the_session_stands_below_the_recipient() {
        insta::assert_snapshot!(drawn(MAIL.as_bytes()), @r"
        failed courier
          bob@example.com failed - | mx.example.com [192.0.2.1]: / >>> RCPT TO:<bob@example.com> / <<< 550 no such user
        ");
        let stages: Vec<_> = read(MAIL.as_bytes()).iter().flat_map(|notice| &notice.deliveries).map(|delivery| delivery.stage).collect();
        assert_eq!(stages, [Some(Stage::RcptTo)]);
    }
}
