//! One bounce as a mail system writes it (RFC 3464), with the header of the mail that came back.

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;

use super::chance::Chance;
use super::story::Reply;

/// What a bounce is about.
pub struct Letter<'c> {
    pub at: Timestamp,
    pub sender: &'static str,
    pub sending_ip: &'static str,
    pub reply: Reply,
    pub action: &'static str,
    pub chance: &'c mut Chance,
}

const NAMES: [&str; 16] =
    ["ann", "bob", "chen", "dora", "emil", "fang", "gu", "hao", "ines", "jun", "kai", "lin", "mei", "nora", "otto", "ping"];

impl Letter<'_> {
    pub fn write(self) -> String {
        let date = rfc2822::to_string(&self.at.to_zoned_datetime(TimeZone::UTC)).unwrap_or_default();
        let name = self.chance.pick(&NAMES).copied().unwrap_or("ann");
        let recipient = format!("{name}{}@{}", self.chance.below(400), self.reply.domain);
        let id = format!("{:012x}", self.chance.below(1 << 48));
        let Letter { sender, sending_ip, action, .. } = &self;
        let domain = sender.split('@').next_back().unwrap_or("example.cn");
        let (status, said) = match *action {
            "delivered" => ("2.0.0".to_owned(), "250 2.0.0 Ok: queued".to_owned()),
            _ => (status(&self.reply.text), self.reply.text.replace('\n', "\n ")),
        };
        let host = &self.reply.host;
        format!(
            "From: Mail Delivery System <MAILER-DAEMON@out.{domain}>\n\
             To: {sender}\n\
             Subject: Delivery report\n\
             Date: {date}\n\
             Message-ID: <report.{id}@out.{domain}>\n\
             Auto-Submitted: auto-replied\n\
             MIME-Version: 1.0\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=\"{id}\"\n\
             \n\
             --{id}\n\
             Content-Type: text/plain\n\
             \n\
             This is a made-up report of tuixin serve --demo.\n\
             <{recipient}>: host {host} said: {said}\n\
             \n\
             --{id}\n\
             Content-Type: message/delivery-status\n\
             \n\
             Reporting-MTA: dns; out.{domain}\n\
             Arrival-Date: {date}\n\
             \n\
             Final-Recipient: rfc822; {recipient}\n\
             Action: {action}\n\
             Status: {status}\n\
             Remote-MTA: dns; {host}\n\
             Diagnostic-Code: smtp; {said}\n\
             \n\
             --{id}\n\
             Content-Type: text/rfc822-headers\n\
             \n\
             Received: from mail.{domain} (mail.{domain} [{sending_ip}]) by out.{domain} with ESMTP; {date}\n\
             Return-Path: <{sender}>\n\
             From: {sender}\n\
             To: {recipient}\n\
             Subject: Made-up mail {id}\n\
             Date: {date}\n\
             Message-ID: <{id}@{domain}>\n\
             \n\
             --{id}--\n"
        )
    }
}

/// The enhanced code of a reply, or the one that its first digit stands for.
fn status(reply: &str) -> String {
    let is_status = |word: &&str| word.split('.').count() == 3 && word.split('.').all(|part| part.parse::<u16>().is_ok());
    let told = reply.split_whitespace().find(is_status).map(str::to_owned);
    told.unwrap_or_else(|| format!("{}.0.0", reply.chars().next().unwrap_or('5')))
}
