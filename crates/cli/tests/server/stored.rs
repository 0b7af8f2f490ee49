//! What a server has stored, counted.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use crate::client::get;
use crate::place::Place;

/// How often each recipient is stored, as the API tells page by page.
pub fn recipients(address: SocketAddr) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    let mut path = "/v1/deliveries?limit=500".to_owned();
    loop {
        let answer = get(address, &path).unwrap();
        assert_eq!(answer.status, 200, "{}", answer.body);
        let page = answer.json();
        for item in page["items"].as_array().unwrap() {
            let recipient = item["explanation"]["deliveries"][0]["recipient"].as_str().unwrap();
            *counted.entry(recipient.to_owned()).or_default() += 1;
        }
        let Some(next) = page["next"].as_str() else { return counted };
        path = format!("/v1/deliveries?limit=500&cursor={next}");
    }
}

/// Holds what is stored against what was handed over: each recipient once, in the deliveries as on the list.
pub fn assert_once(place: &Place, address: SocketAddr, handed: &[String]) {
    let stored = recipients(address);
    let lost: Vec<_> = handed.iter().filter(|recipient| !stored.contains_key(*recipient)).collect();
    let twice: Vec<_> = stored.iter().filter(|(_, count)| **count != 1).collect();
    assert!(lost.is_empty() && twice.is_empty(), "lost: {lost:?}, more than once: {twice:?}");
    assert_eq!(stored.len(), handed.len(), "something was stored that nobody handed over");
    let listed = place.well(&["suppress", "export"], "");
    assert_eq!(listed.lines().count(), 1 + handed.len());
}

/// How many files of mails are in a directory; an empty one only keeps a name.
pub fn files(directory: &Path) -> usize {
    let is_mail = |entry: &fs::DirEntry| entry.metadata().is_ok_and(|about| about.is_file() && about.len() > 0);
    fs::read_dir(directory).map_or(0, |entries| entries.flatten().filter(is_mail).count())
}
