//! The only SurrealQL for `session`, `token`, `ended`, `link` and `second_factor`, and the lookups of people that must not
//! come from memory. People and teams are otherwise read with the directory.

use surrealdb::types::SurrealValue;

use super::{links::Link, model::User, second_factor::SecondFactor, sessions::Session};
use crate::platform::{
    clock::Instant,
    db::{Db, Query, Rows, query},
    error::Result,
    id::Id,
    tx::Tx,
};

/// What a process tells the others of a shared database: these sessions and tokens are over.
#[derive(Clone, Debug, SurrealValue)]
pub struct Ended {
    pub id: Id,
    pub rows: Vec<Id>,
}

/// The person with this e-mail address, as they are now: a password that another process changed counts at once.
pub async fn user_by_email(db: &Db, email: &str) -> Result<Option<User>> {
    db.query(query("SELECT * FROM user WITH INDEX user_email WHERE email = $email LIMIT 1").bind("email", email.to_owned())).await?.first(0)
}

pub async fn user(db: &Db, id: &Id) -> Result<Option<User>> {
    db.query(query("SELECT * FROM $id").bind("id", id.clone())).await?.first(0)
}

/// The active people, as this transaction sees them.
pub async fn active(tx: &Tx) -> Result<Vec<User>> {
    tx.query(query("SELECT * FROM user WHERE active")).await?.all(0)
}

pub async fn session(db: &Db, id: &Id) -> Result<Option<Session>> {
    db.query(query("SELECT * FROM $id").bind("id", id.clone())).await?.first(0)
}

/// A person's sessions, or everybody's tokens, the last used first.
pub async fn sessions_of(db: &Db, table: &str, user: Option<&Id>) -> Result<Vec<Session>> {
    let q = match (table, user) {
        ("session", Some(_)) => query("SELECT * FROM session WITH INDEX session_user WHERE userId = $user ORDER BY lastUsedAt DESC LIMIT 500"),
        (_, Some(_)) => query("SELECT * FROM token WITH INDEX token_user WHERE userId = $user ORDER BY lastUsedAt DESC LIMIT 500"),
        (_, None) => query("SELECT * FROM token ORDER BY lastUsedAt DESC LIMIT 500"),
    };
    db.query(q.bind("user", user.cloned())).await?.all(0)
}

/// Sessions are no domain records: written without an event.
pub async fn put_session(db: &Db, session: Session) -> Result<()> {
    db.query(query("CREATE ONLY $row.id CONTENT $row RETURN NONE").bind("row", session)).await.map(drop)
}

/// Ends one session or token, and notes it for other processes.
pub async fn end(db: &Db, id: &Id, now: Instant) -> Result<()> {
    let q = query("BEGIN; DELETE $id RETURN NONE; CREATE ended SET at = $now, rows = [$id] RETURN NONE; COMMIT;");
    db.query(q.bind("id", id.clone()).bind("now", now)).await.map(drop)
}

/// Ends a person's sessions but one, and their tokens too when told; gives what ended. The caller forgets it after the commit.
pub async fn end_all(tx: &Tx, user: &Id, but: Option<&Id>, tokens: bool) -> Result<Vec<Id>> {
    let mut ended: Vec<Id> = tx.query(query("SELECT VALUE id FROM session WITH INDEX session_user WHERE userId = $user").bind("user", user.clone())).await?.all(0)?;
    if tokens {
        ended.extend(tx.query(query("SELECT VALUE id FROM token WITH INDEX token_user WHERE userId = $user").bind("user", user.clone())).await?.all::<Id>(0)?);
    }
    ended.retain(|id| Some(id) != but);
    if !ended.is_empty() {
        let q = query("DELETE $rows RETURN NONE; CREATE ended SET at = $now, rows = $rows RETURN NONE").bind("rows", ended.clone()).bind("now", tx.now());
        tx.query(q).await?;
    }
    Ok(ended)
}

/// What any process ended lately.
pub async fn ended_since(db: &Db, since: Instant) -> Result<Vec<Ended>> {
    db.query(query("SELECT id, rows FROM ended WITH INDEX ended_at WHERE at > $since").bind("since", since)).await?.all(0)
}

/// As which role a session looks at the workspace from now on.
pub async fn set_session_role(db: &Db, id: &Id, role: Option<&Id>) -> Result<()> {
    db.query(query("UPDATE $id SET roleId = $role RETURN NONE").bind("id", id.clone()).bind("role", role.cloned())).await.map(drop)
}

/// Notes a use; losing the race to another note is no loss.
pub async fn stamp(db: &Db, id: &Id, now: Instant, address: &str) -> Result<()> {
    match db.query(query("UPDATE $id SET lastUsedAt = $now, address = $address RETURN NONE").bind("id", id.clone()).bind("now", now).bind("address", address)).await {
        Err(error) if !error.is_retryable() => Err(error),
        _ => Ok(()),
    }
}

