//! GMX, web.de, 1&1, IONOS, mail.com (one house): a sentence, the address between quotes or angle brackets, then the command that failed, the host, and its reply; or `Reason:` and a sentence.
//!
//! The German edition says the same below "Diese Nachricht wurde automatisch erstellt" or "Ihre Nachricht konnte nicht zugestellt werden".

use super::headed::headed;
use super::{Format, Found, Mark, Reader, speaker};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::{Line, Words};
use crate::notice::{Action, Delivery};

pub(super) const FORMAT: Format = Format {
    name: "gmx",
    agent: Some("gmx"),
    marks: &[
        &[Mark::Field("X-UI-Out-Filterresults"), Mark::From("mailer-daemon")],
        &[Mark::From("mailer-daemon@mail.gmx")],
        &[Mark::From("mailer-daemon@gmx.")],
        &[Mark::From("mailer-daemon@web.de")],
        &[Mark::From("mailer-daemon@mail.com")],
        &[Mark::From("mailer-daemon@kundenserver")],
        &[Mark::From("mailer-daemon@1and1")],
        &[Mark::From("mailer-daemon@ionos")],
        &[Mark::From("mailer-daemon@perfora.net")],
        &[Mark::Words("smtp error from remote server after")],
        &[Mark::Words("smtp error from remote server for")],
        &[Mark::From("mailer-daemon"), Mark::Words("for the following reason:")],
    ],
    read: Reader::Own(read),
};

fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    if !speaker::is_a_mail_system(incoming) {
        return;
    }
    let waits =
        super::entry::says(words, &["has not yet been delivered", "delivery attempts will continue", "konnte noch nicht zugestellt"]);
    let action = if waits { Action::Delayed } else { Action::Failed };
    for headed in headed(words) {
        if incoming.is_own(&headed.recipient) {
            continue;
        }
        let said = words.text().get(headed.said.clone()).unwrap_or_default();
        let lead = leading_label(said);
        let reply = Some(words.statement(headed.said.start + lead..headed.said.end)).filter(|reply| !reply.text.is_empty());
        found.add(Delivery {
            recipient: Some(headed.recipient),
            action: Some(action),
            reply,
            remote_mta: host(said),
            ..Delivery::default()
        });
    }
}

/// Length of a first line that says only that a reason follows.
fn leading_label(said: &str) -> usize {
    let Some(first) = crate::notice::mail::words::lines(said).find(|line| !line.text.is_empty()) else { return 0 };
    let is_label = ["reason:", "for the following reason:", "grund:", "aus folgendem grund:"]
        .iter()
        .any(|label| first.text.eq_ignore_ascii_case(label));
    if is_label { first.end() } else { 0 }
}

/// The host of the line `host: mx.example.com`.
fn host(said: &str) -> Option<String> {
    let named = |line: Line<'_>| {
        let name = line.text.strip_prefix("host:").or_else(|| line.text.strip_prefix("Host:"))?.trim();
        let end = name.find([' ', '[', '(', ',']).unwrap_or(name.len());
        name.get(..end).filter(|name| name.contains('.') && name.len() <= 255).map(str::to_owned)
    };
    crate::notice::mail::words::lines(said).find_map(named)
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_reply_stands_below_the_host() {
        let mail = "From: MAILER-DAEMON@gmx.de\nTo: ann@example.cn\nSubject: Mail delivery failed: returning message to sender\n\n\
This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of\nits recipients. This is a permanent error. The following address\nfailed:\n\n\
\"bob@example.com\":\nSMTP error from remote server after RCPT command:\nhost: mx.example.com\n5.1.1 no such user\n\n<eve@example.net>\n\nReason:\ndelivery retry timeout exceeded\n\nzoe@example.org\n\nFor the following reason:\n\nMail size limit exceeded.\n\n\
--- The header of the original message is following. ---\n\nReceived: from [192.0.2.1] by mail.example.com; 1 Jan 2018\nFrom: ann@example.cn\nTo: bob@example.com\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed gmx
        about ann@example.cn / 
          bob@example.com failed - | SMTP error from remote server after RCPT command: / host: mx.example.com / 5.1.1 no such user
          eve@example.net failed - | delivery retry timeout exceeded
          zoe@example.org failed - | Mail size limit exceeded.
        ");
    }
}
