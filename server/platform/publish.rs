//! Makes public what a transaction committed, also when it is not plain that it did.

use std::time::Duration;

use super::{
    app::App,
    error::{Error, Result},
    record::RecordType,
};
use crate::event::{hub::Ticket, model::Event, store as events};

/// Tells what was committed. Whoever reads next finds the directory as this change left it.
pub async fn publish(app: &App, ticket: Ticket, events: Vec<Event>) -> Result<()> {
    let directory = events.iter().any(|event| RecordType::of_table(event.subject.table()).is_some_and(RecordType::is_directory));
    let reloaded = if directory { app.reload_directory().await } else { Ok(()) };
    if app.config.seal_every > 0 {
        app.fresh.add(&events);
    }
    ticket.committed(events);
    reloaded
}

/// A commit failed in a way that does not say whether it took hold: the event's row tells.
pub async fn resolve_unknown(app: &App, ticket: Ticket, events: Vec<Event>, error: Error) -> Result<()> {
    let Some(first) = events.first().map(|event| event.id.clone()) else { return Err(error) };
    // A broken disk is not whole again in a moment: the caller hears of it at once.
    let waits: &[u64] = if error.is_storage() { &[] } else { &[10, 100, 500, 2_000] };
    for &wait in waits {
        match events::exists(&app.db, &first).await {
            Ok(true) => return publish(app, ticket, events).await,
            Ok(false) => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(wait)).await,
        }
    }
    if !error.is_storage() {
        tracing::error!(event.id = %first, "the outcome of a commit is unknown: the database does not answer");
    }
    let (app, waiting) = (app.clone(), first);
    tokio::spawn(async move {
        // The ticket stays out until the answer is known, so that no cursor passes it.
        loop {
            match events::exists(&app.db, &waiting).await {
                Ok(true) => {
                    if let Err(error) = publish(&app, ticket, events).await {
                        tracing::error!(error.message = %error, "the directory could not be read after a commit");
                    }
                    return;
                }
                Ok(false) => return,
                Err(_) => tokio::time::sleep(Duration::from_secs(1)).await,
            }
        }
    });
    Err(error)
}
