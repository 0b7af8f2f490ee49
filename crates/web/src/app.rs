//! What every request may use.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit, watch};
use tokio::time::timeout;
use tuixin::Options;
use tuixin::advice::{Language, Texts};
use tuixin::diagnose::Workspace;
use tuixin::knowledge::{Knowledge, Source};
use tuixin_check::{Extent, Ground, SendingHost};
use tuixin_flow::Flow;
use tuixin_store::Store;

use crate::configured::Configured;
use crate::console;
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::problem::{Kind, Problem};
use crate::server::Cookies;

/// What the API and the console share. A clone is the same one.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// What an app is made of.
#[non_exhaustive]
pub struct Means {
    /// What is known of causes, rules and providers.
    pub knowledge: Arc<Knowledge>,
    /// The texts in English.
    pub english: Texts,
    /// The texts in Chinese.
    pub chinese: Texts,
    /// The world that checks ask; without it nothing is looked up.
    pub ground: Option<Ground>,
    /// Whether mail servers may be connected to, where somebody wants it.
    pub may_connect: bool,
    /// What is ours, so that mail that was not is told from mail that was.
    pub options: Options,
    /// How much a request may cost.
    pub limits: Limits,
    /// Where diagnoses rest; without it nothing is remembered.
    pub store: Option<Store>,
    /// The way there.
    pub flow: Option<Flow>,
    /// How people who sign in are known again.
    pub cookies: Cookies,
    /// The files that were laid over the built-in knowledge.
    pub own_sources: Vec<Source>,
    /// What is known of the host that sends, where a bounce does not tell it.
    pub host: SendingHost,
    /// What the configuration decides, for people to look at.
    pub configured: Vec<Configured>,
}

impl Means {
    /// The least: explains, and remembers and looks up nothing.
    pub fn of(knowledge: Arc<Knowledge>, english: Texts, chinese: Texts) -> Means {
        Means {
            knowledge,
            english,
            chinese,
            ground: None,
            options: Options::default(),
            limits: Limits::default(),
            store: None,
            flow: None,
            cookies: Cookies::default(),
            own_sources: Vec::new(),
            host: SendingHost::default(),
            may_connect: true,
            configured: Vec::new(),
        }
    }
}

struct Shared {
    means: Means,
    /// Workspaces that wait for the next request; each keeps what it has grown to.
    ///
    /// Each in a box, because it is large and would be copied out and in with every request.
    #[expect(clippy::vec_box, reason = "see above")]
    workspaces: Mutex<Vec<Box<Workspace>>>,
    metrics: Metrics,
    /// A permit for each request that may ask the world at the same time.
    checks: Semaphore,
    /// A permit for each request that may keep a core busy for longer.
    large: Arc<Semaphore>,
    /// What the pages for people remember.
    memory: console::Memory,
    /// Whether the server stops.
    stopping: watch::Sender<bool>,
    /// A permit for each who watches live events.
    watchers: Arc<Semaphore>,
}

impl App {
    /// An app of its means.
    pub fn of(means: Means) -> App {
        App(Arc::new(Shared {
            workspaces: Mutex::default(),
            metrics: Metrics::default(),
            checks: Semaphore::new(means.limits.checks),
            large: Arc::new(Semaphore::new(means.limits.large_at_once)),
            memory: console::Memory::default(),
            stopping: watch::Sender::new(false),
            watchers: Arc::new(Semaphore::new(means.limits.watchers)),
            means,
        }))
    }

    /// With the texts of both languages, and the world where checks may be asked for.
    pub fn new(knowledge: Arc<Knowledge>, english: Texts, chinese: Texts, ground: Option<Ground>) -> App {
        App::of(Means { ground, ..Means::of(knowledge, english, chinese) })
    }

    /// The same with limits of one's own.
    pub fn limited(knowledge: Arc<Knowledge>, english: Texts, chinese: Texts, ground: Option<Ground>, limits: Limits) -> App {
        App::of(Means { ground, limits, ..Means::of(knowledge, english, chinese) })
    }

    /// How people who sign in are known again.
    pub fn cookies(&self) -> Cookies {
        self.0.means.cookies
    }

    /// The files that were laid over the built-in knowledge.
    pub fn own_sources(&self) -> &[Source] {
        &self.0.means.own_sources
    }

