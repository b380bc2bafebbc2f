//! The four working views: new, untouched and stuck leads, and deals lost for no stated reason.

use async_graphql::SimpleObject;
use chrono::TimeDelta;

use super::{
    ledger::Lead,
    lost,
    overview::Facts,
    rows::{self, Rows, all, any, before, equals, is, is_empty, since},
};
use crate::{
    lead::model::LeadStatus,
    platform::{clock::Instant, record::RecordType},
};

/// A queue of records to work on.
#[derive(SimpleObject, Clone)]
pub struct QueueView {
    /// `new`, `untouched`, `stuck` or `lostReasons`.
    pub key: String,
    /// As people read it.
    pub label: String,
    /// What is in it, in words.
    pub definition: String,
    /// How many.
    pub count: i64,
    /// Those records.
    pub rows: Rows,
}

/// For so many days an untouched newcomer counts as new.
const NEW_DAYS: i64 = 7;

/// The four views as they stand now; lost deals are those of the period.
pub fn measure(facts: &Facts) -> Vec<QueueView> {
    let since_when = facts.now - TimeDelta::days(NEW_DAYS);
    let (uncovered, lost_rows) = lost::uncovered(facts);
    vec![
        QueueView {
            key: "new".into(),
            label: "New leads".into(),
            definition: format!("Open leads in status “new” that were opened in the last {NEW_DAYS} days."),
            count: count(facts, |lead| lead.status == LeadStatus::New && lead.opened_at >= since_when),
            rows: rows::rows(RecordType::Lead, vec![equals("state", "OPEN"), equals("status", "NEW"), since("openedAt", since_when)]),
        },
        QueueView {
            key: "untouched".into(),
            label: "Untouched leads".into(),
            definition: "Open leads without a first meaningful activity.".into(),
            count: count(facts, |lead| lead.responded_at.is_none()),
            rows: rows::rows(RecordType::Lead, vec![equals("state", "OPEN"), is_empty("response.respondedAt")]),
        },
        stuck(facts),
        QueueView {
            key: "lostReasons".into(),
            label: "Lost without a reason".into(),
            definition: "Deals lost in the period without a reason, or with “other”.".into(),
            count: uncovered,
            rows: lost_rows,
        },
    ]
}

/// Open leads that have been in their stage for longer than it allows.
pub fn stuck(facts: &Facts) -> QueueView {
    let limits: Vec<(&crate::platform::id::Id, Instant)> =
        facts.directory.workspace.lead_stages.iter().filter_map(|stage| Some((&stage.id, facts.now - TimeDelta::days(stage.stuck_after_days?)))).collect();
    let parts = limits.iter().map(|(stage, limit)| all(vec![is("stageId", stage), before("stageEnteredAt", *limit)])).collect();
    QueueView {
        key: "stuck".into(),
        label: "Stuck leads".into(),
        definition: "Open leads that have been in their stage for longer than it allows.".into(),
        count: count(facts, |lead| limits.iter().any(|(stage, limit)| **stage == lead.stage_id && lead.stage_entered_at < *limit)),
        rows: rows::rows(RecordType::Lead, vec![equals("state", "OPEN"), any(parts)]),
    }
}

fn count(facts: &Facts, counts: impl Fn(&Lead) -> bool) -> i64 {
    facts.open_leads.iter().filter(|lead| counts(lead)).count() as i64
}
