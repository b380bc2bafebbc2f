//! Leads in the API.

use async_graphql::{ComplexObject, Context, Enum, InputObject, Object, Result, SimpleObject, dataloader::DataLoader};
use surrealdb::types::{SurrealValue, Value};

use super::{
    actions::{self, CreateLeadInput, DisqualifyLeadInput, MoveLeadInput, UpdateLeadInput},
    convert::{self, ConvertLeadInput, ConvertLeadPayload},
    model::{self, Lead, LeadState, LeadStatus, Reached},
    store,
};
use crate::{
    company::model::Company,
    connection,
    contact::model::Contact,
    deal::model::Deal,
    http::context::{actor, app, terms},
    listing::{self, ListArgs, Listing},
    ownership::{
        self,
        graphql::{Assignee, OpenOffers},
        model::Handoff,
    },
    platform::{
        clock::Instant,
        condition::ConditionInput,
        id::Id,
        load,
        page::{Direction, Sort},
        record::{RecordType, Share},
        scope::Verb,
    },
    timeline::{self, TimelineConnection},
    workspace::model::LeadStage,
};

/// What leads can be ordered by.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub enum LeadSort {
    /// When the inquiry came.
    OpenedAt,
    /// When it last changed.
    UpdatedAt,
    /// Its score; those without come last.
    Score,
    /// When its next step is due; those without come last.
    NextStepDue,
}

/// An order of leads.
#[derive(InputObject)]
pub struct LeadOrder {
    /// What to order by.
    pub field: LeadSort,
    /// Which way.
    #[graphql(default_with = "Some(Direction::Asc)")]
    pub direction: Option<Direction>,
}

impl LeadSort {
    fn sort(self) -> Sort {
        match self {
            LeadSort::OpenedAt => model::OPENED,
            LeadSort::UpdatedAt => model::CHANGED,
            LeadSort::Score => model::SCORE,
            LeadSort::NextStepDue => model::DUE,
        }
    }
}

connection!(LeadConnection, LeadEdge, Lead);

/// What leads can be grouped by.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub enum LeadGrouping {
    /// The lifecycle stage.
    Stage,
    /// The status.
    Status,
    /// The person or queue responsible.
    Responsible,
    /// The channel it came by.
    Channel,
}

/// Counts of leads.
#[derive(SimpleObject, Default)]
pub struct LeadsAggregate {
    /// How many.
    count: i64,
    /// The same for each group; only with `groupBy`.
    groups: Vec<LeadGroup>,
}

/// Counts of one group.
#[derive(SimpleObject)]
pub struct LeadGroup {
    /// The group's id or name; null for leads without.
    key: Option<String>,
    /// How many.
    count: i64,
    /// The mean score of those that have one.
    average_score: Option<f64>,
    /// How many have nothing planned.
    without_next_step: Option<i64>,
    /// How many have a next step whose time has passed.
    overdue: Option<i64>,
}

#[ComplexObject]
impl Lead {
    /// With whom it is shared beside its own people and teams.
    async fn shares(&self) -> &[Share] {
        &self.meta.shares
    }

    /// The person who asks.
    async fn contact_id(&self) -> Option<&Id> {
        Some(&self.contact_id)
    }

    /// The person who asks.
    async fn contact(&self, ctx: &Context<'_>) -> Result<Option<Contact>> {
        Ok(load::one(ctx, Some(&self.contact_id)).await?)
    }

    /// The company that asks.
    async fn company(&self, ctx: &Context<'_>) -> Result<Option<Company>> {
        Ok(load::one(ctx, self.company_id.as_ref()).await?)
    }

    /// The lifecycle stage that it is in.
    async fn stage_id(&self) -> Option<&Id> {
        Some(&self.stage_id)
    }

    /// The lifecycle stage that it is in.
    async fn stage(&self, ctx: &Context<'_>) -> Option<LeadStage> {
        app(ctx).directory().workspace.lead_stage(&self.stage_id).cloned()
    }

