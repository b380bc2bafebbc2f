//! Teams: making, changing, and deleting one in favour of another.

use async_graphql::{InputObject, MaybeUndefined};

use super::{
    actions,
    dependents::{self, rules_of},
    model::{Team, User},
    moving::{self, Move},
};
use crate::{
    platform::{
        actor::Actor,
        app::App,
        error::{Error, Faults, Result},
        id::Id,
        once,
        patch::{check_conflicts, patch},
        tx::{self, Tx},
    },
    workspace::Directory,
};

/// A new team.
#[derive(InputObject, Clone, Debug)]
pub struct CreateTeamInput {
    /// What it is called.
    pub name: String,
    /// The team that it is part of.
    pub parent_id: Option<Id>,
    /// IANA name of the zone that it works in; the workspace's when left out.
    pub time_zone: Option<String>,
}

/// Changes of a team. What is left out stays, null clears.
#[derive(InputObject, Clone, Debug)]
pub struct UpdateTeamInput {
    /// The team.
    pub id: Id,
    /// The version that the changes were made on; changes of other fields since are merged.
    pub expected_version: i64,
    /// What it is called.
    pub name: Option<String>,
    /// The team that it is part of.
    pub parent_id: MaybeUndefined<Id>,
    /// IANA name of the zone that it works in.
    pub time_zone: Option<String>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// A team that is no more.
#[derive(InputObject, Clone, Debug)]
pub struct DeleteTeamInput {
    /// The team.
    pub id: Id,
    /// The version that was looked at.
    pub expected_version: i64,
    /// The team that its people, records, rules and territories go to.
    pub move_to_id: Option<Id>,
}

/// Makes a team.
pub async fn create(app: &App, actor: &Actor, input: CreateTeamInput) -> Result<Team> {
    actor.may_operate()?;
    let directory = app.directory();
    let mut faults = Faults::default();
    check(&mut faults, &directory, &input.name, input.time_zone.as_deref());
    if input.parent_id.as_ref().is_some_and(|id| directory.team(id).is_none()) {
        faults.add("parentId", "There is no such team.");
    }
    faults.check()?;
    actions::create_team_in(app, actor, &input.name, input.parent_id, input.time_zone, None).await
}

/// Changes a team. Errors: `INVALID`, also for a team above itself, `CONFLICT`, `NOT_FOUND`, `FORBIDDEN`.
pub async fn update(app: &App, actor: &Actor, input: UpdateTeamInput) -> Result<Team> {
    actor.may_operate()?;
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("updateTeam {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let directory = tx.app().directory();
            let before = live(&tx, &input.id).await?;
            let mut after = before.clone();
            let mut faults = Faults::default();
            if let Some(name) = input.name {
                after.name = name.trim().to_owned();
            }
            patch(&mut after.parent_id, input.parent_id);
            if let Some(zone) = input.time_zone {
                after.time_zone = zone;
            }
            check(&mut faults, &directory, &after.name, Some(&after.time_zone));
            if after.parent_id != before.parent_id {
                check_parent(&tx, &mut faults, &after).await?;
            }
            check_conflicts(&tx, &before, &after, input.expected_version, &[]).await?;
            faults.check()?;
            tx.save(&before, after, "TeamUpdated").await
        }
    })
    .await
}

