//! A mail server that says what a script wants, and misbehaves as it wants.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Barrier;
use tokio::task::AbortHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

/// What the server does at one point of a dialogue.
#[derive(Clone)]
pub enum Act {
    /// Says this; a line end is added.
    Say(String),
    /// Says these bytes as they are.
    Raw(Vec<u8>),
    /// Says nothing more.
    Stall,
    /// Sends these bytes, one at a time and slowly, again and again.
    Drip(&'static str),
    /// Sends this again and again, so many bytes in all, as fast as it goes.
    Flood(&'static str, usize),
    /// Hangs up.
    Drop,
    /// Says these bytes and hangs up.
    Leave(String),
    /// Waits until as many connections have come to this point as the barrier counts, and says this then.
    Meet(Arc<Barrier>, String),
    /// Agrees to TLS and speaks it with these settings.
    Tls(Arc<ServerConfig>),
    /// Agrees to TLS and then says these bytes.
    TlsOf(Vec<u8>),
}

/// What the server does when it is connected to, and for each command by its first word; `EHLO+` stands for the one under TLS.
#[derive(Clone, Default)]
pub struct Script {
    acts: Vec<(&'static str, Act)>,
}

impl Script {
    /// A server that is well, and lacks nothing but encryption.
    pub fn good() -> Script {
        Script::default()
            .say("CONNECT", "220 mx.example.com ESMTP")
            .say("EHLO", "250-mx.example.com\r\n250-SIZE 10485760\r\n250 8BITMIME")
            .say("EHLO+", "250-mx.example.com\r\n250-SIZE 20971520\r\n250 8BITMIME")
            .say("HELO", "250 mx.example.com")
            .say("MAIL", "250 2.1.0 Ok")
            .say("RCPT", "250 2.1.5 Ok")
            .say("RSET", "250 2.0.0 Ok")
            .say("QUIT", "221 2.0.0 Bye")
    }

    /// The same with TLS.
    pub fn encrypting(config: Arc<ServerConfig>) -> Script {
        Script::good().offering_tls().with("STARTTLS", Act::Tls(config))
    }

    pub fn offering_tls(self) -> Script {
        self.say("EHLO", "250-mx.example.com\r\n250-STARTTLS\r\n250 SIZE 10485760")
    }

    /// The same, doing something else at one point.
    pub fn with(mut self, point: &'static str, act: Act) -> Script {
        self.acts.retain(|(known, _)| *known != point);
        self.acts.push((point, act));
        self
    }

    pub fn say(self, point: &'static str, text: &str) -> Script {
        self.with(point, Act::Say(text.to_owned()))
    }

    fn act(&self, point: &str) -> Act {
        let found = self.acts.iter().find(|(known, _)| *known == point);
        found.map_or_else(|| Act::Say("502 5.5.2 Command not recognized".to_owned()), |(_, act)| act.clone())
    }
}

/// A running server; it ends with the value.
pub struct SmtpServer {
    pub address: SocketAddr,
    heard: Arc<Mutex<Vec<String>>>,
    task: AbortHandle,
}

impl SmtpServer {
    /// Starts it on a free port of 127.0.0.1.
    pub async fn start(script: Script) -> SmtpServer {
        SmtpServer::start_at(IpAddr::V4(Ipv4Addr::LOCALHOST), 0, script).await
    }

    /// Starts it at another address of loopback, all of which Linux answers for.
    pub async fn start_at(address: IpAddr, port: u16, script: Script) -> SmtpServer {
        let listener = TcpListener::bind((address, port)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let task = tokio::spawn(serve(listener, script, heard.clone())).abort_handle();
        SmtpServer { address, heard, task }
    }

    /// The commands that were said to it so far.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(listener: TcpListener, script: Script, heard: Arc<Mutex<Vec<String>>>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let (script, heard) = (script.clone(), heard.clone());
        tokio::spawn(async move {
            // The client may hang up at any time.
            let _ = greet(stream, &script, &heard).await;
        });
    }
}

async fn greet(mut stream: TcpStream, script: &Script, heard: &Mutex<Vec<String>>) -> std::io::Result<()> {
    if !perform(&mut stream, &script.act("CONNECT")).await? {
        return Ok(());
    }
    let Some(act) = listen(&mut stream, script, heard, "").await? else { return Ok(()) };
    stream.write_all(b"220 2.0.0 Ready to start TLS\r\n").await?;
    match act {
        Act::Tls(config) => {
            let mut stream = TlsAcceptor::from(config).accept(stream).await?;
            listen(&mut stream, script, heard, "+").await?;
        }
        Act::TlsOf(bytes) => {
            let mut hello = [0; 1024];
            let _ = stream.read(&mut hello).await?;
            stream.write_all(&bytes).await?;
            let _ = stream.read(&mut hello).await?;
        }
        _ => {}
    }
    Ok(())
}

/// Answers commands until the dialogue ends, or goes over to TLS by the act that is given back.
async fn listen<S>(stream: &mut S, script: &Script, heard: &Mutex<Vec<String>>, mark: &str) -> std::io::Result<Option<Act>>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    while let Some(command) = line(stream).await? {
        heard.lock().unwrap().push(command.clone());
        let word = command.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        let point = if word == "EHLO" { word.clone() + mark } else { word.clone() };
        match script.act(&point) {
            act @ (Act::Tls(_) | Act::TlsOf(_)) => return Ok(Some(act)),
            act if !perform(stream, &act).await? => return Ok(None),
            _ if word == "QUIT" => return Ok(None),
            _ => {}
        }
    }
    Ok(None)
}

async fn line<S: AsyncRead + Unpin>(stream: &mut S) -> std::io::Result<Option<String>> {
    let mut line = Vec::new();
    loop {
        match stream.read_u8().await {
            Ok(b'\n') => return Ok(Some(String::from_utf8_lossy(&line).trim_end().to_owned())),
            Ok(byte) => line.push(byte),
            Err(_) => return Ok(None),
        }
    }
}

/// Does what the script says; false where the dialogue is over then.
async fn perform<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S, act: &Act) -> std::io::Result<bool> {
    match act {
        Act::Say(text) => stream.write_all(format!("{text}\r\n").as_bytes()).await?,
        Act::Raw(bytes) => stream.write_all(bytes).await?,
        Act::Stall => std::future::pending().await,
        Act::Drip(text) => {
            for byte in text.bytes().cycle() {
                stream.write_all(&[byte]).await?;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        Act::Flood(text, bytes) => {
            for _ in 0..bytes / text.len() {
                stream.write_all(text.as_bytes()).await?;
            }
        }
        Act::Meet(barrier, text) => {
            barrier.wait().await;
            stream.write_all(format!("{text}\r\n").as_bytes()).await?;
        }
        Act::Leave(text) => {
            stream.write_all(format!("{text}\r\n").as_bytes()).await?;
            return Ok(false);
        }
        Act::Drop | Act::Tls(_) | Act::TlsOf(_) => return Ok(false),
    }
    Ok(true)
}
