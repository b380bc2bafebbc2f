//! The workspace in the API.

use async_graphql::{ComplexObject, Context, Result};

use super::model::{Product, Workspace};
use crate::{
    http::context::app,
    identity::{
        graphql::{TeamNode, roles::RoleNode},
        model::User,
    },
    territory::graphql::TerritoryNode,
};

#[ComplexObject]
impl Workspace {
    /// Everybody who works here, by name; also those who left.
    async fn users(&self, ctx: &Context<'_>) -> Result<Vec<User>> {
        Ok(app(ctx).directory().users().into_iter().cloned().collect())
    }

    /// All teams, by name.
    async fn teams(&self, ctx: &Context<'_>) -> Result<Vec<TeamNode>> {
        Ok(app(ctx).directory().teams().into_iter().cloned().map(TeamNode).collect())
    }

    /// All roles; those that came with Baton first.
    async fn roles(&self, ctx: &Context<'_>) -> Result<Vec<RoleNode>> {
        Ok(app(ctx).directory().roles().into_iter().cloned().map(RoleNode).collect())
    }

    /// All territories, in the order in which they are tried.
    async fn territories(&self, ctx: &Context<'_>) -> Result<Vec<TerritoryNode>> {
        Ok(app(ctx).directory().territories.iter().cloned().map(TerritoryNode).collect())
    }

    /// What is sold.
    async fn products(&self, ctx: &Context<'_>) -> Result<Vec<Product>> {
        Ok(app(ctx).directory().products.clone())
    }
}
