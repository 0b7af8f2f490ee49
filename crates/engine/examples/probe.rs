use tuixin::mime::Mail;
fn main() {
    let b = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    let m = Mail::parse(&b);
    for p in m.parts() {
        println!("{:?} parent {:?} depth {} {:?} body {:?}", p.id, p.parent, p.depth, p.media, p.body);
    }
    println!("{:?}", m.notes());
    for n in tuixin::notice::read(&b) {
        println!("{n:#?}");
    }
}
