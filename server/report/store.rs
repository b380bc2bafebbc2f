//! The SurrealQL of the reports: narrow reads over other slices' tables, by ranges of their indexes, within a scope.

use std::collections::HashSet;

use rust_decimal::Decimal;
use surrealdb::types::SurrealValue;

use super::model::{Entry, Period};
use crate::{
    activity::model::Activity,
    deal::model::{BuyingRole, DealState},
    lead::model::{LeadState, LeadStatus},
    ownership::model::{Handoff, HandoffState},
    platform::{
        app::App,
        clock::{Date, Instant},
        db::{Query, query},
        error::Result,
        id::Id,
        page::visible,
        record::newest_first,
        scope::Scope,
    },
    workspace::model::Lifecycle,
};

/// Rows that a list on Today holds at most.
pub const MOST_LISTED: usize = 100;

/// A read row that says which record it is of.
trait Row: SurrealValue {
    fn id(&self) -> &Id;
}

macro_rules! row {
    ($($name:ident),+) => {
        $(impl Row for $name {
            fn id(&self) -> &Id {
                &self.id
            }
        })+
    };
}

row!(OpenLead, LeadPath, OpenDeal, LostDeal, HandoffRow, Loose, AttentionRow);

/// Reads each statement once for each key of the scope, `$key` being that key, and drops what comes twice. Each read is one
/// range of an index that begins with `keys`; a range takes one bound, the first that is given, and filters by the rest.
async fn by_key<R: Row>(app: &App, scope: &Scope, statements: &[String], bind: impl FnOnce(Query) -> Query) -> Result<Vec<R>> {
    if scope.keys().is_empty() {
        return Ok(Vec::new());
    }
    let reads: Vec<String> = (0..scope.keys().len()).flat_map(|k| statements.iter().map(move |sql| sql.replace("$key", &format!("$key{k}")))).collect();
    let mut asked = bind(query(reads.join(";")));
    for (k, key) in scope.keys().iter().enumerate() {
        asked = asked.bind(&format!("key{k}"), key.clone());
    }
    let mut answer = app.db.query(asked).await?;
    let mut found = Vec::new();
    for read in 0..reads.len() {
        found.extend(answer.all::<R>(read)?);
    }
    if reads.len() > 1 {
        let mut seen = HashSet::new();
        found.retain(|row| seen.insert(row.id().clone()));
    }
    Ok(found)
}

/// An open lead, as far as queues and ownership ask.
#[derive(SurrealValue, Clone, Debug)]
#[surreal(rename_all = "camelCase")]
pub struct OpenLead {
    pub id: Id,
    pub responsible_id: Option<Id>,
    pub stage_id: Id,
    pub status: LeadStatus,
    pub opened_at: Instant,
    pub stage_entered_at: Instant,
    pub responded_at: Option<Instant>,
}

/// All open leads.
pub async fn open_leads(app: &App, scope: &Scope) -> Result<Vec<OpenLead>> {
    let sql = "SELECT id, responsibleId, stageId, status, openedAt, stageEnteredAt, response.respondedAt AS respondedAt \
        FROM lead WITH INDEX lead_list_state_openedDesc WHERE keys CONTAINS $key AND state = 'OPEN'";
    by_key(app, scope, &[sql.to_owned()], |q| q).await
}

/// A lead's way: when it came, when it was answered, and the stages that it entered.
#[derive(SurrealValue, Clone, Debug)]
#[surreal(rename_all = "camelCase")]
pub struct LeadPath {
    pub id: Id,
    pub state: LeadState,
    pub channel: Option<String>,
    pub team_id: Option<Id>,
    pub opened_at: Instant,
    pub started_at: Option<Instant>,
    pub responded_at: Option<Instant>,
    #[surreal(default)]
    pub stages: Vec<Id>,
    #[surreal(default)]
    pub entered: Vec<Instant>,
    #[surreal(default)]
    pub passed: Vec<bool>,
}

impl LeadPath {
    /// The stages that it entered, in order.
    pub fn entries(&self) -> Vec<Entry> {
        let visits = self.stages.iter().zip(&self.entered).zip(&self.passed);
        visits.map(|((stage, at), passed)| Entry { stage: stage.clone(), at: *at, passed: *passed }).collect()
    }
}

/// Leads that were opened, or entered a stage, between two instants. Either changes a lead: so only those changed since
/// the first instant are read.
pub async fn lead_paths(app: &App, scope: &Scope, from: Instant, to: Instant) -> Result<Vec<LeadPath>> {
    let sql = "SELECT id, state, channel, teamId, openedAt, response.startedAt AS startedAt, response.respondedAt AS respondedAt, \
        stageHistory.stageId AS stages, stageHistory.enteredAt AS entered, stageHistory.passed AS passed \
        FROM lead WITH INDEX lead_list_updatedDesc WHERE keys CONTAINS $key AND updatedDesc <= $since AND openedAt < $to";
    by_key(app, scope, &[sql.to_owned()], |q| q.bind("since", newest_first(from)).bind("to", to)).await
}

