//! What was done with the sample's records, and what is planned.

use std::ops::{Range, RangeInclusive};

use chrono::TimeDelta;

use super::{
    calendar::{at_work_before, at_work_within},
    cast::Cast,
    deals::is_late,
    dice::{Dice, later},
    words::{self, Topic},
};
use crate::{
    activity::model::{Activity, ActivityDirection, ActivityState},
    deal::model::{Deal, DealState},
    lead::model::{Lead, LeadState, LeadStatus},
    platform::{clock::Instant, id::Id, record::Meta},
};

/// Something done or to do, before it is known who sees it.
pub struct Deed {
    pub id: Id,
    pub kind: &'static str,
    pub topic: Topic,
    pub at: Instant,
    pub owner: Id,
    pub subjects: Vec<Id>,
    /// What is to be done; missing for what was done.
    pub planned: Option<String>,
}

/// What is done over and over, and how often.
const USUAL: [(&str, u32); 6] = [("email", 8), ("call", 6), ("meeting", 3), ("note", 2), ("voicemail", 1), ("task", 1)];

/// The first answer to a lead, what followed, and its next step.
pub fn of_lead(cast: &Cast, dice: &mut Dice, lead: &Lead, answer: Option<&(Instant, Id)>) -> Vec<Deed> {
    let subjects = vec![lead.meta.id.clone(), lead.contact_id.clone()];
    let mut deeds = Vec::new();
    if let (Some((at, by)), Some(id)) = (answer, lead.response.as_ref().and_then(|clock| clock.activity_id.clone())) {
        let kind = dice.weighted(&[("call", 5), ("email", 4), ("meeting", 1)]);
        deeds.push(Deed { id, kind, topic: Topic::Answer, at: *at, owner: by.clone(), subjects: subjects.clone(), planned: None });
        let end = lead.closed_at.unwrap_or(cast.day).min(later(*at, 30.0));
        deeds.extend(between(cast, dice, Topic::Lead, *at..end, 0..=2, by, &subjects));
    } else if lead.status == LeadStatus::Attempted {
        let end = later(lead.opened_at, 6.0).min(cast.day);
        let tries = between(cast, dice, Topic::Lead, lead.opened_at..end, 1..=2, &lead.responsible_id, &subjects);
        deeds.extend(tries.into_iter().map(|deed| Deed { kind: "voicemail", ..deed }));
    }
    if let (LeadState::Open, Some(step), Some(due)) = (lead.state, &lead.next_step, lead.next_step_due)
        && lead.responsible_id.table() == "user"
    {
        deeds.push(plan(dice, Topic::Lead, step, due, &lead.responsible_id, subjects));
    }
    deeds
}

/// Work on a deal over its life, and its next step if one is planned.
pub fn of_deal(cast: &Cast, dice: &mut Dice, deal: &Deal) -> Vec<Deed> {
    let mut subjects = vec![deal.meta.id.clone()];
    subjects.extend(deal.contacts.first().map(|member| member.contact_id.clone()));
    let stages = cast.directory.workspace.pipelines.first().map_or(0, |pipeline| pipeline.stages.len());
    // Who won or lost late has talked about terms since the later half of the pipeline began.
    let terms = deal.stage_history.iter().enumerate().find(|(place, _)| is_late(*place, stages)).map(|(_, visit)| visit.entered_at);
    let end = deal.closed_at.unwrap_or(cast.day).min(later(deal.stage_entered_at, 30.0)).min(cast.day);
    let mut deeds = between(cast, dice, Topic::Discovery, deal.meta.created_at..terms.unwrap_or(end), 1..=4, &deal.owner_id, &subjects);
    if let Some(terms) = terms {
        deeds.extend(between(cast, dice, Topic::Closing, terms..end, 1..=3, &deal.owner_id, &subjects));
    }
    if let (DealState::Open, Some(step), Some(due)) = (deal.state, &deal.next_step, deal.next_step_due) {
        deeds.push(plan(dice, Topic::Discovery, step, due, &deal.owner_id, subjects));
    }
    deeds
}

