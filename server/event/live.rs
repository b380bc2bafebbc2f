//! Live subscriptions. Those that ask the same form one class: an event is executed and encoded once a class, and shared as
//! bytes; what a socket adds is its operation id. Sight is a predicate in memory, per socket.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, Weak},
    time::Duration,
};

use async_graphql::{Request, Response};
use bytes::Bytes;
use futures::{Stream, StreamExt};
use tokio::sync::{Semaphore, broadcast, mpsc};
use ulid::Ulid;

use super::{
    hub::Published,
    model::{Event, Sight},
    store,
};
use crate::{
    http::context::{Asking, Client},
    masking::Api,
    platform::{
        actor::{Access, Actor},
        app::App,
        clock::lock,
        error::{Error, Result, present},
        id::Id,
        load::Turns,
        mask::FieldRules,
        record::RecordType,
        scope::Verb,
    },
    schema::request_data,
};

/// Messages that wait for one socket before it is switched to replay from the database.
const QUEUE: usize = 512;
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

/// Feeds one class's execution: the resolver of `events` streams what comes out of it.
pub struct Feed(pub Mutex<Option<mpsc::Receiver<Delivery>>>);

/// All classes of this process.
#[derive(Default)]
pub struct Classes(Mutex<HashMap<String, Weak<Class>>>);

/// Subscriptions that ask the same.
struct Class {
    encoded: broadcast::Sender<Encoded>,
}

/// A delivery, executed and encoded.
#[derive(Clone)]
struct Encoded {
    delivery: Delivery,
    payload: Bytes,
    hidden: Option<Bytes>,
}

/// How many subscriptions there are.
pub struct Numbers {
    pub subscribers: usize,
    pub classes: usize,
}

/// What an `events` subscription asks for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub after: Option<Ulid>,
    pub types: Option<Vec<RecordType>>,
    pub subject: Option<Id>,
}

impl Wanted {
    fn takes(&self, event: &Event) -> bool {
        let type_fits = match &self.types {
            None => true,
            Some(types) => RecordType::of_table(event.subject.table()).is_some_and(|kind| types.contains(&kind)),
        };
        type_fits && self.subject.as_ref().is_none_or(|subject| *subject == event.subject)
    }
}

impl Classes {
    pub fn numbers(&self) -> Numbers {
        let classes = lock(&self.0);
        let live: Vec<Arc<Class>> = classes.values().filter_map(Weak::upgrade).collect();
        Numbers { subscribers: live.iter().map(|class| class.encoded.receiver_count()).sum(), classes: live.len() }
    }

    fn join(&self, app: &App, api: &Arc<Api>, key: &str, request: &Request, rules: &FieldRules) -> (Arc<Class>, broadcast::Receiver<Encoded>) {
        let mut classes = lock(&self.0);
        classes.retain(|_, class| class.strong_count() > 0);
        if let Some(class) = classes.get(key).and_then(Weak::upgrade) {
            let receiver = class.encoded.subscribe();
            return (class, receiver);
        }
        let (encoded, receiver) = broadcast::channel(QUEUE);
        let class = Arc::new(Class { encoded });
        classes.insert(key.to_owned(), Arc::downgrade(&class));
        tokio::spawn(run_class(app.clone(), api.clone(), copy(request), rules.clone(), Arc::downgrade(&class), app.hub.listen()));
        (class, receiver)
    }
}

