//! Roles: what people may do, as data. For each kind of record and verb how far it reaches, which fields it hides, and under
//! which condition it sees a record at all.

use async_graphql::{Enum, InputObject, Json, SimpleObject};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use surrealdb::types::{SurrealValue, Value};

use crate::{
    platform::{
        clock::Instant,
        condition::{Condition, ConditionInput},
        error::Faults,
        field::Field,
        id::Id,
        record::{Meta, Record, RecordType},
        scope::{
            Narrowing,
            Reach::{self, All, None as No, Own, Team},
        },
    },
    record_meta,
};

/// Roles that are narrowed by a condition: each puts keys of its own on every record that it admits.
pub const MOST_NARROWED: usize = 4;

/// What a role lets do with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FieldAccess {
    /// Not there: null in answers, unknown to filters, sorts and sums.
    Hidden,
    /// Seen, not changed.
    Read,
    /// Seen and changed.
    Write,
}

/// What a role may do to one kind of record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject, InputObject)]
#[graphql(input_name = "PermissionInput")]
pub struct Permission {
    /// The kind of record.
    pub object: RecordType,
    /// Which of them it sees.
    pub read: Reach,
    /// Whether it makes new ones.
    pub create: Reach,
    /// Which of them it changes.
    pub edit: Reach,
    /// Which of them it deletes.
    pub delete: Reach,
    /// Which of them it exports.
    pub export: Reach,
}

/// What a role may do with one field, where that is less than changing it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject, InputObject)]
#[graphql(input_name = "FieldRuleInput")]
pub struct FieldRule {
    /// The kind of record.
    pub object: RecordType,
    /// The field's API name; `fields` tells which may be hidden.
    pub field: String,
    /// Hidden, or seen and not changed.
    pub access: FieldAccess,
}

/// The condition under which a role sees records of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue)]
pub struct Narrowed {
    pub object: RecordType,
    /// A [`ConditionInput`] as JSON.
    pub condition: serde_json::Value,
}

/// What people with this role may do.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct Role {
    #[serde(flatten)]
    #[surreal(flatten)]
    pub meta: Meta,
    /// As people read it.
    pub name: String,
    pub description: String,
    /// Came with Baton: can be edited, but not deleted.
    pub built_in: bool,
    /// May change teams, forms, rules and how the workspace works.
    pub operates: bool,
    /// May change people, roles and how people sign in, and reads the audit.
    pub administers: bool,
    pub permissions: Vec<Permission>,
    pub fields: Vec<FieldRule>,
    pub narrowings: Vec<Narrowed>,
}

impl Record for Role {
    const TYPE: RecordType = RecordType::Role;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        Vec::new()
    }
}

impl Role {
    /// The role that may do everything and cannot be changed, so that nobody locks everybody out.
    pub fn admin() -> Id {
        Id::new("role", "admin")
    }

    /// Its whole table. Each row: read, create, edit, delete, export. What is no record of the business everybody sees.
    pub fn reach(&self) -> Vec<(RecordType, [Reach; 5])> {
        let of = |object: &RecordType| {
            if !RecordType::GOVERNED.contains(object) {
                // How people sign in, and by what companies are divided, is the business of who administers.
                let seen = !matches!(object, RecordType::Provider | RecordType::Territory) || self.administers;
                return [if seen { All } else { No }, No, No, No, No];
            }
            self.permissions.iter().find(|permission| permission.object == *object).map_or([No; 5], |it| [it.read, it.create, it.edit, it.delete, it.export])
        };
        RecordType::ALL.iter().map(|object| (*object, of(object))).collect()
    }

    /// The keys of its own that it puts on records; `None` when it sees records whatever they hold.
    pub fn narrowing(&self) -> Option<Narrowing> {
        if self.narrowings.is_empty() {
            return None;
        }
        let text = serde_json::to_string(&self.narrowings).unwrap_or_default();
        let hash: String = Sha256::digest(text).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let conditions = self.narrowings.iter().map(|narrowed| (narrowed.object, narrowed.check("", &mut Faults::default()).unwrap_or(Condition::Any(Vec::new())))).collect();
        Some(Narrowing { prefix: format!("{}#{hash}", self.meta.id), conditions })
    }
}

