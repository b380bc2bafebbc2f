//! The built-in roles: for each kind of record and verb, how far it reaches.

use async_graphql::SimpleObject;

use crate::platform::{
    record::RecordType,
    scope::Reach::{self, All, None, Own, Team},
};

/// A role.
pub struct Role {
    /// Its name in the API and on the command line.
    pub name: &'static str,
    pub label: &'static str,
    /// May change people, teams, forms and rules.
    pub operates: bool,
    table: fn(RecordType) -> [Reach; 5],
}

/// The roles that every workspace has.
pub const BUILT_IN: &[Role] = &[
    Role { name: "admin", label: "Admin", operates: true, table: |_| [All; 5] },
    Role { name: "operations", label: "Operations", operates: true, table: |_| [All; 5] },
    Role { name: "sales_manager", label: "Sales manager", operates: false, table: sales_manager },
    Role { name: "sales", label: "Sales", operates: false, table: sales },
    Role { name: "marketing", label: "Marketing", operates: false, table: marketing },
    Role { name: "executive", label: "Executive", operates: false, table: |_| [All, None, None, None, None] },
];

/// What a role that does not exist any more may do: nothing.
const NOBODY: Role = Role { name: "none", label: "No role", operates: false, table: |_| [None; 5] };

/// The role with this name.
pub fn by_name(name: &str) -> &'static Role {
    BUILT_IN.iter().find(|role| role.name == name).unwrap_or(&NOBODY)
}

impl Role {
    /// Its whole table. Each row: read, create, edit, delete, export.
    pub fn reach(&self) -> Vec<(RecordType, [Reach; 5])> {
        // Who gets in is the admin's to decide.
        let reach = |object| if object == RecordType::Provider && self.name != "admin" { [None; 5] } else { (self.table)(object) };
        RecordType::ALL.iter().map(|object| (*object, reach(*object))).collect()
    }
}

fn sales_manager(object: RecordType) -> [Reach; 5] {
    match object {
        RecordType::Company => [All, All, All, Team, All],
        RecordType::Contact | RecordType::Lead | RecordType::Deal | RecordType::Activity | RecordType::Handoff => [Team, All, Team, Team, Team],
        _ => [All, None, None, None, None],
    }
}

fn sales(object: RecordType) -> [Reach; 5] {
    match object {
        RecordType::Company => [All, All, Team, Own, None],
        RecordType::Contact | RecordType::Lead | RecordType::Deal | RecordType::Activity | RecordType::Handoff => [Team, All, Team, Own, None],
        _ => [All, None, None, None, None],
    }
}

fn marketing(object: RecordType) -> [Reach; 5] {
    match object {
        RecordType::Company | RecordType::Contact | RecordType::Lead | RecordType::Campaign => [All, All, All, Own, All],
        RecordType::Activity | RecordType::Handoff => [All, All, All, Own, None],
        _ => [All, None, None, None, None],
    }
}

/// What a role may do to one kind of record.
#[derive(SimpleObject)]
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

/// A role as the API tells it.
#[derive(SimpleObject)]
#[graphql(name = "Role")]
pub struct RoleInfo {
    /// Its name, for example `sales_manager`.
    pub name: String,
    /// As people read it.
    pub label: String,
    /// May change people, teams, forms and rules.
    pub operates: bool,
    /// What it may do, kind of record by kind of record.
    pub permissions: Vec<Permission>,
}

impl From<&Role> for RoleInfo {
    fn from(role: &Role) -> Self {
        let permissions = role.reach().into_iter().map(|(object, [read, create, edit, delete, export])| Permission { object, read, create, edit, delete, export }).collect();
        RoleInfo { name: role.name.into(), label: role.label.into(), operates: role.operates, permissions }
    }
}
