//! `baton serve`.

use std::{io::IsTerminal, time::Duration};

use tokio::net::TcpListener;

use super::local;
use crate::{
    audit, http,
    identity::actions,
    platform::{
        app::App,
        clock::Clock,
        config::Config,
        error::{Error, Result},
        jobs,
    },
};

/// How often this machine's clock is held against a shared database's.
const CLOCK_EVERY: Duration = Duration::from_secs(10);
/// Requests under way at a stop get this long.
const LINGER: Duration = Duration::from_secs(5);

/// Serves the workspace until it is told to stop, then lets requests end and the store flush.
pub async fn serve(config: Config) -> Result<()> {
    start_log(&config);
    let listener = TcpListener::bind(&config.listen).await.map_err(|error| Error::invalid("listen", format!("{} cannot be listened on: {error}", config.listen)))?;
    if config.is_embedded() {
        std::fs::create_dir_all(&config.data).map_err(|error| Error::invalid("data", format!("{} cannot be made: {error}", config.data.display())))?;
    }
    let app = App::open(config.clone(), Clock::System).await?;
    work(&app);
    if config.is_embedded() {
        local::listen(app.clone(), &config.socket()).await?;
    }
    let address = listener.local_addr().map_err(Error::internal)?;
    println!("Baton serves at {}", app.config.public_url());
    if let Some(token) = actions::setup_token(&app).await? {
        println!("\nSet it up, once, at:\n  {}/setup?token={token}\n", app.config.public_url());
    }
    tracing::info!(listen = %address, "serving");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn({
        let app = app.clone();
        async move { http::serve(&app, listener, async { stopped.await.unwrap_or_default() }).await }
    });
    wait_for_signal().await;
    let _ = stop.send(());
    // Open sockets never end by themselves.
    let _ = tokio::time::timeout(LINGER, server).await;
    let _ = std::fs::remove_file(config.socket());
    app.db.close().await
}

/// Starts what works beside the requests.
pub fn work(app: &App) {
    tokio::spawn(jobs::work(app.clone()));
    tokio::spawn(audit::seal::work(app.clone()));
    tokio::spawn(crate::search::feed::run(app.clone()));
    tokio::spawn(crate::report::ledger::warm(app.clone()));
    if app.db.is_shared() {
        tokio::spawn(watch_clock(app.clone()));
        tokio::spawn(crate::event::tail::run(app.clone()));
        tokio::spawn(crate::identity::sessions::follow(app.clone()));
    }
}

async fn watch_clock(app: App) {
    loop {
        if let Err(error) = app.db.compare_clock(&app.clock).await {
            tracing::warn!(error.message = %error, error.cause = error.cause(), "the database could not be asked for its time");
        }
        tokio::time::sleep(CLOCK_EVERY).await;
    }
}

async fn wait_for_signal() {
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(terminate) => terminate,
        Err(_) => return,
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

/// Logs to standard error.
pub fn start_log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log).unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,baton=info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Colours are for people: a file, a pipe or a journal would keep their codes.
    let log = if std::io::stderr().is_terminal() { log } else { log.with_ansi(false) };
    if config.log_json { log.json().init() } else { log.init() }
}
