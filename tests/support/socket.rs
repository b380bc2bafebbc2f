//! A graphql-transport-ws client for tests.

use std::time::Duration;

use futures::{SinkExt, StreamExt};
use serde_json::{Value as Json, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{Error, Message, client::IntoClientRequest, http::HeaderValue},
};

const PATIENCE: Duration = Duration::from_secs(30);
const QUERY: &str =
    "subscription($after: String) { events(after: $after) { cursor event { id kind subjectId version actor { name } changes { field from to } snapshot } hidden { id } resync } }";

/// An open socket.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What a socket said last.
#[derive(Debug, PartialEq)]
pub enum Heard {
    Message(Json),
    Closed(u16),
}

impl Socket {
    /// Opens a socket without saying anything yet.
    pub async fn open(base: &str) -> Socket {
        Self::open_as(base, Some("graphql-transport-ws")).await
    }

    pub async fn open_as(base: &str, protocol: Option<&'static str>) -> Socket {
        let headers: Vec<(&str, &str)> = protocol.map(|protocol| ("sec-websocket-protocol", protocol)).into_iter().collect();
        Self::upgrade(base, &headers).await.unwrap()
    }

    /// Opens a socket with more headers, or gives the status that refuses it.
    pub async fn try_open(base: &str, headers: &[(&'static str, &str)]) -> Result<Socket, u16> {
        let headers: Vec<(&str, &str)> = [("sec-websocket-protocol", "graphql-transport-ws")].into_iter().chain(headers.iter().copied()).collect();
        Self::upgrade(base, &headers).await
    }

    async fn upgrade(base: &str, headers: &[(&'static str, &str)]) -> Result<Socket, u16> {
        let mut request = format!("{}/graphql/ws", base.replacen("http", "ws", 1)).into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        match tokio_tungstenite::connect_async(request).await {
            Ok((socket, _)) => Ok(Socket(socket)),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("no socket: {error}"),
        }
    }

    /// Closes it, and waits until the server has too.
    pub async fn close(mut self) {
        self.0.close(None).await.unwrap();
        while let Heard::Message(_) = self.hear().await {}
    }

    /// Opens a socket as a browser does, with its cookie, and waits until that is accepted.
    pub async fn open_with(base: &str, cookie: &str) -> Socket {
        let mut request = format!("{}/graphql/ws", base.replacen("http", "ws", 1)).into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("graphql-transport-ws"));
        request.headers_mut().insert("cookie", HeaderValue::from_str(cookie).unwrap());
        let mut socket = Socket(tokio_tungstenite::connect_async(request).await.unwrap().0);
        socket.say(json!({ "type": "connection_init" })).await;
        assert_eq!(socket.message().await["type"], "connection_ack");
        socket
    }

    /// The code that the socket closes with, past everything else; and how long that took.
    pub async fn closes(&mut self) -> (u16, Duration) {
        let start = std::time::Instant::now();
        loop {
            if let Heard::Closed(code) = self.hear().await {
                return (code, start.elapsed());
            }
        }
    }

    pub async fn say(&mut self, message: Json) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    /// The same to a server that may have closed. Gives whether it could be sent.
    pub async fn try_say(&mut self, message: Json) -> bool {
        self.0.send(Message::text(message.to_string())).await.is_ok()
    }

    pub async fn say_raw(&mut self, text: &str) {
        self.0.send(Message::text(text.to_owned())).await.unwrap();
    }

    /// The next message, or the close code. Pings are answered on the way.
    pub async fn hear(&mut self) -> Heard {
        loop {
            let next = tokio::time::timeout(PATIENCE, self.0.next()).await.expect("the socket stayed silent");
            match next {
                Some(Ok(Message::Text(text))) => {
                    let message: Json = serde_json::from_str(&text).unwrap();
                    if message["type"] == "ping" {
                        self.say(json!({ "type": "pong" })).await;
                        continue;
                    }
                    return Heard::Message(message);
                }
                Some(Ok(Message::Close(frame))) => return Heard::Closed(frame.map_or(1005, |frame| frame.code.into())),
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => return Heard::Closed(1006),
            }
        }
    }

    pub async fn message(&mut self) -> Json {
        match self.hear().await {
            Heard::Message(message) => message,
            Heard::Closed(code) => panic!("the socket closed with {code}"),
        }
    }

    /// Says who is there and waits until that is accepted.
    pub async fn init(&mut self, token: &str) {
        self.say(json!({ "type": "connection_init", "payload": { "authorization": format!("Bearer {token}") } })).await;
        assert_eq!(self.message().await["type"], "connection_ack");
    }

    /// Opens a socket and follows the events after a cursor.
    pub async fn follow(base: &str, token: &str, after: Option<&str>) -> Socket {
        let mut socket = Self::open(base).await;
        socket.init(token).await;
        socket.say(json!({ "type": "subscribe", "id": "1", "payload": { "query": QUERY, "variables": { "after": after } } })).await;
        socket
    }

    /// What the subscription delivers next.
    pub async fn delivery(&mut self) -> Json {
        let message = self.message().await;
        assert_eq!(message["type"], "next", "unexpected message {message}");
        message["payload"]["data"]["events"].clone()
    }

    /// The next delivery of which this is so.
    pub async fn delivery_where(&mut self, wanted: impl Fn(&Json) -> bool) -> Json {
        loop {
            let delivery = self.delivery().await;
            if wanted(&delivery) {
                return delivery;
            }
        }
    }

    /// The next event, past messages that only move the cursor.
    pub async fn event(&mut self) -> Json {
        loop {
            let delivery = self.delivery().await;
            if !delivery["event"].is_null() {
                return delivery["event"].clone();
            }
        }
    }
}
