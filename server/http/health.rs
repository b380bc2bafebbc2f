//! Whether the process lives, whether it can work, and its numbers in Prometheus text.

use std::time::{Duration, Instant};

use axum::{extract::State, http::StatusCode, response::IntoResponse};

use tokio::sync::Mutex;

use super::graphql::Endpoint;
use crate::platform::{app::App, error::Result, jobs};

/// So long one answer is good for others: strangers may ask, and each answer costs a write.
const FRESH: Duration = Duration::from_secs(1);

/// When a write last reached the disk.
#[derive(Default)]
pub struct Readiness(Mutex<Option<Instant>>);

impl Readiness {
    async fn check(&self, app: &App) -> Result<()> {
        let mut last = self.0.lock().await;
        if last.is_some_and(|at| at.elapsed() < FRESH) {
            return Ok(());
        }
        app.db.check_writable().await?;
        *last = Some(Instant::now());
        Ok(())
    }
}

/// `GET /health/live`: the process answers.
pub async fn live() -> &'static str {
    "live\n"
}

/// `GET /health/ready`: a write reaches the disk. 503 with the reason when it does not.
pub async fn ready(State(endpoint): State<Endpoint>) -> impl IntoResponse {
    match endpoint.app.readiness.check(&endpoint.app).await {
        Ok(()) => (StatusCode::OK, "ready\n".to_owned()),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, if error.is_storage() { format!("{error}\n") } else { "The database does not answer.\n".to_owned() }),
    }
}

/// `GET /metrics`.
pub async fn metrics(State(endpoint): State<Endpoint>) -> impl IntoResponse {
    let classes = endpoint.app.classes.numbers();
    let memory = resident_bytes();
    // Without an answer of the database the number is left out; the others are still true.
    let dead = jobs::count_dead(&endpoint.app).await.map_or_else(
        |_| String::new(),
        |count| format!("# HELP baton_jobs_dead Jobs that failed as often as they may and wait for a person.\n# TYPE baton_jobs_dead gauge\nbaton_jobs_dead {count}\n"),
    );
    let text = format!(
        "# HELP baton_resident_memory_bytes Memory of the process.\n# TYPE baton_resident_memory_bytes gauge\nbaton_resident_memory_bytes {memory}\n\
         # HELP baton_subscribers Open subscriptions.\n# TYPE baton_subscribers gauge\nbaton_subscribers {}\n\
         # HELP baton_subscription_classes Different subscriptions among them: each event is executed once a class.\n# TYPE baton_subscription_classes gauge\nbaton_subscription_classes {}\n\
         # HELP baton_events_published_total Events that were made public.\n# TYPE baton_events_published_total counter\nbaton_events_published_total {}\n{dead}",
        classes.subscribers,
        classes.classes,
        endpoint.app.hub.published(),
    );
    ([("content-type", "text/plain; version=0.0.4")], text)
}

/// As the kernel counts it; 0 where it does not say.
pub fn resident_bytes() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok().and_then(|text| text.split_whitespace().nth(1)?.parse::<u64>().ok());
    pages.unwrap_or(0) * 4096
}
