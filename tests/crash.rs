//! The binary itself: killed in the middle of writing, and started again.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::{Value as Json, json};

const BINARY: &str = env!("CARGO_BIN_EXE_baton");

/// A server process on a data folder; killed when dropped.
struct Server {
    process: Child,
    base: String,
}

impl Server {
    fn start(data: &Path, port: u16) -> Server {
        let listen = format!("127.0.0.1:{port}");
        let mut process = Command::new(BINARY).args(["serve", "--listen", &listen, "--data"]).arg(data).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        assert!(first.starts_with("Baton serves at"), "{first}");
        // Keep reading, so that the process never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        Server { process, base: format!("http://{listen}") }
    }

    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn command(data: &Path, args: &[&str], input: &str) -> (bool, String, String) {
    let mut process = Command::new(BINARY).args(args).arg("--data").arg(data).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    process.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = process.wait_with_output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap().trim().to_owned(), String::from_utf8(output.stderr).unwrap())
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

async fn ask(http: &reqwest::Client, base: &str, token: &str, query: &str, variables: Json) -> Option<Json> {
    let sent = http.post(format!("{base}/graphql")).bearer_auth(token).json(&json!({ "query": query, "variables": variables })).send().await.ok()?;
    let body: Json = sent.json().await.ok()?;
    body.get("errors").is_none().then(|| body["data"].clone())
}

/// Every acknowledged change is there with its event, and no change without one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_9_during_500_concurrent_writes_loses_nothing_that_was_acknowledged() {
    let data = std::env::temp_dir().join(format!("baton-crash-{}", std::process::id()));
    let port = free_port();
    let server = Server::start(&data, port);
    let user = ["user", "create", "--email", "ana@example.com", "--name", "Ana", "--role", "admin", "--password-stdin"];
    let (ok, _, error) = command(&data, &user, "a long enough password\n");
    assert!(ok, "{error}");
    let (ok, token, error) = command(&data, &["token", "create", "--user", "ana@example.com"], "");
    assert!(ok && token.starts_with("baton_"), "{error}");
    let (ok, _, error) = command(&data, &user, "a long enough password\n");
    assert!(!ok && error.contains("email:"), "a command's faults come back through the running server: {error}");

    let http = reqwest::Client::new();
    let (acknowledge, mut acknowledged) = tokio::sync::mpsc::unbounded_channel();
    let mut writers = tokio::task::JoinSet::new();
    for i in 0..500 {
        let (http, base, token, acknowledge) = (http.clone(), server.base.clone(), token.clone(), acknowledge.clone());
        writers.spawn(async move {
            let query = "mutation($input: CreateDealInput!) { createDeal(input: $input) { id } }";
            if let Some(done) = ask(&http, &base, &token, query, json!({ "input": { "name": format!("deal {i}"), "amount": "1" } })).await {
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

    let server = Server::start(&data, port);
    let mut kept = Vec::new();
    let mut after = Json::Null;
    loop {
        let page = ask(
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
    assert!(tokio::time::timeout(Duration::from_secs(5), ask(&http, &server.base, &token, "{ me { user { id } } }", json!({}))).await.unwrap().is_some());
    drop(server);
    std::fs::remove_dir_all(&data).unwrap();
}
