//! Making, changing, ordering and deleting territories. Which companies each has follows by [`crate::rekey`].

use async_graphql::{InputObject, MaybeUndefined};
use serde_json::to_value;

use super::model::{MOST, Territory, check_condition};
use crate::{
    platform::{
        actor::Actor,
        app::App,
        condition::ConditionInput,
        error::{Error, Faults, Result},
        id::Id,
        once,
        patch::{check_conflicts, patch},
        record::Meta,
        tx::{self, Tx},
    },
    rekey,
};

/// A new territory, behind the others.
#[derive(InputObject, Clone, Debug)]
pub struct CreateTerritoryInput {
    /// What it is called.
    pub name: String,
    /// Which companies it takes: over their own fields, but neither owner nor team.
    pub condition: ConditionInput,
    /// Whose people work its companies as their own team's.
    pub team_id: Id,
    /// Who gets a company that comes without an owner.
    pub owner_id: Option<Id>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Changes of a territory. What is left out stays, null clears.
#[derive(InputObject, Clone, Debug)]
pub struct UpdateTerritoryInput {
    /// The territory.
    pub id: Id,
    /// The version that the changes were made on; changes of other fields since are merged.
    pub expected_version: i64,
    /// What it is called.
    pub name: Option<String>,
    /// Which companies it takes: over their own fields, but neither owner nor team.
    pub condition: Option<ConditionInput>,
    /// Whose people work its companies as their own team's.
    pub team_id: Option<Id>,
    /// Who gets a company that comes without an owner.
    pub owner_id: MaybeUndefined<Id>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Territories in another order.
#[derive(InputObject, Clone, Debug)]
pub struct ReorderTerritoriesInput {
    /// All of them, the first to be tried first.
    pub ids: Vec<Id>,
}

/// A territory that is no more.
#[derive(InputObject, Clone, Debug)]
pub struct DeleteTerritoryInput {
    /// The territory.
    pub id: Id,
    /// The version that was looked at.
    pub expected_version: i64,
}

/// Makes a territory. Errors: `INVALID` with every field at fault.
pub async fn create(app: &App, actor: &Actor, input: CreateTerritoryInput) -> Result<Territory> {
    actor.may_administer()?;
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("createTerritory {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let directory = tx.app().directory();
            let territory = Territory {
                meta: Meta::new(tx.id("territory"), tx.now()),
                name: input.name.trim().to_owned(),
                order: directory.territories.last().map_or(0, |last| last.order + 1),
                condition: to_value(&input.condition).map_err(Error::internal)?,
                team_id: input.team_id,
                owner_id: input.owner_id,
            };
            let mut faults = Faults::default();
            check(&tx, &territory, &mut faults);
            if directory.territories.len() >= MOST {
                faults.add("name", format!("A workspace has at most {MOST} territories."));
            }
            faults.check()?;
            rekey::schedule(&tx, &territory.meta.id).await?;
            tx.create(territory, "TerritoryCreated").await
        }
    })
    .await
}

/// Changes a territory. Errors: `INVALID` with every field at fault, `CONFLICT`, `NOT_FOUND`.
pub async fn update(app: &App, actor: &Actor, input: UpdateTerritoryInput) -> Result<Territory> {
    actor.may_administer()?;
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("updateTerritory {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before: Territory = tx.get(&input.id).await?;
            let mut after = before.clone();
            if let Some(name) = input.name {
                after.name = name.trim().to_owned();
            }
            if let Some(condition) = input.condition {
                after.condition = to_value(&condition).map_err(Error::internal)?;
            }
            if let Some(team) = input.team_id {
                after.team_id = team;
            }
            patch(&mut after.owner_id, input.owner_id);
            let mut faults = Faults::default();
            check(&tx, &after, &mut faults);
            check_conflicts(&tx, &before, &after, input.expected_version, &[]).await?;
            faults.check()?;
            // Whose team it is takes effect by itself: people hold a territory's key for as long as their team has it.
            if after.condition != before.condition {
                rekey::schedule(&tx, &after.meta.id).await?;
            }
            tx.save(&before, after, "TerritoryUpdated").await
        }
    })
    .await
}

/// Puts territories in another order. Errors: `INVALID` unless each is named once.
pub async fn reorder(app: &App, actor: &Actor, input: ReorderTerritoriesInput) -> Result<Vec<Territory>> {
    actor.may_administer()?;
    tx::write(app, actor, move |tx| {
        let ids = input.ids.clone();
        async move {
            let mut known: Vec<Id> = tx.app().directory().territories.iter().map(|territory| territory.meta.id.clone()).collect();
            let mut named = ids.clone();
            known.sort();
            named.sort();
            if known != named {
                return Err(Error::invalid("ids", "Name each territory once, as they are now."));
            }
            let mut moved = None;
            let mut territories = Vec::with_capacity(ids.len());
            for (order, id) in (0..).zip(&ids) {
                let before: Territory = tx.get(id).await?;
                if before.order != order {
                    moved.get_or_insert_with(|| id.clone());
                }
                territories.push(tx.save(&before, Territory { order, ..before.clone() }, "TerritoryMoved").await?);
            }
            if let Some(moved) = moved {
                rekey::schedule(&tx, &moved).await?;
            }
            Ok(territories)
        }
    })
    .await
}

/// Deletes a territory: its companies go to the next that takes them, or to none. Owners stay. Errors: `NOT_FOUND`, `CONFLICT`.
pub async fn delete(app: &App, actor: &Actor, input: DeleteTerritoryInput) -> Result<()> {
    actor.may_administer()?;
    tx::write(app, actor, move |tx| {
        let input = input.clone();
        async move {
            let before: Territory = tx.get(&input.id).await?;
            let mut after = before.clone();
            after.meta.deleted_at = Some(tx.now());
            check_conflicts(&tx, &before, &after, input.expected_version, &[]).await?;
            rekey::schedule(&tx, &input.id).await?;
            tx.save(&before, after, "TerritoryDeleted").await.map(drop)
        }
    })
    .await
}

fn check(tx: &Tx, territory: &Territory, faults: &mut Faults) {
    let directory = tx.app().directory();
    let length = territory.name.chars().count();
    let same = |other: &&Territory| other.meta.id != territory.meta.id && other.name.to_lowercase() == territory.name.to_lowercase();
    if length == 0 || length > 60 {
        faults.add("name", "A territory's name has 1 to 60 characters.");
    } else if directory.territories.iter().any(|other| same(&other)) {
        faults.add("name", "There is a territory of this name already.");
    }
    check_condition(&territory.condition, faults);
    if directory.team(&territory.team_id).is_none() {
        faults.add("teamId", "There is no such team.");
    }
    tx.refer_user(faults, "ownerId", territory.owner_id.as_ref());
}
