//! All routes, and the server that answers them.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, header},
    middleware,
    routing::{get, post},
};
use tokio::net::TcpListener;
use tower_http::{compression::CompressionLayer, set_header::SetResponseHeaderLayer};

use super::{
    auth, forms,
    graphql::{self, Endpoint},
    health, page, peer, socket, web,
};
use crate::{
    masking::Api,
    platform::{
        app::App,
        error::{Error, Result},
    },
};

/// A request to the API may have this many bytes.
const LARGEST_BODY: usize = 1024 * 1024;

/// Everything that the server answers.
pub fn router(app: &App) -> Router {
    let endpoint = Endpoint { app: app.clone(), api: Arc::new(Api::new(app)) };
    let header = |name: HeaderName, value: &'static str| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    Router::new()
        .route("/graphql", post(graphql::post).get(graphql::get))
        .route("/graphql/ws", get(socket::upgrade))
        .route("/auth/{key}/start", get(auth::start))
        .route("/auth/{key}/callback", get(auth::callback))
        .route("/f/{slug}", get(forms::page).post(forms::submit).options(forms::preflight))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .route("/form.css", get(page::style))
        .fallback(get(web::file))
        .with_state(endpoint)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CompressionLayer::new())
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "strict-origin-when-cross-origin"))
        .layer(header(header::CONTENT_SECURITY_POLICY, "default-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"))
}

/// Serves until `stop` resolves.
pub async fn serve(app: &App, listener: TcpListener, stop: impl Future<Output = ()> + Send + 'static) -> Result<()> {
    let routes = router(app).layer(middleware::from_fn_with_state(app.clone(), peer::name));
    axum::serve(listener, routes.into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(stop).await.map_err(Error::internal)
}
