//! Lines of a mail log that somebody pasted: each tells of one mail and its recipients, and of nobody else.
//!
//! Read as one text, the failure of one line would strike off the addresses of all.
//!
//! ```text
//! Nov 29 10:00:00 out postfix/smtp[71]: 4Xb1: to=<bob@example.com>, relay=mx.example.com[192.0.2.7]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.7] said: 550 5.1.1 no such user)
//! Nov 29 10:00:00 out sm-mta[72]: x7: to=<bob@example.com>, delay=00:00:01, mailer=esmtp, relay=mx.example.com. [192.0.2.7], dsn=5.1.1, stat=User unknown
//! 2026-11-29 10:00:00 1sZ0Ab-000000001Xy-0aBc ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [192.0.2.7]: 550 5.1.1 no such user
//! ```

use std::ops::Range;

use crate::notice::address::written;
use crate::notice::{Action, Delivery, MAX_DELIVERIES, Notice, Statement, Warning};

/// What the lines of a log tell, one notice for each line that tells what became of a mail; none where the text is no log.
pub(super) fn read(text: &str) -> Option<Vec<Notice>> {
    let mut notices = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let entry = line.trim();
        if entry.is_empty() {
            continue;
        }
        // Nothing else is looked at in a text that is none, and most are none.
        if !is_dated(entry) {
            return None;
        }
        match entry_of(entry) {
            Some(entry) if notices.len() < MAX_DELIVERIES => notices.push(notice(text, &entry, start..start + line.len())),
            Some(_) => notices.last_mut().into_iter().for_each(|last: &mut Notice| Warning::Truncated.add_to(&mut last.warnings)),
            // What the servers log between.
            None => {}
        }
    }
    (!notices.is_empty()).then_some(notices)
}

/// What one line says.
struct Entry<'l> {
    software: &'static str,
    action: Action,
    /// Where the recipients stand.
    to: &'l str,
    original: Option<&'l str>,
    status: Option<&'l str>,
    relay: Option<&'l str>,
    said: &'l str,
}

fn entry_of(line: &str) -> Option<Entry<'_>> {
    postfix(line).or_else(|| sendmail(line)).or_else(|| exim(line))
}

fn postfix(line: &str) -> Option<Entry<'_>> {
    let (fields, outcome) = line.split_once(", status=")?;
    let (word, said) = outcome.split_once(' ').unwrap_or((outcome, ""));
    let relay = value(fields, "relay=");
    let action = match word {
        // What a filter on the same machine took has not arrived yet.
        "sent" if relay.is_some_and(|relay| relay.contains("[127.") || relay.contains("[::1]")) => Action::Relayed,
        "sent" => Action::Delivered,
        "deferred" => Action::Delayed,
        "bounced" | "expired" => Action::Failed,
        _ => return None,
    };
    let said = said.strip_prefix('(').unwrap_or(said);
    Some(Entry {
        software: "postfix",
        action,
        to: value(fields, "to=")?,
        original: value(fields, "orig_to="),
        status: value(fields, "dsn="),
        relay: relay.filter(|relay| relay.contains('[')),
        said: said.strip_suffix(')').unwrap_or(said),
    })
}

fn sendmail(line: &str) -> Option<Entry<'_>> {
    let (fields, outcome) = line.split_once(", stat=")?;
    let begins = |word: &str| outcome.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let action = match () {
        () if begins("sent") => Action::Delivered,
        () if begins("deferred") || begins("please try again later") => Action::Delayed,
        () if begins("queued") || begins("retry") => return None,
        () => Action::Failed,
    };
    let (_, to) = fields.split_once("to=")?;
    // Several recipients stand between commas as fields do.
    let to = to.split(", ").next().unwrap_or_default();
    let relay = value(fields, "relay=").filter(|relay| relay.contains('['));
    Some(Entry { software: "sendmail", action, to, original: None, status: value(fields, "dsn="), relay, said: outcome })
}

