//! What is to be expected of a mail, for people: first what is wrong with it, then domain by domain whether it gets through.

use std::io::{self, Write};

use anstyle::Style;
use tuixin::advice::Texts;
use tuixin_check::{Forecast, Preflight, Prospect};

use super::page::{Page, style};
use super::reports::show;

pub fn show_preflight<W: Write>(page: &mut Page<W>, texts: &Texts, found: &Preflight, verbose: bool) -> io::Result<()> {
    for forecast in &found.domains {
        prospect(page, texts, forecast)?;
    }
    if found.left_out > 0 {
        page.paragraph("", &[(style::NOTE, &texts.say_counted("preflight-left-out", &[("count", found.left_out as u64)]))])?;
    }
    page.rule()?;
    page.paragraph("", &[(style::STRONG, &texts.say("preflight-about-mail", &[]))])?;
    show(page, texts, &found.mail, verbose)?;
    for forecast in &found.domains {
        page.rule()?;
        prospect(page, texts, forecast)?;
        show(page, texts, &forecast.reports, verbose)?;
    }
    Ok(())
}

fn prospect<W: Write>(page: &mut Page<W>, texts: &Texts, forecast: &Forecast) -> io::Result<()> {
    let mut causes: Vec<String> = Vec::new();
    for risk in &forecast.risks {
        let cause = texts.say(&format!("cause-{}", risk.cause), &[]);
        if !causes.contains(&cause) {
            causes.push(cause);
        }
    }
    let outcome = texts.say(&format!("prospect-{}", forecast.prospect.name()), &[("causes", causes.join(" / "))]);
    let count = texts.say_counted("preflight-recipients", &[("count", forecast.recipients.len() as u64)]);
    page.paragraph(
        "",
        &[
            (style::STRONG, &forecast.domain),
            (style::DIM, " ("),
            (style::DIM, &count),
            (style::DIM, ") "),
            (style_of(forecast.prospect), &outcome),
        ],
    )
}

fn style_of(prospect: Prospect) -> Style {
    match prospect {
        Prospect::WillPass => style::FINE,
        Prospect::MayBounce => style::PASSING,
        Prospect::WillBounce => style::LASTING,
        Prospect::Unknown => style::UNKNOWN,
    }
}
