//! Bounces that only people were meant to read, one file for each family of formats.
//!
//! A format tells by which [`Mark`]s it is recognised and how it is read.
//! The marks of all formats are looked for in one walk over the header and the first words, so a hundred formats cost no more than ten.
//! The first format in [`FORMATS`] that is recognised and finds a recipient has read the mail; what none of them reads is left to [`super::general`].
//!
//! To add a format, copy the smallest file, write its marks, its reader and a test with a mail of your own making, and name it in [`FORMATS`].

use std::sync::LazyLock;

use super::incoming::Incoming;
use super::phrases::{Phrases, SHORTEST};
use super::words::Words;
use crate::notice::{Action, Delivery, MAX_DELIVERIES, Warning};

mod alibaba;
mod amavis;
mod aol;
mod barracuda;
mod biglobe;
mod communigate;
mod coremail;
mod courier;
mod demon;
mod dma;
mod domino;
mod entry;
mod exchange;
mod exim;
mod eyou;
mod ezmlm;
mod fml;
mod gmx;
mod google;
mod groupwise;
mod haraka;
mod headed;
mod hermes;
mod hmailserver;
mod imail;
mod intermail;
mod interscan;
mod ironport;
mod james;
mod kddi;
mod labelled;
mod labels;
mod m_filter;
mod mailenable;
mod mailfoundry;
mod mailman;
mod mailmarshal;
mod mdaemon;
mod messaging_server;
mod mimecast;
mod mimesweeper;
mod mmdf;
mod netease;
mod opensmtpd;
mod phquery;
mod postal;
mod postfix;
mod postfix_session;
mod pp;
mod qmail;
mod refusing_list;
mod sending_error;
mod sendmail;
mod smail;
mod smartermail;
mod speaker;
mod status_notification;
mod surfcontrol;
mod template;
mod tencent;
mod verizon;
mod vm_smtp;
mod winmail;
mod xinnet;
mod xmail;
mod yahoo;
mod yahoo_groups;
mod zmailer;
mod zoho;

use template::Label;

/// All formats: those of providers first, because many run a mail system of a known make and add words of their own.
const FORMATS: &[Format] = &[
    google::FORMAT,
    yahoo::FORMAT,
    gmx::FORMAT,
    zoho::FORMAT,
    aol::FORMAT,
    kddi::FORMAT,
    biglobe::FORMAT,
    verizon::FORMAT,
    hermes::FORMAT,
    netease::FORMAT,
    tencent::FORMAT,
    alibaba::FORMAT,
    coremail::FORMAT,
    eyou::FORMAT,
    winmail::FORMAT,
    xinnet::FORMAT,
    demon::FORMAT,
    exim::FORMAT,
    postfix::FORMAT,
    opensmtpd::FORMAT,
    dma::FORMAT,
    james::FORMAT,
    haraka::FORMAT,
    xmail::FORMAT,
    postal::FORMAT,
    sendmail::FORMAT,
    smail::FORMAT,
    mmdf::FORMAT,
    messaging_server::FORMAT,
    intermail::FORMAT,
    mdaemon::FORMAT,
    hmailserver::FORMAT,
    domino::FORMAT,
    mailman::FORMAT,
    imail::FORMAT,
    groupwise::FORMAT,
    communigate::FORMAT,
    mimecast::FORMAT,
    interscan::FORMAT,
    mailfoundry::FORMAT,
    mailmarshal::FORMAT,
    surfcontrol::FORMAT,
    m_filter::FORMAT,
    ironport::FORMAT,
    mimesweeper::FORMAT,
    sending_error::FORMAT,
    status_notification::FORMAT,
    fml::FORMAT,
    qmail::FORMAT,
    exchange::CONNECTOR,
    exchange::STORE,
    exchange::OUTLOOK,
    exchange::TRANSPORT,
    exchange::CLOUD,
    phquery::FORMAT,
    zmailer::FORMAT,
    postfix_session::FORMAT,
    ezmlm::FORMAT,
    refusing_list::FORMAT,
    courier::FORMAT,
    barracuda::FORMAT,
    amavis::FORMAT,
    smartermail::FORMAT,
    mailenable::FORMAT,
    vm_smtp::FORMAT,
    pp::FORMAT,
    yahoo_groups::FORMAT,
    // Any form at all, and therefore last.
    labelled::FORMAT,
];

