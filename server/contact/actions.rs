//! Making and editing contacts.

use async_graphql::{InputObject, MaybeUndefined};

use super::model::{Contact, check_email};
use crate::{
    company::model::Company,
    deal::store as deals,
    lead::store as leads,
    platform::{
        actor::Actor,
        app::App,
        error::{Faults, Result},
        id::Id,
        once,
        patch::{check_conflicts, patch, patch_tags, patch_text, tidy},
        record::{Record, RecordType},
        scope::Verb,
        tx::Tx,
    },
};

/// A new contact. It needs a name or an e-mail address.
#[derive(InputObject, Clone, Debug, Default)]
pub struct CreateContactInput {
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// E-mail addresses; the first is the primary one.
    pub emails: Option<Vec<String>>,
    /// Phone numbers.
    pub phones: Option<Vec<String>>,
    /// What they are at their company.
    pub job_title: Option<String>,
    /// Where in their company they work.
    pub department: Option<String>,
    /// How high in their company they stand.
    pub seniority: Option<String>,
    /// The company they work at.
    pub company_id: Option<Id>,
    /// Who they report to.
    pub reports_to_id: Option<Id>,
    /// The person here who looks after them; you when left out.
    pub owner_id: Option<Id>,
    /// Town or city.
    pub city: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// IANA name of the zone they live in.
    pub time_zone: Option<String>,
    /// The language they want to be spoken to in.
    pub language: Option<String>,
    /// Labels.
    pub tags: Option<Vec<String>>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Changes of a contact. What is left out stays, null clears.
#[derive(InputObject, Clone, Debug)]
pub struct UpdateContactInput {
    /// The contact.
    pub id: Id,
    /// The version that the changes were made on; changes of other fields since are merged.
    pub expected_version: i64,
    /// Given name.
    pub first_name: MaybeUndefined<String>,
    /// Family name.
    pub last_name: MaybeUndefined<String>,
    /// What they are at their company.
    pub job_title: MaybeUndefined<String>,
    /// Where in their company they work.
    pub department: MaybeUndefined<String>,
    /// How high in their company they stand.
    pub seniority: MaybeUndefined<String>,
    /// The company they work at.
    pub company_id: MaybeUndefined<Id>,
    /// Who they report to.
    pub reports_to_id: MaybeUndefined<Id>,
    /// The person here who looks after them.
    pub owner_id: MaybeUndefined<Id>,
    /// Town or city.
    pub city: MaybeUndefined<String>,
    /// Country.
    pub country: MaybeUndefined<String>,
    /// IANA name of the zone they live in.
    pub time_zone: MaybeUndefined<String>,
    /// The language they want to be spoken to in.
    pub language: MaybeUndefined<String>,
    /// E-mail addresses to add.
    pub add_emails: Option<Vec<String>>,
    /// E-mail addresses to take away.
    pub remove_emails: Option<Vec<String>>,
    /// Phone numbers to add.
    pub add_phones: Option<Vec<String>>,
    /// Phone numbers to take away.
    pub remove_phones: Option<Vec<String>>,
    /// Labels to add.
    pub add_tags: Option<Vec<String>>,
    /// Labels to take away.
    pub remove_tags: Option<Vec<String>>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Makes a contact. Errors: `INVALID` with every field at fault; an address that is in use.
pub async fn create(app: &App, actor: &Actor, input: CreateContactInput) -> Result<Contact> {
    actor.may(RecordType::Contact, Verb::Create)?;
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("createContact {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let mut faults = Faults::default();
            let mut contact = Contact::new(tx.id("contact"), tx.now());
            contact.first_name = tidy(input.first_name);
            contact.last_name = tidy(input.last_name);
            add_emails(&mut contact.emails, input.emails, "emails", &mut faults);
            contact.phones = input.phones.into_iter().flatten().filter_map(|phone| tidy(Some(phone))).collect();
            contact.job_title = tidy(input.job_title);
            contact.department = tidy(input.department);
            contact.seniority = tidy(input.seniority);
            contact.company_id = input.company_id;
            contact.reports_to_id = input.reports_to_id;
            contact.city = tidy(input.city);
            contact.country = tidy(input.country);
            contact.time_zone = tidy(input.time_zone);
            contact.language = tidy(input.language);
            patch_tags(&mut contact.tags, input.tags, None);
            own(&tx, &mut contact, input.owner_id.or_else(|| tx.actor().user().cloned()), &mut faults);
            check(&tx, None, &contact, &mut faults).await?;
            faults.check()?;
            tx.create(contact, "ContactCreated").await.map_err(|error| error.on_unique("contact_emails", "emails"))
        }
    })
    .await
}

