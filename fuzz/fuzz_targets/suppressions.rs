//! Tables of addresses from other systems: what is taken can be kept, written out and read again as the same, and what is not taken is told with its line.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tuixin_store::suppression::{CsvRow, Entry, Suppression, is_list_name, is_listable, read_csv, write_csv};

fuzz_target!(|table: &[u8]| {
    let lines = table.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
    let mut taken = Vec::new();
    for row in read(table) {
        match row {
            Ok(entry) => {
                assert!(is_listable(&entry.address) && is_list_name(&entry.list), "{entry:?}");
                taken.push(listed(entry));
            }
            Err(bad) => {
                assert!((1..=lines).contains(&(bad.line as usize)), "line {} of {lines}", bad.line);
                assert!(!bad.reason.is_empty() && bad.reason.len() < 2048 && !bad.reason.contains(char::is_control), "{:?}", bad.reason);
            }
        }
    }
    let mut written = Vec::new();
    write_csv(&mut written, true, &taken).unwrap();
    let again: Vec<Suppression> = read(&written).into_iter().map(|row| listed(row.unwrap())).collect();
    assert_eq!(taken, again, "{}", String::from_utf8_lossy(&written));

    // What a spreadsheet would run never begins a cell, whoever wrote it.
    let mut cells = csv::ReaderBuilder::new().has_headers(false).from_reader(written.as_slice());
    for record in cells.records() {
        assert!(record.unwrap().iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])));
    }
});

fn read(table: &[u8]) -> Vec<CsvRow> {
    read_csv(table, "default", "2026-11-29T08:00:00Z".parse().unwrap(), None).collect()
}

/// What the store would keep of an entry.
fn listed(entry: Entry) -> Suppression {
    let Entry { list, address, origin, cause, since, expires_at, note, .. } = entry;
    Suppression { list, address, origin, cause, since, expires_at, delivery: None, note }
}
