//! The SurrealQL of territories; they themselves are read with the directory.

use surrealdb::types::SurrealValue;

use crate::platform::{db::query, error::Result, id::Id, tx::Tx};

/// A company and the key of its territory.
#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub struct Placed {
    pub id: Id,
    pub territory_key: Option<Id>,
}

/// The territories of companies.
pub async fn of_companies(tx: &Tx, companies: Vec<Id>) -> Result<Vec<Placed>> {
    tx.query(query("SELECT id, territoryKey FROM $companies").bind("companies", companies)).await?.all(0)
}
