//! Who works a company's territory works its leads and deals: they carry the territory's key, and follow the company into another.

use std::collections::{BTreeSet, HashMap};

use chrono::TimeDelta;
use serde_json::json;

use super::store;
use crate::{
    company::model::Company,
    deal::{self, model::Deal},
    lead::{self, model::Lead},
    platform::{
        actor::Actor,
        app::App,
        error::Result,
        id::Id,
        jobs,
        record::Record,
        tx::{self, Tx},
    },
};

/// The job that looks for what a company left behind.
pub const FOLLOW: &str = "territory.follow";
/// Leads, and deals, that follow in the transaction of the change; more follow a moment later.
const AT_ONCE: usize = 50;
/// By then every transaction has settled that knew the company where it was before.
const SETTLED: TimeDelta = TimeDelta::seconds(15);

/// Lets the leads and deals of a company follow it into its territory.
pub async fn follow(tx: &Tx, company: &Id) -> Result<()> {
    let moved = bring(tx, company).await?;
    if moved < AT_ONCE { look_later(tx, company).await } else { jobs::schedule(tx, FOLLOW, company, tx.now(), json!({})).await }
}

/// Looks once more in a while: a lead or deal may be made at this moment by who does not know yet that the company moved.
pub async fn look_later(tx: &Tx, company: &Id) -> Result<()> {
    jobs::schedule(tx, FOLLOW, company, tx.now() + SETTLED, json!({})).await
}

/// The job: until nothing is left behind.
pub async fn look_again(app: &App, company: &Id) -> Result<()> {
    let company = company.clone();
    tx::write(app, &Actor::system(), move |tx| {
        let company = company.clone();
        async move {
            match bring(&tx, &company).await? {
                0 => Ok(()),
                _ => jobs::schedule(&tx, FOLLOW, &company, tx.now(), json!({})).await,
            }
        }
    })
    .await
}

/// Puts some of what a company left behind where it is now; says how many there were of a kind.
async fn bring(tx: &Tx, company: &Id) -> Result<usize> {
    let Some(company) = tx.find::<Company>(company).await? else { return Ok(0) };
    let territory = company.territory_key.as_ref();
    let deals = deal::store::left_behind(tx, &company.meta.id, territory, AT_ONCE).await?;
    let leads = lead::store::left_behind(tx, &company.meta.id, territory, AT_ONCE).await?;
    let moved = deals.len().max(leads.len());
    for before in deals {
        let after = Deal { territory_key: territory.cloned(), ..before.clone() };
        tx.save(&before, after, tx.part_of(&before.meta.id, "DealTerritoryChanged")).await?;
    }
    for before in leads {
        let after = Lead { territory_key: territory.cloned(), ..before.clone() };
        tx.save(&before, after, tx.part_of(&before.meta.id, "LeadTerritoryChanged")).await?;
    }
    Ok(moved)
}

/// Records of one kind as they stand in the territories of their companies.
pub async fn placed<R: Record>(tx: &Tx, records: Vec<R>) -> Result<Vec<R>> {
    let companies: BTreeSet<Id> = records.iter().filter_map(|record| record.of_company().cloned()).collect();
    let found = if companies.is_empty() { Vec::new() } else { store::of_companies(tx, companies.into_iter().collect()).await? };
    let territories: HashMap<Id, Option<Id>> = found.into_iter().map(|placed| (placed.id, placed.territory_key)).collect();
    let place = |mut record: R| {
        let territory = record.of_company().and_then(|company| territories.get(company)).cloned().flatten();
        record.follow_company(territory);
        record
    };
    Ok(records.into_iter().map(place).collect())
}
