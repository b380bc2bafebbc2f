//! One inquiry being worked: its rules, without I/O.

use async_graphql::{Enum, SimpleObject};
use serde::{Deserialize, Serialize};
use surrealdb::types::{SurrealValue, Value};

use crate::{
    contact::model::Source,
    deal::model::{StageVisit, end_visit},
    platform::{
        clock::Instant,
        error::Faults,
        field::{Field, FieldKind, field, part},
        id::Id,
        page::{Direction, ListIndex, Sort},
        record::{Meta, Record, RecordType, newest_first},
    },
    record_meta,
    workspace::{
        Workspace,
        model::{LeadStage, Lifecycle},
    },
};

/// Where the work stands inside a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LeadStatus {
    New,
    Attempted,
    Contacted,
    Nurturing,
    Qualified,
    Unqualified,
}

/// Open, or how it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LeadState {
    Open,
    Converted,
    Disqualified,
}

/// The clock from capture to the first meaningful activity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct ResponseClock {
    /// When the inquiry came.
    pub started_at: Instant,
    /// When an answer is due, in the responsible team's business hours.
    pub due_at: Option<Instant>,
    /// When the first meaningful activity happened; missing while they wait.
    pub responded_at: Option<Instant>,
    /// That activity.
    pub activity_id: Option<Id>,
}

/// When a lead first reached each kind of stage. What it skipped counts as reached; what it falls back to does not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct Reached {
    /// Subscriber.
    pub subscriber: Option<Instant>,
    /// Lead.
    pub lead: Option<Instant>,
    /// Marketing qualified.
    pub marketing_qualified: Option<Instant>,
    /// Sales qualified.
    pub sales_qualified: Option<Instant>,
    /// Opportunity: it was converted.
    pub opportunity: Option<Instant>,
    /// Customer: its deal was won.
    pub customer: Option<Instant>,
}

impl Reached {
    fn note(&mut self, kind: Lifecycle, at: Instant) {
        let mut stages = [
            (Lifecycle::Subscriber, &mut self.subscriber),
            (Lifecycle::Lead, &mut self.lead),
            (Lifecycle::MarketingQualified, &mut self.marketing_qualified),
            (Lifecycle::SalesQualified, &mut self.sales_qualified),
            (Lifecycle::Opportunity, &mut self.opportunity),
            (Lifecycle::Customer, &mut self.customer),
        ];
        if stages.iter().any(|(stage, reached)| *stage >= kind && reached.is_some()) {
            return;
        }
        if let Some((_, reached)) = stages.iter_mut().find(|(stage, _)| *stage == kind) {
            **reached = Some(at);
        }
    }

    /// The field that says when a kind of stage was reached, as [`FIELDS`] calls it.
    pub fn field(kind: Lifecycle) -> &'static str {
        match kind {
            Lifecycle::Subscriber => "reached.subscriber",
            Lifecycle::Lead => "reached.lead",
            Lifecycle::MarketingQualified => "reached.marketingQualified",
            Lifecycle::SalesQualified => "reached.salesQualified",
            Lifecycle::Opportunity => "reached.opportunity",
            Lifecycle::Customer => "reached.customer",
            Lifecycle::Disqualified => "closedAt",
        }
    }
}

