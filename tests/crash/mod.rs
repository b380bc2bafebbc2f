//! The binary itself: killed while it writes and while its store rotates, flushes and merges, and started again.
//!
//! Ten rounds in the suite; `make test-crash` runs a hundred.

mod check;
mod load;
mod territory;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde_json::json;

use self::load::{Acknowledged, Load};
use crate::support::process::{Server, command, free_port, try_ask};

/// One after the other: each keeps a machine busy by itself.
static QUEUE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Rounds on one folder, so that checking them does not become longer and longer.
const ROUNDS_A_FOLDER: usize = 10;
/// A round is over after so long, also when what it waits for did not come.
const LONGEST: Duration = Duration::from_secs(20);

/// When the server is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// After so many changes were acknowledged.
    Acknowledged(usize),
    /// Right after the store has begun so many logs: a full memtable is set aside for its flush.
    Rotations(usize),
    /// Right after so many files of tables have appeared: a flush or a merge is writing.
    Tables(usize),
    /// Right after a file of a table has gone: a merge has ended.
    Merges(usize),
}

/// A workspace that is killed and started again.
struct Workspace {
    data: PathBuf,
    port: u16,
    token: String,
    http: reqwest::Client,
}

impl Workspace {
    /// A new one with a server on it.
    fn new(number: usize) -> (Workspace, Server) {
        let data = std::env::temp_dir().join(format!("baton-crash-{}-{number}", std::process::id()));
        let mut workspace = Workspace { data, port: free_port(), token: String::new(), http: reqwest::Client::new() };
        let server = workspace.start();
        let beside = ["--data", workspace.data.to_str().unwrap()];
        let user = ["user", "create", "--email", "ana@example.com", "--name", "Ana", "--role", "admin", "--password-stdin"];
        let (ok, _, error) = command(&beside, &user, "a long enough password\n");
        assert!(ok, "{error}");
        let (ok, token, error) = command(&beside, &["token", "create", "--user", "ana@example.com"], "");
        assert!(ok && token.starts_with("baton_"), "{error}");
        workspace.token = token;
        (workspace, server)
    }

    /// The smallest memtable: it rotates every few hundred changes.
    fn start(&self) -> Server {
        let memtable = std::env::var("BATON_CRASH_MEMTABLE_MIB").unwrap_or_else(|_| "1".into());
        let settings = ["--data", self.data.to_str().unwrap(), "--memtable-mib", &memtable, "--rate-limit", "0", "--time-limit", "120"];
        Server::start(self.port, &settings)
    }

    fn base(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    async fn ask(&self, query: &str, variables: serde_json::Value) -> Option<serde_json::Value> {
        try_ask(&self.http, &self.base(), &self.token, query, variables).await
    }
}

/// The files of a folder, with one ending.
fn files(folder: &Path, ending: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| name.ends_with(ending)).collect()
}

/// Waits for the moment, looking at acknowledgements and at the store's files; says how many logs the store began meanwhile.
fn wait_for(moment: Moment, store: &Path, acknowledged: &Acknowledged) -> usize {
    let (mut logs, mut tables) = (files(store, ".log"), files(store, ".sst"));
    let (mut rotations, mut appeared, mut gone) = (0, 0, 0);
    let begun = Instant::now();
    loop {
        let (logs_now, tables_now) = (files(store, ".log"), files(store, ".sst"));
        rotations += logs_now.difference(&logs).count();
        appeared += tables_now.difference(&tables).count();
        gone += tables.difference(&tables_now).count();
        (logs, tables) = (logs_now, tables_now);
        let has_come = match moment {
            Moment::Acknowledged(count) => acknowledged.count() >= count,
            Moment::Rotations(count) => rotations >= count,
            Moment::Tables(count) => appeared >= count,
            Moment::Merges(count) => gone >= count,
        };
        if has_come || begun.elapsed() > LONGEST {
            return rotations;
        }
        // Looks as often as it can without keeping a core busy.
        std::thread::sleep(Duration::from_micros(500));
    }
}

