//! Deals on their way through the pipeline.

use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::{
    calendar::{at_work, at_work_after, at_work_before},
    cast::Cast,
    dice::{Deck, Dice, Rhythm, later},
    people::Home,
    words::{CLOSING_STEPS, DISCOVERY_STEPS, lost_notes},
};
use crate::{
    contact::model::Contact,
    deal::model::{BuyingRole, Deal, DealContact, DealState, LineItem, end_visit, line_total},
    lead::model::Lead,
    platform::{
        clock::{Date, Instant},
        id::Id,
        record::Meta,
    },
    workspace::model::{ForecastCategory, PipelineStage},
};

/// How far into its life a deal enters each stage, when it goes the usual way.
const USUAL: [f64; 6] = [0.0, 0.14, 0.32, 0.52, 0.72, 0.88];

/// Who else is in the race.
const COMPETITORS: [&str; 5] = ["spreadsheets", "in-house tool", "globex crm", "initech suite", "parent company's system"];

/// How the sample's deals end, and what is amiss with those that have not.
pub struct Mix {
    rhythm: Rhythm,
    fates: Deck<Fate>,
    /// Of those that came from an inquiry: they know what they want.
    asked_for: Deck<Fate>,
    planned: Deck<bool>,
    /// Whether somebody says why a deal was lost.
    told: Deck<bool>,
}

#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Won,
    Lost,
    /// Comes only so far, and nobody says that it is lost.
    Stalled,
}

impl Mix {
    pub fn new() -> Self {
        Mix {
            rhythm: Rhythm::default(),
            fates: Deck::new(&[(Fate::Won, 6), (Fate::Lost, 12), (Fate::Stalled, 1)]),
            asked_for: Deck::new(&[(Fate::Won, 5), (Fate::Lost, 4)]),
            planned: Deck::new(&[(true, 6), (false, 1)]),
            told: Deck::new(&[(true, 7), (false, 1)]),
        }
    }
}

/// Makes a company's deal, of a converted lead if there is one. `None` in a workspace without a pipeline.
pub fn deal(cast: &Cast, dice: &mut Dice, mix: &mut Mix, home: &Home, contacts: &[Contact], lead: Option<&Lead>) -> Option<Deal> {
    let pipeline = cast.directory.workspace.pipelines.first()?;
    let first = pipeline.stages.first()?;
    let owner = lead.map(|lead| lead.responsible_id.clone()).filter(|id| id.table() == "user").unwrap_or_else(|| home.seller.clone());
    // Business grows: there are more young deals than old ones.
    let ago = 2.0 + 360.0 * mix.rhythm.share().powf(1.6);
    let created = lead.and_then(|lead| lead.closed_at).unwrap_or_else(|| at_work_before(dice, cast.zone_of(&owner), later(cast.day, -ago)));
    let mut deal = blank(cast, dice, home, owner, created, &pipeline.id, first);
    deal.lead_id = lead.map(|lead| lead.meta.id.clone());
    deal.campaign_id = lead.and_then(|lead| lead.source.as_ref()).and_then(|source| source.campaign_id.clone());
    let begun: Vec<_> = cast.campaigns.iter().filter(|campaign| campaign.start_date.is_some_and(|start| start.0 <= created.date_naive())).collect();
    if deal.campaign_id.is_none() && !begun.is_empty() && dice.chance(0.15) {
        deal.campaign_id = Some(dice.pick(&begun).meta.id.clone());
    }
    deal.contacts = committee(dice, contacts, lead);
    price(cast, dice, &mut deal, home);
    travel(cast, dice, mix, &mut deal, &pipeline.stages);
    let place = pipeline.stages.iter().position(|stage| stage.id == deal.stage_id)?;
    match deal.state {
        DealState::Open => plan(cast, dice, mix, &mut deal, &pipeline.stages[place], is_late(place, pipeline.stages.len())),
        DealState::Lost => say_why(cast, dice, mix, &mut deal, is_late(place, pipeline.stages.len())),
        DealState::Won => {}
    }
    deal.follow(&pipeline.stages[place]);
    deal.meta.updated_at = deal.closed_at.unwrap_or(deal.stage_entered_at);
    Some(deal)
}

/// Whether a stage, by its place, is in the half of a pipeline where terms are agreed on.
pub fn is_late(place: usize, stages: usize) -> bool {
    2 * place >= stages
}

