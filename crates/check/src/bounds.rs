//! How much a run of checks may cost: it, its peers, and the person who waits.

use std::time::Duration;

/// Limits that every check keeps. What exceeds one of them is `unknown`, never an endless wait.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Bounds {
    /// How long one question to a resolver may take, repeats included.
    pub lookup: Duration,
    /// How often a resolver that does not answer is asked.
    pub attempts: usize,
    /// How many questions may be open at the same time, over all checks of a run.
    pub open_lookups: usize,
    /// How many questions one check may ask. An SPF record may need ten look-ups, each of them several (RFC 7208 section 4.6.4).
    pub lookups: usize,
    /// How many bytes of one answer are kept; a larger one is cut off and says so.
    pub answer_bytes: usize,
    /// How many answers are remembered for as long as their time to live allows.
    pub remembered_lookups: usize,
    /// How long a connection may take to be made.
    pub connect: Duration,
    /// How long a server may take for one reply. RFC 5321 section 4.5.3.2 grants five minutes; nobody waits that long for a report.
    pub reply: Duration,
    /// How long a whole dialogue may take, so that a drip of one byte a second ends too.
    pub dialogue: Duration,
    /// How many bytes of one reply are read.
    pub reply_bytes: usize,
    /// How many connections may be open at the same time.
    pub open_connections: usize,
}

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds {
            lookup: Duration::from_secs(5),
            attempts: 2,
            open_lookups: 100,
            lookups: 100,
            answer_bytes: 64 * 1024,
            remembered_lookups: 10_000,
            connect: Duration::from_secs(10),
            reply: Duration::from_secs(20),
            dialogue: Duration::from_secs(60),
            reply_bytes: 64 * 1024,
            open_connections: 20,
        }
    }
}
