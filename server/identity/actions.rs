//! Setting up, and making people, teams and tokens: what the command line does too.

use sha2::{Digest, Sha256};

use super::{
    model::{BusinessHours, Team, User},
    password, sessions, tokens,
};
use crate::{
    platform::{
        actor::{Acting, Actor, ActorKind, ActorStamp},
        app::App,
        error::{Error, Faults, Result},
        id::Id,
        record::Meta,
        tx::{self, Tx},
    },
    workspace::Workspace,
};

/// What the setup page asks for.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct SetUpInput {
    /// From the one-time setup link.
    pub token: String,
    /// What to call the workspace.
    pub workspace_name: String,
    /// The first person's name.
    pub name: String,
    /// The first person's e-mail address.
    pub email: String,
    /// Strong enough not to be guessed; at most 256 characters.
    pub password: String,
    /// Fill the workspace with sample records.
    pub sample_data: bool,
}

/// What a new person needs.
#[derive(Clone, Debug)]
pub struct NewUser {
    pub name: String,
    pub email: String,
    /// The role's key: `sales` for `role:sales`.
    pub role: String,
    pub password: String,
    pub team_ids: Vec<Id>,
}

/// Makes the one-time setup token of a workspace without people; `None` when it has been set up. A new one replaces the old.
pub async fn setup_token(app: &App) -> Result<Option<String>> {
    if !app.directory().users().is_empty() {
        return Ok(None);
    }
    let secret = sessions::new_secret("");
    let hash = token_hash(&secret);
    tx::write(app, &Actor::system(), move |tx| {
        let hash = hash.clone();
        async move {
            let before: Workspace = tx.get(&Workspace::only()).await?;
            let after = Workspace { setup_token: Some(hash), ..before.clone() };
            // Nothing that an event would show changes; the token is no part of the history.
            tx.put_quietly(&after).await
        }
    })
    .await?;
    app.reload_directory().await?;
    Ok(Some(secret))
}