/// What a round does: every load meets every moment.
fn plan(round: usize) -> (Load, Moment) {
    let load = [Load::Sequential, Load::Crowd, Load::SameRecords][round % 3];
    let moment = match (round / 3) % 4 {
        0 => Moment::Rotations(1 + round % 4),
        1 => Moment::Tables(1 + round % 5),
        2 => Moment::Merges(1 + round % 5),
        _ => Moment::Acknowledged(rand::random_range(20..600)),
    };
    (load, moment)
}

/// Every acknowledged change is there with its event, and no change without one; lists, counts and the audit agree.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_9_loses_nothing_that_was_acknowledged() {
    let _turn = QUEUE.lock().await;
    let rounds: usize = std::env::var("BATON_CRASH_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(10);
    let (mut workspace, mut server) = Workspace::new(0);
    let (mut acknowledged, mut rotations, mut faults) = (0, 0, Vec::new());
    for round in 0..rounds {
        if round > 0 && round % ROUNDS_A_FOLDER == 0 {
            drop(server);
            std::fs::remove_dir_all(&workspace.data).unwrap();
            (workspace, server) = Workspace::new(round);
        }
        let (load, moment) = plan(round);
        let done = Acknowledged::default();
        let writers = load::start(load, &workspace, &done).await;
        let (store, seen) = (workspace.data.join("db"), done.clone());
        rotations += tokio::task::spawn_blocking(move || {
            let rotations = wait_for(moment, &store, &seen);
            server.kill();
            rotations
        })
        .await
        .unwrap();
        writers.join_all().await;
        server = workspace.start();
        acknowledged += done.count();
        let found = check::faults(&workspace, &done).await;
        eprintln!("round {round}: {load:?}, killed at {moment:?}, {} acknowledged, {} faults", done.count(), found.len());
        faults.extend(found.into_iter().map(|fault| format!("round {round}, {load:?}, {moment:?}: {fault}")));
    }
    eprintln!("{rounds} rounds, {acknowledged} acknowledged, {rotations} rotations, {} faults", faults.len());
    assert!(faults.is_empty(), "{} faults in {rounds} rounds:\n{}", faults.len(), faults.join("\n"));
    assert!(rotations >= rounds, "the store rotated {rotations} times in {rounds} rounds: the load is too small to find anything");
    drop(server);
    std::fs::remove_dir_all(&workspace.data).unwrap();
}

/// What is acknowledged has been written to the log and synced. The store's options say that nothing but an explicit flush writes
/// the log, and that flush syncs; so a log that holds the change right after its answer was synced before it.
#[tokio::test]
async fn an_acknowledged_change_is_on_the_disk() {
    let (workspace, server) = Workspace::new(9_999);
    let store = workspace.data.join("db");
    let options = files(&store, "").into_iter().filter(|name| name.starts_with("OPTIONS-")).max().expect("the store keeps its options");
    let options = std::fs::read_to_string(store.join(options)).unwrap();
    assert!(options.lines().any(|option| option.trim() == "manual_wal_flush=true"), "{options}");
    let made = workspace.ask("mutation($input: CreateCompanyInput!) { createCompany(input: $input) { id } }", json!({ "input": { "name": "Zaunkoenig" } })).await;
    assert!(made.is_some());
    let logged = files(&store, ".log").iter().any(|log| std::fs::read(store.join(log)).unwrap().windows(10).any(|part| part == b"Zaunkoenig"));
    assert!(logged, "the change was acknowledged before it was in the log");
    drop(server);
    std::fs::remove_dir_all(&workspace.data).unwrap();
}

/// A command's faults come back through the running server.
#[tokio::test]
async fn a_command_beside_the_server_tells_what_is_wrong() {
    let (workspace, server) = Workspace::new(9_998);
    let user = ["user", "create", "--email", "ana@example.com", "--name", "Ana", "--role", "admin", "--password-stdin"];
    let (ok, _, error) = command(&["--data", workspace.data.to_str().unwrap()], &user, "a long enough password\n");
    assert!(!ok && error.contains("email:"), "{error}");
    drop(server);
    std::fs::remove_dir_all(&workspace.data).unwrap();
}
