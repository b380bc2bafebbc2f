//! The numbers of this process in Prometheus text.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use prometheus_client::{
    encoding::prometheus_text::{CONTENT_TYPE, encode},
    metrics::{counter::ConstCounter, gauge::ConstGauge},
    registry::Registry,
};

use super::graphql::Endpoint;
use crate::platform::jobs::{self, State as JobState};

/// `GET /metrics`.
pub async fn show(State(endpoint): State<Endpoint>) -> Response {
    let app = &endpoint.app;
    let mut registry = Registry::with_prefix("baton");
    app.metrics.register(&mut registry);
    app.db.times().register(&mut registry);
    registry.register("resident_memory_bytes", "Memory of the process.", ConstGauge::new(resident_bytes()));
    let classes = app.classes.numbers();
    registry.register("subscribers", "Open subscriptions.", ConstGauge::new(classes.subscribers));
    registry.register("subscription_classes", "Different subscriptions among them: each event is executed once a class.", ConstGauge::new(classes.classes));
    registry.register("events_published", "Events that were made public.", ConstCounter::new(app.hub.published()));
    registry.register("payloads_encoded", "Events executed and encoded for subscriptions.", ConstCounter::new(app.classes.encoded()));
    // Without an answer of the database these are left out; the others are still true.
    for (state, name, help) in [
        (JobState::Waiting, "jobs_waiting", "Jobs that are to be done, now or later."),
        (JobState::Dead, "jobs_dead", "Jobs that failed as often as they may and wait for a person."),
    ] {
        if let Ok(count) = jobs::count(app, state).await {
            registry.register(name, help, ConstGauge::new(count));
        }
    }
    let mut text = String::new();
    match encode(&mut text, &registry) {
        Ok(()) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// As the kernel counts it; 0 where it does not say.
fn resident_bytes() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok().and_then(|text| text.split_whitespace().nth(1)?.parse::<u64>().ok());
    pages.unwrap_or(0) * 4096
}
