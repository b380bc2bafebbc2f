//! How often one may ask.

use baton::{identity::actions, platform::config::Config};
use chrono::TimeDelta;
use reqwest::StatusCode;
use serde_json::{Value as Json, json};

use crate::support::{World, config};

/// Asks so often, and gives how many were answered and the last answer's status, code and time to wait.
async fn ask(world: &World, token: Option<&str>, times: usize) -> (usize, Option<(StatusCode, Json, String)>) {
    let mut answered = 0;
    for _ in 0..times {
        let mut request = world.http.post(format!("{}/graphql", world.base)).json(&json!({ "query": "{ __typename }" }));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.unwrap();
        if response.status() != StatusCode::OK {
            let (status, wait) = (response.status(), response.headers()["retry-after"].to_str().unwrap().to_owned());
            return (answered, Some((status, response.json::<Json>().await.unwrap()["errors"][0]["extensions"]["code"].clone(), wait)));
        }
        answered += 1;
    }
    (answered, None)
}

fn limited(wait: &str) -> Option<(StatusCode, Json, String)> {
    Some((StatusCode::TOO_MANY_REQUESTS, json!("RATE_LIMITED"), wait.to_owned()))
}

#[tokio::test]
async fn a_token_has_so_many_requests_and_more_as_time_passes() {
    let world = World::with(Config { rate_limit: 2, ..config() }).await;
    let ana = Some(world.ana.token.as_str());
    assert_eq!(ask(&world, ana, 50).await, (40, limited("1")));
    world.pass(TimeDelta::seconds(3)).await;
    assert_eq!(ask(&world, ana, 50).await, (6, limited("1")));
    let ben = world.person("Ben Okafor", "sales", None).await;
    assert_eq!(ask(&world, Some(&ben.token), 10).await, (10, None), "others are not touched");
}

#[tokio::test]
async fn a_person_with_many_tokens_is_one_person() {
    let world = World::with(Config { rate_limit: 1, ..config() }).await;
    let mut answered = 0;
    for _ in 0..4 {
        let token = actions::create_token(&world.app, "ana@example.com").await.unwrap();
        answered += ask(&world, Some(&token), 30).await.0;
    }
    assert_eq!(answered, 40, "twice what one token may");
}

#[tokio::test]
async fn strangers_of_one_address_share_and_guessing_tokens_is_a_strangers_work() {
    let world = World::with(Config { rate_limit: 5, stranger_rate_limit: 1, ..config() }).await;
    assert_eq!(ask(&world, Some(&world.ana.token), 1).await, (1, None));
    assert_eq!(ask(&world, None, 10).await.0, 10);
    let mut guesses = 0;
    while ask(&world, Some(&format!("baton_{guesses}")), 1).await.0 == 1 {
        guesses += 1;
    }
    assert!(guesses <= 10, "{guesses} guesses");
    assert_eq!(ask(&world, None, 1).await, (0, limited("1")));
    assert_eq!(ask(&world, Some(&world.ana.token), 5).await, (5, None), "who was good lately goes on");
}
