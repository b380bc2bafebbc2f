//! The schema as data, and whether everything in it has a rule.

use std::collections::BTreeMap;

use baton::{
    masking,
    node::catalogue,
    platform::{field::Field, record::RecordType},
};
use serde_json::{Value as Json, json};

use crate::support::World;

/// One field of an object type.
#[derive(Clone, Debug)]
pub struct SchemaField {
    pub name: String,
    pub arguments: Vec<(String, Type)>,
    pub answer: Type,
}

/// A type, without the wrapping of lists.
#[derive(Clone, Debug)]
pub struct Type {
    pub name: String,
    pub kind: String,
    pub required: bool,
    pub list: bool,
}

/// Object types with their fields, and enums with their values.
pub struct Types {
    pub objects: BTreeMap<String, Vec<SchemaField>>,
    pub enums: BTreeMap<String, Vec<String>>,
}

impl Types {
    pub async fn read(world: &World) -> Self {
        let of = "name kind ofType { name kind ofType { name kind ofType { name kind } } }";
        let text = format!("{{ __schema {{ types {{ name kind fields {{ name args {{ name defaultValue type {{ {of} }} }} type {{ {of} }} }} enumValues {{ name }} }} }} }}");
        let data = world.ana.ok(&text, json!({})).await;
        let mut types = Types { objects: BTreeMap::new(), enums: BTreeMap::new() };
        for kind in data["__schema"]["types"].as_array().unwrap() {
            let name = kind["name"].as_str().unwrap().to_owned();
            match kind["kind"].as_str().unwrap() {
                "OBJECT" if !name.starts_with("__") => {
                    types.objects.insert(name, kind["fields"].as_array().unwrap().iter().map(field).collect());
                }
                "ENUM" if !name.starts_with("__") => {
                    types.enums.insert(name, kind["enumValues"].as_array().unwrap().iter().map(|value| value["name"].as_str().unwrap().to_owned()).collect());
                }
                _ => {}
            }
        }
        types
    }

    /// Everything that can be asked of a type without arguments, so many levels deep.
    pub fn selection(&self, name: &str, depth: usize) -> String {
        let Some(fields) = self.objects.get(name) else { return "__typename".to_owned() };
        let mut parts = vec!["__typename".to_owned()];
        for field in fields {
            if field.arguments.iter().any(|(_, argument)| argument.required) || field.name == "edges" {
                continue;
            }
            match field.answer.kind.as_str() {
                "OBJECT" if depth > 0 => parts.push(format!("{} {{ {} }}", field.name, self.selection(&field.answer.name, depth - 1))),
                "OBJECT" | "INTERFACE" => {}
                _ => parts.push(field.name.clone()),
            }
        }
        parts.join(" ")
    }
}

fn field(json: &Json) -> SchemaField {
    let arguments = json["args"].as_array().unwrap().iter();
    let arguments = arguments.map(|argument| {
        let mut of = kind(&argument["type"]);
        of.required &= argument["defaultValue"].is_null();
        (argument["name"].as_str().unwrap().to_owned(), of)
    });
    SchemaField { name: json["name"].as_str().unwrap().to_owned(), arguments: arguments.collect(), answer: kind(&json["type"]) }
}

fn kind(json: &Json) -> Type {
    let mut at = json;
    let (required, mut list) = (json["kind"] == "NON_NULL", false);
    while let Some(inner) = at.get("ofType").filter(|inner| !inner.is_null()) {
        list |= at["kind"] == "LIST";
        at = inner;
    }
    Type { name: at["name"].as_str().unwrap().to_owned(), kind: at["kind"].as_str().unwrap().to_owned(), required, list }
}

/// The types of records, whose fields have the catalogue's rules.
pub const RECORDS: [(&str, RecordType); 7] = [
    ("Company", RecordType::Company),
    ("Contact", RecordType::Contact),
    ("Lead", RecordType::Lead),
    ("Deal", RecordType::Deal),
    ("Activity", RecordType::Activity),
    ("Campaign", RecordType::Campaign),
    ("Handoff", RecordType::Handoff),
];

/// What every record shows, and ways to other records, which have rules of their own.
const OPEN: [&str; 17] = [
    "id",
    "version",
    "name",
    "createdAt",
    "updatedAt",
    "deletedAt",
    "shares",
    "timeline",
    "contacts",
    "deals",
    "leads",
    "openDeals",
    "handoff",
    "handoffs",
    "subject",
    "subjects",
    "subjectIds",
];

#[tokio::test]
async fn every_field_of_a_record_has_a_rule_and_what_may_be_hidden_can_be_null() {
    let world = World::new().await;
    let types = Types::read(&world).await;
    let mut faults = Vec::new();
    for (name, kind) in RECORDS {
        for field in &types.objects[name] {
            let rows: Vec<&Field> = catalogue(kind).iter().filter(|row| row.tells(&field.name)).collect();
            if rows.is_empty() && !OPEN.contains(&field.name.as_str()) {
                faults.push(format!("{name}.{} is in no row of the catalogue", field.name));
            }
            if rows.iter().any(|row| row.hideable) && field.answer.required && !field.answer.list {
                faults.push(format!("{name}.{} may be hidden and cannot be null", field.name));
            }
        }
    }
    for (name, field, kind, told) in masking::TELLING {
        let known = types.objects.get(*name).and_then(|fields| fields.iter().find(|known| known.name == *field));
        match known {
            Some(known) if known.answer.required && !known.answer.list => faults.push(format!("{name}.{field} tells {told} and cannot be null")),
            Some(_) if catalogue(*kind).iter().any(|row| row.name == *told && row.hideable) => {}
            _ => faults.push(format!("{name}.{field} is told to be hidden with {told}, and one of them is not there")),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Mutations of no record's fields: what they take is no field of the catalogue.
const NO_FIELDS: [&str; 36] = [
    "acceptInvitation",
    "beginSecondFactor",
    "changePassword",
    "confirmSecondFactor",
    "createProvider",
    "createRole",
    "createTeam",
    "createTerritory",
    "createToken",
    "deactivateUser",
    "deleteProvider",
    "deleteRecords",
    "deleteRole",
    "deleteTeam",
    "deleteTerritory",
    "eraseContact",
    "inviteUser",
    "reactivateUser",
    "removeSecondFactor",
    "reorderTerritories",
    "requestPasswordReset",
    "resetPassword",
    "restoreRecords",
    "revokeOtherSessions",
    "revokeSession",
    "revokeToken",
    "setUp",
    "shareRecord",
    "signIn",
    "signOut",
    "unshareRecord",
    "updateProvider",
    "updateRole",
    "updateTeam",
    "updateTerritory",
    "updateUser",
];

#[tokio::test]
async fn every_mutation_says_which_records_it_changes() {
    let world = World::new().await;
    let types = Types::read(&world).await;
    let unknown = |name: &&str| masking::changed_by(name).is_empty() && !NO_FIELDS.contains(name) && *name != "viewAs";
    let silent: Vec<&str> = types.objects["Mutation"].iter().map(|field| field.name.as_str()).filter(unknown).collect();
    assert!(silent.is_empty(), "{silent:?} change records or do not: say so");
}
