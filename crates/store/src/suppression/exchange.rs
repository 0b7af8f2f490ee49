//! The lists as CSV (RFC 4180), to be brought from elsewhere and taken there.

use std::fmt;
use std::io::{Read, Write};

use jiff::Timestamp;
use tuixin::shown;

use super::{Entry, Origin, Suppression, is_list_name, is_listable, spreadsheet};
use crate::bounds::bounded;

/// The columns that are written, and understood in any order and case.
const HEADER: [&str; 7] = ["address", "list", "origin", "cause", "since", "expires", "note"];

/// What other systems call the column of addresses, the surest first: beside `email` stands `address` for a street, and beside an address `收件人` for a name.
const ADDRESS_NAMES: [&str; 17] = [
    "email",
    "e-mail",
    "email address",
    "email_address",
    "e-mail address",
    "e-mail-adresse",
    "adresse e-mail",
    "邮箱",
    "邮箱地址",
    "电子邮箱",
    "电子邮件",
    "邮件地址",
    "address",
    "adresse",
    "correo",
    "recipient",
    "收件人",
];

/// How much of a wrong cell is told, in bytes.
const MOST_TOLD: usize = 120;

/// A row that cannot be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Its line in the file, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for BadRow {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for BadRow {}

/// One row of a file.
pub type CsvRow = Result<Entry, BadRow>;

/// Reads entries. A file without a header is taken for one address in the first column of each line.
///
/// `list` is the list of rows that name none. A row that is wrong is told in its place, and the rest goes on.
/// What spreadsheets write is read as well: semicolons or tabs between the cells, UTF-16, and the letters of Chinese and Western Windows.
pub fn read_csv(input: impl Read, list: &str, now: Timestamp, actor: Option<&str>) -> impl Iterator<Item = CsvRow> {
    let (input, separator) = spreadsheet::open(input, |row| is_header(row) || row.get(0).is_some_and(|cell| is_listable(content(cell))));
    let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).delimiter(separator).from_reader(input);
    let (list, actor) = (list.to_owned(), actor.map(str::to_owned));
    let mut columns: Option<Vec<String>> = None;
    reader.into_records().filter_map(move |record| {
        let record = match record {
            Ok(record) => record,
            Err(error) => return Some(Err(broken(&error))),
        };
        let line = record.position().map_or(0, csv::Position::line);
        if columns.is_none() {
            let is_header = is_header(&record);
            columns = Some(if is_header { record.iter().map(name).collect() } else { vec!["address".to_owned()] });
            if is_header {
                return None;
            }
        }
        let columns = columns.as_deref().unwrap_or_default();
        let cell = |wanted: &[&str]| {
            let place = wanted.iter().find_map(|wanted| columns.iter().position(|name| name == wanted))?;
            record.get(place).map(content).filter(|cell| !cell.is_empty())
        };
        let row = Row { cell: &cell, list: &list, now, actor: actor.as_deref() };
        Some(row.entry().map_err(|reason| BadRow { line, reason }))
    })
}

/// Whether a row names columns, one of them that of the addresses.
fn is_header(row: &csv::StringRecord) -> bool {
    row.iter().any(|cell| ADDRESS_NAMES.contains(&name(cell).as_str()))
}

/// The name of a column.
fn name(cell: &str) -> String {
    bare(cell).to_lowercase()
}

/// What a cell says.
fn content(cell: &str) -> &str {
    shown::of_cell(bare(cell))
}

/// A cell without the mark that editors put at the beginning of a file.
fn bare(cell: &str) -> &str {
    cell.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace())
}

fn broken(error: &csv::Error) -> BadRow {
    BadRow { line: error.position().map_or(0, csv::Position::line), reason: "no line of CSV in UTF-8".to_owned() }
}

struct Row<'r> {
    cell: &'r dyn Fn(&[&str]) -> Option<&'r str>,
    list: &'r str,
    now: Timestamp,
    actor: Option<&'r str>,
}

impl Row<'_> {
    fn entry(&self) -> Result<Entry, String> {
        let address = (self.cell)(&ADDRESS_NAMES).unwrap_or_default();
        if !is_listable(address) {
            return Err(no_address(address));
        }
        let list = (self.cell)(&["list"]).unwrap_or(self.list);
        if !is_list_name(list) {
            return Err(format!("{:?} is no name of a list", beginning(list)));
        }
        let time = |names: &[&str]| {
            (self.cell)(names)
                .map(|text| moment(text).ok_or_else(|| format!("{:?} is no date such as 2026-11-29", beginning(text))))
                .transpose()
        };
        let expires_at = time(&["expires", "expires_at"])?;
        if let Some(over) = expires_at.filter(|at| *at <= self.now) {
            return Err(format!("{over} is over already, so the address would not be on the list"));
        }
        let words = |names: &[&str]| (self.cell)(names).map(shown::text).filter(|text| !text.is_empty());
        Ok(Entry {
            list: list.to_owned(),
            address: address.to_owned(),
            origin: Origin::Import,
            cause: words(&["cause"]),
            since: time(&["since", "created", "created_at", "date"])?.unwrap_or(self.now),
            expires_at,
            note: words(&["note", "reason"]),
            actor: self.actor.map(str::to_owned),
        })
    }
}

/// That a text is no address, in the words in which programs are told.
pub fn no_address(text: &str) -> String {
    format!("{:?} is no mail address", beginning(text))
}

