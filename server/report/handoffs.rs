//! Handoff reliability.

use std::collections::BTreeMap;

use async_graphql::SimpleObject;

use super::{
    ledger::Handoff,
    model::{business_minutes, median, rate},
    overview::Facts,
    rows::{self, Flaw, Readiness, Rows, before, equals, is, one_of, test, within},
};
use crate::{
    ownership::{graphql::Assignee, model::HandoffState},
    platform::{condition::Op, id::Id, record::RecordType},
};

/// How what is passed on is taken.
#[derive(SimpleObject)]
pub struct HandoffReliability {
    /// What is measured, in words.
    pub definition: String,
    /// Offers of the period that were answered or ran out.
    pub offered: i64,
    /// Accepted within their time.
    pub in_time: i64,
    /// The share of the two.
    pub rate: Option<f64>,
    /// Declined.
    pub declined: i64,
    /// Run out.
    pub expired: i64,
    /// The median of the minutes to accept, in the takers' teams' business time.
    pub median_minutes: Option<f64>,
    /// Person by person and queue by queue, the most reliable first.
    pub assignees: Vec<AssigneeReliability>,
    /// How far it can be trusted.
    pub readiness: Readiness,
    /// The offers that were answered or ran out.
    pub rows: Rows,
}

/// How somebody takes what is passed to them.
#[derive(SimpleObject)]
pub struct AssigneeReliability {
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
    /// Those offers.
    pub rows: Rows,
}

const DEFINITION: &str = "Of the offers made in the period that were answered or ran out, the share that was accepted within its time, with the median of the minutes to \
    accept in the business time of the taker's team. Offers that still run, or were withdrawn, are not counted.";

#[derive(Default)]
struct Tally {
    offered: i64,
    in_time: i64,
    declined: i64,
    expired: i64,
    minutes: Vec<f64>,
}

impl Tally {
    fn add(&mut self, facts: &Facts, handoff: &Handoff) {
        self.offered += 1;
        match (handoff.state, handoff.answered_at) {
            (HandoffState::Accepted, Some(answered)) => {
                self.in_time += i64::from(handoff.due_at.is_none_or(|due| answered <= due));
                self.minutes.push(business_minutes(facts.team_of(&handoff.to_id), handoff.offered_at, answered));
            }
            (HandoffState::Declined, _) => self.declined += 1,
            (HandoffState::Expired, _) => self.expired += 1,
            _ => {}
        }
    }
}

/// Measures the offers of the period, in all and for each who was offered something.
pub fn measure(facts: &Facts) -> (HandoffReliability, Vec<Flaw>) {
    let mut whole = Tally::default();
    let mut tallies: BTreeMap<&Id, Tally> = BTreeMap::new();
    for handoff in offers(facts).filter(|handoff| is_over(handoff)) {
        whole.add(facts, handoff);
        tallies.entry(&handoff.to_id).or_default().add(facts, handoff);
    }
    let mut found: Vec<(&Id, Tally)> = tallies.into_iter().collect();
    // In-time shares compared as fractions: no rounding decides the order.
    found.sort_by(|(_, a), (_, b)| (b.in_time * a.offered).cmp(&(a.in_time * b.offered)).then(b.offered.cmp(&a.offered)));
    let over = || vec![within("offeredAt", &facts.period), test("state", Op::In, serde_json::json!(["ACCEPTED", "DECLINED", "EXPIRED"]))];
    let assignees = found
        .into_iter()
        .map(|(id, tally)| AssigneeReliability {
            assignee: Assignee::of(&facts.directory, id),
            offered: tally.offered,
            in_time: tally.in_time,
            declined: tally.declined,
            expired: tally.expired,
            median_minutes: median(tally.minutes),
            rows: rows::rows(RecordType::Handoff, over().into_iter().chain([is("toId", id)]).collect()),
        })
        .collect();
    let flaws = flaws(facts);
    let reliability = HandoffReliability {
        definition: DEFINITION.into(),
        offered: whole.offered,
        in_time: whole.in_time,
        rate: rate(whole.in_time, whole.offered),
        declined: whole.declined,
        expired: whole.expired,
        median_minutes: median(whole.minutes),
        assignees,
        readiness: rows::readiness(&flaws, 1.0),
        rows: rows::rows(RecordType::Handoff, over()),
    };
    (reliability, flaws)
}

fn offers(facts: &Facts) -> impl Iterator<Item = &Handoff> {
    facts.handoffs.iter().map(|handoff| &**handoff).filter(|handoff| facts.period.holds(handoff.offered_at))
}

fn is_over(handoff: &Handoff) -> bool {
    !matches!(handoff.state, HandoffState::Offered | HandoffState::Withdrawn)
}

fn flaws(facts: &Facts) -> Vec<Flaw> {
    let late = |handoff: &Handoff| handoff.state == HandoffState::Offered && handoff.due_at.is_some_and(|due| due < facts.now);
    let mut hourless: Vec<Id> =
        offers(facts).filter(|handoff| facts.team_of(&handoff.to_id).is_none_or(|team| team.hours.is_none())).map(|handoff| handoff.to_id.clone()).collect();
    hourless.sort();
    hourless.dedup();
    // No more than a condition takes, so that the count is that of the rows.
    hourless.truncate(rows::MOST_VALUES);
    let flaw = |label: &str, weight: i64, count: usize, condition| Flaw {
        label: label.into(),
        count: count as i64,
        of: offers(facts).count() as i64,
        weight,
        rows: rows::rows(RecordType::Handoff, [within("offeredAt", &facts.period)].into_iter().chain(condition).collect()),
    };
    vec![
        flaw("offers whose time ran out without an end", 60, offers(facts).filter(|handoff| late(handoff)).count(), vec![equals("state", "OFFERED"), before("dueAt", facts.now)]),
        flaw("offers that were withdrawn", 30, offers(facts).filter(|handoff| handoff.state == HandoffState::Withdrawn).count(), vec![equals("state", "WITHDRAWN")]),
        flaw(
            "offers timed round the clock, to teams without hours",
            20,
            offers(facts).filter(|handoff| hourless.contains(&handoff.to_id)).count(),
            vec![one_of("toId", &hourless)],
        ),
    ]
}
