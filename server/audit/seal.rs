//! Sealing: what is settled is put into a chain of hashes, at most five seconds after it was done.
//!
//! A seal lists the entries and events of one stretch of ids with their digests, and its own hash covers the list and the
//! hash before it. So what was sealed cannot be changed, removed, added to or put in another order without
//! [`super::verify`] finding it; who keeps a number and hash elsewhere can also tell a chain that was made anew.

use std::time::Duration;

use chrono::TimeDelta;
use surrealdb::types::SurrealValue;
use ulid::Ulid;

use super::{
    digest::{self, Row},
    store,
};
use crate::platform::{app::App, clock::Instant, db::Db, error::Result, id::Id};

/// On a shared database one process seals; another takes over when it was not heard of for this long.
const LEASE: TimeDelta = TimeDelta::seconds(10);
/// Entries of one seal.
pub const MOST: usize = 500;

/// A link of the chain.
#[derive(Clone, Debug, SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub struct Seal {
    pub id: Id,
    /// 1, 2, 3, … without gaps.
    pub number: i64,
    pub at: Instant,
    /// The greatest id that it covers.
    pub through: String,
    /// An entry's or event's id, a space, and its digest; in the order of their ids.
    pub entries: Vec<String>,
    /// The hash of the seal before; empty in the first.
    pub before: String,
    pub hash: String,
}

impl Seal {
    /// What its hash must be.
    pub fn expected_hash(&self) -> String {
        let head = [self.number.to_string(), self.at.to_rfc3339(), self.through.clone(), self.before.clone()];
        digest::sha256(head.iter().chain(&self.entries))
    }
}

/// Where the chain ends.
#[derive(Clone, Debug, Default, PartialEq, SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub struct Head {
    pub number: i64,
    pub through: String,
    pub hash: String,
    pub at: Option<Instant>,
}

impl Head {
    pub fn through(&self) -> Ulid {
        self.through.parse().unwrap_or_default()
    }
}

/// The id of a seal by its number; ids sort as numbers do.
pub fn id(number: i64) -> Id {
    Id::new("seal", format!("{number:012}"))
}

/// The greatest id of an entry that was ever sealed or is waiting: new ones must be greater.
pub async fn floor(db: &Db) -> Result<Option<Ulid>> {
    let sealed = store::head(db).await?.map(|head| head.through());
    Ok(store::newest(db).await?.max(sealed))
}

/// Seals what is settled, and says how many entries.
pub async fn run(app: &App) -> Result<usize> {
    let mut sealed = 0;
    loop {
        let head = store::head(&app.db).await?.unwrap_or_default();
        let rows = store::between(&app.db, head.through(), app.hub.cursor(), MOST).await?;
        let Some(last) = rows.last() else { return Ok(sealed) };
        let mut seal = Seal {
            id: id(head.number + 1),
            number: head.number + 1,
            at: app.clock.now(),
            through: key(&last.id).to_owned(),
            entries: rows.iter().map(entry).collect(),
            before: head.hash.clone(),
            hash: String::new(),
        };
        seal.hash = seal.expected_hash();
        if !store::add_seal(&app.db, seal).await? {
            return Ok(sealed);
        }
        sealed += rows.len();
    }
}

/// How a seal lists a row.
pub fn entry(row: &Row) -> String {
    format!("{} {}", row.id, row.whole())
}

/// An id's part behind the table.
pub fn key(id: &str) -> &str {
    id.split_once(':').map_or("", |(_, key)| key)
}

/// Seals until the process ends.
pub async fn work(app: App) {
    let me = Ulid::new().to_string();
    if app.config.seal_every == 0 {
        return;
    }
    loop {
        let turn = async { if !app.db.is_shared() || store::lease(&app.db, &me, app.clock.now(), LEASE).await? { run(&app).await } else { Ok(0) } };
        if let Err(error) = turn.await {
            tracing::error!(error.message = %error, error.cause = error.cause(), "the audit could not be sealed");
        }
        tokio::time::sleep(Duration::from_secs(app.config.seal_every)).await;
    }
}
