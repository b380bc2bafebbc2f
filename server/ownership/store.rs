//! The only SurrealQL for the table `handoff`.

use super::model::Handoff;
use crate::platform::{
    app::App,
    db::{Db, Query, query},
    error::Result,
    id::Id,
    tx::Tx,
};

/// Handoffs of one record; it is passed on a few times in its life.
const MOST: usize = 100;

/// All handoffs of a record, newest first; at most 100.
pub async fn of_subject(app: &App, subject: &Id) -> Result<Vec<Handoff>> {
    app.db.query(newest_of(subject)).await?.all(0)
}

/// The same as this transaction leaves them.
pub async fn of_subject_in(tx: &Tx, subject: &Id) -> Result<Vec<Handoff>> {
    tx.query(newest_of(subject)).await?.all(0)
}

/// The ids of all handoffs of a record.
pub async fn all_of(db: &Db, subject: &Id) -> Result<Vec<Id>> {
    db.query(query("SELECT VALUE id FROM handoff WITH INDEX handoff_subject WHERE subjectId = $subject").bind("subject", subject.clone())).await?.all(0)
}

fn newest_of(subject: &Id) -> Query {
    let sql = format!("SELECT * FROM handoff WITH INDEX handoff_subject WHERE subjectId = $subject ORDER BY createdDesc LIMIT {MOST}");
    query(sql).bind("subject", subject.clone())
}
