//! Fills the search index: once from the records, then from the events.

use std::time::Duration;

use serde_json::{Map, Value as Json};
use surrealdb::types::{SurrealValue, Value};
use tokio::sync::broadcast;

use super::index::Entry;
use crate::{
    event::{hub::Published, model::Event},
    platform::{app::App, db::query_range, error::Result, id::Id, record::RecordType},
    rekey::APPLIED,
};

const SEARCHED: [RecordType; 5] = [RecordType::Contact, RecordType::Company, RecordType::Lead, RecordType::Deal, RecordType::Campaign];
const PAGE: usize = 2_000;
/// Entries written at once when all are: each writing makes a part of the index that is merged later.
const WRITTEN: usize = 20_000;
/// Events wait this long for company before they are written together.
const GATHER: Duration = Duration::from_millis(150);
/// So many events in so long a time are a bulk load.
const STORM: usize = 200;
const CALM: Duration = Duration::from_secs(1);

/// Keeps the index in step with the events until the process ends.
pub async fn run(app: App) {
    app.metrics.search_falls_behind();
    let mut events = app.hub.listen();
    let mut complete = noted(&app, rebuild(&app).await);
    loop {
        let mut batch: Vec<Entry> = Vec::new();
        let mut lagged = false;
        // After a condition of a role or a territory changed, records have other keys without an event of their own.
        let mut rekeyed = false;
        match events.recv().await {
            Ok(published) => {
                rekeyed |= APPLIED.contains(&published.event.kind.as_str());
                batch.extend(entry_of_event(&published.event));
            }
            Err(broadcast::error::RecvError::Closed) => return,
            Err(broadcast::error::RecvError::Lagged(_)) => lagged = true,
        }
        app.metrics.search_falls_behind();
        tokio::time::sleep(GATHER).await;
        while !lagged {
            match events.try_recv() {
                Ok(published) => {
                    rekeyed |= APPLIED.contains(&published.event.kind.as_str());
                    batch.extend(entry_of_event(&published.event));
                }
                Err(broadcast::error::TryRecvError::Lagged(_)) => lagged = true,
                Err(_) => break,
            }
        }
        let written = if lagged {
            // Too many at once to follow one by one: read the records themselves.
            events = after_the_storm(&app).await;
            rebuild(&app).await
        } else if !complete {
            rebuild(&app).await
        } else {
            match app.search.put(batch).await {
                Ok(()) if rekeyed => rebuild(&app).await,
                written => written,
            }
        };
        complete = noted(&app, written);
    }
}

/// Whether everything is in the index now; what is not comes with the next event.
fn noted(app: &App, written: Result<()>) -> bool {
    match &written {
        Ok(()) => app.metrics.search_is_up_to_date(),
        Err(error) => tracing::error!(error.message = %error, error.cause = error.cause(), "the search index could not be written"),
    }
    written.is_ok()
}

/// Listens anew once few events come: reading everything takes a while, and would lag again before it is through.
async fn after_the_storm(app: &App) -> broadcast::Receiver<Published> {
    loop {
        let events = app.hub.listen();
        tokio::time::sleep(CALM).await;
        if events.len() < STORM {
            return events;
        }
    }
}

/// Reads all searchable records into the index.
pub async fn rebuild(app: &App) -> Result<()> {
    let mut entries: Vec<Entry> = Vec::new();
    for kind in SEARCHED {
        let mut after = String::from("0");
        loop {
            let rows: Vec<Value> = app.db.query(query_range("* OMIT stageHistory, lineItems", kind.table(), &after, '~', PAGE)).await?.all(0)?;
            entries.extend(rows.iter().filter_map(|row| entry_of_row(kind, row)));
            if entries.len() >= WRITTEN {
                app.search.put(std::mem::take(&mut entries)).await?;
            }
            match rows.last().and_then(id_of) {
                // The smallest key behind the last one.
                Some(last) if rows.len() == PAGE => after = format!("{}-", last.key()),
                _ => break,
            }
        }
    }
    app.search.put(entries).await
}

fn id_of(row: &Value) -> Option<Id> {
    let Value::Object(fields) = row else { return None };
    Id::from_value(fields.get("id")?.clone()).ok()
}

fn entry_of_row(kind: RecordType, row: &Value) -> Option<Entry> {
    let id = id_of(row)?;
    let Value::Object(fields) = row else { return None };
    let keys = Vec::<String>::from_value(fields.get("keys")?.clone()).ok()?;
    let text = |name: &str| match fields.get(name) {
        Some(Value::String(text)) => Some(Json::String(text.clone())),
        Some(Value::Array(items)) => Some(items.iter().filter_map(|item| if let Value::String(text) = item { Some(Json::String(text.clone())) } else { None }).collect()),
        _ => None,
    };
    let mut snapshot = Map::new();
    for name in ["name", "emails", "phones", "domains", "jobTitle", "city", "website", "offer", "utmCampaign"] {
        if let Some(value) = text(name) {
            snapshot.insert(name.to_owned(), value);
        }
    }
    Some(entry(id, kind, &snapshot, keys))
}

fn entry_of_event(event: &Event) -> Option<Entry> {
    let kind = RecordType::of_table(event.subject.table()).filter(|kind| SEARCHED.contains(kind))?;
    Some(entry(event.subject.clone(), kind, event.snapshot.as_object()?, event.keys_after.clone()))
}

fn entry(id: Id, kind: RecordType, fields: &Map<String, Json>, keys: Vec<String>) -> Entry {
    let text = |name: &str| fields.get(name).and_then(Json::as_str).unwrap_or_default();
    let list = |name: &str| fields.get(name).and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str).collect::<Vec<_>>().join(" ");
    let subtitle = match kind {
        RecordType::Contact => Some(text("jobTitle")).filter(|title| !title.is_empty()).map_or_else(|| list("emails"), str::to_owned),
        RecordType::Company => text("city").to_owned(),
        RecordType::Lead => text("offer").to_owned(),
        _ => String::new(),
    };
    let words = [list("emails"), list("phones"), list("domains"), text("website").to_owned(), text("offer").to_owned(), text("utmCampaign").to_owned()].join(" ");
    Entry { id, kind, title: text("name").to_owned(), subtitle: Some(subtitle).filter(|text| !text.is_empty()), words, keys }
}