fn blank(cast: &Cast, dice: &mut Dice, home: &Home, owner: Id, created: Instant, pipeline: &Id, first: &PipelineStage) -> Deal {
    let what =
        dice.weighted(&[("rollout", 4), ("pilot", 4), ("platform", 3), ("sales and service teams", 2), ("move from spreadsheets", 2), ("group agreement", 1), ("second site", 1)]);
    Deal {
        meta: Meta::new(dice.id("deal", created), created),
        name: format!("{}, {what}", home.company.name),
        company_id: Some(home.company.meta.id.clone()),
        contacts: Vec::new(),
        pipeline_id: pipeline.clone(),
        stage_id: first.id.clone(),
        state: DealState::Open,
        amount: None,
        currency: Some(cast.directory.workspace.base_currency.clone()),
        own_probability: None,
        probability: first.probability,
        weighted_amount: None,
        forecast_category: ForecastCategory::Pipeline,
        expected_close_date: None,
        line_items: Vec::new(),
        team_id: cast.team_of(&owner),
        owner_id: owner,
        next_step: None,
        next_step_due: None,
        lead_id: None,
        campaign_id: None,
        competitors: if dice.chance(0.2) { vec![dice.pick(&COMPETITORS).to_string()] } else { Vec::new() },
        tags: if dice.chance(0.12) { vec![dice.pick(&["strategic", "reference", "multi-site"]).to_string()] } else { Vec::new() },
        lost_reason_id: None,
        lost_note: None,
        closed_at: None,
        // Later deals stand lower in a column, whichever sample they are of.
        position: created.timestamp_millis() as f64 / 1_000.0 + dice.share(),
        stage_entered_at: created,
        stage_history: Vec::new(),
        offered_to: None,
        territory_key: None,
        contact_keys: Vec::new(),
        name_key: String::new(),
        amount_desc: 0,
        close_key: String::new(),
        closed_desc: 0,
    }
}

fn committee(dice: &mut Dice, contacts: &[Contact], lead: Option<&Lead>) -> Vec<DealContact> {
    let asked = lead.map(|lead| &lead.contact_id);
    let mut members: Vec<&Contact> = contacts.iter().filter(|contact| Some(&contact.meta.id) == asked).collect();
    let more = dice.between(i64::from(members.is_empty()), 3) as usize;
    members.extend(contacts.iter().filter(|contact| Some(&contact.meta.id) != asked).take(more));
    let decides = if members.is_empty() || dice.chance(0.28) { usize::MAX } else { dice.between(0, members.len() as i64 - 1) as usize };
    let role = |dice: &mut Dice, i: usize| {
        if i == decides {
            BuyingRole::DecisionMaker
        } else {
            dice.weighted(&[(BuyingRole::Champion, 4), (BuyingRole::Influencer, 3), (BuyingRole::User, 2), (BuyingRole::Blocker, 1)])
        }
    };
    members.iter().enumerate().map(|(i, contact)| DealContact { contact_id: contact.meta.id.clone(), role: role(dice, i) }).collect()
}

/// Seats for a part of the company's people: as line items now and then, else as an amount. A few deals are in another currency.
fn price(cast: &Cast, dice: &mut Dice, deal: &mut Deal, home: &Home) {
    let seats = ((home.employees as f64 * (0.08 + 0.27 * dice.share())) as i64).clamp(5, 600);
    if dice.chance(0.3) {
        for product in &cast.products {
            let quantity = match product.billing_period.as_deref() {
                _ if product.code.as_deref() == Some("PLT-SEAT") => seats,
                // Extras are for whom the platform pays already.
                Some("once") => 1 + seats / 150,
                Some("month") if dice.chance(0.3) => 12,
                Some("year") if seats > 40 && dice.chance(0.5) => 1,
                _ => continue,
            };
            let (unit_price, discount_percent) = (product.unit_price.unwrap_or_default(), Decimal::from(dice.weighted(&[(0_i64, 6), (5, 2), (10, 2), (15, 1)])));
            deal.line_items.push(LineItem {
                id: dice.id("item", deal.meta.created_at),
                product_id: Some(product.meta.id.clone()),
                name: product.name.clone(),
                quantity: Decimal::from(quantity),
                unit_price,
                discount_percent,
                total: line_total(Decimal::from(quantity), unit_price, discount_percent),
            });
        }
    }
    if deal.line_items.is_empty() {
        deal.amount = Some(Decimal::from((seats as f64 * 480.0 * (0.8 + 0.35 * dice.share())) as i64 / 100 * 100));
        if dice.chance(0.08) {
            deal.currency = Some(dice.pick(&["USD", "GBP", "CHF"]).to_string());
        }
    }
}

