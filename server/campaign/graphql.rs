//! Campaigns in the API.

use async_graphql::{ComplexObject, Context, Object, Result};

use super::{
    actions::{self, CreateCampaignInput},
    model::{self, Campaign, CampaignStatus},
    store,
};
use crate::{
    connection,
    http::context::{actor, app},
    identity::model::User,
    listing::{ListArgs, Listing},
    platform::{
        condition::ConditionInput,
        id::Id,
        load,
        page::Direction,
        record::{RecordType, Share},
        scope::Verb,
    },
};

connection!(CampaignConnection, CampaignEdge, Campaign);

#[ComplexObject]
impl Campaign {
    /// With whom it is shared beside its own people and teams.
    async fn shares(&self) -> &[Share] {
        &self.meta.shares
    }

    /// How far it is.
    async fn status(&self) -> Option<CampaignStatus> {
        Some(self.status)
    }

    /// Who runs it.
    async fn owner(&self, ctx: &Context<'_>) -> Option<User> {
        app(ctx).directory().user(self.owner_id.as_ref()?).cloned()
    }

    /// How many of the leads that you may see came by it.
    async fn lead_count(&self, ctx: &Context<'_>) -> Result<i64> {
        Ok(store::leads(app(ctx), &actor(ctx)?.scope(RecordType::Lead, Verb::Read), &self.meta.id).await?)
    }

    /// How many won deals that you may see count for it.
    async fn won_deal_count(&self, ctx: &Context<'_>) -> Result<i64> {
        Ok(store::won_deals(app(ctx), &actor(ctx)?.scope(RecordType::Deal, Verb::Read), &self.meta.id).await?)
    }
}

#[derive(Default)]
pub struct CampaignQuery;

#[Object]
impl CampaignQuery {
    /// One campaign; null when there is none that you may see.
    async fn campaign(&self, ctx: &Context<'_>, id: Id) -> Result<Option<Campaign>> {
        Ok(load::get(app(ctx), actor(ctx)?, &Id::parse("campaign", id.as_str(), "id")?, true).await?)
    }

    /// Campaigns that you may see, newest first.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the API")]
    async fn campaigns(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A condition over the fields that `fields(object: CAMPAIGN)` calls filterable.")] filter: Option<ConditionInput>,
        #[graphql(desc = "Words that the name begins with; best matches, at most 200.")] search: Option<String>,
        #[graphql(desc = "Only those that are this far.")] status: Option<CampaignStatus>,
        #[graphql(desc = "The trash instead.")] deleted: Option<bool>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<CampaignConnection> {
        let args = ListArgs { filter, search, deleted, first, after, last, before };
        Ok(Listing::new(ctx, RecordType::Campaign, model::INDEXES, args, model::NEWEST, Direction::Desc)?.equal("status", status).load(ctx).await?.into())
    }
}

#[derive(Default)]
pub struct CampaignMutation;

#[Object]
impl CampaignMutation {
    /// Makes a campaign.
    async fn create_campaign(&self, ctx: &Context<'_>, input: CreateCampaignInput) -> Result<Campaign> {
        Ok(actions::create(app(ctx), actor(ctx)?, input).await?)
    }
}
