//! Leads on their way from inquiry to outcome.

use chrono::TimeDelta;

use super::{
    calendar::{at_work, at_work_after, at_work_before, in_the_office, inquiry},
    cast::Cast,
    channels::{self, Channels},
    dice::{Deck, Dice, Rhythm},
    passing::{self, Passes, Taken},
    people::Home,
    words::{LEAD_STEPS, MESSAGES},
};
use crate::{
    campaign::model::Touchpoint,
    contact::model::Contact,
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

/// What keeps leads in their usual shares, however few there are.
pub struct Mix {
    pub channels: Channels,
    pub passes: Passes,
    rhythm: Rhythm,
    /// Whether a lead that is still open has stood in its stage for too long.
    stuck: Deck<bool>,
    /// Whether a lead of the last days still waits for its answer.
    silent: Deck<bool>,
    messages: Deck<usize>,
}

impl Mix {
    pub fn new() -> Self {
        let messages: Vec<(usize, usize)> = (0..MESSAGES.len()).map(|i| (i, 1)).collect();
        Mix {
            channels: Channels::new(),
            passes: Passes::new(),
            rhythm: Rhythm::default(),
            stuck: Deck::new(&[(true, 1), (false, 3)]),
            silent: Deck::new(&[(true, 1), (false, 4)]),
            messages: Deck::new(&messages),
        }
    }

    pub fn message(&mut self, dice: &mut Dice) -> &'static str {
        MESSAGES[self.messages.draw(dice)]
    }
}

/// Makes a contact's lead; one that is `converting` became a deal.
pub fn lead(cast: &Cast, dice: &mut Dice, mix: &mut Mix, home: &Home, contact: &Contact, converting: bool) -> Journey {
    // A little more of them from month to month.
    let ago = (364.0 * mix.rhythm.share().powf(1.5)) as i64;
    let ago = if converting { 16 + ago * 348 / 364 } else { ago.max(1) };
    let opened = inquiry(dice, home.country.zone.parse().unwrap_or(chrono_tz::UTC), cast.day, ago);
    let marketing = if cast.marketers.is_empty() { cast.default_owner.clone() } else { dice.pick(&cast.marketers).clone() };
    let mut lead = blank(cast, dice, contact, opened, marketing);
    let source = mix.channels.source(cast, dice, opened);
    lead.offer.clone_from(&source.offer);
    lead.source = Some(source);
    lead.message = dice.chance(0.6).then(|| mix.message(dice).to_owned());
    enter(cast, &mut lead, Lifecycle::Lead, opened, None);
    let (handoffs, taken) = if dice.chance(0.9) { passing::pass(cast, dice, &mut mix.passes, home, &lead) } else { (Vec::new(), None) };
    if let Some(Taken { by, backup, .. }) = &taken {
        lead.responsible_id = by.clone();
        lead.team_id = cast.team_of(by);
        lead.sales_owner_id = Some(by.clone());
        lead.backup_owner_id.clone_from(backup);
    }
    let answer = answer(cast, dice, mix, &mut lead, ago, taken.as_ref(), converting);
    let start = answer.as_ref().map_or(lead.opened_at, |(at, _)| *at);
    if converting {
        convert(cast, dice, &mut lead, start);
    } else {
        advance(cast, dice, mix, &mut lead, start, ago);
    }
    describe(cast, dice, &mut lead);
    lead.meta.updated_at = last_change(&lead).max(handoffs.iter().filter_map(|handoff| handoff.answered_at).max().unwrap_or(opened));
    let touchpoints = channels::touchpoints(dice, &lead);
    Journey { lead, handoffs, touchpoints, answer }
}

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
        territory_key: None,
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

/// The first answer: mostly within the hour, slower a year ago; a few never had one.
fn answer(cast: &Cast, dice: &mut Dice, mix: &mut Mix, lead: &mut Lead, ago: i64, taken: Option<&Taken>, converting: bool) -> Option<(Instant, Id)> {
    let silent = match ago {
        ..=7 => mix.silent.draw(dice),
        8..=20 => dice.chance(0.1),
        _ => dice.chance(0.03),
    };
    if silent && !converting {
        return None;
    }
    let minutes = dice.size(12.0 + 34.0 * ago as f64 / 365.0, 0.9).clamp(1.0, 2_000.0);
    let soonest = taken.map_or(lead.opened_at, |taken| taken.at + TimeDelta::minutes(2));
    let at = business_due(cast.office_of(&lead.responsible_id), lead.opened_at, minutes as i64).max(soonest);
    let at = in_the_office(dice, cast.zone_of(&lead.responsible_id), at);
    if at >= cast.day {
        return None;
    }
    let clock = lead.response.as_mut()?;
    clock.responded_at = Some(at);
    clock.activity_id = Some(dice.id("activity", at));
    Some((at, lead.responsible_id.clone()))
}

