//! The one condition language: serialisable, checked against the field catalogue, evaluated here in memory and compiled to
//! SurrealQL in `condition_sql.rs`. A property test holds the two to the same answer.
//!
//! Logic is two-valued: a missing value matches `IS_EMPTY` and nothing else. Numbers compare as decimals. Text compares
//! folded, by Unicode lower case.

use async_graphql::{Enum, InputObject, Json};
use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{
    clock::{Date, Instant},
    error::Faults,
    field::{Field, FieldKind},
    id::Id,
};

/// How deep conditions may nest, and how many tests one may hold.
const DEEPEST: usize = 8;
const MOST_TESTS: usize = 100;

/// A condition: exactly one of `all`, `any`, `not`, or `field` with `op`.
#[derive(InputObject, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ConditionInput {
    /// Every one of these holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all: Option<Vec<ConditionInput>>,
    /// At least one of these holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub any: Option<Vec<ConditionInput>>,
    /// This does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not: Option<Box<ConditionInput>>,
    /// A filterable field's API name; see `fields`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// How the field is tested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub op: Option<Op>,
    /// A scalar, a list for `IN`, or `{"$": "me"}`, `{"$": "now"}`, `{"$": "today"}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Json<Value>>,
}

/// How a field is tested.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[graphql(name = "ConditionOp")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Op {
    /// Equals; text folded.
    Eq,
    /// Has a value, and another one.
    Ne,
    /// Is less or earlier.
    Lt,
    /// Is less, earlier or the same.
    Lte,
    /// Is greater or later.
    Gt,
    /// Is greater, later or the same.
    Gte,
    /// Is one of a list.
    In,
    /// A text contains a text; tags contain a tag.
    Contains,
    /// A text begins with a text.
    StartsWith,
    /// Has no value.
    IsEmpty,
    /// Has a value.
    IsNotEmpty,
}

/// A checked condition over one kind of record.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Test { field: &'static str, kind: FieldKind, op: Op, operands: Vec<Operand> },
}

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    Text(String),
    Number(Decimal),
    Bool(bool),
    Date(Date),
    Instant(Instant),
    Reference(Id),
    Me,
    Now,
    Today,
}

/// What `me`, `now` and `today` stand for.
#[derive(Clone, Debug)]
pub struct Terms {
    pub me: Option<Id>,
    pub now: Instant,
    pub today: NaiveDate,
}

impl Condition {
    /// Checks an input against the fields of a catalogue that its author sees: what they do not see is not there.
    /// Faults name the place, for example `filter.all[1].value`.
    pub fn check(input: &ConditionInput, fields: &'static [Field], sees: &dyn Fn(&Field) -> bool, at: &str, faults: &mut Faults) -> Option<Condition> {
        let mut budget = MOST_TESTS;
        check(input, &Known { fields, sees }, at, faults, DEEPEST, &mut budget)
    }

    /// The same for one that is kept as JSON and held against a record whenever that changes: it speaks of the record's own
    /// fields, and neither of who asks nor of when.
    pub fn check_lasting(condition: &Value, fields: &'static [Field], at: &str, faults: &mut Faults) -> Option<Condition> {
        let Ok(input) = serde_json::from_value::<ConditionInput>(condition.clone()) else {
            faults.add(at, "This is not a condition.");
            return None;
        };
        let condition = Condition::check(&input, fields, &|_| true, at, faults)?;
        if condition.tests().iter().any(|(field, operands)| field.contains('.') || operands.iter().any(|operand| matches!(operand, Operand::Me | Operand::Now | Operand::Today))) {
            faults.add(at, "This condition speaks of the record's own fields, and neither of who asks nor of when.");
            return None;
        }
        Some(condition)
    }

    /// Its tests: which field, with what it is compared.
    pub fn tests(&self) -> Vec<(&'static str, &[Operand])> {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(Condition::tests).collect(),
            Condition::Not(part) => part.tests(),
            Condition::Test { field, operands, .. } => vec![(*field, operands)],
        }
    }

    /// The same, but each test of `field` holds only where also `guard` does.
    pub fn guarded(self, field: &str, guard: &Condition) -> Condition {
        let each = |parts: Vec<Condition>| parts.into_iter().map(|part| part.guarded(field, guard)).collect();
        match self {
            Condition::All(parts) => Condition::All(each(parts)),
            Condition::Any(parts) => Condition::Any(each(parts)),
            Condition::Not(part) => Condition::Not(Box::new(part.guarded(field, guard))),
            test @ Condition::Test { field: tested, .. } if tested == field => Condition::All(vec![test, guard.clone()]),
            test => test,
        }
    }

    /// Whether a record (as its snapshot) meets the condition. Facts of other records stand nested, by dotted name.
    pub fn holds(&self, record: &Map<String, Value>, terms: &Terms) -> bool {
        match self {
            Condition::All(parts) => parts.iter().all(|part| part.holds(record, terms)),
            Condition::Any(parts) => parts.iter().any(|part| part.holds(record, terms)),
            Condition::Not(part) => !part.holds(record, terms),
            Condition::Test { field, kind, op, operands } => test(lookup(record, field), *kind, *op, operands, terms),
        }
    }
}

