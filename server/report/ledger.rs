//! The ledger: every lead, deal and handoff in short, and the contacts and companies without an owner; in memory, kept in step
//! by their events.
//!
//! A report counts tens of thousands of records, and the database reads each in tens of microseconds. So they are read once;
//! after that each question first reads anew what has an event since the last one. A number is never older than the last
//! commit, and what the ledger holds is always what the records say: it can be thrown away at any time.

use std::{collections::HashMap, sync::Arc};

use rust_decimal::Decimal;
use surrealdb::types::SurrealValue;
use tokio::sync::Mutex;
use ulid::Ulid;

use super::{model::Entry, store};
use crate::{
    deal::model::{BuyingRole, DealState},
    lead::model::{LeadState, LeadStatus},
    ownership::model::HandoffState,
    platform::{
        app::App,
        clock::{Date, Instant},
        error::Result,
        id::Id,
        record::RecordType,
        scope::Scope,
    },
    workspace::model::Lifecycle,
};

/// With more changes than this since the last question, reading everything anew is quicker.
const MOST_CHANGES: usize = 5_000;

/// Holds the book between questions. Empty until the first one.
#[derive(Default)]
pub struct Ledger(Mutex<Option<Held>>);

struct Held {
    /// Changes with an event at or below this id are in the book.
    settled: Ulid,
    book: Arc<Book>,
}

/// What all reports count, as it stood at one moment.
#[derive(Clone)]
pub struct Book {
    /// People who do not work here any more.
    pub left: Vec<Id>,
    pub leads: Shelf<Lead>,
    pub deals: Shelf<Deal>,
    pub handoffs: Shelf<Handoff>,
    /// Those that nobody who works here looks after.
    pub contacts: Shelf<Contact>,
    pub companies: Shelf<Company>,
}

/// The records of one table.
#[derive(Clone)]
pub struct Shelf<T>(HashMap<Id, Arc<T>>);

/// A record in short.
pub trait Kept: SurrealValue + Send + Sync + 'static {
    const TABLE: &'static str;
    /// What is read of it.
    const COLUMNS: &'static str;

    fn id(&self) -> &Id;

    /// Who may see it; `None` when it is in the trash.
    fn keys(&self) -> Option<&[String]>;

    /// Whether the ledger keeps it. `left` are people who do not work here any more.
    fn is_kept(&self, _left: &[Id]) -> bool {
        true
    }
}

macro_rules! kept {
    ($record:ident, $table:literal, $columns:literal $(, $when:item)?) => {
        impl Kept for $record {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static str = $columns;

            fn id(&self) -> &Id {
                &self.id
            }

            fn keys(&self) -> Option<&[String]> {
                self.deleted_at.is_none().then_some(&self.keys)
            }

            $($when)?
        }
    };
}

/// A lead, as far as reports ask.
#[derive(SurrealValue, Clone, Debug)]
#[surreal(rename_all = "camelCase")]
pub struct Lead {
    pub id: Id,
    #[surreal(default)]
    pub keys: Vec<String>,
    pub deleted_at: Option<Instant>,
    pub responsible_id: Option<Id>,
    pub team_id: Option<Id>,
    pub stage_id: Id,
    pub status: LeadStatus,
    pub state: LeadState,
    pub channel: Option<String>,
    pub opened_at: Instant,
    pub stage_entered_at: Instant,
    pub started_at: Option<Instant>,
    pub responded_at: Option<Instant>,
    #[surreal(default)]
    pub stage_history: Vec<Entry>,
}

kept!(
    Lead,
    "lead",
    "id, keys, deletedAt, responsibleId, teamId, stageId, status, state, channel, openedAt, stageEnteredAt, response.startedAt AS startedAt, response.respondedAt AS respondedAt, stageHistory"
);

/// A deal, as far as reports ask.
#[derive(SurrealValue, Clone, Debug)]
#[surreal(rename_all = "camelCase")]
pub struct Deal {
    pub id: Id,
    #[surreal(default)]
    pub keys: Vec<String>,
    pub deleted_at: Option<Instant>,
    pub owner_id: Option<Id>,
    pub company_id: Option<Id>,
    pub stage_id: Id,
    pub state: DealState,
    pub amount: Option<Decimal>,
    pub currency: Option<String>,
    pub expected_close_date: Option<Date>,
    pub next_step: Option<String>,
    pub stage_entered_at: Instant,
    pub closed_at: Option<Instant>,
    pub lost_reason_id: Option<Id>,
    /// What the members of the buying committee are.
    #[surreal(default)]
    pub roles: Vec<BuyingRole>,
}

kept!(
    Deal,
    "deal",
    "id, keys, deletedAt, ownerId, companyId, stageId, state, amount, currency, expectedCloseDate, nextStep, stageEnteredAt, closedAt, lostReasonId, contacts.role AS roles"
);

/// An offer and what came of it.
#[derive(SurrealValue, Clone, Debug)]
#[surreal(rename_all = "camelCase")]
pub struct Handoff {
    pub id: Id,
    #[surreal(default)]
    pub keys: Vec<String>,
    pub deleted_at: Option<Instant>,
    pub to_id: Id,
    pub state: HandoffState,
    pub offered_at: Instant,
    pub due_at: Option<Instant>,
    pub answered_at: Option<Instant>,
}

kept!(Handoff, "handoff", "id, keys, deletedAt, toId, state, offeredAt, dueAt, answeredAt");