fn exim(line: &str) -> Option<Entry<'_>> {
    let is_id = |word: &str| (16..=23).contains(&word.len()) && word.split('-').count() == 3;
    let mut rest = line;
    for _ in 0..6 {
        let (word, behind) = rest.split_once(' ')?;
        rest = behind;
        if is_id(word) && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            break;
        }
    }
    let (flag, entry) = rest.split_once(' ')?;
    let action = match flag {
        "=>" | "->" => Action::Delivered,
        "==" => Action::Delayed,
        "**" => Action::Failed,
        _ => return None,
    };
    let to_end = entry.find([' ', ':']).unwrap_or(entry.len());
    let (to, behind) = entry.split_at_checked(to_end)?;
    // A local part in front of the address that it comes from: `bob <bob@example.com>`.
    let told = behind.trim_start().strip_prefix('<').and_then(|told| told.split('>').next()).filter(|told| told.contains('@'));
    let said = if action == Action::Delivered { "" } else { behind.split_once(": ").map_or("", |(_, said)| said) };
    let relay = behind.split_once(" H=").map(|(_, relay)| relay);
    let (to, original) = if to.contains('@') { (to, told) } else { (told?, None) };
    Some(Entry { software: "exim", action, to, original, status: None, relay, said })
}

/// The value of a field, without the angle brackets around an address.
fn value<'l>(fields: &'l str, name: &str) -> Option<&'l str> {
    let at =
        fields.match_indices(name).find(|(at, _)| fields.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with(' ')))?.0;
    let value = fields.get(at + name.len()..)?.split(", ").next()?;
    Some(value.trim_start_matches('<').trim_end_matches('>'))
}

/// Whether a line begins with a date, as every line of a log does.
fn is_dated(line: &str) -> bool {
    const MONTHS: [&str; 12] = ["Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "];
    let is_iso = matches!(line.as_bytes(), [y, _, _, _, b'-', m, _, b'-', d, ..] if [y, m, d].into_iter().all(u8::is_ascii_digit));
    is_iso || MONTHS.iter().any(|month| line.starts_with(month))
}

fn notice(text: &str, entry: &Entry<'_>, line: Range<usize>) -> Notice {
    let mut warnings = Vec::new();
    let said = entry.said.trim();
    let place = line.start + text.get(line).and_then(|line| line.rfind(said)).unwrap_or_default();
    let reply = (!said.is_empty() && entry.action.is_failure())
        .then(|| Statement::clipped(said.to_owned(), place..place + said.len(), &mut warnings));
    let host = entry.relay.map(|relay| relay.split(['[', ' ', ':']).next().unwrap_or_default().trim_end_matches('.'));
    let named: Vec<&str> = written(entry.to).collect();
    let recipients = if named.is_empty() { vec![None] } else { named.into_iter().map(Some).collect() };
    let deliveries = recipients.into_iter().map(|recipient| Delivery {
        recipient: recipient.map(str::to_owned),
        original_recipient: entry.original.filter(|original| Some(*original) != recipient).map(str::to_owned),
        action: Some(entry.action),
        status: entry.status.and_then(|status| status.parse().ok()),
        reply: reply.clone(),
        remote_mta: host.filter(|host| !host.is_empty()).map(str::to_owned),
        ..Delivery::default()
    });
    let deliveries = deliveries.collect();
    let agent = Some(entry.software);
    Notice { kind: entry.action.kind(), format: entry.software, agent, message: None, warnings, deliveries, auto_reply: None }
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn each_line_of_a_log_speaks_of_its_own_recipient() {
        let postfix = "\
Nov 29 10:00:00 out postfix/smtp[71]: 4Xb1: to=<alive@example.net>, relay=mx.example.net[192.0.2.8]:25, delay=1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued)
Nov 29 10:00:01 out postfix/smtp[71]: connect to mx.example.org[192.0.2.9]:25: Connection timed out
Nov 29 10:00:01 out postfix/smtp[71]: 4Xb2: to=<slow@example.org>, relay=none, delay=30, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.9]:25: Connection timed out)

