//! The digest of an entry or event: it covers the row as it is stored, in two parts.
//!
//! What it tells about people can be erased and is covered through a digest of its own, which is salted so that it says
//! nothing once salt and contents are gone. All else is covered as it stands. SHA-256 over JSON with sorted names.

use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};
use surrealdb::types::Value;

use super::verify::ERASED;
use crate::platform::id::Id;

/// The part that can be erased.
pub const PAYLOAD: [&str; 4] = ["address", "changes", "detail", "snapshot"];
/// What stands beside both parts.
const ASIDE: [&str; 3] = ["salt", "digest", "erasedAt"];

/// A new salt: 128 random bits.
pub fn salt() -> String {
    hex(&rand::random::<[u8; 16]>())
}

/// A row of `event` or `audit`, taken apart.
pub struct Row {
    pub id: Id,
    fixed: Map<String, Json>,
    payload: Map<String, Json>,
    salt: String,
    digest: Option<String>,
    erased: bool,
}

impl Row {
    /// From a stored row, or from one as it will be stored.
    pub fn of(value: Value) -> Self {
        let Json::Object(all) = as_stored(value).into_json_value() else {
            return Row { id: Id::new("", ""), fixed: Map::new(), payload: Map::new(), salt: String::new(), digest: None, erased: false };
        };
        let text = |name: &str| all.get(name).and_then(Json::as_str);
        let (table, key) = text("id").and_then(|id| id.split_once(':')).unwrap_or_default();
        let (id, salt, digest) = (Id::new(table, key), text("salt").unwrap_or_default().to_owned(), text("digest").map(str::to_owned));
        let erased = all.get("erasedAt").is_some_and(|at| !at.is_null());
        let (mut fixed, mut payload) = (Map::new(), Map::new());
        for (name, value) in all {
            if PAYLOAD.contains(&name.as_str()) {
                payload.insert(name, value);
            } else if !ASIDE.contains(&name.as_str()) {
                fixed.insert(name, value);
            }
        }
        Row { id, fixed, payload, salt, digest, erased }
    }

    /// What kind of event it is; empty for an entry.
    pub fn kind(&self) -> &str {
        self.fixed.get("kind").and_then(Json::as_str).unwrap_or_default()
    }

    /// All that it tells, as text.
    pub fn told(&self) -> String {
        text(&self.payload)
    }

    pub fn is_erased(&self) -> bool {
        self.erased
    }

    /// The ids that it says were erased, when that is what it is about.
    pub fn named(&self) -> Vec<Id> {
        if self.fixed.get("action").and_then(Json::as_str) != Some(ERASED) {
            return Vec::new();
        }
        let ids = self.payload.get("detail").and_then(|detail| detail.get("ids")).and_then(Json::as_array);
        ids.into_iter().flatten().filter_map(|id| id.as_str()?.split_once(':')).map(|(table, key)| Id::new(table, key)).collect()
    }

    /// Whether it tells what can only be erased together, or was: a row that keeps a digest keeps nothing else of that part.
    pub fn is_whole(&self) -> bool {
        let empty = |value: &Json| value.is_null() || value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty);
        if self.erased { self.digest.is_some() && self.salt.is_empty() && self.payload.values().all(empty) } else { self.digest.is_none() }
    }

    /// The digest of the part that can be erased.
    pub fn payload(&self) -> String {
        self.digest.clone().unwrap_or_else(|| sha256([&self.salt, &text(&self.payload)]))
    }

    /// The digest of the whole.
    pub fn whole(&self) -> String {
        sha256([&text(&self.fixed), &self.payload()])
    }
}

/// The database keeps no field that is NONE.
fn as_stored(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(fields.into_iter().filter(|(_, value)| !matches!(value, Value::None)).map(|(name, value)| (name, as_stored(value))).collect()),
        Value::Array(items) => Value::Array(items.into_iter().map(as_stored).collect()),
        value => value,
    }
}

/// SHA-256 of texts, each with its length before it, as hex.
pub fn sha256<'a>(parts: impl IntoIterator<Item = &'a String>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

fn text(fields: &Map<String, Json>) -> String {
    let mut names: Vec<&String> = fields.keys().collect();
    names.sort();
    let sorted: Vec<(&String, &Json)> = names.into_iter().map(|name| (name, &fields[name])).collect();
    serde_json::to_string(&sorted).unwrap_or_default()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
