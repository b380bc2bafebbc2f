//! What is said over the socket: the graphql-transport-ws protocol with its own close codes
//! (<https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md>).

use std::collections::HashMap;

use async_graphql::{Request, Response, ServerError, Variables, parser::types::OperationType};
use bytes::Bytes;
use futures::StreamExt;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use tokio::{sync::mpsc, task::JoinHandle};
use ulid::Ulid;

use super::{
    admission,
    context::{Asking, Client},
    document::Document,
    graphql::{self, Endpoint},
    limits::Place,
    operations::OTHER,
    socket::{CLOSE_WITHIN, Outgoing, Verdict},
    subscribe,
};
use crate::{
    event::live::{self, Subscription},
    identity::sessions::{self, Credential},
    platform::error::{Code, Error, Result, code_of, present},
};

const MOST_OPERATIONS: usize = 100;
/// An operation's id, chosen by the client and sent back with each answer.
const LONGEST_ID: usize = 128;

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
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<serde_json::Map<String, Json>>,
    extensions: Option<serde_json::Map<String, Json>>,
}

/// One socket's operations, and who is at its other end.
pub struct Conversation {
    endpoint: Endpoint,
    client: Client,
    asking: Asking,
    /// Held from `connection_init` on.
    place: Option<Place>,
    operations: HashMap<String, JoinHandle<()>>,
    out: mpsc::Sender<Outgoing>,
}

impl Conversation {
    pub fn new(endpoint: Endpoint, client: Client, out: mpsc::Sender<Outgoing>) -> Self {
        Conversation { endpoint, client, asking: Asking(None), place: None, operations: HashMap::new(), out }
    }

    /// Whether `connection_init` was accepted.
    pub fn is_open(&self) -> bool {
        self.place.is_some()
    }

    /// Sends something. Gives whether anybody is there.
    pub async fn say(&self, outgoing: Outgoing) -> bool {
        self.out.send(outgoing).await.is_ok()
    }

    /// Stops every operation and says why.
    pub async fn end(mut self, verdict: Option<Verdict>) {
        for (_, task) in self.operations.drain() {
            task.abort();
        }
        if let Some((code, reason)) = verdict {
            // Who reads nothing leaves no room even for this.
            let _ = tokio::time::timeout(CLOSE_WITHIN, self.say(Outgoing::Close(code, reason))).await;
        }
    }