/// Edits a contact. Errors: `INVALID`, `CONFLICT` with both values, `NOT_FOUND`, `FORBIDDEN`.
pub async fn update(app: &App, actor: &Actor, input: UpdateContactInput) -> Result<Contact> {
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("updateContact {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before: Contact = tx.get_to(Verb::Edit, &input.id).await?;
            let mut faults = Faults::default();
            let mut after = before.clone();
            patch_text(&mut after.first_name, input.first_name);
            patch_text(&mut after.last_name, input.last_name);
            patch_text(&mut after.job_title, input.job_title);
            patch_text(&mut after.department, input.department);
            patch_text(&mut after.seniority, input.seniority);
            patch(&mut after.company_id, input.company_id);
            patch(&mut after.reports_to_id, input.reports_to_id);
            patch_text(&mut after.city, input.city);
            patch_text(&mut after.country, input.country);
            patch_text(&mut after.time_zone, input.time_zone);
            patch_text(&mut after.language, input.language);
            let gone: Vec<String> = input.remove_emails.into_iter().flatten().map(|email| email.trim().to_lowercase()).collect();
            after.emails.retain(|email| !gone.contains(email));
            add_emails(&mut after.emails, input.add_emails, "addEmails", &mut faults);
            let gone: Vec<String> = input.remove_phones.into_iter().flatten().map(|phone| phone.trim().to_owned()).collect();
            after.phones.retain(|phone| !gone.contains(phone));
            after.phones.extend(input.add_phones.into_iter().flatten().filter_map(|phone| tidy(Some(phone))));
            patch_tags(&mut after.tags, input.add_tags, input.remove_tags);
            if !input.owner_id.is_undefined() {
                own(&tx, &mut after, input.owner_id.take(), &mut faults);
            }
            check_conflicts(&tx, &before, &after, input.expected_version, &["emails", "phones", "tags", "teamId", "name"]).await?;
            check(&tx, Some(&before), &after, &mut faults).await?;
            faults.check()?;
            tx.save(&before, after, "ContactUpdated").await.map_err(|error| error.on_unique("contact_emails", "addEmails"))
        }
    })
    .await
}

/// Lets those see a contact who see one of its leads or deals, and nobody longer than that.
///
/// The contact is written in any case: of two transactions that change its leads or deals at once, one runs again and sees
/// what the other did. So a contact does not get two leads for one offer either.
pub async fn share(tx: &Tx, contact: &Id) -> Result<()> {
    let Some(before) = tx.find::<Contact>(contact).await? else { return Ok(()) };
    let mut after = Contact { worked_by: worked_by(tx, contact).await?, turn: before.turn + 1, ..before.clone() };
    after.settle(&tx.app().directory().grounds);
    if after.meta.keys == before.meta.keys { tx.put_quietly(&after).await } else { tx.save(&before, after, tx.part_of(contact, "ContactShared")).await.map(drop) }
}

/// The people, teams and territories that see a contact's leads or deals.
pub async fn worked_by(tx: &Tx, contact: &Id) -> Result<Vec<Id>> {
    let mut keys = leads::keys_of_contact(tx, contact).await?.concat();
    keys.extend(deals::keys_of_contact(tx, contact).await?.concat());
    keys.sort();
    keys.dedup();
    let known = keys.iter().filter_map(|key| key.split_once(':')).filter(|(table, _)| ["user", "team", "territory"].contains(table));
    Ok(known.map(|(table, key)| Id::new(table, key)).collect())
}

fn own(tx: &Tx, contact: &mut Contact, owner: Option<Id>, faults: &mut Faults) {
    tx.refer_user(faults, "ownerId", owner.as_ref());
    contact.team_id = owner.as_ref().and_then(|owner| tx.app().directory().team_of(owner).cloned());
    contact.owner_id = owner;
}

fn add_emails(emails: &mut Vec<String>, add: Option<Vec<String>>, field: &str, faults: &mut Faults) {
    for (i, text) in add.into_iter().flatten().enumerate() {
        if let Some(email) = check_email(faults, &format!("{field}[{i}]"), &text)
            && !emails.contains(&email)
        {
            emails.push(email);
        }
    }
}

async fn check(tx: &Tx, before: Option<&Contact>, after: &Contact, faults: &mut Faults) -> Result<()> {
    if after.first_name.is_none() && after.last_name.is_none() && after.emails.is_empty() {
        faults.add("emails", "A contact needs a name or an e-mail address.");
    }
    for (field, name) in [("firstName", &after.first_name), ("lastName", &after.last_name)] {
        if name.as_ref().is_some_and(|name| name.chars().count() > 100) {
            faults.add(field, "A name has at most 100 characters.");
        }
    }
    if after.time_zone.as_ref().is_some_and(|zone| zone.parse::<chrono_tz::Tz>().is_err()) {
        faults.add("timeZone", "This is not the name of a time zone, such as Europe/Paris.");
    }
    if after.reports_to_id.as_ref() == Some(&after.meta.id) {
        faults.add("reportsToId", "Nobody reports to themselves.");
    }
    if before.is_none_or(|before| before.company_id != after.company_id) {
        tx.refer::<Company>(faults, "companyId", after.company_id.as_ref()).await?;
    }
    if before.is_none_or(|before| before.reports_to_id != after.reports_to_id) {
        tx.refer::<Contact>(faults, "reportsToId", after.reports_to_id.as_ref()).await?;
    }
    Ok(())
}