    /// Where the work stands inside the stage.
    async fn status(&self) -> Option<LeadStatus> {
        Some(self.status)
    }

    /// Open, or how it ended.
    async fn state(&self) -> Option<LeadState> {
        Some(self.state)
    }

    /// The person or queue responsible at this moment.
    async fn responsible_id(&self) -> Option<&Id> {
        Some(&self.responsible_id)
    }

    /// The person or queue responsible at this moment.
    async fn responsible(&self, ctx: &Context<'_>) -> Option<Assignee> {
        Some(Assignee::of(&app(ctx).directory(), &self.responsible_id))
    }

    /// Whom it is offered to now.
    async fn offered_to_id(&self) -> Option<&Id> {
        self.offered_to_id.as_ref()
    }

    /// The handoff that is offered now.
    async fn handoff(&self, ctx: &Context<'_>) -> Result<Option<Handoff>> {
        match &self.handoff_id {
            Some(id) => Ok(ctx.data_unchecked::<DataLoader<OpenOffers>>().load_one(id.clone()).await?),
            None => Ok(None),
        }
    }

    /// All its handoffs, newest first.
    async fn handoffs(&self, ctx: &Context<'_>) -> Result<Vec<Handoff>> {
        Ok(ownership::actions::of_subject(app(ctx), actor(ctx)?, &self.meta.id).await?)
    }

    /// The deal that it became.
    async fn deal(&self, ctx: &Context<'_>) -> Result<Option<Deal>> {
        Ok(load::one(ctx, self.deal_id.as_ref()).await?)
    }

    /// When it entered its stage.
    async fn stage_entered_at(&self) -> Option<Instant> {
        Some(self.stage_entered_at)
    }

    /// When it first reached each kind of stage.
    async fn reached(&self) -> Option<&Reached> {
        Some(&self.reached)
    }

    /// Its activities and events, newest first.
    async fn timeline(&self, ctx: &Context<'_>, #[graphql(default_with = "Some(50)")] first: Option<i32>, after: Option<String>) -> Result<TimelineConnection> {
        Ok(timeline::of(app(ctx), actor(ctx)?, &self.meta.id, first.unwrap_or(50), after).await?)
    }
}

#[derive(Default)]
pub struct LeadQuery;

#[Object]
impl LeadQuery {
    /// One lead; null when there is none that you may see.
    async fn lead(&self, ctx: &Context<'_>, id: Id) -> Result<Option<Lead>> {
        Ok(load::get(app(ctx), actor(ctx)?, &Id::parse("lead", id.as_str(), "id")?, true).await?)
    }