    /// Takes a message. Errors: the socket must close.
    pub async fn hear(&mut self, text: &str) -> Result<(), Verdict> {
        let invalid = (4400, "Invalid message received");
        admission::check_json(text.as_bytes()).map_err(|_| invalid)?;
        let message: Incoming = serde_json::from_str(text).map_err(|_| invalid)?;
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
        if self.is_open() {
            return Err((4429, "Too many initialisation requests"));
        }
        let given = payload.as_ref().and_then(|payload| payload.get("authorization").or_else(|| payload.get("Authorization"))).and_then(Json::as_str);
        if let Some(token) = given.and_then(|text| text.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, token)| token.trim()) {
            self.client.credential = Some(Credential::Token(token.to_owned()));
        }
        let app = &self.endpoint.app;
        self.asking = admission::identify(app, &self.client).await.map_err(|error| match error.code() {
            Code::RateLimited => (4429, "Too many requests"),
            _ => (4500, "Internal server error"),
        })?;
        if self.client.credential.is_some() && self.asking.0.is_none() {
            return Err((4403, "Forbidden"));
        }
        let row = self.client.credential.as_ref().map(|credential| credential.row().to_string());
        self.place = Some(app.limits.socket_of(row.as_deref(), &self.client.address).map_err(|_| (4429, "Too many open sockets"))?);
        self.say(Outgoing::Text(r#"{"type":"connection_ack"}"#.into())).await;
        Ok(())
    }

    /// Whether the session or token that opened this socket is still good.
    pub async fn still_welcome(&mut self) -> bool {
        let Some(credential) = &self.client.credential else { return true };
        match sessions::actor(&self.endpoint.app, credential, &self.client.address).await {
            Ok(Some(actor)) => {
                self.asking = Asking(Some(actor));
                true
            }
            Ok(None) => false,
            // The database not answering is no verdict on the person.
            Err(_) => true,
        }
    }

    async fn subscribe(&mut self, id: String, payload: Payload) -> Result<(), Verdict> {
        if !self.is_open() {
            return Err((4401, "Unauthorized"));
        }
        if id.len() > LONGEST_ID {
            return Err((4400, "Invalid message received"));
        }
        self.operations.retain(|_, task| !task.is_finished());
        if self.operations.contains_key(&id) {
            return Err((4409, "Subscriber already exists"));
        }
        let by_hash = payload.extensions.is_some_and(|extensions| extensions.contains_key("persistedQuery"));
        let Some(query) = payload.query else {
            if by_hash {
                self.refuse(&id, Error::persisted_query_not_supported().into_server_error()).await;
                return Ok(());
            }
            return Err((4400, "Invalid message received"));
        };
        let mut request = Request::new(query).variables(Variables::from_json(Json::Object(payload.variables.unwrap_or_default())));
        request.operation_name = payload.operation_name;
        match self.start(&id, request).await {
            Ok(task) => drop(self.operations.insert(id, task)),
            Err(error) => self.refuse(&id, error).await,
        }
        Ok(())
    }

    /// Starts an operation; what refuses it is the operation's error.
    async fn start(&self, id: &str, mut request: Request) -> Result<JoinHandle<()>, ServerError> {
        if self.operations.len() >= MOST_OPERATIONS {
            return Err(Error::rate_limited("Too many operations on one socket.", 1).into_server_error());
        }
        admission::count(&self.endpoint.app, &self.client, &self.asking).map_err(Error::into_server_error)?;
        let document = admission::admit(&self.endpoint, &mut request, &self.client, &self.asking)?;
        let operation = document.operation(request.operation_name.as_deref());
        if operation.is_some_and(|operation| operation.ty == OperationType::Subscription) {
            return self.start_events(id, request, document).map_err(Error::into_server_error);
        }
        Ok(self.start_operation(id, request, document))
    }

    fn start_events(&self, id: &str, request: Request, document: Document) -> Result<JoinHandle<()>> {
        let app = &self.endpoint.app;
        let (Some(actor), Some(credential)) = (self.asking.0.clone(), &self.client.credential) else { return Err(Error::unauthenticated()) };
        let name = self.endpoint.operations.label(document.name(request.operation_name.as_deref())).to_owned();
        let asked = subscribe::question(document, request).unwrap_or_else(|| Err(Error::invalid("query", "A subscription asks for “events”.")));
        let (question, wanted) = asked?;
        let place = app.limits.subscription_of(&credential.row().to_string())?;
        app.metrics.count(&name, "OK");
        Ok(self.follow(id, Subscription { app: app.clone(), api: self.endpoint.api.clone(), question, actor, wanted }, place))
    }

    fn follow(&self, id: &str, subscription: Subscription, place: Place) -> JoinHandle<()> {
        let (out, id) = (self.out.clone(), id.to_owned());
        tokio::spawn(async move {
            let _place = place;
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
        })
    }

    /// A query or mutation: one answer, then done.
    fn start_operation(&self, id: &str, request: Request, document: Document) -> JoinHandle<()> {
        let (endpoint, out, id, asking) = (self.endpoint.clone(), self.out.clone(), id.to_owned(), self.asking.clone());
        let client = Client { request_id: Ulid::new().to_string(), ..self.client.clone() };
        tokio::spawn(async move {
            let response = graphql::execute(&endpoint, request, document, client, asking).await;
            let unexecuted = response.data == async_graphql::Value::Null && response.errors.iter().any(|error| error.path.is_empty());
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

    async fn refuse(&self, id: &str, error: ServerError) {
        let mut response = Response::from_errors(vec![error]);
        present(&mut response, &Ulid::new().to_string());
        self.endpoint.app.metrics.count(OTHER, &code_of(&response));
        self.say(Outgoing::Text(json!({ "type": "error", "id": id, "payload": response.errors }).to_string())).await;
    }
}

/// The execution itself refused the document: there is no data at all.
fn is_refusal(payload: &Bytes) -> bool {
    payload.starts_with(br#"{"data":null"#)
}
