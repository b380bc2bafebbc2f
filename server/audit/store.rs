//! The only SurrealQL for the table `audit`.

use super::{actions::Asked, model::Entry};
use crate::platform::{
    db::{Db, Transaction, query},
    error::Result,
    id::Id,
};

pub async fn add(db: &Db, entry: Entry) -> Result<()> {
    db.query(query("CREATE ONLY $row.id CONTENT $row RETURN NONE").bind("row", entry)).await.map(drop)
}

/// Adds entries in the transaction of the changes that they are about.
pub async fn add_in(tx: &Transaction, entries: Vec<Entry>) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    tx.query(query("INSERT INTO audit $rows RETURN NONE").bind("rows", entries)).await.map(drop)
}

/// Entries, newest first, behind a cursor.
pub async fn page(db: &Db, asked: &Asked, behind: Option<(i64, Id)>, limit: usize) -> Result<Vec<Entry>> {
    let mut tests = vec!["atDesc >= $since", "atDesc <= $until"];
    tests.extend(asked.actor_id.as_ref().map(|_| "actor.id = $actor"));
    tests.extend(asked.subject_id.as_ref().map(|_| "subjectId = $subject"));
    tests.extend(asked.action.as_ref().map(|_| "string::contains(string::lowercase(action), $action)"));
    tests.extend(behind.as_ref().map(|_| "(atDesc > $since OR id > $behind)"));
    let since = behind.as_ref().map(|(at, _)| *at).max(asked.to.map(|to| 1 - to.timestamp_micros())).unwrap_or(i64::MIN);
    let sql = format!("SELECT * FROM audit WITH INDEX audit_at WHERE {} ORDER BY atDesc, id LIMIT {limit}", tests.join(" AND "));
    let q = query(sql)
        .bind("since", since)
        .bind("until", asked.from.map_or(i64::MAX, |from| -from.timestamp_micros()))
        .bind("actor", asked.actor_id.clone())
        .bind("subject", asked.subject_id.clone())
        .bind("action", asked.action.as_ref().map(|action| action.to_lowercase()))
        .bind("behind", behind.map(|(_, id)| id));
    db.query(q).await?.all(0)
}
