//! What every request may use.

use std::sync::{Arc, Mutex, PoisonError};

use tuixin::advice::{Language, Texts};
use tuixin::diagnose::Workspace;
use tuixin::knowledge::Knowledge;
use tuixin_check::Ground;

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
}

impl App {
    /// With the texts of both languages, and the world where checks may be asked for.
    pub fn new(knowledge: Arc<Knowledge>, english: Texts, chinese: Texts, ground: Option<Ground>) -> App {
        App(Arc::new(Shared { knowledge, english, chinese, ground, workspaces: Mutex::default() }))
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
    pub fn with_workspace<T>(&self, work: impl FnOnce(&Knowledge, &mut Workspace) -> T) -> T {
        let waiting = || self.0.workspaces.lock().unwrap_or_else(PoisonError::into_inner);
        let mut workspace = waiting().pop().unwrap_or_default();
        let answer = work(self.knowledge(), &mut workspace);
        waiting().push(workspace);
        answer
    }
}
