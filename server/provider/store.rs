//! The only SurrealQL for `provider_account` and `provider_attempt`; providers are read with the directory.

use sha2::{Digest, Sha256};
use surrealdb::types::SurrealValue;

use crate::platform::{
    clock::Instant,
    db::{Db, query},
    error::Result,
    id::Id,
    tx::Tx,
};

/// Who somebody of the workspace is at a provider. Its id is the hash of issuer and subject.
#[derive(Clone, Debug, SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub struct Account {
    pub id: Id,
    pub provider_id: Id,
    pub user_id: Id,
    pub created_at: Instant,
}

#[derive(SurrealValue)]
struct Attempt {
    id: Id,
    at: Instant,
}

/// Hexadecimal: a key that any text can have.
pub fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn account_id(issuer: &str, subject: &str) -> Id {
    Id::new("provider_account", hash(&format!("{issuer}\n{subject}")))
}

pub async fn account(tx: &Tx, id: &Id) -> Result<Option<Account>> {
    tx.query(query("SELECT * FROM $id").bind("id", id.clone())).await?.first(0)
}

/// Accounts are no domain records: written without an event, as sessions are.
pub async fn put_account(tx: &Tx, account: Account) -> Result<()> {
    tx.query(query("UPSERT ONLY $row.id CONTENT $row RETURN NONE").bind("row", account)).await.map(drop)
}

pub async fn drop_accounts(tx: &Tx, provider: &Id) -> Result<()> {
    tx.query(query("DELETE provider_account WHERE providerId = $provider RETURN NONE").bind("provider", provider.clone())).await.map(drop)
}

/// Notes that a sign-in came back; false when it had come back before.
pub async fn use_up(tx: &Tx, state: &str) -> Result<bool> {
    let attempt = Attempt { id: Id::new("provider_attempt", hash(state)), at: tx.now() };
    if tx.query(query("SELECT * FROM $id").bind("id", attempt.id.clone())).await?.first::<Attempt>(0)?.is_some() {
        return Ok(false);
    }
    tx.query(query("CREATE ONLY $row.id CONTENT $row RETURN NONE").bind("row", attempt)).await.map(|_| true)
}

pub async fn forget_attempts(db: &Db, before: Instant) -> Result<()> {
    db.query(query("DELETE provider_attempt WHERE at < $before RETURN NONE").bind("before", before)).await.map(drop)
}
