//! Adding to the audit, and reading it.

use super::{
    model::{Deed, Entry},
    store,
};
use crate::platform::{
    actor::Actor,
    app::App,
    clock::Instant,
    error::{Error, Result},
    id::Id,
    page::LARGEST_PAGE,
    record::newest_first,
};

/// Which entries.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Of this person or token.
    pub actor_id: Option<Id>,
    /// About this person, role, team, …
    pub subject_id: Option<Id>,
    /// Whose action has this in its name, in any case.
    pub action: Option<String>,
    /// Not before.
    pub from: Option<Instant>,
    /// Before.
    pub to: Option<Instant>,
}

/// A page of entries.
pub struct Page {
    pub entries: Vec<Entry>,
    pub has_next: bool,
}

/// Writes down what was done and changed no record. What was done stays done when this fails: that is logged.
pub async fn record(app: &App, deed: Deed) {
    let now = app.clock.now();
    let (subject, actor) = (deed.subject.as_ref().map(Id::to_string), deed.actor.id.as_ref().map(Id::to_string));
    tracing::info!(audit.action = deed.action, actor.id = actor, client.address = deed.address, subject.id = subject, audit.detail = %deed.detail, "{}", deed.action);
    let entry = Entry {
        id: Id::new("audit", ulid::Ulid::from_parts(now.timestamp_millis().unsigned_abs(), rand::random())),
        at: now,
        at_desc: newest_first(now),
        actor: deed.actor,
        address: Some(deed.address).filter(|address| !address.is_empty()),
        action: deed.action.to_owned(),
        subject_id: deed.subject,
        changes: Vec::new(),
        detail: deed.detail,
    };
    if let Err(error) = store::add(&app.db, entry).await {
        tracing::error!(audit.action = deed.action, error.message = %error, error.cause = error.cause(), "the audit could not be written");
    }
}

/// Entries, newest first. Errors: `FORBIDDEN`, `INVALID` naming the paging argument at fault.
pub async fn page(app: &App, actor: &Actor, asked: Asked, first: i32, after: Option<&str>) -> Result<Page> {
    actor.may_administer()?;
    let size = usize::try_from(first).ok().filter(|size| *size <= LARGEST_PAGE).ok_or_else(|| Error::invalid("first", format!("A page holds 0 to {LARGEST_PAGE} rows.")))?;
    let behind = match after {
        None => None,
        Some(text) => Some(cursor(text).ok_or_else(|| Error::invalid("after", "This cursor is not of this list."))?),
    };
    let mut entries = store::page(&app.db, &asked, behind, size + 1).await?;
    let has_next = entries.len() > size;
    entries.truncate(size);
    Ok(Page { entries, has_next })
}

fn cursor(text: &str) -> Option<(i64, Id)> {
    let (at, key) = text.split_once('.')?;
    let id = Id::new("audit", key);
    Some((at.parse().ok()?, id)).filter(|(_, id)| id.is_well_formed())
}

/// Where an entry stands in the list.
pub fn cursor_of(entry: &Entry) -> String {
    format!("{}.{}", entry.at_desc, entry.id.key())
}
