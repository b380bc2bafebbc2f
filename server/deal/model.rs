//! An opportunity for revenue: its rules, without I/O.

use async_graphql::{Enum, InputObject, SimpleObject};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use surrealdb::types::{SurrealValue, Value};

use crate::{
    platform::{
        clock::{Date, Instant},
        error::Faults,
        field::{Field, FieldKind, field, part},
        id::Id,
        money,
        page::{Direction, ListIndex, Sort},
        record::{Meta, Record, RecordType, newest_first, text_key},
    },
    record_meta,
    workspace::model::{ForecastCategory, PipelineStage},
};

/// Open, or how it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DealState {
    Open,
    Won,
    Lost,
}

/// What a contact is in a purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BuyingRole {
    DecisionMaker,
    Champion,
    Influencer,
    Blocker,
    User,
    Other,
}

/// A member of a deal's buying committee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject, InputObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
#[graphql(complex, input_name = "DealContactInput")]
pub struct DealContact {
    /// The contact.
    pub contact_id: Id,
    /// What they are in this purchase.
    pub role: BuyingRole,
}

/// A row of what is sold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct LineItem {
    /// Its id within the deal.
    pub id: Id,
    /// The product, if it is one of ours.
    pub product_id: Option<Id>,
    /// What is sold.
    pub name: String,
    /// How many.
    pub quantity: Decimal,
    /// Price of one, in the deal's currency.
    pub unit_price: Decimal,
    /// Taken off, in percent.
    pub discount_percent: Decimal,
    /// quantity × unit price − discount, to two places.
    pub total: Decimal,
}

/// A stay in one stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct StageVisit {
    /// The stage.
    pub stage_id: Id,
    /// When it began.
    pub entered_at: Instant,
    /// When it ended; missing while it lasts.
    pub left_at: Option<Instant>,
    /// Who moved the record here.
    pub by_id: Option<Id>,
    /// Skipped over: counts in funnels, not in durations.
    pub passed: bool,
}

/// An opportunity for revenue.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
#[graphql(complex)]
pub struct Deal {
    #[serde(flatten)]
    #[surreal(flatten)]
    #[graphql(flatten)]
    pub meta: Meta,
    /// What it is called.
    pub name: String,
    /// Who would buy.
    pub company_id: Option<Id>,
    /// The buying committee.
    #[surreal(default)]
    pub contacts: Vec<DealContact>,
    #[graphql(skip)]
    pub pipeline_id: Id,
    #[graphql(skip)]
    pub stage_id: Id,
    #[graphql(skip)]
    pub state: DealState,
    /// What it is worth, in its currency; the sum of its line items when it has any.
    pub amount: Option<Decimal>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// Set by hand, in percent; else the stage's counts.
    #[graphql(skip)]
    pub own_probability: Option<i64>,
    #[graphql(skip)]
    pub probability: i64,
    /// amount × probability.
    pub weighted_amount: Option<Decimal>,
    #[graphql(skip)]
    pub forecast_category: ForecastCategory,
    /// When it should be won; when it was closed, once it is.
    pub expected_close_date: Option<Date>,
    /// What is sold.
    #[surreal(default)]
    pub line_items: Vec<LineItem>,
    /// The person responsible; a deal is never without one.
    #[graphql(skip)]
    pub owner_id: Id,
    /// The owner's team.
    pub team_id: Option<Id>,
    /// What happens next.
    pub next_step: Option<String>,
    /// By when.
    pub next_step_due: Option<Instant>,
    /// The lead that it came from.
    pub lead_id: Option<Id>,
    /// The campaign that it is counted for.
    pub campaign_id: Option<Id>,
    /// Who else is in the race.
    #[surreal(default)]
    #[graphql(skip)]
    pub competitors: Vec<String>,
    /// Labels, lower case.
    #[surreal(default)]
    #[graphql(skip)]
    pub tags: Vec<String>,
    /// Why it was lost.
    pub lost_reason_id: Option<Id>,
    /// Why it was lost, in words.
    pub lost_note: Option<String>,
    /// When it was won or lost.
    pub closed_at: Option<Instant>,
    #[graphql(skip)]
    pub position: f64,
    #[graphql(skip)]
    pub stage_entered_at: Instant,
    /// Every stay in a stage, without gaps.
    #[surreal(default)]
    pub stage_history: Vec<StageVisit>,
    /// Whom it is offered to at the moment; they see it too.
    #[serde(skip)]
    #[graphql(skip)]
    pub offered_to: Option<Id>,
    /// The key of its company's territory: who holds it works this too.
    #[serde(skip)]
    #[graphql(skip)]
    pub territory_key: Option<Id>,
    /// The committee's ids as text: an index over record links would follow each link.
    #[serde(skip)]
    #[surreal(default)]
    #[graphql(skip)]
    pub contact_keys: Vec<String>,
    #[serde(skip)]
    #[graphql(skip)]
    pub name_key: String,
    #[serde(skip)]
    #[graphql(skip)]
    pub amount_desc: i64,
    #[serde(skip)]
    #[graphql(skip)]
    pub close_key: String,
    #[serde(skip)]
    #[graphql(skip)]
    pub closed_desc: i64,
}

