//! Writes sample records in bulk: many rows and their events in one transaction, as [`crate::platform::tx`] does one by one.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};
use surrealdb::types::{SurrealValue, Value};
use ulid::Ulid;

use crate::{
    audit::digest,
    campaign::model::{Campaign, Touchpoint},
    event::model::{Event, changes_between},
    platform::{
        actor::ActorStamp,
        app::App,
        db::query,
        error::Result,
        id::Id,
        record::{Record, newest_first},
        scope::Grounds,
        tx::Tx,
    },
};

/// Records of one transaction: it is short, and small in memory.
pub const BATCH: usize = 200;
/// Attempts before a conflict ends the sample: batches share no record, and a server may be at work beside them.
const ATTEMPTS: u32 = 5;

/// Rows that wait to be written together, each record with the event of its creation.
#[derive(Default)]
pub struct Batch {
    rows: BTreeMap<&'static str, Vec<Value>>,
    events: Vec<Event>,
}

impl Batch {
    /// Adds a record as it is at version 1, and its event, which happened when the record was created.
    pub fn add<R: Record>(&mut self, mut record: R, kind: &str, by: &ActorStamp) {
        // Narrowed roles and territories get their keys when the whole sample is there.
        record.settle(&Grounds::default());
        let after = record.snapshot();
        let meta = record.meta();
        self.events.push(Event {
            // Minted when the batch is written: event ids follow the order of writing, whenever it happened.
            id: Id::new("event", Ulid::nil()),
            at: meta.created_at,
            at_desc: newest_first(meta.created_at),
            actor: by.clone(),
            address: None,
            kind: kind.to_owned(),
            subject: meta.id.clone(),
            version: meta.version,
            version_desc: -meta.version,
            changes: changes_between(&Map::new(), &after),
            snapshot: Json::Object(after),
            keys_before: Vec::new(),
            keys_after: meta.keys.clone(),
            correlation: String::new(),
            salt: Some(digest::salt()),
            digest: None,
            erased_at: None,
        });
        self.rows.entry(R::TYPE.table()).or_default().push(record.into_value());
    }

    /// Touchpoints have no event of their own.
    pub fn add_touchpoint(&mut self, touchpoint: Touchpoint) {
        self.rows.entry("touchpoint").or_default().push(touchpoint.into_value());
    }

    /// How many records it holds.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes everything in one transaction, then makes the events public. Gives the number of rows, events among them.
    pub async fn write(mut self, app: App) -> Result<usize> {
        if self.is_empty() {
            return Ok(0);
        }
        let ticket = app.hub.mint(self.events.iter().map(|event| (event.subject.clone(), event.version)).collect(), None);
        let correlation = ticket.ids().first().map(Ulid::to_string).unwrap_or_default();
        for (event, id) in self.events.iter_mut().zip(ticket.ids()) {
            event.id = Id::new("event", id);
            event.correlation.clone_from(&correlation);
        }
        let written = self.events.len() + self.rows.values().map(Vec::len).sum::<usize>();
        let tables: Vec<&str> = self.rows.keys().copied().collect();
        let sql: String = tables.iter().map(|table| format!("INSERT INTO {table} ${table} RETURN NONE;")).collect();
        let mut insert = query(format!("{sql}INSERT INTO event $events RETURN NONE")).bind("events", self.events.clone());
        for (table, rows) in self.rows {
            insert = insert.bind(table, Value::from_t(rows));
        }
        let mut attempt = 1;
        loop {
            let tx = app.db.begin().await?;
            let outcome = match tx.query(insert.clone()).await {
                Ok(_) => tx.commit().await,
                Err(error) => {
                    tx.cancel().await;
                    Err(error)
                }
            };
            match outcome {
                Ok(()) => break,
                Err(error) if error.is_retryable() && attempt < ATTEMPTS => attempt += 1,
                Err(error) => return Err(error),
            }
        }
        ticket.committed(self.events);
        Ok(written)
    }
}

/// Notes a touchpoint, as [`Batch::add_touchpoint`] does, in a transaction of its own kind.
pub async fn touch(tx: &Tx, touchpoint: Touchpoint) -> Result<()> {
    tx.query(query("CREATE ONLY $row.id CONTENT $row RETURN NONE").bind("row", touchpoint)).await.map(drop)
}

/// The campaigns with these UTM names, of an earlier sample.
pub async fn campaigns(app: &App, names: &[&str]) -> Result<Vec<Campaign>> {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    app.db.query(query("SELECT * FROM campaign WITH INDEX campaign_utm WHERE utmCampaign IN $names").bind("names", names)).await?.all(0)
}

/// Notes that the sample of a seed is being made; false when it was made before.
pub async fn claim(app: &App, seed: u64) -> Result<bool> {
    let id = Id::new("counter", format!("sample-{seed}"));
    let known: Option<Id> = app.db.query(query("SELECT VALUE id FROM $id").bind("id", id.clone())).await?.first(0)?;
    if known.is_some() {
        return Ok(false);
    }
    app.db.query(query("CREATE ONLY $id SET at = $at RETURN NONE").bind("id", id).bind("at", app.clock.now())).await.map(|_| true)
}