/// One inquiry being worked, from capture to outcome.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
#[graphql(complex)]
pub struct Lead {
    #[serde(flatten)]
    #[surreal(flatten)]
    #[graphql(flatten)]
    pub meta: Meta,
    /// The contact's name.
    pub name: String,
    #[graphql(skip)]
    pub contact_id: Id,
    /// The company that asks.
    pub company_id: Option<Id>,
    #[graphql(skip)]
    pub stage_id: Id,
    #[graphql(skip)]
    pub status: LeadStatus,
    #[graphql(skip)]
    pub state: LeadState,
    /// Where this inquiry came from.
    pub source: Option<Source>,
    /// The channel alone, for lists and groups.
    #[graphql(skip)]
    pub channel: Option<String>,
    /// What they ask about.
    pub offer: Option<String>,
    /// What they wrote.
    pub message: Option<String>,
    /// Who answers for it on the marketing side.
    pub marketing_owner_id: Option<Id>,
    /// Who answers for it on the sales side.
    pub sales_owner_id: Option<Id>,
    /// Who steps in.
    pub backup_owner_id: Option<Id>,
    /// The person or queue responsible at this moment; a lead is never without.
    #[graphql(skip)]
    pub responsible_id: Id,
    /// The responsible person's team, or the queue itself.
    pub team_id: Option<Id>,
    /// The handoff that is offered now.
    #[graphql(skip)]
    pub handoff_id: Option<Id>,
    /// Whom it is offered to now; they see it too.
    #[graphql(skip)]
    pub offered_to_id: Option<Id>,
    /// The key of its company's territory: who holds it works this too.
    #[serde(skip)]
    #[graphql(skip)]
    pub territory_key: Option<Id>,
    /// What happens next.
    pub next_step: Option<String>,
    /// By when.
    pub next_step_due: Option<Instant>,
    /// 0 to 100.
    pub score: Option<i64>,
    /// The clock from capture to the first meaningful activity.
    pub response: Option<ResponseClock>,
    /// The deal that it became.
    pub deal_id: Option<Id>,
    /// Why it will not become one.
    pub disqualified_reason_id: Option<Id>,
    /// Why it will not, in words.
    pub disqualified_note: Option<String>,
    /// When it entered its stage.
    #[graphql(skip)]
    pub stage_entered_at: Instant,
    /// Every stay in a stage, without gaps.
    #[surreal(default)]
    pub stage_history: Vec<StageVisit>,
    #[surreal(default)]
    #[graphql(skip)]
    pub reached: Reached,
    /// When the inquiry came.
    pub opened_at: Instant,
    /// When it was converted or disqualified.
    pub closed_at: Option<Instant>,
    #[serde(skip)]
    #[graphql(skip)]
    pub opened_desc: i64,
    #[serde(skip)]
    #[graphql(skip)]
    pub score_desc: i64,
    #[serde(skip)]
    #[graphql(skip)]
    pub due_key: String,
    /// `waiting` until the first meaningful activity, then `answered`.
    #[serde(skip)]
    #[graphql(skip)]
    pub touched: bool,
}

impl Record for Lead {
    const TYPE: RecordType = RecordType::Lead;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        [
            Some(&self.responsible_id),
            self.team_id.as_ref(),
            self.marketing_owner_id.as_ref(),
            self.sales_owner_id.as_ref(),
            self.backup_owner_id.as_ref(),
            self.offered_to_id.as_ref(),
            self.territory_key.as_ref(),
        ]
        .into_iter()
        .flatten()
        .cloned()
        .collect()
    }

    fn contacts(&self) -> Vec<Id> {
        vec![self.contact_id.clone()]
    }

    fn of_company(&self) -> Option<&Id> {
        self.company_id.as_ref()
    }

    fn follow_company(&mut self, territory: Option<Id>) {
        self.territory_key = territory;
    }

    fn index(&mut self) {
        self.opened_desc = newest_first(self.opened_at);
        self.score_desc = -self.score.unwrap_or(-1);
        self.due_key = self.next_step_due.map_or_else(|| "9999".into(), |due| due.to_rfc3339());
        self.channel = self.source.as_ref().and_then(|source| source.channel.clone());
        self.touched = self.response.as_ref().is_some_and(|clock| clock.responded_at.is_some());
    }
}

