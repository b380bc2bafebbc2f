//! The only SurrealQL for the tables `audit` and `seal`.

use chrono::TimeDelta;
use surrealdb::types::{SurrealValue, Value};
use ulid::Ulid;

use super::{
    actions::Asked,
    digest::Row,
    model::Entry,
    seal::{Head, Seal, key},
};
use crate::{
    event::model::Event,
    platform::{
        clock::Instant,
        db::{Db, Transaction, query},
        error::{Error, Result},
        id::Id,
        tx::Tx,
    },
};

/// The row that says where the chain ends.
fn head_id() -> Id {
    Id::new("counter", "seal")
}

pub async fn add(db: &Db, entry: Entry) -> Result<()> {
    db.query(query("CREATE ONLY $row.id CONTENT $row RETURN NONE").bind("row", entry)).await.map(drop)
}

/// Adds entries in the transaction of what they are about.
pub async fn add_in(tx: &Transaction, entries: Vec<Entry>) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    tx.query(query("INSERT INTO audit $rows RETURN NONE").bind("rows", entries)).await.map(drop)
}

/// Entries, newest first, behind a cursor: what changed no record.
pub async fn deeds(db: &Db, asked: &Asked, behind: Option<&(i64, String)>, limit: usize) -> Result<Vec<Entry>> {
    page(db, "audit", ["subjectId", "action"], asked, behind, limit).await
}

/// Changes of records, newest first, behind a cursor.
pub async fn changes(db: &Db, asked: &Asked, behind: Option<&(i64, String)>, limit: usize) -> Result<Vec<Event>> {
    page(db, "event", ["subject", "kind"], asked, behind, limit).await
}

async fn page<T: SurrealValue>(db: &Db, table: &str, [subject, action]: [&str; 2], asked: &Asked, behind: Option<&(i64, String)>, limit: usize) -> Result<Vec<T>> {
    // The narrowest index first: one record's, one person's, else that of time.
    let index = match asked {
        Asked { subject_id: Some(_), .. } => "subject",
        Asked { actor_id: Some(_), .. } => "actor",
        _ => "at",
    };
    let mut tests = vec!["atDesc >= $since".to_owned(), "atDesc <= $until".to_owned()];
    tests.extend(asked.subject_id.as_ref().map(|_| format!("{subject} = $subject")));
    tests.extend(asked.actor_id.as_ref().map(|_| "actor.id = $actor".to_owned()));
    tests.extend(asked.action.as_ref().map(|_| format!("string::contains(string::lowercase({action}), $action)")));
    tests.extend(behind.map(|_| "(atDesc > $since OR record::id(id) > $behind)".to_owned()));
    let since = behind.map(|(at, _)| *at).max(asked.to.map(|to| 1 - to.timestamp_micros())).unwrap_or(i64::MIN);
    let sql = format!("SELECT * FROM {table} WITH INDEX {table}_{index} WHERE {} ORDER BY atDesc, id LIMIT {limit}", tests.join(" AND "));
    let q = query(sql)
        .bind("since", since)
        .bind("until", asked.from.map_or(i64::MAX, |from| -from.timestamp_micros()))
        .bind("actor", asked.actor_id.clone())
        .bind("subject", asked.subject_id.clone())
        .bind("action", asked.action.as_ref().map(|action| action.to_lowercase()))
        .bind("behind", behind.map(|(_, key)| key.clone()));
    db.query(q).await?.all(0)
}

/// The newest entry's key.
pub async fn newest(db: &Db) -> Result<Option<Ulid>> {
    let newest: Option<Id> = db.query(query("SELECT VALUE id FROM audit ORDER BY id DESC LIMIT 1")).await?.first(0)?;
    Ok(newest.and_then(|id| id.key().parse().ok()))
}

