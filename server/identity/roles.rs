//! Changing roles: what each lets do is data, and takes effect with the commit.

use async_graphql::InputObject;
use serde_json::to_value;

use super::{
    model::User,
    role::{FieldRule, MOST_NARROWED, Narrowed, NarrowingInput, Permission, Role},
    sessions::Credential,
    store,
};
use crate::{
    platform::{
        actor::{Acting, Actor},
        app::App,
        error::{Error, Faults, Result},
        id::Id,
        once,
        patch::check_conflicts,
        record::{Meta, RecordType},
        scope::Reach,
        tx::{self, Tx},
    },
    rekey,
};

/// A new role.
#[derive(InputObject, Clone, Debug)]
pub struct CreateRoleInput {
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Begins with what this role may do; with nothing when left out.
    pub copy_of_id: Option<Id>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// An edit of a role. What is left out stays; a list replaces the whole list.
#[derive(InputObject, Clone, Debug)]
pub struct UpdateRoleInput {
    /// The role; the admin role cannot be changed.
    pub id: Id,
    /// The version that the edit was made on.
    pub expected_version: i64,
    /// What people call it.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// May change teams, forms, rules and how the workspace works.
    pub operates: Option<bool>,
    /// May change people, roles and how people sign in, and reads the audit.
    pub administers: Option<bool>,
    /// What it may do; kinds that are left out it does not see.
    pub permissions: Option<Vec<Permission>>,
    /// Fields that it hides or protects.
    pub fields: Option<Vec<FieldRule>>,
    /// Conditions under which it sees records; at most one a kind.
    pub narrowings: Option<Vec<NarrowingInput>>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// A role that is not needed any more.
#[derive(InputObject, Clone, Debug)]
pub struct DeleteRoleInput {
    /// The role; those that came with Baton stay.
    pub id: Id,
    /// The role that its people get.
    pub move_to_id: Id,
}

/// Makes a role. Errors: `INVALID` with every field at fault.
pub async fn create(app: &App, actor: &Actor, input: CreateRoleInput) -> Result<Role> {
    actor.may_administer()?;
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("createRole {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let directory = tx.app().directory();
            let like = input.copy_of_id.as_ref().and_then(|id| directory.role(id));
            let mut faults = Faults::default();
            if input.copy_of_id.is_some() && like.is_none() {
                faults.add("copyOfId", "There is no such role.");
            }
            let role = Role {
                meta: Meta::new(tx.id("role"), tx.now()),
                name: input.name.trim().to_owned(),
                description: input.description.unwrap_or_default().trim().to_owned(),
                built_in: false,
                operates: like.is_some_and(|role| role.operates),
                administers: like.is_some_and(|role| role.administers),
                permissions: like.map_or_else(Vec::new, |role| role.permissions.clone()),
                fields: like.map_or_else(Vec::new, |role| role.fields.clone()),
                narrowings: like.map_or_else(Vec::new, |role| role.narrowings.clone()),
            };
            check(&tx, &role, &mut faults);
            faults.check()?;
            save_narrowing(&tx, None, &role).await?;
            tx.create(role, "RoleCreated").await
        }
    })
    .await
}

/// Edits a role. Errors: `INVALID` with every field at fault, `CONFLICT`.
pub async fn update(app: &App, actor: &Actor, input: UpdateRoleInput) -> Result<Role> {
    actor.may_administer()?;
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("updateRole {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before: Role = tx.get(&input.id).await?;
            if before.meta.id == Role::admin() {
                return Err(Error::invalid("id", "The admin role cannot be changed, so that nobody locks everybody out."));
            }
            let mut after = before.clone();
            after.name = input.name.map_or(after.name, |name| name.trim().to_owned());
            after.description = input.description.map_or(after.description, |text| text.trim().to_owned());
            after.operates = input.operates.unwrap_or(after.operates);
            after.administers = input.administers.unwrap_or(after.administers);
            after.permissions = input.permissions.unwrap_or(after.permissions);
            after.fields = input.fields.unwrap_or(after.fields);
            if let Some(narrowings) = input.narrowings {
                after.narrowings = narrowings
                    .into_iter()
                    .map(|given| Ok(Narrowed { object: given.object, condition: to_value(given.condition).map_err(Error::internal)? }))
                    .collect::<Result<_>>()?;
            }
            check_conflicts(&tx, &before, &after, input.expected_version, &[]).await?;
            let mut faults = Faults::default();
            check(&tx, &after, &mut faults);
            faults.check()?;
            save_narrowing(&tx, Some(&before), &after).await?;
            tx.save(&before, after, "RoleChanged").await
        }
    })
    .await
}

