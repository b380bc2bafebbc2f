//! Making, finding and editing companies.

use async_graphql::{InputObject, MaybeUndefined};
use rust_decimal::Decimal;

use super::{
    model::{Company, domain_of, tidy_domain},
    store,
};
use crate::platform::{
    actor::Actor,
    app::App,
    error::{Error, Faults, Result},
    id::Id,
    money, once,
    patch::{check_conflicts, patch, patch_tags, patch_text, tidy},
    record::RecordType,
    scope::Verb,
    tx::Tx,
};

/// More people than any company has; a number of the schema holds no more than 2,147,483,647.
const MOST_EMPLOYEES: i64 = 100_000_000;

/// A new company.
#[derive(InputObject, Clone, Debug, Default)]
pub struct CreateCompanyInput {
    /// What it is called.
    pub name: String,
    /// Its domains.
    pub domains: Option<Vec<String>>,
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
    /// Country.
    pub country: Option<String>,
    /// A part of a country or of the world.
    pub region: Option<String>,
    /// In a few words.
    pub description: Option<String>,
    /// The person here who looks after it.
    pub owner_id: Option<Id>,
    /// Target account 1, 2 or 3.
    pub account_tier: Option<i64>,
    /// Labels.
    pub tags: Option<Vec<String>>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Changes of a company. What is left out stays, null clears.
#[derive(InputObject, Clone, Debug)]
pub struct UpdateCompanyInput {
    /// The company.
    pub id: Id,
    /// The version that the changes were made on; changes of other fields since are merged.
    pub expected_version: i64,
    /// What it is called.
    pub name: Option<String>,
    /// What it does.
    pub industry: MaybeUndefined<String>,
    /// How many people work there.
    pub employees: MaybeUndefined<i64>,
    /// What it earns in a year.
    pub annual_revenue: MaybeUndefined<Decimal>,
    /// ISO 4217 code of the revenue.
    pub currency: MaybeUndefined<String>,
    /// Where it is on the web.
    pub website: MaybeUndefined<String>,
    /// Its main number.
    pub phone: MaybeUndefined<String>,
    /// Street and number.
    pub address: MaybeUndefined<String>,
    /// Town or city.
    pub city: MaybeUndefined<String>,
    /// Country.
    pub country: MaybeUndefined<String>,
    /// A part of a country or of the world.
    pub region: MaybeUndefined<String>,
    /// In a few words.
    pub description: MaybeUndefined<String>,
    /// The person here who looks after it.
    pub owner_id: MaybeUndefined<Id>,
    /// Target account 1, 2 or 3.
    pub account_tier: MaybeUndefined<i64>,
    /// Domains to add.
    pub add_domains: Option<Vec<String>>,
    /// Domains to take away.
    pub remove_domains: Option<Vec<String>>,
    /// Labels to add.
    pub add_tags: Option<Vec<String>>,
    /// Labels to take away.
    pub remove_tags: Option<Vec<String>>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Makes a company. Errors: `INVALID` with every field at fault; a domain that is in use.
pub async fn create(app: &App, actor: &Actor, input: CreateCompanyInput) -> Result<Company> {
    actor.may(RecordType::Company, Verb::Create)?;
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("createCompany {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let mut faults = Faults::default();
            let mut company = Company::new(tx.id("company"), tx.now(), &input.name);
            company.industry = tidy(input.industry);
            company.employees = input.employees;
            company.annual_revenue = input.annual_revenue;
            company.currency = tidy(input.currency).map(|code| code.to_uppercase());
            company.website = tidy(input.website);
            company.phone = tidy(input.phone);
            company.address = tidy(input.address);
            company.city = tidy(input.city);
            company.country = tidy(input.country);
            company.region = tidy(input.region);
            company.description = tidy(input.description);
            company.account_tier = input.account_tier;
            patch_tags(&mut company.tags, input.tags, None);
            add_domains(&mut company.domains, input.domains, "domains", &mut faults);
            own(&tx, &mut company, input.owner_id.or_else(|| tx.actor().user().cloned()), &mut faults);
            check(&company, &mut faults);
            faults.check()?;
            tx.create(company, "CompanyCreated").await.map_err(|error| error.on_unique("company_domains", "domains"))
        }
    })
    .await
}

