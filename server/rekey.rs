//! Gives every record the keys that follow from the roles as they are now, after a role's condition changed.
//!
//! Until a record has its new keys, people with that role do not see it: their keys are new ones at once. No event is made for
//! each record; at the end the role itself has one, by which screens, search and reports read anew.

use serde_json::{Value as Json, json};

use crate::{
    activity::{self, model::Activity},
    campaign::model::Campaign,
    company::model::Company,
    contact::model::Contact,
    deal::model::Deal,
    identity::role::Role,
    lead::model::Lead,
    ownership::{self, model::Handoff, subject::Subject},
    platform::{
        actor::Actor,
        app::App,
        db::query,
        error::Result,
        id::Id,
        jobs,
        record::{Record, RecordType},
        tx::{self, Tx},
    },
};

/// The job; its subject is the role.
pub const REKEY: &str = "role.rekey";
/// The event at the end.
pub const APPLIED: &str = "RoleApplied";
/// Records of one transaction: it must fit the store's memtable.
const PAGE: usize = 200;
/// What inherits comes behind what it inherits from.
const ORDER: [RecordType; 7] = [RecordType::Company, RecordType::Contact, RecordType::Lead, RecordType::Deal, RecordType::Campaign, RecordType::Activity, RecordType::Handoff];

/// Wants it done for a role whose condition changes in this transaction.
pub async fn schedule(tx: &Tx, role: &Id) -> Result<()> {
    jobs::schedule(tx, REKEY, role, tx.now(), json!({ "kind": 0, "after": "0" })).await
}

/// One page, and the wish for the next one.
pub async fn run(app: &App, role: &Id, at: &Json) -> Result<()> {
    let kind = at["kind"].as_u64().and_then(|kind| usize::try_from(kind).ok()).unwrap_or_default();
    let (role, after) = (role.clone(), at["after"].as_str().unwrap_or("0").to_owned());
    tx::write(app, &Actor::system(), move |tx| {
        let (role, after) = (role.clone(), after.clone());
        async move {
            let last = match ORDER.get(kind) {
                Some(RecordType::Company) => page::<Company>(&tx, &after).await?,
                Some(RecordType::Contact) => page::<Contact>(&tx, &after).await?,
                Some(RecordType::Lead) => page::<Lead>(&tx, &after).await?,
                Some(RecordType::Deal) => page::<Deal>(&tx, &after).await?,
                Some(RecordType::Campaign) => page::<Campaign>(&tx, &after).await?,
                Some(RecordType::Activity) => activities(&tx, &after).await?,
                Some(RecordType::Handoff) => handoffs(&tx, &after).await?,
                _ => return finish(&tx, &role).await,
            };
            let next = last.map_or_else(|| json!({ "kind": kind + 1, "after": "0" }), |after| json!({ "kind": kind, "after": after }));
            jobs::schedule(&tx, REKEY, &role, tx.now(), next).await
        }
    })
    .await
}

async fn finish(tx: &Tx, role: &Id) -> Result<()> {
    let Some(role) = tx.find::<Role>(role).await? else { return Ok(()) };
    tx.touch(&role, role.clone(), APPLIED).await.map(drop)
}

async fn page<R: Record>(tx: &Tx, after: &str) -> Result<Option<String>> {
    let rows = read::<R>(tx, after).await?;
    let last = behind(&rows);
    for before in rows {
        put(tx, &before, before.clone()).await?;
    }
    Ok(last)
}

async fn activities(tx: &Tx, after: &str) -> Result<Option<String>> {
    let rows = read::<Activity>(tx, after).await?;
    let last = behind(&rows);
    let inherited = activity::sight::inherited(tx, &rows).await?;
    for (before, inherited) in rows.into_iter().zip(inherited) {
        put(tx, &before, Activity { inherited, ..before.clone() }).await?;
    }
    Ok(last)
}

async fn handoffs(tx: &Tx, after: &str) -> Result<Option<String>> {
    let rows = read::<Handoff>(tx, after).await?;
    let last = behind(&rows);
    for before in rows {
        let Some(subject) = Subject::find(tx, &before.subject_id).await? else { continue };
        let inherited = ownership::sight::inherited(tx, subject.kind(), subject.keys());
        put(tx, &before, Handoff { inherited, ..before.clone() }).await?;
    }
    Ok(last)
}

async fn read<R: Record>(tx: &Tx, after: &str) -> Result<Vec<R>> {
    let table = R::TYPE.table();
    tx.query(query(format!("SELECT * FROM {table}:⟨{after}⟩..=⟨~⟩ LIMIT {PAGE}"))).await?.all(0)
}

/// The smallest key behind the last one of a full page.
fn behind<R: Record>(rows: &[R]) -> Option<String> {
    rows.last().filter(|_| rows.len() == PAGE).map(|last| format!("{}-", last.id().key()))
}

async fn put<R: Record>(tx: &Tx, before: &R, mut after: R) -> Result<()> {
    after.settle(&tx.app().directory().narrowings);
    if after.meta().keys == before.meta().keys { Ok(()) } else { tx.put_quietly(&after).await }
}
