//! The only SurrealQL for the table `deal`.

use rust_decimal::Decimal;
use surrealdb::types::SurrealValue;

use super::model::Deal;
use crate::platform::{
    app::App,
    condition::{Condition, Terms},
    condition_sql,
    db::{Db, Query, query},
    error::Result,
    id::Id,
    page::visible,
    scope::Scope,
    tx::Tx,
};

/// The card above which or below which a deal is put, and its neighbours' positions.
pub async fn position_after(tx: &Tx, stage: &Id, position: f64) -> Result<Option<f64>> {
    let q = query("SELECT VALUE position FROM deal WITH INDEX deal_column WHERE state = 'OPEN' AND stageId = $stage AND position > $at ORDER BY position LIMIT 1");
    tx.query(q.bind("stage", stage.clone()).bind("at", position)).await?.first(0)
}

pub async fn position_before(tx: &Tx, stage: &Id, position: f64) -> Result<Option<f64>> {
    let q = query("SELECT VALUE position FROM deal WITH INDEX deal_column WHERE state = 'OPEN' AND stageId = $stage AND position < $at ORDER BY position DESC LIMIT 1");
    tx.query(q.bind("stage", stage.clone()).bind("at", position)).await?.first(0)
}

/// The lowest card's position in a column.
pub async fn last_position(tx: &Tx, stage: &Id) -> Result<Option<f64>> {
    let q = query("SELECT VALUE position FROM deal WITH INDEX deal_column WHERE state = 'OPEN' AND stageId = $stage ORDER BY position DESC LIMIT 1");
    tx.query(q.bind("stage", stage.clone())).await?.first(0)
}

/// Open deals that these contacts are part of, each with the contact.
pub async fn open_of_contacts(app: &App, scope: &Scope, contacts: &[Id]) -> Result<Vec<(Id, Deal)>> {
    let mut answer = app.db.query(open_statements(contacts)).await?;
    let mut found = Vec::new();
    for (i, contact) in contacts.iter().enumerate() {
        let deals = answer.all::<Deal>(i)?;
        found.extend(deals.into_iter().filter(|deal| scope.sees(&deal.meta.keys)).map(|deal| (contact.clone(), deal)));
    }
    Ok(found)
}

/// One statement a contact, each a short range of the index: many contacts in one condition would read the whole table.
fn open_statements(contacts: &[Id]) -> Query {
    let sql: Vec<String> = (0..contacts.len()).map(|i| format!("SELECT * FROM deal WITH INDEX deal_contact WHERE contactKeys CONTAINS $contact{i} AND state = 'OPEN'")).collect();
    contacts.iter().enumerate().fold(query(sql.join(";")), |asked, (i, contact)| asked.bind(&format!("contact{i}"), contact.to_string()))
}

/// The plans of [`open_of_contacts`], for the test that holds them.
pub async fn explain_open_of_contacts(app: &App, contacts: &[Id]) -> Result<String> {
    let asked = open_statements(contacts);
    let sql = asked.sql().split(';').map(|one| format!("EXPLAIN {one}")).collect::<Vec<_>>().join(";");
    let mut answer = app.db.query(asked.with_sql(sql)).await?;
    let plans: Result<Vec<String>> = (0..contacts.len()).map(|i| Ok(format!("{:?}", answer.all::<surrealdb::types::Value>(i)?))).collect();
    Ok(plans?.join("\n"))
}

/// The scope keys of the deals that a contact is part of; those in the trash have none that anybody holds.
pub async fn keys_of_contact(tx: &Tx, contact: &Id) -> Result<Vec<Vec<String>>> {
    let q = query("SELECT VALUE keys FROM deal WITH INDEX deal_contact WHERE contactKeys CONTAINS $contact").bind("contact", contact.to_string());
    tx.query(q).await?.all(0)
}

/// The ids of all deals that a contact is part of, in the trash too.
pub async fn all_of_contact(db: &Db, contact: &Id) -> Result<Vec<Id>> {
    let q = query("SELECT VALUE id FROM deal WITH INDEX deal_contact WHERE contactKeys CONTAINS $contact").bind("contact", contact.to_string());
    db.query(q).await?.all(0)
}

/// The deals that leads became.
pub async fn of_leads(db: &Db, leads: &[Id]) -> Result<Vec<Id>> {
    if leads.is_empty() {
        return Ok(Vec::new());
    }
    db.query(query("SELECT VALUE dealId FROM $leads WHERE dealId != NONE").bind("leads", leads.to_vec())).await?.all(0)
}

/// Deals of a company that do not stand in its territory; at most so many.
pub async fn left_behind(tx: &Tx, company: &Id, territory: Option<&Id>, most: usize) -> Result<Vec<Deal>> {
    let q = query(format!("SELECT * FROM deal WITH INDEX deal_company WHERE companyId = $company AND territoryKey != $territory LIMIT {most}"));
    tx.query(q.bind("company", company.clone()).bind("territory", territory.cloned())).await?.all(0)
}

/// One group of an aggregate.
#[derive(SurrealValue, Clone, Debug)]
pub struct Group {
    pub key: surrealdb::types::Value,
    pub currency: Option<String>,
    pub count: i64,
    #[surreal(default)]
    pub amount: Option<Decimal>,
    #[surreal(default)]
    pub weighted: Option<Decimal>,
    #[surreal(default)]
    pub entered: Vec<crate::platform::clock::Instant>,
}

/// Counts and sums of what a scope sees, grouped by `column` and currency; only among those that were `found`, when a search did.
pub async fn aggregate(
    app: &App,
    scope: &Scope,
    found: Option<Vec<Id>>,
    column: &str,
    equals: &[(&'static str, surrealdb::types::Value)],
    condition: Option<&Condition>,
    terms: &Terms,
) -> Result<Vec<Group>> {
    let (seen, keys) = visible(scope);
    if scope.keys().is_empty() {
        return Ok(Vec::new());
    }
    let among = if found.is_some() { "$found" } else { "deal" };
    let mut sql = format!(
        "SELECT {column} AS key, currency, count() AS count, math::sum(amount ?? 0dec) AS amount, math::sum(weightedAmount ?? 0dec) AS weighted, array::group(stageEnteredAt) AS entered FROM {among} WHERE {seen}"
    );
    let mut q = query("").bind("keys", keys).bind("found", found);
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
    sql.push_str(" GROUP BY key, currency");
    app.db.query(q.with_sql(sql)).await?.all(0)
}
