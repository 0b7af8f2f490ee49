//! One dialogue with one mail host: greeting, `EHLO`, `STARTTLS`, if allowed a recipient, `QUIT`.

use std::net::{IpAddr, SocketAddr};
use std::time::SystemTime;

use tokio::time::Instant;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{AlertDescription, Error, PeerIncompatible};
use tuixin::smtp::{Class, Stage};

use super::capabilities::Capabilities;
use super::certificate::Certificate;
use super::connect;
use super::reply::Reply;
use super::transcript::Transcript;
use super::trouble::{TlsTrouble, Trouble};
use super::wire::Wire;
use crate::world::World;

/// What to say in a dialogue.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Request {
    /// The name to introduce oneself with; without one it is the address of the connection (RFC 5321 section 4.1.3).
    pub introduction: Option<String>,
    /// An address to ask for with `RCPT TO`. Its local part leaves the machine, so it is set only where probing was allowed.
    pub recipient: Option<String>,
}

impl Request {
    /// A dialogue that asks for no recipient.
    pub fn introduced_as(name: impl Into<String>) -> Request {
        Request { introduction: Some(name.into()), recipient: None }
    }

    /// The same that also asks whether a recipient is taken.
    #[must_use]
    pub fn probing(mut self, recipient: impl Into<String>) -> Request {
        self.recipient = Some(recipient.into());
        self
    }
}

/// What came of a dialogue.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Dialogue {
    /// The host, as the domain names it.
    pub host: String,
    /// The address that answered.
    pub address: Option<SocketAddr>,
    /// What it said first.
    pub greeting: Option<Reply>,
    /// What it answered to `EHLO`, or to `HELO` where it knows no other.
    pub hello: Option<Reply>,
    /// What it can do: what it said under TLS, where it came to that.
    pub capabilities: Capabilities,
    /// How the encryption went.
    pub encryption: Encryption,
    /// What it said to a recipient, where that was asked.
    pub probe: Option<Probe>,
    /// What ended the dialogue early, and where.
    pub trouble: Option<(Stage, Trouble)>,
    /// All of it.
    pub transcript: Transcript,
}

/// How the encryption of a dialogue went.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Encryption {
    /// The dialogue did not come to it.
    #[default]
    NotReached,
    /// The server does not offer it.
    NotOffered,
    /// The server offers it and refuses the command.
    Refused(Reply),
    /// The handshake failed.
    Broken(TlsTrouble),
    /// It works.
    Established {
        /// The version, such as `TLSv1.3`.
        version: String,
        /// The certificate; none where a server has none, which only odd methods allow.
        certificate: Option<Certificate>,
    },
}

/// What a server said to a recipient.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Probe {
    /// It takes no mail from the empty sender, which bounces come from (RFC 5321 section 4.5.5).
    SenderRefused(Reply),
    /// The address is not ASCII and the server knows no such addresses (RFC 6531).
    NotInternational,
    /// Its answer to the recipient.
    Answered(Reply),
}

/// A dialogue that goes on.
struct Session<'d> {
    wire: Wire,
    dialogue: &'d mut Dialogue,
}

/// Talks to a host. What went wrong is part of what comes back.
pub(super) async fn hold(world: &World, host: &str, addresses: &[IpAddr], request: &Request) -> Dialogue {
    let mut dialogue = Dialogue {
        host: host.to_owned(),
        address: None,
        greeting: None,
        hello: None,
        capabilities: Capabilities::default(),
        encryption: Encryption::NotReached,
        probe: None,
        trouble: None,
        transcript: Transcript::default(),
    };
    let _permit = world.connections.acquire().await;
    let end = Instant::now() + world.bounds.dialogue;
    match connect::connect(world, addresses, &mut dialogue.transcript).await {
        Err(trouble) => dialogue.trouble = Some((Stage::Connect, trouble)),
        Ok((stream, address)) => {
            dialogue.address = Some(address);
            let introduction = request.introduction.clone().unwrap_or_else(|| literal(stream.local_addr().ok()));
            let wire = Wire::new(stream, end, world.bounds.reply, world.bounds.reply_bytes);
            converse(Session { wire, dialogue: &mut dialogue }, world, &introduction, request.recipient.as_deref()).await;
        }
    }
    dialogue
}