fn token_hash(secret: &str) -> String {
    Sha256::digest(secret.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Uses the setup link: names the workspace and makes its first person, an admin and the default owner.
pub async fn set_up(app: &App, input: SetUpInput) -> Result<Id> {
    let mut faults = Faults::default();
    if input.workspace_name.trim().is_empty() {
        faults.add("workspaceName", "Give the workspace a name.");
    }
    let new = NewUser { name: input.name, email: input.email, role: "admin".into(), password: input.password, team_ids: Vec::new() };
    check_user(app, &new, &mut faults);
    password::check_strength(&mut faults, "password", &new.password, &[&new.name, &new.email, &input.workspace_name]);
    faults.check()?;
    let hash = app.passwords.hash(new.password.clone()).await?;
    let (token, name) = (token_hash(&input.token), input.workspace_name.trim().to_owned());
    tx::write(app, &Actor::system(), move |tx| {
        let (token, name, new, hash) = (token.clone(), name.clone(), new.clone(), hash.clone());
        async move {
            let before: Workspace = tx.get(&Workspace::only()).await?;
            if before.setup_token.as_deref() != Some(token.as_str()) {
                return Err(Error::invalid("token", "This setup link is not valid any more. Start the server again for a new one."));
            }
            let id = tx.id("user");
            let mut after = Workspace { name, setup_token: None, default_owner_id: Some(id.clone()), ..before.clone() };
            for stage in &mut after.lead_stages {
                stage.marketing_owner_id = None;
            }
            tx.save(&before, after, "WorkspaceSetUp").await?;
            tx.create(user(&tx, id.clone(), new, hash), "UserCreated").await?;
            crate::capture::actions::create_first_form(&tx).await?;
            Ok(id)
        }
    })
    .await
}

/// Makes a person. Errors: `INVALID` for every field at fault.
pub async fn create_user(app: &App, actor: &Actor, new: NewUser) -> Result<User> {
    actor.may_operate()?;
    let mut faults = Faults::default();
    check_user(app, &new, &mut faults);
    password::check_strength(&mut faults, "password", &new.password, &[&new.name, &new.email, &app.directory().workspace.name]);
    faults.check()?;
    let hash = app.passwords.hash(new.password.clone()).await?;
    tx::write(app, actor, move |tx| {
        let (new, hash) = (new.clone(), hash.clone());
        async move {
            let id = tx.id("user");
            let created = tx.create(user(&tx, id.clone(), new, hash), "UserCreated").await.map_err(|error| error.on_unique("user_email", "email"))?;
            // The first person of a workspace that was set up from the command line holds what nobody else does.
            let before: Workspace = tx.get(&Workspace::only()).await?;
            if before.default_owner_id.is_none() {
                let after = Workspace { default_owner_id: Some(id), setup_token: None, ..before.clone() };
                tx.save(&before, after, "WorkspaceSetUp").await?;
                crate::capture::actions::create_first_form(&tx).await?;
            }
            Ok(created)
        }
    })
    .await
}

/// A person as they are kept first; without a password when the hash is empty.
pub fn user(tx: &Tx, id: Id, new: NewUser, password_hash: String) -> User {
    User {
        meta: Meta::new(id, tx.now()),
        name: new.name.trim().to_owned(),
        email: new.email.trim().to_lowercase(),
        role_id: Id::new("role", new.role),
        active: true,
        invited: false,
        team_ids: new.team_ids,
        out_of_office: false,
        password_hash,
    }
}

fn check_user(app: &App, new: &NewUser, faults: &mut Faults) {
    if new.name.trim().is_empty() {
        faults.add("name", "Give the person a name.");
    }
    if !crate::contact::model::is_email(new.email.trim()) {
        faults.add("email", "This is not an e-mail address.");
    } else if app.directory().user_by_email(&new.email).is_some() {
        faults.add("email", "Somebody here has this address already.");
    }
    if app.directory().role(&Id::new("role", &new.role)).is_none() {
        let keys: Vec<String> = app.directory().roles().into_iter().map(|role| role.meta.id.key().to_owned()).collect();
        faults.add("role", format!("There is no such role; there are {}.", keys.join(", ")));
    }
}

/// Makes a team, with its zone and hours when it has any of its own.
pub async fn create_team(app: &App, actor: &Actor, name: &str, parent_id: Option<Id>, hours: Option<(String, BusinessHours)>) -> Result<Team> {
    actor.may_operate()?;
    if name.trim().is_empty() {
        return Err(Error::invalid("name", "Give the team a name."));
    }
    let (zone, hours) = hours.unzip();
    create_team_in(app, actor, name, parent_id, zone, hours).await
}

/// Makes a team of what was checked.
pub async fn create_team_in(app: &App, actor: &Actor, name: &str, parent_id: Option<Id>, zone: Option<String>, hours: Option<BusinessHours>) -> Result<Team> {
    let (name, zone) = (name.trim().to_owned(), zone.unwrap_or_else(|| app.directory().workspace.time_zone.clone()));
    tx::write(app, actor, move |tx| {
        let team = Team { meta: Meta::new(tx.id("team"), tx.now()), name: name.clone(), parent_id: parent_id.clone(), time_zone: zone.clone(), hours: hours.clone() };
        async move { tx.create(team, "TeamCreated").await }
    })
    .await
}

/// Puts a person into teams; their open records' team follows in a later change of those records.
pub async fn set_teams(app: &App, actor: &Actor, user: &Id, team_ids: Vec<Id>) -> Result<User> {
    actor.may_operate()?;
    let user = user.clone();
    tx::write(app, actor, move |tx| {
        let (user, team_ids) = (user.clone(), team_ids.clone());
        async move {
            let before: User = tx.get(&user).await?;
            let after = User { team_ids, ..before.clone() };
            tx.save(&before, after, "UserTeamsChanged").await
        }
    })
    .await
}

/// Says whether routing should skip a person for now.
pub async fn set_out_of_office(app: &App, actor: &Actor, user: &Id, out_of_office: bool) -> Result<User> {
    let user = user.clone();
    if actor.user() != Some(&user) {
        actor.may_operate()?;
    }
    tx::write(app, actor, move |tx| {
        let user = user.clone();
        async move {
            let before: User = tx.get(&user).await?;
            let after = User { out_of_office, ..before.clone() };
            tx.save(&before, after, if out_of_office { "UserLeftOffice" } else { "UserBackInOffice" }).await
        }
    })
    .await
}

/// An API token for a person, good for a year.
pub async fn create_token(app: &App, email: &str) -> Result<String> {
    let user = app.directory().user_by_email(email).map(|user| user.meta.id.clone()).ok_or_else(|| Error::invalid("user", "Nobody here has this e-mail address."))?;
    let (_, secret) = tokens::open(app, &user, "Command line".into(), None, None).await?;
    Ok(secret)
}

/// The actor that a person is, for commands and tests.
pub fn actor_of(app: &App, user: &Id) -> Result<Actor> {
    let directory = app.directory();
    let access = directory.access(user, &Acting::Own).ok_or_else(|| Error::not_found("user"))?;
    Ok(Actor { stamp: ActorStamp { kind: ActorKind::User, id: Some(user.clone()), name: directory.name_of(user) }, address: None, access, acting: Acting::Own })
}
