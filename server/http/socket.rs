//! GraphQL over the WebSocket: the graphql-transport-ws protocol with its own close codes
//! (<https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md>).

use std::{collections::HashMap, time::Duration};

use async_graphql::{
    Request, Variables,
    parser::{
        parse_query,
        types::{DocumentOperations, OperationType},
    },
};
use axum::{
    Extension,
    extract::{
        State, WebSocketUpgrade,
        ws::{CloseFrame, Message, Utf8Bytes, WebSocket},
    },
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures::{SinkExt, StreamExt, stream::SplitSink};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use tokio::{sync::mpsc, task::JoinHandle};
use ulid::Ulid;

use super::{
    context::{Asking, Client},
    graphql::{self, Endpoint},
    peer::Peer,
};
use crate::{
    event::live::{self, Subscription, Wanted},
    identity::sessions::{self, Credential},
    platform::{
        actor::Actor,
        error::{Error, Faults, Result, present},
        id::Id,
        record::RecordType,
    },
    schema,
};

const PROTOCOL: &str = "graphql-transport-ws";
/// Time for `connection_init`.
const INIT_WITHIN: Duration = Duration::from_secs(3);
/// A silent peer is pinged this often, and given up after two unanswered.
const PING_EVERY: Duration = Duration::from_secs(20);
/// How often an open socket's credential is looked at again.
const CHECK_EVERY: Duration = Duration::from_millis(500);
/// What is on its way out when a socket closes gets this long.
const CLOSE_WITHIN: Duration = Duration::from_secs(2);
const LARGEST_MESSAGE: usize = 256 * 1024;
const MOST_OPERATIONS: usize = 50;

/// What a client sends.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Incoming {
    ConnectionInit { payload: Option<Json> },
    Ping {},
    Pong {},
    Subscribe { id: String, payload: Payload },
    Complete { id: String },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Payload {
    query: String,
    operation_name: Option<String>,
    variables: Option<serde_json::Map<String, Json>>,
}

/// What goes out, or why the socket closes.
enum Outgoing {
    Text(String),
    /// A shared payload of one operation: only its id is added.
    Next(String, Bytes),
    Done(String),
    Close(u16, &'static str),
}

/// `GET /graphql/ws`.
pub async fn upgrade(State(endpoint): State<Endpoint>, Extension(peer): Extension<Peer>, headers: HeaderMap, upgrade: WebSocketUpgrade) -> Response {
    // A page of another site can open a socket with our cookie; browsers tell its origin.
    if !graphql::same_origin(&headers) {
        return (StatusCode::FORBIDDEN, "This origin may not use the socket.\n").into_response();
    }
    let offered =
        headers.get_all(header::SEC_WEBSOCKET_PROTOCOL).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(|name| name.trim() == PROTOCOL);
    let client = graphql::client(&endpoint.app, &headers, &peer, String::new());
    upgrade
        .protocols([PROTOCOL])
        .max_message_size(LARGEST_MESSAGE)
        .max_frame_size(LARGEST_MESSAGE)
        .on_upgrade(move |socket| async move { if offered { converse(endpoint, client, socket).await } else { close(socket, 4406, "Subprotocol not acceptable").await } })
}

async fn close(mut socket: WebSocket, code: u16, reason: &'static str) {
    let _ = socket.send(Message::Close(Some(CloseFrame { code, reason: Utf8Bytes::from_static(reason) }))).await;
}

/// One connection, from its upgrade to its close.
async fn converse(endpoint: Endpoint, client: Client, socket: WebSocket) {
    let (sink, mut incoming) = socket.split();
    let (out, outgoing) = mpsc::channel(128);
    let mut writer = tokio::spawn(write_out(sink, outgoing));
    let mut conversation = Conversation { endpoint, client, actor: None, initialised: false, operations: HashMap::new(), out };
    let init = tokio::time::sleep(INIT_WITHIN);
    tokio::pin!(init);
    let mut pings = tokio::time::interval_at(tokio::time::Instant::now() + PING_EVERY, PING_EVERY);
    let mut checks = tokio::time::interval(CHECK_EVERY);
    let mut silent = 0;
    let verdict = loop {
        tokio::select! {
            message = incoming.next() => match message {
                Some(Ok(Message::Text(text))) => {
                    silent = 0;
                    if let Err(verdict) = conversation.hear(&text).await { break Some(verdict); }
                }
                Some(Ok(Message::Binary(_))) => break Some((4400, "Invalid message received")),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => silent = 0,
                Some(Ok(Message::Close(_)) | Err(_)) | None => break None,
            },
            () = &mut init, if !conversation.initialised => break Some((4408, "Connection initialisation timeout")),
            _ = pings.tick() => {
                silent += 1;
                if silent > 2 { break None; }
                if conversation.initialised && !conversation.say(Outgoing::Text(r#"{"type":"ping"}"#.into())).await { break None; }
            }
            _ = checks.tick(), if conversation.initialised => {
                if !conversation.still_welcome().await { break Some((4403, "Forbidden")); }
            }
            _ = &mut writer => break None,
        }
    };
    for (_, task) in conversation.operations.drain() {
        task.abort();
    }
    if let Some((code, reason)) = verdict {
        // Who reads nothing leaves no room even for this.
        let _ = tokio::time::timeout(CLOSE_WITHIN, conversation.out.send(Outgoing::Close(code, reason))).await;
    }
    drop(conversation);
    if tokio::time::timeout(CLOSE_WITHIN, &mut writer).await.is_err() {
        writer.abort();
    }
}

async fn write_out(mut sink: SplitSink<WebSocket, Message>, mut outgoing: mpsc::Receiver<Outgoing>) {
    while let Some(next) = outgoing.recv().await {
        let message = match next {
            Outgoing::Text(text) => Message::Text(text.into()),
            Outgoing::Next(id, payload) => Message::Text(next_message(&id, &payload)),
            Outgoing::Done(id) => Message::Text(json!({ "type": "complete", "id": id }).to_string().into()),
            Outgoing::Close(code, reason) => Message::Close(Some(CloseFrame { code, reason: Utf8Bytes::from_static(reason) })),
        };
        let last = matches!(message, Message::Close(_));
        if sink.send(message).await.is_err() || last {
            return;
        }
    }
}

/// `{"type":"next","id":…,"payload":…}` around bytes that are JSON already.
fn next_message(id: &str, payload: &[u8]) -> Utf8Bytes {
    let mut text = String::with_capacity(payload.len() + id.len() + 40);
    text.push_str(r#"{"type":"next","id":"#);
    text.push_str(&Json::from(id).to_string());
    text.push_str(r#","payload":"#);
    text.push_str(&String::from_utf8_lossy(payload));
    text.push('}');
    text.into()
}

struct Conversation {
    endpoint: Endpoint,
    client: Client,
    actor: Option<Actor>,
    initialised: bool,
    operations: HashMap<String, JoinHandle<()>>,
    out: mpsc::Sender<Outgoing>,
}

type Verdict = (u16, &'static str);

impl Conversation {
    async fn say(&self, outgoing: Outgoing) -> bool {
        self.out.send(outgoing).await.is_ok()
    }

    async fn hear(&mut self, text: &str) -> Result<(), Verdict> {
        let message: Incoming = serde_json::from_str(text).map_err(|_| (4400, "Invalid message received"))?;
        match message {
            Incoming::ConnectionInit { payload } => self.init(payload).await,
            Incoming::Ping {} => {
                self.say(Outgoing::Text(r#"{"type":"pong"}"#.into())).await;
                Ok(())
            }
            Incoming::Pong {} => Ok(()),
            Incoming::Complete { id } => {
                if let Some(task) = self.operations.remove(&id) {
                    task.abort();
                }
                Ok(())
            }
            Incoming::Subscribe { id, payload } => self.subscribe(id, payload).await,
        }
    }

    /// A token may come in the payload, where browsers cannot set headers: `{"authorization": "Bearer …"}`.
    async fn init(&mut self, payload: Option<Json>) -> Result<(), Verdict> {
        if self.initialised {
            return Err((4429, "Too many initialisation requests"));
        }
        let given = payload.as_ref().and_then(|payload| payload.get("authorization").or_else(|| payload.get("Authorization"))).and_then(Json::as_str);
        if let Some(token) = given.and_then(|text| text.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, token)| token.trim()) {
            self.client.credential = Some(Credential::Token(token.to_owned()));
        }
        if let Some(credential) = &self.client.credential {
            self.actor = sessions::actor(&self.endpoint.app, credential).await.map_err(|_| (4500, "Internal server error"))?;
            if self.actor.is_none() {
                return Err((4403, "Forbidden"));
            }
        }
        self.initialised = true;
        self.say(Outgoing::Text(r#"{"type":"connection_ack"}"#.into())).await;
        Ok(())
    }

    /// Whether the session or token that opened this socket is still good.
    async fn still_welcome(&mut self) -> bool {
        let Some(credential) = &self.client.credential else { return true };
        match sessions::actor(&self.endpoint.app, credential).await {
            Ok(Some(actor)) => {
                self.actor = Some(actor);
                true
            }
            Ok(None) => false,
            // The database not answering is no verdict on the person.
            Err(_) => true,
        }
    }

    async fn subscribe(&mut self, id: String, payload: Payload) -> Result<(), Verdict> {
        if !self.initialised {
            return Err((4401, "Unauthorized"));
        }
        self.operations.retain(|_, task| !task.is_finished());
        if self.operations.contains_key(&id) {
            return Err((4409, "Subscriber already exists"));
        }
        if self.operations.len() >= MOST_OPERATIONS {
            self.refuse(&id, &Error::rate_limited("Too many operations on one socket.", 1)).await;
            return Ok(());
        }
        let mut request = Request::new(payload.query).variables(Variables::from_json(Json::Object(payload.variables.unwrap_or_default())));
        request.operation_name = payload.operation_name;
        let request_id = Ulid::new().to_string();
        let task = match self.wanted(&request) {
            Some(wanted) => self.start_events(&id, request, wanted, request_id).await,
            None => Some(self.start_operation(&id, request, request_id)),
        };
        if let Some(task) = task {
            self.operations.insert(id, task);
        }
        Ok(())
    }

    /// An `events` subscription, validated; refusals are the operation's errors.
    async fn start_events(&self, id: &str, request: Request, wanted: Result<Wanted>, _request_id: String) -> Option<JoinHandle<()>> {
        let Some(actor) = self.actor.clone() else {
            self.refuse(id, &Error::unauthenticated()).await;
            return None;
        };
        let wanted = match wanted {
            Ok(wanted) => wanted,
            Err(error) => {
                self.refuse(id, &error).await;
                return None;
            }
        };
        let subscription = Subscription { app: self.endpoint.app.clone(), api: self.endpoint.api.clone(), request, actor, wanted };
        let (out, id) = (self.out.clone(), id.to_owned());
        Some(tokio::spawn(async move {
            let mut payloads = std::pin::pin!(live::follow(subscription));
            while let Some(payload) = payloads.next().await {
                if is_refusal(&payload) {
                    let errors = serde_json::from_slice::<Json>(&payload).ok().and_then(|json| json.get("errors").cloned()).unwrap_or_default();
                    let _ = out.send(Outgoing::Text(json!({ "type": "error", "id": id, "payload": errors }).to_string())).await;
                    return;
                }
                if out.send(Outgoing::Next(id.clone(), payload)).await.is_err() {
                    return;
                }
            }
            let _ = out.send(Outgoing::Done(id)).await;
        }))
    }

    /// A query or mutation: one answer, then done.
    fn start_operation(&self, id: &str, request: Request, request_id: String) -> JoinHandle<()> {
        let (api, out, id) = (self.endpoint.api.clone(), self.out.clone(), id.to_owned());
        let client = Client { request_id: request_id.clone(), ..self.client.clone() };
        let (app, asking) = (self.endpoint.app.clone(), Asking(self.actor.clone()));
        tokio::spawn(async move {
            let mut response = schema::execute(&api, request, &app, client, asking).await;
            let unexecuted = response.data == async_graphql::Value::Null && response.errors.iter().any(|error| error.path.is_empty());
            present(&mut response, &request_id);
            if unexecuted {
                let _ = out.send(Outgoing::Text(json!({ "type": "error", "id": id, "payload": response.errors }).to_string())).await;
                return;
            }
            let Ok(payload) = serde_json::to_vec(&response) else { return };
            if out.send(Outgoing::Next(id.clone(), payload.into())).await.is_ok() {
                let _ = out.send(Outgoing::Done(id)).await;
            }
        })
    }

    async fn refuse(&self, id: &str, error: &Error) {
        let mut response = live::refused(error);
        present(&mut response, "socket");
        self.say(Outgoing::Text(json!({ "type": "error", "id": id, "payload": response.errors }).to_string())).await;
    }

    /// What an operation wants of `events`; `None` when it is a query or mutation (or does not parse: execution says why).
    fn wanted(&self, request: &Request) -> Option<Result<Wanted>> {
        let document = parse_query(&request.query).ok()?;
        let operation = match &document.operations {
            DocumentOperations::Single(operation) => operation,
            DocumentOperations::Multiple(operations) => match request.operation_name.as_deref() {
                Some(name) => operations.get(name)?,
                // One named operation needs no name beside it.
                None if operations.len() == 1 => operations.values().next()?,
                None => return None,
            },
        };
        if operation.node.ty != OperationType::Subscription {
            return None;
        }
        let field = operation.node.selection_set.node.items.iter().find_map(|item| match &item.node {
            async_graphql::parser::types::Selection::Field(field) if field.node.name.node == "events" => Some(&field.node),
            _ => None,
        })?;
        let argument = |name: &str| {
            let value = field.get_argument(name)?;
            let value = value.node.clone().into_const_with(|variable| Ok::<_, ()>(request.variables.get(&variable).cloned().unwrap_or_default())).ok()?;
            value.into_json().ok().filter(|json| !json.is_null())
        };
        let mut faults = Faults::default();
        let mut wanted = Wanted::default();
        if let Some(after) = argument("after") {
            wanted.after = after.as_str().and_then(|text| text.parse().ok());
            if wanted.after.is_none() {
                faults.add("after", "This is not a cursor of this stream.");
            }
        }
        if let Some(types) = argument("types") {
            wanted.types = serde_json::from_value::<Vec<RecordType>>(types).ok();
            if wanted.types.is_none() {
                faults.add("types", "These are not kinds of record.");
            }
        }
        if let Some(subject) = argument("subjectId") {
            wanted.subject = serde_json::from_value::<Id>(subject).ok().filter(Id::is_well_formed);
            if wanted.subject.is_none() {
                faults.add("subjectId", "This is not an id.");
            }
        }
        Some(faults.check().map(|()| wanted))
    }
}

/// The execution itself refused the document: there is no data at all.
fn is_refusal(payload: &Bytes) -> bool {
    payload.starts_with(br#"{"data":null"#)
}
