//! Making campaigns.

use async_graphql::InputObject;
use rust_decimal::Decimal;

use super::{
    model::{Campaign, CampaignStatus},
    store,
};
use crate::platform::{
    actor::Actor,
    app::App,
    clock::Date,
    error::{Faults, Result},
    id::Id,
    money, once,
    patch::tidy,
    record::{Meta, RecordType},
    scope::Verb,
    tx::Tx,
};

/// A contact is removed for ever: what they sent goes with them.
pub async fn forget_touchpoints(tx: &Tx, contact: &Id) -> Result<()> {
    store::forget_touchpoints(tx, contact).await
}

/// A new campaign.
#[derive(InputObject, Clone, Debug)]
pub struct CreateCampaignInput {
    /// What to call it.
    pub name: String,
    /// What it is: event, webinar, email, ads, content, partner, ….
    #[graphql(name = "type")]
    pub kind: Option<String>,
    /// The way it takes.
    pub channel: Option<String>,
    /// How far it is; planned when left out.
    pub status: Option<CampaignStatus>,
    /// First day.
    pub start_date: Option<Date>,
    /// Last day.
    pub end_date: Option<Date>,
    /// What it may cost.
    pub budget: Option<Decimal>,
    /// What it did cost.
    pub actual_cost: Option<Decimal>,
    /// ISO 4217 code of both; the base currency when left out.
    pub currency: Option<String>,
    /// Who runs it; you when left out.
    pub owner_id: Option<Id>,
    /// Its name in links: inquiries that carry it count for this campaign.
    pub utm_campaign: Option<String>,
    /// What it offers.
    pub offer: Option<String>,
    /// In a few words.
    pub description: Option<String>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Makes a campaign. Errors: `INVALID` with every field at fault.
pub async fn create(app: &App, actor: &Actor, input: CreateCampaignInput) -> Result<Campaign> {
    actor.may(RecordType::Campaign, Verb::Create)?;
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("createCampaign {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let directory = tx.app().directory();
            let mut faults = Faults::default();
            let owner_id = input.owner_id.or_else(|| tx.actor().user().cloned());
            tx.refer_user(&mut faults, "ownerId", owner_id.as_ref());
            let campaign = Campaign {
                meta: Meta::new(tx.id("campaign"), tx.now()),
                name: input.name.trim().to_owned(),
                kind: tidy(input.kind),
                channel: tidy(input.channel),
                status: input.status.unwrap_or(CampaignStatus::Planned),
                start_date: input.start_date,
                end_date: input.end_date,
                budget: input.budget,
                actual_cost: input.actual_cost,
                currency: Some(tidy(input.currency).map_or_else(|| directory.workspace.base_currency.clone(), |code| code.to_uppercase())),
                team_id: owner_id.as_ref().and_then(|owner| directory.team_of(owner).cloned()),
                owner_id,
                utm_campaign: tidy(input.utm_campaign).map(|name| name.to_lowercase()),
                offer: tidy(input.offer),
                description: tidy(input.description),
            };
            if campaign.name.is_empty() {
                faults.add("name", "Give the campaign a name.");
            }
            if let (Some(start), Some(end)) = (campaign.start_date, campaign.end_date)
                && end < start
            {
                faults.add("endDate", "The last day is before the first.");
            }
            money::check_amount(&mut faults, "budget", campaign.budget);
            money::check_amount(&mut faults, "actualCost", campaign.actual_cost);
            money::check_currency(&mut faults, "currency", campaign.currency.as_deref());
            if let Some(name) = &campaign.utm_campaign
                && super::store::by_utm(&tx, name).await?.is_some()
            {
                faults.add("utmCampaign", "Another campaign has this name in its links.");
            }
            faults.check()?;
            tx.create(campaign, "CampaignCreated").await
        }
    })
    .await
}