/// Deletes a role and gives its people another one. Errors: `INVALID` for a role that came with Baton.
pub async fn delete(app: &App, actor: &Actor, input: DeleteRoleInput) -> Result<()> {
    actor.may_administer()?;
    tx::write(app, actor, move |tx| {
        let input = input.clone();
        async move {
            let before: Role = tx.get(&input.id).await?;
            let mut faults = Faults::default();
            if before.built_in {
                faults.add("id", "Roles that came with Baton can be edited, but not deleted.");
            }
            let directory = tx.app().directory();
            if input.move_to_id == input.id || directory.role(&input.move_to_id).is_none() {
                faults.add("moveToId", "Choose another role for its people.");
            }
            faults.check()?;
            for user in directory.users().into_iter().filter(|user| user.role_id == input.id) {
                let before: User = tx.get(&user.meta.id).await?;
                let after = User { role_id: input.move_to_id.clone(), ..before.clone() };
                tx.save(&before, after, "UserRoleChanged").await?;
            }
            let mut after = before.clone();
            after.meta.deleted_at = Some(tx.now());
            tx.save(&before, after, "RoleDeleted").await.map(drop)
        }
    })
    .await
}

/// Lets an admin's session look at the workspace as a role sees it; `None` ends that. Nothing can be changed meanwhile.
pub async fn view_as(app: &App, actor: &Actor, credential: Option<&Credential>, role: Option<&Id>) -> Result<()> {
    let user = actor.person()?;
    // Who looks as another role has its rights for now: their own decide.
    let directory = app.directory();
    let own = directory.access(user, &Acting::Own).ok_or_else(Error::unauthenticated)?;
    if !own.administers {
        return actor.may_administer().and(Err(Error::forbidden("look as another role")));
    }
    let Some(credential @ Credential::Cookie(_)) = credential else {
        return Err(Error::invalid("roleId", "Only a signed-in browser can look as another role."));
    };
    if let Some(role) = role
        && directory.role(role).is_none()
    {
        return Err(Error::invalid("roleId", "There is no such role."));
    }
    let id = credential.row();
    store::set_session_role(&app.db, &id, role).await?;
    app.sessions.forget([&id]);
    Ok(())
}

/// A changed condition gives records other keys: they get them page by page.
async fn save_narrowing(tx: &Tx, before: Option<&Role>, after: &Role) -> Result<()> {
    let was = before.and_then(Role::narrowing);
    let is = after.narrowing();
    if is == was || is.is_none() { Ok(()) } else { rekey::schedule(tx, &after.meta.id).await }
}

fn check(tx: &Tx, role: &Role, faults: &mut Faults) {
    let directory = tx.app().directory();
    let others: Vec<&Role> = directory.roles().into_iter().filter(|other| other.meta.id != role.meta.id).collect();
    let length = role.name.chars().count();
    if length == 0 || length > 60 {
        faults.add("name", "A role's name has 1 to 60 characters.");
    } else if others.iter().any(|other| other.name.to_lowercase() == role.name.to_lowercase()) {
        faults.add("name", "There is a role of this name already.");
    }
    if role.description.chars().count() > 500 {
        faults.add("description", "A description has at most 500 characters.");
    }
    for (i, permission) in role.permissions.iter().enumerate() {
        let at = format!("permissions[{i}]");
        if !RecordType::GOVERNED.contains(&permission.object) {
            faults.add(&format!("{at}.object"), "Rights are given for companies, contacts, leads, deals, activities, campaigns, products and handoffs.");
        }
        if role.permissions[..i].iter().any(|other| other.object == permission.object) {
            faults.add(&format!("{at}.object"), "This kind stands here twice.");
        }
        for (verb, reach) in [("edit", permission.edit), ("delete", permission.delete), ("export", permission.export)] {
            if reach > permission.read {
                faults.add(&format!("{at}.{verb}"), "Nobody does this to what they do not see.");
            }
        }
        if permission.create > Reach::None && permission.read == Reach::None {
            faults.add(&format!("{at}.create"), "Whoever makes records sees at least their own.");
        }
    }
    for (i, rule) in role.fields.iter().enumerate() {
        if rule.row().is_none() {
            faults.add(&format!("fields[{i}].field"), "This is no field that can be hidden or protected.");
        }
        if role.fields[..i].iter().any(|other| other.object == rule.object && other.field == rule.field) {
            faults.add(&format!("fields[{i}].field"), "This field stands here twice.");
        }
    }
    for (i, narrowed) in role.narrowings.iter().enumerate() {
        narrowed.check(&format!("narrowings[{i}].condition"), faults);
        if role.narrowings[..i].iter().any(|other| other.object == narrowed.object) {
            faults.add(&format!("narrowings[{i}].object"), "A role has one condition for each kind.");
        }
    }
    if !role.narrowings.is_empty() && others.iter().filter(|other| !other.narrowings.is_empty()).count() >= MOST_NARROWED {
        faults.add("narrowings", format!("At most {MOST_NARROWED} roles can see records under a condition."));
    }
}
