//! Who sees a handoff: whoever sees the record that is passed on, and who gives, takes or took it.

use super::{model::Handoff, store, subject::Subject};
use crate::platform::{
    error::Result,
    id::Id,
    record::{Record, RecordType},
    scope,
    tx::Tx,
};

/// The keys that a handoff has from its subject.
pub fn inherited(tx: &Tx, kind: RecordType, keys: &[String]) -> Vec<String> {
    scope::inherited([(kind, keys)], &tx.app().directory().grounds.narrowings)
}

/// Gives the handoffs of a record the keys that they have now.
pub async fn follow(tx: &Tx, subject: &Id) -> Result<()> {
    let Some(found) = Subject::find(tx, subject).await? else { return Ok(()) };
    for before in store::of_subject_in(tx, subject).await? {
        let mut after = Handoff { inherited: inherited(tx, found.kind(), found.keys()), ..before.clone() };
        after.settle(&tx.app().directory().grounds);
        if after.meta.keys != before.meta.keys {
            tx.save(&before, after, tx.part_of(&before.meta.id, "HandoffShared")).await?;
        }
    }
    Ok(())
}
