//! Lists: scoped, filtered, keyset-paged. Each key of the scope is one index range; `ranges.rs` reads and merges them.

use std::cmp::Ordering;

use async_graphql::{Enum, SimpleObject};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use surrealdb::types::{Number, SurrealValue, ToSql, Value, Variables};

use super::{
    app::App,
    condition::{Condition, Terms},
    condition_sql,
    db::{Query, query},
    error::{Error, Result},
    id::Id,
    ranges::Ranges,
    record::Record,
    scope::{Scope, TRASH},
};

/// Rows that a page may hold, and holds when nothing is said.
pub const LARGEST_PAGE: usize = 200;
const USUAL_PAGE: usize = 50;

/// Which way a list is ordered.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// Smallest, earliest, first in the alphabet first.
    Asc,
    /// Largest, latest, last in the alphabet first.
    Desc,
}

/// A declared sort: a column whose ascending order is `natural`. Only declared sorts exist, each served by an index.
#[derive(Clone, Copy, Debug)]
pub struct Sort {
    pub column: &'static str,
    /// The field whose values its order tells, by API name.
    pub tells: &'static str,
    pub natural: Direction,
}

/// An index that serves a list: equality on `prefix`, then the sort column. Its name follows from both.
#[derive(Clone, Copy, Debug)]
pub struct ListIndex {
    pub prefix: &'static [&'static str],
    pub sort: &'static str,
}

impl ListIndex {
    /// As the migrations define it: `deal_list_state_stageId_position`.
    pub fn name(&self, table: &str) -> String {
        let mut name = format!("{table}_list");
        for column in self.prefix {
            name.push('_');
            name.push_str(column);
        }
        name.push('_');
        name.push_str(self.sort);
        name
    }
}

/// The four paging arguments of a Relay connection.
#[derive(Clone, Debug, Default)]
pub struct PageArgs {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
}

/// What a list asks for.
pub struct ListQuery {
    /// Column = value, for columns of the record.
    pub equals: Vec<(&'static str, Value)>,
    /// An array column that holds this id, found through the index of this name.
    pub linked: Option<(&'static str, &'static str, Id)>,
    pub condition: Option<Condition>,
    pub sort: Sort,
    pub direction: Direction,
    /// The trash instead of the living.
    pub deleted: bool,
    pub page: PageArgs,
}

/// One page of a list, in the order that was asked for.
pub struct Page<R> {
    pub rows: Vec<(String, R)>,
    pub has_next: bool,
    pub has_previous: bool,
}

/// Where a page begins or ends: a sort value and an id. Opaque outside.
#[derive(Serialize, Deserialize)]
struct Cursor(String, SortValue, Id);

/// A sort value and an id.
pub(super) type Place = (SortValue, Id);

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, PartialOrd)]
#[serde(untagged)]
pub(super) enum SortValue {
    Int(i64),
    Float(f64),
    Text(String),
}

impl SortValue {
    pub(super) fn of(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Number(Number::Int(number))) => SortValue::Int(*number),
            Some(Value::Number(Number::Float(number))) => SortValue::Float(*number),
            Some(Value::String(text)) => SortValue::Text(text.clone()),
            _ => SortValue::Int(0),
        }
    }

    pub(super) fn into_value(self) -> Value {
        match self {
            SortValue::Int(number) => number.into_value(),
            SortValue::Float(number) => number.into_value(),
            SortValue::Text(text) => text.into_value(),
        }
    }
}

/// How many rows, from which end, behind which place.
pub(super) struct Window {
    pub(super) size: usize,
    pub(super) from: Option<Place>,
    backwards: bool,
    /// Which way the index is read.
    pub(super) ascending: bool,
}

impl Window {
    pub(super) fn order(&self, one: (&SortValue, &Id), other: (&SortValue, &Id)) -> Ordering {
        let order = one.0.partial_cmp(other.0).unwrap_or(Ordering::Equal).then_with(|| one.1.cmp(other.1));
        if self.ascending { order } else { order.reverse() }
    }
}

