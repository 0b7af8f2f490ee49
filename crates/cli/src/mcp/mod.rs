//! `tuixin mcp`: the Model Context Protocol over standard input and output, so that agents can explain, check and look up.
//!
//! Standard output carries the protocol and nothing else; what has to be told goes to standard error.
//! Nothing leaves the machine unless the program was started with `--allow-checks`: what an agent asks for may have been put into its mouth by the very mail that it reads.
//! Whatever was allowed, recipients are never probed and private networks are reached only where the command line says so.

mod answer;
mod broken_lines;
mod causes;
mod check;
mod explain;
mod preflight;
mod request;
mod server;

use std::io;
use std::sync::Arc;

use rmcp::ServiceExt;
use rmcp::service::ServerInitializeError;
use tokio::runtime::Builder;
use tracing_subscriber::EnvFilter;

use crate::Outcome;
use crate::args::{Common, Mcp};
use crate::network::{Online, extent};
use crate::setup::{self, Failure, Messages};
use broken_lines::Answering;
use server::{Checking, Server};

/// How long one message may be, in bytes: room for a large mail and its wrapping.
const MAX_MESSAGE: usize = 8 * 1024 * 1024;

pub fn run(args: &Mcp, common: &Common, messages: &Messages) -> Result<Outcome, Failure> {
    log_to_stderr();
    let folder = common.knowledge.as_deref();
    let knowledge = Arc::new(setup::knowledge(folder, messages)?);
    let texts = [
        setup::texts(folder, tuixin::advice::Language::English, messages)?,
        setup::texts(folder, tuixin::advice::Language::Chinese, messages)?,
    ];
    let sources = match folder {
        Some(folder) => setup::sources(folder, messages)?,
        None => tuixin::embedded_sources(),
    };
    let (runtime, checking) = if args.allow_checks {
        let Online { runtime, ground, .. } = Online::open(&args.network, &[], Arc::clone(&knowledge), messages)?;
        (runtime, Some(Checking::of(ground, extent(&args.network, false))))
    } else {
        (Builder::new_multi_thread().worker_threads(2).enable_all().build()?, None)
    };
    let server = Server::new(knowledge, texts, messages.language(), sources, checking);
    let served = runtime.block_on(async {
        let (input, output) = rmcp::transport::stdio();
        match server.serve(Answering::new(input, output, MAX_MESSAGE)).await {
            Ok(running) => running.waiting().await.map(|_| ()).map_err(|error| error.to_string()),
            // Nobody began to talk.
            Err(ServerInitializeError::ConnectionClosed(_)) => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    });
    // Whoever reads nothing more is gone; a thread that waits for standard input must not hold the program.
    runtime.shutdown_background();
    match served {
        Ok(()) => Ok(Outcome::Complete),
        Err(reason) => {
            messages.tell("error-mcp", &[("reason", reason)]);
            Err(Failure::Told)
        }
    }
}

/// Faults only: what is asked and answered holds addresses.
fn log_to_stderr() {
    let subscriber = tracing_subscriber::fmt().with_env_filter(EnvFilter::new("warn,rmcp=error")).with_writer(io::stderr).with_ansi(false);
    // Somebody else having set one up is no reason not to serve.
    let _ = subscriber.try_init();
}
