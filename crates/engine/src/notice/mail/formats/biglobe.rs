//! Biglobe and the cable networks that it serves: "The following addresses had delivery problems" between dashes, the addresses, and the reason below "Non-delivered information".

use super::headed::headed;
use super::{Format, Found, Mark, Reader, speaker};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;
use crate::notice::{Action, Delivery};

pub(super) const FORMAT: Format = Format {
    name: "biglobe",
    agent: Some("biglobe"),
    marks: &[
        &[Mark::Words("----- the following addresses had delivery problems -----")],
        &[Mark::Words("----- non-delivered information -----")],
    ],
    read: Reader::Own(read),
};

fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    if !speaker::is_a_mail_system(incoming) {
        return;
    }
    let mut lines = words.lines().skip_while(|line| !line.text.to_ascii_lowercase().contains("non-delivered information")).skip(1);
    let mut said = 0..0;
    for line in lines.by_ref().take_while(|line| !line.text.starts_with("---")) {
        said = if said.end == 0 { line.start..line.end() } else { said.start..line.end() };
    }
    let reply = Some(words.statement(said)).filter(|reply| !reply.text.is_empty());
    for headed in headed(words) {
        found.add(Delivery {
            recipient: Some(headed.recipient),
            action: Some(Action::Failed),
            reply: reply.clone(),
            ..Delivery::default()
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_reason_has_a_section_of_its_own() {
        let mail = "From: postmaster@biglobe.ne.jp\nTo: ann@example.jp\nSubject: Returned mail: bob@example.jp\n\n\
   ----- The following addresses had delivery problems -----\nbob@example.jp\n\n   ----- Non-delivered information -----\nThe number of messages in recipient's mailbox exceeded the local limit.\n\n\
   ----- Original message follows -----\n\nFrom: ann@example.jp\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed biglobe
        about ann@example.jp / 
          bob@example.jp failed - | The number of messages in recipient's mailbox exceeded the local limit.
        ");
    }
}
