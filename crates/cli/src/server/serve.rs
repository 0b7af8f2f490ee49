//! `tuixin serve`: opens the store, the way to it and the doors, and closes them in the opposite order.

use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::task::JoinHandle;
use tuixin::Options;
use tuixin::advice::Language;
use tuixin::knowledge::Knowledge;
use tuixin_check::dns::Dns;
use tuixin_check::{Bounds, Ground, SendingHost, World};
use tuixin_flow::{Flow, FlowSettings, Watch, WatchSettings, Watched};
use tuixin_store::Store;
use tuixin_web::server::{Cookies, Guard, Pages, Rate, ServeError, Settings, StoredTokens, may_listen};
use tuixin_web::{App, Means};

use super::shown::shown;
use super::{demo, loaded, open, upkeep};
use crate::Outcome;
use crate::args::{Common, Serve};
use crate::config::{Config, LogFormat};
use crate::configured;
use crate::network::open_resolvers;
use crate::setup::{self, Failure, Messages};

/// The file in which made-up traffic lies, apart from what is real.
const DEMO_FILE: &str = "demo.db";

pub fn run(args: &Serve, common: &Common, messages: &Messages) -> Result<Outcome, Failure> {
    let mut config = loaded(&args.configured, messages)?;
    config.server.listen = args.listen.unwrap_or(config.server.listen);
    config.knowledge = common.knowledge.clone().or(config.knowledge);
    start_log(&config);
    let runtime = Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(args, &config, messages))
}

async fn serve(args: &Serve, config: &Config, messages: &Messages) -> Result<Outcome, Failure> {
    let mut stop = Box::pin(stopped()?);
    let folder = config.knowledge.as_deref();
    let knowledge = Arc::new(setup::knowledge(folder, messages)?);
    let texts = |language| setup::texts(folder, language, messages);
    let options = own(config, messages)?;
    let store = tokio::select! {
        store = open(config, args.demo.then_some(DEMO_FILE), config.store.wait_at_start.0, messages) => store?,
        // Nothing was begun yet that would have to be ended.
        () = &mut stop => return Ok(Outcome::Complete),
    };
    let flow = flow(config, &knowledge, &options, &store)?;
    let mut means = Means::of(Arc::clone(&knowledge), texts(Language::English)?, texts(Language::Chinese)?);
    means.ground = ground(config, &knowledge).await;
    means.may_connect = config.checks.connect;
    means.options = options;
    means.limits.mail_bytes = usize::try_from(config.server.max_body.0).unwrap_or(usize::MAX);
    means.store = Some(store.clone());
    means.flow = Some(flow.clone());
    means.cookies = cookies(config);
    means.own_sources = folder.map_or(Ok(Vec::new()), |folder| setup::own_sources(folder, messages))?;
    means.host = SendingHost::of(config.checks.ip, config.checks.helo.clone());
    means.configured = shown(config, store.location());
    let app = App::of(means);
    let settings = doors(config, &store, messages).await?;
    // Before anything is taken from what is watched, and before a page is promised.
    may_listen(&settings, config.server.listen).map_err(|error| refused(&error, messages))?;
    let listener = listen(config, messages).await?;
    if args.demo {
        let made = demo::fill(&knowledge, &store, &flow).await;
        tracing::info!(mails = made.unwrap_or_default(), "made up two weeks of traffic");
    }
    let watches = watch(config, &flow, messages)?;
    let upkeep = [tokio::spawn(upkeep::keep_up(store)), tokio::spawn(upkeep::look_into_incidents(app.clone()))];
    let address = listener.local_addr()?;
    writeln!(io::stderr(), "{}", listening(address, messages))?;
    let served = tuixin_web::server::serve(listener, &app, &settings, stop).await;
    upkeep.iter().for_each(JoinHandle::abort);
    for watch in watches {
        watch.stop().await;
    }
    if !flow.stop().await {
        messages.tell("serve-left-over", &[]);
    }
    served.map_err(|error| refused(&error, messages))?;
    Ok(Outcome::Complete)
}

/// Where to open the page; an address that stands for all of the machine's is none that a browser can open.
fn listening(address: SocketAddr, messages: &Messages) -> String {
    let url = |address: SocketAddr| ("url", format!("http://{address}"));
    if !address.ip().is_unspecified() {
        return messages.say("serve-listens", &[url(address)]);
    }
    let loopback: IpAddr = if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() };
    let port = address.port();
    messages.say("serve-listens-everywhere", &[url(SocketAddr::new(loopback, port)), ("port", port.to_string())])
}

/// Ends when somebody wants the server to end: Ctrl-C, or the service manager.
fn stopped() -> io::Result<impl Future<Output = ()> + Send> {
    #[cfg(unix)]
    let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        let interrupted = async {
            // Without a way to hear of it there is nothing to wait for.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        #[cfg(unix)]
        tokio::select! {
            () = interrupted => {}
            _ = terminated.recv() => {}
        }
        #[cfg(not(unix))]
        interrupted.await;
    })
}

fn own(config: &Config, messages: &Messages) -> Result<Options, Failure> {
    config.own().map(Options::of).map_err(|error| configured::unusable(&error, messages))
}

