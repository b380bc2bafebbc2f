//! Forms in the API.

use async_graphql::{Context, Object, Result};

use super::model::{Form, FormField};
use crate::{
    http::context::{actor, app},
    platform::{clock::Instant, id::Id, record::RecordType, scope::Verb},
};

/// A public form that turns visitors into leads.
pub struct FormNode(Form);

/// A public form that turns visitors into leads.
#[Object(name = "Form")]
impl FormNode {
    /// Its id.
    async fn id(&self) -> &Id {
        &self.0.meta.id
    }

    /// Counts its changes.
    async fn version(&self) -> i64 {
        self.0.meta.version
    }

    /// The last part of its address.
    async fn slug(&self) -> &str {
        &self.0.slug
    }

    /// What people here call it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What visitors read at its top.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// What visitors read below the title.
    async fn intro(&self) -> Option<&str> {
        self.0.intro.as_deref()
    }

    /// Its path on this server.
    async fn path(&self) -> String {
        format!("/f/{}", self.0.slug)
    }

    /// Its public address.
    async fn url(&self, ctx: &Context<'_>) -> String {
        format!("{}/f/{}", app(ctx).config.public_url(), self.0.slug)
    }

    /// What it asks, in order.
    async fn fields(&self) -> &[FormField] {
        &self.0.fields
    }

    /// How often it was sent.
    async fn submission_count(&self, ctx: &Context<'_>) -> Result<i64> {
        Ok(super::actions::submissions(app(ctx), &self.0.meta.id).await?)
    }

    /// When it was made.
    async fn created_at(&self) -> Instant {
        self.0.meta.created_at
    }
}

#[derive(Default)]
pub struct CaptureQuery;

#[Object]
impl CaptureQuery {
    /// The workspace's public forms.
    async fn forms(&self, ctx: &Context<'_>) -> Result<Vec<FormNode>> {
        actor(ctx)?.may(RecordType::Form, Verb::Read)?;
        Ok(app(ctx).directory().forms.iter().cloned().map(FormNode).collect())
    }
}