/// An address as a name (RFC 5321 section 4.1.3).
fn literal(address: Option<SocketAddr>) -> String {
    match address.map(|address| address.ip()) {
        Some(IpAddr::V4(address)) => format!("[{address}]"),
        Some(IpAddr::V6(address)) => format!("[IPv6:{address}]"),
        None => "[127.0.0.1]".to_owned(),
    }
}

async fn converse(mut session: Session<'_>, world: &World, introduction: &str, recipient: Option<&str>) {
    if !session.greeted().await || !session.introduced(introduction).await {
        return session.quit().await;
    }
    let Some(mut session) = session.encrypted(world, introduction).await else { return };
    if let Some(recipient) = recipient {
        session.probe(recipient).await;
    }
    session.quit().await;
}

impl<'d> Session<'d> {
    /// Waits for a reply and keeps in the dialogue what came instead of one.
    async fn hear(&mut self, stage: Stage) -> Option<Reply> {
        match self.wire.reply().await {
            Ok(reply) => {
                self.dialogue.transcript.received(&reply);
                Some(reply)
            }
            Err(trouble) => {
                self.dialogue.transcript.received_in_part(self.wire.unread());
                self.fail(stage, trouble);
                None
            }
        }
    }

    async fn say(&mut self, stage: Stage, command: &str) -> Option<Reply> {
        self.dialogue.transcript.sent(command);
        if let Err(trouble) = self.wire.send(command).await {
            // A server that refuses and hangs up has mostly said why; what it said still waits to be read.
            return match self.wire.reply().await {
                Ok(reply) => {
                    self.dialogue.transcript.received(&reply);
                    Some(reply)
                }
                Err(_) => {
                    self.fail(stage, trouble);
                    None
                }
            };
        }
        self.hear(stage).await
    }

    fn fail(&mut self, stage: Stage, trouble: Trouble) {
        self.dialogue.transcript.fault(format!("{stage}: {trouble:?} ({} bytes)", self.wire.unread().len()));
        self.dialogue.trouble.get_or_insert((stage, trouble));
    }

    async fn greeted(&mut self) -> bool {
        self.dialogue.greeting = self.hear(Stage::Greeting).await;
        self.dialogue.greeting.as_ref().is_some_and(is_success)
    }

    async fn introduced(&mut self, introduction: &str) -> bool {
        let Some(extended) = self.say(Stage::Ehlo, &format!("EHLO {introduction}")).await else { return false };
        if is_success(&extended) {
            self.dialogue.capabilities = Capabilities::of(&extended);
            self.dialogue.hello = Some(extended);
            return true;
        }
        // A server that does not know the command may know its forerunner (RFC 5321 section 3.2); 421 means that it hangs up.
        if extended.code().number() == CLOSING {
            self.dialogue.hello = Some(extended);
            return false;
        }
        let plain = self.say(Stage::Ehlo, &format!("HELO {introduction}")).await.unwrap_or(extended);
        let is_welcome = is_success(&plain);
        self.dialogue.hello = Some(plain);
        is_welcome
    }

