//! A call that is sent again, since its answer was lost, changes nothing a second time and gets the first answer.

use std::{future::Future, sync::Arc};

use sha2::{Digest, Sha256};
use surrealdb::types::SurrealValue;

use super::{
    actor::Actor,
    app::App,
    clock::Instant,
    db::query,
    error::{Error, Result},
    id::Id,
    tx::{self, Tx},
};

/// Like [`tx::write`], but a second call with the same key gives the first one's result and changes nothing.
///
/// Keys are kept for 24 hours. `input` tells one call from another: the same key with another input is `INVALID`.
pub async fn write_once<T, F, Fut>(app: &App, actor: &Actor, key: Option<&str>, input: &str, work: F) -> Result<T>
where
    T: SurrealValue + Clone + Send + 'static,
    F: Fn(Tx) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<T>> + Send + 'static,
{
    let Some(key) = key else { return tx::write(app, actor, work).await };
    if key.is_empty() || key.len() > 128 {
        return Err(Error::invalid("idempotencyKey", "An idempotency key has 1 to 128 characters."));
    }
    let who = actor.stamp.id.as_ref().map_or("-", Id::as_str);
    let row = Id::new("idempotency", hex(&Sha256::digest(format!("{who}\n{key}"))[..20]));
    let fingerprint = hex(&Sha256::digest(input)[..16]);
    let work = Arc::new(work);
    tx::write(app, actor, move |tx| {
        let (row, fingerprint, work) = (row.clone(), fingerprint.clone(), work.clone());
        async move {
            if let Some(kept) = tx.query(query("SELECT * FROM $id").bind("id", row.clone())).await?.first::<Kept>(0)? {
                if kept.fingerprint != fingerprint {
                    return Err(Error::invalid("idempotencyKey", "This idempotency key was used for something else."));
                }
                return T::from_value(kept.result).map_err(Error::internal);
            }
            let result = work(tx.clone()).await?;
            let kept = Kept { id: row, at: tx.now(), fingerprint, result: result.clone().into_value() };
            tx.query(query("CREATE ONLY $row.id CONTENT $row RETURN NONE").bind("row", kept)).await?;
            Ok(result)
        }
    })
    .await
}

/// Forgets the answers that hold one of these words: a call that is sent again is a new one then.
pub async fn forget(tx: &Tx, words: impl IntoIterator<Item = String>) -> Result<()> {
    for word in words {
        let q = query("DELETE idempotency WHERE string::contains(string::lowercase(<string> result), $word) RETURN NONE").bind("word", word.to_lowercase());
        tx.query(q).await?;
    }
    Ok(())
}

#[derive(SurrealValue)]
struct Kept {
    id: Id,
    at: Instant,
    fingerprint: String,
    result: surrealdb::types::Value,
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
