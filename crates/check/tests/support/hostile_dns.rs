//! A name server that misbehaves in the way that the first label of a name asks for.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hickory_resolver::proto::op::{Message, MessageType, ResponseCode};
use hickory_resolver::proto::rr::rdata::{A, CNAME, NS, TXT};
use hickory_resolver::proto::rr::{Name, RData, Record};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use tokio::task::AbortHandle;

/// How long `slow` names take.
pub const SLOW: Duration = Duration::from_millis(100);

/// A running server; it ends with the value.
pub struct HostileDns {
    pub address: SocketAddr,
    asked: Arc<AtomicUsize>,
    tasks: Vec<AbortHandle>,
}

impl HostileDns {
    /// Starts it with UDP alone.
    pub async fn without_tcp() -> HostileDns {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        let asked = Arc::new(AtomicUsize::new(0));
        let task = tokio::spawn(serve_datagrams(socket, asked.clone())).abort_handle();
        HostileDns { address, asked, tasks: vec![task] }
    }

    /// Starts it with UDP and TCP.
    pub async fn start() -> HostileDns {
        loop {
            let mut server = HostileDns::without_tcp().await;
            if let Ok(listener) = TcpListener::bind(server.address).await {
                let task = tokio::spawn(serve_streams(listener, server.asked.clone()));
                server.tasks.push(task.abort_handle());
                return server;
            }
        }
    }

    /// How many questions came.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Drop for HostileDns {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

async fn serve_datagrams(socket: UdpSocket, asked: Arc<AtomicUsize>) {
    let socket = Arc::new(socket);
    let mut buffer = [0; 4096];
    loop {
        let Ok((length, peer)) = socket.recv_from(&mut buffer).await else { continue };
        asked.fetch_add(1, Ordering::Relaxed);
        let question = buffer[..length].to_vec();
        let socket = socket.clone();
        tokio::spawn(async move {
            if let Some(answer) = answer(&question, true).await {
                let _ = socket.send_to(&answer, peer).await;
            }
        });
    }
}

async fn serve_streams(listener: TcpListener, asked: Arc<AtomicUsize>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        tokio::spawn(serve_stream(stream, asked.clone()));
    }
}

async fn serve_stream(mut stream: TcpStream, asked: Arc<AtomicUsize>) -> std::io::Result<()> {
    loop {
        let mut question = vec![0; usize::from(stream.read_u16().await?)];
        stream.read_exact(&mut question).await?;
        asked.fetch_add(1, Ordering::Relaxed);
        if let Some(answer) = answer(&question, false).await {
            stream.write_u16(u16::try_from(answer.len()).unwrap()).await?;
            stream.write_all(&answer).await?;
        }
    }
}

async fn answer(question: &[u8], is_datagram: bool) -> Option<Vec<u8>> {
    let question = Message::from_vec(question).unwrap();
    let name = question.queries[0].name().clone();
    let first = name.iter().next().map(|label| String::from_utf8_lossy(label).to_lowercase())?;
    let mut answer = question.clone();
    answer.edns = None;
    answer.metadata.message_type = MessageType::Response;
    answer.metadata.recursion_available = true;
    answer.metadata.authentic_data = false;
    let (word, number) = first.split_once('-').unwrap_or((&first, "0"));
    match word {
        "silent" => return None,
        "slow" => {
            tokio::time::sleep(SLOW).await;
            answer.add_answer(record(&name, address()));
        }
        "servfail" => answer.metadata.response_code = ResponseCode::ServFail,
        "refused" => answer.metadata.response_code = ResponseCode::Refused,
        "formerr" => answer.metadata.response_code = ResponseCode::FormErr,
        // What is wrongly signed is answered to those who do not want signatures checked.
        "bogus" if !question.metadata.checking_disabled => answer.metadata.response_code = ResponseCode::ServFail,
        "garbage" => {
            let mut bytes = answer.to_vec().unwrap();
            bytes.extend(std::iter::repeat_n(0xff, 40));
            bytes[7] = 9;
            return Some(bytes);
        }
        "short" => return Some(vec![question.metadata.id.to_be_bytes()[0]]),
        "wrongid" => {
            answer.metadata.id = answer.metadata.id.wrapping_add(1);
            answer.add_answer(record(&name, address()));
        }
        "truncated" if is_datagram => answer.metadata.truncation = true,
        "authentic" => {
            answer.metadata.authentic_data = question.metadata.authentic_data;
            answer.add_answer(record(&name, address()));
        }
        // Every alias leads to another one.
        "chain" => {
            let next = Name::from_ascii(format!("chain-{}.example.", number.parse::<u32>().unwrap() + 1)).unwrap();
            answer.add_answer(record(&name, RData::CNAME(CNAME(next))));
        }
        "circle" => {
            let other = Name::from_ascii("circle-2.example.").unwrap();
            answer.add_answer(record(&name, RData::CNAME(CNAME(other.clone()))));
            answer.add_answer(record(&other, RData::CNAME(CNAME(name))));
        }
        // Follows no aliases; the resolver has to be asked again.
        "lazy" => {
            let target = Name::from_ascii("plain.example.").unwrap();
            answer.add_answer(record(&name, RData::CNAME(CNAME(target))));
        }
        "foreign" => {
            let other = Name::from_ascii("other.example.").unwrap();
            answer.add_answer(record(&other, address()));
        }
        "referral" => {
            let server = RData::NS(NS(Name::from_ascii("ns.elsewhere.example.").unwrap()));
            answer.add_authority(record(&name, server));
        }
        "huge" if is_datagram => answer.metadata.truncation = true,
        "huge" => {
            let strings = vec!["x".repeat(255); 250];
            answer.add_answer(record(&name, RData::TXT(TXT::new(strings))));
        }
        _ => {
            answer.add_answer(record(&name, address()));
        }
    }
    Some(answer.to_vec().unwrap())
}

fn record(name: &Name, data: RData) -> Record {
    Record::from_rdata(name.clone(), 60, data)
}

fn address() -> RData {
    RData::A(A::new(192, 0, 2, 1))
}
