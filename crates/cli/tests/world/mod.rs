//! A world of our own on loopback: a name server, and a mail server that says what a test wants.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses some of it, and a test that cannot start its servers has failed")]

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

#[path = "../../../check/tests/support/knot.rs"]
pub mod knot;
#[path = "../../../check/tests/support/local.rs"]
mod local;

pub use local::{Folder, free_port, left_out, program};

use knot::Knot;

/// The zones of a world in which example.com takes mail and example.cn sends it from 198.51.100.7.
const ZONES: [(&str, &str); 5] = [
    (".", "$ORIGIN .\n$TTL 60\n@ SOA ns.example.com. h.example.com. 1 60 60 60 60\n@ NS ns.example.com.\ncom. NS ns.example.com.\n"),
    (
        "example.com",
        "$ORIGIN example.com.\n$TTL 60\n@ SOA ns h 1 60 60 60 60\n@ NS ns\nns A 127.0.0.1\n@ MX 10 mx\nmx A 127.0.0.1\nnomail MX 0 .\n",
    ),
    (
        "example.cn",
        "$ORIGIN example.cn.\n$TTL 60\n@ SOA ns.example.com. h.example.com. 1 60 60 60 60\n@ NS ns.example.com.\n@ MX 10 mx.example.com.\n\
         @ TXT \"v=spf1 ip4:198.51.100.7 -all\"\n_dmarc TXT \"v=DMARC1; p=reject; rua=mailto:d@example.cn\"\nout A 198.51.100.7\n",
    ),
    (
        "100.51.198.in-addr.arpa",
        "$ORIGIN 100.51.198.in-addr.arpa.\n$TTL 60\n@ SOA ns.example.com. h.example.com. 1 60 60 60 60\n@ NS ns.example.com.\n7 PTR out.example.cn.\n",
    ),
    (
        "gmail.com",
        "$ORIGIN gmail.com.\n$TTL 60\n@ SOA ns.example.com. h.example.com. 1 60 60 60 60\n@ NS ns.example.com.\n@ MX 10 mx.example.com.\n",
    ),
];

/// Servers that run as long as the value lives.
pub struct World {
    knot: Knot,
    smtp_port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl World {
    /// Starts them; `None` where the name server is not installed, which is told.
    pub fn start(tests: &str) -> Option<World> {
        let Some(knot) = Knot::start(&ZONES) else {
            left_out(tests, "knotd", "knot");
            return None;
        };
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let smtp_port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&heard);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let hears = Arc::clone(&hears);
                thread::spawn(move || talk(stream.unwrap(), &hears));
            }
        });
        Some(World { knot, smtp_port, heard })
    }

    /// The arguments with which the program asks this world.
    pub fn arguments(&self) -> Vec<String> {
        let smtp_port = self.smtp_port.to_string();
        let resolver = self.knot.address.to_string();
        ["-n", &resolver, "-t", "5", "--allow-private", "--smtp-port", &smtp_port].map(str::to_owned).to_vec()
    }

    /// What the mail server has been told so far.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

fn talk(mut stream: TcpStream, heard: &Mutex<Vec<String>>) {
    let lines = BufReader::new(stream.try_clone().unwrap()).lines();
    // Whoever hangs up early has heard enough.
    let _ = stream.write_all(b"220 mx.example.com ESMTP\r\n");
    for line in lines.map_while(Result::ok) {
        let said = match line.split(' ').next().unwrap_or_default().to_ascii_uppercase().as_str() {
            "EHLO" => "250-mx.example.com\r\n250-SIZE 20000\r\n250 8BITMIME\r\n",
            "RCPT" => "550 5.1.1 User unknown\r\n",
            "QUIT" => "221 Bye\r\n",
            _ => "250 Ok\r\n",
        };
        heard.lock().unwrap().push(line);
        let _ = stream.write_all(said.as_bytes());
    }
}
