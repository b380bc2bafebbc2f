//! Handoffs in the API.

use std::collections::HashMap;

use async_graphql::{ComplexObject, Context, Enum, Object, Result, SimpleObject, dataloader::Loader};

use super::{
    actions::{self, AcceptHandoffInput, DeclineHandoffInput, OfferHandoffInput},
    model::{self, Assignment, Handoff, HandoffRole, HandoffState, Rule},
};
use crate::{
    connection,
    http::context::{actor, app},
    identity::model::User,
    listing::{ListArgs, Listing},
    node::{self, Node},
    platform::{
        actor::Actor,
        app::App,
        condition::{Condition, ConditionInput, Op, Operand},
        error::Error,
        field::FieldKind,
        id::Id,
        load,
        page::Direction,
        record::RecordType,
    },
    workspace::Directory,
};

/// Open offers by their own id, for many records at once.
pub struct OpenOffers {
    pub app: App,
    pub actor: Actor,
}

impl Loader<Id> for OpenOffers {
    type Value = Handoff;
    type Error = Error;

    async fn load(&self, ids: &[Id]) -> Result<HashMap<Id, Handoff>, Error> {
        Ok(actions::open_of(&self.app, &self.actor, ids).await?.into_iter().map(|handoff| (handoff.meta.id.clone(), handoff)).collect())
    }
}

connection!(HandoffConnection, HandoffEdge, Handoff);

/// A person, or a team's queue.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub enum AssigneeKind {
    User,
    Queue,
}

/// How a rule finds the one to offer a lead to.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub enum AssignmentKind {
    /// One person.
    User,
    /// A team's people in turn.
    RoundRobin,
    /// The owner of the company's territory.
    TerritoryOwner,
}

/// Who holds or is offered a record: a person or a team's queue.
#[derive(SimpleObject)]
pub struct Assignee {
    /// The person's or team's id.
    id: Id,
    /// Which of the two.
    kind: AssigneeKind,
    /// What they are called.
    name: String,
    /// Works here; a queue: has somebody who does.
    active: bool,
}

impl Assignee {
    /// The person or team with this id.
    pub fn of(directory: &Directory, id: &Id) -> Self {
        let kind = if id.table() == "team" { AssigneeKind::Queue } else { AssigneeKind::User };
        Assignee { id: id.clone(), kind, name: directory.name_of(id), active: directory.can_hold(id) }
    }
}

/// A routing rule: whom it offers matching leads to.
pub struct RuleNode(pub Rule);

/// A routing rule. Rules are tried in order; the first that matches decides.
#[Object(name = "Rule")]
impl RuleNode {
    /// Its id.
    async fn id(&self) -> &Id {
        &self.0.meta.id
    }

    /// Counts its changes.
    async fn version(&self) -> i64 {
        self.0.meta.version
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Its place, from 0.
    async fn order(&self) -> i64 {
        self.0.order
    }

    /// How it finds the one to offer a lead to.
    async fn assignment(&self) -> AssignmentKind {
        match &self.0.assignment {
            Assignment::User { .. } => AssignmentKind::User,
            Assignment::RoundRobin { .. } => AssignmentKind::RoundRobin,
            Assignment::TerritoryOwner => AssignmentKind::TerritoryOwner,
        }
    }

    /// The person that it offers leads to, or the team whose people are asked in turn; null when it is the owner of the
    /// company's territory.
    async fn assignee(&self, ctx: &Context<'_>) -> Option<Assignee> {
        Some(Assignee::of(&app(ctx).directory(), self.0.assignment.names()?))
    }

    /// Who is offered it when the first one does not take it.
    async fn backup(&self, ctx: &Context<'_>) -> Option<Assignee> {
        Some(Assignee::of(&app(ctx).directory(), self.0.backup_id.as_ref()?))
    }

    /// The queue that holds it when nobody takes it.
    async fn fallback(&self, ctx: &Context<'_>) -> Assignee {
        Assignee::of(&app(ctx).directory(), &self.0.fallback_id)
    }
}

/// One that a record is offered to, in turn.
#[derive(SimpleObject)]
pub struct HandoffStep {
    /// Who.
    assignee: Assignee,
    /// Why they stand here.
    role: HandoffRole,
    /// Minutes that they have, in their team's business hours.
    accept_within_minutes: Option<i64>,
    /// The default owner may not.
    may_decline: bool,
    /// This offer is theirs.
    current: bool,
}

#[ComplexObject]
impl Handoff {
    /// The lead or deal, if you may see it.
    async fn subject(&self, ctx: &Context<'_>) -> Result<Option<Node>> {
        Ok(node::load(ctx, &self.subject_id).await?)
    }

    /// Who is responsible until it is accepted.
    async fn from(&self, ctx: &Context<'_>) -> Option<Assignee> {
        Some(Assignee::of(&app(ctx).directory(), self.from_id.as_ref()?))
    }

