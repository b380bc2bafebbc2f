//! Row-level access. A record stores the keys that may see it; a scope is the keys that somebody holds.

use async_graphql::Enum;
use serde::{Deserialize, Serialize};
use surrealdb::types::SurrealValue;

use super::id::Id;

/// The key that every record carries: whoever holds it sees all.
pub const ALL: &str = "all";

/// What a role lets do with one kind of record: nothing, own records, the teams' (with teams below), all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Reach {
    None,
    Own,
    Team,
    All,
}

/// What can be done to a record. The order is that of [`super::actor::Access::reach`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Read = 0,
    Create = 1,
    Edit = 2,
    Delete = 3,
    Export = 4,
}

impl Verb {
    pub fn word(self) -> &'static str {
        match self {
            Verb::Read => "see",
            Verb::Create => "create",
            Verb::Edit => "change",
            Verb::Delete => "delete",
            Verb::Export => "export",
        }
    }
}

/// The keys somebody holds for one verb on one kind of record; empty means nothing is seen. At most 32.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    keys: Vec<String>,
}

/// More keys would make a list more index ranges than is quick; a person in more teams sees the first ones.
const MOST_KEYS: usize = 32;

impl Scope {
    pub fn of(reach: Reach, user: Option<&Id>, teams: &[Id]) -> Self {
        let mut keys = Vec::new();
        match reach {
            Reach::None => {}
            Reach::All => keys.push(ALL.to_owned()),
            Reach::Own => keys.extend(user.map(Id::to_string)),
            Reach::Team => {
                keys.extend(user.map(Id::to_string));
                keys.extend(teams.iter().map(Id::to_string));
                keys.truncate(MOST_KEYS);
            }
        }
        Scope { keys }
    }

    pub fn all() -> Self {
        Scope { keys: vec![ALL.to_owned()] }
    }

    pub fn is_all(&self) -> bool {
        self.keys.iter().any(|key| key == ALL)
    }

    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Whether a record that carries `record_keys` is within this scope. A deleted record's keys count as live ones.
    pub fn sees(&self, record_keys: &[String]) -> bool {
        record_keys.iter().any(|key| self.keys.iter().any(|held| held == key.strip_prefix(TRASH).unwrap_or(key)))
    }
}

/// Stands before each key of a deleted record, so that no list of live records finds it.
pub const TRASH: &str = "trash/";

/// The keys of a record: `all`, its people, its teams; behind [`TRASH`] when it is deleted.
pub fn keys_of(audience: impl IntoIterator<Item = Id>, deleted: bool) -> Vec<String> {
    let mut keys = vec![ALL.to_owned()];
    for id in audience {
        let key = id.to_string();
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    if deleted {
        for key in &mut keys {
            key.insert_str(0, TRASH);
        }
    }
    keys
}
