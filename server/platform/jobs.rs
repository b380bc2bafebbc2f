//! Work for later: a table in the same database, leased, idempotent, retried with growing pauses.
//!
//! A job is written in the transaction that wants it. Workers lease what is due; a lease that runs out is due again.

use async_graphql::{Context, Object, SimpleObject};
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
use crate::{
    http::context::{actor, app},
    identity::{mails, sessions},
};

/// Tries before a job is dead and waits for a person.
const TRIES: i64 = 8;
/// The same for mail: with the growing pauses a mail server may be down for half a day.
const MAIL_TRIES: i64 = 50;
/// How long the answer to an idempotency key is kept.
const KEPT: TimeDelta = TimeDelta::hours(24);
/// How long a worker may take before another one takes over.
const LEASE: TimeDelta = TimeDelta::seconds(30);

/// Dead jobs that are listed at most.
const MOST_LISTED: usize = 100;

/// A piece of work for later.
#[derive(Clone, Debug, SurrealValue, SimpleObject)]
#[surreal(rename_all = "camelCase")]
pub struct Job {
    /// Its id.
    pub id: Id,
    /// What is to be done.
    pub kind: String,
    /// The record that it is done for.
    #[graphql(name = "subjectId")]
    pub subject: Id,
    #[graphql(skip)]
    pub payload: Json,
    /// `waiting` or `dead`; done jobs are deleted.
    #[graphql(skip)]
    pub state: String,
    #[graphql(skip)]
    pub due_at: Instant,
    /// How often it was tried.
    pub tries: i64,
    /// What went wrong the last time.
    pub error: Option<String>,
}

/// Wants `kind` done for `subject` at `due_at`. One job a kind and subject: the later wish replaces the earlier.
pub async fn schedule(tx: &Tx, kind: &str, subject: &Id, due_at: Instant, payload: Json) -> Result<()> {
    let id = job_id(kind, subject);
    let job = Job { id, kind: kind.to_owned(), subject: subject.clone(), payload, state: "waiting".into(), due_at, tries: 0, error: None };
    tx.query(query("UPSERT ONLY $job.id CONTENT $job RETURN NONE").bind("job", job)).await.map(drop)
}

/// What is wanted with it now, if it is still wanted.
pub async fn wanted(tx: &Tx, kind: &str, subject: &Id) -> Result<Option<Json>> {
    let found: Option<Job> = tx.query(query("SELECT * FROM $id").bind("id", job_id(kind, subject))).await?.first(0)?;
    Ok(found.map(|job| job.payload))
}

/// No longer wants it.
pub async fn cancel(tx: &Tx, kind: &str, subject: &Id) -> Result<()> {
    tx.query(query("DELETE $id RETURN NONE").bind("id", job_id(kind, subject))).await.map(drop)
}

fn job_id(kind: &str, subject: &Id) -> Id {
    Id::new("job", format!("{}-{}", kind.replace('.', "-"), subject.key()))
}

/// What takes long has a worker of its own: it must hold up no clock.
#[derive(Clone, Copy, PartialEq)]
enum Lane {
    Clocks,
    /// Waits for a mail server.
    Mail,
    /// Rewrites the store's files, and sweeps.
    Upkeep,
}

impl Lane {
    const ALL: [Lane; 3] = [Lane::Clocks, Lane::Mail, Lane::Upkeep];

    /// What tells the kinds of a lane's jobs: the word before the point.
    fn of(kind: &str) -> Self {
        match kind.split_once('.') {
            Some(("mail", _)) => Lane::Mail,
            Some(("store", _)) => Lane::Upkeep,
            _ => Lane::Clocks,
        }
    }

    /// The same as a condition of a query.
    fn condition(self) -> &'static str {
        match self {
            Lane::Mail => "string::starts_with(kind, 'mail.')",
            Lane::Upkeep => "string::starts_with(kind, 'store.')",
            Lane::Clocks => "!string::starts_with(kind, 'mail.') AND !string::starts_with(kind, 'store.')",
        }
    }
}

/// Runs everything that is due now, and says how many jobs ran.
pub async fn run_due(app: &App) -> Result<usize> {
    let mut ran = 0;
    for lane in Lane::ALL {
        ran += run_lane(app, lane).await?;
    }
    Ok(ran)
}

