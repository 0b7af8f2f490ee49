//! Lines that are no JSON, told to whoever sent them (JSON-RPC 2.0, section 5.1).
//!
//! The transport of the protocol's crate drops such lines without a word, and a client whose message was cut short would wait for ever for its answer.
//! What is told names no id: in a line that cannot be read there is none, and this protocol leaves the field out then.

use rmcp::RoleServer;
use rmcp::model::ErrorData;
use rmcp::service::{RxJsonRpcMessage, TxJsonRpcMessage};
use rmcp::transport::Transport;
use rmcp::transport::async_rw::AsyncRwTransport;
use serde::de::IgnoredAny;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader, DuplexStream, duplex};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// How many bytes may have been read and not been understood yet.
const BETWEEN: usize = 64 * 1024;

/// A transport that answers lines that are no JSON.
pub struct Answering<W: AsyncWrite> {
    inner: AsyncRwTransport<RoleServer, DuplexStream, W>,
    broken: mpsc::Receiver<()>,
    /// The answer that is being written. It is waited for, and not written in `receive` itself, because that may be dropped in the middle.
    telling: Option<JoinHandle<()>>,
}

impl<W: AsyncWrite + Send + Unpin + 'static> Answering<W> {
    /// Over an input and an output, for lines of so many bytes at most.
    pub fn new(input: impl AsyncRead + Send + Unpin + 'static, output: W, longest: usize) -> Answering<W> {
        let (tell, broken) = mpsc::channel(1);
        let (sound, lines) = duplex(BETWEEN);
        tokio::spawn(sort_out(BufReader::new(input), sound, tell, longest));
        Answering { inner: AsyncRwTransport::new_server(lines, output).with_max_line_length(longest), broken, telling: None }
    }
}

/// Passes on what is JSON, and tells of each line that is not. One that is too long is passed on unread, and dropped there.
async fn sort_out(mut input: impl AsyncBufReadExt + Unpin, mut sound: DuplexStream, tell: mpsc::Sender<()>, longest: usize) {
    let most = u64::try_from(longest).unwrap_or(u64::MAX).saturating_add(1);
    let (mut line, mut is_rest) = (Vec::new(), false);
    loop {
        line.clear();
        let read = (&mut input).take(most).read_until(b'\n', &mut line).await;
        if !matches!(read, Ok(1..)) {
            return;
        }
        let is_ended = line.ends_with(b"\n");
        let is_broken = is_ended && !is_rest && is_broken(&line);
        is_rest = !is_ended;
        let passed_on = if is_broken { tell.send(()).await.is_ok() } else { sound.write_all(&line).await.is_ok() };
        if !passed_on {
            return;
        }
    }
}

fn is_broken(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
    !line.is_empty() && serde_json::from_slice::<IgnoredAny>(line).is_err()
}

impl<W: AsyncWrite + Send + Unpin + 'static> Transport<RoleServer> for Answering<W> {
    type Error = std::io::Error;

    fn send(&mut self, message: TxJsonRpcMessage<RoleServer>) -> impl Future<Output = Result<(), Self::Error>> + Send + 'static {
        self.inner.send(message)
    }

    async fn receive(&mut self) -> Option<RxJsonRpcMessage<RoleServer>> {
        loop {
            if let Some(telling) = &mut self.telling {
                // An output that takes nothing is noticed by the next answer.
                let _ = telling.await;
                self.telling = None;
            }
            tokio::select! {
                // What was broken before the end of the input is told before it ends.
                biased;
                Some(()) = self.broken.recv() => {
                    let told = TxJsonRpcMessage::<RoleServer>::error(ErrorData::parse_error("a line that is no JSON", None), None);
                    let told = self.inner.send(told);
                    self.telling = Some(tokio::spawn(async { drop(told.await) }));
                }
                received = self.inner.receive() => return received,
            }
        }
    }

    async fn close(&mut self) -> Result<(), Self::Error> {
        self.inner.close().await
    }
}
