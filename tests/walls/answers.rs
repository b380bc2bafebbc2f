//! How long an answer may take, how long it may be, and what is said to who comes with something that is not there.

use std::{
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use baton::platform::config::Config;
use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::{World, config, socket::Socket};

/// What is logged while it is there.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn lines_with(&self, words: &str) -> Vec<String> {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap().lines().filter(|line| line.contains(words)).map(str::to_owned).collect()
    }
}

fn log() -> (Log, tracing::subscriber::DefaultGuard) {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    (log, tracing::subscriber::set_default(subscriber))
}

async fn counted(world: &World, line: &str) -> Option<String> {
    let numbers = world.http.get(format!("{}/metrics", world.base)).send().await.unwrap().text().await.unwrap();
    numbers.lines().find_map(|found| found.strip_prefix(line)).map(|number| number.trim().to_owned())
}

#[tokio::test]
async fn a_mutation_that_takes_too_long_goes_on_and_its_outcome_is_had_by_its_key() {
    let (log, _guard) = log();
    let world = World::with(Config { time_limit: 1, ..config() }).await;
    let stalled = world.app.stall_next_commit();
    let create = "mutation Slow($input: CreateDealInput!) { createDeal(input: $input) { id name } }";
    let input = json!({ "input": { "name": "Pilot", "idempotencyKey": "pilot" } });
    let refusal = world.ana.ask(create, input.clone()).await.refusal();
    assert_eq!(refusal["code"], "TIMEOUT", "{refusal}");
    assert!(refusal["message"].as_str().unwrap().contains("same idempotency key") && refusal["requestId"].is_string(), "{refusal}");
    assert!(refusal["field"].is_null() && refusal["faults"].is_null(), "nothing that was sent is wrong: {refusal}");
    let lines = log.lines_with("took longer than it may");
    assert!(matches!(lines.as_slice(), [line] if line.contains("Slow") && line.contains(refusal["requestId"].as_str().unwrap())), "{lines:?}");
    assert_eq!(counted(&world, "baton_requests_total{operation=\"other\",code=\"TIMEOUT\"}").await.as_deref(), Some("1"));

    drop(stalled);
    let done = world.ana.ok(create, input).await["createDeal"].clone();
    assert_eq!(done["name"], "Pilot");
    let deals = world.ana.ok("{ deals { nodes { id } } }", json!({})).await["deals"]["nodes"].clone();
    assert_eq!(deals, json!([{ "id": done["id"] }]), "it was done once");
}

/// Both transactions of it, though nobody waits for the answer.
#[tokio::test]
async fn a_mutation_whose_client_hangs_up_is_not_left_half_done() {
    let world = World::new().await;
    let stalled = world.app.stall_next_commit();
    let both = "mutation { first: createDeal(input: { name: \"First\" }) { id } second: createDeal(input: { name: \"Second\" }) { id } }";
    let asking = {
        let (ana, both) = (world.ana.clone(), both.to_owned());
        tokio::spawn(async move { ana.ask(&both, json!({})).await })
    };
    while world.app.awaits_stall() {
        tokio::task::yield_now().await;
    }
    asking.abort();
    assert!(asking.await.unwrap_err().is_cancelled());
    // The server has heard of it once it counts the request.
    while counted(&world, "baton_requests_total{operation=\"other\",code=\"GIVEN_UP\"}").await.as_deref() != Some("1") {
        tokio::task::yield_now().await;
    }
    drop(stalled);
    let mut names = Vec::new();
    while names.len() < 2 {
        tokio::task::yield_now().await;
        let deals = world.ana.ok("{ deals { nodes { name } } }", json!({})).await["deals"]["nodes"].clone();
        names = deals.as_array().unwrap().iter().map(|deal| deal["name"].as_str().unwrap().to_owned()).collect();
    }
    names.sort();
    assert_eq!(names, ["First", "Second"]);
}

#[tokio::test]
async fn a_query_that_takes_too_long_says_that() {
    let (log, _guard) = log();
    let world = World::with(Config { time_limit: 0, ..config() }).await;
    let refusal = world.ana.ask("query Everything { deals { totalCount } }", json!({})).await.refusal();
    assert_eq!(refusal["code"], "TIMEOUT", "{refusal}");
    assert!(!refusal["message"].as_str().unwrap().contains("key"), "{refusal}");
    assert!(matches!(log.lines_with("took longer than it may").as_slice(), [line] if line.contains("Everything")));
    let request = world.http.post(format!("{}/graphql", world.base)).bearer_auth(&world.ana.token).header("accept", "application/graphql-response+json");
    let response = request.json(&json!({ "query": "{ deals { totalCount } }" })).send().await.unwrap();
    assert_eq!(response.status(), 503, "it is no fault of the request");
    let mut socket = Socket::open(&world.base).await;
    socket.init(&world.ana.token).await;
    socket.say(json!({ "type": "subscribe", "id": "1", "payload": { "query": "{ deals { totalCount } }" } })).await;
    let answer = socket.message().await;
    assert_eq!((&answer["type"], &answer["payload"][0]["extensions"]["code"]), (&json!("error"), &json!("TIMEOUT")), "{answer}");
}

