//! On a shared database: brings in what was committed to it, by this process or another, and lets the directory follow.

use std::{collections::HashSet, time::Duration};

use ulid::Ulid;

use super::store;
use crate::platform::{app::App, error::Result, id::Id, record::RecordType};

/// How often the event table is looked at, if this process commits nothing.
const EVERY: Duration = Duration::from_millis(100);
/// Events read at once.
const PAGE: usize = 1_000;

/// Follows the event table until the process ends. Only of use on a shared database.
pub async fn run(app: App) {
    let mut tail = Tail { from: app.hub.others_settled(), seen: HashSet::new() };
    loop {
        if let Err(error) = tail.step(&app).await {
            tracing::warn!(error.message = %error, "the event tail could not read");
            tokio::time::sleep(EVERY).await;
        }
        // Running out of time is no error: somebody else may have committed.
        let _ = tokio::time::timeout(EVERY, app.hub.committed()).await;
    }
}

struct Tail {
    /// Everything at or below is settled, by the longest that a transaction may take.
    from: Ulid,
    /// What was taken in above that.
    seen: HashSet<Id>,
}

impl Tail {
    async fn step(&mut self, app: &App) -> Result<()> {
        let settled = app.hub.others_settled();
        // One moment of the table: a record's earlier versions come with its later ones, and have smaller ids.
        let ids = store::ids_after(&app.db, self.from).await?;
        let fresh: Vec<Id> = ids.iter().filter(|id| !self.seen.contains(*id)).cloned().collect();
        for page in fresh.chunks(PAGE) {
            let events = store::by_ids(&app.db, page).await?;
            if events.iter().any(|event| RecordType::of_table(event.subject.table()).is_some_and(RecordType::is_directory)) {
                app.reload_directory().await?;
            }
            app.hub.take_in(events);
            self.seen.extend(page.iter().cloned());
        }
        // The window behind which nothing can appear any more moves with the clock, not with what was found.
        self.from = self.from.max(settled);
        self.seen = ids.into_iter().collect();
        app.hub.settle_others(settled);
        Ok(())
    }
}
