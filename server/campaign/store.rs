//! The only SurrealQL for the table `campaign`.

use surrealdb::types::SurrealValue;

use crate::platform::{app::App, db::query, error::Result, id::Id, page::visible, scope::Scope, tx::Tx};

/// The live campaign whose name in links this is.
pub async fn by_utm(tx: &Tx, name: &str) -> Result<Option<Id>> {
    let q = query("SELECT VALUE id FROM campaign WITH INDEX campaign_utm WHERE utmCampaign = $name AND deletedAt = NONE LIMIT 1").bind("name", name.trim().to_lowercase());
    tx.query(q).await?.first(0)
}

pub async fn forget_touchpoints(tx: &Tx, contact: &Id) -> Result<()> {
    tx.query(query("DELETE touchpoint WHERE contactId = $contact RETURN NONE").bind("contact", contact.clone())).await.map(drop)
}

/// Takes what a contact's touchpoints tell about them, and leaves what is counted.
pub async fn empty_touchpoints(tx: &Tx, contact: &Id) -> Result<()> {
    let sql = "UPDATE touchpoint SET payload = {}, source.landingPage = NONE, source.referrer = NONE, source.utmContent = NONE, source.utmTerm = NONE, source.offlineSource = NONE WHERE contactId = $contact RETURN NONE";
    tx.query(query(sql).bind("contact", contact.clone())).await.map(drop)
}

#[derive(SurrealValue)]
struct Count {
    count: i64,
}

/// How many leads that `scope` sees came by this campaign.
pub async fn leads(app: &App, scope: &Scope, campaign: &Id) -> Result<i64> {
    count(app, scope, "SELECT count() FROM lead WITH INDEX lead_campaign WHERE source.campaignId = $campaign", campaign).await
}

/// How many won deals that `scope` sees count for this campaign.
pub async fn won_deals(app: &App, scope: &Scope, campaign: &Id) -> Result<i64> {
    count(app, scope, "SELECT count() FROM deal WITH INDEX deal_campaign WHERE campaignId = $campaign AND state = 'WON'", campaign).await
}

async fn count(app: &App, scope: &Scope, select: &str, campaign: &Id) -> Result<i64> {
    let (seen, keys) = visible(scope);
    if scope.keys().is_empty() {
        return Ok(0);
    }
    let q = query(format!("{select} AND {seen} GROUP ALL")).bind("campaign", campaign.clone()).bind("keys", keys);
    Ok(app.db.query(q).await?.first::<Count>(0)?.map_or(0, |row| row.count))
}
