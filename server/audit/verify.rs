//! Checks the chain of seals against every entry and event in the database.

use std::{collections::BTreeMap, fmt::Write};

use ulid::Ulid;

use super::{
    digest::Row,
    seal::{self, Head, Seal},
    store,
};
use crate::platform::{
    app::App,
    error::{Error, Result},
    id::Id,
};

/// What erases is an entry with this action; its detail lists what it erased.
pub const ERASED: &str = "HistoryErased";
/// Faults that are told one by one.
const MOST_TOLD: usize = 20;
/// Seals that are read at once.
const PAGE: usize = 20;

/// What a check found.
#[derive(Debug, Default)]
pub struct Report {
    pub seals: u64,
    /// Entries and events that a seal covers and that are as they were.
    pub sealed: u64,
    /// Of those: how many were erased, each named by a later entry.
    pub erased: u64,
    /// Added since the last seal.
    pub waiting: u64,
    /// The first of what is wrong.
    pub faults: Vec<String>,
    pub faulty: u64,
    pub head: Head,
}

impl Report {
    fn fault(&mut self, text: String) {
        self.faulty += 1;
        if self.faults.len() < MOST_TOLD {
            self.faults.push(text);
        }
    }

    pub fn is_sound(&self) -> bool {
        self.faulty == 0
    }

    /// In words.
    pub fn told(&self) -> String {
        let mut text = String::new();
        for fault in &self.faults {
            let _ = writeln!(text, "{fault}");
        }
        if self.faulty > self.faults.len() as u64 {
            let _ = writeln!(text, "… and {} more", self.faulty - self.faults.len() as u64);
        }
        let outcome = if self.is_sound() { "The audit is as it was sealed" } else { "THE AUDIT WAS CHANGED" };
        let _ = writeln!(text, "{outcome}: {} entries in {} seals; erased {}; not sealed yet {}.", self.sealed, self.seals, self.erased, self.waiting);
        let _ = write!(text, "Head {}:{}", self.head.number, self.head.hash);
        text
    }
}

/// Checks everything. `known` is a head that was noted earlier, as `number:hash`. Errors: it is not of that form.
pub async fn run(app: &App, known: Option<&str>) -> Result<Report> {
    let known = known.map(parse).transpose()?;
    let mut report = Report { head: store::head(&app.db).await?.unwrap_or_default(), ..Report::default() };
    let mut erased = Erasures::default();
    let mut end = Head::default();
    loop {
        let page = store::seals(&app.db, end.number + 1, PAGE).await?;
        if page.is_empty() {
            break;
        }
        for seal in page {
            let Some(seal) = seal else {
                report.fault(format!("seal {} cannot be read", end.number + 1));
                end.number += 1;
                continue;
            };
            if seal.number > report.head.number {
                // Sealed since this began.
                continue;
            }
            check(app, &seal, &end, &mut report, &mut erased).await?;
            if known.as_ref().is_some_and(|(number, hash)| *number == seal.number && *hash != seal.hash) {
                report.fault(format!("seal {} has not the hash that you noted", seal.number));
            }
            end = Head { number: seal.number, through: seal.through, hash: seal.hash, at: Some(seal.at) };
            report.seals += 1;
        }
        if end.number >= report.head.number {
            break;
        }
    }
    if known.is_some_and(|(number, _)| number > end.number) {
        report.fault("the chain is shorter than when you noted its head".into());
    }
    if (end.number, &end.hash) != (report.head.number, &report.head.hash) {
        report.fault(format!("the chain ends at seal {}, and should at {}", end.number, report.head.number));
    }
    // What is not sealed yet may name what was erased.
    let mut after = end.through();
    loop {
        let rows = store::rows_between(&app.db, after, Ulid(u128::MAX), seal::MOST).await?;
        let Some(last) = rows.last() else { break };
        after = last.id.key().parse().unwrap_or(Ulid(u128::MAX));
        for row in &rows {
            erased.take(row);
            report.waiting += 1;
        }
        if rows.len() < seal::MOST {
            break;
        }
    }
    for id in erased.unnamed() {
        report.fault(format!("{id} was erased, and no entry says so"));
    }
    Ok(report)
}

/// One seal: its own hash, its place in the chain, and every entry and event of its stretch.
async fn check(app: &App, seal: &Seal, end: &Head, report: &mut Report, erased: &mut Erasures) -> Result<()> {
    if seal.hash != seal.expected_hash() || seal.before != end.hash || seal.number != end.number + 1 || seal.id != seal::id(seal.number) {
        report.fault(format!("seal {} was changed, or one before it", seal.number));
    }
    let through: Ulid = seal.through.parse().unwrap_or_default();
    let mut listed: BTreeMap<&str, &str> = seal.entries.iter().filter_map(|entry| entry.split_once(' ')).collect();
    let mut after = end.through();
    loop {
        let rows = store::rows_between(&app.db, after, through, seal::MOST).await?;
        let Some(last) = rows.last() else { break };
        after = last.id.key().parse().unwrap_or(through);
        for row in &rows {
            match listed.remove(row.id.as_str()) {
                None => report.fault(format!("{} was added after seal {} was made", row.id, seal.number)),
                Some(digest) if digest != row.whole() || !row.is_whole() => report.fault(format!("{} was changed", row.id)),
                Some(_) => {
                    report.sealed += 1;
                    report.erased += u64::from(row.is_erased());
                }
            }
            erased.take(row);
        }
        if rows.len() < seal::MOST {
            break;
        }
    }
    for id in listed.into_keys() {
        report.fault(format!("{id} was removed"));
    }
    Ok(())
}

/// What is erased, and what says so. Held in memory: as many ids as were ever erased.
#[derive(Default)]
struct Erasures {
    found: Vec<Id>,
    named: Vec<Id>,
}

impl Erasures {
    fn take(&mut self, row: &Row) {
        if row.is_erased() {
            self.found.push(row.id.clone());
        }
        self.named.extend(row.named());
    }

    fn unnamed(&mut self) -> Vec<Id> {
        self.named.sort();
        self.found.retain(|id| self.named.binary_search(id).is_err());
        std::mem::take(&mut self.found)
    }
}

fn parse(head: &str) -> Result<(i64, String)> {
    head.split_once(':')
        .and_then(|(number, hash)| Some((number.parse().ok()?, hash.to_owned())))
        .ok_or_else(|| Error::invalid("head", "A head is a number, a colon and a hash, as an earlier check printed it."))
}
