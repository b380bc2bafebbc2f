//! API tokens: hashed at rest, shown once, with a role of their own at most as strong as their maker's.

use async_graphql::InputObject;
use chrono::TimeDelta;
use serde_json::json;

use super::{
    role::Role,
    sessions::{self, Credential, Session},
    sign_in::note,
    store,
};
use crate::{
    http::context::Client,
    platform::{
        actor::{Access, Actor},
        app::App,
        clock::Instant,
        error::{Error, Faults, Result},
        id::Id,
        scope::{Reach, Verb},
    },
};

/// How long a token is good when nobody says.
const USUALLY: TimeDelta = TimeDelta::days(365);

/// A new API token.
#[derive(InputObject)]
pub struct CreateTokenInput {
    /// What it is for.
    name: String,
    /// What it may do, at most what you may; your role when left out.
    role_id: Option<Id>,
    /// Until when it is good; for a year when left out.
    expires_at: Option<Instant>,
}

/// A token that is no good any more.
#[derive(InputObject)]
pub struct RevokeTokenInput {
    /// The token.
    pub id: Id,
}

/// A session that is over.
#[derive(InputObject)]
pub struct RevokeSessionInput {
    /// The session.
    pub id: Id,
}

/// Makes a token for the actor, and gives its secret, which is kept nowhere.
///
/// Errors: `FORBIDDEN` when a token asks: it could outlive itself; `INVALID` with every field at fault.
pub async fn create(app: &App, actor: &Actor, client: &Client, input: CreateTokenInput) -> Result<(Session, String)> {
    in_person(client)?;
    let user = actor.person()?.clone();
    let mut faults = Faults::default();
    let name = input.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 100 {
        faults.add("name", "Say what the token is for, in at most 100 characters.");
    }
    if input.expires_at.is_some_and(|at| at <= app.clock.now()) {
        faults.add("expiresAt", "This is over already.");
    }
    if let Some(role) = &input.role_id {
        match app.directory().role(role) {
            None => faults.add("roleId", "There is no such role."),
            Some(role) if !is_within(role, &actor.access) => faults.add("roleId", "A token may do at most what you may."),
            Some(_) => {}
        }
    }
    faults.check()?;
    let made = open(app, &user, name, input.role_id, input.expires_at).await?;
    note(app, client, actor, "TokenCreated", Some(&user), json!({ "name": made.0.name })).await;
    Ok(made)
}

/// Writes a token down.
pub async fn open(app: &App, user: &Id, name: String, role_id: Option<Id>, expires_at: Option<Instant>) -> Result<(Session, String)> {
    let secret = sessions::new_secret("baton_");
    let now = app.clock.now();
    let token = Session {
        id: sessions::row("token", &secret),
        user_id: user.clone(),
        name,
        address: None,
        created_at: now,
        last_used_at: now,
        expires_at: expires_at.unwrap_or(now + USUALLY),
        role_id,
    };
    store::put_session(&app.db, token.clone()).await?;
    Ok((token, secret))
}

/// Ends a token or a session: one's own, or anybody's for who looks after people. Errors: `NOT_FOUND`.
pub async fn revoke(app: &App, actor: &Actor, client: &Client, table: &'static str, id: &Id) -> Result<()> {
    let found = if id.table() == table { store::session(&app.db, id).await? } else { None };
    let Some(row) = found.filter(|row| actor.user() == Some(&row.user_id) || actor.may_administer().is_ok()) else {
        return Err(Error::not_found(table));
    };
    sessions::end(app, id).await?;
    let action = if table == "token" { "TokenRevoked" } else { "SessionRevoked" };
    note(app, client, actor, action, Some(&row.user_id), json!({ "name": row.name })).await;
    Ok(())
}

/// Errors: `FORBIDDEN` for a token, which could otherwise make itself a longer life.
pub fn in_person(client: &Client) -> Result<()> {
    match client.credential {
        Some(Credential::Token(_)) => Err(Error::forbidden("do this with a token; sign in for it")),
        _ => Ok(()),
    }
}

/// Whether a role may do nothing that somebody may not. What it may is held against its person's rights at each use as well.
fn is_within(role: &Role, access: &Access) -> bool {
    let verbs = [Verb::Read, Verb::Create, Verb::Edit, Verb::Delete, Verb::Export];
    let reaches = |reach: [Reach; 5], object| verbs.into_iter().all(|verb| reach[verb as usize] <= access.reach(object, verb));
    (access.operates || !role.operates) && (access.administers || !role.administers) && role.reach().into_iter().all(|(object, reach)| reaches(reach, object))
}