/// An open deal, as far as ownership and data quality ask.
#[derive(SurrealValue, Clone, Debug)]
#[surreal(rename_all = "camelCase")]
pub struct OpenDeal {
    pub id: Id,
    pub owner_id: Option<Id>,
    pub company_id: Option<Id>,
    pub amount: Option<Decimal>,
    pub expected_close_date: Option<Date>,
    pub next_step: Option<String>,
}

/// All open deals.
pub async fn open_deals(app: &App, scope: &Scope) -> Result<Vec<OpenDeal>> {
    let sql = "SELECT id, ownerId, companyId, amount, expectedCloseDate, nextStep \
        FROM deal WITH INDEX deal_list_state_createdDesc WHERE keys CONTAINS $key AND state = 'OPEN'";
    by_key(app, scope, &[sql.to_owned()], |q| q).await
}

/// A lost deal.
#[derive(SurrealValue, Clone, Debug)]
#[surreal(rename_all = "camelCase")]
pub struct LostDeal {
    pub id: Id,
    pub closed_at: Instant,
    pub lost_reason_id: Option<Id>,
    pub amount: Option<Decimal>,
    pub currency: Option<String>,
}

/// Deals lost between two instants.
pub async fn lost_deals(app: &App, scope: &Scope, from: Instant, to: Instant) -> Result<Vec<LostDeal>> {
    let (seen, keys) = visible(scope);
    if scope.keys().is_empty() {
        return Ok(Vec::new());
    }
    let sql =
        format!("SELECT id, closedAt, lostReasonId, amount, currency FROM deal WITH INDEX deal_closed WHERE state = $lost AND closedDesc <= $from AND closedDesc > $to AND {seen}");
    let asked = query(sql).bind("keys", keys).bind("lost", DealState::Lost).bind("from", newest_first(from)).bind("to", newest_first(to));
    app.db.query(asked).await?.all(0)
}

/// An offer and what came of it.
#[derive(SurrealValue, Clone, Debug)]
#[surreal(rename_all = "camelCase")]
pub struct HandoffRow {
    pub id: Id,
    pub to_id: Id,
    pub state: HandoffState,
    pub offered_at: Instant,
    pub due_at: Option<Instant>,
    pub answered_at: Option<Instant>,
}

/// Offers made in a period.
pub async fn handoffs(app: &App, scope: &Scope, period: &Period) -> Result<Vec<HandoffRow>> {
    let sql = "SELECT id, toId, state, offeredAt, dueAt, answeredAt \
        FROM handoff WITH INDEX handoff_list_createdDesc WHERE keys CONTAINS $key AND createdDesc <= $from AND createdDesc > $to";
    by_key(app, scope, &[sql.to_owned()], |q| q.bind("from", newest_first(period.start)).bind("to", newest_first(period.end))).await
}

/// A contact or company that nobody who works here looks after.
#[derive(SurrealValue, Clone, Debug)]
pub struct Loose {
    pub id: Id,
}

/// Contacts in one of these lifecycle stages without an owner, or with one of those who `left`.
pub async fn loose_contacts(app: &App, scope: &Scope, stages: &[Lifecycle], left: &[Id]) -> Result<Vec<Loose>> {
    loose(app, scope, "SELECT id FROM contact WITH INDEX contact_list_ownerId_nameKey WHERE keys CONTAINS $key AND lifecycle IN $stages AND ownerId =", stages, left).await
}

/// Companies without an owner, or with one of those who `left`.
pub async fn loose_companies(app: &App, scope: &Scope, left: &[Id]) -> Result<Vec<Loose>> {
    loose(app, scope, "SELECT id FROM company WITH INDEX company_list_ownerId_nameKey WHERE keys CONTAINS $key AND ownerId =", &[], left).await
}

async fn loose(app: &App, scope: &Scope, sql: &str, stages: &[Lifecycle], left: &[Id]) -> Result<Vec<Loose>> {
    let mut statements = vec![format!("{sql} NONE")];
    statements.extend((0..left.len()).map(|i| format!("{sql} $left{i}")));
    by_key(app, scope, &statements, |q| left.iter().enumerate().fold(q.bind("stages", stages.to_vec()), |q, (i, id)| q.bind(&format!("left{i}"), id.clone()))).await
}

