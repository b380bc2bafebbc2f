//! Companies in the API.

use async_graphql::{ComplexObject, Context, Enum, InputObject, Object, Result};

use super::{
    actions::{self, CreateCompanyInput, UpdateCompanyInput},
    model::{self, Company},
};
use crate::{
    connection,
    contact::{graphql::ContactConnection, model as contact},
    deal::{
        graphql::DealConnection,
        model::{self as deal, DealState},
    },
    http::context::{actor, app},
    identity::model::User,
    listing::{ListArgs, Listing},
    platform::{
        condition::ConditionInput,
        id::Id,
        load,
        page::{Direction, Sort},
        record::{RecordType, Share},
    },
    territory::graphql::TerritoryNode,
    timeline::{self, TimelineConnection},
};

/// What companies can be ordered by.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub enum CompanySort {
    /// When it was created.
    CreatedAt,
    /// When it last changed.
    UpdatedAt,
    /// Its name.
    Name,
}

/// An order of companies.
#[derive(InputObject)]
pub struct CompanyOrder {
    /// What to order by.
    pub field: CompanySort,
    /// Which way.
    #[graphql(default_with = "Some(Direction::Asc)")]
    pub direction: Option<Direction>,
}

impl CompanySort {
    fn sort(self) -> Sort {
        match self {
            CompanySort::CreatedAt => model::NEWEST,
            CompanySort::UpdatedAt => model::CHANGED,
            CompanySort::Name => model::NAME,
        }
    }
}

connection!(CompanyConnection, CompanyEdge, Company);

#[ComplexObject]
impl Company {
    /// With whom it is shared beside its own people and teams.
    async fn shares(&self) -> &[Share] {
        &self.meta.shares
    }

    /// Its domains, lower case; each belongs to one company.
    async fn domains(&self) -> Option<&Vec<String>> {
        Some(&self.domains)
    }

    /// Labels, lower case.
    async fn tags(&self) -> Option<&Vec<String>> {
        Some(&self.tags)
    }

    /// The person here who looks after it.
    async fn owner(&self, ctx: &Context<'_>) -> Option<User> {
        app(ctx).directory().user(self.owner_id.as_ref()?).cloned()
    }

    /// The territory that it falls into.
    async fn territory(&self, ctx: &Context<'_>) -> Option<TerritoryNode> {
        app(ctx).directory().territory(self.territory_id.as_ref()?).cloned().map(TerritoryNode)
    }

    /// The people who work there now, by name.
    async fn contacts(&self, ctx: &Context<'_>, #[graphql(default_with = "Some(20)")] first: Option<i32>, after: Option<String>) -> Result<ContactConnection> {
        let args = ListArgs { first: first.or(Some(20)), after, ..ListArgs::default() };
        let listing = Listing::new(ctx, RecordType::Contact, contact::INDEXES, args, contact::NAME, Direction::Asc)?.equal("companyId", Some(self.meta.id.clone()));
        Ok(listing.load(ctx).await?.into())
    }

    /// Its deals, newest first.
    async fn deals(&self, ctx: &Context<'_>, #[graphql(default_with = "Some(20)")] first: Option<i32>, after: Option<String>, state: Option<DealState>) -> Result<DealConnection> {
        let args = ListArgs { first: first.or(Some(20)), after, ..ListArgs::default() };
        let listing = Listing::new(ctx, RecordType::Deal, deal::INDEXES, args, deal::NEWEST, Direction::Desc)?.equal("companyId", Some(self.meta.id.clone())).equal("state", state);
        Ok(listing.load(ctx).await?.into())
    }

    /// Its activities and events, newest first.
    async fn timeline(&self, ctx: &Context<'_>, #[graphql(default_with = "Some(50)")] first: Option<i32>, after: Option<String>) -> Result<TimelineConnection> {
        Ok(timeline::of(app(ctx), actor(ctx)?, &self.meta.id, first.unwrap_or(50), after).await?)
    }
}

#[derive(Default)]
pub struct CompanyQuery;

#[Object]
impl CompanyQuery {
    /// One company; null when there is none that you may see.
    async fn company(&self, ctx: &Context<'_>, id: Id) -> Result<Option<Company>> {
        Ok(load::get(app(ctx), actor(ctx)?, &Id::parse("company", id.as_str(), "id")?, true).await?)
    }

    /// Companies that you may see. The usual order is newest first.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the API")]
    async fn companies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A condition over the fields that `fields(object: COMPANY)` calls filterable.")] filter: Option<ConditionInput>,
        #[graphql(desc = "Words that the name or domain begins with; best matches, at most 200.")] search: Option<String>,
        #[graphql(desc = "Only of this owner.")] owner_id: Option<Id>,
        #[graphql(desc = "Only of this territory.")] territory_id: Option<Id>,
        #[graphql(desc = "The trash instead.")] deleted: Option<bool>,
        order_by: Option<CompanyOrder>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<CompanyConnection> {
        let (sort, direction) = order_by.map_or((model::NEWEST, Direction::Desc), |order| (order.field.sort(), order.direction.unwrap_or(Direction::Asc)));
        let args = ListArgs { filter, search, deleted, first, after, last, before };
        let listing = Listing::new(ctx, RecordType::Company, model::INDEXES, args, sort, direction)?.equal_id("ownerId", "user", owner_id)?;
        let listing = listing.equal_id("territoryId", "territory", territory_id)?;
        Ok(listing.load(ctx).await?.into())
    }
}

#[derive(Default)]
pub struct CompanyMutation;

#[Object]
impl CompanyMutation {
    /// Makes a company.
    async fn create_company(&self, ctx: &Context<'_>, input: CreateCompanyInput) -> Result<Company> {
        Ok(actions::create(app(ctx), actor(ctx)?, input).await?)
    }

    /// Edits a company; edits of different fields since `expectedVersion` merge.
    async fn update_company(&self, ctx: &Context<'_>, input: UpdateCompanyInput) -> Result<Company> {
        Ok(actions::update(app(ctx), actor(ctx)?, input).await?)
    }
}
