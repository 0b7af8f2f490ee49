//! What every request may use.

use std::sync::{Arc, Mutex, PoisonError};

use tuixin::Options;
use tuixin::advice::{Language, Texts};
use tuixin::diagnose::Workspace;
use tuixin::knowledge::Knowledge;
use tuixin_check::Ground;

use crate::console;

/// What the API and the console share. A clone is the same one.
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    knowledge: Arc<Knowledge>,
    english: Texts,
    chinese: Texts,
    /// The world that checks ask; without it nothing is looked up.
    ground: Option<Ground>,
    /// Workspaces that wait for the next request; each keeps what it has grown to.
    workspaces: Mutex<Vec<Workspace>>,
    /// What is ours, so that mail that was not is told from mail that was.
    options: Options,
    /// What the pages for people remember.
    memory: console::Memory,
}

impl App {
    /// With the texts of both languages, and the world where checks may be asked for.
    pub fn new(knowledge: Arc<Knowledge>, english: Texts, chinese: Texts, ground: Option<Ground>) -> App {
        App::with_options(knowledge, english, chinese, ground, Options::default())
    }

    /// The same with what is ours.
    pub fn with_options(knowledge: Arc<Knowledge>, english: Texts, chinese: Texts, ground: Option<Ground>, options: Options) -> App {
        let (workspaces, memory) = (Mutex::default(), console::Memory::default());
        App(Arc::new(Shared { knowledge, english, chinese, ground, workspaces, options, memory }))
    }

    /// What is known besides each input.
    pub fn options(&self) -> &Options {
        &self.0.options
    }

    /// What the pages for people remember.
    pub(crate) fn memory(&self) -> &console::Memory {
        &self.0.memory
    }

    /// What is known of causes, rules and providers.
    pub fn knowledge(&self) -> &Knowledge {
        &self.0.knowledge
    }

    /// The texts of one language.
    pub fn texts(&self, language: Language) -> &Texts {
        match language {
            Language::Chinese => &self.0.chinese,
            _ => &self.0.english,
        }
    }

    /// The world that checks ask.
    pub fn ground(&self) -> Option<&Ground> {
        self.0.ground.as_ref()
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
