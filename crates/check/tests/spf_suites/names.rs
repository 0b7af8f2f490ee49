//! The names of a suite with all that its files may say of them: bytes that are no text, time-outs of one type only.

use std::collections::BTreeMap;
use std::time::Duration;

use tuixin_check::dns::{Data, Fault, Kind, Lookup, Outcome, Record};

/// More aliases than these are a circle.
const MOST_ALIASES: usize = 8;

#[derive(Clone, Default)]
pub struct Names {
    records: BTreeMap<String, Vec<Data>>,
    faulty_labels: Vec<(String, Fault)>,
    faults: Vec<(String, Option<Kind>, Fault)>,
}

impl Names {
    pub fn add(&mut self, name: &str, data: Data) {
        self.records.entry(written(name)).or_default().push(data);
    }

    pub fn add_fault(&mut self, name: &str, kind: Option<Kind>, fault: Fault) {
        self.faults.push((written(name), kind, fault));
    }

    /// Puts these in the place of the records of their types.
    pub fn replace(&mut self, name: &str, new: impl IntoIterator<Item = Data>) {
        let new: Vec<Data> = new.into_iter().collect();
        let known = self.records.entry(written(name)).or_default();
        known.retain(|old| !new.iter().any(|new| std::mem::discriminant(new) == std::mem::discriminant(old)));
        known.extend(new);
    }

    /// Every name that begins with this label has a fault.
    pub fn add_fault_at_label(&mut self, label: &str, fault: Fault) {
        self.faulty_labels.push((format!("{label}."), fault));
    }

    pub fn answer(&self, name: &str, kind: Kind) -> Lookup {
        Lookup::of(name, kind, self.outcome(name, kind))
    }

    fn outcome(&self, name: &str, kind: Kind) -> Outcome {
        if let Some((_, fault)) = self.faulty_labels.iter().find(|(label, _)| name.starts_with(label)) {
            return Outcome::Fault(*fault);
        }
        let mut owner = name.to_owned();
        for _ in 0..MOST_ALIASES {
            let known = self.records.get(&owner).map(Vec::as_slice).unwrap_or_default();
            let found: Vec<Record> = known.iter().filter(|data| is_of(kind, data)).map(|data| record(&owner, data)).collect();
            if !found.is_empty() {
                return Outcome::Records(found);
            }
            if let Some((_, _, fault)) = self.faults.iter().find(|(name, of, _)| *name == owner && of.is_none_or(|of| of == kind)) {
                return Outcome::Fault(*fault);
            }
            match known.iter().find_map(|data| if let Data::Cname(target) = data { Some(target) } else { None }) {
                Some(target) => owner = written(target),
                None if known.is_empty() => return Outcome::NoName,
                None => return Outcome::Empty,
            }
        }
        Outcome::Fault(Fault::AliasLoop)
    }
}

fn written(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

fn record(owner: &str, data: &Data) -> Record {
    Record { owner: owner.to_owned(), ttl: Duration::from_secs(300), data: data.clone() }
}

fn is_of(kind: Kind, data: &Data) -> bool {
    matches!(
        (kind, data),
        (Kind::A, Data::A(_))
            | (Kind::Aaaa, Data::Aaaa(_))
            | (Kind::Mx, Data::Mx { .. })
            | (Kind::Txt, Data::Txt(_))
            | (Kind::Ptr, Data::Ptr(_))
    )
}