/// Through the stages to a deal, before today.
fn convert(cast: &Cast, dice: &mut Dice, lead: &mut Lead, start: Instant) {
    let (zone, by) = (cast.zone_of(&lead.responsible_id), Some(lead.responsible_id.clone()));
    let waits = [dice.wait(2.0) + 0.1, dice.wait(4.0) + 0.2, dice.wait(7.0) + 0.3];
    // However long the waits came out, the last one ends before today: each may fall on a weekend and wait for Monday.
    let room = ((cast.day - start).num_days() as f64 - 9.0).max(1.0);
    let pace = (room / waits.iter().sum::<f64>()).min(1.0);
    let mut at = start;
    for (kind, wait) in [Lifecycle::MarketingQualified, Lifecycle::SalesQualified, Lifecycle::Opportunity].into_iter().zip(waits) {
        at = at_work_after(dice, zone, at, wait * pace);
        // Some go straight from an inquiry to sales.
        if kind != Lifecycle::MarketingQualified || dice.chance(0.85) {
            enter(cast, lead, kind, at, by.clone());
        }
    }
    lead.state = LeadState::Converted;
    lead.closed_at = Some(at);
}

/// Through the stages, as far as the lead came until today: it is over, under way, or stuck.
fn advance(cast: &Cast, dice: &mut Dice, mix: &mut Mix, lead: &mut Lead, start: Instant, ago: i64) {
    let over = match ago {
        91.. => 0.997,
        31.. => 0.92,
        15.. => 0.5,
        8.. => 0.2,
        _ => 0.04,
    };
    let zone = cast.zone_of(&lead.responsible_id);
    if dice.chance(over) {
        let days = dice.wait(if ago > 60 { 12.0 } else { 4.0 }) + 0.3;
        let ended = at_work_after(dice, zone, start, days);
        if ended < cast.day {
            climb(cast, dice, lead, start, ended);
            disqualify(cast, dice, lead, ended);
            return;
        }
    }
    let answered = lead.response.as_ref().is_some_and(|clock| clock.responded_at.is_some());
    if !answered {
        return;
    }
    // What is under way moved lately; what is stuck did not.
    let span = (cast.day - start).num_minutes() as f64 / 1_440.0;
    let moved = if mix.stuck.draw(dice) { span * 0.85 } else { dice.share() * span.min(6.0) };
    let last = at_work_before(dice, zone, cast.day - TimeDelta::minutes((moved * 1_440.0) as i64)).min(cast.day - TimeDelta::hours(7));
    if last > start {
        climb(cast, dice, lead, start, last);
        let next = if lead.stage_history.len() == 1 { Lifecycle::MarketingQualified } else { Lifecycle::SalesQualified };
        // One that is new has not come far.
        if ago > 4 || dice.chance(0.4) {
            enter(cast, lead, next, last, Some(lead.responsible_id.clone()));
        }
    }
}

/// Half of them are qualified by marketing on the way, and half of those by sales.
fn climb(cast: &Cast, dice: &mut Dice, lead: &mut Lead, start: Instant, until: Instant) {
    let (zone, by) = (cast.zone_of(&lead.responsible_id), Some(lead.responsible_id.clone()));
    let span = (until - start).num_minutes() as f64 / 1_440.0;
    let mut at = start;
    for (kind, part) in [(Lifecycle::MarketingQualified, 0.3), (Lifecycle::SalesQualified, 0.4)] {
        let next = at_work_after(dice, zone, at, span * part);
        if !dice.chance(0.5) || next >= until {
            return;
        }
        enter(cast, lead, kind, next, by.clone());
        at = next;
    }
}

fn disqualify(cast: &Cast, dice: &mut Dice, lead: &mut Lead, at: Instant) {
    enter(cast, lead, Lifecycle::Disqualified, at, Some(lead.responsible_id.clone()));
    end_visit(&mut lead.stage_history, at);
    lead.state = LeadState::Disqualified;
    lead.closed_at = Some(at);
    // The list begins with what is said most.
    let reasons = &cast.directory.workspace.disqualified_reasons;
    let weighted: Vec<(usize, u32)> = reasons.iter().enumerate().map(|(i, reason)| (i, if reason.other || i > 2 { 2 } else { 9 })).collect();
    lead.disqualified_reason_id = (!weighted.is_empty()).then(|| reasons[dice.weighted(&weighted)].id.clone());
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
    if lead.state == LeadState::Open && answered && dice.chance(0.75) {
        let zone = cast.zone_of(&lead.responsible_id);
        let days = dice.between(-2, 9);
        lead.next_step = Some(dice.pick(LEAD_STEPS).0.to_owned());
        lead.next_step_due = Some(at_work(dice, zone, cast.day + TimeDelta::days(days)));
    }
}

/// The instant of the last thing that changed a lead.
pub fn last_change(lead: &Lead) -> Instant {
    let answered = lead.response.as_ref().and_then(|clock| clock.responded_at);
    [Some(lead.opened_at), answered, Some(lead.stage_entered_at), lead.closed_at].into_iter().flatten().max().unwrap_or(lead.opened_at)
}
