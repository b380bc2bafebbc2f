//! Leads on their way from inquiry to outcome, and how they were passed on.

use chrono::TimeDelta;
use serde_json::json;

use super::{
    cast::Cast,
    dice::{Dice, later},
    passing::{self, Taken},
    people::Home,
};
use crate::{
    campaign::model::Touchpoint,
    contact::model::{Contact, Source},
    deal::model::end_visit,
    lead::model::{Lead, LeadState, LeadStatus, Reached, ResponseClock},
    ownership::model::{Handoff, business_due},
    platform::{clock::Instant, id::Id, record::Meta},
    workspace::model::Lifecycle,
};

/// A lead with what belongs to it.
pub struct Journey {
    pub lead: Lead,
    pub handoffs: Vec<Handoff>,
    pub touchpoints: Vec<Touchpoint>,
    /// When the first answer was given and by whom; its activity's id stands in the lead's clock.
    pub answer: Option<(Instant, Id)>,
}

/// Makes a contact's lead; one that is `converting` became a deal.
pub fn lead(cast: &Cast, dice: &mut Dice, home: &Home, contact: &Contact, converting: bool) -> Journey {
    let ago = ((365.0 * dice.share().powf(1.4)) as i64).clamp(if converting { 20 } else { 1 }, 364);
    let opened = dice.moment(cast.day, ago);
    let marketing = if cast.marketers.is_empty() { cast.default_owner.clone() } else { dice.pick(&cast.marketers).clone() };
    let (source, offer) = source(cast, dice, opened);
    let mut lead = blank(cast, dice, contact, opened, marketing);
    lead.source = Some(source.clone());
    lead.offer.clone_from(&offer);
    lead.message = dice.chance(0.4).then(|| dice.pick(&MESSAGES).to_string());
    enter(cast, &mut lead, Lifecycle::Lead, opened, None);
    let (handoffs, taken) = if dice.chance(0.85) { passing::pass(cast, dice, home, &lead) } else { (Vec::new(), None) };
    if let Some(Taken { by, backup, .. }) = &taken {
        lead.responsible_id = by.clone();
        lead.team_id = cast.team_of(by);
        lead.sales_owner_id = Some(by.clone());
        lead.backup_owner_id.clone_from(backup);
    }
    let answer = answer(cast, dice, &mut lead, ago, taken.as_ref(), converting);
    advance(cast, dice, &mut lead, ago, answer.as_ref().map(|(at, _)| *at), converting);
    describe(cast, dice, &mut lead);
    lead.meta.updated_at = last_change(&lead).max(handoffs.iter().filter_map(|handoff| handoff.answered_at).max().unwrap_or(opened));
    let touchpoints = touchpoints(dice, &lead, source, opened);
    Journey { lead, handoffs, touchpoints, answer }
}

const MESSAGES: [&str; 6] = [
    "We compare three vendors and decide this quarter. Can you show us the product?",
    "How does your pricing work for 120 people?",
    "We met at the summit. Please send the material that you promised.",
    "Is there a version that runs on our own servers?",
    "Our present system cannot do handovers between teams. Can yours?",
    "Please call me back, mornings are best.",
];

/// A lead as it comes in: with marketing, nothing decided.
pub fn blank(cast: &Cast, dice: &mut Dice, contact: &Contact, opened: Instant, marketing: Id) -> Lead {
    let team = cast.directory.team_of(&marketing).and_then(|id| cast.directory.team(id));
    let due = business_due(team, opened, cast.directory.workspace.respond_within_minutes);
    Lead {
        meta: Meta::new(dice.id("lead", opened), opened),
        name: contact.name.clone(),
        contact_id: contact.meta.id.clone(),
        company_id: contact.company_id.clone(),
        stage_id: Id::new("stage", "none"),
        status: LeadStatus::New,
        state: LeadState::Open,
        source: None,
        channel: None,
        offer: None,
        message: None,
        marketing_owner_id: Some(marketing.clone()),
        sales_owner_id: None,
        backup_owner_id: None,
        team_id: cast.team_of(&marketing),
        responsible_id: marketing,
        handoff_id: None,
        offered_to_id: None,
        next_step: None,
        next_step_due: None,
        score: None,
        response: Some(ResponseClock { started_at: opened, due_at: Some(due), responded_at: None, activity_id: None }),
        deal_id: None,
        disqualified_reason_id: None,
        disqualified_note: None,
        stage_entered_at: opened,
        stage_history: Vec::new(),
        reached: Reached::default(),
        opened_at: opened,
        closed_at: None,
        opened_desc: 0,
        score_desc: 0,
        due_key: String::new(),
        touched: false,
    }
}

