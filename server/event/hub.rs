//! The process's one place where committed events become public, in each record's order.
//!
//! Event ids are minted just before a commit, and commits overlap; so an id says nothing about what is settled. The hub
//! knows every transaction in flight, and from that the *cursor*: everything at or below it is settled.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::sync::{Notify, broadcast};
use ulid::Ulid;

use super::model::Event;
use crate::platform::{
    clock::{Clock, Instant, lock},
    id::Id,
};

/// How many events a slow listener may be behind before it must replay from the database.
const BACKLOG: usize = 8_192;
/// How many records' last published versions are remembered, to drop what comes twice.
const REMEMBERED: usize = 65_536;
/// Ids of other processes older than this are settled: no transaction may take longer.
const OTHERS_SETTLE: Duration = Duration::from_secs(15);

/// Publishes events. Cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<Inner>);

struct Inner {
    clock: Clock,
    /// Other processes write to the same database.
    shared: bool,
    state: Mutex<State>,
    listeners: broadcast::Sender<Published>,
    /// On a shared database: this process committed something, so the tail need not wait for its next look.
    committed: Notify,
}

/// A public event, with the cursor as it stood then: everything at or below it was made public before or with this one.
#[derive(Clone, Debug)]
pub struct Published {
    pub event: Arc<Event>,
    pub cursor: Ulid,
}

struct State {
    last_minted: Ulid,
    /// Ids minted, outcome not yet known, and the record versions they stand for.
    in_flight: BTreeMap<Ulid, (Id, i64)>,
    /// Committed, but an earlier version of the same record is still in flight.
    parked: HashMap<Id, BTreeMap<i64, Arc<Event>>>,
    versions: Versions,
    count: u64,
    /// What the tail has settled of other processes' events.
    others: Ulid,
}

/// The last published version of the records that changed lately.
#[derive(Default)]
struct Versions {
    versions: HashMap<Id, i64>,
    order: VecDeque<Id>,
}

impl Versions {
    fn get(&self, subject: &Id) -> i64 {
        self.versions.get(subject).copied().unwrap_or(0)
    }

    fn set(&mut self, subject: &Id, version: i64) {
        if self.versions.insert(subject.clone(), version).is_none() {
            self.order.push_back(subject.clone());
            if self.order.len() > REMEMBERED
                && let Some(oldest) = self.order.pop_front()
            {
                self.versions.remove(&oldest);
            }
        }
    }
}

/// A transaction's event ids while its outcome is unknown. Dropping it says that nothing was committed.
pub struct Ticket {
    hub: Hub,
    ids: Vec<Ulid>,
}

impl Hub {
    /// `floor` is the newest event id that the database holds; new ids are greater.
    pub fn new(clock: Clock, shared: bool, floor: Option<Ulid>) -> Self {
        let start = floor.unwrap_or_else(|| Ulid::from_parts(millis(clock.now()).saturating_sub(1), 0));
        // Behind the newest event there may be older ones that other processes are about to commit.
        let others = start.min(others_settled(&clock));
        let state = State { last_minted: start, in_flight: BTreeMap::new(), parked: HashMap::new(), versions: Versions::default(), count: 0, others };
        let (listeners, _) = broadcast::channel(BACKLOG);
        Hub(Arc::new(Inner { clock, shared, state: Mutex::new(state), listeners, committed: Notify::new() }))
    }

    /// Ids for events that are about to be committed, one for each `(subject, version)`, greater than all before and than
    /// `floor`: the newest event of these subjects, which another process may have minted by a clock that runs ahead.
    pub fn mint(&self, subjects: Vec<(Id, i64)>, floor: Option<Ulid>) -> Ticket {
        let now = millis(self.0.clock.now());
        let mut state = lock(&self.0.state);
        state.last_minted = state.last_minted.max(floor.unwrap_or_default());
        let mut ids = Vec::with_capacity(subjects.len());
        for subject in subjects {
            let id = next_after(state.last_minted, now);
            state.last_minted = id;
            state.in_flight.insert(id, subject);
            ids.push(id);
        }
        Ticket { hub: self.clone(), ids }
    }

    /// Everything that is published from now on, each record's events in version order, none twice.
    pub fn listen(&self) -> broadcast::Receiver<Published> {
        self.0.listeners.subscribe()
    }

    /// The low-water mark: every event with an id at or below it has been committed and published, or never will be.
    pub fn cursor(&self) -> Ulid {
        self.low_water(&lock(&self.0.state))
    }