/// Puts today's hash of the same password in the place of an older one, unless the password changed meanwhile.
pub async fn rehash(db: &Db, user: &Id, from: &str, to: &str) -> Result<()> {
    let q = query("UPDATE $id SET passwordHash = $to WHERE passwordHash = $from RETURN NONE").bind("id", user.clone()).bind("from", from.to_owned()).bind("to", to.to_owned());
    match db.query(q).await {
        Err(error) if !error.is_retryable() => Err(error),
        _ => Ok(()),
    }
}

pub async fn link(db: &Db, id: &Id) -> Result<Option<Link>> {
    db.query(query("SELECT * FROM $id").bind("id", id.clone())).await?.first(0)
}

/// Makes a link good. The others of the same person and purpose stay so only when told.
pub async fn put_link(tx: &Tx, link: &Link, others_stay: bool) -> Result<()> {
    if !others_stay {
        drop_links(tx, &link.user_id, &link.purpose).await?;
    }
    tx.query(query("CREATE ONLY $row.id CONTENT $row RETURN NONE").bind("row", link.clone())).await.map(drop)
}

/// Takes a link out of use; `None` when it was used meanwhile.
pub async fn take_link(tx: &Tx, id: &Id) -> Result<Option<Link>> {
    let link: Option<Link> = tx.query(query("SELECT * FROM $id").bind("id", id.clone())).await?.first(0)?;
    if let Some(link) = &link {
        drop_links(tx, &link.user_id, &link.purpose).await?;
    }
    Ok(link)
}

pub async fn drop_link(db: &Db, id: &Id) -> Result<()> {
    db.query(query("DELETE $id RETURN NONE").bind("id", id.clone())).await.map(drop)
}

async fn drop_links(tx: &Tx, user: &Id, purpose: &str) -> Result<Rows> {
    let q = query("DELETE (SELECT VALUE id FROM link WITH INDEX link_user WHERE userId = $user AND purpose = $purpose) RETURN NONE");
    tx.query(q.bind("user", user.clone()).bind("purpose", purpose.to_owned())).await
}

/// None of a person's links is good any more.
pub async fn drop_all_links(tx: &Tx, user: &Id) -> Result<()> {
    tx.query(query("DELETE (SELECT VALUE id FROM link WITH INDEX link_user WHERE userId = $user) RETURN NONE").bind("user", user.clone())).await.map(drop)
}

pub async fn second_factor(db: &Db, id: &Id) -> Result<Option<SecondFactor>> {
    db.query(query("SELECT * FROM $id").bind("id", id.clone())).await?.first(0)
}

pub async fn put_second_factor(db: &Db, factor: SecondFactor) -> Result<()> {
    db.query(query("UPSERT ONLY $row.id CONTENT $row RETURN NONE").bind("row", factor)).await.map(drop)
}

pub async fn drop_second_factor(db: &Db, id: &Id) -> Result<()> {
    db.query(query("DELETE $id RETURN NONE").bind("id", id.clone())).await.map(drop)
}

/// Uses a code of a step, once: false when this step or a later one was used already.
pub async fn use_step(db: &Db, id: &Id, step: i64) -> Result<bool> {
    used(db, query("UPDATE $id SET lastStep = $step WHERE lastStep < $step RETURN VALUE id").bind("id", id.clone()).bind("step", step)).await
}

/// Uses a recovery code, once.
pub async fn use_recovery(db: &Db, id: &Id, hash: &str) -> Result<bool> {
    used(db, query("UPDATE $id SET recovery -= $hash WHERE recovery CONTAINS $hash RETURN VALUE id").bind("id", id.clone()).bind("hash", hash.to_owned())).await
}

async fn used(db: &Db, q: Query) -> Result<bool> {
    match db.query(q).await {
        Ok(mut rows) => Ok(rows.first::<Id>(0)?.is_some()),
        // Another use of it at the same moment won.
        Err(error) if error.is_retryable() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Deletes sessions, tokens and links that are over, and notes that everybody has read.
pub async fn sweep(db: &Db, now: Instant, idle_since: Instant, noted_since: Instant) -> Result<()> {
    let q = query(
        "DELETE session WHERE expiresAt < $now OR lastUsedAt < $idle RETURN NONE; DELETE token WHERE expiresAt < $now RETURN NONE; DELETE link WHERE expiresAt < $now RETURN NONE; DELETE ended WHERE at < $noted RETURN NONE",
    );
    db.query(q.bind("now", now).bind("idle", idle_since).bind("noted", noted_since)).await.map(drop)
}
