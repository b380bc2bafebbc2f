//! An event: one record's change, as the history, the timeline and subscribers see it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use surrealdb::types::SurrealValue;

use crate::platform::{actor::ActorStamp, clock::Instant, id::Id, scope::Scope};

/// One field's change. Values are as the API spells them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue)]
pub struct Change {
    pub field: String,
    pub from: Json,
    pub to: Json,
}

/// Something that happened to one record. Its id sorts by the time it was made, just before its commit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct Event {
    pub id: Id,
    pub at: Instant,
    /// Newest first is an ascending scan over this. The oldest events have none.
    #[serde(skip)]
    #[surreal(default)]
    pub at_desc: i64,
    pub actor: ActorStamp,
    /// Where the request came from; the audit alone tells it.
    #[serde(skip)]
    pub address: Option<String>,
    /// In the past tense, for example `DealMoved`.
    pub kind: String,
    pub subject: Id,
    /// The subject's version after this event: 1, 2, 3, … without gaps.
    pub version: i64,
    /// Ascending is newest first.
    pub version_desc: i64,
    #[serde(default)]
    pub changes: Vec<Change>,
    /// The record's scalars and ids after the change, by API name.
    pub snapshot: Json,
    #[serde(skip)]
    #[surreal(default)]
    pub keys_before: Vec<String>,
    #[serde(skip)]
    #[surreal(default)]
    pub keys_after: Vec<String>,
    /// Shared by all events of one request.
    pub correlation: String,
    /// Makes the digest of what can be erased say nothing about it; goes with it. See [`crate::audit::digest`].
    #[serde(skip)]
    pub salt: Option<String>,
    /// That digest, once the rest was erased.
    #[serde(skip)]
    pub digest: Option<String>,
    /// When what it told was erased, with a person.
    #[serde(default)]
    pub erased_at: Option<Instant>,
}

/// What somebody with a given scope gets to know of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// The record is theirs to see: the event.
    Full,
    /// It was, and no longer is: the id alone.
    Hidden,
    /// Nothing.
    None,
}

impl Event {
    pub fn sight(&self, scope: &Scope) -> Sight {
        if scope.sees(&self.keys_after) {
            Sight::Full
        } else if scope.sees(&self.keys_before) {
            Sight::Hidden
        } else {
            Sight::None
        }
    }
}

/// Field by field, what differs between two snapshots; bookkeeping fields are left out.
pub fn changes_between(before: &Map<String, Json>, after: &Map<String, Json>) -> Vec<Change> {
    const BOOKKEEPING: [&str; 3] = ["version", "updatedAt", "createdAt"];
    let mut fields: Vec<&String> = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key))).collect();
    fields.sort();
    fields
        .into_iter()
        .filter(|field| !BOOKKEEPING.contains(&field.as_str()))
        .filter_map(|field| {
            let from = before.get(field).unwrap_or(&Json::Null);
            let to = after.get(field).unwrap_or(&Json::Null);
            (from != to).then(|| Change { field: field.clone(), from: from.clone(), to: to.clone() })
        })
        .collect()
}
