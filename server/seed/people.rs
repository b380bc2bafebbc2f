//! Companies and the people who work at them.

use std::collections::HashSet;

use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::{
    calendar::at_work_before,
    cast::Cast,
    dice::Dice,
    names::{COUNTRIES, Country, LOCALES, NO_COUNTRIES, SECTORS, STEMS, TITLES, plain},
};
use crate::{
    company::model::Company,
    contact::model::{Consent, Contact, display_name},
    platform::{clock::Instant, id::Id},
};

/// Companies among which one in six belongs to people who work here in earnest.
const GUESTS_BEGIN: usize = 400;

/// Throws at a name before a namesake is let pass: there are only so many names.
const THROWS: usize = 24;

/// Names that companies and people of this sample have already.
#[derive(Default)]
pub struct Taken {
    companies: HashSet<String>,
    people: HashSet<String>,
}

/// A company as the rest of its records need to know it.
pub struct Home {
    pub company: Company,
    pub country: &'static Country,
    pub domain: String,
    /// How many people work there, whether or not anybody wrote it down.
    pub employees: i64,
    /// Who looks after it, or would.
    pub seller: Id,
    /// When we first heard of it.
    pub known_since: Instant,
}

/// Makes company number `index`.
pub fn company(cast: &Cast, dice: &mut Dice, taken: &mut Taken, index: usize) -> Home {
    let country = dice.pick(&COUNTRIES);
    let (stem, (industry, suffix)) = (*dice.pick(&STEMS), *dice.pick(&SECTORS));
    let city = *dice.pick(&country.cities);
    let name = taken.company(&format!("{stem} {suffix}"), city);
    // The seed is a part of every address but the first one's, so that samples of different seeds live side by side.
    let domain = if cast.seed == 1 { format!("{}.example", plain(&name)) } else { format!("{}.s{}.example", plain(&name), cast.seed) };
    let sellers = cast.sellers_of(country.americas);
    // Who works here in earnest looks after a few companies, in a large sample no more than one can.
    let every = if index < GUESTS_BEGIN { 6 } else { 500 };
    let seller = match cast.guests.get(index / every % cast.guests.len().max(1)) {
        Some(guest) if index.is_multiple_of(every) => guest.clone(),
        _ => dice.pick(&sellers).id.clone(),
    };
    let ago = dice.between(30, 900);
    let known_since = at_work_before(dice, cast.zone_of(&seller), cast.day - TimeDelta::days(ago));
    let mut company = Company::new(dice.id("company", known_since), known_since, &name);
    let employees = dice.size(140.0, 1.4).clamp(3.0, 90_000.0) as i64;
    company.domains = vec![domain.clone()];
    company.website = Some(format!("https://www.{domain}"));
    company.industry = dice.chance(0.93).then(|| industry.to_owned());
    company.employees = dice.chance(0.85).then_some(employees);
    if dice.chance(0.5) {
        company.annual_revenue = Some(Decimal::from(employees * dice.between(80, 260)) * Decimal::from(1_000));
        company.currency = Some(cast.directory.workspace.base_currency.clone());
    }
    company.phone = Some(phone(dice, country));
    company.city = Some(city.to_owned());
    company.country = Some(country.code.to_owned());
    company.region = Some(country.region.to_owned());
    company.account_tier = if dice.chance(0.12) { Some(dice.between(1, 3)) } else { None };
    if dice.chance(0.97) {
        company.team_id = cast.team_of(&seller);
        company.owner_id = Some(seller.clone());
    }
    Home { company, country, domain, employees, seller, known_since }
}

impl Taken {
    /// With the names of everybody who works here: no customer is called like them.
    pub fn by(cast: &Cast) -> Self {
        Taken { companies: HashSet::new(), people: cast.directory.users().into_iter().map(|user| user.name.clone()).collect() }
    }

    /// A name that no company of the sample has: with its town if need be, else with a number.
    fn company(&mut self, name: &str, city: &str) -> String {
        let in_town = format!("{name} {city}");
        let numbered = (2..).map(|n| format!("{in_town} {n}"));
        let free = [name.to_owned(), in_town.clone()].into_iter().chain(numbered).find(|name| !self.companies.contains(name));
        let free = free.unwrap_or(in_town.clone());
        self.companies.insert(free.clone());
        free
    }

    /// A first and a last name that nobody of the sample has, as long as there are any.
    fn person(&mut self, dice: &mut Dice, country: &Country) -> (&'static str, &'static str) {
        for _ in 0..THROWS {
            let locale = &LOCALES[if dice.chance(0.88) { country.locale } else { dice.between(0, LOCALES.len() as i64 - 1) as usize }];
            let (first, last) = (*dice.pick(&locale.first), *dice.pick(&locale.last));
            if self.people.insert(format!("{first} {last}")) {
                return (first, last);
            }
        }
        let locale = &LOCALES[country.locale];
        (*dice.pick(&locale.first), *dice.pick(&locale.last))
    }
}

