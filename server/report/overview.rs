//! The overview: the workspace's core numbers over one period.

use std::{collections::HashSet, sync::Arc};

use async_graphql::SimpleObject;
use chrono::TimeDelta;

use super::{
    conversion::{self, StageConversion},
    handoffs::{self, HandoffReliability},
    ledger::{self, Deal, Handoff, Lead},
    lost::{self, LostReasons},
    model::{Entry, Period},
    response::{self, ResponseTime},
    rows::{self, Flaw, Readiness, all, any, before, before_day, equals, is, is_empty},
    unowned::{self, Unowned},
    views::{self, QueueView},
};
use crate::{
    deal::model::DealState,
    identity::model::Team,
    lead::model::LeadState,
    platform::{
        actor::Actor,
        app::App,
        clock::{Date, Instant},
        error::Result,
        id::Id,
        record::RecordType,
        scope::Verb,
    },
    workspace::{Directory, model::Lifecycle},
};

/// The core numbers of a period, as the asker may see them.
#[derive(SimpleObject)]
pub struct Overview {
    /// When it was measured.
    pub as_of: Instant,
    /// The first day, in the workspace's zone.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// How long new leads waited.
    pub response_time: ResponseTime,
    /// How far leads came.
    pub stage_conversion: StageConversion,
    /// Records that nobody answers for.
    pub unowned: Unowned,
    /// Why deals were lost.
    pub lost_reasons: LostReasons,
    /// The four working views: new, untouched, stuck, lost without a reason.
    pub views: Vec<QueueView>,
    /// How what is passed on is taken.
    pub handoffs: HandoffReliability,
    /// How far all of it can be trusted.
    pub readiness: Readiness,
}

/// What the numbers are made of: what the asker may see.
pub struct Facts {
    pub now: Instant,
    pub period: Period,
    pub directory: Arc<Directory>,
    pub leads: Vec<Arc<Lead>>,
    /// Leads that entered a stage since the period before began.
    moved: Vec<Arc<Lead>>,
    pub open_leads: Vec<Arc<Lead>>,
    pub open_deals: Vec<Arc<Deal>>,
    pub lost_deals: Vec<Arc<Deal>>,
    pub handoffs: Vec<Arc<Handoff>>,
    /// How many contacts in a lead stage nobody looks after.
    pub loose_contacts: i64,
    /// Companies that nobody looks after.
    pub loose_companies: HashSet<Id>,
    /// People who do not work here any more.
    pub left: Vec<Id>,
}

impl Facts {
    async fn gather(app: &App, actor: &Actor, period: Period, now: Instant) -> Result<Self> {
        let book = ledger::book(app).await?;
        let first = period.before().start;
        let scope = |object| actor.scope(object, Verb::Read);
        let leads = book.leads.seen_by(&scope(RecordType::Lead));
        let deals = book.deals.seen_by(&scope(RecordType::Deal));
        let contacts = book.contacts.seen_by(&scope(RecordType::Contact));
        let companies = book.companies.seen_by(&scope(RecordType::Company));
        let in_a_lead_stage = |stage: Option<Lifecycle>| matches!(stage, Some(Lifecycle::Lead | Lifecycle::MarketingQualified | Lifecycle::SalesQualified));
        Ok(Facts {
            now,
            period,
            directory: app.directory(),
            open_leads: leads.iter().filter(|lead| lead.state == LeadState::Open).cloned().collect(),
            moved: leads.iter().filter(|lead| lead.stage_entered_at >= first).cloned().collect(),
            leads,
            open_deals: deals.iter().filter(|deal| deal.state == DealState::Open).cloned().collect(),
            lost_deals: deals.into_iter().filter(|deal| deal.state == DealState::Lost).collect(),
            handoffs: book.handoffs.seen_by(&scope(RecordType::Handoff)),
            loose_contacts: contacts.iter().filter(|contact| in_a_lead_stage(contact.lifecycle)).count() as i64,
            loose_companies: companies.iter().map(|company| company.id.clone()).collect(),
            left: book.left.clone(),
        })
    }

