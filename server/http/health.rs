//! Whether the process lives, and whether it can work.

use std::time::{Duration, Instant};

use axum::{extract::State, http::StatusCode, response::IntoResponse};

use tokio::sync::Mutex;

use super::graphql::Endpoint;
use crate::platform::{app::App, error::Result};

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
