//! The name server Knot with zones of a test.

use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{Folder, free_port, program};

/// How long Knot may take to listen.
const START: Duration = Duration::from_secs(20);

/// A running Knot; it ends with the value.
pub struct Knot {
    process: Child,
    folder: Folder,
    pub address: SocketAddr,
}

impl Knot {
    /// Starts Knot with zones, each a name and a zone file; `None` where it is not installed.
    pub fn start(zones: &[(&str, &str)]) -> Option<Knot> {
        let knotd = program("knotd")?;
        let folder = Folder::new();
        // Another program may take the port between the choice and the start.
        for _ in 0..5 {
            let address = SocketAddr::from(([127, 0, 0, 1], free_port()));
            write_configuration(&folder, address, zones);
            let configuration = folder.path().join("knot.conf");
            let mut command = Command::new(&knotd);
            command.arg("--config").arg(configuration).stdout(Stdio::null()).stderr(Stdio::null());
            let mut process = command.spawn().unwrap();
            if listens(&mut process, address) {
                return Some(Knot { process, folder, address });
            }
            let _ = process.kill();
            let _ = process.wait();
        }
        panic!("knotd does not start; try it with the configuration in {}", folder.path().display());
    }
}

impl Drop for Knot {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn write_configuration(folder: &Folder, address: SocketAddr, zones: &[(&str, &str)]) {
    let path = folder.path().display();
    let mut text = format!(
        "server:\n  rundir: \"{path}\"\n  listen: {}@{}\n  udp-workers: 1\n  tcp-workers: 1\n  background-workers: 1\n\
         database:\n  storage: \"{path}\"\n\
         template:\n  - id: default\n    storage: \"{path}\"\n    zonefile-sync: -1\n    journal-content: none\n\
         zone:\n",
        address.ip(),
        address.port()
    );
    for (number, (name, zone)) in zones.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{number}.zone")), zone).unwrap();
        text += &format!("  - domain: {name}\n    file: \"{number}.zone\"\n");
    }
    std::fs::write(folder.path().join("knot.conf"), text).unwrap();
}

/// Waits until Knot takes connections; not where it ends before.
fn listens(process: &mut Child, address: SocketAddr) -> bool {
    let began = Instant::now();
    while began.elapsed() < START {
        if process.try_wait().unwrap().is_some() {
            return false;
        }
        if TcpStream::connect(address).is_ok() {
            return true;
        }
        sleep(Duration::from_millis(20));
    }
    false
}
