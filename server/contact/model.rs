//! A person.

use async_graphql::SimpleObject;
use serde::{Deserialize, Serialize};
use surrealdb::types::{SurrealValue, Value};

use crate::{
    platform::{
        clock::Instant,
        error::Faults,
        field::{Field, FieldKind, field},
        id::Id,
        page::{Direction, ListIndex, Sort},
        record::{Meta, Record, RecordType, text_key},
    },
    record_meta,
    workspace::model::Lifecycle,
};

/// A person that we know of.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
#[graphql(complex)]
pub struct Contact {
    #[serde(flatten)]
    #[surreal(flatten)]
    #[graphql(flatten)]
    pub meta: Meta,
    /// First and last name, else the first e-mail address.
    pub name: String,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Lower case; the first is the primary one; each belongs to one contact.
    #[surreal(default)]
    #[graphql(skip)]
    pub emails: Vec<String>,
    /// As written.
    #[surreal(default)]
    #[graphql(skip)]
    pub phones: Vec<String>,
    /// What they are at their company.
    pub job_title: Option<String>,
    /// Where in their company they work.
    pub department: Option<String>,
    /// How high in their company they stand.
    pub seniority: Option<String>,
    /// The company they work at now.
    pub company_id: Option<Id>,
    /// Who they report to.
    pub reports_to_id: Option<Id>,
    /// The person here who looks after them.
    pub owner_id: Option<Id>,
    /// The owner's team.
    pub team_id: Option<Id>,
    /// Town or city.
    pub city: Option<String>,
    /// ISO 3166-1 alpha-2 code or name, as given.
    pub country: Option<String>,
    /// IANA name of the zone they live in.
    pub time_zone: Option<String>,
    /// The language they want to be spoken to in.
    pub language: Option<String>,
    /// How far they have come; follows from their leads and deals.
    pub lifecycle: Option<Lifecycle>,
    /// Where we first met them; kept for ever.
    pub source: Option<Source>,
    /// What they allowed, with its proof.
    #[surreal(default)]
    #[graphql(skip)]
    pub consents: Vec<Consent>,
    /// Labels, lower case.
    #[surreal(default)]
    #[graphql(skip)]
    pub tags: Vec<String>,
    /// People and queues who see one of its leads or deals, and so see it too.
    #[serde(skip)]
    #[surreal(default)]
    #[graphql(skip)]
    pub worked_by: Vec<Id>,
    /// Counts the transactions that looked at its leads and deals together: two at once conflict here, and one runs again.
    #[serde(skip)]
    #[surreal(default)]
    #[graphql(skip)]
    pub turn: i64,
    #[serde(skip)]
    #[graphql(skip)]
    pub name_key: String,
}

/// Where a record came from. The first touch is kept for ever.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct Source {
    /// The kind of way, for example `paid social`, `organic search`, `email`, `referral`, `direct`, `offline`.
    pub channel: Option<String>,
    /// Who sent them, for example `linkedin`.
    pub source: Option<String>,
    /// How, for example `cpc`.
    pub medium: Option<String>,
    /// The campaign whose UTM name matches.
    pub campaign_id: Option<Id>,
    /// utm_source as it came.
    pub utm_source: Option<String>,
    /// utm_medium as it came.
    pub utm_medium: Option<String>,
    /// utm_campaign as it came.
    pub utm_campaign: Option<String>,
    /// utm_content as it came.
    pub utm_content: Option<String>,
    /// utm_term as it came.
    pub utm_term: Option<String>,
    /// The form they filled in.
    pub form_id: Option<Id>,
    /// The page that they came to.
    pub landing_page: Option<String>,
    /// The page that led them there.
    pub referrer: Option<String>,
    /// What they were offered.
    pub offer: Option<String>,
    /// For what did not happen on the web: a fair, a call, a talk.
    pub offline_source: Option<String>,
}

/// One permission, given or refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
pub struct Consent {
    /// For example `email`.
    pub channel: String,
    /// Given, or refused.
    pub given: bool,
    /// The text that they agreed to.
    pub text: Option<String>,
    /// When.
    pub at: Instant,
    /// How: the form's name, or a person's.
    pub via: String,
}

impl Consent {
    /// Whether it repeats another one: the same answer to the same text on the same way. The first is the proof.
    pub fn says_the_same(&self, other: &Consent) -> bool {
        (&self.channel, self.given, &self.text, &self.via) == (&other.channel, other.given, &other.text, &other.via)
    }
}

