//! From the addresses of a host to a connection.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::transcript::Transcript;
use super::trouble::Trouble;
use crate::world::World;

/// How many addresses of one host are tried.
const MOST_ADDRESSES: usize = 6;

/// How long an address has before the next one is tried beside it (RFC 8305 section 5).
const HEAD_START: Duration = Duration::from_millis(250);

/// A connection to the first address that gives one, the families taking turns (RFC 8305 section 4).
pub(super) async fn connect(world: &World, addresses: &[IpAddr], transcript: &mut Transcript) -> Result<(TcpStream, SocketAddr), Trouble> {
    if addresses.is_empty() {
        return Err(Trouble::NoAddress);
    }
    let allowed: Vec<SocketAddr> = in_turns(addresses)
        .into_iter()
        .filter(|address| world.reach.allows(*address))
        .take(MOST_ADDRESSES)
        .map(|address| SocketAddr::new(address, world.smtp_port))
        .collect();
    if allowed.is_empty() {
        return Err(Trouble::OutOfReach);
    }
    race(&allowed, world.bounds.connect, transcript).await
}

async fn race(addresses: &[SocketAddr], patience: Duration, transcript: &mut Transcript) -> Result<(TcpStream, SocketAddr), Trouble> {
    let mut attempts = JoinSet::new();
    let mut waiting = addresses.iter().copied();
    let mut worst = Trouble::Unreachable;
    loop {
        if let Some(address) = waiting.next() {
            transcript.event(format!("Trying {address}..."));
            attempts.spawn(async move { (address, attempt(address, patience).await) });
        }
        let is_last = waiting.len() == 0;
        let outcome = tokio::select! {
            outcome = attempts.join_next() => outcome,
            () = sleep(HEAD_START), if !is_last => continue,
        };
        match outcome {
            Some(Ok((address, Ok(stream)))) => {
                transcript.event(format!("Connected to {address}."));
                return Ok((stream, address));
            }
            Some(Ok((address, Err(trouble)))) => {
                transcript.fault(format!("Error connecting to {address}: {trouble:?}"));
                worst = told(worst, trouble);
            }
            Some(Err(_)) => {}
            None if is_last => return Err(worst),
            None => {}
        }
    }
}

async fn attempt(address: SocketAddr, patience: Duration) -> Result<TcpStream, Trouble> {
    match timeout(patience, TcpStream::connect(address)).await {
        Err(_) => Err(Trouble::ConnectTimeout),
        Ok(Err(error)) => Err(Trouble::of(&error)),
        Ok(Ok(stream)) => Ok(stream),
    }
}

/// Which of two troubles says more: that there is no way to an address is mostly our own lack of IPv6.
fn told(one: Trouble, other: Trouble) -> Trouble {
    match (one, other) {
        (Trouble::Unreachable, other) => other,
        (one, Trouble::Unreachable) => one,
        (Trouble::ConnectTimeout, _) | (_, Trouble::ConnectTimeout) => Trouble::ConnectTimeout,
        (one, _) => one,
    }
}

/// The addresses with their families taking turns, IPv6 first, otherwise in their order.
fn in_turns(addresses: &[IpAddr]) -> Vec<IpAddr> {
    let (sixes, fours): (Vec<IpAddr>, Vec<IpAddr>) = addresses.iter().partition(|address| address.is_ipv6());
    let mut ordered = Vec::with_capacity(addresses.len());
    for at in 0..sixes.len().max(fours.len()) {
        ordered.extend(sixes.get(at));
        ordered.extend(fours.get(at));
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_take_turns() {
        let addresses: Vec<IpAddr> = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "2001:db8::1"].map(|text| text.parse().unwrap()).into();
        let ordered: Vec<String> = in_turns(&addresses).iter().map(IpAddr::to_string).collect();
        assert_eq!(ordered, ["2001:db8::1", "192.0.2.1", "192.0.2.2", "192.0.2.3"]);
    }
}