impl Record for Deal {
    const TYPE: RecordType = RecordType::Deal;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        [Some(&self.owner_id), self.team_id.as_ref(), self.offered_to.as_ref(), self.territory_key.as_ref()].into_iter().flatten().cloned().collect()
    }

    fn contacts(&self) -> Vec<Id> {
        self.contacts.iter().map(|member| member.contact_id.clone()).collect()
    }

    fn of_company(&self) -> Option<&Id> {
        self.company_id.as_ref()
    }

    fn follow_company(&mut self, territory: Option<Id>) {
        self.territory_key = territory;
    }

    fn index(&mut self) {
        self.contact_keys = self.contacts.iter().map(|member| member.contact_id.to_string()).collect();
        self.name_key = text_key(&self.name);
        self.amount_desc = -cents(self.amount.unwrap_or_default());
        self.close_key = self.expected_close_date.map_or_else(|| "9999-12-31".into(), |date| date.to_string());
        self.closed_desc = self.closed_at.map_or(0, newest_first);
    }
}

fn cents(amount: Decimal) -> i64 {
    use rust_decimal::prelude::ToPrimitive;
    (amount * Decimal::ONE_HUNDRED).trunc().to_i64().unwrap_or(i64::MAX)
}

impl Deal {
    /// Makes amount, probability, weight and category follow from line items and stage.
    pub fn follow(&mut self, stage: &PipelineStage) {
        if !self.line_items.is_empty() {
            self.amount = Some(self.line_items.iter().map(|item| item.total).sum());
        }
        (self.probability, self.forecast_category) = match self.state {
            DealState::Open => (self.own_probability.unwrap_or(stage.probability), stage.forecast_category),
            DealState::Won => (100, ForecastCategory::Closed),
            DealState::Lost => (0, ForecastCategory::Omitted),
        };
        self.weighted_amount = self.amount.map(|amount| money::share(amount, Decimal::from(self.probability)));
    }

    /// Enters a stage: ends the stay in the one before and begins the next at the same instant.
    pub fn enter(&mut self, stage: &PipelineStage, now: Instant, by: Option<Id>) {
        if self.stage_id == stage.id && !self.stage_history.is_empty() {
            return;
        }
        end_visit(&mut self.stage_history, now);
        self.stage_history.push(StageVisit { stage_id: stage.id.clone(), entered_at: now, left_at: None, by_id: by, passed: false });
        self.stage_id = stage.id.clone();
        self.stage_entered_at = now;
    }

    /// Adds a fault for every field that `stage` requires and this deal lacks.
    pub fn check_requirements(&self, stage: &PipelineStage, faults: &mut Faults) {
        let snapshot = self.snapshot();
        for required in &stage.required_fields {
            if snapshot.get(required).is_none_or(serde_json::Value::is_null) {
                let label = FIELDS.iter().find(|field| field.name == required).map_or(required.as_str(), |field| field.label);
                faults.add(required, format!("{} needs a value before a deal enters {}.", label, stage.name));
            }
        }
    }

    /// Checks what a person may type.
    pub fn check(&self, faults: &mut Faults) {
        if self.name.trim().is_empty() {
            faults.add("name", "Give the deal a name.");
        } else if self.name.chars().count() > 200 {
            faults.add("name", "A name has at most 200 characters.");
        }
        money::check_amount(faults, "amount", self.amount);
        money::check_currency(faults, "currency", self.currency.as_deref());
        if self.own_probability.is_some_and(|percent| !(0..=100).contains(&percent)) {
            faults.add("probability", "A probability is 0 to 100 percent.");
        }
    }

    /// Longer in its stage than the stage allows.
    pub fn is_rotting(&self, stage: Option<&PipelineStage>, now: Instant) -> bool {
        self.state == DealState::Open && stage.and_then(|stage| stage.rotting_days).is_some_and(|days| (now - self.stage_entered_at).num_days() > days)
    }
}

/// Ends the stay that is under way.
pub fn end_visit(history: &mut [StageVisit], now: Instant) {
    if let Some(last) = history.iter_mut().rev().find(|visit| visit.left_at.is_none()) {
        last.left_at = Some(now);
    }
}

/// quantity × unit price − discount, to two places.
pub fn line_total(quantity: Decimal, unit_price: Decimal, discount_percent: Decimal) -> Decimal {
    money::share(quantity * unit_price, Decimal::ONE_HUNDRED - discount_percent)
}

