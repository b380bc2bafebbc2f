//! The binary itself, as a process of its own.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
};

use serde_json::{Value as Json, json};

/// The binary under test: the one that was built with the tests, unless `BATON_BINARY` names another.
fn binary() -> String {
    std::env::var("BATON_BINARY").unwrap_or_else(|_| env!("CARGO_BIN_EXE_baton").to_owned())
}

/// A server process; killed when dropped.
pub struct Server {
    process: Child,
    pub base: String,
}

impl Server {
    /// Starts `baton serve` and waits until it serves.
    pub fn start(port: u16, settings: &[&str]) -> Server {
        Self::start_logging_to(Stdio::null(), port, settings)
    }

    /// The same; what it logs goes to `log`.
    pub fn start_logging_to(log: Stdio, port: u16, settings: &[&str]) -> Server {
        let listen = format!("127.0.0.1:{port}");
        let mut process = Command::new(binary()).args(["serve", "--listen", &listen]).args(settings).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        assert!(first.starts_with("Baton serves at"), "{first}");
        // Keep reading, so that the process never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        Server { process, base: format!("http://{listen}") }
    }

    /// The process, to be looked at from outside.
    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// Tells it to stop, and waits until it has.
    pub fn terminate(mut self) -> ExitStatus {
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(told.success());
        self.process.wait().unwrap()
    }

    pub fn kill(mut self) {
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

/// Runs a command to its end; gives whether it succeeded, and what it printed to its output and as errors.
pub fn command(settings: &[&str], args: &[&str], input: &str) -> (bool, String, String) {
    let mut process = Command::new(binary()).args(args).args(settings).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    process.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = process.wait_with_output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap().trim().to_owned(), String::from_utf8(output.stderr).unwrap())
}

/// The files below a folder as they stand, but for the key, which is a secret by itself, and for the store's tables: [`super::store`] reads these.
pub fn files(folder: &Path, found: &mut Vec<Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.is_file() && path.file_name().is_some_and(|name| name != "key") && path.extension().is_none_or(|ending| ending != "sst") {
            found.push(fs::read(path).unwrap());
        }
    }
}

pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Asks the API; `None` when the server went away or refused.
pub async fn try_ask(http: &reqwest::Client, base: &str, token: &str, query: &str, variables: Json) -> Option<Json> {
    let sent = http.post(format!("{base}/graphql")).bearer_auth(token).json(&json!({ "query": query, "variables": variables })).send().await.ok()?;
    let body: Json = sent.json().await.ok()?;
    if let Some(errors) = body.get("errors") {
        // Seen when the test fails.
        eprintln!("refused: {errors}");
        return None;
    }
    Some(body["data"].clone())
}