/// The first entries and events behind `after`, up to and with `to`, in the order of their keys. As they are stored.
pub async fn between(db: &Db, after: Ulid, to: Ulid, limit: usize) -> Result<Vec<Row>> {
    let from = Ulid(after.0.saturating_add(1));
    if from > to {
        return Ok(Vec::new());
    }
    let range = |table| format!("SELECT * FROM {table}:⟨{from}⟩..=⟨{to}⟩ LIMIT {limit}");
    let mut answer = db.query(query(format!("{};{}", range("event"), range("audit")))).await?;
    let mut rows: Vec<Row> = Vec::new();
    for table in 0..2 {
        rows.extend(answer.all::<Value>(table)?.into_iter().map(Row::of));
    }
    // The smallest `limit` of both are the smallest of all.
    rows.sort_by(|a, b| key(&a.id).cmp(key(&b.id)));
    rows.truncate(limit);
    Ok(rows)
}

pub async fn head(db: &Db) -> Result<Option<Head>> {
    db.query(query("SELECT * FROM $id").bind("id", head_id())).await?.first(0)
}

/// Adds a seal and moves the chain's end to it; false when another process was quicker.
pub async fn add_seal(db: &Db, seal: Seal) -> Result<bool> {
    let head = Head { number: seal.number, through: seal.through.clone(), hash: seal.hash.clone(), at: Some(seal.at) };
    let tx = db.begin().await?;
    let newest: Option<i64> = tx.query(query("SELECT VALUE number FROM $id").bind("id", head_id())).await?.first(0)?;
    if newest.unwrap_or(0) + 1 != seal.number {
        tx.cancel().await;
        return Ok(false);
    }
    let sql = "CREATE ONLY $seal.id CONTENT $seal RETURN NONE; UPSERT ONLY $id MERGE $head RETURN NONE";
    let written = match tx.query(query(sql).bind("id", head_id()).bind("seal", seal).bind("head", head)).await {
        Ok(_) => tx.commit().await,
        Err(error) => {
            tx.cancel().await;
            Err(error)
        }
    };
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.is_retryable() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether it is this process that seals; asking is taking the turn.
pub async fn lease(db: &Db, me: &str, now: Instant, until: TimeDelta) -> Result<bool> {
    if head(db).await?.is_none() {
        // Of two that seal the first stretch one is quicker.
        return Ok(true);
    }
    let sql = "UPDATE $id SET holder = $me, heldUntil = $until WHERE holder IN [NONE, $me] OR heldUntil < $now RETURN VALUE holder";
    match db.query(query(sql).bind("id", head_id()).bind("me", me).bind("now", now).bind("until", now + until)).await {
        Ok(mut holder) => Ok(holder.first::<String>(0)?.is_some()),
        Err(error) if error.is_retryable() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Seals from a number on; `None` for a row that is none.
pub async fn seals(db: &Db, from: i64, limit: usize) -> Result<Vec<Option<Seal>>> {
    let (from, to) = (super::seal::id(from), super::seal::id(999_999_999_999));
    db.query(query(format!("SELECT * FROM seal:⟨{}⟩..=⟨{}⟩ LIMIT {limit}", from.key(), to.key())))
        .await?
        .all::<Value>(0)
        .map(|rows| rows.into_iter().map(|row| Seal::from_value(row).ok()).collect())
}

/// Takes what rows tell, and leaves its digest.
pub async fn erase(tx: &Tx, rows: &[Row]) -> Result<()> {
    for row in rows {
        let (table, key) = row.id.split_once(':').ok_or_else(|| Error::internal("a row without an id"))?;
        let sql = "UPDATE $id SET changes = [], address = NONE, detail = IF detail THEN {} ELSE NONE END, snapshot = IF snapshot THEN {} ELSE NONE END, salt = NONE, digest = $digest, erasedAt = $at RETURN NONE";
        tx.query(query(sql).bind("id", Id::new(table, key)).bind("digest", row.payload()).bind("at", tx.now())).await?;
    }
    Ok(())
}
