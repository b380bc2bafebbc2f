//! `baton tail`: an integrator's view of the events, as JSON lines, resuming by itself.

use std::time::Duration;

use clap::Args;
use futures::{SinkExt, StreamExt};
use serde_json::{Value as Json, json};
use tokio_tungstenite::tungstenite::{Message, client::IntoClientRequest, http::HeaderValue};

use crate::platform::{
    config::Config,
    error::{Error, Result},
};

/// Where to listen, and from when.
#[derive(Args)]
pub struct TailArgs {
    /// The server, for example http://127.0.0.1:8080. By default the configured public address.
    #[arg(long)]
    url: Option<String>,
    /// An API token; see `baton token create`.
    #[arg(long, env = "BATON_TOKEN", hide_env_values = true)]
    token: String,
    /// Resume after this cursor: the last `cursor` of an earlier run.
    #[arg(long)]
    after: Option<String>,
}

const QUERY: &str = "subscription Tail($after: String) { events(after: $after) { cursor event { id at actor { kind id name } kind subjectId subjectType version changes { field from to } snapshot correlationId } hidden { id } resync } }";
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Prints a line an event until the process is stopped. Errors: the server refuses the token or the cursor.
pub async fn run(config: &Config, args: TailArgs) -> Result<()> {
    let url = args.url.clone().unwrap_or_else(|| config.public_url());
    let address = format!("{}/graphql/ws", url.trim_end_matches('/').replacen("http", "ws", 1));
    let mut cursor = args.after.clone();
    let mut pause = Duration::from_millis(250);
    loop {
        match listen(&address, &args.token, &mut cursor, &mut pause).await {
            Ok(()) => {}
            Err(Ended::Refused(reason)) => return Err(Error::conflict(reason)),
            Err(Ended::Lost(reason)) => eprintln!("{reason}; trying again in {} ms", pause.as_millis()),
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

enum Ended {
    /// Trying again would not help.
    Refused(String),
    Lost(String),
}

async fn listen(address: &str, token: &str, cursor: &mut Option<String>, pause: &mut Duration) -> Result<(), Ended> {
    let lost = |error: tokio_tungstenite::tungstenite::Error| Ended::Lost(error.to_string());
    let mut request = address.into_client_request().map_err(|error| Ended::Refused(error.to_string()))?;
    request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("graphql-transport-ws"));
    let (mut socket, _) = tokio_tungstenite::connect_async(request).await.map_err(lost)?;
    let init = json!({ "type": "connection_init", "payload": { "authorization": format!("Bearer {token}") } });
    socket.send(Message::text(init.to_string())).await.map_err(lost)?;
    while let Some(message) = socket.next().await {
        let text = match message.map_err(lost)? {
            Message::Text(text) => text,
            Message::Close(Some(frame)) if u16::from(frame.code) == 4403 => return Err(Ended::Refused("the server refuses this token".into())),
            Message::Close(_) => return Err(Ended::Lost("the server closed the socket".into())),
            _ => continue,
        };
        let Ok(message) = serde_json::from_str::<Json>(&text) else { continue };
        match message["type"].as_str() {
            Some("connection_ack") => {
                let subscribe = json!({ "type": "subscribe", "id": "tail", "payload": { "query": QUERY, "variables": { "after": cursor } } });
                socket.send(Message::text(subscribe.to_string())).await.map_err(lost)?;
            }
            Some("ping") => socket.send(Message::text(r#"{"type":"pong"}"#)).await.map_err(lost)?,
            Some("next") => {
                let line = &message["payload"]["data"]["events"];
                if let Some(at) = line["cursor"].as_str() {
                    *cursor = Some(at.to_owned());
                }
                *pause = Duration::from_millis(250);
                if !(line["event"].is_null() && line["hidden"].is_null() && line["resync"].is_null()) {
                    println!("{line}");
                }
            }
            Some("error") => return Err(Ended::Refused(message["payload"][0]["message"].as_str().unwrap_or("the server refuses the subscription").to_owned())),
            _ => {}
        }
    }
    Err(Ended::Lost("the connection ended".into()))
}
