//! Classes of subscriptions. Those that ask the same form one: an event that they want is executed and encoded once for all of
//! them, and shared as bytes.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc, Mutex, Weak,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use async_graphql::{Request, Response, Variables, parser::types::ExecutableDocument};
use bytes::Bytes;
use futures::{Stream, StreamExt};
use serde_json::Value as Json;
use tokio::sync::{broadcast, mpsc};
use ulid::Ulid;

use super::{
    hub::Published,
    live::{Delivery, Message, Subscription, Wanted},
};
use crate::{
    http::context::{Asking, Client},
    masking::Api,
    platform::{actor::Actor, app::App, clock::lock, error::present, load::Turns, mask::FieldRules},
    schema::request_data,
};

/// Messages that wait for one socket before it is switched to replay from the database.
const QUEUE: usize = 512;

/// A document and its variables, without the cursor: what tells one class from another, beside the fields that are hidden.
#[derive(Clone)]
pub struct Question {
    pub document: Arc<ExecutableDocument>,
    pub operation: Option<String>,
    pub variables: Variables,
}

impl Question {
    fn request(&self) -> Request {
        let mut request = Request::new(String::new()).variables(self.variables.clone());
        request.operation_name = self.operation.clone();
        request.set_parsed_query((*self.document).clone());
        request
    }

    fn class_key(&self, rules: &FieldRules) -> String {
        let variables: BTreeMap<&str, String> = self.variables.iter().map(|(name, value)| (name.as_str(), value.to_string())).collect();
        let mut key = format!("{:?} {variables:?} {} ", self.operation, rules.class());
        write_shape(&serde_json::to_value(&*self.document).unwrap_or_default(), &mut key);
        key
    }
}

/// Writes a document down without where its parts stand in the text, everything unordered in order.
fn write_shape(part: &Json, text: &mut String) {
    match part {
        Json::Object(positioned) if positioned.len() == 2 && positioned.contains_key("pos") && positioned.contains_key("node") => write_shape(&positioned["node"], text),
        Json::Object(fields) => {
            for (name, field) in fields.iter().collect::<BTreeMap<_, _>>() {
                text.push_str(name);
                text.push('{');
                write_shape(field, text);
                text.push('}');
            }
        }
        Json::Array(items) => {
            for item in items {
                text.push('[');
                write_shape(item, text);
                text.push(']');
            }
        }
        plain => text.push_str(&plain.to_string()),
    }
}

/// All classes of this process.
#[derive(Default)]
pub struct Classes {
    known: Mutex<HashMap<String, Weak<Class>>>,
    encoded: AtomicU64,
}

/// Subscriptions that ask the same.
pub(super) struct Class {
    encoded: broadcast::Sender<Encoded>,
}

/// A delivery; executed and encoded when the class wants it.
#[derive(Clone)]
pub(super) struct Encoded {
    pub delivery: Delivery,
    pub payload: Option<Bytes>,
    /// For who sees the record no longer.
    pub hidden: Option<Bytes>,
}

impl Encoded {
    /// Whether it only says that events are missing.
    pub fn is_gap(&self) -> bool {
        self.delivery.cursor.is_nil()
    }

    /// Says that events are missing: members read them again.
    fn gap() -> Self {
        Encoded { delivery: Delivery { cursor: Ulid::nil(), message: Message::Position }, payload: None, hidden: None }
    }
}

/// How many subscriptions there are.
pub struct Numbers {
    pub subscribers: usize,
    pub classes: usize,
}

impl Classes {
    pub fn numbers(&self) -> Numbers {
        let classes = lock(&self.known);
        let live: Vec<Arc<Class>> = classes.values().filter_map(Weak::upgrade).collect();
        Numbers { subscribers: live.iter().map(|class| class.encoded.receiver_count()).sum(), classes: live.len() }
    }

    /// How often an event was executed and encoded for a class.
    pub fn encoded(&self) -> u64 {
        self.encoded.load(Ordering::Relaxed)
    }

