//! Offering, accepting and declining: how responsibility passes on.

use async_graphql::InputObject;
use serde_json::json;

use super::{
    clock::EXPIRE,
    model::{Handoff, HandoffRole, HandoffState, Step, TraceStep, business_due},
    routing::Decision,
    store,
    subject::Subject,
};
use crate::platform::{
    actor::{Acting, Actor},
    app::App,
    error::{Error, Faults, Result},
    id::Id,
    jobs, load, once,
    patch::tidy,
    record::{Meta, RecordType},
    scope::{Reach, Verb},
    tx::Tx,
};

/// Minutes in which an offer by hand should be accepted, unless said otherwise.
const USUAL_MINUTES: i64 = 60;

/// An offer of a lead or deal.
#[derive(InputObject, Clone, Debug)]
pub struct OfferHandoffInput {
    /// The lead or deal.
    pub subject_id: Id,
    /// The person or team that should take it.
    pub to_id: Id,
    /// Why them, in a few words.
    pub reason: Option<String>,
    /// What they should know.
    pub note: Option<String>,
    /// Minutes in which it should be accepted, in their team's business hours; 60 when left out.
    pub accept_within_minutes: Option<i64>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Taking what is offered.
#[derive(InputObject, Clone, Debug)]
pub struct AcceptHandoffInput {
    /// The handoff.
    pub id: Id,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Not taking what is offered.
#[derive(InputObject, Clone, Debug)]
pub struct DeclineHandoffInput {
    /// The handoff.
    pub id: Id,
    /// Why, from the workspace's decline reasons.
    pub reason_id: Id,
    /// Why, in words.
    pub note: Option<String>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Offers a record to a person or team. An earlier offer of it that is open is withdrawn.
pub async fn offer(app: &App, actor: &Actor, input: OfferHandoffInput) -> Result<Handoff> {
    actor.may(RecordType::Handoff, Verb::Create)?;
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("offerHandoff {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let subject = Subject::get(&tx, &input.subject_id).await?;
            let directory = tx.app().directory();
            let mut faults = Faults::default();
            if !subject.is_open() {
                faults.add("subjectId", "Only open leads and deals are handed off.");
            }
            if !directory.can_hold(&input.to_id) {
                faults.add("toId", "This is nobody who works here, or a team with nobody in it.");
            } else if subject.responsible() == &input.to_id {
                faults.add("toId", format!("{} is responsible already.", directory.name_of(&input.to_id)));
            } else if directory.access(&input.to_id, &Acting::Own).is_some_and(|access| access.reach(subject.kind(), Verb::Edit) == Reach::None) {
                faults.add("toId", format!("{}’s role does not let them work on this.", directory.name_of(&input.to_id)));
            }
            let minutes = input.accept_within_minutes.unwrap_or(USUAL_MINUTES);
            if !(1..=10_080).contains(&minutes) {
                faults.add("acceptWithinMinutes", "A time is 1 minute to 7 days.");
            }
            faults.check()?;
            withdraw(&tx, &input.subject_id).await?;
            let steps = vec![Step { assignee_id: input.to_id.clone(), role: HandoffRole::Assigned, accept_within_minutes: Some(minutes) }];
            let offer = Offer { rule_id: None, rule_name: None, reason: tidy(input.reason), note: tidy(input.note), steps, step: 0, chain_id: None, trace: Vec::new() };
            make_offer(&tx, &subject, tx.id("handoff"), offer).await
        }
    })
    .await
}

/// Takes what is offered. Of two people who accept, one wins; the other gets `CONFLICT` and who it was.
pub async fn accept(app: &App, actor: &Actor, input: AcceptHandoffInput) -> Result<Handoff> {
    let key = input.idempotency_key.clone();
    let taker = actor.person()?.clone();
    once::write_once(app, actor, key.as_deref(), &format!("acceptHandoff {input:?}"), move |tx| {
        let (input, taker) = (input.clone(), taker.clone());
        async move {
            let before: Handoff = tx.get(&input.id).await?;
            let subject = answerable(&tx, &before).await?;
            tx.actor().may(subject.kind(), Verb::Edit)?;
            let after = end(&tx, &before, HandoffState::Accepted, |after| after.answered_by_id = Some(taker.clone())).await?;
            let backup = before.steps.iter().find(|step| step.role == HandoffRole::Backup).map(|step| &step.assignee_id);
            subject.pass_to(&tx, &taker, backup).await?;
            Ok(after)
        }
    })
    .await
}

/// Does not take it, for a reason: the next in the chain is offered it.
pub async fn decline(app: &App, actor: &Actor, input: DeclineHandoffInput) -> Result<Handoff> {
    let key = input.idempotency_key.clone();
    let person = actor.person()?.clone();
    once::write_once(app, actor, key.as_deref(), &format!("declineHandoff {input:?}"), move |tx| {
        let (input, person) = (input.clone(), person.clone());
        async move {
            let before: Handoff = tx.get(&input.id).await?;
            let subject = answerable(&tx, &before).await?;
            if !tx.app().directory().workspace.decline_reasons.iter().any(|reason| reason.id == input.reason_id) {
                return Err(Error::invalid("reasonId", "Choose a reason from the workspace's list."));
            }
            if !before.may_decline() {
                return Err(Error::invalid("id", "The workspace's default owner cannot decline."));
            }
            let after = end(&tx, &before, HandoffState::Declined, |after| {
                after.answered_by_id = Some(person.clone());
                after.decline_reason_id = Some(input.reason_id.clone());
                after.decline_note = tidy(input.note.clone());
            })
            .await?;
            offer_next(&tx, &subject, &after).await?;
            Ok(after)
        }
    })
    .await
}

/// Those of these handoffs that are open, as the actor may see them.
pub async fn open_of(app: &App, actor: &Actor, ids: &[Id]) -> Result<Vec<Handoff>> {
    let found = load::fetch::<Handoff>(app, actor, ids, false).await?;
    Ok(found.into_iter().filter(|handoff| handoff.state == HandoffState::Offered).collect())
}

/// The offer of a record that is open now, if the actor may see it.
pub async fn current(app: &App, actor: &Actor, subject: &Id) -> Result<Option<Handoff>> {
    let found = of_subject(app, actor, subject).await?;
    Ok(found.into_iter().find(|handoff| handoff.state == HandoffState::Offered))
}

/// All handoffs of a record that the actor may see, newest first; at most 100.
pub async fn of_subject(app: &App, actor: &Actor, subject: &Id) -> Result<Vec<Handoff>> {
    let scope = actor.scope(RecordType::Handoff, Verb::Read);
    Ok(store::of_subject(app, subject).await?.into_iter().filter(|handoff| scope.sees(&handoff.meta.keys)).collect())
}

/// An offer that is about to be made.
pub struct Offer {
    pub rule_id: Option<Id>,
    pub rule_name: Option<String>,
    pub reason: Option<String>,
    pub note: Option<String>,
    pub steps: Vec<Step>,
    pub step: i64,
    pub chain_id: Option<Id>,
    pub trace: Vec<TraceStep>,
}

/// Offers a routed record to the first of its chain; whoever is responsible already needs no offer.
pub async fn offer_routed(tx: &Tx, subject: &Subject, id: Id, decision: Decision) -> Result<Option<Handoff>> {
    if decision.offered_to(subject.responsible()).is_none() {
        return Ok(None);
    }
    let reason = decision.rule_name.as_ref().map(|name| format!("Routing rule “{name}”"));
    let offer = Offer { rule_id: decision.rule_id, rule_name: decision.rule_name, reason, note: None, steps: decision.steps, step: 0, chain_id: None, trace: decision.trace };
    make_offer(tx, subject, id, offer).await.map(Some)
}

async fn make_offer(tx: &Tx, subject: &Subject, id: Id, offer: Offer) -> Result<Handoff> {
    let directory = tx.app().directory();
    let at = usize::try_from(offer.step).unwrap_or_default();
    let step = offer.steps.get(at).cloned().ok_or_else(|| Error::internal("an offer names nobody"))?;
    let team = if step.assignee_id.table() == "team" { directory.team(&step.assignee_id) } else { directory.team_of(&step.assignee_id).and_then(|id| directory.team(id)) };
    let due_at = step.accept_within_minutes.map(|minutes| business_due(team, tx.now(), minutes));
    let handoff = Handoff {
        meta: Meta::new(id.clone(), tx.now()),
        subject_id: subject_id(subject).clone(),
        from_id: Some(subject.responsible().clone()),
        to_id: step.assignee_id.clone(),
        reason: offer.reason,
        note: offer.note,
        rule_id: offer.rule_id,
        rule_name: offer.rule_name,
        state: HandoffState::Offered,
        offered_at: tx.now(),
        due_at,
        answered_at: None,
        answered_by_id: None,
        decline_reason_id: None,
        decline_note: None,
        chain_id: offer.chain_id.unwrap_or_else(|| id.clone()),
        steps: offer.steps,
        step: offer.step,
        trace: offer.trace,
        due_key: 0,
        // Of the subject as it is when this is offered: whom it is offered to sees it.
        inherited: super::sight::inherited(tx, subject.kind(), &subject.offered(tx, Some(&id), Some(&step.assignee_id)).await?),
    };
    if let Some(due) = due_at {
        jobs::schedule(tx, EXPIRE, &id, due, json!({})).await?;
    }
    tx.create(handoff, "HandoffOffered").await
}

fn subject_id(subject: &Subject) -> &Id {
    match subject {
        Subject::Lead(lead) => &lead.meta.id,
        Subject::Deal(deal) => &deal.meta.id,
    }
}

/// After a decline or an expiry: to the next in the chain, and at its end to the default owner without asking.
pub async fn offer_next(tx: &Tx, subject: &Subject, ended: &Handoff) -> Result<()> {
    let directory = tx.app().directory();
    let mut step = ended.step;
    while let Some(next) = usize::try_from(step + 1).ok().and_then(|i| ended.steps.get(i)) {
        step += 1;
        // Who is responsible already is not asked; the default owner is not either.
        if next.role == HandoffRole::Default {
            // Who it is now: the one that the chain began with may have left.
            let default = directory.workspace.default_owner_id.as_ref().unwrap_or(&next.assignee_id);
            return subject.pass_to(tx, default, None).await;
        }
        if next.assignee_id == *subject.responsible() {
            return subject.pass_to(tx, &next.assignee_id, None).await;
        }
        if directory.can_hold(&next.assignee_id) && next.assignee_id != ended.to_id {
            let trace = ended.trace.clone();
            let offer = Offer {
                rule_id: ended.rule_id.clone(),
                rule_name: ended.rule_name.clone(),
                reason: ended.reason.clone(),
                note: ended.note.clone(),
                steps: ended.steps.clone(),
                step,
                chain_id: Some(ended.chain_id.clone()),
                trace,
            };
            return make_offer(tx, subject, tx.id("handoff"), offer).await.map(drop);
        }
    }
    // Nobody is left in the chain: the giver has stayed responsible all along.
    subject.offered(tx, None, None).await.map(drop)
}

/// Ends an open offer; its clock stops.
pub async fn end(tx: &Tx, before: &Handoff, state: HandoffState, fill: impl FnOnce(&mut Handoff)) -> Result<Handoff> {
    let mut after = before.clone();
    after.state = state;
    after.answered_at = Some(tx.now());
    fill(&mut after);
    jobs::cancel(tx, EXPIRE, &before.meta.id).await?;
    let kind = match state {
        HandoffState::Offered => "HandoffOffered",
        HandoffState::Accepted => "HandoffAccepted",
        HandoffState::Declined => "HandoffDeclined",
        HandoffState::Expired => "HandoffExpired",
        HandoffState::Withdrawn => "HandoffWithdrawn",
    };
    tx.save(before, after, kind).await
}

/// Takes back the open offer of a record, if there is one. Whom the record itself is offered to is the caller's to say.
pub async fn withdraw(tx: &Tx, subject: &Id) -> Result<bool> {
    let Some(open) = open_offer(tx, subject).await? else { return Ok(false) };
    end(tx, &open, HandoffState::Withdrawn, |_| {}).await.map(|_| true)
}

/// A record was put in the trash, or has come to who was asked: nobody is asked to take it any more.
pub async fn withdraw_deleted(tx: &Tx, subject: &Id) -> Result<()> {
    if withdraw(tx, subject).await?
        && let Some(subject) = Subject::find(tx, subject).await?
    {
        subject.offered(tx, None, None).await?;
    }
    Ok(())
}

/// The open offer of a record.
async fn open_offer(tx: &Tx, subject: &Id) -> Result<Option<Handoff>> {
    let found = store::of_subject_in(tx, subject).await?;
    Ok(found.into_iter().find(|handoff| handoff.state == HandoffState::Offered))
}

/// Errors: `CONFLICT` with who and when, if it was answered already; `FORBIDDEN` if it is not offered to the actor.
async fn answerable(tx: &Tx, handoff: &Handoff) -> Result<Subject> {
    let directory = tx.app().directory();
    if handoff.state != HandoffState::Offered {
        let who = handoff.answered_by_id.as_ref().map(|id| directory.name_of(id));
        let message = match (handoff.state, &who) {
            (HandoffState::Accepted, Some(who)) => format!("{who} accepted it."),
            (HandoffState::Declined, Some(who)) => format!("{who} declined it; it was offered to the next."),
            (HandoffState::Expired, _) => "The time to accept ran out; it was offered to the next.".into(),
            _ => "This offer was withdrawn.".into(),
        };
        return Err(Error::conflict(message).with_details(json!({ "by": who, "byId": handoff.answered_by_id, "at": handoff.answered_at, "state": handoff.state })));
    }
    let actor = tx.actor();
    let mine = actor.user() == Some(&handoff.to_id) || actor.access.teams.contains(&handoff.to_id);
    if !mine {
        return Err(Error::forbidden("answer an offer to somebody else"));
    }
    let subject = Subject::find(tx, &handoff.subject_id).await?.filter(Subject::is_open);
    subject.ok_or_else(|| Error::conflict("This lead or deal has been closed since."))
}
