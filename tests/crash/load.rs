//! Writers that go on until the server is gone, and what was acknowledged to them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use serde_json::json;
use tokio::task::JoinSet;

use super::Workspace;
use crate::support::process::try_ask;

/// How the server is written to.
#[derive(Clone, Copy, Debug)]
pub enum Load {
    /// One client makes companies and changes each twice.
    Sequential,
    /// 300 connections make deals.
    Crowd,
    /// 32 connections change the same eight companies.
    SameRecords,
}

/// The newest acknowledged version of each record.
#[derive(Clone, Default)]
pub struct Acknowledged(Arc<Mutex<(BTreeMap<String, i64>, usize)>>);

impl Acknowledged {
    fn add(&self, id: &str, version: i64) {
        let mut all = self.0.lock().unwrap();
        let newest = all.0.entry(id.to_owned()).or_default();
        *newest = (*newest).max(version);
        all.1 += 1;
    }

    /// How many changes were acknowledged.
    pub fn count(&self) -> usize {
        self.0.lock().unwrap().1
    }

    /// The records with their newest acknowledged version.
    pub fn records(&self) -> Vec<(String, i64)> {
        self.0.lock().unwrap().0.clone().into_iter().collect()
    }

    fn version(&self, id: &str) -> i64 {
        self.0.lock().unwrap().0[id]
    }
}

/// One who writes.
#[derive(Clone)]
struct Writer {
    http: reqwest::Client,
    base: String,
    token: String,
    done: Acknowledged,
    /// Makes a change large enough that the store rotates soon.
    text: String,
}

impl Writer {
    /// Sends one change; the record's id, or `None` when it was not acknowledged.
    async fn send(&self, mutation: &str, kind: &str, input: serde_json::Value) -> Option<String> {
        let query = format!("mutation($input: {kind}!) {{ {mutation}(input: $input) {{ id version }} }}");
        let answer = try_ask(&self.http, &self.base, &self.token, &query, json!({ "input": input })).await?;
        let (id, version) = (answer[mutation]["id"].as_str()?.to_owned(), answer[mutation]["version"].as_i64()?);
        self.done.add(&id, version);
        Some(id)
    }

    async fn make_company(&self, name: String) -> Option<String> {
        self.send("createCompany", "CreateCompanyInput", json!({ "name": name, "description": self.text })).await
    }

    async fn change_company(&self, id: &str, text: String) -> Option<String> {
        let input = json!({ "id": id, "expectedVersion": self.done.version(id), "description": text + &self.text });
        self.send("updateCompany", "UpdateCompanyInput", input).await
    }

    /// Whether anybody still answers: a refused change is none that was lost.
    async fn is_served(&self) -> bool {
        self.http.get(format!("{}/health/live", self.base)).send().await.is_ok()
    }
}

/// Starts the writers. They end when the server does.
pub async fn start(load: Load, workspace: &Workspace, done: &Acknowledged) -> JoinSet<()> {
    let text: String = std::iter::repeat_with(|| char::from(rand::random_range(b'a'..=b'z'))).take(1_500).collect();
    let writer = Writer { http: workspace.http.clone(), base: workspace.base(), token: workspace.token.clone(), done: done.clone(), text };
    let mark = ulid::Ulid::new();
    let mut writers = JoinSet::new();
    match load {
        Load::Sequential => {
            writers.spawn(async move {
                for i in 0.. {
                    let Some(id) = writer.make_company(format!("Company {mark} {i}")).await else { break };
                    for turn in 0..2 {
                        if writer.change_company(&id, format!("turn {turn} ")).await.is_none() {
                            return;
                        }
                    }
                }
            });
        }
        Load::Crowd => {
            for i in 0..300 {
                let writer = writer.clone();
                writers.spawn(async move {
                    for turn in 0.. {
                        let input = json!({ "name": format!("Deal {mark} {i} {turn}"), "amount": "1", "nextStep": &writer.text[..400] });
                        if writer.send("createDeal", "CreateDealInput", input).await.is_none() && !writer.is_served().await {
                            return;
                        }
                    }
                });
            }
        }
        Load::SameRecords => {
            let mut companies = Vec::new();
            for i in 0..8 {
                companies.push(writer.make_company(format!("Company {mark} {i}")).await.expect("the server serves"));
            }
            for i in 0..32 {
                let (writer, id) = (writer.clone(), companies[i % companies.len()].clone());
                writers.spawn(async move {
                    for turn in 0.. {
                        // Of four who change the same one, the others meet a conflict.
                        if writer.change_company(&id, format!("{i} {turn} ")).await.is_none() && !writer.is_served().await {
                            return;
                        }
                    }
                });
            }
        }
    }
    writers
}
