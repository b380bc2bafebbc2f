//! What a subscription asks for. The cursor is no part of that: it says where a subscriber stands, not what it wants to hear.

use std::{collections::HashSet, sync::Arc};

use async_graphql::{Request, parser::types::Selection};
use async_graphql_value::Value;
use serde_json::Value as Json;

use super::{
    document::Document,
    variables::{chosen_mut, forget_unused},
};
use crate::{
    event::{classes::Question, live::Wanted},
    platform::{
        error::{Faults, Result},
        id::Id,
        record::RecordType,
    },
};

const CURSOR: &str = "after";

/// What `events` is asked for, and from where on; `None` when something else is asked for (execution says what is wrong).
///
/// Errors: `INVALID` for what is no cursor or no id.
pub fn question(mut document: Document, mut request: Request) -> Option<Result<(Question, Wanted)>> {
    let name = request.operation_name.clone();
    let operation = chosen_mut(&mut document.parsed.operations, name.as_deref())?;
    let field = operation.selection_set.node.items.iter_mut().find_map(|item| match &mut item.node {
        Selection::Field(field) if field.node.name.node == "events" => Some(&mut field.node),
        _ => None,
    })?;
    let argument = |name: &str| {
        let value = field.get_argument(name)?.node.clone();
        let value = value.into_const_with(|variable| request.variables.get(&variable).cloned().ok_or(())).ok()?;
        value.into_json().ok().filter(|json| !json.is_null())
    };
    let wanted = wanted(argument);
    let mut cursors = HashSet::new();
    field.arguments.retain(|(argument, value)| {
        if let (CURSOR, Value::Variable(variable)) = (argument.node.as_str(), &value.node) {
            cursors.insert(variable.clone());
        }
        argument.node != CURSOR
    });
    forget_unused(&mut document.parsed, name.as_deref(), &cursors, &mut request.variables);
    Some(wanted.map(|wanted| (Question { document: Arc::new(document.parsed), operation: name, variables: request.variables }, wanted)))
}

fn wanted(argument: impl Fn(&str) -> Option<Json>) -> Result<Wanted> {
    let mut faults = Faults::default();
    let mut wanted = Wanted::default();
    if let Some(after) = argument(CURSOR) {
        wanted.after = after.as_str().and_then(|text| text.parse().ok());
        if wanted.after.is_none() {
            faults.add(CURSOR, "This is not a cursor of this stream.");
        }
    }
    if let Some(types) = argument("types") {
        // One stands for a list of one.
        let types = if types.is_array() { types } else { Json::Array(vec![types]) };
        wanted.types = serde_json::from_value::<Vec<RecordType>>(types).ok();
        if wanted.types.is_none() {
            faults.add("types", "These are not kinds of record.");
        }
    }
    if let Some(subject) = argument("subjectId") {
        wanted.subject = serde_json::from_value::<Id>(subject).ok().filter(Id::is_well_formed);
        if wanted.subject.is_none() {
            faults.add("subjectId", "This is not an id.");
        }
    }
    faults.check().map(|()| wanted)
}
