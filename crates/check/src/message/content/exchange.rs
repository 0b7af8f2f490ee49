//! One request of HTTP and its answer, bounded in bytes; the caller bounds the time.

use std::sync::Arc;

use memchr::memmem;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use super::endpoint::Endpoint;
use crate::world::World;

/// How many bytes of an answer are read. One about a mail with hundreds of links has some hundred kilobytes.
const MOST_ANSWER: usize = 4 * 1024 * 1024;

/// How many bytes the head of an answer may have.
const MOST_HEAD: usize = 64 * 1024;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Nobody listens there.
    Unreachable,
    /// TLS failed, or the certificate is not valid for the host.
    Untrusted,
    /// It took too long.
    Late,
    /// The answer has no end.
    Flood,
    /// Another status than 200.
    Refused(u16),
    /// What came is no answer.
    Unintelligible,
}

/// Sends a request and gives the body of the answer.
pub(super) async fn post(world: &World, endpoint: &Endpoint, head: &[u8], body: &[u8]) -> Result<Vec<u8>, Trouble> {
    let connecting = TcpStream::connect((endpoint.host.as_str(), endpoint.port));
    let stream = timeout(world.bounds.connect, connecting).await.map_err(|_| Trouble::Late)?.map_err(|_| Trouble::Unreachable)?;
    if !endpoint.is_encrypted {
        return converse(stream, head, body).await;
    }
    let name = ServerName::try_from(endpoint.host.clone()).map_err(|_| Trouble::Untrusted)?;
    let client = world.trust.strict().map_err(|_| Trouble::Untrusted)?;
    let stream = TlsConnector::from(Arc::new(client)).connect(name, stream).await.map_err(|_| Trouble::Untrusted)?;
    converse(stream, head, body).await
}

/// Writes and reads at once: a server may refuse a mail before it has all of it.
async fn converse(stream: impl AsyncRead + AsyncWrite, head: &[u8], body: &[u8]) -> Result<Vec<u8>, Trouble> {
    let (mut reader, mut writer) = tokio::io::split(stream);
    let writing = async {
        writer.write_all(head).await?;
        writer.write_all(body).await?;
        writer.flush().await
    };
    let reading = answer(&mut reader);
    tokio::pin!(reading);
    tokio::select! {
        answer = &mut reading => answer,
        // What broke while it was written may have been answered all the same.
        _ = writing => reading.await,
    }
}

async fn answer(reader: &mut (impl AsyncRead + Unpin)) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let mut buffer = vec![0; 16 * 1024];
    loop {
        if let Some(body) = whole(&bytes)? {
            return Ok(body);
        }
        if bytes.len() > MOST_ANSWER {
            return Err(Trouble::Flood);
        }
        // Some servers end TLS without a word, and some reset what they need no more.
        let read = reader.read(&mut buffer).await.unwrap_or(0);
        if read == 0 {
            return ended(&bytes);
        }
        bytes.extend_from_slice(buffer.get(..read).unwrap_or_default());
    }
}

/// The body, when all of it is there by what the head says.
fn whole(bytes: &[u8]) -> Result<Option<Vec<u8>>, Trouble> {
    let Some(head) = Head::read(bytes)? else { return Ok(None) };
    let Some(length) = head.length else { return Ok(None) };
    if length > MOST_ANSWER {
        return Err(Trouble::Flood);
    }
    Ok(bytes.get(head.size..).and_then(|body| body.get(..length)).map(<[u8]>::to_vec))
}

/// The body, when the server has nothing more to say.
fn ended(bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    match Head::read(bytes)? {
        Some(Head { length: None, size }) => Ok(bytes.get(size..).unwrap_or_default().to_vec()),
        _ => Err(Trouble::Unintelligible),
    }
}

struct Head {
    /// Its octets with the empty line.
    size: usize,
    /// Those of the body, where it says so.
    length: Option<usize>,
}

impl Head {
    /// Reads the head of an answer (RFC 9112 section 4); none while it is not there as a whole.
    fn read(bytes: &[u8]) -> Result<Option<Head>, Trouble> {
        let Some(end) = memmem::find(bytes.get(..MOST_HEAD).unwrap_or(bytes), b"\r\n\r\n") else {
            return if bytes.len() > MOST_HEAD { Err(Trouble::Unintelligible) } else { Ok(None) };
        };
        let text = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default());
        let mut lines = text.split("\r\n");
        let mut status = lines.next().unwrap_or_default().split(' ');
        let is_http = status.next().is_some_and(|version| version.starts_with("HTTP/1."));
        let code = status.next().and_then(|code| code.parse::<u16>().ok()).filter(|_| is_http).ok_or(Trouble::Unintelligible)?;
        if code != 200 {
            return Err(Trouble::Refused(code));
        }
        let mut length = None;
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = Some(value.trim().parse().map_err(|_| Trouble::Unintelligible)?),
                // Nobody may do that to a client of HTTP/1.0 (RFC 9112 section 6.1).
                "transfer-encoding" => return Err(Trouble::Unintelligible),
                _ => {}
            }
        }
        Ok(Some(Head { size: end + 4, length }))
    }
}