/// A contact without an owner who works here.
#[derive(SurrealValue, Clone, Debug)]
#[surreal(rename_all = "camelCase")]
pub struct Contact {
    pub id: Id,
    #[surreal(default)]
    pub keys: Vec<String>,
    pub deleted_at: Option<Instant>,
    pub owner_id: Option<Id>,
    pub lifecycle: Option<Lifecycle>,
}

kept!(
    Contact,
    "contact",
    "id, keys, deletedAt, ownerId, lifecycle",
    fn is_kept(&self, left: &[Id]) -> bool {
        self.owner_id.as_ref().is_none_or(|owner| left.contains(owner))
    }
);

/// A company without an owner who works here.
#[derive(SurrealValue, Clone, Debug)]
#[surreal(rename_all = "camelCase")]
pub struct Company {
    pub id: Id,
    #[surreal(default)]
    pub keys: Vec<String>,
    pub deleted_at: Option<Instant>,
    pub owner_id: Option<Id>,
}

kept!(
    Company,
    "company",
    "id, keys, deletedAt, ownerId",
    fn is_kept(&self, left: &[Id]) -> bool {
        self.owner_id.as_ref().is_none_or(|owner| left.contains(owner))
    }
);

impl Ledger {
    /// Everything as it stands now.
    pub async fn book(&self, app: &App) -> Result<Arc<Book>> {
        let mut held = self.0.lock().await;
        // Taken before anything is read: what is committed meanwhile may be read twice, but never missed.
        let settled = app.hub.cursor();
        let left: Vec<Id> = app.directory().users().into_iter().filter(|user| !user.active).map(|user| user.meta.id.clone()).collect();
        if let Some(known) = held.as_mut().filter(|known| known.book.left == left) {
            let mut changed = store::changed_since(app, known.settled, MOST_CHANGES + 1).await?;
            // After a condition of a role or a territory changed, records have other keys without an event of their own.
            let rekeyed = |id: &Id| [RecordType::Role, RecordType::Territory].iter().any(|kind| id.table() == kind.table());
            if changed.len() <= MOST_CHANGES && !changed.iter().any(rekeyed) {
                changed.retain(|id| [Lead::TABLE, Deal::TABLE, Handoff::TABLE, Contact::TABLE, Company::TABLE].contains(&id.table()));
                changed.sort();
                changed.dedup();
                if !changed.is_empty() {
                    let fresh = Book::some(app, &changed, left).await?;
                    Arc::make_mut(&mut known.book).replace(&changed, fresh);
                }
                known.settled = settled;
                return Ok(known.book.clone());
            }
        }
        let book = Arc::new(Book::all(app, left).await?);
        *held = Some(Held { settled, book: book.clone() });
        Ok(book)
    }
}

impl Book {
    async fn all(app: &App, left: Vec<Id>) -> Result<Self> {
        let (leads, deals, handoffs, contacts, companies) =
            tokio::try_join!(store::all(app), store::all(app), store::all(app), store::loose(app, &left), store::loose(app, &left))?;
        Ok(Self::of(left, leads, deals, handoffs, contacts, companies))
    }

    async fn some(app: &App, ids: &[Id], left: Vec<Id>) -> Result<Self> {
        let (leads, deals, handoffs, contacts, companies) =
            tokio::try_join!(store::some(app, ids), store::some(app, ids), store::some(app, ids), store::some(app, ids), store::some(app, ids))?;
        Ok(Self::of(left, leads, deals, handoffs, contacts, companies))
    }

    fn of(left: Vec<Id>, leads: Vec<Lead>, deals: Vec<Deal>, handoffs: Vec<Handoff>, contacts: Vec<Contact>, companies: Vec<Company>) -> Self {
        let (contacts, companies) = (Shelf::of(contacts, &left), Shelf::of(companies, &left));
        Book { leads: Shelf::of(leads, &left), deals: Shelf::of(deals, &left), handoffs: Shelf::of(handoffs, &left), contacts, companies, left }
    }

    /// Puts what was read anew in place of what was there of those records; what is not there any more goes.
    fn replace(&mut self, changed: &[Id], fresh: Book) {
        self.leads.replace(changed, fresh.leads);
        self.deals.replace(changed, fresh.deals);
        self.handoffs.replace(changed, fresh.handoffs);
        self.contacts.replace(changed, fresh.contacts);
        self.companies.replace(changed, fresh.companies);
    }
}

impl<T: Kept> Shelf<T> {
    fn of(records: Vec<T>, left: &[Id]) -> Self {
        Shelf(records.into_iter().filter(|record| record.is_kept(left)).map(|record| (record.id().clone(), Arc::new(record))).collect())
    }

    fn replace(&mut self, changed: &[Id], fresh: Self) {
        for id in changed {
            self.0.remove(id);
        }
        self.0.extend(fresh.0);
    }

    /// The live records that a scope sees.
    pub fn seen_by(&self, scope: &Scope) -> Vec<Arc<T>> {
        let (all, held) = (scope.is_all(), scope.keys());
        self.0.values().filter(|record| record.keys().is_some_and(|keys| all || keys.iter().any(|key| held.contains(key)))).cloned().collect()
    }
}

/// What all reports count, as it stands now.
pub async fn book(app: &App) -> Result<Arc<Book>> {
    app.reports.book(app).await
}

/// Fills the ledger before the first question comes.
pub async fn warm(app: App) {
    if let Err(error) = book(&app).await {
        tracing::warn!(error.message = %error, "the ledger of the reports could not be read");
    }
}