async fn run_lane(app: &App, lane: Lane) -> Result<usize> {
    let mut ran = 0;
    loop {
        // On a full disk nothing is tried, or jobs would be dead before there is room again.
        if app.db.check_room().is_err() {
            return Ok(ran);
        }
        let now = app.clock.now();
        let sql = format!("SELECT * FROM job WITH INDEX job_due WHERE state = 'waiting' AND dueAt <= $now AND {} ORDER BY dueAt LIMIT 50", lane.condition());
        let due: Vec<Job> = app.db.query(query(sql).bind("now", now)).await?.all(0)?;
        if due.is_empty() {
            return Ok(ran);
        }
        for job in due {
            if lease(app, &job, app.clock.now()).await? {
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
        crate::activity::sight::FOLLOW => crate::activity::sight::follow_rest(app, &job.subject, job.payload["after"].as_str()).await,
        crate::territory::sight::FOLLOW => crate::territory::sight::look_again(app, &job.subject).await,
        crate::rekey::REKEY => crate::rekey::run(app, &job.subject, &job.payload).await,
        crate::erasure::ERASE => crate::erasure::run(app, &job.subject, &job.payload).await,
        crate::erasure::REWRITE => app.db.compact().await,
        mails::INVITATION => mails::invitation(app, &job.subject, &job.payload).await,
        mails::RESET => mails::reset(app, &job.payload).await,
        other => Err(Error::internal(format!("no worker knows the job “{other}”"))),
    };
    let q = match outcome {
        Ok(()) => query("DELETE $id WHERE tries = $tries RETURN NONE"),
        Err(error) if error.is_storage() => query("UPDATE $id SET dueAt = $due, tries -= 1 WHERE tries = $tries RETURN NONE").bind("due", app.clock.now() + TimeDelta::seconds(1)),
        Err(error) => {
            let tries = job.tries + 1;
            let dead = tries >= if Lane::of(&job.kind) == Lane::Mail { MAIL_TRIES } else { TRIES };
            if dead {
                tracing::error!(job.id = %job.id, job.tries = tries, error.message = %error, error.cause = error.cause(), "a job failed for the last time and waits for a person");
            } else {
                tracing::warn!(job.id = %job.id, job.tries = tries, error.message = %error, error.cause = error.cause(), "a job failed");
            }
            let pause = TimeDelta::seconds(1 << tries.min(10));
            query("UPDATE $id SET state = $state, dueAt = $due, error = $error WHERE tries = $tries RETURN NONE")
                .bind("state", if dead { "dead" } else { "waiting" })
                .bind("due", app.clock.now() + pause)
                .bind("error", error.cause().map_or_else(|| error.to_string(), str::to_owned))
        }
    };
    // Only if nobody wished for it anew meanwhile: the lease is still ours.
    app.db.query(q.bind("id", job.id.clone()).bind("tries", job.tries + 1)).await.map(drop)
}

/// How a job stands.
#[derive(Clone, Copy)]
pub enum State {
    /// It is to be done, now or later.
    Waiting,
    /// It failed as often as it may, and waits for a person.
    Dead,
}

/// How many jobs stand so.
pub async fn count(app: &App, state: State) -> Result<i64> {
    #[derive(SurrealValue)]
    struct Count {
        count: i64,
    }
    let state = match state {
        State::Waiting => "waiting",
        State::Dead => "dead",
    };
    let q = query("SELECT count() FROM job WITH INDEX job_due WHERE state = $state GROUP ALL").bind("state", state);
    Ok(app.db.query(q).await?.first::<Count>(0)?.map_or(0, |row| row.count))
}

#[derive(Default)]
pub struct JobQuery;

#[Object]
impl JobQuery {
    /// Work that failed as often as it may and waits for a person, at most 100 of it; for those who run the workspace.
    async fn dead_jobs(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Job>> {
        actor(ctx)?.may_operate()?;
        let sql = format!("SELECT * FROM job WITH INDEX job_due WHERE state = 'dead' ORDER BY dueAt LIMIT {MOST_LISTED}");
        Ok(app(ctx).db.query(query(sql)).await?.all(0)?)
    }
}

/// Runs due jobs until the process ends: at once when woken, else every second. Sweeps once an hour.
pub async fn work(app: App) {
    tokio::join!(work_lane(&app, Lane::Clocks), work_lane(&app, Lane::Mail), work_lane(&app, Lane::Upkeep));
}

async fn work_lane(app: &App, lane: Lane) {
    let mut swept: Option<Instant> = None;
    loop {
        if let Err(error) = run_lane(app, lane).await
            && !error.is_storage()
        {
            tracing::error!(error.message = %error, "jobs could not be run");
        }
        let now = app.clock.now();
        if lane == Lane::Upkeep && swept.is_none_or(|at| now - at >= TimeDelta::hours(1)) {
            swept = Some(now);
            if let Err(error) = sweep(app).await
                && !error.is_storage()
            {
                tracing::error!(error.message = %error, "what is over could not be swept away");
            }
        }
        let _ = tokio::time::timeout(std::time::Duration::from_secs(1), app.jobs_wake.notified()).await;
    }
}

/// Deletes what is kept for a time only: answers of idempotency keys after a day; sessions, tokens and links that are over; sign-ins
/// that came back from a provider; and what has lain in the trash for 30 days.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    loop {
        // Short transactions, small in memory.
        let q = query("DELETE (SELECT VALUE id FROM idempotency WITH INDEX idempotency_at WHERE at < $before LIMIT 500) RETURN BEFORE").bind("before", now - KEPT);
        let gone = app.db.query(q).await?.all::<surrealdb::types::Value>(0)?.len();
        if gone < 500 {
            break;
        }
    }
    sessions::sweep(app).await?;
    crate::provider::sign_in::sweep(app).await?;
    crate::trash::empty(app).await
}