/// How much of the words is searched for marks, in bytes. A notice says in its first lines who speaks.
const MAX_SEARCHED: usize = 4 * 1024;
/// How much of them where the mail does not come from a mail system. A person who passes a bounce on writes a line or two first; a notice under an odd name begins with its marks.
const MAX_SEARCHED_OF_OTHERS: usize = 512;

/// How many words one mail may hand to its recipients, in bytes: the same words may be about ten thousand of them.
const MAX_SAID: usize = 8 * 1024 * 1024;

/// A form of bounces.
pub(in crate::notice) struct Format {
    /// The name used in the output.
    pub name: &'static str,
    /// The software or service that writes it, as far as the form tells.
    pub agent: Option<&'static str>,
    /// The mail has this form where all marks of one of these lists are found.
    pub marks: &'static [&'static [Mark]],
    /// Reads one part of the words; asked for each in turn until a recipient is found.
    pub read: Reader,
}

/// How a form is read.
pub(in crate::notice) enum Reader {
    /// It is filled in between these labels, and tells failures.
    Form(&'static [Label]),
    /// By a function of its own.
    Own(fn(&Incoming<'_, '_>, &Words<'_>, &mut Found)),
}

impl Reader {
    fn read(&self, incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
        match self {
            Reader::Form(labels) => template::read(labels, Action::Failed, words, found),
            Reader::Own(read) => read(incoming, words, found),
        }
    }
}

/// What a form is recognised by. ASCII letters count in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::notice) enum Mark {
    /// Stands in the field `From`.
    From(&'static str),
    /// Stands in the field `Subject`.
    Subject(&'static str),
    /// The mail has a field of this name.
    Field(&'static str),
    /// Stands within one line of the first words.
    Words(&'static str),
}

/// What a format has found.
#[derive(Debug, Default)]
pub(in crate::notice) struct Found {
    pub deliveries: Vec<Delivery>,
    /// How many bytes were said about all of them.
    said: usize,
    is_cut: bool,
}

impl Found {
    /// Adds a recipient, unless there are too many already.
    pub(super) fn add(&mut self, delivery: Delivery) {
        if self.deliveries.len() >= MAX_DELIVERIES {
            self.is_cut = true;
            return;
        }
        let texts = delivery.reply.iter().chain(&delivery.remarks);
        self.said += texts.map(|statement| statement.text.len()).sum::<usize>();
        if self.said > MAX_SAID {
            self.is_cut = true;
            self.deliveries.push(Delivery { reply: None, remarks: Vec::new(), ..delivery });
        } else {
            self.deliveries.push(delivery);
        }
    }
}

/// Reads a mail by the first format that recognises it and finds a recipient, of those that are `wanted`.
pub(super) fn read(
    incoming: &Incoming<'_, '_>,
    wanted: fn(&Format) -> bool,
    warnings: &mut Vec<Warning>,
) -> Option<(&'static Format, Vec<Delivery>)> {
    // Who asks for help copies the whole notice.
    if incoming.is_passed_on_by_a_person() {
        return None;
    }
    let marks = &*MARKS;
    let found = marks.find(incoming);
    for format in marks.recognised(&found).into_iter().filter(|format| wanted(format)) {
        let mut reading = Found::default();
        for words in incoming.words() {
            format.read.read(incoming, words, &mut reading);
            if !reading.deliveries.is_empty() {
                if reading.is_cut {
                    Warning::Truncated.add_to(warnings);
                }
                return Some((format, reading.deliveries));
            }
        }
    }
    None
}

/// The marks of all formats, ready to be looked for.
struct Marks {
    /// For each mark the lists that begin with it.
    lists: Vec<Vec<List>>,
    from: Search,
    subject: Search,
    words: Search,
    /// Marks of the words that are too short to be looked for with the others, and only stand behind another one in the lists.
    late: Search,
    /// Which marks those are.
    is_late: Vec<bool>,
    fields: Vec<(&'static str, usize)>,
}

/// Marks that together tell a format.
struct List {
    /// Its place in [`FORMATS`].
    format: usize,
    /// The marks behind the first.
    others: Vec<usize>,
}

/// The marks that a mail has.
struct Met {
    is_met: Vec<bool>,
    /// The same, each once; a mail has a handful of the hundreds.
    marks: Vec<usize>,
}

impl Met {
    fn add(&mut self, mark: usize) {
        if let Some(is_met @ false) = self.is_met.get_mut(mark) {
            *is_met = true;
            self.marks.push(mark);
        }
    }

    fn holds(&self, mark: usize) -> bool {
        self.is_met.get(mark) == Some(&true)
    }
}

/// Texts looked for in one walk, with the mark that each stands for.
struct Search {
    phrases: Phrases,
    marks: Vec<usize>,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| Marks::of(FORMATS));

impl Marks {
    fn of(formats: &[Format]) -> Marks {
        let mut all: Vec<Mark> = Vec::new();
        let mut number = |mark: Mark| {
            all.iter().position(|known| *known == mark).unwrap_or_else(|| {
                all.push(mark);
                all.len() - 1
            })
        };
        let numbered: Vec<(usize, usize, Vec<usize>)> = formats
            .iter()
            .enumerate()
            .flat_map(|(at, format)| format.marks.iter().map(move |list| (at, list)))
            .filter_map(|(format, list)| {
                let (first, others) = list.split_first()?;
                Some((number(*first), format, others.iter().map(|mark| number(*mark)).collect()))
            })
            .collect();
        let mut lists: Vec<Vec<List>> = all.iter().map(|_| Vec::new()).collect();
        for (first, format, others) in numbered {
            if let Some(lists) = lists.get_mut(first) {
                lists.push(List { format, others });
            }
        }
        let is_late = |at: usize, text: &str| text.len() < SHORTEST && lists.get(at).is_some_and(Vec::is_empty);
        let search = |text_of: &dyn Fn(usize, Mark) -> Option<&'static str>| {
            let (marks, texts): (Vec<usize>, Vec<&str>) =
                all.iter().enumerate().filter_map(|(at, mark)| Some((at, text_of(at, *mark)?))).unzip();
            Search { phrases: Phrases::of(texts), marks }
        };
        let of_words = |mark: Mark| if let Mark::Words(text) = mark { Some(text) } else { None };
        let late = search(&|at, mark| of_words(mark).filter(|text| is_late(at, text)));
        Marks {
            is_late: (0..all.len()).map(|at| late.marks.contains(&at)).collect(),
            from: search(&|_, mark| if let Mark::From(text) = mark { Some(text) } else { None }),
            subject: search(&|_, mark| if let Mark::Subject(text) = mark { Some(text) } else { None }),
            words: search(&|at, mark| of_words(mark).filter(|text| !is_late(at, text))),
            late,
            fields: all
                .iter()
                .enumerate()
                .filter_map(|(at, mark)| if let Mark::Field(name) = mark { Some((*name, at)) } else { None })
                .collect(),
            lists,
        }
    }

    /// The formats whose marks were found, in their order.
    fn recognised(&self, found: &Met) -> Vec<&'static Format> {
        let whole = self.begun(found).filter(|list| list.others.iter().all(|mark| found.holds(*mark)));
        let mut formats: Vec<usize> = whole.map(|list| list.format).collect();
        formats.sort_unstable();
        formats.dedup();
        formats.into_iter().filter_map(|format| FORMATS.get(format)).collect()
    }

    /// Which marks the mail has.
    fn find(&self, incoming: &Incoming<'_, '_>) -> Met {
        let mut found = Met { is_met: vec![false; self.lists.len()], marks: Vec::with_capacity(16) };
        self.from.find(incoming.from(), &mut found);
        self.subject.find(incoming.subject(), &mut found);
        for (name, mark) in &self.fields {
            if incoming.field(name).is_some() {
                found.add(*mark);
            }
        }
        let limit = if incoming.is_from_a_mail_system() { MAX_SEARCHED } else { MAX_SEARCHED_OF_OTHERS };
        let searched =
            || incoming.words().iter().map(|words| words.text().get(..words.text().floor_char_boundary(limit)).unwrap_or_default());
        searched().for_each(|text| self.words.find(text, &mut found));
        if self.is_any_late_mark_wanted(&found) {
            searched().for_each(|text| self.late.find(text, &mut found));
        }
        found
    }

    /// Whether the first mark of a list was found that goes on with one not looked for yet.
    fn is_any_late_mark_wanted(&self, found: &Met) -> bool {
        self.begun(found).flat_map(|list| &list.others).any(|mark| self.is_late.get(*mark) == Some(&true))
    }

    /// The lists whose first mark was found.
    fn begun<'s>(&'s self, found: &'s Met) -> impl Iterator<Item = &'s List> {
        found.marks.iter().filter_map(|mark| self.lists.get(*mark)).flatten()
    }
}

impl Search {
    fn find(&self, text: &str, found: &mut Met) {
        self.phrases.each(text, |_, phrase| {
            self.marks.get(phrase).into_iter().for_each(|mark| found.add(*mark));
            true
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::tests::drawn;

    #[test]
    fn a_bounce_that_a_person_passes_on_is_no_bounce() {
        let bounce = "Hi. This is the qmail-send program at out.example.cn.\n\n<bob@example.com>:\nUser unknown. (#5.1.1)\n";
        let mail = |fields: &str, before: &str| format!("From: Ann <ann@example.cn>\nTo: help@example.cn\n{fields}\n{before}{bounce}");
        let odd_name = mail("Subject: failure notice\n", "");
        assert_eq!(drawn(odd_name.as_bytes()), "failed qmail\n  bob@example.com failed - | User unknown. (#5.1.1)");
        let passed_on = [
            mail("Subject: Fwd: failure notice\n", ""),
            mail("Subject: Re: failure notice\n", "").replace('<', "> <"),
            mail("Subject: what is this?\n", &"I never wrote to that address.\n".repeat(20)),
        ];
        for mail in passed_on {
            assert_eq!(drawn(mail.as_bytes()), "other text", "{mail}");
        }
    }

    #[test]
    fn every_format_has_a_name_of_its_own_and_marks() {
        for (at, format) in FORMATS.iter().enumerate() {
            assert!(FORMATS.iter().skip(at + 1).all(|other| other.name != format.name), "{}", format.name);
            assert!(!format.marks.is_empty() && format.marks.iter().all(|list| !list.is_empty()), "{}", format.name);
        }
    }

    /// So large that work in the square of it would never end.
    const HOSTILE: usize = 48 * 1024;

    #[test]
    fn no_format_is_slow_or_grows_without_bound() {
        let fillers = [
            "<a@example.com>:\n",
            "a@example.com,",
            "a@example.com:\n  ",
            "<a@example.com> ",
            "  a@example.com\n    (generated from b@example.com)\n",
            "550 <a@example.com>... no\n",
            ">>> RCPT To:<a@example.com>\n<<< 550 no\n",
            "----- The following addresses had x -----\n<a@example.com>\n",
            "Recipient: a@example.com\nReason: no\n",
            "\"'<([{",
            "--- ",
            "\r",
        ];
        for format in FORMATS {
            let marks = format.marks.first().into_iter().flat_map(|list| list.iter());
            let (mut header, mut words) = ("Return-Path: <>\nTo: ann@example.cn\n".to_owned(), String::new());
            for mark in marks {
                match mark {
                    Mark::From(text) => header.push_str(&format!("From: {text}@example.com\n")),
                    Mark::Subject(text) => header.push_str(&format!("Subject: {text}\n")),
                    Mark::Field(name) => header.push_str(&format!("{name}: x\n")),
                    Mark::Words(text) => words.push_str(&format!("{text}\n")),
                }
            }
            for filler in fillers {
                let mail = format!("{header}\n{words}{}", filler.repeat(HOSTILE / filler.len()));
                for notice in crate::notice::read(mail.as_bytes()) {
                    assert!(notice.deliveries.len() <= MAX_DELIVERIES, "{} {filler:?}", format.name);
                    let said = notice.deliveries.iter().flat_map(|delivery| delivery.reply.iter().chain(&delivery.remarks));
                    let size: usize = said.map(|statement| statement.text.len()).sum();
                    assert!(size <= 2 * MAX_SAID, "{} {filler:?}", format.name);
                }
            }
        }
    }
}
