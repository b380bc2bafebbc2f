//! Adding to the audit, and reading it.

use super::{
    model::{Deed, Entry},
    store::{self, Place},
};
use crate::{
    event::model::{Event, Sight},
    platform::{
        actor::Actor,
        app::App,
        clock::Instant,
        error::{Error, Result},
        id::Id,
        page,
        record::RecordType,
        scope::Verb,
    },
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
    /// Where the next page begins; behind the last entry, or where looking for an action ended.
    pub end: Option<String>,
}

/// Writes down what was done and changed no record. What was done stays done when this fails: that is logged.
pub async fn record(app: &App, deed: Deed) {
    let now = app.clock.now();
    // Its place among what is being committed: nothing later is sealed before it.
    let ticket = app.hub.mint(vec![(Id::new("audit", "entry"), 0)], None);
    let Some(key) = ticket.ids().first().copied() else { return };
    let (subject, actor) = (deed.subject.as_ref().map(Id::to_string), deed.actor.id.as_ref().map(Id::to_string));
    tracing::info!(audit.action = deed.action, actor.id = actor, client.address = deed.address.as_deref(), subject.id = subject, audit.detail = %deed.detail, "{}", deed.action);
    let action = deed.action;
    let written = store::add(&app.db, deed.entry(key, now)).await;
    ticket.committed(Vec::new());
    if let Err(error) = written {
        tracing::error!(audit.action = action, error.message = %error, error.cause = error.cause(), "the audit could not be written");
    }
}

/// Entries, newest first. Errors: `FORBIDDEN`, `INVALID` naming the paging argument at fault.
pub async fn page(app: &App, actor: &Actor, asked: Asked, first: i32, after: Option<&str>) -> Result<Page> {
    actor.may_administer()?;
    let size = page::size(first, "first")?;
    let behind = match after {
        None => None,
        Some(text) => Some(cursor(text).ok_or_else(|| Error::invalid("after", "This cursor is not of this list."))?),
    };
    let ((deeds, deeds_end), (changes, changes_end)) =
        futures::try_join!(store::deeds(&app.db, &asked, behind.as_ref(), size + 1), store::changes(&app.db, &asked, behind.as_ref(), size + 1))?;
    let mut entries: Vec<Entry> = deeds.into_iter().chain(changes.into_iter().map(|event| shown(actor, event))).collect();
    entries.sort_by(|a, b| (a.at_desc, a.id.key()).cmp(&(b.at_desc, b.id.key())));
    // Behind the nearer end there may be some that were not looked at.
    let end = deeds_end.into_iter().chain(changes_end).min();
    if let Some(end) = &end {
        entries.retain(|entry| place(entry) <= *end);
    }
    let has_next = entries.len() > size || end.is_some();
    let end = if entries.len() > size { None } else { end };
    entries.truncate(size);
    let end = end.or_else(|| entries.last().map(place)).map(cursor_of);
    Ok(Page { entries, has_next, end })
}

/// A change as this actor may know it: of a record out of sight, that it was changed; without the values of hidden fields.
fn shown(actor: &Actor, event: Event) -> Entry {
    let kind = RecordType::of_table(event.subject.table());
    let in_sight = kind.is_some_and(|kind| kind.is_directory() || event.sight(&actor.scope(kind, Verb::Read)) != Sight::None);
    let changes = if in_sight { actor.access.fields.changes(&event) } else { Vec::new() };
    Entry { changes, ..Entry::of_change(event) }
}

fn cursor(text: &str) -> Option<Place> {
    let (at, key) = text.split_once('.')?;
    Some((at.parse().ok()?, key.to_owned())).filter(|_| Id::new("audit", key).is_well_formed())
}

fn place(entry: &Entry) -> Place {
    (entry.at_desc, entry.id.key().to_owned())
}

fn cursor_of((at, key): Place) -> String {
    format!("{at}.{key}")
}
