use tuixin::diagnose::*;
use tuixin::knowledge::Knowledge;
fn main() {
    let k = Knowledge::embedded();
    let mut w = Workspace::new();
    for line in std::fs::read_to_string("/tmp/seed.txt").unwrap().lines() {
        let (row, t) = line.split_once('\t').unwrap();
        let d = diagnose(&k, &Reply::of(t), &mut w);
        let by = match d.basis {
            Some(Basis::Rule { rule, .. }) => rule.id.clone(),
            ref o => format!("{o:?}"),
        };
        println!("{row:4}{:24}{:.2} {:16} {:13} {:40} {t}", d.cause.id, d.confidence, d.cause.party.name(), d.suppress.name(), by);
    }
}
