//! What the server counts about itself, for Prometheus.
//!
//! Every label has few values: routes and causes are written down in the program and the knowledge, never in a request.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{MatchedPath, Request};
use axum::http::{Method, StatusCode};
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use tuixin::Explanation;
use tuixin_flow::Tally;

/// How long requests take, in seconds: from a reply explained to a round of checks.
const BUCKETS: [f64; 11] = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.05, 0.25, 1.0, 5.0, 30.0, 120.0];

/// The counters of a server. A clone is the same ones.
#[derive(Clone)]
pub struct Metrics(Arc<Counters>);

struct Counters {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabel, Histogram, fn() -> Histogram>,
    items: Family<KindLabel, Counter>,
    diagnoses: Family<DiagnosisLabels, Counter>,
    store_up: Gauge,
    queue: Gauge,
    /// How much of what was stored is in the counters already.
    counted: Mutex<Tally>,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RequestLabels {
    method: &'static str,
    route: Route,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RouteLabel {
    route: Route,
}

/// The pattern of a path, or that there is none. Whoever counts a request need not copy it.
#[derive(Clone, Debug)]
pub(crate) struct Route(Option<MatchedPath>);

impl Route {
    /// The route that a request was given to.
    pub(crate) fn of(request: &Request) -> Route {
        Route(request.extensions().get().cloned())
    }

    /// The pattern, or `none`.
    pub(crate) fn as_str(&self) -> &str {
        self.0.as_ref().map_or("none", MatchedPath::as_str)
    }
}

impl PartialEq for Route {
    fn eq(&self, other: &Route) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Route {}

impl Hash for Route {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl EncodeLabelValue for Route {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> fmt::Result {
        self.as_str().encode(encoder)
    }
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct KindLabel {
    kind: Cow<'static, str>,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct DiagnosisLabels {
    cause: String,
    provider: Cow<'static, str>,
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}

impl Default for Metrics {
    fn default() -> Metrics {
        let mut registry = Registry::with_prefix("tuixin");
        let requests = Family::default();
        registry.register("http_requests", "Requests answered", requests.clone());
        let durations = Family::new_with_constructor((|| Histogram::new(BUCKETS)) as fn() -> Histogram);
        registry.register("http_request_duration_seconds", "How long requests took until the answer began", durations.clone());
        let items = Family::default();
        registry.register("items", "Mails and replies explained or stored, by kind", items.clone());
        let diagnoses = Family::default();
        registry.register("diagnoses", "Failed deliveries diagnosed, by cause and by the provider that spoke", diagnoses.clone());
        let (store_up, queue) = (Gauge::default(), Gauge::default());
        registry.register("store_up", "Whether the store answers and takes what comes in", store_up.clone());
        registry.register("flow_queue_items", "Items that came in and are not stored yet", queue.clone());
        let counted = Mutex::default();
        Metrics(Arc::new(Counters { registry, requests, durations, items, diagnoses, store_up, queue, counted }))
    }
}

impl Metrics {
    /// Counts a request that was answered; `route` is the pattern of its path, where there is one.
    pub(crate) fn answered(&self, method: &Method, route: Route, status: StatusCode, took: Duration) {
        let labels = RequestLabels { method: known(method), route, status: status.as_u16() };
        self.0.requests.get_or_create(&labels).inc();
        self.0.durations.get_or_create(&RouteLabel { route: labels.route }).observe(took.as_secs_f64());
    }

    /// Counts an explanation and its diagnoses.
    pub fn explained(&self, explanation: &Explanation<'_>) {
        self.0.items.get_or_create(&KindLabel { kind: explanation.kind.name().into() }).inc();
        for diagnosis in explanation.deliveries.iter().filter_map(|explained| explained.diagnosis.as_ref()) {
            let provider = diagnosis.provider.map_or(Cow::Borrowed("none"), |provider| Cow::Owned(provider.id.clone()));
            self.0.diagnoses.get_or_create(&DiagnosisLabels { cause: diagnosis.cause.id.clone(), provider }).inc();
        }
    }

    /// Brings the counters to what was stored until now.
    pub fn stored(&self, tally: Tally) {
        let mut counted = self.0.counted.lock().unwrap_or_else(PoisonError::into_inner);
        for (kind, count) in &tally.kinds {
            let new = count.saturating_sub(counted.kinds.get(kind).copied().unwrap_or_default());
            self.0.items.get_or_create(&KindLabel { kind: kind.clone().into() }).inc_by(new);
        }
        for (key, count) in &tally.diagnoses {
            let new = count.saturating_sub(counted.diagnoses.get(key).copied().unwrap_or_default());
            let (cause, provider) = key.clone();
            let provider = provider.map_or(Cow::Borrowed("none"), Cow::Owned);
            self.0.diagnoses.get_or_create(&DiagnosisLabels { cause, provider }).inc_by(new);
        }
        *counted = tally;
    }

    /// Tells how the store fares, and how many items wait for it.
    pub fn store(&self, is_up: bool, waiting: usize) {
        self.0.store_up.set(i64::from(is_up));
        self.0.queue.set(i64::try_from(waiting).unwrap_or(i64::MAX));
    }

    /// All counters in the text form of OpenMetrics.
    pub fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::with_capacity(16 * 1024);
        encode(&mut text, &self.0.registry)?;
        Ok(text)
    }
}

/// The method as a label; whoever invents methods shall not invent labels.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
