//! Gives every record the keys that follow from roles and territories as they are now, after a condition of one changed.
//!
//! Until a record has its new keys, people with that role, or in that territory's team, do not see it by these: theirs are new
//! ones at once. No event is made for each record, but for companies that go to another territory; at the end the role or the
//! territory itself has one, by which screens, search and reports read anew.

use serde_json::{Value as Json, json};

use crate::{
    activity::{self, model::Activity},
    campaign::model::Campaign,
    company::model::Company,
    contact::{self, model::Contact},
    deal::model::Deal,
    identity::role::Role,
    lead::model::Lead,
    ownership::{self, model::Handoff, subject::Subject},
    platform::{
        actor::Actor,
        app::App,
        db::query_range,
        error::Result,
        id::Id,
        jobs,
        record::{Record, RecordType},
        tx::{self, Tx},
    },
    territory::{self, model::Territory},
};

/// The job; its subject is the role or the territory.
pub const REKEY: &str = "rekey";
/// The events at the end.
pub const APPLIED: [&str; 2] = ["RoleApplied", "TerritoryApplied"];
/// Records of one transaction: it is short, and small in memory.
const PAGE: usize = 200;
/// What inherits comes behind what it inherits from.
const ORDER: [RecordType; 7] = [RecordType::Company, RecordType::Lead, RecordType::Deal, RecordType::Contact, RecordType::Campaign, RecordType::Activity, RecordType::Handoff];

/// Wants it done for a role or a territory whose condition changes in this transaction. A wish that is under way begins again.
pub async fn schedule(tx: &Tx, subject: &Id) -> Result<()> {
    jobs::schedule(tx, REKEY, subject, tx.now(), json!({ "wish": tx.id("job"), "kind": 0, "after": "0" })).await
}

/// One page, and the wish for the next one.
pub async fn run(app: &App, subject: &Id, at: &Json) -> Result<()> {
    let kind = at["kind"].as_u64().and_then(|kind| usize::try_from(kind).ok()).unwrap_or_default();
    let (subject, at, after) = (subject.clone(), at.clone(), at["after"].as_str().unwrap_or("0").to_owned());
    if after == "0" || app.db.is_shared() {
        // What was changed a moment ago, or by another process.
        app.reload_directory().await?;
    }
    tx::write(app, &Actor::system(), move |tx| {
        let (subject, at, after) = (subject.clone(), at.clone(), after.clone());
        async move {
            if jobs::wanted(&tx, REKEY, &subject).await?.is_none_or(|now| now["wish"] != at["wish"]) {
                return Ok(());
            }
            let last = match ORDER.get(kind) {
                Some(RecordType::Company) => companies(&tx, &after).await?,
                Some(RecordType::Lead) => placed::<Lead>(&tx, &after).await?,
                Some(RecordType::Deal) => placed::<Deal>(&tx, &after).await?,
                Some(RecordType::Contact) if subject.table() == RecordType::Territory.table() => contacts(&tx, &after).await?,
                Some(RecordType::Contact) => page::<Contact>(&tx, &after).await?,
                Some(RecordType::Campaign) => page::<Campaign>(&tx, &after).await?,
                Some(RecordType::Activity) => activities(&tx, &after).await?,
                Some(RecordType::Handoff) => handoffs(&tx, &after).await?,
                _ => return finish(&tx, &subject).await,
            };
            let (kind, after) = last.map_or_else(|| (kind + 1, "0".to_owned()), |after| (kind, after));
            jobs::schedule(&tx, REKEY, &subject, tx.now(), json!({ "wish": at["wish"], "kind": kind, "after": after })).await
        }
    })
    .await
}

async fn finish(tx: &Tx, subject: &Id) -> Result<()> {
    if let Some(role) = tx.find::<Role>(subject).await? {
        tx.touch(&role, role.clone(), APPLIED[0]).await?;
    }
    if let Some(territory) = tx.find::<Territory>(subject).await? {
        tx.touch(&territory, territory.clone(), APPLIED[1]).await?;
    }
    Ok(())
}

/// Companies that go to another territory, or get an owner there, tell so in their history.
async fn companies(tx: &Tx, after: &str) -> Result<Option<String>> {
    let rows = read::<Company>(tx, after).await?;
    let last = behind(&rows);
    for before in rows {
        let mut after = before.clone();
        after.settle(&tx.app().directory().grounds);
        if after.territory_id == before.territory_id {
            put(tx, &before, after).await?;
        } else {
            tx.save(&before, after, "CompanyTerritoryChanged").await?;
        }
    }
    for company in tx.follow_later() {
        territory::sight::look_later(tx, &company).await?;
    }
    Ok(last)
}

async fn placed<R: Record>(tx: &Tx, after: &str) -> Result<Option<String>> {
    let rows = read::<R>(tx, after).await?;
    let last = behind(&rows);
    for (before, after) in rows.iter().zip(territory::sight::placed(tx, rows.clone()).await?) {
        put(tx, before, after).await?;
    }
    Ok(last)
}

/// Who sees their leads and deals changes with the territories of these.
async fn contacts(tx: &Tx, after: &str) -> Result<Option<String>> {
    let rows = read::<Contact>(tx, after).await?;
    let last = behind(&rows);
    for before in rows {
        let worked_by = contact::actions::worked_by(tx, &before.meta.id).await?;
        put(tx, &before, Contact { worked_by, ..before.clone() }).await?;
    }
    Ok(last)
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
    tx.query(query_range("*", R::TYPE.table(), after, '~', PAGE)).await?.all(0)
}

/// The smallest key behind the last one of a full page.
fn behind<R: Record>(rows: &[R]) -> Option<String> {
    rows.last().filter(|_| rows.len() == PAGE).map(|last| format!("{}-", last.id().key()))
}

async fn put<R: Record>(tx: &Tx, before: &R, mut after: R) -> Result<()> {
    after.settle(&tx.app().directory().grounds);
    if after.meta().keys == before.meta().keys { Ok(()) } else { tx.put_quietly(&after).await }
}
