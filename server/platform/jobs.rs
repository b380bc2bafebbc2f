//! Work for later: a table in the same database, leased, idempotent, retried with growing pauses.
//!
//! A job is written in the transaction that wants it. Workers lease what is due; a lease that runs out is due again.

use chrono::TimeDelta;
use serde_json::Value as Json;
use surrealdb::types::SurrealValue;

use super::{
    app::App,
    clock::Instant,
    db::query,
    error::{Error, Result},
    id::Id,
    tx::Tx,
};

/// Tries before a job is dead and waits for a person.
const TRIES: i64 = 8;
/// How long the answer to an idempotency key is kept.
const KEPT: TimeDelta = TimeDelta::hours(24);
/// How long a worker may take before another one takes over.
const LEASE: TimeDelta = TimeDelta::seconds(30);

/// A piece of work: what kind, for which record, when.
#[derive(Clone, Debug, SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub struct Job {
    pub id: Id,
    pub kind: String,
    pub subject: Id,
    pub payload: Json,
    /// `waiting` or `dead`; done jobs are deleted.
    pub state: String,
    pub due_at: Instant,
    pub tries: i64,
    pub error: Option<String>,
}

/// Wants `kind` done for `subject` at `due_at`. One job a kind and subject: the later wish replaces the earlier.
pub async fn schedule(tx: &Tx, kind: &str, subject: &Id, due_at: Instant, payload: Json) -> Result<()> {
    let id = job_id(kind, subject);
    let job = Job { id, kind: kind.to_owned(), subject: subject.clone(), payload, state: "waiting".into(), due_at, tries: 0, error: None };
    tx.query(query("UPSERT ONLY $job.id CONTENT $job RETURN NONE").bind("job", job)).await.map(drop)
}

/// No longer wants it.
pub async fn cancel(tx: &Tx, kind: &str, subject: &Id) -> Result<()> {
    tx.query(query("DELETE $id RETURN NONE").bind("id", job_id(kind, subject))).await.map(drop)
}

fn job_id(kind: &str, subject: &Id) -> Id {
    Id::new("job", format!("{}-{}", kind.replace('.', "-"), subject.key()))
}

/// Runs everything that is due now, and says how many jobs ran.
pub async fn run_due(app: &App) -> Result<usize> {
    let mut ran = 0;
    loop {
        let now = app.clock.now();
        let q = query("SELECT * FROM job WITH INDEX job_due WHERE state = 'waiting' AND dueAt <= $now ORDER BY dueAt LIMIT 50").bind("now", now);
        let due: Vec<Job> = app.db.query(q).await?.all(0)?;
        if due.is_empty() {
            return Ok(ran);
        }
        for job in due {
            if lease(app, &job, now).await? {
                run(app, &job).await?;
                ran += 1;
            }
        }
    }
}

/// Takes a job for this worker; another one may be quicker.
async fn lease(app: &App, job: &Job, now: Instant) -> Result<bool> {
    let q = query("UPDATE $id SET dueAt = $until, tries += 1 WHERE dueAt = $seen RETURN VALUE id").bind("id", job.id.clone()).bind("until", now + LEASE).bind("seen", job.due_at);
    match app.db.query(q).await {
        Ok(mut taken) => Ok(taken.first::<Id>(0)?.is_some()),
        Err(error) if error.is_retryable() => Ok(false),
        Err(error) => Err(error),
    }
}

async fn run(app: &App, job: &Job) -> Result<()> {
    let outcome = match job.kind.as_str() {
        crate::ownership::clock::EXPIRE => crate::ownership::clock::expire(app, &job.subject).await,
        other => Err(Error::internal(format!("no worker knows the job “{other}”"))),
    };
    let q = match outcome {
        // Only if nobody wished for it anew meanwhile: the lease is still ours.
        Ok(()) => query("DELETE $id WHERE tries = $tries RETURN NONE").bind("tries", job.tries + 1),
        Err(error) => {
            tracing::warn!(job.id = %job.id, job.tries = job.tries + 1, error.message = %error, "a job failed");
            let state = if job.tries + 1 >= TRIES { "dead" } else { "waiting" };
            let pause = TimeDelta::seconds(1 << (job.tries + 1).min(10));
            query("UPDATE $id SET state = $state, dueAt = $due, error = $error RETURN NONE")
                .bind("state", state)
                .bind("due", app.clock.now() + pause)
                .bind("error", error.to_string())
        }
    };
    app.db.query(q.bind("id", job.id.clone())).await.map(drop)
}

/// Runs due jobs until the process ends: at once when woken, else every second. Sweeps once an hour.
pub async fn work(app: App) {
    let mut swept: Option<Instant> = None;
    loop {
        if let Err(error) = run_due(&app).await {
            tracing::error!(error.message = %error, "jobs could not be run");
        }
        let now = app.clock.now();
        if swept.is_none_or(|at| now - at >= TimeDelta::hours(1)) {
            swept = Some(now);
            if let Err(error) = sweep(&app).await {
                tracing::error!(error.message = %error, "what is over could not be swept away");
            }
        }
        let _ = tokio::time::timeout(std::time::Duration::from_secs(1), app.jobs_wake.notified()).await;
    }
}

/// Deletes what is kept for a time only: answers of idempotency keys after a day, sessions and tokens that are over.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    loop {
        // A transaction must fit the store's memtable.
        let q = query("DELETE (SELECT VALUE id FROM idempotency WITH INDEX idempotency_at WHERE at < $before LIMIT 500) RETURN BEFORE").bind("before", now - KEPT);
        let gone = app.db.query(q).await?.all::<surrealdb::types::Value>(0)?.len();
        if gone < 500 {
            break;
        }
    }
    app.db.query(query("DELETE session WHERE expiresAt < $now RETURN NONE; DELETE token WHERE expiresAt < $now RETURN NONE").bind("now", now)).await.map(drop)
}
