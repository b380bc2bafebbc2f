//! Lost-reason coverage.

use std::collections::BTreeMap;

use async_graphql::SimpleObject;
use rust_decimal::Decimal;

use super::{
    ledger::Deal,
    model::{Period, rate},
    overview::Facts,
    rows::{self, Flaw, Readiness, Rows, all, equals, is, is_empty, is_not_empty, not, one_of, test, within},
};
use crate::{
    platform::{
        condition::{ConditionInput, Op},
        id::Id,
        record::RecordType,
    },
    workspace::Directory,
};

/// Why deals were lost.
#[derive(SimpleObject, Clone)]
pub struct LostReasons {
    /// What is measured, in words.
    pub definition: String,
    /// Deals lost in the period.
    pub lost: i64,
    /// Of them, those with a reason that says something.
    pub covered: i64,
    /// The share of the two.
    pub coverage: Option<f64>,
    /// The same in the period before.
    pub previous_coverage: Option<f64>,
    /// Reason by reason, the most frequent first.
    pub reasons: Vec<LostReasonCount>,
    /// How far it can be trusted.
    pub readiness: Readiness,
    /// The deals lost in the period.
    pub rows: Rows,
}

/// The deals lost for one reason.
#[derive(SimpleObject, Clone)]
pub struct LostReasonCount {
    /// The reason; null for deals without one.
    pub reason_id: Option<Id>,
    /// As people read it.
    pub label: String,
    /// It says nothing: “other”, or none.
    pub other: bool,
    /// How many deals.
    pub count: i64,
    /// What they were worth, in the base currency; deals in others are not in the sum. Null when the role hides amounts.
    pub amount: Option<Decimal>,
    /// Those deals.
    pub rows: Rows,
}

const DEFINITION: &str = "Of the deals lost in the period, the share with a reason other than “other”.";

/// Measures the deals lost in the period.
pub fn measure(facts: &Facts) -> (LostReasons, Vec<Flaw>) {
    let lost = facts.lost_in(&facts.period);
    let covered = lost.iter().filter(|deal| says_something(&facts.directory, deal)).count() as i64;
    let lost_before = facts.lost_in(&facts.period.before());
    let covered_before = lost_before.iter().filter(|deal| says_something(&facts.directory, deal)).count() as i64;
    let flaws = flaws(facts, &lost, covered);
    let reasons = LostReasons {
        definition: DEFINITION.into(),
        lost: lost.len() as i64,
        covered,
        coverage: rate(covered, lost.len() as i64),
        previous_coverage: rate(covered_before, lost_before.len() as i64),
        reasons: reasons(facts, &lost),
        readiness: rows::readiness(&flaws, 1.0),
        rows: rows::rows(RecordType::Deal, vec![lost_in(&facts.period)]),
    };
    (reasons, flaws)
}

/// Deals lost in a period, as a condition.
fn lost_in(period: &Period) -> ConditionInput {
    all(vec![equals("state", "LOST"), within("closedAt", period)])
}

/// How many lost deals have no reason that says something, and the way to them.
pub fn uncovered(facts: &Facts) -> (i64, Rows) {
    let telling: Vec<Id> = facts.directory.workspace.lost_reasons.iter().filter(|reason| !reason.other).map(|reason| reason.id.clone()).collect();
    let count = facts.lost_in(&facts.period).into_iter().filter(|deal| !says_something(&facts.directory, deal)).count();
    (count as i64, rows::rows(RecordType::Deal, vec![lost_in(&facts.period), not(one_of("lostReasonId", &telling))]))
}

fn says_something(directory: &Directory, deal: &Deal) -> bool {
    deal.lost_reason_id.as_ref().and_then(|id| directory.workspace.lost_reason(id)).is_some_and(|reason| !reason.other)
}

fn reasons(facts: &Facts, lost: &[&Deal]) -> Vec<LostReasonCount> {
    let base = &facts.directory.workspace.base_currency;
    let mut groups: BTreeMap<Option<&Id>, (i64, Decimal)> = BTreeMap::new();
    for deal in lost {
        let (count, amount) = groups.entry(deal.lost_reason_id.as_ref()).or_default();
        *count += 1;
        if deal.currency.as_ref().is_none_or(|currency| currency == base) {
            *amount += deal.amount.unwrap_or_default();
        }
    }
    let mut reasons: Vec<LostReasonCount> = groups
        .into_iter()
        .map(|(id, (count, amount))| {
            let known = id.and_then(|id| facts.directory.workspace.lost_reason(id));
            let label = known.map_or(if id.is_some() { "A reason that is not in the list any more" } else { "No reason" }, |reason| reason.label.as_str());
            LostReasonCount {
                reason_id: id.cloned(),
                label: label.into(),
                other: known.is_none_or(|reason| reason.other),
                count,
                amount: Some(amount),
                rows: rows::rows(RecordType::Deal, vec![lost_in(&facts.period), id.map_or_else(|| is_empty("lostReasonId"), |id| is("lostReasonId", id))]),
            }
        })
        .collect();
    reasons.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    reasons
}

fn flaws(facts: &Facts, lost: &[&Deal], covered: i64) -> Vec<Flaw> {
    let base = &facts.directory.workspace.base_currency;
    let foreign = lost.iter().filter(|deal| deal.currency.as_ref().is_some_and(|currency| currency != base)).count();
    let (of, missing) = (lost.len() as i64, |count: usize| count as i64);
    vec![
        Flaw { label: "lost deals without a reason, or with “other”".into(), count: of - covered, of, weight: 70, rows: uncovered(facts).1 },
        Flaw {
            label: "lost deals without an amount".into(),
            count: missing(lost.iter().filter(|deal| deal.amount.is_none()).count()),
            of,
            weight: 20,
            rows: rows::rows(RecordType::Deal, vec![lost_in(&facts.period), is_empty("amount")]),
        },
        Flaw {
            label: format!("lost deals in other currencies than {base}, not in the sums"),
            count: missing(foreign),
            of,
            weight: 10,
            rows: rows::rows(RecordType::Deal, vec![lost_in(&facts.period), is_not_empty("currency"), test("currency", Op::Ne, base.as_str().into())]),
        },
    ]
}
