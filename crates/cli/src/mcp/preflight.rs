//! The tool `preflight`.

use std::time::SystemTime;

use tuixin::notice::is_mail;
use tuixin_check::{Letter, preflight as look_at};
use tuixin_wire::Forecast;

use super::answer::{Answer, Refusal, answer};
use super::check;
use super::request::{MAX_INPUT, PreflightRequest};
use super::server::Shared;

/// How many recipients a mail may have.
const MAX_RECIPIENTS: usize = 1000;

pub(super) async fn preflight(shared: &Shared, request: PreflightRequest) -> Answer {
    let checking = shared.checking()?;
    let tongue = request.lang;
    let letter = letter(request)?;
    let found = checking.within_bounds(look_at(&checking.ground, &letter, checking.extent)).await?;
    let texts = shared.texts(tongue);
    let forecast = Forecast::of(&found, &shared.knowledge, texts);
    let mut lines = Vec::new();
    for domain in &forecast.domains {
        let mut causes: Vec<&str> = domain.risks.iter().map(|risk| risk.text.as_str()).collect();
        causes.dedup();
        let prospect = texts.say(&format!("prospect-{}", domain.prospect), &[("causes", causes.join(" / "))]);
        lines.push(format!("{}: {prospect}", domain.domain));
    }
    lines.extend(check::lines_of(&found.mail, texts));
    answer(lines.join("\n"), &forecast)
}

fn letter(request: PreflightRequest) -> Result<Letter, Refusal> {
    if request.mail.len() > MAX_INPUT {
        return Err(Refusal::new(format!("mail has {} bytes, and {MAX_INPUT} are allowed", request.mail.len())));
    }
    if !is_mail(request.mail.as_bytes()) {
        return Err(Refusal::new("mail is no mail: it has to begin with header fields (RFC 5322)"));
    }
    let mut letter = Letter::of(request.mail.into_bytes(), SystemTime::now());
    (letter.recipients, letter.sender, letter.ip, letter.helo) = (request.to, request.sender, request.ip, request.helo);
    letter.is_bulk = request.bulk;
    match letter.all_recipients().len() {
        0 => Err(Refusal::new("the mail names no recipient, so they are needed in to")),
        1..=MAX_RECIPIENTS => Ok(letter),
        count => Err(Refusal::new(format!("the mail has {count} recipients, and {MAX_RECIPIENTS} are allowed"))),
    }
}
