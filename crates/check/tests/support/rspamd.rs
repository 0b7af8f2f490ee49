//! A spam filter: rspamd with its own rules and nothing that asks anybody else.

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Folder, free_port, program};

pub struct Rspamd {
    pub address: SocketAddr,
    process: Child,
    _folder: Folder,
}

impl Rspamd {
    /// Starts it, and waits until it listens; none where it is not installed.
    pub fn start() -> Option<Rspamd> {
        let program = program("rspamd")?;
        let folder = Folder::new();
        let path = folder.path().display().to_string();
        let (port, nobody) = (free_port(), free_port());
        std::fs::write(folder.path().join("tld"), "com\nnet\n").unwrap();
        std::fs::write(folder.path().join("rspamd.conf"), configuration(&path, port, nobody)).unwrap();
        let mut command = Command::new(program);
        command.args(["--insecure", "--no-fork", "--config", &format!("{path}/rspamd.conf")]);
        command.args(["DBDIR", "RUNDIR", "LOCAL_CONFDIR"].map(|name| format!("--var={name}={path}")));
        let process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let rspamd = Rspamd { address: SocketAddr::from(([127, 0, 0, 1], port)), process, _folder: folder };
        rspamd.wait();
        Some(rspamd)
    }

    fn wait(&self) {
        let patience = Instant::now() + Duration::from_secs(60);
        while std::net::TcpStream::connect(self.address).is_err() {
            assert!(Instant::now() < patience, "rspamd does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Rspamd {
    fn drop(&mut self) {
        // It ends its workers when it is asked to end.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}

fn configuration(path: &str, port: u16, nobody: u16) -> String {
    format!(
        r#"
options {{
  pidfile = "{path}/rspamd.pid"; hs_cache_dir = "{path}"; url_tld = "{path}/tld"; filters = "chartable";
  dns {{ nameserver = ["127.0.0.1:{nobody}"]; timeout = 0.1s; retransmits = 1; }}
}}
lua = "$RULESDIR/rspamd.lua";
actions {{ reject = 15; add_header = 6; greylist = 4; }}
metric {{ name = "default"; group "headers" {{
  symbol "MISSING_FROM" {{ weight = 7.0; description = "Missing From: header"; }}
}} }}
logging {{ type = "file"; filename = "{path}/rspamd.log"; }}
worker "normal" {{ bind_socket = "127.0.0.1:{port}"; count = 1; mime = true; }}
"#
    )
}
