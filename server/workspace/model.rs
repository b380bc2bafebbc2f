//! What a workspace defines for itself.

use async_graphql::{Enum, SimpleObject};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use surrealdb::types::{SurrealValue, Value};

use crate::{
    platform::{
        id::Id,
        record::{Meta, Record, RecordType},
    },
    record_meta,
};

/// The workspace: its name, defaults and operating model.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
#[graphql(complex)]
pub struct Workspace {
    #[serde(flatten)]
    #[surreal(flatten)]
    #[graphql(skip)]
    pub meta: Meta,
    /// What people call the workspace.
    pub name: String,
    /// ISO 4217 code that totals are given in.
    pub base_currency: String,
    /// IANA name of the zone that business days are in.
    pub time_zone: String,
    /// Made with sample data, which can be told from real records by nothing but this.
    pub sample_data: bool,
    /// Responsible when nobody else is; takes what everybody declined.
    pub default_owner_id: Option<Id>,
    /// The lifecycle that leads go through, in order.
    pub lead_stages: Vec<LeadStage>,
    /// The pipelines that deals go through; the first is the default.
    pub pipelines: Vec<Pipeline>,
    /// Why deals are lost.
    pub lost_reasons: Vec<Reason>,
    /// Why leads are disqualified.
    pub disqualified_reasons: Vec<Reason>,
    /// Why handoffs are declined.
    pub decline_reasons: Vec<Reason>,
    /// What is done with records, and what each kind of activity asks for.
    pub activity_types: Vec<ActivityType>,
    /// Minutes in which a new lead should get its first meaningful activity.
    pub respond_within_minutes: i64,
    /// SHA-256 of the one-time setup token, until it is used.
    #[serde(skip)]
    #[graphql(skip)]
    pub setup_token: Option<String>,
}

/// What a lifecycle stage means to the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
#[graphql(name = "LifecycleKind")]
pub enum Lifecycle {
    Subscriber,
    Lead,
    MarketingQualified,
    SalesQualified,
    Opportunity,
    Customer,
    Disqualified,
}

/// A stage of the lifecycle that leads go through.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct LeadStage {
    /// Its id.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// What it means to the code.
    pub kind: Lifecycle,
    /// Its place, from 0.
    pub order: i64,
    /// When a lead belongs here, in words.
    pub definition: String,
    /// Days after which a lead here is stuck.
    pub stuck_after_days: Option<i64>,
    /// Fields that a lead needs to enter.
    pub required_fields: Vec<String>,
    /// Who is the marketing owner of a lead that starts here; else the default owner.
    #[graphql(skip)]
    pub marketing_owner_id: Option<Id>,
}

/// The way of a deal from first talk to won or lost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
pub struct Pipeline {
    /// Its id.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// Its stages in order.
    pub stages: Vec<PipelineStage>,
}

/// What a deal in a stage counts as in a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ForecastCategory {
    Omitted,
    Pipeline,
    BestCase,
    Commit,
    Closed,
}

/// A stage of a pipeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct PipelineStage {
    /// Its id.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// Its place, from 0.
    pub order: i64,
    /// How likely a deal here is won, in percent.
    pub probability: i64,
    /// What a deal here counts as in a forecast.
    pub forecast_category: ForecastCategory,
    /// Fields that a deal needs to enter.
    pub required_fields: Vec<String>,
    /// What to do here, in words.
    pub guidance: String,
    /// Days after which a deal here is rotting.
    pub rotting_days: Option<i64>,
}

/// One reason of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
pub struct Reason {
    /// Its id.
    pub id: Id,
    /// As people read it.
    pub label: String,
    /// Says nothing: counts against coverage.
    pub other: bool,
}

/// A kind of activity and its standard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct ActivityType {
    /// Its name in the API, for example `call`.
    pub name: String,
    /// As people read it.
    pub label: String,
    /// Fields that must be filled when it is done.
    pub required_fields: Vec<String>,
    /// Whether logging it asks for a next step with a date.
    pub next_step_required: bool,
    /// Whether it stops the response clock.
    pub meaningful: bool,
}

/// Something that is sold.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct Product {
    #[serde(flatten)]
    #[surreal(flatten)]
    #[graphql(flatten)]
    pub meta: Meta,
    /// What it is called.
    pub name: String,
    /// The code it is ordered by.
    pub code: Option<String>,
    /// Price of one.
    pub unit_price: Option<Decimal>,
    /// ISO 4217 code of the price.
    pub currency: Option<String>,
    /// `once`, `month` or `year`.
    pub billing_period: Option<String>,
}

impl Record for Workspace {
    const TYPE: RecordType = RecordType::Workspace;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        Vec::new()
    }
}

impl Record for Product {
    const TYPE: RecordType = RecordType::Product;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        Vec::new()
    }
}

impl Workspace {
    /// The one workspace's id.
    pub fn only() -> Id {
        Id::new("workspace", "main")
    }

    pub fn lead_stage(&self, id: &Id) -> Option<&LeadStage> {
        self.lead_stages.iter().find(|stage| stage.id == *id)
    }

    /// The first stage of a kind.
    pub fn lead_stage_of(&self, kind: Lifecycle) -> Option<&LeadStage> {
        self.lead_stages.iter().find(|stage| stage.kind == kind)
    }

    /// A pipeline stage by id, with its pipeline.
    pub fn pipeline_stage(&self, id: &Id) -> Option<(&Pipeline, &PipelineStage)> {
        self.pipelines.iter().find_map(|pipeline| pipeline.stages.iter().find(|stage| stage.id == *id).map(|stage| (pipeline, stage)))
    }

    pub fn lost_reason(&self, id: &Id) -> Option<&Reason> {
        self.lost_reasons.iter().find(|reason| reason.id == *id)
    }

    pub fn activity_type(&self, name: &str) -> Option<&ActivityType> {
        self.activity_types.iter().find(|kind| kind.name == name)
    }

    /// The zone that business days are in.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.time_zone.parse().unwrap_or(chrono_tz::UTC)
    }
}