/// Edits a company. Errors: `INVALID`, `CONFLICT` with both values, `NOT_FOUND`, `FORBIDDEN`.
pub async fn update(app: &App, actor: &Actor, input: UpdateCompanyInput) -> Result<Company> {
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("updateCompany {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before: Company = tx.get_to(Verb::Edit, &input.id).await?;
            let mut faults = Faults::default();
            let mut after = before.clone();
            if let Some(name) = input.name {
                after.name = name.trim().to_owned();
            }
            patch_text(&mut after.industry, input.industry);
            patch(&mut after.employees, input.employees);
            patch(&mut after.annual_revenue, input.annual_revenue);
            patch_text(&mut after.currency, input.currency);
            after.currency = after.currency.map(|code| code.to_uppercase());
            patch_text(&mut after.website, input.website);
            patch_text(&mut after.phone, input.phone);
            patch_text(&mut after.address, input.address);
            patch_text(&mut after.city, input.city);
            patch_text(&mut after.country, input.country);
            patch_text(&mut after.region, input.region);
            patch_text(&mut after.description, input.description);
            patch(&mut after.account_tier, input.account_tier);
            patch_tags(&mut after.tags, input.add_tags, input.remove_tags);
            let gone: Vec<String> = input.remove_domains.into_iter().flatten().filter_map(|text| tidy_domain(&text)).collect();
            after.domains.retain(|domain| !gone.contains(domain));
            add_domains(&mut after.domains, input.add_domains, "addDomains", &mut faults);
            if !input.owner_id.is_undefined() {
                own(&tx, &mut after, input.owner_id.take(), &mut faults);
            }
            check_conflicts(&tx, &before, &after, input.expected_version, &["domains", "tags", "teamId"]).await?;
            check(&after, &mut faults);
            faults.check()?;
            tx.save(&before, after, "CompanyUpdated").await.map_err(|error| error.on_unique("company_domains", "addDomains"))
        }
    })
    .await
}

/// The company that somebody works for, by the domain of their address or by its name; made when there is none.
/// `None` when neither says anything.
pub async fn find_or_create(tx: &Tx, name: Option<&str>, email: Option<&str>, owner: Option<&Id>) -> Result<Option<Company>> {
    let mut domain = email.and_then(domain_of);
    if let Some(taken) = domain
        && let Some(company) = store::by_domain(tx, taken).await?
    {
        if !company.meta.is_deleted() {
            return Ok(Some(company));
        }
        // It lies in the trash and keeps its domain there: the new one goes without.
        domain = None;
    }
    let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else { return Ok(None) };
    if let Some(company) = store::by_name(tx, name).await? {
        return Ok(Some(company));
    }
    let mut company = Company::new(tx.id("company"), tx.now(), name);
    company.domains.extend(domain.map(str::to_owned));
    own(tx, &mut company, owner.cloned(), &mut Faults::default());
    tx.create(company, "CompanyCreated").await.map(Some).map_err(Error::again_if_taken)
}

fn own(tx: &Tx, company: &mut Company, owner: Option<Id>, faults: &mut Faults) {
    tx.refer_user(faults, "ownerId", owner.as_ref());
    company.team_id = owner.as_ref().and_then(|owner| tx.app().directory().team_of(owner).cloned());
    company.owner_id = owner;
}

fn add_domains(domains: &mut Vec<String>, add: Option<Vec<String>>, field: &str, faults: &mut Faults) {
    for text in add.into_iter().flatten() {
        match tidy_domain(&text) {
            Some(domain) if domains.contains(&domain) => {}
            Some(domain) => domains.push(domain),
            None => faults.add(field, format!("“{text}” is not a domain.")),
        }
    }
}

fn check(company: &Company, faults: &mut Faults) {
    if company.name.is_empty() {
        faults.add("name", "Give the company a name.");
    } else if company.name.chars().count() > 200 {
        faults.add("name", "A name has at most 200 characters.");
    }
    if company.employees.is_some_and(|count| !(0..=MOST_EMPLOYEES).contains(&count)) {
        faults.add("employees", "A company has 0 to 100,000,000 people.");
    }
    if company.account_tier.is_some_and(|tier| !(1..=3).contains(&tier)) {
        faults.add("accountTier", "A target account is of tier 1, 2 or 3.");
    }
    money::check_amount(faults, "annualRevenue", company.annual_revenue);
    money::check_currency(faults, "currency", company.currency.as_deref());
}