impl Lead {
    /// Enters a stage: ends the stay before, marks skipped ones as passed, and begins the next at the same instant.
    pub fn enter(&mut self, stage: &LeadStage, workspace: &Workspace, now: Instant, by: Option<Id>) {
        if self.stage_id == stage.id && !self.stage_history.is_empty() {
            return;
        }
        let from = workspace.lead_stage(&self.stage_id).map_or(-1, |stage| stage.order);
        end_visit(&mut self.stage_history, now);
        if stage.kind != Lifecycle::Disqualified && !self.stage_history.is_empty() {
            for skipped in workspace.lead_stages.iter().filter(|other| other.order > from && other.order < stage.order) {
                self.stage_history.push(StageVisit { stage_id: skipped.id.clone(), entered_at: now, left_at: Some(now), by_id: by.clone(), passed: true });
                self.reached.note(skipped.kind, now);
            }
        }
        self.stage_history.push(StageVisit { stage_id: stage.id.clone(), entered_at: now, left_at: None, by_id: by, passed: false });
        self.reached.note(stage.kind, now);
        self.stage_id = stage.id.clone();
        self.stage_entered_at = now;
    }

    /// Adds a fault for every field that `stage` requires and this lead lacks.
    pub fn check_requirements(&self, stage: &LeadStage, faults: &mut Faults) {
        let snapshot = self.snapshot();
        for required in &stage.required_fields {
            if snapshot.get(required).is_none_or(serde_json::Value::is_null) {
                let label = FIELDS.iter().find(|field| field.name == required).map_or(required.as_str(), |field| field.label);
                faults.add(required, format!("{} needs a value before a lead enters {}.", label, stage.name));
            }
        }
    }

    /// Checks what a person may type.
    pub fn check(&self, faults: &mut Faults) {
        if self.score.is_some_and(|score| !(0..=100).contains(&score)) {
            faults.add("score", "A score is 0 to 100.");
        }
        if self.next_step.as_ref().is_some_and(|step| step.chars().count() > 300) {
            faults.add("nextStep", "A next step has at most 300 characters.");
        }
        if self.offer.as_ref().is_some_and(|offer| offer.chars().count() > 200) {
            faults.add("offer", "An offer has at most 200 characters.");
        }
    }

    /// The status after somebody tried or managed to reach them.
    pub fn status_after(&self, activity_type: &str, meaningful: bool) -> LeadStatus {
        match self.status {
            LeadStatus::New | LeadStatus::Attempted if meaningful => LeadStatus::Contacted,
            LeadStatus::New if matches!(activity_type, "call" | "voicemail" | "email") => LeadStatus::Attempted,
            status => status,
        }
    }
}

pub const OPENED: Sort = Sort { column: "openedDesc", tells: "openedAt", natural: Direction::Desc };
pub const CHANGED: Sort = Sort { column: "updatedDesc", tells: "updatedAt", natural: Direction::Desc };
pub const SCORE: Sort = Sort { column: "scoreDesc", tells: "score", natural: Direction::Desc };
pub const DUE: Sort = Sort { column: "dueKey", tells: "nextStepDue", natural: Direction::Asc };

/// The indexes that its lists run on.
pub const INDEXES: &[ListIndex] = &[
    ListIndex { prefix: &[], sort: "openedDesc" },
    ListIndex { prefix: &[], sort: "updatedDesc" },
    ListIndex { prefix: &[], sort: "scoreDesc" },
    ListIndex { prefix: &[], sort: "dueKey" },
    ListIndex { prefix: &["state"], sort: "openedDesc" },
    ListIndex { prefix: &["state"], sort: "scoreDesc" },
    ListIndex { prefix: &["state"], sort: "dueKey" },
    ListIndex { prefix: &["state", "stageId"], sort: "scoreDesc" },
    ListIndex { prefix: &["state", "responsibleId"], sort: "dueKey" },
    ListIndex { prefix: &["stageId"], sort: "openedDesc" },
    ListIndex { prefix: &["responsibleId"], sort: "openedDesc" },
    ListIndex { prefix: &["contactId"], sort: "openedDesc" },
];

