//! The only SurrealQL for the table `event`.

use chrono::TimeDelta;
use surrealdb::types::{SurrealValue, Value};
use ulid::Ulid;

use super::model::Event;
use crate::audit::digest::Row;
use crate::platform::{
    app::App,
    clock::Instant,
    db::{Db, Transaction, query, query_range},
    error::Result,
    id::Id,
    tx::Tx,
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

/// Up to `limit` events with ids above `after` up to and with `to`, in id order.
pub async fn between(db: &Db, after: Ulid, to: Ulid, limit: usize) -> Result<Vec<Event>> {
    let from = Ulid(after.0.saturating_add(1));
    if from > to {
        return Ok(Vec::new());
    }
    db.query(query_range("*", "event", from, to, limit)).await?.all(0)
}

/// The ids of all events above `after`, in order and of one moment: with a record's event all its earlier ones are there.
///
/// Without a limit: `after` is a cursor's settled id, so these are what was committed in the last seconds.
pub async fn ids_after(db: &Db, after: Ulid) -> Result<Vec<Id>> {
    let from = Ulid(after.0.saturating_add(1));
    db.query(query_range("VALUE id", "event", from, Ulid(u128::MAX), u32::MAX as usize)).await?.all(0)
}

/// Events by id, in id order.
pub async fn by_ids(db: &Db, ids: &[Id]) -> Result<Vec<Event>> {
    let mut events: Vec<Event> = db.query(query("SELECT * FROM $ids").bind("ids", ids.to_vec())).await?.all(0)?;
    events.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(events)
}

/// The newest id among the events right before these `(subject, version)`s; `None` when all are first versions.
pub async fn newest_before(tx: &Transaction, subjects: &[(Id, i64)]) -> Result<Option<Ulid>> {
    let changed: Vec<&(Id, i64)> = subjects.iter().filter(|(_, version)| *version > 1).collect();
    if changed.is_empty() {
        return Ok(None);
    }
    let statements: Vec<String> =
        (0..changed.len()).map(|i| format!("SELECT VALUE id FROM event WITH INDEX event_subject WHERE subject = $subject{i} AND versionDesc = $version{i}")).collect();
    let asked = changed
        .iter()
        .enumerate()
        .fold(query(statements.join(";")), |q, (i, (subject, version))| q.bind(&format!("subject{i}"), subject.clone()).bind(&format!("version{i}"), 1 - version));
    let mut rows = tx.query(asked).await?;
    let mut newest = None;
    for i in 0..changed.len() {
        newest = newest.max(rows.first::<Id>(i)?.and_then(|id| id.key().parse().ok()));
    }
    Ok(newest)
}

/// One record's events after `version`, oldest first: what an edit is merged with.
pub async fn of_subject_since(tx: &Tx, subject: &Id, version: i64) -> Result<Vec<Event>> {
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

/// One record's events as they are stored, newest first behind `after`, each with what it is ordered by.
pub async fn rows_of(db: &Db, subject: &Id, after: i64, limit: usize) -> Result<Vec<(Row, i64)>> {
    let sql = format!("SELECT * FROM event WITH INDEX event_subject WHERE subject = $subject AND versionDesc > $after ORDER BY versionDesc LIMIT {limit}");
    let rows: Vec<Value> = db.query(query(sql).bind("subject", subject.clone()).bind("after", after)).await?.all(0)?;
    let order = |row: &Value| if let Value::Object(fields) = row { fields.get("versionDesc").and_then(|value| i64::from_value(value.clone()).ok()) } else { None };
    Ok(rows.into_iter().map(|row| (order(&row).unwrap_or(i64::MAX), row)).map(|(order, row)| (Row::of(row), order)).collect())
}

/// Events as they are stored, by id.
pub async fn rows(tx: &Tx, ids: &[Id]) -> Result<Vec<Row>> {
    Ok(tx.query(query("SELECT * FROM $ids").bind("ids", ids.to_vec())).await?.all::<Value>(0)?.into_iter().map(Row::of).collect())
}

/// The oldest id that a replay may start after.
pub fn horizon(now: Instant) -> Ulid {
    Ulid::from_parts((now - HORIZON).timestamp_millis().max(0) as u64, 0)
}
