//! What every domain record has: an id, a version, keys, dates; and how it becomes an event's snapshot.

use async_graphql::{Enum, SimpleObject};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use surrealdb::types::SurrealValue;

use super::{
    clock::Instant,
    id::Id,
    scope::{self, Audience, Grounds},
};

/// The kinds of record that rights, lists and events speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RecordType {
    Company,
    Contact,
    Lead,
    Deal,
    Activity,
    Campaign,
    Product,
    Handoff,
    User,
    Team,
    Workspace,
    Form,
    Rule,
    Role,
    Provider,
    Territory,
}

impl RecordType {
    pub const ALL: &'static [RecordType] = &[
        RecordType::Company,
        RecordType::Contact,
        RecordType::Lead,
        RecordType::Deal,
        RecordType::Activity,
        RecordType::Campaign,
        RecordType::Product,
        RecordType::Handoff,
        RecordType::User,
        RecordType::Team,
        RecordType::Workspace,
        RecordType::Form,
        RecordType::Rule,
        RecordType::Role,
        RecordType::Provider,
        RecordType::Territory,
    ];

    /// Its table, and the prefix of its ids.
    pub fn table(self) -> &'static str {
        match self {
            RecordType::Company => "company",
            RecordType::Contact => "contact",
            RecordType::Lead => "lead",
            RecordType::Deal => "deal",
            RecordType::Activity => "activity",
            RecordType::Campaign => "campaign",
            RecordType::Product => "product",
            RecordType::Handoff => "handoff",
            RecordType::User => "user",
            RecordType::Team => "team",
            RecordType::Workspace => "workspace",
            RecordType::Form => "form",
            RecordType::Rule => "rule",
            RecordType::Role => "role",
            RecordType::Provider => "provider",
            RecordType::Territory => "territory",
        }
    }

    /// For sentences: “see deals”.
    pub fn plural(self) -> &'static str {
        match self {
            RecordType::Company => "companies",
            RecordType::Contact => "contacts",
            RecordType::Lead => "leads",
            RecordType::Deal => "deals",
            RecordType::Activity => "activities",
            RecordType::Campaign => "campaigns",
            RecordType::Product => "products",
            RecordType::Handoff => "handoffs",
            RecordType::User => "people of the workspace",
            RecordType::Team => "teams",
            RecordType::Workspace => "the workspace's settings",
            RecordType::Form => "forms",
            RecordType::Rule => "routing rules",
            RecordType::Role => "roles",
            RecordType::Provider => "sign-in providers",
            RecordType::Territory => "territories",
        }
    }

    /// Small records that every request reads: kept in memory as the directory.
    pub fn is_directory(self) -> bool {
        use RecordType::{Form, Product, Provider, Role, Rule, Team, Territory, User, Workspace};
        matches!(self, User | Team | Workspace | Form | Rule | Role | Product | Provider | Territory)
    }

    /// The kinds that a role's rights speak of; the rest is how the workspace works.
    pub const GOVERNED: &'static [RecordType] =
        &[RecordType::Company, RecordType::Contact, RecordType::Lead, RecordType::Deal, RecordType::Activity, RecordType::Campaign, RecordType::Product, RecordType::Handoff];

    /// Is seen by whoever sees one of the records that it is about.
    pub fn inherits(self) -> bool {
        matches!(self, RecordType::Activity | RecordType::Handoff)
    }

    /// Can be shared with people and teams beside its own.
    pub fn is_shareable(self) -> bool {
        matches!(self, RecordType::Company | RecordType::Contact | RecordType::Lead | RecordType::Deal | RecordType::Campaign)
    }

    pub fn of_table(table: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|object| object.table() == table)
    }
}

/// The part that all records share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct Meta {
    /// The record's id, for example `deal:01J9ZQ4M3N8W5T2R6Y7K0B1C2D`.
    pub id: Id,
    /// Counts the record's changes from 1; each change has one event with this number.
    pub version: i64,
    /// Who may see it; see [`scope`].
    #[serde(skip)]
    #[surreal(default)]
    #[graphql(skip)]
    pub keys: Vec<String>,
    /// When it was created.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// When it was put in the trash; kept there for 30 days.
    pub deleted_at: Option<Instant>,
    /// With whom it is shared beside its own people and teams.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[surreal(default)]
    #[graphql(skip)]
    pub shares: Vec<Share>,
    /// Newest first is an ascending scan over this: descending ones are slower.
    #[serde(skip)]
    #[graphql(skip)]
    pub created_desc: i64,
    #[serde(skip)]
    #[graphql(skip)]
    pub updated_desc: i64,
}