/// Its fields.
pub const FIELDS: &[Field] = &[
    field("name", "Name", FieldKind::Text).derived().always_shown(),
    field("contactId", "Contact", FieldKind::Reference).required().always_shown().also(&["contact"]),
    field("companyId", "Company", FieldKind::Reference).always_shown().also(&["company"]),
    field("stageId", "Stage", FieldKind::Reference).groupable().always_shown().also(&["stage"]),
    field("status", "Status", FieldKind::Enum).groupable().options(&["NEW", "ATTEMPTED", "CONTACTED", "NURTURING", "QUALIFIED", "UNQUALIFIED"]).always_shown(),
    field("state", "State", FieldKind::Enum).derived().options(&["OPEN", "CONVERTED", "DISQUALIFIED"]).always_shown(),
    field("channel", "Channel", FieldKind::Text).derived().groupable().always_shown(),
    field("source.source", "Source", FieldKind::Text).derived().always_shown(),
    field("source.utmSource", "UTM source", FieldKind::Text).derived().always_shown(),
    field("source.utmMedium", "UTM medium", FieldKind::Text).derived().always_shown(),
    field("source.utmCampaign", "UTM campaign", FieldKind::Text).derived().always_shown(),
    field("source.campaignId", "Campaign", FieldKind::Reference).derived().always_shown(),
    field("source.formId", "Form", FieldKind::Reference).derived().always_shown(),
    field("offer", "Offer", FieldKind::Text).always_shown(),
    field("message", "Message", FieldKind::LongText).derived(),
    field("marketingOwnerId", "Marketing owner", FieldKind::Reference).always_shown(),
    field("salesOwnerId", "Sales owner", FieldKind::Reference).always_shown(),
    field("backupOwnerId", "Backup owner", FieldKind::Reference).always_shown(),
    field("responsibleId", "Responsible", FieldKind::Reference).derived().groupable().always_shown().also(&["responsible"]),
    field("teamId", "Team", FieldKind::Reference).derived().always_shown(),
    field("nextStep", "Next step", FieldKind::Text),
    field("nextStepDue", "Next step due", FieldKind::DateTime).sortable(),
    field("score", "Score", FieldKind::Integer).sortable(),
    field("response.respondedAt", "First response", FieldKind::DateTime).derived().always_shown(),
    field("response.dueAt", "Response due", FieldKind::DateTime).derived().always_shown(),
    field("dealId", "Deal", FieldKind::Reference).derived().always_shown().also(&["deal"]),
    field("disqualifiedReasonId", "Disqualified reason", FieldKind::Reference).derived(),
    field("disqualifiedNote", "Disqualified note", FieldKind::LongText).derived(),
    field("reached.subscriber", "Became a subscriber", FieldKind::DateTime).derived().always_shown(),
    field("reached.lead", "Became a lead", FieldKind::DateTime).derived().always_shown(),
    field("reached.marketingQualified", "Marketing qualified", FieldKind::DateTime).derived().always_shown(),
    field("reached.salesQualified", "Sales qualified", FieldKind::DateTime).derived().always_shown(),
    field("reached.opportunity", "Became an opportunity", FieldKind::DateTime).derived().always_shown(),
    field("reached.customer", "Became a customer", FieldKind::DateTime).derived().always_shown(),
    field("stageEnteredAt", "In stage since", FieldKind::DateTime).derived().always_shown(),
    field("openedAt", "Opened", FieldKind::DateTime).derived().always_shown().sortable(),
    field("closedAt", "Closed", FieldKind::DateTime).derived().always_shown(),
    field("updatedAt", "Changed", FieldKind::DateTime).derived().always_shown().sortable(),
    field("source", "Source", FieldKind::Object).derived().unfiltered().also(&["channel"]),
    field("response", "Response clock", FieldKind::Object).derived().unfiltered(),
    field("reached", "Stages reached", FieldKind::Object).derived().unfiltered(),
    part("stageHistory", "Stage history", FieldKind::Object),
    part("offeredToId", "Offered to", FieldKind::Reference).also(&["handoffId"]),
    part("createdAt", "Created", FieldKind::DateTime),
];
