//! Listens, and stops without cutting anybody off.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use super::{Guard, Settings, protected};
use crate::{App, routes};

/// Why the server did not start.
#[derive(Debug)]
pub enum ServeError {
    /// Anybody could reach it, and nobody would be asked for a token.
    Unguarded(SocketAddr),
    /// The listener does not tell its address.
    Listener(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServeError::Unguarded(address) => write!(f, "{address} can be reached by others, so it needs authentication"),
            ServeError::Listener(error) => write!(f, "the listener does not work: {error}"),
        }
    }
}

impl std::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ServeError::Unguarded(_) => None,
            ServeError::Listener(error) => Some(error),
        }
    }
}

/// How large the head of a request may be, in bytes, and how many fields it may have.
const MAX_HEAD: usize = 32 * 1024;
const MAX_FIELDS: usize = 100;

/// How long to wait after a connection could not be taken, mostly because too many files are open.
const PAUSE: Duration = Duration::from_millis(100);

/// Whether a server may listen there; [`serve`] asks too, and whoever begins other work before can ask first.
///
/// # Errors
///
/// An address that others can reach, without a guard.
pub fn may_listen(settings: &Settings, address: SocketAddr) -> Result<(), ServeError> {
    if matches!(settings.guard, Guard::Open) && !address.ip().to_canonical().is_loopback() {
        return Err(ServeError::Unguarded(address));
    }
    Ok(())
}

/// Serves pages and API until `stop` ends, then lets what is under way come to its end.
///
/// # Errors
///
/// An address that others can reach, without a guard.
pub async fn serve(listener: TcpListener, app: &App, settings: &Settings, stop: impl Future<Output = ()> + Send) -> Result<(), ServeError> {
    may_listen(settings, listener.local_addr().map_err(ServeError::Listener)?)?;
    let router = protected(routes(), app, settings);
    let room = Arc::new(Semaphore::new(settings.connections));
    let mut connections = JoinSet::new();
    // One each, because all of one channel would wait behind one lock with every request.
    let mut stoppers = HashMap::new();
    let mut stop = pin!(stop);
    loop {
        let taken = async {
            // Nobody closes the semaphore, so there always is a permit some day.
            let permit = Arc::clone(&room).acquire_owned().await.ok();
            (listener.accept().await, permit)
        };
        let (taken, permit) = tokio::select! {
            () = &mut stop => break,
            taken = taken => taken,
        };
        match taken {
            Ok((stream, peer)) => {
                let (stopper, stopped) = oneshot::channel();
                let connection = converse(stream, peer, router.clone(), settings.head_time, stopped);
                let task = connections.spawn(async move {
                    connection.await;
                    drop(permit);
                });
                stoppers.insert(task.id(), stopper);
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                sleep(PAUSE).await;
            }
        }
        while let Some(ended) = connections.try_join_next_with_id() {
            stoppers.remove(&ended.map_or_else(|error| error.id(), |(id, ())| id));
        }
    }
    drop(listener);
    app.stop();
    // Dropped, they say that it is time.
    drop(stoppers);
    if timeout(settings.stop_time, async { while connections.join_next().await.is_some() {} }).await.is_err() {
        tracing::warn!(open = connections.len(), "connections did not end in time and are cut off");
    }
    Ok(())
}

/// One connection with all its requests.
async fn converse(stream: TcpStream, peer: SocketAddr, router: Router, head_time: Duration, mut stopped: oneshot::Receiver<Infallible>) {
    // Answers are small and written whole; waiting for more to send would only delay them.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        let request: Request = request.map(Body::new);
        router.clone().oneshot(request)
    });
    let mut protocol = http1::Builder::new();
    // Head and body of a small answer in one piece cost the kernel less than in two.
    protocol.writev(false);
    protocol.timer(TokioTimer::new()).header_read_timeout(head_time).max_buf_size(MAX_HEAD).max_headers(MAX_FIELDS);
    let mut connection = pin!(protocol.serve_connection(TokioIo::new(stream), service));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        _ = &mut stopped => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}
