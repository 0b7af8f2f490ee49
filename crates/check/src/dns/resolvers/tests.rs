//! Resolvers that are spoken to through TLS and HTTPS, and those that only seem to be some.

use std::sync::Arc;

use bytes::Bytes;
use hickory_resolver::proto::op::{Message, MessageType};
use hickory_resolver::proto::rr::rdata::A;
use hickory_resolver::proto::rr::{RData, Record};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::server::TlsStream;

use super::*;

/// The name in the certificate of the servers.
const NAME: &str = "resolver.example";

#[derive(Clone, Copy, PartialEq)]
enum Speaks {
    Tls,
    Https,
    /// Takes connections and says nothing.
    Nothing,
    /// Answers a handshake with text.
    Garbage,
}

struct Server {
    port: u16,
    certificate: CertificateDer<'static>,
}

async fn start(speaks: Speaks) -> Server {
    let issued = rcgen::generate_simple_self_signed([NAME.to_owned(), "127.0.0.1".to_owned()]).unwrap();
    let certificate = issued.cert.der().clone();
    let key = PrivateKeyDer::try_from(issued.signing_key.serialize_der()).unwrap();
    let mut config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate.clone()], key).unwrap();
    if speaks == Speaks::Https {
        config.alpn_protocols = vec![b"h2".to_vec()];
    }
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, acceptor.clone(), speaks));
        }
    });
    Server { port, certificate }
}

async fn serve(mut stream: TcpStream, acceptor: TlsAcceptor, speaks: Speaks) {
    match speaks {
        Speaks::Nothing => std::future::pending().await,
        Speaks::Garbage => drop(stream.write_all(b"220 mail.example.com ESMTP\r\n").await),
        Speaks::Tls => drop(serve_tls(acceptor.accept(stream).await.ok()).await),
        Speaks::Https => drop(serve_https(acceptor.accept(stream).await.ok()).await),
    }
}

async fn serve_tls(stream: Option<TlsStream<TcpStream>>) -> Option<()> {
    let mut stream = stream?;
    loop {
        let mut question = vec![0; usize::from(stream.read_u16().await.ok()?)];
        stream.read_exact(&mut question).await.ok()?;
        let answer = answer(&question);
        stream.write_u16(u16::try_from(answer.len()).unwrap()).await.ok()?;
        stream.write_all(&answer).await.ok()?;
        stream.flush().await.ok()?;
    }
}

async fn serve_https(stream: Option<TlsStream<TcpStream>>) -> Option<()> {
    let mut connection = h2::server::handshake(stream?).await.ok()?;
    while let Some(Ok((request, mut respond))) = connection.accept().await {
        tokio::spawn(async move {
            let status = if request.uri().path() == "/dns-query" { 200 } else { 404 };
            let mut body = request.into_body();
            let mut question = Vec::new();
            while let Some(Ok(chunk)) = body.data().await {
                question.extend_from_slice(&chunk);
            }
            let answer = answer(&question);
            let response = http::Response::builder().status(status).header("content-type", "application/dns-message");
            let response = response.header("content-length", answer.len()).body(()).unwrap();
            respond.send_response(response, false).unwrap().send_data(Bytes::from(answer), true).unwrap();
        });
    }
    Some(())
}

fn answer(question: &[u8]) -> Vec<u8> {
    let mut answer = Message::from_vec(question).unwrap();
    let name = answer.queries[0].name().clone();
    answer.edns = None;
    answer.metadata.message_type = MessageType::Response;
    answer.metadata.authentic_data = true;
    answer.add_answer(Record::from_rdata(name, 60, RData::A(A::new(192, 0, 2, 1))));
    answer.to_vec().unwrap()
}

/// Asks a resolver, with or without trust in its certificate.
async fn asked(text: &str, trusted: Option<&CertificateDer<'static>>) -> Lookup {
    let bounds = Bounds { lookup: Duration::from_millis(1500), ..Bounds::default() };
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(trusted.cloned());
    let mut tls = TlsConfig::new().unwrap();
    tls.config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    let resolvers = Resolvers::open_with(&text.parse().unwrap(), &bounds, tls).await.unwrap();
    resolvers.ask("example.com", Kind::A).await
}

#[tokio::test]
async fn encrypted_resolvers_answer() {
    for (speaks, url) in [
        (Speaks::Tls, "tls://127.0.0.1:PORT#resolver.example"),
        (Speaks::Tls, "tls://127.0.0.1:PORT"),
        (Speaks::Https, "https://127.0.0.1:PORT/dns-query"),
        (Speaks::Https, "https://127.0.0.1:PORT"),
    ] {
        let server = start(speaks).await;
        let url = url.replace("PORT", &server.port.to_string());
        let lookup = asked(&url, Some(&server.certificate)).await;
        assert_eq!(lookup.addresses().count(), 1, "{url}: {:?}", lookup.outcome);
        assert!(lookup.is_authentic);
        assert!(lookup.server.is_some_and(|name| url.starts_with(&name) || name.starts_with(&url)), "{url}");
    }
}

#[tokio::test]
async fn a_resolver_that_is_not_who_it_should_be_is_not_believed() {
    for (speaks, url, is_trusted) in [
        (Speaks::Tls, "tls://127.0.0.1:PORT", false),
        (Speaks::Tls, "tls://127.0.0.1:PORT#other.example", true),
        (Speaks::Https, "https://127.0.0.1:PORT", false),
        (Speaks::Https, "https://127.0.0.1:PORT/elsewhere", true),
        (Speaks::Nothing, "tls://127.0.0.1:PORT", true),
        (Speaks::Nothing, "https://127.0.0.1:PORT", true),
        (Speaks::Garbage, "tls://127.0.0.1:PORT", true),
        (Speaks::Garbage, "https://127.0.0.1:PORT", true),
    ] {
        let server = start(speaks).await;
        let url = url.replace("PORT", &server.port.to_string());
        let fault = asked(&url, is_trusted.then_some(&server.certificate)).await.fault();
        assert!(matches!(fault, Some(Fault::Unreachable | Fault::Timeout | Fault::Malformed)), "{url}: {fault:?}");
    }
}
