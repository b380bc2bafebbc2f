//! Any record by its id.

use async_graphql::{Context, Interface, Object, Result};

use crate::{
    activity::model::Activity,
    campaign::model::Campaign,
    company::model::Company,
    contact::model::Contact,
    deal::model::Deal,
    http::context::{actor, app},
    lead::model::Lead,
    ownership::model::Handoff,
    platform::{
        error::{self, Error},
        field::{Field, FieldInfo},
        id::Id,
        load,
        record::RecordType,
    },
    workspace::model::Product,
};

/// A record that has an id and counts its changes.
#[derive(Interface)]
#[expect(clippy::large_enum_variant, reason = "a node lives for one answer and is never kept in numbers")]
#[graphql(field(name = "id", ty = "&Id", desc = "The record's id."), field(name = "version", ty = "&i64", desc = "Counts the record's changes from 1."))]
pub enum Node {
    Company(Company),
    Contact(Contact),
    Lead(Lead),
    Deal(Deal),
    Activity(Activity),
    Campaign(Campaign),
    Handoff(Handoff),
    Product(Product),
}

/// The interface asks its types for its fields by these methods.
macro_rules! nodes {
    ($($node:ty),*) => {$(
        impl $node {
            async fn id(&self, _: &Context<'_>) -> Result<&Id> {
                Ok(&self.meta.id)
            }

            async fn version(&self, _: &Context<'_>) -> Result<&i64> {
                Ok(&self.meta.version)
            }
        }
    )*};
}

nodes!(Company, Contact, Lead, Deal, Activity, Campaign, Handoff, Product);

/// The record with this id, as the actor may see it; through this request's loaders.
pub async fn load(ctx: &Context<'_>, id: &Id) -> error::Result<Option<Node>> {
    Ok(match id.table() {
        "company" => load::one(ctx, Some(id)).await?.map(Node::Company),
        "contact" => load::one(ctx, Some(id)).await?.map(Node::Contact),
        "lead" => load::one(ctx, Some(id)).await?.map(Node::Lead),
        "deal" => load::one(ctx, Some(id)).await?.map(Node::Deal),
        "activity" => load::get(app(ctx), actor(ctx)?, id, false).await?.map(Node::Activity),
        "campaign" => load::get(app(ctx), actor(ctx)?, id, false).await?.map(Node::Campaign),
        "handoff" => load::get(app(ctx), actor(ctx)?, id, false).await?.map(Node::Handoff),
        "product" => load::get(app(ctx), actor(ctx)?, id, false).await?.map(Node::Product),
        _ => None,
    })
}

/// The fields of a kind of record.
pub fn catalogue(object: RecordType) -> &'static [Field] {
    match object {
        RecordType::Company => crate::company::model::FIELDS,
        RecordType::Contact => crate::contact::model::FIELDS,
        RecordType::Lead => crate::lead::model::FIELDS,
        RecordType::Deal => crate::deal::model::FIELDS,
        RecordType::Activity => crate::activity::model::FIELDS,
        RecordType::Campaign => crate::campaign::model::FIELDS,
        RecordType::Handoff => crate::ownership::model::FIELDS,
        _ => &[],
    }
}

#[derive(Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// Any record by its id; null when there is none that you may see.
    async fn node(&self, ctx: &Context<'_>, id: Id) -> Result<Option<Node>> {
        actor(ctx)?;
        if !id.is_well_formed() {
            return Err(Error::invalid("id", "This is not an id.").into());
        }
        Ok(load(ctx, &id).await?)
    }

    /// The fields of a kind of record that you may see: what can be filtered, ordered, grouped, changed.
    async fn fields(&self, ctx: &Context<'_>, object: RecordType) -> Result<Vec<FieldInfo>> {
        let rules = &actor(ctx)?.access.fields;
        Ok(catalogue(object).iter().filter(|field| !rules.hides(object, field.name)).map(FieldInfo::from).collect())
    }
}