    /// Leads that you may see. The usual order is newest first.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the API")]
    async fn leads(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A condition over the fields that `fields(object: LEAD)` calls filterable.")] filter: Option<ConditionInput>,
        #[graphql(desc = "Words that the name or offer begins with; best matches, at most 200.")] search: Option<String>,
        #[graphql(desc = "Only in this lifecycle stage.")] stage_id: Option<Id>,
        #[graphql(desc = "Only for which this person or team is responsible.")] responsible_id: Option<Id>,
        #[graphql(desc = "Only of this contact.")] contact_id: Option<Id>,
        #[graphql(desc = "Only open, converted or disqualified ones.")] state: Option<LeadState>,
        #[graphql(desc = "The trash instead.")] deleted: Option<bool>,
        order_by: Option<LeadOrder>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<LeadConnection> {
        let (sort, direction) = order_by.map_or((model::OPENED, Direction::Desc), |order| (order.field.sort(), order.direction.unwrap_or(Direction::Asc)));
        let args = ListArgs { filter, search, deleted, first, after, last, before };
        let listing = Listing::new(ctx, RecordType::Lead, model::INDEXES, args, sort, direction)?
            .equal_id("stageId", "stage", stage_id)?
            .equal_id("contactId", "contact", contact_id)?
            .equal("responsibleId", responsible_id)
            .equal("state", state);
        Ok(listing.load(ctx).await?.into())
    }

    /// Counts of the leads that you may see.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the API")]
    async fn leads_aggregate(
        &self,
        ctx: &Context<'_>,
        filter: Option<ConditionInput>,
        #[graphql(desc = "Only those that a list with these words holds.")] search: Option<String>,
        stage_id: Option<Id>,
        responsible_id: Option<Id>,
        state: Option<LeadState>,
        #[graphql(desc = "Give the same for each group.")] group_by: Option<LeadGrouping>,
    ) -> Result<LeadsAggregate> {
        let condition = listing::checked(actor(ctx)?, filter.as_ref(), RecordType::Lead)?;
        let scope = actor(ctx)?.scope(RecordType::Lead, Verb::Read);
        let found = listing::found(app(ctx), actor(ctx)?, RecordType::Lead, &scope, search).await?;
        let column = match group_by {
            Some(LeadGrouping::Stage) => "stageId",
            Some(LeadGrouping::Status) => "status",
            Some(LeadGrouping::Responsible) => "responsibleId",
            Some(LeadGrouping::Channel) => "channel",
            None => "state",
        };
        actor(ctx)?.access.fields.may_ask(RecordType::Lead, column, "groupBy")?;
        let mut equals: Vec<(&'static str, Value)> = Vec::new();
        equals.extend(state.map(|state| ("state", state.into_value())));
        equals.extend(stage_id.map(|id| ("stageId", id.into_value())));
        equals.extend(responsible_id.map(|id| ("responsibleId", id.into_value())));
        let rows = store::aggregate(app(ctx), &scope, found, column, &equals, condition.as_ref(), &terms(ctx)?).await?;
        let count = rows.iter().map(|row| row.count).sum();
        let groups = if group_by.is_some() { rows.into_iter().map(LeadGroup::from).collect() } else { Vec::new() };
        Ok(LeadsAggregate { count, groups })
    }
}

impl From<store::Group> for LeadGroup {
    fn from(row: store::Group) -> Self {
        let key = listing::key_text(&row.key);
        let average_score = row.score_sum.filter(|_| row.scored > 0).map(|sum| sum as f64 / row.scored as f64);
        LeadGroup { key, count: row.count, average_score, without_next_step: Some(row.without_next_step), overdue: Some(row.overdue) }
    }
}

#[derive(Default)]
pub struct LeadMutation;

#[Object]
impl LeadMutation {
    /// Takes in an inquiry, and routes it as if it had come by a form. An open lead of the same contact and offer is given back.
    async fn create_lead(&self, ctx: &Context<'_>, input: CreateLeadInput) -> Result<Lead> {
        Ok(actions::create(app(ctx), actor(ctx)?, input).await?)
    }

    /// Edits a lead; edits of different fields since `expectedVersion` merge.
    async fn update_lead(&self, ctx: &Context<'_>, input: UpdateLeadInput) -> Result<Lead> {
        Ok(actions::update(app(ctx), actor(ctx)?, input).await?)
    }

    /// Moves a lead to another stage.
    async fn move_lead(&self, ctx: &Context<'_>, input: MoveLeadInput) -> Result<Lead> {
        Ok(actions::move_to(app(ctx), actor(ctx)?, input).await?)
    }

    /// Closes a lead without a deal, for a reason.
    async fn disqualify_lead(&self, ctx: &Context<'_>, input: DisqualifyLeadInput) -> Result<Lead> {
        Ok(actions::disqualify(app(ctx), actor(ctx)?, input).await?)
    }

    /// Makes a deal of a lead: company, activities and campaign move over.
    async fn convert_lead(&self, ctx: &Context<'_>, input: ConvertLeadInput) -> Result<ConvertLeadPayload> {
        Ok(convert::convert(app(ctx), actor(ctx)?, input).await?)
    }
}
