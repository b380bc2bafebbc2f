//! The socket: its upgrade, its reading and writing, its pings, and the limits on how it is used. What is said over it is in
//! `conversation.rs`.

use std::time::Duration;

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
use serde_json::{Value as Json, json};
use tokio::sync::mpsc;

use super::{
    body,
    context::Client,
    conversation::Conversation,
    graphql::{self, Endpoint},
    limits::Place,
    origin,
    peer::Peer,
};

const PROTOCOL: &str = "graphql-transport-ws";
/// Time for `connection_init`.
const INIT_WITHIN: Duration = Duration::from_secs(3);
/// A silent peer is pinged this often, and given up after two unanswered.
const PING_EVERY: Duration = Duration::from_secs(20);
/// How often an open socket's credential is looked at again.
const CHECK_EVERY: Duration = Duration::from_millis(500);
/// Messages that one socket may send in a second, and at once.
const MESSAGES: f64 = 50.0;
const MESSAGES_AT_ONCE: f64 = 500.0;
/// Answers that wait for one socket; more wait where they are made. The connection ends when none is taken (`listener.rs`).
const QUEUE: usize = 128;
/// What one read takes from the network; the usual 128 KiB are held by every open socket.
const READ_BUFFER: usize = 8 * 1024;
/// What is on its way out when a socket closes gets this long.
pub const CLOSE_WITHIN: Duration = Duration::from_secs(2);

/// What goes out, or why the socket closes.
pub enum Outgoing {
    Text(String),
    /// A shared payload of one operation: only its id is added.
    Next(String, Bytes),
    Done(String),
    Close(u16, &'static str),
}

/// Why a socket closes: a code of the protocol, and its words.
pub type Verdict = (u16, &'static str);

/// `GET /graphql/ws`.
pub async fn upgrade(State(endpoint): State<Endpoint>, Extension(peer): Extension<Peer>, headers: HeaderMap, upgrade: WebSocketUpgrade) -> Response {
    // A page of another site can open a socket with our cookie; browsers tell its origin.
    if !origin::is_own(&endpoint.app.config, &headers) {
        return (StatusCode::FORBIDDEN, "This origin may not use the socket.\n").into_response();
    }
    let place = match endpoint.app.limits.socket_from(&peer.0) {
        Ok(place) => place,
        Err(error) => return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "10")], format!("{error}\n")).into_response(),
    };
    let offered =
        headers.get_all(header::SEC_WEBSOCKET_PROTOCOL).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(|name| name.trim() == PROTOCOL);
    let client = graphql::client(&endpoint.app, &headers, &peer, String::new());
    upgrade
        .protocols([PROTOCOL])
        .read_buffer_size(READ_BUFFER)
        .max_message_size(body::LARGEST)
        .max_frame_size(body::LARGEST)
        .on_upgrade(move |socket| async move { if offered { converse(endpoint, client, socket, place).await } else { close(socket, 4406, "Subprotocol not acceptable").await } })
}

async fn close(mut socket: WebSocket, code: u16, reason: &'static str) {
    let _ = socket.send(Message::Close(Some(CloseFrame { code, reason: Utf8Bytes::from_static(reason) }))).await;
}

/// How many messages a socket may still send.
struct Pace {
    left: f64,
    since: tokio::time::Instant,
}

impl Pace {
    fn takes(&mut self) -> bool {
        let now = tokio::time::Instant::now();
        self.left = (self.left + (now - self.since).as_secs_f64() * MESSAGES).min(MESSAGES_AT_ONCE) - 1.0;
        self.since = now;
        self.left >= 0.0
    }
}

/// One connection, from its upgrade to its close.
async fn converse(endpoint: Endpoint, client: Client, socket: WebSocket, _place: Place) {
    let _open = endpoint.app.metrics.open_socket();
    let (sink, mut incoming) = socket.split();
    let (out, outgoing) = mpsc::channel(QUEUE);
    let mut writer = tokio::spawn(write_out(sink, outgoing));
    let mut conversation = Conversation::new(endpoint, client, out);
    let init = tokio::time::sleep(INIT_WITHIN);
    tokio::pin!(init);
    let mut pings = tokio::time::interval_at(tokio::time::Instant::now() + PING_EVERY, PING_EVERY);
    let mut checks = tokio::time::interval(CHECK_EVERY);
    let mut pace = Pace { left: MESSAGES_AT_ONCE, since: tokio::time::Instant::now() };
    let mut silent = 0;
    let verdict = loop {
        tokio::select! {
            message = incoming.next() => {
                if !pace.takes() { break Some((4429, "Too many messages")); }
                match message {
                    Some(Ok(Message::Text(text))) => {
                        silent = 0;
                        if let Err(verdict) = conversation.hear(&text).await { break Some(verdict); }
                    }
                    Some(Ok(Message::Binary(_))) => break Some((4400, "Invalid message received")),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => silent = 0,
                    Some(Ok(Message::Close(_)) | Err(_)) | None => break None,
                }
            }
            () = &mut init, if !conversation.is_open() => break Some((4408, "Connection initialisation timeout")),
            _ = pings.tick() => {
                silent += 1;
                if silent > 2 { break None; }
                if conversation.is_open() && !conversation.say(Outgoing::Text(r#"{"type":"ping"}"#.into())).await { break None; }
            }
            _ = checks.tick(), if conversation.is_open() => {
                if !conversation.still_welcome().await { break Some((4403, "Forbidden")); }
            }
            _ = &mut writer => break None,
        }
    };
    conversation.end(verdict).await;
    // A writer that ended first was heard of above, and is not asked again.
    if !writer.is_finished() && tokio::time::timeout(CLOSE_WITHIN, &mut writer).await.is_err() {
        writer.abort();
    }
    // The answer to a close goes out while the other side is read, and theirs comes in.
    let _ = tokio::time::timeout(CLOSE_WITHIN, async { while let Some(Ok(_)) = incoming.next().await {} }).await;
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
