//! An entry of the audit.

use serde_json::Value as Json;
use surrealdb::types::SurrealValue;

use crate::{
    event::model::{Change, Event},
    platform::{
        actor::ActorStamp,
        clock::Instant,
        id::Id,
        record::{RecordType, newest_first},
    },
};

/// Something that was done, by whom and from where.
#[derive(Clone, Debug, SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub struct Entry {
    pub id: Id,
    pub at: Instant,
    /// Newest first is an ascending scan over this.
    pub at_desc: i64,
    pub actor: ActorStamp,
    /// Where the request came from; commands and changes have none.
    pub address: Option<String>,
    /// In the past tense, for example `SignedIn`.
    pub action: String,
    pub subject_id: Option<Id>,
    #[surreal(default)]
    pub changes: Vec<Change>,
    /// What else is known, for example the device.
    pub detail: Json,
}

/// What was done, as it is told to [`super::actions::record`].
pub struct Deed {
    pub actor: ActorStamp,
    pub address: String,
    pub action: &'static str,
    pub subject: Option<Id>,
    pub detail: Json,
}

impl Entry {
    /// The entry of a change, if it is of how the workspace works and who may do what.
    pub fn of_change(event: &Event) -> Option<Self> {
        RecordType::of_table(event.subject.table()).filter(|kind| kind.is_directory())?;
        Some(Entry {
            // One entry an event: the same key, so that it is found by it.
            id: Id::new("audit", event.id.key()),
            at: event.at,
            at_desc: newest_first(event.at),
            actor: event.actor.clone(),
            address: None,
            action: event.kind.clone(),
            subject_id: Some(event.subject.clone()),
            changes: event.changes.clone(),
            detail: Json::Null,
        })
    }
}
