//! The SurrealQL of the reports: narrow reads over other slices' tables.

use surrealdb::types::SurrealValue;
use ulid::Ulid;

use super::ledger::Kept;
use crate::{
    activity::model::Activity,
    ownership::model::{Handoff, HandoffState},
    platform::{
        app::App,
        clock::Instant,
        db::{query, query_range},
        error::Result,
        id::Id,
        record::newest_first,
    },
};

/// Rows that a list on Today holds at most.
pub const MOST_LISTED: usize = 100;
/// Records read at once when all are read.
const PAGE: usize = 5_000;

/// The records that have an event above `settled`; at most so many, and one of them more than once if it has several.
pub async fn changed_since(app: &App, settled: Ulid, most: usize) -> Result<Vec<Id>> {
    // The last ULID sorts behind every other.
    let from = Ulid(settled.0.saturating_add(1));
    app.db.query(query_range("VALUE subject", "event", from, Ulid(u128::MAX), most)).await?.all(0)
}

/// All records of a table in short, also those in the trash.
pub async fn all<T: Kept>(app: &App) -> Result<Vec<T>> {
    let mut found: Vec<T> = Vec::new();
    let mut after = String::from("0");
    loop {
        let rows: Vec<T> = app.db.query(query_range(T::COLUMNS, T::TABLE, &after, '~', PAGE)).await?.all(0)?;
        let full = rows.len() == PAGE;
        found.extend(rows);
        match found.last() {
            // The smallest key behind the last one.
            Some(last) if full => after = format!("{}-", last.id().key()),
            _ => return Ok(found),
        }
    }
}

/// The records of a table among `ids`, in short.
pub async fn some<T: Kept>(app: &App, ids: &[Id]) -> Result<Vec<T>> {
    let ids: Vec<Id> = ids.iter().filter(|id| id.table() == T::TABLE).cloned().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT {} FROM $ids", T::COLUMNS);
    app.db.query(query(sql).bind("ids", ids)).await?.all(0)
}

/// Live records of a table, in short, that have no owner or one of those who `left`. Each owner is one range of the index.
pub async fn loose<T: Kept>(app: &App, left: &[Id]) -> Result<Vec<T>> {
    let sql = format!("SELECT {} FROM {table} WITH INDEX {table}_list_ownerId_nameKey WHERE keys CONTAINS 'all' AND ownerId =", T::COLUMNS, table = T::TABLE);
    let mut reads = vec![format!("{sql} NONE")];
    reads.extend((0..left.len()).map(|i| format!("{sql} $left{i}")));
    let asked = left.iter().enumerate().fold(query(reads.join(";")), |q, (i, id)| q.bind(&format!("left{i}"), id.clone()));
    let mut answer = app.db.query(asked).await?;
    let mut found = Vec::new();
    for read in 0..reads.len() {
        found.extend(answer.all::<T>(read)?);
    }
    Ok(found)
}

/// Offers that wait for one of `takers`, the most urgent first.
pub async fn offered_to(app: &App, takers: &[Id]) -> Result<Vec<Handoff>> {
    let sql = format!("SELECT * FROM handoff WITH INDEX handoff_to WHERE state = $offered AND toId = $to ORDER BY createdDesc LIMIT {MOST_LISTED}");
    let statements: Vec<String> = (0..takers.len()).map(|i| sql.replace("$to", &format!("$to{i}"))).collect();
    let asked = takers.iter().enumerate().fold(query(statements.join(";")).bind("offered", HandoffState::Offered), |q, (i, id)| q.bind(&format!("to{i}"), id.clone()));
    let mut answer = app.db.query(asked).await?;
    let mut found = Vec::new();
    for read in 0..takers.len() {
        found.extend(answer.all::<Handoff>(read)?.into_iter().filter(|handoff| !handoff.meta.is_deleted()));
    }
    found.sort_by_key(|handoff| (handoff.due_at.is_none(), handoff.due_at, handoff.offered_at));
    found.truncate(MOST_LISTED);
    Ok(found)
}

/// What a person has planned until an instant, in the order it is due.
pub async fn planned(app: &App, owner: &Id, until: Instant) -> Result<Vec<Activity>> {
    let sql = format!(
        "SELECT * FROM activity WITH INDEX activity_list_state_ownerId_dueKey WHERE keys CONTAINS $key AND state = 'PLANNED' AND ownerId = $owner AND dueKey < $until ORDER BY dueKey LIMIT {MOST_LISTED}"
    );
    app.db.query(query(sql).bind("key", owner.to_string()).bind("owner", owner.clone()).bind("until", until.timestamp_micros())).await?.all(0)
}

/// How many things a person did between two instants.
pub async fn done(app: &App, owner: &Id, from: Instant, to: Instant) -> Result<i64> {
    let sql = "SELECT count() FROM activity WITH INDEX activity_list_ownerId_atDesc WHERE keys CONTAINS $key AND ownerId = $owner AND atDesc <= $from AND atDesc > $to AND state = 'DONE' GROUP ALL";
    let asked = query(sql).bind("key", owner.to_string()).bind("owner", owner.clone()).bind("from", newest_first(from)).bind("to", newest_first(to));
    #[derive(SurrealValue)]
    struct Count {
        count: i64,
    }
    Ok(app.db.query(asked).await?.first::<Count>(0)?.map_or(0, |row| row.count))
}
