//! Loads many records at once for one answer: no resolver asks the database for one record at a time.

use std::{collections::HashMap, marker::PhantomData};

use async_graphql::{
    Context,
    dataloader::{DataLoader, Loader},
};

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

/// One request's loaders.
pub fn by_id<R: Record>(app: &App, actor: &Actor) -> DataLoader<ById<R>> {
    batched(ById { app: app.clone(), actor: actor.clone(), of: PhantomData })
}

/// Gathers what an answer's resolvers ask for into one load, without waiting for more.
pub fn batched<L>(loader: L) -> DataLoader<L> {
    DataLoader::new(loader, tokio::spawn).delay(std::time::Duration::ZERO)
}

impl<R: Record> Loader<Id> for ById<R> {
    type Value = R;
    type Error = Error;

    async fn load(&self, ids: &[Id]) -> Result<HashMap<Id, R>> {
        let records = fetch::<R>(&self.app, &self.actor, ids).await?;
        Ok(records.into_iter().map(|record| (record.id().clone(), record)).collect())
    }
}

/// Live records by id in one query; those out of the actor's sight are left out.
pub async fn fetch<R: Record>(app: &App, actor: &Actor, ids: &[Id]) -> Result<Vec<R>> {
    let scope = actor.scope(R::TYPE, Verb::Read);
    let ids: Vec<Id> = ids.iter().filter(|id| id.table() == R::TYPE.table()).cloned().collect();
    if ids.is_empty() || scope.keys().is_empty() {
        return Ok(Vec::new());
    }
    let records: Vec<R> = app.db.query(query("SELECT * FROM $ids").bind("ids", ids)).await?.all(0)?;
    Ok(records.into_iter().filter(|record| !record.meta().is_deleted() && scope.sees(&record.meta().keys)).collect())
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