    fn low_water(&self, state: &State) -> Ulid {
        let in_flight = state.in_flight.keys().next().copied();
        let parked = state.parked.values().flat_map(BTreeMap::values).filter_map(|event| event.id.key().parse().ok()).min();
        let own = match (in_flight, parked) {
            (None, None) => state.last_minted,
            (first, second) => before(first.into_iter().chain(second).min().unwrap_or(state.last_minted)),
        };
        if self.0.shared { own.min(state.others) } else { own }
    }

    /// The tail has taken in everything of other processes up to here.
    pub fn settle_others(&self, settled: Ulid) {
        let mut state = lock(&self.0.state);
        state.others = state.others.max(settled);
    }

    /// How many events were published since the start.
    pub fn published(&self) -> u64 {
        lock(&self.0.state).count
    }

    /// The newest id below which no transaction of another process can still be open.
    pub fn others_settled(&self) -> Ulid {
        others_settled(&self.0.clock)
    }

    /// Resolves when this process has committed something since it was last asked.
    pub async fn committed(&self) {
        self.0.committed.notified().await;
    }

    /// Publishes what was committed to a shared database, by this process or another; `events` are in id order.
    pub fn take_in(&self, events: Vec<Event>) {
        let mut state = lock(&self.0.state);
        for event in events {
            self.publish_in_order(&mut state, Arc::new(event));
        }
    }

    fn publish_in_order(&self, state: &mut State, event: Arc<Event>) {
        let id = event.id.key().parse::<Ulid>().ok();
        if let Some(id) = id {
            state.in_flight.remove(&id);
        }
        if event.version <= state.versions.get(&event.subject) {
            return;
        }
        let earlier_in_flight = state.in_flight.values().any(|(subject, version)| *subject == event.subject && *version < event.version);
        if earlier_in_flight {
            state.parked.entry(event.subject.clone()).or_default().insert(event.version, event);
            return;
        }
        state.versions.set(&event.subject, event.version);
        state.count += 1;
        let cursor = self.low_water(state);
        // An error only says that nobody listens.
        let _ = self.0.listeners.send(Published { event, cursor });
    }

    /// After an outcome became known: what waited for it and may go now.
    fn release(&self, state: &mut State, subjects: &[Id]) {
        for subject in subjects {
            let Some(waiting) = state.parked.remove(subject) else { continue };
            for event in waiting.into_values() {
                self.publish_in_order(state, event);
            }
        }
    }
}

impl Ticket {
    /// The ids, in the order of the subjects that were asked for.
    pub fn ids(&self) -> &[Ulid] {
        &self.ids
    }

    /// The transaction is committed: its events become public, in each record's order.
    pub fn committed(mut self, events: Vec<Event>) {
        if self.hub.0.shared {
            // An earlier version of another process may not have been read yet: the tail publishes both, in order.
            self.hub.0.committed.notify_one();
            return;
        }
        let ids = std::mem::take(&mut self.ids);
        let hub = self.hub.clone();
        let mut state = lock(&hub.0.state);
        // Each id stays in flight until its own event is out, so that no cursor runs ahead of what was published.
        let subjects: Vec<Id> = events.iter().map(|event| event.subject.clone()).collect();
        for event in events {
            hub.publish_in_order(&mut state, Arc::new(event));
        }
        for id in &ids {
            state.in_flight.remove(id);
        }
        hub.release(&mut state, &subjects);
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if self.ids.is_empty() {
            return;
        }
        let mut state = lock(&self.hub.0.state);
        let subjects: Vec<Id> = self.ids.iter().filter_map(|id| state.in_flight.remove(id)).map(|(subject, _)| subject).collect();
        self.hub.release(&mut state, &subjects);
    }
}

fn others_settled(clock: &Clock) -> Ulid {
    Ulid::from_parts(millis(clock.now()).saturating_sub(OTHERS_SETTLE.as_millis() as u64), 0)
}

fn millis(at: Instant) -> u64 {
    at.timestamp_millis().max(0) as u64
}

/// A ULID at `now` that is greater than `last`, whatever the clock did.
fn next_after(last: Ulid, now: u64) -> Ulid {
    if now > last.timestamp_ms() { Ulid::from_parts(now, rand::random::<u128>() >> 1) } else { Ulid(last.0.saturating_add(1 + u128::from(rand::random::<u32>()))) }
}

/// The greatest id below `id`.
fn before(id: Ulid) -> Ulid {
    Ulid(id.0.saturating_sub(1))
}
