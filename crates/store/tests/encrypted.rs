//! The way to a PostgreSQL that lets nobody in who does not encrypt.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::str::FromStr as _;

use support::made;
use support::postgres::Server;
use tuixin_store::{Location, Settings, Store, StoreError};

/// Has `openssl` make something in a folder; false where it is not installed.
fn openssl(folder: &Path, arguments: &str) -> bool {
    let mut command = Command::new("openssl");
    command.args(arguments.split(' ')).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// An authority, and a certificate of it for `localhost`.
fn certificates(folder: &Path) -> bool {
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").unwrap();
    openssl(folder, &format!("req -x509 {key} -keyout authority.key -out authority.pem -subj /CN=authority -days 2"))
        && openssl(folder, &format!("req {key} -keyout server.key -out server.csr -subj /CN=localhost"))
        && openssl(
            folder,
            "x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -days 2 -extfile names -out server.pem",
        )
}

/// A server that takes connections by the network only where they are encrypted, with its port and a database.
async fn server() -> Option<(Server, u16, String)> {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let has_openssl = Command::new("openssl").arg("version").stdout(Stdio::null()).status().is_ok();
    if !has_openssl {
        return None;
    }
    let server = Server::start_prepared(false, port, |folder| {
        assert!(certificates(folder), "openssl makes no certificates");
        let files = ["cert_file=server.pem", "key_file=server.key"].map(|file| {
            let (name, file) = file.split_once('=').unwrap();
            format!("-c ssl_{name}={}", folder.join(file).display())
        });
        format!("-c listen_addresses=127.0.0.1 -c ssl=on {}", files.join(" "))
    })?;
    let url = server.new_database().await;
    std::fs::write(server.folder().join("data/pg_hba.conf"), "local all all trust\nhostssl all all 127.0.0.1/32 trust\n").unwrap();
    let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute("SELECT pg_reload_conf()").await.unwrap();
    let database = url.split(['/', '?']).nth(3).unwrap().to_owned();
    Some((server, port, database))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_a_verified_way_is_taken() {
    let Some((server, port, database)) = server().await else { return };
    let authority = server.folder().join("authority.pem").display().to_string().replace('/', "%2F");
    let open = async |host: &str, options: &str| {
        let url = format!("postgres://tuixin:secret@{host}:{port}/{database}?{options}");
        Store::open(&Location::from_str(&url).unwrap(), Settings::default()).await
    };
    for mode in ["require", "verify-full"] {
        let store = open("localhost", &format!("sslmode={mode}&sslrootcert={authority}")).await.unwrap();
        store.record(vec![made::record(0)]).await.unwrap();
    }
    for (host, options, why) in [
        ("localhost", "sslmode=disable".to_owned(), "it does not encrypt"),
        ("localhost", "sslmode=verify-full".to_owned(), "nobody knows the authority"),
        ("127.0.0.1", format!("sslmode=verify-full&sslrootcert={authority}"), "the certificate names another host"),
    ] {
        let Err(error) = open(host, &options).await else { panic!("let in although {why}") };
        assert!(matches!(error, StoreError::Unreachable(_)), "{why}: {error:?}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}
