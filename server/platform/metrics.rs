//! What the process counts about itself. `http/metrics.rs` shows it.

use std::{
    future::Future,
    sync::{Arc, Mutex},
    time::Instant,
};

use prometheus_client::{
    metrics::{
        counter::Counter,
        family::Family,
        gauge::{ConstGauge, Gauge},
        histogram::Histogram,
    },
    registry::Registry,
};

use super::clock::lock;

/// Bounds of the histograms of requests and of the database, in seconds.
const REQUEST_SECONDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 20.0];
const DATABASE_SECONDS: [f64; 10] = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.025, 0.1, 1.0, 10.0];
/// The code of a request whose client went away before there was an answer.
const GIVEN_UP: &str = "GIVEN_UP";

type Labels<const N: usize> = [(&'static str, String); N];
type Times<L> = Family<L, Histogram, fn() -> Histogram>;

/// Counts of requests, sockets, and how far search is behind. Cheap to clone.
#[derive(Clone)]
pub struct Metrics {
    requests: Family<Labels<2>, Counter>,
    seconds: Times<Labels<1>>,
    sockets: Gauge,
    search: Arc<Mutex<Option<Instant>>>,
}

impl Default for Metrics {
    fn default() -> Self {
        Metrics { requests: Family::default(), seconds: Family::new_with_constructor(|| Histogram::new(REQUEST_SECONDS)), sockets: Gauge::default(), search: Arc::default() }
    }
}

impl Metrics {
    /// Counts a request by the name of its operation and its error's code, `OK` without one. Names must be few.
    pub fn count(&self, operation: &str, code: &str) {
        self.requests.get_or_create(&[("operation", operation.to_owned()), ("code", code.to_owned())]).inc();
    }

    /// Begins to take an operation's time.
    pub fn begin(&self, operation: &str) -> Underway {
        Underway { metrics: self.clone(), operation: operation.to_owned(), began: Instant::now(), ended: false }
    }

    /// A socket is open until what this gives is dropped.
    pub fn open_socket(&self) -> OpenSocket {
        self.sockets.inc();
        OpenSocket(self.sockets.clone())
    }

    /// There is something that search does not find yet.
    pub fn search_falls_behind(&self) {
        lock(&self.search).get_or_insert_with(Instant::now);
    }

    /// Search finds everything.
    pub fn search_is_up_to_date(&self) {
        *lock(&self.search) = None;
    }

    /// Shows what is counted here.
    pub fn register(&self, registry: &mut Registry) {
        registry.register("requests", "GraphQL operations and forms, by operation and by the code of their error.", self.requests.clone());
        registry.register("request_seconds", "How long operations took.", self.seconds.clone());
        registry.register("sockets", "Open sockets.", self.sockets.clone());
        let behind = lock(&self.search).map_or(0.0, |since| since.elapsed().as_secs_f64());
        registry.register("search_lag_seconds", "For how long search has not found everything.", ConstGauge::new(behind));
    }
}

/// A request that runs. One that is dropped before it ends was given up by its client.
pub struct Underway {
    metrics: Metrics,
    operation: String,
    began: Instant,
    ended: bool,
}

impl Underway {
    /// The operation, as it is counted.
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// It ended with this code.
    pub fn end(mut self, code: &str) {
        self.ended = true;
        self.count(code);
    }

    fn count(&self, code: &str) {
        self.metrics.count(&self.operation, code);
        self.metrics.seconds.get_or_create(&[("operation", self.operation.clone())]).observe(self.began.elapsed().as_secs_f64());
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        if !self.ended {
            self.count(GIVEN_UP);
        }
    }
}

/// Counts a socket as open.
pub struct OpenSocket(Gauge);

impl Drop for OpenSocket {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// How long the database takes, for each way to ask it.
#[derive(Clone)]
pub struct DatabaseTimes {
    all: Times<[(&'static str, &'static str); 1]>,
    query: Histogram,
    within: Histogram,
    commit: Histogram,
}

/// A way to ask the database.
#[derive(Clone, Copy)]
pub enum Asked {
    Query,
    /// A query within a transaction.
    Within,
    Commit,
}

impl Default for DatabaseTimes {
    fn default() -> Self {
        let all: Times<_> = Family::new_with_constructor(|| Histogram::new(DATABASE_SECONDS));
        let one = |name| all.get_or_create_owned(&[("asked", name)]);
        DatabaseTimes { query: one("query"), within: one("query_in_transaction"), commit: one("commit"), all }
    }
}

impl DatabaseTimes {
    /// Waits for an answer of the database, and takes the time.
    pub async fn of<T>(&self, asked: Asked, answer: impl Future<Output = T>) -> T {
        let began = Instant::now();
        let answer = answer.await;
        let times = match asked {
            Asked::Query => &self.query,
            Asked::Within => &self.within,
            Asked::Commit => &self.commit,
        };
        times.observe(began.elapsed().as_secs_f64());
        answer
    }

    /// Shows them.
    pub fn register(&self, registry: &mut Registry) {
        registry.register("database_seconds", "How long the database took to answer.", self.all.clone());
    }
}