/// The fields that a condition may speak of.
struct Known<'a> {
    fields: &'static [Field],
    sees: &'a dyn Fn(&Field) -> bool,
}

fn check(input: &ConditionInput, fields: &Known, at: &str, faults: &mut Faults, depth: usize, budget: &mut usize) -> Option<Condition> {
    if depth == 0 || *budget == 0 {
        faults.add(at, "This condition is too large: at most 8 levels and 100 tests.");
        return None;
    }
    let given = [input.all.is_some(), input.any.is_some(), input.not.is_some(), input.field.is_some()].iter().filter(|given| **given).count();
    if given != 1 {
        faults.add(at, "A condition is exactly one of all, any, not, or field with op.");
        return None;
    }
    let mut list = |parts: &[ConditionInput], name: &str| {
        let checked: Vec<Option<Condition>> = parts.iter().enumerate().map(|(i, part)| check(part, fields, &format!("{at}.{name}[{i}]"), faults, depth - 1, budget)).collect();
        checked.into_iter().collect::<Option<Vec<_>>>()
    };
    if let Some(parts) = &input.all {
        return list(parts, "all").map(Condition::All);
    }
    if let Some(parts) = &input.any {
        return list(parts, "any").map(Condition::Any);
    }
    if let Some(part) = &input.not {
        return check(part, fields, &format!("{at}.not"), faults, depth - 1, budget).map(|part| Condition::Not(Box::new(part)));
    }
    *budget -= 1;
    let name = input.field.as_deref()?;
    let Some(field) = fields.fields.iter().find(|field| field.name == name && field.filterable && (fields.sees)(field)) else {
        faults.add(&format!("{at}.field"), format!("There is no filterable field “{name}” here."));
        return None;
    };
    let Some(op) = input.op else {
        faults.add(&format!("{at}.op"), "Say how the field is tested.");
        return None;
    };
    if !suits(field.kind, op) {
        faults.add(&format!("{at}.op"), format!("{} cannot be tested this way.", field.label));
        return None;
    }
    let operands = operands(field, op, input.value.as_ref().map(|json| &json.0), at, faults)?;
    Some(Condition::Test { field: field.name, kind: field.kind, op, operands })
}

fn suits(kind: FieldKind, op: Op) -> bool {
    let ordered = matches!(kind, FieldKind::Integer | FieldKind::Decimal | FieldKind::Money | FieldKind::Date | FieldKind::DateTime);
    let text = matches!(kind, FieldKind::Text | FieldKind::LongText);
    match op {
        Op::IsEmpty | Op::IsNotEmpty => true,
        Op::Eq | Op::Ne | Op::In => kind != FieldKind::Tags,
        Op::Lt | Op::Lte | Op::Gt | Op::Gte => ordered,
        Op::Contains => text || kind == FieldKind::Tags,
        Op::StartsWith => text,
    }
}

fn operands(field: &Field, op: Op, value: Option<&Value>, at: &str, faults: &mut Faults) -> Option<Vec<Operand>> {
    let place = format!("{at}.value");
    let wanted = match (op, value) {
        (Op::IsEmpty | Op::IsNotEmpty, _) => return Some(Vec::new()),
        (Op::In, Some(Value::Array(values))) if values.len() <= MOST_TESTS => values.iter().collect(),
        (Op::In, _) => {
            faults.add(&place, "IN takes a list of at most 100 values.");
            return None;
        }
        (_, Some(value)) if !value.is_null() => vec![value],
        _ => {
            faults.add(&place, "This test takes a value; to look for missing ones use IS_EMPTY.");
            return None;
        }
    };
    let parsed: Option<Vec<Operand>> = wanted.into_iter().map(|value| operand(field.kind, value)).collect();
    if parsed.is_none() {
        faults.add(&place, format!("This is not a value that {} can have.", field.label));
    }
    parsed
}

