use std::time::Instant;
use tuixin::diagnose::{Reply, Workspace, diagnose};
use tuixin::knowledge::Knowledge;
fn main() {
    let t = Instant::now();
    let knowledge = Knowledge::embedded();
    println!("ready {:?}", t.elapsed());
    println!("{}", knowledge.sizes());
    let replies = [
        "550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
        "550 5.1.1 user unknown",
        "452 4.2.2 Mailbox full",
        "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1",
        "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550-5.1.1 unnecessary spaces. Learn more at 550 5.1.1 https://support.google.com/mail/?p=NoSuchUser abc - gsmtp",
        "421 HL:REP 163 mx14,AbCdEf0123456789--.1234S2 1700000000",
        "550 Mail content denied. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000726",
    ];
    let mut w = Workspace::new();
    for r in replies {
        let n = 200_000;
        let t = Instant::now();
        for _ in 0..n {
            std::hint::black_box(diagnose(&knowledge, &Reply::of(std::hint::black_box(r)), &mut w));
        }
        let full = t.elapsed().as_nanos() as f64 / n as f64;
        let mut e = tuixin::evidence::Evidence::new();
        let t = Instant::now();
        for _ in 0..n {
            e.read(std::hint::black_box(r));
            std::hint::black_box(&e);
        }
        let read = t.elapsed().as_nanos() as f64 / n as f64;
        println!("{full:7.0} ns (read {read:5.0}) {} bytes {}", r.len(), &r[..40.min(r.len())]);
    }
}
