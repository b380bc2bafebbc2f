//! The database: SurrealDB, embedded ([`super::store`]) or remote by URL. Nothing outside these two files knows which.

use std::{
    fmt::Display,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use chrono::TimeDelta;
use surrealdb::{
    Error as SurrealError, IndexedResults, Surreal,
    engine::{any::Any, local::Db as Local},
    opt::{Config as SurrealConfig, auth::Root},
    types::{QueryError, SurrealValue, Value, Variables},
};
use tokio::sync::Mutex;

use super::{
    clock::{Clock, Instant},
    config::Config,
    disk::Trouble,
    error::{Error, Result},
    metrics::{Asked, DatabaseTimes},
    store::Store,
};

/// Connections to a remote database: one does about 2,500 point reads a second.
const REMOTE_CONNECTIONS: usize = 8;

/// With clocks further apart, an event could come later than others wait for it.
const MOST_OFF: TimeDelta = TimeDelta::seconds(2);

/// A handle to the workspace's database; cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Inner>, DatabaseTimes);

enum Inner {
    Embedded(Arc<Store>),
    Remote { pool: Vec<Surreal<Any>>, next: AtomicUsize, clock_off: AtomicBool },
}

/// A statement or several with their bound values. Values never become part of the text.
#[derive(Clone, Debug, Default)]
pub struct Query {
    sql: String,
    vars: Variables,
}

/// Starts a query from SurrealQL text.
pub fn query(sql: impl Into<String>) -> Query {
    Query { sql: sql.into(), vars: Variables::new() }
}

/// Selects the first records of a table whose keys lie from `from` to `to`, both with them, in the order of their keys.
///
/// Only so: of a range that stands in the text (`table:a..=b`) all records are read, whatever the limit; this one stops there.
pub fn query_range(columns: &str, table: &str, from: impl Display, to: impl Display, limit: usize) -> Query {
    query(format!("SELECT {columns} FROM type::record('{table}', $from..=$to) LIMIT {limit}")).bind("from", from.to_string()).bind("to", to.to_string())
}

impl Query {
    pub fn bind(mut self, name: &str, value: impl SurrealValue) -> Self {
        self.vars.insert(name, value);
        self
    }

    pub fn sql(&self) -> &str {
        &self.sql
    }

    /// The same values under another text.
    pub fn with_sql(mut self, sql: String) -> Self {
        self.sql = sql;
        self
    }
}

/// The answers of a query's statements, in order.
pub struct Rows(IndexedResults);

impl Rows {
    /// The rows of statement `index`.
    pub fn all<T: SurrealValue>(&mut self, index: usize) -> Result<Vec<T>> {
        let values: Value = self.0.take(index).map_err(Error::internal)?;
        match values {
            Value::Array(rows) => rows.into_iter().map(|row| T::from_value(row).map_err(Error::internal)).collect(),
            Value::None | Value::Null => Ok(Vec::new()),
            one => Ok(vec![T::from_value(one).map_err(Error::internal)?]),
        }
    }

    /// The first row of statement `index`, if there is one.
    pub fn first<T: SurrealValue>(&mut self, index: usize) -> Result<Option<T>> {
        Ok(self.all(index)?.into_iter().next())
    }
}

impl Db {
    /// Opens the database that the configuration names. Errors: it cannot be reached or written to, or is in use by another process.
    pub async fn open(config: &Config) -> Result<Self> {
        let url = config.database_url();
        if url.starts_with("ws://") || url.starts_with("wss://") {
            return Self::remote(config, &url).await;
        }
        Ok(Db(Arc::new(Inner::Embedded(Store::open(config).await?)), DatabaseTimes::default()))
    }

    async fn remote(config: &Config, url: &str) -> Result<Self> {
        let mut pool = Vec::with_capacity(REMOTE_CONNECTIONS);
        for _ in 0..REMOTE_CONNECTIONS {
            let settings = SurrealConfig::new().query_timeout(Duration::from_secs(30));
            let db = surrealdb::engine::any::connect((url, settings)).await.map_err(Error::internal)?;
            if let (Some(username), Some(password)) = (&config.database_user, &config.database_password) {
                db.signin(Root { username: username.clone(), password: password.clone() }).await.map_err(Error::internal)?;
            }
            db.use_ns(&config.database_namespace).use_db(&config.database_name).await.map_err(Error::internal)?;
            pool.push(db);
        }
        Ok(Db(Arc::new(Inner::Remote { pool, next: AtomicUsize::new(0), clock_off: AtomicBool::new(false) }), DatabaseTimes::default()))
    }

    /// Whether other processes may write to this database too.
    pub fn is_shared(&self) -> bool {
        matches!(&*self.0, Inner::Remote { .. })
    }

    /// How long its answers took.
    pub fn times(&self) -> &DatabaseTimes {
        &self.1
    }

    /// Runs a query outside any transaction. Errors: of the first statement that failed.
    pub async fn query(&self, query: Query) -> Result<Rows> {
        self.1.of(Asked::Query, self.answer(query)).await
    }

    async fn answer(&self, query: Query) -> Result<Rows> {
        match &*self.0 {
            Inner::Embedded(store) => {
                let opened = store.opened()?;
                let answer = store.run(async move { check(opened.db.query(query.sql).bind(query.vars).await) }).await?;
                heard(store, answer, false)
            }
            Inner::Remote { pool, next, .. } => {
                let db = &pool[next.fetch_add(1, Ordering::Relaxed) % pool.len()];
                check(db.query(query.sql).bind(query.vars).await).map_err(|error| translate(error, false))
            }
        }
    }

    /// Begins a transaction that writes. Errors: `STORAGE_FULL` when the disk has no room for it.
    pub async fn begin(&self) -> Result<Transaction> {
        let begun = match &*self.0 {
            Inner::Embedded(store) => {
                store.check_room()?;
                let opened = store.opened()?;
                let begun = store.run(async move { opened.db.clone().begin().await }).await?;
                Begun::Embedded { tx: Arc::new(Mutex::new(Some(heard(store, begun, false)?))), store: store.clone() }
            }
            Inner::Remote { pool, next, .. } => {
                let db = pool[next.fetch_add(1, Ordering::Relaxed) % pool.len()].clone();
                Begun::Remote(db.begin().await.map_err(|error| translate(error, false))?)
            }
        };
        Ok(Transaction { begun, times: self.1.clone() })
    }

    /// Errors: `STORAGE_FULL` when the disk has no room for a change, `STORAGE_UNAVAILABLE` while it is broken.
    pub fn check_room(&self) -> Result<()> {
        match &*self.0 {
            Inner::Embedded(store) => store.check_room().and_then(|()| store.opened().map(drop)),
            Inner::Remote { .. } => Ok(()),
        }
    }

    /// Errors: those of [`Db::check_room`] or an internal one, unless a write reaches the disk.
    pub async fn check_writable(&self) -> Result<()> {
        self.check_room()?;
        self.query(query("UPSERT ONLY health:ready SET at = time::now() RETURN NONE")).await.map(drop)
    }

    /// Takes what was deleted or overwritten out of the embedded store's files. Nothing for a database elsewhere: its files are its keeper's.
    pub async fn compact(&self) -> Result<()> {
        match &*self.0 {
            Inner::Embedded(store) => store.compact().await,
            Inner::Remote { .. } => Ok(()),
        }
    }

    /// Compares this machine's clock with a shared database's. Event ids carry the time, and other processes wait for them by it.
    pub async fn compare_clock(&self, clock: &Clock) -> Result<()> {
        let Inner::Remote { clock_off, .. } = &*self.0 else { return Ok(()) };
        let before = clock.now();
        let theirs: Option<Instant> = self.query(query("RETURN time::now()")).await?.first(0)?;
        let off = theirs.is_some_and(|theirs| is_off(before, theirs, clock.now()));
        match (clock_off.swap(off, Ordering::Relaxed), off) {
            (false, true) => {
                tracing::error!(clock.ours = %before, clock.theirs = ?theirs, "this machine's clock is more than two seconds off the database's: nothing is written until they agree")
            }
            (true, false) => tracing::info!("the clocks of this machine and the database agree again"),
            _ => {}
        }
        Ok(())
    }

    /// Errors: internal, while this machine's clock is known to be off the shared database's.
    pub fn check_clock(&self) -> Result<()> {
        match &*self.0 {
            Inner::Remote { clock_off, .. } if clock_off.load(Ordering::Relaxed) => Err(Error::internal("this machine's clock is off the database's")),
            _ => Ok(()),
        }
    }

    /// Flushes and closes an embedded store, so that the next start need not replay its log.
    pub async fn close(&self) -> Result<()> {
        match &*self.0 {
            Inner::Embedded(store) => store.close().await,
            Inner::Remote { .. } => Ok(()),
        }
    }
}

/// Whether the database's time lies more than two seconds outside the moment in which it was asked.
fn is_off(before: Instant, theirs: Instant, after: Instant) -> bool {
    theirs < before - MOST_OFF || theirs > after + MOST_OFF
}

/// A transaction under way; what reads and writes through it sees its own writes.
pub struct Transaction {
    begun: Begun,
    times: DatabaseTimes,
}

enum Begun {
    /// Behind a lock, so that an end waits for a statement that was dropped in its middle.
    Embedded {
        tx: Arc<Mutex<Option<surrealdb::method::Transaction<Local>>>>,
        store: Arc<Store>,
    },
    Remote(surrealdb::method::Transaction<Any>),
}

impl Transaction {
    pub async fn query(&self, query: Query) -> Result<Rows> {
        self.times.of(Asked::Within, self.begun.query(query)).await
    }

    pub async fn commit(self) -> Result<()> {
        self.times.of(Asked::Commit, self.begun.commit()).await
    }

    pub async fn cancel(self) {
        self.begun.cancel().await;
    }
}

impl Begun {
    async fn query(&self, query: Query) -> Result<Rows> {
        match self {
            Begun::Embedded { tx, store } => {
                let tx = tx.clone().lock_owned().await;
                let answer = store.run(async move {
                    let Some(tx) = &*tx else { return Ok(Err(Error::internal("a statement came after its transaction's end"))) };
                    check(tx.query(query.sql).bind(query.vars).await).map(Ok)
                });
                heard(store, answer.await?, false)?
            }
            Begun::Remote(tx) => check(tx.query(query.sql).bind(query.vars).await).map_err(|error| translate(error, false)),
        }
    }

    async fn commit(self) -> Result<()> {
        match self {
            Begun::Embedded { tx, store } => {
                let Some(tx) = tx.lock_owned().await.take() else { return Err(Error::internal("a transaction was ended twice")) };
                let ended = store.run(async move { tx.commit().await.map(drop) }).await?;
                heard(&store, ended, true)
            }
            Begun::Remote(tx) => tx.commit().await.map(drop).map_err(|error| translate(error, true)),
        }
    }

    async fn cancel(self) {
        let outcome = match self {
            Begun::Embedded { tx, store } => {
                let Some(tx) = tx.lock_owned().await.take() else { return };
                store.run(async move { tx.cancel().await.map(drop) }).await
            }
            Begun::Remote(tx) => Ok(tx.cancel().await.map(drop)),
        };
        if let Ok(Err(error)) = outcome {
            tracing::warn!(error.cause = %error, "a transaction could not be cancelled");
        }
    }
}

/// Takes an answer of the embedded store: an error of its disk breaks it. `is_commit`: after an error it may have taken hold.
fn heard<T>(store: &Arc<Store>, answer: Result<T, SurrealError>, is_commit: bool) -> Result<T> {
    answer.map_err(|error| {
        if Trouble::of(error.message()).is_some() {
            store.broke(error.message());
        }
        translate(error, is_commit)
    })
}

/// The cause among the errors of several statements, not the `NotExecuted` that follows it.
fn check(answer: Result<IndexedResults, SurrealError>) -> Result<Rows, SurrealError> {
    let mut answer = answer?;
    let mut errors: Vec<(usize, SurrealError)> = answer.take_errors().into_iter().collect();
    if errors.is_empty() {
        return Ok(Rows(answer));
    }
    errors.sort_by_key(|(index, _)| *index);
    let cause = errors
        .iter()
        .position(|(_, error)| is_retryable(error))
        .or_else(|| errors.iter().position(|(_, error)| !matches!(error.query_details(), Some(QueryError::NotExecuted))))
        .unwrap_or(0);
    Err(errors.swap_remove(cause).1)
}

/// Three faces of one conflict, as SurrealDB 3.3 shows them.
fn is_retryable(error: &SurrealError) -> bool {
    matches!(error.query_details(), Some(QueryError::TransactionConflict)) || error.message().contains("This transaction can be retried")
}

/// `is_commit`: after an error of the disk the change may have taken hold.
fn translate(error: SurrealError, is_commit: bool) -> Error {
    let message = error.message();
    if let Some(trouble) = Trouble::of(message) {
        return trouble.refusal(is_commit);
    }
    if is_retryable(&error) {
        return Error::retryable(message);
    }
    // "Database index `contact_email` already contains 'x', with record `contact:…`"
    if let Some(rest) = message.strip_prefix("Database index `")
        && message.contains("already contains")
    {
        return Error::unique(rest.split('`').next().unwrap_or_default().to_owned());
    }
    Error::internal(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_answer_is_no_wrong_clock() {
        let at = |seconds: i64| Instant::from_timestamp(1_000 + seconds, 0).unwrap();
        assert!(!is_off(at(0), at(0), at(0)));
        assert!(!is_off(at(0), at(2), at(0)) && !is_off(at(0), at(-2), at(0)));
        assert!(is_off(at(0), at(3), at(0)) && is_off(at(0), at(-3), at(0)));
        assert!(!is_off(at(0), at(7), at(8)), "it took eight seconds to answer");
    }
}
