use tuixin::diagnose::Workspace;
use tuixin::knowledge::Knowledge;
fn q(s: &str) -> String {
    let mut o = String::from("\"");
    for c in s.chars() {
        match c {
            '"' => o.push_str("\\\""),
            '\\' => o.push_str("\\\\"),
            c if (c as u32) < 32 => o.push_str(&format!("\\u{:04x}", c as u32)),
            c => o.push(c),
        }
    }
    o.push('"');
    o
}
fn walk(p: &std::path::Path, v: &mut Vec<std::path::PathBuf>) {
    if p.is_dir() {
        for e in std::fs::read_dir(p).unwrap() {
            walk(&e.unwrap().path(), v)
        }
    } else {
        v.push(p.into())
    }
}
fn main() {
    let k = Knowledge::embedded();
    let mut w = Workspace::new();
    let mut v = vec![];
    for a in std::env::args().skip(1) {
        walk(std::path::Path::new(&a), &mut v)
    }
    v.sort();
    for p in v {
        let b = std::fs::read(&p).unwrap();
        for e in tuixin::explain(&k, &b, &mut w) {
            let mut ds = vec![];
            for x in &e.deliveries {
                let mut f = vec![];
                if let Some(r) = &x.delivery.recipient {
                    f.push(format!("\"recipient\":{}", q(r)))
                }
                if let Some(r) = &x.delivery.original_recipient {
                    f.push(format!("\"original_recipient\":{}", q(r)))
                }
                if let Some(a) = x.delivery.action {
                    f.push(format!("\"action\":{}", q(a.name())))
                }
                if let Some(r) = &x.delivery.reply {
                    f.push(format!("\"reply\":{}", q(&r.text)))
                }
                if let Some(c) = x.reply_code {
                    f.push(format!("\"reply_code\":{c}"))
                }
                if let Some(s) = x.status {
                    f.push(format!("\"status\":\"{s}\""))
                }
                if let Some(d) = &x.diagnosis {
                    f.push(format!(
                        "\"diagnosis\":{{\"cause\":{},\"suppress\":{},\"confidence\":{}}}",
                        q(&d.cause.id),
                        q(d.suppress.name()),
                        d.confidence
                    ))
                }
                ds.push(format!("{{{}}}", f.join(",")))
            }
            println!(
                "{{\"source\":{},\"kind\":{},\"format\":{},\"deliveries\":[{}]}}",
                q(&p.to_string_lossy()),
                q(e.kind.name()),
                q(e.format),
                ds.join(",")
            );
        }
    }
}
