//! One case: a world, a question, the answers that are right.

use std::sync::Arc;

use tuixin_check::Bounds;
use tuixin_check::dns::{Asking, Dns, Kind, Source};
use tuixin_check::sender::spf::{self, Query, SpfResult};

use crate::names::Names;

/// Who is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Identity {
    /// The envelope sender alone.
    MailFrom,
    /// The name of the host, and when it passes, the envelope sender (which is how `mail-auth` asks).
    HeloThenMailFrom,
}

pub struct Case {
    pub name: String,
    pub names: Arc<Names>,
    pub identity: Identity,
    pub ip: String,
    pub helo: String,
    pub sender: String,
    /// Any of these is right.
    pub results: Vec<String>,
    pub explanation: Option<String>,
}

struct Shared(Arc<Names>);

impl Source for Shared {
    fn ask<'s>(&'s self, name: &'s str, kind: Kind) -> Asking<'s> {
        Box::pin(std::future::ready(self.0.answer(name, kind)))
    }
}

impl Case {
    pub async fn run(&self) -> Result<(), String> {
        let dns = Dns::new(Shared(self.names.clone()), &Bounds::default());
        let evaluation = self.evaluate(&dns).await;
        let lines: Vec<String> = evaluation.trace.iter().map(spf::Step::line).collect();
        let told = format!("{:?}\n    {}", evaluation.problem, lines.join("\n    "));
        if !self.results.iter().any(|result| result == evaluation.result.name()) {
            return Err(format!("is {} and should be {:?}: {told}", evaluation.result.name(), self.results));
        }
        if self.explanation.is_some() && evaluation.explanation != self.explanation {
            return Err(format!("explains {:?} and should explain {:?}: {told}", evaluation.explanation, self.explanation));
        }
        Ok(())
    }

    async fn evaluate(&self, dns: &Dns) -> spf::Evaluation {
        let ip = self.ip.parse().unwrap();
        if let Identity::HeloThenMailFrom = self.identity {
            let sender = format!("postmaster@{}", self.helo);
            let helo = spf::evaluate(dns, &Query::of(ip, &sender, &self.helo)).await;
            if helo.result != SpfResult::Pass {
                return helo;
            }
        }
        spf::evaluate(dns, &Query::of(ip, &self.sender, &self.helo)).await
    }
}
