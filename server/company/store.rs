//! The only SurrealQL for the table `company`.

use super::model::Company;
use crate::platform::{db::query, error::Result, record::text_key, tx::Tx};

/// The company with this domain, also when it is in the trash.
pub async fn by_domain(tx: &Tx, domain: &str) -> Result<Option<Company>> {
    let q = query("SELECT * FROM company WITH INDEX company_domains WHERE domains CONTAINS $domain LIMIT 1").bind("domain", domain.to_owned());
    tx.query(q).await?.first(0)
}

/// The live company with this name, whatever its case.
pub async fn by_name(tx: &Tx, name: &str) -> Result<Option<Company>> {
    let q = query("SELECT * FROM company WITH INDEX company_name WHERE nameKey = $key LIMIT 5").bind("key", text_key(name));
    let found: Vec<Company> = tx.query(q).await?.all(0)?;
    Ok(found.into_iter().find(|company| !company.meta.is_deleted()))
}
