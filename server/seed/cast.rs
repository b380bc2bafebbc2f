//! Who and what the sample's records refer to: people, teams, products, campaigns. What is there from an earlier sample stays.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use rust_decimal::Decimal;

use super::{
    names::plain,
    store::{self, Batch},
};
use crate::{
    campaign::model::{Campaign, CampaignStatus},
    capture::model::Form,
    identity::{
        actions::{self, NewUser},
        model::{BusinessHours, Team},
        sessions::new_secret,
    },
    platform::{
        actor::Actor,
        app::App,
        clock::{Date, Instant},
        error::{Error, Result},
        id::Id,
        record::Meta,
        tx,
    },
    workspace::{Directory, Workspace, model::Product},
};

/// Name, role, team.
const PEOPLE: [(&str, &str, &str); 12] = [
    // Operations first: whoever is first in an empty workspace becomes its default owner.
    ("Katarzyna Wiśniewska", "operations", "Operations"),
    ("Ingrid Solheim", "sales_manager", "EMEA Sales"),
    ("Jonas Weber", "sales", "EMEA Sales"),
    ("Marta Duarte", "sales", "EMEA Sales"),
    ("Emre Aydın", "sales", "EMEA Sales"),
    ("Ben Okafor", "sales_manager", "Americas Sales"),
    ("Mateo Álvarez", "sales", "Americas Sales"),
    ("Grace Mensah", "sales", "Americas Sales"),
    ("Liam Kelleher", "sales", "Americas Sales"),
    ("Camille Laurent", "marketing", "Marketing"),
    ("Yuki Tanaka", "marketing", "Marketing"),
    ("Henrik Lindqvist", "executive", "Operations"),
];

/// Who is away: routing passes them over.
const AWAY: &str = "Mateo Álvarez";

/// Team, zone, whether it keeps office hours.
const TEAMS: [(&str, &str, bool); 4] =
    [("EMEA Sales", "Europe/Berlin", true), ("Americas Sales", "America/New_York", true), ("Marketing", "Europe/Madrid", true), ("Operations", "UTC", false)];

/// Code, name, price, billing period.
const PRODUCTS: [(&str, &str, i64, &str); 5] = [
    ("PLT-SEAT", "Platform, per seat", 480, "year"),
    ("ONB-STD", "Onboarding", 4_500, "once"),
    ("SUP-PREM", "Premium support", 6_000, "year"),
    ("ANA-ADD", "Analytics", 290, "month"),
    ("RES-EU", "Data residency", 3_600, "year"),
];

/// A campaign of the sample.
struct Effort {
    name: &'static str,
    kind: &'static str,
    channel: &'static str,
    utm: &'static str,
    offer: &'static str,
    /// Days ago that it began; it is still to come when this is below 0.
    began: i64,
    /// How many days it runs.
    lasts: i64,
    budget: i64,
    /// What it has cost so far, in percent of the budget for that time.
    spent: i64,
}

#[rustfmt::skip]
const EFFORTS: [Effort; 10] = [
    Effort { name: "Search, always on", kind: "ads", channel: "paid search", utm: "search-always-on", offer: "Demo", began: 365, lasts: 730, budget: 36_000, spent: 104 },
    Effort { name: "Product launch", kind: "ads", channel: "paid social", utm: "product-launch", offer: "Demo", began: 350, lasts: 90, budget: 14_000, spent: 97 },
    Effort { name: "Operations leaders", kind: "ads", channel: "paid social", utm: "operations-leaders", offer: "Guide", began: 150, lasts: 210, budget: 16_000, spent: 88 },
    Effort { name: "Operations summit", kind: "event", channel: "event", utm: "operations-summit", offer: "Meeting at the summit", began: 290, lasts: 60, budget: 18_500, spent: 109 },
    Effort { name: "Webinar series", kind: "webinar", channel: "event", utm: "webinar-series", offer: "Webinar", began: 130, lasts: 180, budget: 6_000, spent: 81 },
    Effort { name: "Handover guide", kind: "content", channel: "organic search", utm: "handover-guide", offer: "Guide", began: 280, lasts: 500, budget: 7_500, spent: 100 },
    Effort { name: "Partner referrals", kind: "partner", channel: "referral", utm: "partner-referrals", offer: "Consultation", began: 365, lasts: 730, budget: 12_000, spent: 62 },
    Effort { name: "Newsletter", kind: "email", channel: "email", utm: "newsletter", offer: "Trial", began: 365, lasts: 730, budget: 3_600, spent: 95 },
    Effort { name: "Win-back mailing", kind: "email", channel: "email", utm: "win-back", offer: "Trial", began: 45, lasts: 60, budget: 2_400, spent: 90 },
    Effort { name: "Customer day", kind: "event", channel: "event", utm: "customer-day", offer: "Customer day", began: -24, lasts: 1, budget: 9_000, spent: 0 },
];

