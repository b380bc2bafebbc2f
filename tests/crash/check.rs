//! What a workspace must hold after it was killed: looked at by id, in lists, in counts, in histories, and by the audit.

use std::collections::BTreeMap;

use futures::StreamExt;
use serde_json::{Value as Json, json};

use super::{Workspace, load::Acknowledged};
use crate::support::process::command;

/// Questions that are asked at once.
const AT_ONCE: usize = 16;

/// What is wrong, in words; empty when nothing is.
pub async fn faults(workspace: &Workspace, acknowledged: &Acknowledged) -> Vec<String> {
    let mut faults = Vec::new();
    let mut listed = BTreeMap::new();
    for list in ["companies", "deals"] {
        let (rows, total) = all(workspace, list).await;
        if rows.len() as i64 != total {
            faults.push(format!("{list}: {} are listed, {total} are counted", rows.len()));
        }
        listed.extend(rows);
    }
    let records = acknowledged.records();
    let looked: Vec<Vec<String>> =
        futures::stream::iter(records.iter().map(|(id, version)| of_record(workspace, id, *version, listed.get(id).copied()))).buffer_unordered(AT_ONCE).collect().await;
    faults.extend(looked.into_iter().flatten());
    let told = command(&["--data", workspace.data.to_str().unwrap()], &["audit", "verify"], "");
    if !told.0 {
        faults.push(format!("the audit reports tampering: {}", told.2));
    }
    faults
}

/// All rows of a list with their versions, and how many the server counts.
async fn all(workspace: &Workspace, list: &str) -> (BTreeMap<String, i64>, i64) {
    let query = format!("query($after: String) {{ {list}(first: 200, after: $after) {{ totalCount nodes {{ id version }} pageInfo {{ hasNextPage endCursor }} }} }}");
    let (mut rows, mut after) = (BTreeMap::new(), Json::Null);
    loop {
        let variables = if after.is_null() { json!({}) } else { json!({ "after": after }) };
        let page = workspace.ask(&query, variables).await.expect("lists are answered")[list].clone();
        for row in page["nodes"].as_array().unwrap() {
            rows.insert(row["id"].as_str().unwrap().to_owned(), row["version"].as_i64().unwrap());
        }
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            return (rows, page["totalCount"].as_i64().unwrap());
        }
    }
}

/// One record that was acknowledged at a version: by id, as listed, and its whole history.
async fn of_record(workspace: &Workspace, id: &str, acknowledged: i64, listed: Option<i64>) -> Vec<String> {
    let kind = id.split(':').next().unwrap();
    let query = format!("query($id: ID!) {{ {kind}(id: $id) {{ version }} }}");
    let found = workspace.ask(&query, json!({ "id": id })).await.unwrap_or_default();
    let Some(version) = found[kind]["version"].as_i64() else { return vec![format!("{id} was acknowledged and is gone")] };
    let mut faults = Vec::new();
    if version < acknowledged {
        faults.push(format!("{id} was acknowledged at version {acknowledged} and is at {version}"));
    }
    if listed != Some(version) {
        faults.push(format!("{id} is at version {version} and listed at {listed:?}"));
    }
    let mut versions = history(workspace, id).await;
    versions.sort_unstable();
    if versions != (1..=version).collect::<Vec<_>>() {
        faults.push(format!("{id} is at version {version} and has events of {versions:?}"));
    }
    faults
}

/// The versions that a record's events tell of.
async fn history(workspace: &Workspace, id: &str) -> Vec<i64> {
    let query = "query($id: ID!, $after: String) { history(id: $id, first: 200, after: $after) { nodes { version } pageInfo { hasNextPage endCursor } } }";
    let (mut versions, mut variables) = (Vec::new(), json!({ "id": id }));
    loop {
        let Some(answer) = workspace.ask(query, variables.clone()).await else { return versions };
        let page = &answer["history"];
        versions.extend(page["nodes"].as_array().unwrap().iter().map(|event| event["version"].as_i64().unwrap()));
        variables["after"] = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            return versions;
        }
    }
}
