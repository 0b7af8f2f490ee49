//! A server that speaks one version of TLS alone, as OpenSSL spoke it when that version was current.

use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::certificates::Identity;
use super::{Folder, free_port, program};

/// How long OpenSSL may take to listen.
const START: Duration = Duration::from_secs(10);

/// A running server; it ends with the value.
pub struct OldTls {
    process: Child,
    _folder: Folder,
    pub address: SocketAddr,
}

impl OldTls {
    /// Starts it with more arguments of `openssl s_server`; `None` where that is not installed.
    pub fn start(identity: &Identity, arguments: &[&str]) -> Option<OldTls> {
        let openssl = program("openssl")?;
        let folder = Folder::new();
        let (certificate, key) = identity.pem();
        let path = folder.path().join("identity.pem");
        std::fs::write(&path, certificate + &key).unwrap();
        let address = SocketAddr::from(([127, 0, 0, 1], free_port()));
        let mut command = Command::new(openssl);
        command.args(["s_server", "-quiet", "-accept", &address.to_string(), "-cert"]).arg(&path).arg("-key").arg(&path).args(arguments);
        let process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let server = OldTls { process, _folder: folder, address };
        assert!(listens(address), "openssl s_server does not start");
        Some(server)
    }
}

impl Drop for OldTls {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn listens(address: SocketAddr) -> bool {
    let began = Instant::now();
    while began.elapsed() < START {
        if TcpStream::connect(address).is_ok() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}
