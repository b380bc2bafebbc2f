//! Fields that a role hides or protects. Rules run on whole records; what is hidden goes where data leaves: in answers and
//! events here, in filters, sorts and groups where they are checked.

use serde_json::{Map, Value as Json};

use super::{
    condition::{Condition, Op, Operand},
    error::{Error, Result},
    field::{Field, FieldKind},
    record::RecordType,
};
use crate::{
    event::model::{Change, Event},
    identity::role::{FieldAccess, FieldRule},
    node::catalogue,
    search::index::is_address,
};

/// What one role lets do with fields. Cheap to ask: most roles have no rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldRules(Vec<(RecordType, &'static Field, FieldAccess)>);

impl FieldRules {
    /// The rules whose field is in the catalogue.
    pub fn of(rules: &[FieldRule]) -> Self {
        let known = rules.iter().filter(|rule| rule.access < FieldAccess::Write);
        FieldRules(known.filter_map(|rule| Some((rule.object, rule.row()?, rule.access))).collect())
    }

    /// What both allow.
    pub fn with(mut self, other: &FieldRules) -> Self {
        self.0.extend(other.0.iter().copied());
        self
    }

    /// Whether a record of this kind is shown with less than it has.
    pub fn hides_any(&self, object: RecordType) -> bool {
        self.0.iter().any(|(of, _, access)| *of == object && *access == FieldAccess::Hidden)
    }

    /// Whether anything at all is hidden or protected.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a field, or what tells its value, is hidden. `name` is spelled as the API spells it; of a dotted one the first
    /// part may be hidden too.
    pub fn hides(&self, object: RecordType, name: &str) -> bool {
        self.touches(object, name, FieldAccess::Hidden)
    }

    /// Whether a field may be seen but not changed, or not even that.
    pub fn protects(&self, object: RecordType, name: &str) -> bool {
        self.touches(object, name, FieldAccess::Read)
    }

    fn touches(&self, object: RecordType, name: &str, most: FieldAccess) -> bool {
        self.0.iter().any(|(of, field, access)| *of == object && *access <= most && field.tells(name))
    }

    /// Names what is hidden: subscriptions of which this is the same share their answers.
    pub fn class(&self) -> String {
        let mut hidden: Vec<String> = self.0.iter().filter(|rule| rule.2 == FieldAccess::Hidden).map(|(of, field, _)| format!("{}.{}", of.table(), field.name)).collect();
        hidden.sort();
        hidden.dedup();
        hidden.join(" ")
    }

    /// Errors: `FORBIDDEN` naming the field, when what is about to be asked would tell it.
    pub fn may_ask(&self, object: RecordType, name: &str, at: &str) -> Result<()> {
        if self.hides(object, name) { Err(Error::forbidden(format!("see this field of {}", object.plural())).with_field(at)) } else { Ok(()) }
    }

    /// A record's name as it may be shown: who has none is called after their e-mail address.
    pub fn name<'a>(&self, kind: RecordType, name: &'a str) -> &'a str {
        if is_address(name) && self.hides_addresses(kind) { "Unnamed" } else { name }
    }

    /// A filter as it may be asked: a name that is an address meets no test of the name.
    pub fn filter(&self, kind: RecordType, filter: Condition) -> Condition {
        if !self.hides_addresses(kind) {
            return filter;
        }
        let address = Condition::Test { field: "name", kind: FieldKind::Text, op: Op::Contains, operands: vec![Operand::Text("@".into())] };
        filter.guarded("name", &Condition::Not(Box::new(address)))
    }

    /// Contacts, and leads with them, may be called after an address that this role does not see.
    fn hides_addresses(&self, kind: RecordType) -> bool {
        matches!(kind, RecordType::Contact | RecordType::Lead) && self.hides(RecordType::Contact, "emails")
    }

    /// An event's changes as they may be shown.
    pub fn changes(&self, event: &Event) -> Vec<Change> {
        let Some(kind) = self.masked_kind(event) else { return event.changes.clone() };
        let shown = event.changes.iter().filter(|change| self.shows(kind, &change.field));
        shown.map(|change| Change { field: change.field.clone(), from: self.value(kind, &change.field, &change.from), to: self.value(kind, &change.field, &change.to) }).collect()
    }

    /// An event's snapshot as it may be shown.
    pub fn snapshot(&self, event: &Event) -> Json {
        let (Some(kind), Json::Object(fields)) = (self.masked_kind(event), &event.snapshot) else { return event.snapshot.clone() };
        let shown: Map<String, Json> = fields.iter().filter(|(name, _)| self.shows(kind, name)).map(|(name, value)| (name.clone(), self.value(kind, name, value))).collect();
        Json::Object(shown)
    }

    /// The kind of record that an event is about, when it may have to be told with less than it holds.
    fn masked_kind(&self, event: &Event) -> Option<RecordType> {
        // A lead is called after its contact.
        RecordType::of_table(event.subject.table()).filter(|kind| self.hides_any(*kind) || (*kind == RecordType::Lead && self.hides_any(RecordType::Contact)))
    }

    fn value(&self, kind: RecordType, field: &str, value: &Json) -> Json {
        match value {
            Json::String(name) if field == "name" => Json::from(self.name(kind, name)),
            value => value.clone(),
        }
    }

    /// A part of a snapshot is shown when the catalogue knows it and the role does not hide it; what it does not know is not.
    fn shows(&self, kind: RecordType, name: &str) -> bool {
        const PLAIN: [&str; 7] = ["id", "version", "name", "createdAt", "updatedAt", "deletedAt", "shares"];
        PLAIN.contains(&name) || (catalogue(kind).iter().any(|field| field.tells(name)) && !self.hides(kind, name))
    }
}