/// Enters the workspace's stage of a kind, if it has one.
pub fn enter(cast: &Cast, lead: &mut Lead, kind: Lifecycle, at: Instant, by: Option<Id>) {
    let workspace = &cast.directory.workspace;
    if let Some(stage) = workspace.lead_stage_of(kind) {
        lead.enter(stage, workspace, at, by);
    }
}

/// Where an inquiry came from: a campaign that ran then, a way of its own, or nobody knows.
fn source(cast: &Cast, dice: &mut Dice, opened: Instant) -> (Source, Option<String>) {
    let day = opened.date_naive();
    let running: Vec<_> =
        cast.running.iter().filter(|running| running.campaign.start_date.is_some_and(|start| start.0 <= day) && running.campaign.end_date.is_none_or(|end| day <= end.0)).collect();
    if !running.is_empty() && dice.chance(0.62) {
        let found = dice.pick(&running);
        let campaign = &found.campaign;
        let source = Source {
            channel: campaign.channel.clone(),
            source: Some(found.source.into()),
            medium: Some(found.medium.into()),
            campaign_id: Some(campaign.meta.id.clone()),
            utm_source: Some(found.source.into()),
            utm_medium: Some(found.medium.into()),
            utm_campaign: campaign.utm_campaign.clone(),
            landing_page: campaign.utm_campaign.as_ref().map(|name| format!("https://www.example.com/{name}")),
            offer: campaign.offer.clone(),
            ..Source::default()
        };
        return (source, campaign.offer.clone());
    }
    let offer = dice.chance(0.7).then(|| dice.pick(&["Demo", "Trial", "Consultation", "Price list"]).to_string());
    let named = |channel: &str, source: &str| Source { channel: Some(channel.into()), source: Some(source.into()), offer: offer.clone(), ..Source::default() };
    let source = match dice.weighted(&[(0, 30), (1, 22), (2, 14), (3, 12), (4, 22)]) {
        0 => Source { channel: Some("direct".into()), offer: offer.clone(), ..Source::default() },
        1 => named("organic search", "google"),
        2 => named("organic social", "linkedin"),
        3 => Source { offline_source: Some("Call to the office".into()), ..named("offline", "phone") },
        _ => Source { offer: offer.clone(), ..Source::default() },
    };
    (source, offer)
}

/// The first answer: mostly within the hour, slower a year ago; a few never had one.
fn answer(cast: &Cast, dice: &mut Dice, lead: &mut Lead, ago: i64, taken: Option<&Taken>, converting: bool) -> Option<(Instant, Id)> {
    let silent = if ago <= 3 { 0.35 } else { 0.035 };
    if !converting && dice.chance(silent) {
        return None;
    }
    let team = lead.team_id.as_ref().and_then(|id| cast.directory.team(id));
    let minutes = dice.size(18.0 + 22.0 * ago as f64 / 365.0, 1.1).clamp(1.0, 5_000.0);
    let soonest = taken.map_or(lead.opened_at, |taken| taken.at + TimeDelta::minutes(2));
    let at = business_due(team, lead.opened_at, minutes as i64).max(soonest);
    if at >= cast.day {
        return None;
    }
    let clock = lead.response.as_mut()?;
    clock.responded_at = Some(at);
    clock.activity_id = Some(dice.id("activity", at));
    Some((at, lead.responsible_id.clone()))
}

