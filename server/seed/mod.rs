//! Sample records: people, companies and a year of work, to try Baton with and to measure it.
//!
//! The same size and seed on the same day give the same sample. Each record has the event of its creation, as if it had
//! been made by hand; nothing but the workspace's `sampleData` tells it from a real one. Another seed adds another sample.

mod activities;
mod calendar;
mod cast;
mod channels;
mod deals;
mod dice;
mod household;
mod leads;
mod names;
mod passing;
mod people;
mod store;
mod waiting;
mod words;

use tokio::task::JoinSet;

use crate::{
    platform::{
        actor::{Actor, ActorKind},
        app::App,
        error::{Error, Result},
        id::Id,
        tx,
    },
    rekey,
};
use cast::Cast;
use dice::Dice;
use household::{Balance, Household};
use store::{BATCH, Batch};

/// Contacts of the sample that the setup page offers.
const SAMPLE: usize = 500;
/// People who work at one company.
const PEOPLE: usize = 5;
/// More contacts would take hours.
const MOST: usize = 1_000_000;
/// Batches being written while the next one is made.
const IN_FLIGHT: usize = 3;

/// A small sample, for a workspace that was set up just now.
pub async fn sample(app: &App) -> Result<()> {
    run(app, SAMPLE, 1).await
}

/// Adds so many contacts, and for every five of them a company, a deal, one or two leads and ten activities.
///
/// Errors: `INVALID` when a sample of this seed is there already.
pub async fn run(app: &App, contacts: usize, seed: u64) -> Result<()> {
    if contacts == 0 || contacts > MOST {
        return Err(Error::invalid("contacts", format!("A sample has 1 to {MOST} contacts.")));
    }
    if !store::claim(app, seed).await? {
        return Err(Error::invalid("seed", format!("The sample of seed {seed} is here already; choose another seed.")));
    }
    let started = std::time::Instant::now();
    let actor = Actor::unlimited(ActorKind::Import, None, "Sample data");
    let cast = Cast::gather(app, &actor, seed).await?;
    cast::mark(app, &actor).await?;
    let mut dice = Dice::new(contacts, seed);
    let mut balance = Balance::new(&cast);
    let (mut batch, mut writes, mut rows) = (Batch::default(), JoinSet::new(), 0);
    let mut newcomers = Vec::new();
    for (index, first) in (0..contacts).step_by(PEOPLE).enumerate() {
        let household = Household::make(&cast, &mut dice, &mut balance, index, PEOPLE.min(contacts - first));
        if newcomers.len() < waiting::newcomers(&cast) {
            newcomers.extend(household.newcomer().cloned());
        }
        household.pour(&mut batch, &actor.stamp);
        if batch.len() >= BATCH {
            rows += room(&mut writes, IN_FLIGHT).await?;
            writes.spawn(std::mem::take(&mut batch).write(app.clone()));
        }
    }
    writes.spawn(batch.write(app.clone()));
    rows += room(&mut writes, 1).await?;
    waiting::make(app, &actor, &cast, &mut dice, &mut balance.leads, &newcomers).await?;
    app.reload_directory().await?;
    if let Some(subject) = rekeyed(app) {
        tx::write(app, &actor, move |tx| {
            let subject = subject.clone();
            async move { rekey::schedule(&tx, &subject).await }
        })
        .await?;
    }
    let per_second = (rows as f64 / started.elapsed().as_secs_f64()) as u64;
    tracing::info!(seed.contacts = contacts, seed.rows = rows, seed.rows_per_second = per_second, duration_ms = started.elapsed().as_millis() as u64, "sample records were added");
    Ok(())
}

/// For whom sample records get their keys: they were written in bulk. One pass serves all territories and narrowed roles.
fn rekeyed(app: &App) -> Option<Id> {
    let directory = app.directory();
    let narrowed = || directory.roles().into_iter().find(|role| !role.narrowings.is_empty()).map(|role| role.meta.id.clone());
    directory.territories.first().map(|territory| territory.meta.id.clone()).or_else(narrowed)
}

/// Waits until fewer than `most` batches are being written, and gives the number of rows of those that are done.
async fn room(writes: &mut JoinSet<Result<usize>>, most: usize) -> Result<usize> {
    let mut rows = 0;
    while writes.len() >= most {
        match writes.join_next().await {
            Some(written) => rows += written.map_err(Error::internal)??,
            None => break,
        }
    }
    Ok(rows)
}
