//! A server that runs: started as its user would, killed when the test ends.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::place::Place;

/// A running server.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    told: Arc<Mutex<String>>,
}

/// `tuixin serve` on a free port, with what the place watches.
pub fn serve(place: &Place) -> Command {
    let mut command = place.command(&["serve"]);
    command.env("TUIXIN_SERVER_LISTEN", "127.0.0.1:0");
    command.env("TUIXIN_INTAKE_MAILDIRS", place.maildir()).env("TUIXIN_INTAKE_DIRECTORIES", place.directory());
    // The trials bring more than a visitor may.
    command.env("TUIXIN_SERVER_REQUESTS_PER_SECOND", "0");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

impl Server {
    pub fn start(place: &Place) -> Server {
        Server::of(serve(place))
    }

    pub fn of(command: Command) -> Server {
        Server::try_of(command).unwrap_or_else(|(code, told)| panic!("the server ended with {code:?}: {told}"))
    }

    /// Starts it and waits until it listens, or else gives its exit code and what it said.
    pub fn try_of(mut command: Command) -> Result<Server, (Option<i32>, String)> {
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut told = String::new();
        let address = loop {
            let mut line = String::new();
            if lines.read_line(&mut line).unwrap() == 0 {
                return Err((child.wait().unwrap().code(), told));
            }
            told += &line;
            if let Some((_, rest)) = line.split_once("http://") {
                break rest.split_whitespace().next().unwrap().parse().unwrap();
            }
        };
        let told = Arc::new(Mutex::new(told));
        listen(lines, Arc::clone(&told));
        Ok(Server { child, address, told })
    }

    /// What it has said on standard error.
    pub fn told(&self) -> String {
        self.told.lock().unwrap().clone()
    }

    /// Ends it at once, wherever it is (SIGKILL).
    pub fn kill(mut self) {
        assert_eq!(self.child.try_wait().unwrap(), None, "the server ended by itself: {}", self.told());
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end (SIGTERM), and gives its exit code.
    pub fn end(mut self) -> i32 {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap().code().unwrap_or(-1)
    }
}

fn listen(mut lines: BufReader<ChildStderr>, told: Arc<Mutex<String>>) {
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = lines.read(&mut bytes) {
            *told.lock().unwrap() += &String::from_utf8_lossy(&bytes[..count]);
        }
    });
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until something is so. What is not so after minutes never will be.
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(180);
    while !is_so() {
        assert!(Instant::now() < end, "waited in vain: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}
