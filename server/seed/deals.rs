//! Deals on their way through the pipeline.

use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::{
    cast::Cast,
    dice::{Dice, later},
    people::Home,
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

/// Makes a company's deal, of a converted lead if there is one. `None` in a workspace without a pipeline.
pub fn deal(cast: &Cast, dice: &mut Dice, home: &Home, contacts: &[Contact], lead: Option<&Lead>) -> Option<Deal> {
    let pipeline = cast.directory.workspace.pipelines.first()?;
    let first = pipeline.stages.first()?;
    let ago = dice.between(2, 364);
    let created = lead.and_then(|lead| lead.closed_at).unwrap_or_else(|| dice.moment(cast.day, ago));
    let owner = lead.map(|lead| lead.responsible_id.clone()).filter(|id| id.table() == "user").unwrap_or_else(|| home.seller.clone());
    let mut deal = blank(cast, dice, home, owner, created, &pipeline.id, first);
    deal.lead_id = lead.map(|lead| lead.meta.id.clone());
    deal.campaign_id = lead.and_then(|lead| lead.source.as_ref()).and_then(|source| source.campaign_id.clone());
    if deal.campaign_id.is_none() && dice.chance(0.15) && !cast.running.is_empty() {
        deal.campaign_id = Some(dice.pick(&cast.running).campaign.meta.id.clone());
    }
    deal.contacts = committee(dice, contacts, lead);
    price(cast, dice, &mut deal);
    travel(cast, dice, &mut deal, &pipeline.stages);
    let stage = pipeline.stages.iter().find(|stage| stage.id == deal.stage_id)?;
    if deal.state == DealState::Open {
        plan(cast, dice, &mut deal, stage);
    }
    deal.follow(stage);
    deal.meta.updated_at = deal.closed_at.unwrap_or(deal.stage_entered_at);
    Some(deal)
}

fn blank(cast: &Cast, dice: &mut Dice, home: &Home, owner: Id, created: Instant, pipeline: &Id, first: &PipelineStage) -> Deal {
    let what = *dice.pick(&["Rollout", "Platform", "Pilot", "Renewal and upsell", "Group agreement", "Expansion", "Migration", "Phase 2"]);
    Deal {
        meta: Meta::new(dice.id("deal", created), created),
        name: format!("{}, {}", home.company.name, what.to_lowercase()),
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
        competitors: if dice.chance(0.2) { vec![dice.pick(&["spreadsheets", "in-house", "acme crm", "globex"]).to_string()] } else { Vec::new() },
        tags: if dice.chance(0.12) { vec![dice.pick(&["strategic", "reference", "multi-site"]).to_string()] } else { Vec::new() },
        lost_reason_id: None,
        lost_note: None,
        closed_at: None,
        // Later deals stand lower in a column, whichever sample they are of.
        position: created.timestamp_millis() as f64 / 1_000.0 + dice.share(),
        stage_entered_at: created,
        stage_history: Vec::new(),
        offered_to: None,
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

/// Line items now and then; else an amount. A few deals are in another currency.
fn price(cast: &Cast, dice: &mut Dice, deal: &mut Deal) {
    if dice.chance(0.3) && !cast.products.is_empty() {
        for product in cast.products.iter().take(dice.between(1, 3) as usize) {
            let quantity = Decimal::from(if product.billing_period.as_deref() == Some("year") { dice.between(5, 120) } else { dice.between(1, 4) });
            let (unit_price, discount_percent) = (product.unit_price.unwrap_or_default(), Decimal::from(dice.weighted(&[(0_i64, 6), (5, 2), (10, 2), (15, 1)])));
            let total = line_total(quantity, unit_price, discount_percent);
            deal.line_items.push(LineItem {
                id: dice.id("item", deal.meta.created_at),
                product_id: Some(product.meta.id.clone()),
                name: product.name.clone(),
                quantity,
                unit_price,
                discount_percent,
                total,
            });
        }
        return;
    }
    deal.amount = Some(Decimal::from((dice.size(18_000.0, 0.85).clamp(900.0, 2_000_000.0) / 100.0) as i64 * 100));
    if dice.chance(0.08) {
        deal.currency = Some(dice.pick(&["USD", "GBP", "CHF"]).to_string());
    }
}

/// From stage to stage: won, lost on the way, still under way, or stuck.
fn travel(cast: &Cast, dice: &mut Dice, deal: &mut Deal, stages: &[PipelineStage]) {
    let created = deal.meta.created_at;
    let (length, by) = (dice.size(48.0, 0.5).clamp(8.0, 240.0), Some(deal.owner_id.clone()));
    let (wins, stalls) = (dice.chance(0.34), dice.chance(0.05));
    // A lost deal comes only so far; a stalled one too, but nobody says that it is lost.
    let reach = if wins && !stalls { 1.0 } else { dice.share().clamp(0.08, 0.97) };
    let end = later(created, length * reach);
    for (stage, share) in stages.iter().zip(USUAL) {
        let at = later(created, length * share);
        if share <= reach && at < cast.day {
            deal.enter(stage, at, by.clone());
        }
    }
    deal.expected_close_date = Some(Date(later(created, length).date_naive()));
    if stalls || end >= cast.day {
        return;
    }
    deal.closed_at = Some(end);
    deal.expected_close_date = Some(Date(end.date_naive()));
    end_visit(&mut deal.stage_history, end);
    if wins {
        deal.state = DealState::Won;
        return;
    }
    deal.state = DealState::Lost;
    let reasons = &cast.directory.workspace.lost_reasons;
    let weighted: Vec<(usize, u32)> = reasons.iter().enumerate().map(|(i, reason)| (i, if reason.other { 8 } else { 30_u32.saturating_sub(4 * i as u32).max(6) })).collect();
    if !weighted.is_empty() {
        deal.lost_reason_id = Some(reasons[dice.weighted(&weighted)].id.clone());
    }
    deal.lost_note = dice
        .chance(0.3)
        .then(|| dice.pick(&["Went with what they know.", "Budget was cut in the last week.", "Our champion left the company.", "They want to look again next year."]).to_string());
}

/// What an open deal still needs, and what a careless owner leaves out of it.
fn plan(cast: &Cast, dice: &mut Dice, deal: &mut Deal, stage: &PipelineStage) {
    let needs = |field: &str| stage.required_fields.iter().any(|required| required == field);
    if deal.line_items.is_empty() && !needs("amount") && dice.chance(0.35) {
        deal.amount = None;
    }
    let overdue = deal.expected_close_date.is_some_and(|date| date.0 < cast.day.date_naive());
    if overdue && dice.chance(0.75) {
        deal.expected_close_date = Some(Date((cast.day + TimeDelta::days(dice.between(3, 60))).date_naive()));
    } else if !needs("expectedCloseDate") && dice.chance(0.2) {
        deal.expected_close_date = None;
    }
    if dice.chance(0.85) {
        deal.next_step = Some(
            dice.pick(&[
                "Send the proposal",
                "Meet the decision maker",
                "Answer the security questions",
                "Agree on the scope",
                "Follow up on the contract",
                "Show it to operations",
            ])
            .to_string(),
        );
        let days = if dice.chance(0.1) { dice.between(-6, 0) } else { dice.between(1, 14) };
        deal.next_step_due = Some(cast.day + TimeDelta::days(days) + TimeDelta::minutes(dice.between(8 * 60, 16 * 60)));
    }
}
