//! New-lead response time.

use async_graphql::SimpleObject;

use super::{
    ledger::Lead,
    model::{Period, Wait, business_minutes, wait_times},
    overview::Facts,
    rows::{self, Flaw, Readiness, Rows, any, equals, is_empty, is_not_empty, within},
};
use crate::{
    lead::model::LeadState,
    platform::{
        clock::{Date, Instant},
        condition::Op,
        record::RecordType,
    },
};

/// How long new leads waited for their first answer.
#[derive(SimpleObject, Clone)]
pub struct ResponseTime {
    /// What is measured, in words.
    pub definition: String,
    /// Half of the leads had their answer after so many minutes of business time; null when too many still wait to tell.
    pub median_minutes: Option<f64>,
    /// Nine tenths had it after so many.
    pub p90_minutes: Option<f64>,
    /// Leads of the period that were answered.
    pub answered: i64,
    /// Leads of the period that still wait.
    pub waiting: i64,
    /// The median of the period before.
    pub previous_median_minutes: Option<f64>,
    /// The median and, second, p90 of the leads of each week.
    pub trend: Vec<TrendPoint>,
    /// How far it can be trusted.
    pub readiness: Readiness,
    /// The leads that were answered or still wait.
    pub rows: Rows,
}

/// A point of a line, or of two.
#[derive(SimpleObject, Clone)]
pub struct TrendPoint {
    /// The first day that it stands for.
    pub date: Date,
    /// Null when there is nothing to tell.
    pub value: Option<f64>,
    /// The second line's.
    pub second: Option<f64>,
}

const DEFINITION: &str = "Median and 90th percentile of the time from form submission, else from when the lead was opened, to the first meaningful activity \
    of a person, in the business time of the responsible team, over leads opened in the period. Leads that still wait count for as long as they have waited \
    (Kaplan–Meier). Leads closed without an answer on record are left out and lower the readiness. Automated mail never counts.";

/// Measures the leads opened in the period.
pub fn measure(facts: &Facts) -> (ResponseTime, Vec<Flaw>) {
    let (period, before_it) = (&facts.period, &facts.period.before());
    // A wait in business time takes a walk over a calendar: it is taken once for each lead.
    let known: Vec<(Instant, Wait)> =
        facts.leads.iter().filter(|lead| before_it.start <= lead.opened_at && lead.opened_at < period.end).filter_map(|lead| Some((lead.opened_at, wait(facts, lead)?))).collect();
    let waits = |of: &Period| -> Vec<Wait> { known.iter().filter(|(opened, _)| of.holds(*opened)).map(|(_, wait)| *wait).collect() };
    let now = waits(period);
    let answered = now.iter().filter(|wait| wait.answered).count() as i64;
    let waiting = now.len() as i64 - answered;
    let point = |week: Period| {
        let times = wait_times(waits(&week));
        TrendPoint { date: Date(week.from), value: times.median, second: times.p90 }
    };
    let trend = period.weeks(facts.now).into_iter().map(point).collect();
    let times = wait_times(now);
    let flaws = flaws(facts);
    let time = ResponseTime {
        definition: DEFINITION.into(),
        median_minutes: times.median,
        p90_minutes: times.p90,
        answered,
        waiting,
        previous_median_minutes: wait_times(waits(before_it)).median,
        trend,
        readiness: rows::readiness(&flaws, 1.0),
        rows: rows::rows(RecordType::Lead, vec![within("openedAt", period), any(vec![is_not_empty("response.respondedAt"), equals("state", "OPEN")])]),
    };
    (time, flaws)
}

/// `None` for a lead that was closed without an answer on record: how long it would have waited nobody knows.
fn wait(facts: &Facts, lead: &Lead) -> Option<Wait> {
    if lead.responded_at.is_none() && lead.state != LeadState::Open {
        return None;
    }
    let team = lead.team_id.as_ref().and_then(|id| facts.directory.team(id));
    let minutes = business_minutes(team, lead.started_at.unwrap_or(lead.opened_at), lead.responded_at.unwrap_or(facts.now));
    Some(Wait { minutes, answered: lead.responded_at.is_some() })
}

fn flaws(facts: &Facts) -> Vec<Flaw> {
    let silent = facts.opened().filter(|lead| lead.responded_at.is_none() && lead.state != LeadState::Open).count() as i64;
    vec![Flaw {
        label: "leads closed without an answer on record".into(),
        count: silent,
        of: facts.opened().count() as i64,
        weight: 60,
        rows: rows::rows(RecordType::Lead, vec![within("openedAt", &facts.period), rows::test("state", Op::Ne, "OPEN".into()), is_empty("response.respondedAt")]),
    }]
}
