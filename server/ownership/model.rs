//! Routing and handoffs: who is responsible, and how that passes on. Rules only; no I/O.

use async_graphql::{Enum, SimpleObject};
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, TimeZone};
use serde::{Deserialize, Serialize};
use surrealdb::types::{SurrealValue, Value};

use crate::{
    identity::model::Team,
    platform::{
        clock::{Date, Instant},
        condition::ConditionInput,
        field::{Field, FieldKind, field, part},
        id::Id,
        page::{Direction, ListIndex, Sort},
        record::{Meta, Record, RecordType},
    },
    record_meta,
};

/// How a rule finds the one to offer a lead to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[surreal(tag = "kind", rename_all = "camelCase")]
pub enum Assignment {
    /// One person.
    User { id: Id },
    /// A team's people in turn.
    RoundRobin { id: Id },
    /// Who gets the companies of the territory that the lead's company falls into.
    TerritoryOwner,
}

impl Assignment {
    /// The person or team that it names, if it names one.
    pub fn names(&self) -> Option<&Id> {
        match self {
            Assignment::User { id } | Assignment::RoundRobin { id } => Some(id),
            Assignment::TerritoryOwner => None,
        }
    }
}

/// A routing rule. Rules are tried in order; the first that matches decides.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct Rule {
    #[serde(flatten)]
    #[surreal(flatten)]
    pub meta: Meta,
    pub name: String,
    /// Its place, from 0.
    pub order: i64,
    /// When it applies; missing means always.
    #[surreal(wrap)]
    pub condition: Option<ConditionInput>,
    pub assignment: Assignment,
    /// Who is offered it when the first one does not take it.
    pub backup_id: Option<Id>,
    /// The queue that holds it when nobody takes it.
    pub fallback_id: Id,
    /// Minutes in which an offer should be accepted, in the taker's team's business hours.
    pub accept_within_minutes: i64,
    /// Minutes in which a lead should get its first meaningful activity.
    pub respond_within_minutes: i64,
}

/// How an offer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HandoffState {
    Offered,
    Accepted,
    Declined,
    Expired,
    Withdrawn,
}

/// Why somebody stands in a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HandoffRole {
    Assigned,
    Backup,
    Fallback,
    Default,
}

/// One that a record is offered to, in turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct Step {
    pub assignee_id: Id,
    pub role: HandoffRole,
    pub accept_within_minutes: Option<i64>,
}

/// One rule that was tried, or one person that was passed over, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct TraceStep {
    /// The rule.
    pub rule_id: Option<Id>,
    /// Its name at that time.
    pub rule_name: String,
    /// Whether it decided.
    pub matched: bool,
    /// Why, in words.
    pub why: String,
}

/// The passing of responsibility for one record.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
#[graphql(complex)]
pub struct Handoff {
    #[serde(flatten)]
    #[surreal(flatten)]
    #[graphql(flatten)]
    pub meta: Meta,
    /// The lead or deal that is passed on.
    pub subject_id: Id,
    /// Who is responsible until it is accepted.
    pub from_id: Option<Id>,
    /// Whom it is offered to.
    pub to_id: Id,
    /// Why them, in a few words.
    pub reason: Option<String>,
    /// What they should know.
    pub note: Option<String>,
    /// The routing rule that decided.
    pub rule_id: Option<Id>,
    /// Its name at that time.
    pub rule_name: Option<String>,
    /// How the offer stands.
    pub state: HandoffState,
    /// When it was offered.
    pub offered_at: Instant,
    /// When the offer runs out; missing for who cannot decline.
    pub due_at: Option<Instant>,
    /// When it was answered or ran out.
    pub answered_at: Option<Instant>,
    /// Who answered.
    pub answered_by_id: Option<Id>,
    /// Why it was declined.
    pub decline_reason_id: Option<Id>,
    /// Why it was declined, in words.
    pub decline_note: Option<String>,
    /// Everybody it is offered to in turn; this offer is number `step`.
    #[graphql(skip)]
    #[surreal(default)]
    pub steps: Vec<Step>,
    #[graphql(skip)]
    pub step: i64,
    /// The offers of one passing-on share this.
    #[graphql(skip)]
    pub chain_id: Id,
    /// The rules that were tried, and who was passed over.
    #[surreal(default)]
    pub trace: Vec<TraceStep>,
    #[serde(skip)]
    #[graphql(skip)]
    pub due_key: i64,
    /// The keys of its subject; see [`super::sight`].
    #[serde(skip)]
    #[surreal(default)]
    #[graphql(skip)]
    pub inherited: Vec<String>,
}

