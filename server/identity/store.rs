//! The only SurrealQL for `session` and `token`; people and teams are read with the directory.

use super::sessions::Session;
use crate::platform::{
    clock::Instant,
    db::{Db, query},
    error::Result,
    id::Id,
};

pub async fn session(db: &Db, id: &Id) -> Result<Option<Session>> {
    db.query(query("SELECT * FROM $id").bind("id", id.clone())).await?.first(0)
}

/// Sessions are no domain records: written without an event.
pub async fn put_session(db: &Db, session: Session) -> Result<()> {
    db.query(query("CREATE ONLY $row.id CONTENT $row RETURN NONE").bind("row", session)).await.map(drop)
}

pub async fn drop_session(db: &Db, id: &Id) -> Result<()> {
    db.query(query("DELETE $id RETURN NONE").bind("id", id.clone())).await.map(drop)
}

/// As which role a session looks at the workspace from now on.
pub async fn set_session_role(db: &Db, id: &Id, role: Option<&Id>) -> Result<()> {
    db.query(query("UPDATE $id SET roleId = $role RETURN NONE").bind("id", id.clone()).bind("role", role.cloned())).await.map(drop)
}

/// Notes a use; losing the race to another note is no loss.
pub async fn stamp(db: &Db, id: &Id, now: Instant) -> Result<()> {
    match db.query(query("UPDATE $id SET lastUsedAt = $now RETURN NONE").bind("id", id.clone()).bind("now", now)).await {
        Err(error) if !error.is_retryable() => Err(error),
        _ => Ok(()),
    }
}
