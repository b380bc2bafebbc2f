//! The database's shape, step by step: `NNNN_name.surql`, embedded, checksummed, each run once.
//!
//! Every statement may run twice, so a migration that was interrupted runs again from its start without harm.

use sha2::{Digest, Sha256};
use surrealdb::types::SurrealValue;

use crate::platform::{
    clock::Instant,
    db::{Db, query, query_range},
    error::{Error, Result},
    id::Id,
    record::text_key,
};

/// All migrations, in order.
const ALL: &[(&str, &str)] = &[
    ("0001_records", include_str!("0001_records.surql")),
    ("0002_territories", include_str!("0002_territories.surql")),
    ("0003_audit", include_str!("0003_audit.surql")),
    ("0004_nameless", include_str!("0004_nameless.surql")),
    ("0005_health", include_str!("0005_health.surql")),
];

#[derive(SurrealValue)]
struct Done {
    id: Id,
    checksum: String,
    at: Instant,
}

/// Brings the database to the newest shape; says how many migrations ran. Errors: a migration that had run was changed since;
/// a newer Baton has migrated it.
pub async fn run(db: &Db, now: Instant) -> Result<usize> {
    db.query(query("DEFINE TABLE IF NOT EXISTS migration")).await?;
    let done: Vec<Done> = db.query(query("SELECT * FROM migration")).await?.all(0)?;
    if let Some(newer) = done.iter().find(|done| ALL.iter().all(|(key, _)| done.id.key() != *key)) {
        let key = newer.id.key();
        return Err(Error::invalid("data", format!("This database was written by a newer Baton: its migration {key} is unknown to this one. Start the newer one.")));
    }
    let mut ran = 0;
    for &(key, text) in ALL {
        let checksum: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        if let Some(before) = done.iter().find(|before| before.id.key() == key) {
            if before.checksum != checksum {
                return Err(Error::internal(format!("the migration {key} was changed after it had run")));
            }
            continue;
        }
        db.query(query(text)).await?;
        if key == "0004_nameless" {
            nameless(db).await?;
        }
        let row = Done { id: Id::new("migration", key), checksum, at: now };
        db.query(query("UPSERT ONLY $row.id CONTENT $row RETURN NONE").bind("row", row)).await?;
        tracing::info!(migration = key, "migrated");
        ran += 1;
    }
    Ok(ran)
}

/// Contacts that are read, and at most written, at once.
const PAGE: usize = 500;

async fn nameless(db: &Db) -> Result<()> {
    #[derive(SurrealValue)]
    #[surreal(rename_all = "camelCase")]
    struct Named {
        id: Id,
        first_name: Option<String>,
        last_name: Option<String>,
    }
    let mut from = String::from("0");
    loop {
        let page: Vec<Named> = db.query(query_range("id, firstName, lastName", "contact", &from, '~', PAGE)).await?.all(0)?;
        let Some(last) = page.last() else { return Ok(()) };
        // The next possible key.
        from = format!("{}0", last.id.key());
        let ids: Vec<Id> = page.into_iter().filter(|row| row.first_name.is_none() && row.last_name.is_none()).map(|row| row.id).collect();
        if !ids.is_empty() {
            db.query(query("UPDATE $ids SET nameKey = $behind RETURN NONE").bind("ids", ids).bind("behind", text_key(""))).await?;
        }
    }
}
