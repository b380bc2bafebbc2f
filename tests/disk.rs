//! A disk that is full or read-only, under the binary itself. Each test mounts a small disk in a namespace of its own.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use baton::platform::db::query;
use serde_json::{Value as Json, json};

use crate::support::{
    World,
    process::{Server, command, free_port},
};

/// Runs an ignored test of this file where it may mount: as root, or as anybody in a user namespace.
fn with_mounts(test: &str) {
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mut run = Command::new("unshare");
    run.arg("--mount");
    if !is_root {
        run.args(["--user", "--map-root-user"]);
    }
    let run = run
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", &format!("disk::{test}"), "--nocapture"])
        .output()
        .expect("unshare is there: it is part of util-linux");
    let told = format!("{}\n{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success() && told.contains("1 passed"), "{told}");
}

#[test]
fn a_full_disk_refuses_changes_and_goes_on_when_there_is_room() {
    with_mounts("full_disk");
}

#[test]
fn a_disk_that_fills_up_under_a_commit_loses_nothing_that_was_acknowledged() {
    with_mounts("full_under_commits");
}

#[test]
fn a_read_only_folder_is_named() {
    with_mounts("read_only_folder");
}

/// A small disk of its own, with a workspace on it.
struct Small {
    folder: PathBuf,
    settings: Vec<String>,
    token: String,
    http: reqwest::Client,
    base: String,
}

/// A file that takes the room.
const FILL: &str = "fill";

impl Small {
    fn mount(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("baton-disk-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64m", "tmpfs"]).arg(&folder).status().unwrap();
        assert!(mounted.success(), "a small disk cannot be mounted");
        folder
    }

    /// A workspace with an administrator. What the server logs goes to a file beside the disk.
    fn new(name: &str, reserve_mib: u32) -> (Small, Server) {
        let folder = Self::mount(name);
        let settings = ["--data", folder.to_str().unwrap(), "--memtable-mib", "1", "--rate-limit", "0", "--stranger-rate-limit", "0", "--reserve-mib", &reserve_mib.to_string()]
            .map(str::to_owned)
            .to_vec();
        let mut small = Small { folder, settings, token: String::new(), http: reqwest::Client::new(), base: String::new() };
        let server = small.start();
        let beside = ["--data", small.folder.to_str().unwrap()];
        let made = command(&beside, &["user", "create", "--email", "ana@example.com", "--name", "Ana", "--role", "admin", "--password-stdin"], "a long enough password\n");
        assert!(made.0, "{}", made.2);
        small.token = command(&beside, &["token", "create", "--user", "ana@example.com"], "").1;
        (small, server)
    }

    fn log(&self) -> PathBuf {
        self.folder.with_extension("log")
    }

    fn settings(&self) -> Vec<&str> {
        self.settings.iter().map(String::as_str).collect()
    }

    fn start(&mut self) -> Server {
        let log = File::options().create(true).append(true).open(self.log()).unwrap();
        let server = Server::start_logging_to(log.into(), free_port(), &self.settings());
        self.base = server.base.clone();
        server
    }

    async fn ask(&self, query: &str, variables: Json) -> Json {
        let sent = self.http.post(format!("{}/graphql", self.base)).bearer_auth(&self.token).json(&json!({ "query": query, "variables": variables }));
        sent.send().await.unwrap().json().await.unwrap()
    }

    async fn make(&self, name: &str) -> Json {
        let text = "x".repeat(2_000);
        self.ask("mutation($input: CreateCompanyInput!) { createCompany(input: $input) { id } }", json!({ "input": { "name": name, "description": text } })).await
    }

    /// The names of all companies.
    async fn names(&self) -> Vec<String> {
        let query = "query($after: String) { companies(first: 200, after: $after) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }";
        let (mut names, mut variables) = (Vec::new(), json!({}));
        loop {
            let answer = self.ask(query, variables.clone()).await;
            let page = &answer["data"]["companies"];
            names.extend(page["nodes"].as_array().unwrap_or_else(|| panic!("{answer}")).iter().map(|node| node["name"].as_str().unwrap().to_owned()));
            variables = json!({ "after": page["pageInfo"]["endCursor"] });
            if page["pageInfo"]["hasNextPage"] == false {
                return names;
            }
        }
    }

    async fn ready(&self) -> (u16, String) {
        let answer = self.http.get(format!("{}/health/ready", self.base)).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    /// Leaves so many bytes free; fewer when that is none.
    fn fill_up_to(&self, left: u64) {
        let mut file = File::options().create(true).append(true).open(self.folder.join(FILL)).unwrap();
        while free(&self.folder) > left {
            let part = vec![0; (free(&self.folder) - left).min(1024 * 1024) as usize];
            if file.write_all(&part).is_err() {
                break;
            }
        }
    }

    fn make_room(&self) {
        fs::remove_file(self.folder.join(FILL)).unwrap();
    }

    /// Asks until a change is taken again.
    async fn until_taken(&self, name: &str) {
        let begun = Instant::now();
        loop {
            let answer = self.make(name).await;
            if answer.get("errors").is_none() {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "changes are still refused: {answer}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn logged(&self, words: &str) -> usize {
        fs::read_to_string(self.log()).unwrap().matches(words).count()
    }

    fn audit_holds(&self) {
        let told = command(&self.settings()[..2], &["audit", "verify"], "");
        assert!(told.0, "{told:?}");
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.folder).status();
        let _ = fs::remove_dir(&self.folder);
        let _ = fs::remove_file(self.log());
    }
}

fn free(folder: &Path) -> u64 {
    let told = Command::new("df").args(["--output=avail", "--block-size=1"]).arg(folder).output().unwrap();
    String::from_utf8(told.stdout).unwrap().lines().nth(1).unwrap().trim().parse().unwrap()
}

fn code(answer: &Json) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_else(|| panic!("no error: {answer}"))
}

#[tokio::test]
#[ignore = "needs mounts of its own; run by a_full_disk_refuses_changes_and_goes_on_when_there_is_room"]
async fn full_disk() {
    let (mut small, server) = Small::new("full", 8);
    for i in 0..20 {
        assert!(small.make(&format!("before {i}")).await.get("errors").is_none());
    }
    assert_eq!(small.ready().await.0, 200);
    small.fill_up_to(6 * 1024 * 1024);
    for _ in 0..20 {
        let refused = small.make("refused").await;
        assert_eq!(code(&refused), "STORAGE_FULL");
        assert_eq!(refused["errors"][0]["message"], "The server's disk is full. Nothing was saved. Tell those who run the server.");
    }
    let form = small.http.post(format!("{}/f/contact-us", small.base)).json(&json!({ "lastName": "Ito", "email": "ito@example.com" })).send().await.unwrap();
    assert_eq!(form.status(), 503, "{}", form.text().await.unwrap());
    assert_eq!(small.names().await.len(), 20, "reading goes on");
    // Ready for a second after a write that reached the disk.
    let begun = Instant::now();
    let mut ready = small.ready().await;
    while ready.0 == 200 && begun.elapsed() < Duration::from_secs(5) {
        ready = small.ready().await;
    }
    assert_eq!(ready.0, 503);
    assert!(ready.1.contains("disk is full"), "{ready:?}");
    assert_eq!(small.logged("the disk is full"), 1);

    small.make_room();
    small.until_taken("after").await;
    assert_eq!(small.ready().await.0, 200);
    assert_eq!(small.logged("the disk has room again"), 1);

    // Stopped in order and killed while the disk is full, it starts again, and still says that it is full.
    small.fill_up_to(6 * 1024 * 1024);
    server.terminate();
    let server = small.start();
    assert_eq!(code(&small.make("refused").await), "STORAGE_FULL");
    server.kill();
    let server = small.start();
    assert_eq!(small.names().await.len(), 21);
    small.make_room();
    small.until_taken("at last").await;
    assert_eq!(small.names().await.len(), 22);
    small.audit_holds();
    drop(server);
}

#[tokio::test]
#[ignore = "needs mounts of its own; run by a_disk_that_fills_up_under_a_commit_loses_nothing_that_was_acknowledged"]
async fn full_under_commits() {
    let (mut small, mut server) = Small::new("commits", 0);
    let mut acknowledged = Vec::new();
    for round in ["goes on", "is stopped", "is killed"] {
        for i in 0..50 {
            let name = format!("{round} {i}");
            assert!(small.make(&name).await.get("errors").is_none());
            acknowledged.push(name);
        }
        // Without a reserve, writes are tried until the disk refuses one.
        small.fill_up_to(0);
        let mut i = 0;
        loop {
            let name = format!("{round} full {i}");
            let answer = small.make(&name).await;
            if answer.get("errors").is_some() {
                assert!(matches!(code(&answer), "STORAGE_FULL" | "STORAGE_UNAVAILABLE"), "{answer}");
                break;
            }
            acknowledged.push(name);
            i += 1;
            assert!(i < 20_000, "the disk never became full");
        }
        let ready = small.ready().await;
        assert_eq!(ready.0, 503, "{ready:?}");
        match round {
            "goes on" => {
                assert_eq!(small.logged("the disk failed"), 1);
                small.make_room();
            }
            "is stopped" => {
                server.terminate();
                small.make_room();
                server = small.start();
            }
            _ => {
                server.kill();
                let (ok, _, error) = command(&small.settings(), &["serve", "--listen", "127.0.0.1:0"], "");
                assert!(!ok && error.contains(small.folder.to_str().unwrap()) && error.contains("full"), "a start on a full disk says so: {error}");
                small.make_room();
                server = small.start();
            }
        }
        small.until_taken(&format!("{round} again")).await;
        acknowledged.push(format!("{round} again"));
        let names = small.names().await;
        let lost: Vec<_> = acknowledged.iter().filter(|name| !names.contains(name)).collect();
        assert!(lost.is_empty(), "lost when it {round}: {lost:?}");
        small.audit_holds();
    }
    drop(server);
}

#[tokio::test]
#[ignore = "needs mounts of its own; run by a_read_only_folder_is_named"]
async fn read_only_folder() {
    let (small, server) = Small::new("read-only", 0);
    server.terminate();
    let remounted = Command::new("mount").args(["-o", "remount,ro"]).arg(&small.folder).status().unwrap();
    assert!(remounted.success());
    let (ok, _, error) = command(&small.settings(), &["serve", "--listen", "127.0.0.1:0"], "");
    assert!(!ok && error.contains(small.folder.to_str().unwrap()) && error.contains("read-only"), "{error}");
}

/// What an older Baton wrote is not opened as if it were empty.
#[test]
fn a_folder_of_an_older_baton_is_refused_with_the_way_to_convert_it() {
    let data = std::env::temp_dir().join(format!("baton-older-{}", std::process::id()));
    for name in ["sstables", "manifest", "wal"] {
        fs::create_dir_all(data.join("db").join(name)).unwrap();
    }
    let (ok, _, error) = command(&["--data", data.to_str().unwrap()], &["migrate"], "");
    assert!(!ok && error.contains("surreal export") && error.contains("surreal import") && error.contains(data.join("db").to_str().unwrap()), "{error}");
    fs::remove_dir_all(&data).unwrap();
}

/// What a newer Baton has written is not touched by an older one.
#[tokio::test]
async fn a_database_that_a_newer_baton_has_migrated_is_refused() {
    let world = World::new().await;
    world.app.db.query(query("CREATE migration:`9999_later` SET checksum = 'x', at = time::now() RETURN NONE")).await.unwrap();
    let refused = baton::migrations::run(&world.app.db, world.app.clock.now()).await.unwrap_err();
    assert!(refused.to_string().contains("newer Baton") && refused.to_string().contains("9999_later"), "{refused}");
}