fn flow(config: &Config, knowledge: &Arc<Knowledge>, options: &Options, store: &Store) -> Result<Flow, Failure> {
    let settings = FlowSettings { sending_ip: config.checks.ip, ..FlowSettings::default() };
    Ok(Flow::start(Arc::clone(knowledge), options.clone(), store.clone(), settings)?)
}

/// Begins to watch what the configuration names.
fn watch(config: &Config, flow: &Flow, messages: &Messages) -> Result<Vec<Watch>, Failure> {
    let directories = config.intake.directories.iter().cloned().map(Watched::Directory);
    let maildirs = config.intake.maildirs.iter().cloned().map(Watched::Maildir);
    let start = |watched: Watched| {
        let settings = WatchSettings { look_every: config.intake.look_every.0, ..WatchSettings::default() };
        Watch::start(flow.clone(), &watched, settings).map_err(|error| {
            let (Watched::Directory(path) | Watched::Maildir(path)) = &watched;
            messages.tell("serve-cannot-watch", &[("path", path.display().to_string()), ("reason", error.to_string())]);
            Failure::Usage
        })
    };
    directories.chain(maildirs).map(start).collect()
}

/// The world that checks ask. A server that cannot ask explains all the same.
async fn ground(config: &Config, knowledge: &Arc<Knowledge>) -> Option<Ground> {
    if !config.checks.enabled {
        return None;
    }
    let mut bounds = Bounds::default();
    bounds.lookup = config.checks.timeout.0;
    let resolvers = open_resolvers(&config.checks.nameservers, &bounds).await;
    let resolvers = resolvers.inspect_err(|error| tracing::warn!(%error, "nothing can be looked up")).ok()?;
    let mut world = World::of(Dns::new(resolvers, &bounds), bounds);
    world.knowledge = Arc::clone(knowledge);
    let mut ground = Ground::of(world);
    ground.introduction.clone_from(&config.checks.helo);
    Some(ground)
}

/// Who is let in: everybody on loopback as long as there is neither a user nor a token, else whoever has one.
async fn doors(config: &Config, store: &Store, messages: &Messages) -> Result<Settings, Failure> {
    let told = |error| super::told(&error, messages);
    let has_users = !store.users().await.map_err(told)?.is_empty();
    let has_tokens = store.tokens().await.map_err(told)?.iter().any(|token| token.revoked_at.is_none());
    let guard = if has_users || has_tokens { Guard::Tokens(Arc::new(StoredTokens::of(store.clone()))) } else { Guard::Open };
    let mut settings = Settings::of(guard);
    let server = &config.server;
    settings.rate = (server.requests_per_second > 0).then(|| {
        let per_second = f64::from(server.requests_per_second);
        Rate { per_second, burst: per_second * 10.0 }
    });
    settings.proxies.clone_from(&server.trusted_proxies);
    settings.pages = Pages { cookies: cookies(config), explaining_is_public: config.console.explain_is_public };
    settings.host_names = server.public_url.iter().filter_map(|url| host_of(url)).collect();
    Ok(settings)
}

fn cookies(config: &Config) -> Cookies {
    let are_secure = config.server.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    Cookies { lasting: config.console.session.0, are_secure }
}

/// The host of a URL.
fn host_of(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split('/').next()?;
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    Some(host.to_owned()).filter(|host| !host.is_empty())
}

async fn listen(config: &Config, messages: &Messages) -> Result<TcpListener, Failure> {
    let address = config.server.listen;
    TcpListener::bind(address).await.map_err(|error| {
        let id = if error.kind() == io::ErrorKind::AddrInUse { "serve-in-use" } else { "serve-cannot-listen" };
        messages.tell(id, &[("address", address.to_string()), ("reason", messages.reason(&error))]);
        Failure::Told
    })
}

fn refused(error: &ServeError, messages: &Messages) -> Failure {
    match error {
        ServeError::Unguarded(address) => {
            messages.tell("serve-unguarded", &[("address", address.to_string())]);
            Failure::Usage
        }
        other => {
            messages.tell_as_is(&other.to_string());
            Failure::Told
        }
    }
}

fn start_log(config: &Config) {
    let log = tracing_subscriber::fmt().with_env_filter(&config.log.level).with_writer(io::stderr).with_target(false);
    match config.log.format {
        LogFormat::Json => log.json().init(),
        LogFormat::Text => log.with_ansi(io::IsTerminal::is_terminal(&io::stderr())).init(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_promised_where_it_can_be_opened() {
        let messages = Messages::new(Language::English);
        for (address, url, is_everywhere) in [
            ("127.0.0.1:8025", "http://127.0.0.1:8025 ", false),
            ("192.0.2.1:8025", "http://192.0.2.1:8025 ", false),
            ("0.0.0.0:8025", "http://127.0.0.1:8025 ", true),
            ("[::]:8025", "http://[::1]:8025 ", true),
        ] {
            let told = listening(address.parse().unwrap(), &messages);
            assert_eq!((told.contains(url), told.contains("other machines")), (true, is_everywhere), "{address}: {told}");
        }
    }

    #[test]
    fn the_host_of_a_url_is_found() {
        let check = |url: &str, expected: Option<&str>| assert_eq!(host_of(url).as_deref(), expected, "{url}");
        check("https://bounce.example.cn", Some("bounce.example.cn"));
        check("https://bounce.example.cn:8443/tuixin/", Some("bounce.example.cn"));
        check("bounce.example.cn", None);
    }
}
