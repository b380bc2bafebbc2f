//! Letting somebody go: what depends on them goes over to a successor, and they are deactivated last.

use async_graphql::InputObject;
use serde_json::json;

use super::{
    dependents::Dependents,
    model::User,
    moving::{self, Move},
    sign_in::note,
    store,
};
use crate::{
    http::context::Client,
    platform::{
        actor::Actor,
        app::App,
        error::{Error, Faults, Result},
        id::Id,
        patch::check_conflicts,
        tx::{self, Tx},
    },
};

/// Somebody who leaves.
#[derive(InputObject, Clone, Debug)]
pub struct DeactivateUserInput {
    /// The person.
    pub id: Id,
    /// The version that was looked at.
    pub expected_version: i64,
    /// Who takes over everything that depends on them.
    pub successor_id: Option<Id>,
}

/// Lets somebody go: everything that depends on them goes over to the successor, then they are deactivated and all their
/// sessions, tokens and links end. Run again after it was cut short, it goes on where it ended.
///
/// Errors: `INVALID` for oneself, for the last administrator, and without a successor where one is needed.
pub async fn deactivate(app: &App, actor: &Actor, client: &Client, input: DeactivateUserInput) -> Result<User> {
    actor.may_administer()?;
    let user = check_leaving(app, actor, &input).await?;
    // From here on routing passes them over, so that what is moved does not come back.
    let (id, expected) = (input.id.clone(), input.expected_version);
    tx::write(app, actor, move |tx| {
        let id = id.clone();
        async move {
            let before: User = tx.find(&id).await?.ok_or_else(|| Error::not_found("user"))?;
            let after = User { out_of_office: before.out_of_office || before.active, ..before.clone() };
            check_conflicts(&tx, &before, &after, expected, &[]).await?;
            keep_an_administrator(&tx, &before, "id").await?;
            tx.save(&before, after, "UserLeftOffice").await
        }
    })
    .await?;
    hand_over(app, actor, &input).await?;
    let id = input.id.clone();
    let (user, ended) = tx::write(app, actor, move |tx| {
        let id = id.clone();
        async move {
            let before: User = tx.find(&id).await?.ok_or_else(|| Error::not_found("user"))?;
            keep_an_administrator(&tx, &before, "id").await?;
            let ended = store::end_all(&tx, &id, None, true).await?;
            store::drop_all_links(&tx, &id).await?;
            let after = User { active: false, invited: false, ..before.clone() };
            Ok((tx.save(&before, after, "UserDeactivated").await?, ended))
        }
    })
    .await
    .inspect_err(|error| tracing::warn!(user.id = %user.meta.id, error.message = %error, "what somebody held was moved, but they could not be deactivated"))?;
    app.sessions.forget(&ended);
    // What came to them while they were still active.
    hand_over(app, actor, &input).await?;
    note(app, client, actor, "SessionsRevoked", Some(&user.meta.id), json!({ "count": ended.len() })).await;
    Ok(user)
}

async fn check_leaving(app: &App, actor: &Actor, input: &DeactivateUserInput) -> Result<User> {
    let directory = app.directory();
    let user = directory.user(&input.id).cloned().ok_or_else(|| Error::not_found("user"))?;
    let mut faults = Faults::default();
    if actor.user() == Some(&input.id) {
        faults.add("id", "Nobody deactivates themselves: ask another administrator.");
    }
    match &input.successor_id {
        Some(id) if *id == input.id || !directory.user(id).is_some_and(|user| user.active) => faults.add("successorId", "This is nobody who works here."),
        Some(_) => {}
        None => {
            if Dependents::of(app, &input.id).await?.need_successor() {
                faults.add("successorId", format!("Say who takes over what depends on {}.", user.name));
            }
        }
    }
    faults.check()?;
    Ok(user)
}

/// Moves what depends on who leaves. Without a successor there are open offers at most, which go on in their chains.
async fn hand_over(app: &App, actor: &Actor, input: &DeactivateUserInput) -> Result<()> {
    let dependents = Dependents::of(app, &input.id).await?;
    let Some(successor) = input.successor_id.clone() else {
        return moving::offers(app, actor, dependents.held.offers, &input.id).await;
    };
    let (from, rules, teams) = (input.id.clone(), dependents.rules, dependents.teams);
    let to = successor.clone();
    tx::write(app, actor, move |tx| {
        let (from, to, rules, teams) = (from.clone(), to.clone(), rules.clone(), teams.clone());
        async move {
            moving::model(&tx, &rules, &from, &to).await?;
            moving::join(&tx, &to, &teams).await
        }
    })
    .await?;
    moving::records(app, actor, dependents.held, &Move::Over { from: input.id.clone(), to: successor }).await
}

/// Errors: `INVALID` when nobody else would be left who looks after people.
pub async fn keep_an_administrator(tx: &Tx, user: &User, field: &str) -> Result<()> {
    let administers = |role: &Id| tx.app().directory().role(role).is_some_and(|role| role.administers);
    if !user.active || !administers(&user.role_id) {
        return Ok(());
    }
    // Of two who stop being administrators at once one runs again.
    tx.claim("administrators").await?;
    let others = store::active(tx).await?.into_iter().filter(|other| other.meta.id != user.meta.id);
    if !others.into_iter().any(|other| administers(&other.role_id)) {
        return Err(Error::invalid(field, "This is the last administrator: make somebody else one first."));
    }
    Ok(())
}
