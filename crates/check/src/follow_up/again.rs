//! Whether a cause that was heard of before holds today: the question of whoever waits for a fault to be mended.

use super::bearing::{Bearings, Weighed};
use super::material::Material;
use super::outlook::{Standing, standing};
use crate::job::{Ground, Job, run_all};
use crate::report::{Check, Report, Verdict};
use crate::target::Extent;

/// What the checks say of a cause today.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Today {
    /// Whether it holds.
    pub standing: Standing,
    /// The reports it rests on; none where too little is known to check anything.
    pub reports: Vec<Report>,
    /// Which checks found nothing wrong, and what they looked at.
    pub passed: Vec<(Check, String)>,
}

/// Whether there are checks that can show that a cause holds no longer.
pub fn can_be_refuted(cause: &str) -> bool {
    !Bearings::embedded().of(cause).refuted.is_empty()
}

/// Runs the checks that bear on a cause.
///
/// Stricter than a follow-up, because something ends by it: that an address is on no list that anybody knows does not show that a receiver has taken it off its own.
pub async fn today(ground: &Ground, cause: &str, material: &Material, extent: Extent) -> Today {
    let bearing = Bearings::embedded().of(cause);
    let mut material = material.clone();
    // The address of a host within a company is on no list and proves nothing.
    material.ip = material.ip.filter(|ip| ground.world.reach.allows(*ip));
    let mut checks: Vec<Check> = bearing.checks().collect();
    checks.sort_unstable();
    checks.dedup();
    let jobs = checks.iter().flat_map(|check| material.jobs(*check, bearing.side)).filter(|job| extent.connects || !job.connects());
    let jobs: Vec<Job> = jobs.collect();
    let reports = run_all(ground, jobs).await;
    let is_well = |report: &&Report| matches!(material.verdict(report), Verdict::Passed | Verdict::Warning);
    let passed = reports.iter().filter(is_well).map(|report| (report.check, report.subject.clone())).collect();
    Today { standing: strict(standing(&bearing, &reports, &material), &bearing, &material), reports, passed }
}

fn strict(standing: Standing, bearing: &Weighed, material: &Material) -> Standing {
    let is_about_lists = bearing.refuted.contains(&Check::Blocklist);
    if standing == Standing::Refuted && is_about_lists && material.list.is_none() { Standing::Open } else { standing }
}