impl Meta {
    /// The first version of a record that is about to be created.
    pub fn new(id: Id, now: Instant) -> Self {
        Meta {
            id,
            version: 1,
            keys: Vec::new(),
            created_at: now,
            updated_at: now,
            deleted_at: None,
            shares: Vec::new(),
            created_desc: newest_first(now),
            updated_desc: newest_first(now),
        }
    }

    pub fn is_deleted(&self) -> bool {
        self.deleted_at.is_some()
    }
}

/// A person or team that a record is shared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct Share {
    /// The person or team.
    pub with_id: Id,
    /// What they may do beside seeing it.
    pub level: ShareLevel,
}

/// What who a record is shared with may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ShareLevel {
    /// See it.
    Read,
    /// See it, and do what their role lets them do with their own.
    Edit,
}

/// A sort key whose ascending order is newest first.
pub fn newest_first(at: Instant) -> i64 {
    -at.timestamp_micros()
}

/// The parts of a text sort key: folded, bounded, and empty last.
pub fn text_key(text: &str) -> String {
    let folded: String = text.trim().to_lowercase().chars().take(64).collect();
    if folded.is_empty() { "\u{10FFFF}".into() } else { folded }
}

/// A domain record: changes only through [`super::tx::Tx`].
pub trait Record: SurrealValue + Serialize + Clone + Send + Sync + 'static {
    const TYPE: RecordType;

    fn meta(&self) -> &Meta;

    fn meta_mut(&mut self) -> &mut Meta;

    /// The people and teams whose record it is; `all` sees it anyway.
    fn audience(&self) -> Vec<Id>;

    /// The contacts that whoever sees this record sees too.
    fn contacts(&self) -> Vec<Id> {
        Vec::new()
    }

    /// The keys that it has from the records it is about, for kinds that inherit.
    fn inherited(&self) -> &[String] {
        &[]
    }

    /// Fills the sort columns from the fields. Called before every write.
    fn index(&mut self) {}

    fn id(&self) -> &Id {
        &self.meta().id
    }

    /// The record as the API and events spell it: its fields by name, ids and scalars only.
    fn snapshot(&self) -> Map<String, Json> {
        match serde_json::to_value(self) {
            Ok(Json::Object(fields)) => fields,
            _ => Map::new(),
        }
    }

    /// Makes its territory follow from its fields, for kinds that have one.
    fn place(&mut self, _: &Grounds) {}

    /// The key of its territory, which what is of a company takes over from it.
    fn takes_along(&self) -> Option<&Id> {
        None
    }

    /// The company whose territory it stands in, for kinds that follow one.
    fn of_company(&self) -> Option<&Id> {
        None
    }

    /// Puts it in the territory with this key.
    fn follow_company(&mut self, _: Option<Id>) {}

    /// Makes keys and sort columns follow from the fields, and from the workspace's grounds.
    fn settle(&mut self, grounds: &Grounds) {
        self.place(grounds);
        self.index();
        let people = self.audience().into_iter().chain(self.meta().shares.iter().map(|share| share.with_id.clone())).collect();
        let audience =
            Audience { kind: Self::TYPE, people, inherited: self.inherited(), snapshot: &|| self.snapshot(), deleted: self.meta().is_deleted(), now: self.meta().updated_at };
        let keys = scope::keys_of(audience, &grounds.narrowings);
        let meta = self.meta_mut();
        meta.keys = keys;
        meta.created_desc = newest_first(meta.created_at);
        meta.updated_desc = newest_first(meta.updated_at);
    }

    /// The keys through which it is changed: its people and teams, and who it is shared with to edit. Sight alone is not enough.
    fn holders(&self) -> Vec<String> {
        let shared = self.meta().shares.iter().filter(|share| share.level == ShareLevel::Edit).map(|share| share.with_id.to_string());
        [scope::ALL.to_owned()].into_iter().chain(self.audience().iter().map(Id::to_string)).chain(shared).collect()
    }
}

/// Implements [`Record`]'s access to a `meta` field; the rest is the slice's.
#[macro_export]
macro_rules! record_meta {
    () => {
        fn meta(&self) -> &$crate::platform::record::Meta {
            &self.meta
        }

        fn meta_mut(&mut self) -> &mut $crate::platform::record::Meta {
            &mut self.meta
        }
    };
}