/// Offers that wait for one of `takers`, the most urgent first.
pub async fn offered_to(app: &App, takers: &[Id]) -> Result<Vec<Handoff>> {
    let sql = format!("SELECT * FROM handoff WITH INDEX handoff_to WHERE state = $offered AND toId = $to ORDER BY createdDesc LIMIT {MOST_LISTED}");
    let statements: Vec<String> = (0..takers.len()).map(|i| sql.replace("$to", &format!("$to{i}"))).collect();
    let asked = takers.iter().enumerate().fold(query(statements.join(";")).bind("offered", HandoffState::Offered), |q, (i, id)| q.bind(&format!("to{i}"), id.clone()));
    let mut answer = app.db.query(asked).await?;
    let mut found = Vec::new();
    for read in 0..takers.len() {
        found.extend(answer.all::<Handoff>(read)?.into_iter().filter(|handoff| !handoff.meta.is_deleted()));
    }
    found.sort_by_key(|handoff| (handoff.due_at.is_none(), handoff.due_at, handoff.offered_at));
    found.truncate(MOST_LISTED);
    Ok(found)
}

/// What a person has planned until an instant, in the order it is due.
pub async fn planned(app: &App, owner: &Id, until: Instant) -> Result<Vec<Activity>> {
    let sql = format!(
        "SELECT * FROM activity WITH INDEX activity_list_state_ownerId_dueKey WHERE keys CONTAINS $key AND state = 'PLANNED' AND ownerId = $owner AND dueKey < $until ORDER BY dueKey LIMIT {MOST_LISTED}"
    );
    app.db.query(query(sql).bind("key", owner.to_string()).bind("owner", owner.clone()).bind("until", until.timestamp_micros())).await?.all(0)
}

/// How many things a person did between two instants.
pub async fn done(app: &App, owner: &Id, from: Instant, to: Instant) -> Result<i64> {
    let sql = "SELECT count() FROM activity WITH INDEX activity_list_ownerId_atDesc WHERE keys CONTAINS $key AND ownerId = $owner AND atDesc <= $from AND atDesc > $to AND state = 'DONE' GROUP ALL";
    let asked = query(sql).bind("key", owner.to_string()).bind("owner", owner.clone()).bind("from", newest_first(from)).bind("to", newest_first(to));
    #[derive(SurrealValue)]
    struct Count {
        count: i64,
    }
    Ok(app.db.query(asked).await?.first::<Count>(0)?.map_or(0, |row| row.count))
}

/// An open deal, as far as its owner's attention asks.
#[derive(SurrealValue, Clone, Debug)]
#[surreal(rename_all = "camelCase")]
pub struct AttentionRow {
    pub id: Id,
    pub stage_id: Id,
    pub next_step: Option<String>,
    pub expected_close_date: Option<Date>,
    pub stage_entered_at: Instant,
    pub amount: Option<Decimal>,
    #[surreal(default)]
    pub roles: Vec<BuyingRole>,
}

/// A person's open deals.
pub async fn open_deals_of(app: &App, owner: &Id) -> Result<Vec<AttentionRow>> {
    let sql = "SELECT id, stageId, nextStep, expectedCloseDate, stageEnteredAt, amount, contacts.role AS roles \
        FROM deal WITH INDEX deal_list_ownerId_createdDesc WHERE keys CONTAINS $key AND ownerId = $owner AND state = 'OPEN'";
    app.db.query(query(sql).bind("key", owner.to_string()).bind("owner", owner.clone())).await?.all(0)
}

/// How many open records of a table each responsible holds; `None` are those without one.
pub async fn holders(app: &App, scope: &Scope, table: Held) -> Result<Vec<(Option<Id>, i64)>> {
    let (seen, keys) = visible(scope);
    if scope.keys().is_empty() {
        return Ok(Vec::new());
    }
    let (table, column, index) = match table {
        Held::Lead => ("lead", "responsibleId", "lead_list_state_openedDesc"),
        Held::Deal => ("deal", "ownerId", "deal_list_state_createdDesc"),
    };
    // With one key the list's index is one range; with several the database merges them, which also drops doubles.
    let hint = if scope.keys().len() == 1 { format!("WITH INDEX {index}") } else { String::new() };
    let sql = format!("SELECT {column} AS holder, count() AS count FROM {table} {hint} WHERE {seen} AND state = 'OPEN' GROUP BY holder");
    #[derive(SurrealValue)]
    struct Group {
        holder: Option<Id>,
        count: i64,
    }
    let groups: Vec<Group> = app.db.query(query(sql).bind("keys", keys)).await?.all(0)?;
    Ok(groups.into_iter().map(|group| (group.holder, group.count)).collect())
}

/// What is held by exactly one responsible at any moment.
#[derive(Clone, Copy, Debug)]
pub enum Held {
    Lead,
    Deal,
}
