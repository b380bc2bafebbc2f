//! Who and what the sample's records refer to: people, teams, products, campaigns. What is there from an earlier sample stays.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::{
    names::plain,
    store::{self, Batch},
};
use crate::{
    campaign::model::{Campaign, CampaignStatus},
    identity::{
        actions::{self, NewUser},
        model::BusinessHours,
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
    ("Ana Ribeiro", "sales", "EMEA Sales"),
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

/// A campaign of the sample: days ago it began, and how many days it runs.
struct Effort {
    name: &'static str,
    kind: &'static str,
    channel: &'static str,
    utm: &'static str,
    source: &'static str,
    medium: &'static str,
    offer: &'static str,
    began: u64,
    lasts: u64,
    budget: i64,
}

const EFFORTS: [Effort; 8] = [
    Effort {
        name: "Spring product launch",
        kind: "ads",
        channel: "paid social",
        utm: "spring-launch",
        source: "linkedin",
        medium: "paid-social",
        offer: "Demo",
        began: 360,
        lasts: 75,
        budget: 42_000,
    },
    Effort {
        name: "Operations summit",
        kind: "event",
        channel: "event",
        utm: "ops-summit",
        source: "summit",
        medium: "event",
        offer: "Meeting at the summit",
        began: 300,
        lasts: 30,
        budget: 65_000,
    },
    Effort {
        name: "Search, always on",
        kind: "ads",
        channel: "paid search",
        utm: "search-brand",
        source: "google",
        medium: "cpc",
        offer: "Demo",
        began: 365,
        lasts: 400,
        budget: 90_000,
    },
    Effort {
        name: "Handover guide",
        kind: "content",
        channel: "organic search",
        utm: "handover-guide",
        source: "google",
        medium: "organic",
        offer: "Guide",
        began: 270,
        lasts: 300,
        budget: 12_000,
    },
    Effort {
        name: "Autumn webinars",
        kind: "webinar",
        channel: "event",
        utm: "autumn-webinars",
        source: "webinar",
        medium: "webinar",
        offer: "Webinar",
        began: 120,
        lasts: 60,
        budget: 18_000,
    },
    Effort {
        name: "Partner referrals",
        kind: "partner",
        channel: "referral",
        utm: "partner-referrals",
        source: "partner",
        medium: "partner",
        offer: "Consultation",
        began: 365,
        lasts: 500,
        budget: 25_000,
    },
    Effort { name: "Newsletter", kind: "email", channel: "email", utm: "newsletter", source: "newsletter", medium: "email", offer: "Trial", began: 365, lasts: 500, budget: 8_000 },
    Effort { name: "Win-back mailing", kind: "email", channel: "email", utm: "win-back", source: "mailing", medium: "email", offer: "Trial", began: 40, lasts: 60, budget: 6_000 },
];

/// A person in sales and how reliably they take what is passed to them.
pub struct Seller {
    pub id: Id,
    pub americas: bool,
    /// Half of what is passed to them they accept within so many minutes.
    pub pace: f64,
}

/// A campaign with what its links carry.
pub struct Running {
    pub campaign: Campaign,
    pub source: &'static str,
    pub medium: &'static str,
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
    pub running: Vec<Running>,
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
            directory.users().into_iter().filter(|user| user.active && user.role == "marketing" && is_sample(&user.email)).map(|user| user.meta.id.clone()).collect();
        let running = make_campaigns(app, actor, &marketers, day).await?;
        let mut sellers: Vec<(usize, Seller)> = Vec::new();
        for user in directory.users().into_iter().filter(|user| user.active && user.role.starts_with("sales") && is_sample(&user.email)) {
            let place = PEOPLE.iter().position(|(name, _, _)| *name == user.name).unwrap_or(PEOPLE.len());
            let team = user.team_ids.first().and_then(|id| directory.team(id));
            let americas = team.is_some_and(|team| team.name.starts_with("Americas"));
            sellers.push((place, Seller { id: user.meta.id.clone(), americas, pace: 7.0 + 4.0 * place as f64 }));
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
            running,
            // In the list's order: the directory's is that of their ids, which differ from sample to sample.
            products: PRODUCTS.iter().filter_map(|(code, ..)| directory.products.iter().find(|product| product.code.as_deref() == Some(code))).cloned().collect(),
            directory,
        })
    }

    /// The sellers of a half of the world.
    pub fn sellers_of(&self, americas: bool) -> Vec<&Seller> {
        self.sellers.iter().filter(|seller| seller.americas == americas).collect()
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

async fn make_campaigns(app: &App, actor: &Actor, owners: &[Id], today: NaiveDate) -> Result<Vec<Running>> {
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
    let running = EFFORTS.iter().filter_map(|effort| {
        let campaign = known.iter().find(|campaign| campaign.utm_campaign.as_deref() == Some(effort.utm))?.clone();
        Some(Running { campaign, source: effort.source, medium: effort.medium })
    });
    Ok(running.collect())
}

fn campaign(app: &App, effort: &Effort, owner: Option<&Id>, today: NaiveDate) -> Campaign {
    let directory = app.directory();
    let start = today.checked_sub_days(Days::new(effort.began)).unwrap_or(today);
    let end = start.checked_add_days(Days::new(effort.lasts)).unwrap_or(today);
    let at = start.checked_sub_days(Days::new(14)).unwrap_or(start).and_time(chrono::NaiveTime::MIN).and_utc();
    let spent = effort.budget * (effort.began.min(effort.lasts) as i64) / effort.lasts as i64;
    let key = ulid::Ulid::from_parts(at.timestamp_millis().max(0) as u64, rand::random());
    Campaign {
        meta: Meta::new(Id::new("campaign", key), at),
        name: effort.name.into(),
        kind: Some(effort.kind.into()),
        channel: Some(effort.channel.into()),
        status: if end < today { CampaignStatus::Finished } else { CampaignStatus::Active },
        start_date: Some(Date(start)),
        end_date: Some(Date(end)),
        budget: Some(Decimal::from(effort.budget)),
        actual_cost: Some(Decimal::from(spent)),
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
