//! `Tx`: a change and its event are one thing. Domain records change in no other way.

use std::{
    collections::BTreeSet,
    future::Future,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::{Map, Value as Json};
use ulid::Ulid;

use super::{
    actor::Actor,
    app::App,
    clock::{Instant, lock},
    db::{Query, Rows, Transaction, query},
    error::{Code, Error, Faults, Result},
    id::Id,
    publish,
    record::{Record, newest_first},
    scope::Verb,
};
use crate::{
    audit::{self, model::Deed},
    event::{
        model::{Event, changes_between},
        store as events,
    },
};

/// Attempts before a conflict is given to the caller.
const ATTEMPTS: u32 = 12;
/// A transaction settles within this time, one way or the other.
pub const LONGEST: Duration = Duration::from_secs(10);

/// A unit of work under way. Cheap to clone; what it reads sees what it wrote.
#[derive(Clone)]
pub struct Tx(pub(super) Arc<Inner>);

pub(super) struct Inner {
    app: App,
    actor: Actor,
    fixed: Arc<Fixed>,
    tx: Transaction,
    staged: Mutex<Vec<Staged>>,
    /// Entries of the audit that change no record.
    deeds: Mutex<Vec<Deed>>,
    /// Contacts of leads and deals that others see now than before.
    pub(super) to_share: Mutex<BTreeSet<Id>>,
    /// Companies in another territory than before: their leads and deals follow.
    pub(super) to_take_along: Mutex<BTreeSet<Id>>,
    /// Records that others see now than before: what is about them follows.
    pub(super) to_follow: Mutex<BTreeSet<Id>>,
    next_id: Mutex<usize>,
}

/// What stays the same when the closure runs again.
struct Fixed {
    now: Instant,
    correlation: String,
    ids: Mutex<Vec<Ulid>>,
}

/// A change waiting for its event.
struct Staged {
    kind: &'static str,
    subject: Id,
    version: i64,
    before: Map<String, Json>,
    after: Map<String, Json>,
    keys_before: Vec<String>,
    keys_after: Vec<String>,
}

/// Runs `work` in a transaction, commits its changes with their events, and then publishes them.
///
/// `work` may run several times (others may win a race), so it touches nothing outside. It runs detached from the caller:
/// a client that hangs up does not stop it half-way. Errors: those of `work`, and `CONFLICT` when others kept winning.
pub async fn write<T, F, Fut>(app: &App, actor: &Actor, work: F) -> Result<T>
where
    T: Send + 'static,
    F: Fn(Tx) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<T>> + Send + 'static,
{
    if actor.access.looks_only {
        return Err(Error::forbidden("change anything while you look as another role"));
    }
    let (app, actor) = (app.clone(), actor.clone());
    let task = tokio::spawn(async move {
        let deadline = tokio::time::Instant::now() + LONGEST;
        let fixed = Arc::new(Fixed { now: app.clock.now(), correlation: Ulid::new().to_string(), ids: Mutex::new(Vec::new()) });
        let mut attempt = 1;
        loop {
            match attempt_once(&app, &actor, &fixed, deadline, &work).await {
                Err(error) if error.is_retryable() && attempt < ATTEMPTS && tokio::time::Instant::now() < deadline => {
                    let most = 1_u64 << attempt.min(6);
                    tokio::time::sleep(Duration::from_millis(rand::random_range(0..=most))).await;
                    attempt += 1;
                }
                outcome => return outcome,
            }
        }
    });
    match task.await {
        Ok(outcome) => outcome,
        Err(panic) => Err(Error::internal(panic)),
    }
}

async fn attempt_once<T, F, Fut>(app: &App, actor: &Actor, fixed: &Arc<Fixed>, deadline: tokio::time::Instant, work: &F) -> Result<T>
where
    F: Fn(Tx) -> Fut,
    Fut: Future<Output = Result<T>>,
{
    app.db.check_clock()?;
    let tx = app.db.begin().await?;
    let tx = Tx(Arc::new(Inner {
        app: app.clone(),
        actor: actor.clone(),
        fixed: fixed.clone(),
        tx,
        staged: Mutex::default(),
        deeds: Mutex::default(),
        to_share: Mutex::default(),
        to_take_along: Mutex::default(),
        to_follow: Mutex::default(),
        next_id: Mutex::new(0),
    }));
    let whole = async {
        let value = work(tx.clone()).await?;
        tx.take_along().await?;
        tx.share_contacts().await?;
        tx.pass_keys_on().await?;
        Ok(value)
    };
    let outcome = match tokio::time::timeout_at(deadline, whole).await {
        Ok(outcome) => outcome,
        Err(_) => Err(Error::internal("a transaction took longer than it may")),
    };
    let Ok(inner) = Arc::try_unwrap(tx.0) else {
        return Err(Error::internal("a unit of work kept its transaction"));
    };
    match outcome {
        Err(error) => {
            inner.tx.cancel().await;
            Err(error)
        }
        Ok(value) => inner.commit().await.map(|()| value),
    }
}

impl Inner {
    async fn commit(self) -> Result<()> {
        let staged = std::mem::take(&mut *lock(&self.staged));
        let deeds = std::mem::take(&mut *lock(&self.deeds));
        if staged.is_empty() && deeds.is_empty() {
            return self.tx.commit().await;
        }
        let mut subjects: Vec<(Id, i64)> = staged.iter().map(|change| (change.subject.clone(), change.version)).collect();
        let floor = if self.app.db.is_shared() { events::newest_before(&self.tx, &subjects).await? } else { None };
        // Entries of the audit have their place in the same order, and no listener.
        subjects.extend(deeds.iter().map(|_| (Id::new("audit", "entry"), 0)));
        let ticket = self.app.hub.mint(subjects, floor);
        let (of_events, of_deeds) = ticket.ids().split_at(staged.len());
        let noted = deeds.into_iter().zip(of_deeds).map(|(deed, id)| deed.entry(*id, self.fixed.now)).collect();
        let events: Vec<Event> = staged
            .into_iter()
            .zip(of_events)
            .map(|(change, id)| Event {
                id: Id::new("event", id),
                at: self.fixed.now,
                at_desc: newest_first(self.fixed.now),
                actor: self.actor.stamp.clone(),
                address: self.actor.address.clone(),
                kind: change.kind.to_owned(),
                version: change.version,
                version_desc: -change.version,
                changes: changes_between(&change.before, &change.after),
                snapshot: Json::Object(change.after),
                subject: change.subject,
                keys_before: change.keys_before,
                keys_after: change.keys_after,
                correlation: self.fixed.correlation.clone(),
                salt: Some(audit::digest::salt()),
                digest: None,
                erased_at: None,
            })
            .collect();
        let written = async {
            events::insert(&self.tx, &events).await?;
            audit::store::add_in(&self.tx, noted).await
        };
        if let Err(error) = written.await {
            self.tx.cancel().await;
            return Err(error);
        }
        self.app.hold_commit().await;
        match self.tx.commit().await {
            Ok(()) => publish::publish(&self.app, ticket, events).await,
            Err(error) if error.is_retryable() => Err(error),
            Err(error) => publish::resolve_unknown(&self.app, ticket, events, error).await,
        }
    }
}

impl Tx {
    /// The time of the whole transaction.
    pub fn now(&self) -> Instant {
        self.0.fixed.now
    }

    pub fn actor(&self) -> &Actor {
        &self.0.actor
    }

    pub fn app(&self) -> &App {
        &self.0.app
    }

    /// A new id; the same one when the closure runs again.
    pub fn id(&self, table: &str) -> Id {
        let mut next = lock(&self.0.next_id);
        let mut ids = lock(&self.0.fixed.ids);
        if ids.len() == *next {
            ids.push(Ulid::from_parts(self.now().timestamp_millis().max(0) as u64, rand::random()));
        }
        let id = ids[*next];
        *next += 1;
        Id::new(table, id)
    }

    pub async fn query(&self, query: Query) -> Result<Rows> {
        self.0.tx.query(query).await
    }

    /// Adds an entry to the audit, about what changes no record.
    pub fn note(&self, action: &'static str, subject: Option<&Id>, detail: Json) {
        lock(&self.0.deeds).push(Deed::of(self.actor(), action, subject, detail));
    }

    /// A record by id, whoever asks: for rules, never for answers.
    pub async fn find<R: Record>(&self, id: &Id) -> Result<Option<R>> {
        if id.table() != R::TYPE.table() {
            return Ok(None);
        }
        self.query(query("SELECT * FROM $id").bind("id", id.clone())).await?.first(0)
    }

    /// A live record that the actor may see. Errors: `NOT_FOUND`, also for what exists but is out of sight.
    pub async fn get<R: Record>(&self, id: &Id) -> Result<R> {
        match self.find::<R>(id).await? {
            Some(record) if !record.meta().is_deleted() && self.actor().scope(R::TYPE, Verb::Read).sees(&record.meta().keys) => Ok(record),
            _ => Err(Error::not_found(R::TYPE.table())),
        }
    }

    /// A live record that the actor may do `verb` to. Errors: `NOT_FOUND`, `FORBIDDEN`.
    pub async fn get_to<R: Record>(&self, verb: Verb, id: &Id) -> Result<R> {
        let record = self.get::<R>(id).await?;
        self.allow(verb, &record)?;
        Ok(record)
    }

    /// Adds a fault unless `id` names a live record of this kind that the actor sees.
    pub async fn refer<R: Record>(&self, faults: &mut Faults, field: &str, id: Option<&Id>) -> Result<Option<R>> {
        let Some(id) = id else { return Ok(None) };
        match self.get::<R>(id).await {
            Ok(record) => Ok(Some(record)),
            Err(error) if error.code() == Code::NotFound => {
                faults.add(field, format!("There is no such {}.", R::TYPE.table()));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Adds a fault unless `id` names somebody who works here.
    pub fn refer_user(&self, faults: &mut Faults, field: &str, id: Option<&Id>) {
        if let Some(id) = id
            && !self.app().directory().user(id).is_some_and(|user| user.active)
        {
            faults.add(field, "This is nobody who works here.");
        }
    }

    /// Errors: `FORBIDDEN` unless the actor may do `verb` to this record.
    pub fn allow<R: Record>(&self, verb: Verb, record: &R) -> Result<()> {
        if self.actor().scope(R::TYPE, verb).sees(&record.holders()) { Ok(()) } else { Err(Error::forbidden(format!("{} this {}", verb.word(), R::TYPE.table()))) }
    }

    /// Writes a new record and stages its event.
    pub async fn create<R: Record>(&self, mut record: R, kind: &'static str) -> Result<R> {
        self.place(None, &mut record).await?;
        record.settle(&self.app().directory().grounds);
        self.query(query("CREATE ONLY $row.id CONTENT $row RETURN NONE").bind("row", record.clone())).await?;
        self.stage(kind, &Map::new(), &[], &record);
        lock(&self.0.to_share).extend(record.contacts());
        Ok(record)
    }

    /// Writes a changed record with its next version and stages its event; writes nothing when nothing changed.
    pub async fn save<R: Record>(&self, before: &R, mut after: R, kind: &'static str) -> Result<R> {
        let old = before.snapshot();
        self.place(Some(before), &mut after).await?;
        after.settle(&self.app().directory().grounds);
        if changes_between(&old, &after.snapshot()).is_empty() && before.meta().keys == after.meta().keys {
            return Ok(before.clone());
        }
        self.put(before, after, kind).await
    }

    async fn put<R: Record>(&self, before: &R, after: R, kind: &'static str) -> Result<R> {
        self.put_over(before.snapshot(), before, after, kind).await
    }

    /// Like [`Tx::touch`], but the event tells nothing of what was: for taking what is told about a person.
    pub async fn erase<R: Record>(&self, before: &R, after: R, kind: &'static str) -> Result<R> {
        self.put_over(after.snapshot(), before, after, kind).await
    }

    async fn put_over<R: Record>(&self, old: Map<String, Json>, before: &R, mut after: R, kind: &'static str) -> Result<R> {
        // One version a record and transaction: a second change of the same record joins the first.
        let joined = lock(&self.0.staged).iter().find(|change| change.subject == *after.id()).map(|change| change.version);
        after.meta_mut().version = joined.unwrap_or(before.meta().version + 1);
        after.meta_mut().updated_at = self.now();
        after.settle(&self.app().directory().grounds);
        self.query(query("UPDATE ONLY $row.id CONTENT $row RETURN NONE").bind("row", after.clone())).await?;
        self.stage(kind, &old, &before.meta().keys, &after);
        if before.meta().keys != after.meta().keys || before.contacts() != after.contacts() {
            lock(&self.0.to_share).extend(before.contacts().into_iter().chain(after.contacts()));
        }
        if before.takes_along() != after.takes_along() {
            lock(&self.0.to_take_along).insert(after.id().clone());
        }
        // What was made a moment ago has nothing about it that could have other keys.
        if before.meta().keys != after.meta().keys && after.meta().version > 1 {
            lock(&self.0.to_follow).insert(after.id().clone());
        }
        Ok(after)
    }

    /// Like [`Tx::save`], but the record gets its next version and its event even when no field changed.
    pub async fn touch<R: Record>(&self, before: &R, mut after: R, kind: &'static str) -> Result<R> {
        self.place(Some(before), &mut after).await?;
        self.put(before, after, kind).await
    }

    /// Removes a record for ever; its history remains, and ends with this event. Who saw it loses sight of it.
    pub async fn remove<R: Record>(&self, before: &R, kind: &'static str) -> Result<()> {
        self.query(query("DELETE $id RETURN NONE").bind("id", before.id().clone())).await?;
        lock(&self.0.to_share).extend(before.contacts());
        let meta = before.meta();
        lock(&self.0.staged).push(Staged {
            kind,
            subject: before.id().clone(),
            version: meta.version + 1,
            before: Map::new(),
            after: Map::new(),
            keys_before: meta.keys.clone(),
            keys_after: Vec::new(),
        });
        Ok(())
    }

    /// Takes part in what only one transaction at a time may decide: of two that claim the same name at once, one runs again and
    /// sees what the other did. Snapshots alone do not give that, and a record that is written as it was counts as not written.
    pub async fn claim(&self, name: &str) -> Result<()> {
        let sql = "UPSERT ONLY type::record('counter', $name) SET claims = (claims ?? 0) + 1 RETURN NONE";
        self.query(query(sql).bind("name", format!("claim-{name}"))).await.map(drop)
    }

    /// Writes what no event shows without a new version.
    pub async fn put_quietly<R: Record>(&self, record: &R) -> Result<()> {
        self.query(query("UPDATE ONLY $row.id CONTENT $row RETURN NONE").bind("row", record.clone())).await.map(drop)
    }

    /// The event kind of a change that follows from others: of a record that this transaction changed already it is told as part of that.
    pub fn part_of(&self, subject: &Id, kind: &'static str) -> &'static str {
        lock(&self.0.staged).iter().find(|change| change.subject == *subject).map_or(kind, |change| change.kind)
    }

    fn stage<R: Record>(&self, kind: &'static str, before: &Map<String, Json>, keys_before: &[String], after: &R) {
        let mut staged = lock(&self.0.staged);
        if let Some(change) = staged.iter_mut().find(|change| change.subject == *after.id()) {
            if change.version > 1 {
                change.kind = kind;
            }
            change.after = after.snapshot();
            change.keys_after = after.meta().keys.clone();
            return;
        }
        staged.push(Staged {
            kind,
            subject: after.id().clone(),
            version: after.meta().version,
            before: before.clone(),
            after: after.snapshot(),
            keys_before: keys_before.to_vec(),
            keys_after: after.meta().keys.clone(),
        });
    }
}
