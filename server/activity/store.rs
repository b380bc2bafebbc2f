//! The only SurrealQL for the table `activity`.

use std::collections::HashMap;

use surrealdb::types::SurrealValue;

use super::model::Activity;
use crate::platform::{
    app::App,
    db::{Db, query},
    error::Result,
    id::Id,
    tx::Tx,
};

/// A record's live activities, newest first.
pub async fn of_subject(app: &App, subject: &Id, limit: usize) -> Result<Vec<Activity>> {
    let sql = format!("SELECT * FROM activity WITH INDEX activity_subject WHERE subjectKeys CONTAINS $subject ORDER BY atDesc LIMIT {limit}");
    let found: Vec<Activity> = app.db.query(query(sql).bind("subject", subject.to_string())).await?.all(0)?;
    Ok(found.into_iter().filter(|activity| !activity.meta.is_deleted()).collect())
}

/// Activities about a record, in the trash too, in the order of their ids behind the key `after`.
pub async fn linked(tx: &Tx, subject: &Id, after: &str, limit: usize) -> Result<Vec<Activity>> {
    let sql = format!("SELECT * FROM activity WITH INDEX activity_subject WHERE subjectKeys CONTAINS $subject AND id > $after ORDER BY id LIMIT {limit}");
    tx.query(query(sql).bind("subject", subject.to_string()).bind("after", Id::new("activity", after))).await?.all(0)
}

/// All activities about a record, in the trash too, each with what it is about.
pub async fn all_of(db: &Db, subject: &Id) -> Result<Vec<(Id, Vec<Id>)>> {
    #[derive(SurrealValue)]
    #[surreal(rename_all = "camelCase")]
    struct Row {
        id: Id,
        subject_ids: Vec<Id>,
    }
    let q = query("SELECT id, subjectIds FROM activity WITH INDEX activity_subject WHERE subjectKeys CONTAINS $subject").bind("subject", subject.to_string());
    let rows: Vec<Row> = db.query(q).await?.all(0)?;
    Ok(rows.into_iter().map(|row| (row.id, row.subject_ids)).collect())
}

/// The keys of these records, of whatever kind.
pub async fn keys_of(tx: &Tx, ids: Vec<Id>) -> Result<HashMap<Id, Vec<String>>> {
    #[derive(SurrealValue)]
    struct Row {
        id: Id,
        keys: Vec<String>,
    }
    let rows: Vec<Row> = tx.query(query("SELECT id, keys FROM $ids").bind("ids", ids)).await?.all(0)?;
    Ok(rows.into_iter().map(|row| (row.id, row.keys)).collect())
}
