//! All routes, and the server that answers them.

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, post},
};
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;

use super::{
    auth, body, forms,
    graphql::{self, Endpoint},
    headers, health,
    listener::{Guarded, Line},
    metrics,
    operations::Operations,
    origin, page, peer, socket, web,
};
use crate::{
    masking::Api,
    platform::{
        app::App,
        error::{Error, Result},
    },
};

/// Everything that the server answers.
fn router(app: &App, operations: Operations) -> Router {
    let endpoint = Endpoint { app: app.clone(), api: Arc::new(Api::new(app)), operations };
    let api = Router::new().route("/graphql", post(graphql::post).get(graphql::get)).layer(origin::cors(&app.config));
    Router::new()
        .merge(api)
        .route("/graphql/ws", get(socket::upgrade))
        .route("/f/{slug}", get(forms::page).post(forms::submit).options(forms::preflight))
        .route("/auth/{key}/start", get(auth::start))
        .route("/auth/{key}/callback", get(auth::callback))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(metrics::show))
        .route("/form.css", get(page::style))
        .fallback(get(web::file))
        .with_state(endpoint)
        .layer(DefaultBodyLimit::max(body::LARGEST))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(body::close_when_unread))
        .layer(middleware::from_fn_with_state(app.clone(), headers::add))
        .layer(middleware::from_fn_with_state(app.clone(), peer::name))
}

/// Serves until `stop` resolves.
pub async fn serve(app: &App, listener: TcpListener, stop: impl Future<Output = ()> + Send + 'static) -> Result<()> {
    serve_listed(app, Operations::of_client(), listener, stop).await
}

/// Serves with a list of what may be asked with a session.
pub async fn serve_listed(app: &App, operations: Operations, listener: TcpListener, stop: impl Future<Output = ()> + Send + 'static) -> Result<()> {
    let routes = router(app, operations);
    let listener = Guarded::new(listener, &app.config);
    axum::serve(listener, routes.into_make_service_with_connect_info::<Line>()).with_graceful_shutdown(stop).await.map_err(Error::internal)
}
