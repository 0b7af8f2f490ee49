//! What a domain was perhaps meant to be.

use strsim::damerau_levenshtein;

use super::{endings, known, look_alikes};

/// More candidates than these are not looked up.
const MOST: usize = 8;

/// Before a domain people write the name of the server that they know: `www.example.com`.
const HOST_LABELS: [&str; 5] = ["www", "mail", "email", "smtp", "webmail"];

/// A domain that was perhaps meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    /// How many slips lie between (Damerau and Levenshtein: a letter too many, too few, wrong, or two exchanged).
    pub slips: usize,
    /// How well known it is; 0 are those of one's own history and the most used one.
    pub rank: usize,
    pub domain: String,
}

/// The candidates for a domain, the likeliest first. Those of `own` are domains that the caller wrote to before.
pub(super) fn candidates(domain: &str, own: &[String]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = own.iter().filter_map(|known| near(domain, known, 0)).collect();
    found.extend(known::ranked().filter_map(|(rank, known)| near(domain, known, rank)));
    let is_known = |candidate: &String| known::is_known(candidate) || own.contains(candidate);
    let slip = |domain: String| Candidate { slips: 1, rank: rank(&domain), domain };
    found.extend(stripped(domain).chain(look_alikes::joined(domain)).chain(completed(domain)).filter(is_known).map(slip));
    found.extend(endings::corrected(domain).map(slip));
    found.extend(endings::twins(domain).map(|domain| Candidate { slips: 2, rank: rank(&domain), domain }));
    found.retain(|candidate| candidate.domain != domain);
    found.sort();
    let mut seen = std::collections::HashSet::new();
    found.retain(|candidate| seen.insert(candidate.domain.clone()));
    found.truncate(MOST);
    found
}

fn near(domain: &str, known: &str, rank: usize) -> Option<Candidate> {
    let most = most_slips(known);
    if domain.len().abs_diff(known.len()) > most {
        return None;
    }
    let slips = damerau_levenshtein(domain, known);
    (slips <= most).then(|| Candidate { slips, rank, domain: known.to_owned() })
}

/// In a short name one slip makes another name; a long one is still recognised after three.
fn most_slips(known: &str) -> usize {
    match known.len() {
        0..=8 => 1,
        9..=13 => 2,
        _ => 3,
    }
}

fn rank(domain: &str) -> usize {
    known::ranked().find(|(_, known)| *known == domain).map_or(usize::MAX, |(rank, _)| rank)
}

/// The domain without a host in front or an ending behind that do not belong to it: `www.qq.com`, `qq.com.cn`.
fn stripped(domain: &str) -> impl Iterator<Item = String> {
    let front = domain.split_once('.').filter(|(label, _)| HOST_LABELS.contains(label)).map(|(_, rest)| rest);
    let end = domain.rsplit_once('.').map(|(rest, _)| rest);
    front.into_iter().chain(end).map(str::to_owned)
}

/// A name without an ending, as somebody writes who thinks of the brand: `gmail`.
fn completed(domain: &str) -> impl Iterator<Item = String> {
    let brand = (!domain.contains('.')).then_some(domain);
    let first_label = |known: &str| known.split('.').next().map(str::to_owned);
    let of_brand = move |brand: &str| known::ranked().map(|(_, known)| known).find(|known| first_label(known).as_deref() == Some(brand));
    brand.and_then(of_brand).map(str::to_owned).into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_leads_back_to_what_was_meant() {
        for (domain, best) in [
            ("gamil.com", "gmail.com"),
            ("gmial.com", "gmail.com"),
            ("gmail.con", "gmail.com"),
            ("gmail.cmo", "gmail.com"),
            ("gmai.com", "gmail.com"),
            ("gmail", "gmail.com"),
            ("hotmial.com", "hotmail.com"),
            ("hotrnail.com", "hotmail.com"),
            ("outlok.com", "outlook.com"),
            ("qqq.com", "qq.com"),
            ("qq.con", "qq.com"),
            ("qq.cm", "qq.com"),
            ("www.qq.com", "qq.com"),
            ("qq.com.cn", "qq.com"),
            ("qqcom", "qq.com"),
            ("136.com", "163.com"),
            ("163.con", "163.com"),
            ("163.com.cn", "163.com"),
            ("sian.com", "sina.com"),
            ("foxmial.com", "foxmail.com"),
            ("yhaoo.com", "yahoo.com"),
            ("icloud.co", "icloud.com"),
            ("tsinghua.edu.com", "tsinghua.edu.cn"),
            ("exmaple.cn", "example.cn"),
        ] {
            let found = candidates(domain, &["example.cn".to_owned()]);
            assert_eq!(found.first().map(|candidate| candidate.domain.as_str()), Some(best), "{domain}: {found:?}");
        }
    }

    #[test]
    fn what_resembles_nothing_has_no_candidates_but_its_endings() {
        for (domain, expected) in
            [("kail.com.cn", vec!["kail.cn", "kail.com"]), ("completely-different.example", vec![]), ("xn--fsqu00a.example", vec![])]
        {
            let found: Vec<String> = candidates(domain, &[]).into_iter().map(|candidate| candidate.domain).collect();
            assert_eq!(found, expected, "{domain}");
        }
    }
}
