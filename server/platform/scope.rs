//! Row-level access. A record stores the keys that may see it; a scope is the keys that somebody holds.

use async_graphql::Enum;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use surrealdb::types::SurrealValue;

use super::{
    clock::Instant,
    condition::{Condition, Terms},
    id::Id,
    record::RecordType,
};

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

    /// The same keys behind a narrowed role's prefix.
    pub fn behind(self, narrowing: &Narrowing) -> Self {
        Scope { keys: self.keys.iter().map(|key| narrowing.key(key)).collect() }
    }

    /// The keys that the same records carry in the trash.
    pub fn in_trash(&self) -> Self {
        Scope { keys: self.keys.iter().map(|key| format!("{TRASH}{key}")).collect() }
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

/// A role that sees some kinds of record only under a condition.
///
/// Its people hold keys of their own, behind a prefix, and a record carries those only while the condition holds. So everything
/// that goes by keys (lists, counts, sums, search, events) obeys the condition without knowing of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Narrowing {
    /// Names the role and the condition: a changed condition leaves the old keys without a holder.
    pub prefix: String,
    /// Over the record's own fields; neither who asks nor when.
    pub conditions: Vec<(RecordType, Condition)>,
}

impl Narrowing {
    fn key(&self, key: &str) -> String {
        format!("{}/{key}", self.prefix)
    }

    fn of(&self, kind: RecordType) -> Option<&Condition> {
        self.conditions.iter().find(|(narrowed, _)| *narrowed == kind).map(|(_, condition)| condition)
    }

    /// Whether the role's people hold keys of their own for this kind: it is narrowed, or it inherits from what may be.
    pub fn covers(&self, kind: RecordType) -> bool {
        kind.inherits() || self.of(kind).is_some()
    }
}

/// A territory, as far as the keys of records follow from it: the first in order that takes a company has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    pub id: Id,
    /// What its companies carry and its team's people hold. It names this condition and those before it: after a change of
    /// one of them nobody holds the old key.
    pub key: Id,
    /// Over the company's own fields; neither who asks nor when.
    pub condition: Condition,
    /// Who gets a company that enters without an owner, with their team.
    pub owner: Option<(Id, Option<Id>)>,
}

/// What the keys of records follow from beside the records themselves.
#[derive(Clone, Debug, Default)]
pub struct Grounds {
    /// What roles are narrowed by.
    pub narrowings: Vec<Narrowing>,
    /// Territories in their order.
    pub territories: Vec<Area>,
}

impl Grounds {
    /// The first territory that takes a company.
    pub fn territory_of(&self, company: impl Fn() -> Map<String, Json>, now: Instant) -> Option<&Area> {
        if self.territories.is_empty() {
            return None;
        }
        let (company, terms) = (company(), Terms { me: None, now, today: now.date_naive() });
        self.territories.iter().find(|area| area.condition.holds(&company, &terms))
    }
}

/// What the keys of a record follow from.
pub struct Audience<'a> {
    pub kind: RecordType,
    /// Its people and teams, and who it is shared with.
    pub people: Vec<Id>,
    /// Keys that came from the records it is about; see [`inherited`].
    pub inherited: &'a [String],
    /// Its fields, asked for only when a role is narrowed.
    pub snapshot: &'a dyn Fn() -> Map<String, Json>,
    pub deleted: bool,
    pub now: Instant,
}

/// The keys of a record: `all`, its people, its teams, what it inherits, and those of narrowed roles; behind [`TRASH`] when deleted.
pub fn keys_of(audience: Audience, narrowings: &[Narrowing]) -> Vec<String> {
    let mut keys = vec![ALL.to_owned()];
    add(&mut keys, audience.people.iter().map(Id::to_string));
    let own = keys.clone();
    let terms = Terms { me: None, now: audience.now, today: audience.now.date_naive() };
    for narrowing in narrowings {
        let admits = match narrowing.of(audience.kind) {
            Some(condition) => condition.holds(&(audience.snapshot)(), &terms),
            // Who sees one of its subjects sees it, and then also as one of its own people.
            None => audience.kind.inherits() && audience.inherited.iter().any(|key| key.starts_with(&narrowing.key(""))),
        };
        if admits {
            add(&mut keys, own.iter().map(|key| narrowing.key(key)));
        }
    }
    add(&mut keys, audience.inherited.iter().cloned());
    if audience.deleted {
        for key in &mut keys {
            key.insert_str(0, TRASH);
        }
    }
    keys
}

/// The keys that a record has from the records it is about: who sees one of them sees it.
pub fn inherited<'a>(subjects: impl IntoIterator<Item = (RecordType, &'a [String])>, narrowings: &[Narrowing]) -> Vec<String> {
    let mut keys = Vec::new();
    for (kind, subject) in subjects {
        let bare = |key: &'a String| key.strip_prefix(TRASH).unwrap_or(key);
        add(&mut keys, subject.iter().map(bare).filter(|key| *key != ALL && is_current(key, narrowings)).map(str::to_owned));
        for narrowing in narrowings.iter().filter(|narrowing| narrowing.of(kind).is_none()) {
            add(&mut keys, subject.iter().map(bare).filter(|key| !key.contains('/')).map(|key| narrowing.key(key)));
        }
    }
    keys
}

/// Whether a key is plain, or of a narrowing that is still so.
fn is_current(key: &str, narrowings: &[Narrowing]) -> bool {
    key.split_once('/').is_none_or(|(prefix, _)| narrowings.iter().any(|narrowing| narrowing.prefix == prefix))
}

fn add(keys: &mut Vec<String>, more: impl Iterator<Item = String>) {
    for key in more {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
}
