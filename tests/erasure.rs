//! After an erasure the server's files and its log hold nothing of the person either, once the files were rewritten.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use baton::platform::config::Config;
use chrono::TimeDelta;
use serde_json::json;

use crate::support::{
    self, World,
    process::{Server, command, files, free_port, try_ask},
    store::tables,
};

const WORDS: [&str; 6] = ["Ottoline", "Quellwasser", "ottoline.quellwasser@gmail.com", "+49 30 5550199", "zinnoberrot", "Wendeltreppe"];

/// The store below a folder of tests: in the data folder, or in one within it.
fn store_of(folder: &Path) -> PathBuf {
    [folder.join("db"), folder.join("data").join("db")].into_iter().find(|path| path.exists()).expect("there is a store")
}

/// How often each word stands in the files below a folder, in any case.
fn found(folder: &Path, words: &[&str]) -> Vec<usize> {
    let mut all = Vec::new();
    files(folder, &mut all);
    all.push(tables(&store_of(folder)).bytes);
    let all: Vec<String> = all.iter().map(|bytes| String::from_utf8_lossy(bytes).to_lowercase()).collect();
    words.iter().map(|word| all.iter().map(|text| text.matches(&word.to_lowercase()).count()).sum()).collect()
}

#[tokio::test]
async fn the_files_and_the_log_lose_an_erased_person() {
    let folder = std::env::temp_dir().join(format!("baton-erasure-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (data, log) = (folder.join("data"), folder.join("log"));
    let settings = ["--data", data.to_str().unwrap(), "--log", "debug", "--memtable-mib", "4", "--form-limit", "100000"];
    let start = || Server::start_logging_to(File::options().create(true).append(true).open(&log).unwrap().into(), free_port(), &settings);
    let server = start();
    let made = command(&settings[..2], &["user", "create", "--email", "ana@example.com", "--name", "Ana Ribeiro", "--role", "admin", "--password-stdin"], "a long enough password");
    assert!(made.0, "{}", made.2);
    let token = command(&settings[..2], &["token", "create", "--user", "ana@example.com"], "").1;
    let http = reqwest::Client::new();
    let base = server.base.clone();
    let ask = async |query: &str, variables| try_ask(&http, &base, &token, query, variables).await.unwrap();

    // Enough to be written from memory to files in between, some of it above the size that goes to files of its own.
    let long = "zinnoberrot Wendeltreppe ".repeat(300);
    for i in 0..40 {
        let sent = json!({ "firstName": "Ottoline", "lastName": "Quellwasser", "email": WORDS[2], "phone": WORDS[3], "message": format!("{i} {long}") });
        assert!(http.post(format!("{base}/f/contact-us")).json(&sent).send().await.unwrap().status().is_success());
    }
    let sent = json!({ "firstName": "Bela", "lastName": "Untouched", "email": "bela@example.com", "message": "stays" });
    assert!(http.post(format!("{base}/f/contact-us")).json(&sent).send().await.unwrap().status().is_success());
    let contacts = ask("{ contacts { nodes { id name } } }", json!({})).await["contacts"]["nodes"].clone();
    let contact = contacts.as_array().unwrap().iter().find(|contact| contact["name"] == "Ottoline Quellwasser").unwrap()["id"].clone();
    server.kill();
    assert!(found(&data, &WORDS).iter().all(|times| *times > 0), "{:?}", found(&data, &WORDS));

    let server = start();
    let base = server.base.clone();
    let erase = "mutation($input: EraseContactInput!) { eraseContact(input: $input) { records entries } }";
    let erased = try_ask(&http, &base, &token, erase, json!({ "input": { "id": contact } })).await.unwrap()["eraseContact"].clone();
    assert!(erased["entries"].as_i64().unwrap() > 40, "{erased}");
    // What the store's own files keep until they are merged is why they are rewritten.
    let kept = found(&data, &WORDS);
    let told = command(&settings[..2], &["rewrite"], "");
    assert!(told.0, "{told:?}");
    let left = found(&folder, &WORDS);
    assert_eq!(left, [0; 6], "left in files; before they were rewritten it was {kept:?}");
    assert_eq!(tables(&store_of(&folder)).hidden, 0, "the tables hold what is deleted or overwritten");
    assert!(found(&folder, &["Bela", "Untouched"]).iter().all(|times| *times > 0), "the search finds what is there");

    // The chain holds, by the command beside the running server and without one.
    let told = command(&settings[..2], &["audit", "verify"], "");
    assert!(told.0 && told.1.starts_with("The audit is as it was sealed"), "{told:?}");
    let head = told.1.rsplit(' ').next().unwrap().to_owned();
    server.kill();
    let told = command(&settings[..2], &["audit", "verify", "--head", &head], "");
    assert!(told.0, "{told:?}");
    assert!(!command(&settings[..2], &["audit", "verify", "--head", &format!("1:{}", "0".repeat(64))], "").0);
    // Killed right after, it starts with nothing of the person.
    assert_eq!(found(&folder, &WORDS), [0; 6]);
    fs::remove_dir_all(&folder).unwrap();
}

/// Nobody has to ask for it: an erasure wants the files rewritten as soon as nothing can read what was there any more.
#[tokio::test]
async fn an_erasure_has_the_files_rewritten_by_itself() {
    let folder = std::env::temp_dir().join(format!("baton-erasure-job-{}", std::process::id()));
    let world = World::with(Config { data: folder.clone(), database: None, memtable_mib: 1, time_limit: 20, ..support::config() }).await;
    let input = json!({ "firstName": "Ottoline", "lastName": "Quellwasser", "emails": ["ottoline@gmail.com"] });
    let made = world.ana.ok("mutation($input: CreateContactInput!) { createContact(input: $input) { id } }", json!({ "input": input })).await;
    assert!(found(&folder, &WORDS[..2]).iter().all(|times| *times > 0));
    let erase = "mutation($input: EraseContactInput!) { eraseContact(input: $input) { entries } }";
    world.ana.ok(erase, json!({ "input": { "id": made["createContact"]["id"] } })).await;
    world.pass(TimeDelta::seconds(10)).await;
    assert!(found(&folder, &WORDS[..2]).iter().any(|times| *times > 0), "who began to read before may still read it");
    world.pass(TimeDelta::seconds(20)).await;
    assert_eq!(found(&folder, &WORDS[..2]), [0, 0]);
    assert_eq!(tables(&folder.join("db")).hidden, 0);
    world.app.db.close().await.unwrap();
    fs::remove_dir_all(&folder).unwrap();
}