    /// The leads that were opened in the period.
    pub fn opened(&self) -> impl Iterator<Item = &Lead> {
        self.leads.iter().map(|lead| &**lead).filter(|lead| self.period.holds(lead.opened_at))
    }

    /// The deals that were lost in a period.
    pub fn lost_in(&self, period: &Period) -> Vec<&Deal> {
        self.lost_deals.iter().map(|deal| &**deal).filter(|deal| deal.closed_at.is_some_and(|at| period.holds(at))).collect()
    }

    /// The stages that each lead entered, in order; without leads that stayed where they are since the period before began.
    pub fn histories(&self) -> impl Iterator<Item = &[Entry]> {
        self.moved.iter().map(|lead| lead.stage_history.as_slice())
    }

    /// The team whose hours count for a person or queue.
    pub fn team_of(&self, id: &Id) -> Option<&Team> {
        if id.table() == "team" { self.directory.team(id) } else { self.directory.team_of(id).and_then(|team| self.directory.team(team)) }
    }
}

/// Measures a period; without days it is the current quarter. Errors: `INVALID` when the days make no period.
pub async fn measure(app: &App, actor: &Actor, from: Option<Date>, to: Option<Date>) -> Result<Overview> {
    let now = app.clock.now();
    let zone = app.directory().workspace.zone();
    let today = now.with_timezone(&zone).date_naive();
    let period = Period::asked(from, to, today, zone)?;
    let facts = Facts::gather(app, actor, period, now).await?;
    let (response_time, slow) = response::measure(&facts);
    let (stage_conversion, lossy) = conversion::measure(&facts);
    let (unowned, dropped) = unowned::measure(&facts);
    let (lost_reasons, unexplained) = lost::measure(&facts);
    let (handoffs, untaken) = handoffs::measure(&facts);
    let careless = deal_flaws(&facts, Date(today));
    let all = [slow, lossy, dropped, unexplained, untaken, careless];
    let part = 1.0 / all.len() as f64;
    Ok(Overview {
        as_of: now,
        from: Date(period.from),
        to: Date(period.to),
        response_time,
        stage_conversion,
        unowned,
        lost_reasons,
        views: views::measure(&facts),
        handoffs,
        readiness: rows::readiness(all.iter().flatten(), part),
    })
}

/// What open deals lack that numbers are made of.
fn deal_flaws(facts: &Facts, today: Date) -> Vec<Flaw> {
    let flaw = |label: &str, weight, count: usize, condition| Flaw {
        label: label.into(),
        count: count as i64,
        of: facts.open_deals.len() as i64,
        weight,
        rows: rows::rows(RecordType::Deal, vec![equals("state", "OPEN"), condition]),
    };
    let count = |lacks: fn(&Deal) -> bool| facts.open_deals.iter().filter(|deal| lacks(deal)).count();
    let overdue = facts.open_deals.iter().filter(|deal| deal.expected_close_date.is_some_and(|date| date < today)).count();
    let limits: Vec<(&Id, Instant)> = facts
        .directory
        .workspace
        .pipelines
        .iter()
        .flat_map(|pipeline| &pipeline.stages)
        .filter_map(|stage| Some((&stage.id, facts.now - TimeDelta::days(stage.rotting_days?))))
        .collect();
    let stale = facts.open_deals.iter().filter(|deal| limits.iter().any(|(stage, limit)| **stage == deal.stage_id && deal.stage_entered_at < *limit)).count();
    let too_long = limits.iter().map(|(stage, limit)| all(vec![is("stageId", stage), before("stageEnteredAt", *limit)])).collect();
    vec![
        flaw("open deals with a close date in the past", 40, overdue, before_day("expectedCloseDate", today)),
        flaw("open deals that stay in their stage for longer than it allows", 30, stale, any(too_long)),
        flaw("open deals without a next step", 30, count(|deal| deal.next_step.as_ref().is_none_or(String::is_empty)), is_empty("nextStep")),
        flaw("open deals without an amount", 30, count(|deal| deal.amount.is_none()), is_empty("amount")),
    ]
}