impl Narrowed {
    /// The condition, checked.
    pub fn check(&self, at: &str, faults: &mut Faults) -> Option<Condition> {
        if !self.object.is_shareable() {
            faults.add(at, format!("The sight of {} cannot be narrowed by a condition.", self.object.plural()));
            return None;
        }
        let condition = Condition::check_lasting(&self.condition, crate::node::catalogue(self.object), at, faults)?;
        // After a change of territories, it would admit companies where they were before until they are placed anew.
        if condition.tests().iter().any(|(field, _)| *field == "territoryId") {
            faults.add(at, "What a territory takes is for its team: a role's condition cannot ask for it.");
            return None;
        }
        Some(condition)
    }
}

impl FieldRule {
    /// The catalogue's row of the field, if a role may hide it.
    pub fn row(&self) -> Option<&'static Field> {
        crate::node::catalogue(self.object).iter().find(|field| field.name == self.field && field.hideable)
    }
}

/// The roles that every workspace starts with.
pub fn built_in(now: Instant) -> Vec<Role> {
    type Row = (&'static str, &'static str, &'static str, bool, fn(RecordType) -> [Reach; 5]);
    let roles: [Row; 6] = [
        ("admin", "Admin", "Sees and does everything, people and roles included.", true, |_| [All; 5]),
        ("operations", "Operations", "Runs the workspace: teams, forms, rules, and all records.", true, |_| [All; 5]),
        ("sales_manager", "Sales manager", "Works with the records of their teams and all companies.", false, sales_manager),
        ("sales", "Sales", "Works with their own and their teams' records.", false, sales),
        ("marketing", "Marketing", "Works with companies, contacts, leads and campaigns; sees deals.", false, marketing),
        ("executive", "Executive", "Sees everything and changes nothing.", false, |_| [All, No, No, No, No]),
    ];
    roles
        .into_iter()
        .map(|(key, name, description, operates, table)| Role {
            meta: Meta::new(Id::new("role", key), now),
            name: name.into(),
            description: description.into(),
            built_in: true,
            operates,
            administers: key == "admin",
            permissions: permissions(table),
            fields: Vec::new(),
            narrowings: Vec::new(),
        })
        .collect()
}

/// A role's rows from a table.
fn permissions(table: fn(RecordType) -> [Reach; 5]) -> Vec<Permission> {
    let row = |object: RecordType| {
        let [read, create, edit, delete, export] = table(object);
        Permission { object, read, create, edit, delete, export }
    };
    RecordType::GOVERNED.iter().map(|object| row(*object)).collect()
}

fn sales_manager(object: RecordType) -> [Reach; 5] {
    match object {
        RecordType::Company => [All, All, All, Team, All],
        RecordType::Contact | RecordType::Lead | RecordType::Deal | RecordType::Activity | RecordType::Handoff => [Team, All, Team, Team, Team],
        _ => [All, No, No, No, No],
    }
}

fn sales(object: RecordType) -> [Reach; 5] {
    match object {
        RecordType::Company => [All, All, Team, Own, No],
        RecordType::Contact | RecordType::Lead | RecordType::Deal | RecordType::Activity | RecordType::Handoff => [Team, All, Team, Own, No],
        _ => [All, No, No, No, No],
    }
}

fn marketing(object: RecordType) -> [Reach; 5] {
    match object {
        RecordType::Company | RecordType::Contact | RecordType::Lead | RecordType::Campaign => [All, All, All, Own, All],
        RecordType::Activity | RecordType::Handoff => [All, All, All, Own, No],
        _ => [All, No, No, No, No],
    }
}

/// The condition under which a role sees records of one kind, as the API takes it.
#[derive(InputObject, Clone, Debug)]
pub struct NarrowingInput {
    /// Companies, contacts, leads, deals or campaigns.
    pub object: RecordType,
    /// Over the record's own fields.
    pub condition: ConditionInput,
}

/// The condition under which a role sees records of one kind.
#[derive(SimpleObject)]
#[graphql(name = "Narrowing")]
pub struct NarrowingNode {
    /// The kind of record.
    pub object: RecordType,
    /// The condition, as `ConditionInput` takes it.
    pub condition: Json<serde_json::Value>,
}