/// From stage to stage: won, lost on the way, still under way, or stalled.
fn travel(cast: &Cast, dice: &mut Dice, mix: &mut Mix, deal: &mut Deal, stages: &[PipelineStage]) {
    let (created, zone, by) = (deal.meta.created_at, cast.zone_of(&deal.owner_id), Some(deal.owner_id.clone()));
    let (length, fates) = if deal.lead_id.is_some() { (dice.size(30.0, 0.4), &mut mix.asked_for) } else { (dice.size(46.0, 0.45), &mut mix.fates) };
    let length = length.clamp(8.0, 170.0);
    let fate = match fates.draw(dice) {
        // What has not moved for half a year somebody would have closed.
        Fate::Stalled if (cast.day - created).num_days() > 150 => Fate::Lost,
        fate => fate,
    };
    let reach = if fate == Fate::Won { 1.0 } else { dice.share().clamp(0.08, 0.97) };
    deal.expected_close_date = Some(Date(later(created, length).date_naive()));
    let mut at = created;
    for (stage, share) in stages.iter().zip(USUAL).take_while(|(_, share)| *share <= reach) {
        let next = if deal.stage_history.is_empty() { created } else { at_work_after(dice, zone, at, length * share - days_between(created, at)) };
        if next >= cast.day {
            return;
        }
        deal.enter(stage, next, by.clone());
        at = next;
    }
    let end = at_work_after(dice, zone, at, (length * reach - days_between(created, at)).max(0.1));
    if fate == Fate::Stalled || end >= cast.day {
        return;
    }
    deal.state = if fate == Fate::Won { DealState::Won } else { DealState::Lost };
    deal.closed_at = Some(end);
    deal.expected_close_date = Some(Date(end.date_naive()));
    end_visit(&mut deal.stage_history, end);
}

fn days_between(from: Instant, to: Instant) -> f64 {
    (to - from).num_minutes() as f64 / 1_440.0
}

/// Early on it is money and time that lack, later on it is the others and the price.
fn say_why(cast: &Cast, dice: &mut Dice, mix: &mut Mix, deal: &mut Deal, late: bool) {
    let reasons = &cast.directory.workspace.lost_reasons;
    let weight = |label: &str| match label {
        "Price" | "Competitor" if late => 34,
        "No budget" | "Timing" if !late => 26,
        "Price" | "Competitor" | "No budget" | "Timing" => 5,
        _ => 12,
    };
    let told = mix.told.draw(dice);
    let fitting = reasons.iter().enumerate().filter(|(_, reason)| reason.other != told);
    let weighted: Vec<(usize, u32)> = fitting.map(|(i, reason)| (i, weight(&reason.label))).collect();
    if weighted.is_empty() {
        return;
    }
    let reason = &reasons[dice.weighted(&weighted)];
    deal.lost_reason_id = Some(reason.id.clone());
    deal.lost_note = dice.chance(0.6).then(|| dice.pick(lost_notes(&reason.label)).to_string());
    if reason.label == "Competitor" && deal.competitors.is_empty() {
        deal.competitors.push(dice.pick(&COMPETITORS).to_string());
    }
}

/// What an open deal still needs, and what a careless owner leaves out of it.
fn plan(cast: &Cast, dice: &mut Dice, mix: &mut Mix, deal: &mut Deal, stage: &PipelineStage, late: bool) {
    let needs = |field: &str| stage.required_fields.iter().any(|required| required == field);
    if deal.line_items.is_empty() && !needs("amount") && dice.chance(0.35) {
        deal.amount = None;
    }
    let overdue = deal.expected_close_date.is_some_and(|date| date.0 < cast.day.date_naive());
    if overdue && dice.chance(0.7) {
        deal.expected_close_date = Some(Date((cast.day + TimeDelta::days(dice.between(5, 60))).date_naive()));
    } else if !needs("expectedCloseDate") && dice.chance(0.2) {
        deal.expected_close_date = None;
    }
    if mix.planned.draw(dice) {
        deal.next_step = Some(dice.pick(if late { CLOSING_STEPS } else { DISCOVERY_STEPS }).0.to_owned());
        let days = if dice.chance(0.1) { dice.between(-5, -1) } else { dice.between(0, 13) };
        deal.next_step_due = Some(at_work(dice, cast.zone_of(&deal.owner_id), cast.day + TimeDelta::days(days)));
    }
}
