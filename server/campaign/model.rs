//! A planned marketing effort, and the touches that it made.

use async_graphql::{Enum, SimpleObject};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use surrealdb::types::{SurrealValue, Value};

use crate::{
    contact::model::Source,
    platform::{
        clock::{Date, Instant},
        field::{Field, FieldKind, field, part},
        id::Id,
        page::{Direction, ListIndex, Sort},
        record::{Meta, Record, RecordType},
    },
    record_meta,
};

/// How far a campaign is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CampaignStatus {
    Planned,
    Active,
    Finished,
    Cancelled,
}

/// A planned marketing effort.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
#[graphql(complex)]
pub struct Campaign {
    #[serde(flatten)]
    #[surreal(flatten)]
    #[graphql(flatten)]
    pub meta: Meta,
    /// What it is called.
    pub name: String,
    /// What it is: event, webinar, email, ads, content, partner, ….
    #[serde(rename = "type")]
    #[surreal(rename = "type")]
    #[graphql(name = "type")]
    pub kind: Option<String>,
    /// The way it takes.
    pub channel: Option<String>,
    #[graphql(skip)]
    pub status: CampaignStatus,
    /// First day.
    pub start_date: Option<Date>,
    /// Last day.
    pub end_date: Option<Date>,
    /// What it may cost.
    pub budget: Option<Decimal>,
    /// What it did cost.
    pub actual_cost: Option<Decimal>,
    /// ISO 4217 code of both.
    pub currency: Option<String>,
    /// Who runs it.
    pub owner_id: Option<Id>,
    /// The owner's team.
    pub team_id: Option<Id>,
    /// Its name in links, lower case: inquiries that carry it count for this campaign.
    pub utm_campaign: Option<String>,
    /// What it offers.
    pub offer: Option<String>,
    /// In a few words.
    pub description: Option<String>,
}

/// One marketing contact with a person: a form sent, an event attended. Never changed, so without an event of its own;
/// the lead's or contact's event of the same transaction tells of it.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct Touchpoint {
    pub id: Id,
    /// For example `form submission`.
    pub kind: String,
    pub at: Instant,
    pub contact_id: Id,
    pub company_id: Option<Id>,
    pub lead_id: Option<Id>,
    pub source: Source,
    /// What was sent, field by field, as it came.
    pub payload: serde_json::Value,
}

impl Record for Campaign {
    const TYPE: RecordType = RecordType::Campaign;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        self.owner_id.iter().chain(&self.team_id).cloned().collect()
    }
}

pub const NEWEST: Sort = Sort { column: "createdDesc", tells: "createdAt", natural: Direction::Desc };

/// The indexes that its lists run on.
pub const INDEXES: &[ListIndex] = &[ListIndex { prefix: &[], sort: "createdDesc" }, ListIndex { prefix: &["status"], sort: "createdDesc" }];

/// Its fields.
pub const FIELDS: &[Field] = &[
    field("name", "Name", FieldKind::Text).required().always_shown(),
    field("type", "Type", FieldKind::Text).always_shown().also(&["kind"]),
    field("channel", "Channel", FieldKind::Text),
    field("status", "Status", FieldKind::Enum).options(&["PLANNED", "ACTIVE", "FINISHED", "CANCELLED"]).always_shown(),
    field("startDate", "First day", FieldKind::Date),
    field("endDate", "Last day", FieldKind::Date),
    field("budget", "Budget", FieldKind::Money),
    field("actualCost", "Actual cost", FieldKind::Money),
    field("currency", "Currency", FieldKind::Enum),
    field("ownerId", "Owner", FieldKind::Reference).always_shown().also(&["owner"]),
    field("utmCampaign", "UTM campaign", FieldKind::Text),
    field("offer", "Offer", FieldKind::Text),
    field("description", "Description", FieldKind::LongText),
    field("createdAt", "Created", FieldKind::DateTime).derived().always_shown().sortable(),
    part("teamId", "Team", FieldKind::Reference),
    part("updatedAt", "Changed", FieldKind::DateTime),
    part("leadCount", "Leads", FieldKind::Integer),
    part("wonDealCount", "Won deals", FieldKind::Integer),
];
