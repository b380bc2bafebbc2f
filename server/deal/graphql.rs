//! Deals in the API.

use async_graphql::{ComplexObject, Context, Enum, InputObject, Object, Result, SimpleObject};
use rust_decimal::Decimal;

use super::{
    actions,
    inputs::{CreateDealInput, LoseDealInput, MoveDealInput, UpdateDealInput, WinDealInput},
    model::{self, Deal, DealContact, DealState},
    moving, report,
};
use crate::{
    company::model::Company,
    connection,
    contact::model::Contact,
    http::context::{actor, app, terms},
    identity::model::User,
    lead::model::Lead,
    listing::{self, ListArgs, Listing},
    ownership::model::Handoff,
    platform::{
        clock::Instant,
        condition::ConditionInput,
        id::Id,
        load,
        page::{Direction, Sort},
        record::{RecordType, Share},
        scope::Verb,
    },
    timeline::TimelineConnection,
    workspace::model::{ForecastCategory, PipelineStage, Reason},
};

/// What deals can be ordered by.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub enum DealSort {
    /// When it was created.
    CreatedAt,
    /// When it last changed.
    UpdatedAt,
    /// Its name.
    Name,
    /// Its amount, as a number, whatever the currency.
    Amount,
    /// Its close date; those without come last.
    ExpectedCloseDate,
    /// The order of the board's column.
    Position,
}

/// An order of deals.
#[derive(InputObject)]
pub struct DealOrder {
    /// What to order by.
    pub field: DealSort,
    /// Which way.
    #[graphql(default_with = "Some(Direction::Asc)")]
    pub direction: Option<Direction>,
}

impl DealSort {
    fn sort(self) -> Sort {
        match self {
            DealSort::CreatedAt => model::NEWEST,
            DealSort::UpdatedAt => model::CHANGED,
            DealSort::Name => model::NAME,
            DealSort::Amount => model::AMOUNT,
            DealSort::ExpectedCloseDate => model::CLOSE_DATE,
            DealSort::Position => model::POSITION,
        }
    }
}

connection!(DealConnection, DealEdge, Deal);

/// What deals can be grouped by.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub enum DealGrouping {
    /// The stage.
    Stage,
    /// The owner.
    Owner,
    /// The lost reason.
    LostReason,
    /// Open, won, lost.
    State,
}

/// Counts and sums of deals, in the base currency.
#[derive(SimpleObject)]
pub struct DealsAggregate {
    /// How many.
    pub count: i64,
    /// What they are worth, in the workspace's base currency; null when the role hides amounts.
    pub amount: Option<Decimal>,
    /// Amount × probability.
    pub weighted_amount: Option<Decimal>,
    /// Deals whose currency is not the base currency: they are counted, but not summed.
    pub other_currencies: i64,
    /// The same for each group; only with `groupBy`.
    pub groups: Vec<DealGroup>,
}

/// Counts and sums of one group.
#[derive(SimpleObject)]
pub struct DealGroup {
    /// The group's id or name; null for deals without.
    pub key: Option<String>,
    /// How many.
    pub count: i64,
    /// What they are worth; null when the role hides amounts.
    pub amount: Option<Decimal>,
    /// Amount × probability.
    pub weighted_amount: Option<Decimal>,
    /// The median of the days that they have been in their stage.
    pub age_days: Option<f64>,
}

#[ComplexObject]
impl Deal {
    /// With whom it is shared beside its own people and teams.
    async fn shares(&self) -> &[Share] {
        &self.meta.shares
    }

    /// Who would buy.
    async fn company(&self, ctx: &Context<'_>) -> Result<Option<Company>> {
        Ok(load::one(ctx, self.company_id.as_ref()).await?)
    }

    /// The pipeline that it is in.
    async fn pipeline_id(&self) -> Option<&Id> {
        Some(&self.pipeline_id)
    }

    /// The stage that it is in, or was when it was closed.
    async fn stage_id(&self) -> Option<&Id> {
        Some(&self.stage_id)
    }

    /// The stage that it is in, or was when it was closed.
    async fn stage(&self, ctx: &Context<'_>) -> Option<PipelineStage> {
        app(ctx).directory().workspace.pipeline_stage(&self.stage_id).map(|(_, stage)| stage.clone())
    }

    /// Open, won or lost.
    async fn state(&self) -> Option<DealState> {
        Some(self.state)
    }

    /// How likely it is won, in percent: the stage's unless overridden.
    async fn probability(&self) -> Option<i64> {
        Some(self.probability)
    }

    /// What it counts as in a forecast.
    async fn forecast_category(&self) -> Option<ForecastCategory> {
        Some(self.forecast_category)
    }

    /// The person responsible.
    async fn owner_id(&self) -> Option<&Id> {
        Some(&self.owner_id)
    }

    /// The person responsible.
    async fn owner(&self, ctx: &Context<'_>) -> Option<User> {
        app(ctx).directory().user(&self.owner_id).cloned()
    }

    /// The lead that it came from.
    async fn lead(&self, ctx: &Context<'_>) -> Result<Option<Lead>> {
        Ok(load::one(ctx, self.lead_id.as_ref()).await?)
    }

    /// Who else is in the race.
    async fn competitors(&self) -> Option<&Vec<String>> {
        Some(&self.competitors)
    }

    /// Labels, lower case.
    async fn tags(&self) -> Option<&Vec<String>> {
        Some(&self.tags)
    }

    /// Why it was lost.
    async fn lost_reason(&self, ctx: &Context<'_>) -> Option<Reason> {
        app(ctx).directory().workspace.lost_reason(self.lost_reason_id.as_ref()?).cloned()
    }