/// Mails, calls and notes about a person beside any lead or deal; `None` when they have been known for too short a time.
pub fn of_contact(cast: &Cast, dice: &mut Dice, contact: &Id, company: Option<&Id>, since: Instant, owner: &Id) -> Option<Deed> {
    let span = since.max(cast.day - TimeDelta::days(360))..cast.day;
    let at = at_work_within(dice, cast.zone_of(owner), &span)?;
    let kind = dice.weighted(&[("email", 6), ("note", 3), ("call", 3), ("voicemail", 1)]);
    let subjects = [contact].into_iter().chain(company).cloned().collect();
    Some(Deed { id: dice.id("activity", at), kind, topic: Topic::Contact, at, owner: owner.clone(), subjects, planned: None })
}

/// Something to do by that time.
pub fn plan(dice: &mut Dice, topic: Topic, step: &str, due: Instant, owner: &Id, subjects: Vec<Id>) -> Deed {
    Deed { id: dice.id("activity", due), kind: words::kind_of(step), topic, at: due, owner: owner.clone(), subjects, planned: Some(step.to_owned()) }
}

/// So many deeds in a span of time; fewer in one too short for work.
fn between(cast: &Cast, dice: &mut Dice, topic: Topic, span: Range<Instant>, count: RangeInclusive<i64>, owner: &Id, subjects: &[Id]) -> Vec<Deed> {
    let (count, zone) = (dice.between(*count.start(), *count.end()), cast.zone_of(owner));
    let deeds = (0..count).filter_map(|_| {
        let at = at_work_within(dice, zone, &span)?;
        let kind = dice.weighted(&USUAL);
        Some(Deed { id: dice.id("activity", at), kind, topic, at, owner: owner.clone(), subjects: subjects.to_vec(), planned: None })
    });
    deeds.collect()
}

/// The deed as a record. `audience` are the people and teams of what it is about.
pub fn activity(cast: &Cast, dice: &mut Dice, deed: Deed, mut audience: Vec<Id>) -> Activity {
    audience.sort();
    audience.dedup();
    let planned = deed.planned.is_some();
    let meaningful = !planned && cast.directory.workspace.activity_type(deed.kind).is_some_and(|kind| kind.meaningful);
    // Agreed on some days before today; what was done was written down when it was done.
    let days = dice.between(1, 4);
    let created = if planned { at_work_before(dice, cast.zone_of(&deed.owner), deed.at.min(cast.day) - TimeDelta::days(days)) } else { deed.at };
    let line = words::line(dice, deed.topic, deed.kind);
    let (outcome, body) = if deed.kind == "call" { (line.text, None) } else { (None, line.text) };
    let direction = if line.inbound && !planned { ActivityDirection::Inbound } else { ActivityDirection::Outbound };
    Activity {
        meta: Meta::new(deed.id, created),
        kind: deed.kind.into(),
        direction: matches!(deed.kind, "email" | "call" | "voicemail").then_some(direction),
        subject: Some(deed.planned.unwrap_or_else(|| line.subject.into())),
        body: body.filter(|_| !planned).map(str::to_owned),
        outcome: outcome.filter(|_| !planned).map(str::to_owned),
        state: if planned { ActivityState::Planned } else { ActivityState::Done },
        happened_at: (!planned).then_some(deed.at),
        due_at: planned.then_some(deed.at),
        completed_at: (!planned).then_some(deed.at),
        duration_minutes: match deed.kind {
            "call" if !planned => Some(dice.between(3, 35)),
            "meeting" => Some(30 * dice.between(1, 3)),
            _ => None,
        },
        team_id: cast.team_of(&deed.owner),
        owner_id: deed.owner,
        meaningful: Some(meaningful),
        subject_ids: deed.subjects,
        subject_keys: Vec::new(),
        inherited: audience.iter().map(Id::to_string).collect(),
        at_desc: 0,
        due_key: 0,
    }
}
