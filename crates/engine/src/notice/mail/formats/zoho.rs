//! Zoho Mail: the sentences of Exim, then a line for each recipient: the address, a verdict ("Invalid Address", "Error"), and `ERROR_CODE :550, ERROR_CODE :` with the words of the server.
//!
//! The verdict is a gloss that is printed for any refusal. An older edition writes `[Status: Error, Address: <bob@example.com>, ResponseCode 550, … ]`.

use std::ops::Range;

use super::{Format, Found, Mark, Reader, speaker};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;
use crate::notice::{Action, Delivery, reported_address};

pub(super) const FORMAT: Format = Format {
    name: "zoho",
    agent: Some("zoho"),
    marks: &[
        &[Mark::Field("X-ZohoMail"), Mark::Words("could not be delivered")],
        &[Mark::From("zoho"), Mark::Words("error_code")],
        &[Mark::Words("error_code :")],
        &[Mark::Words("[status: error, address:")],
    ],
    read: Reader::Own(read),
};

fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    if !speaker::is_a_mail_system(incoming) {
        return;
    }
    let mut open: Option<(String, Range<usize>)> = None;
    let mut close = |open: Option<(String, Range<usize>)>| {
        if let Some((recipient, said)) = open {
            let reply = Some(words.statement(said)).filter(|reply| !reply.text.is_empty());
            found.add(Delivery { recipient: Some(recipient), action: Some(Action::Failed), reply, ..Delivery::default() });
        }
    };
    for line in words.lines() {
        if let Some((recipient, rest)) = recipient(line.text) {
            close(open.replace((recipient, line.end() - rest.len()..line.end())));
        } else if line.text.is_empty() {
            close(open.take());
        } else if let Some((_, said)) = open.as_mut() {
            said.end = line.end();
        }
    }
    close(open);
}

/// The address of a line that is about a recipient, and what is said of it.
fn recipient(line: &str) -> Option<(String, &str)> {
    if let Some((_, rest)) = line.split_once("Address:").filter(|_| line.starts_with("[Status:")) {
        let (address, rest) = rest.split_once(',')?;
        return Some((reported_address(address)?, rest.trim_start()));
    }
    let (address, rest) = line.split_once(char::is_whitespace)?;
    let address = reported_address(address).filter(|address| address.contains('@'))?;
    let is_told = ["error_code", "error code", "invalid address", "error,"].iter().any(|sign| rest.to_ascii_lowercase().contains(sign));
    is_told.then_some((address, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn both_editions_name_a_recipient_a_line() {
        let notice = |lines: &str| {
            drawn(format!("From: mailer-daemon@mail.zoho.com\nTo: ann@example.cn\nSubject: Undelivered Mail Returned to Sender\nX-ZohoMail: Si\n\nThis message was created automatically by mail delivery software.\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\n{lines}\n\nReceived:from mail.example.com\n").as_bytes())
        };
        insta::assert_snapshot!(notice("bob@example.com Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 no such\nuser\neve@example.net Error, ERROR_CODE :421, ERROR_CODE :, Host not reachable."), @r"
        failed zoho
          bob@example.com failed - | Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 no such / user
          eve@example.net failed - | Error, ERROR_CODE :421, ERROR_CODE :, Host not reachable.
        ");
        insta::assert_snapshot!(notice("[Status: Error, Address: <bob@example.com>, ResponseCode 421, , Host not reachable.]"), @r"
        failed zoho
          bob@example.com failed - | ResponseCode 421, , Host not reachable.]
        ");
    }
}