    /// Its place in the board's column; smaller is higher.
    async fn position(&self) -> Option<f64> {
        Some(self.position)
    }

    /// When it entered its stage.
    async fn stage_entered_at(&self) -> Option<Instant> {
        Some(self.stage_entered_at)
    }

    /// Longer in its stage than the stage allows.
    async fn rotting(&self, ctx: &Context<'_>) -> Option<bool> {
        let directory = app(ctx).directory();
        Some(self.is_rotting(directory.workspace.pipeline_stage(&self.stage_id).map(|(_, stage)| stage), app(ctx).clock.now()))
    }

    /// The handoff that is offered now.
    async fn handoff(&self, ctx: &Context<'_>) -> Result<Option<Handoff>> {
        if self.offered_to.is_none() {
            return Ok(None);
        }
        Ok(crate::ownership::actions::current(app(ctx), actor(ctx)?, &self.meta.id).await?)
    }

    /// Its activities and events, newest first.
    async fn timeline(&self, ctx: &Context<'_>, #[graphql(default_with = "Some(50)")] first: Option<i32>, after: Option<String>) -> Result<TimelineConnection> {
        Ok(crate::timeline::of(app(ctx), actor(ctx)?, &self.meta.id, first.unwrap_or(50), after).await?)
    }
}

#[ComplexObject]
impl DealContact {
    /// The contact.
    async fn contact(&self, ctx: &Context<'_>) -> Result<Option<Contact>> {
        Ok(load::one(ctx, Some(&self.contact_id)).await?)
    }
}

#[derive(Default)]
pub struct DealQuery;

#[Object]
impl DealQuery {
    /// One deal; null when there is none that you may see.
    async fn deal(&self, ctx: &Context<'_>, id: Id) -> Result<Option<Deal>> {
        Ok(load::get(app(ctx), actor(ctx)?, &Id::parse("deal", id.as_str(), "id")?, true).await?)
    }

    /// Deals that you may see. The usual order is newest first.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the API")]
    async fn deals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A condition over the fields that `fields(object: DEAL)` calls filterable.")] filter: Option<ConditionInput>,
        #[graphql(desc = "Words that the name or company begins with; best matches, at most 200.")] search: Option<String>,
        #[graphql(desc = "Only in this stage.")] stage_id: Option<Id>,
        #[graphql(desc = "Only of this owner.")] owner_id: Option<Id>,
        #[graphql(desc = "Only of this company.")] company_id: Option<Id>,
        #[graphql(desc = "Only open, won or lost ones.")] state: Option<DealState>,
        #[graphql(desc = "The trash instead.")] deleted: Option<bool>,
        order_by: Option<DealOrder>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<DealConnection> {
        let (sort, direction) = order_by.map_or((model::NEWEST, Direction::Desc), |order| (order.field.sort(), order.direction.unwrap_or(Direction::Asc)));
        let args = ListArgs { filter, search, deleted, first, after, last, before };
        let listing = Listing::new(ctx, RecordType::Deal, model::INDEXES, args, sort, direction)?
            .equal_id("stageId", "stage", stage_id)?
            .equal_id("ownerId", "user", owner_id)?
            .equal_id("companyId", "company", company_id)?
            .equal("state", state);
        Ok(listing.load(ctx).await?.into())
    }

    /// Counts and sums of the deals that you may see.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the API")]
    async fn deals_aggregate(
        &self,
        ctx: &Context<'_>,
        filter: Option<ConditionInput>,
        #[graphql(desc = "Only those that a list with these words holds.")] search: Option<String>,
        stage_id: Option<Id>,
        owner_id: Option<Id>,
        state: Option<DealState>,
        #[graphql(desc = "Give the same for each group.")] group_by: Option<DealGrouping>,
    ) -> Result<DealsAggregate> {
        let condition = listing::checked(actor(ctx)?, filter.as_ref(), RecordType::Deal)?;
        let scope = actor(ctx)?.scope(RecordType::Deal, Verb::Read);
        if group_by == Some(DealGrouping::LostReason) {
            actor(ctx)?.access.fields.may_ask(RecordType::Deal, "lostReasonId", "groupBy")?;
        }
        let found = listing::found(app(ctx), actor(ctx)?, RecordType::Deal, &scope, search).await?;
        Ok(report::aggregate(app(ctx), &scope, &terms(ctx)?, report::Asked { condition, found, stage_id, owner_id, state, group_by }).await?)
    }
}

#[derive(Default)]
pub struct DealMutation;

#[Object]
impl DealMutation {
    /// Makes a deal.
    async fn create_deal(&self, ctx: &Context<'_>, input: CreateDealInput) -> Result<Deal> {
        Ok(actions::create(app(ctx), actor(ctx)?, input).await?)
    }

    /// Edits a deal; edits of different fields since `expectedVersion` merge.
    async fn update_deal(&self, ctx: &Context<'_>, input: UpdateDealInput) -> Result<Deal> {
        Ok(actions::update(app(ctx), actor(ctx)?, input).await?)
    }

    /// Moves a deal to a stage and to a place in it.
    async fn move_deal(&self, ctx: &Context<'_>, input: MoveDealInput) -> Result<Deal> {
        Ok(moving::move_to(app(ctx), actor(ctx)?, input).await?)
    }

    /// Says that a deal was won.
    async fn win_deal(&self, ctx: &Context<'_>, input: WinDealInput) -> Result<Deal> {
        Ok(moving::win(app(ctx), actor(ctx)?, input).await?)
    }

    /// Says that a deal was lost, and why.
    async fn lose_deal(&self, ctx: &Context<'_>, input: LoseDealInput) -> Result<Deal> {
        Ok(moving::lose(app(ctx), actor(ctx)?, input).await?)
    }
}