/// A person in sales and how reliably they take what is passed to them.
pub struct Seller {
    pub id: Id,
    pub americas: bool,
    /// Half of what is passed to them they accept within so many minutes.
    pub pace: f64,
}

/// Everybody and everything that sample records refer to.
pub struct Cast {
    /// The first instant of today: nothing of the sample happened later.
    pub day: Instant,
    pub seed: u64,
    pub directory: Arc<Directory>,
    pub sellers: Vec<Seller>,
    pub marketers: Vec<Id>,
    /// People who work here in earnest: they get some of the records too.
    pub guests: Vec<Id>,
    pub default_owner: Id,
    pub campaigns: Vec<Campaign>,
    /// The form that inquiries from the web came by, if there is one.
    pub form: Option<Form>,
    pub products: Vec<Product>,
}

impl Cast {
    /// Finds everybody and everything, and makes what is missing.
    pub async fn gather(app: &App, actor: &Actor, seed: u64) -> Result<Self> {
        make_teams(app, actor).await?;
        make_people(app, actor).await?;
        make_products(app, actor).await?;
        let directory = app.directory();
        let day = app.clock.now().date_naive();
        let marketers: Vec<Id> =
            directory.users().into_iter().filter(|user| user.active && user.role_id.key() == "marketing" && is_sample(&user.email)).map(|user| user.meta.id.clone()).collect();
        let campaigns = make_campaigns(app, actor, &marketers, day).await?;
        let mut sellers: Vec<(usize, Seller)> = Vec::new();
        for user in directory.users().into_iter().filter(|user| user.active && user.role_id.key().starts_with("sales") && is_sample(&user.email)) {
            let place = PEOPLE.iter().position(|(name, _, _)| *name == user.name).unwrap_or(PEOPLE.len());
            let team = user.team_ids.first().and_then(|id| directory.team(id));
            let americas = team.is_some_and(|team| team.name.starts_with("Americas"));
            sellers.push((place, Seller { id: user.meta.id.clone(), americas, pace: 5.0 + 2.5 * place as f64 }));
        }
        sellers.sort_by_key(|(place, _)| *place);
        let guests = directory.users().into_iter().filter(|user| user.active && !is_sample(&user.email)).map(|user| user.meta.id.clone()).collect();
        let default_owner = directory.workspace.default_owner_id.clone().ok_or_else(|| Error::internal("the sample has nobody to own it"))?;
        Ok(Cast {
            day: day.and_time(chrono::NaiveTime::MIN).and_utc(),
            seed,
            sellers: sellers.into_iter().map(|(_, seller)| seller).collect(),
            marketers,
            guests,
            default_owner,
            campaigns,
            form: directory.forms.first().cloned(),
            // In the list's order: the directory's is that of their ids, which differ from sample to sample.
            products: PRODUCTS.iter().filter_map(|(code, ..)| directory.products.iter().find(|product| product.code.as_deref() == Some(code))).cloned().collect(),
            directory,
        })
    }

    /// The sellers of a half of the world.
    pub fn sellers_of(&self, americas: bool) -> Vec<&Seller> {
        self.sellers.iter().filter(|seller| seller.americas == americas).collect()
    }

    /// The team whose hours count for a person or queue. Who is in none works when the sellers do.
    pub fn office_of(&self, id: &Id) -> Option<&Team> {
        let team = if id.table() == "team" { Some(id) } else { self.directory.team_of(id) };
        team.or_else(|| self.directory.team_of(&self.sellers.first()?.id)).and_then(|team| self.directory.team(team))
    }

    /// The zone that a person or queue works in.
    pub fn zone_of(&self, id: &Id) -> Tz {
        self.office_of(id).and_then(|team| team.time_zone.parse().ok()).unwrap_or_else(|| self.directory.workspace.zone())
    }

    /// The campaigns of a channel that ran on a day.
    pub fn running(&self, channel: &str, day: NaiveDate) -> Vec<&Campaign> {
        let ran = |campaign: &&Campaign| campaign.start_date.is_some_and(|start| start.0 <= day) && campaign.end_date.is_none_or(|end| day <= end.0);
        self.campaigns.iter().filter(|campaign| campaign.channel.as_deref() == Some(channel)).filter(ran).collect()
    }

    /// The team of a person.
    pub fn team_of(&self, user: &Id) -> Option<Id> {
        self.directory.team_of(user).cloned()
    }
}

/// Addresses of sample people are in a domain that nobody has.
fn is_sample(email: &str) -> bool {
    email.ends_with("@example.com") && PEOPLE.iter().any(|(name, _, _)| address(name) == email)
}

fn address(name: &str) -> String {
    format!("{}@example.com", plain(name).replace('-', "."))
}

