//! The binary itself: killed in the middle of writing, and started again.

use std::time::Duration;

use serde_json::{Value as Json, json};

use crate::support::process::{Server, command, free_port, try_ask};

/// One after the other: each keeps a machine busy by itself.
static QUEUE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Every acknowledged change is there with its event, and no change without one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_9_during_500_concurrent_writes_loses_nothing_that_was_acknowledged() {
    let _turn = QUEUE.lock().await;
    let data = std::env::temp_dir().join(format!("baton-crash-{}", std::process::id()));
    // The histories of hundreds of deals are read at once below: on a slow machine that takes a while.
    let beside = ["--data", data.to_str().unwrap(), "--time-limit", "120"];
    let port = free_port();
    let server = Server::start(port, &beside);
    let user = ["user", "create", "--email", "ana@example.com", "--name", "Ana", "--role", "admin", "--password-stdin"];
    let (ok, _, error) = command(&beside, &user, "a long enough password\n");
    assert!(ok, "{error}");
    let (ok, token, error) = command(&beside, &["token", "create", "--user", "ana@example.com"], "");
    assert!(ok && token.starts_with("baton_"), "{error}");
    let (ok, _, error) = command(&beside, &user, "a long enough password\n");
    assert!(!ok && error.contains("email:"), "a command's faults come back through the running server: {error}");

    let http = reqwest::Client::new();
    let (acknowledge, mut acknowledged) = tokio::sync::mpsc::unbounded_channel();
    let mut writers = tokio::task::JoinSet::new();
    for i in 0..500 {
        let (http, base, token, acknowledge) = (http.clone(), server.base.clone(), token.clone(), acknowledge.clone());
        writers.spawn(async move {
            let query = "mutation($input: CreateDealInput!) { createDeal(input: $input) { id } }";
            if let Some(done) = try_ask(&http, &base, &token, query, json!({ "input": { "name": format!("deal {i}"), "amount": "1" } })).await {
                let _ = acknowledge.send(done["createDeal"]["id"].as_str().unwrap().to_owned());
            }
        });
    }
    drop(acknowledge);
    let mut done = Vec::new();
    while done.len() < 120 {
        done.push(acknowledged.recv().await.unwrap());
    }
    server.kill();
    while writers.join_next().await.is_some() {}
    while let Some(id) = acknowledged.recv().await {
        done.push(id);
    }

    let server = Server::start(port, &beside);
    let mut kept = Vec::new();
    let mut after = Json::Null;
    loop {
        let page = try_ask(
            &http,
            &server.base,
            &token,
            "query($after: String) { deals(first: 200, after: $after) { nodes { id version timeline { nodes { event { version kind } } } } pageInfo { hasNextPage endCursor } } }",
            json!({ "after": after }),
        )
        .await
        .unwrap();
        kept.extend(page["deals"]["nodes"].as_array().unwrap().iter().cloned());
        after = page["deals"]["pageInfo"]["endCursor"].clone();
        if page["deals"]["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    for id in &done {
        assert!(kept.iter().any(|deal| deal["id"] == id.as_str()), "{id} was acknowledged and is gone");
    }
    for deal in &kept {
        assert_eq!(deal["timeline"]["nodes"], json!([{ "event": { "version": 1, "kind": "DealCreated" } }]), "a record and its event come together");
    }
    assert!(done.len() < 500, "the server was killed in the middle, after {} of 500", done.len());
    assert!(tokio::time::timeout(Duration::from_secs(5), try_ask(&http, &server.base, &token, "{ me { user { id } } }", json!({}))).await.unwrap().is_some());
    drop(server);
    std::fs::remove_dir_all(&data).unwrap();
}

/// A changed territory shows nobody too much, also when the server is killed before companies were placed anew.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_9_after_a_territory_changed_leaves_nothing_open_and_it_takes_effect_at_the_next_start() {
    let _turn = QUEUE.lock().await;
    let data = std::env::temp_dir().join(format!("baton-crash-territory-{}", std::process::id()));
    let beside = ["--data", data.to_str().unwrap()];
    let port = free_port();
    let server = Server::start(port, &beside);
    let mut tokens = Vec::new();
    for (email, role) in [("ana@example.com", "admin"), ("ben@example.com", "sales")] {
        let user = ["user", "create", "--email", email, "--name", "Somebody", "--role", role, "--password-stdin"];
        let (ok, _, error) = command(&beside, &user, "a long enough password\n");
        assert!(ok, "{error}");
        tokens.push(command(&beside, &["token", "create", "--user", email], "").1);
    }
    let (ana, ben) = (&tokens[0], &tokens[1]);
    let http = reqwest::Client::new();
    let act = async |server: &Server, mutation: &str, input: Json| {
        let kind = format!("{}{}Input!", mutation[..1].to_uppercase(), &mutation[1..]);
        let text = format!("mutation($input: {kind}) {{ {mutation}(input: $input) {{ id version }} }}");
        try_ask(&http, &server.base, ana, &text, json!({ "input": input })).await.unwrap()[mutation].clone()
    };
    // Deals, since these sales sees by its team alone; who owns them is in none.
    let seen = async |server: &Server| {
        let data = try_ask(&http, &server.base, ben, "{ deals(orderBy: { field: NAME }) { nodes { name } } }", json!({})).await.unwrap();
        data["deals"]["nodes"].as_array().unwrap().iter().map(|deal| deal["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let until = async |server: &Server, wanted: &[&str]| {
        // Who was killed at it may hold the job for half a minute.
        for _ in 0..1_200 {
            let now = seen(server).await;
            assert!(now.is_empty() || now == wanted, "{now:?}");
            if now == wanted {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{wanted:?} did not come into sight");
    };
    let teams = try_ask(&http, &server.base, ana, "{ me { workspace { teams { id name } } } }", json!({})).await.unwrap();
    let sales = teams["me"]["workspace"]["teams"].as_array().unwrap().iter().find(|team| team["name"] == "Sales").unwrap()["id"].clone();
    for country in ["NO", "SE"] {
        let company = act(&server, "createCompany", json!({ "name": country, "country": country })).await;
        act(&server, "createDeal", json!({ "name": country, "companyId": company["id"] })).await;
    }
    let takes = |country: &str| json!({ "field": "country", "op": "EQ", "value": country });
    let made = act(&server, "createTerritory", json!({ "name": "Nordic", "condition": takes("NO"), "teamId": sales })).await;
    until(&server, &["NO"]).await;

    // The end of its first pass is a version of its own.
    act(&server, "updateTerritory", json!({ "id": made["id"], "expectedVersion": made["version"], "condition": takes("SE") })).await;
    server.kill();
    let server = Server::start(port, &beside);
    until(&server, &["SE"]).await;
    drop(server);
    std::fs::remove_dir_all(&data).unwrap();
}
