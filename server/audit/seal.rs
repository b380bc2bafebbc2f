//! Sealing: what is settled is put into a chain of hashes, at most five seconds after it was done.
//!
//! A seal lists the entries and events of one stretch of ids with their digests, and its own hash covers the list and the
//! hash before it. So what was sealed cannot be changed, removed, added to or put in another order without
//! [`super::verify`] finding it; who keeps a number and hash elsewhere can also tell a chain that was made anew.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Mutex,
    time::Duration,
};

use chrono::TimeDelta;
use surrealdb::types::SurrealValue;
use ulid::Ulid;

use super::{
    digest::{self, Row},
    store,
};
use crate::{
    event::model::Event,
    platform::{
        app::App,
        clock::{Instant, lock},
        db::Db,
        error::Result,
        id::Id,
    },
};

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

/// Digests of events that this process wrote and that wait for their seal. They are taken from what is written and not
/// from what is stored, so a change before the seal is found too, and sealing need not read it all again.
#[derive(Default)]
pub struct Fresh(Mutex<BTreeMap<Id, String>>);

/// More than what is written within `--seal-every` at full load. Of what is left out the digest is taken from what is stored.
const MOST_FRESH: usize = 20_000;

impl Fresh {
    pub fn add(&self, events: &[Event]) {
        let digests: Vec<(Id, String)> = events.iter().map(|event| (event.id.clone(), Row::of(event.clone().into_value()).whole())).collect();
        let mut fresh = lock(&self.0);
        fresh.extend(digests);
        while fresh.len() > MOST_FRESH {
            fresh.pop_first();
        }
    }

    fn of(&self, ids: &[Id]) -> HashMap<Id, String> {
        let fresh = lock(&self.0);
        ids.iter().filter_map(|id| fresh.get_key_value(id)).map(|(id, digest)| (id.clone(), digest.clone())).collect()
    }

    fn remove(&self, ids: &[Id]) {
        let mut fresh = lock(&self.0);
        for id in ids {
            fresh.remove(id);
        }
    }
}

/// Seals what is settled, and says how many entries.
pub async fn run(app: &App) -> Result<usize> {
    let mut sealed = 0;
    loop {
        let head = store::head(&app.db).await?.unwrap_or_default();
        let ids = store::ids_between(&app.db, head.through(), app.hub.cursor(), MOST).await?;
        let Some(last) = ids.last() else { return Ok(sealed) };
        let mut digests = app.fresh.of(&ids);
        let others: Vec<Id> = ids.iter().filter(|id| !digests.contains_key(id)).cloned().collect();
        digests.extend(store::rows(&app.db, others).await?.into_iter().map(|row| (row.id.clone(), row.whole())));
        let mut seal = Seal {
            id: id(head.number + 1),
            number: head.number + 1,
            at: app.clock.now(),
            through: last.key().to_owned(),
            entries: ids.iter().filter_map(|id| Some(format!("{id} {}", digests.get(id)?))).collect(),
            before: head.hash.clone(),
            hash: String::new(),
        };
        seal.hash = seal.expected_hash();
        if !store::add_seal(&app.db, seal).await? {
            return Ok(sealed);
        }
        app.fresh.remove(&ids);
        sealed += ids.len();
    }
}

/// Seals until the process ends.
pub async fn work(app: App) {
    let me = Ulid::new().to_string();
    if app.config.seal_every == 0 {
        return;
    }
    loop {
        let turn = async { if !app.db.is_shared() || store::lease(&app.db, &me, app.clock.now(), LEASE).await? { run(&app).await } else { Ok(0) } };
        // A broken disk is logged by the store, once.
        if let Err(error) = turn.await
            && !error.is_storage()
        {
            tracing::error!(error.message = %error, error.cause = error.cause(), "the audit could not be sealed");
        }
        tokio::time::sleep(Duration::from_secs(app.config.seal_every)).await;
    }
}
