//! Loads many records at once for one answer: no resolver asks the database for one record at a time.

use std::{
    collections::HashMap,
    future::{Future, poll_fn},
    marker::PhantomData,
    pin::pin,
    sync::Arc,
    time::Duration,
};

use async_graphql::{
    Context,
    dataloader::{DataLoader, Loader},
};
use futures::future::BoxFuture;
use tokio::sync::watch;

use super::{
    actor::Actor,
    app::App,
    db::query,
    error::{Error, Result},
    id::Id,
    record::Record,
    scope::Verb,
};

/// Live records of one kind by id, as the actor may see them.
pub struct ById<R> {
    app: App,
    actor: Actor,
    of: PhantomData<fn() -> R>,
}

/// A load begins after this long even when nobody says that a turn has ended.
const LONGEST_TURN: Duration = Duration::from_millis(2);

/// The turns of one request's resolvers; a turn ends when each of them waits for something.
///
/// What they ask for in one turn is loaded at once. Otherwise another thread would begin with the first record while the
/// resolvers of the others still run, and load a page in many small parts.
#[derive(Clone, Default)]
pub struct Turns(Arc<watch::Sender<()>>);

impl Turns {
    /// Runs a request, and says when each of its turns has ended.
    pub async fn of<F: Future>(&self, request: F) -> F::Output {
        let mut request = pin!(request);
        poll_fn(|context| {
            let polled = request.as_mut().poll(context);
            self.0.send_replace(());
            polled
        })
        .await
    }

    /// Gathers what one turn's resolvers ask for into one load.
    pub fn batched<L>(&self, loader: L) -> DataLoader<L> {
        let turns = self.clone();
        let spawn = move |load: BoxFuture<'static, ()>| {
            // Taken while the turn lasts, so its end cannot be missed.
            let mut turn = turns.0.subscribe();
            tokio::spawn(async move {
                let _ = tokio::time::timeout(LONGEST_TURN, turn.changed()).await;
                load.await;
            })
        };
        DataLoader::new(loader, spawn).delay(Duration::ZERO)
    }

    /// A request's loader of records by id.
    pub fn by_id<R: Record>(&self, app: &App, actor: &Actor) -> DataLoader<ById<R>> {
        self.batched(ById { app: app.clone(), actor: actor.clone(), of: PhantomData })
    }
}

impl<R: Record> Loader<Id> for ById<R> {
    type Value = R;
    type Error = Error;

    async fn load(&self, ids: &[Id]) -> Result<HashMap<Id, R>> {
        let records = fetch::<R>(&self.app, &self.actor, ids, false).await?;
        Ok(records.into_iter().map(|record| (record.id().clone(), record)).collect())
    }
}

/// Records by id in one query, live ones or those in the trash; those out of the actor's sight are left out.
pub async fn fetch<R: Record>(app: &App, actor: &Actor, ids: &[Id], deleted: bool) -> Result<Vec<R>> {
    let scope = actor.scope(R::TYPE, Verb::Read);
    let ids: Vec<Id> = ids.iter().filter(|id| id.table() == R::TYPE.table()).cloned().collect();
    if ids.is_empty() || scope.keys().is_empty() {
        return Ok(Vec::new());
    }
    let records: Vec<R> = app.db.query(query("SELECT * FROM $ids").bind("ids", ids)).await?.all(0)?;
    Ok(records.into_iter().filter(|record| record.meta().is_deleted() == deleted && scope.sees(&record.meta().keys)).collect())
}

/// One record by id, through the scope; in the trash too when `deleted` is set. `None` when there is none to see.
pub async fn get<R: Record>(app: &App, actor: &Actor, id: &Id, deleted: bool) -> Result<Option<R>> {
    if id.table() != R::TYPE.table() {
        return Ok(None);
    }
    let record: Option<R> = app.db.query(query("SELECT * FROM $id").bind("id", id.clone())).await?.first(0)?;
    Ok(record.filter(|record| (deleted || !record.meta().is_deleted()) && actor.scope(R::TYPE, Verb::Read).sees(&record.meta().keys)))
}

/// A record that another one refers to, through this request's loader.
pub async fn one<R: Record>(ctx: &Context<'_>, id: Option<&Id>) -> Result<Option<R>> {
    match id {
        Some(id) => ctx.data_unchecked::<DataLoader<ById<R>>>().load_one(id.clone()).await,
        None => Ok(None),
    }
}
