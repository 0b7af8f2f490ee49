//! A PostgreSQL of our own: in a folder of its own, reached by a socket in it, ended with the test binary.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio_postgres::NoTls;

/// How long it may take to make the files and to answer.
const START: Duration = Duration::from_secs(60);

/// The port after which the socket in its folder is named; nobody listens on it.
const PORT: u16 = 5432;

/// Makes the files, runs the server until the pipe from the test binary closes (in whatever way that ends), and cleans up.
/// What comes through the pipe stops the server and starts it again.
const LIFE: &str = r#"
$3 "$2/initdb" --no-sync --auth=trust --username=tuixin --encoding=UTF8 --locale=C --pgdata="$1/data" >"$1/log" 2>&1 || exit 1
run() {
    $3 "$2/postgres" -D "$1/data" -k "$1" -c max_connections=300 -c fsync="$4" $5 >>"$1/log" 2>&1 &
    server=$!
}
run "$@"
while read -r word; do
    case $word in
        stop) kill -INT $server; wait $server ;;
        start) run "$@" ;;
    esac
done
kill -QUIT $server
wait $server
rm -rf "$1"
"#;

/// A running server.
pub struct Server {
    folder: PathBuf,
    port: u16,
    // Its standard input is what keeps the server alive.
    life: Child,
}

/// The server of this test binary.
pub fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(|| Server::start(false)).as_ref()
}

impl Server {
    /// Starts a server, which waits for the disk if the test is about that.
    pub fn start(waits_for_disk: bool) -> Option<Server> {
        Server::start_prepared(waits_for_disk, PORT, |_| "-c listen_addresses=".to_owned())
    }

    /// Starts a server with more options, which may need files in its folder.
    pub fn start_prepared(waits_for_disk: bool, port: u16, prepare: impl FnOnce(&Path) -> String) -> Option<Server> {
        let Some(programs) = programs() else {
            // Past the capture of test output, which would hide it.
            let _ = writeln!(std::io::stderr(), "LEFT OUT: tests on PostgreSQL: the program initdb is missing (Debian package postgresql)");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("tuixin-pg").tempdir().unwrap().keep();
        let options = format!("-c port={port} {}", prepare(&folder));
        let user = user();
        if let Some(user) = &user {
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
            assert!(Command::new("chown").arg("-R").arg(user).arg(&folder).status().unwrap().success());
        }
        // It becomes the server instead of standing before it, so that a signal reaches the server.
        let become_user =
            user.map_or_else(String::new, |user| format!("setpriv --reuid={user} --regid={} --clear-groups", group_of(&user)));
        let mut command = Command::new("sh");
        command.args(["-c", LIFE, "sh"]).arg(&folder).arg(programs).arg(become_user);
        command.arg(if waits_for_disk { "on" } else { "off" }).arg(options).current_dir(&folder);
        let life = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let server = Server { folder, port, life };
        server.wait();
        Some(server)
    }

    /// Stops it as an administrator does: connections are cut, and nobody is let in any more.
    pub fn stop(&mut self) {
        self.order("stop");
        while UnixStream::connect(self.socket()).is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn start_again(&mut self) {
        self.order("start");
        self.wait();
    }

    /// Where its files are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn socket(&self) -> PathBuf {
        self.folder.join(format!(".s.PGSQL.{}", self.port))
    }

    fn order(&mut self, word: &str) {
        writeln!(self.life.stdin.as_mut().unwrap(), "{word}").unwrap();
    }

    fn wait(&self) {
        let began = Instant::now();
        while UnixStream::connect(self.socket()).is_err() {
            let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(began.elapsed() < START, "PostgreSQL did not start: {}", log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn url(&self, database: &str) -> String {
        format!("postgres://tuixin@/{database}?port={}&host={}", self.port, self.folder.display().to_string().replace('/', "%2F"))
    }

    /// Makes a new database and gives its URL.
    pub async fn new_database(&self) -> String {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!("test{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let create = format!("CREATE DATABASE {name} TEMPLATE template0");
        let mut attempts = 0;
        // The socket answers before the server does.
        while let Err(error) = self.run(&create).await {
            attempts += 1;
            assert!(attempts < 200, "{error}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.url(&name)
    }

    async fn run(&self, sql: &str) -> Result<(), tokio_postgres::Error> {
        let (client, connection) = tokio_postgres::connect(&self.url("postgres"), NoTls).await?;
        tokio::spawn(connection);
        client.batch_execute(sql).await
    }
}

/// The folder of the newest installed server.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut versions: Vec<PathBuf> =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin")).collect();
    versions.sort();
    let folders = versions.into_iter().rev().chain(std::env::split_paths(&path));
    folders.into_iter().find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// Whom to become, since PostgreSQL does not run for root.
fn user() -> Option<String> {
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let exists =
        |user: &&str| Command::new("id").arg(user).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|is| is.success());
    is_root.then(|| ["postgres", "nobody"].into_iter().find(exists)).flatten().map(str::to_owned)
}

fn group_of(user: &str) -> String {
    String::from_utf8(Command::new("id").args(["-g", user]).output().unwrap().stdout).unwrap().trim().to_owned()
}
