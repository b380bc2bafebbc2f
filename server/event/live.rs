//! Live subscriptions, from where they stand. `classes.rs` encodes what several want once; here each looks at what it sees of it,
//! by a predicate in memory.

use std::sync::Arc;

use bytes::Bytes;
use futures::Stream;
use tokio::sync::{Semaphore, broadcast, mpsc};
use ulid::Ulid;

use super::{
    classes::{Execution, Question},
    model::{Event, Sight},
    store,
};
use crate::{
    masking::Api,
    platform::{
        actor::{Access, Actor},
        app::App,
        error::{Error, Result},
        id::Id,
        record::RecordType,
        scope::Verb,
    },
};

/// Events read at once by a replay.
const REPLAY_PAGE: usize = 500;
/// Replays at once; more wait.
static REPLAYS: Semaphore = Semaphore::const_new(8);

/// What a subscription carries.
#[derive(Clone, Debug)]
pub enum Message {
    /// Something happened to a record that is seen.
    Event(Arc<Event>),
    /// A record left sight: its id alone.
    Hidden(Id),
    /// Fetch anew what is on screen.
    Resync(Resync),
    /// Nothing new; where to resume.
    Position,
}

/// Why a client must fetch anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
#[graphql(name = "ResyncReason")]
pub enum Resync {
    /// The cursor is older than the replay horizon.
    Horizon,
    /// The database was restored from a backup.
    Restored,
    /// The person's rights changed.
    Permissions,
}

/// A message with the cursor to resume from.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub cursor: Ulid,
    pub message: Message,
}

/// What an `events` subscription asks for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub after: Option<Ulid>,
    pub types: Option<Vec<RecordType>>,
    pub subject: Option<Id>,
}

impl Wanted {
    /// Whether an event is among what is asked for.
    pub fn takes(&self, event: &Event) -> bool {
        let type_fits = match &self.types {
            None => true,
            Some(types) => RecordType::of_table(event.subject.table()).is_some_and(|kind| types.contains(&kind)),
        };
        type_fits && self.subject.as_ref().is_none_or(|subject| *subject == event.subject)
    }
}

/// What a socket needs to follow the events.
pub struct Subscription {
    pub app: App,
    pub api: Arc<Api>,
    pub question: Question,
    pub actor: Actor,
    pub wanted: Wanted,
}

/// The encoded responses of one subscription: first what happened since its cursor, then what happens.
///
/// Nothing is dropped: who falls behind is served from the database again, from the last delivered cursor.
pub fn follow(subscription: Subscription) -> impl Stream<Item = Bytes> + Send {
    let (out, received) = mpsc::channel(64);
    tokio::spawn(async move {
        if let Err(error) = drive(&subscription, &out).await {
            tracing::error!(error.message = %error, "a subscription ended");
        }
    });
    futures::stream::unfold(received, |mut received| async move { received.recv().await.map(|bytes| (bytes, received)) })
}

async fn drive(asked: &Subscription, out: &mpsc::Sender<Bytes>) -> Result<()> {
    let mut position = asked.wanted.after;
    loop {
        let Some(access) = access_of(asked) else { return Ok(()) };
        let rules = access.fields.clone();
        let mut execution = Execution::start(&asked.app, &asked.api, &asked.question, &rules);
        // Joined before the replay reads, so that nothing falls between the two; what comes twice the client drops by id.
        let (class, mut live) = asked.app.classes.join(asked, &rules);
        if let Some(after) = position {
            match replay(asked, after, &mut execution, out).await? {
                Replayed::To(cursor) => position = Some(cursor),
                Replayed::Gone => return Ok(()),
            }
        } else {
            // A new subscriber learns at once where it stands, so that it can resume before the first event.
            let cursor = asked.app.hub.cursor();
            position = Some(cursor);
            if !send(&mut execution, Delivery { cursor, message: Message::Position }, out).await {
                return Ok(());
            }
        }
        loop {
            let next = tokio::select! {
                next = live.recv() => next,
                () = out.closed() => return Ok(()),
            };
            let encoded = match next {
                Ok(encoded) if encoded.is_gap() => break,
                Ok(encoded) => encoded,
                Err(broadcast::error::RecvError::Lagged(_)) => break,
                Err(broadcast::error::RecvError::Closed) => return Ok(()),
            };
            let Message::Event(event) = &encoded.delivery.message else { continue };
            // Rights may have changed since the subscription began: ask the directory, not the handshake.
            let Some(access) = access_of(asked) else { return Ok(()) };
            if access.fields != rules {
                // Encoded with what was shown before: read again from where it stands, as it is shown now.
                break;
            }
            position = Some(encoded.delivery.cursor);
            let resync = Delivery { cursor: encoded.delivery.cursor, message: Message::Resync(Resync::Permissions) };
            if changes_rights(&access, event) && !send(&mut execution, resync, out).await {
                return Ok(());
            }
            // Nothing is encoded of what the class does not want.
            let bytes = match sight(asked, &access, event) {
                Sight::Full => encoded.payload,
                Sight::Hidden => encoded.hidden,
                Sight::None => None,
            };
            if let Some(bytes) = bytes
                && out.send(bytes).await.is_err()
            {
                return Ok(());
            }
        }
        drop(class);
    }
}

