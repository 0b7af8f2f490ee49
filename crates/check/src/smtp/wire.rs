//! A connection that reads replies within bounds, first in clear text and then, where it comes to that, under TLS.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::ClientConfig;
use tokio_rustls::rustls::pki_types::ServerName;

use super::reply::{Reader, Reading, Reply};
use super::trouble::Trouble;

/// How much is read at once.
const CHUNK: usize = 4096;

enum Stream {
    Clear(TcpStream),
    Encrypted(Box<TlsStream<TcpStream>>),
}

/// One end of a dialogue.
pub(super) struct Wire {
    stream: Stream,
    /// What was read and not yet taken as a reply.
    unread: Vec<u8>,
    end: Instant,
    patience: Duration,
    reply_bytes: usize,
}

impl Wire {
    /// A connection that lasts until `end`, waits `patience` for each reply, and reads no more than `reply_bytes` of one.
    pub(super) fn new(stream: TcpStream, end: Instant, patience: Duration, reply_bytes: usize) -> Wire {
        Wire { stream: Stream::Clear(stream), unread: Vec::new(), end, patience, reply_bytes }
    }

    /// What came behind the last reply, or instead of one.
    pub(super) fn unread(&self) -> &[u8] {
        &self.unread
    }

    /// Sends a command line.
    pub(super) async fn send(&mut self, command: &str) -> Result<(), Trouble> {
        let line = format!("{command}\r\n");
        self.in_time(async |stream| {
            match stream {
                Stream::Clear(stream) => stream.write_all(line.as_bytes()).await?,
                Stream::Encrypted(stream) => {
                    stream.write_all(line.as_bytes()).await?;
                    stream.flush().await?;
                }
            }
            Ok(0)
        })
        .await
        .map(|_| ())
    }

    /// Waits for a whole reply.
    pub(super) async fn reply(&mut self) -> Result<Reply, Trouble> {
        let deadline = self.deadline();
        let mut reader = Reader::default();
        loop {
            match reader.read(&self.unread) {
                Reading::Whole(reply, taken) => {
                    self.unread.drain(..taken);
                    return Ok(reply);
                }
                Reading::Nonsense => return Err(Trouble::NoReply),
                Reading::Part if self.unread.len() >= self.reply_bytes => return Err(Trouble::Flood),
                Reading::Part => self.read_more(deadline).await?,
            }
        }
    }

    async fn read_more(&mut self, deadline: Instant) -> Result<(), Trouble> {
        let mut chunk = [0; CHUNK];
        let read = async {
            match &mut self.stream {
                Stream::Clear(stream) => stream.read(&mut chunk).await,
                Stream::Encrypted(stream) => stream.read(&mut chunk).await,
            }
        };
        let count = match timeout_at(deadline, read).await {
            Err(_) => return Err(self.impatience()),
            Ok(Err(error)) => return Err(Trouble::of(&error)),
            Ok(Ok(0)) => return Err(Trouble::Dropped),
            Ok(Ok(count)) => count,
        };
        self.unread.extend_from_slice(chunk.get(..count).unwrap_or_default());
        Ok(())
    }

    /// Goes over to TLS. What was sent in clear text behind the last reply is gone with the old connection.
    pub(super) async fn encrypt(self, config: Arc<ClientConfig>, name: ServerName<'static>) -> Result<Wire, std::io::Error> {
        let deadline = self.deadline();
        let Wire { stream, end, patience, reply_bytes, .. } = self;
        let Stream::Clear(stream) = stream else { return Err(std::io::ErrorKind::InvalidInput.into()) };
        let handshake = TlsConnector::from(config).connect(name, stream);
        let stream = timeout_at(deadline, handshake).await.map_err(|_| std::io::Error::from(std::io::ErrorKind::TimedOut))??;
        Ok(Wire { stream: Stream::Encrypted(Box::new(stream)), unread: Vec::new(), end, patience, reply_bytes })
    }

    /// The state of the encryption.
    pub(super) fn encryption(&self) -> Option<&tokio_rustls::rustls::ClientConnection> {
        match &self.stream {
            Stream::Clear(_) => None,
            Stream::Encrypted(stream) => Some(stream.get_ref().1),
        }
    }

    async fn in_time<T>(&mut self, work: impl AsyncFnOnce(&mut Stream) -> std::io::Result<T>) -> Result<T, Trouble> {
        match timeout_at(self.deadline(), work(&mut self.stream)).await {
            Err(_) => Err(self.impatience()),
            Ok(Err(error)) => Err(Trouble::of(&error)),
            Ok(Ok(value)) => Ok(value),
        }
    }

    fn deadline(&self) -> Instant {
        self.end.min(Instant::now() + self.patience)
    }

    /// Why waiting ended: a server that said something of a reply was slow, one that said nothing was silent.
    fn impatience(&self) -> Trouble {
        if self.unread.is_empty() && Instant::now() < self.end { Trouble::Silence } else { Trouble::Drip }
    }
}
