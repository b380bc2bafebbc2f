//! Something done or to do.

use async_graphql::{Enum, SimpleObject};
use serde::{Deserialize, Serialize};
use surrealdb::types::{SurrealValue, Value};

use crate::{
    platform::{
        clock::Instant,
        error::Faults,
        field::{Field, FieldKind, field, part},
        id::Id,
        page::{Direction, ListIndex, Sort},
        record::{Meta, Record, RecordType, newest_first},
    },
    record_meta,
    workspace::model::ActivityType,
};

/// Who turned to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ActivityDirection {
    Inbound,
    Outbound,
}

/// To do, or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ActivityState {
    Planned,
    Done,
}

/// Something done with records, or to do.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
#[graphql(complex)]
pub struct Activity {
    #[serde(flatten)]
    #[surreal(flatten)]
    #[graphql(flatten)]
    pub meta: Meta,
    /// Its kind's name: `call`, `email`, `voicemail`, `meeting`, `task`, `note`.
    #[serde(rename = "type")]
    #[surreal(rename = "type")]
    #[graphql(name = "type")]
    pub kind: String,
    /// Who turned to whom.
    pub direction: Option<ActivityDirection>,
    /// In one line.
    pub subject: Option<String>,
    /// In full, Markdown.
    pub body: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// To do, or done.
    pub state: ActivityState,
    /// When it was done.
    pub happened_at: Option<Instant>,
    /// When it should be done.
    pub due_at: Option<Instant>,
    /// When it was ticked off.
    pub completed_at: Option<Instant>,
    /// How long it took.
    pub duration_minutes: Option<i64>,
    /// Who did it or should.
    #[graphql(skip)]
    pub owner_id: Id,
    /// The owner's team.
    pub team_id: Option<Id>,
    /// It stops the response clock.
    pub meaningful: Option<bool>,
    /// The records that it is about; it is seen by whoever sees one of them.
    #[surreal(default)]
    pub subject_ids: Vec<Id>,
    /// The same ids as text: an index over record links would follow each link.
    #[serde(skip)]
    #[surreal(default)]
    #[graphql(skip)]
    pub subject_keys: Vec<String>,
    /// The keys of those records; see [`super::sight`].
    #[serde(skip)]
    #[surreal(default)]
    #[graphql(skip)]
    pub inherited: Vec<String>,
    /// Newest first over what happened; what is planned counts by its due date.
    #[serde(skip)]
    #[graphql(skip)]
    pub at_desc: i64,
    #[serde(skip)]
    #[graphql(skip)]
    pub due_key: i64,
}

impl Record for Activity {
    const TYPE: RecordType = RecordType::Activity;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        [&self.owner_id].into_iter().chain(&self.team_id).cloned().collect()
    }

    fn inherited(&self) -> &[String] {
        &self.inherited
    }

    fn index(&mut self) {
        self.subject_keys = self.subject_ids.iter().map(Id::to_string).collect();
        self.at_desc = newest_first(self.at());
        self.due_key = self.due_at.map_or(i64::MAX, |due| due.timestamp_micros());
    }
}

impl Activity {
    /// Where it stands in a timeline.
    pub fn at(&self) -> Instant {
        self.happened_at.or(self.completed_at).or(self.due_at).unwrap_or(self.meta.created_at)
    }

    /// Holds a done activity to its kind's standard.
    pub fn check(&self, kind: &ActivityType, has_next_step: bool, closes: bool, faults: &mut Faults) {
        if self.state == ActivityState::Done {
            for required in &kind.required_fields {
                let missing = match required.as_str() {
                    "outcome" => self.outcome.is_none(),
                    "body" => self.body.is_none(),
                    "subject" => self.subject.is_none(),
                    _ => false,
                };
                if missing {
                    faults.add(required, format!("{} needs {}.", a(&kind.label), spoken(required)));
                }
            }
            if kind.next_step_required && !has_next_step && closes {
                faults.add("nextStep", format!("{} needs a next step with a date, so that nothing is dropped.", a(&kind.label)));
            }
        } else if self.subject.is_none() {
            faults.add("subject", "Say what is to be done.");
        }
        if self.duration_minutes.is_some_and(|minutes| !(0..=1_440).contains(&minutes)) {
            faults.add("durationMinutes", "A duration is 0 to 1440 minutes.");
        }
    }
}

fn a(label: &str) -> String {
    let article = if label.starts_with(['A', 'E', 'I', 'O', 'U']) { "An" } else { "A" };
    format!("{article} {}", label.to_lowercase())
}

fn spoken(field: &str) -> &'static str {
    match field {
        "outcome" => "an outcome",
        "body" => "notes",
        _ => "a subject",
    }
}

pub const NEWEST: Sort = Sort { column: "atDesc", tells: "happenedAt", natural: Direction::Desc };
pub const DUE: Sort = Sort { column: "dueKey", tells: "dueAt", natural: Direction::Asc };

/// The indexes that its lists run on.
pub const INDEXES: &[ListIndex] =
    &[ListIndex { prefix: &[], sort: "atDesc" }, ListIndex { prefix: &["state", "ownerId"], sort: "dueKey" }, ListIndex { prefix: &["ownerId"], sort: "atDesc" }];

/// Its fields.
pub const FIELDS: &[Field] = &[
    field("type", "Type", FieldKind::Enum).required().options(&["call", "email", "voicemail", "meeting", "task", "note"]).always_shown().also(&["kind"]),
    field("direction", "Direction", FieldKind::Enum).options(&["INBOUND", "OUTBOUND"]),
    field("subject", "Subject", FieldKind::Text),
    field("body", "Notes", FieldKind::LongText),
    field("outcome", "Outcome", FieldKind::Text),
    field("state", "State", FieldKind::Enum).derived().options(&["PLANNED", "DONE"]).always_shown(),
    field("happenedAt", "Happened", FieldKind::DateTime).always_shown(),
    field("dueAt", "Due", FieldKind::DateTime),
    field("completedAt", "Completed", FieldKind::DateTime).derived(),
    field("durationMinutes", "Duration in minutes", FieldKind::Integer),
    field("ownerId", "Owner", FieldKind::Reference).always_shown().also(&["owner"]),
    field("meaningful", "Counts as a touch", FieldKind::Boolean).derived(),
    field("createdAt", "Created", FieldKind::DateTime).derived().always_shown(),
    part("subjectIds", "About", FieldKind::Object),
    part("teamId", "Team", FieldKind::Reference),
    part("updatedAt", "Changed", FieldKind::DateTime),
];