/// What whoever asked may do now; `None` for who is gone.
fn access_of(asked: &Subscription) -> Option<Arc<Access>> {
    match asked.actor.user() {
        Some(user) => asked.app.directory().access(user, &asked.actor.acting),
        None => Some(asked.actor.access.clone()),
    }
}

fn sight(asked: &Subscription, access: &Arc<Access>, event: &Event) -> Sight {
    let Some(kind) = RecordType::of_table(event.subject.table()) else { return Sight::None };
    let now = Actor { access: access.clone(), ..asked.actor.clone() };
    event.sight(&now.scope(kind, Verb::Read))
}

enum Replayed {
    To(Ulid),
    Gone,
}

/// Sends what happened after `after`, page by page, up to what is settled now.
async fn replay(asked: &Subscription, after: Ulid, execution: &mut Execution, out: &mpsc::Sender<Bytes>) -> Result<Replayed> {
    let _permit = REPLAYS.acquire().await.map_err(Error::internal)?;
    let app = &asked.app;
    if after < store::horizon(app.clock.now()) {
        let cursor = app.hub.cursor();
        let sent = send(execution, Delivery { cursor, message: Message::Resync(Resync::Horizon) }, out).await;
        return Ok(if sent { Replayed::To(cursor) } else { Replayed::Gone });
    }
    // Page by page up to what is settled: nothing can appear there any more.
    let mut from = after;
    let settled = loop {
        let settled = app.hub.cursor();
        let page = store::between(&app.db, from, settled, REPLAY_PAGE).await?;
        let last = page.len() < REPLAY_PAGE;
        if let Some(newest) = page.last() {
            from = newest.id.key().parse().map_err(Error::internal)?;
        }
        if !replay_page(asked, page, settled, execution, out).await? {
            return Ok(Replayed::Gone);
        }
        if last {
            break settled.max(after);
        }
    };
    // Beyond it commits overlap, so these are of one moment: no later version without the earlier one. The rest comes live.
    for ids in store::ids_after(&app.db, settled).await?.chunks(REPLAY_PAGE) {
        let page = store::by_ids(&app.db, ids).await?;
        if !replay_page(asked, page, settled, execution, out).await? {
            return Ok(Replayed::Gone);
        }
    }
    let sent = send(execution, Delivery { cursor: settled, message: Message::Position }, out).await;
    Ok(if sent { Replayed::To(settled) } else { Replayed::Gone })
}

/// Sends what a subscription sees of these events. Gives whether it is still there.
async fn replay_page(asked: &Subscription, page: Vec<Event>, settled: Ulid, execution: &mut Execution, out: &mpsc::Sender<Bytes>) -> Result<bool> {
    for event in page {
        let id: Ulid = event.id.key().parse().map_err(Error::internal)?;
        let cursor = id.min(settled);
        let Some(access) = access_of(asked) else { return Ok(false) };
        if changes_rights(&access, &event) && !send(execution, Delivery { cursor, message: Message::Resync(Resync::Permissions) }, out).await {
            return Ok(false);
        }
        let message = match sight(asked, &access, &event) {
            Sight::Full if asked.wanted.takes(&event) => Message::Event(Arc::new(event)),
            Sight::Hidden if asked.wanted.takes(&event) => Message::Hidden(event.subject),
            _ => continue,
        };
        if !send(execution, Delivery { cursor, message }, out).await {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether an event may change what somebody sees: of themselves, of their role, or of how teams stand below each other.
fn changes_rights(access: &Access, event: &Event) -> bool {
    let changed = |names: &[&str]| event.version > 1 && event.changes.iter().any(|change| names.contains(&change.field.as_str()));
    match RecordType::of_table(event.subject.table()) {
        Some(RecordType::User) => access.user.as_ref() == Some(&event.subject) && changed(&["roleId", "teamIds", "active"]),
        Some(RecordType::Team) => changed(&["parentId"]) || (event.version == 1 && !event.snapshot["parentId"].is_null()),
        // A change of one territory changes the keys of those behind it.
        Some(RecordType::Territory) => {
            let was = event.changes.iter().find(|change| change.field == "teamId").map(|change| &change.from);
            let works = |team: &serde_json::Value| access.teams.iter().any(|id| Some(id.as_str()) == team.as_str());
            access.through.len() > access.teams.len() || works(&event.snapshot["teamId"]) || was.is_some_and(works)
        }
        Some(RecordType::Role) => access.role.as_ref() == Some(&event.subject) && event.version > 1,
        _ => false,
    }
}

async fn send(execution: &mut Execution, delivery: Delivery, out: &mpsc::Sender<Bytes>) -> bool {
    match execution.encode(delivery).await {
        Some(bytes) => out.send(bytes).await.is_ok(),
        None => false,
    }
}
