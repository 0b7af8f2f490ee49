//! The server is killed again and again while mails come in from everywhere: whatever it acknowledged is stored, and stored once.
//!
//! A file counts as handed over when the server has moved it away, a request when its answer came whole; what was not acknowledged is handed over again.
//! `TUIXIN_TEST_KILLS=50` kills more often than the usual run has time for.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::client::post;
use crate::mails::{bounce, into_directory, into_maildir, lines};
use crate::place::Place;
use crate::postgres;
use crate::program::{Server, serve, until};
use crate::stored::{assert_once, files};

/// How many programs ask at the same time.
const PROGRAMS: usize = 3;
/// How many files wait in a directory at most, so that the server always has some and never too many.
const WAITING: usize = 100;

#[test]
fn nothing_is_lost_on_sqlite() {
    trial(&Place::sqlite());
}

#[test]
fn nothing_is_lost_on_postgres() {
    if let Some(server) = postgres::server() {
        trial(&Place::postgres(server));
    }
}

fn trial(place: &Place) {
    let feed = Feed::start(place);
    let kills: usize = std::env::var("TUIXIN_TEST_KILLS").ok().map_or(10, |kills| kills.parse().unwrap());
    for round in 0..kills {
        // Some die before they listen: the first while it makes its tables, others while they find what the one before left.
        if round % 5 == 0 {
            let mut child = serve(place).spawn().unwrap();
            thread::sleep(Duration::from_millis(20 + (round as u64 * 13) % 130));
            child.kill().unwrap();
            child.wait().unwrap();
        }
        let server = Server::start(place);
        feed.turn_to(Some(server.address));
        let acknowledged = match round % 3 {
            0 => Source::Http,
            1 => Source::Maildir,
            _ => Source::Directory,
        };
        let before = feed.acknowledged(place, acknowledged);
        until("something is acknowledged", || feed.acknowledged(place, acknowledged) > before + round * 7 % 60);
        server.kill();
    }
    let server = Server::start(place);
    feed.turn_to(Some(server.address));
    let fed = feed.end();
    until("all is taken", || files(&place.maildir().join("new")) + files(&place.directory()) == 0);
    assert_once(place, server.address, &fed.all());
    assert_eq!(files(&place.maildir().join(".Done/cur")), fed.maildir.len());
    assert_eq!(files(&place.directory().join("done")), fed.directory.len());
    assert_eq!(files(&place.maildir().join(".Unknown/cur")) + files(&place.directory().join("unknown")), 0);
    assert_eq!(server.end(), 0);
    eprintln!(
        "killed {kills} times: {} mails of a Maildir, {} of a directory and {} items over HTTP ({} requests made again) are stored once",
        fed.maildir.len(),
        fed.directory.len(),
        fed.http.len(),
        fed.again
    );
}

/// Where mails come in.
#[derive(Clone, Copy)]
enum Source {
    Maildir,
    Directory,
    Http,
}

/// Whoever hands mails over: a mail server, a person with a folder, and programs.
struct Feed {
    shared: Arc<Shared>,
    maildir: JoinHandle<Vec<String>>,
    directory: JoinHandle<Vec<String>>,
    programs: Vec<JoinHandle<Vec<String>>>,
}

#[derive(Default)]
struct Shared {
    address: Mutex<Option<SocketAddr>>,
    has_ended: AtomicBool,
    answered: AtomicUsize,
    again: AtomicUsize,
}

/// The recipients of all that was handed over.
struct Fed {
    maildir: Vec<String>,
    directory: Vec<String>,
    http: Vec<String>,
    again: usize,
}

impl Fed {
    fn all(&self) -> Vec<String> {
        [&self.maildir[..], &self.directory, &self.http].concat()
    }
}

impl Feed {
    fn start(place: &Place) -> Feed {
        let shared = Arc::new(Shared::default());
        let (maildir, directory) = (place.maildir(), place.directory());
        let inbox = maildir.join("new");
        Feed {
            maildir: drop_files(&shared, "maildir", move |recipient| {
                into_maildir(&maildir, recipient);
                files(&inbox)
            }),
            directory: drop_files(&shared, "directory", move |recipient| {
                into_directory(&directory, recipient);
                files(&directory)
            }),
            programs: (0..PROGRAMS).map(|number| ask(&shared, number)).collect(),
            shared,
        }
    }

    /// Says where the server listens.
    fn turn_to(&self, address: Option<SocketAddr>) {
        *self.shared.address.lock().unwrap() = address;
    }

    /// How much of a source was acknowledged so far.
    fn acknowledged(&self, place: &Place, source: Source) -> usize {
        match source {
            Source::Maildir => files(&place.maildir().join(".Done/cur")),
            Source::Directory => files(&place.directory().join("done")),
            Source::Http => self.shared.answered.load(Ordering::SeqCst),
        }
    }

    /// Hands over nothing new, and waits until each request has its answer.
    fn end(self) -> Fed {
        self.shared.has_ended.store(true, Ordering::SeqCst);
        Fed {
            maildir: self.maildir.join().unwrap(),
            directory: self.directory.join().unwrap(),
            http: self.programs.into_iter().flat_map(|program| program.join().unwrap()).collect(),
            again: self.shared.again.load(Ordering::SeqCst),
        }
    }
}

/// Drops file after file, which is told to give how many wait now.
fn drop_files(shared: &Arc<Shared>, name: &'static str, mut drop: impl FnMut(&str) -> usize + Send + 'static) -> JoinHandle<Vec<String>> {
    let shared = Arc::clone(shared);
    thread::spawn(move || {
        let mut fed = Vec::new();
        while !shared.has_ended.load(Ordering::SeqCst) {
            let recipient = format!("{name}{}@example.com", fed.len());
            let waiting = drop(&recipient);
            fed.push(recipient);
            thread::sleep(Duration::from_millis(if waiting < WAITING { 1 } else { 50 }));
        }
        fed
    })
}

/// Asks request after request, each until it is answered: mails and batches in turn.
fn ask(shared: &Arc<Shared>, program: usize) -> JoinHandle<Vec<String>> {
    let shared = Arc::clone(shared);
    thread::spawn(move || {
        let mut fed = Vec::new();
        for number in 0.. {
            if shared.has_ended.load(Ordering::SeqCst) {
                break;
            }
            let count = if number % 4 == 3 { 10 } else { 1 };
            let recipients: Vec<String> = (0..count).map(|item| format!("http{program}-{number}-{item}@example.net")).collect();
            let (media, body) = match &recipients[..] {
                [one] => ("message/rfc822", bounce(one)),
                several => ("application/x-ndjson", lines(several)),
            };
            hand_over(&shared, media, body.as_bytes());
            shared.answered.fetch_add(1, Ordering::SeqCst);
            fed.extend(recipients);
            thread::sleep(Duration::from_millis(2));
        }
        fed
    })
}

fn hand_over(shared: &Shared, media: &str, body: &[u8]) {
    loop {
        let address = *shared.address.lock().unwrap();
        let answer = address.map(|address| post(address, "/v1/deliveries", media, body));
        match answer {
            Some(Ok(answer)) if answer.status == 200 => return,
            Some(Ok(answer)) => assert_eq!(answer.status, 503, "{}", answer.body),
            Some(Err(_)) => drop(shared.again.fetch_add(1, Ordering::SeqCst)),
            None => {}
        }
        thread::sleep(Duration::from_millis(10));
    }
}