fn phone(dice: &mut Dice, country: &Country) -> String {
    format!("{} {} {}", country.dial, dice.between(20, 989), dice.between(1_000_000, 9_999_999))
}

/// Makes the people of a company. A few are as people really are in a CRM: without a name, shouting, twice, from nowhere.
pub fn contacts(cast: &Cast, dice: &mut Dice, taken: &mut Taken, home: &Home, count: usize) -> Vec<Contact> {
    let mut contacts: Vec<Contact> = Vec::with_capacity(count);
    let mut addresses: HashSet<String> = HashSet::new();
    for _ in 0..count {
        let contact = match contacts.last() {
            Some(known) if dice.chance(0.02) && !known.emails.is_empty() => double(cast, dice, known),
            _ => contact(cast, dice, taken, home),
        };
        let mut contact = contact;
        for email in &mut contact.emails {
            while !addresses.insert(email.clone()) {
                let (local, host) = email.split_once('@').unwrap_or((email.as_str(), home.domain.as_str()));
                *email = format!("{local}{}@{host}", addresses.len());
            }
        }
        contacts.push(contact);
    }
    contacts
}

fn contact(cast: &Cast, dice: &mut Dice, taken: &mut Taken, home: &Home) -> Contact {
    let (first, last) = taken.person(dice, home.country);
    let (title, department, seniority) = *dice.pick(&TITLES);
    let days = (cast.day - home.known_since).num_days();
    let at = home.known_since + TimeDelta::days(dice.between(0, (days - 2).max(0)));
    let mut contact = Contact::new(dice.id("contact", at), at);
    contact.first_name = Some(first.to_owned());
    contact.last_name = Some(last.to_owned());
    contact.emails = vec![format!("{}.{}@{}", plain(first), plain(last), home.domain)];
    contact.company_id = Some(home.company.meta.id.clone());
    contact.city = home.company.city.clone();
    contact.country = Some(home.country.code.to_owned());
    contact.time_zone = dice.chance(0.7).then(|| home.country.zone.to_owned());
    contact.language = dice.chance(0.7).then(|| home.country.language.to_owned());
    if dice.chance(0.9) {
        contact.job_title = Some(title.to_owned());
        contact.department = Some(department.to_owned());
        contact.seniority = Some(seniority.to_owned());
    }
    if dice.chance(0.8) {
        contact.phones = vec![phone(dice, home.country)];
    }
    if dice.chance(0.25) {
        contact.consents = vec![consent(at, "Newsletter")];
    }
    if dice.chance(0.1) {
        contact.tags = vec![dice.pick(&["newsletter", "speaker", "reference", "board"]).to_string()];
    }
    if dice.chance(0.04) {
        contact.owner_id = None;
    } else {
        let sellers = cast.sellers_of(home.country.americas);
        let owner = if dice.chance(0.9) { home.seller.clone() } else { dice.pick(&sellers).id.clone() };
        contact.team_id = cast.team_of(&owner);
        contact.owner_id = Some(owner);
    }
    spoil(dice, &mut contact);
    contact.name = display_name(contact.first_name.as_deref(), contact.last_name.as_deref(), &contact.emails);
    contact
}

/// The consent that forms ask for, as given at that time.
pub fn consent(at: Instant, via: &str) -> Consent {
    Consent { channel: "email".into(), given: true, text: Some(crate::capture::actions::CONSENT_TEXT.into()), at, via: via.to_owned() }
}

/// What goes wrong when people type.
fn spoil(dice: &mut Dice, contact: &mut Contact) {
    if dice.chance(0.02) {
        contact.first_name = None;
        contact.last_name = None;
    } else if dice.chance(0.02) {
        contact.first_name = contact.first_name.as_ref().map(|name| name.to_uppercase());
        contact.last_name = contact.last_name.as_ref().map(|name| name.to_uppercase());
    }
    if dice.chance(0.02) {
        contact.country = Some(dice.pick(&NO_COUNTRIES).to_string());
    }
    if dice.chance(0.03) {
        contact.emails.clear();
        if contact.last_name.is_none() {
            contact.last_name = Some("Unknown".into());
        }
    }
}

/// The same person once more, under an address of the kind that forms let through.
fn double(cast: &Cast, dice: &mut Dice, known: &Contact) -> Contact {
    let at = known.meta.created_at + TimeDelta::days(dice.between(0, (cast.day - known.meta.created_at).num_days() - 1));
    let mut twin = Contact::new(dice.id("contact", at), at);
    twin.first_name.clone_from(&known.first_name);
    twin.last_name.clone_from(&known.last_name);
    twin.emails = known.emails.iter().take(1).map(|email| email.replacen('@', "+web@", 1)).collect();
    twin.company_id.clone_from(&known.company_id);
    twin.country.clone_from(&known.country);
    twin.owner_id.clone_from(&known.owner_id);
    twin.team_id.clone_from(&known.team_id);
    twin.name = display_name(twin.first_name.as_deref(), twin.last_name.as_deref(), &twin.emails);
    twin
}
