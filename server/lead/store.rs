//! The only SurrealQL for the table `lead`.

use surrealdb::types::{SurrealValue, Value};

use super::model::Lead;
use crate::platform::{
    app::App,
    condition::{Condition, Terms},
    condition_sql,
    db::{Db, query},
    error::Result,
    id::Id,
    page::visible,
    scope::Scope,
    tx::Tx,
};

/// A contact's newest leads.
pub async fn of_contact(tx: &Tx, contact: &Id) -> Result<Vec<Lead>> {
    let q = query("SELECT * FROM lead WITH INDEX lead_contact WHERE contactId = $contact ORDER BY openedDesc LIMIT 20").bind("contact", contact.clone());
    tx.query(q).await?.all(0)
}

/// The scope keys of a contact's leads; those in the trash have none that anybody holds.
pub async fn keys_of_contact(tx: &Tx, contact: &Id) -> Result<Vec<Vec<String>>> {
    let q = query("SELECT VALUE keys FROM lead WITH INDEX lead_contact WHERE contactId = $contact").bind("contact", contact.clone());
    tx.query(q).await?.all(0)
}

/// The ids of all of a contact's leads, in the trash too.
pub async fn all_of_contact(db: &Db, contact: &Id) -> Result<Vec<Id>> {
    let q = query("SELECT VALUE id FROM lead WITH INDEX lead_contact WHERE contactId = $contact").bind("contact", contact.clone());
    db.query(q).await?.all(0)
}

/// Leads of a company that do not stand in its territory; at most so many.
pub async fn left_behind(tx: &Tx, company: &Id, territory: Option<&Id>, most: usize) -> Result<Vec<Lead>> {
    let q = query(format!("SELECT * FROM lead WITH INDEX lead_company WHERE companyId = $company AND territoryKey != $territory LIMIT {most}"));
    tx.query(q.bind("company", company.clone()).bind("territory", territory.cloned())).await?.all(0)
}

/// One group of an aggregate.
#[derive(SurrealValue, Clone, Debug)]
#[surreal(rename_all = "camelCase")]
pub struct Group {
    pub key: Value,
    pub count: i64,
    pub score_sum: Option<i64>,
    #[surreal(default)]
    pub scored: i64,
    #[surreal(default)]
    pub without_next_step: i64,
    #[surreal(default)]
    pub overdue: i64,
}

/// Counts of what a scope sees, grouped by `column`; only among those that were `found`, when a search did.
pub async fn aggregate(
    app: &App,
    scope: &Scope,
    found: Option<Vec<Id>>,
    column: &str,
    equals: &[(&'static str, Value)],
    condition: Option<&Condition>,
    terms: &Terms,
) -> Result<Vec<Group>> {
    let (seen, keys) = visible(scope);
    if scope.keys().is_empty() {
        return Ok(Vec::new());
    }
    let among = if found.is_some() { "$found" } else { "lead" };
    let mut sql = format!(
        "SELECT {column} AS key, count() AS count, math::sum(score ?? 0) AS scoreSum, count(score != NONE) AS scored, count(nextStep = NONE) AS withoutNextStep, count(nextStepDue != NONE AND nextStepDue < $now) AS overdue FROM {among} WHERE {seen}"
    );
    let mut q = query("").bind("keys", keys).bind("now", terms.now).bind("found", found);
    for (i, (column, value)) in equals.iter().enumerate() {
        sql.push_str(&format!(" AND {column} = $equals{i}"));
        q = q.bind(&format!("equals{i}"), value.clone());
    }
    if let Some(condition) = condition {
        let compiled = condition_sql::compile(condition, terms);
        sql.push_str(" AND ");
        sql.push_str(&compiled.sql);
        q = compiled.vars.iter().fold(q, |q, (name, value)| q.bind(name, value.clone()));
    }
    sql.push_str(" GROUP BY key");
    app.db.query(q.with_sql(sql)).await?.all(0)
}