Nov 29 10:00:02 out postfix/smtp[71]: 4Xb3: to=<dead@example.com>, orig_to=<list@example.cn>, relay=mx.example.com[192.0.2.7]:25, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.7] said: 550 5.1.1 no such user (in reply to RCPT TO command))
2026-11-29T10:00:03.5+08:00 out postfix/smtp[71]: 4Xb4: to=<scanned@example.com>, relay=127.0.0.1[127.0.0.1]:10024, dsn=2.0.0, status=sent (250 2.0.0 from MTA)
";
        insta::assert_snapshot!(drawn(postfix.as_bytes()), @r"
        delivered postfix
          alive@example.net delivered 2.0.0 | 
        delayed postfix
          slow@example.org delayed 4.4.1 | connect to mx.example.org[192.0.2.9]:25: Connection timed out
        failed postfix
          dead@example.com for list@example.cn failed 5.1.1 | host mx.example.com[192.0.2.7] said: 550 5.1.1 no such user (in reply to RCPT TO command)
        relayed postfix
          scanned@example.com relayed 2.0.0 | 
        ");
        let sendmail = "\
Nov 29 10:00:00 out sm-mta[72]: x7: from=<ann@example.cn>, size=720, nrcpts=2
Nov 29 10:00:00 out sm-mta[72]: x7: to=<bob@example.com>,<eve@example.com>, delay=00:00:01, mailer=esmtp, relay=mx.example.com. [192.0.2.7], dsn=5.1.1, stat=User unknown
Nov 29 10:00:00 out sm-mta[72]: x7: to=<tom@example.com>, delay=00:00:01, mailer=esmtp, relay=mx.example.com. [192.0.2.7], dsn=2.0.0, stat=Sent (Ok: queued)
Nov 29 10:00:00 out sm-mta[72]: x7: to=<ida@example.com>, delay=00:00:01, mailer=esmtp, relay=mx.example.com., dsn=4.0.0, stat=Deferred: Connection refused by mx.example.com.
";
        insta::assert_snapshot!(drawn(sendmail.as_bytes()), @r"
        failed sendmail
          bob@example.com failed 5.1.1 | User unknown
          eve@example.com failed 5.1.1 | User unknown
        delivered sendmail
          tom@example.com delivered 2.0.0 | 
        delayed sendmail
          ida@example.com delayed 4.0.0 | Deferred: Connection refused by mx.example.com.
        ");
        let exim = "\
2026-11-29 10:00:00 1sZ0Ab-000000001Xy-0aBc <= ann@example.cn H=(pc) [192.0.2.1] P=esmtp S=720
2026-11-29 10:00:01 1sZ0Ab-000000001Xy-0aBc ** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [192.0.2.7]: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 5.1.1 no such user
2026-11-29 10:00:01 1sZ0Ab-000000001Xy-0aBc => tom <tom@example.com> R=dnslookup T=remote_smtp H=mx.example.com [192.0.2.7] C=\"250 Ok\"
2026-11-29 10:00:02 1sZ0Ab-000000001Xy-0aBc == ida@example.org R=dnslookup T=remote_smtp defer (110): Connection timed out
2026-11-29 10:00:02 1sZ0Ab-000000001Xy-0aBc Completed
";
        insta::assert_snapshot!(drawn(exim.as_bytes()), @r"
        failed exim
          bob@example.com failed - | SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 5.1.1 no such user
        delivered exim
          tom@example.com delivered - | 
        delayed exim
          ida@example.org delayed - | Connection timed out
        ");
    }

    #[test]
    fn what_only_looks_like_a_log_is_read_as_before() {
        let bounce = "Nov 29: the mail to bob@example.com came back.\n550 5.1.1 <bob@example.com>: User unknown\n";
        assert!(super::read(bounce).is_none());
        assert!(super::read("Nov 29 10:00:00 out postfix/qmgr[1]: 4Xb1: removed\n").is_none());
        assert!(super::read("x, status=sent\n").is_none());
    }
}
