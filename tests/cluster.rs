//! Several processes on one remote SurrealDB. `make test-cluster` starts the database and runs these; the suite does not.

use std::collections::HashSet;

use baton::platform::{app::App, clock::Clock, config::Config};
use serde_json::{Value as Json, json};

use crate::{
    events::{assert_whole, follow_with_cuts},
    support::{
        self, Person,
        process::{Server, command, free_port, try_ask},
        socket::Socket,
    },
};

/// A new, empty database on the server that `BATON_TEST_DATABASE` names.
fn remote() -> Config {
    let config = support::config();
    assert!(config.database_url().starts_with("ws://"), "run this by `make test-cluster`");
    config
}

fn settings(config: &Config) -> Vec<String> {
    let own = std::env::temp_dir().join(&config.database_name);
    let named = [
        ("--database", config.database_url()),
        ("--database-user", "root".to_owned()),
        ("--database-password", "root".to_owned()),
        ("--database-name", config.database_name.clone()),
        ("--data", own.display().to_string()),
    ];
    named.into_iter().flat_map(|(name, value)| [name.to_owned(), value]).collect()
}

async fn act(http: &reqwest::Client, base: &str, token: &str, mutation: &str, kind: &str, input: Json) -> Json {
    let query = format!("mutation($input: {kind}!) {{ {mutation}(input: $input) {{ id }} }}");
    try_ask(http, base, token, &query, json!({ "input": input })).await.unwrap_or_else(|| panic!("{mutation} was refused"))[mutation].clone()
}

/// 200 subscribers, each cut 20 times and coming back to either process, during 2,000 changes through both.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a remote SurrealDB: make test-cluster"]
async fn two_processes_give_every_subscriber_every_event_in_order() {
    const SUBSCRIBERS: u64 = 200;
    const CUTS: usize = 20;
    const CHANGES: usize = 2_000;
    let settings = settings(&remote());
    let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
    let user = ["user", "create", "--email", "ana@example.com", "--name", "Ana", "--role", "admin", "--password-stdin"];
    let first = Server::start(free_port(), &settings);
    let (ok, _, error) = command(&settings, &user, "a long enough password\n");
    assert!(ok, "{error}");
    let (ok, token, error) = command(&settings, &["token", "create", "--user", "ana@example.com"], "");
    assert!(ok, "{error}");
    let second = Server::start(free_port(), &settings);
    let bases = vec![first.base.clone(), second.base.clone()];

    let http = reqwest::Client::new();
    let mut deals = Vec::new();
    for i in 0..20 {
        deals.push(act(&http, &bases[i % 2], &token, "createDeal", "CreateDealInput", json!({ "name": format!("deal {i}") })).await["id"].clone());
    }
    let mut probe = Socket::follow(&bases[0], &token, None).await;
    let start = probe.delivery().await["cursor"].as_str().unwrap().to_owned();
    drop(probe);
    // The cursor lies before the creations, since ids of the last seconds are not settled yet: they come too.
    let all = CHANGES + deals.len();
    let followers: Vec<_> = (0..SUBSCRIBERS).map(|seed| tokio::spawn(follow_with_cuts(bases.clone(), token.clone(), start.clone(), seed, CUTS, all))).collect();
    let mut writers = tokio::task::JoinSet::new();
    for (w, deals) in deals.chunks(5).map(<[Json]>::to_vec).enumerate() {
        let (http, bases, token) = (http.clone(), bases.clone(), token.clone());
        writers.spawn(async move {
            for i in 0..CHANGES / 4 {
                // A deal's changes go through both processes in turn, each right after the one before.
                let input = json!({ "id": deals[i % deals.len()], "stageId": "stage:discovery", "amount": format!("{}", w * 10_000 + i + 1) });
                act(&http, &bases[(i / deals.len()) % 2], &token, "moveDeal", "MoveDealInput", input).await;
            }
        });
    }
    while let Some(written) = writers.join_next().await {
        written.unwrap();
    }
    for follower in followers {
        assert_whole(follower.await.unwrap(), 1, all);
    }
    // Both may seal the audit, and what they sealed is one chain.
    let told = command(&settings, &["audit", "verify"], "");
    assert!(told.0 && !told.1.contains(" in 0 seals"), "{told:?}");
}

/// Two workspaces' servers in this process, each with connections, a hub and a tail of its own.
async fn pair() -> (App, App, Person, Person) {
    let config = remote();
    let first = App::open(config.clone(), Clock::System).await.unwrap();
    let base = support::serve(&first).await;
    let http = reqwest::Client::new();
    let ana = support::add_person(&first, &base, &http, "Ana Ribeiro", "admin", None).await;
    let second = App::open(config, Clock::System).await.unwrap();
    let there = Person { base: support::serve(&second).await, ..ana.clone() };
    (first, second, ana, there)
}

/// One process holds a commit, its event id minted, while changes pass through the other: fewer than would take the fifteen
/// seconds after which such an id counts as settled.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a remote SurrealDB: make test-cluster"]
async fn a_commit_that_stalls_in_one_process_is_missed_by_no_subscriber_of_the_other() {
    let (first, _second, here, there) = pair().await;
    let mut live = Socket::follow(&there.base, &there.token, None).await;
    live.delivery().await;
    let release = first.stall_next_commit();
    let stalled = tokio::spawn(async move { here.act("createDeal", json!({ "name": "stalled" }), "id").await });
    while first.awaits_stall() {
        tokio::task::yield_now().await;
    }
    let mut writers = tokio::task::JoinSet::new();
    for w in 0..10 {
        let there = there.clone();
        writers.spawn(async move {
            for i in 0..20 {
                there.act("createDeal", json!({ "name": format!("passing {w} {i}") }), "id").await;
            }
        });
    }
    let (mut cursor, mut seen, mut passed) = (String::new(), HashSet::new(), 0);
    while passed < 200 {
        let delivery = live.delivery().await;
        cursor = delivery["cursor"].as_str().unwrap().to_owned();
        let is_new = delivery["event"]["id"].as_str().is_some_and(|id| seen.insert(id.to_owned()));
        passed += usize::from(is_new && delivery["event"]["snapshot"]["name"].as_str().is_some_and(|name| name.starts_with("passing")));
    }
    assert!(!stalled.is_finished(), "it is still held");
    drop(release);
    let deal = stalled.await.unwrap();
    for after in [None, Some(cursor.as_str())] {
        let mut socket = match after {
            None => std::mem::replace(&mut live, Socket::open(&there.base).await),
            Some(cursor) => Socket::follow(&there.base, &there.token, Some(cursor)).await,
        };
        let mut event = socket.event().await;
        while event["snapshot"]["name"] != "stalled" {
            event = socket.event().await;
        }
        assert_eq!(event["subjectId"], deal["id"]);
    }
}

/// People, and what one process does with them, are known to the other without a restart.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a remote SurrealDB: make test-cluster"]
async fn the_directory_follows_what_another_process_changes() {
    let (first, _second, here, there) = pair().await;
    let mut live = Socket::follow(&there.base, &there.token, None).await;
    let http = reqwest::Client::new();
    let ben = support::add_person(&first, &here.base, &http, "Ben Okafor", "executive", None).await;
    while live.event().await["subjectId"] != ben.id.to_string() {}
    let ben = Person { base: there.base.clone(), ..ben };
    assert_eq!(ben.ok("{ me { user { name } } }", json!({})).await["me"]["user"]["name"], "Ben Okafor");
}
