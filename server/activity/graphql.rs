//! Activities in the API.

use async_graphql::{ComplexObject, Context, Object, Result};

use super::{
    actions::{self, CompleteActivityInput, LogActivityInput},
    model::{self, Activity, ActivityState},
};
use crate::{
    connection,
    http::context::{actor, app},
    identity::model::User,
    listing::{ListArgs, Listing},
    node::{self, Node},
    platform::{condition::ConditionInput, error::Error, id::Id, load, page::Direction, record::RecordType},
};

connection!(ActivityConnection, ActivityEdge, Activity);

#[ComplexObject]
impl Activity {
    /// Who did it or should.
    async fn owner_id(&self) -> Option<&Id> {
        Some(&self.owner_id)
    }

    /// Who did it or should.
    async fn owner(&self, ctx: &Context<'_>) -> Option<User> {
        app(ctx).directory().user(&self.owner_id).cloned()
    }

    /// The records that it is about and that you may see.
    async fn subjects(&self, ctx: &Context<'_>) -> Result<Vec<Node>> {
        let mut subjects = Vec::with_capacity(self.subject_ids.len());
        for id in &self.subject_ids {
            subjects.extend(node::load(ctx, id).await?);
        }
        Ok(subjects)
    }
}

#[derive(Default)]
pub struct ActivityQuery;

#[Object]
impl ActivityQuery {
    /// One activity; null when there is none that you may see.
    async fn activity(&self, ctx: &Context<'_>, id: Id) -> Result<Option<Activity>> {
        Ok(load::get(app(ctx), actor(ctx)?, &Id::parse("activity", id.as_str(), "id")?, true).await?)
    }

    /// Activities that you may see: newest first; planned ones of an owner by their due date.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the API")]
    async fn activities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A condition over the fields that `fields(object: ACTIVITY)` calls filterable.")] filter: Option<ConditionInput>,
        #[graphql(desc = "Only about this record.")] subject_id: Option<Id>,
        #[graphql(desc = "Only of this person.")] owner_id: Option<Id>,
        #[graphql(desc = "Only planned or done ones.")] state: Option<ActivityState>,
        #[graphql(desc = "The trash instead.")] deleted: Option<bool>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<ActivityConnection> {
        if let Some(subject) = &subject_id {
            // Seen through its subject: a record out of sight has no activities.
            node::load(ctx, subject).await?.ok_or_else(|| Error::not_found("record"))?;
        }
        let planned = state == Some(ActivityState::Planned) && owner_id.is_some();
        let (sort, direction) = if planned { (model::DUE, Direction::Asc) } else { (model::NEWEST, Direction::Desc) };
        let args = ListArgs { filter, search: None, deleted, first, after, last, before };
        let listing = Listing::new(ctx, RecordType::Activity, model::INDEXES, args, sort, direction)?.equal_id("ownerId", "user", owner_id)?.equal("state", state).linked(
            "activity_subject",
            "subjectKeys",
            subject_id,
        );
        Ok(listing.load(ctx).await?.into())
    }
}

#[derive(Default)]
pub struct ActivityMutation;

#[Object]
impl ActivityMutation {
    /// Logs what was done, or plans what is to do.
    async fn log_activity(&self, ctx: &Context<'_>, input: LogActivityInput) -> Result<Activity> {
        Ok(actions::log(app(ctx), actor(ctx)?, input).await?)
    }

    /// Ticks off something planned.
    async fn complete_activity(&self, ctx: &Context<'_>, input: CompleteActivityInput) -> Result<Activity> {
        Ok(actions::complete(app(ctx), actor(ctx)?, input).await?)
    }
}
