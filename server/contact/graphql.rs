//! Contacts in the API.

use std::collections::HashMap;

use async_graphql::{
    ComplexObject, Context, Enum, InputObject, Object, Result,
    dataloader::{DataLoader, Loader},
};

use super::{
    actions::{self, CreateContactInput, UpdateContactInput},
    model::{self, Consent, Contact},
};
use crate::{
    company::model::Company,
    connection,
    deal::{model::Deal, store as deals},
    http::context::{actor, app},
    identity::model::User,
    lead::{graphql::LeadConnection, model as lead},
    listing::{ListArgs, Listing},
    platform::{
        actor::Actor,
        app::App,
        condition::ConditionInput,
        error::Error,
        id::Id,
        load,
        page::{Direction, Sort},
        record::{RecordType, Share},
        scope::Verb,
    },
    timeline::{self, TimelineConnection},
};

/// What contacts can be ordered by.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub enum ContactSort {
    /// When it was created.
    CreatedAt,
    /// When it last changed.
    UpdatedAt,
    /// Family name, then given name.
    Name,
}

/// An order of contacts.
#[derive(InputObject)]
pub struct ContactOrder {
    /// What to order by.
    pub field: ContactSort,
    /// Which way.
    #[graphql(default_with = "Some(Direction::Asc)")]
    pub direction: Option<Direction>,
}

impl ContactSort {
    fn sort(self) -> Sort {
        match self {
            ContactSort::CreatedAt => model::NEWEST,
            ContactSort::UpdatedAt => model::CHANGED,
            ContactSort::Name => model::NAME,
        }
    }
}

connection!(ContactConnection, ContactEdge, Contact);

/// Open deals by contact, for many contacts at once.
pub struct OpenDeals {
    pub app: App,
    pub actor: Actor,
}

impl Loader<Id> for OpenDeals {
    type Value = Vec<Deal>;
    type Error = Error;

    async fn load(&self, contacts: &[Id]) -> Result<HashMap<Id, Vec<Deal>>, Error> {
        let scope = self.actor.scope(RecordType::Deal, Verb::Read);
        let mut by_contact: HashMap<Id, Vec<Deal>> = HashMap::new();
        for (contact, deal) in deals::open_of_contacts(&self.app, &scope, contacts).await? {
            by_contact.entry(contact).or_default().push(deal);
        }
        Ok(by_contact)
    }
}

#[ComplexObject]
impl Contact {
    /// With whom it is shared beside its own people and teams.
    async fn shares(&self) -> &[Share] {
        &self.meta.shares
    }

    /// Lower case; the first is the primary one.
    async fn emails(&self) -> Option<&Vec<String>> {
        Some(&self.emails)
    }

    /// Phone numbers as written.
    async fn phones(&self) -> Option<&Vec<String>> {
        Some(&self.phones)
    }

    /// What they allowed, with its proof.
    async fn consents(&self) -> Option<&Vec<Consent>> {
        Some(&self.consents)
    }

    /// Labels, lower case.
    async fn tags(&self) -> Option<&Vec<String>> {
        Some(&self.tags)
    }

    /// The company they work at now.
    async fn company(&self, ctx: &Context<'_>) -> Result<Option<Company>> {
        Ok(load::one(ctx, self.company_id.as_ref()).await?)
    }

    /// The person here who looks after them.
    async fn owner(&self, ctx: &Context<'_>) -> Option<User> {
        app(ctx).directory().user(self.owner_id.as_ref()?).cloned()
    }

    /// Their inquiries, newest first.
    async fn leads(&self, ctx: &Context<'_>, #[graphql(default_with = "Some(20)")] first: Option<i32>, after: Option<String>) -> Result<LeadConnection> {
        let args = ListArgs { first: first.or(Some(20)), after, ..ListArgs::default() };
        let listing = Listing::new(ctx, RecordType::Lead, lead::INDEXES, args, lead::OPENED, Direction::Desc)?.equal("contactId", Some(self.meta.id.clone()));
        Ok(listing.load(ctx).await?.into())
    }

    /// Open deals that they are part of.
    async fn open_deals(&self, ctx: &Context<'_>) -> Result<Vec<Deal>> {
        Ok(ctx.data_unchecked::<DataLoader<OpenDeals>>().load_one(self.meta.id.clone()).await?.unwrap_or_default())
    }

    /// Their activities and events, newest first.
    async fn timeline(&self, ctx: &Context<'_>, #[graphql(default_with = "Some(50)")] first: Option<i32>, after: Option<String>) -> Result<TimelineConnection> {
        Ok(timeline::of(app(ctx), actor(ctx)?, &self.meta.id, first.unwrap_or(50), after).await?)
    }
}

#[derive(Default)]
pub struct ContactQuery;

#[Object]
impl ContactQuery {
    /// One contact; null when there is none that you may see.
    async fn contact(&self, ctx: &Context<'_>, id: Id) -> Result<Option<Contact>> {
        Ok(load::get(app(ctx), actor(ctx)?, &Id::parse("contact", id.as_str(), "id")?, true).await?)
    }

    /// Contacts that you may see. The usual order is newest first.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the API")]
    async fn contacts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A condition over the fields that `fields(object: CONTACT)` calls filterable.")] filter: Option<ConditionInput>,
        #[graphql(desc = "Words that the name, address or number begins with; best matches, at most 200.")] search: Option<String>,
        #[graphql(desc = "Only of this owner.")] owner_id: Option<Id>,
        #[graphql(desc = "Only who work here.")] company_id: Option<Id>,
        #[graphql(desc = "The trash instead.")] deleted: Option<bool>,
        order_by: Option<ContactOrder>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<ContactConnection> {
        let (sort, direction) = order_by.map_or((model::NEWEST, Direction::Desc), |order| (order.field.sort(), order.direction.unwrap_or(Direction::Asc)));
        let args = ListArgs { filter, search, deleted, first, after, last, before };
        let listing =
            Listing::new(ctx, RecordType::Contact, model::INDEXES, args, sort, direction)?.equal_id("ownerId", "user", owner_id)?.equal_id("companyId", "company", company_id)?;
        Ok(listing.load(ctx).await?.into())
    }
}

#[derive(Default)]
pub struct ContactMutation;

#[Object]
impl ContactMutation {
    /// Makes a contact.
    async fn create_contact(&self, ctx: &Context<'_>, input: CreateContactInput) -> Result<Contact> {
        Ok(actions::create(app(ctx), actor(ctx)?, input).await?)
    }

    /// Edits a contact; edits of different fields since `expectedVersion` merge.
    async fn update_contact(&self, ctx: &Context<'_>, input: UpdateContactInput) -> Result<Contact> {
        Ok(actions::update(app(ctx), actor(ctx)?, input).await?)
    }
}
