//! An entry of the audit.

use serde_json::{Value as Json, json};
use surrealdb::types::SurrealValue;

use super::digest;
use crate::{
    event::model::{Change, Event},
    platform::{
        actor::{Actor, ActorStamp},
        clock::Instant,
        id::Id,
        record::newest_first,
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
    /// Where the request came from; commands and clocks have none.
    pub address: Option<String>,
    /// In the past tense, for example `SignedIn`.
    pub action: String,
    pub subject_id: Option<Id>,
    #[surreal(default)]
    pub changes: Vec<Change>,
    /// What else is known, for example the device.
    pub detail: Json,
    /// See [`Event`].
    pub salt: Option<String>,
    pub digest: Option<String>,
    pub erased_at: Option<Instant>,
}

/// What was done, as it is told to [`super::actions::record`] and [`crate::platform::tx::Tx::note`].
#[derive(Clone)]
pub struct Deed {
    pub actor: ActorStamp,
    pub address: Option<String>,
    pub action: &'static str,
    pub subject: Option<Id>,
    pub detail: Json,
}

impl Deed {
    /// What this actor did.
    pub fn of(actor: &Actor, action: &'static str, subject: Option<&Id>, detail: Json) -> Self {
        Deed { actor: actor.stamp.clone(), address: actor.address.clone(), action, subject: subject.cloned(), detail }
    }

    /// The entry of it; `key` is the hub's.
    pub fn entry(self, key: ulid::Ulid, at: Instant) -> Entry {
        Entry {
            id: Id::new("audit", key),
            at,
            at_desc: newest_first(at),
            actor: self.actor,
            address: self.address,
            action: self.action.to_owned(),
            subject_id: self.subject,
            changes: Vec::new(),
            detail: if self.detail.is_null() { json!({}) } else { self.detail },
            salt: Some(digest::salt()),
            digest: None,
            erased_at: None,
        }
    }
}

impl Entry {
    /// The change of a record, as the audit tells it.
    pub fn of_change(event: Event) -> Self {
        Entry {
            id: event.id,
            at: event.at,
            at_desc: event.at_desc,
            actor: event.actor,
            address: event.address,
            action: event.kind,
            subject_id: Some(event.subject),
            changes: event.changes,
            detail: Json::Null,
            salt: None,
            digest: None,
            erased_at: event.erased_at,
        }
    }
}
