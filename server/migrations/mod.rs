//! The database's shape, step by step: `NNNN_name.surql`, embedded, checksummed, each run once.
//!
//! Every statement may run twice, so a migration that was interrupted runs again from its start without harm.

use sha2::{Digest, Sha256};
use surrealdb::types::SurrealValue;

use crate::platform::{
    clock::Instant,
    db::{Db, query},
    error::{Error, Result},
    id::Id,
};

/// All migrations, in order.
const ALL: &[(&str, &str)] = &[
    ("0001_records", include_str!("0001_records.surql")),
    ("0002_territories", include_str!("0002_territories.surql")),
    ("0003_audit", include_str!("0003_audit.surql")),
    ("0004_nameless", include_str!("0004_nameless.surql")),
];

#[derive(SurrealValue)]
struct Done {
    id: Id,
    checksum: String,
    at: Instant,
}

/// Brings the database to the newest shape; says how many migrations ran. Errors: a migration that had run was changed since.
pub async fn run(db: &Db, now: Instant) -> Result<usize> {
    db.query(query("DEFINE TABLE IF NOT EXISTS migration")).await?;
    let done: Vec<Done> = db.query(query("SELECT * FROM migration")).await?.all(0)?;
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
        let row = Done { id: Id::new("migration", key), checksum, at: now };
        db.query(query("UPSERT ONLY $row.id CONTENT $row RETURN NONE").bind("row", row)).await?;
        tracing::info!(migration = key, "migrated");
        ran += 1;
    }
    Ok(ran)
}
