//! Brings in what other processes commit to a shared database, and lets the directory follow it.

use std::{
    collections::{HashSet, VecDeque},
    time::Duration,
};

use ulid::Ulid;

use super::store;
use crate::platform::{app::App, error::Result, id::Id, record::RecordType};

/// How often the event table is looked at.
const EVERY: Duration = Duration::from_millis(100);
const PAGE: usize = 1_000;
const REMEMBERED: usize = 100_000;

/// Follows the event table until the process ends. Only of use on a shared database.
pub async fn run(app: App) {
    let mut tail = Tail { from: app.hub.others_settled(), seen: Seen::default() };
    loop {
        if let Err(error) = tail.step(&app).await {
            tracing::warn!(error.message = %error, "the event tail could not read");
        }
        tokio::time::sleep(EVERY).await;
    }
}

struct Tail {
    /// Everything at or below is settled, by the longest that a transaction may take.
    from: Ulid,
    seen: Seen,
}

#[derive(Default)]
struct Seen {
    ids: HashSet<Id>,
    order: VecDeque<Id>,
}

impl Seen {
    fn is_new(&mut self, id: &Id) -> bool {
        if !self.ids.insert(id.clone()) {
            return false;
        }
        self.order.push_back(id.clone());
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.ids.remove(&oldest);
        }
        true
    }
}

impl Tail {
    async fn step(&mut self, app: &App) -> Result<()> {
        let settled = app.hub.others_settled();
        let mut at = self.from;
        loop {
            let page = store::after(&app.db, at, PAGE).await?;
            let full = page.len() == PAGE;
            if let Some(last) = page.last() {
                at = last.id.key().parse().unwrap_or(at);
            }
            let fresh: Vec<_> = page.into_iter().filter(|event| self.seen.is_new(&event.id)).collect();
            if fresh.iter().any(|event| RecordType::of_table(event.subject.table()).is_some_and(RecordType::is_directory)) {
                app.reload_directory().await?;
            }
            if !fresh.is_empty() {
                app.hub.take_in(fresh);
            }
            if !full {
                break;
            }
        }
        // The window behind which nothing can appear any more moves with the clock, not with what was found.
        self.from = self.from.max(settled);
        app.hub.settle_others(settled);
        Ok(())
    }
}
