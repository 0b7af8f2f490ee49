//! What a report for programs leaves out, taken from the words for people in the same mail.
//!
//! OpenSMTPD and older gateways write a report without `Diagnostic-Code`, and few reports tell which command was answered.
//! Where the form of the words is known, it says so for each recipient, so what belongs together is found by the address.
//! The report is believed wherever it says something; no recipient is added to it and no action changed.

use std::collections::HashMap;

use crate::notice::{Delivery, address};

/// How many words are added to a report, in bytes: the same words may belong to ten thousand recipients.
const MAX_ADDED: usize = 8 * 1024 * 1024;

/// Adds to the recipients of a report what the words say of the same addresses, and says whether they name any of them.
pub(super) fn complete(reported: &mut [Delivery], told: Vec<Delivery>) -> bool {
    let mut by_address: HashMap<String, usize> = HashMap::new();
    for (at, delivery) in told.iter().enumerate() {
        for address in [&delivery.recipient, &delivery.original_recipient].into_iter().flatten() {
            // The recipient counts before another one's original address.
            by_address.entry(address.to_ascii_lowercase()).or_insert(at);
        }
    }
    let alone = reported.len() == 1 && told.len() == 1;
    let mut found = false;
    let mut left = MAX_ADDED;
    for delivery in reported {
        let named = [&delivery.recipient, &delivery.original_recipient].into_iter().flatten();
        let at = named.filter_map(|address| by_address.get(&address.to_ascii_lowercase())).next().copied();
        found |= at.is_some();
        let Some(told) = at.or(alone.then_some(0)).and_then(|at| told.get(at)) else { continue };
        let size = told.reply.iter().chain(&told.remarks).map(|statement| statement.text.len()).sum();
        let Some(rest) = left.checked_sub(size) else { break };
        left = rest;
        add(delivery, told);
        // Some systems leave nothing of the address but the host.
        if alone && delivery.recipient.as_deref().is_some_and(|recipient| recipient.starts_with('@')) {
            delivery.recipient.clone_from(&told.recipient);
        }
    }
    found
}

fn add(delivery: &mut Delivery, told: &Delivery) {
    if delivery.reply.is_none() {
        delivery.reply.clone_from(&told.reply);
    } else {
        delivery.remarks.extend(told.reply.clone());
    }
    delivery.remarks.extend(told.remarks.iter().cloned());
    let is_same = |one: &Option<String>, other: &Option<String>| {
        one.as_deref().zip(other.as_deref()).is_some_and(|(one, other)| address::is_same(one, other))
    };
    if delivery.original_recipient.is_none()
        && is_same(&delivery.recipient, &told.recipient)
        && !is_same(&delivery.recipient, &told.original_recipient)
    {
        delivery.original_recipient.clone_from(&told.original_recipient);
    }
    delivery.status = delivery.status.or(told.status);
    delivery.stage = delivery.stage.or(told.stage);
    if delivery.remote_mta.is_none() {
        delivery.remote_mta.clone_from(&told.remote_mta);
    }
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    const MAIL: &str = "From: Mailer Daemon <MAILER-DAEMON@out.example.cn>
To: ann@example.cn
Subject: Delivery status notification: error
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=\"B1\"

--B1
Content-Type: text/plain

    Hi!

    This is the MAILER-DAEMON, please DO NOT REPLY to this email.

    An error has occurred while attempting to deliver a message for
    the following list of recipients:

bob@example.com: 550 5.1.1 no such user
eve@example.org: 552 5.2.2 mailbox full

--B1
Content-Type: message/delivery-status

Reporting-MTA: dns; out.example.cn

Final-Recipient: rfc822; eve@example.org
Action: failed
Status: 5.0.0

Final-Recipient: rfc822; BOB@example.com
Action: failed
Status: 5.0.0

--B1--
";

    #[test]
    fn each_recipient_of_a_report_gets_its_own_words() {
        insta::assert_snapshot!(drawn(MAIL.as_bytes()), @r"
        failed rfc3464
          eve@example.org failed 5.0.0 | 552 5.2.2 mailbox full
          BOB@example.com failed 5.0.0 | 550 5.1.1 no such user
        ");
    }

    #[test]
    fn the_report_is_believed_where_it_says_something() {
        let mail =
            MAIL.replace("eve@example.org\nAction: failed", "eve@example.org\nAction: delayed\nDiagnostic-Code: smtp; 452 try later");
        let mail = mail.replace("Final-Recipient: rfc822; BOB@example.com\nAction: failed\nStatus: 5.0.0\n", "");
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        delayed rfc3464
          eve@example.org delayed 5.0.0 | smtp; 452 try later
        ");
    }
}
