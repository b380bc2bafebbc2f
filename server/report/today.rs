//! Today: what waits for the person who asks.

use std::collections::HashMap;

use async_graphql::{Enum, SimpleObject};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::{
    model::midnight,
    store::{self, AttentionRow, Held},
};
use crate::{
    activity::model::Activity,
    deal::model::{BuyingRole, Deal},
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
    workspace::{Directory, Workspace},
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
    let (handoffs, planned, done, deals, (unowned, open)) = tokio::try_join!(
        async { if reads(RecordType::Handoff) { store::offered_to(app, &takers).await } else { Ok(Vec::new()) } },
        async { if reads(RecordType::Activity) { store::planned(app, &me, end).await } else { Ok(Vec::new()) } },
        async { if reads(RecordType::Activity) { store::done(app, &me, start, end).await } else { Ok(0) } },
        async { if reads(RecordType::Deal) { store::open_deals_of(app, &me).await } else { Ok(Vec::new()) } },
        held(app, actor, &directory),
    )?;
    let (overdue, due) = planned.into_iter().partition(|activity| activity.due_at.is_some_and(|due| due < now));
    let attention = attention(app, actor, &directory.workspace, deals, now, today).await?;
    Ok(Today { handoffs, overdue, due, done, attention, unowned, open, measured_at: now })
}

/// How many open leads and deals nobody answers for, and how many there are.
async fn held(app: &App, actor: &Actor, directory: &Directory) -> Result<(i64, i64)> {
    let (lead_scope, deal_scope) = (actor.scope(RecordType::Lead, Verb::Read), actor.scope(RecordType::Deal, Verb::Read));
    let (leads, deals) = tokio::try_join!(store::holders(app, &lead_scope, Held::Lead), store::holders(app, &deal_scope, Held::Deal))?;
    let all = || leads.iter().chain(&deals);
    let dropped = all().filter(|(holder, _)| !holder.as_ref().is_some_and(|id| directory.can_hold(id)));
    Ok((dropped.map(|(_, count)| count).sum(), all().map(|(_, count)| count).sum()))
}

async fn attention(app: &App, actor: &Actor, workspace: &Workspace, rows: Vec<AttentionRow>, now: Instant, today: NaiveDate) -> Result<Vec<AttentionDeal>> {
    let mut found: Vec<(Trouble, Decimal, Id)> = rows.into_iter().filter_map(|row| Some((trouble(workspace, &row, now, today)?, row.amount.unwrap_or_default(), row.id))).collect();
    found.sort_by(|a, b| a.0.reason.cmp(&b.0.reason).then(b.0.days.cmp(&a.0.days)).then(b.1.cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
    found.truncate(MOST_ATTENTION);
    let ids: Vec<Id> = found.iter().map(|(_, _, id)| id.clone()).collect();
    let mut deals: HashMap<Id, Deal> = load::fetch::<Deal>(app, actor, &ids).await?.into_iter().map(|deal| (deal.meta.id.clone(), deal)).collect();
    Ok(found.into_iter().filter_map(|(trouble, _, id)| Some(AttentionDeal { deal: deals.remove(&id)?, reason: trouble.reason, days: trouble.days })).collect())
}

/// What is worst about a deal.
#[derive(Debug, PartialEq)]
pub struct Trouble {
    pub reason: AttentionReason,
    pub days: Option<i64>,
}

/// The worst of what is wrong with an open deal; `None` when nothing is.
pub fn trouble(workspace: &Workspace, row: &AttentionRow, now: Instant, today: NaiveDate) -> Option<Trouble> {
    let stage = workspace.pipeline_stage(&row.stage_id);
    if let Some(Date(date)) = row.expected_close_date
        && date < today
    {
        return Some(Trouble { reason: AttentionReason::CloseDatePassed, days: Some((today - date).num_days()) });
    }
    let days = (now - row.stage_entered_at).num_days();
    if stage.and_then(|(_, stage)| stage.rotting_days).is_some_and(|most| days > most) {
        return Some(Trouble { reason: AttentionReason::Rotting, days: Some(days) });
    }
    if row.next_step.as_ref().is_none_or(String::is_empty) {
        return Some(Trouble { reason: AttentionReason::NoNextStep, days: None });
    }
    let begun = stage.is_some_and(|(pipeline, stage)| pipeline.stages.first().is_some_and(|first| first.id != stage.id));
    let decided = row.roles.contains(&BuyingRole::DecisionMaker);
    (begun && !decided).then_some(Trouble { reason: AttentionReason::NoDecisionMaker, days: None })
}
