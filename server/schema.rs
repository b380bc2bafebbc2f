//! The API's roots, merged from the slices, and its description as SDL.

use async_graphql::{Request, Response, Schema, SchemaBuilder};

use crate::{
    activity::{
        graphql::{ActivityMutation, ActivityQuery},
        model::Activity,
    },
    audit::graphql::AuditQuery,
    campaign::{
        graphql::{CampaignMutation, CampaignQuery},
        model::Campaign,
    },
    capture::graphql::CaptureQuery,
    company::{
        graphql::{CompanyMutation, CompanyQuery},
        model::Company,
    },
    contact::{
        graphql::{ContactMutation, ContactQuery, OpenDeals},
        model::Contact,
    },
    deal::{
        graphql::{DealMutation, DealQuery},
        model::Deal,
    },
    erasure::ErasureMutation,
    event::graphql::EventSubscription,
    http::context::{Asking, Client},
    identity::graphql::{
        IdentityMutation, IdentityQuery,
        account::{AccountMutation, AccountQuery},
        people::{PeopleMutation, PeopleQuery},
        roles::{RoleMutation, RoleQuery},
    },
    lead::{
        graphql::{LeadMutation, LeadQuery},
        model::Lead,
    },
    masking::Api,
    node::NodeQuery,
    ownership::graphql::{OpenOffers, OwnershipMutation, OwnershipQuery},
    platform::{actor::Actor, app::App, jobs::JobQuery, load::Turns},
    provider::graphql::{ProviderMutation, ProviderQuery},
    report::graphql::ReportQuery,
    search::graphql::SearchQuery,
    share::ShareMutation,
    territory::graphql::{CompanyCounts, TerritoryMutation, TerritoryQuery},
    timeline::HistoryQuery,
    trash::TrashMutation,
};

/// What can be asked about records. Roots are merged in groups: many members in one overflow the compiler.
#[derive(async_graphql::MergedObject, Default)]
pub struct RecordQuery(CompanyQuery, ContactQuery, LeadQuery, DealQuery, ActivityQuery, CampaignQuery);

/// What can be asked about people.
#[derive(async_graphql::MergedObject, Default)]
pub struct PersonQuery(IdentityQuery, PeopleQuery, AccountQuery, RoleQuery, ProviderQuery, AuditQuery);

/// What can be asked about people and what happens to records.
#[derive(async_graphql::MergedObject, Default)]
pub struct ProcessQuery(PersonQuery, OwnershipQuery, TerritoryQuery, CaptureQuery, SearchQuery, ReportQuery, NodeQuery, JobQuery, HistoryQuery);

/// Everything that can be asked.
#[derive(async_graphql::MergedObject, Default)]
pub struct Query(RecordQuery, ProcessQuery);

/// What can be done to records.
#[derive(async_graphql::MergedObject, Default)]
pub struct RecordMutation(CompanyMutation, ContactMutation, LeadMutation, DealMutation, ActivityMutation, CampaignMutation);

/// What can be done by and to people.
#[derive(async_graphql::MergedObject, Default)]
pub struct PersonMutation(IdentityMutation, PeopleMutation, AccountMutation, RoleMutation, ProviderMutation);

/// What can be done by and to people, and to records of all kinds.
#[derive(async_graphql::MergedObject, Default)]
pub struct ProcessMutation(PersonMutation, OwnershipMutation, TerritoryMutation, TrashMutation, ShareMutation, ErasureMutation);

/// Everything that can be done.
#[derive(async_graphql::MergedObject, Default)]
pub struct Mutation(RecordMutation, ProcessMutation);

/// The API.
pub type BatonSchema = Schema<Query, Mutation, EventSubscription>;

/// Fields that a request may ask for, each page counted once. What it may be is measured before, in `http/document.rs`.
const MOST_COMPLEX: usize = 2_000;

/// The API, before its data and extensions are added. Names are not suggested: who may know them reads them in the schema, and
/// nobody else guesses them one by one.
pub fn builder() -> SchemaBuilder<Query, Mutation, EventSubscription> {
    Schema::build(Query::default(), Mutation::default(), EventSubscription).limit_complexity(MOST_COMPLEX).disable_suggestions()
}

/// The API in the schema definition language: what `schema.graphql` holds.
pub fn sdl() -> String {
    let schema = builder().finish();
    let mut text = schema.sdl_with_options(async_graphql::SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items());
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// Runs a query or a mutation, as whoever asks may have it; weighs the answer if it may become long.
pub async fn execute(api: &Api, request: Request, app: &App, client: Client, asking: Asking, weighed: bool) -> Response {
    let turns = Turns::default();
    let rules = asking.0.as_ref().map(|actor| actor.access.fields.clone()).unwrap_or_default();
    turns.of(api.under(&rules, weighed).execute(request_data(request, app, client, asking, &turns))).await
}

/// A request with what its resolvers need: who asks, how they reached us, and loaders of its own.
pub fn request_data(request: Request, app: &App, client: Client, asking: Asking, turns: &Turns) -> Request {
    let actor = asking.0.clone().unwrap_or_else(Actor::nobody);
    request
        .data(client)
        .data(asking)
        .data(turns.by_id::<Company>(app, &actor))
        .data(turns.by_id::<Contact>(app, &actor))
        .data(turns.by_id::<Lead>(app, &actor))
        .data(turns.by_id::<Deal>(app, &actor))
        .data(turns.by_id::<Activity>(app, &actor))
        .data(turns.by_id::<Campaign>(app, &actor))
        .data(turns.batched(OpenDeals { app: app.clone(), actor: actor.clone() }))
        .data(turns.batched(OpenOffers { app: app.clone(), actor: actor.clone() }))
        .data(turns.batched(CompanyCounts { app: app.clone(), actor }))
}
