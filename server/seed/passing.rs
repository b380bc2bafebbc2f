//! How the sample's leads were passed from marketing to sales.

use chrono::TimeDelta;

use super::{
    calendar::is_open,
    cast::Cast,
    dice::{Deck, Dice},
    people::Home,
};
use crate::{
    lead::model::Lead,
    ownership::model::{Handoff, HandoffRole, HandoffState, Step, TraceStep, business_due},
    platform::{
        clock::Instant,
        id::Id,
        record::{Meta, Record, RecordType},
        scope,
    },
};

/// Minutes that an offer of the sample stands.
pub const WITHIN: i64 = 60;

/// Who took a lead in the end.
pub struct Taken {
    pub by: Id,
    pub at: Instant,
    pub backup: Option<Id>,
}

/// How first offers end; who is slow lets some more of them run out.
pub struct Passes(Deck<HandoffState>);

impl Passes {
    pub fn new() -> Self {
        use HandoffState::{Accepted, Declined, Expired, Withdrawn};
        Passes(Deck::new(&[(Accepted, 26), (Declined, 2), (Expired, 1), (Withdrawn, 1)]))
    }
}

/// Offers a lead to the seller of its company, then to a colleague. Most accept within the hour; some decline, some are late.
pub fn pass(cast: &Cast, dice: &mut Dice, passes: &mut Passes, home: &Home, lead: &Lead) -> (Vec<Handoff>, Option<Taken>) {
    let mut colleagues: Vec<&Id> = cast.sellers_of(home.country.americas).into_iter().map(|seller| &seller.id).filter(|id| **id != home.seller).collect();
    let mut first = &home.seller;
    // The clock of who is in no team runs day and night: when they are not at work, somebody is asked whose clock rests too.
    if cast.team_of(first).is_none() && !is_open(cast.zone_of(first), lead.opened_at) && !colleagues.is_empty() {
        first = colleagues.swap_remove(dice.between(0, colleagues.len() as i64 - 1) as usize);
    }
    let backup = (!colleagues.is_empty()).then(|| (*dice.pick(&colleagues)).clone());
    let steps = chain(cast, first, backup.as_ref());
    let mut offered = lead.opened_at + TimeDelta::seconds(dice.between(5, 180));
    let mut handoffs: Vec<Handoff> = Vec::new();
    for (i, step) in steps.iter().enumerate().take(2) {
        let office = cast.office_of(&step.assignee_id);
        let due = business_due(office, offered, WITHIN);
        let pace = cast.sellers.iter().find(|seller| seller.id == step.assignee_id).map_or(12.0, |seller| seller.pace);
        let minutes = dice.size(pace, 0.9).max(1.0) as i64;
        let state = match if i > 0 { HandoffState::Accepted } else { passes.0.draw(dice) } {
            HandoffState::Accepted if i == 0 && minutes > WITHIN => HandoffState::Expired,
            state => state,
        };
        let answered = if state == HandoffState::Expired { due } else { business_due(office, offered, minutes.min(WITHIN - 1)) };
        if answered >= cast.day {
            // Not answered before today: then it was never offered, and marketing still has it.
            return (Vec::new(), None);
        }
        let chain = handoffs.first().filter(|first| first.state != HandoffState::Withdrawn).map(|first| first.meta.id.clone());
        // After a withdrawal somebody is asked anew.
        let (steps, step_no) = if i > 0 && chain.is_none() { (&steps[i..], 0) } else { (&steps[..], i) };
        let mut handoff = offer(dice, lead, steps, step_no, offered, Some(due), chain);
        handoff.state = state;
        handoff.answered_at = Some(answered);
        handoff.answered_by_id = matches!(state, HandoffState::Accepted | HandoffState::Declined).then(|| step.assignee_id.clone());
        if state == HandoffState::Declined {
            let reasons = &cast.directory.workspace.decline_reasons;
            handoff.decline_reason_id = (!reasons.is_empty()).then(|| dice.pick(reasons).id.clone());
        }
        handoff.meta.updated_at = answered;
        handoffs.push(handoff);
        if state == HandoffState::Accepted {
            let backup = backup.filter(|backup| *backup != step.assignee_id);
            return (handoffs, Some(Taken { by: step.assignee_id.clone(), at: answered, backup }));
        }
        offered = answered;
    }
    (handoffs, None)
}

/// Everybody a lead is offered to in turn; the last cannot decline.
pub fn chain(cast: &Cast, first: &Id, backup: Option<&Id>) -> Vec<Step> {
    let step = |id: &Id, role| Step { assignee_id: id.clone(), role, accept_within_minutes: (role != HandoffRole::Default).then_some(WITHIN) };
    let mut steps = vec![step(first, HandoffRole::Assigned)];
    steps.extend(backup.map(|id| step(id, HandoffRole::Backup)));
    steps.extend(cast.directory.team_of(first).map(|id| step(id, HandoffRole::Fallback)));
    if cast.default_owner != *first {
        steps.push(step(&cast.default_owner, HandoffRole::Default));
    }
    steps
}

/// An offer of a lead that nobody has answered yet.
pub fn offer(dice: &mut Dice, lead: &Lead, steps: &[Step], step: usize, at: Instant, due_at: Option<Instant>, chain: Option<Id>) -> Handoff {
    let id = dice.id("handoff", at);
    Handoff {
        meta: Meta::new(id.clone(), at),
        subject_id: lead.meta.id.clone(),
        from_id: Some(lead.responsible_id.clone()),
        to_id: steps[step].assignee_id.clone(),
        reason: Some(dice.pick(&["Looks after the company", "Asked for a demo", "Score passed 60", "Came back after the webinar"]).to_string()),
        note: None,
        rule_id: None,
        rule_name: None,
        state: HandoffState::Offered,
        offered_at: at,
        due_at,
        answered_at: None,
        answered_by_id: None,
        decline_reason_id: None,
        decline_note: None,
        steps: steps.to_vec(),
        step: step as i64,
        chain_id: chain.unwrap_or(id),
        trace: vec![TraceStep { rule_id: None, rule_name: "Company’s seller".into(), matched: true, why: "Whoever looks after the company is asked first.".into() }],
        due_key: 0,
        inherited: scope::inherited([(RecordType::Lead, keys_of(lead).as_slice())], &[]),
    }
}

/// The keys of a lead that is not written yet.
fn keys_of(lead: &Lead) -> Vec<String> {
    lead.audience().iter().map(Id::to_string).collect()
}
