//! The mail server Postfix with settings and a queue of its own.

use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::certificates::Identity;
use super::{Folder, free_port, program};

/// How long Postfix may take to greet.
const START: Duration = Duration::from_secs(30);

/// A running Postfix; it ends with the value.
pub struct Postfix {
    master: Child,
    _folder: Folder,
    pub address: SocketAddr,
}

impl Postfix {
    /// Starts Postfix for the domain example.com with one mailbox, `bob`; `None` where it is not installed, or where we are not root, which Postfix demands.
    pub fn start(identity: &Identity) -> Option<Postfix> {
        let postconf = program("postconf")?;
        if !is_root() {
            return None;
        }
        let daemons = told(Command::new(&postconf).args(["-d", "-h", "daemon_directory"]))?;
        let folder = Folder::new();
        let address = SocketAddr::from(([127, 0, 0, 1], free_port()));
        configure(folder.path(), address, identity);
        let mut command = Command::new(Path::new(&daemons).join("master"));
        command.arg("-c").arg(folder.path().join("config")).arg("-d").stdout(Stdio::null()).stderr(Stdio::null());
        let master = command.spawn().unwrap();
        let postfix = Postfix { master, _folder: folder, address };
        greets(address).then_some(postfix)
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        // Its children end when their pipe to it does.
        let _ = self.master.kill();
        let _ = self.master.wait();
    }
}

fn is_root() -> bool {
    told(Command::new("id").arg("-u")).is_some_and(|id| id == "0")
}

fn told(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn configure(folder: &Path, address: SocketAddr, identity: &Identity) {
    let (chain, key) = identity.pem();
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    for queue in ["active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "private", "saved", "trace"] {
        private(folder, &format!("queue/{queue}"), "postfix", 0o700);
    }
    private(folder, "queue/maildrop", "postfix", 0o730);
    private(folder, "queue/public", "postfix", 0o710);
    private(folder, "queue/pid", "root", 0o755);
    private(folder, "data", "postfix", 0o700);
    file("config/key.pem", &(key + &chain));
    file("config/mailboxes", "bob@example.com bob\n");
    let path = folder.display();
    file(
        "config/main.cf",
        &format!(
            "compatibility_level = 3.6\nqueue_directory = {path}/queue\ndata_directory = {path}/data\n\
             myhostname = mx.example.com\nmydestination =\nmynetworks =\ninet_interfaces = 127.0.0.1\ninet_protocols = ipv4\n\
             virtual_mailbox_domains = example.com\nvirtual_mailbox_maps = texthash:{path}/config/mailboxes\n\
             virtual_mailbox_base = {path}/mail\nsmtputf8_enable = yes\nmessage_size_limit = 20480000\n\
             smtpd_tls_security_level = may\nsmtpd_tls_chain_files = {path}/config/key.pem\n\
             smtpd_relay_restrictions = reject_unauth_destination\nmaillog_file =\n"
        ),
    );
    file(
        "config/master.cf",
        &format!(
            "127.0.0.1:{} inet n - n - - smtpd\ncleanup unix n - n - 0 cleanup\nrewrite unix - - n - - trivial-rewrite\n\
             anvil unix - - n - 1 anvil\nproxymap unix - - n - - proxymap\ntlsmgr unix - - n 1000? 1 tlsmgr\n\
             bounce unix - - n - 0 bounce\nqmgr unix n - n 300 1 qmgr\n",
            address.port()
        ),
    );
}

fn private(folder: &Path, name: &str, owner: &str, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join(name);
    std::fs::create_dir_all(&path).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    assert!(Command::new("chown").arg(owner).arg(&path).status().unwrap().success());
}

fn greets(address: SocketAddr) -> bool {
    let began = Instant::now();
    while began.elapsed() < START {
        if let Ok(stream) = TcpStream::connect(address) {
            let mut line = String::new();
            return BufReader::new(stream).read_line(&mut line).is_ok() && line.starts_with("220");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    false
}