fn operand(kind: FieldKind, value: &Value) -> Option<Operand> {
    if let Some(name) = value.get("$").and_then(Value::as_str) {
        return match (name, kind) {
            ("me", FieldKind::Reference) => Some(Operand::Me),
            ("now", FieldKind::DateTime) => Some(Operand::Now),
            ("today", FieldKind::Date) => Some(Operand::Today),
            _ => None,
        };
    }
    match kind {
        FieldKind::Text | FieldKind::LongText | FieldKind::Tags => value.as_str().map(|text| Operand::Text(fold(text))),
        FieldKind::Enum => value.as_str().map(|text| Operand::Text(text.to_owned())),
        FieldKind::Integer | FieldKind::Decimal | FieldKind::Money => number(value).map(Operand::Number),
        FieldKind::Date => value.as_str()?.parse().ok().map(|date| Operand::Date(Date(date))),
        FieldKind::DateTime => instant(value.as_str()?).map(Operand::Instant),
        FieldKind::Boolean => value.as_bool().map(Operand::Bool),
        FieldKind::Reference => {
            let id: Id = serde_json::from_value(value.clone()).ok()?;
            id.is_well_formed().then_some(Operand::Reference(id))
        }
        FieldKind::Object => None,
    }
}

/// The one folding of text.
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}

fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => number.to_string().parse().ok().or_else(|| Decimal::from_scientific(&number.to_string()).ok()),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn instant(text: &str) -> Option<Instant> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc())
}

fn lookup<'a>(record: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let value = record.get(first)?;
    match rest {
        None => Some(value),
        Some(rest) => lookup(value.as_object()?, rest),
    }
}

fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Array(items)) => items.is_empty(),
        Some(_) => false,
    }
}

fn test(value: Option<&Value>, kind: FieldKind, op: Op, operands: &[Operand], terms: &Terms) -> bool {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let empty = is_empty(value);
    let value = match (op, value) {
        (Op::IsEmpty, _) => return empty,
        (Op::IsNotEmpty, _) => return !empty,
        (_, Some(value)) if !empty => value,
        _ => return false,
    };
    let order = |operand: &Operand| compare(value, kind, operand, terms);
    let first = operands.first();
    match op {
        Op::Eq => first.and_then(order) == Some(Equal),
        Op::Ne => first.and_then(order).is_some_and(|found| found != Equal),
        Op::In => operands.iter().any(|operand| order(operand) == Some(Equal)),
        Op::Lt => first.and_then(order) == Some(Less),
        Op::Lte => matches!(first.and_then(order), Some(Less | Equal)),
        Op::Gt => first.and_then(order) == Some(Greater),
        Op::Gte => matches!(first.and_then(order), Some(Greater | Equal)),
        Op::Contains | Op::StartsWith => {
            let Some(Operand::Text(wanted)) = first else { return false };
            match value {
                Value::Array(tags) => tags.iter().filter_map(Value::as_str).any(|tag| fold(tag) == *wanted),
                Value::String(text) if op == Op::Contains => fold(text).contains(wanted.as_str()),
                Value::String(text) => fold(text).starts_with(wanted.as_str()),
                _ => false,
            }
        }
        Op::IsEmpty | Op::IsNotEmpty => false,
    }
}

/// How a field's value stands to an operand; `None` when they cannot be compared.
fn compare(value: &Value, kind: FieldKind, operand: &Operand, terms: &Terms) -> Option<std::cmp::Ordering> {
    match operand {
        Operand::Text(wanted) if kind == FieldKind::Enum => Some(value.as_str()?.cmp(wanted)),
        Operand::Text(wanted) => Some(fold(value.as_str()?).cmp(wanted)),
        Operand::Number(wanted) => Some(number(value)?.cmp(wanted)),
        Operand::Bool(wanted) => Some(value.as_bool()?.cmp(wanted)),
        Operand::Date(wanted) => Some(value.as_str()?.parse::<NaiveDate>().ok()?.cmp(&wanted.0)),
        Operand::Today => Some(value.as_str()?.parse::<NaiveDate>().ok()?.cmp(&terms.today)),
        Operand::Instant(wanted) => Some(instant(value.as_str()?)?.cmp(wanted)),
        Operand::Now => Some(instant(value.as_str()?)?.cmp(&terms.now)),
        Operand::Reference(wanted) => Some(value.as_str()?.cmp(wanted.as_str())),
        Operand::Me => Some(value.as_str()?.cmp(terms.me.as_ref()?.as_str())),
    }
}
