//! Lotus Notes and HCL Domino: "was not delivered to:" and "because:", each above its values; before release 5 the reasons stood each above its address.
//!
//! Source: field, notices of the Lotus SMTP MTA 1 to 4.6 and of Domino 5 to 12.

use super::entry::{Entries, leading_address, position, without_bullet};
use super::template::{self, Label, Part};
use super::{Format, Found, Mark, Reader};
use crate::notice::Action;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;

pub(super) const FORMAT: Format = Format {
    name: "domino",
    agent: Some("domino"),
    marks: &[
        &[Mark::Words("was not delivered to:"), Mark::Words("because:")],
        &[Mark::Words("was not delivered to"), Mark::Words("domino directory")],
        &[Mark::Words("- failure reasons")],
        &[Mark::Words("wurde nicht zugestellt an:"), Mark::Words("ursache:")],
        &[Mark::Words("wurde nicht zugestellt an:"), Mark::Words("domino-verzeichnis")],
        &[Mark::Words("wurde nicht zugestellt an:"), Mark::Words("weil:")],
    ],
    read: Reader::Own(read),
};

const LABELS: &[Label] = &[
    Label::Begins("was not delivered to", Part::Recipients),
    Label::Begins("because", Part::LongReply),
    Label::Begins("wurde nicht zugestellt an", Part::Recipients),
    Label::Begins("Ursache:", Part::LongReply),
    Label::Begins("weil:", Part::LongReply),
    Label::Begins("So ändern", Part::End),
    Label::Begins("Routing path", Part::End),
    Label::Begins("To:", Part::Nothing),
];

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    template::read(LABELS, Action::Failed, words, found);
    if found.deliveries.is_empty() {
        read_reasons(words, found);
    }
}

/// Each reason above the address that it is about.
fn read_reasons(words: &Words<'_>, found: &mut Found) {
    let mut entries = Entries::new(words, Action::Failed, found);
    let mut started = false;
    let mut reason = None;
    for line in words.lines() {
        if !started {
            started = position(line.text, "- failure reasons").is_some();
        } else if line.text.is_empty() {
            continue;
        } else if let Some((recipient, _)) = leading_address(without_bullet(line.text)).filter(|(_, rest)| rest.trim().is_empty()) {
            entries.begin(recipient, line.start);
            if let (Some(last), Some(reason)) = (entries.last(), reason.take()) {
                last.reply = Some(words.statement(reason));
            }
        } else if line.text.starts_with("---") {
            break;
        } else {
            let start = reason.map_or(line.start, |reason: std::ops::Range<usize>| reason.start);
            reason = Some(start..line.end());
        }
    }
    entries.close();
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn recipients_and_reason_stand_below_their_labels() {
        let mail = "Subject: DELIVERY FAILURE: User bob not listed in Domino Directory\nFrom: Postmaster@out.example.cn\nTo: ann@example.cn\n\n\
Your message\n\n  Subject: hello\n\nwas not delivered to:\n\n  bob@example.com\n\nbecause:\n\n  User bob (bob@example.com) not listed in Domino\n  Directory\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed domino
          bob@example.com failed - | User bob (bob@example.com) not listed in Domino /   Directory
        ");
    }

    #[test]
    fn labels_are_known_in_german() {
        let mail = "Subject: ZUSTELLUNGSFEHLER: Benutzer bob nicht gefunden\nFrom: Mail Router <MailRouter@out.example.cn>\nTo: ann@example.cn\n\n\
Ihr Dokument:  hello\n\nwurde nicht zugestellt an:  bob@example.com\n\nUrsache:  Benutzer bob@example.com nicht im Domino-Verzeichnis\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed domino
          bob@example.com failed - | Benutzer bob@example.com nicht im Domino-Verzeichnis
        ");
    }

    #[test]
    fn a_reason_stands_above_its_address() {
        let mail = "Subject: Undeliverable message\nFrom: POSTMASTER@out.example.cn\nTo: ann@example.cn\n\n\
------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\nbob@example.com\n\nMailbox is full\neve@example.com\n\n\
------- Returned Message --------\nReceived: by pc\ncarol@example.com\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed domino
          bob@example.com failed - | User not listed in public Name & Address Book
          eve@example.com failed - | Mailbox is full
        ");
    }
}
