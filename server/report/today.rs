//! Today: what waits for the person who asks.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Enum, SimpleObject};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::{
    ledger::{self, Deal as Short},
    model::midnight,
    store, unowned,
};
use crate::{
    activity::model::Activity,
    deal::model::{BuyingRole, Deal, DealState},
    lead::model::LeadState,
    ownership::model::Handoff,
    platform::{
        actor::Actor,
        app::App,
        clock::{Date, Instant},
        error::Result,
        id::Id,
        load,
        record::RecordType,
        scope::{Reach, Verb},
    },
    workspace::Workspace,
};

/// Deals that need attention, at most; the worst come first.
const MOST_ATTENTION: usize = 50;

/// What waits for the person who asks.
#[derive(SimpleObject)]
pub struct Today {
    /// Offered to you or your teams, the most urgent first.
    pub handoffs: Vec<Handoff>,
    /// Your planned activities that are late, the latest first.
    pub overdue: Vec<Activity>,
    /// Your planned activities for the rest of the day.
    pub due: Vec<Activity>,
    /// What you did today.
    pub done: i64,
    /// Your deals that need attention, the worst first; at most 50.
    pub attention: Vec<AttentionDeal>,
    /// Open leads and deals that nobody answers for, among those that you may see.
    pub unowned: i64,
    /// Open leads and deals that you may see.
    pub open: i64,
    /// When it was measured.
    pub measured_at: Instant,
}

/// A deal that needs attention, and why.
#[derive(SimpleObject)]
pub struct AttentionDeal {
    /// The deal.
    pub deal: Deal,
    /// Its worst trouble.
    pub reason: AttentionReason,
    /// For how many days it has been so, where that can be told.
    pub days: Option<i64>,
}

/// Why a deal needs attention; the first is the worst.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AttentionReason {
    /// Its close date is in the past.
    CloseDatePassed,
    /// Longer in its stage than the stage allows.
    Rotting,
    /// Nothing is planned.
    NoNextStep,
    /// Beyond the first stage, and nobody on the buying committee decides.
    NoDecisionMaker,
}

/// Gathers the day of the person who asks. Errors: `UNAUTHENTICATED` when no person is asking.
pub async fn gather(app: &App, actor: &Actor) -> Result<Today> {
    let me = actor.person()?.clone();
    let directory = app.directory();
    let now = app.clock.now();
    let zone = directory.workspace.zone();
    let today = now.with_timezone(&zone).date_naive();
    let (start, end) = (midnight(today, zone), midnight(today.checked_add_days(Days::new(1)).unwrap_or(today), zone));
    let takers: Vec<Id> = [me.clone()].into_iter().chain(actor.access.teams.iter().cloned()).collect();
    let reads = |object| actor.reach(object, Verb::Read) != Reach::None;
    let (handoffs, planned, done, book) = tokio::try_join!(
        async { if reads(RecordType::Handoff) { store::offered_to(app, &takers).await } else { Ok(Vec::new()) } },
        async { if reads(RecordType::Activity) { store::planned(app, &me, end).await } else { Ok(Vec::new()) } },
        async { if reads(RecordType::Activity) { store::done(app, &me, start, end).await } else { Ok(0) } },
        ledger::book(app),
    )?;
    let deals: Vec<Arc<Short>> = book.deals.seen_by(&actor.scope(RecordType::Deal, Verb::Read)).into_iter().filter(|deal| deal.state == DealState::Open).collect();
    let leads = book.leads.seen_by(&actor.scope(RecordType::Lead, Verb::Read));
    let holders = || leads.iter().filter(|lead| lead.state == LeadState::Open).map(|lead| lead.responsible_id.as_ref()).chain(deals.iter().map(|deal| deal.owner_id.as_ref()));
    let (unowned, open) = (unowned::count(&directory, holders()).count, holders().count() as i64);
    let mine: Vec<&Short> = deals.iter().map(|deal| &**deal).filter(|deal| deal.owner_id.as_ref() == Some(&me)).collect();
    let (overdue, due) = planned.into_iter().partition(|activity| activity.due_at.is_some_and(|due| due < now));
    let attention = attention(app, actor, &directory.workspace, &mine, now, today).await?;
    Ok(Today { handoffs, overdue, due, done, attention, unowned, open, measured_at: now })
}

async fn attention(app: &App, actor: &Actor, workspace: &Workspace, deals: &[&Short], now: Instant, today: NaiveDate) -> Result<Vec<AttentionDeal>> {
    let mut found: Vec<(Trouble, Decimal, Id)> =
        deals.iter().filter_map(|deal| Some((trouble(workspace, deal, now, today)?, deal.amount.unwrap_or_default(), deal.id.clone()))).collect();
    found.sort_by(|a, b| a.0.reason.cmp(&b.0.reason).then(b.0.days.cmp(&a.0.days)).then(b.1.cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
    found.truncate(MOST_ATTENTION);
    let ids: Vec<Id> = found.iter().map(|(_, _, id)| id.clone()).collect();
    let mut deals: HashMap<Id, Deal> = load::fetch::<Deal>(app, actor, &ids, false).await?.into_iter().map(|deal| (deal.meta.id.clone(), deal)).collect();
    Ok(found.into_iter().filter_map(|(trouble, _, id)| Some(AttentionDeal { deal: deals.remove(&id)?, reason: trouble.reason, days: trouble.days })).collect())
}

/// What is worst about a deal.
#[derive(Debug, PartialEq)]
pub struct Trouble {
    pub reason: AttentionReason,
    pub days: Option<i64>,
}

/// The worst of what is wrong with an open deal; `None` when nothing is.
pub fn trouble(workspace: &Workspace, deal: &Short, now: Instant, today: NaiveDate) -> Option<Trouble> {
    let stage = workspace.pipeline_stage(&deal.stage_id);
    if let Some(Date(date)) = deal.expected_close_date
        && date < today
    {
        return Some(Trouble { reason: AttentionReason::CloseDatePassed, days: Some((today - date).num_days()) });
    }
    let days = (now - deal.stage_entered_at).num_days();
    if stage.and_then(|(_, stage)| stage.rotting_days).is_some_and(|most| days > most) {
        return Some(Trouble { reason: AttentionReason::Rotting, days: Some(days) });
    }
    if deal.next_step.as_ref().is_none_or(String::is_empty) {
        return Some(Trouble { reason: AttentionReason::NoNextStep, days: None });
    }
    let begun = stage.is_some_and(|(pipeline, stage)| pipeline.stages.first().is_some_and(|first| first.id != stage.id));
    let decided = deal.roles.contains(&BuyingRole::DecisionMaker);
    (begun && !decided).then_some(Trouble { reason: AttentionReason::NoDecisionMaker, days: None })
}
