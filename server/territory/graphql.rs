//! Territories in the API.

use std::collections::HashMap;

use async_graphql::{
    Context, Json, Object, Result,
    dataloader::{DataLoader, Loader},
};
use surrealdb::types::SurrealValue;

use super::{
    actions::{self, CreateTerritoryInput, DeleteTerritoryInput, ReorderTerritoriesInput, UpdateTerritoryInput},
    model::Territory,
};
use crate::{
    company::model::{Company, NAME},
    http::context::{actor, app},
    identity::{graphql::TeamNode, model::User},
    platform::{
        actor::Actor,
        app::App,
        condition::Terms,
        error::Error,
        id::Id,
        page::{self, Direction, ListQuery, PageArgs},
        record::RecordType,
        scope::Verb,
    },
};

/// How many companies territories have, for all of an answer at once.
pub struct CompanyCounts {
    pub app: App,
    pub actor: Actor,
}

impl Loader<Id> for CompanyCounts {
    type Value = i64;
    type Error = Error;

    async fn load(&self, ids: &[Id]) -> Result<HashMap<Id, i64>, Error> {
        let scope = self.actor.scope(RecordType::Company, Verb::Read);
        let now = self.app.clock.now();
        let terms = Terms { me: None, now, today: now.date_naive() };
        let mut counts = HashMap::new();
        for id in ids {
            let equals = vec![("territoryId", id.clone().into_value())];
            let asked = ListQuery { equals, linked: None, condition: None, sort: NAME, direction: Direction::Asc, deleted: false, page: PageArgs::default() };
            counts.insert(id.clone(), page::count::<Company>(&self.app, &scope, &terms, &asked).await?);
        }
        Ok(counts)
    }
}

/// A territory.
pub struct TerritoryNode(pub Territory);

/// A rule over companies' fields, and who works the companies that it takes. Of several, the first in order has a company.
#[Object(name = "Territory")]
impl TerritoryNode {
    /// Its id.
    async fn id(&self) -> &Id {
        &self.0.meta.id
    }

    /// Counts its changes.
    async fn version(&self) -> i64 {
        self.0.meta.version
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Its place, from 0.
    async fn order(&self) -> i64 {
        self.0.order
    }

    /// Which companies it takes, as `ConditionInput` takes it; for those who administer.
    async fn condition(&self, ctx: &Context<'_>) -> Result<Option<Json<serde_json::Value>>> {
        Ok(actor(ctx)?.access.administers.then(|| Json(self.0.condition.clone())))
    }

    /// The team whose people work its companies as their own.
    async fn team_id(&self) -> &Id {
        &self.0.team_id
    }

    /// The team.
    async fn team(&self, ctx: &Context<'_>) -> Option<TeamNode> {
        app(ctx).directory().team(&self.0.team_id).cloned().map(TeamNode)
    }

    /// Who gets a company that comes without an owner.
    async fn owner_id(&self) -> Option<&Id> {
        self.0.owner_id.as_ref()
    }

    /// The person.
    async fn owner(&self, ctx: &Context<'_>) -> Option<User> {
        app(ctx).directory().user(self.0.owner_id.as_ref()?).cloned()
    }

    /// How many of its companies you see.
    async fn company_count(&self, ctx: &Context<'_>) -> Result<i64> {
        actor(ctx)?;
        Ok(ctx.data_unchecked::<DataLoader<CompanyCounts>>().load_one(self.0.meta.id.clone()).await?.unwrap_or_default())
    }
}

#[derive(Default)]
pub struct TerritoryQuery;

#[Object]
impl TerritoryQuery {
    /// All territories, in the order in which they are tried.
    async fn territories(&self, ctx: &Context<'_>) -> Result<Vec<TerritoryNode>> {
        actor(ctx)?;
        Ok(app(ctx).directory().territories.iter().cloned().map(TerritoryNode).collect())
    }
}

#[derive(Default)]
pub struct TerritoryMutation;

#[Object]
impl TerritoryMutation {
    /// Makes a territory, behind the others. For those who administer.
    async fn create_territory(&self, ctx: &Context<'_>, input: CreateTerritoryInput) -> Result<TerritoryNode> {
        Ok(TerritoryNode(actions::create(app(ctx), actor(ctx)?, input).await?))
    }

    /// Changes a territory. With another condition, companies are placed anew in a moment; until then nobody sees them through
    /// it or those behind it. For those who administer.
    async fn update_territory(&self, ctx: &Context<'_>, input: UpdateTerritoryInput) -> Result<TerritoryNode> {
        Ok(TerritoryNode(actions::update(app(ctx), actor(ctx)?, input).await?))
    }

    /// Puts territories in another order; companies are placed anew. For those who administer.
    async fn reorder_territories(&self, ctx: &Context<'_>, input: ReorderTerritoriesInput) -> Result<Vec<TerritoryNode>> {
        Ok(actions::reorder(app(ctx), actor(ctx)?, input).await?.into_iter().map(TerritoryNode).collect())
    }

    /// Deletes a territory: its companies go to the next that takes them, or to none. Owners stay. For those who administer.
    async fn delete_territory(&self, ctx: &Context<'_>, input: DeleteTerritoryInput) -> Result<bool> {
        actions::delete(app(ctx), actor(ctx)?, input).await?;
        Ok(true)
    }
}