impl Record for Rule {
    const TYPE: RecordType = RecordType::Rule;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        Vec::new()
    }
}

impl Record for Handoff {
    const TYPE: RecordType = RecordType::Handoff;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        self.from_id.iter().chain([&self.to_id]).chain(&self.answered_by_id).cloned().collect()
    }

    fn inherited(&self) -> &[String] {
        &self.inherited
    }

    fn index(&mut self) {
        self.due_key = self.due_at.map_or(i64::MAX, |due| due.timestamp_micros());
    }
}

impl Handoff {
    /// The offer after this one, if there is somebody left.
    pub fn next_step(&self) -> Option<(i64, &Step)> {
        let next = self.step + 1;
        usize::try_from(next).ok().and_then(|i| self.steps.get(i)).map(|step| (next, step))
    }

    /// The last in a chain takes it whatever happens.
    pub fn may_decline(&self) -> bool {
        usize::try_from(self.step).ok().and_then(|i| self.steps.get(i)).is_none_or(|step| step.role != HandoffRole::Default)
    }
}

/// When `minutes` of a team's business time after `start` have passed. Without hours the clock never stops.
pub fn business_due(team: Option<&Team>, start: Instant, minutes: i64) -> Instant {
    let Some((team, hours)) = team.and_then(|team| team.hours.as_ref().map(|hours| (team, hours))) else {
        return start + TimeDelta::minutes(minutes);
    };
    let zone: chrono_tz::Tz = team.time_zone.parse().unwrap_or(chrono_tz::UTC);
    let open = |day: NaiveDate, minute: i64| {
        zone.from_local_datetime(&(day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minute))).earliest().map(|at: DateTime<chrono_tz::Tz>| at.to_utc())
    };
    let mut left = TimeDelta::minutes(minutes);
    let mut day = start.with_timezone(&zone).date_naive();
    // A team that never works would run for ever; two years of closed days count as round the clock.
    for _ in 0..731 {
        let works = hours.weekdays.contains(&i64::from(day.weekday().number_from_monday())) && !hours.holidays.contains(&Date(day));
        if works && let (Some(from), Some(to)) = (open(day, hours.from_minute), open(day, hours.to_minute)) {
            let begin = from.max(start);
            if begin < to {
                if begin + left <= to {
                    return begin + left;
                }
                left -= to - begin;
            }
        }
        let Some(next) = day.checked_add_days(Days::new(1)) else { break };
        day = next;
    }
    start + TimeDelta::minutes(minutes)
}

pub const NEWEST: Sort = Sort { column: "createdDesc", tells: "createdAt", natural: Direction::Desc };
pub const DUE: Sort = Sort { column: "dueKey", tells: "dueAt", natural: Direction::Asc };

/// The indexes that its lists run on.
pub const INDEXES: &[ListIndex] = &[
    ListIndex { prefix: &[], sort: "createdDesc" },
    ListIndex { prefix: &["state"], sort: "createdDesc" },
    ListIndex { prefix: &["state"], sort: "dueKey" },
    ListIndex { prefix: &["subjectId"], sort: "createdDesc" },
];

/// Its fields: a handoff changes by its verbs alone.
pub const FIELDS: &[Field] = &[
    field("subjectId", "Lead or deal", FieldKind::Reference).derived().always_shown(),
    field("fromId", "From", FieldKind::Reference).derived().always_shown().also(&["from"]),
    field("toId", "To", FieldKind::Reference).derived().always_shown().also(&["to"]),
    field("state", "State", FieldKind::Enum).derived().always_shown().options(&["OFFERED", "ACCEPTED", "DECLINED", "EXPIRED", "WITHDRAWN"]),
    field("reason", "Reason", FieldKind::Text).derived(),
    field("offeredAt", "Offered", FieldKind::DateTime).derived().always_shown(),
    field("dueAt", "Due", FieldKind::DateTime).derived().always_shown(),
    field("answeredAt", "Answered", FieldKind::DateTime).derived().always_shown(),
    field("answeredById", "Answered by", FieldKind::Reference).derived().always_shown().also(&["answeredBy"]),
    field("declineReasonId", "Decline reason", FieldKind::Reference).derived(),
    field("note", "Note", FieldKind::LongText).derived(),
    field("declineNote", "Decline note", FieldKind::LongText).derived(),
    field("trace", "How it was routed", FieldKind::Object).derived().unfiltered(),
    part("ruleId", "Rule", FieldKind::Reference).also(&["ruleName"]),
    part("steps", "Chain", FieldKind::Object).also(&["chain", "step", "chainId"]),
    part("createdAt", "Created", FieldKind::DateTime),
    part("updatedAt", "Changed", FieldKind::DateTime),
];