impl PageArgs {
    fn window(&self, asked: &ListQuery) -> Result<Window> {
        let sort = &asked.sort;
        let (count, cursor, backwards) = match (self.first, self.last) {
            (Some(_), Some(_)) => return Err(Error::invalid("last", "Ask for first or for last, not for both.")),
            (_, Some(last)) => (last, &self.before, true),
            (first, None) => (first.unwrap_or(USUAL_PAGE as i32), &self.after, false),
        };
        let name = if backwards { "last" } else { "first" };
        let size = size(count, name)?;
        let from = cursor.as_deref().map(|text| decode(text, sort.column, if backwards { "before" } else { "after" })).transpose()?;
        Ok(Window { size, from, backwards, ascending: (asked.direction == sort.natural) != backwards })
    }
}

/// How many rows a page holds. Errors: `INVALID` naming the argument.
pub fn size(count: i32, name: &str) -> Result<usize> {
    usize::try_from(count).ok().filter(|size| *size <= LARGEST_PAGE).ok_or_else(|| Error::invalid(name, format!("A page holds 0 to {LARGEST_PAGE} rows.")))
}

fn decode(text: &str, column: &str, field: &str) -> Result<Place> {
    let broken = || Error::invalid(field, "This cursor is not of this list.");
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| broken())?;
    let cursor: Cursor = serde_json::from_slice(&bytes).map_err(|_| broken())?;
    if cursor.0 == column && cursor.2.is_well_formed() { Ok((cursor.1, cursor.2)) } else { Err(broken()) }
}

fn encode(column: &str, value: SortValue, id: Id) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(&Cursor(column.into(), value, id)).unwrap_or_default())
}

/// One page of `R` as `scope` sees it. Errors: `INVALID` naming the paging argument at fault.
pub async fn list<R: Record>(app: &App, scope: &Scope, indexes: &[ListIndex], terms: &Terms, asked: &ListQuery) -> Result<Page<R>> {
    let window = asked.page.window(asked)?;
    if scope.keys().is_empty() || window.size == 0 {
        return Ok(Page { rows: Vec::new(), has_next: false, has_previous: window.from.is_some() });
    }
    let mut found = Ranges { table: R::TYPE.table(), scope, indexes, terms, asked, window: &window }.gather(app).await?;
    let more = found.len() > window.size;
    found.truncate(window.size);
    if window.backwards {
        found.reverse();
    }
    let rows: Result<Vec<(String, R)>> =
        found.into_iter().map(|found| Ok((encode(asked.sort.column, found.value, found.id), R::from_value(found.row).map_err(Error::internal)?))).collect();
    let bounded = window.from.is_some();
    Ok(Page { rows: rows?, has_next: if window.backwards { bounded } else { more }, has_previous: if window.backwards { more } else { bounded } })
}

/// How many records a list has in all: costs its matches, so only when asked.
pub async fn count<R: Record>(app: &App, scope: &Scope, terms: &Terms, asked: &ListQuery) -> Result<i64> {
    if scope.keys().is_empty() {
        return Ok(0);
    }
    let (counting, statements) = counting(R::TYPE.table(), scope, terms, asked);
    let mut answer = app.db.query(counting).await?;
    #[derive(SurrealValue)]
    struct Count {
        count: i64,
    }
    let mut total = 0;
    for i in 0..statements {
        total += answer.first::<Count>(i)?.map_or(0, |row| row.count);
    }
    Ok(total)
}

/// Statements whose counts add up to the total, and how many they are.
fn counting(table: &str, scope: &Scope, terms: &Terms, asked: &ListQuery) -> (Query, usize) {
    let mut keys: Vec<String> = scope.keys().iter().map(|key| keyed(key, asked.deleted)).collect();
    if asked.linked.is_some() || asked.condition.is_some() {
        let (test, keys) = contains(keys);
        let (filter, vars) = filter(terms, asked);
        return (with_vars(query(format!("SELECT count() FROM {table} WHERE {test}{filter} GROUP ALL")).bind("keys", keys), vars), 1);
    }
    // Only with literals does counting use the index, and for one key without reading the records. They are the database's own
    // writing of keys, ids and states, never what somebody typed. So the first key's count is cheap, and of each other key
    // those records are read and counted that no key before has. A person's own are few: their key comes first, and last here.
    keys.rotate_left(1);
    let equals: String = asked.equals.iter().map(|(column, value)| format!(" AND {column} = {}", value.to_sql())).collect();
    let statements: Vec<String> = keys
        .iter()
        .enumerate()
        .map(|(i, key)| {
            let none_before = if i == 0 { String::new() } else { format!(" AND keys CONTAINSNONE {}", keys[..i].to_vec().into_value().to_sql()) };
            format!("SELECT count() FROM {table} WHERE keys CONTAINS {}{equals}{none_before} GROUP ALL", key.clone().into_value().to_sql())
        })
        .collect();
    (query(statements.join(";")), statements.len())
}

