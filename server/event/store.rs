//! The only SurrealQL for the table `event`.

use chrono::TimeDelta;
use ulid::Ulid;

use super::model::Event;
use crate::platform::{
    app::App,
    clock::Instant,
    db::{Db, Transaction, query},
    error::Result,
    id::Id,
};

/// How long ago a replay may begin; the history itself is kept for ever.
pub const HORIZON: TimeDelta = TimeDelta::days(7);

pub async fn insert(tx: &Transaction, events: &[Event]) -> Result<()> {
    tx.query(query("INSERT INTO event $events RETURN NONE").bind("events", events.to_vec())).await.map(drop)
}

/// Whether an event was committed, for when a commit's outcome is unknown.
pub async fn exists(db: &Db, id: &Id) -> Result<bool> {
    let mut rows = db.query(query("SELECT VALUE id FROM $id").bind("id", id.clone())).await?;
    Ok(rows.first::<Id>(0)?.is_some())
}

/// The newest event's id.
pub async fn newest(db: &Db) -> Result<Option<Ulid>> {
    let mut rows = db.query(query("SELECT VALUE id FROM event ORDER BY id DESC LIMIT 1")).await?;
    Ok(rows.first::<Id>(0)?.and_then(|id| id.key().parse().ok()))
}

/// Up to `limit` events with ids above `after`, in id order.
pub async fn after(db: &Db, after: Ulid, limit: usize) -> Result<Vec<Event>> {
    // Both ends bound: an open range would scan the table. The last ULID sorts behind every other.
    let from = Ulid(after.0.saturating_add(1));
    let sql = format!("SELECT * FROM event:⟨{from}⟩..=⟨{}⟩ LIMIT {limit}", Ulid(u128::MAX));
    db.query(query(sql)).await?.all(0)
}

/// One record's events after `version`, oldest first: what an edit is merged with.
pub async fn of_subject_since(tx: &Transaction, subject: &Id, version: i64) -> Result<Vec<Event>> {
    let q = query("SELECT * FROM event WITH INDEX event_subject WHERE subject = $subject AND versionDesc < $than ORDER BY versionDesc")
        .bind("subject", subject.clone())
        .bind("than", -version);
    let mut events: Vec<Event> = tx.query(q).await?.all(0)?;
    events.reverse();
    Ok(events)
}

/// One record's events, newest first, older than `before` if given.
pub async fn of_subject(app: &App, subject: &Id, before: Option<i64>, limit: usize) -> Result<Vec<Event>> {
    let sql = format!("SELECT * FROM event WITH INDEX event_subject WHERE subject = $subject AND versionDesc > $than ORDER BY versionDesc LIMIT {limit}");
    let than = before.map_or(i64::MIN, |version| -version);
    app.db.query(query(sql).bind("subject", subject.clone()).bind("than", than)).await?.all(0)
}

/// The oldest id that a replay may start after.
pub fn horizon(now: Instant) -> Ulid {
    Ulid::from_parts((now - HORIZON).timestamp_millis().max(0) as u64, 0)
}