    /// What is known of the host that sends, where a bounce does not tell it.
    pub fn host(&self) -> &SendingHost {
        &self.0.means.host
    }

    /// What the configuration decides.
    pub fn configured(&self) -> &[Configured] {
        &self.0.means.configured
    }

    /// What is known besides each input.
    pub fn options(&self) -> &Options {
        &self.0.means.options
    }

    /// What the pages for people remember.
    pub(crate) fn memory(&self) -> &console::Memory {
        &self.0.memory
    }

    /// Where diagnoses rest.
    ///
    /// # Errors
    ///
    /// A server that remembers nothing.
    pub fn memory_of_deliveries(&self) -> Result<&Store, Problem> {
        self.store().ok_or_else(|| Problem::new(Kind::StoreOff, "this server was started without a store"))
    }

    /// Tells what goes on by itself (live events) that the server stops.
    pub fn stop(&self) {
        self.0.stopping.send_replace(true);
    }

    /// Ends when the server stops.
    pub async fn stopped(&self) {
        // An error means that nobody is left who could stop it, which is the end too.
        let _ = self.0.stopping.subscribe().wait_for(|is_stopping| *is_stopping).await;
    }

    /// A place among those who watch what happens; none where there are too many.
    pub(crate) fn place_to_watch(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0.watchers).try_acquire_owned().ok()
    }

    /// Where diagnoses rest, if anywhere.
    pub fn store(&self) -> Option<&Store> {
        self.0.means.store.as_ref()
    }

    /// The way there.
    pub fn flow(&self) -> Option<&Flow> {
        self.0.means.flow.as_ref()
    }

    /// What is known of causes, rules and providers.
    pub fn knowledge(&self) -> &Knowledge {
        &self.0.means.knowledge
    }

    /// The texts of one language.
    pub fn texts(&self, language: Language) -> &Texts {
        match language {
            Language::Chinese => &self.0.means.chinese,
            _ => &self.0.means.english,
        }
    }

    /// The world that checks ask.
    pub fn ground(&self) -> Option<&Ground> {
        self.0.means.ground.as_ref()
    }

    /// How far checks go: to mail servers only where that is wanted and allowed, and never as far as asking for a recipient.
    pub fn extent(&self, wants_connections: bool) -> Extent {
        if wants_connections && self.0.means.may_connect { Extent::dialogues(false) } else { Extent::questions() }
    }

    /// How much a request may cost.
    pub fn limits(&self) -> &Limits {
        &self.0.means.limits
    }

    /// What is counted.
    pub fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// The world, when it is this request's turn to ask it; the permit is kept until the checks are done.
    ///
    /// # Errors
    ///
    /// No world, or too many who ask it.
    pub async fn turn_to_check(&self) -> Result<(&Ground, SemaphorePermit<'_>), Problem> {
        let off = || Problem::new(Kind::ChecksOff, "this server was started without checks");
        let ground = self.ground().ok_or_else(off)?;
        let busy = || Problem::new(Kind::Unavailable, "too many checks are under way").retry_after(10);
        match timeout(self.0.means.limits.check_turn, self.0.checks.acquire()).await {
            Ok(Ok(permit)) => Ok((ground, permit)),
            _ => Err(busy()),
        }
    }

    /// Runs work that keeps a core busy for longer where it holds nobody up.
    ///
    /// # Errors
    ///
    /// Work that panicked.
    pub async fn large<T: Send + 'static>(&self, work: impl FnOnce(&App) -> T + Send + 'static) -> Result<T, Problem> {
        let fault = || Problem::new(Kind::Internal, "the work ended before its answer");
        let permit = Arc::clone(&self.0.large).acquire_owned().await.map_err(|_| fault())?;
        let app = self.clone();
        let running = tokio::task::spawn_blocking(move || {
            let answer = work(&app);
            drop(permit);
            answer
        });
        running.await.map_err(|_| fault())
    }

    /// Runs the engine with a workspace that nobody else uses meanwhile.
    pub fn with_workspace<'k, T>(&'k self, work: impl FnOnce(&'k Knowledge, &mut Workspace) -> T) -> T {
        let waiting = || self.0.workspaces.lock().unwrap_or_else(PoisonError::into_inner);
        let mut workspace = waiting().pop().unwrap_or_default();
        let answer = work(self.knowledge(), &mut workspace);
        waiting().push(workspace);
        answer
    }
}
