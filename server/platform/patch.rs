//! Edits: a patch tells absent from null; edits of different fields merge, edits of the same field conflict.

use std::collections::BTreeMap;

use async_graphql::MaybeUndefined;
use serde_json::json;

use super::{
    error::{Error, Result},
    record::Record,
    tx::Tx,
};
use crate::event::{
    model::{Event, changes_between},
    store as events,
};

/// Puts a patch's value over a field: absent leaves it, null clears it.
pub fn patch<T>(field: &mut Option<T>, value: MaybeUndefined<T>) {
    match value {
        MaybeUndefined::Undefined => {}
        MaybeUndefined::Null => *field = None,
        MaybeUndefined::Value(value) => *field = Some(value),
    }
}

/// The same for text: spaces around it go, and what is empty then is missing.
pub fn patch_text(field: &mut Option<String>, value: MaybeUndefined<String>) {
    match value {
        MaybeUndefined::Undefined => {}
        MaybeUndefined::Null => *field = None,
        MaybeUndefined::Value(text) => *field = tidy(Some(text)),
    }
}

/// Text as it is kept: without spaces around it; missing when empty.
pub fn tidy(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Adds to and removes from a list of texts that are kept folded, without doubles.
pub fn patch_tags(tags: &mut Vec<String>, add: Option<Vec<String>>, remove: Option<Vec<String>>) {
    let folded = |texts: Option<Vec<String>>| texts.into_iter().flatten().filter_map(|text| tidy(Some(text.to_lowercase()))).collect::<Vec<_>>();
    let gone = folded(remove);
    tags.retain(|tag| !gone.contains(tag));
    for tag in folded(add) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
}

/// Holds an edit that was made on version `expected` against what others changed since.
///
/// `merged` are the fields that change by add and remove, which never conflict. Errors: `CONFLICT` with both values of each
/// field that both sides changed; `INVALID` when the record has no such version yet.
pub async fn check_conflicts<R: Record>(tx: &Tx, before: &R, after: &R, expected: i64, merged: &[&str]) -> Result<()> {
    let current = before.meta().version;
    if expected == current {
        return Ok(());
    }
    if expected > current || expected < 1 {
        return Err(Error::invalid("expectedVersion", format!("The record is at version {current}.")));
    }
    // Of each field the last event that changed it.
    let since: BTreeMap<String, Event> = events::of_subject_since(tx, before.id(), expected)
        .await?
        .into_iter()
        .flat_map(|event| event.changes.clone().into_iter().map(move |change| (change.field, event.clone())))
        .collect();
    let conflicts: Vec<_> = changes_between(&before.snapshot(), &after.snapshot())
        .into_iter()
        .filter(|mine| !merged.contains(&mine.field.as_str()))
        .filter_map(|mine| since.get(&mine.field).map(|event| json!({ "field": mine.field, "yours": mine.to, "theirs": mine.from, "by": event.actor.name, "at": event.at })))
        .collect();
    match conflicts.first() {
        None => Ok(()),
        Some(first) => {
            let who = first["by"].as_str().unwrap_or("Somebody").to_owned();
            let fields: Vec<&str> = conflicts.iter().filter_map(|conflict| conflict["field"].as_str()).collect();
            let message = format!("{who} changed {} while you were editing.", fields.join(", "));
            Err(Error::conflict(message).with_details(json!({ "field": first["field"], "conflicts": conflicts, "version": current })))
        }
    }
}
