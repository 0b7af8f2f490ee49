//! A rule in brief: what has to be known of every rule whose words are found, in one number.
//!
//! A reply finds a dozen rules, and most of them weigh less than another one or have no say at all.
//! Of these nobody needs to look at the whole [`Rule`], which is spread over several places of memory.

use super::attributes::{Suppress, Tier};
use super::model::{Cause, CauseId, ProviderId, Rule};

/// A rule in brief.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Brief(pub(super) u64);

const NO_PROVIDER: u16 = u16::MAX;
const PROVIDER_AT: u32 = 16;
const RANK_AT: u32 = 32;
const TIER_AT: u32 = 48;
const IS_CONDITIONAL: u64 = 1 << 50;
const ONLY: u64 = 1 << 51;
const CONDEMNS: u64 = 1 << 52;

/// By number.
const TIERS: [Tier; 4] = [Tier::Word, Tier::Generic, Tier::Specific, Tier::Provider];

impl Brief {
    pub(super) fn of(rule: &Rule, causes: &[Cause]) -> Brief {
        let flag = |is_set: bool, flag: u64| if is_set { flag } else { 0 };
        let provider = rule.provider.map_or(NO_PROVIDER, |provider| provider.0);
        let tier = TIERS.iter().position(|tier| *tier == rule.tier).unwrap_or(0) as u64;
        let conditions = [rule.codes.is_empty(), rule.status.is_empty(), rule.stages.is_empty()].iter().filter(|empty| !**empty).count();
        let condemns = causes.get(usize::from(rule.cause.0)).is_some_and(|cause| cause.suppress == Suppress::Now);
        let flags = flag(conditions > 0, IS_CONDITIONAL) | flag(rule.only, ONLY) | flag(condemns, CONDEMNS);
        Brief(u64::from(rule.cause.0) | u64::from(provider) << PROVIDER_AT | rank(rule, conditions) << RANK_AT | tier << TIER_AT | flags)
    }

    #[inline]
    pub(crate) fn cause(self) -> CauseId {
        CauseId(self.0 as u16)
    }

    #[inline]
    pub(crate) fn provider(self) -> Option<ProviderId> {
        let provider = (self.0 >> PROVIDER_AT) as u16;
        (provider != NO_PROVIDER).then_some(ProviderId(provider))
    }

    /// How much it weighs before anything is known of the reply.
    #[inline]
    pub(crate) fn rank(self) -> i32 {
        i32::from((self.0 >> RANK_AT) as u16)
    }

    #[inline]
    #[expect(clippy::indexing_slicing, reason = "two bits cannot leave an array of four")]
    pub(crate) fn tier(self) -> Tier {
        TIERS[(self.0 >> TIER_AT & 3) as usize]
    }

    /// Whether it depends on a code, a status or a stage.
    #[inline]
    pub(crate) fn is_conditional(self) -> bool {
        self.0 & IS_CONDITIONAL != 0
    }

    /// Whether it counts only when its provider is known to have spoken.
    #[inline]
    pub(crate) fn is_only(self) -> bool {
        self.0 & ONLY != 0
    }

    /// Whether its cause strikes the address off at once.
    #[inline]
    pub(crate) fn condemns(self) -> bool {
        self.0 & CONDEMNS != 0
    }
}

fn rank(rule: &Rule, conditions: usize) -> u64 {
    let tier = match rule.tier {
        Tier::Word => 0,
        Tier::Generic => 200,
        Tier::Specific => 300,
        // A provider's words are not much more than specific until it is known to have spoken.
        Tier::Provider => 310,
    };
    tier + 6 * conditions as u64 + if rule.is_users { 60 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::Knowledge;
    use super::*;

    #[test]
    fn a_brief_says_what_the_rule_says() {
        let knowledge = Knowledge::embedded();
        for (rule, brief) in knowledge.rules().iter().zip(knowledge.briefs.iter().copied().map(Brief)) {
            assert_eq!((brief.cause(), brief.provider(), brief.tier()), (rule.cause, rule.provider, rule.tier), "{}", rule.id);
            let is_conditional = !(rule.codes.is_empty() && rule.status.is_empty() && rule.stages.is_empty());
            assert_eq!((brief.is_conditional(), brief.is_only()), (is_conditional, rule.only), "{}", rule.id);
            assert_eq!(brief.condemns(), knowledge.cause(rule.cause).suppress == Suppress::Now, "{}", rule.id);
        }
        assert_eq!(knowledge.briefs.len(), knowledge.rules().len());
    }
}