/// The plans that the database makes to count a list, for the test that holds them.
pub async fn explain_count<R: Record>(app: &App, scope: &Scope, terms: &Terms, asked: &ListQuery) -> Result<Vec<String>> {
    let (built, statements) = counting(R::TYPE.table(), scope, terms, asked);
    let sql = built.sql().split(';').map(|one| format!("EXPLAIN {one}")).collect::<Vec<_>>().join(";");
    let mut answer = app.db.query(built.with_sql(sql)).await?;
    (0..statements).map(|i| Ok(format!("{:?}", answer.all::<Value>(i)?))).collect()
}

/// The plans that the database makes for a list's first rows and for those behind a place, for the test that holds them.
pub async fn explain<R: Record>(app: &App, scope: &Scope, indexes: &[ListIndex], terms: &Terms, asked: &ListQuery) -> Result<Vec<String>> {
    Ranges { table: R::TYPE.table(), scope, indexes, terms, asked, window: &asked.page.window(asked)? }.explain(app).await
}

pub(super) fn filter(terms: &Terms, asked: &ListQuery) -> (String, Variables) {
    let mut sql = String::new();
    let mut vars = Variables::new();
    for (i, (column, value)) in asked.equals.iter().enumerate() {
        sql.push_str(&format!(" AND {column} = $equals{i}"));
        vars.insert(format!("equals{i}"), value.clone());
    }
    if let Some((_, column, id)) = &asked.linked {
        sql.push_str(&format!(" AND {column} CONTAINS $linked"));
        vars.insert("linked", id.to_string());
    }
    if let Some(condition) = &asked.condition {
        let compiled = condition_sql::compile(condition, terms);
        sql.push_str(" AND ");
        sql.push_str(&compiled.sql);
        vars.extend(compiled.vars);
    }
    (sql, vars)
}

/// A scope's condition for statements that are not lists, and the value of its `$keys`.
pub fn visible(scope: &Scope) -> (&'static str, Value) {
    contains(scope.keys().to_vec())
}

/// One key is counted on its index; an element of a bound list would not be.
fn contains(mut keys: Vec<String>) -> (&'static str, Value) {
    if keys.len() == 1 { ("keys CONTAINS $keys", keys.remove(0).into_value()) } else { ("keys CONTAINSANY $keys", keys.into_value()) }
}

pub(super) fn keyed(key: &str, deleted: bool) -> String {
    if deleted { format!("{TRASH}{key}") } else { key.to_owned() }
}

pub(super) fn with_vars(query: Query, vars: Variables) -> Query {
    vars.iter().fold(query, |query, (name, value)| query.bind(name, value.clone()))
}

/// What stands around a page in the API.
#[derive(SimpleObject)]
#[graphql(name = "PageInfo")]
pub struct PageInfo {
    /// There are rows behind the last one.
    pub has_next_page: bool,
    /// There are rows before the first one.
    pub has_previous_page: bool,
    /// The first row's cursor.
    pub start_cursor: Option<String>,
    /// The last row's cursor.
    pub end_cursor: Option<String>,
}

impl<R> Page<R> {
    pub fn info(&self) -> PageInfo {
        PageInfo {
            has_next_page: self.has_next,
            has_previous_page: self.has_previous,
            start_cursor: self.rows.first().map(|(cursor, _)| cursor.clone()),
            end_cursor: self.rows.last().map(|(cursor, _)| cursor.clone()),
        }
    }
}