/// Executes each event once for all members of a class, until the last one leaves.
async fn run_class(app: App, api: Arc<Api>, request: Request, rules: FieldRules, class: Weak<Class>, mut events: broadcast::Receiver<Published>) {
    let mut execution = Execution::start(&app, &api, &request, &rules);
    // The last member's leaving is noticed at the next event or within this time.
    let mut tick = tokio::time::interval(Duration::from_secs(5));
    loop {
        let received = tokio::select! {
            received = events.recv() => Some(received),
            _ = tick.tick() => None,
        };
        let Some(class) = class.upgrade() else { return };
        let Published { event, cursor } = match received {
            None => continue,
            Some(Ok(published)) => published,
            // Members notice the gap and replay: see `Encoded` position below.
            Some(Err(broadcast::error::RecvError::Lagged(_))) => {
                class.encoded.send(Encoded { delivery: Delivery { cursor: Ulid::nil(), message: Message::Position }, payload: Bytes::new(), hidden: None }).ok();
                continue;
            }
            Some(Err(broadcast::error::RecvError::Closed)) => return,
        };
        let delivery = Delivery { cursor, message: Message::Event(event.clone()) };
        let payload = execution.encode(delivery.clone()).await;
        let hidden = if event.keys_before.iter().any(|key| !event.keys_after.contains(key)) {
            execution.encode(Delivery { cursor: delivery.cursor, message: Message::Hidden(event.subject.clone()) }).await
        } else {
            None
        };
        let Some(payload) = payload else {
            execution = Execution::start(&app, &api, &request, &rules);
            continue;
        };
        // An error only says that no member is left.
        class.encoded.send(Encoded { delivery, payload, hidden }).ok();
    }
}

/// One running GraphQL subscription into which deliveries are put one by one.
struct Execution {
    feed: mpsc::Sender<Delivery>,
    turns: Turns,
    output: std::pin::Pin<Box<dyn Stream<Item = Response> + Send>>,
}

impl Execution {
    fn start(app: &App, api: &Api, request: &Request, rules: &FieldRules) -> Self {
        let (feed, source) = mpsc::channel(1);
        let turns = Turns::default();
        let client = Client { address: String::new(), device: String::new(), credential: None, request_id: "live".into(), secure: false };
        let asking = Asking(Some(Actor::system().under(rules)));
        let request = request_data(copy(request), app, client, asking, &turns).data(Arc::new(Feed(Mutex::new(Some(source)))));
        Execution { feed, turns, output: Box::pin(api.under(rules).execute_stream(request)) }
    }

    async fn encode(&mut self, delivery: Delivery) -> Option<Bytes> {
        self.feed.send(delivery).await.ok()?;
        let mut response = self.turns.of(self.output.next()).await?;
        present(&mut response, "live");
        serde_json::to_vec(&response).ok().map(Bytes::from)
    }
}

/// The request's document, operation and variables; data and the rest are not carried over.
fn copy(request: &Request) -> Request {
    let mut copy = Request::new(request.query.clone()).variables(request.variables.clone());
    copy.operation_name = request.operation_name.clone();
    copy
}

/// What tells one class from another: document, operation, variables (but not the cursor), and which fields are hidden.
fn class_key(request: &Request, rules: &FieldRules) -> String {
    let variables: std::collections::BTreeMap<_, _> =
        request.variables.iter().filter(|(name, _)| name.as_str() != "after").map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let query: String = request.query.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{query}\n{:?}\n{variables:?}\n{}", request.operation_name, rules.class())
}

/// What a socket needs to follow the events.
pub struct Subscription {
    pub app: App,
    pub api: Arc<Api>,
    pub request: Request,
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
        let mut execution = Execution::start(&asked.app, &asked.api, &asked.request, &rules);
        let key = class_key(&asked.request, &rules);
        // Joined before the replay reads, so that nothing falls between the two; what comes twice the client drops by id.
        let (class, mut live) = asked.app.classes.join(&asked.app, &asked.api, &key, &asked.request, &rules);
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
                Ok(encoded) if encoded.delivery.cursor.is_nil() => break,
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
            let bytes = match sight(asked, &access, event) {
                Sight::Full if asked.wanted.takes(event) => encoded.payload.clone(),
                Sight::Hidden if asked.wanted.takes(event) => match &encoded.hidden {
                    Some(hidden) => hidden.clone(),
                    None => continue,
                },
                _ => continue,
            };
            if out.send(bytes).await.is_err() {
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
