//! What the API takes about deals.

use async_graphql::{InputObject, MaybeUndefined};
use rust_decimal::Decimal;

use super::model::DealContact;
use crate::platform::{
    clock::{Date, Instant},
    id::Id,
};

/// A row of what is sold. Name and price come from the product where they are left out.
#[derive(InputObject, Clone, Debug, PartialEq)]
pub struct LineItemInput {
    /// One of the workspace's products.
    pub product_id: Option<Id>,
    /// What is sold, when it is no product.
    pub name: Option<String>,
    /// How many; more than 0.
    pub quantity: Decimal,
    /// Price of one, in the deal's currency.
    pub unit_price: Option<Decimal>,
    /// Taken off, 0 to 100 percent.
    pub discount_percent: Option<Decimal>,
}

/// A new deal.
#[derive(InputObject, Clone, Debug, Default)]
pub struct CreateDealInput {
    /// What to call it.
    pub name: String,
    /// Who would buy.
    pub company_id: Option<Id>,
    /// The buying committee.
    pub contacts: Option<Vec<DealContact>>,
    /// The default pipeline when left out.
    pub pipeline_id: Option<Id>,
    /// The pipeline's first stage when left out.
    pub stage_id: Option<Id>,
    /// What it is worth; the sum of the line items when there are any.
    pub amount: Option<Decimal>,
    /// ISO 4217 code; the workspace's base currency when left out.
    pub currency: Option<String>,
    /// In percent, instead of the stage's.
    pub probability: Option<i64>,
    /// When it should be won.
    pub expected_close_date: Option<Date>,
    /// The person responsible; you when left out.
    pub owner_id: Option<Id>,
    /// What happens next.
    pub next_step: Option<String>,
    /// By when.
    pub next_step_due: Option<Instant>,
    /// The campaign that it counts for.
    pub campaign_id: Option<Id>,
    /// What is sold.
    pub line_items: Option<Vec<LineItemInput>>,
    /// Who else is in the race.
    pub competitors: Option<Vec<String>>,
    /// Labels.
    pub tags: Option<Vec<String>>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Changes of a deal. What is left out stays, null clears.
#[derive(InputObject, Clone, Debug)]
pub struct UpdateDealInput {
    /// The deal.
    pub id: Id,
    /// The version that the changes were made on; changes of other fields since are merged.
    pub expected_version: i64,
    /// What to call it.
    pub name: Option<String>,
    /// Who would buy.
    pub company_id: MaybeUndefined<Id>,
    /// What it is worth.
    pub amount: MaybeUndefined<Decimal>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// In percent; null for the stage's.
    pub probability: MaybeUndefined<i64>,
    /// When it should be won.
    pub expected_close_date: MaybeUndefined<Date>,
    /// The person responsible.
    pub owner_id: Option<Id>,
    /// What happens next.
    pub next_step: MaybeUndefined<String>,
    /// By when.
    pub next_step_due: MaybeUndefined<Instant>,
    /// The campaign that it counts for.
    pub campaign_id: MaybeUndefined<Id>,
    /// Members of the buying committee to add, or to give another role.
    pub add_contacts: Option<Vec<DealContact>>,
    /// Contacts to take from the buying committee.
    pub remove_contacts: Option<Vec<Id>>,
    /// Rows to add.
    pub add_line_items: Option<Vec<LineItemInput>>,
    /// Rows to take away, by their id.
    pub remove_line_items: Option<Vec<Id>>,
    /// Labels to add.
    pub add_tags: Option<Vec<String>>,
    /// Labels to take away.
    pub remove_tags: Option<Vec<String>>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// A deal to a stage, and to a place in it. Values that the stage requires may come along.
#[derive(InputObject, Clone, Debug)]
pub struct MoveDealInput {
    /// The deal.
    pub id: Id,
    /// The stage, of the deal's own pipeline or of another.
    pub stage_id: Id,
    /// Put it below this deal of the stage.
    pub after_id: Option<Id>,
    /// Put it above this deal of the stage. Without either it goes last.
    pub before_id: Option<Id>,
    /// What it is worth.
    pub amount: Option<Decimal>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// When it should be won.
    pub expected_close_date: Option<Date>,
    /// Who would buy.
    pub company_id: Option<Id>,
    /// What happens next.
    pub next_step: Option<String>,
    /// By when.
    pub next_step_due: Option<Instant>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// A deal that was won. It needs an amount and a close date.
#[derive(InputObject, Clone, Debug)]
pub struct WinDealInput {
    /// The deal.
    pub id: Id,
    /// What it is worth, when that changed or was not known.
    pub amount: Option<Decimal>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// The day it was won; today when left out.
    pub close_date: Option<Date>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// A deal that was lost.
#[derive(InputObject, Clone, Debug)]
pub struct LoseDealInput {
    /// The deal.
    pub id: Id,
    /// Why, from the workspace's lost reasons.
    pub reason_id: Id,
    /// Why, in words.
    pub note: Option<String>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}
