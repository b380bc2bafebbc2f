//! Ways to the rows behind a number: conditions that the lists of the API take.

use async_graphql::{Json, SimpleObject};
use serde_json::{Value, json};

use super::model::{self, Period};
use crate::platform::{
    clock::{Date, Instant},
    condition::{ConditionInput, Op},
    id::Id,
    record::RecordType,
};

/// Values that one `IN` of a condition takes.
pub const MOST_VALUES: usize = 100;

/// A way to the rows behind a number: an object's list under a condition.
#[derive(SimpleObject, Clone, Debug)]
pub struct Rows {
    /// Whose list.
    #[graphql(name = "type")]
    pub kind: RecordType,
    /// The list's `filter`.
    pub condition: Json<ConditionInput>,
}

/// Something that lowers the trust in a number.
#[derive(SimpleObject, Clone, Debug)]
pub struct Finding {
    /// What it is, after the count: “lost deals with “other””.
    pub label: String,
    /// How many rows.
    pub count: i64,
    /// What it takes off the grade.
    pub points: i64,
    /// Those rows.
    pub rows: Rows,
}

/// How far a number can be trusted, and the rows that lower it.
#[derive(SimpleObject, Clone, Debug)]
pub struct Readiness {
    /// 0 to 100; 100 when nothing lowers it.
    pub grade: i64,
    /// What lowers it, the most first.
    pub lowers: Vec<Finding>,
}

/// Rows at fault among those that a number was made of, and what it would cost if all of them were.
#[derive(Clone, Debug)]
pub struct Flaw {
    pub label: String,
    pub count: i64,
    pub of: i64,
    pub weight: i64,
    pub rows: Rows,
}

/// The grade that flaws leave. `part` is how much of the weight counts: 1 for a number of its own, less where it is one of several.
pub fn readiness<'a>(flaws: impl IntoIterator<Item = &'a Flaw>, part: f64) -> Readiness {
    let found = flaws.into_iter().filter(|flaw| flaw.count > 0);
    let mut lowers: Vec<Finding> = found
        .map(|flaw| Finding {
            label: flaw.label.clone(),
            count: flaw.count,
            points: model::points(flaw.count, flaw.of, (flaw.weight as f64 * part).round() as i64),
            rows: flaw.rows.clone(),
        })
        .collect();
    lowers.sort_by(|a, b| b.points.cmp(&a.points).then(b.count.cmp(&a.count)));
    Readiness { grade: model::grade(lowers.iter().map(|finding| finding.points)), lowers }
}

/// The list of `kind` under every one of `parts`.
pub fn rows(kind: RecordType, parts: Vec<ConditionInput>) -> Rows {
    Rows { kind, condition: Json(all(parts)) }
}

pub fn all(parts: Vec<ConditionInput>) -> ConditionInput {
    ConditionInput { all: Some(parts), ..ConditionInput::default() }
}

pub fn any(parts: Vec<ConditionInput>) -> ConditionInput {
    ConditionInput { any: Some(parts), ..ConditionInput::default() }
}

pub fn test(field: &str, op: Op, value: Value) -> ConditionInput {
    ConditionInput { field: Some(field.into()), op: Some(op), value: Some(Json(value)), ..ConditionInput::default() }
}

pub fn equals(field: &str, value: impl Into<Value>) -> ConditionInput {
    test(field, Op::Eq, value.into())
}

pub fn is(field: &str, id: &Id) -> ConditionInput {
    test(field, Op::Eq, json!(id))
}

pub fn is_empty(field: &str) -> ConditionInput {
    ConditionInput { field: Some(field.into()), op: Some(Op::IsEmpty), ..ConditionInput::default() }
}

pub fn is_not_empty(field: &str) -> ConditionInput {
    ConditionInput { field: Some(field.into()), op: Some(Op::IsNotEmpty), ..ConditionInput::default() }
}

pub fn before(field: &str, at: Instant) -> ConditionInput {
    test(field, Op::Lt, json!(at))
}

pub fn since(field: &str, at: Instant) -> ConditionInput {
    test(field, Op::Gte, json!(at))
}

pub fn within(field: &str, period: &Period) -> ConditionInput {
    all(vec![since(field, period.start), before(field, period.end)])
}

/// No value, or one of `ids`; the first hundred of them, more no condition takes.
pub fn is_empty_or_one_of(field: &str, ids: &[Id]) -> ConditionInput {
    if ids.is_empty() {
        return is_empty(field);
    }
    any(vec![is_empty(field), test(field, Op::In, json!(&ids[..ids.len().min(MOST_VALUES)]))])
}

/// One of `ids`; the first hundred of them, more no condition takes.
pub fn one_of(field: &str, ids: &[Id]) -> ConditionInput {
    test(field, Op::In, json!(&ids[..ids.len().min(MOST_VALUES)]))
}

pub fn not(part: ConditionInput) -> ConditionInput {
    ConditionInput { not: Some(Box::new(part)), ..ConditionInput::default() }
}

pub fn before_day(field: &str, day: Date) -> ConditionInput {
    test(field, Op::Lt, json!(day))
}
