//! Mailman: a list refuses a post. The list is the recipient, and its name stands in the address that the notice comes from.
//!
//! Source: `templates/en/refuse.txt`, `Mailman/Handlers/Moderate.py` and `Hold.py` of Mailman 2.1, `mailman/chains/reject.py` of Mailman 3.

use super::entry::{Entries, position};
use super::{Format, Found, Mark, Reader};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;
use crate::notice::{Action, reported_address};

pub(super) const FORMAT: Format = Format {
    name: "mailman",
    agent: Some("mailman"),
    marks: &[
        &[Mark::Words("has been rejected by the list moderator")],
        &[Mark::Words("you are not allowed to post to this mailing list")],
        &[Mark::Words("your message has been rejected, probably because")],
        &[Mark::Field("X-Mailman-Version"), Mark::Words("your message was rejected")],
    ],
    read: Reader::Own(read),
};

/// The addresses from which a list writes about itself.
const OWN: [&str; 6] = ["-bounces", "-owner", "-admin", "-request", "-confirm", "owner-"];

fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let fields = ["From", "Sender", "Errors-To", "Return-Path"];
    let list = fields.iter().find_map(|field| list_behind(&reported_address(&incoming.value(field))?));
    let Some(list) = list else { return };
    let mut entries = Entries::new(words, Action::Failed, found);
    entries.begin(list, 0);
    for line in words.lines() {
        // Whom to ask is not why.
        if position(line.text, "should be directed to the list administrator").is_some() {
            break;
        }
        entries.say(&line);
        if position(line.text, "if you think that").is_some() {
            break;
        }
    }
    entries.close();
}

/// The list to which an address such as `team-bounces@example.com` belongs; its own name may go on behind a plus sign.
fn list_behind(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    let local = local.split_once('+').map_or(local, |(local, _)| local);
    let list = OWN.iter().find_map(|own| local.strip_suffix(own).or_else(|| local.strip_prefix(own)))?;
    (!list.is_empty() && list != "mailman").then(|| format!("{list}@{domain}"))
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_list_is_the_recipient() {
        let mail = "From: team-bounces@lists.example.com\nTo: ann@example.cn\nSubject: hello\nX-Mailman-Version: 2.1.39\n\n\
You are not allowed to post to this mailing list, and your message has\nbeen automatically rejected.  If you think that your messages are\n\
being rejected in error, contact the mailing list owner at\nteam-owner@lists.example.com.\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed mailman
          team@lists.example.com failed - | You are not allowed to post to this mailing list, and your message has / been automatically rejected.  If you think that your messages are
        ");
        let moderated = "From: team-owner@lists.example.com\nTo: ann@example.cn\nSubject: Request to mailing list team rejected\n\n\
Your request to the team mailing list\n\n    Posting of your message titled \"hello\"\n\nhas been rejected by the list moderator.  The moderator gave the\n\
following reason for rejecting your request:\n\n\"Non-members are not allowed to post messages to this list.\"\n\n\
Any questions or comments should be directed to the list administrator\nat:\n\n    team-owner@lists.example.com\n";
        assert!(
            drawn(moderated.as_bytes())
                .starts_with("failed mailman\n  team@lists.example.com failed - | Your request to the team mailing list")
        );
    }
}
