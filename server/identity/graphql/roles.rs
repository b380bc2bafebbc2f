//! Roles in the API.

use async_graphql::{ComplexObject, Context, InputObject, Json, Object, Result};

use super::{Viewer, viewer};
use crate::{
    http::context::{actor, app, client},
    identity::{
        model::User,
        role::{FieldRule, NarrowingNode, Permission, Role},
        roles::{self, CreateRoleInput, DeleteRoleInput, UpdateRoleInput},
    },
    platform::{actor::Acting, error::Error, id::Id},
};

/// What people may do.
pub struct RoleNode(pub Role);

/// What people with this role may do.
#[Object(name = "Role")]
impl RoleNode {
    /// Its id, for example `role:sales`.
    async fn id(&self) -> &Id {
        &self.0.meta.id
    }

    /// Counts its changes.
    async fn version(&self) -> i64 {
        self.0.meta.version
    }

    /// What people call it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What it is for.
    async fn description(&self) -> &str {
        &self.0.description
    }

    /// Came with Baton: it can be edited (but for the admin role), not deleted.
    async fn built_in(&self) -> bool {
        self.0.built_in
    }

    /// May change teams, forms, rules and how the workspace works.
    async fn operates(&self) -> bool {
        self.0.operates
    }

    /// May change people, roles and how people sign in, and reads the audit.
    async fn administers(&self) -> bool {
        self.0.administers
    }

    /// What it may do, kind of record by kind of record.
    async fn permissions(&self) -> &[Permission] {
        &self.0.permissions
    }

    /// Fields that it hides or protects.
    async fn fields(&self) -> &[FieldRule] {
        &self.0.fields
    }

    /// Conditions under which it sees records.
    async fn narrowings(&self) -> Vec<NarrowingNode> {
        self.0.narrowings.iter().map(|narrowed| NarrowingNode { object: narrowed.object, condition: Json(narrowed.condition.clone()) }).collect()
    }

    /// How many active people have it.
    async fn member_count(&self, ctx: &Context<'_>) -> usize {
        app(ctx).directory().users().iter().filter(|user| user.active && user.role_id == self.0.meta.id).count()
    }
}

#[ComplexObject]
impl User {
    /// Their role's id, for example `role:sales`.
    async fn role_id(&self) -> &Id {
        &self.role_id
    }

    /// Their role.
    async fn role(&self, ctx: &Context<'_>) -> Result<RoleNode> {
        Ok(app(ctx).directory().role(&self.role_id).cloned().map(RoleNode).ok_or_else(|| Error::not_found("role"))?)
    }
}

#[derive(Default)]
pub struct RoleQuery;

#[Object]
impl RoleQuery {
    /// All roles; those that came with Baton first.
    async fn roles(&self, ctx: &Context<'_>) -> Result<Vec<RoleNode>> {
        actor(ctx)?;
        Ok(app(ctx).directory().roles().into_iter().cloned().map(RoleNode).collect())
    }
}

/// As which role to look.
#[derive(InputObject)]
pub struct ViewAsInput {
    /// The role; null to see with one's own eyes again.
    role_id: Option<Id>,
}

#[derive(Default)]
pub struct RoleMutation;

#[Object]
impl RoleMutation {
    /// Makes a role, with what another one may do or with nothing. For those who administer.
    async fn create_role(&self, ctx: &Context<'_>, input: CreateRoleInput) -> Result<RoleNode> {
        Ok(RoleNode(roles::create(app(ctx), actor(ctx)?, input).await?))
    }

    /// Edits a role; it takes effect at once, on open screens too. For those who administer.
    async fn update_role(&self, ctx: &Context<'_>, input: UpdateRoleInput) -> Result<RoleNode> {
        Ok(RoleNode(roles::update(app(ctx), actor(ctx)?, input).await?))
    }

    /// Deletes a role and gives its people another one. For those who administer.
    async fn delete_role(&self, ctx: &Context<'_>, input: DeleteRoleInput) -> Result<bool> {
        roles::delete(app(ctx), actor(ctx)?, input).await?;
        Ok(true)
    }

    /// Looks at the workspace as a role sees it, in this browser; nothing can be changed meanwhile. For those who administer.
    async fn view_as(&self, ctx: &Context<'_>, input: ViewAsInput) -> Result<Viewer> {
        let asking = actor(ctx)?;
        roles::view_as(app(ctx), asking, client(ctx).credential.as_ref(), input.role_id.as_ref()).await?;
        let acting = input.role_id.map_or(Acting::Own, Acting::Viewing);
        Ok(viewer(ctx, asking.person()?, acting).ok_or_else(Error::unauthenticated)?)
    }
}
