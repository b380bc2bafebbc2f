//! The rows of one page, out of the index ranges of a scope's keys.

use std::collections::HashSet;

use surrealdb::types::{SurrealValue, Value};

use super::{
    app::App,
    condition::Terms,
    db::{Query, query},
    error::{Error, Result},
    id::Id,
    page::{ListIndex, ListQuery, Place, SortValue, Window, filter, keyed, with_vars},
    scope::Scope,
};

/// A record of a list as it is stored, and its place there.
pub struct Found {
    pub value: SortValue,
    pub id: Id,
    pub row: Value,
}

impl Found {
    fn place(&self) -> (&SortValue, &Id) {
        (&self.value, &self.id)
    }
}

/// A stretch of one key's range: what is behind a place, and no more than `limit`.
struct Stretch {
    key: usize,
    limit: usize,
    behind: Option<Place>,
}

impl Stretch {
    fn statements(&self) -> usize {
        if self.behind.is_some() { 2 } else { 1 }
    }
}

/// The rows of a page and one more if there is one, in the order of the index.
///
/// Every row that is read costs, and of all keys' rows a page takes only the first ones. So each range is asked for its
/// share of the page and a little more, and those that may hold more of it again for their share of what is missing.
pub async fn gather(app: &App, table: &str, scope: &Scope, indexes: &[ListIndex], terms: &Terms, asked: &ListQuery, window: &Window) -> Result<Vec<Found>> {
    let wanted = window.size + 1;
    let mut found: Vec<Found> = Vec::with_capacity(wanted);
    let mut seen = HashSet::new();
    let mut stretches = first_stretches(scope, window);
    while !stretches.is_empty() {
        let mut answer = app.db.query(statements(table, scope, indexes, terms, asked, window, &stretches)).await?;
        let mut ends = Vec::new();
        let mut at = 0;
        for stretch in &stretches {
            let mut rows = Vec::new();
            for _ in 0..stretch.statements() {
                rows.extend(answer.all::<Value>(at)?);
                at += 1;
            }
            rows.truncate(stretch.limit);
            let is_full = rows.len() == stretch.limit;
            let mut end = None;
            for row in rows {
                let Value::Object(fields) = &row else { continue };
                let Some(id) = fields.get("id").cloned().map(Id::from_value).transpose().map_err(Error::internal)? else { continue };
                let value = SortValue::of(fields.get(asked.sort.column));
                end = Some((value.clone(), id.clone()));
                if seen.insert(id.clone()) {
                    found.push(Found { value, id, row });
                }
            }
            if is_full {
                ends.extend(end.map(|end| (stretch.key, end)));
            }
        }
        found.sort_by(|a, b| window.order(a.place(), b.place()));
        let missing = |end: &Place| wanted.saturating_sub(found.partition_point(|found| window.order(found.place(), (&end.0, &end.1)).is_le()));
        ends.retain(|(_, end)| missing(end) > 0);
        let keys = ends.len();
        stretches = ends.into_iter().map(|(key, end)| Stretch { key, limit: share(missing(&end), keys), behind: Some(end) }).collect();
    }
    Ok(found)
}

/// What one of so many keys is asked for: half as much again as its share, as shares are never equal.
fn share(rows: usize, keys: usize) -> usize {
    rows.min((3 * rows).div_ceil(2 * keys))
}

fn first_stretches(scope: &Scope, window: &Window) -> Vec<Stretch> {
    let keys = scope.keys().len();
    (0..keys).map(|key| Stretch { key, limit: share(window.size + 1, keys), behind: window.from.clone() }).collect()
}

/// The statements of each stretch, in their order.
///
/// Behind a place there are two: what has the same sort value, and what is beyond it. In one the database would not stop at the
/// limit: it reads two hundred records to give ten.
fn statements(table: &str, scope: &Scope, indexes: &[ListIndex], terms: &Terms, asked: &ListQuery, window: &Window, stretches: &[Stretch]) -> Query {
    let (filter, vars) = filter(terms, asked);
    let column = asked.sort.column;
    let (order, beyond) = if window.ascending { ("ASC", ">") } else { ("DESC", "<") };
    let index = match &asked.linked {
        Some((index, _, _)) => format!("WITH INDEX {index} "),
        None => list_index(table, indexes, asked),
    };
    let mut statements = Vec::new();
    for (i, Stretch { limit, behind, .. }) in stretches.iter().enumerate() {
        let mut add = |from: String| {
            statements.push(format!("SELECT * FROM {table} {index}WHERE keys CONTAINS $key{i}{filter}{from} ORDER BY {column} {order}, id {order} LIMIT {limit}"));
        };
        if behind.is_some() {
            add(format!(" AND {column} = $from{i} AND id {beyond} $fromId{i}"));
            add(format!(" AND {column} {beyond} $from{i}"));
        } else {
            add(String::new());
        }
    }
    let mut built = with_vars(query(statements.join(";")), vars);
    for (i, Stretch { key, behind, .. }) in stretches.iter().enumerate() {
        built = built.bind(&format!("key{i}"), keyed(&scope.keys()[*key], asked.deleted));
        if let Some((value, id)) = behind {
            built = built.bind(&format!("from{i}"), value.clone().into_value()).bind(&format!("fromId{i}"), id.clone());
        }
    }
    built
}

/// A hint to the declared index that serves most of the equalities and the sort.
fn list_index(table: &str, indexes: &[ListIndex], asked: &ListQuery) -> String {
    let given: Vec<&str> = asked.equals.iter().map(|(column, _)| *column).collect();
    indexes
        .iter()
        .filter(|index| index.sort == asked.sort.column && index.prefix.iter().all(|needed| given.contains(needed)))
        .max_by_key(|index| index.prefix.len())
        .map_or_else(String::new, |index| format!("WITH INDEX {} ", index.name(table)))
}

/// The plans of a list's first rows and of those behind a place.
pub async fn explain(app: &App, table: &str, scope: &Scope, indexes: &[ListIndex], terms: &Terms, asked: &ListQuery, window: &Window) -> Result<Vec<String>> {
    let first = first_stretches(scope, window);
    let place = (SortValue::Int(0), Id::new(table, "x"));
    let behind: Vec<Stretch> = first.iter().map(|stretch| Stretch { behind: Some(place.clone()), ..*stretch }).collect();
    let mut plans = Vec::new();
    for stretches in [first, behind] {
        let built = statements(table, scope, indexes, terms, asked, window, &stretches);
        let sql = built.sql().split(';').map(|one| format!("EXPLAIN {one}")).collect::<Vec<_>>().join(";");
        let mut answer = app.db.query(built.with_sql(sql)).await?;
        for i in 0..stretches.iter().map(Stretch::statements).sum() {
            plans.push(format!("{:?}", answer.all::<Value>(i)?));
        }
    }
    Ok(plans)
}
