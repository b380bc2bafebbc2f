//! How many sockets there may be, and what may be said over one.

use std::time::Duration;

use baton::{
    http::operations::{CookieOperations, Operations},
    platform::config::Config,
};
use serde_json::{Value as Json, json};

use crate::support::{
    PASSWORD, World, config, serve_listed,
    socket::{Heard, Socket},
};

fn subscribe(id: usize, query: &str) -> Json {
    json!({ "type": "subscribe", "id": id.to_string(), "payload": { "query": query } })
}

#[tokio::test]
async fn a_token_opens_so_many_sockets_and_a_closed_one_makes_room() {
    let world = World::with(Config { socket_limit: 3, ..config() }).await;
    let mut open = Vec::new();
    for _ in 0..3 {
        let mut socket = Socket::open(&world.base).await;
        socket.init(&world.ana.token).await;
        open.push(socket);
    }
    let mut fourth = Socket::open(&world.base).await;
    fourth.say(json!({ "type": "connection_init", "payload": { "authorization": format!("Bearer {}", world.ana.token) } })).await;
    assert_eq!(fourth.hear().await, Heard::Closed(4429));
    let ben = world.person("Ben Okafor", "sales", None).await;
    Socket::open(&world.base).await.init(&ben.token).await;
    open.pop().unwrap().close().await;
    let mut again = Socket::open(&world.base).await;
    again.init(&world.ana.token).await;
}

#[tokio::test]
async fn an_address_opens_so_many_sockets() {
    let world = World::with(Config { socket_limit: 1, ..config() }).await;
    let mut open = Vec::new();
    for _ in 0..10 {
        open.push(Socket::try_open(&world.base, &[]).await.unwrap());
    }
    assert_eq!(Socket::try_open(&world.base, &[]).await.err(), Some(429));
}

#[tokio::test]
async fn a_page_of_another_site_opens_none() {
    let world = World::new().await;
    for origin in ["https://elsewhere.example", "null"] {
        assert_eq!(Socket::try_open(&world.base, &[("origin", origin)]).await.err(), Some(403), "{origin}");
    }
    assert!(Socket::try_open(&world.base, &[("origin", &world.base)]).await.is_ok());
}

#[tokio::test]
async fn a_hundred_operations_run_on_one_socket_and_no_more() {
    let world = World::new().await;
    let mut socket = Socket::open(&world.base).await;
    socket.init(&world.ana.token).await;
    for id in 0..101 {
        socket.say(subscribe(id, "subscription { events { cursor } }")).await;
    }
    let mut refused = Vec::new();
    for _ in 0..101 {
        let message = socket.message().await;
        if message["type"] == "error" {
            refused.push((message["id"].clone(), message["payload"][0]["extensions"]["code"].clone()));
        }
    }
    assert_eq!(refused, [(json!("100"), json!("RATE_LIMITED"))]);
}

#[tokio::test]
async fn who_talks_without_end_is_cut_off() {
    let world = World::new().await;
    let mut socket = Socket::open(&world.base).await;
    socket.init(&world.ana.token).await;
    let mut pongs = 0;
    for _ in 0..2_000 {
        // The server may close in the middle of this.
        if !socket.try_say(json!({ "type": "ping" })).await {
            break;
        }
    }
    let closed = loop {
        match socket.hear().await {
            Heard::Message(_) => pongs += 1,
            Heard::Closed(code) => break code,
        }
    };
    assert!([4429, 1006].contains(&closed), "closed with {closed}");
    assert!((400..1_500).contains(&pongs), "{pongs} pings were answered");
}

#[tokio::test]
async fn a_message_has_a_largest_size_and_an_id_a_longest() {
    let world = World::new().await;
    for message in [subscribe(1, &"x".repeat(300_000)), json!({ "type": "subscribe", "id": "x".repeat(200), "payload": { "query": "{ __typename }" } })] {
        let mut socket = Socket::open(&world.base).await;
        socket.init(&world.ana.token).await;
        socket.try_say(message).await;
        assert!(matches!(socket.hear().await, Heard::Closed(_)));
    }
}

#[tokio::test]
async fn an_operation_ends_after_its_time_on_the_socket_too() {
    let world = World::with(Config { time_limit: 1, ..config() }).await;
    let mut socket = Socket::open(&world.base).await;
    socket.init(&world.ana.token).await;
    let stalled = world.app.stall_next_commit();
    socket.say(subscribe(1, "mutation { createDeal(input: { name: \"Slow\" }) { id } }")).await;
    let answer = socket.message().await;
    assert_eq!(answer["type"], "error", "{answer}");
    assert!(answer["payload"][0]["message"].as_str().unwrap().contains("longer than"), "{answer}");
    drop(stalled);
}

#[tokio::test]
async fn a_session_subscribes_to_what_the_client_does() {
    let world = World::with(Config { cookie_operations: CookieOperations::Listed, ..config() }).await;
    let sign_in = format!("mutation {{ signIn(input: {{ email: \"ana@example.com\", password: \"{PASSWORD}\" }}) {{ user {{ id }} }} }}");
    let response = world.http.post(format!("{}/graphql", world.base)).json(&json!({ "query": sign_in })).send().await.unwrap();
    let cookie = response.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let base = serve_listed(&world.app, Operations::of_manifest(b"{}")).await;
    let mut socket = Socket::try_open(&base, &[("cookie", &cookie)]).await.unwrap();
    socket.say(json!({ "type": "connection_init" })).await;
    assert_eq!(socket.message().await["type"], "connection_ack");
    for query in ["subscription { events { cursor } }", "{ me { user { name } } }"] {
        socket.say(subscribe(1, query)).await;
        assert_eq!(socket.message().await["payload"][0]["extensions"]["code"], "FORBIDDEN", "{query}");
    }
}

/// Its connection ends, its place is free, and nobody else waits for it.
#[tokio::test]
async fn who_listens_and_takes_nothing_is_cut_off() {
    let world = World::with(Config { patience: 1, ..config() }).await;
    let mut socket = Socket::open(&world.base).await;
    socket.init(&world.ana.token).await;
    for id in 0..100 {
        socket.say(subscribe(id, "subscription { events { cursor event { id kind snapshot changes { field from to } } } }")).await;
    }
    let name = "A deal with a rather long name ".repeat(5);
    let held = async {
        loop {
            let numbers = world.http.get(format!("{}/metrics", world.base)).send().await.unwrap().text().await.unwrap();
            let subscribers: usize = numbers.lines().find_map(|line| line.strip_prefix("baton_subscribers ")).unwrap().parse().unwrap();
            if subscribers == 0 {
                return;
            }
            world.ana.act("createDeal", json!({ "name": name }), "id").await;
        }
    };
    let open = std::pin::pin!(tokio::time::sleep(Duration::from_secs(60)));
    tokio::select! {
        () = held => {}
        () = open => panic!("a socket that takes nothing is held open"),
    }
}
