//! Counts and sums of deals.

use rust_decimal::Decimal;
use surrealdb::types::{SurrealValue, Value};

use super::{
    graphql::{DealGroup, DealGrouping, DealsAggregate},
    model::DealState,
    store,
};
use crate::{
    listing,
    platform::{
        app::App,
        clock::Instant,
        condition::{Condition, Terms},
        error::Result,
        id::Id,
        scope::Scope,
    },
};

/// Which deals, and by what to group them.
pub struct Asked {
    pub condition: Option<Condition>,
    /// Only among these, which a search found.
    pub found: Option<Vec<Id>>,
    pub stage_id: Option<Id>,
    pub owner_id: Option<Id>,
    pub state: Option<DealState>,
    pub group_by: Option<DealGrouping>,
}

/// Sums are in the base currency; deals in others are counted and said to be left out of the sums.
pub async fn aggregate(app: &App, scope: &Scope, terms: &Terms, asked: Asked) -> Result<DealsAggregate> {
    let base = app.directory().workspace.base_currency.clone();
    let column = match asked.group_by {
        Some(DealGrouping::Stage) => "stageId",
        Some(DealGrouping::Owner) => "ownerId",
        Some(DealGrouping::LostReason) => "lostReasonId",
        Some(DealGrouping::State) | None => "state",
    };
    let mut equals: Vec<(&'static str, Value)> = Vec::new();
    equals.extend(asked.state.map(|state| ("state", state.into_value())));
    equals.extend(asked.stage_id.map(|id| ("stageId", id.into_value())));
    equals.extend(asked.owner_id.map(|id| ("ownerId", id.into_value())));
    let rows = store::aggregate(app, scope, asked.found, column, &equals, asked.condition.as_ref(), terms).await?;
    let mut total = DealsAggregate { count: 0, amount: Some(Decimal::ZERO), weighted_amount: Some(Decimal::ZERO), other_currencies: 0, groups: Vec::new() };
    let mut ages: Vec<Vec<Instant>> = Vec::new();
    for row in rows {
        let key = listing::key_text(&row.key);
        let at = total.groups.iter().position(|group| group.key == key).unwrap_or_else(|| {
            total.groups.push(DealGroup { key, count: 0, amount: Some(Decimal::ZERO), weighted_amount: Some(Decimal::ZERO), age_days: None });
            ages.push(Vec::new());
            total.groups.len() - 1
        });
        let group = &mut total.groups[at];
        group.count += row.count;
        total.count += row.count;
        ages[at].extend(row.entered);
        if row.currency.as_ref().is_none_or(|currency| *currency == base) {
            let (amount, weighted) = (row.amount.unwrap_or_default(), row.weighted.unwrap_or_default());
            for (sum, more) in [(&mut group.amount, amount), (&mut group.weighted_amount, weighted), (&mut total.amount, amount), (&mut total.weighted_amount, weighted)] {
                *sum = Some(sum.unwrap_or_default() + more);
            }
        } else {
            total.other_currencies += row.count;
        }
    }
    for (group, mut entered) in total.groups.iter_mut().zip(ages) {
        entered.sort();
        group.age_days = entered.get(entered.len() / 2).map(|at| (terms.now - *at).num_minutes() as f64 / 1_440.0);
    }
    if asked.group_by.is_none() {
        total.groups.clear();
    }
    Ok(total)
}
