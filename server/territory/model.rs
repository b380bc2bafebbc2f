//! A territory.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use surrealdb::types::{SurrealValue, Value};

use crate::{
    company::model::FIELDS,
    identity::model::User,
    platform::{
        condition::Condition,
        error::Faults,
        id::Id,
        record::{Meta, Record, RecordType},
        scope::Area,
    },
    record_meta,
};

/// Each is tried whenever a company is written.
pub const MOST: usize = 100;

/// A rule over companies' fields, and who works the companies that it takes.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct Territory {
    #[serde(flatten)]
    #[surreal(flatten)]
    pub meta: Meta,
    /// As people read it.
    pub name: String,
    /// Its place, from 0; the first that takes a company has it.
    pub order: i64,
    /// Which companies it takes: a [`crate::platform::condition::ConditionInput`] as JSON.
    pub condition: Json,
    /// Whose people work its companies as their own team's.
    pub team_id: Id,
    /// Who gets a company that comes without an owner.
    pub owner_id: Option<Id>,
}

impl Record for Territory {
    const TYPE: RecordType = RecordType::Territory;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        Vec::new()
    }
}

impl Territory {
    /// Whether it names a person or a team.
    pub fn names(&self, id: &Id) -> bool {
        self.team_id == *id || self.owner_id.as_ref() == Some(id)
    }
}

/// What follows from the territory itself says nothing of which one a company falls into.
const FOLLOWING: [&str; 3] = ["ownerId", "teamId", "territoryId"];

/// A territory's condition, checked: over the company's own fields but its owner and what follows from that.
pub fn check_condition(condition: &Json, faults: &mut Faults) -> Option<Condition> {
    let checked = Condition::check_lasting(condition, FIELDS, "condition", faults)?;
    if checked.tests().iter().any(|(field, _)| FOLLOWING.contains(field)) {
        faults.add("condition", "A territory gives companies an owner and a team: its condition cannot ask for them.");
        return None;
    }
    Some(checked)
}

/// Territories in their order, as the keys of records follow from them.
pub fn areas(territories: &[Territory], users: &HashMap<Id, User>) -> Vec<Area> {
    let mut hash = Sha256::new();
    territories
        .iter()
        .map(|territory| {
            // Which companies it has depends on those before it too.
            hash.update(format!("{} {}\n", territory.meta.id, territory.condition));
            let short: String = hash.clone().finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
            let owner = territory.owner_id.as_ref().and_then(|id| users.get(id)).filter(|user| user.active);
            Area {
                id: territory.meta.id.clone(),
                key: Id::new("territory", format!("{}#{short}", territory.meta.id.key())),
                condition: check_condition(&territory.condition, &mut Faults::default()).unwrap_or(Condition::Any(Vec::new())),
                owner: owner.map(|user| (user.meta.id.clone(), user.team_ids.first().cloned())),
            }
        })
        .collect()
}