/// As much of a cell as tells which one it is; a cell may be as long as its table.
fn beginning(cell: &str) -> &str {
    bounded(cell, MOST_TOLD)
}

/// A moment as RFC 3339 writes it, or the beginning of a day.
fn moment(text: &str) -> Option<Timestamp> {
    text.parse().or_else(|_| format!("{text}T00:00:00Z").parse()).ok()
}

/// Writes entries.
///
/// # Errors
///
/// The output cannot be written.
pub fn write_csv<W: Write>(out: W, is_first: bool, entries: &[Suppression]) -> std::io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    if is_first {
        writer.write_record(HEADER)?;
    }
    for entry in entries {
        let time = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
        let text = |text: &Option<String>| shown::cell(text.as_deref().unwrap_or_default());
        writer.write_record([
            shown::cell(&entry.address),
            shown::cell(&entry.list),
            entry.origin.name().to_owned(),
            text(&entry.cause),
            time(Some(entry.since)),
            time(entry.expires_at),
            text(&entry.note),
        ])?;
    }
    writer.flush()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let now = "2026-11-29T08:00:00Z".parse().unwrap();
        let told = |row: CsvRow| match row {
            Ok(entry) => {
                let expires = entry.expires_at.map(|at| at.to_string()).unwrap_or_default();
                format!("{} {} {} {} {}", entry.list, entry.address, entry.since, expires, entry.note.unwrap_or_default()).trim().to_owned()
            }
            Err(error) => error.to_string(),
        };
        read_csv(text.as_bytes(), "default", now, None).map(told).collect()
    }

    #[test]
    fn many_shapes_are_understood() {
        let check = |text: &str, expected: &[&str]| assert_eq!(read(text), expected, "{text:?}");
        let now = "2026-11-29T08:00:00Z";
        check("bob@example.com\nann@example.cn\n", &[&format!("default bob@example.com {now}"), &format!("default ann@example.cn {now}")]);
        check(
            "Email,Created,Reason\r\nbob@example.com,2026-01-02,\"bounced, twice\"\r\n",
            &["default bob@example.com 2026-01-02T00:00:00Z  bounced, twice"],
        );
        check(
            "\u{feff}list,address,expires\nnews,bob@example.com,2027-01-01T00:00:00Z\n,ann@example.cn,\n",
            &[&format!("news bob@example.com {now} 2027-01-01T00:00:00Z"), &format!("default ann@example.cn {now}")],
        );
        check("address\nnobody\n@example.com\n", &["line 2: \"nobody\" is no mail address", "line 3: \"@example.com\" is no mail address"]);
        check(
            "address\nbob\u{7}@example.com\nbob bee@example.com\n",
            &["line 2: \"bob\\u{7}@example.com\" is no mail address", "line 3: \"bob bee@example.com\" is no mail address"],
        );
        check("address,since\nbob@example.com,soon\n", &["line 2: \"soon\" is no date such as 2026-11-29"]);
        check(
            "address,expires\nbob@example.com,2026-11-28\nann@example.cn,2026-11-29T08:00:00Z\neve@example.com,2026-11-30\n",
            &[
                "line 2: 2026-11-28T00:00:00Z is over already, so the address would not be on the list",
                "line 3: 2026-11-29T08:00:00Z is over already, so the address would not be on the list",
                &format!("default eve@example.com {now} 2026-11-30T00:00:00Z"),
            ],
        );
        check("", &[]);
    }

    #[test]
    fn what_spreadsheets_write_is_understood() {
        let now = "2026-11-29T08:00:00Z";
        let expected = [format!("news bob@example.com {now}  bounced, twice"), format!("default ann@example.cn {now}")];
        for text in [
            "email;list;note\r\nbob@example.com;news;bounced, twice\r\nann@example.cn;;\r\n",
            "\u{feff}\"Email\";\"List\";\"Note\"\r\n\"bob@example.com\";\"news\";\"bounced, twice\"\r\nann@example.cn\r\n",
            "list\temail\tnote\nnews\tbob@example.com\t\"bounced, twice\"\n\tann@example.cn\t\n",
            "note;email, checked;email;list\nbounced, twice;;bob@example.com;news\n;;ann@example.cn;\n",
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
        for text in ["bob@example.com;asked by phone\n", "bob@example.com\tx;y\n", "'+bob@example.com;x\n"] {
            let address = if text.starts_with('\'') { "+bob@example.com" } else { "bob@example.com" };
            assert_eq!(read(text), [format!("default {address} {now}")], "{text:?}");
        }
    }

    #[test]
    fn what_is_written_can_be_read_and_harms_no_spreadsheet() {
        let entry = Suppression {
            list: "default".to_owned(),
            address: "bob@example.com".to_owned(),
            origin: Origin::Rule,
            cause: Some("user-unknown".to_owned()),
            since: "2026-11-29T08:00:00Z".parse().unwrap(),
            expires_at: None,
            delivery: None,
            note: Some("=1+1".to_owned()),
        };
        let mut out = Vec::new();
        write_csv(&mut out, true, &[entry]).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "address,list,origin,cause,since,expires,note\nbob@example.com,default,rule,user-unknown,2026-11-29T08:00:00Z,,'=1+1\n"
        );
        assert_eq!(read(&text), ["default bob@example.com 2026-11-29T08:00:00Z  =1+1"]);
        assert_eq!(read("'+bob@example.com\n"), ["default +bob@example.com 2026-11-29T08:00:00Z"]);
    }
}