#[tokio::test]
async fn an_answer_has_a_longest_length_whatever_it_is_made_of() {
    let world = World::with(Config { answer_mib: 1, ..config() }).await;
    let text = "A description of more words than anybody reads. ".repeat(40);
    for i in 0..40 {
        world.ana.act("createCompany", json!({ "name": format!("Company {i}"), "description": text }), "id").await;
    }
    let copies = |n: usize| (0..n).map(|i| format!("d{i}: description ")).collect::<String>();
    let fits = format!("{{ companies(first: 40) {{ nodes {{ {} }} }} }}", copies(10));
    assert_eq!(world.ana.ok(&fits, json!({})).await["companies"]["nodes"].as_array().unwrap().len(), 40);
    let longer = format!("{{ companies(first: 40) {{ nodes {{ {} }} }} }}", copies(15));
    for query in [longer.clone(), longer.replace("nodes {", "edges { node {").replace("} } }", "} } } }")] {
        let answer = world.ana.ask(&query, json!({})).await;
        let refusal = answer.refusal();
        assert_eq!(refusal["code"], "TOO_COMPLEX", "{query}");
        assert!(refusal["message"].as_str().unwrap().contains("1 MiB") && answer.0["data"].is_null() && answer.0["errors"].as_array().unwrap().len() == 1, "{refusal}");
    }
    let mut socket = Socket::open(&world.base).await;
    socket.init(&world.ana.token).await;
    socket.say(json!({ "type": "subscribe", "id": "1", "payload": { "query": longer } })).await;
    let answer = socket.message().await;
    assert_eq!((&answer["type"], &answer["payload"][0]["extensions"]["code"]), (&json!("error"), &json!("TOO_COMPLEX")), "{answer}");

    // What was to be changed is changed, and the answer says so.
    let company = world.ana.ok("{ companies(first: 1) { nodes { id version } } }", json!({})).await["companies"]["nodes"][0].clone();
    for i in 0..40 {
        world.ana.act("createContact", json!({ "firstName": format!("Contact {i}"), "companyId": company["id"] }), "id").await;
    }
    let edit = format!(
        "mutation($input: UpdateCompanyInput!) {{ updateCompany(input: $input) {{ contacts(first: 40) {{ nodes {{ company {{ {} }} }} }} }} createDeal(input: {{ name: \"After\" }}) {{ id }} }}",
        copies(14)
    );
    let refusal = world.ana.ask(&edit, json!({ "input": { "id": company["id"], "expectedVersion": company["version"], "city": "Oslo" } })).await.refusal();
    assert!(refusal["code"] == "TOO_COMPLEX" && refusal["message"].as_str().unwrap().contains("was changed"), "{refusal}");
    let after = world.ana.ok("query($id: ID!) { company(id: $id) { city } deals { totalCount } }", json!({ "id": company["id"] })).await;
    assert_eq!((&after["company"]["city"], &after["deals"]["totalCount"]), (&json!("Oslo"), &json!(1)));
}

#[tokio::test]
async fn a_query_by_its_hash_alone_is_not_known_and_clients_send_it_whole_then() {
    let world = World::new().await;
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": "0".repeat(64) } });
    let post = world.http.post(format!("{}/graphql", world.base)).bearer_auth(&world.ana.token).json(&json!({ "extensions": extensions })).send();
    let get = world.http.get(format!("{}/graphql", world.base)).query(&[("extensions", extensions.to_string())]).bearer_auth(&world.ana.token).send();
    for response in [post.await.unwrap(), get.await.unwrap()] {
        assert_eq!(response.status(), 200);
        let error = response.json::<Json>().await.unwrap()["errors"][0].clone();
        assert_eq!((&error["message"], &error["extensions"]["code"]), (&json!("PersistedQueryNotSupported"), &json!("PERSISTED_QUERY_NOT_SUPPORTED")));
    }
    let whole = json!({ "query": "{ me { user { email } } }", "extensions": extensions });
    let answer: Json = world.http.post(format!("{}/graphql", world.base)).bearer_auth(&world.ana.token).json(&whole).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["data"]["me"]["user"]["email"], "ana@example.com");
    let mut socket = Socket::open(&world.base).await;
    socket.init(&world.ana.token).await;
    socket.say(json!({ "type": "subscribe", "id": "1", "payload": { "extensions": extensions } })).await;
    assert_eq!(socket.message().await["payload"][0]["extensions"]["code"], "PERSISTED_QUERY_NOT_SUPPORTED");
    let nothing = world.http.post(format!("{}/graphql", world.base)).bearer_auth(&world.ana.token).json(&json!({ "extensions": {} })).send().await.unwrap();
    assert_eq!(nothing.status(), 400);
}

/// What is left of a body would be taken for the next request.
#[tokio::test]
async fn an_answer_that_comes_before_its_body_was_read_ends_the_connection() {
    let world = World::with(Config { stranger_rate_limit: 1, ..config() }).await;
    let ask = async |head: &str, body: &str| {
        let mut stream = tokio::net::TcpStream::connect(world.base.strip_prefix("http://").unwrap()).await.unwrap();
        stream.write_all(format!("{head}\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n{body}").as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut heard)).await.expect("the connection stayed open").unwrap();
        String::from_utf8_lossy(&heard).to_lowercase()
    };
    while world.http.post(format!("{}/graphql", world.base)).json(&json!({ "query": "{ __typename }" })).send().await.unwrap().status() == 200 {}
    for (head, status) in [
        ("POST /graphql HTTP/1.1\r\nContent-Type: application/json", 429),
        ("POST /graphql HTTP/1.1\r\nAccept: image/png", 406),
        ("POST /f/none HTTP/1.1\r\nContent-Type: application/json", 404),
        ("POST /health/live HTTP/1.1", 405),
    ] {
        let answer = ask(head, "{}").await;
        assert!(answer.starts_with(&format!("http/1.1 {status} ")) && answer.contains("\r\nconnection: close\r\n"), "{head}: {answer}");
    }
    let read = world.http.post(format!("{}/graphql", world.base)).bearer_auth(&world.ana.token).json(&json!({ "query": "{ __typename }" })).send().await.unwrap();
    assert!(!read.headers().contains_key("connection"), "a connection whose request was read is kept");
}
