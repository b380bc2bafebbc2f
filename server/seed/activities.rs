//! What was done with the sample's records, and what is planned.

use std::ops::{Range, RangeInclusive};

use chrono::TimeDelta;

use super::{
    cast::Cast,
    dice::{Dice, later},
};
use crate::{
    activity::model::{Activity, ActivityDirection, ActivityState},
    deal::model::{Deal, DealState},
    lead::model::Lead,
    platform::{clock::Instant, id::Id, record::Meta},
};

/// Something done, before it is known who sees it.
pub struct Deed {
    pub id: Id,
    pub kind: &'static str,
    pub at: Instant,
    pub planned: bool,
    pub owner: Id,
    pub subjects: Vec<Id>,
    /// What is to be done, when it is a next step that was agreed on.
    pub subject: Option<String>,
}

/// The first answer to a lead, and what followed.
pub fn of_lead(cast: &Cast, dice: &mut Dice, lead: &Lead, answer: Option<&(Instant, Id)>) -> Vec<Deed> {
    let subjects = vec![lead.meta.id.clone(), lead.contact_id.clone()];
    let mut deeds = Vec::new();
    if let (Some((at, by)), Some(id)) = (answer, lead.response.as_ref().and_then(|clock| clock.activity_id.clone())) {
        let kind = dice.weighted(&[("call", 5), ("email", 4), ("meeting", 1)]);
        deeds.push(Deed { id, kind, at: *at, planned: false, owner: by.clone(), subjects: subjects.clone(), subject: None });
        let end = lead.closed_at.unwrap_or(cast.day).min(later(*at, 30.0));
        deeds.extend(between(dice, *at..end, 0..=2, by, &subjects));
    }
    deeds
}

/// Work on a deal over its life, and its next step if one is planned.
pub fn of_deal(cast: &Cast, dice: &mut Dice, deal: &Deal) -> Vec<Deed> {
    let mut subjects = vec![deal.meta.id.clone()];
    subjects.extend(deal.contacts.first().map(|member| member.contact_id.clone()));
    let end = deal.closed_at.unwrap_or(cast.day).min(later(deal.stage_entered_at, 30.0)).min(cast.day);
    let mut deeds = between(dice, deal.meta.created_at..end, 2..=6, &deal.owner_id, &subjects);
    if let (DealState::Open, Some(step), Some(due)) = (deal.state, &deal.next_step, deal.next_step_due) {
        let kind = dice.weighted(&[("task", 5), ("call", 3), ("meeting", 2)]);
        let at = due.min(cast.day - TimeDelta::hours(6)) - TimeDelta::days(dice.between(1, 5));
        deeds.push(Deed { id: dice.id("activity", at), kind, at: due, planned: true, owner: deal.owner_id.clone(), subjects, subject: Some(step.clone()) });
    }
    deeds
}

/// Mails and notes about a person beside any lead or deal.
pub fn of_contact(cast: &Cast, dice: &mut Dice, contact: &Id, company: Option<&Id>, since: Instant, owner: &Id) -> Deed {
    let days = (cast.day - since).num_days().max(1);
    let ago = dice.between(1, days.min(360));
    let at = dice.moment(cast.day, ago).max(since);
    let kind = dice.weighted(&[("email", 6), ("note", 3), ("call", 3), ("voicemail", 1)]);
    let subjects = [contact].into_iter().chain(company).cloned().collect();
    Deed { id: dice.id("activity", at), kind, at, planned: false, owner: owner.clone(), subjects, subject: None }
}

/// So many deeds at moments of a span of time; none in a span too short for work.
fn between(dice: &mut Dice, span: Range<Instant>, count: RangeInclusive<i64>, owner: &Id, subjects: &[Id]) -> Vec<Deed> {
    let minutes = (span.end - span.start).num_minutes();
    if minutes < 30 {
        return Vec::new();
    }
    let count = dice.between(*count.start(), *count.end());
    let deeds = (0..count).map(|_| {
        let at = span.start + TimeDelta::minutes(dice.between(10, minutes - 1));
        let kind = dice.weighted(&[("email", 8), ("call", 6), ("meeting", 3), ("note", 2), ("voicemail", 1)]);
        Deed { id: dice.id("activity", at), kind, at, planned: false, owner: owner.clone(), subjects: subjects.to_vec(), subject: None }
    });
    deeds.collect()
}

/// The deed as a record. `shared_with` are the people and teams of what it is about.
pub fn activity(cast: &Cast, dice: &mut Dice, deed: Deed, mut shared_with: Vec<Id>) -> Activity {
    shared_with.sort();
    shared_with.dedup();
    let meaningful = !deed.planned && cast.directory.workspace.activity_type(deed.kind).is_some_and(|kind| kind.meaningful);
    // Planned at some time before today; what was done was written down when it was done.
    let created = if deed.planned { deed.at.min(cast.day - TimeDelta::hours(6)) - TimeDelta::days(1) } else { deed.at };
    let (subject, outcome, body) = words(dice, deed.kind);
    let inbound = matches!(deed.kind, "email" | "call") && dice.chance(0.3);
    Activity {
        meta: Meta::new(deed.id, created),
        kind: deed.kind.into(),
        direction: matches!(deed.kind, "email" | "call" | "voicemail").then_some(if inbound { ActivityDirection::Inbound } else { ActivityDirection::Outbound }),
        subject: Some(deed.subject.unwrap_or_else(|| subject.into())),
        body: body.filter(|_| !deed.planned).map(str::to_owned),
        outcome: outcome.filter(|_| !deed.planned).map(str::to_owned),
        state: if deed.planned { ActivityState::Planned } else { ActivityState::Done },
        happened_at: (!deed.planned).then_some(deed.at),
        due_at: deed.planned.then_some(deed.at),
        completed_at: (!deed.planned).then_some(deed.at),
        duration_minutes: match deed.kind {
            "call" => Some(dice.between(3, 35)),
            "meeting" => Some(30 * dice.between(1, 3)),
            _ => None,
        },
        team_id: cast.team_of(&deed.owner),
        owner_id: deed.owner,
        meaningful: Some(meaningful),
        subject_ids: deed.subjects,
        subject_keys: Vec::new(),
        shared_with,
        at_desc: 0,
        due_key: 0,
    }
}

/// Subject, outcome and notes, as the kind asks for them.
fn words(dice: &mut Dice, kind: &str) -> (&'static str, Option<&'static str>, Option<&'static str>) {
    match kind {
        "call" => (
            *dice.pick(&["First call", "Call back", "Questions about the price", "Check on the trial"]),
            Some(*dice.pick(&["Spoke to them", "Agreed on a demo", "Wants a proposal", "Not now, again in a month"])),
            None,
        ),
        "meeting" => (
            *dice.pick(&["Demo", "Kick-off", "Review of the proposal", "Questions of the IT"]),
            None,
            Some(*dice.pick(&[
                "They need it before the new year. **Next:** proposal.",
                "Three sites, one after the other. IT wants single sign-on.",
                "Liked the board; asked how handoffs work at night.",
            ])),
        ),
        "note" => ("Note", None, Some(*dice.pick(&["Prefers e-mail.", "Moves to another department in spring.", "Compares us with what they built themselves."]))),
        "voicemail" => ("Left a message", None, None),
        "task" => (*dice.pick(&["Send the material", "Prepare the offer", "Check the contract"]), None, None),
        _ => (*dice.pick(&["Your question", "Our proposal", "Next steps", "Dates for the demo", "Material as promised"]), None, None),
    }
}
