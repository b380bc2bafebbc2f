//! The numbers that the server shows about itself.

use baton::http::operations::Operations;
use serde_json::{Value as Json, json};

use crate::support::{World, serve_listed, socket::Socket};

/// The value of a line of `/metrics`.
async fn number(world: &World, base: &str, name: &str) -> Option<f64> {
    let text = world.http.get(format!("{base}/metrics")).send().await.unwrap().text().await.unwrap();
    text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok())
}

#[tokio::test]
async fn requests_are_counted_by_what_the_client_calls_them_and_by_their_code() {
    let world = World::new().await;
    let base = serve_listed(&world.app, Operations::of_manifest(json!({ "Deals": "hash", "Edit": "hash" }).to_string().as_bytes())).await;
    let ask = async |query: &str| {
        let answer: Json = world.http.post(format!("{base}/graphql")).bearer_auth(&world.ana.token).json(&json!({ "query": query })).send().await.unwrap().json().await.unwrap();
        answer
    };
    for query in [
        "query Deals { deals { totalCount } }",
        "query Deals { deals { totalCount } }",
        "query Deals { deal(id: 5) { id } }",
        "query Mine { me { teamIds } }",
        "{ me { teamIds } }",
        "{ nonsense",
    ] {
        ask(query).await;
    }
    for i in 0..20 {
        ask(&format!("query Random{i} {{ __typename }}")).await;
    }
    world.http.post(format!("{base}/graphql")).body("no JSON").send().await.unwrap();
    world.http.post(format!("{base}/f/contact-us")).json(&json!({ "email": "zoe@acme.example", "message": "Hello" })).send().await.unwrap();
    world.http.post(format!("{base}/f/contact-us")).json(&json!({ "email": "nobody" })).send().await.unwrap();
    for (operation, code, count) in
        [("Deals", "OK", 2.0), ("Deals", "INVALID", 1.0), ("other", "OK", 22.0), ("other", "INVALID", 2.0), ("form", "OK", 1.0), ("form", "INVALID", 1.0)]
    {
        let name = format!("baton_requests_total{{operation=\"{operation}\",code=\"{code}\"}}");
        assert_eq!(number(&world, &base, &name).await, Some(count), "{name}");
    }
    assert_eq!(number(&world, &base, "baton_request_seconds_count{operation=\"Deals\"}").await, Some(3.0));
    assert_eq!(number(&world, &base, "baton_request_seconds_bucket{operation=\"Deals\",le=\"+Inf\"}").await, Some(3.0));
    let text = world.http.get(format!("{base}/metrics")).send().await.unwrap().text().await.unwrap();
    assert!(!text.contains("Random") && !text.contains("Mine"), "names that anybody chooses are not counted: {text}");
}

#[tokio::test]
async fn sockets_jobs_search_and_the_database_are_shown() {
    let world = World::new().await;
    let mut socket = Socket::open(&world.base).await;
    socket.init(&world.ana.token).await;
    assert_eq!(number(&world, &world.base, "baton_sockets").await, Some(1.0));
    socket.close().await;
    while number(&world, &world.base, "baton_sockets").await != Some(0.0) {
        tokio::task::yield_now().await;
    }
    let commits = async || number(&world, &world.base, "baton_database_seconds_count{asked=\"commit\"}").await.unwrap_or_default();
    let before = commits().await;
    world.ana.act("createContact", json!({ "firstName": "Zoe" }), "id").await;
    assert_eq!(commits().await, before + 1.0);
    for asked in ["query", "query_in_transaction"] {
        assert!(number(&world, &world.base, &format!("baton_database_seconds_count{{asked=\"{asked}\"}}")).await > Some(0.0), "{asked}");
    }
    assert_eq!(number(&world, &world.base, "baton_jobs_waiting").await, Some(0.0));
    assert_eq!(number(&world, &world.base, "baton_jobs_dead").await, Some(0.0));
    world.searchable(&world.ana, "zoe").await;
    while number(&world, &world.base, "baton_search_lag_seconds").await != Some(0.0) {
        tokio::task::yield_now().await;
    }
    assert!(number(&world, &world.base, "baton_resident_memory_bytes").await > Some(1_000_000.0));
}