/// Through the stages, as far as the lead came until today.
fn advance(cast: &Cast, dice: &mut Dice, lead: &mut Lead, ago: i64, answered: Option<Instant>, converting: bool) {
    let by = Some(lead.responsible_id.clone());
    let start = answered.unwrap_or(lead.opened_at);
    if converting {
        let (a, b, c) = (dice.wait(2.0) + 0.1, dice.wait(4.0) + 0.2, dice.wait(7.0) + 0.3);
        // However long the waits came out, the last one ends before today.
        let room = ((cast.day - start).num_hours() as f64 / 24.0 - 1.0).max(0.5);
        let pace = (room / (a + b + c)).min(1.0);
        if dice.chance(0.85) {
            enter(cast, lead, Lifecycle::MarketingQualified, later(start, a * pace), by.clone());
        }
        enter(cast, lead, Lifecycle::SalesQualified, later(start, (a + b) * pace), by.clone());
        let converted = later(start, (a + b + c) * pace);
        enter(cast, lead, Lifecycle::Opportunity, converted, by);
        lead.state = LeadState::Converted;
        lead.closed_at = Some(converted);
        return;
    }
    let mut at = start;
    if answered.is_some() {
        for (kind, share, days) in [(Lifecycle::MarketingQualified, 0.5, 3.0), (Lifecycle::SalesQualified, 0.45, 5.0)] {
            let next = later(at, dice.wait(days) + 0.05);
            if !dice.chance(share) || next >= cast.day {
                break;
            }
            enter(cast, lead, kind, next, by.clone());
            at = next;
        }
    }
    // How likely it is over by now, and how long that took: what is old and still open was forgotten.
    let (over, days) = match ago {
        61.. => (0.994, 14.0),
        21.. => (0.93, 6.0),
        9.. => (0.6, 3.0),
        _ => (0.1, 1.0),
    };
    let ended = later(at, dice.wait(days) + 0.3);
    if dice.chance(over) && ended < cast.day {
        enter(cast, lead, Lifecycle::Disqualified, ended, by);
        end_visit(&mut lead.stage_history, ended);
        lead.state = LeadState::Disqualified;
        lead.closed_at = Some(ended);
        let reasons = &cast.directory.workspace.disqualified_reasons;
        lead.disqualified_reason_id = (!reasons.is_empty()).then(|| dice.pick(reasons).id.clone());
    }
}

/// Status, score and next step, as they go with how far it came.
fn describe(cast: &Cast, dice: &mut Dice, lead: &mut Lead) {
    let kind = cast.directory.workspace.lead_stage(&lead.stage_id).map(|stage| stage.kind);
    let answered = lead.response.as_ref().is_some_and(|clock| clock.responded_at.is_some());
    lead.status = match (lead.state, kind) {
        (LeadState::Disqualified, _) => LeadStatus::Unqualified,
        (LeadState::Converted, _) | (_, Some(Lifecycle::SalesQualified)) => LeadStatus::Qualified,
        _ if !answered && (cast.day - lead.opened_at).num_days() > 7 && dice.chance(0.5) => LeadStatus::Attempted,
        _ if !answered => LeadStatus::New,
        _ if dice.chance(0.25) => LeadStatus::Nurturing,
        _ => LeadStatus::Contacted,
    };
    let base = match kind {
        Some(Lifecycle::MarketingQualified) => 50,
        Some(Lifecycle::SalesQualified | Lifecycle::Opportunity | Lifecycle::Customer) => 65,
        Some(Lifecycle::Disqualified) => 10,
        _ => 25,
    };
    lead.score = dice.chance(0.85).then(|| (base + dice.between(0, 35)).min(100));
    if lead.state == LeadState::Open && dice.chance(0.65) {
        lead.next_step = Some(dice.pick(&["Call back", "Send the comparison", "Agree on a demo", "Ask about the budget", "Find out who decides"]).to_string());
        lead.next_step_due = Some(cast.day + TimeDelta::days(dice.between(-3, 10)) + TimeDelta::minutes(dice.between(8 * 60, 16 * 60)));
    }
}

/// The instant of the last thing that changed a lead.
pub fn last_change(lead: &Lead) -> Instant {
    let answered = lead.response.as_ref().and_then(|clock| clock.responded_at);
    [Some(lead.opened_at), answered, Some(lead.stage_entered_at), lead.closed_at].into_iter().flatten().max().unwrap_or(lead.opened_at)
}

fn touchpoints(dice: &mut Dice, lead: &Lead, source: Source, opened: Instant) -> Vec<Touchpoint> {
    let mut touch = |kind: &str, at: Instant, lead_id: Option<Id>, source: Source, payload| Touchpoint {
        id: dice.id("touchpoint", at),
        kind: kind.into(),
        at,
        contact_id: lead.contact_id.clone(),
        company_id: lead.company_id.clone(),
        lead_id,
        source,
        payload,
    };
    let kind = if source.offline_source.is_some() { "inquiry" } else { "form submission" };
    let seen = touch("page visit", opened - TimeDelta::minutes(11), None, source.clone(), json!({}));
    let sent = touch(kind, opened, Some(lead.meta.id.clone()), source, json!({ "message": lead.message }));
    if dice.chance(0.25) { vec![seen, sent] } else { vec![sent] }
}
