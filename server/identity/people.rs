//! People: inviting, changing, taking back.

use async_graphql::InputObject;
use serde_json::json;

use super::{
    dependents,
    leaving::keep_an_administrator,
    links::{self, Link, Purpose},
    mails,
    model::User,
    moving::{self, Move},
    password::check_strength,
    sessions,
    sign_in::{myself, note},
    store,
};
use crate::{
    contact::model::is_email,
    http::context::Client,
    platform::{
        actor::Actor,
        app::App,
        error::{Error, Faults, Result},
        id::Id,
        once,
        patch::check_conflicts,
        record::Meta,
        tx::{self, Tx},
    },
};

/// Somebody who should work here.
#[derive(InputObject, Clone, Debug)]
pub struct InviteUserInput {
    /// Where the invitation goes, and what they will sign in with.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// What they may do.
    pub role_id: Id,
    /// Their teams; records that they own belong to the first.
    pub team_ids: Vec<Id>,
}

/// A way in.
#[derive(InputObject)]
pub struct AcceptInvitationInput {
    /// From the link.
    token: String,
    /// What they are called.
    name: String,
    /// The password that they choose.
    password: String,
}

/// Changes of a person. What is left out stays.
#[derive(InputObject, Clone, Debug)]
pub struct UpdateUserInput {
    /// The person.
    pub id: Id,
    /// The version that the changes were made on; changes of other fields since are merged.
    pub expected_version: i64,
    /// What they are called.
    pub name: Option<String>,
    /// What they may do.
    pub role_id: Option<Id>,
    /// Their teams; records that they own belong to the first.
    pub team_ids: Option<Vec<Id>>,
    /// Routing skips them for now.
    pub out_of_office: Option<bool>,
    /// Whether what they hold goes along to their first team; closed records stay.
    pub move_open_records: Option<bool>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Somebody who comes back.
#[derive(InputObject, Clone, Debug)]
pub struct ReactivateUserInput {
    /// The person.
    pub id: Id,
    /// The version that was looked at.
    pub expected_version: i64,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

fn check_role(app: &App, faults: &mut Faults, role: &Id) {
    if app.directory().role(role).is_none() {
        faults.add("roleId", "There is no such role.");
    }
}

/// Invites somebody; who was invited before and has not accepted is invited anew, and older links are over.
///
/// Gives the person and the link, which is told once; with a mail server it also goes to them by mail.
pub async fn invite(app: &App, actor: &Actor, input: InviteUserInput) -> Result<(User, String)> {
    actor.may_administer()?;
    let mut faults = Faults::default();
    let email = input.email.trim().to_lowercase();
    let name = input.name.trim().to_owned();
    check_role(app, &mut faults, &input.role_id);
    check_name(&mut faults, &name);
    check_teams(app, &mut faults, &input.team_ids);
    let directory = app.directory();
    let known = directory.user_by_email(&email).map(|user| user.meta.id.clone());
    if !is_email(&email) {
        faults.add("email", "This is not an e-mail address.");
    } else if known.as_ref().and_then(|id| directory.user(id)).is_some_and(|user| user.active || user.has_password()) {
        faults.add("email", "Somebody here has this address already.");
    }
    faults.check()?;
    let mail = app.mail.works();
    // The link is made for the person that is about to be: its id must be known here, and the closure may run again.
    let id = known.unwrap_or_else(|| Id::new("user", ulid::Ulid::from_parts(app.clock.now().timestamp_millis().unsigned_abs(), rand::random())));
    let (link, address) = links::new(app, &id, Purpose::Invitation);
    let user = tx::write(app, actor, move |tx| {
        let (id, name, email, link) = (id.clone(), name.clone(), email.clone(), link.clone());
        let (role_id, team_ids) = (input.role_id.clone(), input.team_ids.clone());
        async move {
            let user = match tx.find::<User>(&id).await? {
                Some(before) if before.active => return Err(Error::conflict("They have accepted the invitation meanwhile.")),
                Some(before) => {
                    let after = User { name, role_id, team_ids, invited: true, out_of_office: false, ..before.clone() };
                    tx.save(&before, after, "UserInvited").await?
                }
                None => {
                    let meta = Meta::new(id.clone(), tx.now());
                    let user = User { meta, name, email, role_id, active: false, invited: true, team_ids, out_of_office: false, password_hash: String::new() };
                    tx.create(user, "UserInvited").await.map_err(|error| error.on_unique("user_email", "email"))?
                }
            };
            store::put_link(&tx, &link, false).await?;
            if mail {
                mails::want_invitation(&tx, &id).await?;
            }
            Ok(user)
        }
    })
    .await?;
    Ok((user, address))
}

/// The person that an invitation is for, while it is good.
pub async fn invited(app: &App, token: &str) -> Result<Option<(Link, User)>> {
    let Some(link) = links::find(app, token, Purpose::Invitation).await? else { return Ok(None) };
    let user = store::user(&app.db, &link.user_id).await?.filter(|user| user.invited);
    Ok(user.map(|user| (link, user)))
}

/// Accepts an invitation, and signs in. Errors: `INVALID` for a link that is used or over and for a weak password.
pub async fn accept(app: &App, client: &Client, input: AcceptInvitationInput) -> Result<(Id, String)> {
    let over = || Error::invalid("token", "This invitation was used already, or is over. Ask for a new one.");
    let (link, user) = invited(app, &input.token).await?.ok_or_else(over)?;
    let mut faults = Faults::default();
    let name = input.name.trim().to_owned();
    check_name(&mut faults, &name);
    check_strength(&mut faults, "password", &input.password, &[&name, &user.email, &app.directory().workspace.name]);
    faults.check()?;
    let hash = app.passwords.hash(input.password).await?;
    let id = user.meta.id.clone();
    tx::write(app, &myself(&user).at(&client.address), move |tx| {
        let (link, name, hash) = (link.clone(), name.clone(), hash.clone());
        async move {
            store::take_link(&tx, &link.id).await?.ok_or_else(over)?;
            let before: User = tx.find(&link.user_id).await?.filter(|user: &User| user.invited).ok_or_else(over)?;
            let after = User { name, password_hash: hash, active: true, invited: false, ..before.clone() };
            tx.save(&before, after, "InvitationAccepted").await
        }
    })
    .await?;
    note(app, client, &myself(&user), "SignedIn", Some(&id), json!({ "device": client.device, "by": "invitation" })).await;
    let secret = sessions::open(app, &id, client).await?;
    Ok((id, secret))
}

/// Changes a person. Everybody changes their own name and whether they are in the office; the rest is for who looks after people.
///
/// Errors: `INVALID`, `CONFLICT` with both values, `NOT_FOUND`, `FORBIDDEN`.
pub async fn update(app: &App, actor: &Actor, input: UpdateUserInput) -> Result<User> {
    let own = actor.user() == Some(&input.id) && input.role_id.is_none() && input.team_ids.is_none() && input.move_open_records != Some(true);
    if !own {
        actor.may_administer()?;
    }
    let key = input.idempotency_key.clone();
    let moves = input.move_open_records == Some(true);
    let user = once::write_once(app, actor, key.as_deref(), &format!("updateUser {input:?}"), move |tx| {
        let input = input.clone();
        async move { update_in(&tx, input).await }
    })
    .await?;
    if moves {
        let held = dependents::held(app, &user.meta.id).await?;
        moving::records(app, actor, held, &Move::Along { of: user.meta.id.clone(), team: user.team_ids.first().cloned() }).await?;
    }
    Ok(user)
}

async fn update_in(tx: &Tx, input: UpdateUserInput) -> Result<User> {
    let before: User = tx.find(&input.id).await?.ok_or_else(|| Error::not_found("user"))?;
    let mut faults = Faults::default();
    let mut after = before.clone();
    if let Some(name) = input.name {
        after.name = name.trim().to_owned();
        check_name(&mut faults, &after.name);
    }
    if let Some(role) = input.role_id {
        check_role(tx.app(), &mut faults, &role);
        after.role_id = role;
    }
    if let Some(team_ids) = input.team_ids {
        check_teams(tx.app(), &mut faults, &team_ids);
        after.team_ids = team_ids;
    }
    if let Some(out_of_office) = input.out_of_office {
        after.out_of_office = out_of_office;
    }
    check_conflicts(tx, &before, &after, input.expected_version, &[]).await?;
    faults.check()?;
    if after.role_id != before.role_id {
        keep_an_administrator(tx, &before, "roleId").await?;
    }
    tx.save(&before, after, "UserUpdated").await
}

/// Lets somebody who left work here again, with nothing but their name, role and teams.
pub async fn reactivate(app: &App, actor: &Actor, input: ReactivateUserInput) -> Result<User> {
    actor.may_administer()?;
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("reactivateUser {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before: User = tx.find(&input.id).await?.ok_or_else(|| Error::not_found("user"))?;
            if before.invited {
                return Err(Error::invalid("id", "They have not accepted their invitation yet. Invite them again instead."));
            }
            let after = User { active: true, out_of_office: false, ..before.clone() };
            check_conflicts(&tx, &before, &after, input.expected_version, &[]).await?;
            tx.save(&before, after, "UserReactivated").await
        }
    })
    .await
}

fn check_name(faults: &mut Faults, name: &str) {
    if name.is_empty() {
        faults.add("name", "Give the person a name.");
    } else if name.chars().count() > 100 {
        faults.add("name", "A name has at most 100 characters.");
    }
}

fn check_teams(app: &App, faults: &mut Faults, teams: &[Id]) {
    let directory = app.directory();
    for (i, team) in teams.iter().enumerate() {
        if directory.team(team).is_none() {
            faults.add(&format!("teamIds[{i}]"), "There is no such team.");
        } else if teams[..i].contains(team) {
            faults.add(&format!("teamIds[{i}]"), "This team is named twice.");
        }
    }
}
