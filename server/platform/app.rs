//! `App`: what every action needs, made once at start.

use std::{
    collections::HashMap,
    ops::Deref,
    sync::{
        Arc, Mutex, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::sync::{OwnedMutexGuard, oneshot};

use super::{
    clock::{Clock, lock},
    config::Config,
    db::Db,
    error::Result,
    mail::Mail,
    metrics::Metrics,
    outgoing::Outgoing,
    secrets::Secrets,
};
use crate::{
    audit,
    event::{Hub, classes::Classes, store as events},
    identity::{password::Passwords, sessions::Sessions},
    search::Search,
    workspace::Directory,
};

/// Queues that are kept before the idle ones are dropped.
const MOST_QUEUES: usize = 10_000;

/// The running workspace. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// The parts of [`App`].
pub struct Inner {
    pub config: Config,
    pub db: Db,
    pub clock: Clock,
    pub outgoing: Outgoing,
    pub published: crate::provider::discovery::Published,
    pub hub: Hub,
    pub fresh: crate::audit::seal::Fresh,
    pub sessions: Sessions,
    pub passwords: Passwords,
    pub secrets: Secrets,
    pub mail: Mail,
    pub search: Search,
    pub classes: Classes,
    pub reports: crate::report::ledger::Ledger,
    pub limits: crate::http::limits::Limits,
    pub metrics: Metrics,
    pub jobs_wake: tokio::sync::Notify,
    pub readiness: crate::http::health::Readiness,
    turns: AtomicU64,
    directory: RwLock<Arc<Directory>>,
    queues: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
    commit_gate: Mutex<Option<oneshot::Receiver<()>>>,
}

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Opens the database, migrates it, and loads what is kept in memory.
    pub async fn open(config: Config, clock: Clock) -> Result<Self> {
        let mail = Mail::open(&config)?;
        let db = Db::open(&config).await?;
        crate::migrations::run(&db, clock.now()).await?;
        crate::workspace::store::ensure(&db, clock.now()).await?;
        let secrets = match Secrets::load(&config, &db).await {
            Ok(secrets) => secrets,
            Err(error) => {
                db.close().await?;
                return Err(error);
            }
        };
        let directory = Directory::load(&db).await?;
        let hub = Hub::new(clock.clone(), db.is_shared(), audit::seal::floor(&db).await?.max(events::newest(&db).await?));
        let search = Search::open(&config)?;
        Ok(App(Arc::new(Inner {
            limits: crate::http::limits::Limits::new(&config),
            metrics: Metrics::default(),
            outgoing: Outgoing::new(&config)?,
            published: crate::provider::discovery::Published::default(),
            config,
            db,
            clock,
            secrets,
            hub,
            fresh: Default::default(),
            sessions: Sessions::default(),
            passwords: Passwords::default(),
            mail,
            search,
            classes: Classes::default(),
            reports: crate::report::ledger::Ledger::default(),
            jobs_wake: tokio::sync::Notify::new(),
            readiness: Default::default(),
            turns: AtomicU64::new(0),
            directory: RwLock::new(Arc::new(directory)),
            queues: Mutex::default(),
            commit_gate: Mutex::default(),
        })))
    }

    /// People, teams, roles, stages, rules and forms as they stand: small, read by every request, kept in memory.
    pub fn directory(&self) -> Arc<Directory> {
        self.directory.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Reads the directory again after one of its records changed.
    pub async fn reload_directory(&self) -> Result<()> {
        // One after the other: what was read earlier must not take the place of what was read later.
        let _turn = self.queue("directory").await;
        let fresh = Arc::new(Directory::load(&self.db).await?);
        *self.directory.write().unwrap_or_else(std::sync::PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// Queues those who are about to change the same thing, inside this process; between processes conflicts rule.
    pub async fn queue(&self, name: &str) -> OwnedMutexGuard<()> {
        let queue = {
            let mut queues = lock(&self.queues);
            if queues.len() > MOST_QUEUES {
                queues.retain(|_, queue| Arc::strong_count(queue) > 1);
            }
            queues.entry(name.to_owned()).or_default().clone()
        };
        queue.lock_owned().await
    }

    /// Whose turn it is in round robin: a count in memory, so that nobody waits for a hot row. It begins anew with the process.
    pub fn next_turn(&self) -> u64 {
        self.turns.fetch_add(1, Ordering::Relaxed)
    }

    /// For tests of what a slow commit does to subscribers: the next commit waits, its event ids already minted,
    /// until the sender is used or dropped.
    pub fn stall_next_commit(&self) -> oneshot::Sender<()> {
        let (release, gate) = oneshot::channel();
        *lock(&self.commit_gate) = Some(gate);
        release
    }

    /// Whether no commit has come to the gate yet that [`App::stall_next_commit`] set up.
    pub fn awaits_stall(&self) -> bool {
        lock(&self.commit_gate).is_some()
    }

    pub(super) async fn hold_commit(&self) {
        let gate = lock(&self.commit_gate).take();
        if let Some(gate) = gate {
            let _ = gate.await;
        }
    }
}