    /// Goes over to TLS where the server offers it; `None` where the connection did not outlive that.
    async fn encrypted(mut self, world: &World, introduction: &str) -> Option<Session<'d>> {
        if !self.dialogue.capabilities.has("STARTTLS") {
            self.dialogue.encryption = Encryption::NotOffered;
            return Some(self);
        }
        let reply = self.say(Stage::StartTls, "STARTTLS").await?;
        if !is_success(&reply) {
            self.dialogue.encryption = Encryption::Refused(reply);
            return Some(self);
        }
        if !self.wire.unread().is_empty() {
            self.dialogue.transcript.received_in_part(self.wire.unread());
            self.dialogue.encryption = Encryption::Broken(TlsTrouble::Injected);
            return None;
        }
        let mut session = self.handshake(world).await?;
        session.introduced(introduction).await.then_some(session)
    }

    async fn handshake(self, world: &World) -> Option<Session<'d>> {
        let Session { wire, dialogue } = self;
        let name = server_name(&dialogue.host, dialogue.address)?;
        match wire.encrypt(world.trust.client.clone(), name.clone()).await {
            Err(error) => {
                let trouble = tls_trouble(&error);
                dialogue.transcript.fault(format!("TLS startup failed: {error}"));
                dialogue.encryption = Encryption::Broken(trouble);
                None
            }
            Ok(wire) => {
                dialogue.encryption = established(&wire, &name, world);
                show(&dialogue.encryption, &mut dialogue.transcript);
                dialogue.transcript.encrypted();
                Some(Session { wire, dialogue })
            }
        }
    }

    async fn probe(&mut self, recipient: &str) {
        let is_international = !recipient.is_ascii();
        if is_international && !self.dialogue.capabilities.has("SMTPUTF8") {
            self.dialogue.probe = Some(Probe::NotInternational);
            return;
        }
        if !can_be_said(recipient) {
            return;
        }
        let parameter = if is_international { " SMTPUTF8" } else { "" };
        let Some(reply) = self.say(Stage::MailFrom, &format!("MAIL FROM:<>{parameter}")).await else { return };
        if !is_success(&reply) {
            self.dialogue.probe = Some(Probe::SenderRefused(reply));
            return;
        }
        self.dialogue.probe = self.say(Stage::RcptTo, &format!("RCPT TO:<{recipient}>")).await.map(Probe::Answered);
        if self.dialogue.trouble.is_none() {
            self.say(Stage::RcptTo, "RSET").await;
        }
    }

    /// Takes leave. What the server makes of it changes nothing.
    async fn quit(mut self) {
        if self.dialogue.trouble.is_some() {
            return;
        }
        self.dialogue.transcript.sent("QUIT");
        if self.wire.send("QUIT").await.is_ok()
            && let Ok(reply) = self.wire.reply().await
        {
            self.dialogue.transcript.received(&reply);
        }
        self.dialogue.transcript.event("Connection closed.");
    }
}

/// The service is closing the connection (RFC 5321 section 4.2.3).
const CLOSING: u16 = 421;

fn is_success(reply: &Reply) -> bool {
    reply.code().class() == Class::Success
}

/// Whether an address stays inside the command that it is put into (RFC 5321 section 4.5.3.1.3).
fn can_be_said(recipient: &str) -> bool {
    recipient.len() <= 254 && recipient.contains('@') && !recipient.chars().any(|c| c.is_control() || matches!(c, '<' | '>' | ' '))
}

/// The name that a certificate has to be for: the host's, or for one without a proper name its address.
fn server_name(host: &str, address: Option<SocketAddr>) -> Option<ServerName<'static>> {
    ServerName::try_from(host.to_owned()).ok().or_else(|| address.map(|address| ServerName::IpAddress(address.ip().into())))
}

fn established(wire: &Wire, name: &ServerName<'_>, world: &World) -> Encryption {
    let connection = wire.encryption();
    let version = connection.and_then(|connection| connection.protocol_version());
    let version = version.and_then(|version| version.as_str()).unwrap_or_default().replace('_', ".");
    let chain = connection.and_then(|connection| connection.peer_certificates()).unwrap_or_default();
    let certificate = Certificate::judge(chain, name, &world.trust, SystemTime::now());
    Encryption::Established { version, certificate }
}

fn show(encryption: &Encryption, transcript: &mut Transcript) {
    let Encryption::Established { version, certificate } = encryption else { return };
    transcript.event(format!("TLS started with {version}"));
    if let Some(certificate) = certificate {
        transcript.event(format!("TLS peer subject {:?}, issuer {:?}", certificate.subject, certificate.issuer));
        transcript.event(format!("TLS peer names {}", certificate.names.join(" ")));
    }
}

/// What the failure of a handshake means.
fn tls_trouble(error: &std::io::Error) -> TlsTrouble {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
        Some(Error::AlertReceived(AlertDescription::ProtocolVersion)) => TlsTrouble::LegacyOnly,
        Some(Error::PeerIncompatible(
            PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig | PeerIncompatible::ServerDoesNotSupportTls12Or13,
        )) => TlsTrouble::LegacyOnly,
        Some(Error::AlertReceived(AlertDescription::HandshakeFailure | AlertDescription::InsufficientSecurity)) => {
            TlsTrouble::NothingInCommon
        }
        Some(Error::PeerIncompatible(_)) => TlsTrouble::NothingInCommon,
        Some(Error::InvalidMessage(_)) => TlsTrouble::NoTls,
        Some(Error::InvalidCertificate(_)) => TlsTrouble::BadCertificate,
        Some(other) => TlsTrouble::Other(other.to_string()),
        None if error.kind() == std::io::ErrorKind::TimedOut => TlsTrouble::Lost(Trouble::Silence),
        None => TlsTrouble::Lost(Trouble::of(error)),
    }
}
