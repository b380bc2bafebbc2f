//! Deleting and restoring records: soft for 30 days, then final. A record in the trash keeps everything, and no list finds it.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use chrono::TimeDelta;
use surrealdb::types::SurrealValue;

use crate::{
    activity::model::Activity,
    campaign::{actions::forget_touchpoints, model::Campaign},
    company::model::Company,
    contact::model::Contact,
    deal::model::Deal,
    http::context::{actor, app},
    lead::model::Lead,
    ownership::actions::withdraw_deleted,
    platform::{
        actor::Actor,
        app::App,
        clock::Instant,
        condition::{Condition, Op, Operand, Terms},
        error::{self, Code, Error},
        field::FieldKind,
        id::Id,
        once,
        page::{self, Direction, ListIndex, ListQuery, PageArgs, Sort},
        record::{Record, RecordType},
        scope::{Scope, Verb},
        tx::{self, Tx},
    },
};

/// Records that one call may name.
const MOST: usize = 1_000;
/// Records changed in one transaction: it is short, and small in memory.
const BATCH: usize = 200;
/// How long a record lies in the trash.
const KEPT: TimeDelta = TimeDelta::days(30);

/// Which records.
#[derive(InputObject, Clone, Debug)]
pub struct RecordsInput {
    /// Companies, contacts, leads, deals, activities, campaigns; at most 1,000.
    ids: Vec<Id>,
    /// The same key gives the same answer once more, for 24 hours.
    idempotency_key: Option<String>,
}

/// What happened to one record of a call that named several.
#[derive(SimpleObject, Clone, Debug, SurrealValue)]
pub struct RecordOutcome {
    /// The record.
    id: Id,
    /// Whether it was done.
    ok: bool,
    /// Why not.
    code: Option<String>,
    /// Why not, in words.
    message: Option<String>,
}

#[derive(Default)]
pub struct TrashMutation;

#[Object]
impl TrashMutation {
    /// Puts records in the trash, and says record by record what happened.
    async fn delete_records(&self, ctx: &Context<'_>, input: RecordsInput) -> Result<Vec<RecordOutcome>> {
        each(ctx, input, true).await
    }

    /// Takes records out of the trash, as they were.
    async fn restore_records(&self, ctx: &Context<'_>, input: RecordsInput) -> Result<Vec<RecordOutcome>> {
        each(ctx, input, false).await
    }
}

async fn each(ctx: &Context<'_>, input: RecordsInput, delete: bool) -> Result<Vec<RecordOutcome>> {
    let (app, actor) = (app(ctx), actor(ctx)?);
    if input.ids.is_empty() || input.ids.len() > MOST {
        return Err(Error::invalid("ids", format!("Name 1 to {MOST} records.")).into());
    }
    let mut outcomes = Vec::with_capacity(input.ids.len());
    for (i, batch) in input.ids.chunks(BATCH).enumerate() {
        let key = input.idempotency_key.as_ref().map(|key| format!("{key}-{i}"));
        let ids = batch.to_vec();
        let what = format!("{} {ids:?}", if delete { "deleteRecords" } else { "restoreRecords" });
        let done = once::write_once(app, actor, key.as_deref(), &what, move |tx| {
            let ids = ids.clone();
            async move {
                let mut outcomes = Vec::with_capacity(ids.len());
                for id in ids {
                    let outcome = one(&tx, &id, delete).await;
                    if let Err(error) = &outcome
                        && (error.is_retryable() || error.code() == Code::Internal)
                    {
                        return Err(error.clone());
                    }
                    let refused = outcome.err();
                    outcomes.push(RecordOutcome {
                        id,
                        ok: refused.is_none(),
                        code: refused.as_ref().map(|error| error.code().name().to_owned()),
                        message: refused.map(|error| error.to_string()),
                    });
                }
                Ok(outcomes)
            }
        })
        .await?;
        outcomes.extend(done);
    }
    Ok(outcomes)
}

