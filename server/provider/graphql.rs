//! Providers in the API.

use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};

use super::{
    actions::{self, CreateProviderInput, DeleteProviderInput, UpdateProviderInput},
    model::Provider,
    sign_in,
};
use crate::{
    http::context::{actor, app},
    identity::graphql::Welcome,
    platform::id::Id,
};

#[ComplexObject]
impl Provider {
    /// Where it sends people back to: register this with it.
    async fn redirect_uri(&self, ctx: &Context<'_>) -> String {
        sign_in::redirect_uri(app(ctx), &self.meta.id)
    }
}

/// A provider as the sign-in page shows it: a link to `/auth/{key of the id}/start?next=/path`.
#[derive(SimpleObject)]
pub struct WelcomeProvider {
    /// The provider.
    id: Id,
    /// What its button says.
    name: String,
}

#[ComplexObject]
impl Welcome {
    /// Where one may sign in beside here, by name.
    async fn providers(&self, ctx: &Context<'_>) -> Vec<WelcomeProvider> {
        let directory = app(ctx).directory();
        directory.providers.iter().filter(|provider| provider.enabled).map(|provider| WelcomeProvider { id: provider.meta.id.clone(), name: provider.name.clone() }).collect()
    }
}

#[derive(Default)]
pub struct ProviderQuery;

#[Object]
impl ProviderQuery {
    /// Where people may sign in beside here, by name; for those who decide who gets in.
    async fn providers(&self, ctx: &Context<'_>) -> Result<Vec<Provider>> {
        actor(ctx)?.may_administer()?;
        Ok(app(ctx).directory().providers.clone())
    }
}

#[derive(Default)]
pub struct ProviderMutation;

#[Object]
impl ProviderMutation {
    /// Adds a provider. Its server is asked for its description first.
    async fn create_provider(&self, ctx: &Context<'_>, input: CreateProviderInput) -> Result<Provider> {
        Ok(actions::create(app(ctx), actor(ctx)?, input).await?)
    }

    /// Changes a provider.
    async fn update_provider(&self, ctx: &Context<'_>, input: UpdateProviderInput) -> Result<Provider> {
        Ok(actions::update(app(ctx), actor(ctx)?, input).await?)
    }

    /// Removes a provider. Who came by it stays, and is known by their address if it comes back.
    async fn delete_provider(&self, ctx: &Context<'_>, input: DeleteProviderInput) -> Result<bool> {
        actions::delete(app(ctx), actor(ctx)?, &input.id).await?;
        Ok(true)
    }
}