impl Record for Contact {
    const TYPE: RecordType = RecordType::Contact;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        self.owner_id.iter().chain(&self.team_id).chain(&self.worked_by).cloned().collect()
    }

    fn index(&mut self) {
        self.name = display_name(self.first_name.as_deref(), self.last_name.as_deref(), &self.emails);
        let family = [self.last_name.as_deref(), self.first_name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        // Who has no name stands behind all others: their address is not for everybody who sees the order.
        self.name_key = text_key(&family);
    }
}

impl Contact {
    pub fn new(id: Id, now: Instant) -> Self {
        Contact {
            meta: Meta::new(id, now),
            name: String::new(),
            first_name: None,
            last_name: None,
            emails: Vec::new(),
            phones: Vec::new(),
            job_title: None,
            department: None,
            seniority: None,
            company_id: None,
            reports_to_id: None,
            owner_id: None,
            team_id: None,
            city: None,
            country: None,
            time_zone: None,
            language: None,
            lifecycle: None,
            source: None,
            consents: Vec::new(),
            tags: Vec::new(),
            worked_by: Vec::new(),
            turn: 0,
            name_key: String::new(),
        }
    }
}

/// What a person is called on screen.
pub fn display_name(first: Option<&str>, last: Option<&str>, emails: &[String]) -> String {
    let name = [first, last].into_iter().flatten().collect::<Vec<_>>().join(" ");
    if name.is_empty() { emails.first().cloned().unwrap_or_else(|| "Unnamed".into()) } else { name }
}

/// Whether text has the shape of an e-mail address that mail can be sent to: one `@`, a dotted host, no spaces.
pub fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let plain = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"@".contains(c));
    let labels = host.split('.').collect::<Vec<_>>();
    text.len() <= 254
        && local.len() <= 64
        && plain(local)
        && labels.len() >= 2
        && labels
            .iter()
            .all(|label| !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

/// An e-mail address as it is kept, or a fault.
pub fn check_email(faults: &mut Faults, field: &str, text: &str) -> Option<String> {
    let email = text.trim().to_lowercase();
    if is_email(&email) {
        Some(email)
    } else {
        faults.add(field, format!("“{}” is not an e-mail address.", text.trim()));
        None
    }
}

pub const NEWEST: Sort = Sort { column: "createdDesc", tells: "createdAt", natural: Direction::Desc };
pub const CHANGED: Sort = Sort { column: "updatedDesc", tells: "updatedAt", natural: Direction::Desc };
pub const NAME: Sort = Sort { column: "nameKey", tells: "name", natural: Direction::Asc };

/// The indexes that its lists run on.
pub const INDEXES: &[ListIndex] = &[
    ListIndex { prefix: &[], sort: "createdDesc" },
    ListIndex { prefix: &[], sort: "updatedDesc" },
    ListIndex { prefix: &[], sort: "nameKey" },
    ListIndex { prefix: &["companyId"], sort: "nameKey" },
    ListIndex { prefix: &["ownerId"], sort: "nameKey" },
];

/// Its fields.
pub const FIELDS: &[Field] = &[
    field("name", "Name", FieldKind::Text).derived().always_shown().sortable(),
    field("firstName", "First name", FieldKind::Text).always_shown(),
    field("lastName", "Last name", FieldKind::Text).always_shown(),
    field("emails", "E-mail addresses", FieldKind::Tags),
    field("phones", "Phone numbers", FieldKind::Tags),
    field("jobTitle", "Job title", FieldKind::Text),
    field("department", "Department", FieldKind::Text),
    field("seniority", "Seniority", FieldKind::Text),
    field("companyId", "Company", FieldKind::Reference).always_shown().also(&["company"]),
    field("reportsToId", "Reports to", FieldKind::Reference),
    field("ownerId", "Owner", FieldKind::Reference).always_shown().also(&["owner"]),
    field("teamId", "Team", FieldKind::Reference).derived().always_shown(),
    field("city", "City", FieldKind::Text),
    field("country", "Country", FieldKind::Text),
    field("timeZone", "Time zone", FieldKind::Text),
    field("language", "Language", FieldKind::Text),
    field("lifecycle", "Lifecycle stage", FieldKind::Enum).derived().options(LIFECYCLES).always_shown(),
    field("tags", "Tags", FieldKind::Tags),
    field("createdAt", "Created", FieldKind::DateTime).derived().always_shown().sortable(),
    field("updatedAt", "Changed", FieldKind::DateTime).derived().always_shown().sortable(),
    field("consents", "Consents", FieldKind::Object).derived().unfiltered(),
    field("source", "First source", FieldKind::Object).derived().unfiltered(),
];

/// The lifecycle's kinds, for enum fields.
pub const LIFECYCLES: &[&str] = &["SUBSCRIBER", "LEAD", "MARKETING_QUALIFIED", "SALES_QUALIFIED", "OPPORTUNITY", "CUSTOMER", "DISQUALIFIED"];
