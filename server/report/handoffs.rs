//! Handoff reliability.

use std::collections::BTreeMap;

use async_graphql::SimpleObject;

use super::{
    model::{business_minutes, median},
    overview::Facts,
};
use crate::{
    ownership::{graphql::Assignee, model::HandoffState},
    platform::id::Id,
};

/// How somebody takes what is passed to them.
#[derive(SimpleObject)]
pub struct HandoffReliability {
    /// The person or queue.
    pub assignee: Assignee,
    /// Offers of the period that were answered or ran out; those that still run or were withdrawn are not counted.
    pub offered: i64,
    /// Accepted within their time.
    pub in_time: i64,
    /// Declined.
    pub declined: i64,
    /// Run out.
    pub expired: i64,
    /// The median of the minutes to accept, in their team's business time.
    pub median_minutes: Option<f64>,
}

#[derive(Default)]
struct Tally {
    offered: i64,
    in_time: i64,
    declined: i64,
    expired: i64,
    minutes: Vec<f64>,
}

/// Person by person and queue by queue, the most reliable first.
pub fn measure(facts: &Facts) -> Vec<HandoffReliability> {
    let mut tallies: BTreeMap<&Id, Tally> = BTreeMap::new();
    for handoff in facts.handoffs.iter().filter(|handoff| facts.period.holds(handoff.offered_at) && !matches!(handoff.state, HandoffState::Offered | HandoffState::Withdrawn)) {
        let tally = tallies.entry(&handoff.to_id).or_default();
        tally.offered += 1;
        match (handoff.state, handoff.answered_at) {
            (HandoffState::Accepted, Some(answered)) => {
                tally.in_time += i64::from(handoff.due_at.is_none_or(|due| answered <= due));
                tally.minutes.push(business_minutes(facts.team_of(&handoff.to_id), handoff.offered_at, answered));
            }
            (HandoffState::Declined, _) => tally.declined += 1,
            (HandoffState::Expired, _) => tally.expired += 1,
            _ => {}
        }
    }
    let mut found: Vec<(&Id, Tally)> = tallies.into_iter().collect();
    // In-time shares compared as fractions: no rounding decides the order.
    found.sort_by(|(_, a), (_, b)| (b.in_time * a.offered).cmp(&(a.in_time * b.offered)).then(b.offered.cmp(&a.offered)));
    found
        .into_iter()
        .map(|(id, tally)| HandoffReliability {
            assignee: Assignee::of(&facts.directory, id),
            offered: tally.offered,
            in_time: tally.in_time,
            declined: tally.declined,
            expired: tally.expired,
            median_minutes: median(tally.minutes),
        })
        .collect()
}