/// A place between two cards of a column; positions ascend. `None` when they are too close to fit one between.
pub fn position_between(above: Option<f64>, below: Option<f64>) -> Option<f64> {
    match (above, below) {
        (None, None) => Some(0.0),
        (Some(above), None) => Some(above + 1024.0),
        (None, Some(below)) => Some(below - 1024.0),
        (Some(above), Some(below)) => {
            let middle = f64::midpoint(above, below);
            (above < middle && middle < below).then_some(middle)
        }
    }
}

pub const NEWEST: Sort = Sort { column: "createdDesc", tells: "createdAt", natural: Direction::Desc };
pub const CHANGED: Sort = Sort { column: "updatedDesc", tells: "updatedAt", natural: Direction::Desc };
pub const NAME: Sort = Sort { column: "nameKey", tells: "name", natural: Direction::Asc };
pub const AMOUNT: Sort = Sort { column: "amountDesc", tells: "amount", natural: Direction::Desc };
pub const CLOSE_DATE: Sort = Sort { column: "closeKey", tells: "expectedCloseDate", natural: Direction::Asc };
pub const POSITION: Sort = Sort { column: "position", tells: "position", natural: Direction::Asc };

/// The indexes that its lists run on.
pub const INDEXES: &[ListIndex] = &[
    ListIndex { prefix: &[], sort: "createdDesc" },
    ListIndex { prefix: &[], sort: "updatedDesc" },
    ListIndex { prefix: &[], sort: "nameKey" },
    ListIndex { prefix: &[], sort: "amountDesc" },
    ListIndex { prefix: &[], sort: "closeKey" },
    ListIndex { prefix: &["state"], sort: "closeKey" },
    ListIndex { prefix: &["state"], sort: "createdDesc" },
    ListIndex { prefix: &["state", "ownerId"], sort: "closeKey" },
    ListIndex { prefix: &["state", "stageId"], sort: "position" },
    ListIndex { prefix: &["stageId"], sort: "createdDesc" },
    ListIndex { prefix: &["ownerId"], sort: "createdDesc" },
    ListIndex { prefix: &["companyId"], sort: "createdDesc" },
];

/// Its fields.
pub const FIELDS: &[Field] = &[
    field("name", "Name", FieldKind::Text).required().always_shown().sortable(),
    field("companyId", "Company", FieldKind::Reference).always_shown().also(&["company"]),
    field("pipelineId", "Pipeline", FieldKind::Reference).always_shown(),
    field("stageId", "Stage", FieldKind::Reference).groupable().always_shown().also(&["stage", "rotting"]),
    field("state", "State", FieldKind::Enum).derived().groupable().options(&["OPEN", "WON", "LOST"]).always_shown(),
    field("amount", "Amount", FieldKind::Money).sortable().also(&["weightedAmount", "lineItems"]),
    field("currency", "Currency", FieldKind::Enum).always_shown(),
    field("probability", "Probability", FieldKind::Integer).also(&["weightedAmount"]),
    field("weightedAmount", "Weighted amount", FieldKind::Money).derived(),
    field("forecastCategory", "Forecast category", FieldKind::Enum).derived().options(&["OMITTED", "PIPELINE", "BEST_CASE", "COMMIT", "CLOSED"]),
    field("expectedCloseDate", "Close date", FieldKind::Date).sortable(),
    field("ownerId", "Owner", FieldKind::Reference).groupable().always_shown().also(&["owner"]),
    field("teamId", "Team", FieldKind::Reference).derived().always_shown(),
    field("nextStep", "Next step", FieldKind::Text),
    field("nextStepDue", "Next step due", FieldKind::DateTime),
    field("leadId", "Lead", FieldKind::Reference).derived().always_shown().also(&["lead"]),
    field("campaignId", "Campaign", FieldKind::Reference).always_shown(),
    field("competitors", "Competitors", FieldKind::Tags),
    field("tags", "Tags", FieldKind::Tags),
    field("lostReasonId", "Lost reason", FieldKind::Reference).groupable().also(&["lostReason"]),
    field("lostNote", "Lost note", FieldKind::LongText),
    field("closedAt", "Closed", FieldKind::DateTime).derived().always_shown(),
    field("stageEnteredAt", "In stage since", FieldKind::DateTime).derived().always_shown(),
    field("createdAt", "Created", FieldKind::DateTime).derived().always_shown().sortable(),
    field("updatedAt", "Changed", FieldKind::DateTime).derived().always_shown().sortable(),
    part("contacts", "Buying committee", FieldKind::Object),
    part("stageHistory", "Stage history", FieldKind::Object),
    part("position", "Place on the board", FieldKind::Decimal),
    part("offeredTo", "Offered to", FieldKind::Reference),
];