async fn one(tx: &Tx, id: &Id, delete: bool) -> error::Result<()> {
    match id.table() {
        "company" => change::<Company>(tx, id, delete, ["CompanyDeleted", "CompanyRestored"]).await,
        "contact" => change::<Contact>(tx, id, delete, ["ContactDeleted", "ContactRestored"]).await,
        "lead" => {
            change::<Lead>(tx, id, delete, ["LeadDeleted", "LeadRestored"]).await?;
            if delete { withdraw_deleted(tx, id).await } else { Ok(()) }
        }
        "deal" => {
            change::<Deal>(tx, id, delete, ["DealDeleted", "DealRestored"]).await?;
            if delete { withdraw_deleted(tx, id).await } else { Ok(()) }
        }
        "activity" => change::<Activity>(tx, id, delete, ["ActivityDeleted", "ActivityRestored"]).await,
        "campaign" => change::<Campaign>(tx, id, delete, ["CampaignDeleted", "CampaignRestored"]).await,
        _ => Err(Error::not_found("record")),
    }
}

async fn change<R: Record>(tx: &Tx, id: &Id, delete: bool, kinds: [&'static str; 2]) -> error::Result<()> {
    let seen = tx.actor().scope(R::TYPE, Verb::Read);
    let before: R = tx.find(id).await?.filter(|record: &R| seen.sees(&record.meta().keys)).ok_or_else(|| Error::not_found(R::TYPE.table()))?;
    tx.allow(Verb::Delete, &before)?;
    if before.meta().is_deleted() == delete {
        return Ok(());
    }
    let mut after = before.clone();
    after.meta_mut().deleted_at = delete.then(|| tx.now());
    tx.save(&before, after, if delete { kinds[0] } else { kinds[1] }).await.map(drop)
}

/// Removes for ever what has lain in the trash for longer than it is kept. The history of each record stays.
pub async fn empty(app: &App) -> error::Result<()> {
    empty_of::<Company>(app, crate::company::model::INDEXES, crate::company::model::NEWEST, "CompanyRemoved").await?;
    empty_of::<Contact>(app, crate::contact::model::INDEXES, crate::contact::model::NEWEST, "ContactRemoved").await?;
    empty_of::<Lead>(app, crate::lead::model::INDEXES, crate::lead::model::OPENED, "LeadRemoved").await?;
    empty_of::<Deal>(app, crate::deal::model::INDEXES, crate::deal::model::NEWEST, "DealRemoved").await?;
    empty_of::<Activity>(app, crate::activity::model::INDEXES, crate::activity::model::NEWEST, "ActivityRemoved").await?;
    empty_of::<Campaign>(app, crate::campaign::model::INDEXES, crate::campaign::model::NEWEST, "CampaignRemoved").await
}

async fn empty_of<R: Record>(app: &App, indexes: &'static [ListIndex], sort: Sort, kind: &'static str) -> error::Result<()> {
    let now = app.clock.now();
    let before = now - KEPT;
    let terms = Terms { me: None, now, today: now.date_naive() };
    let over = Condition::Test { field: "deletedAt", kind: FieldKind::DateTime, op: Op::Lt, operands: vec![Operand::Instant(before)] };
    let asked = ListQuery {
        equals: Vec::new(),
        linked: None,
        condition: Some(over),
        sort,
        direction: Direction::Desc,
        deleted: true,
        page: PageArgs { first: Some(BATCH as i32), ..PageArgs::default() },
    };
    loop {
        let found = page::list::<R>(app, &Scope::all(), indexes, &terms, &asked).await?;
        if found.rows.is_empty() {
            return Ok(());
        }
        let ids: Vec<Id> = found.rows.iter().map(|(_, record)| record.id().clone()).collect();
        let removed = tx::write(app, &Actor::system(), move |tx| {
            let ids = ids.clone();
            async move { remove::<R>(&tx, &ids, before, kind).await }
        })
        .await?;
        tracing::info!(record.table = R::TYPE.table(), records = removed, "removed from the trash");
    }
}

/// Removes those of the records that still lie in the trash: somebody may have restored one, or another process been quicker.
async fn remove<R: Record>(tx: &Tx, ids: &[Id], before: Instant, kind: &'static str) -> error::Result<usize> {
    let mut removed = 0;
    for id in ids {
        let record: Option<R> = tx.find(id).await?;
        if let Some(record) = record.filter(|record| record.meta().deleted_at.is_some_and(|at| at < before)) {
            if R::TYPE == RecordType::Contact {
                forget_touchpoints(tx, id).await?;
            }
            tx.remove(&record, kind).await?;
            removed += 1;
        }
    }
    Ok(removed)
}
