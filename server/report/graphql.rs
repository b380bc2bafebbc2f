//! Reports in the API.

use async_graphql::{Context, Object, Result};

use super::{
    overview::{self, Overview},
    today::{self, Today},
};
use crate::{
    http::context::{actor, app},
    platform::clock::Date,
};

#[derive(Default)]
pub struct ReportQuery;

#[Object]
impl ReportQuery {
    /// What waits for you: handoffs, activities, deals that need attention.
    async fn today(&self, ctx: &Context<'_>) -> Result<Today> {
        Ok(today::gather(app(ctx), actor(ctx)?).await?)
    }

    /// The core numbers of a period, each with its definition, its readiness and the way to its rows. Without days it is the
    /// current quarter.
    async fn overview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first day, in the workspace's zone.")] from: Option<Date>,
        #[graphql(desc = "The last day; at most two years after the first.")] to: Option<Date>,
    ) -> Result<Overview> {
        Ok(overview::measure(app(ctx), actor(ctx)?, from, to).await?)
    }
}
