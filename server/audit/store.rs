//! The only SurrealQL for the tables `audit` and `seal`.

use chrono::TimeDelta;
use surrealdb::types::{SurrealValue, Value};
use ulid::Ulid;

use super::{
    actions::Asked,
    digest::Row,
    model::Entry,
    seal::{Head, Seal},
};
use crate::{
    event::model::Event,
    platform::{
        clock::Instant,
        db::{Db, Query, Transaction, query, query_range},
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

/// Where an entry or event stands in the audit: newest first, and what is of one time by its key.
pub type Place = (i64, String);

/// Rows that one page looks through for an action: a rare one is searched page by page, not through all there is.
const LOOKED_THROUGH: usize = 2_000;

/// What changed no record, newest first, behind a place; and where looking ended before there were enough.
pub async fn deeds(db: &Db, asked: &Asked, behind: Option<&Place>, limit: usize) -> Result<(Vec<Entry>, Option<Place>)> {
    page(db, &DEEDS, asked, behind, limit).await
}

/// Changes of records, in the same way.
pub async fn changes(db: &Db, asked: &Asked, behind: Option<&Place>, limit: usize) -> Result<(Vec<Event>, Option<Place>)> {
    page(db, &CHANGES, asked, behind, limit).await
}

/// A table of the audit, and what its columns are called.
struct Source {
    table: &'static str,
    subject: &'static str,
    action: &'static str,
}

const DEEDS: Source = Source { table: "audit", subject: "subjectId", action: "action" };
const CHANGES: Source = Source { table: "event", subject: "subject", action: "kind" };

async fn page<T: SurrealValue>(db: &Db, source: &Source, asked: &Asked, behind: Option<&Place>, limit: usize) -> Result<(Vec<T>, Option<Place>)> {
    #[derive(SurrealValue)]
    #[surreal(rename_all = "camelCase")]
    struct Head {
        id: Id,
        at_desc: i64,
        action: String,
    }
    let Some(action) = asked.action.as_ref().map(|action| action.to_lowercase()) else {
        return Ok((db.query(select(source, "*", asked, behind, limit)).await?.all(0)?, None));
    };
    let heads: Vec<Head> = db.query(select(source, &format!("id, atDesc, {} AS action", source.action), asked, behind, LOOKED_THROUGH)).await?.all(0)?;
    let end = heads.last().filter(|_| heads.len() == LOOKED_THROUGH).map(|last| (last.at_desc, last.id.key().to_owned()));
    let ids: Vec<Id> = heads.into_iter().filter(|head| head.action.to_lowercase().contains(&action)).map(|head| head.id).take(limit).collect();
    let end = end.filter(|_| ids.len() < limit);
    Ok((db.query(query("SELECT * FROM $ids").bind("ids", ids)).await?.all(0)?, end))
}

fn select(source: &Source, columns: &str, asked: &Asked, behind: Option<&Place>, limit: usize) -> Query {
    let Source { table, subject, .. } = source;
    // The narrowest index first: one record's, one person's, else that of time.
    let (index, equal) = match asked {
        Asked { subject_id: Some(_), .. } => ("subject", format!("{subject} = $subject AND ")),
        Asked { actor_id: Some(_), .. } => ("actor", "actor.id = $actor AND ".to_owned()),
        _ => ("at", String::new()),
    };
    let also = if asked.subject_id.is_some() && asked.actor_id.is_some() { " AND actor.id = $actor" } else { "" };
    let behind_it = if behind.is_some() { " AND (atDesc > $since OR record::id(id) > $behind)" } else { "" };
    let since = behind.map(|(at, _)| *at).max(asked.to.map(|to| 1 - to.timestamp_micros())).unwrap_or(i64::MIN);
    let sql = format!("SELECT {columns} FROM {table} WITH INDEX {table}_{index} WHERE {equal}atDesc >= $since AND atDesc <= $until{also}{behind_it} ORDER BY atDesc LIMIT {limit}");
    query(sql)
        .bind("since", since)
        .bind("until", asked.from.map_or(i64::MAX, |from| -from.timestamp_micros()))
        .bind("actor", asked.actor_id.clone())
        .bind("subject", asked.subject_id.clone())
        .bind("behind", behind.map(|(_, key)| key.clone()))
}

/// The plans of both, for the test that holds them.
pub async fn explain(db: &Db, asked: &Asked, behind: Option<&Place>) -> Result<String> {
    let mut plans = String::new();
    for source in [DEEDS, CHANGES] {
        let asked = select(&source, "*", asked, behind, 50);
        let sql = format!("EXPLAIN {}", asked.sql());
        plans.push_str(&format!("{:?}\n", db.query(asked.with_sql(sql)).await?.all::<Value>(0)?));
    }
    Ok(plans)
}

/// The newest entry's key.
pub async fn newest(db: &Db) -> Result<Option<Ulid>> {
    let newest: Option<Id> = db.query(query("SELECT VALUE id FROM audit ORDER BY id DESC LIMIT 1")).await?.first(0)?;
    Ok(newest.and_then(|id| id.key().parse().ok()))
}

/// The ids of the first entries and events behind `after`, up to and with `to`, in the order of their keys.
pub async fn ids_between(db: &Db, after: Ulid, to: Ulid, limit: usize) -> Result<Vec<Id>> {
    between(db, "VALUE id", after, to, limit, |id| Id::from_value(id).map_err(Error::internal), Id::key).await
}

/// The same, as they are stored.
pub async fn rows_between(db: &Db, after: Ulid, to: Ulid, limit: usize) -> Result<Vec<Row>> {
    between(db, "*", after, to, limit, |row| Ok(Row::of(row)), |row| row.id.key()).await
}

async fn between<T>(db: &Db, columns: &str, after: Ulid, to: Ulid, limit: usize, read: impl Fn(Value) -> Result<T>, key: impl Fn(&T) -> &str) -> Result<Vec<T>> {
    let from = Ulid(after.0.saturating_add(1));
    if from > to {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for table in ["event", "audit"] {
        for value in db.query(query_range(columns, table, from, to, limit)).await?.all::<Value>(0)? {
            found.push(read(value)?);
        }
    }
    // The smallest `limit` of both are the smallest of all.
    found.sort_by(|a, b| key(a).cmp(key(b)));
    found.truncate(limit);
    Ok(found)
}

/// Entries and events as they are stored, in the order of `ids`.
pub async fn rows(db: &Db, ids: Vec<Id>) -> Result<Vec<Row>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(db.query(query("SELECT * FROM $ids").bind("ids", ids)).await?.all::<Value>(0)?.into_iter().map(Row::of).collect())
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
    db.query(query_range("*", "seal", from.key(), to.key(), limit)).await?.all::<Value>(0).map(|rows| rows.into_iter().map(|row| Seal::from_value(row).ok()).collect())
}

/// Takes what rows tell, and leaves its digest.
pub async fn erase(tx: &Tx, rows: &[Row]) -> Result<()> {
    for row in rows {
        let sql = "UPDATE $id SET changes = [], address = NONE, detail = IF detail THEN {} ELSE NONE END, snapshot = IF snapshot THEN {} ELSE NONE END, salt = NONE, digest = $digest, erasedAt = $at RETURN NONE";
        tx.query(query(sql).bind("id", row.id.clone()).bind("digest", row.payload()).bind("at", tx.now())).await?;
    }
    Ok(())
}
