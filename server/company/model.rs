//! An organisation.

use async_graphql::SimpleObject;
use rust_decimal::Decimal;
use serde::Serialize;
use surrealdb::types::{SurrealValue, Value};

use crate::{
    contact::model::LIFECYCLES,
    platform::{
        clock::Instant,
        field::{Field, FieldKind, field},
        id::Id,
        page::{Direction, ListIndex, Sort},
        record::{Meta, Record, RecordType, text_key},
        scope::Grounds,
    },
    record_meta,
    workspace::model::Lifecycle,
};

/// An organisation that we sell to or could.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
#[graphql(complex)]
pub struct Company {
    #[serde(flatten)]
    #[surreal(flatten)]
    #[graphql(flatten)]
    pub meta: Meta,
    /// What it is called.
    pub name: String,
    /// Its domains, lower case; each belongs to one company.
    #[surreal(default)]
    #[graphql(skip)]
    pub domains: Vec<String>,
    /// What it does.
    pub industry: Option<String>,
    /// How many people work there.
    pub employees: Option<i64>,
    /// What it earns in a year.
    pub annual_revenue: Option<Decimal>,
    /// ISO 4217 code of the revenue.
    pub currency: Option<String>,
    /// Where it is on the web.
    pub website: Option<String>,
    /// Its main number.
    pub phone: Option<String>,
    /// Street and number.
    pub address: Option<String>,
    /// Town or city.
    pub city: Option<String>,
    /// ISO 3166-1 alpha-2 code or name, as given.
    pub country: Option<String>,
    /// A part of a country or of the world, as given.
    pub region: Option<String>,
    /// In a few words.
    pub description: Option<String>,
    /// The person here who looks after it.
    pub owner_id: Option<Id>,
    /// The owner's team.
    pub team_id: Option<Id>,
    /// The territory that it falls into; follows from its other fields.
    pub territory_id: Option<Id>,
    /// The key of that territory: who holds it works the company as their own.
    #[serde(skip)]
    #[graphql(skip)]
    pub territory_key: Option<Id>,
    /// Target account 1, 2 or 3; missing for others.
    pub account_tier: Option<i64>,
    /// How far it has come; follows from its leads and deals.
    pub lifecycle: Option<Lifecycle>,
    /// Labels, lower case.
    #[surreal(default)]
    #[graphql(skip)]
    pub tags: Vec<String>,
    #[serde(skip)]
    #[graphql(skip)]
    pub name_key: String,
}

impl Record for Company {
    const TYPE: RecordType = RecordType::Company;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        self.owner_id.iter().chain(&self.team_id).chain(&self.territory_key).cloned().collect()
    }

    fn takes_along(&self) -> Option<&Id> {
        self.territory_key.as_ref()
    }

    fn place(&mut self, grounds: &Grounds) {
        let area = grounds.territory_of(|| self.snapshot(), self.meta.updated_at);
        let id = area.map(|area| area.id.clone());
        if let Some((owner, team)) = area.and_then(|area| area.owner.clone())
            && self.owner_id.is_none()
            && self.territory_id != id
        {
            (self.owner_id, self.team_id) = (Some(owner), team);
        }
        self.territory_id = id;
        self.territory_key = area.map(|area| area.key.clone());
    }

    fn index(&mut self) {
        self.name_key = text_key(&self.name);
    }
}

impl Company {
    pub fn new(id: Id, now: Instant, name: &str) -> Self {
        Company {
            meta: Meta::new(id, now),
            name: name.trim().to_owned(),
            domains: Vec::new(),
            industry: None,
            employees: None,
            annual_revenue: None,
            currency: None,
            website: None,
            phone: None,
            address: None,
            city: None,
            country: None,
            region: None,
            description: None,
            owner_id: None,
            team_id: None,
            territory_id: None,
            territory_key: None,
            account_tier: None,
            lifecycle: None,
            tags: Vec::new(),
            name_key: String::new(),
        }
    }
}

/// Mail hosts that say nothing about where somebody works.
const PUBLIC_HOSTS: [&str; 14] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "proton.me",
    "protonmail.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "aol.com",
];

/// The company's domain in an e-mail address; `None` for public mail hosts.
pub fn domain_of(email: &str) -> Option<&str> {
    let (_, host) = email.rsplit_once('@')?;
    (!PUBLIC_HOSTS.contains(&host)).then_some(host)
}

/// A domain as it is kept: without scheme, `www.` or path. `None` when it is none.
pub fn tidy_domain(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(&text);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let fine = host.len() <= 253 && host.contains('.') && host.split('.').all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    fine.then(|| host.to_owned())
}

pub const NEWEST: Sort = Sort { column: "createdDesc", tells: "createdAt", natural: Direction::Desc };
pub const CHANGED: Sort = Sort { column: "updatedDesc", tells: "updatedAt", natural: Direction::Desc };
pub const NAME: Sort = Sort { column: "nameKey", tells: "name", natural: Direction::Asc };

/// The indexes that its lists run on.
pub const INDEXES: &[ListIndex] = &[
    ListIndex { prefix: &[], sort: "createdDesc" },
    ListIndex { prefix: &[], sort: "updatedDesc" },
    ListIndex { prefix: &[], sort: "nameKey" },
    ListIndex { prefix: &["ownerId"], sort: "nameKey" },
    ListIndex { prefix: &["territoryId"], sort: "nameKey" },
];

/// Its fields.
pub const FIELDS: &[Field] = &[
    field("name", "Name", FieldKind::Text).required().always_shown().sortable(),
    field("domains", "Domains", FieldKind::Tags),
    field("industry", "Industry", FieldKind::Text),
    field("employees", "Employees", FieldKind::Integer),
    field("annualRevenue", "Annual revenue", FieldKind::Money),
    field("currency", "Currency", FieldKind::Enum).always_shown(),
    field("website", "Website", FieldKind::Text),
    field("phone", "Phone", FieldKind::Text),
    field("address", "Address", FieldKind::Text),
    field("city", "City", FieldKind::Text),
    field("country", "Country", FieldKind::Text),
    field("region", "Region", FieldKind::Text),
    field("description", "Description", FieldKind::LongText),
    field("ownerId", "Owner", FieldKind::Reference).always_shown().also(&["owner"]),
    field("teamId", "Team", FieldKind::Reference).derived().always_shown(),
    field("territoryId", "Territory", FieldKind::Reference).derived().always_shown().also(&["territory"]),
    field("accountTier", "Account tier", FieldKind::Integer),
    field("lifecycle", "Lifecycle stage", FieldKind::Enum).derived().options(LIFECYCLES).always_shown(),
    field("tags", "Tags", FieldKind::Tags),
    field("createdAt", "Created", FieldKind::DateTime).derived().always_shown().sortable(),
    field("updatedAt", "Changed", FieldKind::DateTime).derived().always_shown().sortable(),
];