async fn make_teams(app: &App, actor: &Actor) -> Result<()> {
    for (name, zone, office) in TEAMS {
        if app.directory().teams().iter().any(|team| team.name == name) {
            continue;
        }
        let hours = office.then(|| BusinessHours { weekdays: (1..=5).collect(), from_minute: 9 * 60, to_minute: 18 * 60, holidays: Vec::new() });
        actions::create_team(app, actor, name, None, hours.map(|hours| (zone.to_owned(), hours))).await?;
    }
    Ok(())
}

async fn make_people(app: &App, actor: &Actor) -> Result<()> {
    for (name, role, team) in PEOPLE {
        let email = address(name);
        if app.directory().user_by_email(&email).is_some() {
            continue;
        }
        let team_ids = app.directory().teams().into_iter().filter(|found| found.name == team).map(|found| found.meta.id.clone()).collect();
        // Nobody knows the password: a sample person signs in only after somebody gave them another one.
        let new = NewUser { name: name.into(), email, role: role.into(), password: new_secret(""), team_ids };
        let user = actions::create_user(app, actor, new).await?;
        if name == AWAY {
            actions::set_out_of_office(app, actor, &user.meta.id, true).await?;
        }
    }
    Ok(())
}

async fn make_products(app: &App, actor: &Actor) -> Result<()> {
    let currency = app.directory().workspace.base_currency.clone();
    for (code, name, price, period) in PRODUCTS {
        if app.directory().products.iter().any(|product| product.code.as_deref() == Some(code)) {
            continue;
        }
        let currency = currency.clone();
        tx::write(app, actor, move |tx| {
            let product = Product {
                meta: Meta::new(tx.id("product"), tx.now()),
                name: name.into(),
                code: Some(code.into()),
                unit_price: Some(Decimal::from(price)),
                currency: Some(currency.clone()),
                billing_period: Some(period.into()),
            };
            async move { tx.create(product, "ProductCreated").await.map(drop) }
        })
        .await?;
    }
    Ok(())
}

async fn make_campaigns(app: &App, actor: &Actor, owners: &[Id], today: NaiveDate) -> Result<Vec<Campaign>> {
    let names: Vec<&str> = EFFORTS.iter().map(|effort| effort.utm).collect();
    let mut known = store::campaigns(app, &names).await?;
    let mut batch = Batch::default();
    for (i, effort) in EFFORTS.iter().enumerate() {
        if known.iter().any(|campaign| campaign.utm_campaign.as_deref() == Some(effort.utm)) {
            continue;
        }
        let campaign = campaign(app, effort, owners.get(i % owners.len().max(1)), today);
        batch.add(campaign.clone(), "CampaignCreated", &actor.stamp);
        known.push(campaign);
    }
    batch.write(app.clone()).await?;
    // In the list's order, as chance is thrown over them.
    Ok(names.iter().filter_map(|name| known.iter().find(|campaign| campaign.utm_campaign.as_deref() == Some(name)).cloned()).collect())
}

fn campaign(app: &App, effort: &Effort, owner: Option<&Id>, today: NaiveDate) -> Campaign {
    let directory = app.directory();
    let start = today - TimeDelta::days(effort.began);
    let end = start + TimeDelta::days(effort.lasts);
    // Entered two weeks before it begins; what is still to come, last week.
    let at = (start - TimeDelta::days(14)).min(today - TimeDelta::days(6)).and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::hours(9);
    let cost = effort.budget * effort.began.clamp(0, effort.lasts) * effort.spent / (effort.lasts * 100);
    let key = ulid::Ulid::from_parts(at.timestamp_millis().max(0) as u64, rand::random());
    Campaign {
        meta: Meta::new(Id::new("campaign", key), at),
        name: effort.name.into(),
        kind: Some(effort.kind.into()),
        channel: Some(effort.channel.into()),
        status: match today {
            today if today < start => CampaignStatus::Planned,
            today if end < today => CampaignStatus::Finished,
            _ => CampaignStatus::Active,
        },
        start_date: Some(Date(start)),
        end_date: Some(Date(end)),
        budget: Some(Decimal::from(effort.budget)),
        actual_cost: (cost > 0).then(|| Decimal::from(cost)),
        currency: Some(directory.workspace.base_currency.clone()),
        owner_id: owner.cloned(),
        team_id: owner.and_then(|owner| directory.team_of(owner).cloned()),
        utm_campaign: Some(effort.utm.into()),
        offer: Some(effort.offer.into()),
        description: None,
    }
}

/// Says of the workspace that sample records are among its own.
pub async fn mark(app: &App, actor: &Actor) -> Result<()> {
    tx::write(app, actor, |tx| async move {
        let before: Workspace = tx.get(&Workspace::only()).await?;
        let after = Workspace { sample_data: true, ..before.clone() };
        tx.save(&before, after, "SampleDataAdded").await.map(drop)
    })
    .await
}