/// Deletes a team: its people, records, rules and territories go to another one, the teams below it to the one above it.
///
/// Errors: `INVALID` when something depends on it and no other team is named.
pub async fn delete(app: &App, actor: &Actor, input: DeleteTeamInput) -> Result<()> {
    actor.may_operate()?;
    let directory = app.directory();
    let team = directory.team(&input.id).cloned().ok_or_else(|| Error::not_found("team"))?;
    let mut faults = Faults::default();
    match &input.move_to_id {
        Some(id) if *id == input.id || directory.team(id).is_none() => faults.add("moveToId", "Name another team."),
        Some(_) => {}
        None if is_needed(app, &directory, &input.id).await? => faults.add("moveToId", format!("Say which team takes over what depends on {}.", team.name)),
        None => {}
    }
    faults.check()?;
    if let Some(to) = &input.move_to_id {
        // The people first: who holds the queue next must not find it empty.
        let (from, to, expected) = (input.id.clone(), to.clone(), input.expected_version);
        tx::write(app, actor, {
            let (from, to) = (from.clone(), to.clone());
            move |tx| {
                let (from, to) = (from.clone(), to.clone());
                async move {
                    let before = live(&tx, &from).await?;
                    check_conflicts(&tx, &before, &before, expected, &[]).await?;
                    move_people(&tx, &from, Some(&to)).await?;
                    let rules = rules_of(&tx.app().directory(), &from);
                    moving::model(&tx, &rules, &from, &to).await
                }
            }
        })
        .await?;
        let go = Move::Over { from: from.clone(), to };
        moving::records(app, actor, dependents::held(app, &from).await?, &go).await?;
    }
    let id = input.id.clone();
    tx::write(app, actor, move |tx| {
        let id = id.clone();
        async move {
            let before = live(&tx, &id).await?;
            move_people(&tx, &id, None).await?;
            for below in tx.app().directory().teams().into_iter().filter(|team| team.parent_id.as_ref() == Some(&id)) {
                let child = live(&tx, &below.meta.id).await?;
                tx.save(&child, Team { parent_id: before.parent_id.clone(), ..child.clone() }, "TeamUpdated").await?;
            }
            let mut after = before.clone();
            after.meta.deleted_at = Some(tx.now());
            tx.save(&before, after, "TeamDeleted").await.map(drop)
        }
    })
    .await?;
    if let Some(to) = input.move_to_id {
        // What came to it meanwhile.
        let held = dependents::held(app, &input.id).await?;
        moving::records(app, actor, held, &Move::Over { from: input.id, to }).await?;
    }
    Ok(())
}

async fn is_needed(app: &App, directory: &Directory, team: &Id) -> Result<bool> {
    let has_people = directory.users().iter().any(|user| user.team_ids.contains(team));
    let has_territory = directory.territories.iter().any(|territory| territory.names(team));
    Ok(has_people || has_territory || !rules_of(directory, team).is_empty() || !dependents::held(app, team).await?.is_empty())
}

/// People of a team to another one, or out of it; who left keeps no team that is gone either.
async fn move_people(tx: &Tx, from: &Id, to: Option<&Id>) -> Result<()> {
    for member in tx.app().directory().users().into_iter().filter(|user| user.team_ids.contains(from)) {
        let Some(before) = tx.find::<User>(&member.meta.id).await? else { continue };
        let mut after = before.clone();
        let there = to.is_some_and(|to| before.team_ids.contains(to));
        after.team_ids = before.team_ids.iter().filter_map(|id| if id == from { to.filter(|_| !there).cloned() } else { Some(id.clone()) }).collect();
        tx.save(&before, after, "UserTeamsChanged").await?;
    }
    Ok(())
}

async fn live(tx: &Tx, id: &Id) -> Result<Team> {
    tx.find::<Team>(id).await?.filter(|team| !team.meta.is_deleted()).ok_or_else(|| Error::not_found("team"))
}

fn check(faults: &mut Faults, directory: &Directory, name: &str, zone: Option<&str>) {
    if name.trim().is_empty() {
        faults.add("name", "Give the team a name.");
    } else if name.trim().chars().count() > 100 {
        faults.add("name", "A name has at most 100 characters.");
    }
    if zone.unwrap_or(&directory.workspace.time_zone).parse::<chrono_tz::Tz>().is_err() {
        faults.add("timeZone", "This is not the name of a time zone, such as Europe/Paris.");
    }
}

/// Adds a fault unless the team above is one, and not below this one. Of two changes that would make a ring together one runs again.
async fn check_parent(tx: &Tx, faults: &mut Faults, team: &Team) -> Result<()> {
    if team.parent_id.is_some() {
        tx.claim("team tree").await?;
    }
    let mut above = team.parent_id.clone();
    while let Some(id) = above {
        if id == team.meta.id {
            faults.add("parentId", "A team cannot be part of itself, or of a team below it.");
            return Ok(());
        }
        let Some(found) = tx.find::<Team>(&id).await?.filter(|team| !team.meta.is_deleted()) else {
            faults.add("parentId", "There is no such team.");
            return Ok(());
        };
        above = found.parent_id;
    }
    Ok(())
}