    /// Joins the class of a subscription, which is there as long as somebody keeps it.
    pub(super) fn join(&self, asked: &Subscription, rules: &FieldRules) -> (Arc<Class>, broadcast::Receiver<Encoded>) {
        let key = asked.question.class_key(rules);
        let mut classes = lock(&self.known);
        classes.retain(|_, class| class.strong_count() > 0);
        if let Some(class) = classes.get(&key).and_then(Weak::upgrade) {
            let receiver = class.encoded.subscribe();
            return (class, receiver);
        }
        let (encoded, receiver) = broadcast::channel(QUEUE);
        let class = Arc::new(Class { encoded });
        classes.insert(key, Arc::downgrade(&class));
        let running = Running {
            app: asked.app.clone(),
            api: asked.api.clone(),
            question: asked.question.clone(),
            wanted: Wanted { after: None, ..asked.wanted.clone() },
            rules: rules.clone(),
        };
        tokio::spawn(running.follow(Arc::downgrade(&class), asked.app.hub.listen()));
        (class, receiver)
    }
}

/// What a class is executed with.
struct Running {
    app: App,
    api: Arc<Api>,
    question: Question,
    wanted: Wanted,
    rules: FieldRules,
}

impl Running {
    fn start(&self) -> Execution {
        Execution::start(&self.app, &self.api, &self.question, &self.rules)
    }

    /// Executes each event that the class wants once for all its members, until the last one leaves.
    async fn follow(self, class: Weak<Class>, mut events: broadcast::Receiver<Published>) {
        let mut execution = self.start();
        // The last member's leaving is noticed at the next event or within this time.
        let mut tick = tokio::time::interval(Duration::from_secs(5));
        loop {
            let received = tokio::select! {
                received = events.recv() => Some(received),
                _ = tick.tick() => None,
            };
            let Some(class) = class.upgrade() else { return };
            let encoded = match received {
                None => continue,
                Some(Ok(published)) => self.encode(&mut execution, published).await,
                Some(Err(broadcast::error::RecvError::Lagged(_))) => Some(Encoded::gap()),
                Some(Err(broadcast::error::RecvError::Closed)) => return,
            };
            // An error only says that no member is left.
            class
                .encoded
                .send(encoded.unwrap_or_else(|| {
                    execution = self.start();
                    Encoded::gap()
                }))
                .ok();
        }
    }

    /// `None` when the execution has ended.
    async fn encode(&self, execution: &mut Execution, published: Published) -> Option<Encoded> {
        let Published { event, cursor } = published;
        let delivery = Delivery { cursor, message: Message::Event(event.clone()) };
        // Members look at what they do not want too: it may change what they see.
        if !self.wanted.takes(&event) {
            return Some(Encoded { delivery, payload: None, hidden: None });
        }
        self.app.classes.encoded.fetch_add(1, Ordering::Relaxed);
        let payload = execution.encode(delivery.clone()).await?;
        let hidden = if event.keys_before.iter().any(|key| !event.keys_after.contains(key)) {
            Some(execution.encode(Delivery { cursor, message: Message::Hidden(event.subject.clone()) }).await?)
        } else {
            None
        };
        Some(Encoded { delivery, payload: Some(payload), hidden })
    }
}

/// Feeds one class's execution: the resolver of `events` streams what comes out of it.
pub struct Feed(pub Mutex<Option<mpsc::Receiver<Delivery>>>);

/// One running GraphQL subscription into which deliveries are put one by one.
pub(super) struct Execution {
    feed: mpsc::Sender<Delivery>,
    turns: Turns,
    output: std::pin::Pin<Box<dyn Stream<Item = Response> + Send>>,
}

impl Execution {
    pub fn start(app: &App, api: &Api, question: &Question, rules: &FieldRules) -> Self {
        let (feed, source) = mpsc::channel(1);
        let turns = Turns::default();
        let client = Client { address: String::new(), device: String::new(), credential: None, request_id: "live".into(), secure: false };
        let asking = Asking(Some(Actor::system().under(rules)));
        let request = request_data(question.request(), app, client, asking, &turns).data(Arc::new(Feed(Mutex::new(Some(source)))));
        Execution { feed, turns, output: Box::pin(api.under(rules, false).execute_stream(request)) }
    }

    /// The bytes of a delivery; `None` when the execution has ended.
    pub async fn encode(&mut self, delivery: Delivery) -> Option<Bytes> {
        self.feed.send(delivery).await.ok()?;
        let mut response = self.turns.of(self.output.next()).await?;
        present(&mut response, "live");
        serde_json::to_vec(&response).ok().map(Bytes::from)
    }
}