    /// Whom it is offered to.
    async fn to(&self, ctx: &Context<'_>) -> Assignee {
        Assignee::of(&app(ctx).directory(), &self.to_id)
    }

    /// Who answered.
    async fn answered_by(&self, ctx: &Context<'_>) -> Option<User> {
        app(ctx).directory().user(self.answered_by_id.as_ref()?).cloned()
    }

    /// Everybody it is offered to in turn, in order.
    async fn chain(&self, ctx: &Context<'_>) -> Vec<HandoffStep> {
        let directory = app(ctx).directory();
        self.steps
            .iter()
            .enumerate()
            .map(|(i, step)| HandoffStep {
                assignee: Assignee::of(&directory, &step.assignee_id),
                role: step.role,
                accept_within_minutes: step.accept_within_minutes,
                may_decline: step.role != HandoffRole::Default,
                current: i64::try_from(i) == Ok(self.step),
            })
            .collect()
    }
}

/// Whose handoffs.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub enum HandoffBox {
    /// Offered to you or your teams, waiting for an answer; the most urgent first.
    ToAccept,
    /// Offered by you, waiting for an answer.
    Sent,
    /// Declined, given or taken by you or your teams.
    Declined,
    /// Run out, given or taken by you or your teams.
    Expired,
}

#[derive(Default)]
pub struct OwnershipQuery;

#[Object]
impl OwnershipQuery {
    /// One handoff; null when there is none that you may see.
    async fn handoff(&self, ctx: &Context<'_>, id: Id) -> Result<Option<Handoff>> {
        Ok(load::get(app(ctx), actor(ctx)?, &Id::parse("handoff", id.as_str(), "id")?, true).await?)
    }

    /// Handoffs that you may see, newest first; with a box, yours, and those to accept the most urgent first.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the API")]
    async fn handoffs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A condition over the fields that `fields(object: HANDOFF)` calls filterable.")] filter: Option<ConditionInput>,
        #[graphql(desc = "Only yours, of this kind.", name = "box")] of: Option<HandoffBox>,
        #[graphql(desc = "Only in this state; not together with a box.")] state: Option<HandoffState>,
        #[graphql(desc = "Only of this lead or deal.")] subject_id: Option<Id>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<HandoffConnection> {
        let actor = actor(ctx)?;
        let args = ListArgs { filter, first, after, ..ListArgs::default() };
        let (sort, direction) = if of == Some(HandoffBox::ToAccept) { (model::DUE, Direction::Asc) } else { (model::NEWEST, Direction::Desc) };
        let listing = Listing::new(ctx, RecordType::Handoff, model::INDEXES, args, sort, direction)?.equal("subjectId", subject_id);
        let Some(of) = of else { return Ok(listing.equal("state", state).load(ctx).await?.into()) };
        if state.is_some() {
            return Err(Error::invalid("state", "Ask for a box or for a state.").into());
        }
        let me = actor.person()?.clone();
        let reference =
            |field: &'static str, ids: Vec<Id>| Condition::Test { field, kind: FieldKind::Reference, op: Op::In, operands: ids.into_iter().map(Operand::Reference).collect() };
        let mine: Vec<Id> = [me.clone()].into_iter().chain(actor.access.teams.iter().cloned()).collect();
        let listing = match of {
            HandoffBox::ToAccept => listing.equal("state", Some(HandoffState::Offered)).and(reference("toId", mine)),
            HandoffBox::Sent => listing.equal("state", Some(HandoffState::Offered)).and(reference("fromId", vec![me])),
            HandoffBox::Declined => listing.equal("state", Some(HandoffState::Declined)),
            HandoffBox::Expired => listing.equal("state", Some(HandoffState::Expired)),
        };
        Ok(listing.load_mine(ctx).await?.into())
    }
}

#[derive(Default)]
pub struct OwnershipMutation;

#[Object]
impl OwnershipMutation {
    /// Offers a lead or deal to a person or team; the giver stays responsible until it is accepted.
    async fn offer_handoff(&self, ctx: &Context<'_>, input: OfferHandoffInput) -> Result<Handoff> {
        Ok(actions::offer(app(ctx), actor(ctx)?, input).await?)
    }

    /// Takes what is offered to you or your team. Of two who accept, one wins; the other gets `CONFLICT` and who it was.
    async fn accept_handoff(&self, ctx: &Context<'_>, input: AcceptHandoffInput) -> Result<Handoff> {
        Ok(actions::accept(app(ctx), actor(ctx)?, input).await?)
    }

    /// Declines with a reason: the next in the chain is offered it.
    async fn decline_handoff(&self, ctx: &Context<'_>, input: DeclineHandoffInput) -> Result<Handoff> {
        Ok(actions::decline(app(ctx), actor(ctx)?, input).await?)
    }
}
