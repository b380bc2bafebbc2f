//! A server that is killed before companies were placed anew in a changed territory.

use std::time::Duration;

use serde_json::{Value as Json, json};

use super::QUEUE;
use crate::support::process::{Server, command, free_port, try_ask};

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
